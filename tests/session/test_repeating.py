"""How much of each section is last year's, and what is close to another unit's report."""

from datetime import date
from pathlib import Path

from desk import FIGURES, NAME

from assistant.draft.events import AddSentences, NewSentence, Refused
from assistant.draft.model import LastYear
from assistant.session import Library, Session
from assistant.workspace import Workspace

OLD = (
    "在政务公开栏张贴惠农补贴发放名单，公示期满后存档12份。",
    "邀请村民代表列席会议，现场解答群众提问。",
    "公开专区配备两台电脑，由值班人员协助查阅打印。",
)
NEW = "开通民生实事专栏，把道路维修的进度逐段写明。"
THEIRS = "把灌溉用水计划印成明白纸，逐户发放并讲解。"


def test_every_section_has_its_rate_and_its_sentences(home: Path, library: Library) -> None:
    with Workspace(home) as workspace:
        workspace.shelf.add("白河县水利局", 2024, "题", "文", [("第一节第 4 句", THEIRS)])
        workspace.shelf.add(NAME, 2023, "题", "文", [("第一节第 4 句", NEW)])
        last = LastYear(year=2024, passages={"主动公开": OLD})
        session = Session.start(library, workspace, "ogi-2021", date(2026, 1, 12), last)
        texts = (OLD[0].replace("12", "15"), OLD[1], NEW, THEIRS)
        written = AddSentences("主动公开", tuple(NewSentence(t, "own", "") for t in texts))
        for event in [*FIGURES, written]:
            assert not isinstance(session.submit(event), Refused)
        aspect = session.loaded.form.aspect["主动公开"]
        first, others = session.repetitions()
        lengths = list(map(len, session.assembler.passage_text(aspect)))
        assert first.name == "第一节"
        assert first.percent == 100 * sum(lengths[:2]) // sum(lengths)
        assert first.line.endswith("（比了 4 句，2 句相近）")
        numbers = list(session.draft.sentences())
        assert [one.sentence for one in first.sentences] == numbers[:2]
        assert first.sentences[0].line == "与上年第一节第 1 句相似 100 %（年份、数字不同）"
        assert [one.sentence for one in others.sentences] == numbers[3:]
        assert others.sentences[0].line.startswith("与白河县水利局 2024 年报告第一节第 4 句")


def test_without_last_year_there_is_no_rate(home: Path, library: Library) -> None:
    with Workspace(home) as workspace:
        session = Session.start(library, workspace, "ogi-2021", date(2026, 1, 12))
        for event in FIGURES:
            session.submit(event)
        assert session.repetitions() == []
