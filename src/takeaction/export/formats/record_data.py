"""Records as plain data for other programs: who answers a line goes before its numbers."""

from collections.abc import Iterator
from typing import Any

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import first_language_of
from takeaction.engine.help.identity.originals import likenesses
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.export.selection import Selection
from takeaction.models.amendments import NOTHING_ADDED
from takeaction.models.record import Record
from takeaction.models.resource import Contact, Resource
from takeaction.models.word import Word
from takeaction.value import Translations, plain_data
from takeaction.vocabulary.records import Kind, Status


def data_of_records(
    catalog: Catalog, selection: Selection, translations: Translations
) -> Iterator[dict[str, Any]]:
    """Yield every record of a selection as plain data, and then the open words.

    Args:
        catalog: The records.
        selection: The records to yield.
        translations: As for ``Record.as_json``.
    """
    for record in selection.records(catalog):
        yield data_of_record(catalog, record, selection.languages, translations)
    if selection.has_kind(Kind.WORD):
        for word in catalog.words:
            yield data_of_word(word, selection.languages, translations)


def data_of_record(
    catalog: Catalog, record: Record, languages: tuple[str, ...], translations: Translations
) -> dict[str, Any]:
    """Return a record as plain data.

    Of a resource it also says who answers, the line that it is easily mistaken for, and what only
    a patch of another pack claims. A resource that no longer exists has no contacts.
    """
    data = record.as_json(languages, translations=translations)
    if not isinstance(record, Resource):
        return data
    added = catalog.added.get(record.id, NOTHING_ADDED)
    facts = {
        "who": who_answers_and_tells(record, first_language_of(languages)).plain(
            languages, translations
        ),
        "resembles": likeness_of(catalog, record),
        "added": plain_data(added, languages, translations),
    }
    contacts = data["contacts"] if contacts_of(record) else []
    return {"id": record.id, "name": data["name"], **facts, **data, "contacts": contacts}


def data_of_word(
    word: Word, languages: tuple[str, ...], translations: Translations
) -> dict[str, Any]:
    """Return an open word as plain data; the pack of a word of the core is None."""
    pack, colon, _ = word.id.partition(":")
    facts = {"kind_of_record": Kind.WORD.value, "pack": pack if colon else None}
    data: dict[str, Any] = plain_data(word, languages, translations)
    return data | facts


def contacts_of(resource: Resource) -> tuple[Contact, ...]:
    """Return the contacts of a resource; none of one that no longer exists.

    The number of a retired helpline may belong to somebody else by now.
    """
    return () if resource.status is Status.RETIRED else resource.contacts


def likeness_of(catalog: Catalog, resource: Resource) -> str | None:
    """Return the id of the record that a resource is easily mistaken for, or None."""
    likeness = catalog.once(likenesses).get(resource.id)
    return likeness and likeness.id
