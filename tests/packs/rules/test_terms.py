"""The rules for what people type when they mean a record."""

import sys

import pytest

from takeaction.models.record import LONGEST_TERM, PeopleSay
from takeaction.packs.rules.address import _begins_with_a_letter, term_faults
from takeaction.vocabulary.words import fold


def test_a_letter_that_counts_at_a_glance_is_left_by_folding():
    # No letter passes at a glance that a search would drop.
    for code in range(sys.maxunicode + 1):
        if _begins_with_a_letter(chr(code)):
            assert fold(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("term", "is_good"),
    [
        ("my boss", True),
        ("\u043f\u0430\u0441\u043f\u043e\u0440\u0442", True),
        ("'s gravenhage", True),
        ("#metoo", True),
        ("\u037a\u03b1", True),
        ("x" * LONGEST_TERM, True),
        ("x" * (LONGEST_TERM + 1), False),
        ("one | two", False),
        ("one\ntwo", False),
        ("\u037a", False),
        ("...", False),
        ("", False),
    ],
    ids=str,
)
def test_a_term_counts_if_it_has_a_letter_or_digit_and_is_one_line(term, is_good):
    found = [fault.code for fault in term_faults(PeopleSay((("en", ("trapped", term)),)))]

    assert found == ([] if is_good else ["terms.form"])
