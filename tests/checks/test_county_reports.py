"""What real reports say, right and wrong, read from text and checked with everything on."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from county_report import PROSE, nothing_received, report

from assistant.checks.finding import Finding
from assistant.documents.reading import read_text
from assistant.form.load import LoadedForm
from assistant.session import Library
from assistant.session.checking import findings_of, read_forms

Find = Callable[[str], list[Finding]]
HERE = Path(__file__).parent


def cases(name: str, side: str) -> list[Mapping[str, Any]]:
    found = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(found[side])


def ids(case: Mapping[str, Any]) -> str:
    return str(case.get("instead") or case["text"])[:40].replace("\n", " ")


@pytest.fixture(scope="module")
def forms(library: Library) -> list[LoadedForm]:
    return read_forms(library)


@pytest.fixture
def find(forms: list[LoadedForm]) -> Find:
    def find_(text: str) -> list[Finding]:
        (reading,) = read_text(text, forms)
        found = findings_of(reading.located, reading.loaded)
        lines = text.split("\n")
        assert [(f.rule, f.excerpt) for f in found if not verbatim(f, lines)] == []
        return found

    return find_


def verbatim(finding: Finding, lines: list[str]) -> bool:
    """Say whether an excerpt is what stands in the file where the finding says it does."""
    at = finding.place
    if not (at.line and at.column and at.end_line and at.end_column and finding.excerpt):
        return True
    text = "\n".join(lines[at.line - 1 : at.end_line])
    last = len(lines[at.end_line - 1]) - (at.end_column - 1)
    return text[at.column - 1 : len(text) - last] == finding.excerpt


def made(case: Mapping[str, Any]) -> str:
    case = dict(case)
    case.pop("code", None)
    part, instead, text = case.pop("part"), case.pop("instead", ""), case.pop("text", "")
    prose = {part: instead or PROSE[part] + text}
    for key, more in case.pop("also", {}).items():
        prose[key] = PROSE[key] + more
    if case.pop("none_received", ""):
        case |= {"requests": nothing_received(), "suits": (0,) * 15}
        prose.setdefault("依申请公开", "没有收到政府信息公开申请。")
    return report(prose, **case)


def loud(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.rule, f.excerpt) for f in found if f.severity != "info"]


def test_the_report_itself_is_right(find: Find) -> None:
    assert loud(find(report())) == []


@pytest.mark.parametrize("case", cases("county_wording", "right"), ids=ids)
def test_right_wording_is_left_alone(find: Find, case: Mapping[str, Any]) -> None:
    assert loud(find(made(case))) == []


@pytest.mark.parametrize("case", cases("county_wording", "wrong"), ids=ids)
def test_wrong_wording_is_found(find: Find, case: Mapping[str, Any]) -> None:
    assert case["code"] in {f.code for f in find(made(case))}


@pytest.mark.parametrize("case", cases("county_excerpts", "right"), ids=ids)
def test_a_right_beginning_is_left_alone(find: Find, case: Mapping[str, Any]) -> None:
    assert loud(find(case["text"])) == []


@pytest.mark.parametrize("case", cases("county_excerpts", "wrong"), ids=ids)
def test_wrong_beginnings_are_found(find: Find, case: Mapping[str, Any]) -> None:
    assert set(case["codes"]) <= {f.code for f in find(case["text"])}
