"""The tutorials about packs do what they say, each in one shell, block after block."""

import json
import os
import re
import subprocess
import sys
import sysconfig
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
FIRST = re.compile(r"^```(console|toml|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
END = "end-of-the-command-"
NOT_IN_A_WHEEL = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"}


def needed(name, known=()):
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


class Shell:
    """One shell for a whole page, as a reader has it: a ``cd`` holds for what follows."""

    def __init__(self, folder, environment):
        self._process = subprocess.Popen(
            ["/bin/bash", "--noprofile", "--norc"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command):
        self._process.stdin.write(f"{command}\necho; echo {END}$?\n")
        self._process.stdin.flush()
        lines = []
        while not (line := self._process.stdout.readline()).startswith(END):
            assert line, f"{command}\n{''.join(lines)}"
            lines.append(line)
        printed = "".join(lines)[:-1]
        assert line == f"{END}0\n" or "pack check" in command, f"{command}\n{printed}"
        return printed

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture
def shell(index, tmp_path):
    folder = tmp_path / "reader"
    folder.mkdir()
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
    opened = []

    def make(**more):
        opened.append(Shell(folder, environment | more))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.mark.heavy
def test_a_newcomer_gets_from_nothing_to_an_answer(shell, tmp_path):
    printed, shown = "", 0
    reader, folder = shell(), tmp_path / "reader"

    for kind, text in BLOCKS:
        if kind == "bash":
            printed = "".join(map(reader.run, text.splitlines()))
        elif kind == "toml":
            name = re.match(r"# (\S+)\n", text)[1]
            assert (folder / name).exists()
            (folder / name).write_text(text, encoding="utf-8")
        else:
            shown += 1
            assert OutputChecker().check_output(text, printed, ELLIPSIS), printed

    assert shown == 3
    assert "Call 116" in printed
    assert len(list((folder / "wheels").iterdir())) == 1


@pytest.fixture
def author(tmp_path):
    """Return the programs of an environment of its own that has all that is installed here."""
    place = tmp_path / "author"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)  # noqa: S603
    (site,) = place.glob("lib/python*/site-packages")
    here = json.dumps(sysconfig.get_path("purelib"))
    (site / "here.pth").write_text(f"import site; site.addsitedir({here})\n", encoding="utf-8")
    program = place / "bin" / "takeaction"
    code = "import sys; from takeaction.cli import main; sys.exit(main(sys.argv[1:]))"
    program.write_text(f"#!{place}/bin/python\n{code}\n", encoding="utf-8")
    program.chmod(0o755)
    return place / "bin"


@pytest.mark.heavy
def test_a_first_pack_is_made_in_one_shell(shell, author, tmp_path):
    reader = shell(PATH=f"{author}{os.pathsep}{os.environ['PATH']}")
    commands = 0

    for kind, text in FIRST.findall((ROOT / "docs/tutorial/first-pack.md").read_text("utf-8")):
        if kind == "console":
            for command, shown in SESSION.findall(text):
                printed = reader.run(command)
                commands += 1
                assert OutputChecker().check_output(shown, printed, ELLIPSIS), printed
        else:
            path = tmp_path / "reader" / re.match(r"# (\S+)\n", text)[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    assert commands == 11
    assert reader.run("pwd").strip() == str(tmp_path / "reader")


def test_the_page_takes_fewer_than_ten_commands():
    assert len(COMMANDS) < 10
    assert f"{len(COMMANDS)} commands" in PAGE.read_text("utf-8").replace("nine", "9")
