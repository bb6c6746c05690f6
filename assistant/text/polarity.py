"""Whether one sentence states what another denies, by negations and by words of opposite sense."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Words that begin like a negation and are none, and names of the opposite of something.
_NOT_NEGATING = (
    "不断|不仅|不但|不同(?!意)|不少|不久|不足|不动产|不良|不论|不管|不限于|不当|未来|未成年|"
    "非常|非遗|非税|非公有|非物质|非工作日|非营利|无论|无障碍|无人机|无线|无缝|无纸化|无偿|无效|没收"
)
_NEGATION = (
    "并未|尚未|从未|暂未|均未|未曾|未能|未|没有|没能|没|不予|不再|不能|不会|不曾|不应|不宜|不够|不太|"
    "不得|不准|不许|不必|不需|不|无法|无需|无须|无|免予|免于|并非|非|难以|严禁|禁止|缺少|缺乏"
)
_NEGATED = re.compile(f"(?:{_NOT_NEGATING})|({_NEGATION})")
_FILLERS = re.compile("(?:了|有|因|被|经过?|予以?|需要?)*")
# What may stand between a negation and a word that it turns round: 未出现一件逾期.
_BETWEEN = "(?:了|有|因|被|经过?|予以?|到|一|件|出现|发生|存在|发现|任何|过)*"
# Between two negations that undo each other: 没有不按期, 无一件未办结, 并非所有都不公开.
_UNDONE = re.compile(
    f"(?:{_NOT_NEGATING})|(?:{_NEGATION})(?P<kept>(?:有|到|允许|任何|一[件起例条次个项]|所有[^,。;、]{{0,4}}都|"
    f"(?:出现|发生|发现|存在)[^,。;、不未没无非]{{0,6}})?)(?!{_NOT_NEGATING})(?:{_NEGATION})"
)
# The denial belongs to what is said last: 没有出现答复超期 is 答复未超期.
_LATE = re.compile(
    f"(?:{_NEGATION})(?:出现|发生|发现|存在)(?:任何|一[件起例条次个项])?"
    "(?P<about>[^,。;、不未没无非]{1,6})(?P<late>逾期|超期|超时|延期|迟报|漏报|错报)"
)
_AND = "(?:、|以?及|[和与或])"
_LISTED = re.compile(
    f"[\u4e00-\u9fff]{{0,4}}?(?:{_AND}([\u4e00-\u9fff]{{2,4}})){{1,8}}(?![^,。;、])"
)
# All but the one is what is not the one: 除涉密外全部公开.
_EXCEPT = re.compile("除(?P<one>[^,。;、除]{1,8}?)(?:的|信息|内容|事项|情形)*[之以]?外,?")
# 零投诉 is no complaint; 零距离 and 归零 deny nothing.
_ZERO = re.compile(
    "零(?=投诉|举报|申请|复议|诉讼|逾期|超期|差错|错误|失误|泄密|事故|收费|纠正|追责)"
)
_OPPOSITES = (
    (
        "增长 增加 上升 提高 提升 上涨 新增 增多 攀升 回升 略增 微增 净增 年多 同期多",
        "下降 减少 降低 下滑 回落 下跌 缩减 压减 略减 微减 锐减 净减 年少 同期少",
    ),
    ("高于 多于 超过 大于 优于", "低于 少于 不足 小于 差于"),
    (
        "较高 较强 较好 较多 较大 较快 偏高 良好",
        "较低 较弱 较差 较少 较小 较慢 偏低 偏弱 不佳 不够",
    ),
    ("制发 制定 印发 出台 颁布 新增", "废止 失效 撤销 作废"),
    ("有效", "无效 失效 作废 废止"),
    ("维持", "纠正 撤销"),
    ("全部公开 全文公开", "部分公开"),
    ("批准 准予 同意 支持 采纳 通过 允许", "驳回 拒绝 否决 反对 禁止"),
    ("按时 按期 如期 准时 提前", "逾期 超期 延期 超时 推迟 延后"),
    ("及时", "滞后 迟缓 拖延"),
    ("胜诉", "败诉"),
    ("依法 合法 合规", "违法 违规 非法"),
    ("开通 上线 启用 开设 开放", "关停 注销 下线 停用 关闭 撤销"),
    ("成立 组建 设立 设置", "撤销 解散 裁撤"),
    ("继续 恢复 延续", "停止 终止 中止 暂停"),
    ("收取 收费 有偿", "免收 免费 免除 无偿"),
    ("延长", "缩短 压缩"),
    ("放宽", "压缩"),
    ("度高 率高 性高 水平高 质量高", "度低 率低 性低 水平低 质量低"),
    ("翻番 翻倍", "减半"),
    ("扩大 拓宽", "缩小 收窄"),
    ("加快", "放缓 减缓"),
    ("强化 加强 增强", "弱化 削弱 减弱"),
    ("充足 充裕 充分", "不足 短缺 匮乏"),
    ("齐全 完整 完备 健全", "缺失 残缺 遗漏 欠缺"),
    ("准确 无误", "错误 有误 失实"),
    ("清晰 明确", "模糊 不清 不明"),
    ("丰富 多样", "单一 单调"),
    ("畅通 通畅", "不畅 受阻"),
    ("稳定 平稳", "波动"),
    ("便捷 方便 简便", "不便 繁琐"),
    ("高效", "低效"),
    ("先进", "落后"),
    ("一致", "不一 不符"),
    ("减轻 缓解", "加重 加剧"),
    ("积极", "消极"),
    ("主动", "被动"),
    ("严格 从严", "宽松 放松"),
    ("重视", "忽视 轻视"),
    ("正常", "异常"),
    ("好转 改善 改进", "恶化"),
    ("真实", "虚假"),
    ("专职", "兼职"),
)


class Flip(NamedTuple):
    """What stands left and what stands right against it."""

    left: str
    right: str


def flips(left: str, right: str) -> Iterator[Flip]:
    """Find where one of two folded texts says the opposite of the other.

    A word that is denied counts for its opposite, so that 未按期 and 逾期 are no flip; one that is
    denied twice is stated.
    """
    left, right = _without_undone(left), _without_undone(right)
    for denied, stated in _denials(left, right):
        yield Flip(denied, stated)
    for denied, stated in _denials(right, left):
        yield Flip(stated, denied)
    for (ours, against_ours), (theirs, against_theirs) in zip(
        _said(left), _said(right), strict=True
    ):
        if len(ours) > len(theirs) and len(against_theirs) > len(against_ours):
            yield Flip(ours[0], against_theirs[0])
        elif len(theirs) > len(ours) and len(against_ours) > len(against_theirs):
            yield Flip(against_ours[0], theirs[0])


def _without_undone(text: str) -> str:
    """Leave out negations that undo each other, and put each next to what it denies."""
    text = _EXCEPT.sub(r"不\g<one>", _ZERO.sub("无", text))
    text = _UNDONE.sub(lambda found: found[0] if found["kept"] is None else found["kept"], text)
    return _LATE.sub(r"\g<about>未\g<late>", text)


def _denials(denying: str, stating: str) -> Iterator[tuple[str, str]]:
    """Find what `denying` denies and `stating` states: pairs such as 未收到, 收到."""
    no, yes = _denied(denying), _denied(stating)
    leaders = _leaders(denying)
    for head, written in no.items():
        others = len(yes.get(head, ()))
        stated = stating.count(head) - others
        if (leader := leaders.get(head)) in yes:
            # 未发生复议诉讼案件 denies what 没有发生复议和诉讼案件 lists.
            clauses = re.split("[,。;]", stating)
            stated = sum(clause.count(head) for clause in clauses if leader not in _denied(clause))
        if len(written) > others and stated > denying.count(head) - len(written):
            yield written[0], head


def _denied(text: str) -> dict[str, list[str]]:
    """Map the two characters behind each negation, or the last one, to negations as written."""
    found: dict[str, list[str]] = {}
    for negation, head, written, end in _negations(text):
        found.setdefault(head, []).append(written)
        for other in _listed(text, end):
            found.setdefault(other[:2], []).append(negation + other)
    return found


def _leaders(text: str) -> dict[str, str]:
    """Map what a denial goes on to behind its first word to that word."""
    return {other[:2]: head for _, head, _, end in _negations(text) for other in _listed(text, end)}


def _negations(text: str) -> Iterator[tuple[str, str, str, int]]:
    """Give each negation, what it denies, both as written, and where that ends."""
    for match in _NEGATED.finditer(text):
        if match[1]:
            start = match.end()
            filled = _FILLERS.match(text, start)
            start = filled.end() if filled else start
            head = text[start : start + 2]
            if head and not head.isalpha():
                head = head[:1]
            if head.isalpha() and (len(head) == 2 or match[1] == "不"):
                yield match[1], head, text[match.start() : start] + head, start + len(head)


def _listed(text: str, start: int) -> list[str]:
    """Give what a denial goes on to behind its first word: 举报 of 没有投诉、举报."""
    rest = _LISTED.match(text, start)
    return re.split(_AND, rest[0])[1:] if rest else []


# What is kept from happening is not said of anything: 杜绝错别字、表述错误.
_PREVENTED = re.compile("(?:杜绝|防止|避免|防范|预防|严防)[^,。;]*")


def _said(text: str) -> list[tuple[list[str], list[str]]]:
    """Give for each of `_OPPOSITES` what is said in either sense, as written."""
    said: list[tuple[list[str], list[str]]] = [([], []) for _ in _OPPOSITES]
    for match in _WORDS.finditer(_PREVENTED.sub("", text)):
        for pair, side in _SENSES[match[2]]:
            said[pair][side ^ bool(match[1])].append(match[0])
    return said


def _senses() -> dict[str, list[tuple[int, int]]]:
    """Map each word to the pairs of `_OPPOSITES` it is in, and on which side."""
    senses: dict[str, list[tuple[int, int]]] = {}
    for pair, sides in enumerate(_OPPOSITES):
        for side, words in enumerate(sides):
            for word in words.split():
                senses.setdefault(word, []).append((pair, side))
    return senses


_SENSES = _senses()
_WORDS = re.compile(
    f"(?:(?:{_NOT_NEGATING})|({_NEGATION}){_BETWEEN})?({'|'.join(sorted(_SENSES, key=len, reverse=True))})"
)
