"""N01: parts behind 其中 and in brackets against their total."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checks import summed
from assistant.checks.breakdown import CHECKS
from assistant.checks.finding import Finding, Subject
from assistant.checks.partition import lists
from assistant.checks.run import check

Found = Callable[..., list[Finding]]
MakeSubject = Callable[..., Subject]

RIGHT = [
    "现行有效规章14件，其中新制定1件、修改2件、废止1件；现行有效规范性文件85件，年内制定9件。",
    "公开信息60条，其中：网站30条；公众号20条；公示栏10条。",
    "发布信息300条，其中涉及就业28条、社会保障31条，其余为工作动态。",
    "全年公开信息600条：网站350条，新媒体250条（其中微信180条，微博70条）。",
    "公开信息1326余条，其中预决算526条、补贴412条、采购388条。",
    "共发布信息2788条，其中：概况类信息更新8条，政务动态信息更新2770条，信息公开目录信息10条。",
    "收到申请10件，其中自然人8件，办结9件。",
    "收到申请10件，其中自然人8件。",
    "收到申请10件，其中自然人8件、企业2件，均按期答复，答复率100%。",
    "收到申请20件，其中自然人15件（其中网上10件、信函5件），法人5件。",
    "公开信息500条，其中政策解读5篇、规范性文件2件等。",
    "共发布信息100条，答复留言20条，其中网站60条、公众号40条。",
    "召开会议5次，其中专题会议3次，参会120人次。",
    "办结60件，其中予以公开40件，部分公开5件，不予公开15件，复议1件。",
    "共100条，其中网站60条，比上年增加5条，公众号40条。",
    "全年公开信息695条，包括单位网站412条、政府门户专栏186条和微信公众号97条。",
    "共发布信息300条，主要包括通知公告100条，动态150条。",
    "公开各类信息60余条，其中救助20条、养老30条。",
    "收到申请3件（含上年结转1件）。",
    "办理建议5件、提案3件，其中主办4件、协办4件。",
    "举办培训2期，其中线上1期、线下1期，培训60人次。",
    "全年收到申请120件，其中网上申请80件，占66.7%；信函申请40件，占33.3%。",
    "发布信息1,234条，其中动态1,000条、公告234条。",
    "印发文件三件，其中规范性文件一件、其他文件两件。",
    "发布稿件５０篇，其中原创３０篇，转载２０篇。",
    "网站访问量1.2万次，其中网页8000次，移动端4000次。",
    "公开建议提案答复8件，其中人大代表建议5件，政协提案3件，答复率100%。",
    "共发布信息120条，其中，政府网站70条，微信公众号50条，开展培训2次。",
    "发放资料100份（折页60份、手册40份）。",
    "排查问题12个，其中已整改10个，正在整改2个。",
    "公开信息50条，其中机构类20条，内有职能12条、领导8条；业务类18条，其中动态10条、公告8条；财务类12条。",
    "发布信息3682条，其中，通过部门频道公开1233条，含规范性文件2条，其他文件1231条。",
    "收到申请92件、上年结转2件，其中予以公开19件，部分公开18件，无法提供48件，结转下年度办理9件。",
    "发布动态165条，其中重点专栏102条；发布概况信息1条、预决算信息2条。",
    "公开信息497条，其中网站新闻165条，政策文件及解读10条，建议提案答复34篇，义务教育信息121篇等。",
    "办理申请7件，其中自然人6件，法人1件，予以公开3件，不予公开4件。",
]
WRONG = [
    (
        "共发布信息2789条，其中：概况类信息更新8条，政务动态信息更新2770条，信息公开目录信息10条。",
        "2789",
        "2788",
    ),
    ("收到申请10件，其中自然人8件、企业3件。", "10", "11"),
    ("收到申请10件，其中自然人12件。", "10", "12"),
    ("收到申请20件，其中自然人15件（网上10件、信函6件），法人5件。", "15", "16"),
    ("收到申请120件，其中网上申请80件，占66.7%；信函申请41件，占34.2%。", "120", "121"),
    ("公开信息500条，其中政务动态300条，通知公告190条。", "500", "490"),
    ("公开信息21条，其中，文件4条，计划5条，其他文件4条，年报1条。", "21", "14"),
    ("公开信息13条，其中公告类信息9条，预算类信息2条，任免类信息2条，环评类信息1条。", "13", "14"),
    ("印发文件三件，其中规范性文件一件、其他文件一件。", "3", "2"),
    ("发布稿件５０篇，其中原创３０篇，转载２１篇。", "50", "51"),
    ("发放资料100份（折页60份、手册41份）。", "100", "101"),
    ("发布信息1,234条，其中动态1,000条、公告243条。", "1234", "1243"),
    ("发布信息800条，其中：网站400条；公众号300条；公示栏90条。", "800", "790"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_lists_that_add_up_or_need_not_are_left_alone(saying: Found, text: str) -> None:
    assert [f.message for f in saying(text, CHECKS) if f.severity != "info"] == []


@pytest.mark.parametrize(("text", "total", "added"), WRONG)
def test_a_list_that_does_not_add_up_is_an_error_with_both_values(
    saying: Found, text: str, total: str, added: str
) -> None:
    found = saying(text, CHECKS)
    assert [(f.code, f.severity) for f in found] == [("N01", "error")]
    assert total in found[0].message
    assert added in found[0].message
    assert found[0].excerpt in text


def test_a_list_that_may_leave_something_out_is_a_doubt_only(saying: Found) -> None:
    found = saying("公开信息500条，其中政策解读200条，动态信息180条。", CHECKS)
    assert [f.severity for f in found] == ["warning"]
    assert "等" in found[0].suggestion


def test_more_than_the_total_is_wrong_even_with_an_open_list(saying: Found) -> None:
    found = saying("公开信息100条，其中动态80条、公告40条等。", CHECKS)
    assert [f.severity for f in found] == ["error"]


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=6), st.integers(1, 50))
def test_any_list_is_silent_when_it_adds_up_and_speaks_when_the_total_is_off(
    parts: list[int], off: int
) -> None:
    from assistant.checks.breakdown import _judged

    shown = "、".join(f"栏目{'甲乙丙丁戊己'[n]}{part}条" for n, part in enumerate(parts))
    right = list(lists(f"共发布信息{sum(parts)}条，其中{shown}。"))
    wrong = list(lists(f"共发布信息{sum(parts) + off}条，其中{shown}。"))
    assert [_judged(p) for p in right] == [None]
    assert [_judged(p) is not None for p in wrong] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息423条，其中工作总结1条，组织机构信息3条，部门文件3条，重点领域信息401条。",
        "公开信息710条：网站450条，新媒体250条。",
        "公开信息1326余条，其中预决算526条、补贴412条、采购512条。",
    ],
)
def test_kinds_named_by_deeds_lists_behind_a_colon_and_round_totals(
    saying: Found, text: str
) -> None:
    assert [f.code for f in saying(text, CHECKS)] == ["N01"]


def test_parts_in_a_sentence_behind_this_years_number(saying: Found) -> None:
    text = "受理申请59件，结转上年后新收到申请47件，比上年增加42件。"
    parts = "其中，信函39件，占83%；邮件7件，占14.9%；在线1件，占2.1%。"
    found = saying(text + parts, CHECKS)
    assert [f.message for f in found if f.severity != "info"] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("发布动态215条、公告38条、公示26条，累计289条。", 1),
        ("发布动态215条、公告38条、公示26条，累计279条。", 0),
        ("其中自然人12件、企业4件，共15件。", 1),
        ("办理建议11件、提案12件，共23件，其中主办15件、协办8件。", 0),
        ("网站发布215条、公众号38条，全年累计发布1268条。", 0),
        ("培训2次、测试1次，共86人参加。", 0),
    ],
)
def test_a_total_behind_its_parts(saying: Found, text: str, wrong: int) -> None:
    assert [f.code for f in saying(text, summed.CHECKS)] == ["N01"] * wrong


@pytest.mark.parametrize(
    ("text", "total", "added"),
    [
        (
            "公开信息50条，其中机构类20条，内有职能12条、领导8条；业务类19条，其中动态10条、公告9条；财务类12条。",
            "50",
            "51",
        ),
        (
            "公开信息59条，内容涵盖政务信息12条、基层政务8条、工作动态29条、通知公告3条。",
            "59",
            "52",
        ),
    ],
)
def test_totals_and_parts_that_stand_apart_are_doubted(
    saying: Found, text: str, total: str, added: str
) -> None:
    (finding,) = saying(text, CHECKS)
    assert (finding.code, finding.severity) == ("N01", "warning")
    assert total in finding.message
    assert added in finding.message


@pytest.mark.parametrize(("more", "hits"), [(92, 0), (102, 1), (300, 0)])
def test_a_list_whose_total_stands_in_the_sentence_before(
    make_subject: MakeSubject, more: int, hits: int
) -> None:
    texts = ("公开信息217条。", f"渠道有网站和公众号等，其中网站125条，公众号{more}条。")
    found = check(make_subject(prose={"监督保障": texts}), CHECKS)
    assert [(f.code, f.severity) for f in found] == [("N01", "warning")] * hits


def test_a_list_may_open_the_paragraph_behind_its_total(make_subject: MakeSubject) -> None:
    texts = ("通过网站公开信息83条。", "具体包括履职依据10条，通知公告30条，等其他信息20条。")
    found = check(make_subject(prose={"监督保障": texts}), CHECKS)
    assert [(f.code, "相差 23" in f.message) for f in found] == [("N01", True)]
