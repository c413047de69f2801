"""The closed words, and the reading of a person's words."""

import itertools
import json
import operator
import pickle
import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.core_data import LANGUAGES
from takeaction.errors import UnknownWordError
from takeaction.models.resource import Contact
from takeaction.vocabulary.actions import Cost, Mode, Risk
from takeaction.vocabulary.contacts import (
    CHANNEL_FIELDS,
    CHANNELS_WITH_NUMBER,
    CHANNELS_WITHOUT_HOURS,
    Channel,
)
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.resources import (
    ASKED_PURPOSES,
    HELP_PURPOSES,
    MATTER_PURPOSES,
    REPORT_ONLY_PURPOSES,
    SUPPORT_PURPOSES,
    Purpose,
)
from takeaction.vocabulary.signs import Grade
from takeaction.vocabulary.words import (
    OrderedWord,
    closed_names,
    closed_word,
    closed_words,
    fold,
    nearest,
)

KINDS = CLOSED_LISTS
ORDERED = [kind for kind in KINDS if issubclass(kind, OrderedWord)]
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge]
of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
of_each_order = pytest.mark.parametrize("kind", ORDERED, ids=lambda kind: kind.__name__)
by_each_comparison = pytest.mark.parametrize("compare", COMPARISONS, ids=lambda c: c.__name__)


def test_closed_words_are_written_in_one_way(subtests):
    for kind in KINDS:
        with subtests.test(kind.__name__):
            values = [word.value for word in kind]

            assert all(value == fold(value).replace(" ", "-") for value in values)
            assert len(set(values)) == len(values) == len(kind.__members__)


def test_a_closed_word_is_its_value_in_json(subtests):
    for kind in KINDS:
        with subtests.test(kind.__name__):
            assert json.loads(json.dumps(list(kind))) == [word.value for word in kind]


def test_a_closed_word_is_read_in_any_case(subtests):
    for kind in KINDS:
        with subtests.test(kind.__name__):
            for word in kind:
                assert closed_word(kind, f" {word.value.upper()} ", "field") is word


def test_a_word_that_is_not_in_its_list_is_refused(subtests):
    for kind in KINDS:
        with subtests.test(kind.__name__):
            with pytest.raises(UnknownWordError) as caught:
                closed_word(kind, "quetzalcoatl", "field", 2)

            error = caught.value
            assert (error.code, error.field, error.position) == ("word.unknown", "field", 2)
            assert set(error.nearest) <= set(kind)
            assert 1 <= len(error.nearest) <= 3


@given(st.sampled_from(KINDS), st.text())
def test_any_other_text_is_refused(kind, word):
    # No text except the words of a list is ever read as one of them.
    known = {member.value for member in kind}
    names = {
        fold(name)
        for language in LANGUAGES
        for names in closed_names(kind, language).values()
        for name in names
    }

    try:
        read = closed_word(kind, word, "field")
    except UnknownWordError:
        assert word.casefold().strip() not in known
    else:
        assert read.value == word.casefold().strip() or fold(word) in names


