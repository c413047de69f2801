"""Referrals: the helplines and services for a place, best first."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import HelpQuery, QueryError, UnknownWordError, find_help
from takeaction.engine.help.referral import find_referrals
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OPEN = {"hours": "Mo-Fr 09:00-17:00", "zone": "America/New_York"}  # 10:00 there
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}
ALWAYS = {"hours": "24/7"}


def _ids(answer):
    return [referral.resource.id for referral in answer]


# The contents of the list


@pytest.mark.parametrize(
    ("purposes", "listed"),
    [
        (["report"], True),
        (["support"], True),
        (["child"], True),
        (["labour-rights"], True),
        (["legal"], True),
        (["emergency"], False),
        (["emergency", "support"], True),
        (["learn", "advocate", "give"], False),
        ([], False),
    ],
    ids=lambda value: " ".join(value) or "none" if isinstance(value, list) else "",
)
def test_only_help_is_listed(make_resource, purposes, listed):
    catalog = catalog_of([make_resource(purposes=purposes)])

    assert bool(find_help(catalog, HelpQuery("US"))) is listed


def test_emergency_services_are_listed_for_those_who_ask_for_them(make_resource):
    catalog = catalog_of([make_resource(purposes=["emergency"]), make_resource("a:other")])

    assert _ids(find_help(catalog, HelpQuery("US", purpose="emergency"))) == ["a:line"]


@pytest.mark.parametrize("purpose", ["learn", "advocate", "give"])
def test_a_purpose_that_is_no_help_is_refused(make_resource, purpose):
    with pytest.raises(QueryError) as caught:
        find_help(catalog_of([make_resource()]), HelpQuery("US", purpose=purpose))

    assert (caught.value.code, caught.value.field) == ("query.purpose", "purpose")
    assert str(caught.value) == (
        "Ask for one of: adult-protection, child, consular, crime-victim, crisis, "
        "domestic-violence, emergency, forced-marriage, labour-rights, legal, missing-children, "
        "online-safety, report, sexual-violence, shelter, stop-harm-child, stop-harm-partner, "
        "support."
    )


def test_retired_lines_are_never_listed(make_resource):
    catalog = catalog_of(
        [
            make_resource("a:gone", status="retired", note="Gone."),
            make_resource("a:perhaps", status="unknown"),
        ]
    )

    assert _ids(find_help(catalog, HelpQuery("US"))) == ["a:perhaps"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ({}, ["a:all", "a:nurses", "a:children"]),
        ({"audience": "survivor"}, ["a:all", "a:nurses", "a:children"]),
        ({"audience": "child"}, ["a:children", "a:all"]),
        ({"topic": "captivity"}, ["a:all"]),
        ({"topic": "captivity", "audience": "professional"}, ["a:all", "a:nurses"]),
    ],
    ids=["nothing-said", "survivor", "child", "matter", "professional"],
)
def test_nobody_is_sent_to_a_line_for_somebody_else(make_resource, query, listed):
    catalog = catalog_of(
        [
            make_resource("a:nurses", serves=["professionals"]),
            make_resource("a:children", purposes=["child"], serves=["children"]),
            make_resource("a:all"),
        ]
    )

    assert _ids(find_help(catalog, HelpQuery("US", **query))) == listed


@pytest.mark.parametrize(
    ("region", "via"),
    [
        ("US-TX", ["US-TX", "US", "001"]),
        ("US-OH", ["US", "001"]),
        ("GB", ["001"]),
        ("001", ["001"]),
    ],
    ids=["part", "other-part", "other-country", "no-place"],
)
def test_referrals_of_another_country_are_never_listed(make_resource, region, via):
    catalog = catalog_of(
        [
            make_resource("a:world", regions=["001"]),
            make_resource("a:country", regions=["US", "CA"]),
            make_resource("a:state", regions=["US-TX"]),
        ]
    )

    assert [referral.via for referral in find_help(catalog, HelpQuery(region))] == via


def test_only_the_channel_that_suits_is_listed(make_resource):
    line = make_resource(
        contacts=[
            {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"},
            {"channel": "chat", "url": "https://example.org/chat"},
        ]
    )

    (referral,) = find_help(catalog_of([line]), HelpQuery("US", channel="chat")).ways

    assert referral.contact.url == "https://example.org/chat"


@pytest.mark.parametrize(
    ("contact", "calling_from", "listed"),
    [
        ({}, None, True),
        ({}, "GB", True),
        ({"dial": "888", "dial_region": "US", "display": "888"}, None, True),
        ({"dial": "888", "dial_region": "US", "display": "888"}, "US-OH", True),
        ({"dial": "888", "dial_region": "US", "display": "888"}, "GB", False),
        ({"dial": "888", "dial_region": "US", "display": "888"}, "001", False),
        ({"reachable_from": ["US", "CA"]}, "US-OH", True),
        ({"reachable_from": ["US", "CA"]}, "MX", False),
        ({"reachable_from": ["US"]}, None, True),
    ],
    ids=[
        *("anywhere", "abroad", "short-unsaid", "short-inside", "short-abroad", "short-no-country"),
        *("reachable", "not-reachable", "reachable-unsaid"),
    ],
)
def test_only_what_can_be_reached_from_there_is_listed(
    make_resource, contact, calling_from, listed
):
    catalog = catalog_of([make_resource(contact=contact)])

    answer = find_help(catalog, HelpQuery("US", calling_from=calling_from))

    assert bool(answer) is listed


SHORT = {"dial": "888", "dial_region": "US", "display": "888"}


@pytest.mark.parametrize(
    ("fields", "region", "listed"),
    [
        ({"regions": ["001"]}, "US-TX", True),
        ({"regions": ["001"]}, "GB", False),
        ({"regions": ["001"]}, "PR", False),
        ({"regions": ["US", "PR"]}, "PR", True),
        ({"regions": ["US", "CA"]}, "CA", False),
        ({"regions": ["001"]}, "001", True),
        ({"regions": ["001"]}, "019", True),
    ],
    ids=["inside", "elsewhere", "territory", "named", "neighbour", "no-place", "group"],
)
def test_a_short_number_is_given_only_where_it_works(make_resource, fields, region, listed):
    catalog = catalog_of([make_resource(contact=SHORT, **fields)])

    assert bool(find_help(catalog, HelpQuery(region))) is listed


@pytest.mark.parametrize(
    ("contact", "region", "calling_from", "listed"),
    [
        ({"reachable_from": ["US-TX"]}, "US", None, True),
        ({"reachable_from": ["US-TX"]}, "US-TX", None, True),
        ({"reachable_from": ["US-TX"]}, "US-OH", None, False),
        ({"reachable_from": ["US-TX"]}, "US-TX", "US-OH", False),
        ({"reachable_from": ["MX"]}, "US", None, False),
        ({"reachable_from": ["MX"]}, "US", "MX", True),
        ({"reachable_from": ["001"]}, "US", "JP", True),
    ],
    ids=["part", "same-part", "other-part", "from-other-part", "not-here", "from-there", "all"],
)
def test_the_limits_of_a_line_apply_if_no_other_place_is_named(
    make_resource, contact, region, calling_from, listed
):
    catalog = catalog_of([make_resource(contact=contact)])

    answer = find_help(catalog, HelpQuery(region, calling_from=calling_from))

    assert bool(answer) is listed


@pytest.mark.parametrize(
    ("fields", "calling_from", "reachable"),
    [
        ({}, None, None),
        ({}, "US-OH", True),
        ({}, "DE", None),
        ({"regions": ["US", "CA"]}, "CA-ON", True),
        ({"contact": {"reachable_from": ["001"]}}, "DE", True),
        ({"contact": {"reachable_from": ["DE"]}}, "DE", True),
        ({"contact": SHORT}, "US", True),
        ({"contacts": [{"channel": "chat", "url": "https://example.org/"}]}, "DE", True),
    ],
    ids=["unsaid", "own", "abroad", "serves-both", "everywhere", "said", "short", "page"],
)
def test_a_referral_says_whether_it_is_known_to_work_from_there(
    make_resource, fields, calling_from, reachable
):
    catalog = catalog_of([make_resource(**fields)])

    (referral,) = find_help(catalog, HelpQuery("US", calling_from=calling_from)).ways

    assert referral.reachable is reachable


@pytest.mark.parametrize(
    ("query", "field", "nearest"),
    [
        ({"region": "Nepall"}, "region", "NP"),
        ({"region": "US", "calling_from": "Germny"}, "calling_from", "DE"),
    ],
    ids=["region", "calling-from"],
)
def test_an_unknown_place_is_refused_with_the_nearest(query, field, nearest):
    with pytest.raises(UnknownWordError) as caught:
        find_help(catalog_of([]), HelpQuery(**query))

    assert caught.value.field == field
    assert caught.value.nearest[0] == nearest


# The order of the list


def test_equal_lines_come_by_id_and_their_ways_by_channel_then_contact(make_resource):
    contacts = [
        {"channel": "web", "url": "https://example.org/"},
        {"channel": "voice", "id": "second", "dial": "+18885550101", "display": "1-888-555-0101"},
        {"channel": "voice", "id": "first", "dial": "+18885550100", "display": "1-888-555-0100"},
    ]
    catalog = catalog_of([make_resource("a:b"), make_resource("a:a", contacts=contacts)])

    answer = find_help(catalog, HelpQuery("US"))

    assert [(line.resource.id, [way.contact.id for way in line.ways]) for line in answer] == [
        ("a:a", ["first", "second", "web"]),
        ("a:b", ["voice"]),
    ]


@pytest.mark.parametrize(
    ("adults", "children", "together"),
    [
        ({}, {}, True),
        ({}, {"operator": "Other"}, False),
        ({"operator": "Own"}, {}, False),
        ({}, {"only_for": "Children"}, False),
        ({}, {"contact": CLOSED}, False),
        (
            {"contact": {**ALWAYS, "languages": ["es"]}},
            {"contact": {**ALWAYS, "languages": ["en"]}},
            False,
        ),
    ],
    ids=["one-operator", "another", "the-other", "for-some", "one-is-closed", "one-language"],
)
def test_lines_of_one_operator_stay_together(make_resource, adults, children, together):
    # The lines of one operator stay a pair, unless one of the ten differences is between them.
    pair = {"operator": "Both", "operator_kind": "ngo"}
    catalog = catalog_of(
        [
            make_resource("a:adults", **{**pair, "contact": ALWAYS, **adults}),
            make_resource("a:between", operator_kind="ngo", contact=ALWAYS),
            make_resource(
                "a:children",
                **{**pair, "contact": ALWAYS, **children},
            ),
        ]
    )

    ids = _ids(find_help(catalog, HelpQuery("US", "es"), at=AT))

    assert ids[0] == "a:adults"
    assert (ids[1] == "a:children") is together


def test_a_line_is_listed_once_with_its_ways(make_resource):
    voice = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}
    text = {**voice, "channel": "sms", "shares_with": ["police"]}
    catalog = catalog_of(
        [make_resource("a:b"), make_resource("a:a", contacts=[text, voice]), make_resource("a:c")]
    )

    answer = find_help(catalog, HelpQuery("US"))

    assert [(line.resource.id, [way.contact.channel for way in line.ways]) for line in answer] == [
        ("a:a", ["voice", "sms"]),
        ("a:b", ["voice"]),
        ("a:c", ["voice"]),
    ]
    assert answer.ways == tuple(way for line in answer for way in line.ways)


def test_a_line_stands_where_its_best_way_stands(make_resource):
    page = {"channel": "web", "url": "https://example.org/"}
    voice = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}
    catalog = catalog_of(
        [
            make_resource("a:a", contacts=[{**page, "url": "https://other.example/"}]),
            make_resource("a:b", contacts=[page, voice]),
        ]
    )

    answer = find_help(catalog, HelpQuery("US"))

    assert [line.resource.id for line in answer] == ["a:b", "a:a"]
    assert [way.contact.channel for way in answer[0].ways] == ["voice", "web"]


@pytest.mark.parametrize(
    ("hours", "state", "opens"),
    [
        ([CLOSED, OPEN], "open", None),
        ([CLOSED, {}], "uncertain", None),
        ([OPEN, CLOSED], "open", None),
        ([CLOSED, CLOSED], "closed", datetime(2026, 11, 24, 18, 0, tzinfo=UTC)),
    ],
    ids=["opens-later-or-open", "or-unknown", "text-is-closed", "both-closed"],
)
def test_a_line_is_closed_when_all_its_ways_are(make_resource, hours, state, opens):
    channels = ("voice", "sms")
    number = {"dial": "+18885550100", "display": "1-888-555-0100"}
    contacts = [
        {"channel": channel, **number, **each}
        for channel, each in zip(channels, hours, strict=True)
    ]

    (line,) = find_help(catalog_of([make_resource(contacts=contacts)]), HelpQuery("US"), at=AT)

    assert (line.state, line.opens) == (state, opens)


def test_a_limit_counts_lines_and_not_their_ways(make_resource):
    number = {"dial": "+18885550100", "display": "1-888-555-0100"}
    contacts = [{"channel": "voice", **number}, {"channel": "sms", **number}]
    catalog = catalog_of([make_resource("a:a", contacts=contacts), make_resource("a:b")])

    answer = find_help(catalog, HelpQuery("US"), limit=2)

    assert [len(line.ways) for line in answer] == [2, 1]


@pytest.mark.parametrize(
    ("facts", "who_answers", "tells"),
    [
        (
            {"operator_kind": "ngo", "contact": {"shares_with": ["police"]}},
            "An independent organisation, not the police.",
            "May tell the police.",
        ),
        (
            {"operator_kind": "ngo", "contact": {"tells": {"police": "if-you-agree"}}},
            "An independent organisation, not the police.",
            "They say they ask you before they tell the police.",
        ),
        (
            {},
            "We don't know who answers.",
            "We don't know who they tell. Ask before you give your name or place.",
        ),
        ({"operator_kind": "police"}, "The police.", None),
        ({"kind": "site"}, "A web page: nobody answers there.", None),
    ],
    ids=["ngo", "when", "unknown", "police", "page"],
)
def test_a_line_says_who_answers_and_apart_from_it_whom_they_tell(
    make_resource, facts, who_answers, tells
):
    (line,) = find_help(catalog_of([make_resource(**facts)]), HelpQuery("US"))

    assert (str(line.who_answers), line.tells and str(line.tells)) == (who_answers, tells)
    assert line.who == " ".join(filter(None, (who_answers, tells)))


def test_a_line_as_json_says_who_answers_before_its_ways(make_resource):
    line = make_resource(operator_kind="ngo", contact={"shares_with": ["police"], **CLOSED})

    (found,) = find_help(catalog_of([line]), HelpQuery("US-TX", "es"), at=AT)

    assert list(found.as_json().items()) == [
        ("id", "a:line"),
        ("name", "Line"),
        ("who_answers", "Una organización independiente, no la policía."),
        ("tells", "Puede que avisen a la policía."),
        ("serves", []),
        ("state", "closed"),
        ("opens", "2026-11-24T13:00:00-05:00"),
        ("is_general", False),
        ("ways", [way.as_json() for way in found.ways]),
    ]


def test_a_line_that_is_shown_alone_suits_the_moment_and_the_channel(make_resource):
    text = {"channel": "sms", "dial": "+18885550100", "display": "1-888-555-0100"}
    catalog = catalog_of(
        [
            make_resource("a:a", contact=CLOSED),
            make_resource("a:b", contact=ALWAYS),
            make_resource("a:c", contacts=[text]),
        ]
    )

    by_day = find_referrals(catalog, HelpQuery("US"), languages=(), at=AT)
    by_text = find_referrals(catalog, HelpQuery("US", channel="sms"), languages=(), at=AT)

    assert [(each.resource.id, each.state) for each in by_day] == [
        *(("a:b", "open"), ("a:c", "uncertain"), ("a:a", "closed")),
    ]
    assert [each.resource.id for each in by_text] == ["a:c"]


# The facts of a referral


@pytest.mark.parametrize(
    ("contact", "at", "state", "opens"),
    [
        (ALWAYS, AT, "open", None),
        (ALWAYS, None, "open", None),
        (OPEN, AT, "open", None),
        (OPEN, None, "uncertain", None),
        (CLOSED, AT, "closed", datetime(2026, 11, 24, 18, 0, tzinfo=UTC)),
        ({}, AT, "uncertain", None),
    ],
    ids=["always", "always-no-moment", "open", "no-moment", "closed", "hours-not-known"],
)
def test_a_referral_says_whether_somebody_answers_and_when(
    make_resource, contact, at, state, opens
):
    (referral,) = find_help(
        catalog_of([make_resource(contact=contact)]), HelpQuery("US"), at=at
    ).ways

    assert (referral.state, referral.opens) == (state, opens)


@pytest.mark.parametrize(
    ("contact", "language", "spoken"),
    [
        ({"languages": ["en", "es"]}, "es", ("es", False)),
        ({"languages": ["es"]}, "es-MX", ("es-MX", False)),
        ({"languages": ["es-MX"]}, "es", (None, False)),
        ({"languages": ["en"], "interpreter": ["vi"]}, "vi", ("vi", True)),
        ({"languages": ["en"], "interpreter": ["mul"]}, "vi", ("vi", True)),
        ({"languages": ["en"], "interpreter": ["vi"]}, "es", (None, False)),
        ({"languages": ["es"], "interpreter": ["mul"]}, "es", ("es", False)),
        ({"languages": ["en"], "interpreter": ["mul"]}, None, (None, False)),
    ],
    ids=[
        *("staffed", "wider-tag", "narrower-tag", "by-name", "many", "another", "both", "unsaid"),
    ],
)
def test_a_referral_says_whether_the_language_is_spoken_and_how(
    make_resource, contact, language, spoken
):
    catalog = catalog_of([make_resource(contact=contact)])

    (referral,) = find_help(catalog, HelpQuery("US", language=language)).ways

    assert (referral.language, referral.interpreter) == spoken


def test_a_referral_as_json_says_who_answers_before_the_number(make_resource):
    line = make_resource(
        warning="Staff of Example answer.",
        operator="Example",
        operator_kind="ngo",
        only_for="Women",
        verified={"method": "two-sources"},
        contact={
            "languages": ["en"],
            "interpreter": ["mul"],
            "cost": "free",
            "recorded": True,
            "shares_with": ["police"],
            "note": "Ask first.",
            **CLOSED,
        },
    )

    (referral,) = find_help(catalog_of([line]), HelpQuery("US-TX", "es"), at=AT).ways

    assert referral.as_json() == {
        "id": "a:line",
        "also_in": [],
        "is_disputed": False,
        "contact": "voice",
        "text_language": "en",
        "name": "Line",
        "summary": None,
        "purposes": ["support"],
        "warning": "Staff of Example answer.",
        "only_for": "Women",
        "operator": "Example",
        "operator_kind": "ngo",
        "returns_people": None,
        "who": "Una organización independiente, no la policía. Puede que avisen a la policía.",
        "is_enforcement": False,
        "only_reports": False,
        "resembles": None,
        "note": "Ask first.",
        "channel": "voice",
        "dial": "+18885550100",
        "dial_region": None,
        "display": "1-888-555-0100",
        "url": None,
        "email": None,
        "keyword": None,
        "languages": ["en"],
        "cost": "free",
        "shows_on_bill": None,
        "recorded": True,
        "anonymous": None,
        "may_show_on_bill": True,
        "shares_with": ["police"],
        "hours": "Mo-Fr 13:00-17:00",
        "zone": "America/New_York",
        "state": "closed",
        "opens": "2026-11-24T13:00:00-05:00",
        "language": "es",
        "interpreter": True,
        "via": "US",
        "reachable": None,
        "freshness": {"state": "aging", "since": "2026-08-01", "age_days": 115},
        "verified": {"method": "two-sources", "on": None, "by": None, "review_by": None},
        "added": {"regions": {}, "languages": {}},
        "reviewed": None,
        "source": {
            "title": "A test",
            "url": None,
            "publisher": None,
            "checked": None,
            "dated": "2026-08",
        },
    }
    keys = list(referral.as_json())
    assert keys.index("warning") < keys.index("operator_kind") < keys.index("dial")


def test_a_contact_with_a_verification_of_its_own_has_that(make_resource):
    line = make_resource(
        contact={"verified": {"method": "called", "on": "2026-11-01"}},
        verified={"method": "two-sources"},
    )

    (referral,) = find_help(catalog_of([line]), HelpQuery("US"), at=AT).ways

    assert referral.verified.method == "called"
    assert referral.as_json()["freshness"] == {
        "state": "fresh",
        "since": "2026-11-01",
        "age_days": 23,
    }


def test_texts_of_a_referral_come_in_the_language_of_the_reader(make_resource):
    line = attrs.evolve(make_resource(), name=Text("Line", "en", (Words("Línea", "es"),)))

    (referral,) = find_help(
        catalog_of([line]), HelpQuery("US"), languages=iter(["fr", "ES_mx"])
    ).ways

    assert (referral.as_json()["name"], referral.as_json()["text_language"]) == ("Línea", "es")


@pytest.mark.parametrize(
    ("language", "display"),
    [
        ("en", "1-888-555-0100"),
        ("ar", "\u20681-888-555-0100\u2069"),
        ("he-IL", "\u20681-888-555-0100\u2069"),
        ("es", "1-888-555-0100"),
    ],
)
def test_a_number_keeps_its_order_in_text_from_right_to_left(make_resource, language, display):
    name = Text("Line", "en", (Words("خط", "ar"), Words("קו", "he"), Words("Línea", "es")))
    line = attrs.evolve(make_resource(), name=name)

    (referral,) = find_help(catalog_of([line]), HelpQuery("US"), languages=[language]).ways

    assert referral.display == display
    assert referral.as_json()["display"] == "1-888-555-0100"


def test_a_contact_without_a_number_displays_none(make_resource):
    chat = {"channel": "chat", "url": "https://example.org/"}

    (referral,) = find_help(catalog_of([make_resource(contacts=[chat])]), HelpQuery("US")).ways

    assert (referral.display, referral.may_show_on_bill) == (None, False)


@pytest.mark.parametrize(("shows", "flagged"), [(None, True), (True, True), (False, False)])
def test_a_number_is_flagged_unless_it_is_known_to_show_on_no_bill(make_resource, shows, flagged):
    contact = {} if shows is None else {"shows_on_bill": shows}
    catalog = catalog_of([make_resource(contact=contact)])

    (referral,) = find_help(catalog, HelpQuery("US")).ways

    assert referral.may_show_on_bill is flagged


# The notices around the list


@pytest.mark.parametrize(
    ("region", "chain"),
    [
        ("US-TX", ["US-TX", "US", "001"]),
        ("DE", ["DE", "EU", "001"]),
        ("FR", ["FR", "EU", "001"]),
        ("CH", ["CH", "001"]),
        ("001", ["001"]),
    ],
    ids=["part", "in-a-bloc", "in-the-same-bloc", "in-no-bloc-that-counts", "world"],
)
def test_the_answer_lists_the_places_that_were_searched(make_resource, region, chain):
    catalog = catalog_of([make_resource(regions=["EU"])])

    assert find_help(catalog, HelpQuery(region)).chain == tuple(chain)


def test_help_reads_like_a_sequence_and_as_json(make_resource):
    catalog = catalog_of([make_resource("a:a"), make_resource("a:b")])

    answer = find_help(catalog, HelpQuery("US"))

    assert (len(answer), answer[1].resource.id, _ids(answer[:1])) == (2, "a:b", ["a:a"])
    assert answer[:1].as_json() == {**answer.as_json(), "lines": [answer[0].as_json()]}
    assert answer[:1] == find_help(catalog, HelpQuery("US"), limit=1)
    assert answer[:] == answer == find_help(catalog, HelpQuery("US"), limit=5)
    assert answer.as_json() == {
        "lines": [line.as_json() for line in answer],
        "emergency": answer.emergency.as_json(),
        "chain": ["US", "001"],
        "unserved": [],
        "notices": [{"code": notice.code, "text": notice.text} for notice in answer.notices],
        "parts": [],
    }
    assert [notice.code for notice in answer.notices] == ["trace.bill"]


@pytest.mark.parametrize("limit", [0, -1, True, "3"])
def test_a_limit_that_is_no_number_of_lines_is_refused(make_resource, limit):
    with pytest.raises(QueryError, match="Give limit as a whole number from 1"):
        find_help(catalog_of([make_resource()]), HelpQuery("US"), limit=limit)


def test_without_any_line_the_emergency_notice_is_there():
    answer = find_help(catalog_of([]), HelpQuery("NP"))

    assert (list(answer), answer.emergency.dial, answer.chain) == ([], "100", ("NP", "001"))


def test_a_moment_without_a_zone_is_refused(make_resource):
    with pytest.raises(QueryError, match="datetime with a zone"):
        find_help(catalog_of([make_resource()]), HelpQuery("US"), at=AT.replace(tzinfo=None))


def test_languages_are_a_list_or_one_text(make_resource):
    catalog, query = catalog_of([make_resource()]), HelpQuery("US")

    assert find_help(catalog, query, languages="es") == find_help(catalog, query, languages=["es"])
    with pytest.raises(QueryError, match="Write languages as a list"):
        find_help(catalog, query, languages=b"es")


def test_a_line_has_the_evidence_of_its_first_way(make_resource):
    (line,) = find_help(catalog_of([make_resource()]), HelpQuery("US"), at=AT)

    first = line.ways[0]
    assert (line.verified, line.freshness) == (first.verified, first.freshness)
