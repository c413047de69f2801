"""Laws of whom to turn to."""

from collections.abc import Iterator
from datetime import UTC, datetime

import attrs
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from make import abouts, contacts, regions, resources

from takeaction import About, HelpQuery, find_help
from takeaction.core_data import read
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.order import DIFFERENCES, Line
from takeaction.engine.help.referral import find_referrals
from takeaction.engine.help.serving import HelpQuestion
from takeaction.models.region import country_of, find_region
from takeaction.models.resource import parse_hours
from takeaction.testing import catalog_of, sets
from takeaction.vocabulary.closed_words import SPECIAL, YOUNG
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import (
    ASKED_PURPOSES,
    HELP_PURPOSES,
    REPORT_ONLY_PURPOSES,
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
)

TABLE = read("matters")["matters"]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
MOMENTS |= MOMENTS.map(lambda moment: moment.replace(hour=3, minute=0))  # most lines are closed


def lines_in(pack="a"):
    kinds = [ResourceKind.HOTLINE, ResourceKind.HOTLINE, ResourceKind.TIP_LINE, ResourceKind.SITE]
    near = st.builds(
        _near,
        resources(pack),
        contacts(),
        kind=st.sampled_from(kinds),
        purposes=sets(sorted(HELP_PURPOSES), least=1),
        regions=sets(("US", "US-TX", "001"), 1, least=1),
    )
    return near | near | resources(pack)


def _near(resource, contact, **fields):
    spared = attrs.evolve(contact, dial_region=None, reachable_from=frozenset())
    more = resource.contacts[:1] if resource.contacts[:1] != (contact,) else ()
    kept = tuple(each for each in more if each.id != contact.id)
    return attrs.evolve(
        resource, status="active", audience=frozenset(), contacts=(spared, *kept), **fields
    )


RECORDS = st.lists(lines_in(), max_size=8, unique_by=lambda r: r.id)
LISTS = RECORDS.map(catalog_of)
QUERIES = st.builds(
    HelpQuery,
    region=st.just("US-TX") | regions(),
    language=st.sampled_from([None, "en", "es-MX", "vi"]),
    channel=st.none() | st.sampled_from(Channel),
    purpose=st.none() | st.sampled_from(sorted(HELP_PURPOSES)),
    topic=st.none() | st.sampled_from(NeedTopic),
    audience=st.none() | st.sampled_from(Audience),
    concerns_child=st.booleans(),
    calling_from=st.none() | regions(),
    home=st.none() | regions(),
    about=st.none() | abouts(),
)
NEEDS = st.builds(HelpQuery, region=st.just("US-TX") | regions(), about=abouts())
"""Questions of people, as ``ask`` makes them."""

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ENFORCERS = (OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT)
IN_FRONT = 5
"""The most lines that a rule may put in front: a pair, the line of the second matter, the next one
for everybody and an open one."""


def is_closed(line):
    return line.state is ReferralState.CLOSED


def ids(found):
    return [line.resource.id for line in found]


# Whether a line serves, apart from the code


def asker(about) -> str:
    is_for_other = about.asks in ("other", "professional")
    if about.child == "writer":
        return "child"
    if about.child == "other" and (is_for_other or about.asks is None):
        return "worried"
    return "other" if is_for_other else "anyone"


def purposes_of_matters(about) -> Iterator[list[str]]:
    who = asker(about)
    names = list(about.topics)
    if about.stop and who != "child":
        names = [f"stop-{about.stop}"]
    elif not names and who in ("child", "worried"):
        names = ["other"]
    elif not names and about.asks == "worker":
        names = ["wages"]
    for name in names:
        rows = TABLE[name]
        asks = rows["anyone"].get("unsaid", who) if who in ("anyone", "other") else who
        own = asks in rows
        purposes = rows[asks if own else "anyone"]["purposes"]
        yield ["child", *purposes] if asks in ("child", "worried") and not own else purposes


