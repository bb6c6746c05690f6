"""W01: a fixed phrase in which one character was typed as another of the same sound."""

import bisect
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from assistant.checks.finding import Finding, Subject
from assistant.checks.lists import pairs, words
from assistant.checks.paragraphs import report, texts_of
from assistant.checks.rules import rule_set_of
from assistant.paths import cache_folder
from assistant.text.segment import shared

# The 3755 common characters of GB 2312 stand in the order of their sounds; these begin a sound.
_FIRST = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌丁"
    "丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆"
    "炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸"
    "谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉"
    "茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推吞拖挖歪豌汪威瘟嗡挝"
    "巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
_WIDTH = 4
_AROUND = 4
_ELSEWHERE = "建全"
Slip = tuple[int, str, int]


def homophones(subject: Subject) -> Iterator[Finding]:
    """Find fixed phrases with one character replaced by a homophone that makes no word there."""
    settings = rule_set_of(subject).settings
    known = (*pairs(settings, "confusions"), *pairs(settings, "typing_slips"), _ELSEWHERE)
    find = _finder(words(settings, "collocations"), known)
    for where in texts_of(subject):
        for start, right, at in find(where.text):
            end = start + _WIDTH
            wrong = where.text[start:end]
            yield report(
                subject,
                where,
                (start, end),
                "W01",
                "homophone",
                f"“{wrong}”应为“{right}”，“{wrong[at]}”是同音错字",
                basis="公文用字应当准确规范",
                suggestion=f"改为“{right}”",
                mend=right,
            )


@cache
def _finder(phrases: tuple[str, ...], known: tuple[str, ...]) -> Callable[[str], tuple[Slip, ...]]:
    """Give what finds the slips in a text: where each starts, the right phrase, what is wrong."""
    slips = _slips(phrases, known)

    # The same sentences come again: in the next report, and after the next key.
    @lru_cache(maxsize=4096)
    def find(text: str) -> tuple[Slip, ...]:
        out: list[Slip] = []
        taken = 0
        for start in range(len(text) - _WIDTH + 1):
            slip = slips.get(text[start : start + _WIDTH])
            if slip is not None and start >= taken and not _is_word(text, start + slip[1]):
                taken = start + _WIDTH
                out.append((start, *slip))
        return tuple(out)

    return find


def _slips(phrases: tuple[str, ...], known: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """Give, for every phrase with one wrong character, the right phrase and where it differs.

    What the lists of known slips hold is left to them.
    """
    sounds = _sounds()
    out: dict[str, tuple[str, int]] = {}
    for phrase in phrases:
        for at, char in enumerate(phrase if len(phrase) == _WIDTH else ""):
            for other in sounds.get(char, ""):
                if other != char:
                    out.setdefault(phrase[:at] + other + phrase[at + 1 :], (phrase, at))
    listed = re.compile("|".join(map(re.escape, known)))
    right = frozenset(phrases)
    return {w: r for w, r in out.items() if w not in right and listed.search(w) is None}


@cache
def _sounds() -> dict[str, str]:
    """Give the characters that sound like each common one."""
    codes = [char.encode("gb2312") for char in _FIRST]
    groups: dict[int, list[str]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            code = bytes((high, low))
            if code <= b"\xd7\xf9":
                group = bisect.bisect_right(codes, code) - 1
                groups.setdefault(group, []).append(code.decode("gb2312"))
    return {char: "".join(group) for group in groups.values() for char in group}


def _is_word(text: str, at: int) -> bool:
    """Say whether the character belongs to a word of the language where it stands."""
    start = offset = max(0, at - _AROUND)
    for token in shared(cache_folder()).tokens(text[start : at + _AROUND + 1]):
        offset = text.find(token, offset)
        if offset <= at < offset + len(token):
            return len(token) > 1
        offset += len(token)
    return False
