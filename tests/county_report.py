"""The report of one county bureau as text, sound in itself, to put wording and figures into."""

from collections.abc import Iterable, Mapping, Sequence

UNIT, YEAR = "清河县农业农村局", 2023
TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PROSE = {
    "开头": "本报告根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。"
    "报告所列数据的统计期限为2023年1月1日至2023年12月31日。",
    "主动公开": "2023年，通过县政府门户网站公开本单位信息412条，"
    "其中政策文件9条、工作动态326条、财政信息12条、其他65条。",
    "依申请公开": "全年新收政府信息公开申请15件，上年结转1件，全部依法办理。",
    "信息管理": "落实信息发布审核制度，制发行政规范性文件2件，废止1件，现行有效9件。",
    "平台建设": "县政府门户网站设本单位专栏1个，由专人维护。",
    "监督保障": "全年组织业务培训2次，参训人员86人次。",
    "问题": "存在的主要问题：一是公开内容与群众需求还有差距；二是政策解读形式较少。",
    "改进": "改进措施：一是围绕群众关切细化公开内容；二是增加图解、视频等解读形式。",
    "其他": "2023年度没有发出收取信息处理费的通知，没有收取信息处理费。",
}
_HEADINGS = {
    "主动公开": "（一）主动公开",
    "依申请公开": "（二）依申请公开",
    "信息管理": "（三）政府信息管理",
    "平台建设": "（四）政府信息公开平台建设",
    "监督保障": "（五）监督保障",
}
_NONE = (0,) * 7
_DECISIONS = {
    "规章": (0, 0, 0),
    "规范性": (2, 1, 9),
    "许可": 146,
    "处罚": 23,
    "强制": 0,
    "收费": 3.5,
}
_ROWS = (
    ("新收", "一、本年新收政府信息公开申请数量", (12, 3, 0, 0, 0, 0, 15)),
    ("上年结转", "二、上年结转政府信息公开申请数量", (1, 0, 0, 0, 0, 0, 1)),
    ("予以公开", "三、本年度办理结果\t（一）予以公开", (7, 1, 0, 0, 0, 0, 8)),
    ("部分公开", "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (1, 1, 0, 0, 0, 0, 2)),
    ("国家秘密", "\t（三）不予公开\t1.属于国家秘密", _NONE),
    ("其他法律禁止", "\t\t2.其他法律行政法规禁止公开", _NONE),
    ("三安全一稳定", "\t\t3.危及“三安全一稳定”", _NONE),
    ("第三方权益", "\t\t4.保护第三方合法权益", _NONE),
    ("内部事务", "\t\t5.属于三类内部事务信息", (1, 0, 0, 0, 0, 0, 1)),
    ("过程性信息", "\t\t6.属于四类过程性信息", _NONE),
    ("执法案卷", "\t\t7.属于行政执法案卷", _NONE),
    ("查询事项", "\t\t8.属于行政查询事项", _NONE),
    ("不掌握", "\t（四）无法提供\t1.本机关不掌握相关政府信息", (1, 1, 0, 0, 0, 0, 2)),
    ("需另行制作", "\t\t2.没有现成信息需要另行制作", _NONE),
    ("补正不明确", "\t\t3.补正后申请内容仍不明确", _NONE),
    ("信访投诉", "\t（五）不予处理\t1.信访举报投诉类申请", (1, 0, 0, 0, 0, 0, 1)),
    ("重复申请", "\t\t2.重复申请", _NONE),
    ("公开出版物", "\t\t3.要求提供公开出版物", _NONE),
    ("大量反复", "\t\t4.无正当理由大量反复申请", _NONE),
    ("重新出具", "\t\t5.要求行政机关确认或重新出具已获取信息", _NONE),
    (
        "逾期不补正",
        "\t（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        _NONE,
    ),
    (
        "逾期不缴费",
        "\t\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        _NONE,
    ),
    ("其他", "\t\t3.其他", (1, 0, 0, 0, 0, 0, 1)),
    ("结果总计", "\t（七）总计", (12, 3, 0, 0, 0, 0, 15)),
    ("结转下年", "四、结转下年度继续办理", (1, 0, 0, 0, 0, 0, 1)),
)  # fmt: skip
_SUITS = (1, 0, 0, 0, 1, *(0,) * 10)
_PARTIES = (
    "\t自然人\t法人或其他组织\t总计\n\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t"
)
_OUTCOMES = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"

Figures = Mapping[str, object]


def report(
    prose: Mapping[str, str] | None = None,
    *,
    decisions: Figures | None = None,
    requests: Mapping[str, Sequence[object]] | None = None,
    suits: Sequence[object] = _SUITS,
    titles: Sequence[str] = TITLES,
    title: str = f"{UNIT}{YEAR}年政府信息公开工作年度报告",
    signature: str = UNIT,
    date: str = "2024年1月16日",
) -> str:
    """Give the report with other wording in the parts named, and other figures in the rows named."""
    text = {**PROSE, **(prose or {})}
    lines = [title, "", titles[0], text["开头"]]
    for key, heading in _HEADINGS.items():
        lines += [heading, text[key]]
    lines += [titles[1], _documents({**_DECISIONS, **(decisions or {})})]
    lines += [titles[2], _requests(requests or {})]
    lines += [titles[3], f"行政复议\t行政诉讼\n{_OUTCOMES}\t未经复议直接起诉\t复议后起诉"]
    lines += [f"{_OUTCOMES}\t{_OUTCOMES}", _row("", suits)[1:]]
    lines += [titles[4], text["问题"], text["改进"], titles[5], text["其他"]]
    return "\n".join((*lines, "", signature, date, ""))


def nothing_received() -> dict[str, Sequence[object]]:
    """Give rows of requests for a year without any."""
    return {key: _NONE for key, _, _ in _ROWS}


def _row(label: str, figures: object) -> str:
    listed = (
        figures if isinstance(figures, Iterable) and not isinstance(figures, str) else [figures]
    )
    return "\t".join((label, *map(str, listed)))


def _documents(figures: Figures) -> str:
    item = "第二十条第（{}）项\n信息内容\t{}".format
    return "\n".join(
        (
            item("一", "本年制发件数\t本年废止件数\t现行有效件数"),
            _row("规章", figures["规章"]),
            _row("行政规范性文件", figures["规范性"]),
            item("五", "本年处理决定数量"),
            _row("行政许可", figures["许可"]),
            item("六", "本年处理决定数量"),
            _row("行政处罚", figures["处罚"]),
            _row("行政强制", figures["强制"]),
            item("八", "本年收费金额（单位：万元）"),
            _row("行政事业性收费", figures["收费"]),
        )
    )


def _requests(changed: Mapping[str, Sequence[object]]) -> str:
    head = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况"
    rows = [_row(label, changed.get(key, figures)) for key, label, figures in _ROWS]
    return "\n".join((head, _PARTIES, *rows))
