"""The gaps of a pack and the age of its records. Neither is a mistake."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.engine.freshness import freshness
from takeaction.models.pack import Pack
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.records import FreshnessState, Kind


def coverage_gaps(catalog: Catalog, pack: Pack) -> dict[str, Any]:
    """List the gaps of a pack.

    Returns:
        ``kinds`` without a record; ``regions`` and ``languages`` of the header without a contact
        for help that lists that very region or language; ``untranslated``, for each other
        language of the header, the texts of records that lack it, as ``id#field``.
    """
    header = pack.header
    served = catalog.coverage().pairs
    return {
        "kinds": sorted({str(kind) for kind in Kind} - {kind for kind, _ in pack.counts}),
        "regions": sorted(header.regions - {region for region, _ in served}),
        "languages": sorted(header.languages - {language for _, language in served}),
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
    """Yield the texts inside a model, each with its path."""
    if isinstance(value, Text):
        yield path, value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _texts(item, f"{path}[{position}]")


def records_by_freshness(catalog: Catalog, at: datetime) -> dict[str, list[str]]:
    """Sort records and their contacts by their freshness at a moment.

    Returns:
        For each state, the freshest first: ``id``, or ``id#contacts[contact]`` for a contact.
        Empty states are left out.
    """
    by_state: dict[FreshnessState, list[str]] = {state: [] for state in FreshnessState}
    for record in catalog:
        contacts = record.contacts if isinstance(record, Resource) else ()
        by_state[freshness(record, at).state].append(record.local_id)
        for contact in contacts:
            name = f"{record.local_id}#contacts[{contact.id}]"
            by_state[freshness(record, at, contact).state].append(name)
    return {state.value: names for state, names in by_state.items() if names}
