"""Order, ordinals, dismissals, excerpts and places of findings."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.checks.accepted import load_accepted
from assistant.checks.finding import Finding, FindingPlace, Subject
from assistant.checks.run import accepted, check, is_excerpt, merged
from assistant.checks.settings import rules_of
from assistant.checks.spans import lines_of, place_at, sentences_of, verbatim
from assistant.checks.years import CHECKS as YEARS
from assistant.errors import ProblemsError
from assistant.form.load import LoadedForm
from assistant.report.model import Passage, Place, Report, ReportSection

MakeSubject = Callable[..., Subject]


@dataclass(frozen=True)
class Accepting:
    fingerprint: str
    reason: str


def test_findings_come_in_report_order(make_subject: MakeSubject) -> None:
    subject = make_subject(
        title="青禾县水利局政府信息公开工作年度报告",
        prose={"监督保障": ("2025我局召开会议。",)},
        cells={"决定.许可.件数": Decimal(-1)},
        others=("无。",),
        signature="",
    )
    codes = [f.code for f in check(subject) if f.code in {"F01", "D02", "T03", "F07", "F06"}]
    assert codes == ["F01", "D02", "T03", "F07", "F06"]


def test_equal_findings_have_fingerprints_of_their_own(make_subject: MakeSubject) -> None:
    subject = make_subject(prose={"监督保障": ("2025我局开会。", "2025我局培训。")})
    found = check(subject, YEARS)
    assert [f.ordinal for f in found] == [0, 1]
    assert found[0].fingerprint != found[1].fingerprint


def test_fingerprints_survive_edits_elsewhere_and_other_figures(make_subject: MakeSubject) -> None:
    one = make_subject(prose={"监督保障": ("2025我局开会。",)})
    other = make_subject(prose={"监督保障": ("召开会议3次。", "2025我局开会。")})
    assert [f.fingerprint for f in check(one, YEARS)] == [
        f.fingerprint for f in check(other, YEARS)
    ]


def test_dismissed_findings_are_parted_from_the_open_ones(make_subject: MakeSubject) -> None:
    found = check(make_subject(prose={"监督保障": ("2025我局开会。", "去年培训。")}), YEARS)
    open_, closed = accepted(found, [Accepting(found[0].fingerprint, "已核")])
    assert open_ == found[1:]
    assert [(a.finding, a.reason) for a in closed] == [(found[0], "已核")]


def test_settings_are_laid_over_one_another() -> None:
    base = {"a": {"x": 1, "y": [1]}, "b": 2}
    assert merged(base, {"a": {"y": [2]}, "c": 3}) == {"a": {"x": 1, "y": [2]}, "b": 2, "c": 3}


def test_local_settings_change_the_rules(make_subject: MakeSubject) -> None:
    subject = make_subject(settings={"checks": {"published": {"least": "5000"}}})
    assert rules_of(subject).published.least == 5000
    assert rules_of(subject).published.cells != ()


@pytest.mark.parametrize(
    "local",
    [
        {"no_such": "1"},
        {"required_in": "没有这节"},
        {"left_over": {"value": "没有这数", "sentence": "申请"}},
        {"placeholders": ["(["]},
    ],
)
def test_settings_that_cannot_be_used_are_told(
    make_subject: MakeSubject, local: dict[str, object]
) -> None:
    with pytest.raises(ProblemsError):
        rules_of(make_subject(settings={"checks": local}))


def test_what_is_only_a_part_of_a_report(
    make_report: Callable[..., Report], ogi: LoadedForm
) -> None:
    lost = dict.fromkeys(("主动公开表", "申请表", "救济表", "问题改进", "其他事项"), "")
    assert not is_excerpt(make_report(), ogi)
    assert is_excerpt(make_report(titles=lost), ogi)
    assert is_excerpt(make_report(titles={"其他事项": ""}, signature="", date=None), ogi)
    assert not is_excerpt(make_report(titles={"其他事项": ""}), ogi)


def located(
    make_subject: MakeSubject, lines: tuple[str, ...], *sentences: tuple[str, Place]
) -> Subject:
    passage = Passage(key="监督保障", sentences=tuple(text for text, _ in sentences))
    section = ReportSection(key="总体情况", title="一、总体情况", passages=(passage,))
    where = {f"0/0/{n}": place for n, (_, place) in enumerate(sentences)}
    return make_subject(sections=(section,), lines=lines, where={**where, "0": Place(1, 1)})


def test_places_are_exact_where_the_reader_left_characters_out(make_subject: MakeSubject) -> None:
    lines = ("一、总体情况", "\u3000\u3000召开会议3次。2025 我局\u00a0开会，培训", "  人员5人次。")
    subject = located(
        make_subject,
        lines,
        ("召开会议3次。", Place(2, 3)),
        ("2025我局开会，培训人员5人次。", Place(2, 10)),
    )
    second = sentences_of(subject)[1]
    place = place_at(subject, second, 4, 6)
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 15, 2, 17)
    assert verbatim(subject, place) == "我局"
    across = place_at(subject, second, 9, 14)
    assert (across.line, across.end_line) == (2, 3)
    assert verbatim(subject, across) == "培训\n  人员5"
    assert [line.section for line in lines_of(subject)] == ["总体情况"] * 3


def test_the_excerpt_is_verbatim_from_the_file(make_subject: MakeSubject) -> None:
    lines = ("一、总体情况", "召开会议3次。2025我局开会。")
    subject = located(
        make_subject, lines, ("召开会议3次。", Place(2, 1)), ("2025我局开会。", Place(2, 8))
    )
    found: list[Finding] = check(subject, YEARS)
    assert [f.excerpt for f in found] == ["2025我局"]
    place = found[0].place
    assert place.column is not None
    assert place.end_column is not None
    assert lines[1][place.column - 1 : place.end_column - 1] == "2025我局"


def test_in_a_draft_columns_count_in_the_sentence(make_subject: MakeSubject) -> None:
    subject = located(make_subject, (), ("本年，2025我局开会。", Place(sentence=7)))
    assert [f.place for f in check(subject, YEARS)] == [
        FindingPlace("总体情况", 1, None, 4, None, 10, sentence=7)
    ]


def test_a_side_file_keeps_reasons(tmp_path: Path, make_subject: MakeSubject) -> None:
    found = check(make_subject(prose={"监督保障": ("2025我局开会。",)}), YEARS)
    file = tmp_path / "已核.yaml"
    file.write_text(
        f"accepted:\n  - fingerprint: {found[0].fingerprint}\n    reason: 引用原文\n",
        encoding="utf-8",
    )
    open_, closed = accepted(found, load_accepted(file))
    assert (open_, [a.reason for a in closed]) == ([], ["引用原文"])


@pytest.mark.parametrize(
    "text",
    [
        "accepted:\n  - fingerprint: abc\n",
        "accepted:\n  - fingerprint: abc\n    reason: ' '\n",
        "accepted:\n  - {fingerprint: abc, reason: 好, 谁: 我}\n",
        "accepted: 都行\n",
    ],
)
def test_a_side_file_without_reasons_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "已核.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"已核\.yaml:[123]"):
        load_accepted(file)
