"""Which sentences report files share, one unit's with another's."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from assistant.documents.reading import read_file
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.report.standing import Standing, standing
from assistant.session.checking import read_forms
from assistant.session.library import Library
from assistant.session.likeness import foreign_names, varying_words
from assistant.text.index import ExactIndex
from assistant.text.similarity import FEWEST_TOKENS, Match, compare
from assistant.text.varying import Varying
from assistant.workspace.shelf import Shelf

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""


@dataclass(frozen=True)
class ReadReport:
    """A report that was read, or the reason why it was not.

    Attributes:
        sentences: those long enough to be compared.
    """

    name: str
    unit: str = ""
    year: int | None = None
    title: str = ""
    sentences: tuple[Standing, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence of one report that another has in nearly the same words.

    `one` and `other` are numbers of the reports in the order they were given. `foreign`: names of
    either unit or its place that are left in the sentence of the other.
    """

    one: int
    other: int
    left: Standing
    right: Standing
    match: Match
    foreign: tuple[str, ...] = ()


def read_reports(
    library: Library, files: Sequence[Path], progress: Progress | None = None
) -> list[ReadReport]:
    """Read report files; a file that cannot be read is one result too."""
    forms = read_forms(library)
    out: list[ReadReport] = []
    for number, file in enumerate(files):
        if progress is not None:
            progress("读", number, len(files))
        try:
            readings = read_file(file, forms)
        except UserError as error:
            out.append(ReadReport(str(file), error=str(error)))
            continue
        for reading in readings:
            report = reading.located.report
            name = str(file) if len(readings) == 1 else f"{file}（{report.title}）"
            cut = _words(reading.loaded, report.self_name).token_set
            stands = standing(report, reading.loaded.form)
            compared = tuple(s for s in stands if len(cut(s.text)) >= FEWEST_TOKENS)
            out.append(ReadReport(name, report.unit, report.year, report.title, compared))
    return out


def shared_sentences(
    library: Library,
    reports: Sequence[ReadReport],
    least: Fraction,
    progress: Progress | None = None,
) -> list[SharedSentence]:
    """Find every two sentences of different reports that are alike from `least` on.

    Nothing is missed. Fixed wording does not count, and two sentences of which one denies what the
    other states share nothing. In order of the reports, then those with foreign names and the most alike first.
    """
    words = _words(library.form(next(iter(library.forms()))))
    known = {
        f"{number:06}/{place:06}": (number, one)
        for number, report in enumerate(reports)
        for place, one in enumerate(report.sentences)
    }
    index = ExactIndex(words, ((key, one.text) for key, (_, one) in known.items()))

    def told(done: int, whole: int) -> None:
        if progress is not None:
            progress("比", done, whole)

    out: list[SharedSentence] = []
    for pair in index.pairs(least, told):
        (one, left), (other, right) = known[pair.one], known[pair.other]
        if one == other:
            continue
        ours, theirs = words.token_set(left.text), words.token_set(right.text)
        match = compare(pair.other, left.text, ours, right.text, theirs, pair.score)
        if match.repeats(least):
            units = reports[one].unit, reports[other].unit
            left_in = foreign_names(*units, right.text) + foreign_names(*units[::-1], left.text)
            out.append(SharedSentence(one, other, left, right, match, left_in))
    return sorted(
        out,
        key=lambda s: (
            *(s.one, s.other, not s.foreign, -s.match.score),
            *(s.left.address, s.right.address),
        ),
    )


def summed(found: Sequence[SharedSentence]) -> dict[tuple[int, int], tuple[int, int]]:
    """Count, for each two reports, the sentences of either that the other has."""
    left = Counter((s.one, s.other) for s in {(s.one, s.other, s.left): s for s in found}.values())
    right = Counter(
        (s.one, s.other) for s in {(s.one, s.other, s.right): s for s in found}.values()
    )
    return {pair: (left[pair], right[pair]) for pair in left}


def shared_json(
    reports: Sequence[ReadReport], found: Sequence[SharedSentence], least: int
) -> dict[str, Any]:
    """Give what was compared as JSON."""
    return {
        "least": least,
        "files": [
            {"file": r.name, "error": r.error}
            if r.error
            else {"file": r.name, "unit": r.unit, "year": r.year, "sentences": len(r.sentences)}
            for r in reports
        ],
        "pairs": [
            {
                "one": _side(reports[s.one], s.left),
                "other": _side(reports[s.other], s.right),
                "percent": s.match.percent,
                "numbers_only": s.match.numbers_only,
                "foreign": list(s.foreign),
                "only_one": list(s.match.only_left),
                "only_other": list(s.match.only_right),
                "differences": [
                    {"kind": str(d.kind), "one": d.left, "other": d.right}
                    for d in s.match.differences
                ],
            }
            for s in found
        ],
    }


def keep_reports(
    library: Library, shelf: Shelf, files: Sequence[Path], progress: Progress | None = None
) -> list[ReadReport]:
    """Take report files of other units in; those that cannot be read, or name no unit, are told."""
    out: list[ReadReport] = []
    for report in read_reports(library, files, progress):
        if not report.error and not report.unit:
            error = f"{report.name}：没有看出是哪个单位的报告，请在标题里写全单位名称"
            report = ReadReport(report.name, error=error)
        if not report.error:
            sentences = [(one.where, one.text) for one in report.sentences]
            name = Path(report.name).name
            shelf.add(report.unit, report.year, report.title, name, sentences)
        out.append(report)
    return out


def _side(report: ReadReport, one: Standing) -> dict[str, str]:
    return {"file": report.name, "place": one.where, "text": one.text}


def _words(loaded: LoadedForm, self_name: str = "") -> Varying:
    return varying_words(loaded, self_name)
