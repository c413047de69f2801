"""Notices about a list of help, and advice where the list is empty."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import About, HelpQuery, find_help
from takeaction.core_data import messages
from takeaction.testing import catalog_of
from takeaction.vocabulary.needs import NeedTopic

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TIMED = {"hours": "Mo-Fr 09:00-17:00", "zone": "America/New_York"}  # open at AT
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}
SHORT = {"dial": "888", "dial_region": "US", "display": "888"}
CHAT = [{"channel": "chat", "url": "https://example.org/"}]
GOVERNMENT = {"operator_kind": "government"}
TOLD = {**GOVERNMENT, "contact": {"tells": {"police": "if-you-agree"}}}
POLICE = {"purposes": ["report"], "operator_kind": "police"}
CHILDREN = {"purposes": ["child"], "only_for": "Children", "audience": ["child", "bystander"]}
BILL = ["trace.bill"]


def codes(catalog, region="US", **query):
    """Return the codes of an answer's notices, without the sentence that comes first."""
    answer = find_help(catalog, HelpQuery(region, **query), at=AT)
    return [notice.code for notice in answer.notices if not notice.code.startswith("human.")]


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([], {}, ["help.none", "help.instead", "help.calm"]),
        ([], {"audience": "bystander"}, ["help.none", "help.instead", "help.calm"]),
        ([], {"audience": "professional"}, ["help.none", "help.instead", "help.calm"]),
        ([], {"audience": "survivor"}, ["help.none", "help.instead"]),
        ([], {"audience": "worker"}, ["help.unserved", "help.none", "help.instead"]),
        ([], {"region": "001"}, ["help.no_country", "help.instead", "help.calm"]),
        ([], {"region": "150"}, ["help.no_country", "help.instead", "help.calm"]),
        (
            [],
            {"audience": "child"},
            [
                *("help.unserved", "help.none", "help.no_child_line_at_all"),
                *("young.tell", "help.instead"),
            ],
        ),
        ([{}], {"channel": "chat"}, ["help.other_channel", "help.instead", "help.calm"]),
        ([{}], {"purpose": "legal"}, ["help.other_purpose", "help.instead", "help.calm"]),
        (
            [{"contact": SHORT}],
            {"calling_from": "DE"},
            ["help.instead", "help.calm", "help.unreachable"],
        ),
        (
            [{"contact": SHORT}],
            {"calling_from": "DE", "channel": "chat"},
            ["help.none", "help.instead", "help.calm"],
        ),
        (
            [{"purposes": ["child"], "serves": ["children"]}],
            {"topic": "no-place", "audience": "survivor"},
            ["help.unserved", "help.none", "help.instead"],
        ),
    ],
    ids=[
        *("anybody", "bystander", "professional", "survivor", "worker", "world", "group", "child"),
        *("channel", "purpose", "abroad", "abroad-other-channel", "for-somebody-else"),
    ],
)
def test_an_empty_list_gives_its_reason_and_advice(make_resource, lines, query, expected):
    catalog = catalog_of([make_resource(**fields) for fields in lines])

    assert codes(catalog, **query) == expected


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([{}], {}, BILL),
        ([{"contact": {"shows_on_bill": False}}], {}, []),
        ([{"contacts": CHAT}], {}, ["trace.history"]),
        ([{}, {"contacts": CHAT}], {}, ["trace.bill", "trace.history"]),
        ([{"contact": TIMED}], {}, ["help.holidays", *BILL]),
        ([{"contact": CLOSED}], {}, ["help.closed", "help.holidays", *BILL]),
        ([{"contact": CLOSED}, {}], {}, ["help.holidays", *BILL]),
        ([{"contact": {"languages": ["en"]}}], {"language": "pl"}, ["help.language", *BILL]),
        ([{"contact": {}}], {"language": "pl"}, ["help.language_unknown", *BILL]),
        (
            [{"contact": {"languages": ["en"]}}, {"contact": {}}],
            {"language": "pl"},
            ["help.language_unknown", *BILL],
        ),
        ([{"contact": {"interpreter": ["mul"]}}], {"language": "pl"}, BILL),
        ([{}], {"calling_from": "DE"}, ["help.abroad", *BILL]),
        ([{}], {"calling_from": "US"}, BILL),
        (
            [{}, {"contact": SHORT}],
            {"calling_from": "DE"},
            ["help.unreachable", "help.abroad", *BILL],
        ),
        ([{"contact": {"reachable_from": ["001"]}}], {"calling_from": "DE"}, BILL),
        ([{}, {"regions": ["US-TX", "CA"]}], {}, ["help.parts", *BILL]),
        ([{}, {"regions": ["US-TX"]}], {"region": "US-TX"}, BILL),
        (
            [{"purposes": ["legal"]}, {"regions": ["US-TX"], "purposes": ["shelter"]}],
            {"purpose": "legal"},
            BILL,
        ),
        ([{}, {"regions": ["US-TX"], "contacts": []}], {}, BILL),
    ],
    ids=[
        *("number", "on-no-bill", "page", "both", "timed", "closed", "one-is-closed", "language"),
        *(
            "language-unknown",
            "one-language-unknown",
            "interpreter",
            "abroad",
            "at-home",
            "some-abroad",
            "surely-reached",
            "parts",
            "there",
        ),
        *("parts-for-something-else", "parts-without-contact"),
    ],
)
def test_a_list_comes_with_its_notices_in_order(make_resource, lines, query, expected):
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, **query) == expected


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        (
            [POLICE],
            {},
            ["no_support", "only_reports", "enforcement", "state_run", "instead", "calm"],
        ),
        (
            [POLICE],
            {"audience": "worker"},
            ["unserved", "no_support", "only_reports", "enforcement", "instead"],
        ),
        ([POLICE, {"purposes": ["report"]}], {}, ["no_support", "only_reports", "instead", "calm"]),
        ([POLICE], {"purpose": "report"}, ["enforcement"]),
        ([POLICE, {}], {}, []),
        (
            [{"operator_kind": "immigration-enforcement"}],
            {},
            ["enforcement", "state_run", "instead", "calm"],
        ),
        ([CHILDREN], {}, ["no_support", "instead", "calm"]),
        ([CHILDREN, {"only_for": "Women"}], {}, ["only_for", "instead", "calm"]),
        ([CHILDREN, {}], {}, []),
        ([{"only_for": "Women"}], {"audience": "worker"}, ["only_for", "instead"]),
        ([{**POLICE, "purposes": ["emergency"]}], {"purpose": "emergency"}, []),
        ([GOVERNMENT], {"audience": "worker"}, ["government", "state_run", "instead"]),
        ([GOVERNMENT], {}, ["government", "state_run", "instead", "calm"]),
        ([GOVERNMENT], {"audience": "bystander"}, ["state_run", "instead", "calm"]),
        ([TOLD], {"audience": "bystander"}, []),
        ([GOVERNMENT, POLICE], {"audience": "survivor"}, ["government", "state_run", "instead"]),
        ([GOVERNMENT, {}], {"audience": "worker"}, []),
    ],
    ids=[
        *("police", "police-for-a-worker", "tips", "reports-asked-for", "police-and-help"),
        *("immigration", "children-alone", "women-and-children", "children-and-all", "women"),
        *("emergency", "government-for-a-worker", "government", "government-for-a-bystander"),
        "government-that-says-whom-it-tells",
        *("government-and-police", "government-and-independent"),
    ],
)
def test_a_list_that_helps_only_some_says_so(make_resource, lines, query, expected):
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, **query) == [*(f"help.{code}" for code in expected), *BILL]


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([CHILDREN], {"audience": "child"}, ["young.tell"]),
        ([{}], {"audience": "child"}, ["help.unserved", "help.no_child_line", "young.tell"]),
        (
            [GOVERNMENT],
            {"audience": "child"},
            ["help.unserved", "help.no_child_line", "young.tell"],
        ),
        ([CHILDREN], {"purpose": "child"}, ["young.tell"]),
        ([CHILDREN], {"purpose": "child", "audience": "bystander"}, []),
        ([CHILDREN], {"about": About(child="writer")}, ["young.tell"]),
        ([CHILDREN], {"about": About(["child-abuse"], child="writer")}, ["young.adult"]),
        ([CHILDREN], {"about": About(child="other")}, []),
        ([{}], {"concerns_child": True}, ["help.no_child_line"]),
    ],
    ids=[
        *("line", "no-line", "government", "about-a-child", "bystander"),
        *("writer", "told", "worried", "worried-and-no-line"),
    ],
)
def test_a_child_is_told_if_no_line_is_for_children(make_resource, lines, query, expected):
    catalog = catalog_of([make_resource(**fields) for fields in lines])

    assert codes(catalog, **query) == [*expected, *BILL]


