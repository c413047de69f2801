"""Sentences written after the rules, in each language: what the rules find, and what they miss."""

import tomllib
from pathlib import Path

import pytest

from takeaction.packs.rules import wording
from takeaction.packs.rules.phrases import READ_LANGUAGES

HELDOUT = {
    language: tomllib.loads(
        Path(__file__).with_name("heldout").joinpath(f"{language}.toml").read_text("utf-8")
    )
    for language in READ_LANGUAGES
}


def warns(text, language):
    return bool(
        list(
            wording.hurtful_faults(wording.Wording("summary", text, language, wording.Allowance()))
        )
    )


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_the_list_is_as_long_as_the_page_says(language):
    lengths = {kind: len({*sentences}) for kind, sentences in HELDOUT[language].items()}

    assert lengths == {"harmful": 62, "harmless": 62, "second_harmful": 30, "second_harmless": 30}


@pytest.mark.parametrize("kind", ["harmful", "second_harmful"])
@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_sentences_that_hurt_warn(language, kind):
    assert [text for text in HELDOUT[language][kind] if not warns(text, language)] == []


@pytest.mark.parametrize("kind", ["harmless", "second_harmless"])
@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_harmless_sentences_pass(language, kind):
    assert [text for text in HELDOUT[language][kind] if warns(text, language)] == []
