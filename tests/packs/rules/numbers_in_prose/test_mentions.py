"""Numbers and addresses that a text mentions, however they are written."""

import pytest

from takeaction.packs.rules.numbers_in_prose import find_mentions

DOTTED = "1\u00b78\u00b78\u00b78\u00b73\u00b77\u00b73"


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Call 1-888-373-7888 now.", ["1-888-373-7888"]),
        ("Call \u2460\u2460\u2461 now.", ["112"]),
        ("Call \u0661\u0661\u0662 now.", ["\u0661\u0661\u0662"]),
        (f"Call {DOTTED}.", [DOTTED]),
        ("Write to help@example.org.", ["help@example.org"]),
        ("Open example\u3002org today.", ["example\u3002org"]),
        ("Take 12 steps.", []),
        ("It is open since 1998.", []),
        ("From 2019 to 2021.", []),
        ("1800, 55, 18, 00, 12", []),
    ],
)
def test_a_mention_is_found_however_it_is_written(text, mentions):
    assert list(find_mentions(text)) == mentions


@pytest.mark.parametrize("text", ["It is open since 1998.", "Call 1800 55 1800.", "1900 12 34 56"])
def test_what_may_be_years_counts_where_somebody_asks_for_it(text):
    assert list(find_mentions(text)) == []
    assert list(find_mentions(text, with_years=True))
