"""Reports in, candidates out."""

import random
from datetime import date
from pathlib import Path

import pytest
from clean_reports import clean_report

from assistant.documents.writing import render, save
from assistant.draft.figures import figures_of
from assistant.form.wording import lex, undecided_in
from assistant.phrases.bank import PairEntry, PhraseEntry
from assistant.session import Library
from assistant.session.banking import Banking
from assistant.session.checking import read_forms
from assistant.session.harvesting import Harvest, groups, harvest
from assistant.session.reviewing import Waiting, waiting
from assistant.text.join import Cancelled

TODAY = date(2026, 1, 20)
REPORT = """{unit}{year}年政府信息公开工作年度报告

一、总体工作情况

（一）主动公开

{year}年，我局在门户网站发布各类信息2788条，其中动态2770条。

（二）依申请公开

{year}年，我局收到政府信息公开申请{received}件，全部由{place}水利部门的窗口登记。{more}

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况
"""


@pytest.fixture
def said(tmp_path: Path) -> Path:
    return report(tmp_path, "甲.txt")


def report(folder: Path, name: str, unit: str = "青禾县水利局", **given: object) -> Path:
    values = {"year": 2024, "received": 7, "place": "青禾县", "more": "", **given}
    file = folder / name
    file.write_text(REPORT.format(unit=unit, **values), encoding="utf-8")
    return file


def run(banking: Banking, *files: Path) -> Harvest:
    return harvest(banking, files, read_forms(banking.library), TODAY)


def test_a_report_becomes_candidates_with_their_source_and_open_points(
    banking: Banking, said: Path
) -> None:
    done = run(banking, said)
    (told,) = done.files
    assert (told.said, told.fresh, told.known, told.error) == (2, 2, 0, "")
    first, second = banking.queue()
    assert first.entry.text == '在门户网站发布各类信息{{ "2788" }}条，其中动态{{ "2770" }}条。'
    assert first.open == ("2788", "2770")
    assert second.open == ("7", "青禾县")
    (source,) = second.sources
    assert (source.unit, source.year, source.file) == ("青禾县水利局", 2024, "甲.txt")
    assert source.sentence.startswith("2024年，我局收到")
    assert banking.story(second.id).changes[0].action == "harvest"


def test_the_same_file_again_adds_nothing_whatever_was_decided(
    banking: Banking, said: Path
) -> None:
    run(banking, said)
    banking.reject([banking.queue()[0].id], "太具体")
    again = run(banking, said)
    assert again.candidates == ()
    assert (again.files[0].before, again.files[0].fresh, again.files[0].known) == (2, 0, 0)
    assert len(banking.queue()) == 1


def test_what_the_figures_of_the_report_prove_becomes_a_slot(
    banking: Banking, tmp_path: Path, library: Library
) -> None:
    ogi, rng = library.form("ogi-2021"), random.Random(7)
    clean = clean_report(ogi, library.bank("ogi-2021"), rng, "many", "青禾县水利局")
    file = tmp_path / "报告.docx"
    save(render(clean.report, ogi, "docx"), file)
    done = run(banking, file)
    assert done.files[0].known > 0
    assert done.files[0].said == done.files[0].known + done.files[0].fresh
    figures = figures_of(ogi, clean.draft)
    printed = {text for s in clean.report.sections for p in s.passages for text in p.sentences}
    for found in banking.queue():
        rendered = ogi.wording.render(lex(found.entry.text), figures)
        assert any(text.endswith(rendered.text) for text in printed)


def test_sentences_that_say_the_same_are_one_candidate(banking: Banking, tmp_path: Path) -> None:
    files = [
        report(tmp_path, "甲.txt"),
        report(tmp_path, "乙.txt", unit="宁川市水利局", place="宁川市", received=9, year=2023),
    ]
    done = run(banking, *files)
    assert len(done.candidates) == 2
    assert [{s.unit for s in c.sources} for c in banking.queue()] == [
        {"青禾县水利局", "宁川市水利局"}
    ] * 2


