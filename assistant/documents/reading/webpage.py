"""Lines of the web page around a report: trails, notes on publishing, menus, the page's foot."""

import re

_WORDS = (
    "来源|信息来源|文章来源|信息提供|信息提供日期|发布时间|发布日期|发布机构|发布单位|发布机关|索引号|信息索引号"
    "|文号|备注文号|发文字号|发文日期|发文机关|发文机构|字体|字号|浏览|浏览量|浏览次数|点击|点击数|点击率|点击量|阅读"
    "|阅读次数|作者|编辑|责任编辑|时间|日期|打印|分享|关闭|收藏|有效性|文件状态|效力说明|效力状态|公文时效|废止日期"
    "|主题分类|组配分类|信息分类|公开目录|公开日期|公开形式|公开方式|公开范围|成文日期|公文生成日期|生成日期|访问量"
    "|访问次数|累计次数|首页|当前位置|发表日期|发表时间|添加时间|更新时间|关键词|责任部门|主题词|体裁|标题|名称|关联稿件"
    "|审核程序|是否有效|是否公开|主题导航|信息名称|内容概述"
)
_NOTE = re.compile(rf"(?:{_WORDS})(?=[：:【\[（(|/／]|$)")
_LOOSE_NOTE = re.compile(rf"(?:{_WORDS})")
_LEAD = re.compile(r"^[\s•·●▪◆>|【\[（(]+")
_TRAIL = re.compile(r"(?:首页|当前(?:所在)?位置|所在位置).*[>＞»›/]|[>＞»›].*(?:首页|[>＞»›])")
_PUBLISHED = re.compile(r"20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}(?!.*(?:[。；]|止))")
_CELLS = re.compile(r"\s\|(?:\s|$|\|)|^\|")
_PICTURE = re.compile(
    r"!\[[^\]]*\]|^(?:无障碍|关怀版|长者版|点击收听|扫一扫|用微信扫|打印本页|分享到|听全文)"
)
_FOOT = re.compile(
    r"公网安备|ICP备\s*\d|网站标识码|^(?:主办|承办|技术支持|版权所有|网站地图|联系我们|上一篇|下一篇|相关附件"
    r"|相关文章|相关链接|扫一扫|分享到|责任编辑|浏览次数|打印本页|关闭窗口|返回顶部)"
)
_MARKS = re.compile("[，。；、！？,;]")
_LONGEST = 120
_MENU, _ENTRY = 4, 8


def is_note(text: str, *, below_title: bool) -> bool:
    """Say whether a line in front of a report's text is the page's and not the report's.

    Below the title a line that merely begins like such a note is one.
    """
    if len(text) > _LONGEST or text.endswith(("。", "：")):
        return False
    bare = re.sub(r"\s", "", _LEAD.sub("", text))
    if _NOTE.match(bare) or _PICTURE.search(text) or _CELLS.search(text) or _TRAIL.search(text):
        return True
    if below_title and _LOOSE_NOTE.match(bare):
        return True
    return _PUBLISHED.match(bare) is not None or _is_menu(text)


def is_foot(text: str) -> bool:
    """Say whether a line behind a report belongs to the page's foot."""
    return _FOOT.search(text) is not None


def cells(text: str) -> list[str]:
    """Give the cells of a row as pages are flattened, with | between them; else the text alone."""
    if not _CELLS.search(text):
        return [text]
    return [cell for part in text.split("|") if (cell := part.strip())]


def _is_menu(text: str) -> bool:
    entries = text.split()
    return (
        len(entries) >= _MENU
        and all(len(entry) <= _ENTRY for entry in entries)
        and not _MARKS.search(text)
    )
