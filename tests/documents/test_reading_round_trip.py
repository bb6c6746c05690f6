"""Everything the program writes reads back to the report it was written from."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.documents.proof import prove
from assistant.documents.reading import ORIGIN, Reading, read_bytes, to_answers, to_json
from assistant.documents.writing import FORMATS, render
from assistant.draft.answers import read_answers
from assistant.draft.assemble import Assembler
from assistant.draft.figures import figures_of
from assistant.draft.model import Draft, Entry, Pair, Sentence
from assistant.form.load import load_form
from assistant.form.values import NOT_APPLICABLE, Figure
from assistant.form.wording import cut_source, source
from assistant.report.model import Report
from assistant.text.sentences import sentences

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NEW = load_form(ROOT / "templates" / "ogi-2021")
OLD = load_form(ROOT / "templates" / "ogi-2019")
TODAY = datetime.date(2026, 1, 10)

FRAGMENTS = [
    "公开信息", "１２３条", "1,286件", "《关于〈办法〉的通知。》", "“三审。三校”", "（含1.2万元）", "<b>&amp;",
    "{{ 新收 }}", "{% if %}", "a  b", "𠮷", "％", "~!@#", "和", "、", "，", "；", "：", "其中", "2025年",
    "\u2028", "下一步", "一是", "主动公开", "0", "-", "/", "\t", "\u00a0", "〔2021〕5号", "é", "e\u0301",
]  # fmt: skip


def printed_sentence(text: str) -> str:
    cut = cut_source(source((text,)))
    assume(len(cut) == 1)
    return cut[0]


tidy = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map(
    lambda parts: printed_sentence("办理" + "".join(parts) + "。")
)
wild = st.text(min_size=1, max_size=30).map(printed_sentence)
figures = st.none() | st.just(NOT_APPLICABLE) | st.integers(0, 99).map(Decimal)

Texts = st.SearchStrategy[str]


@st.composite
def drafts(draw: st.DrawFn, texts: Texts, pairs_least: int = 1) -> Draft:
    facts: dict[str, str] = {
        "单位全称": draw(st.sampled_from(["青河县水利局", "临水镇人民政府", "省审计厅（本级）"])),
        "自称": draw(st.sampled_from(["我局", "我镇", "本机关"])),
        "年度": str(draw(st.integers(2021, 2026))),
        "标题用语": draw(st.sampled_from(["本地写法", "国办写法"])),
        "编号方式": draw(st.sampled_from(["标题式", "一是式"])),
    }
    if draw(st.booleans()):
        facts["成文日期"] = draw(st.dates(datetime.date(2022, 1, 1))).isoformat()
    number = iter(range(1, 1000))

    def some(least: int = 0) -> tuple[Sentence, ...]:
        listed = draw(st.lists(texts, min_size=least, max_size=3))
        return tuple(Sentence(id=next(number), text=text) for text in listed)

    narrative = {key: said for key in NEW.form.aspect if (said := some())}
    pairs = tuple(
        Pair(id=next(number), problem=some(1), measure=some(1))
        for _ in range(draw(st.integers(pairs_least, 3)))
    )
    typed = draw(st.lists(figures, min_size=30, max_size=60))
    cells = {a: typed[i % len(typed)] for i, a in enumerate(NEW.form.cells)}
    return Draft(
        form="ogi-2021",
        today=TODAY,
        facts={key: Entry(answer=value) for key, value in facts.items()},
        cells={a: f for a, f in cells.items() if f is not None},
        narrative=narrative,
        pairs={"问题与措施": pairs},
    )


def assembled(draft: Draft) -> Report:
    return Assembler(figures_of(NEW, draft), draft, frozenset({ORIGIN})).run().report


def read_back(report: Report, kind: str) -> Reading:
    readings = read_bytes(render(report, NEW, kind), f".{kind}", [NEW, OLD])
    assert len(readings) == 1
    return readings[0]


slowly = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@slowly
@given(drafts(tidy), st.sampled_from(list(FORMATS)))
def test_a_written_draft_reads_back_to_the_same_report(draft: Draft, kind: str) -> None:
    report = assembled(draft)
    reading = read_back(report, kind)
    read = reading.located.report
    assert read.model_copy(update={"self_name": ""}) == report.model_copy(update={"self_name": ""})
    if any(report.self_name in s for p in report.sections for q in p.passages for s in q.sentences):
        assert read.self_name
    assert reading.loaded is NEW
    assert reading.not_understood == ()
    assert prove(render(report, NEW, kind), kind, report, NEW) == []


@slowly
@given(drafts(wild, 0), st.sampled_from(list(FORMATS)))
def test_whatever_is_written_is_all_there(draft: Draft, kind: str) -> None:
    report = assembled(draft)
    assert prove(render(report, NEW, kind), kind, report, NEW) == []


@slowly
@given(drafts(tidy), st.sampled_from(list(FORMATS)))
def test_the_answers_of_a_reading_build_the_same_report(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft, kind: str
) -> None:
    report = assembled(draft)
    file = tmp_path_factory.mktemp("answers") / "a.yaml"
    file.write_text(to_answers(read_back(report, kind)), encoding="utf-8")
    again = assembled(read_answers(NEW, file, TODAY))
    blank = {"self_name": ""}
    assert again.model_copy(update=blank).sections == report.sections
    assert again.tables == report.tables
    assert (again.title, again.date, again.signature) == (
        report.title,
        report.date,
        report.signature,
    )


def test_the_places_of_sentences_point_into_the_file() -> None:
    draft = read_answers(NEW, ROOT / "templates" / "ogi-2021" / "demo.yaml", TODAY)
    report = assembled(draft)
    text = render(report, NEW, "txt").decode()
    lines = text.split("\n")
    read = to_json(read_back(report, "txt"), "年报.txt")
    for section in read["sections"]:
        if section["title"]:
            assert lines[section["line"] - 1] == section["title"]
        for aspect in section["aspects"]:
            for said in aspect["sentences"]:
                at = said["column"] - 1
                assert lines[said["line"] - 1][at:].startswith(said["text"])
    for address, place in read["places"].items():
        table, row, column = address.split(".")
        assert str(read["tables"][table][row][column]) in lines[place["line"] - 1]


Change = Callable[[Report], Report]


def changed_figure(report: Report) -> Report:
    tables = {t: {r: dict(c) for r, c in rows.items()} for t, rows in report.tables.items()}
    tables["决定"]["许可"]["件数"] = Decimal(4711)
    return report.model_copy(update={"tables": tables})


def changed_sentence(report: Report) -> Report:
    last = report.sections[-1]
    passage = last.passages[0].model_copy(update={"sentences": ("没有收取信息处理费十元。",)})
    return report.model_copy(
        update={
            "sections": (*report.sections[:-1], last.model_copy(update={"passages": (passage,)}))
        }
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (changed_figure, "决定.许可.件数 应为 4711，读回 37"),
        (changed_sentence, "六、其他需要报告的事项"),
        (lambda r: r.model_copy(update={"sections": r.sections[:-1]}), "多出一节"),
        (lambda r: r.model_copy(update={"date": datetime.date(2026, 2, 2)}), "日期应为"),
        (lambda r: r.model_copy(update={"signature": "别的单位"}), "落款应为"),
        (lambda r: r.model_copy(update={"title": r.title + "（稿）"}), "标题应为"),
    ],
)
@pytest.mark.parametrize("kind", list(FORMATS))
def test_the_proof_names_what_a_file_gets_wrong(change: Change, named: str, kind: str) -> None:
    draft = read_answers(NEW, ROOT / "templates" / "ogi-2021" / "demo.yaml", TODAY)
    report = assembled(draft)
    data = render(report, NEW, kind)
    assert prove(data, kind, report, NEW) == []
    assert any(named in said for said in prove(data, kind, change(report), NEW))


def test_a_broken_file_is_no_proof() -> None:
    draft = read_answers(NEW, ROOT / "templates" / "ogi-2021" / "demo.yaml", TODAY)
    report = assembled(draft)
    said = prove(render(report, NEW, "docx")[:2000], "docx", report, NEW)
    assert len(said) == 1
    assert "读不回来" in said[0]


def test_a_wrong_total_is_told_and_not_carried_over(tmp_path: Path) -> None:
    draft = read_answers(NEW, ROOT / "templates" / "ogi-2021" / "demo.yaml", TODAY)
    report = assembled(draft)
    cells: dict[str, Figure] = {**report.tables["申请"]["新收"], "总计": Decimal(99)}
    tables = {**report.tables, "申请": {**report.tables["申请"], "新收": cells}}
    reading = read_back(report.model_copy(update={"tables": tables}), "html")
    answers = to_answers(reading)
    assert "# 申请.新收.总计 写的是 99，各格相加是 8" in answers
    file = tmp_path / "a.yaml"
    file.write_text(answers, encoding="utf-8")
    assert assembled(read_answers(NEW, file, TODAY)).figure("申请.新收.总计") == 8


def test_sentences_are_cut_as_everywhere() -> None:
    draft = read_answers(NEW, ROOT / "templates" / "ogi-2021" / "demo.yaml", TODAY)
    for section in read_back(assembled(draft), "docx").located.report.sections:
        for passage in section.passages:
            assert list(passage.sentences) == sentences("".join(passage.sentences))
