"""A file is written where somebody asked for it, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takeaction.cli.arguments import UsageError
from takeaction.errors import plain, shown


def write(
    path: Path, content: bytes, *, folders: bool = False, over: tuple[bytes, str] | None = None
) -> None:
    """Write a file.

    Args:
        path: Where to.
        content: What.
        folders: Whether folders on the way there are made.
        over: How a file begins that may be written over, and what that is; None for any file.

    Raises:
        UsageError: It cannot be written there.
    """
    with _told(path, "written"):
        if over:
            _spare_others(path, *over)
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _spare_others(path: Path, begins: bytes, called: str) -> None:
    """Refuse to write over a file that is not empty and begins otherwise."""
    if path.is_file():
        with path.open("rb") as file:
            start = file.read(len(begins))
        if start and start != begins:
            problem = f"{shown(str(path))} is there already and is no {called}: name another file."
            raise UsageError(problem)


def make_folder(path: Path) -> None:
    """Make a folder, and those on the way there, unless it is there.

    Raises:
        UsageError: It cannot be made.
    """
    with _told(path, "written"):
        path.mkdir(parents=True, exist_ok=True)


def remove(path: Path) -> None:
    """Take away a file whose content stands elsewhere now.

    Raises:
        UsageError: It cannot be taken away.
    """
    with _told(path, "taken away"):
        path.unlink()


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    """Say of a file what could not be done with it, and why."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or plain(str(error))
        raise UsageError(f"{shown(str(path))} cannot be {what}: {why}.") from error
