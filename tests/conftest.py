"""What all tests share: the catalog of our own packs, and a bound of work."""

import sys
import time
from contextlib import contextmanager

import pytest

import takeaction


@pytest.fixture(scope="session")
def catalog():
    """Return the catalog of the packs that are installed: our own."""
    return takeaction.load()


@pytest.fixture
def at_most():
    """Return a context that fails the test if what stands in it takes too many seconds of work.

    Work of this process counts, not time on the wall, so it may run beside others. Where coverage
    follows each line, everything takes three times as long.
    """
    slower = 1 if sys.gettrace() is None else 3

    @contextmanager
    def bounded(*, seconds):
        start = time.process_time()
        yield
        assert time.process_time() - start < seconds * slower

    return bounded
