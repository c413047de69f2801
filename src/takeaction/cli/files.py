"""Files and folders of a call: written where somebody asked for one, and never over another's."""

import errno
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from takeaction import atomic
from takeaction.cli.arguments import UsageError
from takeaction.errors import shown, why_failed


def write_file(
    path: Path,
    content: bytes,
    *,
    folders: bool = False,
    over: tuple[bytes, str] | None = None,
    offset: int = 0,
) -> None:
    """Write a file whole or not at all, and never through a link.

    Args:
        path: Its place.
        content: Its bytes.
        folders: Whether to make the folders on the way there.
        over: The only files to overwrite: the bytes that they have at *offset*, and a noun for
            them, such as "calendar". None to overwrite any file.
        offset: The place of these bytes.

    Raises:
        UsageError: It cannot be written there, or would overwrite a file of another kind.
    """
    with _usage_errors(path, "written"):
        if over:
            _refuse_other_kind(path, *over, offset)
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_whole(path, content)


def write_over(path: Path, content: bytes, before: bytes, read: Callable[[str], bytes]) -> None:
    """Write a file over the one that was read, and over nothing else.

    Another process that read it as well is kept out meanwhile by a file beside it. One call of the
    system makes it, and fails if it is there, on every system.

    Args:
        path: Its place.
        content: Its bytes.
        before: The bytes that were read; empty if there was no file.
        read: Reads a file of this kind; a link or a pipe, which could wait for ever, is none.

    Raises:
        UsageError: It has changed since, somebody is writing it, or it cannot be written.
    """
    mark = path.with_name(f"{path.name}.writing")
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        problem = f"{shown(str(mark))} is there: somebody is writing {shown(path.name)}."
        raise UsageError(f"{problem} If nobody is, remove that file.") from None
    except OSError as error:
        raise file_error(path, "written", error) from error
    try:
        now = read(str(path)) if os.path.lexists(path) else b""
        if now != before:
            problem = f"{shown(str(path))} was changed meanwhile, so nothing is written."
            raise UsageError(f"{problem} Look at it, then call again.")
        write_file(path, content)
    finally:
        mark.unlink(missing_ok=True)


def read_start(path: Path, limit: int) -> bytes:
    """Return the bytes of a file, at most one more than the limit.

    Raises:
        UsageError: It cannot be read.
    """
    with _usage_errors(path, "read"), path.open("rb") as file:
        return file.read(limit + 1)


def write_new(path: Path, files: Mapping[str, str]) -> None:
    """Write files into a new folder, and make those on the way there.

    Raises:
        UsageError: It cannot be written, is a link or a file, or holds anything.
    """
    with _usage_errors(path, "written"):
        Path(os.path.abspath(path)).parent.mkdir(parents=True, exist_ok=True)
        atomic.write_folder(path, {name: text.encode() for name, text in files.items()})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files; none is put into its place before all are written.

    Raises:
        UsageError: One of them cannot be written.
    """
    with _usage_errors(next(iter(contents)), "written"):
        atomic.write_together(contents)


def _refuse_other_kind(path: Path, mark: bytes, noun: str, offset: int) -> None:
    if path.is_file():
        with path.open("rb") as file:
            start = file.read(offset + len(mark))
        if start and start[offset:] != mark:
            raise UsageError(
                f"{shown(str(path))} already exists and is not a {noun}: name another file."
            )


def make_folder(path: Path) -> None:
    """Make a folder and those on the way there; a folder that exists is fine.

    Raises:
        UsageError: It cannot be made.
    """
    with _usage_errors(path, "written"):
        path.mkdir(parents=True, exist_ok=True)


def remove_file(path: Path) -> None:
    """Remove a file whose content is in other files now.

    Raises:
        UsageError: It cannot be removed.
    """
    with _usage_errors(path, "removed"):
        path.unlink()


def replace_folder(path: Path, files: Mapping[str, bytes], *, manifest: str, kind: str) -> None:
    """Write files into a new folder beside its place, and move it there once it is complete.

    Args:
        path: The folder. It may be missing, empty, or an earlier export of this kind, in which
            nobody has put a file.
        files: The bytes of each file by its path in the folder.
        manifest: The file that lists the files of an export, as JSON.
        kind: The kind of the export in its manifest.

    Raises:
        UsageError: It cannot be written, is a link or a file, or holds files of somebody else.
    """
    with _usage_errors(path, "written"):
        atomic.write_folder(path, files, lambda place: _refuse_foreign_files(place, manifest, kind))


def _refuse_foreign_files(place: Path, manifest: str, kind: str) -> None:
    """Refuse a folder that holds anything that no export of this kind wrote there."""
    listed = _listed(place / manifest, kind)
    for name in _names(place):
        if listed is None:
            raise UsageError(
                f"{shown(str(place))} is not empty and no earlier export: name another folder."
            )
        if name != manifest and name not in listed:
            raise UsageError(
                f"{shown(name)} in {shown(str(place))} is no file of an export, and would be lost:"
                " move it elsewhere, or name another folder."
            )


def _listed(path: Path, kind: str) -> frozenset[str] | None:
    """Return the files that a manifest lists; None where there is no manifest of this kind."""
    with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):  # any JSON
        if stat.S_ISREG(path.lstat().st_mode):
            written = json.loads(path.read_bytes())
            if written["takeaction"] == kind:
                return frozenset(written["files"])
    return None


def _names(place: Path) -> Iterator[str]:
    """Yield the path of everything in a folder that is no folder; links are not followed."""
    for folder, folders, names in os.walk(place):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*names, *links):
            yield Path(folder, name).relative_to(place).as_posix()


@contextmanager
def _usage_errors(path: Path, participle: str) -> Iterator[None]:
    """Turn errors of the system into a UsageError: "*path* cannot be *participle*: …"."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise file_error(path, participle, error) from error


_OF_A_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""The faults of a disk that is full or broken: no other call would do better."""


def file_error(path: Path, participle: str, error: OSError | ValueError) -> UsageError | OSError:
    """Return an error of the system as one of the call: "*path* cannot be *participle*: …"."""
    if getattr(error, "errno", None) in _OF_A_DISK:
        return OSError(f"{shown(str(path))} cannot be {participle}: {why_failed(error)}")
    why = f"{why_failed(error)}."
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        why = f"there is no folder {shown(str(path.parent))}. Make it first, or name another."
    return UsageError(f"{shown(str(path))} cannot be {participle}: {why}")
