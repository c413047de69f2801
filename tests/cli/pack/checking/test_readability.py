"""``takeaction pack check --readability``: the difficulty of the texts of a pack."""

import json
import re
import shutil

import pytest

from takeaction.authoring.build import build

READING = """\
first: 3 actions, 1 indicator, 1 label, 4 resources, 1 vendor; 0 mistakes
    sha256:...
Reading difficulty by LIX, a rough measure:
    en:        15, very easy
               132 words, 4.1 a sentence; 11 of 100 are long
               newspapers in this language: 52
    es-MX:     54, hard for many readers: shorter words help
               61 words, 6.8 a sentence; 48 of 100 are long
               newspapers in this language: 67
               locale/es-MX.po, report-it#summary: 83, very hard for many
                   readers: shorter sentences help
               locale/es-MX.po, write-letter#steps: 45, medium
    pl:        not measured: it has fewer than 20 words
    th:        not measured: it is written without spaces between words
"""

EACH = "Escriba una carta al ministro. "
HARD = (
    "La organización independiente escucha confidencialmente cualquier situación y explica "
    "posteriormente las posibilidades existentes para cada persona afectada en todo el territorio."
)

SPOKEN = {
    "es-MX": {
        "write-letter#steps[0]": EACH * 4,
        "write-letter#steps[1]": EACH * 4,
        "report-it#summary": HARD,
    },
    "pl": {"write-letter#title": "Napisz list"},
    "th": {"write-letter#title": "เขียนจดหมาย"},
}


@pytest.fixture
def spoken(tmp_path, pack):
    place = tmp_path / "spoken"
    shutil.copytree(pack, place)
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('languages = ["en", "es-MX", "pl", "th"]\n')
    (place / "locale").mkdir()
    texts = {
        "write-letter#title": "Write a letter",
        "write-letter#steps[0]": "Find the address.",
        "write-letter#steps[1]": "Write one page in your own words.",
        "report-it#summary": "A helpline listens and says what you can do.",
    }
    for tag, words in SPOKEN.items():
        entries = "\n\n".join(
            f'msgctxt "{key}"\nmsgid "{texts[key]}"\nmsgstr "{text}"' for key, text in words.items()
        )
        (place / "locale" / f"{tag}.po").write_text(f"{entries}\n", encoding="utf-8")
    return place


def test_the_difficulty_of_each_language_is_printed(takeaction, spoken):
    ran = takeaction("pack", "check", spoken, "--readability")

    shown = re.sub("sha256:.*", "sha256:...", ran.out)
    assert (ran.code, shown, ran.err) == (0, READING, "")
    assert max(map(len, ran.out.splitlines())) <= 80


def test_json_holds_every_measured_text(takeaction, spoken):
    ran = takeaction("pack", "check", spoken, "--readability", "--json")

    answer = json.loads(ran.out)["readability"]["first"]
    assert list(answer) == ["en", "es-MX", "pl", "th"]
    assert answer["es-MX"] == {
        "lix": 54,
        "band": "hard",
        "words": 61,
        "sentences": 9,
        "long_words": 29,
        "advice": "hard for many readers: shorter words help",
        "not_measured": None,
        "texts": [
            {
                "file": "locale/es-MX.po",
                "text": "report-it#summary",
                "lix": 83,
                "band": "very hard",
                "words": 21,
                "sentences": 1,
                "long_words": 13,
                "advice": "very hard for many readers: shorter sentences help",
            },
            {
                "file": "locale/es-MX.po",
                "text": "write-letter#steps",
                "lix": 45,
                "band": "medium",
                "words": 40,
                "sentences": 8,
                "long_words": 16,
                "advice": None,
            },
        ],
        "too_short": 0,
    }
    nothing = dict.fromkeys(["lix", "band", "words", "sentences", "long_words", "advice"])
    assert answer["pl"] == {**nothing, "not_measured": "too_short", "texts": [], "too_short": 0}
    assert answer["th"]["not_measured"] == "no_blanks"


def test_a_pack_that_is_left_out_is_not_measured(takeaction, tmp_path):
    ran = takeaction("pack", "check", tmp_path / "nothing", "--readability")
    answer = takeaction("pack", "check", tmp_path / "nothing", "--readability", "--json")

    assert (ran.code, "How hard" in ran.out) == (1, False)
    assert json.loads(answer.out)["readability"] == {}


def test_an_installed_pack_is_measured(takeaction, install, spoken):
    files = {"pack.json": build(str(spoken))}
    install("first-things", pack="first", module="first_pack", files=files)

    answer = json.loads(takeaction("pack", "check", "first", "--readability", "--json").out)

    (hardest, _) = answer["readability"]["first"]["es-MX"]["texts"]
    assert (hardest["file"], hardest["text"]) == ("pack.json", "report-it#summary")
