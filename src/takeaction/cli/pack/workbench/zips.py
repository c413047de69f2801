"""Zips that somebody gives to the page, and the one that they keep."""

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from takeaction.errors import PackErrors, Where
from takeaction.limits import Limits
from takeaction.packs.sources.archive import (
    MAX_ARCHIVE_BYTES,
    files_among,
    list_members,
    opened,
    read_member,
)
from takeaction.packs.sources.files import UnreadableError
from takeaction.vocabulary.codes import mistake

MAX_FILES = 2_000
"""The most files. Generous: a pack has 200, and its project a few more."""

_ANYBODY_READS = 0o644 << 16
"""The mode of a file, as a zip has it."""


def check_count(files: int) -> None:
    """Refuse more files than anybody reads.

    Raises:
        PackErrors: There are too many.
    """
    if files > MAX_FILES:
        problem = f"these are {files:,} files; the limit is {MAX_FILES:,}."
        raise refuse_file("limit.files", None, problem, "choose the folder of the pack alone.")


def refuse_file(code: str, name: str | None, problem: str, fix: str = "") -> PackErrors:
    """Return the error for a file, or for all of them, that the page does not read."""
    error = mistake(code, problem, Where(file=name), fix)
    return PackErrors("The files cannot be read", [error])


def unzipped(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip; together they have no more bytes than a pack.

    Raises:
        PackErrors: It is no zip, is damaged, or has too many files or bytes.
    """
    room = Limits().pack_bytes
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "pack.zip")
        Path(path).write_bytes(data)
        try:
            members = files_among(list_members(path, MAX_ARCHIVE_BYTES))
            check_count(len(members))
            with opened(path) as archive:
                for inner, member in members.items():
                    content = read_member(archive, member, inner, room)
                    room -= len(content)
                    yield inner, content
        except UnreadableError as error:
            raise refuse_file(error.code, error.name or name, error.problem, error.fix) from error


def pack_zip(files: Mapping[str, bytes], top: str) -> bytes:
    """Return files as a zip with one folder at its top; the same files give the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = ZipInfo(f"{top}/{name}")
            info.compress_type = ZIP_DEFLATED
            info.external_attr = _ANYBODY_READS
            archive.writestr(info, files[name])
    return out.getvalue()
