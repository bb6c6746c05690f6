from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from weighted import BANKS, CHANGES, ODD, THRESHOLDS, Characters, Pieces, Reference, changed, same

from assistant.text import stored
from assistant.text.index import ExactIndex


@settings(max_examples=40, deadline=None)
@given(BANKS, CHANGES, CHANGES, ODD, THRESHOLDS)
def test_reopening_gives_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory,
    bank: dict[str, str],
    changes: list[tuple[str, str | None]],
    more: list[tuple[str, str | None]],
    text: str,
    least: Fraction,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    index, reference = ExactIndex(Characters(), bank), Reference(bank)
    changed(index, reference, changes)
    stored.save(index, folder, "d")
    opened = stored.load(Characters(), folder, "d")
    assert opened is not None
    same(opened, reference, text, 9, least)
    changed(opened, reference, more)
    same(opened, reference, text, 9, least)
    opened.fold()
    same(opened, Reference(reference.now), text, 9, least)


def test_only_what_is_whole_and_of_the_same_cut_is_opened(tmp_path: Path) -> None:
    def opened(digest: str = "d") -> ExactIndex | None:
        return stored.load(Pieces(), tmp_path, digest)

    assert opened() is None
    index = ExactIndex(Pieces(), {"a": "组织 培训", "b": "公开 目录"})
    stored.save(index, tmp_path, "d")
    assert opened() is not None
    assert opened("another") is None
    (file,) = tmp_path.glob("g-*/word_rows.npy")
    file.write_bytes(file.read_bytes()[:-4])
    assert opened() is None
    (tmp_path / "index.json").write_bytes(b"[")
    assert opened() is None


def test_an_addition_is_saved_without_writing_the_generation_again(tmp_path: Path) -> None:
    index = ExactIndex(Pieces(), {"a": "组织 培训"})
    stored.save(index, tmp_path, "d")
    (before,) = tmp_path.glob("g-*")
    index.add("b", "公开 目录")
    index.remove("a")
    stored.save(index, tmp_path, "d")
    assert list(tmp_path.glob("g-*")) == [before]
    opened = stored.load(Pieces(), tmp_path, "d")
    assert opened is not None
    assert [hit.id for hit in opened.nearest("公开 组织", 5, Fraction(0))] == ["b"]
    opened.fold()
    stored.save(opened, tmp_path, "d")
    assert len(list(tmp_path.glob("g-*"))) == 1
    assert before not in tmp_path.glob("g-*")
