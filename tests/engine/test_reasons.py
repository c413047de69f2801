"""Reasons: codes, points and sentences."""

import pytest

from takeaction.engine.reasons import Reason, say, say_together
from takeaction.models.text import Text, Words

SPOKEN = Text("Escribir", "es", (Words("Writing", "en"),))


@pytest.mark.parametrize(
    ("code", "slots", "sentence"),
    [
        (
            "time.fits",
            {"minutes": 1440, "least": 5},
            "It takes about 1,440 minutes, so it fits the time you have.",
        ),
        ("role.match", {"roles": (Text("Nurse"),)}, "A good fit for Nurse."),
        (
            "skill.match",
            {"skills": (SPOKEN, Text("Cooking"))},
            "It uses what you're good at: Writing, Cooking.",
        ),
        ("factor.added", {"text": "It is close by."}, "It is close by."),
        ("place.world", {}, "You can do it anywhere."),
    ],
    ids=["number", "one-text", "two-texts-in-the-language", "plain", "no-slot"],
)
def test_a_reason_is_a_sentence_with_its_slots_filled(code, slots, sentence):
    reason = Reason(code=code, points=7, slots=slots)

    assert reason.text == sentence
    assert str(reason) == sentence
    assert reason.as_json() == {"code": code, "points": 7, "text": sentence}


def test_text_of_a_pack_is_never_read_as_a_template():
    hostile = "{minutes} {0.__class__} {{7*7}} %(x)s $HOME \\1"

    text = say("role.match", "en", {"roles": (Text(hostile),), "minutes": 5})

    assert text == f"A good fit for {hostile}."


def test_a_text_without_slots_needs_none():
    assert say("start.quiet", "en") == "You can do it quietly, without telling anyone."


@pytest.mark.parametrize(
    ("language", "minutes", "text"),
    [
        ("en", 1, "About 1 minute."),
        ("en", 2, "About 2 minutes."),
        ("en", 0, "About 0 minutes."),
        ("es", 1, "Cerca de 1 minuto."),
        ("es", 1440, "Unos 1\u202f440 minutos."),
        ("fr", 0, "Environ 0 minute."),
        ("fr", 1, "Environ 1 minute."),
        ("fr", 2, "Environ 2 minutes."),
    ],
)
def test_counts_take_the_form_of_the_language(language, minutes, text):
    # One minute, two minutes: each language has its own rule, and its own way to write 1,440.
    assert say("calendar.minutes", language, {"minutes": minutes}) == text


def test_an_unreviewed_safety_message_is_followed_by_english():
    text = say("emergency.landline", "es", {"number": "19"})

    assert text == (
        "Desde un teléfono fijo, el número de la policía es el 19.\n"
        "(From a landline, the number of the police is 19.)"
    )
    assert say("trace.history", "en") == "Pages and chats stay in the browser history."
    assert say("role.anyone", "fr") == "Tout le monde peut le faire."


def test_sentences_together_are_followed_by_all_of_them_in_english():
    sentences = [("emergency.unanswered", {}), ("emergency.say_where", {})]

    assert say_together(sentences, "fr") == (
        "Peut-être que personne ne répondra à l'appel. Dites dans quel pays est le danger.\n"
        "(The call may not be answered. Say in which country the danger is.)"
    )
    assert say_together(sentences[:1], "en") == "The call may not be answered."


def test_a_reviewed_safety_message_is_shown_alone(monkeypatch):
    monkeypatch.setattr("takeaction.engine.reasons.is_reviewed", lambda *_: True)

    assert say("trace.history", "fr") == "Les pages et les chats restent dans l'historique."


def test_a_sentence_knows_its_words():
    safety, other = say("trace.history", "es"), say("place.world", "es")

    assert safety == f"{safety.words.text}\n({safety.words.source})"
    assert other == other.words.text
    assert (other.words.language, other.words.source) == ("es", "You can do it anywhere.")
    assert say("place.world", "en").words == Words("You can do it anywhere.", "en")


def test_a_text_in_a_sentence_is_in_the_language_of_the_sentence():
    name = Text("Cotton", "en", (Words("Algodón", "es", reviewed=False),))
    slots = {
        "good": name.shown(["es"]),
        "country": "X",
        "kinds": (say("listed.forced", "es"),),
        "edition": say("edition.undated", "es", {"edition": "2022"}),
        "change": "",
    }

    listed = say("listed.past", "es", slots)

    assert listed == "Algodón, de X: estuvo en la lista por trabajo forzoso (lista de 2022)."
    assert listed.words.source == "Cotton from X: was listed for forced labour (list of 2022)."
