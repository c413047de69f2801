"""The catalogue: one page that lists every record by kind, and is searched in the page itself."""

from collections.abc import Iterable
from typing import Any

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import format_number
from takeaction.engine.reasons import say
from takeaction.engine.search.fields import places_of_record
from takeaction.models.record import Record
from takeaction.models.region import WORLD, part_name, region
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.words import fold
from takeaction.web.pages.lines import words_view
from takeaction.web.static_site.addresses import RECORD, LanguageFolders
from takeaction.web.visit import Page, Visit

PATH = "/records"
"""The address of the page."""

_KINDS = (
    ("resources", "site.lines"),
    ("indicators", "site.signs"),
    ("actions", "actions.title"),
    ("goods", "site.goods"),
    ("labels", "site.labels"),
    ("vendors", "site.vendors"),
    ("ratings", "site.ratings"),
)
"""The kinds of records in the order of the page, each with the text of its title."""

_FEW = 3
"""The most places to name beside a record; with more it is found by its name."""


def catalogue_page(visit: Visit) -> Page:
    """List every record with its places, and with a search that a script does in the page."""
    texts, lists = visit.texts, []
    for kind, title in _KINDS:
        rows = [_row(visit, record) for record in getattr(visit.catalog, kind).values()]
        rows.sort(key=lambda row: (fold(row["name"]["text"]), row["href"]))
        lists.append((texts(title), format_number(len(rows), texts.language), rows))
    values = {
        "heading": texts("site.records"),
        "lists": [part for part in lists if part[2]],
        "found": texts("site.found", count="{count}"),
    }
    return Page(template="records.html", values=values)


def _row(visit: Visit, record: Record) -> dict[str, Any]:
    """Return the address of a record, its name, its places, and whether it is gone."""
    is_gone = record.status is Status.RETIRED
    return {
        "href": visit.link(f"record/{record.id}"),
        "name": words_view(record.label.pick(visit.languages)),
        "places": ", ".join(_places(visit, record)),
        "gone": say("label.retired", visit.texts.language) if is_gone else "",
    }


def _places(visit: Visit, record: Record) -> list[str]:
    codes = sorted(code for code in places_of_record(record) if code != WORLD)
    if len(codes) > _FEW:
        return []
    language = visit.texts.language
    return [part_name(code) or region(code).label.pick([language]).text for code in codes]


def records_without_page(
    catalog: Catalog, languages: tuple[str, ...], paths: Iterable[str]
) -> list[str]:
    """Return the ids of the records that lack a page in one of the languages.

    Args:
        catalog: The records.
        languages: The languages of the pages.
        paths: The paths of all files.
    """
    folders, known = LanguageFolders(languages), frozenset(paths)
    return [
        record.id
        for record in catalog
        if not {folders.path(f"{RECORD}{record.id}", tag) for tag in languages} <= known
    ]
