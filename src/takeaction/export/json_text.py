"""The catalog as JSON and JSON Lines, and its coverage as a map (GeoJSON, RFC 7946).

With them what every export has: its packs, licences, digest and day. Who answers a line goes before
its numbers, and a line that has ended has no contacts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import first_language_of, read
from takeaction.coverage import PlaceCoverage
from takeaction.engine.freshness import freshness
from takeaction.engine.help.identity import likenesses
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.export.selection import Selection, source_of
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.pack import NOTHING_ADDED
from takeaction.models.question.arguments import check_type
from takeaction.models.record import Record
from takeaction.models.region import region
from takeaction.models.resource import Contact, Resource
from takeaction.privacy import confidential
from takeaction.value import Translations, plain_data
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.resources import HELP_PURPOSES, ResourceKind


@confidential
def json_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write a catalog as one JSON document, with a line for each record.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Returns:
        An object of the packs with their licences, the digest, the day and ``records``. A record
        is that of ``as_json`` with ``translations="apart"``. Of a resource, ``who`` says who
        answers, ``resembles`` names the line that it is easily mistaken for, and ``added`` what
        only other packs claim. One that no longer exists has no contacts.

    Raises:
        QueryError: An argument is something else.

    Example:
        >>> from datetime import date
        >>> import json
        >>> from takeaction.export.selection import Selection
        >>> json.loads(json_of(catalog, Selection(at=date(2026, 11, 28))))["made"]
        '2026-11-28'
    """
    check_export(catalog, selection)
    head = provenance_of(catalog, selection, "json")
    return document(head, "records", data_of_records(catalog, selection, "apart"))


@confidential
def json_lines_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write a catalog as JSON Lines: the packs, licences and digest first, then a line a record.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    head = provenance_of(catalog, selection, "jsonl")
    lines = (head, *data_of_records(catalog, selection, "apart"))
    return "".join(f"{one_line_json(line)}\n" for line in lines).encode()


def one_line_json(value: object) -> str:
    """Write plain data as JSON on one line, without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document(head: Mapping[str, Any], name: str, members: Iterable[object]) -> bytes:
    """Write a JSON object whose last member is a list, with a line for each of its members."""
    lines = ",\n".join(map(one_line_json, members))
    return f'{one_line_json(head)[:-1]},"{name}":[\n{lines}\n]}}\n'.encode()


def lone_lines(catalog: Catalog, selection: Selection) -> Iterator[Resource]:
    """Yield the lines of a selection that give help and can be shown alone, in order of id.

    They are for cards and for pages of others, which show no list around a line. Not among them
    are pages that list the lines of others, lines that no longer exist, and lines that are easily
    mistaken for another one: beside those there has to be a warning.
    """
    for record in selection.records(catalog):
        if (
            isinstance(record, Resource)
            and record.kind is not ResourceKind.SITE
            and not record.purposes.isdisjoint(HELP_PURPOSES)
            and contacts_of(record)
            and likeness_of(catalog, record) is None
        ):
            yield record


def data_of_records(
    catalog: Catalog, selection: Selection, translations: Translations
) -> Iterator[dict[str, Any]]:
    """Yield every record of a selection as plain data, and then the open words.

    The pack of a word of the core is None.

    Args:
        catalog: The records.
        selection: The records to yield.
        translations: As for ``Record.as_json``.
    """
    for record in selection.records(catalog):
        yield _data_of_record(catalog, record, selection.languages, translations)
    if selection.has_kind(Kind.WORD):
        for word in catalog.words:
            pack, colon, _ = word.id.partition(":")
            facts = {"kind_of_record": Kind.WORD.value, "pack": pack if colon else None}
            yield plain_data(word, selection.languages, translations) | facts


def _data_of_record(
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


def contacts_of(resource: Resource) -> tuple[Contact, ...]:
    """Return the contacts of a resource; none of one that no longer exists.

    The number of a retired helpline may belong to somebody else by now.
    """
    return () if resource.status is Status.RETIRED else resource.contacts


def likeness_of(catalog: Catalog, resource: Resource) -> str | None:
    """Return the id of the record that a resource is easily mistaken for, or None."""
    likeness = catalog.once(likenesses).get(resource.id)
    return likeness and likeness.id


NOTICE = (
    "A copy of one day. Numbers change, and nothing here is updated by itself: make it again, or"
    " check a number at its source, before anybody relies on it. In danger, the emergency number"
    " of the place comes first."
)
"""The sentence that every export has."""

_GOOD_DAYS = 30
"""The days after which an export should be made again, as for the data of the widget."""


def check_export(catalog: Catalog, selection: Selection) -> None:
    """Check the arguments of an export.

    Raises:
        QueryError: *catalog* is no catalog, or *selection* no selection.
    """
    check_catalog(catalog)
    check_type(Selection, selection, "selection")


def again_by(selection: Selection) -> date:
    """Return the day by which an export should be made again."""
    return selection.at + timedelta(days=_GOOD_DAYS)


def provenance_of(catalog: Catalog, selection: Selection, kind: str) -> dict[str, Any]:
    """Return the provenance of an export, as plain data.

    Args:
        catalog: The records.
        selection: The records of the export.
        kind: The format, by its name on the command line.

    Returns:
        Its packs and licences, the day, and the selection.
    """
    return {
        "takeaction": kind,
        "notice": NOTICE,
        **source_of(catalog, selection.at),
        "check_again_by": again_by(selection).isoformat(),
        "selection": {
            "regions": list(selection.regions),
            "languages": list(selection.languages),
            "kinds": [wanted.value for wanted in selection.kinds],
        },
    }


# Coverage as a map: a point for each country and territory.


@confidential
def geojson_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write the coverage of a catalog as a map, with a point for each country and territory.

    Args:
        catalog: The records.
        selection: The places, the languages of their names, and the day. Its kinds don't matter.

    Returns:
        A ``FeatureCollection`` in UTF-8. A point is at the capital; a place without one has no
        geometry. Its properties are the emergency number, the lines that help there and those that
        only take reports, as in ``Catalog.coverage``, their languages, and the days of the oldest
        and the newest evidence for them. ``takeaction`` has the packs, licences and digest.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    capitals = read("capitals")
    points: dict[str, list[float]] = capitals["places"]
    features = (
        _feature(place, points.get(place.place), selection.languages)
        for place in catalog.coverage().places
        if selection.has_place(frozenset({place.place}))
    )
    provenance = provenance_of(catalog, selection, "geojson")
    head = {"type": "FeatureCollection", "takeaction": {**provenance, "points": capitals["source"]}}
    return document(head, "features", features)


def _feature(
    place: PlaceCoverage, point: list[float] | None, languages: tuple[str, ...]
) -> dict[str, Any]:
    """Return a country or territory as a feature."""
    numbers = emergency_numbers(emergency_place(place.place) or "")
    lines = (*place.lines, *place.reports)
    since = [freshness(line, None, contact).since for line in lines for contact in line.contacts]
    days = sorted(day.isoformat() for day in since if day)
    properties = {
        "code": place.place,
        "name": region(place.place).label.pick(languages).text,
        "emergency_number": place.emergency,
        "emergency_may_fail": numbers.caution if numbers else None,
        "help_lines": len(place.lines),
        "reporting_lines": len(place.reports),
        "knows_trafficking": place.helps_trafficked_people,
        "languages": sorted(place.languages),
        "evidence_oldest": days[0] if days else None,
        "evidence_newest": days[-1] if days else None,
        "evidence_undated": len(since) - len(days),
    }
    geometry = point and {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": place.place, "geometry": geometry, "properties": properties}
