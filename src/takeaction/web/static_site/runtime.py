"""The Python of a page: Pyodide and wheels, read from a folder, made lighter, and run in the page.

A server compresses scripts and WebAssembly, but neither wheels nor the standard library, which are
archives already. So all wheels become one archive in a stronger compression, which the Python of
the page opens, and the standard library keeps only what the question box can reach.
"""

import io
import json
import os
import posixpath
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar

import attrs

from takeaction.catalog import Catalog
from takeaction.web.api import write_json
from takeaction.web.exchange import Request, Response
from takeaction.web.handling import handle
from takeaction.web.settings import Site, replaced_texts

ARCHIVE = "wheels.tar.xz"
"""The file with the contents of all wheels."""

_WINDOW = 1 << 24
"""The bytes in which repetition is found; a phone needs as much memory to open the archive."""

_UNUSED = (
    *("takeaction/authoring/", "takeaction/batch/", "takeaction/cli/", "takeaction/testing.py"),
    "takeaction/assistants/server.py",
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
        *("_pyrepl", "bdb", "cProfile", "cmd", "code", "compileall", "ctypes", "doctest"),
        *("fileinput", "filecmp", "getopt", "getpass", "modulefinder", "optparse", "pdb"),
        *("pickletools", "profile", "pstats", "py_compile", "pyclbr", "pydoc", "rlcompleter"),
        *("symtable", "tabnanny", "timeit", "trace", "tracemalloc", "unittest", "zipapp"),
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
    """Return the files of a wheel that a page uses, by path.

    Raises:
        zipfile.BadZipFile: It is no archive.
    """
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.endswith(("/", *_NATIVE)) and not name.startswith(_UNUSED)
        }


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """Return one archive of files by their paths: the same files give the same bytes.

    Raises:
        RuntimeRefusedError: This Python was built without lzma.
    """
    try:
        import lzma
    except ImportError as error:
        raise RuntimeRefusedError(
            "This Python has no lzma, which the wheels are packed with: use one that has it."
        ) from error
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        # Like beside like compresses better.
        for name in sorted(files, key=lambda name: (posixpath.splitext(name)[1], name)):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": _WINDOW}]
    return lzma.compress(packed.getvalue(), filters=filters)


def stdlib_of(content: bytes) -> bytes:
    """Return the archive of the standard library, cut to the modules that a page can use.

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


# The Python that runs the question box in a page: Pyodide and wheels, from a folder.


FOLDER = "runtime"
"""The folder of a static finder that holds it."""

_LIGHTER = {"python_stdlib.zip": stdlib_of, "pyodide-lock.json": lock_of}
_PYODIDE = ("pyodide.mjs", "pyodide.asm.wasm", *_LIGHTER)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, TypeError, ValueError)
_LOADERS = ("pyodide.asm.mjs", "pyodide.asm.js")
"""The files of Pyodide; of the last two, a version has one or the other."""

_LIBRARIES = (
    *("attrs", "cattrs", "importlib_resources", "jinja2", "markupsafe", "pluggy"),
    "typing_extensions",
)
_OPTIONAL = ("segno", "tzdata")
"""Distributions for QR codes and for the opening hours of other time zones."""

PINS = os.path.join(os.path.dirname(__file__), "runtime.txt")
"""The hashes of Pyodide and of the wheels of others: what was tried, and no other bytes. It is also
a file of requirements for an installer."""

_WHEEL = re.compile(r"(?P<name>[\w.]+)-(?P<version>[\w.!+]+)-[\w.]+-[\w.]+-[\w.]+\.whl", re.ASCII)


_Parts = TypeVar("_Parts")


class RuntimeRefusedError(ValueError):
    """A folder that is not the Python for a static finder; its text says why and what to do."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Runtime:
    """Pyodide and the wheels of a catalog, as a page loads them.

    Attributes:
        files: The bytes of each file by its name.
        wheels: The names of the wheels, in order: files of their own, or held in one of the files.
    """

    files: Mapping[str, bytes]
    wheels: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(map(len, self.files.values()))


