"""The closed words, and how what a person writes is met with them."""

import json
import operator
import pickle
import unicodedata
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import vocabulary
from takeaction.errors import UnknownWordError
from takeaction.vocabulary import (
    Channel,
    Cost,
    Mode,
    OrderedWord,
    Purpose,
    Risk,
    closed,
    closed_set,
    fold,
    goods,
    nearest,
    signs,
)
from takeaction.vocabulary.signs import Grade

KINDS = [
    each
    for module in (vocabulary, goods, signs)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and len(each)
]
ORDERED = [each for each in KINDS if issubclass(each, OrderedWord)]
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge]
of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
of_each_order = pytest.mark.parametrize("kind", ORDERED, ids=lambda kind: kind.__name__)
by_each_comparison = pytest.mark.parametrize("compare", COMPARISONS, ids=lambda c: c.__name__)


@of_each_kind
def test_closed_words_are_written_in_one_way(kind):
    """Every closed word is lower case with hyphens, and stands in its list once."""
    values = [each.value for each in kind]

    assert all(value == fold(value).replace(" ", "-") for value in values)
    assert len(set(values)) == len(values) == len(kind.__members__)


@of_each_kind
def test_a_closed_word_is_its_value_in_json(kind):
    """What a closed word becomes in JSON is its value."""
    assert json.loads(json.dumps(list(kind))) == [each.value for each in kind]


@of_each_kind
def test_a_closed_word_is_read_in_any_case(kind):
    """A person may write a closed word in capitals, with blanks around it."""
    for each in kind:
        assert closed(kind, f" {each.value.upper()} ", "field") is each


@of_each_kind
def test_a_word_that_is_not_in_its_list_is_refused(kind):
    """Every closed field refuses a word of no list, and names up to three that are in it."""
    with pytest.raises(UnknownWordError) as caught:
        closed(kind, "quetzalcoatl", "field", 2)

    error = caught.value
    assert (error.code, error.field, error.position) == ("word.unknown", "field", 2)
    assert set(error.nearest) <= set(kind)
    assert 1 <= len(error.nearest) <= 3


@given(st.sampled_from(KINDS), st.text())
def test_whatever_is_not_in_a_list_is_refused(kind, word):
    """No text but the words of a list is ever read as one of them."""
    known = {each.value for each in kind}

    try:
        found = closed(kind, word, "field")
    except UnknownWordError:
        assert word.casefold().strip() not in known
    else:
        assert found.value == word.casefold().strip()


