"""Tokens: folded words with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.engine.hearing.lexicon import folded_words, respelled, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("HE WONT let me", ["he", "wont", "let", "me"]),
        ("I can\u2019t, can't or can t leave", ["i", "cant", "cant", "or", "cant", "leave"]),
        ("j'ai m\u2019a dit", ["j", "ai", "m", "a", "dit"]),
        ("me quitó", ["me", "quito"]),
        ("heeeelp plzzzz", ["help", "plz"]),
        ("14yo h2a 24/7", ["14", "yo", "h", "2", "a", "24", "7"]),
        ("١٦ १७ \uff11", ["16", "17", "1"]),
        ("求救SOS", ["求", "救", "sos"]),
        ("جوازي مدرسة", ["جوازي", "مدرسه"]),
        ("\N{SQUARED SOS}", ["sos"]),
        ("…!?", []),
        ("", []),
    ],
    ids=[
        *("capitals", "apostrophes", "elision", "accent", "emphasis", "numbers", "digits"),
        "chinese",
        *("arabic", "emoji", "marks", "nothing"),
    ],
)
def test_spellings_of_a_word_become_one(text, words):
    assert folded_words(text) == words


@given(st.text(max_size=60))
def test_a_token_knows_its_place_in_what_was_typed(text):
    last = 0
    for token in tokens_of(text):
        assert last <= token.start < token.end <= len(text)
        assert token.word
        last = token.start


def test_short_forms_are_written_out_at_their_place():
    tokens = list(respelled(tokens_of("gonna go"), {"gonna": ("going", "to")}))

    assert [token.word for token in tokens] == ["going", "to", "go"]
    assert [token.start for token in tokens] == [0, 0, 6]
