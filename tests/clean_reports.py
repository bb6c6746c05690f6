"""Reports without a fault: random drafts whose numbers agree, written from the shipped bank."""

import random
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from drafts import SIZES, random_draft

from assistant.checks.finding import Subject
from assistant.draft.assemble import Assembler
from assistant.draft.events import AddSentences, NewSentence
from assistant.draft.figures import Figures, figures_of
from assistant.draft.interview import shown_steps, step
from assistant.draft.last_year import last_year_of
from assistant.draft.model import Draft, LastYear, Pair, Sentence
from assistant.form.answer import Typed
from assistant.form.load import LoadedForm
from assistant.form.model import Table
from assistant.form.values import Figure, show
from assistant.phrases.bank import Bank
from assistant.phrases.suggest import Suggester, kind_of
from assistant.report.model import Located, Report
from assistant.session.compose import composed, new_pair, new_sentence, shown_moves
from assistant.text.similarity import Words

UNITS = (
    "青禾县水利局",
    "青禾县柳河镇人民政府",
    "宁川市人民政府",
    "云岭区城东街道办事处",
    "宁川市发展和改革委员会",
    "青禾县人民政府",
    "青禾县卫生健康委员会",
)


@dataclass(frozen=True)
class Clean:
    """A report without a fault, and the draft it was assembled from."""

    draft: Draft
    located: Located

    @property
    def report(self) -> Report:
        return self.located.report


def clean_report(
    loaded: LoadedForm,
    bank: Bank,
    rng: random.Random,
    size: str = "mixed",
    unit: str | None = None,
    *,
    best: bool = False,
    last_year: LastYear | None = None,
) -> Clean:
    """Make a random draft whose numbers agree and assemble it.

    Args:
        best: take the sentences the program would compose, else any the bank offers.
    """
    answers = _answers(rng, SIZES[size], unit or rng.choice(UNITS))
    draft = random_draft(loaded, rng, SIZES[size], answers)
    draft = draft.model_copy(update={"cells": _cells(loaded, draft, rng, SIZES[size])})
    draft = draft.model_copy(update={"last_year": last_year, "narrative": {}, "pairs": {}})
    draft = _written(loaded, bank, draft, rng, best=best)
    located = Assembler(figures_of(loaded, draft), draft, bank.closed).run()
    return Clean(draft, located)


def following_year(loaded: LoadedForm, bank: Bank, before: Clean, rng: random.Random) -> Clean:
    """Make the report after `before`.

    Its carried-over figures fit, sentences compare years, and its problems are new ones.
    """
    last = last_year_of(loaded, before.draft, bank.closed)
    year = int(str(before.report.year)) + 1
    answers = _answers(rng, SIZES["mixed"], before.report.unit)
    answers |= {"年度": str(year), "成文日期": f"{year + 1}年1月20日"}
    draft = random_draft(loaded, rng, SIZES["mixed"], answers)
    cells = dict(_cells(loaded, draft, rng, SIZES["mixed"], last.cells))
    draft = draft.model_copy(
        update={"cells": cells, "last_year": last, "narrative": {}, "pairs": {}}
    )
    old = {pair.origin for pairs in before.draft.pairs.values() for pair in pairs}
    draft = _written(loaded, bank, draft, rng, best=False, old=old)
    return Clean(draft, Assembler(figures_of(loaded, draft), draft, bank.closed).run())


def subject_of(
    loaded: LoadedForm, clean: Clean, last: Report | None = None, words: Words | None = None
) -> Subject:
    """Give what the checks take for an assembled draft."""
    return Subject(clean.located, loaded, last_year=last, own=True, words=words)


def with_report(located: Located, report: Report) -> Located:
    """Give the same document saying something else."""
    return replace(located, report=report)


