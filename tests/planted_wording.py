"""Planted faults of wording, marks and self-names."""

import re

from planted import Case, plants

_HAN = "\u4e00-\u9fff"
_WORDS = (
    "政府信息公开申请办理制度平台建设栏目更新审核发布解读回应培训检查整改情况工作网站"
    "规范性文件监督保障目录指南渠道群众留言答复会议研究公布内容"
)
_PAIRS = tuple({_WORDS[i : i + 2] for i in range(0, len(_WORDS) - 1, 2)})


@plants("W01")
def character_twice(case: Case) -> Case | None:
    word = case.rng.choice(_PAIRS)
    side = case.rng.choice([0, 1])
    twice = word[0] + word if side == 0 else word + word[1]
    return case.replacing(word, lambda _: twice)


@plants("W01")
def word_twice(case: Case) -> Case | None:
    word = case.rng.choice(["政府信息公开", "信息", "制度", "栏目", "申请", "更新", "网站", "培训"])
    return case.replacing(word, lambda m: m[0] * 2)


@plants("W01")
def wrong_character(case: Case) -> Case | None:
    wrong = {
        "渠道": "渠到",
        "部署": "布署",
        "栏目": "拦目",
        "健全": "建全",
        "答复": "答夏",
        "政府信息公开": "政府信公开",
        "依申请公开": "依申公开",
        "覆盖": "复盖",
        "行政诉讼": "行政诉松",
        "行政复议": "行政复义",
        "规范性文件": "规犯性文件",
        "不予公开": "不于公开",
        "已办结": "己办结",
        "未收到": "末收到",
    }
    word = case.rng.choice([w for w in wrong if w != "渠道"])
    made = case.replacing(word, lambda m: wrong[m[0]])
    added = {
        "部署": "年初布署公开任务。",
        "健全": "建立建全公开制度。",
        "覆盖": "公示栏复盖全部村组。",
        "已办结": "全部申请己办结。",
        "未收到": "全年末收到投诉举报。",
    }
    return made or (case.adding("监督保障", added[word]) if word in added else None)


@plants("W02")
def mark_twice(case: Case) -> Case | None:
    return case.replacing(r"[，。、；]", lambda m: m[0] + case.rng.choice([m[0], "。", "，"]))


@plants("W02")
def bracket_lost(case: Case) -> Case | None:
    return case.replacing(r"[《》“”（）]", lambda _: "")


@plants("W02")
def bracket_added(case: Case) -> Case | None:
    return case.replacing(f"(?<=[{_HAN}])(?=[{_HAN}])", lambda _: case.rng.choice("《》“”（）"))


@plants("W02")
def half_width(case: Case) -> Case | None:
    half = {"，": ",", "。": ".", "；": ";", "：": ":"}
    return case.replacing(f"(?<=[{_HAN}])[，；：](?=[{_HAN}])|。$", lambda m: half[m[0]])


@plants("W02")
def end_lost(case: Case) -> Case:
    return case.adding("监督保障", "另外，明年继续公开本单位的重点工作，按季检查更新情况")


@plants("W04")
def other_unit(case: Case) -> Case | None:
    name = case.report.self_name
    others = [n for n in ("我局", "我委", "我镇", "我乡", "我街道", "我厅", "我中心") if n != name]
    if not name or name not in {"我局", "我委", "我镇", "我乡", "我街道"}:
        return None
    return case.replacing(name, lambda _: case.rng.choice(others))


_TERMS = (
    "截止{y}年12月31日，网站栏目全部更新。",
    "截止目前没有投诉举报。",
    "截止到{y}年底，全部留言已答复。",
    "有{n}件申请转接下年度办理。",
    "涉及国家机密的内容不上网。",
    "坚持应公开、尽公开。",
    "没有其它需要说明的情况。",
    "收到依申请公开{n}件。",
    "准予公开申请{n}件。",
    "公布行政规范文件{n}件。",
)


@plants("W05")
def wrong_term(case: Case) -> Case:
    text = case.rng.choice(_TERMS).format(y=case.report.year, n=case.rng.randint(1, 40))
    return case.adding("监督保障", text)


_SENTENCES = (
    "本报告包括总体情况、主动公开政府信息情况、其他需要报告的事项六个部分组成。",
    "本报告由总体情况、主动公开政府信息情况、其他需要报告的事项等六个部分。",
    "数据统计期限为{y}年1月1日至{y}年12月31日止。",
    "加强政务公开工作力度。",
    "加大对公开内容进行梳理。",
    "仍然还有栏目更新慢的现象。",
    "目的是为了方便群众查阅。",
)


@plants("W06")
def crooked_sentence(case: Case) -> Case:
    text = case.rng.choice(_SENTENCES).format(y=case.report.year)
    return case.adding("监督保障", text)


@plants("W07")
def residue(case: Case) -> Case | None:
    left = case.rng.choice(
        [
            "[bookmark: _GoBack]",
            "&nbsp;",
            "<p>",
            "_Toc123456789",
            "\ufffd",
            "锟斤拷",
            "**",
            "\ue5f9",
        ]
    )
    text = f"{left}公开栏由专人更新。" if left != "**" else "**公开栏**由专人更新。"
    return case.adding("监督保障", text)


@plants("W08")
def item_twice(case: Case) -> Case:
    item = case.rng.choice(["公示栏", "微信公众号", "单位网站", "乡镇", "办公室"])
    others = case.rng.sample(["公告栏", "服务窗口", "政府网站", "村组", "业务股室"], 2)
    items = case.rng.choice([[item, *others, item], [others[0], item, item], [item, item, *others]])
    return case.adding("监督保障", f"公开内容同步到{'、'.join(items)}等处。")


@plants("W08")
def level_twice(case: Case) -> Case:
    text = case.rng.choice(["按照省、区、区统一部署落实。", "根据国家、省、省有关要求落实。"])
    return case.adding("监督保障", text)


_HOLLOW = (
    "高度重视公开工作，切实加强领导，不断完善制度，扎实推进公开，狠抓落实，取得显著成效。",
    "坚持高位推动，凝心聚力，久久为功，多措并举，持续发力，推动公开走深走实、落地见效。",
)


@plants("P03")
def empty_talk(case: Case) -> Case:
    return case.adding("监督保障", case.rng.choice(_HOLLOW))


@plants("W03")
def ordinal_mark(case: Case) -> Case | None:
    found = False

    def changed(text: str) -> str:
        nonlocal found
        made = re.sub(r"^(（[一二三四五]）)(?=[^、])", r"\1、", text)
        found = found or made != text
        return made

    made = case.with_passages(lambda p: p.model_copy(update={"heading": changed(p.heading)}))
    return made if found else None


@plants("D04")
def regulation_name(case: Case) -> Case | None:
    wrong = case.rng.choice(["信息公开条例", "政府公开条例", "政务公开条例", "政府信息公开法"])
    return case.replacing("政府信息公开条例", lambda _: wrong)
