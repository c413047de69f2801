"""The catalog of all packs, loaded once for the tests of a batch."""

import pytest

from takeaction import load


@pytest.fixture(scope="session")
def packs():
    return load()
