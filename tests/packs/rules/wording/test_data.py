"""The wording as data: what is made from it, and what a linguist may get wrong."""

import re
import runpy
from pathlib import Path

import pytest

SCRIPT = runpy.run_path(str(Path(__file__).parents[4] / "scripts" / "wording.py"))
FILES = {path.name: (path, text) for path, text in SCRIPT["files"]()}
SOURCES = {path.stem: path.with_suffix(".toml").read_text("utf-8") for path, _ in FILES.values()}
TABLES = """
[macros]
them = ["them", "him"]
[endings]
ar = "ar -e"
[verbs]
take = "llev"
"""


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_from_the_wording_is_up_to_date(name):
    # To update it, run ``python scripts/wording.py``.
    path, text = FILES[name]

    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("language", SOURCES)
def test_every_macro_is_used(language):
    tables = re.split(r"^\[+(\w+)\]+$", SOURCES[language], flags=re.MULTILINE)
    of_table = dict(zip(tables[1::2], tables[2::2], strict=True))
    named = re.findall(r"^(\w+) =", of_table["macros"] + of_table.get("verbs", ""), re.MULTILINE)

    assert [name for name in named if f"{{{name}}}" not in SOURCES[language]] == []


@pytest.mark.parametrize("language", SOURCES)
def test_no_line_ends_in_a_blank_that_an_editor_would_take_away(language):
    assert [line for line in SOURCES[language].splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("verbs", "forms"),
    [
        ("follow chase", ["chase", "follow"]),
        ("castig-|ar", ["castigar", "castigue"]),
        ("{take}|ar siga", ["llevar", "lleve", "siga"]),
        ("{take}|ar -lleve", ["llevar"]),
    ],
)
def test_verbs_have_all_their_forms(verbs, forms):
    wording = SCRIPT["Wording"](TABLES)

    assert sorted(wording.verbs(verbs)) == forms


def test_a_macro_or_a_pattern_that_is_wrong_is_named():
    wording = SCRIPT["Wording"](TABLES)

    assert wording.pattern(" {them}\n   |her{0,2}") == " (?:them|him)|her{0,2}"
    with pytest.raises(SystemExit, match=r"\{then\} is not among the macros"):
        wording.pattern("{then}")
    with pytest.raises(SystemExit, match="is no pattern"):
        wording.pattern("(them")
