"""How the sentences of a bank are spelled in pinyin; worked out once for each."""

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from assistant.paths import cache_folder
from assistant.phrases.typed import spell
from assistant.session.derived import Derived
from assistant.text.segment import shared

_LAYOUT = "1"


def spelled(sentences: Mapping[str, str]) -> list[str]:
    """Spell sentences in turn, as `Typed` takes them; what is known from before is not cut."""
    cutter = shared(cache_folder())
    kept = _kept(cache_folder(), cutter.digest)
    known = kept.read()
    fresh: dict[str, object] = {}
    out: list[str] = []
    for text in sentences.values():
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()
        found = known.get(key) or fresh.get(key)
        if not isinstance(found, str):
            found = fresh[key] = spell(cutter.tokens, text)
        out.append(found)
    if fresh:
        kept.add(fresh, first=len(known) > 2 * len(out))
    return out


@cache
def _kept(folder: Path, cutting: str) -> Derived:
    digest = f"{_LAYOUT} {version('pypinyin')} {cutting}"
    return Derived(folder / "spelled.txt", digest)
