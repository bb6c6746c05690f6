"""How numbers are written in the text: round numbers, measure words, and numbers that are missing."""

import re
from collections.abc import Iterator

from assistant.checks.finding import Check, Finding, Sentence, Subject
from assistant.checks.settings import rules_of
from assistant.checks.settings_model import Measure, compiled
from assistant.checks.spans import found, sentences_of, sentences_with
from assistant.checks.statements import in_front
from assistant.checks.values import values_of
from assistant.text.numbers import plain
from assistant.text.quantities import Quantity, quantities

_UNIT = r"(?:人次|件次|[条件篇期次人名位场个项份例宗起款类种处家部册本套户批则张幅页字元天]|平方|公里|公斤|万)"
# 15余万 and 3万余 count in 万, so only the bare number in front of 余 can be too exact.
_EXACT_MORE = re.compile(
    rf"(?<![0-9.,])(?P<number>[0-9,]*[1-9])(?P<more>[余多])(?={_UNIT})(?!万|亿)"
    rf"|(?P<han>[一二三四五六七八九两十百千]*[一二三四五六七八九两])(?P<more2>余)(?={_UNIT})(?!万|亿)"
)
_FRONT = r"(?:大约|约|将近|接近|近|超过|超|逾)"
_NUM = r"(?:[0-9][0-9,.]*|[一二三四五六七八九两十百千]+)[万亿千百]?"
_STACKED = re.compile(
    rf"(?P<a>大约|将近|接近|约|近(?!年)){_NUM}(?P<b>余|多){_UNIT}"
    rf"|(?P<c>{_FRONT}){_NUM}(?:余|多)?{_UNIT}(?P<d>左右|上下|以上)"
    rf"|{_NUM}(?P<e>余|多){_UNIT}(?P<f>左右|上下)"
    rf"|(?P<g>大约|约)(?P<h>近|将近){_NUM}"
)
_WHOLE_RATE = re.compile(
    r"(?:(?<![按时期])办结|答复|回复|办复)率(?:均|都)?(?:为|达到?|是)?\s*(?:100%|100％|百分之百)"
)
_IN_TIME = re.compile("按时|按期|及时|限期|时限|法定期限")
_DIGIT = re.compile(
    "[0-9０-９]|[一二两三四五六七八九十百千][余多]?(?:条|件|篇|期|次|人次|场|项|份|个)"
)


def round_numbers(subject: Subject) -> Iterator[Finding]:
    """N06: an exact number with 余 or 多 behind it, or two marks of vagueness on one number."""
    basis = rules_of(subject).basis.get("N06", "")
    for sentence, m in sentences_with(subject, _EXACT_MORE):
        number = m["number"] or m["han"]
        if m["han"] and len(m["han"]) == 1 and m["han"] not in "三五六七八九":
            continue
        more = m["more"] or m["more2"]
        message = f"“{number}”已经是准数，后面不能再加“{more}”。"
        yield found(
            subject,
            sentence,
            m.span(),
            "N06",
            "exact-more",
            message,
            basis=basis,
            suggestion=f"有准数就写“{number}”，没有准数写整数加“余”。",
        )
    for sentence, m in sentences_with(subject, _STACKED):
        marks = "”“".join(v for v in m.groupdict().values() if v)
        message = f"表示概数的“{marks}”叠用了，只留一个。"
        yield found(
            subject,
            sentence,
            m.span(),
            "N06",
            "stacked",
            message,
            basis=basis,
            suggestion="留一个表示概数的词。",
        )


def measure_words(subject: Subject) -> Iterator[Finding]:
    """T05: applications, reviews and suits counted with anything but 件."""
    rules = rules_of(subject)
    basis = rules.basis.get("T05", "")
    for sentence in sentences_of(subject):
        all_ = quantities(sentence.text)
        for n, quantity in enumerate(all_):
            for measure in rules.measures:
                if quantity.unit not in measure.wrong:
                    continue
                front = in_front(sentence.text, quantity, all_[n - 1] if n else None)
                if _mismeasured(measure, sentence, quantity, front):
                    said = sentence.text[quantity.start : quantity.end]
                    message = f"{measure.says}以“{measure.unit}”计，这里写的是“{said}”。"
                    yield found(
                        subject,
                        sentence,
                        (quantity.start, quantity.end),
                        "T05",
                        "measure-word",
                        message,
                        basis=basis,
                        suggestion=f"改为“{said.removesuffix(quantity.unit)}{measure.unit}”。",
                        mend=said.removesuffix(quantity.unit) + measure.unit,
                    )
                    break


_FILLER = r"(?:共计|合计|总计|总共|共有|均为|都是|各|共|计|为|有|达|了|的|约)*$"


def _mismeasured(measure: Measure, sentence: Sentence, quantity: Quantity, front: str) -> bool:
    noun = rf"(?:{measure.noun})"
    in_front_ = compiled(noun + _FILLER).search(front)
    behind = compiled(rf"(?:的)?(?:政府)?{noun}").match(sentence.text, quantity.end)
    if behind is None and in_front_ is None:
        return False
    around = front[-16:] if behind is None else sentence.text[quantity.end : quantity.end + 14]
    return not (measure.unless and compiled(measure.unless).search(around))


def no_numbers(subject: Subject) -> Iterator[Finding]:
    """N07: an account of what was published that gives no number, or round numbers only."""
    rules = rules_of(subject)
    mine = [s for s in sentences_of(subject) if rules.disclosure and s.passage == rules.disclosure]
    if not mine:
        return
    basis = rules.basis.get("N07", "")
    first = mine[0]
    span = (0, len(first.text))
    if not any(_DIGIT.search(_without_years(s.text)) for s in mine):
        message = f"“{rules.disclosure}”这一段没有一个数，公开了多少条没有交代。"
        yield found(subject, first, span, "N07", "no-number", message, basis=basis)
        return
    counts = [q for s in mine for q in quantities(s.text) if q.unit]
    if counts and all(q.approximate for q in counts):
        message = f"“{rules.disclosure}”这一段只有概数，公开总数宜给准数。"
        yield found(subject, first, span, "N07", "round-only", message, basis=basis)


def _without_years(text: str) -> str:
    return re.sub(
        r"20[0-9]{2}年度?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|第[一二三四五六七八九十0-9]+条",
        "",
        text,
    )


def whole_rates(subject: Subject) -> Iterator[Finding]:
    """N03 Z4: everything answered, while the tables carry some over to next year."""
    rule = rules_of(subject).left_over
    left = values_of(subject).number(rule.value) if rule else None
    if rule is None or not left:
        return
    for sentence in sentences_of(subject):
        m = _WHOLE_RATE.search(sentence.text)
        if m is None or _IN_TIME.search(sentence.text[max(0, m.start() - 8) : m.end()]):
            continue
        if compiled(rule.sentence).search(sentence.text) or sentence.passage == rule.aspect:
            message = (
                f"正文说“{m[0]}”，表里还有 {plain(left)} 件结转下年度；"
                "若指的是已经到期的，请写“按期”。"
            )
            yield found(subject, sentence, m.span(), "N03", "Z4", message, severity="info")


CHECKS: tuple[Check, ...] = (round_numbers, measure_words, no_numbers, whole_rates)
