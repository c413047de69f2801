"""One moment for all calls, and functions that call a tool and look into its result."""

import json
from datetime import UTC, datetime

import jsonschema
import pytest

from takeaction.assistants import call_tool, tool_definitions

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
DEFINITIONS = {tool["name"]: tool for tool in tool_definitions()}
VALIDATORS = {
    name: jsonschema.Draft202012Validator(tool["outputSchema"])
    for name, tool in DEFINITIONS.items()
}


@pytest.fixture(scope="session")
def call(catalog):
    """Return a function that calls a tool; its answer must be one of its output schema."""

    def run(name, /, **arguments):
        result = call_tool(catalog, name, arguments, at=AT)
        assert not result.is_error, result.content
        VALIDATORS[name].validate(result.content)
        json.dumps(result.content)
        return result

    return run


@pytest.fixture(scope="session")
def refused(catalog):
    def run(name, arguments):
        result = call_tool(catalog, name, arguments, at=AT)
        assert result.is_error
        assert next(iter(result.content)) == "danger"
        return result.content["errors"]

    return run
