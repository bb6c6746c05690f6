import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalise import fold, mask, normalise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２条", "12条"),
        ("共 1,286 条。", "共1286条"),
        ("（二）渠道建设", "渠道建设"),
        ("（一）1.渠道建设", "渠道建设"),
        ("三是加强培训；", "加强培训"),
        ("二、存在问题", "存在问题"),
        ("①加强培训", "加强培训"),
        ("3. 培训", "培训"),
        ("1.5亿元资金", "1.5亿元资金"),
        ("二〇二三年，我局", "2023年,我局"),
        ("open data 平台 上线", "open data平台上线"),
        ("一是", "一是"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_figures_are_masked_as_whole_numbers() -> None:
    assert normalise("发布1,286条，占12.5%") == normalise("发布９条，占3%")
    assert mask("2024年12月") == "0年0月"


def test_wording_is_not_masked() -> None:
    assert normalise("发布12条") != normalise("发布12篇")


@given(st.text(st.sampled_from("公开12.,、，（）一二是① aB％"), max_size=30))
def test_masking_leaves_no_figure_but_nought(text: str) -> None:
    assert set(normalise(text)) & set("123456789") == set()
