"""`nianbao build`: an answers file becomes files in which every figure is found again."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from typer.testing import CliRunner

from assistant.cli import app
from assistant.draft.answers import read_answers
from assistant.form.load import LoadedForm
from assistant.form.wording import source
from assistant.phrases.bank import PairPhrase
from assistant.session import Library

pytestmark = pytest.mark.slow

RUN = CliRunner()

# Figures of a real bureau's report; the wording is ours.
ANSWERS = """
form: ogi-2021
facts:
  单位全称: 青禾县民政局
  单位类型: 部门
  级别: 县
  自称: 我局
  年度: 2021
  标题用语: 本地写法
  编号方式: 一是式
  有无申请: 没有
  有无救济: 没有
  有无收费: 没有
  发布渠道: [单位网站]
  发布总数: 2788
  类别分项: {概况信息: 8, 政务动态: 2770, 业务信息: 10}
  重点领域: [社会救助, 养老服务]
  重点条数: 60余
  留言收到: 3
  留言答复: 3
  建议办理: 1
  建议公开: 1
  提案办理: 1
  提案公开: 1
  办理做法: [公布申请指南]
  管理做法: [源头认定]
  网站类型: 自有网站
  平台做法: [专人更新]
  组织形式: 领导小组
  牵头职务: 分管副局长
  承办机构: 办公室
  会议次数: 2
  会议议题: 信息发布流程
  办班次数: 1
  培训人次: 80
  责任机构: 办公室
  完成时限: 2022年6月30日
  成文日期: 2022年1月10日
tables:
  文件:
    规范性: {制发: 0, 废止: 0, 有效: 0}
  决定:
    许可: {件数: 2788}
    处罚: {件数: 0}
    强制: {件数: 0}
  收费:
    行政事业性收费: {金额: 0.35}
narrative:
  主动公开:
    - 通过单位网站发布信息{{ 发布总数 }}条，重点领域信息{{ 重点条数 }}条。
    - 网站信息分为{{ 类别分项|分项("条") }}。
    - 答复留言{{ 留言答复 }}条，公开建议答复{{ 建议公开 }}件、提案答复{{ 提案公开 }}件。
    - 特殊字符<a>&"b"{c}[d]照样写进去。
pairs:
  - problem: [业务信息只有10条。]
    measure: [由办公室按月通报报送数量。]
  - problem: [解读形式单一。]
    measure: [由办公室增加图表。]
"""


def _texts(folder: Path, answers: str, *options: str) -> dict[str, str]:
    file = folder / "answers.yaml"
    file.write_text(answers, encoding="utf-8")
    targets = [folder / f"report.{kind}" for kind in ("docx", "html", "txt")]
    arguments = [a for t in targets for a in ("-o", str(t))]
    result = RUN.invoke(app, ["build", str(file), *arguments, "--compose", *options])
    assert result.exit_code == 0, result.output
    return {
        "docx": _docx_text(targets[0]),
        "html": "".join(
            map(str, html.fromstring(targets[1].read_text(encoding="utf-8")).itertext())
        ),
        "txt": targets[2].read_text(encoding="utf-8"),
    }


def _docx_text(file: Path) -> str:
    document = Document(str(file))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report of `ANSWERS` in every format, as text."""
    return _texts(tmp_path_factory.mktemp("built"), ANSWERS)


@pytest.mark.parametrize(
    "figure", ["2788条", "60余条", "8条", "2770条", "10条", "3条", "80人次", "2788", "0.35"]
)
def test_every_figure_stands_in_every_format(texts: dict[str, str], figure: str) -> None:
    for kind, text in texts.items():
        assert re.search(rf"(?<!\d){re.escape(figure)}", text), kind


def test_markup_characters_survive_in_every_format(texts: dict[str, str]) -> None:
    for kind, text in texts.items():
        assert '特殊字符<a>&"b"{c}[d]照样写进去。' in text, kind


def test_changing_one_figure_moves_every_sentence_that_carries_it(tmp_path: Path) -> None:
    changed = ANSWERS.replace("发布总数: 2788", "发布总数: 3001").replace(
        "政务动态: 2770", "政务动态: 2983"
    )
    for kind, text in _texts(tmp_path, changed).items():
        assert "发布信息3001条" in text, kind
        assert "2788条" not in text, kind


