"""An index follows its sentences, cuts only what changed, and comes back from disk."""

from fractions import Fraction
from pathlib import Path

from weighted import Characters, Reference

from assistant.session.kept import Kept

ALL = Fraction(1, 100)
FEW = {"a": "公开栏更新", "b": "网站改版", "c": "公开专区"}
MANY = {
    f"{n:05}": f"{chr(0x4E00 + n % 90)}{chr(0x5000 + n % 77)}{chr(0x6000 + n)}" for n in range(1200)
}


class Counting(Characters):
    def __init__(self) -> None:
        self.cut: list[str] = []

    def token_set(self, text: str) -> frozenset[str]:
        self.cut.append(text)
        return super().token_set(text)


def test_only_what_changed_is_cut_and_the_answers_are_those_of_a_new_index() -> None:
    words = Counting()
    kept = Kept(words)
    kept.follow(FEW)
    words.cut.clear()
    kept.follow(FEW)
    assert words.cut == []
    newer = {**FEW, "b": "网站更新", "d": "公开目录"}
    del newer["c"]
    index = kept.follow(newer)
    assert sorted(words.cut) == ["公开目录", "网站更新"]
    answer = [(hit.score, hit.id) for hit in index.nearest("公开栏更新", 5, ALL)]
    assert answer == Reference(newer).nearest("公开栏更新", 5, ALL)


def test_a_large_index_comes_back_from_disk_with_what_changed_meanwhile(tmp_path: Path) -> None:
    Kept(Characters(), tmp_path / "库", "一").follow(MANY)
    words = Counting()
    newer = {**MANY, "00003": "网站改版", "z": "公开目录"}
    del newer["00007"]
    index = Kept(words, tmp_path / "库", "一").follow(newer)
    assert sorted(words.cut) == ["公开目录", "网站改版"]
    assert len(index) == len(newer)
    assert [hit.id for hit in index.nearest("公开目录", 1, ALL)] == ["z"]
    assert index.nearest(MANY["00007"], 1, Fraction(1)) == []


def test_words_cut_another_way_are_not_taken_from_disk(tmp_path: Path) -> None:
    Kept(Characters(), tmp_path / "库", "一").follow(MANY)
    words = Counting()
    Kept(words, tmp_path / "库", "二").follow(MANY)
    assert len(words.cut) == len(MANY)


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    index = Kept(Characters(), tmp_path / "文件" / "库", "一").follow(MANY)
    assert len(index) == len(MANY)
