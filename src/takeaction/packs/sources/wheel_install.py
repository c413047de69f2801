"""What an installer would do with a wheel beyond its pack: fetch more, or unpack what nobody lists.

An installer follows METADATA, and reads a zip in its own way: by the entries of its directory, or
by the headers in front of each file. So METADATA may ask for ``takeaction`` alone, and both ways
have to lead to the same files, in every byte.
"""

import re
import stat
import struct
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

from takeaction.errors import shown
from takeaction.packs.sources.files import BUILT, CORE, FileFault, normalised

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_REBUILD = "build the wheel again."

# Headers of METADATA (PyPA, core metadata specifications).
_HEADER = re.compile(r"([A-Za-z-]+):[ \t]*(.*)")
_ASKS_FOR_MORE = frozenset({"requires-dist", "requires", "requires-external", "provides-extra"})
_BOUND = r"(?:===?|!=|~=|<=?|>=?)\s*[0-9][0-9A-Za-z.*+!-]*"
_OF_THE_CORE = re.compile(rf"{CORE}\s*\(?\s*(?:{_BOUND}(?:\s*,\s*{_BOUND})*)?\s*\)?", re.IGNORECASE)
_ONCE = ("name", "version")

# What builders write into the folder of a pack and into its dist-info folder.
_IN_FOLDER = frozenset({BUILT, "__init__.py", "py.typed"})
_IN_INFO = frozenset({"METADATA", "RECORD", "RECORD.jws", "RECORD.p7s", "WHEEL"})
_IN_INFO |= {"entry_points.txt", "top_level.txt"}
_PAPERS = re.compile(
    r"(?:licenses/|sboms/)?(?:[\w-]+/)*"
    r"(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|README|CHANGELOG|[\w-]+\.(?:cdx|spdx))"
    r"[\w-]*(?:\.[\w-]+)*?(?:\.(?:txt|md|rst|json))?",
    re.ASCII | re.IGNORECASE,
)
_SOURCES = (".toml", ".po")

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_SIGNATURE, _DESCRIPTOR_SIGNATURE = b"PK\x03\x04", b"PK\x07\x08"
_HAS_DESCRIPTOR = 0x08
_DIRECTORY_ENTRY, _END, _ZIP64_END = 46, 22, 76
_UNKNOWN_SIZE = 0xFFFFFFFF


def metadata_faults(data: bytes | None, name: str, wheel: str) -> Iterator[FileFault]:
    """Yield what METADATA asks an installer to fetch, and names that are not the wheel's.

    Args:
        data: Its bytes; None where there is none, and no installer takes the wheel.
        name: Its path.
        wheel: The file name of the wheel.
    """
    if data is None:
        return
    try:
        headers = [*_headers(data.decode("utf-8"))]
    except ValueError as error:
        yield _metadata(name, f"this is not the metadata of a distribution: {error}.")
        return
    for key, value in headers:
        is_of_core = key == "requires-dist" and _OF_THE_CORE.fullmatch(value)
        if key in _ASKS_FOR_MORE and not is_of_core:
            problem = f"it makes an installer fetch more: {shown(value)}."
            fix = 'ask for takeaction alone, as in dependencies = ["takeaction>=0.1,<0.2"].'
            yield FileFault("wheel.metadata", name, problem, fix)
    # Without a name or a version no installer takes it.
    announced = wheel.removesuffix(".whl").split("-")
    for key, expected in zip(_ONCE, announced, strict=False):
        values = [value for header, value in headers if header == key]
        if values and [normalised(value) for value in values] != [normalised(expected)]:
            found = ", ".join(map(shown, values))
            problem = f"its {key.capitalize()} is {found}, but the wheel is called {shown(wheel)}."
            yield _metadata(name, problem)


def _headers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each header in lower case with its value, until the empty line before the description.

    Raises:
        ValueError: A line is no header.
    """
    headers: list[tuple[str, str]] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if not line:
            break
        if line[0] in " \t" and headers:
            key, value = headers[-1]
            headers[-1] = (key, f"{value} {line.strip()}")
        elif match := _HEADER.fullmatch(line):
            headers.append((match[1].lower(), match[2].strip()))
        else:
            raise ValueError(f"{shown(line)} is no header")
    return iter(headers)


def _metadata(name: str, problem: str) -> FileFault:
    return FileFault("wheel.metadata", name, problem, _REBUILD)


def name_fault(member: "ZipInfo", folder: str) -> FileFault | None:
    """Return the fault of a link, or of a file that no builder writes into a folder; else None.

    Some systems would run such a file, or take it for another one: they fold ``pack.json.``.

    Args:
        member: The file.
        folder: The folder that it is in, with a ``/`` at the end: that of the pack or its
            ``dist-info``.
    """
    name = member.filename
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        return _outside(name, "this is a link or a device, not a file.")
    inner = name.removeprefix(folder)
    known = _IN_INFO if folder.endswith(".dist-info/") else _IN_FOLDER
    if inner in known or _is_paper(inner) or (known is _IN_FOLDER and inner.endswith(_SOURCES)):
        return None
    return _outside(name, "no builder writes a file of this name here.")


def _is_paper(name: str) -> bool:
    return _PAPERS.fullmatch(name) is not None


def byte_faults(archive: "ZipFile", size: int) -> Iterator[FileFault]:
    """Yield bytes that no entry of the directory covers, and headers that differ from it.

    Args:
        archive: The wheel.
        size: Its length in bytes.
    """
    file = cast("IO[bytes]", archive.fp)  # None only once it is closed
    place = 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        if member.header_offset != place:
            yield _outside(member.filename, "bytes before this file belong to no file.")
            return
        file.seek(place)
        header = _LOCAL.unpack(file.read(_LOCAL.size).ljust(_LOCAL.size, b"\0"))
        name_length, extra_length = header[-2:]
        name = file.read(name_length)
        if header[0] != _LOCAL_SIGNATURE or name != _raw_name(member):
            yield _outside(member.filename, "the header in front of this file has another name.")
            return
        place += _LOCAL.size + name_length + extra_length + member.compress_size
        if member.flag_bits & _HAS_DESCRIPTOR:
            file.seek(place)
            place += _descriptor_length(file.read(4), member)
    end = archive.start_dir + sum(map(_entry_length, archive.infolist()))
    tail = size - end - len(archive.comment)
    if place != archive.start_dir or tail not in (_END, _END + _ZIP64_END) or archive.comment:
        yield _outside(None, "bytes behind its last file belong to no file.")


def _raw_name(member: "ZipInfo") -> bytes:
    encoding = "utf-8" if member.flag_bits & 0x800 else "cp437"
    return member.orig_filename.encode(encoding, "replace")


def _entry_length(member: "ZipInfo") -> int:
    return _DIRECTORY_ENTRY + len(_raw_name(member)) + len(member.extra) + len(member.comment)


def _descriptor_length(start: bytes, member: "ZipInfo") -> int:
    sizes = 16 if max(member.file_size, member.compress_size) >= _UNKNOWN_SIZE else 8
    return 4 + sizes + (4 if start == _DESCRIPTOR_SIGNATURE else 0)


def _outside(name: str | None, problem: str) -> FileFault:
    return FileFault("wheel.outside", name, problem, _REBUILD)
