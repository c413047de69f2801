"""Words and matters are written once: what is made from them is as it should be."""

import runpy
from pathlib import Path

import attrs
import pytest

from takeaction.core_data import LANGUAGES
from takeaction.engine.help.serving import ANYONE, Matter
from takeaction.models.resource import Disclosure
from takeaction.vocabulary.closed_words import Listen, Stops, Told
from takeaction.vocabulary.contacts import CHANNELS_WITH_NUMBER, LINKS, PHONE_TYPES
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import ASKED_PURPOSES, SUPPORT_PURPOSES

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "words.py"))
FILES = {path.relative_to(ROOT).as_posix(): text for path, text in SCRIPT["files"]()}
LISTS = SCRIPT["lists"]()
ROWS = [Matter(row["topic"], row["who"], row) for row in SCRIPT["matters"]()]


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_from_the_words_is_up_to_date(name):
    # To update it, run ``python scripts/words.py``.
    assert (ROOT / name).read_text("utf-8") == FILES[name]


def test_every_word_has_all_that_a_word_needs():
    for name, facts in LISTS.items():
        sets = facts.get("sets", {}).values()
        flags = {flag for of_set in sets if "flag" in of_set for flag in flags_of(of_set)}
        for word, of_word in facts["words"].items():
            assert of_word.get("means", ".").endswith("."), (name, word)
            assert all(of_word[language] for language in LANGUAGES), (name, word)
            assert flags >= {*of_word.get("is", ())}, (name, word)


def flags_of(of_set):
    return [of_set["flag"]] if isinstance(of_set["flag"], str) else of_set["flag"]


def test_every_word_of_a_list_has_the_texts_in_answers_of_the_others():
    # A word without one is said in another way, or never said.
    silent = {
        *("NeedTopic.other.unserved", "Kind.word.kind", "PointsTo.unspecified.points"),
    }
    missing = {
        f"{name}.{word}.{kind}"
        for name, facts in LISTS.items()
        for kind in {kind for of_word in facts["words"].values() for kind in texts_of(of_word)}
        for word, of_word in facts["words"].items()
        if not {*LANGUAGES} <= {*texts_of(of_word).get(kind, ())}
    }

    assert missing == silent


def texts_of(of_word):
    return {kind: said for kind, said in of_word.items() if isinstance(said, dict) and "en" in said}


def test_every_channel_with_a_number_has_a_link_and_a_type_of_phone():
    assert {*CHANNELS_WITH_NUMBER} == {*PHONE_TYPES} <= {*LINKS}


def test_every_topic_and_everyone_who_wants_to_stop_has_a_row():
    topics = {row.name for row in ROWS if row.who == ANYONE}

    assert topics == {*NeedTopic, *(f"stop-{word}" for word in Stops)} | {
        f"listen-{word}" for word in Listen
    }


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
