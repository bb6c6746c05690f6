"""Planted faults of tables and numbers."""

import re
from decimal import Decimal

from planted import Case, another, plants

from assistant.form.values import Figure
from assistant.text.numbers import plain, rounded

_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def _cell(address: str) -> str:
    return address.replace(".", "__")


@plants("T01")
def wrong_total(case: Case) -> Case:
    row = case.rng.choice(list(case.report.tables["申请"]))
    return case.with_cells(
        **{f"申请__{row}__总计": Decimal(another(case.rng, case.figure(f"申请.{row}.总计")))}
    )


@plants("T01")
def wrong_cell(case: Case) -> Case:
    row = case.rng.choice(list(case.report.tables["申请"]))
    column = case.rng.choice(_COLUMNS)
    old = case.figure(f"申请.{row}.{column}")
    return case.with_cells(**{f"申请__{row}__{column}": Decimal(another(case.rng, old))})


@plants("T01")
def wrong_review_total(case: Case) -> Case:
    row = case.rng.choice(["复议", "直诉", "复诉"])
    old = case.figure(f"救济.{row}.总计")
    return case.with_cells(**{f"救济__{row}__总计": Decimal(another(case.rng, old))})


@plants("T02")
def whole_row_off(case: Case) -> Case:
    row = case.rng.choice(list(case.report.tables["申请"]))
    column = case.rng.choice(_COLUMNS)
    cells: dict[str, Figure] = {}
    more = case.rng.choice([1, 2, 5])
    for c in (column, "总计"):
        cells[f"申请__{row}__{c}"] = case.figure(f"申请.{row}.{c}") + more
    return case.with_cells(**cells)


@plants("T02")
def more_made_than_valid(case: Case) -> Case:
    valid = case.figure("文件.规范性.有效")
    return case.with_cells(文件__规范性__制发=valid + case.rng.randint(1, 9))


@plants("T03")
def blank_cell(case: Case) -> Case:
    return case.with_cells(**{_cell(case.rng.choice(case.loaded.form.cells)): None})


@plants("T03")
def impossible_cell(case: Case) -> Case:
    value = case.rng.choice([Decimal(-1), Decimal("0.5"), Decimal("2.5")])
    row = case.rng.choice(["许可", "处罚", "强制"])
    return case.with_cells(**{f"决定__{row}__件数": value})


@plants("T04")
def no_power(case: Case) -> Case | None:
    if case.report.unit.endswith("市人民政府"):
        return None
    number = Decimal(case.rng.randint(1, 9))
    return case.with_cells(文件__规章__有效=number + 9, 文件__规章__制发=number)


@plants("T05")
def wrong_measure(case: Case) -> Case | None:
    word = case.rng.choice(["条", "项", "个", "份", "例", "件次", "宗"])
    pattern = r"((?:申请|复议|诉讼|投诉、举报)(?:案件)?[0-9]+)件"
    return case.replacing(pattern, lambda m: m[1] + word)


@plants("T06")
def published_count(case: Case) -> Case:
    number = case.rng.randint(50, 3000)
    way = case.rng.choice(
        ["通过门户网站共发布信息{}条。", "全年公开政府信息{}条。", "共主动公开各类信息{}条。"]
    )
    row = case.rng.choice(["许可", "处罚"])
    made = case.with_cells(**{f"决定__{row}__件数": Decimal(number)})
    return made.adding("主动公开", way.format(number))


_BROKEN = (
    "共举办活动宣传{t}次，其中：线上{a}次，线下{b}次。",
    "印制宣传资料{t}份，其中折页{a}份、手册{b}份。",
    "发布稿件{t}篇，其中动态{a}篇，公告{b}篇，文件{c}篇。",
    "走访企业{t}家，其中工业企业{a}家、商贸企业{b}家。",
    "发放资料{t}份（折页{a}份、手册{b}份）。",
    "接待群众{t}人次，其中当面咨询{a}人次，电话咨询{b}人次。",
)


