from datetime import date

import pytest

from assistant.draft.events import FillCard, PasteTable, Refused
from assistant.draft.figures import Figures, figures_of
from assistant.draft.interview import step
from assistant.draft.model import Draft
from assistant.draft.paste import read_paste
from assistant.form.answer import AnswerError
from assistant.form.load import LoadedForm
from assistant.report.model import show_figure

ROWS = ("抽检农产品", "抽检加工", "抽检小计", "不合格农产品", "不合格加工", "不合格小计", "检验费")
TYPED_ROWS = tuple(row for row in ROWS if not row.endswith("小计"))

WHOLE = """\
10\t20\t30
1\t2\t3
11\t22\t33
0\t1\t1
1\t0\t1
1\t1\t2
500\t600\t1100"""
ONLY_TYPED = "10\t20\n1\t2\n0\t1\n1\t0\n500\t600"
LABELLED = """\
项目\t\t环节\t\t合计
\t\t流通\t餐饮\t
抽检\t食用农产品\t10\t20\t30
\t加工食品\t1\t2\t3
\t小计\t11\t22\t33
其中不合格\t食用农产品\t0\t1\t1
\t加工食品\t1\t0\t1
\t小计\t1\t1\t2
检验费\t\t500\t600\t1100
"""
ODD = """\
　１０\u00a0\t２０ \t30\r
1\t 2\t3\r
11\t22\t33\r
0\t1\t1\r
1\t0\t1\r
1\t1\t2\r
５００\t600.00\t1,100\r
"""


def pasted(food: LoadedForm, draft: Draft, text: str) -> Draft:
    result = step(food, draft, PasteTable("抽检", text))
    assert isinstance(result, Draft), result
    return result


def refusal(food: LoadedForm, draft: Draft, text: str) -> str:
    result = step(food, draft, PasteTable("抽检", text))
    assert isinstance(result, Refused)
    return result.message


def table(food: LoadedForm, draft: Draft, rows: tuple[str, ...], columns: tuple[str, ...]) -> str:
    figures = figures_of(food, draft)
    return "\n".join(
        "\t".join(show_figure(figures.figure(f"抽检.{row}.{column}")) for column in columns)
        for row in rows
    )


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        ONLY_TYPED,
        LABELLED,
        ODD,
        WHOLE + "\n\n",
        WHOLE.replace("\n", "\r\n"),
        # Typed columns only, but every row.
        "\n".join(line.rsplit("\t", 1)[0] for line in WHOLE.split("\n")),
        # Printed side by side: one line.
        WHOLE.replace("\n", "\t"),
    ],
    ids=["whole", "typed", "labels", "odd", "newlines", "crlf", "no totals column", "one line"],
)
def test_a_table_is_taken_as_spreadsheets_give_it(
    text: str, food: LoadedForm, fresh: Draft
) -> None:
    draft = pasted(food, fresh, text)
    assert table(food, draft, ROWS, ("流通", "餐饮", "合计")) == WHOLE
    assert set(draft.cells) == {f"抽检.{row}.{c}" for row in TYPED_ROWS for c in ("流通", "餐饮")}


def test_thousands_separators_are_dropped(food: LoadedForm, fresh: Draft) -> None:
    draft = pasted(food, fresh, ONLY_TYPED.replace("500", "12,500").replace("600", "１，０００"))
    assert table(food, draft, ("检验费",), ("流通", "餐饮")) == "12500\t1000"


def test_blank_cells_stay_blank_in_their_own_column(food: LoadedForm, fresh: Draft) -> None:
    text = LABELLED.replace("抽检\t食用农产品\t10\t20\t30", "抽检\t食用农产品\t\t20\t").replace(
        "小计\t11\t22\t33", "小计\t\t22\t"
    )
    draft = pasted(food, fresh, text)
    assert table(food, draft, ("抽检农产品", "抽检加工"), ("流通", "餐饮")) == "\t20\n1\t2"


