"""Checks of the files that build and package this project."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import takeaction

ROOT = Path(__file__).parents[1]
PACKS = sorted(path.name for path in (ROOT / "packs").iterdir() if path.is_dir())
CLUSTERS = frozenset({"dask", "distributed", "pyspark", "ray"})
"""Engines for many machines. Only ``distributed`` is small, a wheel, and needed by the tests."""

BESIDE = {
    "benchmarks/requirements.txt": {"bm25s", "duckdb", "scikit-criteria", "scikit-learn"},
    "fuzz/requirements.txt": {"atheris"},
    "tests/clusters/requirements.txt": {"polars", "pyspark", "ray"},
    "tests/robust/requirements.txt": {"mutmut"},
}
"""What one session alone needs, in a file beside it; its own session reads it from there."""

HAVE_WHEELS = """
    axe-playwright-python babel basedpyright build check-jsonschema check-wheel-contents
    coverage cyclonedx-bom distributed django fastapi flask furo hatchling httpx2 hypothesis
    icalendar import-linter interrogate jinja2 jsonschema mcp mypy myst-parser nox numpy
    openpyxl phonenumberslite pillow playwright pyarrow pypdfium2 pytest pytest-xdist
    python-bidi pyyaml rich ruff segno sphinx sphinx-copybutton sybil towncrier trustme twine
    tzdata uv uvicorn vobject zizmor zxing-cpp
