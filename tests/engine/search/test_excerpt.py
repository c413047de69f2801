"""The part of a typed text that is read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from takeaction.engine.search.search import excerpt
from takeaction.vocabulary.words import fold


@pytest.mark.parametrize("text", ["", "a" * 20, "a b" * 6], ids=["empty", "full", "words"])
def test_a_text_within_the_limit_is_read_as_a_whole(text):
    assert excerpt(text, 20) == (text,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one trapped " + "x " * 200 + "he left", ("one trapped", "he left")),
        (
            "he has my passport. " + "x " * 200 + "x. We are locked in",
            ("he has my passport", " We are locked in"),
        ),
        ("trappe\u0301d " + "x " * 200 + "le\u0301sions", ("trappe\u0301d", "le\u0301sions")),
        (
            "\ud83d\ude00" * 4 + " " + "x " * 200 + "\ud83d\ude00" * 4,
            ("\ud83d\ude00" * 4, "\ud83d\ude00" * 4),
        ),
        ("救" * 300, ("救" * 106, "救" * 106)),
        ("x" * 300, ("x" * 106, "x" * 106)),
    ],
    ids=["word", "sentence", "marks", "surrogates", "without-blanks", "one-word"],
)
def test_a_word_or_sentence_at_a_cut_is_read_to_its_end(text, parts):
    # A cut inside a word or a sentence goes on to where it ends, at most 100 characters.
    assert excerpt(text, 12) == parts


@pytest.mark.parametrize("length", [21, 60, 220])
def test_a_text_whose_parts_would_meet_is_read_as_a_whole(length):
    text = "w" * length

    assert excerpt(text, 20) == (text,)


@pytest.mark.parametrize("characters", [1, 2, 3])
def test_the_smallest_limits_read_a_word_at_each_end(characters):
    # A host may set any limit; there is no empty end that would mean the whole text.
    assert excerpt("first " + "x " * 200 + "last", characters) == ("first", "last")


WORDS = st.lists(st.text("abcé\u0301\u200d'-", min_size=1, max_size=12), max_size=60)


@given(WORDS, st.integers(2, 40))
@example(["a"] * 60, 2)
def test_no_word_is_split(words, characters):
    text = " ".join(words)

    parts = excerpt(text, characters)

    assert {word for part in parts for word in fold(part).split()} <= {*fold(text).split()}
    assert text.startswith(parts[0])
    assert text.endswith(parts[-1])
    assert len(text) <= characters or all(2 * len(part) >= characters - 1 for part in parts)
