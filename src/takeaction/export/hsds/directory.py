"""The directory: all services of a selection as one page of the HSDS API."""

import json
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import LANGUAGES
from takeaction.errors import UnknownWordError
from takeaction.export.formats.lone_lines import lone_lines
from takeaction.export.formats.provenance import check_export, provenance_of
from takeaction.export.hsds.services import service_of
from takeaction.export.hsds.terms import FIELD_TERMS, TAXONOMY, WORD_LISTS, Describer
from takeaction.export.selection import Selection
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.resource import Resource
from takeaction.privacy import confidential
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import HELP_PURPOSES, ResourceKind

HsdsVersion: TypeAlias = Literal["3.0", "3.1"]
"""A version of HSDS that we write."""

HSDS_VERSIONS: tuple[HsdsVersion, ...] = ("3.0", "3.1")


@confidential
def hsds_directory(catalog: Catalog, selection: Selection, version: HsdsVersion = "3.1") -> bytes:
    """Write the helplines of a catalog as an HSDS directory, with a line for each service.

    A record becomes a service if people turn to it for help, it has a contact, and it can be shown
    alone. The emergency number of a place is no service: HSDS has no field that puts it before all
    others. It is beside the services, with its sources.

    Args:
        catalog: The records.
        selection: The places, the languages of the texts, and the day of the export.
        version: The version of HSDS.

    Returns:
        A page of services in JSON, as ``GET /services`` of the HSDS API returns it. Its member
        ``contents`` alone is a service package. The member ``takeaction`` has the day, the digest
        and the licence of each pack.

    Raises:
        QueryError: An argument is something else.
        UnknownWordError: *version* is another one.
    """
    check_export(catalog, selection)
    if version not in HSDS_VERSIONS:
        raise UnknownWordError("version", 0, HSDS_VERSIONS)
    languages = tuple(dict.fromkeys((*selection.languages, LANGUAGES[0])))
    describer = Describer(catalog=catalog, languages=languages, version=version)
    records = sorted(_records_of_help(catalog, selection), key=lambda record: record.id)
    services = (service_of(record, selection.at, describer) for record in records)
    head = {
        "takeaction": _origin(catalog, selection, version, records),
        **_page_of(len(records)),
    }
    contents = ",\n".join(map(_dump, services))
    return f'{_dump(head)[:-1]},"contents":[\n{contents}\n]}}\n'.encode()


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _records_of_help(catalog: Catalog, selection: Selection) -> Iterator[Resource]:
    """Yield the records that become services: also those that have ended, to be defunct."""
    for line in lone_lines(catalog, selection):
        if line.kind is not ResourceKind.EMERGENCY:
            yield line
    for record in selection.records(catalog):
        if isinstance(record, Resource) and _has_ended(record):
            yield record


def _has_ended(resource: Resource) -> bool:
    was_help = resource.contacts and not resource.purposes.isdisjoint(HELP_PURPOSES)
    return resource.status is Status.RETIRED and bool(was_help)


def _page_of(size: int) -> dict[str, Any]:
    """Return the members of a page that has everything."""
    return {
        "total_items": size,
        "total_pages": 1,
        "page_number": 1,
        "size": size,
        "first_page": True,
        "last_page": True,
        "empty": not size,
    }


def _origin(
    catalog: Catalog, selection: Selection, version: str, records: list[Resource]
) -> dict[str, Any]:
    """Return where the services are from, and our terms."""
    return {
        **provenance_of(catalog, selection, "hsds"),
        "hsds": version,
        "taxonomy": {"name": TAXONOMY, "terms": {**dict(WORD_LISTS.values()), **FIELD_TERMS}},
        "emergency": _emergency(records),
    }


def _emergency(records: list[Resource]) -> dict[str, Any]:
    """Return the emergency numbers of the places of some services, with their sources."""
    places = {emergency_place(code) for record in records for code in record.regions}
    known = (emergency_numbers(place) for place in sorted(filter(None, places)))
    return {
        numbers.place: {
            "call_first": numbers.main,
            "services": {service.service: service.dial for service in numbers.services},
            "may_go_unanswered": numbers.caution,
            "sources": [[source.title, source.dated] for source in numbers.source],
        }
        for numbers in known
        if numbers
    }
