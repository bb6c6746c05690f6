"""What a report does not say in one place: how it calls itself, which wording, which year."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.documents.reading.labels import fold
from assistant.documents.reading.marks import without_mark
from assistant.form.load import LoadedForm
from assistant.form.model import Fact, Form

_YEAR = re.compile(r"(20\d\d)\s*年")
_ALWAYS = ("本机关", "本单位")
# 基本办学条件, 资本市场, 自我委屈: these are parts of other words.
_OTHER_WORD = "(?<![基根成资原文版样书课日自])"


def self_name(texts: Iterable[str], unit: str, loaded: LoadedForm) -> str:
    """Give how a report calls itself: as its unit's name suggests, else most often."""
    form = loaded.form
    fact = form.fact.get(form.roles.self_name)
    if fact is None:
        return ""
    names = dict.fromkeys(v for guess in fact.guess for v in _both(guess.value))
    names |= dict.fromkeys(_ALWAYS)
    pattern = _any(tuple(names))
    counted = Counter(name for text in texts for name in pattern.findall(text))
    guess = _guess(fact, unit)
    for name in _both(guess):
        if counted[name]:
            return name
    return max(counted, key=lambda name: counted[name], default=guess)


@lru_cache(maxsize=16)
def _any(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    # Nearly every character is told to begin none before anything else is tried.
    begin = re.escape("".join({name[0] for name in names}))
    return re.compile(f"(?=[{begin}]){_OTHER_WORD}(?:{listed})")


def wording_of(titles: Iterable[tuple[str, str]], form: Form) -> str:
    """Give the wording that all titles, as (section key, printed title), are in."""
    if not form.roles.wording:
        return ""
    printed = [
        (form.section[key], fold(without_mark(title))) for key, title in titles if key and title
    ]
    told = [one for one in printed if len(set(map(fold, one[0].titles.values()))) > 1]
    for wording in form.wordings if told else ():
        if all(fold(section.titles.get(wording, "")) == title for section, title in printed):
            return wording
    return ""


def year_of(title_year: int | None, texts: Sequence[str]) -> int | None:
    """Give the year of a report: from its title, else the first the text names most often."""
    if title_year is not None:
        return title_year
    counted = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return max(counted, key=lambda year: counted[year], default=None)


def accepts_year(loaded: LoadedForm, year: int) -> bool:
    """Say whether the form's own checks allow a year, so that editions can be told apart."""
    from decimal import Decimal

    from assistant.form.values import BlankError, Value

    form = loaded.form

    def lookup(name: str) -> Value:
        return Decimal(year) if name == form.roles.year else None

    fact = form.fact.get(form.roles.year)
    for check in fact.checks if fact else ():
        if check.severity == "error":
            try:
                if loaded.condition(check.holds).holds(lookup) is False:
                    return False
            except BlankError:
                continue
    return True


def _guess(fact: Fact, unit: str) -> str:
    for guess in fact.guess:
        if unit and re.search(guess.match, unit):
            return guess.value
    return ""


def _both(name: str) -> tuple[str, ...]:
    """Give 我局 and 本局 for either."""
    return (name, f"本{name[1:]}") if name.startswith("我") else (name,) if name else ()