def _answers(rng: random.Random, size: object, unit: str) -> dict[str, Typed]:
    def number(most: int = 300) -> int:
        assert callable(size)
        return min(int(size(rng)), most)

    channels = rng.sample(["单位网站", "政府门户专栏", "微信公众号", "公示栏"], rng.randint(1, 4))
    split = [(c, str(number() + 1)) for c in channels]
    total = sum(int(n) for _, n in split)
    answers: dict[str, Typed] = {
        "单位全称": unit,
        "年度": "2025",
        "标题用语": rng.choice(["本地写法", "国办写法"]),
        "编号方式": rng.choice(["标题式", "一是式"]),
        "引言项": rng.choice([["依据", "统计期限"], ["统计期限"], [], ["依据"]]),
        "发布渠道": channels,
        "渠道分项": split,
        "发布总数": str(total),
        "有无申请": "有",
        "有无救济": "有",
        "成文日期": "2026年1月20日",
    }
    first = rng.randint(0, total)
    answers["类别分项"] = [("政务动态", str(first)), ("通知公告", str(total - first))]
    answers["重点条数"] = str(rng.randint(0, total))
    found = number(40)
    answers |= {"查出问题": str(found), "改好问题": str(rng.randint(0, found))}
    messages = number()
    answers |= {"留言收到": str(messages), "留言答复": str(rng.randint(0, messages))}
    for kind in ("建议", "提案"):
        handled = number(20)
        answers |= {f"{kind}办理": str(handled), f"{kind}公开": str(rng.randint(0, handled))}
    checked = number(20) + 2
    kept = rng.randint(1, checked)
    answers |= {
        "清理件数": str(checked),
        "清理结果": [("保留", str(kept)), ("修改", str(checked - kept))],
    }
    if checked == kept:
        answers["清理结果"] = [("保留", str(kept))]
    tasks = number(20)
    answers |= {"要点项数": str(tasks), "要点完成": str(rng.randint(0, tasks))}
    answers |= {"账号数": str(number(9)), "检查次数": str(number(12))}
    answers |= {"新媒体条数": str(number()), "有无收费": "没有"}
    answers |= {"许可公示": str(number(40)), "处罚公示": str(number(40))}
    if rng.random() < 0.2:
        notices = rng.randint(1, 4)
        owed = notices * 10 * rng.randint(1, 50)
        answers |= {"有无收费": "有", "通知件数": str(notices), "通知金额": str(owed)}
        answers["实收金额"] = str(rng.choice([0, owed, 10 * rng.randint(0, owed // 10)]))
    if size is SIZES["zero"]:
        answers |= {"有无申请": "没有", "有无救济": "没有", "有无收费": "没有"}
    return answers


def _cells(
    loaded: LoadedForm,
    draft: Draft,
    rng: random.Random,
    size: object,
    last: Mapping[str, Figure] | None = None,
) -> dict[str, Figure]:
    """Fill the tables so that every identity holds."""
    figures = figures_of(loaded, draft)
    cells: dict[str, Decimal] = {}
    form = loaded.form
    for table in form.tables:
        for address in table.addresses():
            cells[address] = Decimal(
                rng.choice([0, 0, 1, 2, 7]) if size is not SIZES["zero"] else 0
            )
    for row in ("规章", "规范性"):
        base = "文件." + row
        before = (last or {}).get(f"{base}.有效")
        start = before if isinstance(before, Decimal) else Decimal(rng.randint(0, 20))
        made = cells[f"{base}.制发"]
        ended = min(cells[f"{base}.废止"], start)
        cells[f"{base}.废止"] = ended
        cells[f"{base}.有效"] = start + made - ended
    for key in ("许可", "处罚"):
        shown = figures(f"{key}公示")
        cells[f"决定.{key}.件数"] = (
            shown if isinstance(shown, Decimal) else Decimal(0)
        ) + rng.choice([0, 1, 9])
    _balance(form.table["申请"], cells, rng, last, empty=figures("有无申请") == "没有")
    if figures("有无收费") == "没有":
        _no_unpaid(cells)
    return {a: f for a, f in cells.items() if a not in loaded.computed_cells}


def _balance(
    table: Table,
    cells: dict[str, Decimal],
    rng: random.Random,
    last: Mapping[str, Figure] | None,
    *,
    empty: bool,
) -> None:
    results = [
        r.key for r in table.rows if r.key not in {"新收", "上年结转", "结果总计", "结转下年"}
    ]
    for column in table.columns:
        if column.computed:
            continue
        at = f"{table.key}.{{}}.{column.key}".format
        before = (last or {}).get(at("结转下年"))
        carried = before if isinstance(before, Decimal) else Decimal(rng.choice([0, 0, 1, 3]))
        outcome = sum((cells[at(r)] for r in results), Decimal(0))
        left = Decimal(rng.choice([0, 0, 1, 2]))
        if outcome + left < carried:
            left += carried - outcome
        new = outcome + left - carried
        values = {"新收": new, "上年结转": carried, "结转下年": left}
        for row, value in values.items():
            cells[at(row)] = Decimal(0) if empty else value
        if empty:
            cells.update({at(r): Decimal(0) for r in results})


def _no_unpaid(cells: dict[str, Decimal]) -> None:
    for address in [a for a in cells if a.startswith("申请.逾期不缴费.")]:
        moved = address.replace("逾期不缴费", "逾期不补正")
        cells[moved] = cells[moved] + cells[address]
        cells[address] = Decimal(0)


def _written(
    loaded: LoadedForm,
    bank: Bank,
    draft: Draft,
    rng: random.Random,
    *,
    best: bool,
    old: Set[str] = frozenset(),
) -> Draft:
    figures = figures_of(loaded, draft)
    roles = loaded.form.roles
    suggester = Suggester(
        bank, loaded.wording, figures, show(figures(roles.unit)), kind_of(figures, roles.kind)
    )
    for one in shown_steps(figures):
        if one.kind == "aspect":
            sentences = (
                composed(figures, draft, suggester, one.aspect)
                if best
                else tuple(_any(figures, suggester, one.aspect, rng))
            )
            if sentences:
                result = step(loaded, draft, AddSentences(one.aspect, sentences))
                assert isinstance(result, Draft), result
                draft = result
    return _with_pairs(loaded, draft, suggester, rng, old)


def _any(
    figures: Figures, suggester: Suggester, aspect: str, rng: random.Random
) -> list[NewSentence]:
    out: list[NewSentence] = []
    for move in shown_moves(figures, aspect, suggester.kind):
        found = suggester.for_move(move.key)
        if move.key == "信息处理费":
            # One phrase only adds to the others and does not name the fee.
            found = [f for f in found if "处理费" in f.text] or found
        if found and (move.level != "选" or rng.random() < 0.6):
            out.append(new_sentence(rng.choice(found)))
    return out


def _with_pairs(
    loaded: LoadedForm, draft: Draft, suggester: Suggester, rng: random.Random, old: Set[str]
) -> Draft:
    for pairs in loaded.form.pairs.values():
        found = [one for one in suggester.pairs() if one.phrase.origin not in old][:6]
        chosen = rng.sample(found, min(len(found), rng.choice([2, 3])))
        made: list[Pair] = []
        number = draft.next_id
        for suggestion in chosen:
            new = new_pair(suggestion, pairs.problem, pairs.measure)
            sides = []
            for side in (new.problem, new.measure):
                sentences = []
                for s in side:
                    sentences.append(Sentence(id=number, text=s.text, origin=s.origin, move=s.move))
                    number += 1
                sides.append(tuple(sentences))
            made.append(Pair(id=number, origin=new.origin, problem=sides[0], measure=sides[1]))
            number += 1
        draft = draft.model_copy(
            update={"pairs": {**draft.pairs, pairs.key: tuple(made)}, "next_id": number}
        )
    return draft
