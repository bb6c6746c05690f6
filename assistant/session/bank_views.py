"""What a front shows of the bank and of a review: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from assistant.form.model import Model
from assistant.session.making import Entry
from assistant.text.similarity import Match
from assistant.workspace.bank import Change, Source, Use

E = TypeVar("E", bound=Model)

STATUSES: Mapping[str, str] = {
    "shipped": "自带",
    "candidate": "待批",
    "approved": "已批",
    "retired": "停用",
}
ACTIONS: Mapping[str, str] = {
    "add": "加入",
    "propose": "从稿子里提出",
    "harvest": "从报告里收集",
    "import": "从文件导入",
    "edit": "修改",
    "approve": "批准",
    "retire": "停用",
    "reject": "不收",
    "restore": "恢复",
    "merge": "并入别句",
    "undo": "撤回上一步",
}
WHO = "署名"
"""The setting that holds the name decisions are signed with."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What a reviewer changes of a candidate; None leaves it as it is.

    Attributes:
        text: phrase source; so are `problem` and `measure`, which pairs have instead.
    """

    text: str | None = None
    problem: str | None = None
    measure: str | None = None
    move: str | None = None
    when: str | None = None
    evidence: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    opening: bool | None = None

    def over(self, entry: E) -> E:
        """Give the entry with the changes that are for its kind."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        known = type(entry).model_fields.keys()
        return entry.model_copy(
            update={k: v for k, v in given.items() if v is not None and k in known}
        )


@dataclass(frozen=True, slots=True)
class Alike:
    """A phrase of the bank, or another candidate, that a candidate resembles."""

    id: str
    match: Match


@dataclass(frozen=True, slots=True)
class Candidate(Generic[E]):
    """A candidate as a review shows it.

    Attributes:
        seen: to be given back with the decision, so that nobody decides on what has changed since.
        open: wording of the open points; approval waits for them.
        options: expressions that had an open point's value in the report it came from.
        likely: figures that the wording around an open point may speak of.
        sources: the report sentences it stands for.
        alike: what it resembles, best first.
        problems: what else stands against approval.
    """

    id: str
    entry: E
    seen: int
    open: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    likely: Mapping[str, tuple[str, ...]]
    sources: tuple[Source, ...]
    alike: tuple[Alike, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of phrases."""

    entry: Entry
    own: bool

    @property
    def status(self) -> str:
        """The status in Chinese."""
        return STATUSES[self.entry.status]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that happened to a phrase."""

    row: Row
    changes: tuple[Change, ...]
    uses: tuple[Use, ...]
    sources: tuple[Source, ...]

    @property
    def lines(self) -> list[str]:
        """The story line by line: what was changed, which drafts used it, where it is from."""
        out: list[str] = []
        for change in self.changes:
            into = f"（{change.into}）" if change.into else ""
            why = f"：{change.why}" if change.why else ""
            out.append(f"{told(change)}{into}　→ {STATUSES[change.status]}{why}")
        for use in self.uses:
            year = f"{use.year}年" if use.year else ""
            now = "正在用" if use.now else "用过，后来换掉了"
            out.append(f"第 {use.draft} 号稿子　{use.unit}{year}　{use.at:%Y-%m-%d %H:%M}　{now}")
        for source in self.sources:
            year = f"{source.year}年" if source.year else ""
            out.append(f"来自 {source.unit}{year}（{source.file}）：{source.sentence}")
        return out or ["没有改动过，也没有稿子用过。"]


def told(change: Change) -> str:
    """Say who did what, and when."""
    action = ACTIONS.get(change.action, change.action)
    return f"{change.who} 在 {change.at:%Y-%m-%d %H:%M} {action}"
