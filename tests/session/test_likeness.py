"""What a sentence resembles, told with its place, its differences and how much it matters."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desk import FIGURES

from assistant.draft.events import AddSentences, NewSentence, Refused
from assistant.draft.model import LastYear
from assistant.session import Library, Session
from assistant.session.before import report_of
from assistant.session.likeness import Likeness, Resemblance
from assistant.workspace import Workspace

TODAY = date(2026, 1, 12)
OLD = (
    "在政务公开栏张贴惠农补贴发放名单，公示期满后存档12份。",
    "邀请村民代表列席会议，现场解答群众提问。",
)
MINE = "每月核对公开栏张贴的内容，发现过期的当天更换。"
THEIRS = "白河县水利局把灌溉用水计划印成明白纸，逐户发放并讲解。"


@pytest.fixture
def session(home: Path, library: Library) -> Iterator[Session]:
    with Workspace(home) as workspace:
        sentences = [("第一节第 4 句", THEIRS), ("第一节第 5 句", OLD[1])]
        workspace.shelf.add("白河县水利局", 2024, "题", "白河.docx", sentences)
        workspace.shelf.add("青河县柳林镇人民政府", 2023, "题", "本.docx", [("引言第 1 句", MINE)])
        last = LastYear(year=2024, passages={"主动公开": OLD, "监督保障": (OLD[0],)})
        made = Session.start(library, workspace, "ogi-2021", TODAY, last)
        for event in [*FIGURES, AddSentences("主动公开", (NewSentence(MINE, "own", ""),))]:
            refused = made.submit(event)
            assert not isinstance(refused, Refused), refused
        yield made


def found(session: Session, text: str, place: str) -> list[Resemblance]:
    return [one for one in session.duplicates(text) if one.place == place]


def test_a_sentence_of_the_draft(session: Session) -> None:
    (one,) = found(session, "每月核对公开栏张贴的内容，发现过期的当天撤下。", "draft")
    assert one.line.startswith("与本稿第一节第 1 句相似")
    assert one.severity == "warning"
    (number,) = session.draft.sentences()
    assert [r for r in session.duplicates(MINE, exclude=number) if r.place == "draft"] == []


def test_last_years_sentence_with_other_figures(session: Session) -> None:
    (one,) = found(session, OLD[0].replace("12", "15"), "last_year")
    assert one.line == "与上年第一节第 1 句相似 100 %（仅数字不同）"
    assert [piece for piece in one.aligned if piece[0] != "same"] == [
        ("left", "15"),
        ("right", "12"),
    ]


def test_the_same_section_comes_first(session: Session) -> None:
    likeness = session.likeness()
    (one,) = [
        r for r in likeness.resemblances(session.assembler, OLD[0], section="总体情况")
        if r.place == "last_year"
    ]  # fmt: skip
    assert one.where == "与上年第一节第 1 句"


def test_a_distant_counterpart_of_last_year_is_no_warning(session: Session) -> None:
    (one,) = found(session, "邀请群众代表座谈，现场解答疑问并登记建议。", "last_year")
    assert one.severity == "info"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (
            "2024年，我镇未接到政府信息公开申请。",
            "2025年，我镇接到3件政府信息公开申请，都已答复。",
        ),
        (
            "全年在县政府网站主动公开政府信息186条，其中工作动态140条。",
            "全年通过政府门户网站公开各类信息213条，其中动态信息151条。",
        ),
        (
            "制发行政规范性文件2件，均附解读。",
            "清理规范性文件，宣布失效1件，其余文件都有解读。",
        ),
    ],
)
def test_a_counterpart_is_found_though_terms_are_put_otherwise(
    session: Session, before: str, text: str
) -> None:
    last = report_of(session.loaded, LastYear(year=2024, passages={"主动公开": (before, *OLD)}))
    likeness = Likeness(session.loaded, session.bank, last, self_name="我镇")
    told = likeness.resemblances(session.assembler, text)
    assert [one.match.text for one in told if one.place == "last_year"] == [before]


def test_another_units_sentence_is_a_warning_and_its_name_an_error(session: Session) -> None:
    changed = THEIRS.replace("白河县水利局", "我镇")
    (one,) = found(session, changed, "other")
    assert one.severity == "warning"
    assert one.line.startswith("与白河县水利局 2024 年报告第一节第 4 句相似")
    (left,) = found(session, THEIRS, "other")
    assert left.severity == "error"
    assert left.line.endswith("，留着别处的名称：白河县、白河县水利局")
    assert found(session, MINE, "other") == []


def test_a_half_typed_sentence_finds_its_phrase(session: Session) -> None:
    phrase = next(p for p in session.bank.phrases if len(p.frame) > 30 and "{{" not in p.entry.text)
    ids = [one.match.id for one in found(session, phrase.frame[:16], "bank")]
    assert phrase.origin in ids


def test_a_phrase_that_says_the_opposite_is_told_apart(session: Session) -> None:
    said = "没有收到政府信息公开申请，有上年结转的申请8件。"
    one = next(r for r in found(session, said, "bank") if r.match.percent > 60)
    assert one.line.endswith("（意思相反）")
    assert not one.match.duplicate
    assert any(told.startswith("意思相反：没有收到 ／ 收到") for told in one.details)
    assert not any(told.startswith("数字") for told in one.details)


def test_fixed_wording_resembles_nothing(session: Session) -> None:
    said = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，"
    session.submit(AddSentences("主动公开", (NewSentence(said + "改版网站。", "own", ""),)))
    assert found(session, said + "开通热线。", "draft") == []


def test_a_sentence_added_later_is_found_at_once(session: Session) -> None:
    text = "组织股室集中学习公开目录，逐项对照补齐缺漏。"
    assert found(session, text, "draft") == []
    session.submit(AddSentences("主动公开", (NewSentence(text, "own", ""),)))
    assert [one.line for one in found(session, text, "draft")] == ["与本稿第一节第 2 句相似 100 %"]
