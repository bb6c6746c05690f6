"""The one reader of numbers in running text: figures and Chinese numerals with unit and context."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_FULL = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGITS: Mapping[str, int] = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_TENS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000}
_LARGE: Mapping[str, int] = {"万": 10_000, "亿": 100_000_000}
_SCALES: Mapping[str, int] = {**_TENS, **_LARGE}

_UNIT_WORDS = (
    "个百分点",
    "百分点",
    "个工作日",
    "工作日",
    "个月",
    "小时",
    "分钟",
    "人次",
    "件次",
    "条次",
    "篇次",
    "场次",
    "班次",
    "人件",
    "批次",
    "部分",
    "元",
    "条",
    "件",
    "篇",
    "期",
    "次",
    "人",
    "名",
    "位",
    "场",
    "个",
    "项",
    "份",
    "例",
    "宗",
    "起",
    "款",
    "类",
    "种",
    "处",
    "家",
    "部",
    "册",
    "本",
    "套",
    "户",
    "批",
    "则",
    "张",
    "幅",
    "页",
    "字",
    "倍",
    "轮",
    "桩",
    "只",
    "台",
    "块",
    "天",
    "%",
    "‰",
    "年",
    "月",
    "日",
    "号",
    "时",
    "分",
)
_UNITS = "|".join(_UNIT_WORDS)
# What these stand behind is a date, a time, a period or a number of a document, not a count.
_NO_COUNT = frozenset({"年", "月", "日", "号", "时"})
_HAN = "〇○零一二两三四五六七八九十百千万亿"
_MORE = "余|多|来"
_AROUND = re.compile("左右|上下|以上|以下|以内|之多")

_ANY = re.compile(rf"[0-9０-９{_HAN}]")
_NUMBER = re.compile(
    rf"""
    (?P<arabic>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
      \ *(?P<more1>{_MORE})?(?P<scale>[十百千万亿]{{1,2}})?(?P<more2>{_MORE})?\ *(?P<unit>{_UNITS})?
    |(?<![{_HAN}])(?P<han>[{_HAN}]+)(?P<more3>{_MORE})?(?P<scale3>[万亿])?(?P<unit3>{_UNITS})
    """,
    re.VERBOSE,
)
_NAMED = re.compile(r"《[^》\n]*》|https?://[^\s，。；）]+|www\.[^\s，。；）]+|[\w.+-]+@[\w.-]+")
_NAMES = ("《", "@", "://", "www.")
_BEFORE_BAD = re.compile(
    r"[A-Za-z第〔\[【·•./:’'#_－—~～-]$|(?:[0-9][-—~～－:·]|热线|电话|邮编|[qQ]{2})$"
)
_AFTER_BAD = re.compile(r"[A-Za-z_〕\]】·•/:]|\.[0-9]|[-—－][0-9]{3}")
_NAME_NUMBER = re.compile(
    r"(?:政务|市长|便民|公共|服务|投诉|举报|监督|咨询){0,3}(?:热线|平台|电话|专线)"
)
_HAN_BEFORE_BAD = re.compile(r"[第每逐同某任这那哪另上下首再统唯专单划之初数几其各]$")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_VAGUE = re.compile(
    r"(?:约|大约|将近|接近|近|超过|超|逾|突破|不足|不到|至少|最多|达到?近)\ ?(?:为|了|达)?$"
)
_STOP = re.compile("[，。；：、！？（）()“”\n,;!?《》〈〉]")
_LEADING = re.compile(r"^(?:和|与|及|以及|并|或|其中)+")
_SHARED = frozenset({"、", "和", "与", "，", ",", "及", "/"})


class Quantity(NamedTuple):
    """A number as it stands in a text.

    Attributes:
        start: where the number begins; `end` is behind its unit.
        value: in plain units: `1.2万条` is 12000, `3万元` is 30000 元.
        unit: the word behind the number, `%` for percentages; empty when there is none.
        approximate: said with 余, 多, 约, 近, 左右 and the like.
        before: wording in front of it, back to the last punctuation or number.
        after: wording behind it, up to the next punctuation or number.
        places: digits behind the decimal point as written.
        step: what one of the last written digit is worth: 1000 in `1.2万条`.
        spoken: written in Chinese numerals.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    before: str
    after: str
    places: int = 0
    step: Decimal = Decimal(1)
    spoken: bool = False

    @property
    def noun(self) -> str:
        """What is counted: the wording in front, else the wording behind."""
        return self.before or self.after


def quantities(text: str) -> tuple[Quantity, ...]:
    """Read every quantity of `text`, in order.

    Dates, ordinals, document and telephone numbers, names in 《》 and web addresses hold none. A
    number of a list takes the unit of the next: in `分别为3、5、7件` all three are 件.
    """
    return _read(text)


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[Quantity, ...]:
    if not _ANY.search(text):
        return ()
    folded = text.translate(_FULL)
    if any(mark in folded for mark in _NAMES):
        # Covered by stops, so that they neither hold a number nor belong to a noun.
        folded = _NAMED.sub(lambda name: "《" * len(name[0]), folded)
    found = [q for m in _NUMBER.finditer(folded) if (q := _quantity(folded, m)) is not None]
    return tuple(_with_context(folded, _shared(folded, found)))


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    before, unit = text[max(0, match.start() - 8) : match.start()], match["unit"] or match["unit3"]
    if unit in _NO_COUNT:
        return None
    if match["han"] is not None:
        value = _han_number(match["han"], match["scale3"])
        if value is None or _HAN_BEFORE_BAD.search(before):
            return None
        span_end, places, step = match.end(), 0, Decimal(1)
        adjacent = len(match["han"]) == 2 and all(c in _DIGITS for c in match["han"])
        vague = bool(match["more3"]) or adjacent
    else:
        if _BEFORE_BAD.search(before) or _AFTER_BAD.match(text, match.end()):
            return None
        if not unit and _NAME_NUMBER.match(text, match.end()):
            return None
        digits = match["arabic"].replace(",", "")
        if len(digits) > 15 or (not unit and _serial(digits)):
            return None
        span_end = match.end()
        value, places = Decimal(digits), len(digits.partition(".")[2])
        step = Decimal(1).scaleb(-places)
        for scale in match["scale"] or "":
            value, step = value * _SCALES[scale], step * _SCALES[scale]
        vague = bool(match["more1"] or match["more2"])
    vague = vague or bool(_VAGUE.search(before))
    around = _AROUND.match(text, span_end)
    return Quantity(
        match.start(),
        span_end,
        value,
        unit or "",
        vague or around is not None,
        "",
        "",
        places,
        step,
        match["han"] is not None,
    )


def _serial(digits: str) -> bool:
    # A bare long number is a telephone or a code, a bare 2021 a year; neither is a count.
    long = len(digits) >= 9 or (len(digits) > 1 and digits.startswith("0"))
    return "." not in digits and (long or bool(_BARE_YEAR.fullmatch(digits)))


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if not here.unit and after.unit and text[here.end : after.start].strip() in _SHARED:
            out[i] = here._replace(unit=after.unit)
    return out


def _with_context(text: str, found: list[Quantity]) -> Iterable[Quantity]:
    stops = [stop.start() for stop in _STOP.finditer(text)]
    for i, quantity in enumerate(found):
        left = found[i - 1].end if i else 0
        right = found[i + 1].start if i + 1 < len(found) else len(text)
        last, following = bisect_left(stops, quantity.start), bisect_left(stops, quantity.end)
        start = max(left, stops[last - 1] + 1 if last else 0)
        end = min(right, stops[following] if following < len(stops) else right)
        before = _LEADING.sub("", text[start : quantity.start].strip())
        after = text[quantity.end : end].strip()
        yield quantity._replace(before=before, after=after)


def _han_number(text: str, scale: str | None) -> Decimal | None:
    """Read a Chinese numeral; None when the characters do not make one."""
    if all(c in _DIGITS for c in text):
        digits = [_DIGITS[c] for c in text]
        if len(digits) == 1 or (len(digits) == 2 and digits[1] == digits[0] + 1):
            number = digits[0]
        else:
            return None
    else:
        read = _positional(text)
        if read is None:
            return None
        number = read
    return Decimal(number * (_LARGE[scale] if scale else 1))


def _positional(text: str) -> int | None:
    total = section = digit = 0
    last = 10**9
    for c in text:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
        elif c in _TENS:
            if _TENS[c] >= last:
                return None
            section += (digit or 1) * _TENS[c]
            last, digit = _TENS[c], 0
        else:
            total = (total + (section + digit or 1)) * _LARGE[c]
            section = digit = 0
            last = 10**9
    return total + section + digit
