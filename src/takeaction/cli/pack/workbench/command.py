"""``takeaction pack workbench``: a page that checks sheets and packs, for a server of files."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.files import write_folder
from takeaction.cli.terminal import line, show_json, warn
from takeaction.errors import shown, why_refused

if TYPE_CHECKING:  # the web face is an extra
    from takeaction.web.static_site.runtime import Runtime

_NEEDS_RUNTIME = (
    "The page runs Python in the browser, from a folder that you name with --runtime FOLDER. To"
    " make it, unpack the npm package pyodide there, and download the wheels beside it: pip"
    " download --only-binary=:all: --no-deps -d FOLDER takeaction attrs cattrs importlib-resources"
    " jinja2 markupsafe pluggy typing-extensions tzdata openpyxl et-xmlfile phonenumberslite."
)
_NO_WORKBOOKS = (
    "The runtime has no openpyxl and et_xmlfile, so the page asks people to save a workbook as CSV."
)
_READER = ("openpyxl", "et_xmlfile")


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack workbench``."""
    text = "write a page that checks sheets and packs in the browser"
    parser = arguments.add_command(subparsers, "workbench", text, run, with_lock=False)
    folder = "the folder to write; an earlier workbench there is replaced"
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help=folder)
    runtime = "the unpacked Pyodide and wheels; needed"
    parser.add_argument("--runtime", metavar="FOLDER", help=runtime)


def run(options: argparse.Namespace) -> int:
    """Write the workbench."""
    if options.runtime is None:
        raise UsageError(_NEEDS_RUNTIME)
    from takeaction.cli.pack.workbench.folder import KIND, workbench_files
    from takeaction.export.selection import MANIFEST
    from takeaction.loading import load

    empty = load(packs=[])
    runtime = _runtime(options.runtime, empty)
    files = workbench_files(runtime, empty, arguments.requested_moment(options).date())
    write_folder(Path(options.output), files, manifest=MANIFEST, kind=KIND)
    size = sum(map(len, files.values()))
    if options.json:
        show_json({"folder": options.output, "files": len(files), "bytes": size})
    else:
        line(f"{len(files)} files, {size / 1_000_000:.1f} MB, are in {options.output}.")
        line("Give them out with any server of files; the page sends nothing back to it.")
    if not all(any(name.startswith(f"{each}-") for name in runtime.wheels) for each in _READER):
        warn(_NO_WORKBOOKS)
    return 0


def _runtime(folder: str, empty: Catalog) -> "Runtime":
    """Read the Python of the page."""
    from importlib.metadata import version

    from takeaction.cli.pack.workbench.folder import read_workbench_runtime
    from takeaction.web.static_site.runtime import RuntimeRefusedError

    try:
        return read_workbench_runtime(folder, empty, version("takeaction"))
    except (RuntimeRefusedError, OSError, ValueError) as error:
        if isinstance(error, RuntimeRefusedError):
            raise UsageError(str(error)) from error
        why = getattr(error, "strerror", None) or why_refused(error)
        raise UsageError(f"The runtime {shown(folder)} cannot be read: {why}.") from error
