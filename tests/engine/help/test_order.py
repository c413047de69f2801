"""The order of help: ten differences, of which the first decides. Each is tested alone."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import HelpQuery, find_help
from takeaction.engine.help.differences import DIFFERENCES
from takeaction.models.amendments.added import Added
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OPEN = {"hours": "Mo-Fr 09:00-17:00", "zone": "America/New_York"}  # 10:00 there
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}
ALWAYS = {"hours": "24/7"}
CHAT = [{"channel": "chat", "url": "https://example.org/"}]
TRAFFICKING = ["indicators-reporting"]


class Lock:
    """A lock in which a person accepted some resources."""

    def __init__(self, *accepted):
        self.accepted = accepted

    def coverage(self, _):
        """Return no coverage."""
        return frozenset()

    def accepts(self, pack, record):
        """Tell whether a resource was accepted."""
        return f"{pack}:{record}" in self.accepted


def known(records, *, accepted=None, ours=()):
    """Return a catalog in which a person accepted some records, or some packs are our own.

    Packs of our own have the id and the distribution of ``us-hotline`` or ``helplines-africa``.
    """
    catalog = catalog_of(records)
    distributions = {pack: f"takeaction-pack-{pack}" for pack in ours}
    lock = None if accepted is None else Lock(*accepted)
    return attrs.evolve(catalog, distributions=distributions, lock=lock)


def ids(catalog, region="US-TX", **query):
    """Return the ids of the resources that are listed, in order."""
    answer = find_help(catalog, HelpQuery(region, **query), at=AT)
    return [referral.resource.id for referral in answer]


def in_both_orders(make_resource, first, second):
    """Return two catalogs of two lines, in which either has the lower id; and the first ids."""
    for one, other in (("a:a", "a:b"), ("a:b", "a:a")):
        lines = [make_resource(one, **first), make_resource(other, **second)]
        yield catalog_of(lines), [one, other]


def test_there_are_ten_differences_and_the_page_numbers_them():
    """The functions are the differences, in their order, and say so in their first line."""
    numbers = [int(decide.__doc__.partition(".")[0]) for decide in DIFFERENCES]

    assert numbers == list(range(1, 11))


DIFFER = {
    "2 uncertain before closed": ({}, {"contact": CLOSED}, {}),
    "2 open before closed": ({"contact": OPEN}, {"contact": CLOSED}, {}),
    "3 help before tips": ({"purposes": ["report", "support"]}, {"purposes": ["report"]}, {}),
    "3 tips before police": (
        {"purposes": ["report"], "operator_kind": "ngo"},
        {"purposes": ["report"], "operator_kind": "police"},
        {},
    ),
    "3 help before a tip line that helps a little": (
        {},
        {"kind": "tip-line", "purposes": ["report", "child", "support"]},
        {},
    ),
    "3 police before immigration": (
        {"operator_kind": "police"},
        {"operator_kind": "immigration-enforcement"},
        {},
    ),
    "3 tips that were asked for are help": (
        {"purposes": ["report"], "operator_kind": "ngo"},
        {"purposes": ["report", "support"], "operator_kind": "government"},
        {"purpose": "report"},
    ),
    "4 country before group": ({"regions": ["US"]}, {"regions": ["021"]}, {}),
    "4 country before world": ({"regions": ["US"]}, {"regions": ["001"]}, {}),
    "5 what the topic wants before others": (
        {"purposes": ["labour-rights"]},
        {"purposes": ["shelter"]},
        {"topic": "wages"},
    ),
    "5 the better purpose of a topic first": (
        {"purposes": ["labour-rights"]},
        {"purposes": ["legal"]},
        {"topic": "wages"},
    ),
    "5 trafficking before general": ({"topics": TRAFFICKING}, {}, {}),
    "5 trafficking among those of the purpose": (
        {"topics": TRAFFICKING},
        {},
        {"purpose": "support"},
    ),
    "5 support with this before support with something else": (
        {"purposes": ["support"]},
        {"purposes": ["support", "crisis"]},
        {"topic": "debt"},
    ),
    "5 everybody before some": ({}, {"only_for": "Women"}, {}),
    "5 everybody before children": (
        {"audience": ["bystander", "survivor"]},
        {"purposes": ["child", "support"], "audience": ["bystander", "child"]},
        {"audience": "bystander"},
    ),
    "5 everybody before children alone": (
        {},
        {"purposes": ["child", "support"], "only_for": "Children"},
        {},
    ),
    "9 a line for children and adults is one for everybody": (
        {"purposes": ["child", "support"], "contact": ALWAYS},
        {},
        {},
    ),
    "5 adults and children before some": (
        {"purposes": ["child", "support"], "audience": ["child", "survivor"]},
        {"audience": ["survivor"], "only_for": "Women"},
        {"audience": "survivor"},
    ),
    "5 a crisis line before a child line for a child in a crisis": (
        {"purposes": ["crisis"]},
        {"purposes": ["child", "support"]},
        {"audience": "child", "topic": "suicide"},
    ),
    "5 a child line before a crisis line of adults for a child in a crisis": (
        {"purposes": ["child", "support"]},
        {"purposes": ["crisis"], "only_for": "Adults"},
        {"audience": "child", "topic": "suicide"},
    ),
    "5 a child line before a crisis line for a child": (
        {"purposes": ["child", "support"]},
        {"purposes": ["crisis"]},
        {"audience": "child", "topic": "other"},
    ),
    "5 a line only for children is for the child who asks": (
        {"purposes": ["child", "support"], "only_for": "Children", "contact": ALWAYS},
        {"purposes": ["child", "support"]},
        {"audience": "child"},
    ),
    "5 a child line that knows crises supports a child all the same": (
        {"purposes": ["child", "support", "crisis"]},
        {"purposes": ["child", "legal"]},
        {"audience": "child", "topic": "other"},
    ),
    "5 for such a person before for everybody": (
        {"audience": ["survivor"]},
        {"audience": []},
        {"audience": "survivor"},
    ),
    "5 no audience before one that nobody named": ({}, {"audience": ["worker"]}, {}),
    "6 part before country": ({"regions": ["US-TX"]}, {"regions": ["US"]}, {}),
    "6 for a worker, a near inspectorate before a far line that knows as little": (
        {"regions": ["US-TX"], "operator_kind": "government"},
        {"regions": ["US"], "operator_kind": "ngo"},
        {"audience": "worker"},
    ),
    "7 surely reached first": (
        {"contact": {"reachable_from": ["001"]}},
        {},
        {"calling_from": "DE"},
    ),
    "8 staff before interpreter": (
        {"contact": {"languages": ["es"]}},
        {"contact": {"languages": ["en"], "interpreter": ["mul"]}},
        {"language": "es"},
    ),
    "8 interpreter before unknown": (
        {"contact": {"interpreter": ["mul"]}},
        {},
        {"language": "es"},
    ),
    "8 unknown before nobody": ({}, {"contact": {"languages": ["en"]}}, {"language": "es"}),
    "9 open before uncertain": ({"contact": ALWAYS}, {}, {}),
    "10 independent before government": (
        {"operator_kind": "ngo"},
        {"operator_kind": "government"},
        {},
    ),
    "10 union before unknown": ({"operator_kind": "trade-union"}, {}, {}),
    "10 who tells nobody first": ({}, {"contact": {"shares_with": ["emergency-services"]}}, {}),
}


@pytest.mark.parametrize(("first", "second", "query"), DIFFER.values(), ids=DIFFER)
def test_two_lines_that_differ_in_one_thing_are_ordered_by_it(make_resource, first, second, query):
    """Where nothing else differs, that difference decides, whichever id is lower."""
    for catalog, order in in_both_orders(make_resource, first, second):
        assert ids(catalog, **query) == order


EARLIER = {
    "closed (2) before police (3)": (
        {"operator_kind": "police"},
        {"contact": CLOSED, "operator_kind": "ngo"},
        {},
    ),
    "police (3) before the country (4)": ({"regions": ["001"]}, {"operator_kind": "police"}, {}),
    "the country (4) before the fit (5)": (
        {},
        {"regions": ["001"], "topics": TRAFFICKING},
        {},
    ),
    "the fit (5) before the nearer place (6)": (
        {"topics": TRAFFICKING},
        {"regions": ["US-TX"]},
        {},
    ),
    "the nearer place (6) before reach (7)": (
        {"regions": ["US-TX"]},
        {"contact": {"reachable_from": ["001"]}},
        {"calling_from": "DE"},
    ),
    "reach (7) before language (8)": (
        {"contact": {"reachable_from": ["001"]}},
        {"contact": {"languages": ["es"]}},
        {"calling_from": "DE", "language": "es"},
    ),
    "language (8) before open (9)": (
        {"contact": {"languages": ["es"]}},
        {"contact": {**ALWAYS, "languages": ["en"]}},
        {"language": "es"},
    ),
    "open (9) before independent (10)": (
        {"contact": ALWAYS, "operator_kind": "government"},
        {"operator_kind": "ngo"},
        {},
    ),
}


@pytest.mark.parametrize(("first", "second", "query"), EARLIER.values(), ids=EARLIER)
def test_an_earlier_difference_decides_before_a_later_one(make_resource, first, second, query):
    """The first difference decides, however much better the other line is in the next one."""
    for catalog, order in in_both_orders(make_resource, first, second):
        assert ids(catalog, **query) == order


# 1. What was accepted, and what resembles another


def test_1_what_resembles_a_record_of_ours_is_last_even_where_that_is_closed(make_resource):
    """A copy comes after police and after everything that is closed, and is marked."""
    lines = [
        make_resource("us-hotline:line", name="The Line", contact=CLOSED),
        make_resource(
            "us-hotline:police",
            contact={**CLOSED, "dial": "+18885550177", "display": "1-888-555-0177"},
            operator_kind="police",
        ),
        make_resource(
            "a:line",
            name="The l1ne",
            contact={**ALWAYS, "dial": "+18885550199", "display": "1-888-555-0199"},
        ),
    ]
    answer = find_help(known(lines, ours=["us-hotline"]), HelpQuery("US-TX"), at=AT)

    assert [(referral.resource.id, referral.resembles) for referral in answer] == [
        ("us-hotline:line", None),
        ("us-hotline:police", None),
        ("a:line", "us-hotline:line"),
    ]


def test_1_the_original_is_the_accepted_one_before_one_of_ours(make_resource):
    """What a person accepted is the original, whoever published it."""
    other = {"dial": "+18885550199", "display": "1-888-555-0199"}
    lines = [
        make_resource("us-hotline:line", name="The Line"),
        make_resource("a:line", name="The Line", contact=other),
    ]
    catalog = known(lines, ours=["us-hotline"], accepted=["a:line"])

    answer = find_help(catalog, HelpQuery("US"), at=AT)

    assert [(referral.resource.id, referral.resembles) for referral in answer] == [
        ("a:line", None),
        ("us-hotline:line", "a:line"),
    ]


def test_1_between_strangers_both_are_marked_and_neither_is_moved(make_resource):
    """Where nobody can tell which is the original, both say so and keep their places."""
    other = {"dial": "+18885550199", "display": "1-888-555-0199"}
    lines = [
        make_resource("a:line", name="The Line"),
        make_resource("b:line", name="The Line", contact=other),
        make_resource("c:line", contact={"dial": "+442079460123", "display": "020 7946 0123"}),
    ]

    answer = find_help(known(lines), HelpQuery("US"), at=AT)

    assert [(referral.resource.id, referral.resembles) for referral in answer] == [
        ("a:line", "b:line"),
        ("b:line", "a:line"),
        ("c:line", None),
    ]


FAR = {"dial": "+442079460123", "display": "020 7946 0123"}


def test_1_with_a_lock_what_nobody_accepted_comes_after_what_somebody_did(make_resource):
    """Nothing lifts an unaccepted line over an accepted one, not even that this one is closed."""
    lines = [
        make_resource("b:line", name="Other", contact={**FAR, **ALWAYS}, topics=TRAFFICKING),
        make_resource("c:line", contact=CLOSED),
    ]

    assert ids(known(lines, accepted=["c:line"])) == ["c:line", "b:line"]
    assert ids(known(lines)) == ["b:line", "c:line"]


@pytest.mark.parametrize("purposes", [["report"], ["report", "support"]])
def test_1_a_lock_never_puts_police_alone_before_help(make_resource, purposes):
    """If a person accepted only police and tip lines, an unaccepted charity comes before them."""
    lines = [
        make_resource("b:line", name="Other", contact=FAR, operator_kind="ngo"),
        make_resource("c:police", operator_kind="police", purposes=purposes),
    ]

    assert ids(known(lines, accepted=["c:police"])) == ["b:line", "c:police"]


# Facts that only a patch claims


def patched(catalog, id, **added):
    """Return a catalog in which a patch added facts to a record."""
    return attrs.evolve(catalog, added={id: Added(**added)})


def test_4_and_6_a_place_that_a_patch_claims_comes_after_all_others(make_resource):
    """A line of the world comes before one of which only another pack says that it is for Texas."""
    near = make_resource("a:near", regions=["GB", "US-TX"], contact=ALWAYS)
    lines = [near, make_resource("a:world", regions=["001"]), make_resource("a:us")]
    catalog = patched(catalog_of(lines), "a:near", regions=(("US-TX", "evil"),))

    assert ids(catalog_of(lines))[0] == "a:near"
    assert ids(catalog) == ["a:us", "a:world", "a:near"]


def test_a_patch_never_moves_a_line_down(make_resource):
    """A line that is for the country by its own word stays where it is, whatever a patch adds."""
    line = make_resource("a:a", regions=["US", "US-TX"], contact={"interpreter": ["mul"]})
    lines = [line, make_resource("a:b")]
    catalog = patched(
        catalog_of(lines),
        "a:a",
        regions=(("US-TX", "evil"),),
        languages=(("voice", "es", "evil"),),
    )

    (first, _) = find_help(catalog, HelpQuery("US-TX", "es"), at=AT).ways

    assert (first.resource.id, first.via, first.is_place_added) == ("a:a", "US", False)
    assert (first.interpreter, first.is_language_added) == (True, False)


def test_8_a_language_that_a_patch_claims_comes_after_those_of_the_records(make_resource):
    """Staff, an interpreter, what a patch says, and then what nobody says."""
    lines = [
        make_resource("a:a", contact={"languages": ["en", "vi"]}),
        make_resource("a:b", contact={"interpreter": ["mul"]}),
        make_resource("a:c", contact={"languages": ["vi"]}),
        make_resource("a:d"),
    ]
    catalog = patched(catalog_of(lines), "a:a", languages=(("voice", "vi", "evil"),))

    answer = find_help(catalog, HelpQuery("US", "vi"), at=AT).ways

    assert [referral.resource.id for referral in answer] == ["a:c", "a:b", "a:a", "a:d"]
    assert [referral.is_language_added for referral in answer] == [False, False, True, False]
    assert answer[2].as_json()["added"] == {"regions": {}, "languages": {"vi": "evil"}}


# Who asks


def test_a_child_gets_independent_lines_for_children_first(make_resource):
    """Lines made for them, then other independent ones, then others, then lines for any age."""
    child = {"purposes": ["child", "support"]}
    lines = [
        make_resource("a:a", topics=TRAFFICKING, operator_kind="ngo"),
        make_resource("a:b", **child, operator_kind="government"),
        make_resource("a:c", **child, operator_kind="ngo", topics=TRAFFICKING),
        make_resource("a:d", **child, operator_kind="ngo", audience=["child", "bystander"]),
    ]

    for query in ({"audience": "child"}, {"topic": "child-abuse", "audience": "child"}):
        assert ids(catalog_of(lines), **query) == ["a:d", "a:c", "a:b", "a:a"]
    assert ids(catalog_of(lines), audience="child", topic="captivity")[0] == "a:d"
    assert ids(catalog_of(lines), topic="child-runaway")[0] == "a:d"
    assert ids(catalog_of(lines), purpose="child")[0] == "a:c"
    assert ids(catalog_of(lines), audience="professional", topic="child-abuse")[0] == "a:c"


def test_a_child_gets_a_line_for_one_matter_after_those_where_one_can_talk_about_anything(
    make_resource,
):
    """A line that searches for children, or takes down pictures, is first where that is asked."""
    ngo = {"operator_kind": "ngo"}
    lines = [
        make_resource("a:a", purposes=["child", "missing-children"], only_for="Missing.", **ngo),
        make_resource("a:b", purposes=["child", "online-safety"], **ngo),
        make_resource("a:c", purposes=["child", "support"], operator_kind="government"),
        make_resource("a:d", purposes=["child", "missing-children", "support"], **ngo),
        make_resource("a:e", topics=TRAFFICKING, **ngo),
    ]

    anything = ids(catalog_of(lines), audience="child")
    assert anything == ["a:d", "a:c", "a:a", "a:b", "a:e"]
    runaway = ids(catalog_of(lines), audience="child", topic="child-runaway")
    assert runaway == ["a:a", "a:d", "a:c", "a:b", "a:e"]
    assert ids(catalog_of(lines), audience="child", purpose="missing-children")[0] == "a:a"
    assert ids(catalog_of(lines), audience="child", topic="sextortion")[0] == "a:b"


def test_a_worker_gets_independent_lines_then_consulates_then_inspectorates(make_resource):
    """An inspectorate may tell immigration; it comes after those who do not answer to it."""
    lines = [
        make_resource("a:a", purposes=["labour-rights"], operator_kind="government"),
        make_resource(
            "a:b", purposes=["consular"], operator_kind="government", regions=["MX"], contacts=CHAT
        ),
        make_resource("a:c", topics=TRAFFICKING, operator_kind="ngo"),
        make_resource("a:d", purposes=["legal"], operator_kind="ngo"),
        make_resource("a:e", purposes=["labour-rights"], operator_kind="trade-union"),
        make_resource("a:f", operator_kind="government"),
        make_resource("a:g", purposes=["crisis"], operator_kind="ngo"),
    ]

    order = ["a:e", "a:d", "a:c", "a:b", "a:a", "a:g", "a:f"]
    assert ids(catalog_of(lines), audience="worker", home="MX") == order


def test_a_bystander_gets_a_line_that_advises_before_child_protection(make_resource):
    """Lines for children are for somebody who is worried about a child."""
    lines = [
        make_resource("a:a", purposes=["child", "support"], audience=["bystander", "child"]),
        make_resource("a:b"),
    ]

    assert ids(catalog_of(lines), audience="bystander") == ["a:b", "a:a"]


# An open line at night


def test_an_open_general_line_is_second_where_no_line_that_fits_is_open(make_resource):
    """Whoever calls at night reaches somebody with the second number at the latest."""
    lines = [
        make_resource("a:a", topics=TRAFFICKING),
        make_resource("a:b", topics=TRAFFICKING),
        make_resource("a:c"),
        make_resource("a:d", contact=ALWAYS, only_for="Women", regions=["US-TX"]),
        make_resource("a:e", contact=ALWAYS),
    ]

    assert ids(catalog_of(lines)) == ["a:a", "a:e", "a:b", "a:c", "a:d"]


@pytest.mark.parametrize(
    "fields",
    [
        {"operator_kind": "police"},
        {"purposes": ["report"]},
        {"regions": ["001"]},
        {"only_for": "Women"},
        {"contact": OPEN, "purposes": ["child", "support"], "audience": ["child"]},
        {"purposes": ["crisis", "support"]},
    ],
    ids=["police", "tips", "world", "some", "children", "crisis"],
)
def test_no_line_is_lifted_that_does_not_help_everybody_here(make_resource, fields):
    """Police, tip lines, lines of the world and lines for some people stay where they are."""
    lines = [
        make_resource("a:a", topics=TRAFFICKING),
        make_resource("a:b", topics=TRAFFICKING),
        make_resource("a:c", **{"contact": ALWAYS, **fields}),
    ]

    assert ids(catalog_of(lines)) == ["a:a", "a:b", "a:c"]


def test_no_line_is_lifted_where_one_that_fits_is_open(make_resource):
    """A line that fits and answers is enough, even if it is not the first."""
    lines = [
        make_resource("a:a", topics=TRAFFICKING, regions=["US-TX"]),
        make_resource("a:b", topics=TRAFFICKING),
        make_resource("a:c", topics=TRAFFICKING, contact=ALWAYS),
        make_resource("a:d", contact=ALWAYS),
    ]

    assert ids(catalog_of(lines)) == ["a:a", "a:c", "a:b", "a:d"]


def test_a_general_line_is_not_lifted_where_it_serves_the_wish_as_well(make_resource):
    """Who asked for support gets it from any line for it: knowing trafficking is not the wish."""
    lines = [
        make_resource("a:a", topics=TRAFFICKING),
        make_resource("a:b", topics=TRAFFICKING),
        make_resource("a:c", contact=ALWAYS),
    ]

    assert ids(catalog_of(lines), purpose="support") == ["a:a", "a:b", "a:c"]


def test_a_stranger_is_not_lifted_before_ours_and_keeps_none_of_ours_from_it(make_resource):
    """What is second at night is decided among the lines that are known best."""
    far = {**FAR, **ALWAYS}
    ours = [
        make_resource("us-hotline:a", topics=TRAFFICKING),
        make_resource("us-hotline:b", topics=TRAFFICKING),
        make_resource("us-hotline:c", contact=ALWAYS),
    ]
    stranger = make_resource("a:a", name="Far", contact=far)
    specialist = make_resource("a:b", name="Far too", contact=far, topics=TRAFFICKING)

    for strangers in ([], [stranger], [specialist], [stranger, specialist]):
        listed = ids(known([*ours, *strangers], ours=["us-hotline"]))
        assert [id for id in listed if id.startswith("us")] == [
            *("us-hotline:a", "us-hotline:c", "us-hotline:b")
        ]


# What leads the list


def lines_of(make_resource, *, for_others=("a:other-1", "a:other-2"), **specialist):
    """Return lines for violence at home, and one that knows trafficking behind them."""
    home = {"purposes": ["domestic-violence"]}
    own = {"purposes": ["support"], "topics": TRAFFICKING, **specialist}
    others = [make_resource(id, only_for="Some people.", **home) for id in for_others]
    return [make_resource("a:home", **home), *others, make_resource("a:specialist", **own)]


def test_a_line_that_knows_trafficking_is_second_for_another_topic(make_resource):
    """Whoever is hurt at home may be held too: a second call leads there."""
    found = ids(catalog_of(lines_of(make_resource)), topic="violence-home")

    assert found == ["a:home", "a:specialist", "a:other-1", "a:other-2"]


@pytest.mark.parametrize(
    "query",
    [{"topic": "suicide"}, {"purpose": "domestic-violence"}, {"audience": "child"}, {}],
    ids=["own-topic", "purpose", "child", "no-topic"],
)
def test_only_a_topic_that_may_hide_trafficking_lifts_that_line(make_resource, query):
    """A crisis, a child and whoever names the help they want get the usual order."""
    lines = lines_of(make_resource, purposes=["labour-rights", "support"])

    found = ids(catalog_of(lines), **query)

    assert "a:specialist" not in found[1:2]


@pytest.mark.parametrize(
    "fields",
    [{"only_for": "Seafarers."}, {"topics": []}, {"regions": ["001"]}, {"kind": "tip-line"}],
    ids=["for-some", "knows-nothing", "world", "tips"],
)
def test_no_other_line_is_put_second(make_resource, fields):
    """It helps everybody in this country and knows trafficking, or it stays where it was."""
    found = ids(catalog_of(lines_of(make_resource, **fields)), topic="violence-home")

    assert found[1] != "a:specialist"


PAGE = {"kind": "site", "regions": ["001"]}
WEB = [{"channel": "web", "url": "https://example.org/"}]


def pages_and(make_resource, *lines):
    """Return three pages of the world and some lines of a country."""
    pages = [make_resource(f"a:page-{n}", contacts=WEB, **PAGE) for n in (1, 2, 3)]
    return catalog_of([*pages, *lines])


def test_one_page_leads_where_nobody_of_the_country_helps_an_adult(make_resource):
    """Further pages would only keep the numbers of the country out of sight."""
    tips = make_resource("a:tips", kind="tip-line", purposes=["report"])
    police = make_resource("a:police", operator_kind="police")

    found = ids(pages_and(make_resource, police, tips))

    assert found == ["a:page-1", "a:tips", "a:police", "a:page-2", "a:page-3"]


def test_pages_stay_together_where_the_country_has_no_line(make_resource):
    """Without a number there is nothing to bring into sight."""
    assert ids(pages_and(make_resource)) == ["a:page-1", "a:page-2", "a:page-3"]


def test_a_closed_line_is_not_brought_before_pages(make_resource):
    """A page is open; a line that is closed now comes after it, as everywhere."""
    shut = make_resource("a:tips", kind="tip-line", purposes=["report"], contact=CLOSED)

    assert ids(pages_and(make_resource, shut))[-1] == "a:tips"


def test_for_a_group_of_countries_pages_stay_together(make_resource):
    """Whoever names no country gets pages: no number is theirs."""
    child = make_resource("a:child", purposes=["child"], audience=["child"], only_for="Children.")

    found = ids(pages_and(make_resource, child), region="001")

    assert found[:3] == ["a:page-1", "a:page-2", "a:page-3"]


def test_a_page_comes_after_a_line_that_somebody_answers(make_resource):
    """Of two lines that fit alike, the one with a person behind it comes first."""
    page = make_resource("a:a", contacts=WEB)
    line = make_resource("a:b")

    assert ids(catalog_of([page, line])) == ["a:b", "a:a"]
