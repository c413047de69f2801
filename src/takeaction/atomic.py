"""Atomic writes: files and folders that are there whole or not at all, never through a link."""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

_ANY_MODE = 0o666
"""The mode of a new file, less the mask of its user."""

_PRIVATE_MODE = 0o600
"""The mode of a file that tells about people: nobody but its user reads it."""


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write one file, as ``complete_files``."""
    write_together({path: content}, private=private)


def write_together(contents: Mapping[Path, bytes], *, private: bool = False) -> None:
    """Write files, as ``complete_files``."""
    with complete_files(contents, private=private) as files:
        for file, content in zip(files, contents.values(), strict=True):
            file.write(content)


@contextmanager
def complete_files(
    paths: Iterable[Path], folder: Path | None = None, *, private: bool = False
) -> Iterator[list[BinaryIO]]:
    """Write files beside their places, and move them there once all are on the disk.

    A reader of an older file meanwhile still gets all of it, and it keeps its mode. If anything
    fails, or the process is killed, all older files stay as they are.

    Args:
        paths: Their places.
        folder: Where to write them first, on the same disk; None takes the folder of each place.
        private: Whether they tell about people: then only their user reads them, whatever mode
            an older file had.

    Yields:
        The new files, in order of their paths.

    Raises:
        OSError: One cannot be written; or its place is a link, a folder or a device, where a
            rename would replace something else than a file.
        ValueError: A path holds a null character.
    """
    modes = {path: _mode_of(path) for path in paths}
    new = {path: _beside(folder / path.name if folder else path) for path in modes}
    try:
        with ExitStack() as stack:
            new_mode = _PRIVATE_MODE if private else _ANY_MODE
            files = [stack.enter_context(_new_file(new[path], new_mode)) for path in modes]
            yield files
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        for path, mode in modes.items():
            if mode is not None and not private:
                new[path].chmod(mode)
        for path in modes:
            os.replace(new[path], path)
    except BaseException:
        for beside in new.values():
            beside.unlink(missing_ok=True)
        raise


def _beside(place: Path) -> Path:
    return place.with_name(f".{os.urandom(8).hex()}.new")


def _new_file(path: Path, mode: int) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")


def _mode_of(path: Path) -> int | None:
    """Return the mode of a file that is to be replaced; None if there is none."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "it is a link; name the file itself", str(path))
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    return stat.S_IMODE(mode)


def write_folder(
    path: Path, files: Mapping[str, bytes], may_replace: Callable[[Path], None] | None = None
) -> None:
    """Write files into a new folder beside its place, and move it there once it is complete.

    Args:
        path: The folder. It may be missing or empty.
        files: The bytes of each file by its path in the folder.
        may_replace: Raises unless the folder that is there may be replaced with all in it.

    Raises:
        OSError: It cannot be written; or its place is a link or a file, or holds anything.
        ValueError: The path holds a null character.
    """
    place = Path(os.path.abspath(path))
    is_there = _is_folder(place)
    if is_there and may_replace:
        may_replace(place)
    new = _beside(place)
    try:
        new.mkdir()
        for name, content in files.items():
            target = new / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(content)
        if is_there and may_replace:
            _swap(new, place)
            return
        if is_there:
            place.rmdir()  # an empty folder; anything else stays
        new.rename(place)
    finally:
        shutil.rmtree(new, ignore_errors=True)  # it is gone where all went well


def _is_folder(place: Path) -> bool:
    """Return True if a folder is there, False if nothing is; refuse anything else."""
    try:
        mode = place.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "it is a link; name the folder itself")
    if not stat.S_ISDIR(mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return True


def _swap(new: Path, place: Path) -> None:
    """Move a folder to the place of an older one, which comes back if that fails."""
    old = new.with_suffix(".old")
    try:
        place.rename(old)
        new.rename(place)
    except BaseException:  # Ctrl-C too
        if old.exists() and not place.exists():
            old.rename(place)
        raise
    shutil.rmtree(old)
