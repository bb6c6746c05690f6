import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.linebreak import NEVER_FIRST, NEVER_LAST, break_offsets, cell_width

PARAGRAPH = (
    "（一）工作概况。2023年，我局把《条例》（2019年修订）的学习列入“三会一课”，先后组织3次培训、"
    "参训156人次；门户网站发布各类信息1,286条，其中政策文件12件、解读材料24篇（图解9篇），解读率"
    "达到85.7%。1.渠道建设：网站（https://www.example.gov.cn/zwgk/）全年访问量23.6万次，“两微一端”"
    "粉丝ABC-2型统计口径下为4000余人……2.申请办理：共收到申请〔含上年结转〕18件——均在20个工作日内"
    "答复！还有什么不足？主要是：‘重发布、轻解读’的情况没有根本改变。一是解读形式单一；二是更新不够及时。"
)
RUN = re.compile(r"[0-9A-Za-z]+(?:[.,:/-]+[0-9A-Za-z]+)*%?")


def pieces(text: str, width: int) -> list[str]:
    cuts = [0, *break_offsets(text, width), len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


@pytest.mark.parametrize("width", range(20, 101))
def test_chinese_paragraph_breaks_without_a_fault(width: int) -> None:
    lines = pieces(PARAGRAPH, width)
    assert "".join(lines) == PARAGRAPH
    assert max(map(cell_width, lines)) <= width
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    assert not [line for line in lines if line.rstrip()[-1] in NEVER_LAST]
    ends = set(break_offsets(PARAGRAPH, width))
    cut = [
        run[0]
        for run in RUN.finditer(PARAGRAPH)
        if cell_width(run[0]) + 6 <= width and ends & set(range(run.start() + 1, run.end()))
    ]
    assert cut == []


def test_lines_are_filled() -> None:
    lines = pieces("全县各级行政机关认真落实公开要求" * 5, 20)
    assert [cell_width(line) for line in lines[:-1]] == [20] * (len(lines) - 1)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("1. 主动公开政府信息", 12, ["1. 主动公开", "政府信息"]),
        ("工作如下。1. 主动公开", 12, ["工作如下。", "1. 主动公开"]),
        ("工作；一、主动公开", 11, ["工作；", "一、主动公", "开"]),
        ("工作；二是依法公开", 10, ["工作；", "二是依法公", "开"]),
        ("我局公开（含转发）", 10, ["我局公开", "（含转发）"]),
        ("我局收到申请，已办", 12, ["我局收到申", "请，已办"]),
        ("共发布信息1286条", 12, ["共发布信息", "1286条"]),
        ("收费￥350元", 6, ["收费", "￥350", "元"]),
        ("增长12.5%左右", 8, ["增长", "12.5%左", "右"]),
        ("公开指南 公开目录", 8, ["公开指南 ", "公开目录"]),
        ("公开指南　公开目录", 8, ["公开指南　", "公开目录"]),
        ("政府——公开", 5, ["政府", "——公", "开"]),
        ("　　我局公开", 8, ["　　我局", "公开"]),
        ("open data 公开", 9, ["open data ", "公开"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("信息ｅ\u0301公开", 6, ["信息ｅ\u0301", "公开"]),
        ("ae\u0301，，，，", 4, ["a", "e\u0301，", "，，", "，"]),
        ("公开", 1, ["公", "开"]),
        ("公开", 0, ["公开"]),
        ("", 10, [""]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert pieces(text, width) == lines


def test_a_tab_counts_up_to_its_stop() -> None:
    assert break_offsets("a\t公开信息", 8) == [4]
    assert break_offsets("a\t公开信息", 8, tab_size=2) == [5]


def test_the_result_is_the_callers_own() -> None:
    first = break_offsets(PARAGRAPH, 40)
    first.clear()
    assert break_offsets(PARAGRAPH, 40) != []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("公开", 4),
        ("，。《》（）", 12),
        ("“”‘’—…·①℃×", 10),
        ("abc 1,286%", 10),
        ("１２ＡＢ　", 10),
        ("e\u0301\u200b", 1),
        ("𠮷〇￥㎡", 8),
        ("", 0),
    ],
)
def test_cell_width(text: str, cells: int) -> None:
    assert cell_width(text) == cells


TEXTS = st.text(
    st.sampled_from("公开信息12.,a/-（）《》“”，。、；—… 　\t一是①￥%\u0301"), max_size=80
)


@given(TEXTS, st.integers(2, 40))
def test_any_text_breaks_into_lines_that_fit(text: str, width: int) -> None:
    lines = pieces(text, width)
    assert "".join(lines) == text
    assert not text or all(lines)
    for line in lines:
        assert "\t" in text or cell_width(line.rstrip()) <= width


@given(st.text(max_size=60), st.integers(1, 30))
def test_any_unicode_is_kept_whole(text: str, width: int) -> None:
    assert "".join(pieces(text, width)) == text