def test_a_line_for_children_that_is_not_on_the_list_is_not_said_to_be_missing(make_resource):
    line = make_resource(purposes=["child"], operator_kind="police")
    crisis = make_resource("a:b", purposes=["crisis"], operator_kind="ngo")

    said = codes(catalog_of([line, crisis]), about=About(listen="maybe", child="writer"))

    assert "help.no_child_line" not in said


def test_a_page_for_children_is_no_line_for_them(make_resource):
    page = make_resource("a:page", kind="site", purposes=["child"], contacts=CHAT)

    assert "help.no_child_line" in codes(catalog_of([make_resource(), page]), concerns_child=True)


INSPECTORATE = {"purposes": ["labour-rights"], "operator_kind": "government"}
KEEPS = {"tells": {"family": "never"}}
RETURNS = {"returns_people": "reported"}


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([{}, INSPECTORATE], {"audience": "worker"}, ["inspector"]),
        ([{}, INSPECTORATE], {"topic": "wages"}, ["inspector"]),
        ([{}, INSPECTORATE], {}, []),
        ([INSPECTORATE], {"topic": "wages"}, ["government", "state_run", "instead", "calm"]),
        (
            [{}, {**INSPECTORATE, "contact": {"shares_with": ["government"]}}],
            {"topic": "wages"},
            [],
        ),
        (
            [{}, {**INSPECTORATE, "contact": {"tells": {"immigration": "never"}}}],
            {"about": About(["debt"])},
            [],
        ),
        ([{}, INSPECTORATE], {"about": About(["captivity", "debt"])}, ["inspector"]),
        ([{}, GOVERNMENT], {"topic": "wages"}, []),
    ],
    ids=[
        *("worker", "wages", "nobody-said", "alone", "known", "says-when", "several-matters"),
        "no-inspectorate",
    ],
)
def test_a_worker_is_told_that_an_inspectorate_may_tell_immigration(
    make_resource, lines, query, expected
):
    # Unless it is known who it tells, or another notice says so.
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, **query) == [*(f"help.{code}" for code in expected), *BILL]


