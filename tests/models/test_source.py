"""The sources of facts, and their dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.models.record import Source, Verified, first_day


@pytest.mark.parametrize(
    ("dated", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-08", date(2026, 8, 1)),
        ("2026-08-31", date(2026, 8, 31)),
        ("2028-02-29", date(2028, 2, 29)),
        ("0001", date(1, 1, 1)),
    ],
    ids=["year", "month", "day", "leap-day", "first-year"],
)
def test_a_date_counts_from_the_first_day_it_may_mean(dated, day):
    assert first_day(dated) == day
    assert Source(title="A page", dated=dated).since == day


@pytest.mark.parametrize(
    "dated",
    [
        *("", "26", "2026-8", "2026-13", "2026-00", "2026-02-30", "2026-08-01T00:00", "0000"),
        *("2026-08-", " 2026", "2026\n", "20260801", "Aug 2026", "2026-08-01 (undated)"),
        *("٢٠٢٦", "2026-0\uff18"),
    ],
    ids=repr,
)
def test_anything_but_a_date_has_no_first_day(dated):
    assert first_day(dated) is None
    assert Source(title="A page", dated=dated).since is None


@given(st.dates())
def test_every_day_counts_from_itself(day):
    assert first_day(day.isoformat()) == day


@given(st.text(st.sampled_from("0123456789-"), max_size=11))
def test_a_date_never_counts_from_another_year(dated):
    day = first_day(dated)

    assert day is None or day.isoformat().startswith(dated)


def test_an_undated_source_has_no_first_day():
    assert Source(title="A page", checked=date(2026, 11, 24)).since is None


@pytest.mark.parametrize("kind", [Source, Verified], ids=["source", "verified"])
def test_the_fields_of_a_source_are_keyword_only(kind):
    with pytest.raises(TypeError):
        kind("called")


def test_nobody_has_checked_a_fact_by_default():
    verified = Verified()

    assert (verified.method, verified.on, verified.by, verified.review_by) == (
        "none",
        None,
        None,
        None,
    )
