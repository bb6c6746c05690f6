"""Fresh processes as an installed copy starts them: with what they import compiled beforehand."""

import os
from pathlib import Path


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Give variables under which Python keeps compiled modules in `folder`, with `more`.

    The first process that runs with them compiles; it is not to be counted.
    """
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)}
    return {**os.environ, **kept, **more}
