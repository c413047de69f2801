"""Values as plain data that JSON can hold."""

import json
from datetime import UTC, date, datetime

import pytest

from takeaction.models.record import Verified
from takeaction.models.resource import Hours, parse_hours
from takeaction.models.text import SafetyText, ShownText, Text, Words
from takeaction.value import plain_data
from takeaction.vocabulary.actions import Cost
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Method

SPOKEN = Text("Writing", "en", (Words("Escribir", "es"),))
DRAFT = Text("Call", "en", (Words("Llame", "es", reviewed=False),))
STEP = SafetyText("Call", "en", (Words("Llame", "es", reviewed=False),))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (SPOKEN, "Escribir"),
        (DRAFT, "Llame"),
        (STEP, "Llame\n(Call)"),
        (STEP.shown(["es"]), "Llame\n(Call)"),
        (Words("Llame", "es"), "Llame"),
        (Hours(), {"text": "24/7", "zone": None}),
        (
            parse_hours("Mo-Fr 09:00-17:00", "Europe/Berlin"),
            {"text": "Mo-Fr 09:00-17:00", "zone": "Europe/Berlin"},
        ),
        (Cost.LOW, "low"),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 15, tzinfo=UTC), "2026-11-24T15:00:00+00:00"),
        ({"a": (SPOKEN,)}, {"a": ["Escribir"]}),
        (frozenset({Channel.VOICE, Channel.SMS}), ["sms", "voice"]),
        ((1, None, True, "x"), [1, None, True, "x"]),
        (
            Verified(method=Method.CALLED, on=date(2026, 8, 1)),
            {"method": "called", "on": "2026-08-01", "by": None, "review_by": None},
        ),
    ],
    ids=[
        *(
            "text",
            "draft",
            "step",
            "shown",
            "words",
            "round-the-clock",
            "hours",
            "closed-word",
            "day",
            "moment",
        ),
        *("mapping", "set", "tuple", "object"),
    ],
)
def test_every_kind_of_value_becomes_plain_data(value, plain):
    data = plain_data(value, ["es"])

    assert data == plain
    assert json.loads(json.dumps(data)) == plain


def test_closed_words_become_plain_text():
    # A closed word becomes a plain string, so that no type of ours is left in an answer.
    assert type(plain_data(Cost.LOW)) is str


def test_texts_are_english_where_no_language_is_asked_for():
    assert plain_data(Text("Escribir", "es", (Words("Writing", "en"),))) == "Writing"


@pytest.mark.parametrize(
    ("value", "apart"),
    [
        (
            SPOKEN,
            {"text": "Escribir", "language": "es", "source": None, "reviewed": True, "by": None},
        ),
        (
            DRAFT,
            {"text": "Llame", "language": "es", "source": "Call", "reviewed": False, "by": None},
        ),
        (
            STEP,
            {"text": "Llame", "language": "es", "source": "Call", "reviewed": False, "by": None},
        ),
        (
            STEP.shown(["es"]),
            {"text": "Llame", "language": "es", "source": "Call", "reviewed": False, "by": None},
        ),
        (
            Text("Call"),
            {"text": "Call", "language": "en", "source": None, "reviewed": True, "by": None},
        ),
        (
            {"a": (Text("Call"), "code")},
            {
                "a": [
                    {
                        "text": "Call",
                        "language": "en",
                        "source": None,
                        "reviewed": True,
                        "by": None,
                    },
                    "code",
                ]
            },
        ),
    ],
    ids=["reviewed", "draft", "step", "shown", "original", "inside"],
)
def test_every_text_stands_apart_from_its_source_where_a_host_wants_that(value, apart):
    assert plain_data(value, ["es"], "apart") == apart


def test_a_shown_text_becomes_plain_text():
    assert type(plain_data(STEP.shown(["es"]))) is str
    assert type(plain_data(ShownText("Call", Words("Call", "en")))) is str
