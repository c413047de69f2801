"""Sdists and wheels: built twice under different circumstances, then compared."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from projects import CommandError, Project, tracked_files

ELSEWHERE = {"LC_ALL": "C", "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
"""The second build has another language, order of sets and zone than most machines."""


def build_by_way_of_sdist(project: Project, out: Path) -> None:
    """Build the sdist, then the wheel from that sdist, as installers do that find no wheel."""
    _run("-m", "build", "--no-isolation", "-o", str(out), cwd=project.folder)


def install_core(wheel: Path) -> None:
    """Install the library that was built, whose hook builds the packs, and nothing else."""
    words = ("-q", "--no-deps", "--no-index", "--force-reinstall", str(wheel))
    _run("-m", "pip", "install", *words, cwd=wheel.parent)


def write_sums(projects: Iterable[Project], dist: Path, path: Path) -> None:
    """Write the hashes of all archives, in the form that ``sha256sum --check`` reads."""
    names = sorted(name for project in projects for name in project.files)
    lines = [f"{digest(dist / name)}  {name}\n" for name in names]
    path.write_text("".join(lines), encoding="utf-8")


def build_directly(project: Project, out: Path) -> None:
    """Build both from the folder, elsewhere in the world."""
    words = ("--no-isolation", "--sdist", "--wheel")
    _run("-m", "build", *words, "-o", str(out), cwd=project.folder, extra=ELSEWHERE)


def _run(*words: str, cwd: Path, extra: dict[str, str] | None = None) -> None:
    """Run Python without the one variable that changes the times in an archive."""
    environment = {name: text for name, text in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, *words]
    result = subprocess.run(  # noqa: S603 - our own command
        command, cwd=cwd, env={**environment, **(extra or {})}, check=False, capture_output=True
    )
    if result.returncode:
        raise CommandError(f"{cwd}: {result.stdout.decode()}\n{result.stderr.decode()}")


def copy_tracked(root: Path, copy: Path) -> None:
    """Copy what git has, with other permissions: an archive must not depend on a umask."""
    for name in tracked_files(root):
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, path)
        path.chmod(0o600)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences(names: Iterable[str], first: Path, second: Path) -> Iterator[str]:
    """Return the files that two builds disagree about."""
    for name in names:
        if digest(first / name) != digest(second / name):
            yield f"{name} has other bytes in the second build."
