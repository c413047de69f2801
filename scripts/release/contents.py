"""The files and the metadata in an archive, compared with what git has."""

import re
import tarfile
import zipfile
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

from projects import Project, tracked_files

REQUIRED_HEADERS = (
    *("Author", "Classifier", "Description-Content-Type", "Keywords", "License-Expression"),
    *("License-File", "Project-URL", "Requires-Python", "Summary"),
)
OF_OTHERS = "tests/export/hsds/schemas/"
"""What the tests need and nobody should get from us: it has another licence."""

URL_LABELS = frozenset({"Changelog", "Documentation", "Issues", "Security", "Source"})


def content_mistakes(project: Project, dist: Path) -> Iterator[str]:
    """Return what an archive lacks, and what does not belong in it."""
    sdist, wheel = (dist / name for name in project.files)
    yield from _compared(wheel.name, set(_wheel_files(wheel)), _expected_in_wheel(project))
    tracked = set(tracked_files(project.folder))
    files = {path.removeprefix(f"{project.stem}/") for path in _sdist_files(sdist)}
    for name in sorted(files - tracked - {"PKG-INFO", ".gitignore"}):  # hatchling adds the two
        yield f"{sdist.name} has {name}, which git does not."
    needed = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO"}
    needed |= {name for name in tracked if name.startswith(("src/", "tests/"))}
    needed -= {name for name in tracked if name.startswith(OF_OTHERS)}
    for name in sorted(needed - files):
        yield f"{sdist.name} lacks {name}."
    yield from _metadata_mistakes(wheel.name, _wheel_metadata(project, wheel))
    if _wheel_metadata(project, wheel) != _sdist_metadata(project, sdist):
        yield f"{project.name}: the sdist has other metadata than the wheel."


def _compared(name: str, files: set[str], expected: set[str]) -> Iterator[str]:
    for path in sorted(expected - files):
        yield f"{name} lacks {path}."
    for path in sorted(files - expected):
        yield f"{name} has {path}, which does not belong in it."


def _expected_in_wheel(project: Project) -> set[str]:
    """Return the files of a wheel: those of ``src`` for the core, one data file for a pack."""
    info = f"{project.stem}.dist-info"
    names = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    names |= {"licenses/NOTICE"} if project.is_core else set()
    tracked = (name for name in tracked_files(project.folder) if name.startswith("src/"))
    content = (
        {name.removeprefix("src/") for name in tracked}
        if project.is_core
        else {f"{project.module}/pack.json"}
    )
    return {f"{info}/{name}" for name in names} | content


def _wheel_files(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def _sdist_files(sdist: Path) -> list[str]:
    with tarfile.open(sdist) as archive:
        return [member.name for member in archive if member.isfile()]


def _wheel_metadata(project: Project, wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"{project.stem}.dist-info/METADATA")


def _sdist_metadata(project: Project, sdist: Path) -> bytes:
    with tarfile.open(sdist) as archive:
        file = archive.extractfile(f"{project.stem}/PKG-INFO")
        return file.read() if file else b""


def _metadata_mistakes(name: str, content: bytes) -> Iterator[str]:
    """Return the headers that readers of an index look for, and that are missing."""
    message = BytesParser(policy=compat32).parsebytes(content)
    for header in REQUIRED_HEADERS:
        if not message.get_all(header):
            yield f"{name} has no {header}."
    labels = {text.partition(",")[0] for text in message.get_all("Project-URL", [])}
    if labels != URL_LABELS:
        yield f"{name} has other project URLs: {', '.join(sorted(labels ^ URL_LABELS))}."
    if not str(message.get_payload()).strip():
        yield f"{name} has no description."
    for link in re.findall(r"\]\((?![a-z]+:|#)([^)\s]+)\)", str(message.get_payload())):
        yield f"{name} describes itself with a link that leads nowhere: {link}."
