"""A file is written where somebody asked for it, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takeaction.cli.arguments import UsageError
from takeaction.errors import plain, shown


def write(path: Path, content: bytes, *, folders: bool = False) -> None:
    """Write a file.

    Args:
        path: Where to.
        content: What.
        folders: Whether folders on the way there are made.

    Raises:
        UsageError: It cannot be written there.
    """
    with _told(path, "written"):
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


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
