"""Coverage by country as a map: a point for each country and territory (GeoJSON, RFC 7946)."""

from typing import Any

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.coverage import PlaceCoverage
from takeaction.engine.freshness import freshness
from takeaction.export.json_text import check_export, document, provenance_of
from takeaction.export.selection import Selection
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.region import region
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
