"""Pattern rules: one regular expression each, with the words a reviewer would say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from assistant.checks.lists import Pairs, words
from assistant.form.model import Flag, Model, Names, Severity
from assistant.text.needed import needed

Where = Literal["sentence", "paragraph", "heading", "text", "line"]
"""`text` is sentences and headings, `line` the lines of the file with nothing left out."""

_LIST = re.compile(r"\$\{(\w+)\}")
_SLOT = re.compile(r"\{([^{}]*)\}")
_NAMES = frozenset({"原文", "改", "处数"})
AT = "at"
"""A group of this name is the place a finding points at; without it the whole match is."""


class RuleEntry(Model):
    r"""A rule as its file has it.

    Attributes:
        pattern: regular expression; `${name}` stands for any word of that list setting.
        words: instead of a pattern, a `pairs` setting: every key is wrong, its first value right.
        needs: a text with none of these in it holds no match, so that most rules need no search.
        unless: a match that touches a match of this expression is none.
        without: a document that has a match of this expression anywhere is left alone.
        least: matches it takes in a report before anything is said; with `once` they are one
            finding, at the first.
        since, until: years of reports the rule is for.
        message, suggestion: `{原文}` is the match, `{改}` the mend, `{处数}` how many, `{1}` a group.
        mend: what the match should read (`\1` a group); only where that is certain.
        good, bad: texts the rule must be silent about, and must find something in.
    """

    id: str
    code: str
    severity: Severity | None = None
    where: Where = "sentence"
    sections: Names = ()
    pattern: str = ""
    words: str = ""
    needs: Names = ()
    unless: str = ""
    without: str = ""
    once: Flag = False
    least: int = 1
    since: int | None = None
    until: int | None = None
    message: str
    basis: str = ""
    suggestion: str = ""
    mend: str | None = None
    good: Names
    bad: Names


class FigureEntry(Model):
    """A rule over figures as its file has it.

    Attributes:
        holds: expression over the form's names, true of right figures.
        cell: the cell a finding points at; by default the first one `holds` names. With `fact` it
            points at that answer of a draft instead.
        message, suggestion: `{name}` is the value of any expression over the form's names.
        good, bad: figures the rule must be silent about, and must find something in; cells they
            do not name are 0.
    """

    id: str
    code: str
    severity: Severity | None = None
    holds: str
    cell: str = ""
    fact: str = ""
    since: int | None = None
    until: int | None = None
    message: str
    basis: str = ""
    suggestion: str = ""
    good: Annotated[tuple[Mapping[str, str], ...], Field(min_length=1)]
    bad: Annotated[tuple[Mapping[str, str], ...], Field(min_length=1)]


class RuleError(Exception):
    """A rule that cannot be used: the field it is about, and why, in Chinese."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text a rule objects to; `mend` is what it should read, where certain."""

    start: int
    end: int
    match: re.Match[str]
    mend: str | None


