"""A file is written where somebody asked for it, and nowhere else."""

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
    try:
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or plain(str(error))
        raise UsageError(f"{shown(str(path))} cannot be written: {why}.") from error