def surely_serves(line, about) -> bool:
    resource, who = line.resource, asker(about)
    groups = resource.for_whom
    is_for_them = "children" in groups if who == "child" else not groups
    return (
        is_for_them
        and not groups & SPECIAL
        and resource.operator_kind not in ENFORCERS
        and resource.returns_people is None
        and not resource.topics
        and "consular" not in resource.purposes
        and any(
            resource.purposes and resource.purposes <= set(purposes)
            for purposes in purposes_of_matters(about)
        )
    )


def surely_does_not(line, about) -> bool:
    """Tell if a line serves none of the matters beyond doubt.

    It is for another purpose, or for people of another age.
    """
    resource, who = line.resource, asker(about)
    young = resource.for_whom & YOUNG
    of_another_age = bool(resource.for_whom) and (
        not young if who == "child" else who != "worried" and resource.for_whom <= YOUNG
    )
    return of_another_age or all(
        resource.purposes.isdisjoint(purposes) for purposes in purposes_of_matters(about)
    )


def is_for_everyone(line):
    return not line.resource.for_whom and line.resource.only_for is None


def is_for_one_sex(line):
    return len(line.resource.for_whom & {"women", "men"}) == 1


FILTERED = settings(suppress_health_check=[HealthCheck.filter_too_much])
"""For laws about a line or a person that most draws do not have."""


@given(LISTS, NEEDS, MOMENTS)
def test_no_line_that_does_not_serve_stands_before_one_that_does(catalog, query, at):
    # But for one that is open at night, and the next for everybody after one for women alone.
    about = query.asked
    assume(any(True for _ in purposes_of_matters(about)))

    found = find_help(catalog, query, at=at)

    serving = [place for place, line in enumerate(found) if surely_serves(line, about)]
    for place, line in enumerate(found):
        if surely_does_not(line, about) and any(other > place for other in serving):
            is_open = any(way.state is ReferralState.OPEN for way in line.ways)
            assert 1 <= place <= 2
            assert line.is_general
            assert is_for_everyone(line)
            assert is_open or is_for_one_sex(found[0])
            assert (
                not is_open
                or is_for_one_sex(found[0])
                or not any(
                    surely_serves(each, about) and each.state is ReferralState.OPEN
                    for each in found
                )
            )


@given(LISTS, NEEDS, MOMENTS)
def test_a_line_that_is_called_general_serves_none_of_the_matters(catalog, query, at):
    found = find_help(catalog, query, at=at)

    for line in found:
        assert not (line.is_general and surely_serves(line, query.asked))
        if any(True for _ in purposes_of_matters(query.asked)):
            assert line.is_general or not surely_does_not(line, query.asked)


@given(RECORDS, NEEDS | QUERIES, MOMENTS)
def test_of_two_lines_that_serve_alike_the_closed_one_is_never_first(records, query, at):
    never = parse_hours(f"{DAYS[at.weekday()]} 00:00-00:01", "UTC")
    assume(never.state(at) is ReferralState.CLOSED)
    twins = [
        attrs.evolve(
            record,
            id=f"a:{name}-{record.local_id}",
            contacts=tuple(
                attrs.evolve(contact, hours=hours, dial=f"{contact.dial[:-1]}{digit}")
                for contact in record.contacts
            ),
        )
        for record in records
        for name, hours, digit in (("a", never, 1), ("b", parse_hours("24/7"), 2))
        if record.contacts
    ]

    found = ids(find_help(catalog_of(twins), query, at=at))

    for record in records:
        closed, always = f"a:a-{record.local_id}", f"a:b-{record.local_id}"
        if closed in found and always in found:
            assert found.index(always) < found.index(closed)


