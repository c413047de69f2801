"""The pages that stay the same for everybody: a record, staying safe, about the answers."""

from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.records import Status
from takeaction.web.pages.home import missing_page
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
        "name": str(record.label.pick(visit.languages)),
        "texts": [
            words_view(text.pick(visit.languages)) for text in texts if isinstance(text, Text)
        ],
        "lists": [
            [words_view(text.pick(visit.languages)) for text in part] for part in lists if part
        ],
        "contacts": _contacts(record),
        "source": record.source,
        "id": record.id,
    }
    return Page(template="record.html", values=values)


def _contacts(record: Record) -> list[str]:
    """Return the ways to reach a resource; a number of a retired one may be another's by now."""
    if not isinstance(record, Resource) or record.status is Status.RETIRED:
        return []
    ways = (contact.display or contact.url or contact.email for contact in record.contacts)
    return [way for way in ways if way]


def safety_page(visit: Visit) -> Page:
    """Show the page about devices, logs and quick exit."""
    texts = visit.texts
    lines = [texts(f"safety.{number}") for number in range(1, 7)]
    return Page(template="plain.html", values={"heading": texts("safety.title"), "lines": lines})


def about_page(visit: Visit) -> Page:
    """Say where the answers come from, and how many places they know."""
    texts, catalog = visit.texts, visit.catalog
    known = len({place for place, _ in catalog.coverage().pairs})
    lines = [
        texts("about.1", packs=len(catalog.packs), records=f"{len(catalog):,}"),
        texts("about.2"),
        texts("about.3", places=known),
    ]
    return Page(template="plain.html", values={"heading": texts("about.title"), "lines": lines})
