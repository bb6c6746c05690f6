"""What is wrong with a bank: doubles, slots that never print, wording the rules object to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.checks.doubled import doubled_words
from assistant.checks.finding import Finding, Subject
from assistant.checks.marks import half_marks
from assistant.checks.pairs import unpaired_marks
from assistant.checks.run import check
from assistant.checks.scan import pattern_rules
from assistant.form.expression import LAST_YEAR
from assistant.form.followup import followed, item_value
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, FactType
from assistant.form.values import BlankError, Followed, Lookup, Value
from assistant.form.wording import Parts
from assistant.phrases.bank import Bank, PairPhrase, Phrase
from assistant.phrases.reach import DeadSlot, dead_slots
from assistant.report.model import Located, Passage, Report, ReportSection
from assistant.session.likeness import segmenter
from assistant.text.index import ExactIndex
from assistant.text.join import Progress
from assistant.text.similarity import DUPLICATE, compare

_CHECKS = (pattern_rules, doubled_words, unpaired_marks, half_marks)
_SAMPLES = (12, 1, 0)
Double = tuple[Phrase | PairPhrase, Phrase | PairPhrase, int]
_DAY = date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Objection:
    """What the wording rules say of a phrase as it would be printed."""

    id: str
    text: str
    finding: Finding


def near_duplicates(
    bank: Bank,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Double]:
    """Find what says the same in nearly the same words, two and two, with the percentage.

    Phrases are held against phrases, problems with their measures against others. A slot counts
    as a number, so the same frame around other figures is one phrase too many. What is retired
    does not count.
    """
    said: dict[str, str] = {one.entry.id: one.frame for one in bank.phrases if _offered(one)}
    paired = {
        one.entry.id: "".join(
            part if isinstance(part, str) else "0" for part in (*one.problem, *one.measure)
        )
        for one in bank.pairs
        if _offered(one)
    }
    by_id = {one.entry.id: one for one in bank.every}
    return [
        (by_id[one], by_id[other], percent)
        for texts in (said, paired)
        for one, other, percent in _doubles(texts, progress, cancelled)
    ]


def _doubles(
    texts: Mapping[str, str], progress: Progress | None, cancelled: Callable[[], bool] | None
) -> list[tuple[str, str, int]]:
    """Find texts that say the same, by id, in the order they stand in."""
    words = segmenter()
    order = {key: number for number, key in enumerate(texts)}
    out: list[tuple[str, str, int]] = []
    for pair in ExactIndex(words, texts).pairs(DUPLICATE, progress, cancelled):
        one, other = sorted((pair.one, pair.other), key=order.__getitem__)
        left, right = texts[one], texts[other]
        ours, theirs = words.token_set(left), words.token_set(right)
        match = compare(other, left, ours, right, theirs, pair.score)
        if match.duplicate:
            out.append((one, other, match.percent))
    return sorted(out, key=lambda found: (order[found[0]], order[found[1]]))


def _offered(one: Phrase | PairPhrase) -> bool:
    return one.entry.status != "retired"


def dead(bank: Bank, loaded: LoadedForm) -> list[tuple[Phrase, DeadSlot]]:
    """Find slots that can never be printed, with their phrase."""
    return [(phrase, slot) for phrase in bank.phrases for slot in dead_slots(phrase, loaded)]


def never_used(bank: Bank, counts: Mapping[str, int]) -> list[str]:
    """List the ids of phrases on offer that no draft ever had."""
    return [one.entry.id for one in bank.every if _offered(one) and not counts.get(one.entry.id)]


def objections(bank: Bank, loaded: LoadedForm) -> Iterator[Objection]:
    """Find what the wording rules object to when phrases are printed with figures at hand."""
    lookups = [sample(loaded, number) for number in _SAMPLES]
    for one in bank.every:
        if not _offered(one):
            continue
        said: set[tuple[str, str]] = set()
        for place, text in _printed(one, loaded, lookups):
            for finding in _findings(place, text, loaded):
                if finding.severity != "info" and (finding.rule, finding.excerpt) not in said:
                    said.add((finding.rule, finding.excerpt))
                    yield Objection(one.entry.id, text, finding)


def sample(loaded: LoadedForm, number: int) -> Lookup:
    """Make figures to print a phrase with: every number is `number`, last year's one less."""
    derived = {one.key: one.value for one in loaded.form.derived}

    def lookup(name: str) -> Value:
        bare = name.removeprefix(LAST_YEAR)
        if bare in derived:
            try:
                return loaded.wording.expression(derived[bare]).value(lookup)
            except BlankError:
                return None
        fact = loaded.form.fact.get(bare.partition(".")[0])
        figure = Decimal(max(0, number - (bare != name)))
        if fact is None:
            return figure if bare.count(".") == 2 else None
        answer = _answer(loaded, fact, figure)
        return answer if fact.key == bare else item_value(followed(answer), bare.partition(".")[2])

    return lookup


def _answer(loaded: LoadedForm, fact: Fact, figure: Decimal) -> Value:
    options = fact.option_keys or ("甲项", "乙项")
    match fact.type:
        case FactType.TEXT:
            return fact.example or "办公室"
        case FactType.CHOICE:
            return options[0]
        case FactType.CHOICES | FactType.NAMES:
            return options[:2]
        case FactType.SPLIT:
            return tuple((name, figure) for name in options[:2])
        case FactType.FOLLOWUP:
            return tuple(Followed("栏目更新不及时", one, "定专人更新") for one in options)
        case FactType.DATE:
            return _DAY
        case _:
            return Decimal(_DAY.year - 1) if fact.key == loaded.form.roles.year else figure


def _printed(
    one: Phrase | PairPhrase, loaded: LoadedForm, lookups: list[Lookup]
) -> Iterator[tuple[str, str]]:
    """Give a phrase as printed in samples its condition allows, with the aspect it stands in."""
    fitting = [lookup for lookup in lookups if one.when.holds(lookup) is True] or lookups[:1]
    texts: list[tuple[str, Parts]]
    if isinstance(one, Phrase):
        aspects = loaded.form.aspect.values()
        places = [a.key for a in aspects if one.entry.move in {move.key for move in a.moves}]
        texts = [(place, one.parts) for place in places[:1]]
    else:
        key = next(iter(loaded.form.pairs), "")
        texts = [(f"{key}.problem", one.problem), (f"{key}.measure", one.measure)]
    for place, parts in texts:
        rendered = (loaded.wording.render(parts, lookup) for lookup in fitting)
        yield from dict.fromkeys((place, each.text) for each in rendered if not each.blanks)


def _findings(place: str, text: str, loaded: LoadedForm) -> list[Finding]:
    section = loaded.form.section_of[place.partition(".")[0]].key
    passage = Passage(key=place, sentences=(text,))
    report = Report(
        form=loaded.form.form,
        title="",
        unit="",
        sections=(ReportSection(key=section, passages=(passage,)),),
    )
    return check(Subject(Located(report), loaded, own=True), _CHECKS)
