"""The order of help: eleven differences, of which the first decides. Each is tested alone."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import About, HelpQuery, find_help
from takeaction.engine.help.order import DIFFERENCES
from takeaction.models.pack import Added
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OPEN = {"hours": "Mo-Fr 09:00-17:00", "zone": "America/New_York"}  # 10:00 there
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}
ALWAYS = {"hours": "24/7"}
CHAT = [{"channel": "chat", "url": "https://example.org/"}]
WEB = [{"channel": "web", "url": "https://example.org/"}]
MAIL = [{"channel": "email", "email": "a@example.org"}]
SMS = [{"channel": "sms", "dial": "+18885550100", "display": "1-888-555-0100"}]
FAR = {"dial": "+442079460123", "display": "020 7946 0123"}
TRAFFICKING = ["indicators-reporting"]
HOME = {"purposes": ["domestic-violence"]}
NETSAFE = {"purposes": ["online-safety"], "contact": ALWAYS}
UNION = {"purposes": ["labour-rights"], "operator_kind": "trade-union"}


class Lock:
    """A lock in which a person accepted some resources."""

    def __init__(self, *accepted):
        self.accepted = accepted

    def coverage(self, _):
        return frozenset()

    def accepts(self, pack, record):
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
    answer = find_help(catalog, HelpQuery(region, **query), at=AT)
    return [line.resource.id for line in answer]


def about(*topics, **known_of_the_need):
    return {"about": About(topics, **known_of_the_need)}


def in_both_orders(make_resource, first, second):
    """Return two catalogs of two lines, in which either has the lower id; and the first ids."""
    for one, other in (("a:a", "a:b"), ("a:b", "a:a")):
        lines = [make_resource(one, **first), make_resource(other, **second)]
        yield catalog_of(lines), [one, other]


def test_there_are_eleven_differences_that_say_their_number_in_their_first_line():
    numbers = [int(decide.__doc__.partition(".")[0]) for decide in DIFFERENCES]

    assert numbers == list(range(1, 12))


DIFFER = {
    "2 what serves the matter before what listens": (UNION, {"purposes": ["crisis"]}, "wages"),
    "2 what listens before what is about something else": (
        {"purposes": ["crisis"]},
        {"purposes": ["sexual-violence"]},
        "wages",
    ),
    "2 the better purpose of the matter first": (UNION, {"purposes": ["legal"]}, "wages"),
    "2 what is heard first before what is heard next": (
        {"purposes": ["sexual-violence"]},
        HOME,
        about("sexual-violence", "violence-home"),
    ),
    "2 pay comes after what else was heard": (HOME, UNION, about("wages", "violence-home")),
    "2 a wish to die comes before what else was heard": (
        {"purposes": ["crisis"]},
        HOME,
        about("violence-home", "suicide"),
    ),
    "2 support with this before support with something else": (
        {},
        {"purposes": ["support", "crisis"]},
        "debt",
    ),
    "2 who knows trafficking before who helps with anything": ({"topics": TRAFFICKING}, {}, "debt"),
    "2 where nothing is said too": ({"topics": TRAFFICKING}, {}, {}),
    "2 who knows trafficking and forced marriage before who listens": (
        {"topics": TRAFFICKING, "purposes": ["forced-marriage", "support"]},
        {"purposes": ["crisis"], "contact": ALWAYS},
        "debt",
    ),
    "2 who knows trafficking is no answer to another matter": (
        {"purposes": ["crisis"]},
        {"topics": TRAFFICKING, "contact": ALWAYS},
        "violence-home",
    ),
    "2 everybody before some": ({}, {"only_for": "Women"}, {}),
    "2 everybody before a group": ({}, {"serves": ["women"]}, {}),
    "2 everybody before children": ({}, {"purposes": ["child", "support"], "contact": ALWAYS}, {}),
    "2 children before reports": (
        {"purposes": ["child"], "audience": ["child"]},
        {"purposes": ["report"]},
        {},
    ),
    "2 a line about children too, for everybody, before a page": (
        {"purposes": ["child"]},
        {"kind": "site", "contacts": WEB},
        {},
    ),
    "2 an inspectorate after legal aid": (
        {"purposes": ["legal"]},
        {"purposes": ["labour-rights"], "operator_kind": "government", "regions": ["US-TX"]},
        "wages",
    ),
    "2 an inspectorate before what does not serve": (
        {"purposes": ["labour-rights"], "operator_kind": "government"},
        {"purposes": ["crisis"], "operator_kind": "ngo"},
        "wages",
    ),
    "2 whom the matter names": (
        {"serves": ["domestic-workers"]},
        {"purposes": ["crisis"]},
        "domestic-work",
    ),
    "2 whoever said it": (
        {**HOME, "serves": ["deaf"]},
        {"purposes": ["crisis"]},
        about("violence-home", person=["deaf"]),
    ),
    "3 help before tips": ({"purposes": ["report", "support"]}, {"purposes": ["report"]}, {}),
    "3 tips before police": (
        {"purposes": ["report"], "operator_kind": "ngo"},
        {"purposes": ["report"], "operator_kind": "police"},
        {},
    ),
    "3 help before a tip line that helps a little": ({}, {"kind": "tip-line"}, "captivity"),
    "3 police before immigration": (
        {"operator_kind": "police"},
        {"operator_kind": "immigration-enforcement"},
        "captivity",
    ),
    "3 tips that were asked for are help": (
        {"purposes": ["report"], "operator_kind": "ngo"},
        {"purposes": ["report", "support"], "operator_kind": "government"},
        {"purpose": "report"},
    ),
    "4 uncertain before closed": ({}, {"contact": CLOSED}, {}),
    "4 open before closed": ({"contact": OPEN}, {"contact": CLOSED}, {}),
    "4 a person before a page": ({}, {"contacts": WEB}, {}),
    "4 writing before talking for who can't talk": ({"contacts": SMS}, {}, about(reach="text")),
    "4 writing before talking for the deaf": (
        {**HOME, "contacts": CHAT},
        HOME,
        about("violence-home", person=["deaf"]),
    ),
    "4 a page before talking for who can't talk": ({"contacts": WEB}, {}, about(reach="text")),
    "4 a mailbox before talking for the deaf": (
        {**HOME, "contacts": MAIL},
        HOME,
        about("violence-home", person=["deaf"]),
    ),
    "5 country before group": ({"regions": ["US"]}, {"regions": ["021"]}, {}),
    "5 country before world": ({"regions": ["US"]}, {"regions": ["001"]}, {}),
    "6 part before country": ({"regions": ["US-TX"]}, {"regions": ["US"]}, {}),
    "7 surely reached first": (
        {"contact": {"reachable_from": ["001"]}},
        {},
        {"calling_from": "DE"},
    ),
    "8 everybody before women where both serve": (HOME, {**HOME, "serves": ["women"]}, "stalking"),
    "8 everybody before some people": (HOME, {**HOME, "only_for": "Shakti"}, "stalking"),
    "8 who answers at once before a mailbox": ({"contacts": CHAT}, {"contacts": MAIL}, {}),
    "9 staff before interpreter": (
        {"contact": {"languages": ["es"]}},
        {"contact": {"languages": ["en"], "interpreter": ["mul"]}},
        {"language": "es"},
    ),
    "9 interpreter before unknown": (
        {"contact": {"interpreter": ["mul"]}},
        {},
        {"language": "es"},
    ),
    "9 unknown before nobody": ({}, {"contact": {"languages": ["en"]}}, {"language": "es"}),
    "10 open before uncertain": ({"contact": ALWAYS}, {}, {}),
    "11 independent before government": (
        {"operator_kind": "ngo"},
        {"operator_kind": "government"},
        {},
    ),
    "11 union before unknown": ({"operator_kind": "trade-union"}, {}, {}),
    "11 who tells nobody first": ({}, {"contact": {"shares_with": ["emergency-services"]}}, {}),
}


def test_two_lines_that_differ_in_one_thing_are_ordered_by_it(subtests, make_resource):
    for first, second, query in DIFFER.values():
        with subtests.test(f"{first} {second} {query}"):
            asked = {"topic": query} if isinstance(query, str) else query

            for catalog, order in in_both_orders(make_resource, first, second):
                assert ids(catalog, **asked) == order


EARLIER = {
    "what serves (2) before the police are last (3)": (
        {"operator_kind": "police"},
        {"purposes": ["crisis"], "operator_kind": "ngo"},
        {"topic": "captivity"},
    ),
    "police last (3) before closed last (4)": (
        {"contact": CLOSED},
        {"operator_kind": "police", "contact": ALWAYS},
        {"topic": "captivity"},
    ),
    "tips last (3) before closed last (4)": (
        {"contact": CLOSED},
        {"kind": "tip-line", "contact": OPEN},
        {},
    ),
    "closed (4) before the country (5)": ({"regions": ["001"]}, {"contact": CLOSED}, {}),
    "the country (5) before reach (7)": (
        {"regions": ["US"]},
        {"regions": ["001"], "contact": {"reachable_from": ["001"]}},
        {"calling_from": "DE"},
    ),
    "the nearer place (6) before reach (7)": (
        {"regions": ["US-TX"]},
        {"contact": {"reachable_from": ["001"]}},
        {"calling_from": "DE"},
    ),
    "reach (7) before a person at once (8)": ({"contacts": MAIL}, {}, {"calling_from": "DE"}),
    "a person at once (8) before language (9)": (
        {},
        {"contacts": [{**MAIL[0], "languages": ["es"]}]},
        {"language": "es"},
    ),
    "language (9) before open (10)": (
        {"contact": {"languages": ["es"]}},
        {"contact": {**ALWAYS, "languages": ["en"]}},
        {"language": "es", "topic": "captivity"},
    ),
    "open (10) before independent (11)": (
        {"contact": ALWAYS, "operator_kind": "government"},
        {"operator_kind": "ngo"},
        {},
    ),
}


@pytest.mark.parametrize(("first", "second", "query"), EARLIER.values(), ids=EARLIER)
def test_an_earlier_difference_decides_before_a_later_one(make_resource, first, second, query):
    for catalog, order in in_both_orders(make_resource, first, second):
        assert ids(catalog, **query) == order


# 1. What was accepted, and what resembles another


def test_1_what_resembles_a_record_of_ours_is_last_even_where_that_is_closed(make_resource):
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
    lines = [
        make_resource("b:line", name="Other", contact={**FAR, **ALWAYS}, topics=TRAFFICKING),
        make_resource("c:line", contact=CLOSED),
    ]

    assert ids(known(lines, accepted=["c:line"])) == ["c:line", "b:line"]
    assert ids(known(lines)) == ["b:line", "c:line"]


@pytest.mark.parametrize("purposes", [["report"], ["report", "support"]])
def test_1_a_lock_never_puts_police_alone_before_help(make_resource, purposes):
    lines = [
        make_resource("b:line", name="Other", contact=FAR, operator_kind="ngo"),
        make_resource("c:police", operator_kind="police", purposes=purposes),
    ]

    assert ids(known(lines, accepted=["c:police"])) == ["b:line", "c:police"]


# Facts that only a patch claims


def patched(catalog, id, **added):
    return attrs.evolve(catalog, added={id: Added(**added)})


def test_4_and_6_a_place_that_a_patch_claims_comes_after_all_others(make_resource):
    near = make_resource("a:near", regions=["GB", "US-TX"], contact=ALWAYS)
    lines = [near, make_resource("a:world", regions=["001"]), make_resource("a:us")]
    catalog = patched(catalog_of(lines), "a:near", regions=(("US-TX", "evil"),))

    assert ids(catalog_of(lines))[0] == "a:near"
    assert ids(catalog) == ["a:us", "a:world", "a:near"]


def test_a_patch_never_moves_a_line_down(make_resource):
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


CHILD = {"purposes": ["child", "support"]}


def test_a_child_gets_independent_lines_for_children_first(make_resource):
    lines = [
        make_resource("a:a", topics=TRAFFICKING, operator_kind="ngo", contact=ALWAYS),
        make_resource("a:b", **CHILD, operator_kind="government", contact=ALWAYS),
        make_resource("a:c", **CHILD, operator_kind="ngo", topics=TRAFFICKING),
        make_resource("a:d", **CHILD, operator_kind="ngo", audience=["child", "bystander"]),
        make_resource("a:e", **CHILD, operator_kind="police", contact=ALWAYS),
    ]

    for query in ({}, {"topic": "child-abuse"}, {"topic": "captivity"}, {"topic": "child-runaway"}):
        listed = ids(catalog_of(lines), audience="child", **query)
        assert (listed[:4], listed[-1]) == (["a:c", "a:d", "a:b", "a:e"], "a:a")


def test_a_child_gets_a_line_for_one_matter_after_those_where_one_can_talk_about_anything(
    make_resource,
):
    ngo = {"operator_kind": "ngo"}
    lines = [
        make_resource("a:a", purposes=["child", "missing-children"], only_for="Missing.", **ngo),
        make_resource("a:b", purposes=["child", "online-safety"], **ngo),
        make_resource("a:c", purposes=["child", "support"], operator_kind="government"),
    ]
    catalog = catalog_of(lines)

    assert ids(catalog, audience="child")[0] == "a:c"
    assert ids(catalog, audience="child", topic="child-runaway")[0] == "a:c"
    assert ids(catalog, audience="child", topic="sextortion")[0] == "a:b"
    assert ids(catalog, audience="child", purpose="missing-children") == ["a:a"]


def test_a_child_never_gets_a_line_for_adults_among_those_that_serve(make_resource):
    # Only a crisis line, which listens to anybody, and it is told apart from those for children.
    # Where no line is for children, none takes their place: it stands under its own heading.
    lines = [
        make_resource("a:a", purposes=["sexual-violence"], contact=ALWAYS),
        make_resource("a:b", **HOME),
        make_resource("a:c", purposes=["crisis"], serves=["adults"]),
        make_resource("a:d", purposes=["child", "sexual-violence"], serves=["children"]),
    ]
    asked = HelpQuery("US", about=About(["sexual-violence"], child="writer"))

    with_child_line = find_help(catalog_of(lines), asked, at=AT)
    without = find_help(catalog_of(lines[:3]), asked, at=AT)

    assert [line.resource.id for line in with_child_line if not line.is_general] == ["a:d"]
    assert all(line.is_general for line in without)
    assert "a:c" not in [line.resource.id for line in (*with_child_line, *without)]


def test_an_adult_who_worries_about_a_child_gets_lines_that_take_worried_adults_first(
    make_resource,
):
    lines = [
        make_resource("a:a", purposes=["child"], serves=["children"], contact=ALWAYS),
        make_resource("a:b", purposes=["child"], operator_kind="ngo", contact=ALWAYS),
        make_resource("a:c", purposes=["child"], serves=["children", "worried-adults"]),
    ]

    listed = ids(catalog_of(lines), **about("child-abuse", child="other", asks="other"))

    assert listed == ["a:c", "a:b"]


def test_a_worker_gets_independent_lines_and_the_inspectorate_after_them(make_resource):
    lines = [
        make_resource("a:a", purposes=["labour-rights"], operator_kind="government"),
        make_resource("a:c", topics=TRAFFICKING, operator_kind="ngo"),
        make_resource("a:d", purposes=["legal"], operator_kind="ngo"),
        make_resource("a:e", **UNION),
        make_resource("a:f", purposes=["consular"], operator_kind="government", regions=["MX"]),
        make_resource("a:g", purposes=["crisis"], operator_kind="ngo"),
        make_resource("a:h", purposes=["labour-rights"], operator_kind="police"),
    ]

    order = ["a:e", "a:d", "a:c", "a:a", "a:h", "a:g"]
    assert ids(catalog_of(lines), audience="worker", home="MX") == order


def test_whoever_is_only_a_survivor_or_bystander_gets_the_whole_list_of_the_place(make_resource):
    lines = [
        make_resource("a:a", purposes=["child", "support"], audience=["bystander", "child"]),
        make_resource("a:b"),
        make_resource("a:c", **HOME),
    ]

    for audience in (None, "bystander", "survivor"):
        assert ids(catalog_of(lines), audience=audience) == ["a:b", "a:c", "a:a"]


# For whom a line is


@pytest.mark.parametrize(
    ("serves", "person", "is_first"),
    [
        (["women"], [], True),
        (["women"], ["women"], True),
        (["women"], ["men"], False),
        (["men"], ["men"], True),
        (["men"], ["women"], False),
        (["women", "men"], ["men"], True),
        (["women", "children"], ["men"], False),
        (["deaf"], [], False),
        (["deaf"], ["deaf"], True),
        (["lgbt"], [], False),
        (["refugees"], ["migrants"], False),
        (["adults"], [], True),
        (["children"], [], False),
        (["worried-adults"], [], False),
        (["professionals"], [], False),
        (["nationals"], [], False),
    ],
    ids=lambda value: " ".join(value) or "-" if isinstance(value, list) else None,
)
def test_a_line_serves_only_whom_it_is_for(make_resource, serves, person, is_first):
    lines = [
        make_resource("a:a", **HOME, serves=serves),
        make_resource("a:b", purposes=["crisis"]),
    ]

    listed = ids(catalog_of(lines), **about("violence-home", person=person))

    assert listed == (["a:a", "a:b"] if is_first else ["a:b"])


def test_what_a_line_serves_counts_before_what_its_audience_meant(make_resource):
    lines = [
        make_resource("a:a", purposes=["child"], audience=["child"], serves=["worried-adults"]),
        make_resource("a:b", purposes=["child"], audience=["child"]),
    ]

    assert ids(catalog_of(lines), **about("child-abuse", child="writer")) == ["a:b"]
    assert ids(catalog_of(lines), **about("child-abuse", child="other")) == ["a:a"]


@pytest.mark.parametrize(
    ("serves", "is_listed"),
    [(["women", "young-people", "lgbt"], True), (["young-people", "lgbt"], False)],
    ids=["one-more", "which-of-them"],
)
def test_a_group_beside_women_leaves_no_girl_out(make_resource, serves, is_listed):
    line = make_resource("a:a", **HOME, serves=serves)

    listed = ids(catalog_of([line]), **about("violence-home", child="writer"))

    assert listed == ["a:a"] * is_listed


def test_who_said_nothing_of_themselves_never_has_a_line_for_women_alone(make_resource):
    women = {**HOME, "serves": ["women"]}
    lines = [
        make_resource("a:a", **women, contact=ALWAYS, regions=["US-TX"]),
        make_resource("a:b", **women, contact=ALWAYS, regions=["US-TX"]),
        make_resource("a:c", **HOME),
        make_resource("a:d", purposes=["crisis"]),
    ]
    catalog, without = catalog_of(lines), catalog_of([*lines[:2], lines[3]])

    assert ids(catalog, topic="violence-home") == ["a:a", "a:c", "a:b", "a:d"]
    assert ids(without, topic="violence-home") == ["a:a", "a:d", "a:b"]
    said = about("violence-home", person=["women"])
    assert ids(catalog, **said) == ["a:a", "a:b", "a:c", "a:d"]


# An open line at night


def test_an_open_general_line_is_second_where_no_line_that_serves_is_open(make_resource):
    lines = [
        make_resource("a:a", **HOME),
        make_resource("a:b", **HOME, contact=CLOSED),
        make_resource("a:c", purposes=["crisis"]),
        make_resource("a:d", contact=ALWAYS, only_for="Women", regions=["US-TX"]),
        make_resource("a:e", purposes=["crisis"], contact=ALWAYS, regions=["001"]),
        make_resource("a:f", purposes=["sexual-violence"], contact=ALWAYS),
    ]

    listed = ids(catalog_of(lines), topic="violence-home")

    assert listed == ["a:a", "a:e", "a:b", "a:c", "a:d", "a:f"]


@pytest.mark.parametrize(
    "fields",
    [
        {"operator_kind": "police"},
        {"purposes": ["report"]},
        {"only_for": "Women"},
        {"serves": ["women"]},
        {"contact": OPEN, "purposes": ["child", "support"], "audience": ["child"]},
        {"purposes": ["child", "support"]},
        {"purposes": ["consular", "support"]},
    ],
    ids=["police", "tips", "some", "women", "children", "child-line", "consular"],
)
def test_no_line_is_lifted_that_does_not_help_everybody(make_resource, fields):
    lines = [
        make_resource("a:a", topics=TRAFFICKING),
        make_resource("a:b", topics=TRAFFICKING),
        make_resource("a:c", **{"contact": ALWAYS, **fields}),
    ]

    assert ids(catalog_of(lines)) == ["a:a", "a:b", "a:c"]


def test_no_line_is_lifted_where_one_that_serves_is_open(make_resource):
    lines = [
        make_resource("a:a", **HOME, regions=["US-TX"]),
        make_resource("a:b", **HOME),
        make_resource("a:c", **HOME, contact=ALWAYS),
        make_resource("a:d", purposes=["crisis"], contact=ALWAYS),
    ]

    assert ids(catalog_of(lines), topic="violence-home") == ["a:a", "a:c", "a:b", "a:d"]


def test_a_closed_line_that_serves_is_not_first_where_another_one_serves_and_is_not(make_resource):
    # But the police are never lifted over it, and neither is a line that only listens.
    union = make_resource("a:a", **UNION, contact=CLOSED)
    listens = make_resource("a:b", purposes=["crisis"], contact=ALWAYS)
    police = make_resource("a:c", operator_kind="police", contact=ALWAYS)
    lawyers = make_resource("a:d", purposes=["legal"])

    assert ids(catalog_of([union, listens, police]), topic="wages") == ["a:a", "a:c", "a:b"]
    assert ids(catalog_of([union, listens, lawyers]), topic="wages") == ["a:d", "a:b", "a:a"]


def test_a_stranger_is_not_lifted_before_ours_and_keeps_none_of_ours_from_it(make_resource):
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


def test_a_line_of_ours_that_does_not_serve_is_not_lifted_over_a_stranger_that_does(make_resource):
    lines = [
        make_resource("us-hotline:a", contact=ALWAYS),
        make_resource("us-hotline:b", purposes=["crisis"]),
        make_resource("a:a", name="Far", **HOME, contact=FAR),
    ]

    listed = ids(known(lines, ours=["us-hotline"]), topic="violence-home")

    assert listed[0] == "a:a"


# What leads the list


def test_a_child_with_a_wish_to_die_gets_a_child_line_and_a_crisis_line_the_open_one_first(
    make_resource,
):
    child, crisis = {"purposes": ["child"]}, {"purposes": ["crisis"]}
    asked = about("suicide", child="writer")

    def listed(at_night, by_day):
        lines = [
            make_resource("a:a", **child, contact=at_night),
            make_resource("a:b", **child, contact=CLOSED),
            make_resource("a:c", **crisis, contact=by_day),
            make_resource("a:d", **crisis, contact=CLOSED),
        ]
        return ids(catalog_of(lines), **asked)[:2]

    assert listed(ALWAYS, ALWAYS) == ["a:a", "a:c"]
    assert listed(CLOSED, ALWAYS) == ["a:c", "a:a"]
    assert listed(ALWAYS, CLOSED) == ["a:a", "a:c"]


def test_police_are_not_lifted_to_make_a_pair(make_resource):
    lines = [
        make_resource("a:a", purposes=["child"]),
        make_resource("a:b", purposes=["child"]),
        make_resource("a:c", purposes=["crisis"], operator_kind="police", contact=ALWAYS),
    ]

    assert ids(catalog_of(lines), **about("suicide", child="writer")) == ["a:a", "a:b", "a:c"]


def test_beside_a_wish_to_die_the_line_for_the_other_matter_is_second(make_resource):
    lines = [
        make_resource("a:a", purposes=["crisis"], contact=ALWAYS),
        make_resource("a:b", purposes=["crisis"], contact=ALWAYS),
        make_resource("a:c", **HOME),
    ]

    assert ids(catalog_of(lines), **about("violence-home", "suicide")) == ["a:a", "a:c", "a:b"]


CONSULATE = {"purposes": ["consular"], "operator_kind": "government", "regions": ["MX"]}


def test_a_consulate_is_never_first_for_the_one_in_trouble(make_resource):
    lines = [
        make_resource("a:a", **CONSULATE, contact=ALWAYS),
        make_resource("a:b", purposes=["crisis"]),
    ]
    catalog, named = catalog_of(lines), {"home": "MX"}

    assert ids(catalog, **named, **about("scam-compound")) == ["a:b", "a:a"]
    assert ids(catalog, **named, **about("scam-compound", asks="other")) == ["a:a", "a:b"]
    assert ids(catalog, **named, **about("scam-compound", careful=True)) == ["a:b"]
    assert ids(catalog, **named, **about("violence-home")) == ["a:b"]


@pytest.mark.parametrize("returns", ["yes", "reported"])
def test_a_line_that_takes_people_back_is_for_a_small_child_that_somebody_looks_for(
    make_resource, returns
):
    back = {"purposes": ["child", "missing-children", "support"], "returns_people": returns}
    lines = [
        make_resource("a:a", **back, contact=ALWAYS),
        make_resource("a:b", purposes=["child"]),
        make_resource("a:c", purposes=["support"]),
    ]
    looked_for = about("missing-person", child="other", asks="other")

    listed = ids(catalog_of(lines), **looked_for)

    assert (listed[0], "a:a" in listed) == ("a:b", True)
    for query in (
        {},
        about("missing-person"),
        about("child-runaway", child="writer"),
        about("wages"),
    ):
        assert "a:a" not in ids(catalog_of(lines), **query)


def test_a_line_that_knows_trafficking_is_listed_last_for_another_matter(make_resource):
    lines = [
        make_resource("a:a", topics=TRAFFICKING, contact=ALWAYS),
        make_resource("a:b", **HOME),
        make_resource("a:c", **HOME, only_for="Some people."),
        make_resource("a:d", purposes=["crisis"]),
    ]

    assert ids(catalog_of(lines), topic="violence-home") == ["a:b", "a:c", "a:d", "a:a"]


@pytest.mark.parametrize(
    ("stop", "listed"),
    [
        ("partner", ["a:partner", "a:crisis"]),
        ("child", ["a:child"]),
        ("other", ["a:crisis"]),
        ("buyer", ["a:support", "a:crisis"]),
    ],
)
def test_who_wants_to_stop_gets_the_line_of_their_kind_and_no_other(make_resource, stop, listed):
    lines = [
        make_resource("a:partner", purposes=["stop-harm-partner"]),
        make_resource("a:child", purposes=["stop-harm-child"]),
        make_resource("a:crisis", purposes=["crisis"]),
        make_resource("a:support", topics=TRAFFICKING),
        make_resource("a:shelter", purposes=["shelter", "crisis"]),
    ]

    found = ids(catalog_of(lines), **about("violence-home", stop=stop))

    assert [id for id in found if id != "a:shelter"] == listed
    assert ("a:shelter" in found) is (stop in ("partner", "buyer"))


# Pages


FINDER = {"kind": "site", "regions": ["001"], "contacts": WEB}


def with_finder(make_resource, line, *, finder=None, region="US", **query):
    """Return the ids that are listed where one page of the world is known, and maybe a line."""
    page = make_resource("a:finder", **{**FINDER, "purposes": ["support"], **(finder or {})})
    lines = [] if line is None else [make_resource("a:line", **line)]
    return [id.removeprefix("a:") for id in ids(catalog_of([*lines, page]), region, **query)]


STATE = {"operator_kind": "government"}
TELLS = {"tells": {"police": "if-you-agree"}}
ONLY_CHILDREN = {"purposes": ["child", "support"], "serves": ["children"]}


@pytest.mark.parametrize(
    ("line", "query", "finder", "listed"),
    [
        (None, {}, {}, ["finder"]),
        ({}, {}, {}, ["line"]),
        ({}, {}, {"purposes": ["support", "legal"]}, ["line"]),
        ({"purposes": ["report"]}, {}, {}, ["finder", "line"]),
        ({"operator_kind": "police"}, {}, {}, ["finder", "line"]),
        ({"regions": ["001"]}, {}, {}, ["line"]),
        (ONLY_CHILDREN, {}, {}, ["finder", "line"]),
        (STATE, {}, {}, ["line", "finder"]),
        ({**STATE, "contact": TELLS}, {}, {}, ["line"]),
        ({}, {}, {"regions": ["US"]}, ["line", "finder"]),
        ({}, {"purpose": "legal"}, {"purposes": ["support", "legal"]}, ["finder"]),
        ({}, {"purpose": "support"}, {"purposes": ["support", "legal"]}, ["line"]),
        (HOME, {"topic": "violence-home"}, HOME, ["line"]),
        ({**HOME, "contact": CLOSED}, {"topic": "violence-home"}, HOME, ["finder", "line"]),
        ({**HOME, "serves": ["women"]}, {"topic": "violence-home"}, HOME, ["line", "finder"]),
        ({**HOME, **STATE}, {"topic": "violence-home"}, HOME, ["line", "finder"]),
        ({}, {"topic": "violence-home"}, HOME, ["finder", "line"]),
        ({}, {"topic": "wages"}, {"purposes": ["support"]}, ["line"]),
        ({}, {"topic": "documents"}, {"purposes": ["legal"]}, ["line"]),
        ({}, {"topic": "stalking"}, {"purposes": ["crisis"]}, ["line"]),
        (None, {"topic": "stalking"}, {"purposes": ["crisis"]}, ["finder"]),
        (
            {**ONLY_CHILDREN, **STATE},
            {"audience": "child"},
            {"purposes": ["child"], "serves": ["children"]},
            ["line", "finder"],
        ),
        (
            ONLY_CHILDREN,
            {"audience": "child"},
            {"purposes": ["child"], "serves": ["children"]},
            ["line"],
        ),
        (None, {}, {"kind": "service"}, []),
        (None, {"purpose": "support"}, {"kind": "service"}, ["finder"]),
        ({}, {"purpose": "support"}, {"kind": "service"}, ["line", "finder"]),
        (
            {"purposes": ["online-safety"]},
            {"topic": "picture-shared"},
            {"kind": "service", "purposes": ["online-safety"]},
            ["line", "finder"],
        ),
        ({}, {}, {"kind": "service", "regions": ["US"]}, ["line", "finder"]),
    ],
    ids=[
        *("alone", "beside-a-line", "more", "tips", "police", "line-of-the-world"),
        *("only-children", "state", "state-that-says-whom-it-tells", "finder-of-the-country"),
        *("wanted", "served", "matter", "matter-closed", "matter-for-women", "matter-of-the-state"),
        *("matter-unserved", "exploitation", "exploitation-served-otherwise", "somebody-listens"),
        *("nobody-listens", "a-child-and-the-state", "a-child", "service", "service-wanted"),
        *("service-beside-a-line", "service-of-the-matter", "service-of-the-country"),
    ],
)
def test_a_page_of_the_world_is_listed_where_it_adds_something(
    make_resource, line, query, finder, listed
):
    # A finder where no line settles the matter for everybody, a service where its help is wanted.
    # It stands behind people who serve and before what only takes reports.
    assert with_finder(make_resource, line, finder=finder, **query) == listed


def test_a_stranger_takes_the_place_of_no_page_of_ours(make_resource):
    lines = [
        make_resource("us-hotline:finder", purposes=["support"], **FINDER),
        make_resource("a:line", name="Far", contact=FAR),
    ]

    listed = ids(known(lines, ours=["us-hotline"]))

    assert listed == ["a:line", "us-hotline:finder"]


def test_a_closed_line_is_not_brought_before_a_page_that_serves_as_well(make_resource):
    shut = make_resource("a:a", **HOME, contact=CLOSED)
    page = make_resource("a:page", **{**FINDER, **HOME, "regions": ["US"]})

    assert ids(catalog_of([shut, page]), topic="violence-home") == ["a:page", "a:a"]


def test_for_a_group_of_countries_pages_come_before_lines_for_some_people(make_resource):
    child = make_resource("a:child", regions=["001"], **ONLY_CHILDREN)
    pages = [make_resource(f"a:page-{n}", purposes=["support"], **FINDER) for n in (1, 2, 3)]

    assert ids(catalog_of([*pages, child]), region="001")[:3] == [
        "a:page-1",
        "a:page-2",
        "a:page-3",
    ]


def test_a_page_comes_after_a_line_that_somebody_answers(make_resource):
    page = make_resource("a:a", contacts=WEB)
    line = make_resource("a:b")

    assert ids(catalog_of([page, line])) == ["a:b", "a:a"]


# Several matters at once


def test_being_held_comes_before_pictures_that_are_used_for_it(make_resource):
    pictures = make_resource("a:a", purposes=["online-safety", "support"])
    held = make_resource("a:b", topics=TRAFFICKING)

    listed = ids(catalog_of([pictures, held]), **about("sextortion", "captivity"))

    assert listed == ["a:b", "a:a"]


def test_where_somebody_gains_by_it_a_trafficking_line_comes_before_one_for_sexual_violence(
    make_resource,
):
    violence = make_resource("a:a", purposes=["sexual-violence"])
    sold = make_resource("a:b", topics=TRAFFICKING)
    catalog = catalog_of([violence, sold])

    assert ids(catalog, **about("sexual-violence", "domestic-work")) == ["a:b", "a:a"]
    assert ids(catalog, **about("sexual-violence", "captivity")) == ["a:a", "a:b"]


def test_who_knows_a_matter_comes_before_who_helps_after_any_crime(make_resource):
    # But no lawyer of another matter, and none for whoever is sold.
    crime = make_resource("a:a", purposes=["crime-victim", "support"])
    work = make_resource("a:b", **UNION)
    catalog = catalog_of([crime, work])

    assert ids(catalog, **about("captivity", "wages")) == ["a:b", "a:a"]
    assert ids(catalog, **about("sexual-exploitation"))[0] == "a:a"


def test_the_second_line_is_for_the_second_matter(make_resource):
    lines = [
        make_resource("a:a", **HOME),
        make_resource("a:b", **HOME),
        make_resource("a:c", purposes=["online-safety"]),
    ]

    listed = ids(catalog_of(lines), **about("violence-home", "picture-shared"))

    assert listed == ["a:a", "a:c", "a:b"]


def test_the_parts_of_a_country_come_in_the_order_of_the_list_of_places(make_resource):
    parts = ("GB-NIR", "GB-SCT", "GB-WLS", "GB-ENG")
    lines = [
        make_resource(f"a:{n}", **HOME, contact=FAR, regions=[part]) for n, part in enumerate(parts)
    ]

    assert ids(catalog_of(lines), "GB", topic="violence-home") == ["a:3", "a:0", "a:1", "a:2"]


def test_a_number_for_children_stands_second_where_adults_have_pages_alone(make_resource):
    child = make_resource("a:child", **ONLY_CHILDREN)
    pages = [make_resource(f"a:page-{n}", purposes=["support"], **FINDER) for n in (1, 2)]

    assert ids(catalog_of([*pages, child])) == ["a:page-1", "a:child", "a:page-2"]


def test_a_child_who_is_to_be_married_finds_lines_for_that_too(make_resource):
    lines = [
        make_resource("a:a", **CHILD, contact=ALWAYS),
        make_resource("a:b", purposes=["forced-marriage", "support"]),
        make_resource("a:c", **HOME),
    ]
    catalog = catalog_of(lines)

    assert ids(catalog, **about("forced-marriage", child="writer"))[:2] == ["a:b", "a:a"]
    assert ids(catalog, **about("honour-threat", child="writer"))[:2] == ["a:a", "a:b"]


def test_who_saw_a_child_used_by_others_gets_who_takes_reports_and_a_line_for_children(
    make_resource,
):
    lines = [
        make_resource("a:a", **CHILD, contact=ALWAYS),
        make_resource("a:b", **CHILD, contact=ALWAYS),
        make_resource("a:c", purposes=["support", "report"], topics=TRAFFICKING, contact=ALWAYS),
        make_resource("a:d", purposes=["support"], topics=TRAFFICKING, serves=["women"]),
    ]
    saw = {"child": "other", "asks": "other"}

    assert ids(catalog_of(lines), **about("captivity", **saw)) == ["a:c", "a:a", "a:b", "a:d"]
    assert ids(catalog_of(lines), **about("child-abuse", **saw))[:2] == ["a:a", "a:b"]


# What isn't sure


def test_what_may_be_meant_chooses_the_line_and_one_that_listens_is_next(make_resource):
    # None of the state, none for one sex alone, no page, and nothing else.
    ngo = {"operator_kind": "ngo"}
    lines = [
        make_resource("a:a", topics=TRAFFICKING, operator_kind="government", contact=ALWAYS),
        make_resource("a:b", topics=TRAFFICKING, serves=["women"], contact=ALWAYS, **ngo),
        make_resource("a:c", topics=TRAFFICKING, contacts=WEB, **ngo),
        make_resource("a:d", topics=TRAFFICKING, **ngo),
        make_resource("a:e", topics=TRAFFICKING, **ngo),
        make_resource("a:f", purposes=["crisis"], **ngo),
        make_resource("a:g", **HOME, **ngo),
    ]

    found = find_help(
        catalog_of(lines), HelpQuery("US", about=About(["debt"], listen="maybe")), at=AT
    )

    assert [line.resource.id for line in found] == ["a:d", "a:f", "a:e"]
    assert [notice.code for notice in found.human] == ["human.maybe"]
    assert found.unserved == ()


def test_what_may_be_a_wish_to_die_has_its_own_sentence_and_any_crisis_line(make_resource):
    crisis = make_resource(purposes=["crisis"], operator_kind="government")

    about_it = About(["suicide"], listen="maybe")
    found = find_help(catalog_of([crisis]), HelpQuery("US", about=about_it), at=AT)

    assert len(found) == 1
    assert [notice.code for notice in found.human] == ["human.suicide"]


def test_a_child_of_whom_no_more_is_understood_finds_the_line_of_the_state(make_resource):
    state, police = ({"operator_kind": kind} for kind in ("government", "police"))
    lines = [
        make_resource("a:a", **CHILD, **state),
        make_resource("a:b", **CHILD, **police),
        make_resource("a:c", purposes=["crisis"], **state),
        make_resource("a:d", purposes=["crisis"], operator_kind="ngo"),
    ]
    for known in ({"child": "writer"}, {"child": "other", "asks": "other"}):
        found = find_help(
            catalog_of(lines), HelpQuery("US", about=About(listen="maybe", **known)), at=AT
        )

        assert [line.resource.id for line in found] == ["a:a", "a:d"]


# Pictures


def test_pages_that_take_pictures_down_are_no_directory(make_resource):
    # One for adults, then one for those who were young in them, then somebody who answers.
    page = {"kind": "service", "purposes": ["online-safety"], "regions": ["001"], "contacts": WEB}
    lines = [
        make_resource("a:a", purposes=["crisis"], contact=ALWAYS),
        make_resource("a:b", **page, serves=["children", "young-people"]),
        make_resource("a:c", **page, serves=["adults"]),
        make_resource("a:d", **{**page, "purposes": ["online-safety", "report"]}),
        make_resource("a:e", purposes=["online-safety"], contact=CLOSED),
    ]
    catalog, by_day = catalog_of(lines), catalog_of([*lines[:4], make_resource("a:e", **NETSAFE)])

    assert ids(catalog, topic="picture-shared")[:4] == ["a:c", "a:b", "a:a", "a:e"]
    assert ids(by_day, topic="picture-shared")[:4] == ["a:e", "a:c", "a:b", "a:a"]
    assert ids(catalog, **about("sextortion", child="writer"))[:2] == ["a:b", "a:a"]
    assert "a:c" not in ids(catalog, **about("sextortion", child="other", asks="other"))


# Held, and at work


def test_nobody_who_cannot_leave_starts_with_an_inspectorate(make_resource):
    inspectorate = make_resource("a:a", purposes=["labour-rights"], operator_kind="government")
    support = make_resource("a:b", purposes=["support"])
    catalog = catalog_of([inspectorate, support])

    found = find_help(catalog, HelpQuery("US", about=About(["domestic-work", "captivity"])), at=AT)

    assert [line.resource.id for line in found] == ["a:b", "a:a"]
    assert [notice.code for notice in found.human] == ["human.held"]


def test_the_own_consulate_comes_before_a_page_and_before_an_inspectorate_that_takes_reports(
    make_resource,
):
    page = make_resource("a:a", purposes=["support"], kind="site", contacts=WEB)
    consulate = make_resource("a:b", **CONSULATE)
    takes_reports = {"purposes": ["labour-rights", "report"], "operator_kind": "government"}
    inspectorate = make_resource("a:c", **takes_reports)
    asked, named = about("documents"), {"home": "MX"}

    assert ids(catalog_of([page, consulate]), **named, **asked) == ["a:b", "a:a"]
    assert ids(catalog_of([page, consulate, inspectorate]), **named, **asked)[0] == "a:b"
    assert ids(catalog_of([page, consulate, inspectorate]), **asked)[0] == "a:c"
    careful = about("documents", careful=True)
    assert ids(catalog_of([page, consulate]), **named, **careful) == ["a:a"]


def test_a_line_for_some_people_in_words_comes_after_those_for_everybody(make_resource):
    some = make_resource("a:a", only_for="Musicians.", contact=FAR, purposes=["domestic-violence"])
    everybody = make_resource("a:b", purposes=["domestic-violence"])

    found = ids(catalog_of([some, everybody]), **about("violence-home"))

    assert found == ["a:b", "a:a"]


def test_a_line_for_some_people_in_words_stays_before_one_with_a_later_purpose(make_resource):
    some = make_resource("a:a", only_for="Musicians.", contact=FAR, purposes=["domestic-violence"])
    later = make_resource("a:b", purposes=["support"])

    assert ids(catalog_of([some, later]), **about("violence-home")) == ["a:a", "a:b"]


def test_one_that_knows_trafficking_listens_to_the_exploited_before_a_crisis_line(make_resource):
    crisis = make_resource("a:a", purposes=["crisis", "support"])
    knows = {"purposes": ["domestic-violence", "support"], "topics": TRAFFICKING, "contact": FAR}
    line = make_resource("a:b", **knows)
    police = make_resource("a:c", **{**knows, "contact": CLOSED}, operator_kind="police")
    catalog = catalog_of([crisis, line, police])

    assert ids(catalog, **about("scam-compound"))[:2] == ["a:b", "a:a"]
    assert ids(catalog, **about("suicide"))[0] == "a:a"


def test_where_only_women_are_served_others_are_unserved_and_the_line_says_for_whom_it_is(
    make_resource,
):
    line = make_resource(purposes=["labour-rights"], serves=["women"])

    found = [
        find_help(catalog_of([line]), HelpQuery("US", about=About(["debt"], person=person)), at=AT)
        for person in ((), ("women",))
    ]

    assert [each.unserved for each in found] == [("debt",), ()]
    assert not any("we don't know a line" in str(notice) for notice in found[0].notices)
