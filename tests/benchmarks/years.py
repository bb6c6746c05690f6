"""Consecutive years' reports of made-up units, and which sentence goes on from which."""

import random
import re
from typing import NamedTuple

_CHOICE = re.compile(r"\{([^{}]*)\}")

# A move of the report a line; {a|b} is one or the other, clauses behind / may be left out.
_MOVES = """
{全年|本年度|一年来}{通过门户网站|在政府网站}{主动公开|发布}政府信息#条/其中{部门动态|工作动态}#条、{通知公告|公告公示}#条/{公开总量|信息总量}较上年{增加|增长}#条
{政务微信公众号|“两微一端”等政务新媒体}{推送|发布}{信息|消息}#条/{累计阅读|阅读总量}#人次
{围绕|聚焦}{重大项目|重点工程}{批准和实施|审批和建设}公开{信息|文件}#条/{征地信息|土地征收信息}#条
{制发|印发}行政规范性文件#件/{并|均}{在网站|在政府公报}{集中公开|公布}/{废止|宣布失效}#件
{发布|推出}政策{解读材料|解读稿件}#篇/{采用图解、问答、短视频等|以图表、问答、视频等}形式/{解读率|解读比例}达到百分之百
{及时|按时}公开{预算、决算|财政预决算}和“三公”经费{信息|情况}/{细化|明确}到{项级|款级}科目
{公示|公开}行政许可{结果|决定}#件、行政处罚{结果|决定}#件/{做到|实现}七个工作日内{上网|公示}
{全年|本年度}{收到|受理}政府信息公开申请#件/{比上年|较上年}{减少|增加}#件/{均|全部}{在法定期限内|按期}{答复|办结}
{申请内容|群众申请}{主要涉及|集中在}{房屋征收|土地征收}、{社会保障|劳动就业}等{方面|领域}
{规范|优化}依申请公开{办理流程|答复流程}/{严格落实|执行}登记、审核、{办理|起草}、答复、归档{各环节|全链条}{要求|责任}
{对|针对}{答复文书|答复书}{统一使用|推行}{标准文本|格式文本}/{由法律顾问|请法制机构}{逐件|逐份}{把关|审核}
{结转|转入}下年度{继续办理|办理}的申请#件
{因政府信息公开|涉政府信息公开}的行政复议#件/{结果维持|维持}#件/行政诉讼#件
{修订|更新}政府信息公开指南和{基本目录|公开目录}/{调整|优化}{栏目|版块}#个
{对|按照}存量{规范性文件|文件}{开展|组织}{清理|清查}/{标注|注明}{有效性|效力状态}#件
{落实|执行}{信息发布|公开}“三审三校”{制度|要求}/{未发生|没有出现}{失泄密|泄密}{问题|事件}
{明确|指定}#名{工作人员|专人}{负责|承担}{信息管理|日常管理}工作/{实行|落实}A、B岗{制度|安排}
{建立|健全}{公开属性|信息公开属性}源头{认定|管理}机制/{公文|文件}{起草|拟制}时{同步|一并}{确定|明确}公开属性
{定期|每季度}{对|组织}{网站|门户网站}内容{巡查|检查}/{整改|纠正}{错别字|表述错误}、{失效链接|死链}#处
{按照|根据}上级{统一部署|要求}{推进|完成}网站{适老化|无障碍}改造/{新增|开设}{大字版|语音播报}功能
{关停|注销}{不活跃|长期不更新}的政务新媒体账号#个/{保留|留存}#个{统一|集中}管理
{在|于}政务服务{大厅|中心}{设置|设立}{政府信息公开查阅点|查阅专区}/{配备|放置}{自助终端|查询电脑}#台/{接待|服务}群众#人次
{向|按时向}{档案馆|图书馆}{移交|报送}{主动公开文件|公开文件}#份
{举办|组织}“政府开放日”{活动|主题活动}#场/{邀请|吸引}{群众代表|企业代表}#人次{参加|走进机关}
{召开|举行}新闻发布会#场/{回应|解答}{记者提问|社会关切}#个
{就|围绕}{重大行政决策|民生实事}{公开征求意见|征集意见}#次/{采纳|吸收}意见#条
{办理|答复}人大代表建议、政协提案#件/{除涉密外|按规定}{全文|及时}{公开|公布}
{回复|答复}{领导信箱|局长信箱}{来信|留言}#件/{群众满意率|满意率}{保持在|达到}百分之九十以上
{把|将}政务公开{纳入|列入}年度{绩效考核|目标考核}/{占|分值为}#分
{组织|开展}政府信息公开{专题培训|业务培训}#期/{培训|覆盖}#人次
{开展|组织}{社会评议|群众评议}/{发放|回收}{问卷|评议表}#份/{满意率|好评率}#%
{全年|本年度}{没有|未}发生{因信息公开|因公开工作}{被追究责任|受到责任追究}的{情形|情况}
{基层|乡镇}政务公开标准化规范化{持续|稳步}{推进|深化}/{完善|更新}#个领域{标准目录|事项目录}
{对|面向}{企业|市场主体}{推送|精准推送}惠企政策#条/{建成|开设}政策{专栏|直通车}#个
{教育、医疗|供水、供气}等公共企事业单位{信息公开|公开}{制度|办法}{得到落实|落实到位}/{公布|公开}服务{承诺|信息}#条
{部分|少数}股室{对公开工作|对这项工作}{认识不够|重视不足}/{主动性|积极性}{不强|有待提高}
{政策解读|解读}{形式|方式}{不够丰富|较为单一}/{图解、视频|新媒体}{解读|产品}{偏少|较少}
{信息更新|栏目更新}{不够及时|存在滞后}/{个别栏目|少数栏目}{更新周期|间隔}较长
{加强|强化}{学习培训|业务学习}/{以案例|用实例}{讲解|解读}条例/{提升|提高}{工作人员|经办人员}{能力|水平}
{丰富|创新}解读{方式|形式}/{多用|增加}{图表、短视频|动漫、音频}/{让群众|使公众}{看得懂|听得明白}
{建立|制定}{更新台账|栏目更新清单}/{逐月|按月}{提醒|督办}/{通报|曝光}{超期|逾期}栏目
{全年|本年度}{没有|未}{收取|产生}信息处理费
"""
_EXTRA = (
    "取得较好成效",
    "有力保障群众知情权",
    "相关情况已报上级",
    "得到群众认可",
    "为企业群众提供便利",
    "下一步持续推进",
)
# How often each happens; set so that likenesses are spread as between real reports of two years.
_AS_IT_WAS = 0.15
_OTHER_WORD = 0.6
_OTHER_CLAUSE = 0.3
_TURNED = 0.2
_EXTRA_CLAUSE = 0.15
_YEAR_NAMED = 0.3


