"""Names of places and public bodies, told by what they end in."""

import re
from typing import NamedTuple

_HAN = re.compile("[\u4e00-\u9fff]")
# No name goes on in front of these; with nothing else before the end (我局, 全县) it is none.
_BOUNDS = frozenset("的和与及或在由向对被把将从到至为是我本各该全某等跟按同因就并以有赴了每逐见")
_VERBS = re.compile(
    "组织|邀请|公布|发布|印发|公开|公示|查询|申请|更新|纳入|列入|参加|围绕|关于|工作|加强|个别|部分|参训|"
    "会同|联合|配合|协助|协调|聘请|报送|抄送|移送|转交|移交|征求|商请|提请|安排|指导|督促|"
    "要求|前往|位于|依托|通过|借助|利用|运用|采用|结合|面向|走进|深入|支持|帮助|来自|以及|所属|下属|其他|其它|有关|相关|上级|下级"
)
# Words in the names of offices as well, but not in those of places: 建设局, 发展和改革局.
_BEFORE_PLACES = re.compile(
    f"{_VERBS.pattern}|发挥|实现|优化|开展|聚焦|发展|建设|打造|选取|创新|推进|推动|提升|促进|完善|健全|服务|覆盖|"
    "解决|保障|落实|基层|特色|年度|全面|持续|不断|积极|助力|惠及|统筹|鼓励|引导|获$"
)
_GENERIC = frozenset({"新区", "社区"})
_DATED = re.compile(r"[\d全本今每当]年")
_LONGEST = 8
_CORE = 2

# What stands behind decides: 市场, 区别, 县级 and 乡村 are no places.
_PLACE = re.compile(
    "省(?![级直略内外钱时市县区])|市(?![场民级直区县州容政值内外长])|县(?![级直区域内外长市])|"
    "区(?![别分域级直间内外长县块])|镇(?![村级区])|乡(?![村镇级])|村(?![民级务居组镇庄口头里内部医干])|"
    "街道(?!办)|社区|自治州|自治旗|苏木|嘎查"
)
_NO_PLACE = re.compile(
    "城市|都市|超市|上市|门市|省市县|县市|省市|市县|区县|县区|县乡|区市|地市|节省|地区|小区|园区|景区|片区|市区|辖区|城区|校区|"
    "灾区|库区|山区|郊区|街区|分区|专区|禁区|误区|选区|城镇|乡镇|集镇|村镇|城乡|下乡|返乡|家乡|农村|乡村|"
    "镇村|单村|强[省市县区镇]|之乡|驻村|进村|行政村|自然村|行政区|学区|(?:[委网个]|(?<=[按参对依遵])照)(?:省市县?|市县|县市|县区|区县|乡镇|镇街|[省市县区镇乡村])"
)
_UNIT = re.compile(
    "委员会|办公室|人民政府|办事处|管理处|街道办|中心(?![工任城镇思内])|大队|支队|法院|检察院|研究院|医院|学校|中学|小学|"
    "幼儿园|档案馆|图书馆|博物馆|文化馆|公司|协会|联合会|局(?![面限势部长内])|厅(?![长内局])"
)
_NO_UNIT = re.compile("格局|布局|大局|开局|当局|结局|大厅|客厅|为中心")


class Name(NamedTuple):
    """A name as it stands in a text."""

    text: str
    core: str
    """Its end, by which the same name is known behind other words: 运输局 of 交通运输局."""


def places(text: str) -> list[Name]:
    """Give the names of places in a folded text, in reading order."""
    found = _names(text, _PLACE, _NO_PLACE, _BEFORE_PLACES)
    return [name for name in found if name.text not in _GENERIC]


def units(text: str) -> list[Name]:
    """Give the names of public bodies, schools and the like, in reading order."""
    return _names(text, _UNIT, _NO_UNIT, _VERBS)


def _names(
    text: str, endings: re.Pattern[str], none: re.Pattern[str], verbs: re.Pattern[str]
) -> list[Name]:
    taken = {match.end() for match in none.finditer(text)}
    borders = {match.end() for match in _PLACE.finditer(text)}
    found: list[Name] = []
    for ending in endings.finditer(text):
        if ending.end() in taken:
            continue
        begin = ending.start()
        while (
            begin > max(ending.start() - _LONGEST, 0)
            and begin not in borders
            and _HAN.match(text[begin - 1])
            and text[begin - 1] not in _BOUNDS
        ):
            begin -= 1
        for verb in verbs.finditer(text, begin, ending.start()):
            begin = verb.end()
        if _DATED.match(text, begin - 1):
            begin += 1
        if begin < ending.start():
            core = max(begin, ending.start() - _CORE)
            found.append(Name(text[begin : ending.end()], text[core : ending.end()]))
            borders.add(ending.end())
    return found
