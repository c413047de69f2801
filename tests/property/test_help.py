"""Laws of whom to turn to."""

from datetime import UTC, datetime
from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from takeaction import HelpQuery, find_help
from takeaction.engine.help.differences import DIFFERENCES, HelpQuestion, Line
from takeaction.engine.help.identity.originals import Trust
from takeaction.engine.help.referral import find_referrals
from takeaction.models.region import country_of, find_region
from takeaction.testing import catalog_of, regions, resources
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import HELP_PURPOSES, Audience, OperatorKind, Purpose

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
LISTS = st.lists(resources(), max_size=8, unique_by=lambda r: r.id).map(catalog_of)
QUERIES = st.builds(
    HelpQuery,
    region=regions(),
    language=st.sampled_from([None, "en", "es-MX", "vi"]),
    channel=st.none() | st.sampled_from(Channel),
    purpose=st.none() | st.sampled_from(sorted(HELP_PURPOSES)),
    topic=st.none() | st.sampled_from(NeedTopic),
    audience=st.none() | st.sampled_from(Audience),
    calling_from=st.none() | regions(),
    home=st.none() | regions(),
)
ENFORCERS = (OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT)


def asked(query, **changes):
    """Return a question with some of its fields changed."""
    return attrs.evolve(query, **changes)


@given(LISTS, QUERIES, st.none() | MOMENTS)
def test_help_is_never_empty_of_words(catalog, query, at):
    """Whatever is installed, there is something to do in danger."""
    found = find_help(catalog, query, at=at)

    emergency = found.emergency
    assert "emergency" in emergency.text or emergency.dial or emergency.caller.dial
    assert found.chain
    if query.purpose is not Purpose.EMERGENCY:
        assert len(found) or "help.instead" in [notice.code for notice in found.notices]


class Accepted:
    """A lock in which a person accepted some packs."""

    def __init__(self, *packs):
        self.packs = packs

    def coverage(self, _):
        """Return no coverage."""
        return frozenset()

    def accepts(self, pack, _):
        """Tell whether a pack was accepted."""
        return pack in self.packs


@given(
    st.lists(resources() | resources("b"), max_size=8, unique_by=lambda r: r.id),
    QUERIES,
    MOMENTS,
    st.sampled_from([None, (), ("a",), ("b",), ("a", "b")]),
)
def test_within_accepted_lines_none_is_closed_before_one_that_is_not(records, query, at, accepted):
    """Closed lines come last: among the accepted ones, and without a lock among all."""
    lock = accepted and Accepted(*accepted)
    catalog = attrs.evolve(catalog_of(records), lock=lock)

    found = find_help(catalog, query, at=at)

    states = [
        line.state is ReferralState.CLOSED
        for line in found
        if not accepted or line.resource.pack in accepted
    ]
    assert states == sorted(states)


@given(
    st.lists(resources("us-hotline"), max_size=6, unique_by=lambda r: r.id),
    st.lists(resources("b"), max_size=6, unique_by=lambda r: r.id),
    QUERIES,
    MOMENTS,
    st.booleans(),
)
def test_a_pack_of_newcomers_changes_nothing_of_the_order_among_the_others(
    known, newcomers, query, at, locked
):
    """Whatever strangers publish, the lines that are known keep their order and their places."""
    distributions = {"us-hotline": "takeaction-pack-us-hotline"}
    lock = Accepted("us-hotline") if locked else None
    without, beside = (
        attrs.evolve(catalog_of(records), distributions=distributions, lock=lock)
        for records in (known, [*known, *newcomers])
    )

    one, other = (find_help(catalog, query, at=at) for catalog in (without, beside))

    assert [(referral.resource.id, referral.contact.id) for referral in one.ways] == [
        (referral.resource.id, referral.contact.id)
        for referral in other.ways
        if referral.resource.pack == "us-hotline"
    ]


@given(LISTS, QUERIES, MOMENTS)
def test_the_first_difference_decides(catalog, query, at):
    """Of two neighbours, the second is never better in the first difference between them.

    But for the second place, which may be that of an open line that was lifted there.
    """
    found = [
        Line(line.ways[0], trust=Trust.UNKNOWN, state=line.state, shares=0, is_copy=False)
        for line in find_help(catalog, query, at=at)
    ]
    question = HelpQuestion(query, find_region(query.region))
    ranks = [tuple(decide(line, question) for decide in DIFFERENCES) for line in found]

    assert ranks[:1] + ranks[2:] == sorted(ranks[:1] + ranks[2:])
    assert ranks == sorted(ranks) or found[1].state is ReferralState.OPEN


