"""A disguise never hides words that hurt: what a reader sees is what the rules read."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.packs.rules import wording
from takeaction.packs.rules.phrases import READ_LANGUAGES

LOOK_ALIKES = dict(
    zip(
        "aeopcxyAEOPCX",
        "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0410\u0415\u041e\u0420\u0421\u0425",
        strict=True,
    )
)
FOLDER = Path(__file__).parents[1] / "packs" / "rules" / "wording" / "heldout"
HELDOUT = {
    language: tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    for language in READ_LANGUAGES
}
UNSEEN = "\u200b\u200c\u200d\u2060\u00ad\ufeff"
BLANKS = ("  ", "\n", "\u00a0", "\u3000", " \r\n\t", "\u2028")


@st.composite
def disguised(draw, text):
    parts = []
    for character in text:
        how = draw(st.sampled_from(("plain", "plain", "twin", "wide", "unseen", "blank")))
        other = character
        if how == "twin":
            other = LOOK_ALIKES.get(character, character)
        elif how == "wide" and "!" <= character <= "~":
            other = chr(ord(character) + 0xFEE0)
        elif how == "unseen":
            other += draw(st.sampled_from(UNSEEN))
        elif how == "blank" and character == " ":
            other = draw(st.sampled_from(BLANKS))
        parts.append(other)
    return "".join(parts)


def codes_of(text, language):
    faults = wording.hurtful_faults(wording.Wording("summary", text, language, wording.Allowance()))
    return [fault.code for fault in faults]


@pytest.mark.parametrize("language", READ_LANGUAGES)
@given(data=st.data())
def test_a_disguise_hides_no_sentence_that_warns_without_it(language, data):
    sentence = data.draw(st.sampled_from(HELDOUT[language]["harmful"]))

    assert codes_of(data.draw(disguised(sentence)), language) == codes_of(sentence, language)


@pytest.mark.parametrize("language", READ_LANGUAGES)
@given(data=st.data())
def test_a_disguise_makes_no_sentence_warn(language, data):
    sentence = data.draw(st.sampled_from(HELDOUT[language]["harmless"]))

    assert codes_of(data.draw(disguised(sentence)), language) == []
