"""The live parts of the site: the finder, the workbench for packs, and Run buttons.

The finder is what ``takeaction export site`` makes, with a page for each record and place, and the
workbench what ``takeaction pack workbench`` makes. ``TAKEACTION_RUNTIME`` names a folder with
Pyodide and the wheels, as for these commands: with it the finder has its question box, the
workbench works, and examples have Run buttons. They answer in the reader's own browser.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

import takeaction
from takeaction.cli.pack.workbench import read_workbench_runtime, workbench_files
from takeaction.web.settings import Site
from takeaction.web.static_site.pages import Edition, records_without_page, static_finder
from takeaction.web.static_site.runtime import read_runtime

FOLDER = "finder"
WORKBENCH = "workbench"
RUNTIME = os.environ.get("TAKEACTION_RUNTIME")
LANGUAGES = ("en", "es", "fr")

_NO_RUNTIME = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Pack workbench</title>
<p>These pages were built without a Python for the browser, so the workbench is not here.</p>
</html>
"""

RUNNABLE = (
    "index",
    "tutorial/first-answer-in-python",
    "how-to/ask-in-plain-words",
    "how-to/assess-what-you-saw",
    "how-to/check-a-purchase",
    "how-to/find-help-now",
    "how-to/plan-a-month",
    "reference/json",
)
"""The pages whose examples need nothing but the library and our packs; a test runs them all."""


def export_finder(app: Sphinx, error: Exception | None) -> None:
    """Write the finder beside the pages."""
    if error or app.builder.format != "html":
        return
    catalog, now = takeaction.load(), datetime.now(UTC)
    runtime = read_runtime(RUNTIME, catalog, version("takeaction")) if RUNTIME else None
    site = Site(name="takeaction", languages=LANGUAGES, is_local=True)
    edition = Edition(
        catalog=catalog, site=site, made=now.date(), runtime=runtime, has_catalogue=True
    )
    files = static_finder(edition)
    if missing := records_without_page(catalog, LANGUAGES, files):
        raise SphinxError(f"These records have no page in the finder: {', '.join(missing)}.")
    _write(Path(app.outdir, FOLDER), files)


def export_workbench(app: Sphinx, error: Exception | None) -> None:
    """Write the workbench beside the pages; without a Python for it, a page that says so."""
    if error or app.builder.format != "html":
        return
    if not RUNTIME:
        _write(Path(app.outdir, WORKBENCH), {"index.html": _NO_RUNTIME.encode()})
        return
    empty = takeaction.load(packs=[])
    runtime = read_workbench_runtime(RUNTIME, empty, version("takeaction"))
    made = datetime.now(UTC).date()
    _write(Path(app.outdir, WORKBENCH), workbench_files(runtime, empty, made))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def add_run_buttons(app: Sphinx, page: str, _: str, context: dict[str, Any], __: object) -> None:
    """Tell the script of a page where its Python is."""
    if RUNTIME and page in RUNNABLE:
        up = "../" * page.count("/")
        meta = f'<meta name="takeaction-runtime" content="{up}{FOLDER}/runtime/">'
        context["metatags"] = context.get("metatags", "") + meta
        app.add_js_file("run.js", defer="defer")
