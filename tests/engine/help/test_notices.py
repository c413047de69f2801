"""Notices about a list of help, and advice where the list is empty."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.core_data import messages
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TIMED = {"hours": "Mo-Fr 09:00-17:00", "zone": "America/New_York"}  # open at AT
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}
SHORT = {"dial": "888", "dial_region": "US", "display": "888"}
CHAT = [{"channel": "chat", "url": "https://example.org/"}]
GOVERNMENT = {"operator_kind": "government"}
POLICE = {"purposes": ["report"], "operator_kind": "police"}
CHILDREN = {"purposes": ["child"], "only_for": "Children", "audience": ["child", "bystander"]}
BILL = ["trace.bill"]


def codes(catalog, region="US", **query):
    """Return the codes of an answer's notices."""
    answer = find_help(catalog, HelpQuery(region, **query), at=AT)
    return [notice.code for notice in answer.notices]


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([], {}, ["help.none", "help.instead", "help.calm"]),
        ([], {"audience": "bystander"}, ["help.none", "help.instead", "help.calm"]),
        ([], {"audience": "professional"}, ["help.none", "help.instead", "help.calm"]),
        ([], {"audience": "survivor"}, ["help.none", "help.instead"]),
        ([], {"audience": "worker"}, ["help.none", "help.instead"]),
        ([], {"region": "001"}, ["help.no_country", "help.instead", "help.calm"]),
        ([], {"region": "150"}, ["help.no_country", "help.instead", "help.calm"]),
        (
            [],
            {"audience": "child"},
            ["help.none", "help.no_child_line_at_all", "young.tell", "help.instead"],
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
            [{"audience": ["worker"]}],
            {"audience": "survivor"},
            ["help.none", "help.instead"],
        ),
    ],
    ids=[
        *("anybody", "bystander", "professional", "survivor", "worker", "world", "group", "child"),
        *("channel", "purpose", "abroad", "abroad-other-channel", "for-somebody-else"),
    ],
)
def test_an_empty_list_gives_its_reason_and_advice(make_resource, lines, query, expected):
    """An empty list gives its reason and advice, and never a line for somebody else."""
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
        ([{}, {"regions": ["US-TX"], "audience": ["child"]}], {"audience": "worker"}, BILL),
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
        *("parts-for-something-else", "parts-for-others", "parts-without-contact"),
    ],
)
def test_a_list_comes_with_its_notices_in_order(make_resource, lines, query, expected):
    """Notices on bills, histories, hours, languages, borders and parts come in a fixed order."""
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, **query) == expected


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([POLICE], {}, ["no_support", "only_reports", "enforcement", "instead", "calm"]),
        (
            [POLICE],
            {"audience": "worker"},
            ["no_support", "only_reports", "enforcement", "instead"],
        ),
        ([POLICE, {"purposes": ["report"]}], {}, ["no_support", "only_reports", "instead", "calm"]),
        ([POLICE], {"purpose": "report"}, ["enforcement"]),
        ([POLICE, {}], {}, []),
        (
            [{"operator_kind": "immigration-enforcement"}],
            {},
            ["enforcement", "instead", "calm"],
        ),
        ([CHILDREN], {}, ["no_support", "instead", "calm"]),
        ([CHILDREN, {"only_for": "Women"}], {}, ["only_for", "instead", "calm"]),
        ([CHILDREN, {}], {}, []),
        ([{"only_for": "Women"}], {"audience": "worker"}, ["only_for", "instead"]),
        ([{**POLICE, "purposes": ["emergency"]}], {"purpose": "emergency"}, []),
        ([GOVERNMENT], {"audience": "worker"}, ["government", "instead"]),
        ([GOVERNMENT], {}, ["government", "instead", "calm"]),
        ([GOVERNMENT], {"audience": "bystander"}, []),
        ([GOVERNMENT, POLICE], {"audience": "survivor"}, ["government", "instead"]),
        ([GOVERNMENT, {}], {"audience": "worker"}, []),
    ],
    ids=[
        *("police", "police-for-a-worker", "tips", "reports-asked-for", "police-and-help"),
        *("immigration", "children-alone", "women-and-children", "children-and-all", "women"),
        *("emergency", "government-for-a-worker", "government", "government-for-a-bystander"),
        *("government-and-police", "government-and-independent"),
    ],
)
def test_a_list_that_helps_only_some_says_so(make_resource, lines, query, expected):
    """A list of only police, tip lines, or lines for children or women always says so."""
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, **query) == [*(f"help.{code}" for code in expected), *BILL]


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([CHILDREN], {"audience": "child"}, ["young.tell"]),
        ([{}], {"audience": "child"}, ["help.no_child_line", "young.tell"]),
        ([GOVERNMENT], {"audience": "child"}, ["help.no_child_line", "young.tell"]),
        ([CHILDREN], {"purpose": "child"}, ["young.tell"]),
        ([CHILDREN], {"purpose": "child", "audience": "bystander"}, []),
    ],
    ids=["line", "no-line", "government", "about-a-child", "bystander"],
)
def test_a_child_is_told_if_no_line_is_for_children(make_resource, lines, query, expected):
    """A child is told if no line is for children, and that it can tell an adult it trusts."""
    catalog = catalog_of([make_resource(**fields) for fields in lines])

    assert codes(catalog, **query) == [*expected, *BILL]


