"""A hostile pack beside three good ones: what it costs, and how much work it makes."""

import gc
import resource
import sys
import time
from datetime import UTC, datetime

import pytest
from make import header

import takeaction
from takeaction.errors import Outcome

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = header("hostile")
MOST_MESSAGE = 300
MOST_MEMORY = 200 * 1024  # KiB, as Linux counts it
TRIES = 6


def memory():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


@pytest.fixture
def hostile(install_pack, load_beside, at_most):
    """Return a function that installs a hostile pack and loads it beside three good ones.

    They stay as they are, and the whole takes two seconds of work and 200 MiB at most.
    """

    def make(files, *, seconds=2, **options):
        whole = {"pack.toml": HEADER, **files}
        given = {name: text for name, text in whole.items() if text is not None}
        content = given.pop("pack.json", "{}")
        install_pack("hostile", files=given, content=content, editable=True)
        before = memory()
        with at_most(seconds=seconds):
            catalog = load_beside("hostile", at=AT, **options)
        assert memory() - before < MOST_MEMORY
        return catalog

    return make


@pytest.fixture
def told():
    """Return a function that gives code and outcome of each mistake of the hostile pack.

    It holds that each message is one short line that can be printed, and names file and record.
    """

    def of(catalog):
        for error in catalog.mistakes:
            assert str(error).isprintable()
            assert len(str(error)) < MOST_MESSAGE
            assert error.where.pack == "hostile"
            assert error.where.file or catalog.packs.get("hostile") is None
            assert error.where.record or error.outcome is Outcome.QUARANTINE
        return sorted((error.code, error.outcome) for error in catalog.mistakes)

    return of


@pytest.fixture
def quarantined(hostile, told):
    """Return a function that loads a hostile pack, which has to give nothing for one reason."""

    def check(files, code, **options):
        catalog = hostile(files, **options)
        assert told(catalog) == [(code, Outcome.QUARANTINE)]
        assert "hostile" not in catalog.packs
        assert not [record for record in catalog if record.pack == "hostile"]
        return catalog

    return check


@pytest.fixture
def dropped(hostile, told):
    """Return a function that loads a hostile pack, which has to lose a record for each code.

    What else it has is called good and stays.
    """

    def check(files, *codes, **options):
        catalog = hostile(files, **options)
        assert told(catalog) == sorted((code, Outcome.DROP) for code in codes)
        kept = [record.local_id for record in catalog if record.pack == "hostile"]
        assert kept in ([], ["good"])
        assert "hostile" in catalog.packs
        return catalog

    return check


@pytest.fixture
def warned(hostile, told):
    """Return a function that loads a hostile pack, which is warned of for each code and stays."""

    def check(files, *codes, **options):
        catalog = hostile(files, **options)
        assert told(catalog) == sorted((code, Outcome.WARN) for code in codes)
        assert [record.local_id for record in catalog if record.pack == "hostile"] == ["good"]
        return catalog

    return check


@pytest.fixture
def weighed(write):
    """Return a function that weighs a pack against a good one of its size.

    It gives how many times as long it takes to load, and to ask for everything that waits: the
    least of some tries, as soon as it is no more than *most*. It prints that for ``pytest -rP``.
    """

    def seconds(files, name, limits):
        folder = write(files, name)
        gc.collect()
        start = time.process_time()
        catalog = takeaction.load(paths=[folder], packs=[], limits=limits)
        str(catalog.mistakes), len(catalog), catalog.digest
        took = time.process_time() - start
        assert "limit.size" not in {error.code for error in catalog.mistakes}
        return took

    def measure(bad, good, limits, most):
        tries = []
        while len(tries) < TRIES and (not tries or min(tries) > most):
            tries.append(seconds(bad, "bad", limits) / seconds(good, "good", limits))
        print(f"{min(tries):.2f} times as long")  # noqa: T201
        return min(tries)

    return measure
