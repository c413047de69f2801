"""Laws of whom to turn to."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from takeaction import HelpQuery, find_help
from takeaction.catalog import HELP
from takeaction.testing import catalog_of, regions, resources
from takeaction.vocabulary import Audience, OperatorKind

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
LISTS = st.lists(resources(), max_size=8, unique_by=lambda r: r.id).map(catalog_of)
QUERIES = st.builds(
    HelpQuery,
    region=regions(),
    language=st.sampled_from([None, "en", "es-MX", "vi"]),
    audience=st.none() | st.sampled_from(Audience),
)
ENFORCERS = (OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT)


@given(LISTS, QUERIES, st.none() | MOMENTS)
def test_help_is_never_empty_of_words(catalog, query, at):
    """Whatever is installed, there is something to do in danger."""
    found = find_help(catalog, query, at=at)

    assert "emergency" in found.emergency.text or found.emergency.dial


@given(LISTS, QUERIES, MOMENTS)
def test_a_closed_desk_never_stands_before_an_open_one(catalog, query, at):
    """Open desks come first, then uncertain ones, then closed ones."""
    ranks = [desk.state.rank for desk in find_help(catalog, query, at=at)]

    assert ranks == sorted(ranks)


@given(LISTS, QUERIES, MOMENTS)
def test_help_is_only_help_for_this_place_and_person(catalog, query, at):
    """No desk is for advocacy only, for another country, or for somebody else."""
    found = find_help(catalog, query, at=at)

    for desk in found:
        assert desk.resource.purposes & HELP
        assert desk.via in desk.resource.regions
        assert desk.resource.status != "retired"
        if query.audience and desk.resource.audience:
            assert query.audience in desk.resource.audience


@given(LISTS, regions(), MOMENTS)
def test_independent_help_stands_before_law_enforcement(catalog, region, at):
    """Of two desks that are as open, police and immigration never come first."""
    found = find_help(catalog, HelpQuery(region=region), at=at)

    for one, other in zip(found, list(found)[1:], strict=False):
        if one.state == other.state and one.resource.operator_kind in ENFORCERS:
            assert other.resource.operator_kind in ENFORCERS


@given(LISTS, regions())
def test_without_a_moment_only_round_the_clock_is_open(catalog, region):
    """A question without a moment calls nothing open that ever closes."""
    for desk in find_help(catalog, HelpQuery(region=region)):
        always = desk.contact.hours is not None and desk.contact.hours.always
        assert (desk.state == "open") == always
        assert desk.freshness.state == "unknown"
