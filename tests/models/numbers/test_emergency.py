"""The emergency numbers of the core: their shape, their sources, and a second list."""

import hashlib
import re
import runpy
from pathlib import Path

import phonenumbers
import pytest

from takeaction.core_data import read
from takeaction.models.numbers import (
    SERVICES,
    EmergencyService,
    EmergencySource,
    emergency_numbers,
    emergency_place,
)

ROOT = Path(__file__).parents[3]
DATA = read("emergency")
COUNTRIES = read("regions")["countries"]
PLACES = DATA["places"]
WITHOUT = {
    *("AQ", "BV", "EH", "GS", "HM", "IO", "KI", "KM", "KP", "LY"),
    *("NF", "PN", "SL", "SS", "TD", "TF", "TK", "TM", "UM", "ZW"),
}
"""Places without a number that two independent sources agree on."""

NOT_ENOUGH = ({"UK", "AOSP"}, {"ITU", "PN"}, {"AOSP", "PN"})
"""Sources that repeat each other: together they are one."""

CAUTION = {
    *("BF", "BI", "CD", "CF", "CG", "DO", "GM", "GN", "HT", "LR", "MR", "SD", "SO", "SY", "YE"),
}
"""Places where a government warns that a call may not be answered."""

UNDATED = {"AX", "CC", "CX", "JE", "SJ"}
"""Territories whose number rests on libphonenumber, and on the state whose numbers they share.

Jersey has an undated page of its government instead.
"""

DIGEST = "1fbf662a56e9102314eecf9e16a23f979bb4caade6fbaf9606857ff0725a3a52"
"""The digest of every number, caution and note."""


def tags(place):
    """Return the tags of the sources of each number of a place, those of ``main`` first."""
    numbers, _, _, main, *others = PLACES[place].split(";")
    lists = [main, *(main if other == "=" else other for other in others)]
    return list(zip(numbers.split(" "), (each.split() for each in lists), strict=True))


def names(sources):
    return {tag.partition(":")[0] for tag in sources}


# The file


def test_every_country_has_a_number_or_is_known_to_have_none():
    # All countries and territories of ISO 3166-1, and Kosovo.
    assert set(PLACES) | WITHOUT == set(COUNTRIES)
    assert not set(PLACES) & WITHOUT
    assert (len(PLACES), len(WITHOUT)) == (230, 20)


def test_a_line_has_its_shape():
    for place, line in PLACES.items():
        numbers, caution, note, *sources = line.split(";")

        assert re.fullmatch(r"\d{2,7}( (\d{2,7}|-)){3}", numbers), place
        assert caution in ("", "caution"), place
        assert re.fullmatch(r"([a-z_]+ \d{2,7})?", note), place
        assert len(sources) == 1 + len(SERVICES), place
        for number, listed in tags(place):
            assert bool(listed) is (number != "-"), place
            assert names(listed) <= set(DATA["sources"]), place


def test_two_independent_sources_agree_on_each_number():
    alone = [
        (place, number)
        for place in PLACES
        for number, listed in tags(place)
        if number != "-"
        if len(names(listed)) < 2 or any(names(listed) <= copies for copies in NOT_ENOUGH)
    ]

    assert alone == []


def test_a_number_has_a_dated_source():
    # The day of at least one source is known, but for five territories.
    sources = {place: emergency_numbers(place).source for place in PLACES}

    undated = {place for place in PLACES if not any(each.dated for each in sources[place])}
    assert undated == UNDATED
    for place, source in sources.items():
        for each in source:
            assert each.title, place
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", each.dated or "2026"), place


def test_the_numbers_are_those_that_were_compiled():
    lines = "\n".join(
        f"{place} {';'.join(text.split(';')[:3])}" for place, text in sorted(PLACES.items())
    )

    assert hashlib.sha256(lines.encode()).hexdigest() == DIGEST


def test_places_where_nobody_may_answer_are_marked():
    assert {place for place in PLACES if emergency_numbers(place).caution} == CAUTION


def test_a_line_is_read_as_numbers():
    tajikistan, yemen = emergency_numbers("TJ"), emergency_numbers("YE")

    assert (tajikistan.main, tajikistan.note, tajikistan.caution) == (
        "102",
        ("landline", "02"),
        False,
    )
    assert tajikistan.services == (
        EmergencyService("police", "102"),
        EmergencyService("ambulance", "103"),
        EmergencyService("fire", "101"),
    )
    assert tajikistan.digits == {"101", "102", "103"}
    assert yemen.caution
    assert EmergencySource("ITU-T E.129, notified by the regulator", "2012-04-03") in (
        emergency_numbers("AD").source
    )
    assert EmergencySource("numbering plan shared with another state: FI", None) in (
        emergency_numbers("AX").source
    )
    assert emergency_numbers("TD") is None