@dataclass(frozen=True)
class Rule:
    """A rule ready to run."""

    entry: RuleEntry
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    without: re.Pattern[str] | None
    right: Mapping[str, str]

    def may_hit(self, text: str) -> bool:
        """Say quickly whether there can be a match in `text` or in any line of it."""
        if self._sought and not any(map(text.__contains__, self._sought)):
            return False
        return self.pattern.search(text) is not None

    @cached_property
    def _sought(self) -> tuple[str, ...]:
        return self.entry.needs or needed(self.pattern)

    def spares(self, text: str) -> bool:
        """Say whether a document is left alone for something it holds."""
        return self.without is not None and self.without.search(text) is not None

    def hits(self, text: str) -> Iterator[Hit]:
        """Give every place of `text` the rule objects to."""
        for match in self.pattern.finditer(text):
            if self._excused(text, match):
                continue
            start, end = match.span(AT) if AT in self.pattern.groupindex else match.span()
            yield Hit(start, end, match, self._mend(match))

    def says(self, template: str, hit: Hit, count: int = 1) -> str:
        """Fill a message."""
        values = {"原文": hit.match.string[hit.start : hit.end], "处数": str(count)}
        values["改"] = hit.mend or ""

        def fill(slot: re.Match[str]) -> str:
            name = slot[1]
            return (hit.match[int(name)] or "") if name.isdecimal() else values[name]

        return _SLOT.sub(fill, template)

    def for_year(self, year: int | None) -> bool:
        """Say whether the rule is for a report on `year`."""
        since, until = self.entry.since, self.entry.until
        return year is None or ((since or year) <= year <= (until or year))

    @cached_property
    def failing(self) -> str:
        """Say which example proves the rule wrong; empty when all are as they should be."""
        for text in self.entry.good:
            if self._found(text):
                return f"正例“{text}”被报成了错"
        for text in self.entry.bad:
            if not self._found(text):
                return f"反例“{text}”没有报出来"
        return ""

    def _found(self, text: str) -> bool:
        if self.spares(text) or not self.may_hit(f"\n{text}\n"):
            return False
        return sum(1 for _ in self.hits(text)) >= self.entry.least

    def _excused(self, text: str, match: re.Match[str]) -> bool:
        if self.unless is None:
            return False
        return any(
            one.start() < match.end() and match.start() < one.end()
            for one in self.unless.finditer(text)
        )

    def _mend(self, match: re.Match[str]) -> str | None:
        if self.right:
            return self.right[match[0]]
        return None if self.entry.mend is None else match.expand(self.entry.mend)


def compiled(entry: RuleEntry, settings: Mapping[str, object]) -> Rule:
    """Make a rule ready to run; its word lists come from `settings`.

    Raises:
        RuleError: with the field that is wrong.
    """
    if bool(entry.pattern) == bool(entry.words):
        raise RuleError("pattern", "pattern 和 words 要写一个，只能写一个")
    right: dict[str, str] = {}
    if entry.words:
        right = _right(entry, settings)
        source = "|".join(re.escape(word) for word in sorted(right, key=len, reverse=True))
    else:
        source = entry.pattern
    pattern = _compile("words" if entry.words else "pattern", source, settings)
    if pattern.search("") is not None:
        raise RuleError("pattern", "空文字也对得上，会处处报错")
    rule = Rule(
        entry,
        pattern,
        _compile("unless", entry.unless, settings) if entry.unless else None,
        _compile("without", entry.without, settings) if entry.without else None,
        right,
    )
    _check_slots(rule)
    for field, examples in (("good", entry.good), ("bad", entry.bad)):
        if not examples:
            raise RuleError(field, "至少写一个例子")
    return rule


def _right(entry: RuleEntry, settings: Mapping[str, object]) -> dict[str, str]:
    found = settings.get(entry.words)
    if not isinstance(found, Mapping):
        raise RuleError("words", f"没有名为 {entry.words} 的“错: 对”词表")
    known: Pairs = found
    if not known:
        raise RuleError("words", f"词表 {entry.words} 是空的")
    return {wrong: values[0] for wrong, values in known.items()}


def _compile(field: str, source: str, settings: Mapping[str, object]) -> re.Pattern[str]:
    def listed(found: re.Match[str]) -> str:
        if not isinstance(settings.get(found[1]), tuple | Mapping):
            raise RuleError(field, f"没有名为 {found[1]} 的词表")
        listed = sorted(words(settings, found[1]), key=len, reverse=True)
        return f"(?:{'|'.join(re.escape(word) for word in listed)})"

    try:
        return re.compile(_LIST.sub(listed, source), re.MULTILINE)
    except re.error as error:
        raise RuleError(field, f"正则写法不对（{error}）") from None


def _check_slots(rule: Rule) -> None:
    entry = rule.entry
    for field, template in (("message", entry.message), ("suggestion", entry.suggestion)):
        for slot in _SLOT.finditer(template):
            name = slot[1]
            if name.isdecimal() and int(name) <= rule.pattern.groups:
                continue
            if name not in _NAMES or (name == "改" and entry.mend is None and not rule.right):
                raise RuleError(field, f"没有可填进 {{{name}}} 的内容")
    if entry.mend is not None:
        try:
            re.sub(rule.pattern, entry.mend, "")
        except (re.error, IndexError) as error:
            raise RuleError("mend", f"写法不对（{error}）") from None