class Years(NamedTuple):
    """Two reports in the order of their sentences, and the pairs that belong together."""

    last: list[str]
    this: list[str]
    pairs: set[tuple[int, int]]
    """Places in `this` and `last`; a sentence that was dropped or is new is in no pair."""


class Wording(NamedTuple):
    """How a clerk put a move: what stands in each slot, and which clauses there are, in order."""

    words: list[str]
    clauses: list[int]


def worded(move: str, rng: random.Random) -> Wording:
    """Put a move into words for the first time."""
    words = [rng.choice(slot.split("|")) for slot in _CHOICE.findall(move)]
    return Wording(words, [0, *(n for n in range(1, _clauses(move)) if rng.random() < 0.75)])


def reworded(move: str, before: Wording, rng: random.Random) -> Wording:
    """Go over last year's wording: other words here and there, a clause more or less, turned."""
    if rng.random() < _AS_IT_WAS:
        return before
    words = [
        rng.choice(slot.split("|")) if rng.random() < _OTHER_WORD else word
        for slot, word in zip(_CHOICE.findall(move), before.words, strict=True)
    ]
    kept = [
        n
        for n in range(1, _clauses(move))
        if (n in before.clauses) ^ (rng.random() < _OTHER_CLAUSE)
    ]
    if rng.random() < _TURNED:
        kept.reverse()
    return Wording(words, [0, *kept])


def written(move: str, wording: Wording, year: int, rng: random.Random) -> str:
    """Write the sentence, with figures of its own."""
    words = iter(wording.words)
    clauses = _CHOICE.sub(lambda _: next(words), move).split("/")
    parts = [clauses[number] for number in wording.clauses]
    if rng.random() < _EXTRA_CLAUSE:
        parts.append(rng.choice(_EXTRA))
    text = "，".join(parts)
    if rng.random() < _YEAR_NAMED:
        text = f"{year}年，{text}"
    return re.sub("#", lambda _: str(int(rng.paretovariate(0.7))), text) + "。"


def years(rng: random.Random) -> Years:
    """Make two reports of one unit: most moves stay, some are dropped, some are new."""
    moves = [line for line in _MOVES.split("\n") if line]
    rng.shuffle(moves)
    stay, gone, new = moves[:24], moves[24:31], moves[31:38]
    year = rng.randint(2019, 2025)
    before, after = stay + gone, stay + new
    rng.shuffle(before)
    rng.shuffle(after)
    first = {move: worded(move, rng) for move in before}
    second = [reworded(m, first[m], rng) if m in first else worded(m, rng) for m in after]
    places = {move: place for place, move in enumerate(before)}
    return Years(
        [written(move, wording, year - 1, rng) for move, wording in first.items()],
        [written(*one, year, rng) for one in zip(after, second, strict=True)],
        {(place, places[move]) for place, move in enumerate(after) if move in places},
    )


def _clauses(move: str) -> int:
    return move.count("/") + 1
