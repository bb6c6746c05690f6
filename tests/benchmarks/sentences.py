"""Report-like sentences by the million, with rare words, clusters, and labelled edits."""

import random
from bisect import bisect
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import jieba
from flips import FLIPS

_FRAMES = [
    "围绕{t}领域制作并上网发布信息{n}条",
    "通过{c}推送{t}类消息{n}篇次",
    "累计办结涉及{t}的公众申请{n}件",
    "{o}牵头梳理{t}事项清单{n}项",
    "对{t}和{t}两类文件开展集中清理",
    "组织{o}业务骨干参加{t}专题学习{n}场",
    "{a}完善{t}信息发布前的核对流程",
    "将{t}纳入{o}年度重点任务台账",
    "由{o}对{t}栏目逐月抽查",
    "在{c}开设{t}专题页面{n}个",
    "{a}回应群众关于{t}的咨询{n}人次",
    "编制{t}办事图解{n}份并在{c}展示",
    "针对{t}举办开放活动{n}期",
    "邀请{o}代表对{t}工作提出意见{n}条",
    "修订{t}管理办法，明确{o}职责",
    "{a}推动{t}与{t}数据共享",
    "全年受理{t}来信{n}封",
    "就{t}问题约谈{o}负责人{n}人",
    "在{p}设置{t}查阅点{n}处",
    "{p}开展{t}现场宣传{n}次",
    "安排{o}专人负责{t}内容更新",
    "聘请法律顾问对{t}答复文书逐件把关",
    "汇总{t}需求并反馈{o}研究",
    "把{t}资料移交{p}档案馆{n}卷",
    "{p}投入{n}万元改造{t}服务窗口",
    "向{o}通报{t}进展情况",
    "{c}访问量达到{n}人次，其中{t}占比较高",
    "开展{t}满意度问卷{n}份",
    "{a}落实{t}责任清单，由{o}统筹",
    "结合{t}实际制定年度工作要点",
]
_CHANNELS = [
    "门户网站",
    "微信公众号",
    "政务服务大厅",
    "广播电台",
    "便民公告栏",
    "手机客户端",
    "图书馆",
    "报纸专版",
]
_ORGANS = [
    "办公室",
    "财政局",
    "民政局",
    "教育局",
    "水利局",
    "司法局",
    "信访局",
    "审计局",
    "统计局",
    "交通运输局",
    "住建局",
    "林业局",
]
_ADVERBS = ["持续", "稳步", "及时", "全面", "逐步", "认真", "深入", "切实", "不断", "着力"]
_SWAPS = tuple(
    tuple(pair.split("-"))
    for pair in [
        "开展-组织",
        "累计-共计",
        "针对-围绕",
        "安排-指定",
        "编制-制作",
        "汇总-归集",
        "推送-发送",
        "修订-修改",
        "完善-健全",
        "落实-执行",
        "设置-设立",
        "牵头-负责",
        "逐月-按月",
        "反馈-告知",
        "问题-事宜",
        "群众-居民",
    ]
)


class Edited(NamedTuple):
    """A sentence made from another one."""

    text: str
    how: str