@given(LISTS, NEEDS | QUERIES, MOMENTS)
def test_no_line_that_takes_people_back_is_in_an_answer(catalog, query, at):
    # But for a child that an adult looks for, where another line stands first if there is one.
    found = find_help(catalog, query, at=at)

    back = [place for place, line in enumerate(found) if line.resource.returns_people]
    if back:
        assert (query.purpose, asker(query.asked)) == (None, "worried")
        assert "missing-person" in query.asked.topics
        assert not query.asked.stop
        assert back[0] > 0 or not any(surely_serves(line, query.asked) for line in found)


@FILTERED
@given(RECORDS, NEEDS, st.none() | MOMENTS)
def test_help_is_never_empty_where_a_line_is_for_everybody(records, query, at):
    # Whatever the need: a line for something else may still listen.
    # But for people who want to stop doing harm: what does not serve would show where others hide.
    chain = find_region(query.region).chain
    for_all = [
        record
        for record in records
        if record.status != "retired"
        and not record.for_whom
        and not record.returns_people
        and not (query.asked.stop and record.only_for)
        and record.purposes & (HELP_PURPOSES - ASKED_PURPOSES)
        and "consular" not in record.purposes
        and record.kind is not ResourceKind.SITE
        and not record.regions.isdisjoint(chain)
        and any(not each.dial_region and not each.reachable_from for each in record.contacts)
    ]
    assume(for_all)
    assume(query.asked.stop in (None, "buyer") or asker(query.asked) == "child")

    assert set(ids(find_help(catalog_of(records), query, at=at))) >= {each.id for each in for_all}


@given(LISTS, NEEDS | QUERIES, st.none() | MOMENTS)
def test_help_is_never_empty_of_words(catalog, query, at):
    found = find_help(catalog, query, at=at)

    emergency = found.emergency
    assert "emergency" in emergency.text or emergency.dial or emergency.caller.dial
    assert found.chain
    if query.purpose is not Purpose.EMERGENCY:
        assert len(found) or "help.instead" in [notice.code for notice in found.notices]


@FILTERED
@given(LISTS, NEEDS, MOMENTS)
def test_a_child_never_silently_gets_a_line_for_adults(catalog, query, at):
    # What serves is for children, or is a crisis line or one for pictures, which take everybody.
    # A line for adults alone is not there at all.
    assume(query.asked.child == "writer")

    for line in find_help(catalog, query, at=at):
        assert line.serves <= {"with-papers"} or line.serves & YOUNG
        if not line.is_general:
            everybody = {"child", "crisis", "missing-children", "online-safety"}
            assert line.serves & YOUNG or line.resource.purposes & everybody


@given(LISTS, NEEDS | QUERIES, MOMENTS)
def test_police_stand_behind_whoever_serves_as_well(catalog, query, at):
    # Only lines for something else, consulates and lines that take people back come after them.
    # For an adult who worries about a child, police who work for children may be the right line.
    assume(len(query.asked.topics) <= 1)
    assume(asker(query.asked) != "worried")
    assume(not any("unsaid" in TABLE[topic]["anyone"] for topic in query.asked.topics))

    found = find_help(catalog, query, at=at)

    officers = [
        place for place, line in enumerate(found) if line.is_enforcement and not line.is_general
    ]
    for line in found[officers[0] :] if officers else ():
        is_last = "consular" in line.resource.purposes or line.resource.returns_people
        assert line.is_enforcement or line.is_general or is_last


@given(LISTS, NEEDS | QUERIES, MOMENTS)
def test_police_are_never_alone_unsaid(catalog, query, at):
    # Only police, only tip lines, no line for a child: a notice says so.
    # Whoever asks for emergency services expects the police, and gets no such notice.
    found = find_help(catalog, query, at=at)
    codes = {notice.code for notice in found.notices}
    for_child = asker(query.asked) in ("child", "worried") or query.purpose == Purpose.CHILD
    is_limited = bool(found) and query.purpose != Purpose.EMERGENCY
    lines = [line for line in found if line.resource.kind is not ResourceKind.SITE]

    if is_limited and lines and all(line.is_enforcement for line in lines):
        assert "help.enforcement" in codes
    if is_limited and all(line.only_reports for line in found) and query.purpose != Purpose.REPORT:
        assert for_child or not lines or "help.only_reports" in codes
    if is_limited and for_child and lines:
        has_child_line = any(Purpose.CHILD in line.resource.purposes for line in lines)
        assert has_child_line or "help.no_child_line" in codes
    if found and all(referral.state is ReferralState.CLOSED for referral in found):
        assert "help.closed" in codes


