"""Readability: words, sentences and long words against counts made by hand."""

import unicodedata

import pytest

from takeaction import load
from takeaction.authoring.build import build
from takeaction.authoring.readability import (
    FEWEST_WORDS,
    Measurement,
    Unmeasured,
    measure,
    measure_pack,
    unmeasured_reason,
)
from takeaction.packs.sources.discovery import pack_at

# Counted by hand: words, sentences, words of more than six letters.
COUNTED = {
    # emergency
    "english": (
        "Stop. Are you safe? If you are in danger, call the emergency number first.",
        (14, 3, 1),
    ),
    # peligro; primero, emergencia; alguien
    "spanish": (
        "¿Está en peligro? Llame primero al número de emergencia. Luego hable con alguien.",
        (13, 3, 4),
    ),
    # quelqu'un, garde-t-il, papiers; peut-être
    "french": (
        "Quelqu'un garde-t-il vos papiers ? C'est peut-être un signe ; ce n'est jamais une preuve.",
        (13, 2, 4),
    ),
    # الطوارئ
    "arabic": ("هل أنت في خطر؟ اتصل برقم الطوارئ أولا. ثم تحدث مع شخص تثق به.", (14, 3, 1)),
    "hindi": ("क्या आप खतरे में हैं? पहले कॉल करें।", (8, 2, 0)),
    "digits": ("Call 116 or 1-888-373-7888 at 10:30.", (3, 1, 0)),
    "digits next to letters": ("An H-2A visa, 24h", (4, 1, 0)),
    "addresses": (
        "See https://example.org/a.b?c=d. Or www.example.org/x, or example.org/help.",
        (3, 2, 0),
    ),
    "mailbox": ("Write to talk@example.org. They answer.", (4, 2, 0)),
    "slots": ("My name is [your name]. I live in [town].", (6, 2, 0)),
    "abbreviations": ("Approx. ten days, e.g. in May.", (6, 1, 0)),
    "ellipsis that goes on": ("Wait … then call.", (3, 1, 0)),
    "ellipsis at the end": ("Wait… Then call.", (3, 2, 0)),
    "several marks": ("Really?! Stop... No", (3, 3, 0)),
    "colon": ("Danger now: call first.", (4, 2, 0)),
    "time with a colon": ("Open at 9:30 today", (3, 1, 0)),
    "semicolon": ("Stop; then go.", (3, 1, 0)),
    "quotes and brackets": ("“Stop.” (Go on.) End", (4, 3, 0)),
    "lines": ("A title\nAnother line", (4, 2, 1)),
    "hyphen and apostrophe": ("Labour-rights don't end", (3, 1, 1)),
    "slash": ("police/army", (2, 1, 0)),
    "dashes": ("one\u2014two \u2013 three", (3, 1, 0)),
    "hard blank": ("ten\u00a0days\u202f!", (2, 1, 0)),
    "vowel marks are not letters": ("مُسَاعَدَة", (1, 1, 0)),
    "a stretched word": ("مســــاعدة", (1, 1, 0)),
    "joiner inside a word": ("می\u200cروند", (1, 1, 0)),
}


@pytest.mark.parametrize(("text", "counts"), COUNTED.values(), ids=COUNTED)
def test_words_sentences_and_long_words_are_counted(text, counts):
    assert measure([text]) == Measurement(*counts)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("word", "long_words"), [("élèves", 0), ("écoutés", 1)])
def test_combining_marks_are_not_letters(form, word, long_words):
    assert measure([unicodedata.normalize(form, word)]) == Measurement(1, 1, long_words)


@pytest.mark.parametrize("text", ["", " \n ", "116", "[your name]", "https://example.org/", "?!"])
def test_a_text_without_words_has_no_figure(text):
    # It would be a division by zero.
    assert measure([text]) is None
    assert measure([]) is None


@pytest.mark.parametrize(
    ("measurement", "lix", "band", "advice"),
    [
        (Measurement(14, 3, 1), 12, "very easy", None),
        (Measurement(100, 10, 19), 29, "very easy", None),
        (Measurement(100, 10, 20), 30, "easy", None),
        (Measurement(15, 3, 6), 45, "medium", None),
        (Measurement(40, 2, 6), 35, "easy", None),
        (Measurement(200, 20, 79), 50, "hard", "words"),
        (Measurement(200, 20, 78), 49, "medium", None),
        (Measurement(15, 1, 6), 55, "hard", "words"),
        (Measurement(16, 1, 6), 54, "hard", "sentences"),
        (Measurement(20, 2, 10), 60, "very hard", "words"),
        (Measurement(60, 1, 6), 70, "very hard", "sentences"),
    ],
)
def test_a_figure_has_its_band_and_advice(measurement, lix, band, advice):
    assert (measurement.lix, measurement.band) == (lix, band)
    assert measurement.advice == (advice and f"{band} for many readers: shorter {advice} help")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("あなたは安全ですか。", Unmeasured.NO_BLANKS),
        ("你安全吗。先打紧急电话。", Unmeasured.NO_BLANKS),
        ("คุณปลอดภัยไหม", Unmeasured.NO_BLANKS),
        ("តើអ្នកមានសុវត្ថិភាពទេ", Unmeasured.NO_BLANKS),
        ("ເຈົ້າປອດໄພບໍ", Unmeasured.NO_BLANKS),
        ("သင် ဘေးကင်းပါသလား။", Unmeasured.NO_BLANKS),
        ("안전합니까?", Unmeasured.SYLLABLES),
        ("ደህና ነህ?", Unmeasured.SYLLABLES),
        ("Safe? 安全", None),
        ("هل أنت في خطر؟", None),
        ("क्या आप खतरे में हैं?", None),
        ("116", None),
    ],
)
def test_scripts_without_a_meaningful_figure_are_recognised(text, reason):
    assert unmeasured_reason([text]) is reason


