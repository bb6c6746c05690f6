"""How the app answers with a bank of many phrases of the office's own, beside the shipped one alone.

    PYTHONPATH=.:tests python tests/benchmarks/large_bank.py [phrases]

Prints, for each thing a clerk does, how long it takes and how long the screen stands still
meanwhile, with the shipped bank and with so many phrases more (10,000 unless told), first without
what a start leaves for the next one. `LIMIT` is the longest pause that is not felt; longer ones
are marked. Nothing else should be running.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.fresh import environment
from benchmarks.phrases import FORM
from benchmarks.phrases import main as write_phrases
from desk import FIGURES, TODAY, Desk, prepared
from textual import events
from tui_stage import stage

from assistant.draft.events import Goto
from assistant.paths import HOME_VARIABLE
from assistant.session import Library
from assistant.session.banking import Banking
from assistant.session.exchange import import_phrases
from assistant.tui.app import NianbaoApp
from assistant.workspace import Workspace

LIMIT = 30.0
PATIENCE = 120.0
_BEAT = 0.001
_LOOK = 0.02
_REST = 6.0
_KEY = 0.15
_TYPED = "公开栏张贴办事指南"

Measured = dict[str, tuple[float, float]]
"""By what was done: how long it took and the longest pause meanwhile, both in milliseconds."""


def main(phrases: int = 10_000) -> None:
    """Print one table."""
    library = Library()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, large = folder / "plain", folder / "large"
        for home in (plain, large):
            prepared(library, home, [*FIGURES, Goto("主动公开")])
        write_phrases(str(phrases), str(folder / "large.yaml"))
        with Workspace(large) as workspace:
            banking = Banking(library, workspace, FORM)
            took = _timed(lambda: import_phrases(banking, folder / "large.yaml", approved=True))
        print(f"收进 {phrases} 句用了 {took:.0f} 秒")
        # The first process compiles what it imports.
        _child(folder, plain)
        usual = _child(folder, plain)
        _print({"自带": usual, f"加 {phrases} 句，头一次": _child(folder, large)})
        _print({"自带": usual, f"加 {phrases} 句，以后": _child(folder, large)})


def _print(columns: Mapping[str, Measured]) -> None:
    print("\n" + "".join(f"　{name}：用时、停顿（毫秒）" for name in columns))
    for step in next(iter(columns.values())):
        cells = []
        for measured in columns.values():
            took, pause = measured[step]
            cells.append(f"{took:>9.0f}{pause:>8.0f}{'！' if pause > LIMIT else '　'}")
        print("".join(cells) + f"  {step}")


def _child(folder: Path, home: Path) -> Measured:
    variables = environment(folder / "compiled", **{HOME_VARIABLE: str(home)})
    done = subprocess.run(
        [sys.executable, __file__, "--watched", str(home)],
        env=variables,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    out: Measured = json.loads(done.stdout)
    return out


class _Watch:
    """Notes the longest time nothing else of the app could run."""

    def __init__(self) -> None:
        self.steps: Measured = {}
        self._start = time.perf_counter()
        self._longest = 0.0

    async def beat(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(_BEAT)
            self._longest = max(self._longest, time.perf_counter() - start - _BEAT)

    async def until(self, step: str, desk: Desk, text: str) -> None:
        """End a step when `text` is on the screen."""
        while text not in "".join(desk.text.split()):
            if time.perf_counter() - self._start > PATIENCE:
                raise SystemExit(f"{step}：等不到“{text}”\n{desk.text}")
            await asyncio.sleep(_LOOK)
        self.note(step)

    def note(self, step: str) -> None:
        """End a step; the next one begins."""
        now = time.perf_counter()
        self.steps[step] = (now - self._start) * 1000, self._longest * 1000
        self._start, self._longest = now, 0.0


async def _watched(home: Path) -> Measured:
    watch = _Watch()
    beating = asyncio.create_task(watch.beat())
    async with stage(app=NianbaoApp(home, TODAY), size=(100, 30)) as staged:
        desk = Desk(staged.app)
        desk.pilot = staged.pilot
        await watch.until("首页列出稿子", desk, "柳林镇人民政府")
        staged.app.post_message(events.Key("enter", "\r"))
        await watch.until("打开稿子", desk, "发布总量")
        await asyncio.sleep(_REST)
        watch.note(f"打开以后 {_REST:.0f} 秒")
        for letter in _TYPED:
            staged.app.post_message(events.Key(letter, letter))
            await asyncio.sleep(_KEY)
        watch.note("打字找句子")
        await asyncio.sleep(1)
        watch.note("停下以后一秒")
    beating.cancel()
    return watch.steps


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watched"]:
        print(json.dumps(asyncio.run(_watched(Path(sys.argv[2])))))
    else:
        main(*map(int, sys.argv[1:]))
