import pytest

from assistant.text.differences import differences
from assistant.text.names import places, units


@pytest.mark.parametrize(
    ("text", "where", "who"),
    [
        (
            "安平县财政局组织交通运输局赴青石镇王家村",
            ["安平县", "青石镇", "王家村"],
            ["财政局", "交通运输局"],
        ),
        ("在石家庄市桥西区档案馆设查阅点", ["石家庄市", "桥西区"], []),
        ("我局在全县各乡镇、本市、该区开展检查", [], []),
        ("加强城市管理，优化区域布局，做好开局", [], []),
        ("市场监管、县级部门、区别情形、乡村振兴、村务公开", [], []),
        ("按照省市要求，市县镇三级联动", [], []),
        ("现公布青河县的指南，2024年安平县参加", ["青河县", "安平县"], []),
        ("区委区政府要求逐村核对，12个村参加", [], []),
        ("借助村口大喇叭播报，在村头张贴，请村医、村干部讲解", [], []),
        ("充分发挥新区优势，聚焦市委要求，获省通报", [], []),
        ("全面提升滨海新区水平，选取特色社区，年度市级、单村供水", ["滨海新区"], []),
        ("住房和城乡建设局围绕市政府中心工作，在查阅中心公开", [], ["建设局", "查阅中心"]),
        ("以群众为中心，在政务服务大厅公开", [], []),
    ],
)
def test_names_are_told_from_common_words(text: str, where: list[str], who: list[str]) -> None:
    assert [name.text for name in places(text)] == where
    assert [name.text for name in units(text)] == who


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("安平县公开信息", "安湖县公开信息", [("地名", "安平县", "安湖县")]),
        ("全县公开信息", "安湖县公开信息", [("地名", "", "安湖县")]),
        ("由财政局汇总", "由交通运输局汇总", [("单位", "财政局", "交通运输局")]),
        ("邀请统计局参加", "商请统计局参加", []),
        ("财政局、统计局参加", "统计局、财政局参加", []),
        (
            "青石镇财政局",
            "白云镇民政局",
            [("地名", "青石镇", "白云镇"), ("单位", "财政局", "民政局")],
        ),
    ],
)
def test_changed_names_are_named(left: str, right: str, found: list[tuple[str, str, str]]) -> None:
    assert [(str(d.kind), d.left, d.right) for d in differences(left, right)] == found
