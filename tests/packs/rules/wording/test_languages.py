"""The rules for the language of a text and for what a translation lost."""

import pytest

from takeaction import load
from takeaction.packs.rules import contact, wording
from takeaction.packs.rules.wording import frame_faults

LONG = "It answers at any hour, in your own language."


def script_codes(text, language):
    read = wording.Wording("summary", text, language, wording.Allowance(), original=("", None))
    return [fault.code for fault in wording.script_faults(read)]


def lost(source, text, language="es", spoken="en"):
    read = wording.Wording(
        "summary", text, language, wording.Allowance(), original=(source, spoken)
    )
    return [fault.code for fault in wording.loss_faults(read)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("UNICEF", "ar"),
        ("It answers at any hour.", "ar-Latn"),
        ("It answers at any hour.", "tlh"),
        ("Odgovara u svako doba dana.", "sr"),
        ("\u0414\u0430 " * 9, "sr"),
        ("\u30d8\u30eb\u306f\u7b54" * 4, "ja"),
        (
            "\u0417\u0432\u043e\u043d\u0438\u0442\u0435 \u0432 La Strada \u0434\u043d\u0435\u043c",
            "ru",
        ),
        ("\uff36\uff4f\uff55\uff53 \uff45\uff54\uff45\uff53 \uff49\uff43\uff49 \u00e9", "fr"),
    ],
    ids=["short", "script-named", "unknown", "latin", "cyrillic", "three", "mixed", "wide"],
)
def test_a_text_in_a_script_of_its_language_passes(text, language):
    assert script_codes(text, language) == []


@pytest.mark.parametrize("language", ["ar", "zh", "zh-Hans-CN", "ru", "el", "hi", "th", "ko"])
def test_a_text_in_a_script_of_another_language_warns(language):
    expected = [] if language == "zh-Hans-CN" else ["lang.script"]

    assert script_codes("It answers at any hour.", language) == expected


@pytest.mark.parametrize(
    ("source", "text", "language", "codes"),
    [
        ("Do not confront anyone.", "No confronte a nadie.", "es", []),
        ("Do not confront anyone.", "Evite confrontar a alguien.", "es", []),
        ("Do not confront anyone.", "Confronte a cualquiera.", "es", ["lang.negation"]),
        ("Call. Never tell him.", "Llame. Cuénteselo.", "es", ["lang.negation"]),
        ("Call. Never tell him.", "Llame: no se lo cuente. Espere.", "es", []),
        ("Call the line now.", "N'appelez pas la ligne.", "fr", ["lang.negation"]),
        ("Do not tell him.", "Powiedz mu o tym.", "pl", []),
    ],
)
def test_a_translation_forbids_what_its_source_forbids(source, text, language, codes):
    assert lost(source, text, language) == codes


def test_a_source_in_an_unknown_language_is_recognised_by_what_it_forbids():
    assert lost("Não diga nada.", "Cuénteselo.", "es", None) == []
    assert lost("Ne dites pas son nom.", "Cuénteselo.", "es", None) == ["lang.negation"]
    assert lost("Call the line now.", "No llame a la línea.", "es", None) == []


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Contesta día y noche.", "es", []),
        ("Contesta a veces", "es", []),
        ("Contesta a cada", "es", []),
        ("Contesta a tod", "es", ["lang.length"]),
        ("\u5168\u5929\u5019\u7528\u60a8", "zh", []),
        ("\u5168\u5929\u7528", "zh", ["lang.length"]),
    ],
)
def test_a_translation_has_a_third_of_the_length_to_expect(text, language, codes):
    assert lost(LONG, text, language) == codes
    assert lost("Call now, or write to us.", "Va.", language) == []


def test_a_source_in_a_dense_script_is_expected_to_grow():
    source = "\u5168\u5929\u5019\u4ee5\u60a8\u7684\u8bed\u8a00\u4e3a\u60a8\u670d\u52a1"

    assert lost(source, "Contesta.", "es", "zh") == ["lang.length"]
    assert lost(source, "Contesta día y noche.", "es", "zh") == []


def test_the_translations_in_our_packs_lost_nothing():
    pairs = [
        (field, text, words)
        for record in load()
        for field, text in contact.readable_texts(record)
        for words in text.translations
    ]

    assert len(pairs) > 3_000
    for field, text, words in pairs:
        assert script_codes(words.text, words.language) == [], field
        assert lost(text.source, words.text, words.language, text.language) == [], field


def test_a_pack_translates_none_of_our_sentences_into_our_languages():
    (fault,) = frame_faults("emergency.local", "Llame.", "es")

    assert fault.code == "frame.language"
