"""What a report proves: its figures, its year and its names, as the harvest wants them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.checks.finding import Subject
from assistant.checks.lists import pairs
from assistant.checks.rules import shipped_rules
from assistant.checks.self_name import naming
from assistant.checks.statements import stated
from assistant.checks.values import values_of
from assistant.draft.figures import Figures, figures_of
from assistant.draft.last_year import last_year_of
from assistant.draft.model import Draft, LastYear
from assistant.form.load import LoadedForm
from assistant.form.values import show
from assistant.form.wording import Piece, Rendered, lex
from assistant.phrases.harvest import Figure, Known, Template, template
from assistant.phrases.naming import called
from assistant.report.model import Located, Passage, Report, ReportSection
from assistant.session.before import report_of

# What ends a place may stand within the name of another: 广州市, 镇江市, 新市区, 社旗县.
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?P<kind>自治区|自治州|自治县|自治旗|街道|苏木|省|市(?!区)|县|区|"
    r"[旗州盟镇乡](?![市县区旗]))"
)
_GOVERNMENT = re.compile("(?:人民)?政府")
_ANY_OFFICE = re.compile(r"(?:人民)?政府|(?:街道)?办事处|街道办|(?:管理)?委员会|管委会|办公室")
_SHORTEST = 2
_RESIDUE = re.compile(r"\[bookmark:[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an aspect as printed, with the slots it has already."""

    aspect: str
    rendered: Rendered

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.rendered.text


def printed(aspect: str, sentence: str) -> Said:
    """Give a sentence that is known only as it was printed, without what converting left in it."""
    sentence = _RESIDUE.sub("", sentence)
    return Said(aspect, Rendered(sentence, (Piece(sentence, 0, len(sentence)),), ()))


class Evidence:
    """What one report proves about sentences that stand in it.

    Attributes:
        known: its figures, year and names.
    """

    def __init__(self, loaded: LoadedForm, figures: Figures, report: Report) -> None:
        """`report` has the tables the form's rules hold sentences against."""
        self.known = known_of(loaded, figures)
        self._loaded = loaded
        self._figures = figures
        self._report = report

    def templates(self, sentences: Iterable[Said]) -> list[Template]:
        """Make phrases of sentences; an opening the form adds by itself is taken off first."""
        said = [self.unopened(one) for one in sentences]
        readings = self._readings(said)
        return [template(one.rendered, self.known, readings.get(one.text)) for one in said]

    def unopened(self, said: Said) -> Said:
        """Take off what the form puts in front of the first sentence of an aspect."""
        aspect = self._loaded.form.aspect.get(said.aspect)
        first = said.rendered.pieces[0].part if said.rendered.pieces else None
        if aspect is None or not aspect.opening or not isinstance(first, str):
            return said
        opening = self._loaded.wording.render(lex(aspect.opening), self._figures)
        cut = 0 if opening.blanks else self._opened(opening.text, first)
        if not cut:
            return said
        rest = said.text[cut:]
        return Said(
            said.aspect,
            Rendered(
                rest,
                tuple(
                    Piece(first[cut:], 0, piece.end - cut)
                    if n == 0
                    else Piece(piece.part, piece.start - cut, piece.end - cut)
                    for n, piece in enumerate(said.rendered.pieces)
                ),
                said.rendered.blanks,
            ),
        )

    def _opened(self, opening: str, text: str) -> int:
        """Give how much of a text is its opening, however that is written: 2021我局, 2021年度，我局."""
        exact = len(opening) if text.startswith(opening) else 0
        roles = self._loaded.form.roles
        year, own = (
            show(self._figures(name)) if name else "" for name in (roles.year, roles.self_name)
        )
        if not year or not own or not (opening.startswith(year) and opening.endswith(own)):
            return exact
        found = re.match(rf"{year}(?:年度?)?[，,]?\s*{re.escape(own)}[，,]?", text)
        return found.end() if found else exact

    def _readings(self, said: Sequence[Said]) -> Mapping[str, Mapping[int, Sequence[Figure]]]:
        """Ask the form's own rules which figures the sentences state; true readings only."""
        by_name = {figure.expression: figure for figure in self.known.figures}
        subject = Subject(Located(self._with(said)), self._loaded)
        values = values_of(subject)
        out: dict[str, dict[int, tuple[Figure, ...]]] = {}
        for one in stated(subject):
            if not one.known:
                continue
            true: list[Figure] = []
            for name in one.statement.value:
                value = values.number(name)
                if value == one.value and value is not None:
                    known = by_name.get(name)
                    true.append(known or Figure(name, show(value), one.quantity.unit, name))
            out.setdefault(one.sentence.text, {})[one.quantity.start] = tuple(true)
        return out

    def _with(self, said: Sequence[Said]) -> Report:
        passages: dict[str, list[str]] = {}
        for one in said:
            passages.setdefault(one.aspect, []).append(one.text)
        sections = tuple(
            ReportSection(
                key=self._section(aspect),
                passages=(Passage(key=aspect, sentences=tuple(texts)),),
            )
            for aspect, texts in passages.items()
        )
        return self._report.model_copy(update={"sections": sections})

    def _section(self, aspect: str) -> str:
        section = self._loaded.form.section_of.get(aspect.partition(".")[0])
        return section.key if section else ""


