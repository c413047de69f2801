"""How hard texts are to read: words, sentences and long words, counted by hand."""

import unicodedata

import pytest

from takeaction import load
from takeaction.authoring.build import build
from takeaction.authoring.readability import (
    FEWEST_WORDS,
    Reading,
    Unmeasured,
    measure,
    readability,
    unmeasured,
)
from takeaction.packs.sources.discovery import find_path

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
    "digits beside letters": ("An H-2A visa, 24h", (4, 1, 0)),
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
    "vowel marks are no letters": ("مُسَاعَدَة", (1, 1, 0)),
    "a stretched word": ("مســــاعدة", (1, 1, 0)),
    "joiner inside a word": ("می\u200cروند", (1, 1, 0)),
}


@pytest.mark.parametrize(("text", "counts"), COUNTED.values(), ids=COUNTED)
def test_words_sentences_and_long_words_are_counted(text, counts):
    """Each counting rule, and texts in four languages, as counted by hand."""
    assert measure([text]) == Reading(*counts)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("word", "long_words"), [("élèves", 0), ("écoutés", 1)])
def test_marks_are_no_letters_however_they_are_written(form, word, long_words):
    """Six letters with accents are six letters, whether the accents stand apart or not."""
    assert measure([unicodedata.normalize(form, word)]) == Reading(1, 1, long_words)


@pytest.mark.parametrize("text", ["", " \n ", "116", "[your name]", "https://example.org/", "?!"])
def test_a_text_without_words_has_no_figure(text):
    """There is nothing to divide by."""
    assert measure([text]) is None
    assert measure([]) is None


@pytest.mark.parametrize(
    ("reading", "lix", "band", "advice"),
    [
        (Reading(14, 3, 1), 12, "very easy", None),
        (Reading(100, 10, 19), 29, "very easy", None),
        (Reading(100, 10, 20), 30, "easy", None),
        (Reading(15, 3, 6), 45, "medium", None),
        (Reading(40, 2, 6), 35, "easy", None),
        (Reading(200, 20, 79), 50, "hard", "words"),
        (Reading(200, 20, 78), 49, "medium", None),
        (Reading(15, 1, 6), 55, "hard", "words"),
        (Reading(16, 1, 6), 54, "hard", "sentences"),
        (Reading(20, 2, 10), 60, "very hard", "words"),
        (Reading(60, 1, 6), 70, "very hard", "sentences"),
    ],
)
def test_a_figure_has_its_band_and_what_helps(reading, lix, band, advice):
    """A half is rounded up; from 50 it says what to shorten, by how long the sentences are."""
    assert (reading.lix, reading.band) == (lix, band)
    assert reading.advice == (advice and f"{band} for many readers: shorter {advice} help")


@pytest.mark.parametrize(
    ("text", "why"),
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
def test_scripts_for_which_the_measure_means_nothing_are_told_apart(text, why):
    """Where most letters are of a script without blanks, or stand for syllables."""
    assert unmeasured([text]) is why


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
def judged(project):
    """Return a function that measures the small pack once its actions say something."""

    def make(*steps, spanish="", path=None):
        folder = project / "src" / "takeaction_pack_small"
        text = ACTION.format(steps=", ".join(f'"{step}"' for step in steps), long=LONG[:50])
        (folder / "actions.toml").write_text(text, encoding="utf-8")
        (folder / "locale" / "es.po").write_text(spanish, encoding="utf-8")
        place = path(project) if path else project
        return readability(load(paths=[place], packs=[], on_mistake="raise"), find_path(place))

    return make


def test_steps_of_one_record_are_taken_together(judged):
    """Each step is too short to be judged alone; the list is not. Names and links are left out."""
    english = judged(ONE_STEP, "Call.", "Rest, and tell nobody of it.")["en"]

    (piece,) = english.pieces
    assert (piece.file, piece.key) == ("actions.toml", "write#steps")
    assert piece.reading == Reading(21, 3, 1)
    assert english.too_short == 2
    assert english.reading == Reading(21 + 5 + 2, 5, 1)


def test_a_text_of_fewer_than_twenty_words_is_not_judged_alone(judged):
    """Nineteen words are too few, twenty are enough."""
    enough = judged(ONE_STEP, "Call.", "Rest, and tell nobody.", "Wait.")["en"]
    too_few = judged(ONE_STEP, "Call.", "Rest, and tell nobody.")["en"]

    assert [piece.reading.words for piece in enough.pieces] == [FEWEST_WORDS]
    assert (too_few.pieces, too_few.too_short) == ((), 3)


@pytest.mark.parametrize(("more", "why"), [("", Unmeasured.TOO_SHORT), ("tres", None)])
def test_a_language_with_hardly_a_word_is_not_judged(judged, more, why):
    """What is translated so far may be too little to say anything of."""
    words = f"uno dos {'tres ' * 16}tres {more}".strip()
    entry = f'msgctxt "write#summary"\nmsgid "It helps."\nmsgstr "{words}"\n'

    spanish = judged("A.", "B.", "C.", spanish=entry)["es"]

    assert spanish.unmeasured is why
    assert (spanish.reading is None) is (why is not None)
    assert [(piece.file, piece.key) for piece in spanish.pieces] == (
        [] if why else [("locale/es.po", "write#summary")]
    )


def test_the_hardest_texts_stand_first(judged):
    """By their figure, equal ones by file and key."""
    hard = f"{LONG} {LONG} {LONG}"
    entry = f'msgctxt "write#summary"\nmsgid "It helps."\nmsgstr "{hard}"\n\n'
    for number in range(3):
        entry += f'msgctxt "write#steps[{number}]"\nmsgid "S."\nmsgstr "{ONE_STEP} S."\n\n'

    spanish = judged("S.", "S.", "S.", spanish=entry)["es"]

    assert [piece.key for piece in spanish.pieces] == ["write#summary", "write#steps"]
    assert spanish.pieces[0].reading.advice == "very hard for many readers: shorter words help"


def test_a_built_pack_has_its_texts_in_one_file(judged, tmp_path):
    """The figures are the same, and the file is the only one that there is."""

    def built(project):
        folder = tmp_path / "built"
        folder.mkdir()
        (folder / "pack.json").write_bytes(build(project))
        return folder

    entry = f'msgctxt "write#summary"\nmsgid "It helps."\nmsgstr "{ONE_STEP} {ONE_STEP}"\n'
    steps = (ONE_STEP, "Call.", "Rest, and tell nobody of it.")
    sources = judged(*steps, spanish=entry)

    found = judged(*steps, spanish=entry, path=built)

    assert list(found) == list(sources) == ["en", "es"]
    for tag, language in found.items():
        assert language.reading == sources[tag].reading
        assert {piece.file for piece in language.pieces} == {"pack.json"}
