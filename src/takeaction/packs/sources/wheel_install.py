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
_OF_OTHERS = re.compile(r"(?:requires|provides|obsoletes)(?:-(?!python$).*)?")
_BOUND = r"(?:===?|!=|~=|<=?|>=?)\s*[0-9][0-9A-Za-z.*+!-]*"
_OF_THE_CORE = re.compile(rf"{CORE}\s*\(?\s*(?:{_BOUND}(?:\s*,\s*{_BOUND})*)?\s*\)?", re.IGNORECASE)
_ONCE = ("name", "version")

# What builders write into the folder of a pack and into its dist-info folder.
_IN_FOLDER = frozenset({BUILT, "__init__.py", "py.typed"})
_IN_INFO = frozenset({"METADATA", "RECORD", "RECORD.jws", "RECORD.p7s", "WHEEL"})
_IN_INFO |= {"entry_points.txt", "top_level.txt"}
_PAPERS = re.compile(
    r"(?:licenses/|sboms/)?(?:[\w-]+/)*"
    r"(?:(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|README|CHANGELOG)[\w-]*(?:\.(?:txt|md|rst))?"
    r"|[\w-]+\.(?:cdx|spdx)\.json)",
    re.ASCII | re.IGNORECASE,
)
_SOURCES = (".toml", ".po")

_LOCAL, _END = struct.Struct("<4sHHHHHIIIHH"), struct.Struct("<4sHHHHIIH")
_LOCAL_SIGNATURE, _END_SIGNATURE = b"PK\x03\x04", b"PK\x05\x06"
_DIRECTORY_ENTRY = 46
_NAMED_IN_UTF_8 = 0x800
_HARMLESS_FLAGS = _NAMED_IN_UTF_8 | 0x06  # the other two say how well it is compressed
_FIELD = struct.Struct("<HH")
_HARMLESS_FIELDS = frozenset({0x000A, 0x5455, 0x5855, 0x7875, 0xCAFE})
"""Times and owners, as the zip of Windows, macOS and Linux adds them, and the mark of Java's."""


def metadata_faults(data: bytes, name: str, wheel: str) -> Iterator[FileFault]:
    """Yield what METADATA asks an installer to fetch, and names that are not the wheel's.

    Args:
        data: Its bytes.
        name: Its path.
        wheel: The file name of the wheel.
    """
    try:
        headers = [*_headers(data.decode("utf-8"))]
    except ValueError as error:
        yield _metadata(name, f"this is not the metadata of a distribution: {error}.")
        return
    for key, value in headers:
        is_of_core = key == "requires-dist" and _OF_THE_CORE.fullmatch(value)
        if _OF_OTHERS.fullmatch(key) and not is_of_core:
            does = "makes an installer fetch" if key.startswith("requires") else "claims to be"
            problem = f"it {does} more: {shown(value)}."
            fix = 'ask for takeaction alone, as in dependencies = ["takeaction>=0.1,<0.2"].'
            yield FileFault("wheel.metadata", name, problem, fix)
    announced = wheel.removesuffix(".whl").split("-")
    for key, expected in zip(_ONCE, announced, strict=False):
        values = [value for header, value in headers if header == key]
        if [normalised(value) for value in values] != [normalised(expected)]:
            found = ", ".join(map(shown, values)) or "missing"
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
        if not line.replace("\t", " ").isprintable():  # some readers begin a new line there
            raise ValueError(f"{shown(line)} has a character that no header has")
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
        member: The file, or an empty folder.
        folder: The folder that it is in, with a ``/`` at the end: that of the pack or its
            ``dist-info``.
    """
    name, kind = member.filename, stat.S_IFMT(member.external_attr >> 16)
    if member.is_dir() and kind in (0, stat.S_IFDIR) and not member.file_size:
        return None
    if member.is_dir() or kind not in (0, stat.S_IFREG):
        return _outside(name, "this is a link or a device, not a file.")
    inner = name.removeprefix(folder)
    known = _IN_INFO if folder.endswith(".dist-info/") else _IN_FOLDER
    if inner in known or _is_paper(inner) or (known is _IN_FOLDER and inner.endswith(_SOURCES)):
        return None
    return _outside(name, "no builder writes a file of this name here.")


def _is_paper(name: str) -> bool:
    return _PAPERS.fullmatch(name) is not None


def byte_faults(archive: "ZipFile", size: int) -> Iterator[FileFault]:
    """Yield what two readers of a zip could read in two ways.

    Each byte is that of one file, of its header or of its entry in the directory, and the two say
    the same. Nothing is left to the rarer parts of the format: other names or sizes in extra
    fields, sizes behind a file, a second end. No builder of wheels writes them.

    Args:
        archive: The wheel.
        size: Its length in bytes.
    """
    file = cast("IO[bytes]", archive.fp)  # None only once it is closed
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    place = 0
    for member in members:
        name = _raw_name(member)
        file.seek(place)
        header = _LOCAL.unpack(file.read(_LOCAL.size).ljust(_LOCAL.size, b"\0"))
        signature, _, flags, method, _, _, *sizes, extra = header
        expected = [member.CRC, member.compress_size, member.file_size, len(name)]
        if (
            member.header_offset != place
            or signature != _LOCAL_SIGNATURE
            or (flags, method) != (member.flag_bits, member.compress_type)
            or flags & ~_HARMLESS_FLAGS
            or (sizes, file.read(len(name))) != (expected, name)
            or not _are_harmless(file.read(extra), member.extra)
        ):
            problem = "the header in front of this file does not say what the directory says."
            yield _outside(member.filename, problem)
            return
        place += _LOCAL.size + len(name) + extra + member.compress_size
    directory = sum(
        _DIRECTORY_ENTRY + len(_raw_name(member)) + len(member.extra) for member in members
    )
    counts = 0, 0, len(members), len(members)
    end = _END.pack(_END_SIGNATURE, *counts, directory, place, 0)
    file.seek(size - len(end))
    if (archive.start_dir, size) != (place, place + directory + len(end)) or file.read() != end:
        yield _outside(None, "bytes behind its last file belong to no file.")


def _are_harmless(*extras: bytes) -> bool:
    """Return whether extra fields say nothing of names, sizes or passwords."""
    for extra in extras:
        place = 0
        while place < len(extra):
            kind, size = _FIELD.unpack(extra[place : place + _FIELD.size].ljust(_FIELD.size, b"\0"))
            if kind not in _HARMLESS_FIELDS:
                return False
            place += _FIELD.size + size
        if place != len(extra):
            return False
    return True


def _raw_name(member: "ZipInfo") -> bytes:
    encoding = "utf-8" if member.flag_bits & _NAMED_IN_UTF_8 else "cp437"
    return member.orig_filename.encode(encoding, "replace")


def _outside(name: str | None, problem: str) -> FileFault:
    return FileFault("wheel.outside", name, problem, _REBUILD)
