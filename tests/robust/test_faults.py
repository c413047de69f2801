"""The library survives faults: disk, memory and keyboard fail at each call in turn.

A fault costs at most the pack in which it happens; that pack is reported, the others are unchanged.
An interrupt always passes. Failures are not cached: the next call gives the usual result.
``pytest -rP`` prints the number of faults.
"""

import builtins
import errno
import gc
import inspect
import io
import json
import os
import shutil
import sys
from datetime import UTC, datetime
from importlib import import_module
from zipfile import ZipFile

import make
import pytest

from takeaction import HelpQuery, Profile, assess, find_help, load, recommend, search
from takeaction.errors import Outcome
from takeaction.packs.reading import drafts

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = make.header("{id}")
LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A page" }
verified = { method = "called" }
contacts = [{ channel = "voice", dial = "+18885550100", display = "1-888-555-0100" }]
"""
BUILT_LINE = {
    "name": "A line", "kind": "hotline", "purposes": ["support"], "regions": ["US"],
    "source": {"title": "A page"}, "verified": {"method": "called"},
    "contacts": [{"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}],
}  # fmt: skip
PACKS = {"alpha", "bravo", "charlie", "delta"}
ERRORS = {
    **{name: OSError(getattr(errno, name), name) for name in ("ENOENT", "EACCES", "EIO", "EMFILE")},
    "memory": MemoryError(),
    "interrupt": KeyboardInterrupt(),
}
PASSES = dict.fromkeys(ERRORS, 0) | {"memory": 30}
"""The number of memory errors that may reach the host: those outside the reading of a pack."""

PATCHED = ((builtins, "open"), (io, "open"), (os, "scandir"), (os, "stat"), (os, "lstat"))


def built(id, kind="resource", record=BUILT_LINE):
    header = {"id": id, "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    content = {"pack": header, "records": {kind: {"line": record}}, "translations": {}}
    return json.dumps(content, sort_keys=True)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Return the paths of three packs: a folder of sources, a built folder and an archive."""
    home = tmp_path_factory.mktemp("faults")
    for id, files in {
        "alpha": {"pack.toml": HEADER.format(id="alpha"), "resources.toml": LINE},
        "bravo": {"pack.json": built("bravo")},
    }.items():
        (home / id).mkdir()
        for name, text in files.items():
            (home / id / name).write_text(text)
    with ZipFile(home / "charlie.zip", "w") as archive:
        archive.writestr("pack.json", built("charlie"))
    return [home / "alpha", home / "bravo", home / "charlie.zip"]


GOOD = {"name": "Cocoa", "product": "cocoa-chocolate", "country": "GH", "kind": "child",
        "edition": 2024, "source": {"title": "A page"}}  # fmt: skip


@pytest.fixture
def site(tmp_path, monkeypatch, record_of):
    import_module("cattrs")  # it cannot be found later, but finding mistakes needs it
    (tmp_path / "pack_delta").mkdir()
    content = built("delta", "good", GOOD)
    (tmp_path / "pack_delta" / "pack.json").write_text(content)
    info = tmp_path / "delta-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: delta\nVersion: 1.0\n")
    (info / "RECORD").write_text(record_of({"pack_delta/pack.json": content}))
    (info / "entry_points.txt").write_text("[takeaction.packs]\ndelta = pack_delta\n")
    stdlib = [path for path in sys.path if "site-packages" not in path and os.path.isdir(path)]
    monkeypatch.setattr(sys, "path", [str(tmp_path), *stdlib])
    return info


def answers(catalog):
    results = (
        find_help(catalog, HelpQuery("US"), at=AT),
        recommend(catalog, Profile(minutes=30), at=AT),
        assess(catalog, [], region="US", at=AT),
    )
    answers = [result.as_json() for result in results]
    answers += [[hit.as_json() for hit in search(catalog, "line cocoa")], catalog.digest]
    return json.dumps(answers)


def digests(catalog):
    return {pack.id: pack.digest for pack in catalog.packs.values()}


def outcome(call):
    """Return the result of a call, or its error if memory runs out or a person interrupts."""
    try:
        return call(), None
    except (MemoryError, KeyboardInterrupt) as error:
        return None, error


class Failing:
    """A fault in one disk call: the first, the second, and so on."""

    def __init__(self, monkeypatch, error):
        self.error, self.calls, self.at, self.failed = error, 0, 0, False
        for place, name in PATCHED:
            monkeypatch.setattr(place, name, self.wrapped(getattr(place, name)))

    def wrapped(self, function):
        def call(*arguments, **options):
            self.calls += 1
            if self.calls == self.at:
                raise self.error
            return function(*arguments, **options)

        return call

    def stop(self):
        self.failed, self.at = self.calls >= self.at > 0, 0

    def each_in_turn(self):
        """Raise the error at the first call, then the second, until a run has no fault."""
        at = 1
        self.failed = True
        while self.failed:
            self.calls, self.at = 0, at
            yield at
            at += 1


@pytest.fixture(params=[False, True], ids=["quick", "importlib"])
def finder(monkeypatch, request):
    """Find installed packs in our own way, then in the way of the standard library."""
    monkeypatch.setattr(
        "takeaction.packs.sources.entry_points._is_metadata_imported", lambda: request.param
    )


