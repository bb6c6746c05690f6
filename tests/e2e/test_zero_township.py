"""A township with nothing to report goes from an empty home to the Word file in few keys."""

from pathlib import Path

import pytest
from clerk import Clerk, needs_tmux
from docx import Document

pytestmark = [pytest.mark.slow, needs_tmux]

NAME = "青河县柳林镇人民政府"
MOST = 70


def test_all_zero_township_in_few_keys(tmp_path: Path) -> None:
    (tmp_path / "Desktop").mkdir()
    with Clerk(tmp_path, tmp_path / "home") as clerk:
        clerk.sees("开始写第一份报告")
        clerk.press("Enter")
        clerk.sees("公章上的单位全称是什么")
        clerk.write(NAME, counted=False)
        clerk.sees(NAME)
        clerk.press("Enter")
        clerk.sees("看看猜得对不对")
        clerk.press("Enter")
        clerk.sees("照哪种体例写")
        clerk.press("Enter")
        clerk.sees("本年度收到过政府信息公开申请吗")
        clerk.press("2")
        clerk.sees("申请行政复议、提起行政诉讼吗")
        clerk.press("2")
        clerk.sees("行政规范性文件 · · ·")
        clerk.press("Z")
        clerk.sees("空格都填了 0")
        clerk.press("Enter")
        clerk.sees("发在哪里，发了多少")
        clerk.press("0", "Enter")
        clerk.sees("全年一共主动公开了多少条信息")
        clerk.press("0", "Enter")
        clerk.sees("发了些什么")
        clerk.press("Enter")
        clerk.sees("决策、解读和回应")
        clerk.press("Enter")
        clerk.sees("F5 一键成稿")
        clerk.press("F5")
        clerk.sees("申请怎样办的")
        clerk.press("0", "C-s")
        clerk.sees("管理政府信息，本年度做了哪些")
        clerk.press("1")
        clerk.sees("[✔] 源头认定")
        clerk.press("Enter")
        clerk.sees("网站和新媒体做了什么")
        clerk.press("0", "Enter")
        clerk.sees("几个数，不写的直接回车")
        clerk.press("Enter")
        clerk.sees("谁牵头，谁承办")
        clerk.press("4", "Enter")
        clerk.sees("由什么职务的领导牵头")
        clerk.write("镇长")
        clerk.sees("牵头职务 * 镇长")
        clerk.press("Enter")
        clerk.sees("具体由哪个科室承办")
        clerk.write("办公室")
        clerk.sees("承办机构 * 办公室")
        clerk.press("Enter")
        clerk.sees("开会、制度、培训和自查")
        clerk.press("Enter")
        clerk.sees("考核、评议和追责")
        clerk.press("Enter")
        clerk.sees("这一年的公开工作，主要抓了什么")
        clerk.press("Enter")
        clerk.sees("改进措施由谁做")
        clerk.press("Enter")
        clerk.sees("选 2 到")
        clerk.press("1", "2")
        clerk.sees("2 [✔]")
        clerk.press("Enter")
        clerk.sees("选了 2 条")
        clerk.press("Enter")
        clerk.sees("信息处理费的收费通知吗")
        clerk.press("2")
        clerk.sees("还有什么，没有的直接回车")
        clerk.press("Enter")
        clerk.sees("写“其他需要报告的事项”")
        clerk.press("F5")
        clerk.sees("落款写哪一天")
        clerk.press("Enter")
        clerk.sees("全文齐了")
        clerk.press("Enter")
        clerk.sees("存到哪个文件夹")
        clerk.press("Enter")
        clerk.sees("已存好")
        count = clerk.presses
    print(f"\n全零乡镇从空数据文件夹到 Word 文件：{count} 次按键，另有单位名称")
    assert count <= MOST
    (made,) = (tmp_path / "Desktop").glob("*.docx")
    document = Document(str(made))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert NAME in text
    assert "我镇" in text
    assert "〔待填〕" not in text
    assert any("0" in cell.text for table in document.tables for cell in table.rows[-1].cells)
