from pathlib import Path

import pytest

from assistant.text.segment import Segmenter


@pytest.fixture(scope="session")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    folder: Path = tmp_path_factory.mktemp("segment")
    return Segmenter(folder)
