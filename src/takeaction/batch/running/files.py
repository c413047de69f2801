"""Files that are there complete or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def complete_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file beside its place, and move it there once it is on the disk.

    If its writing fails, or the process is killed, an older file at its place stays as it was.

    Raises:
        OSError: It cannot be written.
    """
    new = path.with_name(f".{os.urandom(8).hex()}.new")
    try:
        with new.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
