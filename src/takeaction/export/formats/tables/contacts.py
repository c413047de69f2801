"""The table of contacts: a row for each way to reach somebody, with who answers before it."""

from typing import Any

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.ways import how_to_use
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.export.contact_lines import describe_hours, describe_languages
from takeaction.export.formats.record_data import contacts_of, likeness_of
from takeaction.export.formats.tables.records import licence_of
from takeaction.export.formats.tables.table import Table
from takeaction.export.selection import Selection
from takeaction.models.amendments import NOTHING_ADDED
from takeaction.models.record import Source, Verified
from takeaction.models.resource import Contact, Disclosure, Resource
from takeaction.value import plain_data
from takeaction.vocabulary.contacts import CHANNELS_WITHOUT_HOURS

_FACTS = (
    *("dial", "dial_region", "display", "keyword", "email", "url", "languages", "interpreter"),
    *("cost", "reachable_from", "anonymous", "recorded", "shows_on_bill", "shares_with", "note"),
)
"""The fields of a contact that have a column of the same name."""

_ABOUT_A_LINE = (
    *("status", "regions", "purposes", "serves", "audience", "operator", "operator_kind"),
    "returns_people",
)
"""The fields of a resource that have a column of the same name."""

TELLS_COLUMNS = tuple(f"tells_{field.name}" for field in attrs.fields(Disclosure))
"""When a contact tells each body: a column for each, empty if not known."""

_COLUMNS = (
    *("id", "contact", "name", "who", "only_for", "warning", "resembles"),
    *("channel", "reach", "opening", "spoken"),
    *_FACTS,
    *("hours", "zone"),
    *TELLS_COLUMNS,
    *_ABOUT_A_LINE,
    *(f"verified_{field.name}" for field in attrs.fields(Verified)),
    *(f"source_{field.name}" for field in attrs.fields(Source)),
    *("pack", "licence"),
)


def table_of_contacts(catalog: Catalog, selection: Selection) -> Table:
    """Return the table of the contacts of all resources in a selection."""
    rows = (
        _cells(catalog, record, contact, selection.languages)
        for record in selection.records(catalog)
        if isinstance(record, Resource)
        for contact in contacts_of(record)
    )
    return Table("contacts", _COLUMNS, tuple(tuple(map(row.get, _COLUMNS)) for row in rows))


def _cells(
    catalog: Catalog, resource: Resource, contact: Contact, languages: tuple[str, ...]
) -> dict[str, Any]:
    """Return the cells of a contact by column."""
    return {
        **_of_resource(catalog, resource, languages),
        **_of_contact(catalog, resource, contact, languages),
        **_evidence(resource, contact),
        "pack": resource.pack,
        "licence": licence_of(catalog, resource.pack),
    }


def _of_resource(
    catalog: Catalog, resource: Resource, languages: tuple[str, ...]
) -> dict[str, Any]:
    data = plain_data(resource, languages)
    return {
        "id": resource.id,
        **{name: data[name] for name in ("name", "only_for", "warning", *_ABOUT_A_LINE)},
        "who": str(who_answers_and_tells(resource, first_language_of(languages))),
        "resembles": likeness_of(catalog, resource),
    }


def _of_contact(
    catalog: Catalog, resource: Resource, contact: Contact, languages: tuple[str, ...]
) -> dict[str, Any]:
    language = language_of(languages)
    claimed = catalog.added.get(resource.id, NOTHING_ADDED).languages_of(contact.id)
    has_hours = contact.hours is not None or contact.channel not in CHANNELS_WITHOUT_HOURS
    data = plain_data(contact, languages)
    return {
        "contact": contact.id,
        "channel": contact.channel.value,
        "reach": str(how_to_use(contact, languages)),
        "opening": str(describe_hours(contact, language)) if has_hours else None,
        "spoken": str(describe_languages(contact, languages, claimed)),
        **{name: data[name] for name in _FACTS},
        "hours": contact.hours and contact.hours.text,
        "zone": contact.hours and contact.hours.zone,
        **tells_cells(contact),
    }


def tells_cells(contact: Contact) -> dict[str, Any]:
    """Return the cells of ``TELLS_COLUMNS`` for a contact."""
    tells = plain_data(contact.tells or Disclosure())
    return {f"tells_{name}": when for name, when in tells.items()}


def _evidence(resource: Resource, contact: Contact) -> dict[str, Any]:
    verified = plain_data(contact.verified or resource.verified)
    source = plain_data(resource.source)
    return {
        **{f"verified_{name}": value for name, value in verified.items()},
        **{f"source_{name}": value for name, value in source.items()},
    }
