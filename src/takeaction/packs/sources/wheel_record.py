"""The RECORD of a wheel, compared with the files in the wheel."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from takeaction.errors import shown
from takeaction.packs.sources.files import FileFault, UnreadableError, is_inside
from takeaction.packs.sources.record import (
    InvalidRecordError,
    RecordRow,
    hash_of,
    is_hash,
    parse_record,
)

MAX_RECORD_BYTES = 1024 * 1024
"""The most bytes of a RECORD. Generous: a pack has 200 files at most, which take 30 KiB of it."""

# The most files of a wheel that are hashed, and the most bytes of each but pack.json: a pack has
# 200 files at most, and what is beside them are a licence and a page of metadata.
_MOST_HASHED = 1_000
_MAX_HASHED_BYTES = 1024 * 1024

# A longer path is not normalised: that takes the square of the marks in it. No system has longer
# names of files.
_LONGEST_NORMALISED = 255

_REBUILD = "build the wheel again."


def read_rows(data: bytes, name: str) -> list[RecordRow]:
    """Return the files that the RECORD of a wheel lists.

    Raises:
        UnreadableError: It is not a list of files.
    """
    try:
        return parse_record(data.decode())
    except UnicodeDecodeError as error:
        raise UnreadableError("wheel.record", name, "this is not UTF-8.", _REBUILD) from error
    except InvalidRecordError as error:
        problem = f"this is not a list of files: {error}."
        raise UnreadableError("wheel.record", name, problem, _REBUILD) from error


def row_faults(rows: Iterable[RecordRow], members: Iterable[str], name: str) -> Iterator[FileFault]:
    """Yield the faults of the rows themselves: files that are not there, and those named twice.

    Args:
        rows: The rows of the RECORD.
        members: The paths of all files in the wheel.
        name: The path of the RECORD.
    """
    present, seen = set(members), set[str]()
    for path, _ in rows:
        if path in seen:
            yield _fault(name, f"RECORD lists {shown(path)} twice.")
        elif not is_inside(path):
            yield _fault(name, f"RECORD lists {shown(path)}, which is outside the wheel.")
        elif path not in present:
            yield _fault(name, f"RECORD lists {shown(path)}, which is not in the wheel.")
        seen.add(path)


def hash_faults(
    rows: Iterable[RecordRow], names: Iterable[str], pack: str, read: Callable[[str, int], bytes]
) -> Iterator[FileFault]:
    """Yield the files that RECORD does not list, or with no hash or a wrong one.

    Args:
        rows: The rows of the RECORD.
        names: The paths of the files that it has to list.
        pack: The path of the built pack, whose hash is compared where the pack is read.
        read: Returns the bytes of a file that has at most so many of them.
    """
    hashes = dict(rows)
    hashed = 0
    for name in names:
        written = hashes.get(name)
        if written is None:
            yield _fault(name, "RECORD does not list this file.")
        elif not is_hash(written):
            yield _fault(name, "RECORD has no SHA-256 hash for this file.")
        elif name == pack:
            continue
        elif hashed == _MOST_HASHED:
            problem = f"the wheel has more than {_MOST_HASHED:,} files; the rest was not compared."
            yield FileFault("wheel.record", None, problem, "split the pack, or remove files.")
            return
        else:
            hashed += 1
            yield from _comparison(name, written, read)


def _comparison(name: str, written: str, read: Callable[[str, int], bytes]) -> Iterator[FileFault]:
    try:
        data = read(name, _MAX_HASHED_BYTES)
    except UnreadableError as error:
        yield FileFault(error.code, name, error.problem, error.fix)
    else:
        if hash_of(data) != written:
            yield _fault(name, "the hash in RECORD is that of another file.")


def case_faults(paths: Iterable[str]) -> Iterator[FileFault]:
    """Yield the paths that are equal to another one where case, or a composed letter, is ignored.

    Some file systems ignore both, so that one of the two files would replace the other.
    """
    first: dict[str, str] = {}
    for path in sorted(set(paths)):
        other = first.setdefault(_folded(path), path)
        if other != path:
            problem = f"on some systems this is the same file as {shown(other)}."
            yield FileFault("wheel.record", path, problem, "keep one of them.")


def _folded(path: str) -> str:
    if path.isascii() or len(path) > _LONGEST_NORMALISED:
        return path.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def missing(name: str) -> FileFault:
    """Return the fault of a wheel that has no RECORD."""
    return _fault(name, "the wheel has no RECORD, so nothing says what its files should be.")


def _fault(name: str, problem: str) -> FileFault:
    return FileFault("wheel.record", name, problem, _REBUILD)
