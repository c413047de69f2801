"""The time to the first answer of a fresh process, next to importing its dependencies."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import Row, row, show, side_by_side

ROOT = Path(__file__).parent.parent
PEER = ROOT / "benchmarks" / "peers" / "plainly.py"
PLAINLY = "import plainly\nplainly.main()"
"""A plain program, written with the same libraries, that reads the same records."""

FLOOR = "import attrs, cattrs, pluggy\n"
SCAN = "from importlib.metadata import entry_points\nlist(entry_points(group='takeaction.packs'))\n"
LOAD = "import takeaction as ta\ncatalog = ta.load()\n"
ANSWER = f"""{LOAD}
me = ta.Profile(minutes=30, skills={{"writing"}}, roles={{"student"}}, region="US-OH")
assert ta.recommend(catalog, me)
"""
LOCKED = "import takeaction as ta\ncatalog = ta.load(lock={lock!r})\n"
READ = f"""{LOAD}
read_at_once = (*catalog.actions.values(), *catalog.reachable.values())
packs = {{record.pack for record in read_at_once}}
print(*sorted(record.id for record in catalog if record.pack in packs))
"""
"""Prints the ids of all records of the packs that a first answer reads."""


def _uv(*words: str) -> None:
    command = [shutil.which("uv") or "uv", *words]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - ours


def _installed(folder: Path, *packages: str) -> Path:
    """Create an environment with compiled files, as pip does, and return its Python.

    The plain program is in it as a module.
    """
    _uv("venv", "--python", sys.executable, str(folder))
    python = folder / "bin" / "python"
    _uv("pip", "install", "--compile-bytecode", "--python", str(python), *packages)
    modules = folder.glob("lib*/**/site-packages/takeaction")
    compiled = [shutil.copy(PEER, module.parent) for module in modules]
    subprocess.run([python, "-m", "compileall", "-q", *compiled], check=True)  # noqa: S603 - ours
    return python


def built(folder: Path) -> Path:
    """Return a Python with the core and our packs from wheels."""
    _uv("build", "--wheel", "--all-packages", "-o", str(folder / "dist"))
    return _installed(folder / "wheels", *map(str, sorted((folder / "dist").glob("*.whl"))))


def editable(folder: Path) -> Path:
    """Return a Python with the core from its wheel, and with our packs as TOML."""
    core = next((folder / "dist").glob("takeaction-[0-9]*.whl"))
    packs = sorted(path.parent for path in ROOT.glob("packs/*/pyproject.toml"))
    python = _installed(folder / "sources", str(core), "hatchling", "editables")
    words = [word for pack in packs for word in ("-e", str(pack))]
    _uv("pip", "install", "--no-build-isolation", "--no-deps", "--python", str(python), *words)
    return python


def check_same(python: Path) -> None:
    """Check that the peer reads the same records as we do.

    Raises:
        AssertionError: It reads others.
    """
    both = [[str(python), "-c", text] for text in (PLAINLY, READ)]
    theirs, ours = (subprocess.check_output(command) for command in both)  # noqa: S603 - our own
    assert theirs == ours != b"\n"


def locked(python: Path) -> str:
    """Accept the packs of a Python as they are; return a program that loads them under that."""
    lock = python.parent / "takeaction.lock"
    command = [str(python), "-m", "takeaction", "lock", "--file", str(lock)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    return LOCKED.format(lock=str(lock))


def rows() -> list[Row]:
    """Measure the CPU time in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        wheels, sources = built(Path(folder)), editable(Path(folder))
        check_same(wheels)
        check_same(sources)
        took = side_by_side(
            {
                "bare": (wheels, ""),
                "floor": (wheels, FLOOR),
                "scan": (wheels, FLOOR + SCAN),
                "attrs, pluggy": (wheels, "import attrs, pluggy"),
                "import": (wheels, "import takeaction"),
                "core": (wheels, "import takeaction\ntakeaction.load(packs=[])"),
                "load": (wheels, LOAD),
                "load, locked": (wheels, locked(wheels)),
                "load from TOML": (sources, LOAD),
                "load from TOML, locked": (sources, locked(sources)),
                "answer": (wheels, ANSWER),
                "answer from TOML": (sources, ANSWER),
                "plainly": (wheels, PLAINLY),
                "plainly from TOML": (sources, PLAINLY),
            }
        )
    floor, toml = took["floor"], took["answer from TOML"]
    return [
        row("bare interpreter / F", took["bare"], floor),
        row("F and entry_points() / F", took["scan"], floor),
        row("import takeaction / attrs, pluggy", took["import"], took["attrs, pluggy"], 1.15),
        row("load(packs=[]) / F", took["core"], floor),
        row("load() of wheels / F", took["load"], floor),
        row("load() under an enforced lock / without", took["load, locked"], took["load"], 1.5),
        row(
            "load() from TOML under an enforced lock / without",
            took["load from TOML, locked"],
            took["load from TOML"],
            1.5,
        ),
        row("first answer from wheels / F", took["answer"], floor),
        row("first answer from TOML / F", toml, floor),
        row("first answer from wheels / the plain program", took["answer"], took["plainly"], 1.1),
        row("first answer from TOML / the plain program", toml, took["plainly from TOML"], 1.25),
    ]


if __name__ == "__main__":
    show(rows(), "ms")