@pytest.mark.usefixtures("site", "finder")
@pytest.mark.parametrize("name", ERRORS)
def test_a_disk_call_may_fail_at_any_point(monkeypatch, places, name):
    catalog = load(paths=places, packs=["delta"])
    usual, packs = answers(catalog), digests(catalog)
    assert (set(packs), catalog.mistakes) == (PACKS, ())
    failing = Failing(monkeypatch, ERRORS[name])
    faults = passed = 0

    for at in failing.each_in_turn():
        catalog, error = outcome(lambda: load(paths=places, packs=["delta"]))
        failing.stop()
        if error:
            assert error is ERRORS[name]
            passed += 1
        else:
            there = digests(catalog)
            assert there.items() <= packs.items()
            assert (len(there) < len(packs)) <= bool(catalog.mistakes), at
            assert find_help(catalog, HelpQuery("US"), at=AT)
        assert gc.isenabled()
        faults += failing.failed

    print(f"disk, {name}: {faults} faults")  # noqa: T201
    assert faults >= 20
    assert passed <= (faults if name == "interrupt" else PASSES[name])
    assert passed == faults or name != "interrupt"
    assert answers(load(paths=places, packs=["delta"])) == usual


class Sampled:
    """An error in our own code, at one function call out of many."""

    def __init__(self, error, at):
        self.error, self.at, self.calls = error, at, 0

    def __enter__(self):
        self.before = sys.getprofile()
        sys.setprofile(self.called)
        return self

    def __exit__(self, *_):
        sys.setprofile(self.before)

    def called(self, frame, event, _):
        """Count the function calls of the library, without generators: their end is a call, too."""
        ours = frame.f_globals.get("__name__", "").startswith("takeaction.")
        if event == "call" and ours and not frame.f_code.co_flags & inspect.CO_GENERATOR:
            self.calls += 1
            if self.calls == self.at:
                raise self.error


STEP = 7
LONG_STEP = 29
"""A question takes more calls and more time for each run. Once we tried every call."""


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["memory", "interrupt"])
def test_a_fault_while_packs_are_read_has_no_after_effect(places, name):
    catalog = load(paths=places, packs=["delta"])
    usual, packs, at, expected = answers(catalog), digests(catalog), 1, []

    while True:
        with Sampled(ERRORS[name], at) as sampled:
            catalog, error = outcome(lambda: load(paths=places, packs=["delta"]))
        expected.append(error in (None, ERRORS[name]))
        if sampled.calls < at:
            break
        if catalog is not None:
            assert name == "memory"
            assert digests(catalog).items() <= packs.items()
            assert (len(digests(catalog)) < len(packs)) <= bool(catalog.mistakes)
        assert gc.isenabled()
        at += STEP

    print(f"reading, {name}: {len(expected) - 1} faults")  # noqa: T201
    assert len(expected) > 80
    assert all(expected)
    assert answers(load(paths=places, packs=["delta"])) == usual


@pytest.mark.heavy
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["memory", "interrupt"])
def test_a_fault_while_a_question_is_answered_has_no_after_effect(places, name):
    usual, at, faults = answers(load(paths=places, packs=["delta"])), 1, 0

    while True:
        catalog = load(paths=places, packs=["delta"])
        with Sampled(ERRORS[name], at) as sampled:
            answer, error = outcome(lambda: answers(catalog))  # noqa: B023 - called at once
        # A public function raises a new error of the same class, without what was typed.
        assert type(error) is type(ERRORS[name]) if error else answer == usual, at
        faults += error is not None
        if sampled.calls < at:
            break
        assert answers(catalog) == usual, at
        at += LONG_STEP

    print(f"answering, {name}: {faults} faults")  # noqa: T201
    assert faults >= 20


DAMAGES = {
    "gone": None,
    "empty": b"",
    "binary": b"\xff\xfe\x00\x80",
    "nul": b"\0",
    "folder": "folder",
    "marks": b"[[[\n=\n==\n[a\n]]]\n",
    "lines": b"\n" * 10_000,
    "long": b"x" * 100_000,
    "quotes": b'"""a,,\n"b\n',
}


@pytest.mark.usefixtures("finder")
@pytest.mark.parametrize("file", ["METADATA", "RECORD", "entry_points.txt", "direct_url.json", "."])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_metadata_of_one_pack_costs_no_other(places, site, damage, file):
    usual = digests(load(paths=places, packs=["delta"]))
    content, target = DAMAGES[damage], site / file if file != "." else site
    shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    if content == "folder":
        target.mkdir()
    elif content is not None:
        target.write_bytes(content)

    catalog = load(paths=places, packs=["delta"])

    there = digests(catalog)
    assert there.items() <= usual.items()
    assert PACKS - {"delta"} <= set(there)
    assert ("delta" in there) is (Outcome.QUARANTINE not in {e.outcome for e in catalog.mistakes})


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("error", [MemoryError, RecursionError])
@pytest.mark.parametrize("id", ["alpha", "bravo", "charlie"])
def test_a_pack_that_uses_up_memory_is_reported(monkeypatch, places, error, id):
    usual = digests(load(paths=places, packs=["delta"]))
    read = drafts.read_drafts

    def gives_out(pack, limits):
        if id in pack.place:
            raise error("no more")
        return read(pack, limits)

    monkeypatch.setattr("takeaction.packs.checking.pack.read_drafts", gives_out)

    catalog = load(paths=places, packs=["delta"])

    (failure,) = catalog.mistakes
    assert (failure.code, failure.problem) == (
        "read.failed",
        f"it could not be read: {error.__name__}: no more.",
    )
    assert digests(catalog) == {key: value for key, value in usual.items() if key != id}
