"""Coverage by country as a map: a point for each country and territory (GeoJSON, RFC 7946)."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.coverage import PlaceCoverage
from takeaction.engine.freshness import freshness
from takeaction.export.json_text import check_export, provenance_of
from takeaction.export.selection import Selection
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.region import region
from takeaction.models.resource import Resource
from takeaction.privacy import confidential


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
    features = [
        _feature(place, points.get(place.place), selection.languages)
        for place in catalog.coverage().places
        if selection.has_place(frozenset({place.place}))
    ]
    provenance = provenance_of(catalog, selection, "geojson")
    collection = {
        "type": "FeatureCollection",
        "takeaction": {**provenance, "points": capitals["source"]},
    }
    lines = ",\n".join(_dump(feature) for feature in features)
    return f'{_dump(collection)[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def _feature(
    place: PlaceCoverage, point: list[float] | None, languages: tuple[str, ...]
) -> dict[str, Any]:
    """Return a country or territory as a feature."""
    geometry = point and {"type": "Point", "coordinates": point}
    return {
        "type": "Feature",
        "id": place.place,
        "geometry": geometry,
        "properties": _properties(place, languages),
    }


def _properties(place: PlaceCoverage, languages: tuple[str, ...]) -> dict[str, Any]:
    numbers = emergency_numbers(emergency_place(place.place) or "")
    oldest, newest, undated = _evidence((*place.lines, *place.reports))
    return {
        "code": place.place,
        "name": region(place.place).label.pick(languages).text,
        "emergency_number": place.emergency,
        "emergency_may_fail": numbers.caution if numbers else None,
        "help_lines": len(place.lines),
        "reporting_lines": len(place.reports),
        "knows_trafficking": place.helps_trafficked_people,
        "languages": sorted(place.languages),
        "evidence_oldest": oldest,
        "evidence_newest": newest,
        "evidence_undated": undated,
    }


def _evidence(lines: Iterable[Resource]) -> tuple[str | None, str | None, int]:
    """Return the days of the oldest and newest evidence for contacts, and how many have none."""
    since = [freshness(line, None, contact).since for line in lines for contact in line.contacts]
    days: list[date] = sorted(day for day in since if day)
    undated = len(since) - len(days)
    return (days[0].isoformat(), days[-1].isoformat(), undated) if days else (None, None, undated)


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
