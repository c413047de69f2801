"""Reviews of translations: those that count, and the fault of each that doesn't."""

from datetime import date

import pytest

from takeaction.models.pack import Patch, PatchText
from takeaction.models.record import Reviewed
from takeaction.models.text import Text
from takeaction.packs.reading.content import Marks
from takeaction.packs.rules.reviews import (
    is_author,
    mark_faults,
    text_seal,
    without_void_reviews,
)
from takeaction.vocabulary.records import ReviewScope

TEXTS = ("A line", "Una línea")
TODAY = date(2026, 11, 24)


def marked(by="Nurse, Harbour", on=date(2026, 11, 20), texts=TEXTS, translators=()):
    scope = frozenset({ReviewScope.TRANSLATION})
    seal = text_seal(*texts) if texts else None
    return Marks(Reviewed(by=by, on=on, scope=scope, paid=False, seal=seal), translators)


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        (Marks(), []),
        (marked(), []),
        (Marks(is_odd=True), ["lang.review"]),
        (marked(texts=None), ["lang.review"]),
        (marked(texts=("A line", "Otra línea")), ["content.stale_review"]),
        (marked(texts=("The line", "Una línea")), ["content.stale_review"]),
        (marked("The publisher"), ["content.own_review"]),
        (marked("Nurse,  the Publisher"), ["content.own_review"]),
        (marked(translators=("nurse, harbour",)), ["content.own_review"]),
        (marked("Nurse", translators=("Nurse, Harbour",)), []),
        (marked(on=date(2026, 11, 25)), ["date.future"]),
        (marked("x" * 121), ["lang.review"]),
        (marked("Nurse\x1b[2J"), ["lang.review"]),
        (marked("Nurse \u202egnissertsid"), ["lang.review"]),
    ],
    ids=[
        *("none", "good", "odd", "no-seal", "other-words", "other-source", "publisher", "spaced"),
        *("translator", "other-name", "future", "long", "escape", "turned"),
    ],
)
def test_a_review_counts_for_these_words_by_somebody_else(marks, codes):
    faults = list(mark_faults(marks, TEXTS, ("The publisher",), TODAY))

    assert [fault.code for fault in faults] == codes
    assert all(fault.fix for fault in faults)


def test_without_a_day_no_review_is_in_the_future():
    assert not list(mark_faults(marked(on=date(2099, 1, 1)), TEXTS, ()))


def test_an_empty_name_is_nobody():
    assert not is_author("Nurse,", ["", "  "])


@pytest.mark.parametrize(
    ("reviewer", "is_one"),
    [
        ("Harbour Kent, Ltd.", True),
        ("Helpline lead, Harbour Kent, Ltd.", True),
        ("Harbour Kent, Ltd., nurse", True),
        ("Harbour, Kent", False),
        ("Nurse, Harbour Kent", False),
        ("Nurse, Ltd.", False),
    ],
)
def test_a_publisher_with_a_comma_in_its_name_is_an_author(reviewer, is_one):
    assert is_author(reviewer, ["A. Reader", "Harbour Kent, Ltd."]) is is_one


def test_the_form_of_accents_changes_no_seal():
    assert text_seal("A café", "Café") == text_seal("A cafe\u0301", "Cafe\u0301")
    assert text_seal("A café", "Café") != text_seal("A cafe", "Cafe")


def patch_of(*reviewers):
    texts = tuple(
        PatchText(
            language="es",
            field="name",
            source=TEXTS[0],
            text=TEXTS[1],
            review=marked(by).review if by else None,
        )
        for by in reviewers
    )
    return Patch(target="other:line", reason=Text("R."), translations=texts)


def test_a_patch_keeps_the_reviews_that_count():
    mixed, good = patch_of("Nurse", "The publisher", None), patch_of("Nurse", None)

    kept = without_void_reviews(mixed, "The publisher", TODAY)

    assert [bool(text.review) for text in kept.translations] == [True, False, False]
    assert without_void_reviews(good, "The publisher", TODAY) is good
