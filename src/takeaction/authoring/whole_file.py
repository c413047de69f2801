"""Files and new folders that are written whole or not at all, and never through a link."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_ANY_MODE = 0o666
"""The mode of a new file, less the mask of its user."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, and move it there once it is complete.

    A reader of the old file meanwhile still gets all of it. An older file keeps its mode.

    Raises:
        OSError: It cannot be written; or its place is a link, a folder or a device, where a
            rename would replace something else than a file.
        ValueError: The path holds a null character.
    """
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files beside their places, and move them there once all are complete.

    A full disk or a place that nothing can be written to leaves all older files as they are.

    Raises:
        OSError: One cannot be written, as in ``write_whole``.
        ValueError: A path holds a null character.
    """
    modes = {path: _mode_of(path) for path in contents}
    new = {path: path.with_name(f".{os.urandom(8).hex()}.new") for path in contents}
    try:
        for path, content in contents.items():
            _write_new(new[path], content, modes[path])
        for path in contents:
            os.replace(new[path], path)
    except BaseException:
        for beside in new.values():
            beside.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: bytes, mode: int | None) -> None:
    """Write a file that must not exist, down to the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ANY_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        path.chmod(mode)


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


def write_new_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write files into a new folder beside its place, and move it there once it is complete.

    Args:
        path: The folder. It may be missing or empty.
        files: The text of each file by its path in the folder.

    Raises:
        OSError: It cannot be written; or its place is a link or a file, or holds anything.
        ValueError: The path holds a null character.
    """
    place = Path(os.path.abspath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    with folder_beside(place, {name: text.encode() for name, text in files.items()}) as new:
        if place.is_symlink():
            raise OSError(errno.ELOOP, "it is a link; name the folder itself", str(path))
        if place.exists():
            place.rmdir()  # an empty folder; anything else stays
        new.rename(place)


@contextmanager
def folder_beside(place: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write files into a new folder beside a place, to be moved there once it is complete.

    Args:
        place: The place, whose parent is there.
        files: The bytes of each file by its path in the folder.

    Yields:
        The folder. What is left of it afterwards is removed.
    """
    new = place.with_name(f".{os.urandom(8).hex()}.new")
    try:
        new.mkdir()
        for name, content in files.items():
            target = new / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(content)
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)  # it is gone where all went well
