"""Faults are survived: the disk, the memory and the keyboard fail at each call in turn.

A fault costs at most the pack at which it happens, which is told of; the others are as they were.
An interrupt always passes. Nothing that failed is kept: the next call gives what it always gave.
``pytest -rP`` prints how many faults there were.
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

import pytest

from takeaction import HelpQuery, Profile, assess, find_help, load, recommend, search
from takeaction.packs.reading import drafts

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = 'id = "{id}"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
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
"""How often memory that gives out may reach the host: where it is no pack that is read."""

PATCHED = ((builtins, "open"), (io, "open"), (os, "scandir"), (os, "stat"), (os, "lstat"))


def built(id, kind="resource", record=BUILT_LINE):
    """Return a built pack of one record."""
    header = {"id": id, "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    content = {"pack": header, "records": {kind: {"line": record}}, "translations": {}}
    return json.dumps(content, sort_keys=True)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Return three packs by path: a folder of sources, a built folder and an archive."""
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
def site(tmp_path, monkeypatch):
    """Install one more, which waits until it is asked for, and nothing beside it."""
    import_module("cattrs")  # it is found no more, and what is wrong is found with it
    (tmp_path / "pack_delta").mkdir()
    (tmp_path / "pack_delta" / "pack.json").write_text(built("delta", "good", GOOD))
    info = tmp_path / "delta-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: delta\nVersion: 1.0\n")
    (info / "RECORD").write_text("pack_delta/pack.json,,\n")
    (info / "entry_points.txt").write_text("[takeaction.packs]\ndelta = pack_delta\n")
    stdlib = [each for each in sys.path if "site-packages" not in each and os.path.isdir(each)]
    monkeypatch.setattr(sys, "path", [str(tmp_path), *stdlib])
    return info


def answers(catalog):
    """Ask a few questions; return the answers as bytes."""
    asked = (
        find_help(catalog, HelpQuery("US"), at=AT),
        recommend(catalog, Profile(minutes=30), at=AT),
        assess(catalog, [], region="US", at=AT),
    )
    told = [each.as_json() for each in asked]
    told += [[hit.as_json() for hit in search(catalog, "line cocoa")], catalog.digest]
    return json.dumps(told)


def digests(catalog):
    """Return the digest of each pack that is there."""
    return {pack.id: pack.digest for pack in catalog.packs.values()}


def outcome(call):
    """Return what a call gives, or what it raises where memory gives out or a person interrupts."""
    try:
        return call(), None
    except (MemoryError, KeyboardInterrupt) as error:
        return None, error


class Failing:
    """Makes one call of the disk fail: the first, the second, and so on."""

    def __init__(self, monkeypatch, error):
        self.error, self.calls, self.at, self.failed = error, 0, 0, False
        for place, name in PATCHED:
            monkeypatch.setattr(place, name, self.wrapped(getattr(place, name)))

    def wrapped(self, function):
        """Return a function that does the same, or fails."""

        def call(*arguments, **options):
            self.calls += 1
            if self.calls == self.at:
                raise self.error
            return function(*arguments, **options)

        return call

    def stop(self):
        """Fail no more in this run."""
        self.failed, self.at = self.calls >= self.at > 0, 0

    def each_in_turn(self):
        """Fail at the first call, then the second, until a run passes without a fault."""
        at = 1
        self.failed = True
        while self.failed:
            self.calls, self.at = 0, at
            yield at
            at += 1


@pytest.fixture(params=[False, True], ids=["quick", "importlib"])
def finder(monkeypatch, request):
    """Find what is installed in our own way, then in that of the standard library."""
    monkeypatch.setattr("takeaction.packs.sources.discovery._is_imported", lambda: request.param)


