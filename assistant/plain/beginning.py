"""Which draft to go on with, which report to begin, and last year's report to begin from."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from assistant.errors import UserError
from assistant.plain.asking import YES
from assistant.session import Library, Session
from assistant.session.before import dragged_path, earlier_drafts, read_before, recent_reports
from assistant.text.numbers import read_number
from assistant.workspace import Workspace

Ask = Callable[[str], str]
Say = Callable[[str], None]


def opened(library: Library, workspace: Workspace, today: date, ask: Ask, say: Say) -> Session:
    """Open the newest unfinished draft; without one begin a report."""
    drafts = [info for info in workspace.drafts() if not info.done]
    if drafts:
        session = Session(library, workspace, drafts[0].id)
        session.today(today)
        return session
    forms = list(library.forms().items())
    key = forms[0][0]
    if len(forms) > 1:
        for number, (_, name) in enumerate(forms, 1):
            say(f"　{number} {name}")
        chosen = read_number(ask("写哪一种报告？直接回车选第 1 种：") or "1") or Decimal(1)
        key = forms[min(max(int(chosen), 1), len(forms)) - 1][0]
    return _begun(library, workspace, key, today, ask, say)


def _begun(
    library: Library, workspace: Workspace, form: str, today: date, ask: Ask, say: Say
) -> Session:
    """Begin a report, with last year's where there is one and the clerk takes it."""
    drafts = earlier_drafts(workspace, library.form(form), today)
    files = recent_reports()
    if not drafts and not files:
        return Session.start(library, workspace, form, today)
    say("上年度的报告用哪一份？数字、名称和写法会带过来。")
    names = [f"{draft.title}（这里写的）" for draft in drafts]
    names += [f"{file.name}（{file.parent.name}）" for file in files]
    for number, name in enumerate(names, 1):
        say(f"　{number} {name}")
    while True:
        text = ask("填序号，或写出文件的路径；不用上年度的请直接回车：").strip()
        if not text:
            return Session.start(library, workspace, form, today)
        chosen = read_number(text)
        if chosen is not None and 1 <= chosen <= len(drafts):
            return Session.next_year(library, workspace, drafts[int(chosen) - 1].id, today)
        if chosen is not None and not len(drafts) < chosen <= len(names):
            say(f"请填 1 到 {len(names)}，或写出文件的路径。")
            continue
        file = dragged_path(text) if chosen is None else files[int(chosen) - len(drafts) - 1]
        session = _from_file(library, workspace, form, today, file, ask, say)
        if session is not None:
            return session


def _from_file(
    library: Library,
    workspace: Workspace,
    form: str,
    today: date,
    file: Path,
    ask: Ask,
    say: Say,
) -> Session | None:
    """Read last year's file and begin from it; None when it cannot be read or is not taken."""
    try:
        before = read_before(library, form, file, today)
    except UserError as error:
        say(str(error))
        return None
    year = before.last.year or "没有读出来"
    say(
        f"从上年度的报告里读到：单位 {before.unit or '没有读出来'}，年度 {year}，"
        f"数字 {before.figures} 个，文字 {before.sentences} 句，问题 {len(before.last.problems)} 条。"
    )
    if ask("就用它请输入 是，换一份请直接回车：").strip() not in YES:
        return None
    return Session.start(library, workspace, form, today, before.last)
