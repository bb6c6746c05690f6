"""Reads a web page into pages: its encoding, its paragraphs, its tables."""

import email
import email.policy
import re
from collections.abc import Iterator

from lxml import etree, html

from assistant.documents.reading.pages import Cell, PageMaker, Pages
from assistant.documents.reading.text import decode

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_NEWLINES = re.compile(r"[ \t]*[\r\n\f]+[ \t]*")
_SKIPPED = frozenset(
    [
        "aside",
        "button",
        "footer",
        "head",
        "iframe",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONG_CELL = 200
_WIDEST_SPAN = 200


def web_pages(data: bytes, *, mhtml: bool = False) -> Pages:
    """Give the paragraphs and tables of a web page; navigation, scripts and forms are passed over."""
    text = _mhtml(data) if mhtml else _decoded(data)
    maker = PageMaker()
    # An odd page is still read as far as it goes.
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_DECLARED.sub("", text), parser=parser)
    except etree.ParserError:
        return maker.pages()
    body = root.find("body")
    start = root if body is None else body
    walker = _Walker(maker)
    try:
        walker.walk(start)
        walker.flush()
    except RecursionError:
        return _flat(start)
    return maker.pages()


def _flat(start: html.HtmlElement) -> Pages:
    """Read a page nested beyond measure as bare text, one paragraph for each piece."""
    maker = PageMaker()
    for text in start.itertext():
        if str(text).strip():
            maker.paragraph(_NEWLINES.sub("", str(text)))
    return maker.pages()


def _decoded(data: bytes) -> str:
    found = _CHARSET.search(data[:8192])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    if name in _CHINESE and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data) or data.decode("utf-8", errors="replace")


def _mhtml(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _decoded(payload)
    return ""


class _Walker:
    """Walks a page in order, gathering inline text until a block ends."""

    def __init__(self, maker: PageMaker) -> None:
        self.maker = maker
        self._text: list[str] = []
        self._style = ""

    def flush(self) -> None:
        text = _NEWLINES.sub("", "".join(self._text)) if self._text else ""
        if text.strip():
            self.maker.paragraph(text, self._style)
        self._text = []

    def walk(self, element: html.HtmlElement) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str) and not _skipped(child):
                self._child(child)
            self._add(child.tail)

    def _child(self, child: html.HtmlElement) -> None:
        tag = str(child.tag).lower().rpartition(":")[2]
        if tag == "br":
            self.flush()
        elif tag in _INLINE:
            self.walk(child)
        elif tag == "table" and not _is_layout(child):
            self.flush()
            self._table(child)
        else:
            self.flush()
            outer = self._style
            self._style = _style(child) or outer
            self.walk(child)
            self.flush()
            self._style = outer

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)

    def _table(self, table: html.HtmlElement) -> None:
        taken: dict[tuple[int, int], bool] = {}
        rows: list[list[Cell]] = []
        for r, row in enumerate(_rows(table)):
            cells: list[Cell] = []
            column = 0
            for cell in row:
                if str(cell.tag).lower() not in {"td", "th"}:
                    continue
                while (r, column) in taken:
                    column += 1
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                for down in range(high):
                    for right in range(wide):
                        taken[r + down, column + right] = True
                cells.append(Cell(r, column, _cell_text(cell)))
                column += wide
            rows.append(cells)
        self.maker.table(rows)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        tag = str(child.tag).lower()
        if tag == "tr":
            yield child
        elif tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if str(row.tag).lower() == "tr")


def _cell_text(cell: html.HtmlElement) -> str:
    return _NEWLINES.sub("", "".join(str(text) for text in cell.itertext())).strip()


def _is_layout(table: html.HtmlElement) -> bool:
    """Say whether a table only arranges a page: other tables inside, or a whole text in a cell."""
    if table.find(".//table") is not None:
        return True
    return any(
        len(_cell_text(cell)) > _LONG_CELL and cell.find(".//p") is not None
        for cell in table.iter("td")
    )


def _span(cell: html.HtmlElement, name: str) -> int:
    text = re.match(r"\d+", (cell.get(name) or "1").strip())
    return max(1, min(int(text[0]), _WIDEST_SPAN)) if text else 1


def _skipped(element: html.HtmlElement) -> bool:
    tag = str(element.tag).lower()
    return (
        tag in _SKIPPED
        or bool(_HIDDEN.search(element.get("style") or ""))
        or (element.get("hidden") is not None)
    )


def _style(element: html.HtmlElement) -> str:
    tag = str(element.tag).lower()
    name = " ".join([tag, *(element.get("class") or "").lower().split()])
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return tag
    return next((word for word in ("signature", "date") if word in name.split()), "")
