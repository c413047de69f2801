"""Texts in several languages, and the choice of one for a reader."""

import json
import pickle
import sys
from copy import deepcopy
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.models.text import SafetyText, ShownText, Text, Words, isolated

SPANISH = Words("Ayuda", "es")
DRAFT = Words("Hilfe", "de", reviewed=False)
HELP = Text("Help", "en", (DRAFT, SPANISH))
STEP = SafetyText("Call", "en", (Words("Anrufen", "de", reviewed=False), Words("Llame", "es")))
TAGS = ["en", "es", "de", "es-MX", "pt-BR", "pt"]


def _sent(value):
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - we wrote it ourselves


@pytest.mark.parametrize(
    ("languages", "words"),
    [
        (["en"], Words("Help", "en")),
        (["es"], SPANISH),
        (["es-MX"], SPANISH),
        (["de", "en"], Words("Hilfe", "de", reviewed=False, source="Help")),
        (["pt", "es"], SPANISH),
        (["en-GB", "es"], Words("Help", "en")),
        (["pt"], Words("Help", "en", fallback=True)),
        ([], Words("Help", "en", fallback=True)),
        (iter(["pt", "es"]), SPANISH),
    ],
    ids=[
        *("source", "translation", "country", "draft", "second", "country-of-source"),
        *("none", "nothing-asked", "iterator"),
    ],
)
def test_a_reader_gets_the_first_language_that_is_there(languages, words):
    assert HELP.pick(languages) == words


def test_a_country_goes_before_its_language():
    text = Text("Help", translations=(SPANISH, Words("Auxilio", "es-MX")))

    assert str(text.pick(["es-MX"])) == "Auxilio"
    assert str(text.pick(["es-ES"])) == "Ayuda"


def test_words_of_one_country_do_not_stand_for_the_language():
    text = Text("Help", translations=(Words("Ajuda", "pt-BR"),))

    assert text.pick(["pt"]).fallback


@given(st.lists(st.sampled_from(TAGS), max_size=3))
def test_words_in_another_language_are_marked(languages):
    words = HELP.pick(languages)

    asked = {part for tag in languages for part in (tag, tag.partition("-")[0])}
    assert words.fallback == (words.language not in asked)


def test_words_that_nobody_reviewed_know_their_original():
    words = HELP.pick(["de"])

    assert (words.text, words.source) == ("Hilfe", "Help")
    assert str(words) == "Hilfe"
    assert HELP.pick(["es"]).source is None


def test_safety_words_that_nobody_reviewed_are_shown_with_their_original():
    words = STEP.pick(["de"])

    assert (words.text, words.source) == ("Anrufen", "Call")
    assert str(words) == "Anrufen\n(Call)"
    assert str(STEP.pick(["es"])) == "Llame"
    assert str(STEP.pick(["en"])) == "Call"


def test_a_safety_text_with_the_words_of_its_source_is_shown_once():
    warning = SafetyText("Línea 145", "en", (Words("Línea 145", "es", reviewed=False),))

    words = warning.pick(["es"])

    assert (str(words), words.source) == ("Línea 145", "Línea 145")


def test_a_safety_text_is_a_text_of_its_own_kind():
    assert SafetyText("Call", "en", STEP.translations) == STEP
    assert hash(STEP) == hash(SafetyText("Call", "en", STEP.translations))
    assert Text("Call", "en", STEP.translations) != STEP
    assert sys.getsizeof(STEP) == sys.getsizeof(Text("Call"))


@pytest.mark.parametrize("text", [HELP, STEP], ids=["text", "safety-text"])
def test_a_text_that_was_pickled_is_shown_in_the_same_way(text):
    copy = _sent(text)

    assert (copy, type(copy)) == (text, type(text))
    assert str(copy.pick(["de"])) == str(text.pick(["de"]))
    assert _sent(text.pick(["de"])) == text.pick(["de"])


@pytest.mark.parametrize(
    "words",
    [STEP.pick(["de"]), partial(STEP.pick, ["de"])],
    ids=["at-once", "when-needed"],
)
def test_a_shown_text_is_a_string_that_knows_its_words(words):
    shown = ShownText("Anrufen\n(Call)", words)

    for copy in (shown, _sent(shown), deepcopy(shown)):
        assert copy == "Anrufen\n(Call)"
        assert hash(copy) == hash("Anrufen\n(Call)")
        assert json.dumps(copy) == '"Anrufen\\n(Call)"'
        assert (copy.words.language, copy.words.source) == ("de", "Call")


def test_a_text_is_shown_as_its_words_are():
    shown = STEP.shown(["de"])

    assert shown == "Anrufen\n(Call)"
    assert shown.words == STEP.pick(["de"])


def test_a_script_serves_its_language():
    text = Text("Help", translations=(Words("求助", "zh-Hant"),))

    assert str(text.pick(["zh-Hant-TW"])) == "求助"


def test_a_text_is_english_unless_it_says_otherwise():
    assert Text("Help").pick(["en"]) == Words("Help", "en")
    assert Text("Help").translations == ()


def test_a_text_reads_as_its_source_words():
    assert (str(HELP), str(SPANISH), f"{HELP}") == ("Help", "Ayuda", "Help")


def test_a_draft_says_that_nobody_has_checked_it():
    assert not HELP.pick(["de"]).reviewed
    assert HELP.pick(["es"]).reviewed
    assert HELP.pick(["en"]).reviewed


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ar", True),
        ("ar-EG", True),
        ("AR-Arab-EG", True),
        ("ar-Latn", False),
        ("he", True),
        ("fa", True),
        ("ur", True),
        ("ps", True),
        ("yi", True),
        ("uz-Arab", True),
        ("uz", False),
        ("en", False),
        ("arn", False),
        ("pl", False),
        ("de-1996", False),
    ],
)
def test_a_number_is_isolated_where_text_runs_from_right_to_left(language, marked):
    shown = isolated("1-888-373-7888", language)

    assert shown == ("\u20681-888-373-7888\u2069" if marked else "1-888-373-7888")
