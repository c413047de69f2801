"""What all tests share: the catalog of our own packs."""

import pytest

import takeaction


@pytest.fixture(scope="session")
def catalog():
    """Return the catalog of the packs that are installed: our own."""
    return takeaction.load()
