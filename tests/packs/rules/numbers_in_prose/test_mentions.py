"""Numbers and addresses that a text claims, however they are written."""

import pytest

from takeaction.packs.rules.numbers_in_prose import claims_in

DOTTED = "1\u00b78\u00b78\u00b78\u00b73\u00b77\u00b73"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Call 1-888-373-7888 now.", ["18883737888"]),
        ("Call \u2460\u2460\u2461 now.", ["112"]),
        ("Call \u0661\u0661\u0662 now.", ["112"]),
        (f"Call {DOTTED}.", ["1888373"]),
        ("Write to help@example.org.", ["example.org"]),
        ("Write to @annahelp.", ["@annahelp"]),
        ("Open example\u3002org today.", ["example.org"]),
        ("Call 1800 55 1800.", ["1800551800"]),
        ("1900 12 34 56", ["1900123456"]),
        ("988people", ["988"]),
        ("Take 12 steps.", []),
        ("It is open since 1998, 24/7.", []),
        ("From 2019 to 2021.", []),
        ("1800, 55, 18, 00, 12", []),
    ],
)
def test_a_claim_is_found_however_it_is_written(text, claims):
    assert list(claims_in(text)) == claims
