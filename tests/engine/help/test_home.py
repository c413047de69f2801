"""Help for somebody who is abroad, from the consulates of their own country."""

import pytest

from takeaction import HelpQuery, UnknownWordError, find_help
from takeaction.testing import catalog_of

CONSULATE = {
    "regions": ["KE"],
    "purposes": ["consular", "support"],
    "contact": {"dial": "+254114757002", "display": "+254 114 757 002"},
}


def ids(catalog, region, **query):
    return [each.resource.local_id for each in find_help(catalog, HelpQuery(region, **query))]


@pytest.mark.parametrize(
    ("region", "home", "listed"),
    [
        ("SA", "KE", ["consulate"]),
        ("SA", "Kenya", ["consulate"]),
        ("SA", "UG", []),
        ("SA", None, []),
        ("KE", None, ["consulate"]),
    ],
)
def test_a_consular_line_is_for_its_citizens_wherever_they_are(make_resource, region, home, listed):
    # It is not for a place, so the place does not decide.
    catalog = catalog_of([make_resource("a:consulate", **CONSULATE)])

    assert ids(catalog, region, home=home) == listed


def test_home_brings_nothing_but_consular_help(make_resource):
    line = {**CONSULATE, "purposes": ["support"]}

    assert ids(catalog_of([make_resource("a:line", **line)]), "SA", home="KE") == []


def test_a_number_that_works_at_home_alone_is_not_listed(make_resource):
    short = {"dial": "999", "dial_region": "KE", "display": "999"}
    catalog = catalog_of([make_resource("a:consulate", **{**CONSULATE, "contact": short})])

    assert ids(catalog, "SA", home="KE") == []
    assert ids(catalog, "SA", home="KE", calling_from="KE") == ["consulate"]


def test_help_in_the_country_comes_before_the_consulate(make_resource):
    here = {"regions": ["SA"], "contacts": [{"channel": "chat", "url": "https://example.org/"}]}
    lines = [make_resource("a:consulate", **CONSULATE), make_resource("a:here", **here)]

    assert ids(catalog_of(lines), "SA", home="KE") == ["here", "consulate"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({}, "line"),
        ({"topic": "scam-compound"}, "line"),
        ({"purpose": "consular"}, "consulate"),
    ],
    ids=["any", "topic", "purpose"],
)
def test_at_home_a_consular_line_comes_last_unless_it_is_asked_for(make_resource, query, first):
    knows = {"topics": ["labour-trafficking"], **CONSULATE}
    number = {"dial": "+254114757003", "display": "+254 114 757 003"}
    lines = [
        make_resource("a:consulate", **knows),
        make_resource("a:line", regions=["KE"], contact=number),
    ]

    assert ids(catalog_of(lines), "KE", **query)[0] == first


def test_a_home_that_is_no_place_is_refused():
    with pytest.raises(UnknownWordError) as caught:
        find_help(catalog_of([]), HelpQuery("SA", home="Atlantis"))

    assert caught.value.field == "home"


def test_abroad_the_consulate_stands_beside_the_help_of_the_country(make_resource):
    page = [{"channel": "chat", "url": "https://example.org/"}]
    lines = [
        make_resource("a:a-crisis", regions=["SA"], contacts=page, purposes=["crisis"]),
        make_resource("a:consulate", **CONSULATE),
        make_resource("a:support", regions=["SA"], contacts=page),
    ]

    listed = ids(catalog_of(lines), "SA", home="KE", topic="scam-compound")

    assert listed == ["support", "consulate", "a-crisis"]


def test_the_consulate_of_another_country_is_not_listed_in_its_own(make_resource):
    ours = {**CONSULATE, "regions": ["US"], "contact": {"dial": "+12025014444", "display": "1"}}
    lines = [make_resource("a:theirs", **CONSULATE), make_resource("a:ours", **ours)]

    for home in ("KE", "Kenya"):
        assert ids(catalog_of(lines), "US", home=home, topic="captivity") == ["theirs"]
