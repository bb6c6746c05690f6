"""The locked room templates run in, and its errors in plain words."""

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from jinja2 import (
    BaseLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from assistant.documents.writing.context import NAMES
from assistant.documents.writing.names import Names
from assistant.errors import Problem, ProblemsError, UserError


class Unknown(StrictUndefined):
    """A name the template uses and nobody gave; any use of it fails, naming it."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if owner is missing:
            known: list[str] = list(NAMES)
        elif isinstance(owner, Names):
            known = list(owner)
        else:
            return f"这里没有名为 {name} 的内容"
        close = difflib.get_close_matches(str(name), known, n=1, cutoff=0.4)
        return f"没有名为 {name} 的内容" + (f"，是不是 {close[0]}？" if close else "")


def environment(loader: BaseLoader | None, *, escape: bool) -> SandboxedEnvironment:
    """Make a sandboxed environment; `escape` for formats with markup."""
    return SandboxedEnvironment(
        loader=loader,
        undefined=Unknown,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@contextmanager
def plain_errors(template: Path) -> Iterator[None]:
    """Turn whatever goes wrong in a template into one message with file, line and name.

    Raises:
        ProblemsError: instead of any error a template causes.
    """
    try:
        yield
    except UserError:
        raise
    except TemplateSyntaxError as error:
        _fail(error.filename, template, error.lineno, f"模板写法不对（{error.message}）")
    except TemplateNotFound as error:
        file, line = template_place(error.__traceback__)
        _fail(file, template, line, f"没有找到模板文件 {error.name}")
    except (UndefinedError, SecurityError) as error:
        file, line = template_place(error.__traceback__)
        hint = "" if isinstance(error, UndefinedError) else "模板里不许这样用："
        _fail(file, template, line, f"{hint}{error.message}")
    except Exception as error:  # a template is a stranger's program: it can fail in any way
        file, line = template_place(error.__traceback__)
        _fail(file, template, line, f"模板出错（{error or type(error).__name__}）")


def template_place(traceback: TracebackType | None) -> tuple[str | None, int | None]:
    """Find the file and line of the innermost template frame of a traceback."""
    place: tuple[str | None, int | None] = (None, None)
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name == "<template>" or name.endswith(".j2"):
            place = (name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _fail(file: str | None, template: Path, line: int | None, message: str) -> NoReturn:
    path = Path(file) if file and file != "<template>" else template
    raise ProblemsError([Problem(message, path, line)]) from None
