"""Opening a file of people: its first bytes tell its format, whatever its name."""

import stat
from pathlib import Path

from takeaction.batch.running.people.columnar import ARROW_MARK, PARQUET_MARK, open_columnar
from takeaction.batch.running.people.csv_file import open_csv
from takeaction.batch.running.people.rows import PART_ROWS, PeopleFile
from takeaction.batch.running.refusal import BatchRefusedError

_COLUMNAR_NAMES = {
    ".parquet": "Parquet",
    ".arrow": "Arrow",
    ".feather": "Arrow",
    ".ipc": "Arrow",
    ".arrows": "Arrow",
}


def open_people(path: Path, encoding: str | None = None, part_rows: int = PART_ROWS) -> PeopleFile:
    """Open a file of people: CSV, Parquet or Arrow.

    Args:
        path: Its place.
        encoding: The encoding of a CSV file, if a person names it.
        part_rows: The rows of a part, at least 1.

    Raises:
        BatchRefusedError: It is none of these, or damaged.
        OSError: It cannot be read.
    """
    if path.is_dir():
        raise BatchRefusedError("It is a folder. Fix: name the file of people in it.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise BatchRefusedError("It is no regular file. Fix: write the people to a file first.")
    with path.open("rb") as file:
        start = file.read(len(ARROW_MARK))
    mark = next((mark for mark in (PARQUET_MARK, ARROW_MARK) if start.startswith(mark)), None)
    if mark:
        if encoding:
            raise BatchRefusedError("Only a CSV file has an encoding. Fix: leave out --encoding.")
        return open_columnar(path, mark, part_rows)
    named = _COLUMNAR_NAMES.get(path.suffix.lower())
    if named:
        raise BatchRefusedError(
            f"It is called {path.suffix.lower()} but is no {named} file. Fix: check that it is"
            " complete; an Arrow stream must be written as a file."
        )
    return open_csv(path, encoding, part_rows)