def test_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    for folder in (first, second):
        folder.mkdir()
        _texts(folder, ANSWERS)
    for kind in ("docx", "html", "txt"):
        assert (first / f"report.{kind}").read_bytes() == (second / f"report.{kind}").read_bytes()


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., tuple[int, str, Path]]:
    def build(answers: str, *options: str, target: str = "report.docx") -> tuple[int, str, Path]:
        file, out = tmp_path / "answers.yaml", tmp_path / target
        file.write_text(answers, encoding="utf-8")
        result = RUN.invoke(app, ["build", str(file), "-o", str(out), *options])
        return result.exit_code, result.output, out

    return build


Built = Callable[..., tuple[int, str, Path]]


def test_missing_answers_are_listed_with_their_question_and_nothing_is_written(
    built: Built, ogi: LoadedForm
) -> None:
    answers = ANSWERS.replace("  牵头职务: 分管副局长\n", "").replace("  承办机构: 办公室\n", "")
    code, output, out = built(answers, "--compose")
    assert code == 1
    assert ogi.form.fact["牵头职务"].ask in output
    assert ogi.form.fact["承办机构"].ask in output
    assert not out.exists()


def test_draft_marks_what_is_missing(built: Built) -> None:
    answers = ANSWERS.replace("  重点条数: 60余\n", "")
    code, output, out = built(answers, "--compose", "--draft", target="report.txt")
    assert code == 0, output
    assert "〔待填〕条" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ("  年度: 2021", "  年度 2021"),
        ("  年度: 2021", "  年份: 2021"),
        ("许可: {件数: 2788}", "许可: {件数: 很多}"),
        ("{制发: 0,", "{制作: 0,"),
    ],
)
def test_bad_input_names_file_and_line_and_exits_2(built: Built, spoilt: str, says: str) -> None:
    code, output, out = built(ANSWERS.replace(spoilt, says))
    assert code == 2
    assert re.search(r"answers\.yaml:\d+", output), output
    assert "Traceback" not in output
    assert not out.exists()


def test_a_wrong_total_is_refused_and_not_replaced(built: Built) -> None:
    answers = ANSWERS.replace("有无申请: 没有", "有无申请: 有").replace(
        "tables:\n",
        "tables:\n  申请:\n    新收: {自然人: 2, 商业企业: 1, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0, 总计: 4}\n",
    )
    code, output, _ = built(answers, "--draft")
    assert code == 2
    assert "T01" in output
    assert "4" in output
    assert "3" in output


def test_an_unknown_ending_is_refused_before_anything_is_written(built: Built) -> None:
    code, output, out = built(ANSWERS, "--draft", target="report.pdf2")
    assert code == 2
    assert ".docx" in output
    assert not out.exists()


def test_a_failing_export_leaves_the_old_file_alone(built: Built, tmp_path: Path) -> None:
    old = tmp_path / "report.docx"
    old.write_bytes(b"old")
    code, _, _ = built(ANSWERS.replace("  承办机构: 办公室\n", ""), "--compose")
    assert code == 1
    assert old.read_bytes() == b"old"


def test_the_demo_says_what_the_bank_says() -> None:
    library = Library()
    bank = library.bank("ogi-2021")
    answers = library.templates / "ogi-2021" / "demo.yaml"
    draft = read_answers(library.form("ogi-2021"), answers, date(2026, 1, 19))
    for sentence in draft.sentences().values():
        phrase = bank.by_origin.get(sentence.origin)
        if phrase is not None and not sentence.edited:
            known = (
                (source(phrase.problem), source(phrase.measure))
                if isinstance(phrase, PairPhrase)
                else (source(phrase.parts),)
            )
            assert sentence.text in known, sentence.origin


def test_the_demo_is_a_word_file_with_all_six_sections(tmp_path: Path) -> None:
    out = tmp_path / "demo.docx"
    result = RUN.invoke(app, ["demo", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert str(out) in result.output
    assert zipfile.is_zipfile(out)
    text = _docx_text(out)
    for ordinal in "一二三四五六":
        assert f"{ordinal}、" in text
    assert "〔待填〕" not in text