@given(st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_the_word_of_another_list_is_refused(kind, other):
    names = {fold(name) for of_word in closed_names(kind, "en").values() for name in of_word}
    for word in set(other) - set(kind):
        if fold(word) not in names:
            with pytest.raises(UnknownWordError):
                closed_word(kind, word, "field")


def test_a_refused_word_is_not_repeated():
    with pytest.raises(UnknownWordError) as caught:
        closed_word(Cost, "my-canary-word", "cost")

    error = caught.value
    assert str(error) == "Unknown word in cost. Did you mean none or low or medium?"
    assert b"canary" not in pickle.dumps(error)


def test_the_position_of_a_single_word_is_0():
    with pytest.raises(UnknownWordError) as caught:
        closed_word(Cost, "cheap", "cost")

    assert caught.value.position == 0


def test_a_near_miss_names_the_right_word():
    with pytest.raises(UnknownWordError) as caught:
        closed_word(Mode, "solo online", "modes")

    assert caught.value.nearest[0] == "solo-online"


def test_several_words_are_read_as_a_set():
    channels = closed_words(Channel, ["SMS", "voice", "sms"], "channel")

    assert channels == {Channel.SMS, Channel.VOICE}
    assert isinstance(channels, frozenset)


def test_the_error_gives_the_position_of_the_wrong_word():
    with pytest.raises(UnknownWordError) as caught:
        closed_words(Purpose, ["legal", "support", "revenge"], "purposes")

    assert caught.value.position == 2


# Words with an order


@of_each_order
def test_an_order_is_the_order_of_its_definition(kind):
    words = list(kind)

    assert [word.rank for word in words] == list(range(len(words)))
    assert sorted(set(words)) == words
    assert (min(words), max(words)) == (words[0], words[-1])


@of_each_order
def test_an_order_is_total(kind):
    for one in kind:
        for other in kind:
            assert (one < other) + (one == other) + (one > other) == 1
            assert (one <= other) == (one < other or one == other)
            assert (one >= other) == (not one < other)


def test_an_ordered_word_has_no_order_with_anything_else(subtests):
    for other, kind, compare in itertools.product(
        ["low", "", 1, None, Channel.SMS], ORDERED, COMPARISONS
    ):
        with subtests.test(f"{other} {kind.__name__} {compare.__name__}"):
            for word in kind:
                with pytest.raises(
                    TypeError, match=f"^{kind.__name__} has an order among its own words"
                ):
                    compare(word, other)


@by_each_comparison
def test_two_orders_do_not_mix(compare):
    with pytest.raises(TypeError, match=r"^Cost has an order among its own words only\.$"):
        compare(Cost.LOW, Risk.LOW)


@by_each_comparison
def test_text_has_no_order_with_an_ordered_word(compare):
    with pytest.raises(TypeError, match=r"^Grade has an order among its own words only\.$"):
        compare("weak", Grade.STRONG)


def test_a_closed_word_equals_its_value_and_survives_pickling(subtests):
    for kind in KINDS:
        with subtests.test(kind.__name__):
            for word in kind:
                assert word == word.value
                assert hash(word) == hash(word.value)
                assert pickle.loads(pickle.dumps(word)) is word  # noqa: S301 - our own bytes


# Facts about the words


def test_every_channel_has_the_field_it_needs():
    assert list(CHANNEL_FIELDS) == list(Channel)
    fields = {field.name for field in attrs.fields(Contact)}
    assert set(CHANNEL_FIELDS.values()) <= fields | {None}


def test_telephones_have_a_number_and_hours():
    assert {Channel.VOICE, Channel.SMS, Channel.TTY} <= CHANNELS_WITH_NUMBER
    assert CHANNELS_WITHOUT_HOURS.isdisjoint(CHANNELS_WITH_NUMBER)


def test_help_is_support_an_emergency_or_a_report():
    assert set(Purpose) - HELP_PURPOSES == {Purpose.LEARN, Purpose.ADVOCATE, Purpose.GIVE}
    others = {Purpose.EMERGENCY, Purpose.REPORT}
    others |= {Purpose.STOP_HARM_CHILD, Purpose.STOP_HARM_PARTNER}
    assert others == HELP_PURPOSES - SUPPORT_PURPOSES


def test_every_purpose_is_of_one_sort():
    sorts = (SUPPORT_PURPOSES, ASKED_PURPOSES, REPORT_ONLY_PURPOSES)

    assert [purpose for purpose in Purpose if sum(purpose in sort for sort in sorts) != 1] == []
    assert MATTER_PURPOSES <= SUPPORT_PURPOSES


# For a person


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
def test_spellings_of_one_text_fold_to_one(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_two_encodings_of_one_text_fold_to_one(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert fold(composed) == fold(decomposed) == fold(text)


@given(st.text())
def test_folded_text_is_words_with_one_blank_between_them(text):
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert all(word.isalnum() for word in folded.split())


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "marks", ["\u0301\u0323", "\u0f73", "\u3099"], ids=["out-of-order", "hidden", "kana"]
)
def test_a_crafted_run_of_marks_costs_no_more_than_its_length(marks):
    # A pile of accents that would take a normaliser a minute folds like any text.
    assert fold("a" + marks * 100_000 + "b") == "ab"


def test_nearest_words_come_best_first_and_are_three_at_most():
    known = ["Writing", "Written", "Waiting", "Riting", "Cooking"]

    assert nearest("riting", known) == ("Riting", "Writing", "Waiting")


def test_nearest_words_do_not_mind_case_or_accents():
    assert nearest("ALAND ISLANDS", ["Åland Islands", "Iceland"]) == ("Åland Islands",)


@pytest.mark.parametrize("word", ["zzz", "", "x" * 100_000], ids=["other", "empty", "huge"])
def test_a_word_that_resembles_none_has_no_nearest(word):
    assert nearest(word, ["writing", "editing"]) == ()