def test_sentences_that_say_the_opposite_are_never_one() -> None:
    said = "全年因为政府信息公开工作发生了行政复议和行政诉讼案件"
    denied = "全年因为政府信息公开工作未发生行政复议和行政诉讼案件"
    assert list(groups([(said, "a"), (denied, "a"), (said, "a"), (said, "b")])) == [
        [0, 2],
        [1],
        [3],
    ]


def test_what_the_bank_says_is_dropped_and_remembered(banking: Banking, tmp_path: Path) -> None:
    text = "未收到公民、法人或者其他组织提出的政府信息公开申请。"
    done = run(banking, report(tmp_path, "甲.txt", more=text))
    assert (done.files[0].known, len(done.candidates)) == (1, 2)
    (source,) = banking.story("on-request-none-applicants").sources
    assert source.sentence == text


def test_the_move_and_the_evidence_are_guessed_from_the_likest_phrase(
    banking: Banking, library: Library, tmp_path: Path
) -> None:
    phrase = library.bank("ogi-2021").by_origin["phrase:on-request-none-guide"].entry
    assert isinstance(phrase, PhraseEntry)
    text = "未收到政府信息公开申请，提出申请的方式和受理机构已在县政府网站的公开指南中公布。"
    run(banking, report(tmp_path, "甲.txt", more=text))
    found = next(c for c in banking.queue() if c.entry.text.startswith("未收到"))
    assert found.entry.move == phrase.move
    assert (found.entry.when, found.entry.evidence) in {("", ()), (phrase.when, phrase.evidence)}
    assert [one.id for one in found.alike][:1] in ([], [phrase.id])


def test_a_broken_file_is_one_message_and_the_others_are_read(
    banking: Banking, said: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    done = run(banking, broken, tmp_path / "没有.docx", said)
    assert [bool(one.error) for one in done.files] == [True, True, False]
    assert "坏.docx" in done.files[0].error
    assert len(done.candidates) == 2


def test_calling_it_off_leaves_everything_as_it_was(banking: Banking, said: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> None:
        told.append((done, whole))

    files = [said, said, said]
    with pytest.raises(Cancelled):
        harvest(
            banking, files, read_forms(banking.library), TODAY, progress, lambda: len(told) == 2
        )
    assert told == [(1, 3), (2, 3)]
    assert banking.queue() == []
    assert run(banking, said).files[0].fresh == 2


def test_a_merge_carries_the_sources_over(banking: Banking, said: Path) -> None:
    run(banking, said)
    first, second = banking.queue()
    banking.merge(second.id, first.id, "一个意思")
    (left,) = banking.queue()
    assert len(left.sources) == 2
    banking.undo()
    assert [len(c.sources) for c in banking.queue()] == [1, 1]


def test_no_digit_of_a_candidate_escapes_the_review(banking: Banking, said: Path) -> None:
    run(banking, said)
    for found in banking.queue():
        parts = lex(found.entry.text)
        text = "".join(part for part in parts if isinstance(part, str))
        assert not any(c.isdigit() for c in text)
        assert undecided_in(parts) == found.open


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("共接到信息公开申请3件，连同上年结转的1件全部登记。", "收办数量"),
        ("引起行政复议1件，还在审理，没有引起行政诉讼。", "救济情况"),
        ("按登记、分办、起草、审核、送达几步办理每一件申请。", "办理机制"),
    ],
)
def test_what_a_sentence_does_is_what_the_likest_phrases_do(
    banking: Banking, tmp_path: Path, said: str, move: str
) -> None:
    run(banking, report(tmp_path, "甲.txt", more=said))
    assert banking.queue()[-1].entry.move == move


def test_a_sentence_a_phrase_prints_with_other_words_in_its_slots_is_known(
    banking: Banking, tmp_path: Path
) -> None:
    other = "采用图解、问答和短视频三种写法，发布政策解读8余篇。"
    more = "发布政策解读9余篇，采用图解、问答、短视频和现场讲解形式。"
    (told,) = run(banking, report(tmp_path, "甲.txt", more=more + other)).files
    assert (told.said, told.known) == (4, 1)
    assert [one.sentence for one in banking.story("disclosure-explain").sources] == [more]


