"""The age of the evidence for a record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from takeaction.engine.freshness import Freshness, freshness
from takeaction.vocabulary.records import FreshnessState

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _days_ago(days):
    """Return the day that many days before the moment of the question, as a pack writes it."""
    return str(AT.date() - timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, "fresh"),
        (90, "fresh"),
        (91, "aging"),
        (180, "aging"),
        (181, "stale"),
        (730, "stale"),
        (731, "expired"),
    ],
)
def test_a_contact_ages_within_months(make_resource, days, state):
    # A contact is fresh for 90 days, aging to 180, stale to 730, then expired.
    line = make_resource(source={"title": "A page", "dated": _days_ago(days)})

    age = freshness(line, AT, line.contacts[0])

    assert age == Freshness(FreshnessState(state), AT.date() - timedelta(days=days), days)


@pytest.mark.parametrize(
    ("days", "state"),
    [(365, "fresh"), (366, "aging"), (730, "aging"), (731, "stale"), (36_500, "stale")],
)
def test_a_record_ages_within_years_and_never_expires(make_action, days, state):
    action = make_action(source={"title": "A page", "dated": _days_ago(days)})

    assert freshness(action, AT).state == state


@pytest.mark.parametrize(
    ("edition", "state"), [(2024, "fresh"), (2023, "aging"), (2021, "stale"), (1999, "stale")]
)
def test_a_good_ages_by_its_edition(make, edition, state):
    good = make(
        "good", "a:cocoa", name="Cocoa", product="cocoa-chocolate", country="GH",
        kind="child", edition=edition,
    )  # fmt: skip

    age = freshness(good, AT)

    assert (age.state, age.since) == (state, date(edition, 1, 1))


def _rating(make, history):
    return make(
        "rating", "a:gb", name="United Kingdom", country="GB", history=history,
        meaning="It rates effort.",
    )  # fmt: skip


def test_a_rating_ages_by_its_last_year(make):
    rating = _rating(make, [{"year": 2019, "tier": "1"}, {"year": 2023, "tier": "1"}])

    assert freshness(rating, AT) == Freshness(FreshnessState.AGING, date(2023, 1, 1), 1423)


def test_a_rating_without_years_ages_by_its_source(make):
    assert freshness(_rating(make, []), AT).since == date(2026, 8, 1)


def test_the_day_of_the_check_counts_before_the_date_of_the_page(make_action):
    action = make_action(
        source={"title": "A page", "dated": "2019"},
        verified={"method": "operator-page", "on": "2026-11-20"},
    )

    assert freshness(action, AT) == Freshness(FreshnessState.FRESH, date(2026, 11, 20), 4)


def test_a_contact_with_a_verification_counts_by_it(make_resource):
    line = make_resource(
        contacts=[
            {"channel": "web", "url": "https://example.org/", "id": "old"},
            {
                "channel": "web",
                "url": "https://example.org/new",
                "id": "new",
                "verified": {"method": "called", "on": "2026-11-23"},
            },
        ],
        verified={"method": "called", "on": "2025-11-23"},
    )

    old, new = (freshness(line, AT, contact) for contact in line.contacts)

    assert (old.state, old.age_days) == ("stale", 366)
    assert (new.state, new.age_days) == ("fresh", 1)


@pytest.mark.parametrize(
    ("review_by", "state"), [("2026-11-24", "fresh"), ("2026-11-23", "stale")], ids=["due", "late"]
)
def test_an_overdue_review_makes_evidence_stale(make_action, review_by, state):
    verified = {"method": "called", "on": "2026-11-20", "review_by": review_by}

    assert freshness(make_action(verified=verified), AT).state == state


def test_an_overdue_review_makes_expired_evidence_no_younger(make_resource):
    line = make_resource(
        verified={"method": "called", "on": "2020-01-01", "review_by": "2020-02-01"}
    )

    assert freshness(line, AT, line.contacts[0]).state == "expired"


@pytest.mark.parametrize(
    ("source", "at", "since"),
    [
        ({"title": "A page"}, AT, None),
        ({"title": "A page", "dated": "2026-08"}, None, date(2026, 8, 1)),
        ({"title": "A page", "dated": "2027"}, AT, date(2027, 1, 1)),
    ],
    ids=["undated", "without-a-moment", "not-come-yet"],
)
def test_age_is_unknown_without_two_days_to_count_between(make_action, source, at, since):
    age = freshness(make_action(source=source), at)

    assert age == Freshness(FreshnessState.UNKNOWN, since, None)