class Accepted:
    """A lock in which a person accepted some packs."""

    def __init__(self, *packs):
        self.packs = packs

    def coverage(self, _):
        return frozenset()

    def accepts(self, pack, _):
        return pack in self.packs


OF_TWO_PACKS = st.lists(lines_in() | lines_in("b"), max_size=8, unique_by=lambda r: r.id)


@given(OF_TWO_PACKS, NEEDS | QUERIES, MOMENTS)
def test_under_a_lock_what_nobody_accepted_stands_behind_what_somebody_did(records, query, at):
    # But where police and tip lines are all that was accepted.
    catalog = attrs.evolve(catalog_of(records), lock=Accepted("a"))

    found = find_help(catalog, query, at=at)

    def helps(line):
        kind, purposes = line.resource.kind, line.resource.purposes
        is_tip = kind is ResourceKind.TIP_LINE or purposes <= REPORT_ONLY_PURPOSES
        return not line.is_enforcement and (not is_tip or query.purpose is Purpose.REPORT)

    accepted = [line.resource.pack == "a" for line in found]
    if any(is_accepted and helps(line) for is_accepted, line in zip(accepted, found, strict=True)):
        assert accepted == sorted(accepted, reverse=True)


KNOWN = st.lists(lines_in("us-hotline"), max_size=6, unique_by=lambda r: r.id)
STRANGERS = st.lists(lines_in("b"), max_size=6, unique_by=lambda r: r.id)


@given(KNOWN, STRANGERS, NEEDS | QUERIES, MOMENTS, st.booleans())
def test_a_pack_of_newcomers_changes_nothing_of_the_order_among_the_others(
    known, newcomers, query, at, locked
):
    distributions = {"us-hotline": "takeaction-pack-us-hotline"}
    lock = Accepted("us-hotline") if locked else None
    without, beside = (
        attrs.evolve(catalog_of(records), distributions=distributions, lock=lock)
        for records in (known, [*known, *newcomers])
    )

    one, other = (find_help(catalog, query, at=at) for catalog in (without, beside))

    assert [(way.resource.id, way.contact.id) for way in one.ways] == [
        (way.resource.id, way.contact.id) for way in other.ways if way.resource.pack == "us-hotline"
    ]
    assert one.unserved == other.unserved or not one


@given(RECORDS, NEEDS | QUERIES, MOMENTS)
def test_a_pack_that_shares_nothing_with_a_place_changes_nothing_of_its_answer(records, query, at):
    elsewhere = [
        attrs.evolve(record, id=f"c:{record.local_id}", regions=frozenset({"AQ"}), contacts=())
        for record in records
    ]

    one, other = (
        find_help(catalog_of(each), query, at=at) for each in (records, [*records, *elsewhere])
    )

    assert one.as_json() == other.as_json()


@given(OF_TWO_PACKS, NEEDS | QUERIES, MOMENTS, st.randoms())
def test_the_order_of_packs_and_records_changes_nothing(records, query, at, random):
    mixed = random.sample(records, len(records))

    one, other = (find_help(catalog_of(each), query, at=at) for each in (records, mixed))

    assert one.as_json() == other.as_json()


@given(LISTS, NEEDS | QUERIES, MOMENTS, st.integers(1, 9))
def test_the_first_lines_are_the_head_of_the_whole_list(catalog, query, at, limit):
    whole = find_help(catalog, query, at=at)

    assert find_help(catalog, query, at=at, limit=limit) == whole[:limit]


