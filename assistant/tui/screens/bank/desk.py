"""One form's bank in a thread of its own, so that nothing slow happens where keys arrive."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from assistant.form.load import LoadedForm
    from assistant.session import Library
    from assistant.session.banking import Banking
    from assistant.workspace import Workspace

T = TypeVar("T")


class BankDesk:
    """Does one thing after the other with a bank that is opened at the first; `undo` spans all.

    Attributes:
        reason: what was said last when something was turned down or taken out of use.
    """

    def __init__(self, home: Path, library: "Library", form: str) -> None:
        self.library = library
        self.form = form
        self.reason = ""
        self._home = home
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bank")
        self._workspace: Workspace | None = None
        self._banking: Banking | None = None

    @property
    def loaded(self) -> "LoadedForm":
        """The form the bank is of."""
        return self.library.form(self.form)

    async def run(self, call: "Callable[[Banking], T]") -> T:
        """Give what `call` gives; raises what it raises."""
        return await asyncio.wrap_future(self._thread.submit(self._run, call))

    def close(self) -> None:
        """Let go of the bank once what was begun is done."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    def _run(self, call: "Callable[[Banking], T]") -> T:
        if self._banking is None:
            from assistant.session.banking import Banking
            from assistant.workspace import Workspace

            self._workspace = Workspace(self._home)
            self._banking = Banking(self.library, self._workspace, self.form)
        return call(self._banking)

    def _close(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
