from pathlib import Path

import pytest

from assistant.form.load import LoadedForm, load_form

FOOD = Path(__file__).parents[1] / "forms" / "food-safety"


@pytest.fixture(scope="session")
def food() -> LoadedForm:
    """A second kind of report, made of data alone."""
    return load_form(FOOD)
