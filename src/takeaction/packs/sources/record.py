"""RECORD: the list of the files of a wheel or an installed distribution, with their hashes."""

import sys
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple

_KIND = "sha256="
_LARGE = 512 * 1024
"""The bytes from which OpenSSL is worth its import: such a pack is seldom the only one."""

_URL_SAFE = str.maketrans("+/", "-_")


class InvalidRecordError(ValueError):
    """A RECORD that is not a list of files; its text says why."""


class RecordRow(NamedTuple):
    """One file in a RECORD.

    Attributes:
        path: Its path, exactly as written.
        hash: Its hash as written, such as ``sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU``;
            empty if there is none.
    """

    path: str
    hash: str


def parse_record(text: str) -> list[RecordRow]:
    """Return the files in a RECORD, in its order.

    Raises:
        InvalidRecordError: It is not a list of comma-separated values.
    """
    lines = text.splitlines()
    if '"' not in text:  # nearly always; the parser below takes longer to import than all of this
        return [RecordRow(*_first_two(line.split(","))) for line in lines if line]
    from csv import Error, reader

    try:
        return [RecordRow(*_first_two(row)) for row in reader(lines) if row]
    except Error as error:
        raise InvalidRecordError(str(error)) from error


def _first_two(cells: list[str]) -> tuple[str, str]:
    return cells[0], cells[1] if len(cells) > 1 else ""


def is_hash(written: str) -> bool:
    """Tell whether a hash in a RECORD is one that we compare: SHA-256, in URL-safe base 64."""
    return written.startswith(_KIND)


def hash_of(data: bytes) -> str:
    """Return the hash of a file as a RECORD writes it."""
    from binascii import b2a_base64  # base64 takes twenty times as long to import

    text = b2a_base64(_sha256(data), newline=False).decode().rstrip("=")
    return _KIND + text.translate(_URL_SAFE)


def _sha256(data: bytes) -> bytes:
    """Return the SHA-256 digest of some bytes.

    Importing ``hashlib`` loads OpenSSL, which takes 2.4 ms; the module beneath it takes 0.15 ms,
    and is slower only from about a megabyte on. A first answer hashes each pack that it reads.
    """
    quick = "hashlib" in sys.modules or len(data) > _LARGE
    for name in () if quick else ("_sha2", "_sha256"):  # from 3.12 on; 3.11
        with suppress(ImportError):
            return bytes(import_module(name).sha256(data).digest())
    from hashlib import sha256

    return sha256(data).digest()
