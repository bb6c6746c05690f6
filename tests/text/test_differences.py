from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.differences import Difference, Kind, diff, differences


def named(left: str, right: str) -> list[tuple[str, str, str]]:
    return [(str(found.kind), found.left, found.right) for found in differences(left, right)]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("发布12条，办结3件", "发布15条，办结3件", [("数字", "12", "15")]),
        ("发布1,286条", "发布1286条", []),
        ("增长12.5%", "增长8%", [("数字", "12.5%", "8%")]),
        ("发布12条", "发布若干条", [("数字", "12", "")]),
        ("2022年发布5条", "2023年发布5条", [("年份", "2022", "2023")]),
        ("二〇二二年发布5条", "2023年发布6条", [("年份", "2022", "2023"), ("数字", "5", "6")]),
        ("1.加强培训", "2.加强培训", []),
        ("收费3.5万元", "收费35000元", []),
        ("收费12万元", "收费12元", [("数字", "12万", "12")]),
        ("办结率100%", "办结率百分之百", []),
        ("满意率提高3%", "满意率提高3个百分点", [("数字", "3%", "3个百分点")]),
        ("召开发布会三场", "召开发布会3场", []),
        (
            "全年发布解读信息97条，简报4期",
            "发布信息10866条，简报4期，开设专栏，发布解读信息55条，咨询问答467条",
            [("数字", "97", "55"), ("数字", "", "10866"), ("数字", "", "467")],
        ),
        ("召开发布会两场", "召开发布会三场", [("数字", "两", "三")]),
        ("做到“两个维护”", "做到“四个自信”", []),
        ("其中网站120条，公众号80条", "其中公众号80条，网站120条", []),
        (
            "其中文件9条，领导信息1条，预算2条，动态73条",
            "其中文件9条，预算8条，处罚6条，动态49条",
            [("数字", "2", "8"), ("数字", "73", "49"), ("数字", "1", "6")],
        ),
        (
            "许可120件，处罚80件",
            "许可80件，处罚120件",
            [("数字", "120", "80"), ("数字", "80", "120")],
        ),
        ("全年未发生行政复议", "全年发生行政复议", [("意思相反", "未发生", "发生")]),
        ("全年发生了行政复议", "全年未发生行政复议", [("意思相反", "发生", "未发生")]),
        ("没有收到申请", "未收到申请", []),
        (
            "没有因信息公开引起的诉讼",
            "有因信息公开引起的诉讼",
            [("意思相反", "没有因信息", "信息")],
        ),
        ("决定不予公开", "决定予以公开", [("意思相反", "不予公开", "公开")]),
        ("申请量同比增长", "申请量同比下降", [("意思相反", "增长", "下降")]),
        ("申请量同比减少", "申请量同比上升", [("意思相反", "减少", "上升")]),
        ("申请量同比增长", "申请量同比增加", []),
        ("制发规范性文件", "废止规范性文件", [("意思相反", "制发", "废止")]),
        ("制发2件、废止1件", "制发2件、废止1件", []),
        ("不断完善公开制度", "完善公开制度", []),
        ("未收取费用，未收到复议", "未收到复议", []),
        ("未收到复议", "未收到复议，另收到来信", []),
        ("", "", []),
    ],
)
def test_differences(left: str, right: str, found: list[tuple[str, str, str]]) -> None:
    assert named(left, right) == found


def test_a_difference_turns_round_with_the_texts() -> None:
    left = "2022年安平县财政局未收到申请，增长3%"
    right = "2023年安湖县民政局收到申请，下降5%"
    turned = {Difference(d.kind, d.right, d.left) for d in differences(right, left)}
    assert set(differences(left, right)) == turned
    assert {d.kind for d in turned} == set(Kind)


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        (
            "发布信息128条。",
            "发布信息15条。",
            [("same", "发布信息"), ("left", "128"), ("right", "15"), ("same", "条。")],
        ),
        (
            "全年未收到申请",
            "全年收到申请",
            [("same", "全年"), ("left", "未"), ("same", "收到申请")],
        ),
        ("加强培训", "加强培训", [("same", "加强培训")]),
        ("组织的会议", "培训的人员", [("left", "组织的会议"), ("right", "培训的人员")]),
        ("", "新增", [("right", "新增")]),
        ("", "", []),
    ],
)
def test_diff(left: str, right: str, shown: list[tuple[str, str]]) -> None:
    assert diff(left, right) == shown


SENTENCES = st.text(st.sampled_from("我局未没有收到公开12,。增长下降年20ab "), max_size=30)


@given(SENTENCES, SENTENCES)
def test_diff_gives_back_both_texts(left: str, right: str) -> None:
    shown = diff(left, right)
    assert "".join(text for op, text in shown if op != "right") == left
    assert "".join(text for op, text in shown if op != "left") == right
    ops = [op for op, _ in shown]
    assert all(one != other for one, other in pairwise(ops))


@given(SENTENCES)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ()
    assert [op for op, _ in diff(text, text)] == ["same"] * bool(text)


@pytest.mark.parametrize("piece", ["一", "两三", "1,", "12件、", "没有漏报、", "没有出现"])
def test_five_thousand_characters_are_told_apart_at_once(piece: str) -> None:
    text = piece * (5000 // len(piece))
    began = perf_counter()
    differences(text, f"{text}末")
    assert perf_counter() - began < 2


@given(st.text(st.sampled_from("未没不无有出现所都两三十百12.,%万件〇二年“、，。臺公開😀\ud800ｶ½")))
def test_any_text_is_told_apart_from_another(text: str) -> None:
    assert differences(text, text) == ()
    assert {d.kind for d in differences(text, "全年收到申请3件")} == {
        d.kind for d in differences("全年收到申请3件", text)
    }
