"""The files that somebody gives to the page: few enough, with names that stay inside, unpacked."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from posixpath import commonpath

from takeaction.authoring.sheets.conversion import SUFFIXES
from takeaction.cli.pack.workbench.zips import check_count, refuse_file, unzipped
from takeaction.errors import shown, why_failed
from takeaction.packs.sources.files import is_inside

MAX_DROPPED = 32 * 1024 * 1024
"""The most bytes of all files. Generous: a pack with its built form has 21 MiB at most."""

_LONGEST_NAME = 300

_IGNORED = frozenset({".git", ".venv", "node_modules", "__pycache__", "__MACOSX", ".DS_Store"})
"""Folders and files that no pack needs; a computer puts some of them into every zip."""

_PACK = frozenset({"pack.toml", "pack.json"})


DroppedFiles = dict[str, bytes]
"""The bytes of files by their paths."""


def read_dropped(files: Iterable[tuple[str, bytes]]) -> tuple[DroppedFiles, DroppedFiles]:
    """Return the sheets among files, and the others without the folder that all of these lie in.

    Args:
        files: The path and the bytes of each file. A sheet in a folder is a file of that folder. A
            ``.zip`` that is the only other file is unpacked.

    Raises:
        PackErrors: A path leads outside or appears twice, there are too many files or bytes, or
            the zip cannot be read.
    """
    every = list(files)
    _check_size(every)
    sheets = [each for each in every if _is_sheet(each[0])]
    others = [each for each in every if not _is_sheet(each[0])]
    if len(others) == 1 and others[0][0].lower().endswith(".zip"):
        others = list(unzipped(*others[0]))
    return _checked(sheets), _without_top(_checked(others))


def _is_sheet(name: str) -> bool:
    return "/" not in name and PurePosixPath(name).suffix.lower() in SUFFIXES


def _checked(files: Iterable[tuple[str, bytes]]) -> DroppedFiles:
    """Return files by path, without those that no pack needs."""
    kept: DroppedFiles = {}
    for name, content in files:
        if len(name) > _LONGEST_NAME or not is_inside(name):
            raise refuse_file("read.outside_pack", name, f"{shown(name)} is outside the pack.")
        if name in kept:
            raise refuse_file("read.duplicate", name, "this name appears twice.")
        if _IGNORED.isdisjoint(PurePosixPath(name).parts):
            kept[name] = content
    return kept


def _check_size(files: list[tuple[str, bytes]]) -> None:
    check_count(len(files))
    size = sum(len(content) for _, content in files)
    if size > MAX_DROPPED:
        problem = f"these have {size:,} bytes; the limit is {MAX_DROPPED:,}."
        raise refuse_file("limit.size", None, problem, "choose the folder of the pack alone.")


def _without_top(files: Mapping[str, bytes]) -> DroppedFiles:
    """Return files without the folders that all of them lie in."""
    tops = {name.rpartition("/")[0] for name in files}
    top = commonpath(tops) if tops and "" not in tops else ""
    return {name.removeprefix(f"{top}/") if top else name: files[name] for name in sorted(files)}


def write_files_into(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into an empty folder.

    Returns:
        The folder to check: the one with the pack nearest to the top, or that of its project.

    Raises:
        PackErrors: No file can have one of the names, or a file and a folder have the same one.
    """
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except (OSError, ValueError) as error:
            why = why_failed(error)
            problem = f"it cannot be read: {why}."
            raise refuse_file("read.failed", name, problem, "give it another name.") from error
    headers = (PurePosixPath(name) for name in files if PurePosixPath(name).name in _PACK)
    nearest = min(headers, key=lambda path: (len(path.parts), path), default=PurePosixPath("pack"))
    is_project = len(nearest.parts) > 2 and nearest.parts[-3] == "src"  # noqa: PLR2004 - src/name/pack.toml
    return folder / (nearest.parents[2] if is_project else nearest.parent)


def read_folder(folder: Path) -> DroppedFiles:
    """Return the bytes of all files in a folder by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
