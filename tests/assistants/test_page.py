"""The page about assistants: its figures are those of the tools."""

import json
import re
from pathlib import Path

import pytest
from tests.assistants.conftest import AT

from takeaction.assistants import INSTRUCTIONS, call_tool, tool_definitions
from takeaction.assistants.results import compact_json, count_tokens

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "connect-an-assistant.md"
ROW = re.compile(r"^\| `(\w+)` \| .* \| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text("utf-8"))
FIGURES = {
    name: (int(first.replace(",", "")), int(second.replace(",", "")))
    for name, first, second in ROWS
}
FUNCTIONS = {tool["function"]["name"]: tool for tool in tool_definitions("openai")}
USUAL = {
    "ask": {"text": "my boss took my passport and I am in Dubai"},
    "find_help": {"region": "GB"},
    "recommend_actions": {"minutes": 30, "region": "US-OH"},
    "assess_signs": {
        "observed": ["ilo-indicators:ilo-op-dest-documents-taken"],
        "region": "GB",
    },
    "check_purchase": {"goods": ["coffee", "chocolate"], "ships_to": "GB"},
    "check_destination": {"region": "TH"},
    "search": {"text": "coffee labels"},
    "get_record": {"id": "us-hotline:national-hotline"},
}


def test_every_tool_has_its_row():
    assert list(FIGURES) == list(FUNCTIONS) == list(USUAL)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_length_of_a_definition_is_about_that_of_the_page(name):
    # Within a tenth, since a question gets a field now and then.
    length = count_tokens(compact_json(FUNCTIONS[name]))

    assert abs(length - FIGURES[name][0]) <= length / 10


@pytest.mark.parametrize("name", USUAL)
def test_the_length_of_an_answer_is_about_that_of_the_page(catalog, name):
    # Within a fifth, since packs change.
    length = count_tokens(call_tool(catalog, name, USUAL[name], at=AT).text)

    assert abs(length - FIGURES[name][1]) <= length / 5


def test_the_length_of_the_instructions_is_that_of_the_page():
    assert f"The instructions have {count_tokens(INSTRUCTIONS)} tokens." in PAGE.read_text("utf-8")


def test_the_page_has_a_setup_that_json_can_read():
    (config,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)

    assert json.loads(config)["mcpServers"]["takeaction"] == {
        "command": "takeaction",
        "args": ["mcp"],
    }
