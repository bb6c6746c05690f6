"""The parts of a Word package that are the same for every form: page, styles, fonts, footers.

Measures follow GB/T 9704-2012; lengths are twentieths of a point (dxa), sizes half points.
"""

from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LINE = 579
LINES = 22
FOOTER = 1304

BODY, TITLE, HEADING, SUBHEADING = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
TABLE_FONT = "宋体"

_FONTS = (
    ("仿宋_GB2312", "仿宋", "02010609030101010101", "modern", "fixed"),
    ("仿宋", "FangSong", "02010609060101010101", "modern", "fixed"),
    ("方正小标宋简体", "方正小标宋_GBK", "02000000000000000000", "script", "fixed"),
    ("黑体", "SimHei", "02010609060101010101", "modern", "fixed"),
    ("楷体_GB2312", "楷体", "02010609030101010101", "modern", "fixed"),
    ("楷体", "KaiTi", "02010609060101010101", "modern", "fixed"),
    ("宋体", "SimSun", "02010600030101010101", "auto", "variable"),
)


def static_parts() -> Mapping[str, bytes]:
    """Give every part but the document itself, by name."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"/>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ 标题 }}</dc:title>'
            "<dc:creator>{{ 单位 }}</dc:creator><dc:language>zh-CN</dc:language>"
            "</cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
            ("footer", "footer2.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    return {name: (_HEAD + text).encode("utf-8") for name, text in texts.items()}


def document(body: str) -> bytes:
    """Give the document part: a body and the page it is set on."""
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" '
        f'w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )
    return (
        f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{section}</w:body>'
        "</w:document>"
    ).encode()


def fonts(name: str) -> str:
    """Name one font for every script, so that no theme or Latin font steps in."""
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" '
        'w:hint="eastAsia"/>'
    )


def _content_types() -> str:
    parts = [
        ("word/document", "document.main"),
        ("word/styles", "styles"),
        ("word/settings", "settings"),
        ("word/fontTable", "fontTable"),
        ("word/footer1", "footer"),
        ("word/footer2", "footer"),
    ]
    overrides = [(f"/{name}.xml", f"{_TYPE}.{kind}+xml") for name, kind in parts]
    overrides += [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
    ]
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in overrides)
        + "</Types>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    def kind(name: str) -> str:
        return f"{_PACKAGE}/relationships/{name}" if name.startswith("metadata") else f"{R}/{name}"

    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{i}" Type="{kind(name)}" Target="{target}"/>'
            for i, (name, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def _style(
    kind: str, identifier: str, name: str, *properties: str, based: str = "", default: bool = False
) -> str:
    standing = ' w:default="1"' if default else "" if name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{standing} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + "<w:qFormat/>"
        + "".join(properties)
        + "</w:style>"
    )


def _text(font: str, size: int, extra: str = "") -> str:
    return f'<w:rPr>{fonts(font)}{extra}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _spacing(line: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _styles() -> str:
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    # 28 characters of 16 pt are a little wider than the 156 mm between the margins.
    tight = '<w:spacing w:val="-5"/>'
    heading = "<w:keepNext/><w:keepLines/>"
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY)}'
        '<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/>"
        "</w:docDefaults>"
        + _style(
            "paragraph",
            "Normal",
            "Normal",
            '<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:autoSpaceDE w:val="0"/>'
            f'<w:autoSpaceDN w:val="0"/>{_spacing(LINE)}<w:jc w:val="both"/></w:pPr>',
            _text(BODY, 32, tight),
            default=True,
        )
        + _style(
            "paragraph",
            "Title",
            "Title",
            f'<w:pPr><w:keepLines/><w:snapToGrid w:val="0"/>{_spacing(700, 0, LINE)}'
            '<w:jc w:val="center"/></w:pPr>',
            _text(TITLE, 44),
            based="Normal",
        )
        + _style(
            "paragraph",
            "Heading1",
            "heading 1",
            f'<w:pPr>{heading}{indent}<w:outlineLvl w:val="0"/></w:pPr>',
            _text(HEADING, 32),
            based="Normal",
        )
        + _style(
            "paragraph",
            "Heading2",
            "heading 2",
            f'<w:pPr>{heading}{indent}<w:outlineLvl w:val="1"/></w:pPr>',
            _text(SUBHEADING, 32),
            based="Normal",
        )
        + _style("paragraph", "Body", "公文正文", f"<w:pPr>{indent}</w:pPr>", based="Normal")
        + _style(
            "paragraph",
            "TableText",
            "表格文字",
            f'<w:pPr><w:snapToGrid w:val="0"/>{_spacing(240)}<w:jc w:val="center"/></w:pPr>',
            _text(TABLE_FONT, 18, '<w:spacing w:val="0"/>'),
            based="Normal",
        )
        + _style(
            "paragraph",
            "AfterTable",
            "表后空行",
            f'<w:pPr><w:snapToGrid w:val="0"/>{_spacing(240)}</w:pPr>',
            based="Normal",
        )
        + _style(
            "paragraph",
            "Signature",
            "Signature",
            '<w:pPr><w:keepNext/><w:ind w:rightChars="200" w:right="640"/>'
            '<w:jc w:val="right"/></w:pPr>',
            based="Normal",
        )
        + _style(
            "paragraph",
            "Date",
            "Date",
            '<w:pPr><w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/></w:pPr>',
            based="Normal",
        )
        + _style(
            "paragraph",
            "Footer",
            "footer",
            f'<w:pPr><w:snapToGrid w:val="0"/>{_spacing(280)}</w:pPr>',
            _text(TABLE_FONT, 28, '<w:spacing w:val="0"/>'),
            based="Normal",
        )
        + _style(
            "paragraph",
            "Tag",
            "模板语句",
            f'<w:pPr><w:snapToGrid w:val="0"/>{_spacing(280)}<w:jc w:val="left"/></w:pPr>',
            _text(TABLE_FONT, 18, '<w:noProof/><w:color w:val="7F7F7F"/><w:spacing w:val="0"/>'),
            based="Normal",
        )
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    return (
        f'<w:fonts xmlns:w="{W}">'
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
            f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/>'
            "</w:font>"
            for name, other, panose, family, pitch in _FONTS
        )
        + "</w:fonts>"
    )


def _footer(side: str) -> str:
    """Page number between dashes at the outer edge, one character in."""
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return (
        f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{run}<w:t>—</w:t></w:r>"
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        f"{run}<w:t>—</w:t></w:r></w:p></w:ftr>"
    )
