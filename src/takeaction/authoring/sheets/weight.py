"""The weight of a workbook: what would keep openpyxl busy for minutes is refused unread."""

import io
import re
from collections.abc import Mapping
from zipfile import ZipFile

from takeaction.authoring.sheets.sheet import MAX_CELLS, refusal
from takeaction.packs.sources.archive import archive_errors

MAX_UNPACKED = 64 * 1024 * 1024
"""The most bytes of an unpacked workbook: a small zip file can unpack to gigabytes."""

_MAX_TAGS = 6 * MAX_CELLS
"""The most tags in the files of a workbook. A cell has up to six: it, its value and its text, each
with an end."""

_MAX_MERGED = 10_000
"""The most cells in merged, linked and commented ranges: openpyxl makes an object of each before
anybody can ask."""

_MAX_FORMULAS = 100
"""The most formulas: openpyxl reads a shared one anew for each of its cells."""

_QUOTED = rb"""(?:"[^"<]*+"|'[^'<]*+')"""
_RANGED = rb"""<(?:\w+:)?(?:mergeCell|hyperlink|comment)\s(?:[^<>"']|%s)*+""" % _QUOTED
_ATTRIBUTE = rb"""([^\s=<>"'/]++)\s*+=\s*+(%s)""" % _QUOTED
_RANGE = rb"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"
_CELL = rb"<(?:\w+:)?c[\s/>]"
_FORMULA = rb"<(?:\w+:)?f[\s/>]"
_NOT_A_SIGN = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand before the first sign of XML."""

UNMERGE = "unmerge them, and write the value into every cell that needs it."
"""The fix for merged cells."""


def unpacked_size(data: bytes, name: str) -> int:
    """Return the size of a workbook after unpacking, in bytes, as its directory states it."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except archive_errors() as error:
        raise unreadable(name) from error


def refuse_heavy(data: bytes, name: str) -> None:
    """Refuse a workbook that openpyxl would work on for minutes, before it begins.

    Its XML is read as bytes, so what hides from that is refused: UTF-16, and entities.

    Raises:
        PackErrors: It is too heavy, or damaged.
    """
    by_name = _parts(data, name)
    parts = list(by_name.values())
    if any(_hides(each, part) for each, part in by_name.items()):
        raise unreadable(name)
    cells = sum(len(re.findall(_CELL, part)) for part in parts)
    if cells > MAX_CELLS or sum(part.count(b"<") for part in parts) > _MAX_TAGS:
        problem = f"it has more than {MAX_CELLS:,} cells."
        raise refusal("limit.records", problem, name, None, "split it, or delete empty rows.")
    ranged = [range for part in parts for range in re.findall(_RANGED, part)]
    if sum(_cells_in(range, name) for range in ranged) > _MAX_MERGED:
        problem = f"more than {_MAX_MERGED:,} cells are merged, linked or commented as ranges."
        fix = "unmerge them, and link or comment on single cells."
        raise refusal("sheet.merged", problem, name, None, fix)
    if sum(len(re.findall(_FORMULA, part)) for part in parts) > _MAX_FORMULAS:
        problem = f"it has more than {_MAX_FORMULAS} formulas."
        raise refusal("sheet.formula", problem, name, None, "copy the cells and paste only values.")


def unreadable(name: str) -> Exception:
    """Return the error for a file that is no workbook, or a damaged one."""
    problem = "this is not a readable workbook."
    return refusal("read.archive", problem, name, None, "save it as .xlsx again.")


def _parts(data: bytes, name: str) -> Mapping[str, bytes]:
    """Return the unpacked XML of a workbook, whatever the names of its files are."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            contents = {each: archive.read(each) for each in archive.namelist()}
    except Exception as error:  # a damaged member raises many kinds
        raise unreadable(name) from error
    return {each: part for each, part in contents.items() if _is_xml(part)}


def _is_xml(part: bytes) -> bool:
    return part.lstrip(_NOT_A_SIGN).startswith(b"<")


def _hides(name: str, part: bytes) -> bool:
    """Tell whether a part may hold more than its bytes show. Pictures may have a doctype."""
    sign = b"<!" if name.endswith((".xml", ".rels")) else b"<!ENTITY"
    return b"\0" in part or sign in part.replace(b"<![CDATA[", b"")


def _cells_in(range: bytes, name: str) -> int:
    """Return the number of cells that a tag names; 0 if it names none."""
    ref = dict(re.findall(_ATTRIBUTE, range)).get(b"ref")
    if ref is None:
        return 0
    match = re.fullmatch(_RANGE, ref[1:-1])
    if not match:
        raise unreadable(name)
    if match[3] is None:
        return 1
    first, last = _column_number(match[1]), _column_number(match[3])
    return (abs(last - first) + 1) * (abs(int(match[4]) - int(match[2])) + 1)


def _column_number(letters: bytes) -> int:
    """Return the number of a column from its letters: 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
