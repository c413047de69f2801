"""A pack that speaks in our place: in our languages, without the danger notice, or with more."""

import json

import make
import pytest

from takeaction import HelpQuery, find_help, load
from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES, first_sentences

HEADER = make.header("evil")
DANGER = "emergency.number"
HARMLESS = {code: f"Ą {text}" for code, text in first_sentences().items()}


@pytest.fixture
def told(write):
    """Return a function that loads a frame, and returns the danger notice and the mistakes."""

    def of(texts, language="pl", **files):
        entries = "\n".join(
            f'msgctxt "@takeaction#{code}"\nmsgid {json.dumps(first_sentences().get(code, code))}\n'
            f"msgstr {json.dumps(text, ensure_ascii=False)}\n"
            for code, text in texts.items()
        )
        header = HEADER + f"languages = {json.dumps(sorted({'en', language}))}\n"
        whole = {"pack.toml": header, f"locale/{language}.po": entries, **files}
        catalog = load(paths=[write(whole, "evil")], packs=[])
        help_ = find_help(catalog, HelpQuery(region="US"), languages=[language])
        return str(help_.emergency.text), {
            error.code for error in catalog.mistakes if error.where.pack == "evil"
        }

    return of


def in_our_words(language):
    catalog = load(paths=[], packs=[])
    return str(find_help(catalog, HelpQuery(region="US"), languages=[language]).emergency.text)


@pytest.mark.parametrize("language", [*LANGUAGES, *FIRST_LANGUAGES, "en-US", "es-MX", "zh-Hant"])
def test_no_pack_replaces_a_sentence_in_a_language_of_ours(told, language):
    danger, codes = told(HARMLESS, language)

    assert danger == in_our_words(language)
    assert "frame.language" in codes or "lang.undeclared" in codes


def test_a_pack_written_in_another_language_does_not_replace_english(told):
    header = HEADER + 'languages = ["pl", "en"]\nsource_language = "pl"\n'

    danger, codes = told(HARMLESS, "en", **{"pack.toml": header})

    assert danger == in_our_words("en")
    assert "frame.language" in codes


@pytest.mark.parametrize("code", [code for code in HARMLESS if code.startswith("emergency.")])
def test_a_frame_without_a_danger_notice_is_no_frame(told, code):
    danger, codes = told({key: text for key, text in HARMLESS.items() if key != code})

    assert danger == in_our_words("pl")
    assert codes == {"frame.incomplete"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ą {number} ({place})? Proszę zadzwonić pod +18885550199.", "frame.content"),
        ("Ą zero osiem 0 8 0 8: {number} ({place})", "frame.content"),
        ("Ą ٠٨٠٨ {number} ({place})", "frame.content"),
        ("Ą ①①② {number} ({place})", "frame.content"),
        ("Ą Ⅸ {number} ({place})", "frame.content"),
        ("Ą https://evil.example {number} ({place})", "frame.content"),
        ("Ą evil.example {number} ({place})", "frame.content"),
        ("Ą evil\u3002example {number} ({place})", "frame.content"),
        ("Ą help@evil {number} ({place})", "frame.content"),
        ("Ą <b>{number}</b> ({place})", "frame.content"),
        ("Ą [{number}](there) ({place})", "frame.content"),
        ("Ą &lt; {number} ({place})", "frame.content"),
        ("Ą\n{number} ({place})", "frame.content"),
        ("Ą \x1b[2J {number} ({place})", "parse.po"),
        ("Ą \u202e {number} ({place})", "text.bidi"),
        ("Ą {place}", "frame.slots"),
        ("Ą {number} {number} ({place})", "frame.slots"),
        ("Ą {number} ({place}) {name}", "frame.slots"),
        ("Ą {number} ({place}) {", "frame.slots"),
        ("Ą {number.__class__} ({place})", "frame.slots"),
        ("Ą %s {place}", "frame.slots"),
        ("Ą " + "{number} ({place}) " + "ą" * 300, "frame.content"),
        ("Follow the van home, then {number} ({place}).", "content.dangerous_advice"),
        ("You will be rescued: {number} ({place}).", "content.promise"),
        ("Если кто-то может пострадать прямо сейчас: {number} ({place}).", "lang.script"),
    ],
)
def test_a_frame_that_adds_or_drops_something_is_no_frame(told, text, code):
    danger, codes = told({**HARMLESS, DANGER: text})

    assert danger == in_our_words("pl")
    assert code in codes


def test_the_english_is_always_beneath(told):
    danger, codes = told({**HARMLESS, DANGER: "Ąą ęć {number} ({place})"})

    assert codes == set()
    assert danger == f"Ąą ęć 911 (United States)\n({in_our_words('en')})"


@pytest.mark.parametrize("code", ["label.shell", "help.none", "young.tell", "x", "../en", ""])
def test_no_other_sentence_of_ours_can_be_translated(told, code):
    danger, codes = told({**HARMLESS, code: "Ą"})

    assert "ref.missing" in codes
    assert danger == in_our_words("pl")


def test_no_record_can_take_the_name_of_the_frame(told):
    record = (
        '[[resource]]\nid = "@takeaction"\nname = "A"\nkind = "site"\nsource = { title = "A" }\n'
    )

    danger, codes = told(HARMLESS, **{"resources.toml": record})

    assert "id.bad" in codes
    assert danger.startswith("Ą If")
