"""What the tests of the packs floor share: packs that were checked."""

from itertools import count

import make
import pytest

from takeaction.limits import Limits
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import pack_at

HEADER = make.header("trial", title="A trial", publisher="The tests", licence="CC0-1.0")


@pytest.fixture
def header():
    return HEADER


@pytest.fixture
def checked(write):
    """Return a function that writes a pack, with a good header unless it has one, and checks it."""
    numbers = count()

    def make(files, *, limits=Limits(), today=None):  # noqa: B008 - frozen
        whole = files if "pack.json" in files else {"pack.toml": HEADER, **files}
        return check(pack_at(write(whole, f"pack-{next(numbers)}")), limits, today)

    return make
