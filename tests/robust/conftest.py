"""An installation of the core and our packs as an installer makes it, and a way to ask it."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution, entry_points
from pathlib import Path

import pytest

import takeaction
from takeaction.limits import Limits
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import find_path

NEEDED = ("attr", "attrs", "cattr", "cattrs", "pluggy", "importlib_resources")

ASKS = """
import json, sys
from datetime import UTC, datetime
import takeaction as ta

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

def answers(catalog):
    me = ta.Profile(
        minutes=60, skills={"writing", "research"}, roles={"student", "voter"}, region="US-OH"
    )
    asked = [
        ta.recommend(catalog, me, limit=None, at=AT),
        ta.plan(catalog, me, budget=2400, at=AT),
        ta.why_not(catalog, me, "write-editorial"),
        ta.find_help(catalog, ta.HelpQuery("US", "es"), at=AT),
        ta.find_help(catalog, ta.HelpQuery("GB"), at=AT),
        ta.assess(catalog, ["documents-held-by-someone-else"], region="US", at=AT),
        ta.check_purchase(catalog, ta.PurchaseQuery(["coffee", "cotton"], ships_to="US"), at=AT),
        ta.check_destination(catalog, "TH", at=AT),
    ]
    told = [each.as_json() for each in asked]
    told.append([hit.as_json() for hit in ta.search(catalog, "trapped work", limit=50)])
    told.append([[each.code, str(each)] for each in catalog.mistakes])
    told.append(catalog.digest)
    return json.dumps(told)
"""
"""A module that asks each question."""

PRINTS = "from asks import *\nprint(answers(ta.load()))\n"


def _canonical(project):
    """Return what the build hook writes for a pack."""
    done = check(find_path(project), Limits())
    assert not done.mistakes
    return done.canonical


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return a folder with the core, what it needs, and our packs, built and installed."""
    place = tmp_path_factory.mktemp("installed") / "site"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(takeaction.__file__).parent, place / "takeaction", ignore=skip)
    for name in NEEDED:
        found = Path(__import__(name).__file__).parent
        shutil.copytree(found, place / name, ignore=skip)
    _record(place, "takeaction", {}, distribution("takeaction").version)
    for entry in entry_points(group="takeaction.packs"):
        project = Path(__file__).parents[2] / "packs" / entry.name
        (place / entry.value).mkdir()
        (place / entry.value / "pack.json").write_bytes(_canonical(project))
        _record(place, entry.dist.name, {entry.name: entry.value}, entry.dist.version)
    (place / "asks.py").write_text(ASKS, encoding="utf-8")
    return place


def _record(place, name, packs, version):
    """Write what an installer records of a distribution."""
    info = place / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "RECORD").write_text("".join(f"{value}/pack.json,,\n" for value in packs.values()))
    entries = "".join(f"{id} = {value}\n" for id, value in packs.items())
    (info / "entry_points.txt").write_text(f"[takeaction.packs]\n{entries}" if packs else "")


class Ran:
    """What a process left behind."""

    def __init__(self, done):
        self.code, self.out = done.returncode, done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    @property
    def told(self):
        """The answers that it printed; a process that failed shows why."""
        assert (self.code, self.err) == (0, ""), self.err[-3000:]
        return json.loads(self.out)


@pytest.fixture(scope="session")
def run(site):
    """Return a function that runs Python with the installation and nothing else on its path."""

    def ran(*arguments, path=site, cwd=None, flags=(), **environment):
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-S", "-B", *flags, *map(str, arguments)],
            env={**kept, "PYTHONPATH": str(path), **environment},
            cwd=cwd, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        return Ran(done)

    return ran


@pytest.fixture(scope="session")
def usual(run):
    """Return the answers of an interpreter as it usually is."""
    return run("-c", PRINTS).told
