"""An installation of the core and our packs, as an installer makes it, and a way to query it."""

import base64
import hashlib
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
from takeaction.packs.sources.discovery import pack_at

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
    results = [
        ta.recommend(catalog, me, limit=None, at=AT),
        ta.plan(catalog, me, budget=2400, at=AT),
        ta.why_not(catalog, me, "write-editorial"),
        ta.find_help(catalog, ta.HelpQuery("US", "es"), at=AT),
        ta.find_help(catalog, ta.HelpQuery("GB"), at=AT),
        ta.assess(catalog, ["documents-held-by-someone-else"], region="US", at=AT),
        ta.check_purchase(catalog, ta.PurchaseQuery(["coffee", "cotton"], ships_to="US"), at=AT),
        ta.check_destination(catalog, "TH", at=AT),
    ]
    answers = [result.as_json() for result in results]
    answers.append([hit.as_json() for hit in ta.search(catalog, "trapped work", limit=50)])
    answers.append([[error.code, str(error)] for error in catalog.mistakes])
    answers.append(catalog.digest)
    return json.dumps(answers)
"""
"""The source of a module that asks every question."""

PRINTS = "from asks import *\nprint(answers(ta.load()))\n"


def _canonical(project):
    checked = check(pack_at(project), Limits())
    assert not checked.mistakes
    return checked.canonical


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return a folder with the core, its dependencies and our packs, built and installed."""
    site = tmp_path_factory.mktemp("installed") / "site"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(takeaction.__file__).parent, site / "takeaction", ignore=skip)
    for name in NEEDED:
        package = Path(__import__(name).__file__).parent
        shutil.copytree(package, site / name, ignore=skip)
    _record(site, "takeaction", {}, distribution("takeaction").version)
    for entry in entry_points(group="takeaction.packs"):
        project = Path(__file__).parents[2] / "packs" / entry.name
        (site / entry.value).mkdir()
        (site / entry.value / "pack.json").write_bytes(_canonical(project))
        _record(site, entry.dist.name, {entry.name: entry.value}, entry.dist.version)
    (site / "asks.py").write_text(ASKS, encoding="utf-8")
    return site


def _record(site, name, packs, version):
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    files = {f"{value}/pack.json": site / value / "pack.json" for value in packs.values()}
    rows = {name: _hash(path.read_bytes()) for name, path in files.items()}
    (info / "RECORD").write_text("".join(f"{name},{hash},\n" for name, hash in rows.items()))
    entries = "".join(f"{id} = {value}\n" for id, value in packs.items())
    (info / "entry_points.txt").write_text(f"[takeaction.packs]\n{entries}" if packs else "")


def _hash(data):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


class Ran:
    """The result of a process."""

    def __init__(self, done):
        self.code, self.out = done.returncode, done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    @property
    def printed(self):
        """The answers that the process printed; if it failed, the test shows its last words."""
        assert (self.code, self.err) == (0, ""), self.err[-3000:]
        return json.loads(self.out)


@pytest.fixture(scope="session")
def run(site):
    def ran(*arguments, path=site, cwd=None, flags=(), **environment):
        needed = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-S", "-B", *flags, *map(str, arguments)],
            env={**needed, "PYTHONPATH": str(path), **environment},
            cwd=cwd, capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        return Ran(done)

    return ran


@pytest.fixture(scope="session")
def usual(run):
    return run("-c", PRINTS).printed
