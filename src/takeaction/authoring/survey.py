"""What a pack leaves empty, and how old it is: nothing of it is a mistake."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.freshness import freshness
from takeaction.models.pack import Pack
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary import FreshnessState, Kind


def coverage(catalog: Catalog, pack: Pack) -> dict[str, Any]:
    """Tell what stays empty in a pack.

    Returns:
        ``kinds`` without a record; ``regions`` and ``languages`` of the header without a contact
        for help, by region and language themselves; ``untranslated``, for each further language
        of the header, the texts of records that lack it, as ``id#field``.
    """
    header = pack.header
    helped = catalog.coverage()
    return {
        "kinds": sorted({str(kind) for kind in Kind} - {kind for kind, _ in pack.counts}),
        "regions": sorted(header.regions - {region for region, _ in helped}),
        "languages": sorted(header.languages - {language for _, language in helped}),
        "untranslated": {
            language: list(_untranslated(catalog, language))
            for language in sorted(header.languages - {header.source_language})
        },
    }


def _untranslated(catalog: Catalog, language: str) -> Iterator[str]:
    for record in catalog:
        for field, text in _texts(record, ""):
            if all(words.language != language for words in text.translations):
                yield f"{record.local_id}#{field}"


def _texts(value: Any, path: str) -> Iterator[tuple[str, Text]]:  # noqa: ANN401 - any value
    """Find the texts inside a model, each with its path."""
    if isinstance(value, Text):
        yield path, value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, f"{path}[{number}]")


def ages(catalog: Catalog, at: datetime) -> dict[str, list[str]]:
    """Tell which records, and which of their contacts, are how old at a moment.

    Returns:
        For each state, in order of age, ``id`` or ``id#contacts[contact]``; states that nothing
        is in are left out.
    """
    found: dict[FreshnessState, list[str]] = {state: [] for state in FreshnessState}
    for record in catalog:
        contacts = record.contacts if isinstance(record, Resource) else ()
        found[freshness(record, at).state].append(record.local_id)
        for contact in contacts:
            place = f"{record.local_id}#contacts[{contact.id}]"
            found[freshness(record, at, contact).state].append(place)
    return {state.value: names for state, names in found.items() if names}
