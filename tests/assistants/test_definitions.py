"""The definitions of the tools: closed words of the library, bounds, hints, and three forms."""

import json

import jsonschema
import pytest

from takeaction.assistants import tool_definitions
from takeaction.assistants.results import compact_json, count_tokens
from takeaction.errors import QueryError, UnknownWordError
from takeaction.vocabulary.actions import Age, Cost, Mode, Per, Risk
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import HELP_PURPOSES, Audience, Purpose
from takeaction.vocabulary.signs import Person

TOOLS = {tool["name"]: tool for tool in tool_definitions()}
NAMES = [
    *("ask", "find_help", "recommend_actions", "assess_signs"),
    *("check_purchase", "check_destination", "search", "get_record"),
]
LISTS = {
    ("find_help", "channel"): Channel,
    ("find_help", "topic"): NeedTopic,
    ("find_help", "audience"): Audience,
    ("find_help", "purpose"): [word for word in Purpose if word in HELP_PURPOSES],
    ("recommend_actions", "per"): Per,
    ("recommend_actions", "cost"): Cost,
    ("recommend_actions", "risk"): Risk,
    ("recommend_actions", "age"): Age,
    ("recommend_actions", "modes"): Mode,
    ("assess_signs", "person"): Person,
    ("search", "kinds"): Kind,
}


def test_there_is_a_tool_for_each_question():
    assert list(TOOLS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_tool_reads_only(name):
    hints = TOOLS[name]["annotations"]

    assert hints["readOnlyHint"]
    assert hints["idempotentHint"]
    assert not hints["destructiveHint"]
    assert not hints["openWorldHint"]
    assert hints["title"] == TOOLS[name]["title"]


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_schemas(name):
    # Of draft 2020-12, of an object that takes no other keys.
    for key in ("inputSchema", "outputSchema"):
        schema = TOOLS[name][key]
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_has_a_bound_and_a_description(name):
    bounds = {"string": {"maxLength", "enum"}, "array": {"maxItems"}, "integer": {"maximum"}}
    for schema in TOOLS[name]["inputSchema"]["properties"].values():
        assert schema["description"].endswith(".")
        wanted = bounds.get(schema.get("type"))
        assert wanted is None or wanted & schema.keys()


@pytest.mark.parametrize(("name", "argument"), LISTS)
def test_closed_words_are_those_of_the_library(name, argument):
    schema = TOOLS[name]["inputSchema"]["properties"][argument]

    assert schema.get("items", schema)["enum"] == [str(word) for word in LISTS[name, argument]]


@pytest.mark.parametrize("name", NAMES)
def test_words_for_a_model_are_short(name):
    # A description has at most 125 tokens; what is known of a need takes 350 of the arguments.
    assert count_tokens(TOOLS[name]["description"]) <= 125
    room = 1_150 if "about" in TOOLS[name]["inputSchema"]["properties"] else 700
    assert count_tokens(compact_json(TOOLS[name]["inputSchema"])) <= room


def test_all_tools_are_short_enough_for_every_chat():
    # Names, descriptions and arguments of all of them have at most 4,700 tokens.
    assert count_tokens(compact_json(tool_definitions("openai"))) <= 4_700


def test_openai_has_functions():
    functions = tool_definitions("openai")

    assert {tool["type"] for tool in functions} == {"function"}
    assert [tool["function"]["name"] for tool in functions] == NAMES
    for tool in functions:
        name = tool["function"]["name"]
        assert tool["function"]["parameters"] == TOOLS[name]["inputSchema"]


def test_anthropic_has_tools():
    tools = tool_definitions("anthropic")

    assert [tool.keys() for tool in tools] == [{"name", "description", "input_schema"}] * 8
    assert [tool["input_schema"] for tool in tools] == [
        tool["inputSchema"] for tool in TOOLS.values()
    ]


def test_another_format_is_refused():
    with pytest.raises(UnknownWordError, match="openai"):
        tool_definitions("opnai")
    with pytest.raises(QueryError):
        tool_definitions(None)


def test_the_definitions_are_the_callers_to_change():
    tool_definitions()[0]["inputSchema"]["properties"].clear()

    assert json.dumps(tool_definitions()) == json.dumps([*TOOLS.values()])
