"""The tutorial about a regional pack does what it says, in an environment of its own."""

import os
import re
import subprocess
import sys
import zipfile
from doctest import ELLIPSIS, OutputChecker
from importlib.metadata import distribution
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tutorial" / "publish-a-regional-pack.md"
BLOCK = re.compile(r"^```(bash|toml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(PAGE.read_text("utf-8"))
COMMANDS = [line for kind, text in BLOCKS if kind == "bash" for line in text.splitlines()]
NOT_IN_A_WHEEL = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"}


def needed(name, known=()):
    """Return a distribution and all that it needs here, by name."""
    known = {*known, name}
    for each in map(Requirement, distribution(name).requires or ()):
        if each.name not in known and (each.marker is None or each.marker.evaluate({"extra": ""})):
            known |= needed(each.name, known)
    return known


def pack_up(name, folder):
    """Make a wheel again of a distribution that is installed: no network is asked for it."""
    held = distribution(name)
    tag = re.search(r"^Tag: (\S+)", held.read_text("WHEEL"), re.MULTILINE)[1]
    files = [each for each in held.files if ".." not in each.parts and each.suffix != ".pyc"]
    kept = [each for each in files if each.name not in NOT_IN_A_WHEEL]
    info = next(each.parts[0] for each in kept if each.parts[0].endswith(".dist-info"))
    with zipfile.ZipFile(folder / f"{info.removesuffix('.dist-info')}-{tag}.whl", "w") as wheel:
        for each in kept:
            wheel.write(each.locate(), each.as_posix())
        wheel.writestr(f"{info}/RECORD", "".join(f"{each.as_posix()},,\n" for each in kept))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Return a folder of wheels: the library of this checkout, and what it and a build need."""
    folder = tmp_path_factory.mktemp("index")
    list(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    for name in (needed("takeaction") | needed("hatchling")) - {"takeaction"}:
        pack_up(name, folder)
    return folder


@pytest.fixture
def run(index, tmp_path):
    """Return a function that runs one line of a shell in an empty folder, without a network."""
    tools = Path(sys.executable).parent
    environment = {key: value for key, value in os.environ.items() if key in {"HOME", "LANG"}}
    environment |= {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(index),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_CACHE_DIR": "1",
        "COLUMNS": "80",
    }

    def line(command):
        done = subprocess.run(  # noqa: S603 - our own page
            ["/bin/bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    return line


def test_a_newcomer_gets_from_nothing_to_an_answer(run, tmp_path):
    """Each command of the page is run, each file written, and what is shown is what is printed."""
    printed, shown = "", 0

    for kind, text in BLOCKS:
        if kind == "bash":
            printed = "".join(map(run, text.splitlines()))
        elif kind == "toml":
            name = re.match(r"# (\S+)\n", text)[1]
            assert (tmp_path / name).exists()
            (tmp_path / name).write_text(text, encoding="utf-8")
        else:
            shown += 1
            assert OutputChecker().check_output(text, printed, ELLIPSIS), printed

    assert shown == 3
    assert "Call 116" in printed
    assert len(list((tmp_path / "wheels").iterdir())) == 1


def test_the_page_takes_fewer_than_ten_commands():
    """Somebody who has never done it sees the end from the start."""
    assert len(COMMANDS) < 10
    assert f"{len(COMMANDS)} commands" in PAGE.read_text("utf-8").replace("nine", "9")
