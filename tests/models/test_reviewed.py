"""The review of a record: its form, its rules, and where it is shown."""

import tomllib
from datetime import UTC, datetime

import pytest
from make import header

import takeaction
from takeaction import HelpQuery, Profile, find_help, recommend
from takeaction.cli.find_help import record_json
from takeaction.errors import ContentError, Outcome
from takeaction.models.record import Reviewed
from takeaction.packs.rules.reviews import record_seal
from takeaction.views.contact_lines import describe_review
from takeaction.vocabulary.records import ReviewScope

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = header("a", publisher="Harbour Kent")
REVIEW = '{ by = "Caseworker, Kalayaan", on = 2026-11-20, scope = ["wording", "digits"] }'
LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A page" }
verified = { method = "called", by = "A. Reader" }
REVIEW
[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
"""
ACT = """\
[[action]]
id = "act"
title = "Act"
summary = "Do it."
steps = ["One.", "Two.", "Three."]
minutes = { min = 1, typical = 1, max = 1 }
cadence = "once"
modes = ["solo-online"]
source = { title = "A page" }
"""


@pytest.fixture
def loaded(write):
    def make(review=REVIEW):
        text = LINE.replace("REVIEW", f"reviewed = {review}" if review else "")
        path = write({"pack.toml": HEADER, "resources.toml": text, "actions.toml": ACT})
        return takeaction.load(paths=[path], packs=[], at=AT)

    return make


def told(catalog):
    return [(e.code, e.where.field, e.outcome, e.problem) for e in catalog.mistakes]


def test_a_review_says_who_read_what_and_when(loaded):
    catalog = loaded()

    assert catalog.mistakes == ()
    assert catalog.resources["a:line"].reviewed == Reviewed(
        by="Caseworker, Kalayaan",
        on=datetime(2026, 11, 20, tzinfo=UTC).date(),
        scope=frozenset({ReviewScope.WORDING, ReviewScope.DIGITS}),
    )
    assert catalog.actions["a:act"].reviewed is None


def test_every_answer_has_the_review_of_its_record(loaded):
    catalog = loaded()
    review = {
        "by": "Caseworker, Kalayaan",
        "on": "2026-11-20",
        "scope": ["digits", "wording"],
        "paid": None,
    }

    (referral,) = find_help(catalog, HelpQuery(region="US"), at=AT).ways
    (advice,) = recommend(catalog, Profile(minutes=5))
    shown = record_json(catalog.resources["a:line"], ("en",), AT)

    assert referral.as_json()["reviewed"] == review
    assert advice.as_json()["reviewed"] is None
    assert shown["reviewed"] == review
    assert record_json(catalog.actions["a:act"], ("en",), AT)["reviewed"] is None


@pytest.mark.parametrize(
    "by",
    ["Harbour Kent", "harbour  kent", "Helpline lead, Harbour Kent", "A. Reader", "Lead,A. Reader"],
)
def test_an_author_does_not_review_what_they_wrote(loaded, by):
    catalog = loaded(REVIEW.replace("Caseworker, Kalayaan", by))

    assert told(catalog) == [
        (
            "content.own_review",
            "reviewed.by",
            Outcome.WARN,
            f'"{by}" published or verified this, and cannot review it.',
        )
    ]
    assert type(catalog.mistakes[0]) is ContentError
    assert "a:line" in catalog.resources


@pytest.mark.parametrize("by", ["Harbour Kentish Trust", "The Harbour, Kent", "A. Readers"])
def test_somebody_of_a_similar_name_may_review(loaded, by):
    assert loaded(REVIEW.replace("Caseworker, Kalayaan", by)).mistakes == ()


@pytest.mark.parametrize(
    ("review", "code", "field"),
    [
        (REVIEW.replace("Caseworker, Kalayaan", ""), "shape.empty", "reviewed.by"),
        (REVIEW.replace('"wording", "digits"', ""), "shape.empty", "reviewed.scope"),
        (REVIEW.replace("2026-11-20", "2026-11-25"), "date.future", "reviewed.on"),
    ],
    ids=["by", "scope", "on"],
)
def test_a_faulty_review_costs_no_helpline(loaded, review, code, field):
    catalog = loaded(review)

    assert [each[:3] for each in told(catalog)] == [(code, field, Outcome.WARN)]
    assert "a:line" in catalog.resources


@pytest.mark.parametrize(
    ("review", "code", "field"),
    [
        (REVIEW.replace("digits", "numbers"), "shape.unknown_word", "reviewed.scope[1]"),
        (REVIEW.replace("digits", "wording"), "shape.duplicate", "reviewed.scope[1]"),
        ('{ by = "B", scope = ["digits"] }', "shape.missing_field", "reviewed.on"),
        ('"Kalayaan"', "shape.wrong_type", "reviewed"),
        (REVIEW.replace("by =", "author ="), "shape.unknown_field", "reviewed.author"),
        (REVIEW.replace("Kalayaan", "K\\nother: line"), "text.control", "reviewed.by"),
    ],
    ids=["word", "twice", "missing", "type", "key", "line-break"],
)
def test_a_review_in_another_form_is_refused(loaded, review, code, field):
    catalog = loaded(review)

    assert (code, field) in [each[:2] for each in told(catalog)]


def test_a_record_without_a_review_is_the_same_bytes_as_before(loaded):
    catalog = loaded(None)

    assert catalog.packs["a"].digest == (
        "sha256:0c564b9ca65b78b7db24b0cce05662e0681da48624fe4233aab73503a0c43256"
    )


SEALED = REVIEW.replace(" }", ', paid = true, seal = "SEAL" }')


def seal_of(loaded, *scope):
    loaded()
    fields = {**tomllib.loads(LINE.replace("REVIEW", ""))["resource"][0]}
    fields.pop("id")
    return record_seal(fields, frozenset(scope or ReviewScope))


@pytest.fixture
def changed(write):
    """Return a function that loads the helpline with a review and another text in it."""

    def make(review, old="", new=""):
        text = LINE.replace("REVIEW", f"reviewed = {review}")
        assert old in text
        path = write(
            {"pack.toml": HEADER, "resources.toml": text.replace(old, new) if old else text}
        )
        return takeaction.load(paths=[path], packs=[], at=AT)

    return make


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("", "", True),
        ("0100", "0101", False),
        ('name = "A line"', 'name = "Our line"', False),
        ("[resource.contacts]]\n", '[resource.contacts]]\nnote = "Ask first."\n', False),
        ('by = "A. Reader"', 'on = 2026-11-23, by = "A. Reader"', True),
        ("source = {", "source = { checked = 2026-11-23,", True),
    ],
    ids=["same", "digit", "name", "note", "called-again", "read-again"],
)
def test_a_seal_holds_for_what_was_read_and_nothing_else(loaded, changed, old, new, counts):
    review = SEALED.replace("SEAL", seal_of(loaded, ReviewScope.DIGITS, ReviewScope.WORDING))
    catalog = changed(review, old, new)

    line = catalog.resources["a:line"]
    assert (line.reviewed is not None) is counts
    assert [code for code, *_ in told(catalog)] == ([] if counts else ["content.stale_review"])


@pytest.mark.parametrize(
    ("scope", "old", "new"),
    [("digits", 'name = "A line"', 'name = "Our line"'), ("wording", "0100", "0101")],
)
def test_a_review_of_one_part_outlasts_a_change_of_the_other(loaded, changed, scope, old, new):
    seal = seal_of(loaded, ReviewScope(scope))
    review = SEALED.replace('"wording", "digits"', f'"{scope}"').replace("SEAL", seal)

    catalog = changed(review, old, new)

    assert catalog.mistakes == ()
    assert catalog.resources["a:line"].reviewed is not None


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2026-11-21", 'verified = { on = 2026-11-21, method = "called"'),
        ("2026-11-21", "source = { checked = 2026-11-21,"),
        ("2026-11-20", 'verified = { on = 2026-11-20, method = "called"'),
    ],
    ids=["called", "read", "same-day"],
)
def test_a_review_written_by_hand_is_older_than_a_later_check(changed, day, where):
    # Nobody knows what changed at a later check, so the mark from before it counts no more.
    old = 'verified = { method = "called"' if "called" in where else "source = {"

    catalog = changed(REVIEW, old, where)

    counts = day == "2026-11-20"
    assert (catalog.resources["a:line"].reviewed is not None) is counts
    assert bool(catalog.mistakes) is not counts


def test_a_later_check_of_one_contact_counts_too(changed):
    later = 'channel = "voice"\nverified = { method = "called", on = 2026-11-21 }'

    catalog = changed(REVIEW, 'channel = "voice"', later)

    assert [code for code, *_ in told(catalog)] == ["content.stale_review"]


@pytest.mark.parametrize(
    ("paid", "words"),
    [
        ("", "by Caseworker, Kalayaan, on 2026-11-20"),
        (", paid = true", "by Caseworker, Kalayaan, who was paid for it, on 2026-11-20"),
        (", paid = false", "by Caseworker, Kalayaan, who was not paid for it, on 2026-11-20"),
    ],
    ids=["unknown", "paid", "unpaid"],
)
def test_it_says_whether_the_reader_was_paid(loaded, paid, words):
    line = loaded(REVIEW.replace(" }", f"{paid} }}")).resources["a:line"]

    assert describe_review(line.reviewed, "en") == f"Reviewed: the number, the wording, {words}"


def test_a_mistyped_review_costs_no_helpline(loaded):
    catalog = loaded(REVIEW.replace("scope", "scopes"))

    assert catalog.resources["a:line"].reviewed is None
    assert {outcome for _, _, outcome, _ in told(catalog)} == {Outcome.WARN}
