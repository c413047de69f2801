"""The Python of a page, as light as it can be: without what no page uses, and packed better.

A server compresses scripts and WebAssembly, but neither wheels nor the standard library, which are
archives already. So all wheels become one archive in a stronger compression, which the Python of
the page opens, and the standard library keeps only what the question box can reach.
"""

import io
import json
import posixpath
import tarfile
import zipfile
from collections.abc import Mapping

ARCHIVE = "wheels.tar.xz"
"""The file with the contents of all wheels."""

_WINDOW = 1 << 24
"""The bytes in which repetition is found; a phone needs as much memory to open the archive."""

_UNUSED = (
    *("takeaction/authoring/", "takeaction/batch/", "takeaction/cli/", "takeaction/testing.py"),
    "takeaction/assistants/server/",
)
"""The parts of takeaction that no page uses: the tools of authors, and other faces."""

_NATIVE = (".so", ".pyd", ".dll")
"""Endings of machine code: none of it runs in a page."""

_UNUSED_STDLIB = frozenset(
    {
        # Other processes, servers, mail and the network: a page has none.
        *("ftplib", "imaplib", "mailbox", "multiprocessing", "netrc", "poplib", "pty", "smtplib"),
        *("socketserver", "sqlite3", "tty", "webbrowser", "wsgiref", "xmlrpc"),
        # Tools of programmers at a terminal.
        *(
            "_pyrepl",
            "bdb",
            "cProfile",
            "cmd",
            "code",
            "compileall",
            "ctypes",
            "doctest",
            "fileinput",
        ),
        *(
            "filecmp",
            "getopt",
            "getpass",
            "modulefinder",
            "optparse",
            "pdb",
            "pickletools",
            "profile",
        ),
        *(
            "pstats",
            "py_compile",
            "pyclbr",
            "pydoc",
            "rlcompleter",
            "symtable",
            "tabnanny",
            "timeit",
        ),
        *("trace", "tracemalloc", "unittest", "zipapp"),
        # Formats that no pack and no answer is in.
        *("colorsys", "configparser", "plistlib", "shelve", "wave", "xml"),
        # The same in Python of what the interpreter has in C, and the rest.
        *("_py_abc", "_pydatetime", "_pyio", "antigravity", "sched", "statistics", "this"),
    }
)
"""The modules of the standard library that no page uses. A test answers every question without."""

_ENCODINGS = frozenset(
    {
        *("__init__", "aliases", "ascii", "charmap", "cp437", "idna", "latin_1", "punycode"),
        *("raw_unicode_escape", "unicode_escape", "utf_16", "utf_16_be", "utf_16_le", "utf_32"),
        *("utf_32_be", "utf_32_le", "utf_8", "utf_8_sig"),
    }
)
"""The encodings to keep: packs and forms are in UTF-8, and names in an archive may be in cp437."""


def contents_of(wheel: bytes) -> dict[str, bytes]:
    """Return the files of a wheel by their paths, without what no page uses.

    Raises:
        zipfile.BadZipFile: It is no archive.
    """
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if _is_for_a_page(name)}


def _is_for_a_page(name: str) -> bool:
    return not name.endswith(("/", *_NATIVE)) and not name.startswith(_UNUSED)


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """Return one archive of files: the same files give the same bytes.

    Args:
        files: The bytes of each file by its path.

    Raises:
        ImportError: This Python was built without lzma.
    """
    import lzma

    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files, key=_kind_and_name):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": _WINDOW}]
    return lzma.compress(packed.getvalue(), filters=filters)


def _kind_and_name(name: str) -> tuple[str, str]:
    """Put like beside like, which compresses better."""
    return posixpath.splitext(name)[1], name


def stdlib_of(content: bytes) -> bytes:
    """Return the archive of the standard library with what a page can use.

    Raises:
        zipfile.BadZipFile: It is no archive.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as whole,
        zipfile.ZipFile(packed, "w", compresslevel=9) as part,
    ):
        for entry in whole.infolist():
            if _is_used(entry.filename):
                part.writestr(entry, whole.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _is_used(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "encodings":
        return rest.removesuffix(".py") in {"", *_ENCODINGS}
    return top.removesuffix(".py") not in _UNUSED_STDLIB


def lock_of(content: bytes) -> bytes:
    """Return the list of Pyodide's packages without its packages: a page loads none of them.

    Raises:
        TypeError, ValueError: It is not JSON, or no object.
    """
    return json.dumps({**json.loads(content), "packages": {}}, sort_keys=True).encode()