@cache
def _topics() -> tuple[list[str], list[float]]:
    """Words of the dictionary with the likelihood of a heavy tail, summed up."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ") for line in lines]
    words = [row[0] for row in rows if row[2] in {"n", "vn", "nz"} and 2 <= len(row[0]) <= 4]
    random.Random(5).shuffle(words)
    return words[:40_000], list(accumulate(1 / (rank + 8) for rank in range(40_000)))


def _topic(rng: random.Random) -> str:
    words, sums = _topics()
    return words[bisect(sums, rng.random() * sums[-1], hi=len(words) - 1)]


def _place(rng: random.Random) -> str:
    return f"{rng.choice('青石白云龙凤新安平川河东西南')}{rng.choice('山溪湖桥坪塘岭湾')}{rng.choice('镇乡')}"


def _clause(rng: random.Random) -> str:
    out = rng.choice(_FRAMES)
    for slot, fill in (
        ("{t}", _topic),
        ("{n}", lambda r: str(int(r.paretovariate(0.8)))),
        ("{c}", lambda r: r.choice(_CHANNELS)),
        ("{o}", lambda r: r.choice(_ORGANS)),
        ("{a}", lambda r: r.choice(_ADVERBS)),
        ("{p}", _place),
    ):
        while slot in out:
            out = out.replace(slot, fill(rng), 1)
    return out


def fresh(rng: random.Random) -> str:
    """Make a sentence of two to four clauses."""
    body = "，".join(_clause(rng) for _ in range(rng.choice((2, 3, 3, 3, 4))))
    return f"{rng.randint(2009, 2026)}年，{body}。" if rng.random() < 0.4 else f"{body}。"


def _clauses(text: str) -> list[str]:
    return text.rstrip("。").split("，")


def _numbers(text: str, rng: random.Random) -> str:
    digits = [at for at, char in enumerate(text) if char.isdigit()]
    for at in digits:
        text = text[:at] + rng.choice("123456789") + text[at + 1 :]
    return text


def _swapped(text: str, rng: random.Random) -> str:
    for one, other in rng.sample(_SWAPS, len(_SWAPS)):
        if one in text:
            return text.replace(one, other, 1)
    return text


def _adverb(text: str, rng: random.Random) -> str:
    parts = _clauses(text)
    at = rng.randrange(len(parts))
    parts[at] = rng.choice(_ADVERBS) + parts[at]
    return "，".join(parts) + "。"


def _order(text: str, rng: random.Random) -> str:
    parts = _clauses(text)
    rng.shuffle(parts)
    return "，".join(parts) + "。"


def _dropped(text: str, rng: random.Random) -> str:
    parts = _clauses(text)
    if len(parts) > 3:
        del parts[rng.randrange(len(parts))]
    return "，".join(parts) + "。"


def _added(text: str, rng: random.Random) -> str:
    return "，".join((*_clauses(text), rng.choice(("成效良好", "取得进展", "有序推进")))) + "。"


def _organ(text: str, rng: random.Random) -> str:
    for organ in _ORGANS:
        if organ in text:
            return text.replace(organ, rng.choice(_ORGANS), 1)
    return text


def _typed(text: str, rng: random.Random) -> str:
    return text.replace("，", rng.choice((",", "；")), 1)


def _marked(text: str, rng: random.Random) -> str:
    return f"{rng.choice('一二三四五')}是{text}"


def _opened(text: str, rng: random.Random) -> str:
    return rng.choice(("今年以来，", "据统计，", "一年来，")) + text


def _retitled(text: str, rng: random.Random) -> str:
    for channel in _CHANNELS:
        if channel in text:
            return text.replace(channel, rng.choice(_CHANNELS), 1)
    return text


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "数字": _numbers,
    "同义": _swapped,
    "副词": _adverb,
    "次序": _order,
    "删分句": _dropped,
    "加分句": _added,
    "换单位": _organ,
    "标点": _typed,
    "序号": _marked,
    "开头": _opened,
    "换渠道": _retitled,
}


def edited(text: str, rng: random.Random) -> Edited:
    """Change a sentence in one to three ways that an editor would still call the same."""
    names = rng.sample(sorted(EDITS), rng.choice((1, 1, 2, 3)))
    for name in names:
        text = EDITS[name](text, rng)
    return Edited(text, "+".join(names))


def flipped(text: str, rng: random.Random) -> tuple[str, str]:
    """Make two sentences of which one states what the other denies, in either order."""
    pair = list(rng.choice(FLIPS))
    rng.shuffle(pair)
    one, other = (f"{text.rstrip('。')}，{end}。" for end in pair)
    return one, other


def bank(size: int, seed: int = 1) -> Iterator[str]:
    """Give `size` different sentences in clusters: most stand alone, few have very many kin."""
    rng = random.Random(seed)
    seen = set[int]()
    made = 0
    while made < size:
        base = fresh(rng)
        for turn in range(min(int(rng.paretovariate(1.1)), 2000)):
            text = edited(base, rng).text if turn else base
            mark = hash(text)
            if mark not in seen:
                seen.add(mark)
                yield text
                made += 1
                if made == size:
                    return


def queries(sentences: list[str], count: int, seed: int = 2) -> Iterator[tuple[str, int]]:
    """Give texts to search for and which sentence each was made from, -1 for none."""
    rng = random.Random(seed)
    for turn in range(count):
        if turn % 4 == 3:
            yield fresh(rng), -1
        else:
            place = rng.randrange(len(sentences))
            yield edited(sentences[place], rng).text, place
