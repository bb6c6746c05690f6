"""Another unit's full name in place of the report's own, and names that may well stand there."""

from collections.abc import Callable

import pytest

from assistant.checks.authors import other_authors
from assistant.checks.finding import Finding

Found = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2025年，青禾县教育局认真贯彻落实《条例》。", ["青禾县教育局"]),
        ("青禾县教育局主动公开信息31条。", ["青禾县教育局"]),
        ("柳湾县水利局通过政府网站公开信息31条。", ["柳湾县水利局"]),
        ("为做好柳湾县水利局信息公开工作，明确专人负责。", ["柳湾县水利局"]),
        ("如有疑问，请与青禾县民政局办公室联系。", ["青禾县民政局办公室"]),
        ("本报告由青禾县卫生健康局编制。", ["青禾县卫生健康局"]),
        ("现公布青禾县交通运输局2025年政府信息公开工作年度报告。", ["青禾县交通运输局"]),
        ("宁川市水利局高度重视政府信息公开工作。", ["宁川市水利局"]),
        ("2025年度柳湾县柳河镇人民政府坚持以公开为常态。", ["柳湾县柳河镇人民政府"]),
    ],
)
def test_a_name_taken_from_elsewhere(saying: Found, text: str, names: list[str]) -> None:
    assert [f.excerpt for f in saying(text, (other_authors,))] == names


@pytest.mark.parametrize(
    "text",
    [
        "青禾县水利局认真贯彻落实《条例》，通过青禾县人民政府网站公开信息31条。",
        "如有疑问，请与青禾县水利局办公室联系。",
        "本报告由青禾县水利局办公室编制，在宁川市青禾县水利局网站发布。",
        "接受宁川市水利局检查2次，配合青禾县审计局完成审计。",
        "行政复议由青禾县人民政府受理，青禾县司法局承办，青禾县人民法院审结1件。",
        "按照青禾县人民政府办公室关于政务公开的要求开展自查。",
        "青禾县人民政府办公室印发要点后，我局立即落实。",
        "赴柳湾县水利局考察学习，与柳湾县水利局交流经验。",
        "柳湾县水利局诉我局信息公开案已审结。",
        "会同青禾县教育局、青禾县公安局公开防溺水信息12条。",
        "公布主管单位青禾县林业和草原局的电话。",
        "全县各局、各乡镇人民政府主动公开水利信息。",
        "我县教育局主动公开的事项不在本报告之列。",
    ],
)
def test_names_of_others_that_belong_there(saying: Found, text: str) -> None:
    assert [f.excerpt for f in saying(text, (other_authors,))] == []


@pytest.mark.parametrize(
    ("unit", "text", "names"),
    [
        ("青禾县人民政府", "青禾县教育局主动公开信息31条。", []),
        ("青禾县人民政府", "柳湾县教育局主动公开信息31条。", ["柳湾县教育局"]),
        ("青禾县文化广电和旅游局", "青禾县文旅局主动公开信息31条。", []),
        ("云岭区城东街道办事处", "云岭区城西街道办事处主动公开信息3条。", ["云岭区城西街道办事处"]),
        ("青禾县柳河镇人民政府", "柳河镇人民政府坚持公开为常态。", []),
        ("宁川市水利局", "宁川市水利局坚持公开为常态。", []),
    ],
)
def test_who_speaks_for_whom(saying: Found, unit: str, text: str, names: list[str]) -> None:
    assert [f.excerpt for f in saying(text, (other_authors,), unit=unit)] == names
