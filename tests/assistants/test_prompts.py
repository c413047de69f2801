"""Prompts: a question for each of the four, with codes and numbers only in the text."""

import pytest

from takeaction.assistants.calling import TOOLS
from takeaction.assistants.server import PROMPTS, find_prompt
from takeaction.errors import QueryError, UnknownWordError

CANARY = "Canary Quimby"


def test_there_is_one_for_each_question():
    assert [prompt.title for prompt in PROMPTS.values()] == [
        "Where is help?",
        "Is what I saw a sign?",
        "What can I do?",
        "What should I buy?",
    ]


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_names_a_tool_that_there_is(name):
    words = set(PROMPTS[name].text.replace(".", " ").replace(",", " ").split())

    assert len(words & (TOOLS.keys() - {"ask"})) == 1  # "ask me" is no call


def test_a_place_becomes_its_code():
    prompt = find_prompt("where_is_help")

    assert prompt.written({"region": "Germany"}).endswith(" region is DE.")
    assert prompt.written({"region": ""}) == prompt.text
    assert prompt.written({"name": CANARY}) == prompt.text


def test_minutes_are_a_number():
    prompt = find_prompt("what_can_i_do")

    assert prompt.written({"minutes": "30"}).endswith(" minutes is 30.")


@pytest.mark.parametrize("minutes", ["half an hour", "0", "9" * 6, "9" * 5_000, "٣", "-1"])
def test_minutes_that_are_none_are_refused(minutes):
    with pytest.raises(QueryError, match="Give minutes as a whole number from 1"):
        find_prompt("what_can_i_do").written({"minutes": minutes})


def test_every_wrong_argument_is_told_and_none_repeated():
    with pytest.raises(QueryError) as caught:
        find_prompt("what_can_i_do").written({"region": CANARY, "minutes": CANARY})

    assert [error.field for error in caught.value.errors] == ["region", "minutes"]
    assert CANARY not in str(caught.value)


def test_a_prompt_that_there_is_not_is_refused():
    with pytest.raises(UnknownWordError, match="where_is_help"):
        find_prompt("where_is_hlp")
