"""The provenance of an export: its packs and licences, the day, and the selection of records."""

from datetime import date, timedelta
from typing import Any

from takeaction.catalog.catalog import Catalog, check_catalog
from takeaction.export.manifest import source_of
from takeaction.export.selection import Selection
from takeaction.models.question.arguments import check_type

NOTICE = (
    "A copy of one day. Numbers change, and nothing here is updated by itself: make it again, or"
    " check a number at its source, before anybody relies on it. In danger, the emergency number"
    " of the place comes first."
)
"""The sentence that every export has."""

_GOOD_DAYS = 30
"""The days after which an export should be made again, as for the data of the widget."""


def check_export(catalog: Catalog, selection: Selection) -> None:
    """Check the arguments of an export.

    Raises:
        QueryError: *catalog* is no catalog, or *selection* no selection.
    """
    check_catalog(catalog)
    check_type(Selection, selection, "selection")


def again_by(selection: Selection) -> date:
    """Return the day by which an export should be made again."""
    return selection.at + timedelta(days=_GOOD_DAYS)


def provenance_of(catalog: Catalog, selection: Selection, kind: str) -> dict[str, Any]:
    """Return the provenance of an export, as plain data.

    Args:
        catalog: The records.
        selection: The records of the export.
        kind: The format, by its name on the command line.
    """
    return {
        "takeaction": kind,
        "notice": NOTICE,
        **source_of(catalog, selection.at),
        "check_again_by": again_by(selection).isoformat(),
        "selection": {
            "regions": list(selection.regions),
            "languages": list(selection.languages),
            "kinds": [wanted.value for wanted in selection.kinds],
        },
    }
