"""The Python that runs the question box in a page: Pyodide and wheels, from a folder."""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.web.api.bodies import write_json
from takeaction.web.settings.site import Site
from takeaction.web.static_site.bundle import (
    ARCHIVE,
    archive_of,
    contents_of,
    lock_of,
    stdlib_of,
)

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
    files[ARCHIVE] = _archive(contents)
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
        RuntimeRefusedError: A file is missing, is a link, or is a wheel of another version; or a
            pack of the catalog comes from no wheel.
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
    return Runtime(files=files, wheels=tuple(wheels))


def _parts(name: str, take: Callable[[bytes], _Parts], content: bytes) -> _Parts:
    """Return what a page needs of a file."""
    try:
        return take(content)
    except _UNREADABLE as error:
        raise RuntimeRefusedError(
            f"{name} in the runtime cannot be read: download it again."
        ) from error


def _archive(files: Mapping[str, bytes]) -> bytes:
    """Return the contents of all wheels as one file."""
    try:
        return archive_of(files)
    except ImportError as error:
        raise RuntimeRefusedError(
            "This Python has no lzma, which the wheels are packed with: use one that has it."
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
