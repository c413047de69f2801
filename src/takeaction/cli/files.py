"""Writing files: only where somebody asked for one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from takeaction.authoring.whole_file import write_together, write_whole
from takeaction.cli.arguments import UsageError
from takeaction.errors import shown, why_refused


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
        write_whole(path, content)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files; none is put into its place before all are written.

    Raises:
        UsageError: One of them cannot be written.
    """
    with _usage_errors(next(iter(contents)), "written"):
        write_together(contents)


def _refuse_other_kind(path: Path, mark: bytes, noun: str, offset: int) -> None:
    """Refuse to overwrite a file that is not empty and has other bytes at a place."""
    if path.is_file():
        with path.open("rb") as file:
            start = file.read(offset + len(mark))
        if start and start[offset:] != mark:
            problem = f"{shown(str(path))} already exists and is not a {noun}: name another file."
            raise UsageError(problem)


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


@contextmanager
def _usage_errors(path: Path, participle: str) -> Iterator[None]:
    """Turn errors of the system into a UsageError: "*path* cannot be *participle*: …"."""
    try:
        yield
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or why_refused(error)
        raise UsageError(f"{shown(str(path))} cannot be {participle}: {why}.") from error
