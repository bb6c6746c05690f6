"""The whole app on a stage, with drafts prepared for it and read back after it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from tui_stage import Stage, stage

from assistant.draft.events import Event, FillCard, FinishTables, Refused, ZeroTables
from assistant.draft.model import Draft, LastYear
from assistant.session import Library, Session
from assistant.tui.app import NianbaoApp
from assistant.workspace import Workspace

TODAY = date(2026, 1, 12)
NAME = "青河县柳林镇人民政府"
UNIT: list[Event] = [
    FillCard("单位", {"单位全称": NAME}),
    FillCard("单位确认", {"单位类型": "乡镇", "级别": "乡", "自称": "我镇", "年度": "2025"}),
]
FIGURES: list[Event] = [
    *UNIT,
    FillCard("体例", {"标题用语": "本地写法", "编号方式": "标题式", "引言项": ""}),
    FillCard("申请有无", {"有无申请": "没有"}),
    FillCard("救济有无", {"有无救济": "没有"}),
    ZeroTables("文件+决定+收费"),
    FinishTables("文件+决定+收费"),
    FillCard("发布情况", {"发布渠道": ["公示栏"], "发布总数": "326"}),
    FillCard("发布内容", {"类别分项": "", "法定内容": "", "重点领域": ""}),
    FillCard("互动情况", {"留言收到": "", "建议办理": "", "提案办理": ""}),
]


def prepared(
    library: Library, home: Path, events: list[Event], last_year: LastYear | None = None
) -> None:
    """Leave a draft in the workspace to which these events have happened."""
    with Workspace(home) as workspace:
        session = Session.start(library, workspace, "ogi-2021", TODAY, last_year)
        for event in events:
            refused = session.submit(event)
            assert not isinstance(refused, Refused), refused


def saved(home: Path, number: int = 0) -> Draft:
    """Read a draft back from the workspace, the one changed last by default."""
    with Workspace(home) as workspace:
        return workspace.load(number or workspace.drafts()[0].id)


class Desk(Stage):
    """A stage that waits for what happens in threads."""

    async def sees(self, *texts: str) -> None:
        for _ in range(400):
            shown = "".join(self.text.replace("▌", "").split())
            if all("".join(text.split()) in shown for text in texts):
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"never saw {texts}:\n{self.text}")


@asynccontextmanager
async def opened(home: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Desk]:
    """Open the app on a data folder, past the home screen when there is a draft to go on with."""
    async with stage(app=NianbaoApp(home, TODAY), size=size) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        if size[0] >= 80:
            await desk.sees("＋")
            await desk.press("enter")
        yield desk