def test_whoever_may_die_is_not_told_to_keep_back_where_they_are(make_resource):
    catalog = catalog_of([make_resource(purposes=["crisis"], **GOVERNMENT)])

    assert "help.state_run" in codes(catalog, purpose="crisis")
    for about in (About(["suicide"]), About(["suicide"], danger=["pills"])):
        assert not {"help.government", "help.state_run"} & set(codes(catalog, about=about))


def test_an_inspectorate_that_nobody_reads_of_is_no_reason_to_fear(make_resource):
    lines = [make_resource(f"a:l{number}") for number in range(3)]
    catalog = catalog_of([*lines, make_resource("a:m", **INSPECTORATE)])

    assert codes(catalog, about=About(["captivity"])) == BILL


def test_whoever_is_overheard_reads_first_what_a_phone_keeps(make_resource):
    catalog = catalog_of([make_resource()])

    answer = find_help(catalog, HelpQuery("US", about=About(["violence-home"], reach="text")))

    assert "trace.device" in [notice.code for notice in answer.above]


def test_whoever_asks_about_somebody_else_reads_what_keeps_both_safe(make_resource):
    catalog = catalog_of([make_resource()])

    for topic in ("violence-home", "documents", "sexual-violence"):
        answer = find_help(catalog, HelpQuery("US", topic=topic, audience="bystander"))
        assert [notice.code for notice in answer.human] == ["human.beside"]


FAR = {"dial": "+442079460123", "display": "020 7946 0123"}


