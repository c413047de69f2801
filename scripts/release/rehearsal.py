"""A rehearsal: where it works, its steps with their times, and what was wrong."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from archives import digest, write_sums
from projects import ROOT, CommandError, Project, find_projects, read_pyproject


class Rehearsal:
    """The folders and the distributions of one rehearsal, and its figures.

    Attributes:
        work: A folder for all that nobody keeps.
        copy: A copy there of what git has.
        dist: The archives.
        out: The papers that go with them: hashes, bill of materials, changelog, figures.
        pythons: The Python for the lowest versions of dependencies, and for the highest.
        core: The library.
        packs: Our packs, by name.
        extras: The extras of the library, without our packs.
    """

    def __init__(self, work: Path, oldest: str, newest: str) -> None:
        self.work = work
        self.copy = work / "copy"
        self.dist = ROOT / "dist"
        self.out = ROOT / "release"
        self.pythons = {"lowest": oldest, "highest": newest}
        self.core, *self.packs = find_projects()
        extras = read_pyproject(ROOT)["project"]["optional-dependencies"]
        self.extras = {name: items for name, items in extras.items() if name != "packs"}
        self.figures: dict[str, Any] = {"seconds": {}, "files": {}}
        self.mistakes: list[str] = []
        for folder in (self.dist, self.out, work):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    @property
    def projects(self) -> list[Project]:
        """Return the library and the packs."""
        return [self.core, *self.packs]

    def step(self, name: str, check: Callable[["Rehearsal"], Iterable[str]]) -> None:
        """Take a step, time it, and print what is wrong."""
        start = time.monotonic()
        try:
            mistakes = list(check(self))
        except CommandError as error:  # later steps may still have something to say
            mistakes = [str(error)]
        seconds = time.monotonic() - start
        self.figures["seconds"][name] = round(seconds, 1)
        print(f"{name:<12}{seconds:7.1f} s  {f'{len(mistakes)} wrong' if mistakes else 'ok'}")
        for mistake in mistakes:
            print(f"    {mistake}")
        sys.stdout.flush()
        self.mistakes += mistakes

    def write_sums(self) -> None:
        """Write the hashes, and note them with the sizes."""
        write_sums(self.projects, self.dist, self.out / "SHA256SUMS")
        for path in sorted(self.dist.iterdir()):
            self.figures["files"][path.name] = {
                "bytes": path.stat().st_size,
                "sha256": digest(path),
            }

    def report(self) -> int:
        """Print the size and the hash of each file, write all figures; return the exit code."""
        print()
        for name, figures in self.figures["files"].items():
            print(f"{figures['bytes']:>9,} bytes  {figures['sha256'][:16]}  {name}")
        seconds = sum(self.figures["seconds"].values())
        print(f"{len(self.figures['files'])} files, {seconds:.0f} s, {len(self.mistakes)} wrong.")
        text = json.dumps(self.figures, indent=2)
        (self.out / "figures.json").write_text(text + "\n", encoding="utf-8")
        return 1 if self.mistakes else 0


def side_by_side(
    check: Callable[[Project], Iterable[str]], projects: Iterable[Project]
) -> list[str]:
    """Run a check of each project, as many at a time as there are cores."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda project: list(check(project)), projects)
        return [mistake for mistakes in results for mistake in mistakes]


def objections(tool: str, *words: str) -> Iterator[str]:
    """Run a tool of this environment; return what it prints if it objects."""
    command = [str(Path(sys.executable).parent / tool), *words]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)  # noqa: S603
    if result.returncode:
        yield f"{tool}: {(result.stdout + result.stderr).decode().strip()}"