def read_runtime(folder: str | os.PathLike[str], catalog: Catalog, version: str) -> Runtime:
    """Read the files of the question box from a folder, and make them lighter.

    Args:
        folder: The folder of the unpacked Pyodide, with the wheels in it.
        catalog: The records; the wheels have to be those of its packs.
        version: The version of takeaction.

    Raises:
        RuntimeRefusedError: A file is missing, is a link, or is a wheel of another version; or a
            pack of the catalog comes from no wheel.
        OSError: It cannot be read.
    """
    whole = read_whole_runtime(folder, catalog, version)
    files = {name: each for name, each in whole.files.items() if name not in whole.wheels}
    files |= {name: _parts(name, make, files[name]) for name, make in _LIGHTER.items()}
    contents: dict[str, bytes] = {}
    for name in whole.wheels:
        contents |= _parts(name, contents_of, whole.files[name])
    files[ARCHIVE] = archive_of(contents)
    return Runtime(files=files, wheels=whole.wheels)


def read_whole_runtime(
    folder: str | os.PathLike[str],
    catalog: Catalog,
    version: str,
    *,
    optional: Iterable[str] = _OPTIONAL,
) -> Runtime:
    """Read the files of a Python for a page from a folder as they are, and nothing else of it.

    Args:
        folder: The folder of the unpacked Pyodide, with the wheels in it.
        catalog: The records; the wheels have to be those of its packs.
        version: The version of takeaction.
        optional: The distributions to take as well where the folder has them.

    Raises:
        RuntimeRefusedError: A file is missing, is a link, is a wheel of another version, or has
            other bytes than were tried or are installed here; or a pack of the catalog comes from
            no wheel.
        OSError: It cannot be read.
    """
    names = sorted(os.listdir(folder))
    missing = [name for name in _PYODIDE if name not in names]
    loaders = [name for name in _LOADERS if name in names]
    if missing or not loaders:
        wanted = (missing or _LOADERS)[0]
        raise RuntimeRefusedError(
            f"The runtime has no {wanted}: unpack the npm package pyodide into it."
        )
    wheels = sorted(_wheels(names, catalog, version, optional))
    files = {name: _read_file(folder, name) for name in (*_PYODIDE, *loaders, *wheels)}
    with open(PINS, encoding="utf-8") as file:
        pinned = frozenset(re.findall("sha256:([0-9a-f]{64})", file.read()))
    for name, content in files.items():
        if not _is_known(name, content, catalog, pinned):
            raise RuntimeRefusedError(
                f"{name} in the runtime has other bytes than were tried. Download it by its hash in"
                f" {PINS}; those of takeaction and of packs have to be what is installed here."
            )
    return Runtime(files=files, wheels=tuple(wheels))


def _is_known(name: str, content: bytes, catalog: Catalog, pinned: Collection[str]) -> bool:
    """Return whether a file is pinned, or is the wheel of what is installed here."""
    match = _WHEEL.fullmatch(name)
    distribution = match["name"].lower().replace(".", "_") if match else ""
    packs = {
        (pack.distribution or "").lower().replace("-", "_"): pack.digest
        for pack in catalog.packs.values()
    }
    if distribution != "takeaction" and distribution not in packs:
        return sha256(content).hexdigest() in pinned
    files = _parts(name, contents_of, content)
    files = {path: data for path, data in files.items() if ".dist-info/" not in path}
    if distribution in packs:  # a pack is one file, and its digest is that file's
        return [f"sha256:{sha256(data).hexdigest()}" for data in files.values()] == [
            packs[distribution]
        ]
    return all(path.startswith(_OURS) and _is_installed(path, data) for path, data in files.items())


_OURS = "takeaction/"
_ABOVE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
"""The folder that holds the package, as it is installed."""


def _is_installed(path: str, data: bytes) -> bool:
    try:
        with open(os.path.join(_ABOVE, *path.split("/")), "rb") as file:
            return file.read() == data
    except (OSError, ValueError):
        return False


