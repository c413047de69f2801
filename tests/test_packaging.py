"""Guards over the files that say how this project is built."""

import re
import tomllib
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest

import takeaction

ROOT = Path(__file__).parents[1]
PACKS = sorted(path.name for path in (ROOT / "packs").iterdir() if path.is_dir())


def _read(path):
    """Read a TOML file of the project."""
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project():
    """Return the pyproject of the core."""
    return _read("pyproject.toml")


@pytest.fixture(params=PACKS)
def name(request):
    """Return the id of each pack in turn."""
    return request.param


@pytest.fixture
def pack(name):
    """Return the pyproject of a pack."""
    return _read(f"packs/{name}/pyproject.toml")


def test_the_version_is_written_once(project):
    """What is installed is the version that pyproject.toml says."""
    assert project["project"]["version"] == version("takeaction") == takeaction.__version__


def test_the_core_needs_exactly_four_others(project):
    """At run time there are attrs, cattrs, pluggy and importlib-resources; all else is an extra."""
    assert project["project"]["dependencies"] == [
        "attrs>=25.3",
        "cattrs>=25.1",
        "importlib-resources>=6.5",
        "pluggy>=1.7",
    ]


def test_python_versions_are_named_alike(project):
    """The lowest Python that is allowed is the first that is named."""
    prefix = "Programming Language :: Python :: "
    named = [
        each.removeprefix(prefix)
        for each in project["project"]["classifiers"]
        if each.startswith(prefix)
    ]

    assert project["project"]["requires-python"] == f">={named[0]}"


def test_three_lists_of_packs_agree(project):
    """Folders, the group of packs and the sources of uv name the same packs."""
    distributions = [f"takeaction-pack-{name}" for name in PACKS]
    sources = project["tool"]["uv"]["sources"]

    assert project["dependency-groups"]["packs"] == distributions
    assert list(sources) == ["takeaction", *distributions]
    assert all(source == {"workspace": True} for source in sources.values())
    assert project["tool"]["uv"]["workspace"]["members"] == ["packs/*"]


def test_the_installed_packs_are_the_folders():
    """What tests answer from is what stands in the checkout."""
    installed = {
        entry.name: entry.value
        for entry in entry_points(group="takeaction.packs")
        if entry.dist.name.startswith("takeaction-pack-")
    }

    assert installed == {name: _module(name) for name in PACKS}


def _module(name):
    """Return the package that holds a pack."""
    return f"takeaction_pack_{name.replace('-', '_')}"


def test_a_pack_is_built_by_the_hook_of_the_core(pack):
    """Each pack is checked while it is built, and its wheel holds its canonical form alone."""
    assert pack["build-system"] == {
        "requires": ["hatchling>=1.27", "takeaction"],
        "build-backend": "hatchling.build",
    }
    assert pack["tool"]["hatch"]["build"] == {
        "dev-mode-dirs": ["src"],
        "targets": {"wheel": {"bypass-selection": True, "hooks": {"takeaction": {}}}},
    }
    assert set(pack["tool"]) == {"hatch"}


def test_a_pack_says_what_it_is_in_one_form(name, pack):
    """Name, version, licence and entry point follow from the id of the pack."""
    said = pack["project"]

    assert said["name"] == f"takeaction-pack-{name}"
    assert said["version"] == version(said["name"])
    assert re.fullmatch(r"20\d\d\.(1[0-2]|[1-9])\.\d+", said["version"])
    assert said["requires-python"] == ">=3.11"
    assert said["dependencies"] == ["takeaction"]
    assert (said["readme"], said["license-files"]) == ("README.md", ["LICENSE"])
    assert said["entry-points"] == {"takeaction.packs": {name: _module(name)}}


def test_a_pack_and_its_distribution_agree(catalog, name, pack):
    """Licence and version are the same in the pack and in its distribution."""
    loaded = catalog.packs[name]

    assert loaded.header.licence == pack["project"]["license"]
    assert loaded.version == pack["project"]["version"]
    assert loaded.distribution == pack["project"]["name"]


def test_a_pack_is_pure_data(name):
    """No code stands beside the content of a pack."""
    held = {path.suffix for path in (ROOT / "packs" / name / "src").rglob("*") if path.is_file()}

    assert held <= {".toml", ".po"}


def test_a_pack_comes_with_the_papers_that_readers_look_for(name):
    """Each pack has a README, a CHANGELOG and its licence."""
    held = {path.name for path in (ROOT / "packs" / name).iterdir()}

    assert {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "src"} <= held
