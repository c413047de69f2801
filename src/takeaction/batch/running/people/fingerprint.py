"""A file that must not change while it is read."""

import hashlib
import os
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from takeaction.batch.running.refusal import BatchRefusedError


class Fingerprint(NamedTuple):
    """A sign that a file is as it was: its size, and when it was last changed.

    Attributes:
        size: Its bytes.
        changed: When it was last changed, in nanoseconds.
    """

    size: int
    changed: int

    @classmethod
    def of(cls, file: BinaryIO) -> Self:
        """Return the fingerprint of an open file."""
        status = os.fstat(file.fileno())
        return cls(status.st_size, status.st_mtime_ns)


def check_unchanged(file: BinaryIO, fingerprint: Fingerprint) -> None:
    """Check that an open file is as it was.

    Raises:
        BatchRefusedError: It has changed.
    """
    if Fingerprint.of(file) != fingerprint:
        raise BatchRefusedError(
            "The file of people has changed while it was read. Fix: start again, with --replace."
        )


def read_range(path: Path, fingerprint: Fingerprint, start: int, length: int) -> bytes:
    """Return some bytes of a file that must be as it was.

    Raises:
        BatchRefusedError: It has changed.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        check_unchanged(file, fingerprint)
        file.seek(start)
        return file.read(length)


def digest_of(file: BufferedReader) -> str:
    """Return the digest of an open file from its first byte, and go back to it."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
