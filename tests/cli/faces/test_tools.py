"""``takeaction tools``: the definitions of the tools as JSON."""

import json

import pytest

from takeaction.assistants import tool_definitions
from takeaction.cli import main


@pytest.mark.parametrize("format", ["openai", "anthropic"])
def test_a_program_gets_the_list_of_tools(capsys, format):
    assert main(["tools", "--format", format]) == 0
    assert json.loads(capsys.readouterr().out) == tool_definitions(format)


@pytest.mark.parametrize("arguments", [[], ["--format", "mcp"], ["--json"]])
def test_the_form_of_tools_list_is_an_object(capsys, arguments):
    assert main(["tools", *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == {"tools": tool_definitions()}


def test_another_format_is_refused(capsys):
    assert main(["tools", "--format", "gemini"]) == 2
    assert "openai" in capsys.readouterr().err