@pytest.mark.parametrize(
    ("first", "other", "is_said"),
    [
        ({"operator_kind": "government"}, {"operator_kind": "police"}, True),
        ({"operator_kind": "government"}, {"operator_kind": "ngo"}, False),
        ({"operator_kind": "government"}, {"purposes": ["crisis"], "operator_kind": "ngo"}, True),
        ({"operator_kind": "government"}, TOLD, False),
    ],
    ids=["states-alone", "a-charity-serves-too", "a-charity-listens", "one-says-whom-it-tells"],
)
@pytest.mark.parametrize("region", ["IR", "US"])
def test_where_only_the_state_serves_and_nobody_says_what_it_keeps_private_that_is_said(
    make_resource, first, other, is_said, region
):
    catalog = catalog_of(
        [
            make_resource("a:line", regions=[region], **first),
            make_resource("a:other", **{"contact": FAR, "regions": [region], **other}),
        ]
    )

    assert ("help.state_run" in codes(catalog, region, topic="captivity")) is is_said


@pytest.mark.parametrize("audience", [None, "bystander"])
def test_lines_that_the_state_runs_never_come_without_other_advice(make_resource, audience):
    line = make_resource(operator_kind="government", regions=["SA"])

    said = codes(catalog_of([line]), "SA", audience=audience)

    assert {"help.state_run", "help.instead"} <= set(said)


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([{}, RETURNS], {"topic": "violence-home"}, ["unserved", "left_out", "returns_unknown"]),
        (
            [RETURNS],
            {"topic": "sexual-violence"},
            ["unserved", "left_out", "instead", "calm"],
        ),
        ([{}, RETURNS], {"topic": "wages"}, ["left_out"]),
        ([{}, RETURNS], {}, ["left_out"]),
        ([{"contact": KEEPS}], {"topic": "violence-home"}, ["unserved"]),
    ],
    ids=["some", "all", "another-topic", "no-topic", "keeps-it-from-the-family"],
)
def test_whoever_asks_is_told_that_lines_were_left_out(make_resource, lines, query, expected):
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    said = [code.removeprefix("help.") for code in codes(catalog, **query)]
    assert [code for code in said if code not in BILL] == expected


@pytest.mark.parametrize(
    ("lines", "region", "expected"),
    [
        ([{"regions": ["001"]}], "US", ["help.several_countries"]),
        ([{"regions": ["001"]}, {"regions": ["US"]}], "US", []),
        ([{"regions": ["001"]}], "021", []),
    ],
    ids=["world", "own-too", "no-country"],
)
def test_a_line_of_several_countries_never_stands_for_one_of_the_country_unsaid(
    make_resource, lines, region, expected
):
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, region) == [*expected, *BILL]


def test_a_list_with_a_look_alike_says_so(make_resource):
    catalog = catalog_of([make_resource(), make_resource("b:line", contact=FAR)])

    assert codes(catalog) == ["help.resembles", *BILL]


def test_a_notice_reads_as_a_whole_sentence(make_resource):
    catalog = catalog_of(
        [make_resource(regions=["US-TX"]), make_resource("a:b", regions=["US-OH"])]
    )

    answer = find_help(catalog, HelpQuery("US"))

    texts = {notice.code: str(notice) for notice in answer.notices}
    assert texts["help.parts"] == (
        "Parts of this country have more lines: Ohio, Texas. Ask again for the part "
        "where help is needed."
    )
    assert texts["help.none"] == messages("en")["help.none"]


def test_no_notice_names_the_person_who_asks(make_resource):
    answer = find_help(
        catalog_of([make_resource(contact=SHORT)]),
        HelpQuery("US", "pl-zz", audience="survivor", calling_from="JP"),
    )

    asked = {"JP", "pl", "pl-ZZ", "survivor"}
    assert not [notice for notice in answer.notices if asked & set(str(notice).split())]


# Pages


def beside_a_page(make_resource, line, *, page=None, **query):
    site = {"kind": "site", "regions": ["001"], "purposes": ["support"], **(page or {})}
    web = [{"channel": "web", "url": "https://example.org/"}]
    lines = [] if line is None else [make_resource("a:line", **line)]
    return codes(catalog_of([*lines, make_resource("a:page", contacts=web, **site)]), **query)