@pytest.mark.parametrize(
    ("place", "is_police"),
    [("CN", True), ("CL", True), ("GB", False), ("FR", False), ("ST", False), ("MH", True)],
)
def test_a_number_is_of_the_police_where_it_is_of_nobody_else(place, is_police):
    assert emergency_numbers(place).is_police is is_police


@pytest.mark.parametrize(
    ("code", "place"),
    [
        *[("GB", "GB"), ("GB-SCT", "GB"), ("US-TX", "US"), ("US-PR", "PR"), ("PR", "PR")],
        *[("NL-AW", "AW"), ("NL-BQ2", "BQ"), ("FR-974", "RE"), ("CN-HK", "HK"), ("NO-21", "SJ")],
        *[("EU", None), ("001", None), ("US-UM", "UM")],
    ],
)
def test_a_territory_has_numbers_of_its_own(code, place):
    assert emergency_place(code) == place


def test_every_territory_is_a_listed_place():
    # Its code is one of ISO 3166-1, and its state another.
    for part, territory in DATA["territories"].items():
        assert territory in COUNTRIES
        assert part.partition("-")[0] in COUNTRIES
        assert part.partition("-")[0] != territory


# A second list


EXCEPTIONS = {
    "AM": ("911", "AOSP AU IE UK", "lists the services of before: 101, 102, 103"),
    "BL": ("112", "CA PLAN UK", "lists the fire service alone"),
    "CD": ("112", "ITU UK US", "lists older numbers; 112 works in Kinshasa"),
    "DZ": ("1548", "AOSP AU CA IE ITU UK", "lists 17, which also reaches the police"),
    "GA": ("177", "AOSP AU UK US", "lists the regulator's numbers of 2012"),
    "GF": ("112", "IE UK US", "lists the services alone"),
    "GH": ("112", "IE ITU UK", "lists the services alone"),
    "GN": ("117", "ITU US", "lists none"),
    "GP": ("112", "IE UK", "lists the services alone"),
    "GQ": ("113", "AOSP IE ITU US", "lists none"),
    "HN": ("911", "AOSP AU IE UK US", "lists 199, the older number"),
    "IQ": ("911", "IQ UK", "lists 104, which 911 replaced in January 2025"),
    "KG": ("112", "CA UK US", "lists the services alone"),
    "LA": ("1191", "AOSP AU CA UK US", "lists the numbers of before, without the 1"),
    "MA": ("190", "AOSP AU UK US", "lists 19, the number from a landline"),
    "MH": ("6258666", "AU CA UK US", "lists 911, which no government gives"),
    "MR": ("117", "AOSP AU IE ITU UK US", "lists 17, the older number"),
    "MZ": ("112", "IE ITU UK", "lists 119, which other governments give"),
    "NA": ("112", "AU ITU UK US", "lists the number of the police"),
    "NG": ("112", "AU ITU UK US", "lists 199, the older number"),
    "PG": ("112", "AOSP AU ITU UK US", "lists 000, the older number"),
    "RS": ("192", "AOSP AU IE ITU UK US", "lists 92, the number of before, and 112"),
    "SM": ("112", "ITU UK", "lists the services alone"),
    "SX": ("911", "UK US", "lists 919, the fire service"),
    "UZ": ("102", "AOSP AU IE UK US", "lists 02, the number of before"),
    "VU": ("111", "AOSP AU IE UK", "lists 112, the ambulance"),
}
"""Numbers that libphonenumber lacks: the number, its sources, and what libphonenumber does."""


def listed_by_libphonenumber(place):
    return phonenumbers.is_emergency_number(emergency_numbers(place).main, place)


def test_libphonenumber_lists_the_same_number():
    # A second list, kept by others, has the same number, but for those that are explained.
    assert {place for place in PLACES if not listed_by_libphonenumber(place)} == set(EXCEPTIONS)


@pytest.mark.parametrize("place", EXCEPTIONS, ids=str)
def test_a_number_that_libphonenumber_lacks_has_two_other_sources(place):
    main, listed = tags(place)[0]

    assert (main, " ".join(sorted(names(listed)))) == EXCEPTIONS[place][:2]
    assert names(listed) & {"UK", "AU", "US", "IE", "ITU"}


# The page


def test_the_reference_page_is_current():
    script = runpy.run_path(str(ROOT / "scripts/emergency_numbers.py"))

    page = script["as_page"](dict(DATA))

    assert page == (ROOT / "docs/reference/emergency-numbers.md").read_text(encoding="utf-8")
