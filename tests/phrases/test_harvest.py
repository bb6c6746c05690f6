"""A harvested sentence: what the report proves is a slot, what it does not is an open point."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.form.load import LoadedForm
from assistant.form.values import Value, show
from assistant.form.wording import Edit, lex, source, splice, undecided_in
from assistant.phrases.compiling import is_instance
from assistant.phrases.harvest import Figure, Known, Template, settle, template

UNIT, SELF = "青河县水利局", "我局"
KNOWN = Known(
    (
        Figure("新收", "12", "件", "申请.新收.总计"),
        Figure("申请.新收.总计", "12", "件", "申请.新收.总计"),
        Figure("办结数", "9", "件", "办结"),
        Figure("制发", "9", "件", "制发"),
        Figure("满意率", "98.5", "%", "满意率"),
        Figure("重点条数", "60余", "条", "重点条数"),
        Figure("收费.行政事业性收费.金额", "3.5", "万元", "收费"),
        Figure("有效", "1234", "件", "有效"),
    ),
    2025,
    "年度",
    {UNIT: "单位全称", SELF: "自称"},
    frozenset({"青河县", "青河", "水利局"}),
    re.compile("[我本](?:局|镇)"),
)
VALUES: dict[str, Value] = {
    "新收": Decimal(12),
    "申请.新收.总计": Decimal(12),
    "办结数": Decimal(9),
    "制发": Decimal(9),
    "满意率": Decimal("98.5"),
    "收费.行政事业性收费.金额": Decimal("3.5"),
    "有效": Decimal(1234),
    "年度": Decimal(2025),
    "单位全称": UNIT,
    "自称": SELF,
}


def printed(ogi: LoadedForm, made: Template) -> str:
    def lookup(name: str) -> Value:
        # A round number and more prints with 余, which no plain number does.
        return "60余" if name == "重点条数" else VALUES.get(name)

    out = []
    for part in made.parts:
        out.append(
            part
            if isinstance(part, str)
            else show(ogi.wording.expression(part.expression).value(lookup))
        )
    return "".join(out)


@pytest.mark.parametrize(
    ("sentence", "expected", "left"),
    [
        ("收到申请12件。", "收到申请{{ 新收 }}件。", ()),
        ("收到申请 12 件。", "收到申请 {{ 新收 }} 件。", ()),
        ("收到申请12次。", '收到申请{{ "12" }}次。', ("12",)),
        ("办结9件。", '办结{{ "9" }}件。', ("9",)),
        ("满意率98.5%。", "满意率{{ 满意率 }}%。", ()),
        ("满意率98.50%。", '满意率{{ "98.50" }}%。', ("98.50",)),
        ("发布60余条。", "发布{{ 重点条数 }}条。", ()),
        ("收取3.5万元。", "收取{{ 收费.行政事业性收费.金额 }}万元。", ()),
        ("收取3.5元。", '收取{{ "3.5" }}元。', ("3.5",)),
        ("现行有效1,234件。", '现行有效{{ "1,234" }}件。', ("1,234",)),
        ("共１２件。", '共{{ "１２" }}件。', ("１２",)),
        ("12件中有112件。", '{{ 新收 }}件中有{{ "112" }}件。', ("112",)),
        ("分别为12、1234件。", "分别为{{ 新收 }}、{{ 有效 }}件。", ()),
        ("2025年比2024年多。", "{{ 年度 }}年比{{ 年度 - 1 }}年多。", ()),
        ("2019年已定。", '{{ "2019" }}年已定。', ("2019",)),
        ("印发《2025年要点》。", '印发《{{ "2025" }}年要点》。', ("2025",)),
        ("12月31日前完成。", '{{ "12月31日" }}前完成。', ("12月31日",)),
        ("二〇二五年共有两次。", '{{ "二〇二五" }}年共有{{ "两" }}次。', ("二〇二五", "两")),
        ("拨打12345热线。", '拨打{{ "12345" }}热线。', ("12345",)),
        ("青河县水利局负责。", "{{ 单位全称 }}负责。", ()),
        ("青河县的我局和本局。", '{{ "青河县" }}的{{ 自称 }}和{{ "本局" }}。', ("青河县", "本局")),
        ("没有数。", "没有数。", ()),
    ],
)
def test_what_is_proved_is_a_slot_and_every_other_digit_is_left_open(
    sentence: str, expected: str, left: tuple[str, ...]
) -> None:
    made = template(sentence, KNOWN)
    assert made.text == expected
    assert undecided_in(made.parts) == left


def test_an_open_point_offers_what_has_its_value() -> None:
    assert template("办结9件。", KNOWN).options == {"9": ("办结数", "制发")}
    assert template("现行有效1,234件。", KNOWN).options == {"1,234": ("有效",)}


def test_the_wording_decides_between_figures_of_one_value() -> None:
    made = template("办结9件。", KNOWN, {2: KNOWN.figures[2:3]})
    assert made.text == "办结{{ 办结数 }}件。"


def test_wording_that_speaks_of_another_figure_is_not_bound_to_an_equal_one() -> None:
    assert template("收到申请12件。", KNOWN, {4: ()}).text == '收到申请{{ "12" }}件。'


def test_a_number_that_only_happens_to_be_equal_stays_open() -> None:
    figure = Figure("新收", "8", "件", "新收", "本年新收政府信息公开申请数量")
    known = Known((figure,))
    assert template("本年新收8件。", known).text == "本年新收{{ 新收 }}件。"
    made = template("清理文件，保留8件。", known)
    assert made.text == '清理文件，保留{{ "8" }}件。'
    assert made.options == {"8": ("新收",)}


PIECES = st.sampled_from(
    [
        *(
            "收到申请",
            "办结",
            "，其中",
            "、",
            "满意率",
            "发布",
            "《2025年要点》",
            "〔2024〕5号",
            "{{",
            "}}",
            "{",
        ),
        *(
            "12件",
            "9件",
            "98.5%",
            "60余条",
            "3.5万元",
            "1,234件",
            "１２件",
            "112",
            "2025年",
            "2024年度",
        ),
        *(
            "12月31日",
            "两次",
            "第20条",
            UNIT,
            SELF,
            "本局",
            "青河县",
            "5.2个百分点",
            "0",
            " ",
            "。",
        ),
    ]
)


@settings(deadline=None, max_examples=300)
@given(pieces=st.lists(PIECES, min_size=1, max_size=12))
@example(pieces=["0", "112", "1,234件"])
def test_a_template_printed_with_the_same_figures_is_the_sentence_again(
    ogi: LoadedForm, pieces: list[str]
) -> None:
    sentence = "".join(pieces)
    made = template(sentence, KNOWN)
    assert printed(ogi, made) == sentence
    again = lex(made.text)
    assert source(again) == made.text
    left = "".join(part for part in again if isinstance(part, str))
    assert not re.search(r"\d", left)


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=60))
def test_any_text_at_all_comes_back(ogi: LoadedForm, text: str) -> None:
    assert printed(ogi, template(text, KNOWN)) == text


def test_slots_a_sentence_has_stay(ogi: LoadedForm) -> None:
    rendered = ogi.wording.render(
        lex("办结{{ 办结数 }}件，开会3次，收到12件。"), lambda name: VALUES.get(name)
    )
    made = template(rendered, KNOWN)
    assert made.text == '办结{{ 办结数 }}件，开会{{ "3" }}次，收到{{ 新收 }}件。'


def test_an_open_point_is_settled_by_touching_it_in_an_edit(ogi: LoadedForm) -> None:
    rendered = ogi.wording.render(template("开会3次，培训5期。", KNOWN).parts, VALUES.get)
    touched = splice(rendered, Edit(2, 3, "4"))
    assert undecided_in(touched) == ("5",)
    assert source(touched) == '开会4次，培训{{ "5" }}期。'


def test_an_open_point_is_settled_by_a_figure_or_as_it_stands() -> None:
    text = '开会{{ "3" }}次，又开会{{ "3" }}次。'
    once = settle(text, "3", "会议次数")
    assert once == '开会{{ 会议次数 }}次，又开会{{ "3" }}次。'
    assert settle(once, "3") == "开会{{ 会议次数 }}次，又开会3次。"


@pytest.mark.parametrize(
    ("said", "open_"),
    [
        ("在杨庄镇、李集村各开一场宣讲。", ("杨庄镇", "李集村")),
        ("依照《江南省政务公开办法》办理。", ("江南省",)),
        ("全年各乡镇、各社区都张贴，12个村逐村核对。", ("12",)),
        ("按照市县要求，在城区设点。", ()),
    ],
)
def test_the_place_of_another_is_open(said: str, open_: tuple[str, ...]) -> None:
    assert undecided_in(template(said, KNOWN).parts) == open_


@pytest.mark.parametrize(
    ("text", "frame", "says"),
    [
        ("通过{{ 发布渠道 }}公开信息{{ 发布总数 }}条。", "通过网站和公示栏公开信息88条。", True),
        ("通过{{ 发布渠道 }}公开信息{{ 发布总数 }}条。", "通过网站公开信息88条，比上年多。", False),
        ("通过{{ 发布渠道 }}公开信息{{ 发布总数 }}条。", "没有通过网站公开信息88条。", False),
        ("通过{{ 发布渠道 }}公开信息{{ 发布总数 }}条。", "通过网站。公开信息88条。", False),
        ("公开信息{{ 发布总数 }}条。", "公开信息88条。", False),
        ("公开{{ 发布渠道 }}。", "公开一切。", False),
    ],
)
def test_a_sentence_is_an_instance_of_what_prints_it(
    ogi: LoadedForm, text: str, frame: str, says: bool
) -> None:
    assert is_instance(ogi, lex(text), frame) == says
