"""Finds the figures of the data tables among words and figures, by label and header words."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

from assistant.documents.reading.align import Slots, align, has_room
from assistant.documents.reading.figures import read_figure
from assistant.documents.reading.labels import Labels, Meaning, fold
from assistant.documents.reading.tokens import Token
from assistant.form.model import Column, Row, Table
from assistant.form.values import Figure
from assistant.report.model import Place, parts_of

_CLOSE = 75
_PREFIX = 5
_NOTE = 4


class Word(NamedTuple):
    """A word of the form as it was met, and the position of its cell in its row."""

    fold: str
    meanings: tuple[Meaning, ...]
    field: int


@dataclass(slots=True)
class Found:
    """What the tables of a report say.

    Attributes:
        figures: every cell that has a figure, by address.
        where: the place of every cell whose place is known, blank ones included.
        raw: text of cells that are no figure.
        strange: (line, text) of what stands in a table and means nothing to the form.
    """

    figures: dict[str, Figure] = field(default_factory=dict)
    where: dict[str, Place] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    strange: list[tuple[int, str]] = field(default_factory=list)


class TableReader:
    """Reads tokens in order; header words met before a row say which figure is which."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.form = labels.loaded.form
        self.found = Found()
        self._header: list[Word] = []
        self._slots: dict[str, Slots] = {}
        self._groups: dict[tuple[str, str], int] = {}
        self._turned: dict[str, list[tuple[str, int]]] = {}
        self.met = 0

    def read(self, tokens: Iterable[Token]) -> Found:
        """Take a run of tokens; may be called again for the next table."""
        words: list[Token] = []
        figures: list[Token] = []
        for token in tokens:
            if token.kind == "word":
                if figures and self._flush(words, figures):
                    words = []
                figures = []
                words.append(token)
            elif words or token.kind == "figure":
                figures.append(token)
        if words or figures:
            self._flush(words, figures)
            if not any(t.kind == "figure" for t in figures):
                self._words(words)
        return self.found

    def _flush(self, words: list[Token], figures: list[Token]) -> bool:
        """Use figures behind words; False when there were only blanks and no row to hold them."""
        if any(token.kind == "figure" for token in figures):
            self._segment(words, figures)
            return True
        text = "".join(token.fold for token in words)
        met = self.labels.met(text)
        rows = self.labels.rows.get(met[-1].word, ()) if met and met[-1].end == len(text) else ()
        if not rows or met[-1].word in self.labels.columns:
            return False
        before = [w.fold for w in self._header] + [found.word for found in met[:-1]]
        if any(self._is_row(m.table, before, words, figures) for m in rows):
            self._segment(words, figures)
            return True
        return False

    def _is_row(self, key: str, before: list[str], words: list[Token], blanks: list[Token]) -> bool:
        """Tell a blank row from a header whose rows stand side by side over blank cells.

        Such a header names another row first, or comes before the columns are named.
        """
        table = self.form.table[key]
        meanings = [
            meaning
            for word in before
            for meaning in self.labels.words[word]
            if meaning.table == key
            and (meaning.kind == "column" or word not in self.labels.columns)
        ]
        columns = {m.key for m in meanings if m.kind == "column"}
        headed = key in self._slots or len(columns) * 2 >= len(table.columns)
        alone = not any(m.kind == "row" for m in meanings)
        return headed and alone and has_room(table, words, blanks)

    def _segment(self, words: list[Token], figures: list[Token]) -> None:
        run, tail = self._words(words)
        row = self._row(run, tail, [token.fold for token in words])
        count = sum(token.kind == "figure" for token in figures)
        turned = self._turn(run, len(figures), count)
        if turned and (row is None or row[0].key in self._turned):
            self._assign(turned, figures, words)
            self._header = []
            return
        if row is None or count > len(row[0].columns):
            flat = (self._flat(run) if row is None and not tail else None) or self._counted(count)
            if flat:
                self._assign(flat, figures, words)
                self._header = []
                return
        if row is None:
            self._say(words[-1:], figures)
            return
        table, key = row
        figures = _unglued(figures, len(table.columns))
        slots = [(f"{table.key}.{key}.{c}", at) for c, at in self._columns(table)]
        self._assign(slots, figures, words)
        self._header = []

    def _words(self, tokens: Sequence[Token]) -> tuple[list[Word], str]:
        """Recognise the words of a run; also give the wording behind the last of them."""
        text = "".join(token.fold for token in tokens)
        starts = []
        at = 0
        for token in tokens:
            starts.append(at)
            at += len(token.fold)
        words: list[Word] = []
        used: set[int] = set()
        end = 0
        for found in self.labels.met(text):
            first = bisect.bisect_right(starts, found.start) - 1
            last = bisect.bisect_left(starts, found.end) - 1
            used.update(range(first, last + 1))
            meanings = self.labels.words[found.word]
            words.append(Word(found.word, meanings, tokens[first].field))
            self.met += 1
            for meaning in meanings:
                if meaning.kind == "row group":
                    self._groups[meaning.table, meaning.key] = self.met
            end = found.end
        self._header += words
        for number, token in enumerate(tokens):
            if number not in used and token.fold not in self.labels.run:
                self.found.strange.append((token.line, token.text))
        return words, text[end:]

    def _row(self, run: list[Word], tail: str, words: list[str]) -> tuple[Table, str] | None:
        meanings = self._close(tail, words) if len(tail) > 1 else ()
        if not meanings and len(tail) > _NOTE:
            return None
        if not meanings and run:
            meanings = tuple(m for m in run[-1].meanings if m.kind == "row")
            if run[-1].fold in self.labels.columns and self._flat(run):
                return None
        if len(meanings) == 1:
            return self.form.table[meanings[0].table], meanings[0].key
        best: tuple[int, int] = (-1, -1)
        chosen: tuple[Table, str] | None = None
        for meaning in meanings:
            table = self.form.table[meaning.table]
            groups = table.row[meaning.key].path[:-1]
            near = max((self._groups.get((table.key, fold(g)), 0) for g in groups), default=0)
            fresh = not any(
                f"{table.key}.{meaning.key}.{c.key}" in self.found.figures for c in table.columns
            )
            if (near, int(fresh)) > best:
                best, chosen = (near, int(fresh)), (table, meaning.key)
        return chosen

    def _close(self, tail: str, words: list[str]) -> tuple[Meaning, ...]:
        """Give the rows a misspelt or cut label stands for; it may be the last words only."""
        rows = self.labels.rows
        endings = []
        ending = ""
        for word in reversed(words):
            ending = word + ending
            endings.append(ending)
            if len(ending) >= len(tail):
                break
        for ending in endings:
            starting = [row for row in rows if len(ending) >= _PREFIX and row.startswith(ending)]
            if starting:
                return rows[starting[0]]
        for ending in endings or [tail]:
            close = process.extractOne(ending, list(rows), scorer=fuzz.ratio, score_cutoff=_CLOSE)
            if close:
                return rows[close[0]]
        return ()

    def _columns(self, table: Table) -> list[tuple[str, int]]:
        """Give the columns of a table in the order of its header, with the cell each stands in."""
        met = self._order(table, table.columns, "column")
        if len(met) * 2 >= len(table.columns):
            if len(met) < len(table.columns):
                order = [c.key for c in table.columns]
                in_order = [key for key in order if key in dict(met)] == [key for key, _ in met]
                if in_order:
                    met = [(key, dict(met).get(key, -1)) for key in order]
            self._slots[table.key] = met
        return self._slots.get(table.key) or [(c.key, -1) for c in table.columns]

    def _order(
        self, table: Table, lines: Sequence[Row | Column], kind: str
    ) -> list[tuple[str, int]]:
        """Give the rows or columns the header names, in the order their paths were met."""
        leaves: dict[str, tuple[int, int]] = {}
        outer: dict[str, tuple[int, int]] = {}
        for number, word in enumerate(self._header):
            for meaning in word.meanings:
                if meaning.table == table.key and meaning.kind.startswith(kind):
                    first = leaves if meaning.kind == kind else outer
                    first.setdefault(meaning.key, (number, word.field))
        met = []
        for line in lines if leaves else ():
            leaf = leaves.get(line.key)
            if leaf is None:
                continue
            groups = [outer.get(fold(g)) for g in line.path[:-1]]
            met.append(([g[0] for g in groups if g] + [leaf[0]], line.key, leaf[1]))
        return [(key, at) for _, key, at in sorted(met)]

    def _flat(self, run: list[Word]) -> Slots | None:
        """Give the cells of a table whose rows stand side by side, if the header is such."""
        last = {m.table for m in run[-1].meanings if m.kind == "column"} if run else set()
        for table in (t for t in self.form.tables if t.key in last):
            leaves = [
                (m.key, word.field)
                for word in self._header
                for m in word.meanings
                if m.table == table.key and m.kind == "column"
            ]
            fields = [at for _, at in leaves]
            if min(fields, default=-1) >= 0 and len(set(fields)) == len(fields):
                leaves.sort(key=lambda leaf: leaf[1])
            rows = [key for key, _ in self._order(table, table.rows, "row")]
            if len(rows) < len(table.rows) or len(leaves) <= len(table.columns) // 2:
                continue
            width = len(table.columns)
            default = [(c.key, -1) for c in table.columns]
            slots: Slots = []
            for number, row in enumerate(rows):
                part = leaves[number * width : (number + 1) * width]
                whole = {key for key, _ in part} == {c.key for c in table.columns}
                chunk = part if whole and len(leaves) == width * len(rows) else default
                slots += [(f"{table.key}.{row}.{key}", at) for key, at in chunk]
            return slots
        return None

    def _turn(self, run: list[Word], fields: int, count: int) -> Slots | None:
        """Give the cells of a column whose figures stand in a line, below a header of rows."""
        for meaning in run[-1].meanings if run else ():
            if meaning.kind != "column":
                continue
            table = self.form.table[meaning.table]
            rows = self._order(table, table.rows, "row")
            if table.key not in self._turned and 1 < len(rows) == fields:
                self._turned[table.key] = rows
            known = self._turned.get(table.key, [])
            if count <= len(known) <= fields:
                return [(f"{table.key}.{row}.{meaning.key}", at) for row, at in known]
        return None

    def _counted(self, count: int) -> Slots | None:
        """Give the cells of a table whose rows were all named and whose figures are all there."""
        for table in self.form.tables:
            rows = [key for key, _ in self._order(table, table.rows, "row")]
            if 1 < len(rows) == len(table.rows) and count == len(rows) * len(table.columns):
                return [(f"{table.key}.{r}.{c.key}", -1) for r in rows for c in table.columns]
        return None

    def _assign(self, slots: Slots, tokens: list[Token], words: list[Token]) -> None:
        figures = [token for token in tokens if token.kind == "figure"]
        placed = align(slots, tokens, figures)
        if placed is None:
            self._say(words[-1:], figures)
            return
        for address, token in placed:
            if address in self.found.figures:
                if token.kind == "figure":
                    self.found.strange.append((token.line, f"{words[-1].text} {token.text}"))
                continue
            key, row, column = parts_of(address)
            table = self.form.table[key]
            self.found.where[address] = token.place
            figure, raw = read_figure(token.text, table.row[row], table.column[column])
            if token.kind == "figure":
                self.found.figures[address] = figure
            if raw:
                self.found.raw[address] = raw
        used = {id(token) for _, token in placed}
        rest = [token for token in figures if id(token) not in used]
        if rest:
            self._say([], rest)

    def _say(self, words: list[Token], figures: list[Token]) -> None:
        if words and self.found.strange[-1:] == [(words[-1].line, words[-1].text)]:
            self.found.strange.pop()
        texts = [t.text for t in (*words, *figures) if t.text]
        if texts:
            self.found.strange.append(((words or figures)[0].line, " ".join(texts)))


def _unglued(figures: list[Token], width: int) -> list[Token]:
    """Part the zeros of a row that ran together: no number is 000."""
    glued = [token for token in figures if token.kind == "figure"]
    if len(glued) != 1 or width < 2 or glued[0].text != "0" * width:
        return figures
    place = glued[0].place
    column = place.column or 0
    return [
        replace(glued[0], text="0", place=place._replace(column=column + n if column else None))
        for n in range(width)
    ]