def _parts(name: str, take: Callable[[bytes], _Parts], content: bytes) -> _Parts:
    """Return the part of a file that a page needs."""
    try:
        return take(content)
    except _UNREADABLE as error:
        raise RuntimeRefusedError(
            f"{name} in the runtime cannot be read: download it again."
        ) from error


def _wheels(
    names: list[str], catalog: Catalog, version: str, optional: Iterable[str]
) -> Iterator[str]:
    """Yield the wheels to load; that of the core and of each pack has the version in use."""
    matches = [match for name in names if (match := _WHEEL.fullmatch(name))]
    by_name = {match["name"].lower().replace(".", "_"): match for match in matches}
    versions: dict[str, str | None] = {**dict.fromkeys(_LIBRARIES), "takeaction": version}
    for pack in catalog.packs.values():
        if pack.distribution is None:
            raise RuntimeRefusedError(
                f"The pack {pack.id} is a folder: build its wheel and install that."
            )
        versions[pack.distribution.lower().replace("-", "_")] = pack.version
    for name, wanted in versions.items():
        match = by_name.get(name)
        if match is None:
            raise RuntimeRefusedError(f"The runtime has no wheel of {name}: put it in the folder.")
        if wanted not in (None, match["version"]):
            raise RuntimeRefusedError(
                f"The runtime has another wheel of {name} than that of version {wanted}."
            )
        yield match[0]
    yield from (by_name[name][0] for name in optional if name in by_name)


def _read_file(folder: str | os.PathLike[str], name: str) -> bytes:
    path = os.path.join(folder, name)
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise RuntimeRefusedError(f"{name} in the runtime is no regular file: copy it there.")
    with open(path, "rb") as file:
        return file.read()


def runtime_settings(runtime: Runtime, catalog: Catalog, site: Site) -> bytes:
    """Return the settings that let the page answer as the host would, as JSON."""
    return write_json(
        {
            "wheels": runtime.wheels,
            "digest": catalog.digest,
            "site": {
                "name": site.name,
                "contact": site.contact,
                "country": site.country,
                "languages": site.languages,
                "exit_url": site.exit_url,
            },
        }
    )


# The question box in a page: the finder's own function, run by the Python of the page.


_OWN_TEXTS = {"home.promise": "site.promise", "page.no_contact": "site.no_contact"}
"""The texts that differ where nothing is sent at all, and their replacements."""


def answering(settings: str) -> Callable[[str], str]:
    """Load the packs, and return a function from a request to its response, both as JSON.

    Args:
        settings: The settings of the static finder, as JSON.

    Raises:
        ValueError: The packs are not those that the pages were made from.
    """
    from takeaction.loading import load

    own = json.loads(settings)
    catalog = load()
    if catalog.digest != own["digest"]:
        raise ValueError("The packs are not those of the pages.")
    return answering_from(catalog, own["site"])


def answering_from(
    catalog: Catalog,
    settings: Mapping[str, Any],
    now: Callable[[], datetime] = partial(datetime.now, UTC),  # noqa: B008 - it is called later
) -> Callable[[str], str]:
    """Return a function from a request to its response, both as JSON.

    Args:
        catalog: The records.
        settings: The settings of the host.
        now: The clock, aware.
    """
    languages = tuple(settings["languages"])
    texts = replaced_texts(languages, _OWN_TEXTS)
    site = Site(**{**settings, "languages": languages, "texts": texts})

    def answer(written: str) -> str:
        asked = json.loads(written)
        request = Request(
            method=asked["method"],
            path=asked["path"],
            query=asked["query"],
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=asked["body"].encode(),
        )
        return json.dumps(_plain(handle(catalog, site, request, now())))

    return answer


def _plain(response: Response) -> dict[str, str]:
    headers = dict(response.headers)
    return {
        "kind": headers["content-type"],
        "name": headers.get("content-disposition", "").partition("filename=")[2].strip('"'),
        "body": response.body.decode("utf-8"),
    }
