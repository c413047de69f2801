"""The live parts of the site: the finder with a page for each record and place, and Run buttons.

The finder is what ``takeaction export site`` makes. ``TAKEACTION_RUNTIME`` names a folder with
Pyodide and the wheels, as for that command: with it the finder has its question box, and examples
have Run buttons. Both answer in the reader's own browser.
"""

import os
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

import takeaction
from takeaction.web.settings.site import Site
from takeaction.web.static_site.catalogue import records_without_page
from takeaction.web.static_site.edition import Edition
from takeaction.web.static_site.folder import static_finder
from takeaction.web.static_site.runtime import read_runtime

FOLDER = "finder"
RUNTIME = os.environ.get("TAKEACTION_RUNTIME")
LANGUAGES = ("en", "es", "fr")

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
    for path, content in files.items():
        target = Path(app.outdir, FOLDER, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def add_run_buttons(app: Sphinx, page: str, _: str, context: dict[str, Any], __: object) -> None:
    """Tell the script of a page where its Python is."""
    if RUNTIME and page in RUNNABLE:
        up = "../" * page.count("/")
        meta = f'<meta name="takeaction-runtime" content="{up}{FOLDER}/runtime/">'
        context["metatags"] = context.get("metatags", "") + meta
        app.add_js_file("run.js", defer="defer")