LONG = (
    "Organisations everywhere investigate exploitation because governments demand accountability."
)
ACTION = """\
[[action]]
id = "write"
title = "Write a letter to Nestle"
summary = "It helps."
steps = [{steps}]
minutes = {{ min = 1, typical = 2, max = 5 }}
cadence = "once"
modes = ["solo-online"]
source = {{ title = "A guide" }}
links = [{{ title = "{long} {long} {long}", url = "https://example.org/" }}]
"""
ONE_STEP = "Find the address of the one who speaks for you, and write it down."


@pytest.fixture
def measured(project):
    def make(*steps, spanish="", path=None):
        folder = project / "src" / "takeaction_pack_small"
        text = ACTION.format(steps=", ".join(f'"{step}"' for step in steps), long=LONG[:50])
        (folder / "actions.toml").write_text(text, encoding="utf-8")
        (folder / "locale" / "es.po").write_text(spanish, encoding="utf-8")
        place = path(project) if path else project
        return measure_pack(load(paths=[place], packs=[], on_mistake="raise"), pack_at(place))

    return make


def counts(figures):
    return figures["words"], figures["sentences"], figures["long_words"]


def test_the_steps_of_a_record_are_measured_together(measured):
    # A step is too short for a figure, but the list is not. Names and links are left out.
    english = measured(ONE_STEP, "Call.", "Rest, and ask others of it.")["en"]

    (piece,) = english["texts"]
    assert (piece["file"], piece["text"]) == ("actions.toml", "write#steps")
    assert counts(piece) == (21, 3, 1)
    assert english["too_short"] == 2
    assert counts(english) == (21 + 5 + 2, 5, 1)


def test_a_text_of_fewer_than_twenty_words_gets_no_figure_of_its_own(measured):
    enough = measured(ONE_STEP, "Call.", "Rest, and ask others.", "Wait.")["en"]
    too_few = measured(ONE_STEP, "Call.", "Rest, and ask others.")["en"]

    assert [piece["words"] for piece in enough["texts"]] == [FEWEST_WORDS]
    assert (too_few["texts"], too_few["too_short"]) == ([], 3)


@pytest.mark.parametrize(("last_word", "reason"), [("", "too_short"), ("tres", None)])
def test_a_language_with_few_words_is_not_measured(measured, last_word, reason):
    words = f"uno dos {'tres ' * 16}tres {last_word}".strip()
    entry = f'msgctxt "write#summary"\nmsgid "It helps."\nmsgstr "{words}"\n'

    spanish = measured("A.", "B.", "C.", spanish=entry)["es"]

    assert spanish["not_measured"] == reason
    assert (spanish["lix"] is None) is (reason is not None)
    assert [(piece["file"], piece["text"]) for piece in spanish["texts"]] == (
        [] if reason else [("locale/es.po", "write#summary")]
    )


def test_the_hardest_texts_come_first(measured):
    hard = f"{LONG} {LONG} {LONG}"
    entry = f'msgctxt "write#summary"\nmsgid "It helps."\nmsgstr "{hard}"\n\n'
    for number in range(3):
        entry += f'msgctxt "write#steps[{number}]"\nmsgid "S."\nmsgstr "{ONE_STEP} S."\n\n'

    spanish = measured("S.", "S.", "S.", spanish=entry)["es"]

    assert [piece["text"] for piece in spanish["texts"]] == ["write#summary", "write#steps"]
    assert spanish["texts"][0]["advice"] == "very hard for many readers: shorter words help"


def test_a_built_pack_has_its_texts_in_one_file(measured, tmp_path):
    def built(project):
        folder = tmp_path / "built"
        folder.mkdir()
        (folder / "pack.json").write_bytes(build(project))
        return folder

    entry = f'msgctxt "write#summary"\nmsgid "It helps."\nmsgstr "{ONE_STEP} {ONE_STEP}"\n'
    steps = (ONE_STEP, "Call.", "Rest, and ask others of it.")
    sources = measured(*steps, spanish=entry)

    built_pack = measured(*steps, spanish=entry, path=built)

    assert list(built_pack) == list(sources) == ["en", "es"]
    for tag, language in built_pack.items():
        assert counts(language) == counts(sources[tag])
        assert {piece["file"] for piece in language["texts"]} == {"pack.json"}