"""
"""What the index has as wheels, by the files it listed on 2026-11-30: pure, or for all systems."""

BOUNDS = "takeaction>=0.1,<0.2"
"""The releases that our packs were checked with: a new series may ask for a change in a pack."""


def _read(path):
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project():
    return _read("pyproject.toml")


@pytest.fixture(params=PACKS)
def name(request):
    return request.param


@pytest.fixture
def pack(name):
    return _read(f"packs/{name}/pyproject.toml")


def test_the_version_is_written_once(project):
    assert project["project"]["version"] == version("takeaction") == takeaction.__version__


def test_the_core_has_exactly_four_dependencies(project):
    assert project["project"]["dependencies"] == [
        "attrs>=25.3",
        "cattrs>=25.1",
        "importlib-resources>=6.5",
        "pluggy>=1.7",
    ]


def test_no_dependency_group_needs_a_source_or_a_cluster(project):
    # Every ``uv run`` resolves them all; of what has no wheel it downloads the whole source.
    # The source of pyspark alone was 456 MB, before the first answer of the README.
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    written = [item for items in (*extras, *groups) for item in items if isinstance(item, str)]
    names = {Requirement(item).name for item in written}

    foreign = {name for name in names if not name.startswith("takeaction")}
    assert foreign <= {*HAVE_WHEELS.split()}, (
        "If the index has wheels for it, name it in HAVE_WHEELS; else write it into a "
        "requirements.txt beside its session, as tests/clusters does."
    )
    assert names & CLUSTERS == {"distributed"}
    assert not names & set().union(*BESIDE.values())


@pytest.mark.parametrize(("path", "some"), BESIDE.items(), ids=BESIDE)
def test_requirements_of_one_session_are_beside_it(path, some):
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()

    assert some <= {Requirement(line).name for line in lines if not line.startswith("#")}
    assert f'install("-r", "{path}")' in (ROOT / "noxfile.py").read_text(encoding="utf-8")


def test_the_readme_starts_without_the_tools_of_the_project():
    # Its first command resolves the library and the packs alone: no group, 1 MB.
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    first = re.search(r"^\$ (.*)$", readme, re.MULTILINE)[1]
    assert 'uv run --no-project --with-editable ".[packs]" takeaction ask ' in first


def test_the_first_command_needs_no_extra_but_the_packs(project):
    extras = dict(project["project"]["optional-dependencies"])
    del extras["packs"]
    names = {Requirement(item).name for items in extras.values() for item in items}
    modules = {"markupsafe", "phonenumbers", *names}
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({sorted(modules)}));"
        "from takeaction.cli import main;"
        "sys.exit(main(['ask', 'my boss has my passport', '--region', 'US-TX']))"
    )

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "1-888-373-7888" in done.stdout


def test_the_python_versions_agree(project):
    prefix = "Programming Language :: Python :: "
    versions = [
        classifier.removeprefix(prefix)
        for classifier in project["project"]["classifiers"]
        if classifier.startswith(prefix)
    ]

    assert project["project"]["requires-python"] == f">={versions[0]}"


def test_the_lists_of_packs_agree(project):
    distributions = [f"takeaction-pack-{name}" for name in PACKS]
    sources = project["tool"]["uv"]["sources"]
    extra = project["project"]["optional-dependencies"]["packs"]

    assert [requirement.partition(">=")[0] for requirement in extra] == distributions
    assert project["dependency-groups"]["packs"] == ["takeaction[packs]"]
    assert list(sources) == ["takeaction", *distributions]
    assert all(source == {"workspace": True} for source in sources.values())
    assert project["tool"]["uv"]["workspace"]["members"] == ["packs/*"]


def test_the_installed_packs_are_those_of_the_checkout():
    installed = {
        entry.name: entry.value
        for entry in entry_points(group="takeaction.packs")
        if entry.dist.name.startswith("takeaction-pack-")
    }

    assert installed == {name: _module(name) for name in PACKS}


def _module(name):
    return f"takeaction_pack_{name.replace('-', '_')}"


def test_a_pack_is_built_by_the_hook_of_the_core(pack):
    assert pack["build-system"] == {
        "requires": ["hatchling>=1.27", BOUNDS],
        "build-backend": "hatchling.build",
    }
    assert pack["tool"]["hatch"]["build"] == {
        "dev-mode-dirs": ["src"],
        "targets": {"wheel": {"bypass-selection": True, "hooks": {"takeaction": {}}}},
    }
    assert set(pack["tool"]) == {"hatch"}


def test_the_metadata_of_a_pack_has_one_form(name, pack):
    metadata = pack["project"]

    assert metadata["name"] == f"takeaction-pack-{name}"
    assert metadata["version"] == version(metadata["name"])
    assert re.fullmatch(r"20\d\d\.(1[0-2]|[1-9])\.\d+", metadata["version"])
    assert metadata["requires-python"] == ">=3.11"
    assert metadata["dependencies"] == [BOUNDS]
    assert (metadata["readme"], metadata["license-files"]) == ("README.md", ["LICENSE"])
    assert metadata["entry-points"] == {"takeaction.packs": {name: _module(name)}}


def test_a_pack_and_its_distribution_agree(catalog, name, pack):
    loaded = catalog.packs[name]

    assert loaded.header.licence == pack["project"]["license"]
    assert loaded.version == pack["project"]["version"]
    assert loaded.distribution == pack["project"]["name"]


def test_a_pack_is_pure_data(name):
    suffixes = {
        path.suffix for path in (ROOT / "packs" / name / "src").rglob("*") if path.is_file()
    }

    assert suffixes <= {".toml", ".po"}


def test_a_pack_comes_with_its_documents(name):
    names = {path.name for path in (ROOT / "packs" / name).iterdir()}

    assert {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "src"} <= names


def test_every_distribution_says_who_made_it_and_where_it_lives(project, name, pack):
    core, ours = project["project"], pack["project"]
    source = core["urls"]["Source"]

    assert ours["authors"] == core["authors"] == [{"name": "the takeaction contributors"}]
    assert ours["urls"] == {
        **core["urls"],
        "Source": f"{source}/tree/main/packs/{name}",
        "Changelog": f"{source}/blob/main/packs/{name}/CHANGELOG.md",
    }
    assert core["urls"].keys() == {"Documentation", "Source", "Changelog", "Issues", "Security"}


def test_the_classifiers_of_a_pack_name_its_languages(catalog, name, pack):
    languages = {"en": "English", "es": "Spanish", "fr": "French"}
    classifiers = pack["project"]["classifiers"]

    named = {
        text.removeprefix("Natural Language :: ") for text in classifiers if "Language" in text
    }
    assert named - {"Programming Language :: Python :: 3"} == {
        languages[tag] for tag in catalog.packs[name].header.languages
    }
    assert "Development Status :: 3 - Alpha" in classifiers
    assert classifiers == sorted(classifiers)
    assert pack["project"]["keywords"][0] == "human trafficking"


def test_what_is_changed_and_what_notices_it_is_there(project):
    mutants = project["tool"]["mutmut"]
    paths = [*mutants["only_mutate"], *mutants["pytest_add_cli_args_test_selection"]]

    assert [path for path in (*paths, *mutants["also_copy"]) if not any(ROOT.glob(path))] == []
