"""The steps of the interview that concern sentences: adding, editing, moving, pairing."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.draft.events import (
    AddSentences,
    ComposeSection,
    EditSentence,
    Event,
    FinishAspect,
    FinishPairs,
    MoveSentence,
    NewSentence,
    Refused,
    SetPairs,
)
from assistant.draft.model import Draft, Pair, Sentence, updated
from assistant.form.load import LoadedForm
from assistant.form.wording import cut_source, source


def prose_step(loaded: LoadedForm, draft: Draft, event: Event) -> Draft | Refused:
    """Apply an event that concerns sentences or pairs."""
    match event:
        case AddSentences():
            return _add(loaded, draft, event)
        case EditSentence():
            return _edit(loaded, draft, event)
        case MoveSentence():
            return _move(draft, event)
        case FinishAspect():
            if event.aspect not in loaded.form.aspect:
                return Refused(f"没有名为 {event.aspect} 的方面")
            return updated(draft, done=draft.done | {event.aspect}, at=None)
        case ComposeSection():
            if event.section not in loaded.form.section:
                return Refused(f"没有名为 {event.section} 的节")
            return updated(draft, auto=draft.auto | {event.section})
        case SetPairs():
            return _set_pairs(loaded, draft, event)
        case FinishPairs():
            return _finish_pairs(loaded, draft, event)
        case _:
            return Refused("不认识的操作")


def _made(new: NewSentence, number: int) -> Sentence:
    return Sentence(id=number, text=new.text, origin=new.origin, edited=new.edited, move=new.move)


def _add(loaded: LoadedForm, draft: Draft, event: AddSentences) -> Draft | Refused:
    aspect = loaded.form.aspect.get(event.aspect)
    if aspect is None:
        return Refused(f"没有名为 {event.aspect} 的方面")
    texts = _cut(loaded, event.sentences)
    if not texts:
        return Refused("还没有写")
    order = {move.key: i for i, move in enumerate(aspect.moves)}
    sentences = list(draft.narrative.get(event.aspect, ()))
    for i, new in enumerate(texts):
        made = _made(new, draft.next_id + i)
        rank = order.get(new.move, len(order))
        at = len(sentences)
        while new.move and at and order.get(sentences[at - 1].move, -1) > rank:
            at -= 1
        sentences.insert(at, made)
    return updated(
        draft,
        narrative={**draft.narrative, event.aspect: tuple(sentences)},
        next_id=draft.next_id + len(texts),
    )


def _cut(loaded: LoadedForm, sentences: Iterable[NewSentence]) -> list[NewSentence]:
    """Make one sentence each of what was typed; braces that are no slots become wording.

    A sentence that breaks off without a mark gets its stop.
    """
    return [
        replace(new, text=_stopped(source(loaded.wording.parts(text))))
        for new in sentences
        for text in cut_source(new.text)
    ]


def _stopped(text: str) -> str:
    return f"{text}。" if text[-1:].isalnum() or text.endswith(("）", "》", "%")) else text


def _edit(loaded: LoadedForm, draft: Draft, event: EditSentence) -> Draft | Refused:
    if event.id not in draft.sentences():
        return Refused("这句话已经不在稿子里")

    texts = [new.text for new in _cut(loaded, [NewSentence(event.text)])]

    def changed(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        out: list[Sentence] = []
        for s in sentences:
            if s.id != event.id or texts == [s.text]:
                out.append(s)
                continue
            ids = [s.id, *range(draft.next_id, draft.next_id + len(texts))]
            out += [
                s.model_copy(update={"id": i, "text": text, "edited": True})
                for i, text in zip(ids, texts, strict=False)
            ]
        return tuple(out)

    pairs = {
        key: tuple(
            p.model_copy(update={"problem": changed(p.problem), "measure": changed(p.measure)})
            for p in group
        )
        for key, group in draft.pairs.items()
    }
    kept = {key: tuple(p for p in g if p.problem or p.measure) for key, g in pairs.items()}
    narrative = {key: changed(group) for key, group in draft.narrative.items()}
    next_id = draft.next_id + max(0, len(texts) - 1)
    return updated(draft, narrative=narrative, pairs=kept, next_id=next_id)


def _move(draft: Draft, event: MoveSentence) -> Draft | Refused:
    for key, group in draft.narrative.items():
        ids = [s.id for s in group]
        if event.id not in ids:
            continue
        at = ids.index(event.id)
        to = at + event.by
        if not 0 <= to < len(group):
            return Refused("已经到头了")
        moved = list(group)
        moved.insert(to, moved.pop(at))
        return updated(draft, narrative={**draft.narrative, key: tuple(moved)})
    return Refused("这句话不能移动")


def _set_pairs(loaded: LoadedForm, draft: Draft, event: SetPairs) -> Draft | Refused:
    pairs = loaded.form.pairs.get(event.key)
    if pairs is None:
        return Refused(f"没有名为 {event.key} 的问题与措施")
    if len(event.pairs) > pairs.most:
        return Refused(f"最多写 {pairs.most} 条")
    number = draft.next_id
    made: list[Pair] = []

    def side(sentences: Iterable[NewSentence], move: str) -> list[NewSentence]:
        return [replace(s, move=s.move or move) for s in _cut(loaded, sentences)]

    for new in event.pairs:
        problem = tuple(
            _made(s, number + 1 + i) for i, s in enumerate(side(new.problem, pairs.problem))
        )
        start = number + 1 + len(problem)
        measure = tuple(_made(s, start + i) for i, s in enumerate(side(new.measure, pairs.measure)))
        made.append(Pair(id=number, origin=new.origin, problem=problem, measure=measure))
        number = start + len(measure)
    done = draft.done - {event.key}
    return updated(draft, pairs={**draft.pairs, event.key: tuple(made)}, next_id=number, done=done)


def _finish_pairs(loaded: LoadedForm, draft: Draft, event: FinishPairs) -> Draft | Refused:
    pairs = loaded.form.pairs.get(event.key)
    if pairs is None:
        return Refused(f"没有名为 {event.key} 的问题与措施")
    chosen = draft.pairs.get(event.key, ())
    if len(chosen) < pairs.least:
        return Refused(f"至少写 {pairs.least} 条问题，每条配一条措施")
    if any(not p.problem or not p.measure for p in chosen):
        return Refused("每条问题都要有措施，每条措施都要有问题")
    return updated(draft, done=draft.done | {event.key}, at=None)
