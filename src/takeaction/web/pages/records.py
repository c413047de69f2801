"""The page of a record: what to know first, the ways to reach somebody, its source, who to tell."""

from takeaction.models.action import Action
from takeaction.views.records import record_blocks
from takeaction.web.pages.home import danger_here, missing_page
from takeaction.web.visit import Page, Visit


def record_page(visit: Visit, id: str) -> Page:
    """Show one record: its texts, its steps, its source and what was checked."""
    record, catalog = visit.catalog.get(id), visit.catalog
    if record is None:
        return missing_page(visit)
    is_action = isinstance(record, Action)
    blocks = record_blocks(record, visit.languages, catalog=catalog, at=visit.at, has_title=False)
    values = {
        "danger": None if is_action else danger_here(visit),
        "name": record.label.pick(visit.languages),
        "record": visit.html(blocks),
        "pack": catalog.packs[record.pack].header,
    }
    return Page(template="record.html", values=values, leaves=not is_action)