INSPECTORATE = {"purposes": ["labour-rights"], "operator_kind": "government"}
RETURNS = {"returns_people": "reported"}


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([{}, INSPECTORATE], {"audience": "worker"}, ["inspector"]),
        ([{}, INSPECTORATE], {"topic": "wages"}, ["inspector"]),
        ([{}, INSPECTORATE], {}, []),
        ([INSPECTORATE], {"topic": "wages"}, ["government", "instead", "calm"]),
        (
            [{}, {**INSPECTORATE, "contact": {"shares_with": ["government"]}}],
            {"topic": "wages"},
            [],
        ),
        ([{}, GOVERNMENT], {"topic": "wages"}, []),
    ],
    ids=["worker", "wages", "nobody-said", "alone", "known", "no-inspectorate"],
)
def test_a_worker_is_told_that_an_inspectorate_may_tell_immigration(
    make_resource, lines, query, expected
):
    """Unless it is known who it tells, or another notice says so."""
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, **query) == [*(f"help.{code}" for code in expected), *BILL]


@pytest.mark.parametrize(
    ("kind", "region", "expected"),
    [
        ("government", "IR", ["state_run"]),
        ("police", "KZ", ["state_run"]),
        ("ngo", "RU", []),
        ("government", "US", []),
    ],
)
def test_lines_that_the_state_runs_say_so_where_nobody_could_check(
    make_resource, kind, region, expected
):
    """In some countries nobody could check what such a line keeps to itself."""
    far = {"dial": "+442079460123", "display": "020 7946 0123"}
    catalog = catalog_of(
        [
            make_resource("a:line", operator_kind=kind, regions=[region]),
            make_resource("a:other", contact=far, regions=[region], operator_kind="ngo"),
        ]
    )

    assert codes(catalog, region) == [*(f"help.{code}" for code in expected), *BILL]


@pytest.mark.parametrize("audience", [None, "bystander"])
def test_lines_that_the_state_runs_never_come_without_other_advice(make_resource, audience):
    """Where there are no others, the answer says who else may know."""
    line = make_resource(operator_kind="government", regions=["SA"])

    said = codes(catalog_of([line]), "SA", audience=audience)

    assert {"help.state_run", "help.instead"} <= set(said)


@pytest.mark.parametrize(
    ("lines", "query", "expected"),
    [
        ([{}, RETURNS], {"topic": "violence-home"}, ["left_out", "returns_unknown"]),
        ([RETURNS], {"topic": "sexual"}, ["left_out", "instead", "calm"]),
        ([{}, RETURNS], {"topic": "wages"}, []),
        ([{}, RETURNS], {}, []),
    ],
    ids=["some", "all", "another-topic", "no-topic"],
)
def test_whoever_fled_is_told_that_lines_were_left_out(make_resource, lines, query, expected):
    """They may take people back; the notice names neither the line nor the reason."""
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
    """Who names a country is told if all that is known serves several."""
    catalog = catalog_of(
        [make_resource(f"a:l{number}", **fields) for number, fields in enumerate(lines)]
    )

    assert codes(catalog, region) == [*expected, *BILL]


def test_a_list_with_a_look_alike_says_so(make_resource):
    """The notice stands above the list, and the line itself has its own."""
    far = {"dial": "+442079460123", "display": "020 7946 0123"}
    catalog = catalog_of([make_resource(), make_resource("b:line", contact=far)])

    assert codes(catalog) == ["help.resembles", *BILL]


def test_a_notice_reads_as_a_whole_sentence(make_resource):
    """Its text is the core's own and names the parts of the country with further lines."""
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
    """Notices are about the lines and contain nothing of the question."""
    answer = find_help(
        catalog_of([make_resource(contact=SHORT)]),
        HelpQuery("US", "pl-zz", audience="survivor", calling_from="JP"),
    )

    asked = {"JP", "pl", "pl-ZZ", "survivor"}
    assert not [notice for notice in answer.notices if asked & set(str(notice).split())]
