"""Words that a pack lends to a text of another: it adds a language, and takes none."""

import pytest

from takeaction.models.patch import PatchText
from takeaction.models.text import Text, Words
from takeaction.packs.merging.patches import fault_of

OWN = Text("Call 112.", "en", (Words("Llame al 112.", "es"), Words("打112。", "zh-Hans")))


def lent(language, text="Words.", source="Call 112."):
    """Return code, problem and fix of what is wrong with a translation; None if nothing is."""
    given = PatchText(language=language, field="steps[0]", source=source, text=text)
    fault = fault_of(given, OWN)
    return fault and (fault.code, fault.field, fault.problem, fault.fix)


@pytest.mark.parametrize("language", ["fr", "zh-Hant", "ne-NP"])
def test_a_language_that_a_text_does_not_speak_is_lent(language):
    """Another script is another language: whoever reads one cannot read the other."""
    assert lent(language) is None


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_a_translation_that_a_pack_has_itself_is_no_mistake(language):
    """It is passed over: the pack's own words stand."""
    assert lent(language) is None


@pytest.mark.parametrize("language", ["en", "en-GB", "es-MX", "zh-Hans-CN"])
def test_words_that_would_stand_in_place_of_those_of_the_pack_are_left_out(language):
    """Whoever asks for a narrower language is answered in the pack's own words."""
    assert lent(language) == (
        "lang.taken",
        "",
        f'its words in "{language}" would stand in place of those of the pack.',
        "leave them out.",
    )


def test_a_translation_of_another_sentence_is_stale():
    """The text was changed since, or is not there."""
    stale = ("lang.stale", "", 'it translates "steps[0]", which is not there or reads otherwise.')

    assert lent("fr", source="Call 113.") == (*stale, "translate it again.")
    missing = PatchText(language="fr", field="steps[0]", source="Call 112.", text="Words.")
    assert fault_of(missing, None) == fault_of(missing, Text("Other."))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Appelez le 112.", None),
        ("Appelez le 1 1 2, ou le 113.", "113"),
        ("Voyez help.example.", "help.example"),
        ("Appelez.", None),
    ],
    ids=["same", "another", "address", "none"],
)
def test_a_number_that_stands_in_the_translation_alone_is_refused(text, named):
    """A translation names nobody else to call."""
    assert lent("fr", text) == (
        named
        and (
            "lang.number",
            "",
            f'its words name "{named}", and those that it translates do not.',
            "translate the words, and add nothing.",
        )
    )
