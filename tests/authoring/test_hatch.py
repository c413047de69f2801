"""The build hook: a pack's wheel holds its canonical form and nothing else."""

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import entry_points
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from takeaction import load
from takeaction.authoring import hatch
from takeaction.authoring.build import build

INFO = "takeaction_pack_small-2026.11.0.dist-info"
ACTIONS = "src/takeaction_pack_small/actions.toml"


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def make(project, tmp_path, temporary):  # noqa: ARG001 - so that nothing is left elsewhere
    def artifact(builder, version="standard"):
        (path,) = builder(str(project)).build(directory=str(tmp_path / "dist"), versions=[version])
        return path

    return artifact


def test_a_wheel_holds_the_canonical_form_and_its_metadata(make, project):
    path = make(WheelBuilder)

    assert path.endswith("takeaction_pack_small-2026.11.0-py3-none-any.whl")
    with ZipFile(path) as wheel:
        assert sorted(wheel.namelist()) == [
            f"{INFO}/METADATA",
            f"{INFO}/RECORD",
            f"{INFO}/WHEEL",
            f"{INFO}/entry_points.txt",
            "takeaction_pack_small/pack.json",
        ]
        assert wheel.read("takeaction_pack_small/pack.json") == build(project)
        assert wheel.read(f"{INFO}/entry_points.txt").decode() == (
            "[takeaction.packs]\nsmall = takeaction_pack_small\n"
        )


def test_a_wheel_answers_as_its_sources_do(make, project):
    wheel = load(paths=[make(WheelBuilder)], packs=[], on_mistake="raise")
    sources = load(paths=[project], packs=[], on_mistake="raise")

    assert wheel.packs["small"].built
    assert wheel.digest == sources.digest
    assert list(wheel.actions) == ["small:write"]


def test_no_temporary_file_is_left(make, temporary):
    make(WheelBuilder)

    assert list(temporary.iterdir()) == []


def test_a_source_distribution_holds_the_sources(make):
    with tarfile.open(make(SdistBuilder)) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}

    package = "src/takeaction_pack_small"
    assert names == {
        "PKG-INFO",
        "README.md",
        "pyproject.toml",
        f"{package}/actions.toml",
        f"{package}/locale/es.po",
        f"{package}/pack.toml",
    }


def test_an_editable_install_points_at_the_sources(make, project):
    with ZipFile(make(WheelBuilder, "editable")) as wheel:
        (pth,) = (name for name in wheel.namelist() if name.endswith(".pth"))

        assert not any(name.endswith("pack.json") for name in wheel.namelist())
        assert wheel.read(pth).decode().strip() == str(project / "src")


def test_a_pack_with_a_mistake_is_not_built(make, project, change, temporary, tmp_path):
    change(ACTIONS, 'cadence = "once"', 'cadence = "sometimes"')

    with pytest.raises(SystemExit) as caught:
        make(WheelBuilder)

    path = (project / ACTIONS).as_posix()
    assert f'\n{path}:7: write.cadence: "sometimes" is not in the list.' in str(caught.value)
    assert list(temporary.iterdir()) == []
    assert list(tmp_path.glob("dist/*.whl")) == []


@pytest.mark.parametrize(
    ("entries", "count"),
    [("", 0), ('small = "takeaction_pack_small"\ntiny = "takeaction_pack_small"', 2)],
    ids=["none", "two"],
)
def test_a_project_names_exactly_one_pack(make, project, change, entries, count):
    change("pyproject.toml", 'small = "takeaction_pack_small"', entries)

    with pytest.raises(SystemExit) as caught:
        make(WheelBuilder)

    assert str(caught.value).splitlines()[2] == (
        f"{project.as_posix()}/pyproject.toml: the project names {count} packs; it must name "
        'exactly one. Fix: under [project.entry-points."takeaction.packs"], write one line: '
        'id = "package".'
    )


def test_an_entry_point_under_another_name_is_not_built(make, project, change):
    # The id in pack.toml must be the name of the entry point, or the pack would never load.
    change("pyproject.toml", 'small = "takeaction_pack_small"', 'tiny = "takeaction_pack_small"')

    with pytest.raises(SystemExit) as caught:
        make(WheelBuilder)

    path = (project / ACTIONS).with_name("pack.toml").as_posix()
    assert f'{path}:2: id: the pack is "small", its entry point "tiny".' in str(caught.value)


def test_a_mistake_is_the_last_thing_that_a_front_end_prints(project, change):
    change(ACTIONS, 'cadence = "once"', 'cadence = "sometimes"')
    code = "from hatchling.build import build_wheel; build_wheel('dist')"

    done = subprocess.run(  # noqa: S603 - what every front end does
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    first, second, *_, last = done.stderr.strip().splitlines()
    assert first == "The pack is not built:"
    assert second.startswith(f'{ACTIONS}:7: write.cadence: "sometimes" is not in the list.')
    assert last == "To see them again: takeaction pack check ."


def test_hatchling_finds_the_hook_by_name():
    (entry,) = entry_points(group="hatch", name="takeaction")

    assert entry.load() is hatch
    assert hatch.hatch_register_build_hook().PLUGIN_NAME == "takeaction"