@given(LISTS, QUERIES, MOMENTS)
@example(catalog_of([]), HelpQuery("US", topic="wages", about=About(["debt"])), None)
def test_an_answer_after_the_place_was_asked_is_the_one_that_would_have_come_at_once(
    catalog, query, at
):
    kept = About.from_json(query.asked.as_json())
    places = {"calling_from": query.calling_from, "home": query.home}
    afterwards = HelpQuery(
        query.region,
        query.language,
        channel=query.channel,
        purpose=query.purpose,
        about=kept,
        **places,
    )

    one, other = (find_help(catalog, each, at=at) for each in (query, afterwards))

    assert one.as_json() == other.as_json()


@given(LISTS, NEEDS | QUERIES, MOMENTS)
def test_behind_those_that_lead_the_list_the_first_difference_decides(catalog, query, at):
    found = [
        Line(line.ways[0], trust=Trust.UNKNOWN, state=line.state, shares=0, is_copy=False)
        for line in find_help(catalog, query, at=at)
    ]
    question = HelpQuestion(query, find_region(query.region))
    ranks = [tuple(decide(line, question) for decide in DIFFERENCES) for line in found]

    assert ranks[IN_FRONT:] == sorted(ranks[IN_FRONT:])


@given(LISTS, QUERIES, MOMENTS)
def test_help_is_only_help_for_this_place_and_question(catalog, query, at):
    # No referral is for advocacy only, or for another country.
    # A consulate is listed wherever its citizens are.
    found = find_help(catalog, query, at=at)

    chain = find_region(query.region).chain
    homes = query.home or query.asked.home
    home = find_region(homes).chain if homes else ()
    for referral in found.ways:
        assert referral.resource.purposes & HELP_PURPOSES
        assert referral.via in referral.resource.regions
        assert referral.resource.status != "retired"
        is_consular = Purpose.CONSULAR in referral.resource.purposes
        assert referral.via in chain or (is_consular and referral.via in home)
        assert query.channel in (None, referral.contact.channel)
        assert query.purpose is None or query.purpose in referral.resource.purposes


@given(LISTS, regions())
def test_without_a_moment_only_round_the_clock_is_open(catalog, region):
    for referral in find_help(catalog, HelpQuery(region=region)).ways:
        always = referral.contact.hours is not None and referral.contact.hours.always
        assert (referral.state == "open") == always
        assert referral.freshness.state == "unknown"


@given(LISTS, QUERIES, MOMENTS)
def test_a_wish_for_a_channel_only_takes_ways_away(catalog, query, at):
    wide = find_help(catalog, attrs.evolve(query, channel=None), at=at).ways

    found = find_help(catalog, query, at=at).ways

    known = {(way.resource.id, way.contact.id) for way in wide}
    assert {(way.resource.id, way.contact.id) for way in found} <= known


@given(LISTS, NEEDS | QUERIES, MOMENTS)
def test_a_number_of_one_country_is_listed_only_where_it_works(catalog, query, at):
    calling_from = query.calling_from or query.asked.calling_from
    where = country_of(find_region(calling_from or query.region).code)

    for referral in find_help(catalog, query, at=at).ways:
        if referral.contact.dial_region and (where or calling_from):
            assert referral.contact.dial_region == where or where in referral.resource.regions


@given(LISTS, NEEDS | QUERIES, MOMENTS)
def test_a_helpline_is_listed_once_and_stands_where_its_best_way_stands(catalog, query, at):
    found = find_help(catalog, query, languages=["en"], at=at)
    ways = find_referrals(catalog, query, languages=("en",), at=at)

    assert ids(found) == list(dict.fromkeys(way.resource.id for way in ways if way in found.ways))
    for line in found:
        assert list(line.ways) == [way for way in ways if way.resource.id == line.resource.id]
        assert is_closed(line) == all(map(is_closed, line.ways))
