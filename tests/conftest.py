"""Fixtures that several folders of tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that is busy with other things is no fault of an example's.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real inputs with verified answers, beside the checkout; tests skip where it is absent."""
    if not CORPORA.is_dir():
        if os.environ.get("GAZETTEER_CI") == "1":
            pytest.fail(f"GAZETTEER_CI=1 demands the corpora, but {CORPORA} does not exist")
        pytest.skip(f"the corpora are not here: {CORPORA} does not exist")
    return CORPORA