def evidence_of_draft(loaded: LoadedForm, draft: Draft) -> Evidence:
    """Give what a draft proves about its own sentences."""
    return Evidence(
        loaded, figures_of(loaded, draft), report_of(loaded, last_year_of(loaded, draft))
    )


def evidence_of_report(loaded: LoadedForm, report: LastYear, today: date) -> Evidence:
    """Give what a finished report proves about its sentences; what the form lacks is left out."""
    facts = {key: answer for key, answer in report.facts.items() if key in loaded.form.fact}
    cells = {key: figure for key, figure in report.cells.items() if key in loaded.schema}
    return Evidence(loaded, Figures(loaded, facts, cells, today), report_of(loaded, report))


def known_of(loaded: LoadedForm, figures: Figures) -> Known:
    """Collect every figure that is not blank, the year, and the names of the unit."""
    roles = loaded.form.roles
    year = figures(roles.year)
    unit, own = show(figures(roles.unit)), show(figures(roles.self_name) if roles.self_name else "")
    names = {unit: roles.unit, own: roles.self_name}
    names = {name: key for name, key in names.items() if len(name) >= _SHORTEST}
    nouns = pairs(shipped_rules(loaded.folder).settings, "self_nouns")
    return Known(
        tuple(_figures(loaded, figures)),
        int(year) if isinstance(year, Decimal) else None,
        roles.year,
        names,
        frozenset(_places(unit)),
        naming(nouns) if nouns else None,
    )


def _figures(loaded: LoadedForm, figures: Figures) -> Iterator[Figure]:
    for figure in called(loaded):
        value = figures(figure.expression)
        if isinstance(value, Decimal):
            yield replace(figure, printed=show(value))


def _places(unit: str) -> Iterator[str]:
    """Give the places in a unit's name, and what the unit is called for short."""
    at = 0
    while found := _PLACE.match(unit, _past(unit, at)):
        place, kind = found[0], found["kind"]
        # What a street is named after is mostly a common word: 人民街道 is 人民街, not 人民.
        short = place.removesuffix("道" if kind == "街道" else kind)
        yield from (name for name in (place, short) if len(name) >= _SHORTEST)
        at = found.end()
    short = unit[at:]
    if at and len(short) > _SHORTEST and not _ANY_OFFICE.fullmatch(short):
        yield short


def _past(unit: str, at: int) -> int:
    """Give where the next name begins: 白云街道 stands behind 越秀区人民政府."""
    government = _GOVERNMENT.match(unit, at)
    return government.end() if government and at else at
