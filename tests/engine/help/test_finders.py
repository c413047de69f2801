"""Finders: pages that lead to lines, for places where nobody is known to answer."""

import pytest

from takeaction import HelpQuery, find_help
from takeaction.testing import catalog_of

PAGE = [{"channel": "web", "url": "https://example.org/"}]
WORLD = {"kind": "site", "regions": ["001"], "contacts": PAGE}
CHILDREN = {"purposes": ["child", "support"], "only_for": "Children"}
STATE = {"operator_kind": "government"}


def answer_of(make_resource, line, *, region, finder=None, **query):
    """Return the ids and the codes of the answer where one line and one finder are known."""
    finder = make_resource("a:finder", **{**WORLD, "purposes": ["support"], **(finder or {})})
    lines = [] if line is None else [make_resource("a:line", **line)]
    answer = find_help(catalog_of([*lines, finder]), HelpQuery(region, **query))
    ids = [referral.resource.local_id for referral in answer]
    return ids, [notice.code for notice in answer.notices]


@pytest.mark.parametrize(
    ("line", "query", "finder", "is_listed"),
    [
        (None, {}, {}, True),
        ({}, {}, {}, False),
        ({}, {}, {"purposes": ["support", "legal"]}, False),
        ({}, {"purpose": "legal"}, {"purposes": ["support", "legal"]}, True),
        ({}, {"purpose": "support"}, {"purposes": ["support", "legal"]}, False),
        ({}, {"topic": "documents"}, {"purposes": ["legal"]}, True),
        ({}, {"topic": "wages"}, {"purposes": ["support"]}, False),
        (None, {"topic": "wages"}, {"purposes": ["support"]}, False),
        ({"purposes": ["report"]}, {}, {}, True),
        ({"operator_kind": "police"}, {}, {}, True),
        ({"regions": ["001"]}, {}, {}, False),
        (CHILDREN, {}, {}, True),
        (CHILDREN, {"audience": "child"}, {"purposes": ["child"]}, False),
        (None, {}, {"kind": "service"}, False),
        (None, {"purpose": "support"}, {"kind": "service"}, True),
        ({}, {"purpose": "support"}, {"kind": "service"}, True),
        ({}, {"topic": "sextortion"}, {"kind": "service", "purposes": ["online-safety"]}, True),
        ({}, {}, {"kind": "service", "regions": ["US"]}, True),
        ({}, {}, {"regions": ["US"]}, False),
    ],
    ids=[
        *("alone", "beside-a-line", "more", "wanted", "served", "topic", "not-wanted"),
        *("not-wanted-alone", "tips", "police", "line-of-the-world"),
        *("only-children", "a-child-asks", "service"),
        *("service-wanted", "service-beside-a-line", "service-of-the-topic"),
        *("service-of-the-country", "finder-of-the-country"),
    ],
)
def test_a_page_of_the_world_is_listed_where_it_adds_something(
    make_resource, line, query, finder, is_listed
):
    """A finder where no line gives the help, a service where its help is wanted."""
    listed, _ = answer_of(make_resource, line, region="US", finder=finder, **query)

    assert ("finder" in listed) is is_listed
    assert ("line" in listed) is (line is not None and query.get("purpose") != "legal")


@pytest.mark.parametrize(
    ("region", "fields", "is_listed"),
    [
        ("CN", STATE, True),
        ("IR", STATE, True),
        ("KZ", STATE, True),
        ("RU", STATE, True),
        ("SA", STATE, True),
        ("SA", {"operator_kind": "ngo"}, False),
        ("SA", {}, False),
        ("US", STATE, False),
    ],
)
def test_a_finder_stands_beside_a_state_that_nobody_could_check(
    make_resource, region, fields, is_listed
):
    """So nobody there has the line of the state alone."""
    line = {"regions": [region], "contacts": PAGE, **fields}

    listed, _ = answer_of(make_resource, line, region=region)

    assert ("finder" in listed) == is_listed
    assert "line" in listed


def test_an_answer_of_finders_says_that_nobody_answers_there(make_resource):
    """The reader learns that these are pages, and gets the advice of an empty list too."""
    _, codes = answer_of(make_resource, None, region="US")

    assert codes == ["help.pages", "help.instead", "help.calm", "trace.history"]


def test_a_child_with_finders_alone_still_gets_the_advice_for_children(make_resource):
    """Pages are no line for children, so the answer says where else to turn."""
    finder = {"purposes": ["child"]}

    _, codes = answer_of(make_resource, None, region="US", finder=finder, audience="child")

    said = ["help.pages", "help.no_child_line_at_all", "young.tell", "help.instead"]
    assert codes == [*said, "trace.history"]


def test_a_page_of_the_world_is_no_line_for_the_notices(make_resource):
    """Nobody is told that there are lines where only pages of the world are known."""
    service = {"kind": "service"}

    ids, codes = answer_of(make_resource, None, region="US", finder=service, topic="scam-compound")

    assert (ids, codes[0]) == (["finder"], "help.pages")


def test_whoever_names_no_country_is_asked_for_one(make_resource):
    """Pages of the world answer no question about a country that nobody named."""
    _, codes = answer_of(make_resource, None, region="001")

    assert codes[0] == "help.no_country"


def test_a_finder_hides_no_notice_about_the_lines(make_resource):
    """Police alone are called police, whatever pages there are."""
    line = {"operator_kind": "police", "purposes": ["report"]}

    _, codes = answer_of(make_resource, line, region="US", audience="survivor")

    assert codes[:3] == ["help.no_support", "help.only_reports", "help.enforcement"]


def test_where_the_line_does_not_work_the_finder_is_still_called_a_page(make_resource):
    """Nothing that the caller cannot reach takes its place."""
    line = {"contact": {"dial": "888", "dial_region": "US", "display": "888"}}

    ids, codes = answer_of(make_resource, line, region="US", calling_from="DE")

    assert ids == ["finder"]
    assert codes[0] == "help.pages"
    assert "help.unreachable" in codes
