"""Translations that a pack adds to a text of another: it adds languages and replaces none."""

import pytest

from takeaction.models.pack import PatchText
from takeaction.models.text import Text, Words
from takeaction.packs.merging.patches import translation_fault

OWN = Text("Call 112.", "en", (Words("Llame al 112.", "es"), Words("打112。", "zh-Hans")))


def lent(language, text="Words 112.", source="Call 112."):
    """Return the code, field, problem and fix of the fault of a translation, or None."""
    translation = PatchText(language=language, field="steps[0]", source=source, text=text)
    fault = translation_fault(translation, OWN)
    return fault and (fault.code, fault.field, fault.problem, fault.fix)


@pytest.mark.parametrize("language", ["fr", "zh-Hant", "ne-NP"])
def test_a_new_language_is_added(language):
    assert lent(language) is None


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_a_translation_that_the_pack_already_has_is_no_mistake(language):
    assert lent(language) is None


@pytest.mark.parametrize("language", ["en", "en-GB", "es-MX", "zh-Hans-CN"])
def test_words_that_would_replace_the_packs_own_are_left_out(language):
    assert lent(language) == (
        "lang.taken",
        "",
        f'its words in "{language}" would replace the pack\'s own.',
        "leave them out.",
    )


def test_a_translation_of_another_sentence_is_stale():
    # The text has changed since, or is missing.
    stale = ("lang.stale", "", 'it translates "steps[0]", which is missing or has changed.')

    assert lent("fr", source="Call 113.") == (*stale, "translate the current text.")
    missing = PatchText(language="fr", field="steps[0]", source="Call 112.", text="Words 112.")
    assert translation_fault(missing, None) == translation_fault(missing, Text("Other."))


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("Appelez le 1 1 2, ou le 113.", "lang.digits", 'it has "113", and the original does not.'),
        ("Appelez le 112 ou le 1999.", "lang.digits", 'it has "1999", and the original does not.'),
        ("Appelez.", "lang.digits", 'it lacks "112" of the original.'),
        (
            "Appelez le 112, voyez help.example.",
            "lang.number",
            'its words mention "help.example", which the original does not.',
        ),
    ],
    ids=["another", "like-a-year", "none", "address"],
)
def test_a_translation_has_the_digits_and_the_addresses_of_its_text(text, code, problem):
    assert lent("fr", text)[:3] == (code, "", problem)


def test_a_translation_with_the_same_number_is_added():
    assert lent("fr", "Appelez le 1 1 2.") is None
