"""All files of the widget, by path: the same records and day give the same bytes."""

import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from takeaction.catalog.catalog import Catalog
from takeaction.export.selection import MANIFEST, manifest_of, source_of
from takeaction.web.widget.places import place_help

SCRIPT = "take-action.js"
"""The one file of the widget itself; all others are its data."""

_DAYS = 30
"""The days after which the data says that it is old: a weekly export has failed four times."""


def widget_files(
    catalog: Catalog,
    *,
    made: date,
    regions: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("en", "es", "fr"),
) -> Mapping[str, bytes]:
    """Return the script of the widget and its data.

    Args:
        catalog: The records.
        made: The day of the export.
        regions: The codes of the places; none for all that have help, and the world.
        languages: The languages of the texts, the first where a page is in none of them.

    Returns:
        The bytes of each file by its path, in order of path.
    """
    codes = regions or tuple(sorted({place for place, _ in catalog.coverage().pairs}))
    files = {f"places/{code}.json": _json(place_help(catalog, code, languages)) for code in codes}
    index = {
        **source_of(catalog, made),
        "check_again_by": (made + timedelta(days=_DAYS)).isoformat(),
        "languages": languages,
        "places": codes,
    }
    files |= {"index.json": _json(index), SCRIPT: _script()}
    files[MANIFEST] = manifest_of(catalog, files, kind="widget", made=made)
    return dict(sorted(files.items()))


def _script() -> bytes:
    path = os.path.join(os.path.dirname(__file__), "assets", SCRIPT)
    with open(path, "rb") as file:  # our own
        return file.read()


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