def test_a_column_left_of_the_figures_that_is_blank_throughout_is_no_label(
    food: LoadedForm, fresh: Draft
) -> None:
    lines = [
        "农产品\t\t20\t",
        "加工\t\t2\t",
        "不合格农产品\t\t1\t",
        "不合格加工\t\t0\t",
        "费\t\t600\t",
    ]
    draft = pasted(food, fresh, "\n".join(lines))
    assert table(food, draft, ("抽检农产品", "检验费"), ("流通", "餐饮")) == "\t20\n\t600"


@pytest.mark.parametrize("mark", ["/", "-", "—", "无", " "])
def test_marks_for_nothing_are_blank_and_not_zero(
    mark: str, food: LoadedForm, fresh: Draft
) -> None:
    draft = pasted(food, fresh, ONLY_TYPED.replace("10\t", f"{mark}\t"))
    assert "抽检.抽检农产品.流通" not in draft.cells


def test_not_applicable_is_kept(food: LoadedForm, fresh: Draft) -> None:
    draft = pasted(food, fresh, ONLY_TYPED.replace("10\t", "不适用\t"))
    assert table(food, draft, ("抽检农产品",), ("流通", "餐饮")) == "不适用\t20"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1\t2\n3\t4", ["粘贴了 2 行数", "应为 5 或 7 行", "从“食用农产品”到“检验费”"]),
        ("", ["粘贴了 0 行数"]),
        ("只有字\n没有数", ["粘贴了 0 行数"]),
        (
            WHOLE.replace("1\t2\t3", "1\t2\t3\t4", 1),
            ["“加工食品”这一行有 4 格", "应为 2 或 3 格", "从“流通”到“合计”"],
        ),
        (WHOLE.replace("11\t22\t33", "11"), ["“小计”这一行有 1 格", "应为 2 或 3 格"]),
        (WHOLE.replace("10\t20", "10\t2o"), ["“食用农产品”“餐饮”", "“2o”不是数"]),
        (WHOLE.replace("500", "五百"), ["“检验费”“流通”", "“五百”不是数"]),
        (WHOLE.replace("10\t20\t30", "10\t-20\t30"), ["“食用农产品”“餐饮”", "不小于 0"]),
        (WHOLE.replace("10\t20\t30", "10\t2.5\t30"), ["“食用农产品”“餐饮”", "整数"]),
        (WHOLE.replace("11\t22\t33", "11\t23\t33"), ["“小计”“餐饮”", "粘贴的是 23", "相加是 22"]),
        (WHOLE.replace("1100", "1200"), ["“检验费”“合计”", "粘贴的是 1200", "相加是 1100"]),
    ],
)
def test_what_does_not_fit_is_refused_naming_row_and_column(
    text: str, parts: list[str], food: LoadedForm, fresh: Draft
) -> None:
    message = refusal(food, fresh, text)
    assert [part for part in parts if part not in message] == []


def test_rows_that_are_zero_by_themselves_may_be_left_out(food: LoadedForm, fresh: Draft) -> None:
    filled = step(food, fresh, FillCard("计划卡", {"计划批次": "", "有无不合格": "没有"}))
    assert isinstance(filled, Refused)
    draft = step(
        food, fresh, FillCard("计划卡", {"计划批次": "9", "财政拨款": "", "有无不合格": "没有"})
    )
    assert isinstance(draft, Draft)
    after = pasted(food, draft, "10\t20\n1\t2\n500\t600")
    assert table(food, after, ("抽检加工", "不合格小计", "检验费"), ("流通", "餐饮", "合计")) == (
        "1\t2\t3\n0\t0\t0\n500\t600\t1100"
    )


def test_a_row_that_is_zero_by_itself_refuses_other_figures(ogi: LoadedForm) -> None:
    facts = {"单位全称": "青禾县水利局", "单位类型": "部门", "级别": "县"}
    figures = Figures(ogi, facts, {}, date(2026, 1, 20))
    table = ogi.form.table["文件"]
    assert read_paste(figures, table, "0\t0\t0\n2\t1\t9")["文件.规范性.有效"] == "9"
    with pytest.raises(AnswerError, match=r"规章.*应为 0"):
        read_paste(figures, table, "1\t0\t1\n2\t1\t9")
