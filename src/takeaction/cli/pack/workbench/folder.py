"""All files of the workbench, by path: a page, its script and styles, and the Python it runs."""

import json
import os
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version

from takeaction.catalog import Catalog
from takeaction.export.selection import MANIFEST, manifest_of
from takeaction.web.static_site.runtime import FOLDER, Runtime, read_whole_runtime

KIND = "workbench"
"""The kind of the export in its manifest."""

READERS = ("openpyxl", "et_xmlfile", "phonenumberslite", "tzdata")
"""The distributions that a page does without if it has to: for workbooks, for the ranges of phone
numbers, and for opening hours in other time zones."""

_STATIC = os.path.join(os.path.dirname(__file__), "static")
_PAGES = ("index.html", "workbench.css", "workbench.js")
_MEGABYTE = 1_000_000


def read_workbench_runtime(folder: str | os.PathLike[str], catalog: Catalog, own: str) -> Runtime:
    """Read the Python of the page from a folder.

    Args:
        folder: The folder of the unpacked Pyodide, with the wheels in it.
        catalog: A catalog without packs: the page brings no content of ours.
        own: The version of takeaction.

    Raises:
        RuntimeRefusedError: A file is missing, is a link, or is a wheel of another version.
        OSError: It cannot be read.
    """
    return read_whole_runtime(folder, catalog, own, optional=READERS)


def workbench_files(runtime: Runtime, catalog: Catalog, made: date) -> Mapping[str, bytes]:
    """Return the files of the workbench.

    Args:
        runtime: The Python of the page.
        catalog: A catalog without packs.
        made: The day it is made.

    Returns:
        The bytes of each file by its path, in order of path; ``export.json`` has their digests.
    """
    files = {f"{FOLDER}/{name}": content for name, content in runtime.files.items()}
    files |= {name: _read(name) for name in _PAGES}
    values = {
        "megabytes": str(-(-runtime.size // _MEGABYTE)),
        "version": version("takeaction"),
        "made": made.isoformat(),
    }
    for name, value in values.items():
        files["index.html"] = files["index.html"].replace(f"@{name}@".encode(), value.encode())
    files["finder.css"] = _read("finder.css", _finder_styles())
    settings = json.dumps({"wheels": runtime.wheels})
    files |= {
        f"{FOLDER}/settings.json": settings.encode(),
        f"{FOLDER}/worker.js": _read("worker.js"),
    }
    files[MANIFEST] = manifest_of(catalog, files, kind=KIND, made=made)
    return dict(sorted(files.items()))


def _finder_styles() -> str:
    from takeaction import web

    return os.path.join(os.path.dirname(web.__file__), "static")


def _read(name: str, folder: str = _STATIC) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:  # one of ours, by name
        return file.read()
