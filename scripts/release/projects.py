"""The distributions of this repository: the core and our packs, with their names and versions."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORE = "takeaction"


class CommandError(Exception):
    """A command that had to succeed has failed; the text is what it printed."""


@dataclass(frozen=True)
class Project:
    """One distribution: its name, its version and its folder."""

    name: str
    version: str
    folder: Path

    @property
    def is_core(self) -> bool:
        """Tell the library from the packs."""
        return self.name == CORE

    @property
    def id(self) -> str:
        """Return the id of a pack; the name of the core."""
        return self.name.removeprefix(f"{CORE}-pack-")

    @property
    def module(self) -> str:
        """Return the folder that a wheel has on the import path."""
        return self.name.replace("-", "_")

    @property
    def stem(self) -> str:
        """Return the start of the names of its files."""
        return f"{self.module}-{self.version}"

    @property
    def files(self) -> tuple[str, str]:
        """Return the names of its sdist and its wheel."""
        return f"{self.stem}.tar.gz", f"{self.stem}-py3-none-any.whl"


def read_pyproject(folder: Path) -> dict[str, Any]:
    """Read the pyproject of a folder."""
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


def find_projects(root: Path = ROOT) -> tuple[Project, ...]:
    """Return the core, then the packs by name."""
    folders = [root, *sorted(path.parent for path in root.glob("packs/*/pyproject.toml"))]
    return tuple(_project(folder) for folder in folders)


def _project(folder: Path) -> Project:
    metadata = read_pyproject(folder)["project"]
    return Project(metadata["name"], metadata["version"], folder)


def tracked_files(folder: Path) -> Iterator[str]:
    """Return the files of a folder that git has, with paths from that folder."""
    command = ["git", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
    for name in listing.stdout.decode().split("\0"):
        if name and (folder / name).is_file():
            yield name


def series(version: str) -> str:
    """Return the bounds of the releases that keep the promises of a version.

    >>> series("0.1.3"), series("2.4.0")
    ('>=0.1,<0.2', '>=2.4,<3')
    """
    major, minor = map(int, re.match(r"(\d+)\.(\d+)", version).groups())  # type: ignore[union-attr]
    return f">={major}.{minor},<{major + 1}" if major else f">=0.{minor},<0.{minor + 1}"
