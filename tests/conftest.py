"""What all tests share: our own packs, a bound of work, and packs that look installed."""

import json
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


def written(folder, files):
    """Write files, each text or bytes by its path, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def write(tmp_path):
    """Return a function that writes files into a folder of the test and returns that folder."""

    def make(files, name="pack"):
        return written(tmp_path / name, files)

    return make


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return a function that makes a distribution that Python takes for an installed one.

    It writes what an installer would: the files, and the folder with METADATA, RECORD and
    entry_points.txt; for an editable one also direct_url.json and a path to its project.
    """

    def make(  # noqa: PLR0913 - what a distribution is made of
        name, *, entries, files=(), site="site", record=None, editable=False, **records
    ):
        place = tmp_path / site
        home = tmp_path / "projects" / name / "src" if editable else place
        files = dict(files)
        written(home, files)
        rows = files if record is None else record
        info = {
            "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            "RECORD": "".join(f"{row},,\n" for row in ([] if editable else rows)),
            "entry_points.txt": "".join(f"[{group}]\n{text}\n" for group, text in entries.items()),
        }
        if editable:
            origin = {"url": home.parent.as_uri(), "dir_info": {"editable": True}}
            info["direct_url.json"] = json.dumps(origin)
            monkeypatch.syspath_prepend(str(home))
        info |= {key.replace("__", "."): text for key, text in records.items()}
        written(place / f"{name.replace('-', '_')}-1.0.dist-info", info)
        monkeypatch.syspath_prepend(str(place))
        return home

    yield make
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None)).startswith(str(tmp_path)):
            del sys.modules[name]


GOOD = ("alpha", "bravo", "charlie")


def built(id, *, records=None, **header):
    """Return a pack.json of one hotline, or of other records."""
    line = {
        "name": f"The line of {id}",
        "kind": "hotline",
        "purposes": ["support"],
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [{"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}],
    }
    given = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    content = {
        "pack": {**given, **header},
        "records": {"resource": {"line": line}} if records is None else records,
        "translations": {},
    }
    return json.dumps(content, sort_keys=True)


@pytest.fixture
def install_pack(install):
    """Return a function that installs a built pack as the distribution ``<id>-pack``."""

    def make(id, *, name=None, module=None, files=(), content=None, **more):
        module = module or f"pack_{id.replace('-', '_')}"
        given = {f"{module}/pack.json": content or built(id)}
        given |= {f"{module}/{path}": text for path, text in dict(files).items()}
        entries = {"takeaction.packs": f"{id} = {module}"}
        return install(name or f"{id}-pack", entries=entries, files=given, **more)

    return make


@pytest.fixture
def load_beside(install_pack):
    """Return a function that loads packs beside three good ones, which stay as they are.

    It installs the three, and takes the ids of further installed packs and what ``load`` takes;
    it returns the catalog.
    """
    for id in GOOD:
        install_pack(id, site=f"site-{id}")
    alone = takeaction.load(packs=GOOD)
    assert (len(alone), alone.mistakes) == (3, ())

    def make(*ids, **options):
        catalog = takeaction.load(packs=[*GOOD, *ids], **options)
        for id in GOOD:
            assert catalog.packs[id] == alone.packs[id]
            assert catalog.resources[f"{id}:line"] == alone.resources[f"{id}:line"]
        assert not {error.where.pack for error in catalog.mistakes} & set(GOOD)
        return catalog

    return make