def test_an_answer_of_pages_says_that_nobody_answers_there(make_resource):
    said = beside_a_page(make_resource, None)

    assert said == ["help.pages", "help.instead", "help.calm", "trace.history"]


def test_a_child_with_pages_alone_still_gets_the_advice_for_children(make_resource):
    page = {"purposes": ["child"], "serves": ["children"]}

    said = beside_a_page(make_resource, None, page=page, audience="child")

    assert said == [
        *("help.unserved", "help.directory", "help.pages", "help.no_child_line_at_all"),
        *("young.tell", "help.instead", "trace.history"),
    ]


def test_a_service_of_the_world_that_is_a_page_is_no_line_but_takes_pictures_down(make_resource):
    service = {"kind": "service", "purposes": ["online-safety"]}
    reports = {**service, "purposes": ["online-safety", "report"]}

    said = [
        beside_a_page(make_resource, None, page=page, topic="sextortion")
        for page in (service, reports)
    ]

    assert [codes[:2] for codes in said] == [
        ["help.pages", "help.instead"],
        ["help.unserved", "help.pages"],
    ]


def test_whoever_names_no_country_is_asked_for_one(make_resource):
    said = beside_a_page(make_resource, None, region="001", topic="wages")

    assert said[0] == "help.no_country"


def test_a_page_hides_no_notice_about_the_lines(make_resource):
    said = beside_a_page(make_resource, POLICE, audience="survivor")

    assert said[:3] == ["help.no_support", "help.only_reports", "help.enforcement"]


def test_where_the_line_does_not_work_the_page_is_still_called_one(make_resource):
    said = beside_a_page(make_resource, {"contact": SHORT}, calling_from="DE")

    assert said[0] == "help.pages"
    assert "help.unreachable" in said


# What is missing


@pytest.mark.parametrize(
    ("about", "unserved", "said"),
    [
        (About(["suicide"]), ["suicide"], "In the United States we don't know a crisis line."),
        (About(["violence-home"]), [], None),
        (
            About(["violence-home"], person=["men"]),
            ["violence-home"],
            "In the United States we don't know a line on this that takes men.",
        ),
        (
            About(["sexual-violence"], person=["men"]),
            ["sexual-violence"],
            "In the United States we don't know a line for sexual violence.",
        ),
        (
            About(["suicide"], child="writer"),
            ["suicide"],
            "In the United States we don't know a line for children.",
        ),
        (About(["violence-home", "suicide"]), ["suicide"], None),
        (About(["wages", "debt"]), ["debt", "wages"], None),
        (About(child="other"), ["other"], None),
        (About(["other"]), ["other"], ...),
        (About(stop="partner"), [], None),
        (About(), [], None),
    ],
)
def test_the_matters_that_no_line_serves_are_named_in_their_order(
    make_resource, about, unserved, said
):
    # Pay comes after what else was heard, and a wish to die before it.
    # Where nobody said what it is about, no kind of line is missing.
    catalog = catalog_of([make_resource(purposes=["domestic-violence"], serves=["women"])])

    answer = find_help(catalog, HelpQuery("US", about=about), at=AT)

    assert list(answer.unserved) == unserved
    assert answer.as_json()["unserved"] == unserved
    named = [str(notice) for notice in answer.notices if notice.code == "help.unserved"]
    assert len(named) == (0 if said is ... else len(unserved))
    assert said in (None, ...) or said in named


@pytest.mark.parametrize("topic", sorted(set(NeedTopic) - {"other"}))
def test_each_missing_line_has_words(topic):
    query = HelpQuery("CL", about=About([topic]))

    said = [
        str(notice)
        for notice in find_help(catalog_of([]), query).notices
        if notice.code == "help.unserved"
    ]

    assert len(said) == 1
    assert said[0].startswith("In Chile we don't know a")
    world = find_help(catalog_of([]), HelpQuery("001", about=About([topic])))
    assert world.unserved == (topic,)
    assert "help.unserved" not in [notice.code for notice in world.notices]


