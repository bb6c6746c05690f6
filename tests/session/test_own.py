"""Many phrases of an office's own are the same phrases whether the cache is there, gone or damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.paths import cache_folder
from assistant.phrases.bank import PhraseEntry
from assistant.session import Library
from assistant.session.banking import Banking
from assistant.session.derived import Derived
from assistant.workspace import Workspace
from assistant.workspace.bank import Put

MANY = 150
BROKEN = "own-broken"


@pytest.fixture
def filled(banking: Banking) -> None:
    """Leave many approved phrases, and one that names a figure the form has no more."""
    shipped = [phrase.entry for phrase in banking.local.shipped.phrases]

    def put() -> list[Put]:
        entries = [
            entry.model_copy(update={"id": f"own-{number:04}", "text": f"第二渡口{entry.text}"})
            for number, entry in enumerate(shipped[:MANY])
        ]
        gone = PhraseEntry(id=BROKEN, move="发布总量", text="发出{{ 没有的数 }}条。")
        return [banking.coming_in(one, "import", "approved") for one in (*entries, gone)]

    banking.decide(put)


def known(library: Library, folder: Path) -> dict[str, object]:
    """Give all that a newly opened window knows of the office's phrases."""
    with Workspace(folder) as workspace:
        banking = Banking(library, workspace, "ogi-2021")
        phrases = [p for p in banking.bank.phrases if p.id.startswith("own-")]
        told: dict[str, object] = {
            p.id: (p.frame, p.move, p.rank, p.opening, p.parts, p.entry, p.when.source, p.evidence)
            for p in phrases
        }
        return {**told, "broken": banking.broken()}


def nothing(file: Path) -> None:
    pass


def damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))


def cut_off(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 2 // 3])


def of_another_time(file: Path) -> None:
    first, _, rest = file.read_bytes().partition(b"\n")
    file.write_bytes(first.replace(b'"', b"'") + b"\n" + rest)


def no_text(file: Path) -> None:
    file.write_bytes(b"\x00\xff\xfe" * 1000)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "change", [nothing, Path.unlink, damaged, cut_off, of_another_time, no_text]
)
def test_phrases_are_the_same_whatever_became_of_the_cache(
    library: Library, folder: Path, change: Callable[[Path], None]
) -> None:
    first = known(library, folder)
    assert len(first) == MANY + 1
    assert "没有的数" in str(first["broken"])
    (file,) = (cache_folder() / "own").iterdir()
    change(file)
    assert known(library, folder) == first


def test_values_come_back_and_those_of_another_origin_do_not(tmp_path: Path) -> None:
    file = tmp_path / "a" / "kept.txt"
    Derived(file, "one").add({"甲": 1, "lone \ud800": "two"})
    Derived(file, "one").add({"乙": [3]})
    assert Derived(file, "one").read() == {"甲": 1, "lone \ud800": "two", "乙": [3]}
    assert Derived(file, "other").read() == {}
    Derived(file, "other").add({"丙": 4})
    assert Derived(file, "one").read() == {}
    assert Derived(file, "other").read() == {"丙": 4}
    damaged(file)
    assert Derived(file, "other").read() in ({}, {"丙": 4})


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = Derived(tmp_path / "file" / "kept.txt", "one")
    kept.add({"甲": 1})
    assert kept.read() == {}
