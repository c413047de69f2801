"""The catalog of all packs, loaded once for the tests of a batch."""

import pytest


@pytest.fixture(scope="session")
def packs(catalog):
    return catalog
