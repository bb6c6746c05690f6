"""Turns a draft, or an answers file, into files."""

from collections.abc import Sequence
from pathlib import Path

from assistant.draft.points import OpenPoint
from assistant.errors import UserError
from assistant.form.load import LoadedForm
from assistant.report.model import Report


class UnfinishedError(UserError):
    """The draft lacks required answers; `points` says which, and the step that asks for each."""

    def __init__(self, points: Sequence[OpenPoint]) -> None:
        self.points = tuple(points)
        lines = [
            f"　{i}. {p.message}" + (f"（向{p.office}要）" if p.office else "")
            for i, p in enumerate(points, 1)
        ]
        super().__init__(f"还有 {len(points)} 处没有定下来：\n" + "\n".join(lines))


def export(
    loaded: LoadedForm,
    report: Report,
    points: Sequence[OpenPoint],
    targets: Sequence[Path],
    *,
    unfinished: bool = False,
    templates: Path | None = None,
) -> list[Path]:
    """Write a report to every target, whose endings choose the formats.

    Everything is rendered, and proved by reading it back, before anything is written.

    Raises:
        UnfinishedError: points are open and `unfinished` was not asked for.
        UserError: an ending is not known, a template is wrong, what was rendered does not say
            all of the report, or a file cannot be written.
    """
    from assistant.documents.proof import prove
    from assistant.documents.writing import FORMATS, render, save

    if points and not unfinished:
        raise UnfinishedError(points)
    for target in targets:
        if target.suffix.lstrip(".").lower() not in FORMATS:
            known = "、".join(f".{name}" for name in FORMATS)
            raise UserError(f"{target}：不认识的格式，文件名要以 {known} 结尾")
    rendered: list[tuple[Path, bytes]] = []
    for target in targets:
        kind = target.suffix.lstrip(".").lower()
        data = render(report, loaded, kind, templates)
        differences = prove(data, kind, report, loaded)
        if differences:
            raise UserError(
                f"{target}：写出的内容读回来和报告不一致，没有保存。请核对模板：\n　"
                + "\n　".join(differences)
            )
        rendered.append((target, data))
    for target, data in rendered:
        save(data, target)
    return list(targets)