@plants("N01")
def parts_off(case: Case) -> Case:
    text = case.rng.choice(_BROKEN)
    a, b = case.rng.randint(5, 300), case.rng.randint(5, 300)
    c = case.rng.randint(5, 300) if "{c}" in text else 0
    total = a + b + c
    # Far below the half, the list would read as a part only.
    t = case.rng.choice(
        [total - 1, total + 1, total + 2, max(total - 10, 1), total + total // 10 + 1]
    )
    return case.adding("监督保障", text.format(t=t, a=a, b=b, c=c))


@plants("N02")
def text_unlike_table(case: Case) -> Case | None:
    pattern = case.rng.choice(
        [
            r"((?:新收|收到)政府信息公开申请)([0-9]+)(件)",
            r"(承接上年结转)([0-9]+)(件)",
            r"(办结)([0-9]+)(件)",
            r"((?:予以|部分|不予)公开)([0-9]+)(件)",
            r"((?:无法提供|不予处理|其他处理))([0-9]+)(件)",
            r"(其余)([0-9]+)(件)",
            r"(行政复议(?:案件)?)([0-9]+)(件)",
            r"(制发行政规范性文件)([0-9]+)(件)",
            r"((?:废止行政规范性文件|，废止))([0-9]+)(件，)",
            r"(现行有效)([0-9]+)(件)",
            r"(作出行政(?:许可|处罚)决定)([0-9]+)(件)",
        ]
    )
    carried = case.figure("申请.上年结转.总计")

    def off(m: re.Match[str]) -> str:
        number = another(case.rng, int(m[2]))
        # Received, or received and carried over: both are right.
        if Decimal(abs(number - int(m[2]))) == carried:
            number += int(carried) + 1
        return f"{m[1]}{number}{m[3]}"

    if re.search("清理", pattern):
        return None
    return case.replacing(pattern, off)


@plants("N03")
def two_totals(case: Case) -> Case:
    number = case.rng.randint(100, 3000)
    other = another(case.rng, number)
    first = case.rng.choice(["全年共公开政府信息{}条。", "累计发布各类信息{}条。"])
    second = case.rng.choice(["全年主动公开政府信息{}条。", "共计发布政务信息{}条。"])
    made = case.adding("主动公开", first.format(number))
    return made.adding("平台建设", second.format(other))


_SHARES = (
    "共受理咨询{t}件，其中电话咨询{a}件，占{p}%。",
    "走访企业{t}家，其中小微企业{a}家，占比{p}%。",
    "收到网民来信{t}件，办结{a}件，办结率{p}%。",
)
_GROWTHS = (
    "网站总访问量{n}次，比上年增加{d}次，增长{g}%。",
    "全年编发简报{n}期，上年为{l}期，增长{g}%。",
    "受理咨询由上年的{l}件增至{n}件，增长{g}%。",
)


@plants("N04")
def wrong_share(case: Case) -> Case:
    t = case.rng.randint(40, 900)
    a = case.rng.randint(3, t - 3)
    right = rounded(Decimal(a) / t * 100, 1)
    wrong = right + case.rng.choice([Decimal("1.3"), Decimal(-2), Decimal(7), Decimal("-0.4")])
    return case.adding(
        "监督保障", case.rng.choice(_SHARES).format(t=t, a=a, p=plain(abs(wrong) + 1))
    )


@plants("N04")
def wrong_growth(case: Case) -> Case:
    before = case.rng.randint(40, 900)
    more = case.rng.randint(5, 300)
    wrong = rounded(Decimal(more) / before * 100, 1) + case.rng.choice(
        [Decimal("0.7"), Decimal(11), Decimal(3)]
    )
    text = case.rng.choice(_GROWTHS)
    return case.adding("平台建设", text.format(n=before + more, d=more, l=before, g=plain(wrong)))


@plants("N05")
def carried_over_unlike(case: Case) -> Case | None:
    if case.last is None:
        return None
    column = case.rng.choice(_COLUMNS)
    old = case.figure(f"申请.上年结转.{column}")
    return case.with_cells(**{f"申请__上年结转__{column}": Decimal(another(case.rng, old))})


@plants("N05")
def valid_unlike(case: Case) -> Case | None:
    if case.last is None:
        return None
    old = case.figure("文件.规范性.有效")
    return case.with_cells(文件__规范性__有效=old + case.rng.randint(1, 9))


@plants("N06")
def too_exact(case: Case) -> Case:
    number = case.rng.choice([129, 63, 1286, 47, 355, 21, 18])
    unit = case.rng.choice(["条", "人次", "件", "篇", "份", "次"])
    text = case.rng.choice(
        ["发放宣传资料{}余{}。", "解答咨询{}多{}。", "编发信息{}余{}。", "约有{}余{}群众来信。"]
    )
    return case.adding("监督保障", text.format(number, unit))


@plants("N06")
def two_marks(case: Case) -> Case:
    number = case.rng.choice([60, 100, 1200, 30])
    text = case.rng.choice(
        [
            "发放资料约{}余份。",
            "发放资料近{}余份。",
            "接待群众约{}人次左右。",
            "解答咨询{}余条左右。",
            "大约{}多人次参加。",
        ]
    )
    return case.adding("监督保障", text.format(number))


@plants("N07")
def no_numbers(case: Case) -> Case:
    texts = case.rng.choice(
        [
            ("通过网站及时发布各类信息。", "重点公开民生信息。"),
            ("主动公开工作稳步推进，信息发布及时。",),
        ]
    )
    return case.with_passages(
        lambda p: p.model_copy(update={"sentences": texts}) if p.key == "主动公开" else p
    )
