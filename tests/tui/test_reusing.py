"""Last year's sentences taken for this year, and a clerk's own put forward for the bank."""

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from desk import FIGURES, TODAY, Desk, opened, prepared, saved
from textual import events
from tui_stage import stage

from assistant.draft.events import AddSentences, Event, Goto, NewPair, NewSentence, SetPairs
from assistant.draft.model import LastYear
from assistant.phrases.bank import PhraseEntry
from assistant.session import Library
from assistant.session.banking import Banking
from assistant.session.local import LocalPhrases
from assistant.tui.app import NianbaoApp
from assistant.workspace import Workspace

pytestmark = pytest.mark.slow

OWN = "请村医在义诊时发放公开目录600份。"
LAST = LastYear(
    year=2024,
    facts={"单位全称": "青河县柳林镇人民政府", "自称": "我镇", "年度": "2024", "发布总数": "288"},
    cells={"文件.规范性.制发": Decimal(3)},
    passages={
        "主动公开": (
            "2024年，我镇发布信息288条，张贴海报17张。",
            "公开栏设在村口，每周一更换。",
        )
    },
)
Prepared = Callable[..., None]


@pytest.fixture
def draft(library: Library, home: Path) -> Prepared:
    """Leave a draft with last year's report at 主动公开."""

    def leave(*events: Event) -> None:
        prepared(library, home, [*FIGURES, *events, Goto("主动公开")], LAST)

    return leave


def sentences(home: Path) -> list[tuple[str, str]]:
    written = saved(home).narrative["主动公开"]
    return [(sentence.text, sentence.origin) for sentence in written]


async def unfolded(desk: Desk) -> None:
    await desk.sees("去年这一段写了 2 句")
    await desk.press("ctrl+l")
    await desk.sees("1 发布信息326条，张贴海报〔17？〕张。", "还没定的：17", "2 公开栏设在村口")


async def test_a_sentence_without_open_points_is_added_at_once(home: Path, draft: Prepared) -> None:
    draft()
    async with opened(home) as desk:
        await unfolded(desk)
        await desk.press("2")
        await desk.sees("2 ✔ 公开栏设在村口", "本稿已有这一句")
        assert sentences(home) == [("公开栏设在村口，每周一更换。", "last_year")]
        await desk.press("escape")
        await desk.sees("发布总量")


async def test_an_open_point_is_typed_over_and_figures_stay_bound(
    home: Path, draft: Prepared
) -> None:
    draft()
    async with opened(home) as desk:
        await unfolded(desk)
        await desk.press("1")
        await desk.sees("发布信息326条，张贴海报17张", "还没定的：17　Ctrl+N 一个一个定")
        await desk.sees("与上年第一节第 1 句相似", "Ctrl+G 看差别")
        await desk.press("ctrl+n")
        await desk.sees("“17”今年写什么", "照写“17”")
        await desk.press("escape", "2", "1")
        await desk.sees("张贴海报21张")
        assert "还没定的" not in desk.text
        await desk.press("enter")
        await desk.sees("已保存")
    assert sentences(home) == [("发布信息{{ 发布总数 }}条，张贴海报21张。", "last_year")]


async def test_what_is_being_written_is_not_given_up_for_another(
    home: Path, draft: Prepared
) -> None:
    draft()
    async with opened(home) as desk:
        await unfolded(desk)
        await desk.press("1")
        await desk.sees("还没定的：17")
        await desk.press("home", "逐", "f2")
        await desk.sees("先写完这一句", "逐发布信息326条")
        await desk.press("ctrl+l")
        await desk.sees("先写完这一句", "逐发布信息326条")


async def test_an_open_point_can_stay_as_it_is_written(home: Path, draft: Prepared) -> None:
    draft()
    async with opened(home) as desk:
        await unfolded(desk)
        await desk.press("1")
        await desk.sees("还没定的：17")
        await desk.press("ctrl+n")
        await desk.sees("照写“17”")
        await desk.press("1")
        await desk.pilot.pause()
        assert "还没定的" not in desk.text
        await desk.press("enter")
        await desk.sees("已保存")
    assert sentences(home) == [("发布信息{{ 发布总数 }}条，张贴海报17张。", "last_year")]


async def test_a_sentence_of_ones_own_is_put_forward_with_one_key(
    home: Path, draft: Prepared, library: Library
) -> None:
    draft(AddSentences("主动公开", (NewSentence(OWN, "own", ""),)))
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("escape")
        await desk.sees(OWN, "B 提给句库")
        await desk.press("b")
        await desk.sees("已提出，待批（还没定的：600）")
        await desk.press("b")
        await desk.sees("算同一句")
    with Workspace(home) as workspace:
        (found,) = Banking(library, workspace, "ogi-2021").queue()
    assert found.entry.text == '请村医在义诊时发放公开目录{{ "600" }}份。'


async def test_a_problem_of_ones_own_is_put_forward_with_its_measure(
    home: Path, library: Library
) -> None:
    written = NewPair(
        (NewSentence("渡口的木牌换得慢。", "own", "问题"),),
        (NewSentence("请渡工每月换一次木牌。", "own", "措施"),),
    )
    prepared(
        library, home, [*FIGURES, SetPairs("问题与措施", (written,)), Goto("问题与措施")], LAST
    )
    async with opened(home) as desk:
        await desk.sees("渡口的木牌换得慢。", "请渡工每月换一次木牌。")
        await desk.press("b")
        await desk.sees("已提出，待批")
    with Workspace(home) as workspace:
        (found,) = Banking(library, workspace, "ogi-2021").listing("candidate")
    assert found.entry.sources == ("渡口的木牌换得慢。", "请渡工每月换一次木牌。")


async def test_what_is_approved_meanwhile_is_offered_on_coming_back(
    home: Path, draft: Prepared, library: Library
) -> None:
    draft()
    with Workspace(home) as workspace:
        text = "在渡口的木牌上登出政府信息{{ 发布总数 }}条。"
        entry = PhraseEntry(id="", move="发布总量", text=text, evidence=("发布总数",))
        Banking(library, workspace, "ogi-2021").add(entry)
    async with opened(home) as desk:
        await desk.sees("发布总量")
        await desk.press("/")
        await desk.press(*"句库", "enter")
        await desk.sees("全部", "自带")
        await desk.press("f2")
        await desk.sees("待批 1 句", "在渡口的木牌上登出")
        await desk.press("enter")
        await desk.sees("待批的都看完了")
        await desk.press("escape", "escape")
        await desk.sees("发布总量", "去年这一段写了")
        await desk.press(*"渡口")
        await desk.sees("在渡口的木牌上登出政府信息326条")


async def test_what_takes_long_to_open_says_so(
    home: Path, draft: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft()
    preload = LocalPhrases.preload

    def slowly(local: LocalPhrases) -> None:
        time.sleep(1.5)
        preload(local)

    async with stage(app=NianbaoApp(home, TODAY), size=(100, 30)) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        await desk.sees("＋")
        monkeypatch.setattr(LocalPhrases, "preload", slowly)
        desk.app.post_message(events.Key("enter", "\r"))
        await desk.sees("正在打开，句库大的时候要等几秒")
        await desk.sees("发布总量")
