"""Terms: words that belong together become equal, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.engine.search.fields import lines, stop_words, term, terms, words_of
from takeaction.vocabulary.words import unmarked


@pytest.mark.parametrize(
    "family",
    [
        "donate donates donation donations donar dono dona donación donaciones don",
        "exploit exploited exploiting exploits exploitation exploité exploiter",
        "explotar explotación explotado explotando",
        "traffic traffics trafficking trafficked tráfico trafic",
        "chocolate chocolates chocolat",
        "niño niña niños niñas",
        "company companies",
        "cartel carteles",
        "ayuda ayudar ayudando",
        "worker workers work works working",
        "bijou bijoux",
        "coffee coffees coffe",
        "force forced",
        "pick picks",
    ],
)
def test_words_of_one_family_have_one_term(family):
    assert len(set(map(term, words_of([family])))) == 1


@pytest.mark.parametrize("words", ["care car", "bus bu", "gas ga", "paper pap"])
def test_short_words_stay_apart(words):
    first, second = words_of([words])

    assert term(first) != term(second)


def test_lines_are_kept_apart():
    assert list(lines("Fair-Trade,\nCafé!")) == [["fair", "trade"], ["cafe"]]


def test_words_that_count_nothing_are_left_out():
    assert terms(words_of(["is the coffee 50 or 116000"])) == (term("coffee"), "116000")
    assert terms(words_of(["what is it"])) == ()


def test_each_stop_word_is_folded():
    assert all(word == unmarked(word).casefold() for word in stop_words())


@given(st.text(st.characters(categories=["L", "N"]), max_size=60))
def test_every_word_has_a_short_term(word):
    for folded in words_of([word]):
        assert 0 < len(term(folded)) <= 40
