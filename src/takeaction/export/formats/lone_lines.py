"""Lines for places that show each one alone, without a list around it: cards, pages of others."""

from collections.abc import Iterator

from takeaction.catalog.catalog import Catalog
from takeaction.export.formats.record_data import contacts_of, likeness_of
from takeaction.export.selection import Selection
from takeaction.models.resource import Resource
from takeaction.vocabulary.resources import HELP_PURPOSES, ResourceKind


def lone_lines(catalog: Catalog, selection: Selection) -> Iterator[Resource]:
    """Yield the lines of a selection that give help and can be shown alone, in order of id.

    Not among them are pages that list the lines of others, lines that no longer exist, and lines
    that are easily mistaken for another one: beside those there has to be a warning.
    """
    for record in selection.records(catalog):
        if isinstance(record, Resource) and _can_be_alone(catalog, record):
            yield record


def _can_be_alone(catalog: Catalog, resource: Resource) -> bool:
    is_page = resource.kind is ResourceKind.SITE
    gives_help = not resource.purposes.isdisjoint(HELP_PURPOSES)
    is_known = bool(contacts_of(resource)) and likeness_of(catalog, resource) is None
    return gives_help and not is_page and is_known
