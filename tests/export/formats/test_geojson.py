"""Coverage as a map, read back by the rules of RFC 7946."""

import json
from datetime import date

import pytest

from takeaction import QueryError
from takeaction.export.json_text import geojson_of
from takeaction.export.selection import Selection
from takeaction.models.region import region

DAY = date(2026, 11, 28)


def read(catalog, selection):
    collection = json.loads(geojson_of(catalog, selection))
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        geometry = feature["geometry"]
        if geometry is not None:
            longitude, latitude = geometry["coordinates"]
            assert geometry.keys() == {"type", "coordinates"}
            assert geometry["type"] == "Point"
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    return collection, {feature["id"]: feature for feature in collection["features"]}


def test_every_country_is_read_back(catalog, everything):
    _, features = read(catalog, everything)

    places = catalog.coverage().places
    assert list(features) == [place.place for place in places]
    for place in places:
        properties = features[place.place]["properties"]
        assert properties["code"] == place.place
        assert properties["name"] == region(place.place).name
        assert properties["emergency_number"] == place.emergency
        assert properties["help_lines"] == len(place.lines)
        assert properties["reporting_lines"] == len(place.reports)
        assert properties["knows_trafficking"] == place.helps_trafficked_people
        assert properties["languages"] == sorted(place.languages)


def test_a_place_is_where_its_capital_is(catalog, everything):
    _, features = read(catalog, everything)

    assert features["FR"]["geometry"]["coordinates"] == [2.3488, 48.85341]
    assert [id for id, feature in features.items() if not feature["geometry"]] == [
        "AQ",
        "BV",
        "HM",
        "UM",
    ]


def test_the_age_of_the_evidence_is_there(catalog, everything):
    _, features = read(catalog, everything)

    france, nobody = features["FR"]["properties"], features["AQ"]["properties"]
    assert france["evidence_oldest"] < france["evidence_newest"] < "2026-11-28"
    assert france["evidence_undated"] > 0
    assert [nobody[f"evidence_{name}"] for name in ("oldest", "newest", "undated")] == [
        None,
        None,
        0,
    ]
    assert nobody["emergency_may_fail"] is None


def test_places_and_languages_are_those_of_the_selection(catalog):
    collection, features = read(
        catalog, Selection(regions=["GB-SCT", "ES"], languages=["fr"], at=DAY)
    )

    assert {id: f["properties"]["name"] for id, f in features.items()} == {
        "ES": "Espagne",
        "GB": "Royaume-Uni",
    }
    about = collection["takeaction"]
    assert about["digest"] == catalog.digest
    assert about["made"] == "2026-11-28"
    assert "GeoNames" in about["points"]
    assert {pack["licence"] for pack in about["packs"]} == {"CC-BY-4.0"}


def test_anything_else_is_refused(catalog):
    with pytest.raises(QueryError, match="Selection"):
        geojson_of(catalog, {})
