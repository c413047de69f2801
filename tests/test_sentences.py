"""The library's own sentences: short, plain, and the same in each language.

Readability is LIX (see ``authoring.survey.readability``): below 30 is very easy, below 40 easy.
"""

import re
from pathlib import Path

import pytest

from takeaction.authoring.readability import measure
from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES, is_reviewed, messages, read
from takeaction.engine.reasons import say

MOST_WORDS = 25
STILTED = re.compile(
    r"\b(stands?|hold against|mend|make sure of|whom|of who asks|dear|somebody else of|upon)\b",
    re.IGNORECASE,
)
EASY = {"en": 30, "es": 40, "fr": 40}
"""The LIX that the sentences of each language stay below: Spanish and French words are longer."""

REFUSALS = ("refused.", "noun.", "hint.")
"""Sentences for developers, which name arguments."""


def forms(text):
    return [text] if isinstance(text, str) else [text["one"], text["other"]]


def sentences(language):
    if language in FIRST_LANGUAGES:
        own = read(f"first_words/{language}")
    else:
        own = {**messages(language), **read(f"pages/{language}")}
    for code, text in own.items():
        for form in forms(text):
            for sentence in re.split(r"(?<=[.?!\u061f\u3002\u0964])\s*", form):
                yield code, sentence


@pytest.mark.parametrize("language", [*LANGUAGES, *FIRST_LANGUAGES])
def test_no_sentence_is_long(language):
    long = [(code, each) for code, each in sentences(language) if len(each.split()) > MOST_WORDS]

    assert not long


def test_no_message_sounds_translated():
    assert not [(code, each) for code, each in sentences("en") if STILTED.search(each)]


def test_no_text_for_authors_sounds_translated():
    texts = (Path(__file__).parent / name for name in ("messages.txt", "wrong_use.txt"))

    assert not [
        row
        for text in texts
        for row in text.read_text("utf-8").splitlines()
        if re.match(r"  (problem|fix) ", row) and STILTED.search(row)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_easy_to_read(language):
    texts = [text for code, text in sentences(language) if not code.startswith(REFUSALS)]

    assert measure(texts).lix < EASY[language]


@pytest.mark.parametrize("language", FIRST_LANGUAGES)
def test_first_sentences_have_the_slots_of_the_english(language):
    own, english = read(f"first_words/{language}"), messages("en")
    slots = re.compile(r"\{\w+\}")

    assert list(own) == list(read("first_words/de"))
    for code, text in own.items():
        assert sorted(slots.findall(text)) == sorted(slots.findall(english[code])), code


@pytest.mark.parametrize("language", FIRST_LANGUAGES)
def test_a_first_sentence_has_english_beneath_until_somebody_has_read_it(language):
    # Nobody who speaks it at home has reviewed it yet, so the English follows.
    text = say("ask.where", language)

    assert not is_reviewed("ask.where", language)
    assert text.endswith(f"\n({messages('en')['ask.where']})")
    assert text.words.language == language


FORMAL = {
    "de": r"\b(Sie|Ihnen|Ihre?[nrms]?)\b",
    "es": r"\b(usted|su|sus|suya|llame|pregunte|pida|diga)\b",
    "fr": r"\b(vous|votre|vos|\w+ez)\b",
}
FAMILIAR = {
    "de": r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*)\b",
    "es": r"\b(tú|tu|tus|tuya|ti|te)\b",
    "fr": r"\b(tu|te|toi|ton|ta|tes)\b",
}
FOR_BOTH = ("by.", "lines.next", "lines.one", "lines.ways", "state.")
"""The codes of what fits a child and an adult: nobody is called usted, tú, vous or tu in it."""


@pytest.mark.parametrize("language", FORMAL)
def test_an_answer_has_one_form_of_address(language):
    # A capital tells Sie from sie in German; in the others it only starts a sentence.
    flags = 0 if language == "de" else re.IGNORECASE
    formal, familiar = (re.compile(forms[language], flags) for forms in (FORMAL, FAMILIAR))
    own = messages(language)
    young = {code for code in own if code.endswith("_child") and code.removesuffix("_child") in own}

    for_the_young = {*young, "human.child_tells", "reply.child"}
    for_adults = {code.removesuffix("_child") for code in young}
    for_both = {code for code in own if code.startswith(FOR_BOTH)}
    assert not {code for code in for_the_young | for_both if formal.search(own[code])}
    assert not {code for code in for_adults | for_both if familiar.search(own[code])}
