"""Texts that can send a person somewhere are kept whole by a lock."""

import pytest

from takeaction.lock.critical import points_somewhere

SOMEWHERE = [
    "1800 55 1800",
    "The lists of 2024",
    "Room 5",
    "\u0661\u0662\u0663",
    "\u2460\u2461",
    "\u516b\u516b\u4e94",
    "\u2167",
    "x\u00b2",
    "example.org",
    "aid . org",
    "aid . o r g",
    "Go to aid. Org.",
    "aid. org",
    "aid\u3002org",
    "aid\uff0eorg",
    "aid dot org",
    "@help",
    "\uff20help",
    "a/b",
    "Text HELP",
    "HELPNOW",
    "Call us",
    "call_us",
    "Caf\u00e9: call_us",
    "C\u200ball us",
    "Ca\u0430ll",
    "Dial it",
    "Llama a alguien",
    "Un n\u00famero",
    "Composez-le",
    "eight hundred, five five five",
    "ocho cero cero",
]
NOWHERE = [
    "It helps.",
    "It helps a lot. They listen.",
    "A page about NGO work",
    "One of two",
    "Caf\u00e9",
    "",
]


def test_a_text_with_a_number_an_address_or_a_word_to_call_by_points_somewhere(subtests):
    # It is better to keep one text too many than one too few.
    for text in SOMEWHERE:
        with subtests.test(str(text)):
            assert points_somewhere(text)


@pytest.mark.parametrize("text", NOWHERE)
def test_plain_words_point_nowhere(text):
    assert not points_somewhere(text)


def test_a_text_in_a_language_without_a_list_is_kept():
    assert points_somewhere("Ask them.", "ne")
    assert not points_somewhere("Ask them.", "en-GB")


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 4_000, "a. " * 1_300, "a " * 2_000, ". " * 2_000, "one " * 1_000, "A" * 4_000),
        *("\u0430a" * 2_000, "dot " * 1_000, "a " + " " * 3_900 + "."),
    ],
    ids=range(9),
)
def test_looking_at_a_text_takes_no_longer_than_reading(text, at_most):
    with at_most(seconds=1):
        for _ in range(50):
            points_somewhere(text)
