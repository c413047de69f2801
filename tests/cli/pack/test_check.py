"""``takeaction pack check``: SARIF, what stays empty, how old it is, and how hard to read."""

import json
import re
import shutil
from pathlib import Path

import pytest

from takeaction.authoring.build import build

AT = ("--at", "2026-11-24T15:00Z")
LEVELS = {"none", "note", "warning", "error"}


def assert_is_sarif(log):
    """Hold the structure that SARIF 2.1.0 asks for against a log."""
    assert log["version"] == "2.1.0"  # section 3.13.2
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]  # 3.19.8
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
        assert result["level"] in LEVELS  # 3.27.10
        assert result["message"]["text"]  # 3.11.8
        for location in result["locations"]:
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert uri
            assert " " not in uri  # 3.4.3: a valid URI reference
            assert place.get("region", {"startLine": 1})["startLine"] >= 1  # 3.30.5


@pytest.fixture
def wrong(tmp_path, pack, monkeypatch):
    """Return a pack with a mistake and a warning, in the working folder."""
    place = tmp_path / "a pack"
    shutil.copytree(pack, place)
    path = place / "actions.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"solo-online"', '"alone"', 1), encoding="utf-8")
    (place / "other.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return place.name


def test_mistakes_are_written_for_a_code_host(takeaction, wrong):
    """Each is a result with its rule, level, file and line; the exit code is as without."""
    ran = takeaction("pack", "check", f"./{wrong}", "--sarif", "found.sarif")

    log = json.loads(Path("found.sarif").read_text(encoding="utf-8"))
    assert_is_sarif(log)
    assert ran.code == 1
    results = log["runs"][0]["results"]
    assert {each["level"] for each in results} == {"error", "warning"}
    first = next(each for each in results if each["ruleId"] == "shape.unknown_word")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20pack/actions.toml"
    assert place["region"] == {"startLine": 8}
    assert first["message"]["text"].startswith("write-letter.modes[0]: ")


def test_files_outside_the_working_folder_have_a_whole_address(takeaction, wrong, monkeypatch):
    """A relative one would mean another file."""
    folder = Path(wrong).absolute()
    monkeypatch.chdir(Path.home())

    takeaction("pack", "check", folder, "--sarif", folder / "found.sarif")

    log = json.loads((folder / "found.sarif").read_text(encoding="utf-8"))
    assert_is_sarif(log)
    places = [each["locations"][0]["physicalLocation"] for each in log["runs"][0]["results"]]
    assert {each["artifactLocation"]["uri"].partition("/a%20pack/")[0] for each in places} == {
        folder.parent.as_uri()
    }


def test_mistakes_of_an_archive_are_those_of_the_archive(takeaction, tmp_path, monkeypatch):
    """It has no lines; a mistake without a fix or a record is a result as well."""
    monkeypatch.chdir(tmp_path)
    Path("broken.zip").write_bytes(b"no archive")

    takeaction("pack", "check", "broken.zip", "--sarif", "found.sarif")

    log = json.loads(Path("found.sarif").read_text(encoding="utf-8"))
    assert_is_sarif(log)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "broken.zip"}}


def test_a_log_that_cannot_be_written_is_told(takeaction, pack, tmp_path):
    """There is no such folder: a wrong call."""
    ran = takeaction("pack", "check", pack, "--sarif", tmp_path / "no" / "found.sarif")

    assert (ran.code, "cannot be written" in ran.err) == (2, True)


def test_what_stays_empty_is_told(takeaction, tmp_path, pack):
    """Kinds, regions and languages without anything, and texts without a translation."""
    place = tmp_path / "again"
    shutil.copytree(pack, place)
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('languages = ["en", "es"]\n')
    (place / "locale").mkdir()
    words = 'msgctxt "write-letter#title"\nmsgid "Write a letter"\nmsgstr "Escriba una carta"\n'
    (place / "locale" / "es.po").write_text(words, encoding="utf-8")

    told = json.loads(takeaction("pack", "check", place, "--coverage", "--json").out)
    text = takeaction("pack", "check", place, "--coverage").out

    empty = told["coverage"]["first"]
    assert {"good", "rating", "word"} <= set(empty["kinds"])
    assert "write-letter#title" not in empty["untranslated"]["es"]
    assert "write-letter#steps[0]" in empty["untranslated"]["es"]
    assert "texts not in es: " in text
    assert ", …" in text


def test_how_old_it_is_is_told(takeaction, pack):
    """Records and contacts are counted by state."""
    told = json.loads(takeaction("pack", "check", pack, "--freshness", "--json", *AT).out)
    text = takeaction("pack", "check", pack, "--freshness", *AT).out

    names = [name for state in told["freshness"].values() for name in state]
    assert "write-letter" in names
    assert any("#contacts[" in name for name in names)
    assert "How old it is, in records and contacts:" in text


READING = """\
first: 3 actions, 1 indicator, 1 label, 4 resources, 1 vendor; 0 mistakes
    sha256:...
How hard it is to read, by LIX, which is a rough measure:
    en:        15, very easy
               132 words, 4.1 in a sentence; 11 of 100 are long
               newspapers in this language: 52
    es-MX:     54, hard for many readers: shorter words help
               61 words, 6.8 in a sentence; 48 of 100 are long
               newspapers in this language: 67
               locale/es-MX.po, report-it#summary: 83, very hard for many
                   readers: shorter sentences help
               locale/es-MX.po, write-letter#steps: 45, medium
    pl:        not measured: it has fewer than 20 words
    th:        not measured: it is written without blanks between words
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
    """Return a pack that speaks languages that read differently."""
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


def test_how_hard_it_is_to_read_is_told_in_80_columns(takeaction, spoken):
    """Each language, with what newspapers have, and its hardest texts; it is no mistake."""
    ran = takeaction("pack", "check", spoken, "--readability")

    shown = re.sub("sha256:.*", "sha256:...", ran.out)
    assert (ran.code, shown, ran.err) == (0, READING, "")
    assert max(map(len, ran.out.splitlines())) <= 80


def test_how_hard_it_is_to_read_is_told_to_programs(takeaction, spoken):
    """Whole numbers, every text that is judged, and why a language is not."""
    ran = takeaction("pack", "check", spoken, "--readability", "--json")

    told = json.loads(ran.out)["readability"]["first"]
    assert list(told) == ["en", "es-MX", "pl", "th"]
    assert told["es-MX"] == {
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
    assert told["pl"] == {**nothing, "not_measured": "too_short", "texts": [], "too_short": 0}
    assert told["th"]["not_measured"] == "no_blanks"


def test_a_pack_that_is_left_out_is_not_read(takeaction, tmp_path):
    """There is nothing to measure, and only the mistake is told."""
    ran = takeaction("pack", "check", tmp_path / "nothing", "--readability")
    told = takeaction("pack", "check", tmp_path / "nothing", "--readability", "--json")

    assert (ran.code, "How hard" in ran.out) == (1, False)
    assert json.loads(told.out)["readability"] == {}


def test_the_readability_of_an_installed_pack_is_told(takeaction, install, spoken):
    """Its texts all stand in one file."""
    files = {"pack.json": build(str(spoken))}
    install("first-things", pack="first", module="first_pack", files=files)

    told = json.loads(takeaction("pack", "check", "first", "--readability", "--json").out)

    (hardest, _) = told["readability"]["first"]["es-MX"]["texts"]
    assert (hardest["file"], hardest["text"]) == ("pack.json", "report-it#summary")
