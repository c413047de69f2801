"""Words and matters are written once: what is made from them is as it should be."""

import runpy
from pathlib import Path

import attrs
import pytest

from takeaction.core_data import LANGUAGES
from takeaction.engine.help.serving import ANYONE, Matter
from takeaction.models.resource import Disclosure
from takeaction.vocabulary.closed_words import NeedTopic, Stops, Told
from takeaction.vocabulary.resources import ASKED_PURPOSES, SUPPORT_PURPOSES

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "words.py"))
FILES = {path.name: (path, text) for path, text in SCRIPT["files"]()}
LISTS = SCRIPT["lists"]()
ROWS = [Matter(row["topic"], row["who"], row) for row in SCRIPT["matters"]()]


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_from_the_words_is_up_to_date(name):
    # To update it, run ``python scripts/words.py``.
    path, text = FILES[name]

    assert path.read_text("utf-8") == text


def test_every_word_has_all_that_a_word_needs():
    used = {of_set["flag"] for facts in LISTS.values() for of_set in facts.get("sets", {}).values()}
    for name, facts in LISTS.items():
        for word, of_word in facts["words"].items():
            assert of_word["means"].endswith("."), (name, word)
            assert all(of_word[language] for language in LANGUAGES), (name, word)
        flags = {flag for of_word in facts["words"].values() for flag in of_word.get("is", ())}
        assert flags - used <= {"general", "stops", "other"}, name


def test_every_topic_and_everyone_who_wants_to_stop_has_a_row():
    topics = {row.name for row in ROWS if row.who == ANYONE}

    assert topics == {*NeedTopic, *(f"stop-{word}" for word in Stops)}


def test_the_lines_of_every_row_help_the_person():
    assert [f"{row.name}, {row.who}" for row in ROWS if not helps(row)] == []


def helps(row):
    """Tell whether the purposes of a row help, and each thing it says of them holds."""
    asked = set(row.purposes) & ASKED_PURPOSES
    return (
        0 < len(row.purposes) == len(set(row.purposes))
        and set(row.purposes) <= SUPPORT_PURPOSES | asked
        and bool(asked) is (row.name in ("stop-partner", "stop-child"))
        and row.last <= set(row.purposes)
    )


def test_those_who_may_learn_what_a_person_says_are_the_fields_of_a_disclosure():
    # ``Told`` names them for people, ``Disclosure`` in a pack, and the matters by its fields.
    fields = [field.name for field in attrs.fields(Disclosure)]

    assert [word.value.replace("-", "_") for word in Told] == fields
    assert {feared for row in ROWS for feared in row.feared} <= set(fields)