@pytest.mark.usefixtures("site", "finder")
@pytest.mark.parametrize("name", ERRORS)
def test_a_call_of_the_disk_may_fail_at_any_point(monkeypatch, places, name):
    """Whichever call fails, what can be read is there, and what is not there is told of."""
    whole = load(paths=places, packs=["delta"])
    usual, packs = answers(whole), digests(whole)
    assert (set(packs), whole.mistakes) == (PACKS, ())
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
    """Raises an error in our own code, at one call of a function out of many."""

    def __init__(self, error, at):
        self.error, self.at, self.calls = error, at, 0

    def __enter__(self):
        self.before = sys.getprofile()
        sys.setprofile(self.called)
        return self

    def __exit__(self, *_):
        sys.setprofile(self.before)

    def called(self, frame, event, _):
        """Count the calls of functions of the library; a generator is also called at its end."""
        ours = frame.f_globals.get("__name__", "").startswith("takeaction.")
        if event == "call" and ours and not frame.f_code.co_flags & inspect.CO_GENERATOR:
            self.calls += 1
            if self.calls == self.at:
                raise self.error


STEP = 7
LONG_STEP = 29
"""A question takes more calls, and each run of it more time. Once, all calls were tried."""


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["memory", "interrupt"])
def test_a_fault_while_packs_are_read_leaves_nothing_behind(places, name):
    """At any call of ours memory may give out or a person interrupt: the next load is the usual."""
    whole = load(paths=places, packs=["delta"])
    usual, packs, at, told = answers(whole), digests(whole), 1, []

    while True:
        with Sampled(ERRORS[name], at) as sampled:
            catalog, error = outcome(lambda: load(paths=places, packs=["delta"]))
        told.append(error in (None, ERRORS[name]))
        if sampled.calls < at:
            break
        if catalog is not None:
            assert name == "memory"
            assert digests(catalog).items() <= packs.items()
            assert (len(digests(catalog)) < len(packs)) <= bool(catalog.mistakes)
        assert gc.isenabled()
        at += STEP

    print(f"reading, {name}: {len(told) - 1} faults")  # noqa: T201
    assert len(told) > 80
    assert all(told)
    assert answers(load(paths=places, packs=["delta"])) == usual


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["memory", "interrupt"])
def test_a_fault_while_a_question_is_answered_leaves_nothing_behind(places, name):
    """The error passes to the host as it is, and the same catalog answers as it always does."""
    usual, at, told = answers(load(paths=places, packs=["delta"])), 1, 0

    while True:
        catalog = load(paths=places, packs=["delta"])
        with Sampled(ERRORS[name], at) as sampled:
            found, error = outcome(lambda: answers(catalog))  # noqa: B023 - called at once
        assert error is ERRORS[name] if error else found == usual, at
        told += error is not None
        if sampled.calls < at:
            break
        assert answers(catalog) == usual, at
        at += LONG_STEP

    print(f"answering, {name}: {told} faults")  # noqa: T201
    assert told >= 20


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
def test_a_damaged_record_of_an_installation_costs_no_other_pack(places, site, damage, file):
    """Whatever is wrong with what is recorded of one pack, the others answer."""
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
    assert ("delta" in there) is not bool(catalog.mistakes)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("error", [MemoryError, RecursionError])
@pytest.mark.parametrize("id", ["alpha", "bravo", "charlie"])
def test_a_pack_at_which_memory_gives_out_is_told_of(monkeypatch, places, error, id):
    """One pack is left out, with what happened; the others are as they were."""
    usual = digests(load(paths=places, packs=["delta"]))
    read = drafts.read

    def gives_out(pack, limits):
        if id in pack.place:
            raise error("no more")
        return read(pack, limits)

    monkeypatch.setattr("takeaction.packs.checking.pack.read", gives_out)

    catalog = load(paths=places, packs=["delta"])

    (told,) = catalog.mistakes
    assert (told.code, told.problem) == (
        "read.failed",
        f"to read it failed: {error.__name__}: no more.",
    )
    assert digests(catalog) == {key: value for key, value in usual.items() if key != id}
