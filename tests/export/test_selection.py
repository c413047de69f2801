"""The selection of an export: places, languages, kinds and the day."""

from datetime import UTC, date, datetime

import pytest

from takeaction import QueryError, UnknownWordError
from takeaction.errors import QueryErrors
from takeaction.export.selection import Selection
from takeaction.models.region import region
from takeaction.vocabulary.records import Kind

DAY = date(2026, 11, 28)


def test_an_empty_selection_has_every_record(catalog):
    assert list(Selection(at=DAY).records(catalog)) == list(catalog)


def test_a_place_has_its_parts_and_the_places_around_it(catalog):
    selection = Selection(regions=["uk"], at=DAY)

    chosen = list(selection.records(catalog))
    others = [record for record in catalog if record not in chosen]

    assert {"GB", "GB-SCT", "001"} <= {code for record in chosen for code in record.regions}
    for record in others:
        assert not any("GB" in region(code).chain for code in record.regions)
        assert record.regions.isdisjoint(region("GB").chain)


def test_a_part_has_nothing_of_other_parts(catalog):
    selection = Selection(regions=["GB-SCT"], at=DAY)

    codes = {code for record in selection.records(catalog) for code in record.regions}

    assert {"GB-SCT", "GB"} <= codes
    assert not selection.has_place(frozenset({"GB-WLS"}))


def test_kinds_are_kept_in_one_order(catalog):
    one = Selection(kinds=["resource", "Action"], at=DAY)

    assert one == Selection(kinds={"action", "resource"}, at=DAY)
    assert one.kinds == (Kind.ACTION, Kind.RESOURCE)
    assert {record.record_kind for record in one.records(catalog)} == set(one.kinds)


def test_places_and_languages_are_read_as_people_write_them():
    selection = Selection(
        regions=["Texas", "uk", "GB"], languages=(), at=datetime(2026, 11, 28, 23, tzinfo=UTC)
    )

    assert selection.regions == ("US-TX", "GB")
    assert selection.languages == ("en",)
    assert selection.at == DAY


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"regions": ["Atlantis"]}, "regions"),
        ({"regions": "US"}, "regions"),
        ({"kinds": ["hotline"]}, "kinds"),
        ({"languages": ["?"]}, "languages"),
        ({"at": "2026-11-28"}, "at"),
        ({"at": date(9999, 12, 31)}, "at"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(wrong, field):
    with pytest.raises(QueryError) as error:
        Selection(**{"at": DAY, **wrong})

    assert error.value.field == field


def test_every_wrong_field_is_in_one_error():
    with pytest.raises(QueryErrors) as error:
        Selection(regions=["Atlantis"], kinds=["hotline"], at=None)

    assert [single.field for single in error.value.errors] == ["regions", "kinds", "at"]
    assert isinstance(error.value.errors[0], UnknownWordError)


def test_records_need_a_catalog():
    with pytest.raises(QueryError, match="catalog"):
        Selection(at=DAY).records("catalog")
