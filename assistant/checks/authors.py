"""W04: another unit's full name where the report's own should stand, as copying leaves it behind."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import words
from assistant.checks.paragraphs import report, texts_of
from assistant.checks.rules import rule_set_of

_PLAIN = "[^\\s0-9，。；：、“”（）()《》的和与及由对在向经按将被把为是至到从请据]"
_NAME = (
    f"(?P<name>(?![我全各本该此其]){_PLAIN}{{2,7}}?[省市县区旗州]{_PLAIN}{{0,16}}?"
    "(?:局|委员会|人民政府|办事处|办公室))"
)
_OWN = re.compile("(?:.*?[省州盟市](?=.{2,5}[县区旗市]))?(?P<place>.{2,5}?[县区旗市])(?P<tail>.+)")
# Whoever reports for a place may tell what the units of the place did.
_GOVERNING = re.compile("(?:人民政府|政府|公开)(?:办公室)?$|(?:管理|工作)?委员会$")
_GENERAL = re.compile("人民政府|政府办公室|街道办事处")
# A name begins behind these, whatever the pattern took in.
_LEAD = re.compile(".*(?:公布|发布|编制|做好|加强|推进|开展|完善|规范|关于|参照|对照)")
_TITLED = "(?:20[0-9]{2}年?度?)?政府信息公开(?:工作)?(?:年度报告|年报)"
_BASIS = "自称应当与标题和落款的机关一致"


def other_authors(subject: Subject) -> Iterator[Finding]:
    """Find full names of other units that do, or are asked about, what the report tells."""
    unit = subject.report.unit or subject.report.signature
    settings = rule_set_of(subject).settings
    deeds, visits = words(settings, "author_deeds"), words(settings, "author_visits")
    own = _OWN.match(unit)
    if own is None or not deeds:
        return
    patterns = _patterns(deeds, own["tail"])
    for where in texts_of(subject):
        seen: set[str] = set()
        for match in (m for pattern in patterns for m in pattern.finditer(where.text)):
            name, end = _LEAD.sub("", match["name"]), match.end("name")
            start = end - len(name)
            around = where.text[max(0, start - 12) : end + 12]
            if name in seen or _is_own(name, unit, own) or any(w in around for w in visits):
                continue
            seen.add(name)
            yield report(
                subject,
                where,
                (start, end),
                "W04",
                "other-unit",
                f"这里写的是“{name}”，本单位是“{unit}”，可能抄自别的单位",
                severity="warning",
                basis=_BASIS,
                suggestion="核对这一句；说的是本单位的，改成本单位的名称或自称",
            )


@cache
def _patterns(deeds: tuple[str, ...], tail: str) -> tuple[re.Pattern[str], ...]:
    deed = "|".join(map(re.escape, sorted(deeds, key=len, reverse=True)))
    often = "(?:20[0-9]{2}年度?|全年|始终|一直)?，?"
    found = [
        re.compile(f"(?:^|[，。；：]|20[0-9]{{2}}年度?){_NAME}{often}(?:{deed})"),
        re.compile(f"(?:由|与|和){_NAME}(?:负责)?(?:编制|编写|撰写|联系)"),
        re.compile(f"(?:公布|发布|编制|以下是|^){_NAME}{_TITLED}"),
    ]
    if not _GENERAL.search(tail):
        # The office of this kind in another county of the same level.
        found.append(re.compile(f"(?P<name>{_PLAIN}{{2,4}}[县区旗]{re.escape(tail)})"))
    return tuple(found)


def _is_own(name: str, unit: str, own: re.Match[str]) -> bool:
    place_and_tail = own["place"] + own["tail"]
    for whole in (unit, place_and_tail):
        if name.endswith(whole) or name.startswith(whole) or whole.endswith(name):
            return True
    if unit.startswith(name) or (own["place"] in name and _GOVERNING.search(unit)):
        return True
    place, _, tail = name.partition(own["place"])
    # 某县文旅局 for 某县文化广电和旅游局.
    return not place and bool(tail) and set(tail) <= set(own["tail"])
