"""Advice before a trip."""

from datetime import UTC, datetime

import pytest

from takeaction import QueryError, UnknownWordError, check_destination
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HISTORY = [
    {"year": 2022, "tier": "2 Watch List", "source": "report"},
    {"year": 2023, "tier": "2"},
]

RATED = {"name": "A government", "meaning": "Effort."}


@pytest.fixture(scope="module")
def catalog(make, make_action, make_resource):
    travel = {"topics": ["travel-tourism"]}
    return catalog_of(
        [
            make("rating", "a:th", country="TH", history=HISTORY, **RATED),
            make("rating", "a:np", country="NP", history=[], **RATED),
            make_resource("a:line", regions=["TH"], contact={"languages": ["th"]}),
            make_resource("a:english", regions=["TH"], contact={"languages": ["en"]}),
            make_resource("a:from-abroad", regions=["TH"], contact={"reachable_from": ["US"]}),
            make_resource("a:us-line", regions=["US"]),
            make_action("a:long", minutes={"min": 20, "typical": 60, "max": 90}, **travel),
            make_action("a:short", **travel),
            make_action("a:also-short", **travel),
            make_action("a:of-thailand", regions=["TH"], **travel),
            make_action("a:of-nepal", regions=["NP"], **travel),
            make_action("a:for-children", ages=["child"], **travel),
            make_action("a:for-police", roles_only=["first-responder"], **travel),
            make_action("a:seen", concern=True, **travel),
            make_action("a:ended", status="retired", **travel),
            make_action("a:other"),
        ]
    )


def test_a_rating_gives_its_history_and_its_meaning(catalog):
    (rated,) = check_destination(catalog, "Thailand", at=AT).ratings

    shown = rated.as_json()
    assert [(tier["year"], tier["tier"]) for tier in shown["history"]] == [
        (2022, "2 Watch List"),
        (2023, "2"),
    ]
    assert (shown["id"], shown["country"], shown["meaning"]) == ("a:th", "TH", "Effort.")
    assert (rated.id, rated.country, rated.meaning) == ("a:th", "TH", "Effort.")
    assert (shown["newest"], shown["age_days"]) == ("report of 2023, 3 years old", 1423)


def test_without_a_moment_a_rating_has_no_age(catalog):
    assert check_destination(catalog, "TH").ratings[0].newest == "report of 2023"


def test_a_rating_without_a_year_says_nothing_of_its_age(catalog):
    rated = check_destination(catalog, "NP", at=AT).ratings[0]

    assert rated.newest == rated.agreement == ""


def test_the_newest_tier_says_whether_a_second_source_gives_it_too(make):
    alone = {"year": 2024, "tier": "2"}
    confirmed = {**alone, "year": 2025, "source": "a:one", "confirmed_by": "a:two"}
    single = {**alone, "year": 2026}
    histories = {"TH": [alone, confirmed], "NP": [confirmed, single]}
    catalog = catalog_of(
        make("rating", f"a:{country.lower()}", country=country, history=history, **RATED)
        for country, history in histories.items()
    )

    said = {
        country: check_destination(catalog, country).ratings[0].as_json() for country in histories
    }

    assert said["TH"]["agreement"] == "A second source gives the same tier for that year."
    assert said["TH"]["history"][1]["confirmed_by"] == "a:two"
    assert said["NP"]["agreement"].startswith("One source gives this tier. Nobody has compared")


def test_lines_are_those_of_the_place_that_can_be_reached_there(catalog):
    advice = check_destination(catalog, "TH", at=AT)

    assert [referral.resource.local_id for referral in advice.help] == ["english", "line"]
    assert (advice.help.emergency.place, advice.help.emergency.dial) == ("TH", "191")
    assert len(advice.notes) == 1
    assert "save a number under a name that gives nothing away" in advice.notes[0]


def test_without_languages_no_language_comes_first(catalog):
    advice = check_destination(catalog, "TH", languages=(), at=AT)

    assert {referral.resource.local_id for referral in advice.help} == {"english", "line"}


def test_an_answer_names_its_gaps(catalog):
    advice = check_destination(catalog, "KE", at=AT)

    assert (advice.ratings, list(advice.help)) == ((), [])
    assert advice.notes == (
        "We don't have a helpline for this place. Look one up on an official page before you go.",
        "We have no rating of this government. Not listed doesn't mean safe.",
    )


def test_actions_are_for_any_adult_traveller_the_shortest_first(catalog):
    advice = check_destination(catalog, "TH", at=AT)

    assert [suggestion.action.local_id for suggestion in advice.actions] == [
        *("also-short", "of-thailand", "short", "long"),
    ]


def test_a_part_of_a_country_has_the_rating_of_its_government(catalog):
    assert check_destination(catalog, "TH-10", at=AT).ratings[0].rating.country == "TH"


@pytest.mark.parametrize(
    ("place", "error"), [("EU", QueryError), ("001", QueryError), ("Narnia", UnknownWordError)]
)
def test_a_trip_goes_to_one_country(catalog, place, error):
    with pytest.raises(error):
        check_destination(catalog, place)


def test_the_answer_as_json_has_every_key(catalog):
    shown = check_destination(catalog, "TH", at=AT).as_json()

    assert list(shown) == [
        *("ratings", "help", "actions", "notes", "disclaimer"),
    ]
    assert shown["help"]["lines"][0]["ways"][0]["display"] == "1-888-555-0100"
    assert shown["actions"][0]["id"] == "a:also-short"
    assert shown["actions"][0]["safety"] == []
    assert "no reason to stay away" in shown["disclaimer"]