def test_a_stranger_beside_our_lines_leaves_no_matter_out_of_what_is_missing(make_resource):
    crisis = make_resource("a:crisis", purposes=["crisis"], contact=FAR)
    ours = make_resource("us-hotline:line", purposes=["legal"])
    catalog = attrs.evolve(
        catalog_of([crisis, ours]), distributions={"us-hotline": "takeaction-pack-us-hotline"}
    )
    query = HelpQuery("US", topic="suicide")

    assert find_help(catalog, query).unserved == ("suicide",)
    assert find_help(catalog_of([crisis]), query).unserved == ()


def test_the_own_government_is_named_where_its_consulate_is_listed(make_resource):
    consulate = make_resource(purposes=["consular"], regions=["MX"])
    others = make_resource("a:b", purposes=["crisis"])
    catalog = catalog_of([consulate, others])

    assert "help.own_government" in codes(catalog, topic="scam-compound", home="MX")
    assert "help.own_government" not in codes(catalog, topic="scam-compound")


def test_parts_whose_line_would_come_first_are_in_the_answer_for_whoever_asks_again(make_resource):
    lines = [
        make_resource("a:a"),
        make_resource("a:b", regions=["US-TX"]),
        make_resource("a:c", regions=["US-OH"], purposes=["legal"]),
    ]
    catalog = catalog_of(lines)

    assert find_help(catalog, HelpQuery("US")).parts == ("US-TX",)
    assert find_help(catalog, HelpQuery("US")).as_json()["parts"] == ["US-TX"]
    assert find_help(catalog, HelpQuery("US", topic="wages")).parts == ("US-OH", "US-TX")
    assert find_help(catalog, HelpQuery("US", purpose="legal")).parts == ("US-OH",)
    assert find_help(catalog, HelpQuery("US-TX")).parts == ()


# The sentence that comes first


def first_words(language="en", **known):
    topics = known.pop("topics", ())
    query = HelpQuery("US", about=About(topics, **known))
    notices = find_help(catalog_of([]), query, languages=[language]).notices
    human = [notice for notice in notices if notice.code.startswith("human.")]
    assert notices[: len(human)] == tuple(human)
    return [(notice.code, str(notice)) for notice in human]


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"topics": ["sexual-violence"]}, "human.rape"),
        ({"topics": ["violence-home"]}, "human.violence"),
        ({"topics": ["violence-home", "suicide"]}, "human.suicide"),
        ({"topics": ["suicide"], "asks": "other"}, "human.suicide_other"),
        ({"topics": ["child-abuse"], "child": "writer"}, "human.child_tells"),
        ({"topics": ["child-abuse"], "child": "other"}, "human.worried_adult"),
        ({"topics": ["missing-person"], "child": "other"}, "human.missing_child"),
        ({"topics": ["missing-person"]}, "human.missing_adult"),
        ({"topics": ["wages"]}, "human.work"),
        ({"topics": ["after"]}, "human.out"),
        ({"stop": "partner"}, "human.stop"),
        ({"stop": "buyer"}, "human.remorse"),
    ],
    ids=str,
)
def test_a_human_sentence_comes_first_by_matter(known, code):
    ((said, text),) = first_words(**known)

    assert said in (code, f"{code}_child")
    assert text


def test_a_need_of_which_nothing_is_known_gets_no_human_sentence():
    assert first_words() == []
    assert first_words(stop="other") == []


@pytest.mark.parametrize(("region", "number"), [("CN", "120"), ("TD", "local")])
def test_the_number_for_a_wish_to_die_is_said_once_right_above(region, number):
    found = find_help(catalog_of([]), HelpQuery(region, topic="suicide"))

    assert number in found.emergency.text
    assert "make that call, or be with someone" in str(found.notices[0])
    assert number not in str(found.notices[0])


def test_a_line_has_the_heading_that_all_views_have(make_resource):
    lines = [
        make_resource("a:crisis", purposes=["crisis"]),
        make_resource("a:work", purposes=["labour-rights"]),
    ]
    answer = find_help(catalog_of(lines), HelpQuery("US", topic="wages"))

    assert [answer.heading(0), str(answer.heading(1))] == [
        None,
        messages("en")["help.general_one"],
    ]
