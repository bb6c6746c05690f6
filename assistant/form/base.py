"""What every part of a form is made of: strict values, flags, names, and checks with a severity."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict


def _yes_no(value: object) -> object:
    return {"是": True, "否": False, "true": True, "false": False}.get(str(value), value)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Flag = Annotated[bool, BeforeValidator(_yes_no)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Model(BaseModel):
    """Frozen, and strict about keys nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Severity = Literal["error", "warning", "info"]


class Check(Model):
    """A suspicion raised at one question: `holds` must not be false.

    An error refuses the answer; a warning is shown once and the clerk may confirm.
    """

    holds: str
    message: str
    severity: Severity = "warning"
