"""Texts that look the same to a reader have one skeleton, whatever they are written with."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.vocabulary.lookalikes import is_unseen, skeleton, undisguised

NAME = "National Human Trafficking Hotline"


@pytest.mark.parametrize(
    "other",
    [
        "Nation\u200dal Human Trafficking Hotline",
        "Nation\u00adal Human Trafficking Hotline",
        "National\u2062 Human Trafficking Hotline",
        "N\u0430tion\u0430l Human Trafficking Hotline",
        "National  Human\u3164Trafficking Hotline",
        "\uff2eational Human Trafficking Hotline",
        "\U0001d40dational Human Trafficking Hotline",
        "Nat\u0456onal Human Trafficking Hotl\u0456ne",
        "NATIONAL-HUMAN TRAFFICKING HOTLINE.",
        "Nationa1 Human Trafficking H0tline",
        "National Hurnan Trafficking Hotline",
        "Nàtional Human Trafficking Hotline",
        "National\ufe0f Human Trafficking Hotline",
    ],
)
def test_names_that_look_the_same_have_one_skeleton(other):
    assert skeleton(other) == skeleton(NAME)


@pytest.mark.parametrize("other", ["National Human Trafficking Helpline", "Childline", "", "999"])
def test_names_that_look_different_have_different_skeletons(other):
    assert skeleton(other) != skeleton(NAME)


def test_vowel_signs_distinguish_names():
    assert skeleton("\u0915\u093f\u0938") != skeleton("\u0915\u0940\u0938")


def test_a_disguised_sentence_is_read_as_it_looks():
    disguised = "\u0421onfr\u03bfnt  the\n\u200bdriver; d\u00e9j\u00e0 \uff56\uff55"

    assert undisguised(disguised) == "Confront the driver; déjà vu"


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=("Cc",))))
def test_plain_text_is_not_disguised(text):
    # Text in ASCII stays as it is, but for its blanks.
    assert undisguised(text) == " ".join(text.split())


@given(st.text())
def test_a_skeleton_of_an_undisguised_text_is_that_of_the_text(text):
    assert skeleton(undisguised(text)) == skeleton(text)
    assert undisguised(undisguised(text)) == undisguised(text)


@given(st.text())
def test_nobody_sees_what_an_undisguised_text_lacks(text):
    plain = undisguised(text)

    assert not any(map(is_unseen, plain))
    assert plain == unicodedata.normalize("NFC", plain)
