"""YAML from people: composed, never constructed, with the line of every value kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # same interface

Tree = str | list[Any] | dict[str, Any] | None
"""Every scalar is a string; an empty plain scalar is None."""

Path_ = tuple[str | int, ...]

_DEEPEST = 50
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Composed:
    """A YAML file as plain data, with the line (1-based) of every path and what was refused."""

    file: Path
    data: Tree = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int | None:
        """Give the line of the nearest known part of `path`."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None

    def problem(self, path: Path_, message: str) -> Problem:
        """Make a problem that names this file, the line and the dotted path."""
        name = ".".join(str(part) for part in path)
        return Problem(message, self.file, self.line(path), name)


def compose(text: str, file: Path) -> Composed:
    """Compose YAML text into strings, lists and mappings.

    Duplicate keys become problems; so do a full-width colon that glues a key to its value and a
    ` #` that cuts a text. Aliases, anchors, tags and syntax errors leave no data at all.
    """
    out = Composed(file)
    for found in _UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        out.problems.append(Problem(f"有看不见的字符 U+{ord(found[0]):04X}，请删掉", file, line))
    if out.problems:
        return out
    try:
        out.problems += _refused(text, file)
        node = None if out.problems else yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = mark.line + 1 if mark else None
        rows = _LINE_END.split(text)
        # A line without a half-width colon runs into the next one, where the parser gives up.
        if at and at > 1 and _glued(rows[at - 2]):
            at -= 1
        out.problems.append(Problem(_syntax(rows, at, str(error.problem)), file, at))
        return out
    if node is not None:
        out.data = _Builder(out, _LINE_END.split(text)).build(node, ())
    return out


def read_yaml(file: Path) -> Composed:
    """Read and compose a file; one that cannot be read as UTF-8 text becomes a problem."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        return Composed(file, problems=[Problem(f"打不开：{error.strerror}", file)])
    except UnicodeDecodeError:
        return Composed(file, problems=[Problem("不是 UTF-8 编码，请另存为 UTF-8", file)])
    return compose(text, file)


def _refused(text: str, file: Path) -> Iterator[Problem]:
    """Find what would make one place of a file stand for another, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            yield Problem("不能用 * 引用；文字以“*”开头时要加引号", file, line)
        elif getattr(event, "anchor", None) is not None:
            yield Problem("不能用 & 锚点；文字以“&”开头时要加引号", file, line)
        if getattr(event, "tag", None) is not None:
            yield Problem("不能用 ! 标签；文字以“!”开头时要加引号", file, line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                yield Problem("嵌套太深", file, line)
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _glued(row: str) -> bool:
    return "：" in row and ":" not in row


def _syntax(rows: list[str], line: int | None, problem: str) -> str:
    # PyYAML from 6.0.4 on has a limit of its own.
    if "nesting depth" in problem:
        return "嵌套太深"
    row = rows[line - 1] if line and line <= len(rows) else ""
    value = row.split(":", 1)[-1].lstrip(" -")
    if value[:1] in {"{", "[", "*", "&", "%", "@", "`", "!", "|", ">"}:
        return f"文字以“{value[0]}”开头时要加引号"
    if _glued(row):
        return "冒号要用半角“:”，后面空一格"
    if "\t" in row:
        return "缩进只能用空格，不能用制表符"
    if value.count(": "):
        return "文字里有半角冒号加空格时要加引号"
    return f"YAML 写法不对（{problem}）"


@dataclass(slots=True)
class _Builder:
    out: Composed
    rows: list[str]

    def build(self, node: yaml.Node, path: Path_) -> Tree:
        line = node.start_mark.line + 1
        self.out.lines.setdefault(path, line)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        return dict(self._items(node, path))

    def _items(self, node: yaml.Node, path: Path_) -> Iterator[tuple[str, Tree]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(key_node, path, "键只能是文字（以“{”或“[”开头的文字要加引号）")
                continue
            key = key_node.value
            here = (*path, key)
            self.out.lines[here] = key_node.start_mark.line + 1
            if key in seen:
                self._refuse(key_node, here, f"“{key}”写了两次")
                continue
            seen.add(key)
            yield key, self.build(value_node, here)

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> str | None:
        text: str = node.value
        plain = not node.style
        if plain and not text:
            return None
        if plain and node.end_mark.line > node.start_mark.line and "：" in text:
            self._refuse(node, path, "两行并成了一句：冒号要用半角“:”，后面空一格")
        if plain and self._lost_comment(node):
            self._refuse(node, path, "“ #”后面的字被当成注释丢了，请给整句加引号")
        if (plain or node.style in {"'", '"', ">"}) and node.end_mark.line > node.start_mark.line:
            text = _unfolded(text)
        return text

    def _lost_comment(self, node: yaml.ScalarNode) -> bool:
        rest = self.rows[node.end_mark.line][node.end_mark.column :]
        head = rest.lstrip()
        return rest[:1] == " " and head.startswith("#") and not head.startswith("# ")

    def _refuse(self, node: yaml.Node, path: Path_, message: str) -> None:
        name = ".".join(str(part) for part in path)
        line = node.start_mark.line + 1
        self.out.problems.append(Problem(message, self.out.file, line, name))


def _unfolded(text: str) -> str:
    """Take out the space a folded line leaves between two Chinese characters."""
    out: list[str] = []
    for i, char in enumerate(text):
        between = 0 < i < len(text) - 1
        if char == " " and between and _wide(text[i - 1]) and _wide(text[i + 1]):
            continue
        out.append(char)
    return "".join(out)


def _wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef" or char in "，。；：“”‘’"