def with_problems(file: Path, listed: str) -> Path:
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n五、存在的主要问题及改进情况\n{listed}", encoding="utf-8")
    return file


def pairs_in(banking: Banking) -> list[Waiting]:
    return [row for row in waiting(banking) if isinstance(row.entry, PairEntry)]


def test_problems_come_in_with_their_measures(banking: Banking, said: Path) -> None:
    listed = (
        "存在问题：一是公示栏更新慢，放水信息37天才换一次。二是政策图解太少。\n"
        "改进措施：一是落实专人管理。2025年，我局按周更新公示栏。二是请青禾县融媒体中心画图解。\n"
    )
    (told,) = run(banking, with_problems(said, listed)).files
    assert (told.problems, told.said, told.fresh, len(banking.queue())) == (0, 4, 4, 2)
    first, second = pairs_in(banking)
    assert isinstance(first.entry, PairEntry)
    assert (first.text, first.open) == (
        "公示栏更新慢，放水信息〔37？〕天才换一次。　→　【年度 + 1】年，【自称】按周更新公示栏。",
        ("37",),
    )
    assert first.entry.label == "公示栏更新慢"
    assert second.open == ("青禾县",)
    (source,) = banking.candidate(first.id).sources
    assert "落实专人管理。" in source.sentence
    again = run(banking, said).files[0]
    assert (again.said, again.before, again.fresh) == (4, 4, 0)


def test_a_pair_the_bank_has_is_known_and_likes_become_one(
    banking: Banking, said: Path, tmp_path: Path
) -> None:
    listed = "存在问题：一是{0}公示栏每周更新不及时。二是村里的木牌字太小看不清。\n改进措施：一是按周更新公示栏并核对。二是木牌换大号字并通知到户。\n"
    other = report(tmp_path, "乙.txt", unit="白杨市农业局", place="白杨市", received=3)
    run(banking, with_problems(said, listed.format("")), with_problems(other, listed.format("")))
    first, second = pairs_in(banking)
    assert [len(banking.candidate(one.id).sources) for one in (first, second)] == [2, 2]
    banking.approve([first.id])
    third = report(tmp_path, "丙.txt", unit="柳河县医保局", place="柳河县", received=4)
    told = run(banking, with_problems(third, listed.format("有的"))).files[0]
    assert (told.known, len(pairs_in(banking))) == (4, 1)


@pytest.mark.parametrize(
    "listed",
    [
        "存在问题：一是公示栏更新慢；二是解读少。\n改进措施：一是按周更新公示栏；二是多用图解；三是定期检查。\n",
        "存在问题：一是公示栏更新慢；二是解读少。\n",
    ],
)
def test_problems_without_a_measure_each_are_counted_and_left_out(
    banking: Banking, said: Path, listed: str
) -> None:
    (told,) = run(banking, with_problems(said, listed)).files
    assert (told.problems, told.said, pairs_in(banking)) == (2, 2, [])


def test_the_title_of_what_follows_is_no_sentence(banking: Banking, tmp_path: Path) -> None:
    more = "一是完善登记台账。收到申请的当天编号登记，逐件写明经办人。二是全年没有收费。"
    done = run(banking, report(tmp_path, "甲.txt", more=more))
    texts = [one.entry.text for one in banking.queue()]
    assert (done.files[0].said, len(texts)) == (4, 4)
    assert not any("台账" in text for text in texts)


@pytest.mark.parametrize(
    ("unit", "said", "names"),
    [
        ("广州市越秀区人民政府白云街道办事处", "白云街在广州各社区张贴。", ("白云街", "广州")),
        ("镇江市民政局", "镇江各社区都有公示栏，民政局定期检查。", ("镇江", "民政局")),
        ("青禾县人民街道办事处", "为人民群众服务，人民街办好公示栏。", ("人民街",)),
    ],
)
def test_names_of_the_unit_and_its_places_are_open(
    banking: Banking, tmp_path: Path, unit: str, said: str, names: tuple[str, ...]
) -> None:
    run(banking, report(tmp_path, "甲.txt", unit=unit, place="各地", more=said))
    assert banking.queue()[-1].open == names
