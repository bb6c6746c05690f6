import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.text import dictionary, normalise
from assistant.text.segment import Segmenter
from assistant.text.terms import TERMS

CLAUSE = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我局收到依申请公开12件。", ("我", "局", "收到", "依申请公开", "0", "件")),
        ("（一）政务新媒体、双随机一公开", ("政务新媒体", "双随机一公开")),
        ("，。！", ()),
        ("", ()),
    ],
)
def test_terms_stay_whole_and_marks_go(
    segmenter: Segmenter, text: str, words: tuple[str, ...]
) -> None:
    assert segmenter.tokens(text) == words


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_one_word(segmenter: Segmenter, term: str) -> None:
    assert segmenter.tokens(f"关于，{term}。")[1:] == (term,)


def test_no_term_is_listed_twice() -> None:
    assert len(set(TERMS)) == len(TERMS)


def test_token_set_has_each_word_once(segmenter: Segmenter) -> None:
    assert segmenter.token_set("公开、公开、2条、3条") == {"公开", "0", "条"}


def test_a_clause_is_cut_alike_wherever_it_stands(segmenter: Segmenter) -> None:
    first, second = "全年办结行政复议案件", "门户网站更新及时"
    assert segmenter.tokens(f"{first}，{second}") == (
        *segmenter.tokens(first),
        *segmenter.tokens(second),
    )


def test_loads_only_when_asked_and_reloads_alike(segmenter: Segmenter, tmp_path: Path) -> None:
    text = "2023年，县政府部门制定行政规范性文件6件，废止2件，答复研究生会关于数据开放的来信。"
    fresh = Segmenter(tmp_path)
    assert not fresh.ready()
    assert list(tmp_path.iterdir()) == []
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(fresh.tokens, [text] * 3))
    assert fresh.ready()
    again = Segmenter(tmp_path)
    again.warm()
    assert again.ready()
    assert {*results, again.tokens(text)} == {segmenter.tokens(text)}
    assert fresh.digest == again.digest


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give jieba's own tokenizer with our terms, that stores nothing where others look."""
    import jieba

    jieba.setLogLevel(60)
    plain = jieba.Tokenizer()
    plain.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    for term in TERMS:
        plain.add_word(term)
    return plain


def test_words_are_those_of_jieba_itself(segmenter: Segmenter, jieba: Any) -> None:
    text = "县财政局全年编制预决算公开目录并开展自查,研究制定整改措施,推动问题清单逐项销号"
    expected = [word for word in jieba.cut(text, HMM=False) if word != ","]
    assert list(segmenter.tokens(text)) == expected


def test_terms_count_as_jieba_counts_them(jieba: Any) -> None:
    counts = dictionary.counted(dictionary.read(), TERMS)
    assert counts.terms == {term: jieba.FREQ[term] for term in TERMS}
    assert counts.total + sum(counts.terms.values()) == jieba.total


def test_any_run_is_cut_as_jieba_cuts_it(segmenter: Segmenter, jieba: Any) -> None:
    cutter = dictionary.load(dictionary.read(), Path(os.devnull), segmenter.digest)
    words = sorted(jieba.FREQ)
    rng = random.Random(8)

    def piece() -> str:
        rare = chr(rng.randrange(0x4E00, 0x9FD6))
        return rng.choice(
            (rng.choice(words), rng.choice(TERMS), rare, rng.choice("的公aZ09.%+#&_-"))
        )

    for _ in range(3000):
        run = "".join(CLAUSE.findall("".join(piece() for _ in range(rng.randrange(2, 9)))))
        assert cutter.cut(run) == list(jieba.cut(run, HMM=False)), run


def test_a_damaged_store_is_replaced(segmenter: Segmenter, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir(mode=0o700)
    stored = folder / f"words-{segmenter.digest[:16]}.json"
    stored.write_bytes(b"damaged" * 100)
    old = folder / "words-0123456789abcdef.json"
    old.write_bytes(b"")
    assert Segmenter(tmp_path).tokens("依申请公开") == ("依申请公开",)
    assert stored.stat().st_size > 100_000
    assert not old.exists()


def test_another_dictionary_or_term_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    data = dictionary.read()
    names = {dictionary.digest(data), dictionary.digest(data + b"\n")}
    monkeypatch.setattr(dictionary, "TERMS", (*TERMS, "另一个词"))
    names.add(dictionary.digest(data))
    monkeypatch.undo()
    monkeypatch.setattr(normalise, "VERSION", normalise.VERSION + 1)
    names.add(dictionary.digest(data))
    assert len(names) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes on Windows")
def test_a_store_others_can_write_is_not_read(segmenter: Segmenter, tmp_path: Path) -> None:
    segmenter.warm()
    folder = tmp_path / "words"
    folder.mkdir()
    folder.chmod(0o777)
    assert Segmenter(tmp_path).tokens("依申请公开") == ("依申请公开",)
    assert list(folder.iterdir()) == []


def test_nothing_is_printed_and_no_store_is_needed(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    code = (
        "import sys, pathlib; from assistant.text.segment import Segmenter;"
        "s = Segmenter(pathlib.Path(sys.argv[1]));"
        "assert s.tokens('依申请公开') == ('依申请公开',); assert 'jieba' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, blocked],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
