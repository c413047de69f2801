"""The page of a record: its texts, its source, and whom to tell if it is wrong."""

from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.records import Status
from takeaction.web.pages.home import home_values, missing_page
from takeaction.web.pages.lines import words_view
from takeaction.web.visit import Page, Visit

_TEXTS = ("warning", "summary", "only_for", "note", "meaning", "does_not_cover")
_LISTS = ("steps", "safety")


def record_page(visit: Visit, id: str) -> Page:
    """Show one record: its texts, its steps, its source and what was checked."""
    record = visit.catalog.get(id)
    if record is None:
        return missing_page(visit)
    texts = [getattr(record, name, None) for name in _TEXTS]
    lists = [getattr(record, name, ()) for name in _LISTS]
    values = {
        **home_values(visit),
        "name": words_view(record.label.pick(visit.languages)),
        "texts": [
            words_view(text.pick(visit.languages)) for text in texts if isinstance(text, Text)
        ],
        "lists": [
            [words_view(text.pick(visit.languages)) for text in part] for part in lists if part
        ],
        "contacts": _contacts(record),
        "source": record.source,
        "pack": visit.catalog.packs[record.pack].header,
        "id": record.id,
    }
    return Page(template="record.html", values=values)


def _contacts(record: Record) -> list[str]:
    """Return the ways to reach a resource; a number of a retired one may be another's by now."""
    if not isinstance(record, Resource) or record.status is Status.RETIRED:
        return []
    ways = (contact.display or contact.url or contact.email for contact in record.contacts)
    return [way for way in ways if way]
