"""The lexicon: words and phrases of concepts."""

import runpy
from pathlib import Path

import pytest

from takeaction.core_data import read
from takeaction.engine.hearing.lexicon import folded_words, frames, is_one_error_away, lexicon
from takeaction.vocabulary.needs import NeedTopic

ROOT = Path(__file__).parents[3]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "phrases.py"))
FILES = {path.relative_to(ROOT).as_posix(): text for path, text in SCRIPT["made"]()}
LANGUAGES = SCRIPT["HEARD"]
PHRASES = {language: SCRIPT["table"](language) for language in LANGUAGES}
choices, entries_of = SCRIPT["choices"], SCRIPT["entries_of"]
FEW_BARS = 4
FEW_LETTERS = 4  # what is longer has a word in it
"""An entry with no more bars has so few forms that it is written out."""


SPOKEN = (
    *("iamman", "iamwoman", "kinman", "kinwoman", "deafperson", "seafarer", "domesticworker"),
    *(
        "migrant",
        "carefulwords",
        "cantspeak",
        "hasty",
        "iranaway",
        "friendhides",
        "ranaway",
        "fromhome",
    ),
    *("married", "makesme", "picwords", "schoolage", "denied", "inpart"),
)
"""Concepts of the rules that no frame needs."""


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_from_the_lists_is_up_to_date(name):
    # To update it, run ``python scripts/phrases.py``.
    assert (ROOT / name).read_text("utf-8") == FILES[name]


def test_every_list_of_the_rules_is_read_by_a_rule():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))

    assert not [name for name in read("phrases/rules") if f'"{name}"' not in code]


def lists(language):
    phrases = PHRASES[language]
    said = ((f"said-{topic}", rows) for topic, rows in phrases["said"].items())
    return [*phrases["concepts"].items(), *phrases.get("rules", {}).items(), *said]


def concepts(language, text):
    return {match.concept for match in lexicon(language).matches(folded_words(text))}


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("en", "my passport", "passport"),
        ("en", "confiscating it", "takestrong"),
        ("en", "they locked us in", "lock"),
        ("en", "kidnaped", "lock"),
        ("en", "prostitutoin", "sexstrong"),
        ("en", "slaveryes", "exploit"),
        ("es", "me amenazaban", "threat"),
        ("es", "encerradas", "lock"),
        ("fr", "séquestrées", "lock"),
        ("de", "eingesperrt", "lock"),
        ("ar", "والجواز", "passport"),
        ("zh", "护照", "passport"),
        ("hi", "पासपोर्ट", "passport"),
        ("ru", "паспортов", "passport"),
        ("uk", "документи", "passport"),
        ("tl", "sweldo", "unpaid"),
        ("pt", "salarios", "unpaid"),
    ],
    ids=str,
)
def test_a_word_stands_for_its_concept(language, text, concept):
    assert concept in concepts(language, text)


def test_a_phrase_at_the_beginning_counts_there_alone():
    assert "aboutother" in concepts("en", "she works nights")
    assert "aboutother" not in concepts("en", "so she works nights")


def test_an_unknown_word_has_no_concept():
    assert concepts("en", "qzx zzzzyyyyxxxx") == set()
    assert concepts("ar", "وكك كككككك") == set()


@pytest.mark.parametrize(
    ("word", "known", "is_near"),
    [
        ("pasport", "passport", True),
        ("passsport", "passport", True),
        ("passpart", "passport", True),
        ("passprot", "passport", True),
        ("passport", "passport", True),
        ("psaspart", "passport", False),
        ("pass", "passport", False),
    ],
    ids=["missing", "added", "other", "swapped", "same", "two", "shorter"],
)
def test_one_typing_error_is_forgiven(word, known, is_near):
    assert is_one_error_away(word, known) is is_near


def test_vowels_of_hindi_are_letters_however_long():
    assert folded_words("मेरी मार") == ["मएरइ", "मआर"]
    assert folded_words("की") == folded_words("कि") != folded_words("का")
    assert "hit" not in concepts("hi", "मेरी सहेली")
    assert "hit" in concepts("hi", "पति मारता है")


def test_laughter_of_one_letter_is_no_beginning_of_words():
    assert "offtopic" not in concepts("ar", "هربت من البيت")
    assert not {"offtopic", "idiom"} & concepts("pt", "kenya kabul kurudi kaput")
    assert "offtopic" in concepts("pt", "kkkkkkk")


@pytest.mark.parametrize("language", SCRIPT["HEARD"])
@pytest.mark.parametrize("listed", ["concepts", "rules"])
def test_no_entry_is_one_letter_with_any_ending(language, listed):
    start = read(f"phrases/{language}")[listed]["nodes"][0]

    assert not [word for word in start if word.isascii() and len(word) == 2 and word[1] == "*"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_have_words_for_every_topic_in_every_language(language):
    assert set(PHRASES[language]["said"]) == set(NeedTopic) - {NeedTopic.OTHER}


@pytest.mark.parametrize(("gap", "most"), [("..", 2), ("...", 4)])
def test_a_gap_stands_for_no_word_or_a_few(gap, most):
    tree = SCRIPT["Tree"]({"met": [f"my {gap} door"]})

    def is_met(count):
        nodes = [0]
        for word in ("my", *["*"] * count, "door"):
            following = [tree.nodes[node].get(word, []) for node in nodes]
            nodes = [
                number
                for found in following
                for number in ([found] if isinstance(found, int) else found)
            ]
        return any("met" in tree.nodes[node].get("", ()) for node in nodes)

    assert [is_met(count) for count in range(most + 2)] == [True] * (most + 1) + [False]


def test_choices_are_written_out():
    assert set(choices("a (b|c (d|e)|) f")) == {"a b f", "a c d f", "a c e f", "a  f"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_of_a_language_is_in_a_frame_or_has_weights(language):
    in_frames = {concept for frame in frames() for part in frame.parts for concept in part.concepts}
    weighed = {name for name, row in read("phrases/weights")["features"].items() if any(row)}
    used = in_frames | weighed | set(read("phrases/signs")["signs"]) | {"helponly", "offeronly"}

    assert set(PHRASES[language]["concepts"]) <= used


def test_every_concept_of_a_frame_is_in_a_language():
    # A frame with a misspelt concept would never be met.
    known = {concept for language in LANGUAGES for concept, _ in lists(language)}

    for frame in frames():
        assert set(frame.without) <= known, frame
        for part in frame.parts:
            assert set(part.concepts) <= known, part


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_concept_of_the_rules_is_read(language):
    used = {concept for frame in frames() for part in frame.parts for concept in part.concepts}
    used |= {concept for frame in frames() for concept in frame.without}
    used |= set(SPOKEN)

    phrases = PHRASES[language]
    assert set(phrases["rules"]) <= used
    assert not set(phrases["rules"]) & set(phrases["concepts"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_and_no_choice_is_left_open(language):
    for _, rows in lists(language):
        for entry in entries_of(rows):
            assert entry.count("(") == entry.count(")"), entry
            short = (phrase for phrase in choices(entry) if len(phrase) <= FEW_LETTERS)
            assert all(map(folded_words, short)), entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_of_an_entry_is_found_with_its_concept(language):
    for concept, rows in PHRASES[language]["concepts"].items():
        for entry in entries_of(rows):
            if entry.count("|") > FEW_BARS:
                continue
            for phrase in choices(entry):
                words = folded_words(phrase)
                if words == phrase.split():
                    found = {tuple(match) for match in lexicon(language).matches(words)}
                    assert (0, len(words), concept) in found, entry
