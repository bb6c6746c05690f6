"""Chinese line breaking inside textual.

Textual breaks lines in two places, one for editable text and one for everything else. Both are
private names that a new textual release may move, so they are looked up here and nowhere else.
"""

from types import ModuleType

import textual.content
import textual.document._wrapped_document

from assistant.text.linebreak import break_offsets

SEAMS: tuple[tuple[ModuleType, str], ...] = (
    (textual.document._wrapped_document, "compute_wrap_offsets"),
    (textual.content, "divide_line"),
)
"""Module and name of each function that decides where textual breaks a line."""


def wrap_offsets(
    text: str,
    width: int,
    tab_size: int,
    fold: bool = True,
    precomputed_tab_sections: list[tuple[str, int]] | None = None,
) -> list[int]:
    """Give the code-point indices at which one line of editable text is broken.

    `fold` and `precomputed_tab_sections` are what textual passes; a run too long for a line is
    always cut, so neither changes the result.
    """
    return break_offsets(text, width, tab_size) if width > 0 else []


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """Give the code-point indices at which one line of shown text is broken.

    Textual has already replaced tabs by spaces, and takes the spaces off the end of each line.
    """
    return break_offsets(text, width) if width > 0 else []


def install() -> None:
    """Make every textual widget of this process break lines by the rules of Chinese print.

    Raises:
        AttributeError: textual no longer has one of the names this replaces.
    """
    for (module, name), function in zip(SEAMS, (wrap_offsets, divide_line), strict=True):
        getattr(module, name)
        setattr(module, name, function)
