"""What a person is told when something given to the program cannot be used."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file people write: where it stands, what is wrong, what to do."""

    message: str
    file: Path | None = None
    line: int | None = None
    name: str = ""

    def __str__(self) -> str:
        place = "" if self.file is None else str(self.file)
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"第 {self.line} 行"
        parts = [part for part in (place, self.name) if part]
        return f"{'：'.join(parts)}：{self.message}" if parts else self.message


class UserError(Exception):
    """An error whose text is meant for the person at the keyboard, in Chinese."""


class ProblemsError(UserError):
    """Everything wrong with a file or folder, reported together.

    Attributes:
        problems: every problem, in file and line order.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (str(p.file or ""), p.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))
