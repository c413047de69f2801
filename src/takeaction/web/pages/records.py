"""The page of a record: what to know first, the ways to reach somebody, its source, who to tell."""

from takeaction.catalog import Catalog
from takeaction.models.action import Action
from takeaction.models.record import Record, page_name
from takeaction.views.records import record_blocks
from takeaction.web.pages.home import danger_here
from takeaction.web.visit import Page, Visit

PREFIX = "/record/"
"""The beginning of the address of a record."""


def record_at(catalog: Catalog, path: str) -> Record | None:
    """Return the record of an address: by its name, or by an id, which older addresses have."""
    if not path.startswith(PREFIX):
        return None
    name = path.removeprefix(PREFIX)
    return catalog.get(catalog.once(_ids_by_name).get(name, name))


def _ids_by_name(catalog: Catalog) -> dict[str, str]:
    return {page_name(record.id): record.id for record in catalog}


def record_page(visit: Visit, record: Record) -> Page:
    """Show one record: its texts, its steps, its source and what was checked."""
    catalog = visit.catalog
    is_action = isinstance(record, Action)
    blocks = record_blocks(record, visit.languages, catalog=catalog, at=visit.at, has_title=False)
    values = {
        "danger": None if is_action else danger_here(visit),
        "name": record.label.pick(visit.languages),
        "record": visit.html(blocks),
        "pack": catalog.packs[record.pack].header,
    }
    return Page(template="record.html", values=values, leaves=not is_action)
