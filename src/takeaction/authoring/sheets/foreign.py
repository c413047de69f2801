"""Files that are no spreadsheet we read: which program they are from, and how to save them."""

import io
from zipfile import ZipFile

from takeaction.authoring.sheets.sheet import refusal
from takeaction.packs.sources.archive import archive_errors

SUFFIXES = (".csv", ".xlsx")
"""The endings of the files that are read and written."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of the container of old Office files, and of new ones with a password."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BY_SUFFIX = {
    ".xlsm": "macros",
    ".xltm": "macros",
    ".xlam": "macros",
    ".xls": "old",
    ".xlt": "old",
    ".xlsb": "binary",
    ".ods": "ods",
    ".fods": "ods",
    ".numbers": "numbers",
    ".tsv": "tabs",
    ".gsheet": "link",
}
_AS_XLSX = 'choose File, "Save as", and the type "Excel Workbook (.xlsx)".'
_SAYS = {
    "macros": ("this workbook may hold macros: programs, which a pack needs none of.", _AS_XLSX),
    "old": ("this is a workbook of Excel 2003 or older (.xls).", _AS_XLSX),
    "binary": ("this is a binary workbook (.xlsb).", _AS_XLSX),
    "ods": (
        "this is a sheet of LibreOffice or OpenOffice (.ods).",
        'choose File, "Save as", and the type "Excel 2007-365 (.xlsx)".',
    ),
    "numbers": (
        "this is a sheet of Numbers.",
        'choose File, "Export to", "Excel", and the format .xlsx.',
    ),
    "tabs": ("its cells are separated by tabs (.tsv).", 'save it as "CSV UTF-8", or as .xlsx.'),
    "link": (
        "this is only a link to a sheet on the web.",
        'open the sheet, and choose File, "Download", "Microsoft Excel (.xlsx)".',
    ),
    "password": (
        "this workbook is protected with a password, so nobody else can read it.",
        "open it, remove the password (in Excel: File, Info, Protect Workbook), and save it.",
    ),
    "text": (
        "this is a text file with the name of a workbook.",
        "rename it so that it ends in .csv, or open it and save it as .xlsx.",
    ),
    "web page": ("this is a web page with the name of a workbook.", f"open it, and {_AS_XLSX}"),
    "workbook": (
        "this is a workbook with the name of a text file.",
        "rename it so that it ends in .xlsx, or save it as .csv.",
    ),
}


def refuse_foreign(data: bytes, name: str) -> None:
    """Refuse a file of a form that we don't read, with the way to save it in one that we do.

    Args:
        data: Its first bytes at least.
        name: Its name.

    Raises:
        PackErrors: It is in another form than its name says, or in one that we don't read.
    """
    suffix = suffix_of(name)
    form = _BY_SUFFIX.get(suffix) or (_form_of(data, suffix) if suffix in SUFFIXES else "")
    if data.startswith(_OLE):
        form = "password" if _ENCRYPTED in data else "old"
    if form:
        problem, fix = _SAYS[form]
        raise refusal("read.unknown_file", problem, name, None, fix)
    if suffix not in SUFFIXES:
        fix = f"save it as {' or '.join(SUFFIXES)}."
        raise refusal("read.unknown_file", "this is not a spreadsheet.", name, None, fix)


def suffix_of(name: str) -> str:
    """Return the ending of the name of a file in small letters, such as ``.xlsx``."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


def _form_of(data: bytes, suffix: str) -> str:
    """Return the form of a file whose bytes are not those of its name; empty if they are."""
    if suffix == ".csv":
        return _form_of_archive(data) or "workbook" if data.startswith(b"PK\3\4") else ""
    if data.startswith(b"PK"):
        return _form_of_archive(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return "web page"
    return "text" if start and b"\0" not in data and _is_text(start) else ""


def _is_text(start: bytes) -> bool:
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4  # a letter that was cut off at the end
    return True


def _form_of_archive(data: bytes) -> str:
    """Return the form of another program's archive; empty for a workbook or a damaged archive."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except archive_errors():
        return ""
    if "META-INF/manifest.xml" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        return "binary"
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        return "numbers"
    return "macros" if "xl/vbaProject.bin" in names else ""