@given(LISTS, QUERIES, MOMENTS)
def test_help_is_only_help_for_this_place_and_person(catalog, query, at):
    """No referral is for advocacy only, for another country, or for somebody else.

    A consulate is listed wherever its citizens are.
    """
    found = find_help(catalog, query, at=at)

    chain = find_region(query.region).chain
    home = find_region(query.home).chain if query.home else ()
    for referral in found.ways:
        assert referral.resource.purposes & HELP_PURPOSES
        assert referral.via in referral.resource.regions
        assert referral.resource.status != "retired"
        is_consular = Purpose.CONSULAR in referral.resource.purposes
        assert referral.via in chain or (is_consular and referral.via in home)
        assert query.channel in (None, referral.contact.channel)
        assert query.purpose is None or query.purpose in referral.resource.purposes
        if query.audience and referral.resource.audience:
            assert query.audience in referral.resource.audience


@given(LISTS, regions(), MOMENTS)
def test_independent_help_stands_before_law_enforcement(catalog, region, at):
    """Of two lines that are as open, police and immigration never come first."""
    found = find_help(catalog, HelpQuery(region=region), at=at)

    for one, other in pairwise(found):
        if is_closed(one) == is_closed(other) and one.resource.operator_kind in ENFORCERS:
            assert other.resource.operator_kind in ENFORCERS


def is_closed(line):
    """Tell whether nobody answers."""
    return line.state is ReferralState.CLOSED


@given(LISTS, regions())
def test_without_a_moment_only_round_the_clock_is_open(catalog, region):
    """A question without a moment calls nothing open that ever closes."""
    for referral in find_help(catalog, HelpQuery(region=region)).ways:
        always = referral.contact.hours is not None and referral.contact.hours.always
        assert (referral.state == "open") == always
        assert referral.freshness.state == "unknown"


@given(
    st.lists(resources() | resources("b"), max_size=8, unique_by=lambda r: r.id),
    QUERIES,
    MOMENTS,
    st.randoms(),
)
def test_the_order_of_packs_and_records_changes_nothing(records, query, at, random):
    """The same records in any order give the same answer, notices and all."""
    mixed = random.sample(records, len(records))

    one, other = (find_help(catalog_of(each), query, at=at) for each in (records, mixed))

    assert one.as_json() == other.as_json()


@given(LISTS, QUERIES, MOMENTS)
def test_each_wish_only_takes_lines_away(catalog, query, at):
    """A wish for a channel, a purpose or a place to call from never brings in another line."""
    plain = asked(query, channel=None, audience=None, calling_from=None)
    wide = {
        (referral.resource.id, referral.contact.id)
        for referral in find_help(catalog, plain, at=at).ways
    }

    found = find_help(catalog, query, at=at).ways

    if query.calling_from is None:
        assert {(referral.resource.id, referral.contact.id) for referral in found} <= wide


@given(LISTS, QUERIES, MOMENTS)
def test_a_number_of_one_country_is_listed_only_where_it_works(catalog, query, at):
    """National digits are never given to somebody who calls from another country."""
    where = country_of(find_region(query.calling_from or query.region).code)

    for referral in find_help(catalog, query, at=at).ways:
        if referral.contact.dial_region and (where or query.calling_from):
            assert referral.contact.dial_region == where or where in referral.resource.regions


@given(LISTS, QUERIES, MOMENTS)
def test_nothing_that_only_helps_some_is_silent(catalog, query, at):
    """Only police, only tip lines, no line for a child: a notice says so.

    Whoever asks for emergency services expects the police, and gets no such notice.
    """
    found = find_help(catalog, query, at=at)
    codes = {notice.code for notice in found.notices}
    for_child = query.audience == Audience.CHILD or query.purpose == Purpose.CHILD
    is_limited = bool(found) and query.purpose != Purpose.EMERGENCY

    if is_limited and all(line.is_enforcement for line in found):
        assert "help.enforcement" in codes
    if is_limited and all(line.only_reports for line in found) and query.purpose != Purpose.REPORT:
        assert for_child or "help.only_reports" in codes
    if is_limited and for_child and not any(Purpose.CHILD in d.resource.purposes for d in found):
        assert "help.no_child_line" in codes
    if found and all(referral.state is ReferralState.CLOSED for referral in found):
        assert "help.closed" in codes


@given(LISTS, QUERIES, MOMENTS)
def test_a_helpline_is_listed_once_and_stands_where_its_best_way_stands(catalog, query, at):
    """The lines and their ways keep the order of the ways, and every way is there."""
    found = find_help(catalog, query, languages=["en"], at=at)
    ways = find_referrals(catalog, query, languages=("en",), at=at)

    assert [line.resource.id for line in found] == list(
        dict.fromkeys(way.resource.id for way in ways if way in found.ways)
    )
    for line in found:
        assert list(line.ways) == [way for way in ways if way.resource.id == line.resource.id]
        assert is_closed(line) == all(map(is_closed, line.ways))
