"""Last year's problems are told apart, however a report numbers them."""

import pytest

from assistant.documents.reading import problems_of, read_text
from assistant.form.load import LoadedForm

HEAD = (
    "青河县水利局2024年政府信息公开工作年度报告\n一、总体情况\n2024年，我局公开信息12条。\n"
    "五、存在的主要问题及改进情况\n"
)
TAIL = "\n六、其他需要报告的事项\n2024年未收取信息处理费。\n青河县水利局\n2025年1月10日\n"
TWO = ("公开内容不够全面。", "更新不够及时。")
THREE = (*TWO, "解读形式单一。")


@pytest.mark.parametrize(
    ("said", "problems"),
    [
        pytest.param(
            "存在的问题：一是公开内容不够全面；二是更新不够及时；三是解读形式单一。\n"
            "改进措施：一是拓展内容；二是及时更新；三是丰富形式。",
            THREE, id="one sentence, semicolons",
        ),
        pytest.param(
            "主要存在以下不足：一是公开内容不够全面，二是更新不够及时，三是解读形式单一。"
            "下一步：一是拓展内容，二是及时更新，三是丰富形式。",
            THREE, id="one sentence, commas",
        ),
        pytest.param(
            "2024年，我局公开工作取得了成效，但还存在一些问题：公开内容不够全面，更新不够及时，"
            "解读形式单一。下一步，我局将拓展内容。",
            THREE, id="a list without numbers",
        ),
        pytest.param(
            "存在的问题：2024年工作虽有成绩，但仍有不足。一是公开内容不够全面。二是更新不够及时。\n"
            "下一步改进措施：一是拓展内容。二是及时更新。",
            TWO, id="a sentence leads to them",
        ),
        pytest.param(
            "（一）存在的主要问题\n1.公开内容不够全面。部分股室不主动。\n2.更新不够及时。\n"
            "（二）改进措施\n1.拓展内容。\n2.及时更新。",
            ("公开内容不够全面。部分股室不主动。", TWO[1]), id="headed, explained",
        ),
        pytest.param(
            "一、存在的问题\n（一）公开内容不够全面\n内容以动态为主。\n（二）更新不够及时\n"
            "部分栏目两个月没有更新。\n二、改进措施\n（一）列出清单\n由办公室列清单。",
            ("公开内容不够全面。内容以动态为主。", "更新不够及时。部分栏目两个月没有更新。"),
            id="headings over paragraphs",
        ),
        pytest.param(
            "（一）公开内容不够全面。内容以动态为主。下一步将列清单。\n"
            "（二）更新不够及时。下一步将专人负责。",
            ("公开内容不够全面。内容以动态为主。", TWO[1]), id="each with its measure",
        ),
        pytest.param(
            "1.公开内容不够全面。\n下一步，由办公室列清单。\n2.更新不够及时。\n下一步，专人更新。",
            TWO, id="each with its measure below",
        ),
        pytest.param(
            "存在问题：公开内容不够全面。改进措施：列出清单。\n"
            "存在问题：更新不够及时。改进措施：专人更新。",
            TWO, id="labelled one by one",
        ),
        pytest.param(
            "我局还有以下不足：公开内容不够全面。更新不够及时。\n下一步改进：列出清单。",
            TWO, id="sentences without numbers",
        ),
        pytest.param(
            "2023年指出的问题已全部整改。2024年，存在的问题主要有：第一，公开内容不够全面。"
            "第二，更新不够及时。\n针对上述问题，采取以下措施：第一，拓展内容。",
            TWO, id="after last year's own",
        ),
        pytest.param(
            "存在的问题：\n一是公开内容不够全面。\n下一步：一是列出清单。\n二是专人更新。",
            TWO[:1], id="measures count for themselves",
        ),
        pytest.param("2024年各项工作按计划完成。", (), id="none"),
    ],
)  # fmt: skip
def test_problems_are_told_apart(
    real_form: LoadedForm, said: str, problems: tuple[str, ...]
) -> None:
    report = read_text(HEAD + said + TAIL, [real_form])[0].located.report
    assert problems_of(report, real_form.form.pairs.values()) == problems