@given(st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_the_word_of_another_list_is_refused(kind, other):
    """A word is looked for in its own list only."""
    for word in set(other) - {each.value for each in kind}:
        with pytest.raises(UnknownWordError):
            closed(kind, word, "field")


def test_a_refused_word_is_not_repeated():
    """What somebody wrote about themselves is nowhere in the error."""
    with pytest.raises(UnknownWordError) as caught:
        closed(Cost, "my-canary-word", "cost")

    error = caught.value
    assert str(error) == "Unknown word in cost. Did you mean none or low or medium?"
    assert b"canary" not in pickle.dumps(error)


def test_a_word_that_stands_alone_stands_first():
    """A word that is no part of a list has the place 0."""
    with pytest.raises(UnknownWordError) as caught:
        closed(Cost, "free", "cost")

    assert caught.value.position == 0


def test_a_near_miss_is_met_with_the_word_it_was_meant_to_be():
    """A misspelt word brings the right one, best first."""
    with pytest.raises(UnknownWordError) as caught:
        closed(Mode, "solo online", "modes")

    assert caught.value.nearest[0] == "solo-online"


def test_several_words_are_read_as_a_set():
    """Words that stand twice count once, whatever their case."""
    found = closed_set(Channel, ["SMS", "voice", "sms"], "channel")

    assert found == {Channel.SMS, Channel.VOICE}
    assert isinstance(found, frozenset)


def test_the_place_of_a_wrong_word_is_told():
    """Of several words, the error says which one is in no list."""
    with pytest.raises(UnknownWordError) as caught:
        closed_set(Purpose, ["legal", "support", "revenge"], "purposes")

    assert caught.value.position == 2


# Words with an order


@of_each_order
def test_an_order_is_the_order_of_its_definition(kind):
    """The first word of an ordered list is the least, the last the greatest."""
    words = list(kind)

    assert [each.rank for each in words] == list(range(len(words)))
    assert sorted(set(words)) == words
    assert (min(words), max(words)) == (words[0], words[-1])


@of_each_order
def test_an_order_is_total(kind):
    """Of any two words of a list exactly one of less, equal, greater holds."""
    for one in kind:
        for other in kind:
            assert (one < other) + (one == other) + (one > other) == 1
            assert (one <= other) == (one < other or one == other)
            assert (one >= other) == (not one < other)


@by_each_comparison
@of_each_order
@pytest.mark.parametrize(
    "other", ["low", "", 1, None, Channel.SMS], ids=["text", "empty", "number", "none", "unordered"]
)
def test_an_ordered_word_has_no_order_with_anything_else(kind, compare, other):
    """To compare an ordered word with plain text is a mistake: letters are not its order."""
    for word in kind:
        with pytest.raises(TypeError, match=f"^{kind.__name__} has an order among its own words"):
            compare(word, other)


@by_each_comparison
def test_two_orders_do_not_mix(compare):
    """The costs have no order with the risks, though they have the same letters."""
    with pytest.raises(TypeError, match=r"^Cost has an order among its own words only\.$"):
        compare(Cost.LOW, Risk.LOW)


@by_each_comparison
def test_text_has_no_order_with_an_ordered_word(compare):
    """It makes no difference on which side the plain text stands."""
    with pytest.raises(TypeError, match=r"^Grade has an order among its own words only\.$"):
        compare("weak", Grade.STRONG)


@of_each_kind
def test_a_closed_word_equals_its_value_and_survives_pickling(kind):
    """A closed word is the text that it stands for, in sets and in other processes too."""
    for each in kind:
        assert each == each.value
        assert hash(each) == hash(each.value)
        assert pickle.loads(pickle.dumps(each)) is each  # noqa: S301 - our own bytes


# What a person writes


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Côte d\u2019Ivoire", "cote d ivoire"),
        ("Åland Islands", "aland islands"),
        ("  phone   BANKING ", "phone banking"),
        ("solo_online", "solo online"),
        ("Straße", "strasse"),
        ("ﬁlm", "film"),
        ("\uff11\uff12", "12"),
        ("हिन्दी भाषा", "हनद भष"),
        ("مُساعَدة", "مساعدة"),
        ("日本", "日本"),
        ("İzmir", "izmir"),
        ("한국", "".join(unicodedata.normalize("NFKD", "한국"))),
        ("…!?", ""),
        ("", ""),
    ],
    ids=[
        *("accents", "ring", "blanks", "underscore", "sharp-s", "ligature", "wide", "vowels"),
        *("harakat", "han", "dotted-i", "hangul", "punctuation", "empty"),
    ],
)
def test_spellings_fold_to_what_they_have_in_common(written, folded):
    """Case, accents, width and punctuation make no difference to a search."""
    assert fold(written) == folded


@given(st.text())
def test_two_encodings_of_one_text_fold_to_one(text):
    """Composed and decomposed letters are the same letters."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert fold(composed) == fold(decomposed) == fold(text)


@given(st.text())
def test_folded_text_is_words_with_one_blank_between_them(text):
    """There is nothing in a folded text but words."""
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert all(word.isalnum() for word in folded.split())


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    """Folded text stays as it is."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "marks", ["\u0301\u0323", "\u0f73", "\u3099"], ids=["out-of-order", "hidden", "kana"]
)
def test_a_crafted_run_of_marks_costs_no_more_than_its_length(marks):
    """A pile of accents that would take a normaliser a minute is folded like any text."""
    assert fold("a" + marks * 100_000 + "b") == "ab"


def test_nearest_words_come_best_first_and_are_three_at_most():
    """A misspelt word is met with up to three known ones, as they are written."""
    known = ["Writing", "Written", "Waiting", "Riting", "Cooking"]

    assert nearest("riting", known) == ("Riting", "Writing", "Waiting")


def test_nearest_words_do_not_mind_case_or_accents():
    """A known word is near to its own spelling without accents."""
    assert nearest("ALAND ISLANDS", ["Åland Islands", "Iceland"]) == ("Åland Islands",)


@pytest.mark.parametrize("word", ["zzz", "", "x" * 100_000], ids=["other", "empty", "huge"])
def test_a_word_that_is_like_none_has_no_nearest(word):
    """Nothing is guessed for a word that is like no other."""
    assert nearest(word, ["writing", "editing"]) == ()
