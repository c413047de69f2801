"""The server, with the SDK's own client in the same process."""

import json
import re

import anyio
import jsonschema
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from tests.assistants.conftest import AT
from tests.assistants.test_calling import CALLS

from takeaction.assistants import INSTRUCTIONS, tool_definitions
from takeaction.assistants import server as serving
from takeaction.assistants.server import PROMPTS, Answering, build_server

CANARY = "canary-quimby"


@pytest.fixture(scope="module")
def server(catalog):
    return build_server(Answering(catalog=catalog, now=lambda: AT))


def talk(server, conversation):
    async def run():
        async with Client(server) as client:
            return await conversation(client)

    return anyio.run(run)


def test_the_server_introduces_itself_with_its_rules(server):
    async def conversation(client):
        return client.instructions, client.server_info

    instructions, info = talk(server, conversation)

    assert instructions == INSTRUCTIONS
    assert info.name == "takeaction"
    assert re.match(r"\d+\.\d+", info.version)


def test_the_tools_are_those_of_the_library(server):
    async def conversation(client):
        return (await client.list_tools()).tools

    tools = [
        tool.model_dump(by_alias=True, exclude_none=True) for tool in talk(server, conversation)
    ]

    assert tools == tool_definitions()


def test_every_tool_answers_in_its_schema(server):
    async def conversation(client):
        await client.list_tools()
        return [await client.call_tool(name, arguments) for name, arguments in CALLS]

    for result in talk(server, conversation):
        assert not result.is_error
        assert result.structured_content["from_packs"]["read_as"] == "data"
        (text,) = result.content
        assert text.text.split("\n")[1].startswith("| **")


def test_a_wrong_call_is_an_error_that_a_model_can_act_on(server):
    # It has no structured content, which the schema would not describe, and no traceback.
    async def conversation(client):
        calls = [("find_help", {"region": 7}), ("find_help", None), ("nothing", {"a": 1})]
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    for result in talk(server, conversation):
        assert result.is_error
        assert result.structured_content is None
        assert "problem: " in result.content[0].text
        assert result.content[0].text.startswith("If you or someone else could be hurt")
        assert "Traceback" not in result.content[0].text


def test_a_fault_of_ours_still_gives_the_emergency_notice(server, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError(CANARY)

    monkeypatch.setattr(serving, "call_tool", fail)

    async def conversation(client):
        return await client.call_tool("find_help", {"region": "GB"})

    result = talk(server, conversation)

    assert result.is_error
    assert "call your local emergency number" in result.content[0].text
    assert "invent none" in result.content[0].text
    assert CANARY not in result.content[0].text


def test_the_languages_of_the_server_hold_where_a_call_names_none(catalog):
    server = build_server(Answering(catalog=catalog, now=lambda: AT, languages=("es",)))

    async def conversation(client):
        usual = await client.call_tool("find_help", {"region": "US"})
        french = await client.call_tool("find_help", {"region": "US", "languages": ["fr"]})
        return usual.content[0].text, french.content[0].text

    spanish, french = talk(server, conversation)

    assert "Línea Nacional" in spanish
    assert "Si quelqu'un" in french


def test_every_record_is_listed_a_page_at_a_time(server, catalog):
    async def conversation(client):
        page = await client.list_resources()
        addresses = [resource.uri for resource in page.resources]
        while page.next_cursor:
            page = await client.list_resources(cursor=page.next_cursor)
            addresses += [resource.uri for resource in page.resources]
        return addresses

    addresses = talk(server, conversation)

    kinds = ("resources", "actions", "indicators", "labels", "vendors", "goods", "ratings")
    records = [id for kind in kinds for id in getattr(catalog, kind)]
    assert addresses == [f"takeaction://{id.replace(':', '/')}" for id in records]


def test_a_record_is_read_as_json_and_as_text(server):
    address = "takeaction://us-hotline/national-hotline"

    async def conversation(client):
        templates = await client.list_resource_templates()
        return templates.resource_templates, (await client.read_resource(address)).contents

    (template,), (data, text) = talk(server, conversation)

    record = json.loads(data.text)["from_packs"]["record"]
    assert template.uri_template == "takeaction://{pack}/{record}"
    assert (data.uri, data.mime_type) == (address, "application/json")
    assert record["id"] == "us-hotline:national-hotline"
    assert text.mime_type == "text/plain"
    assert "|   - Call 1-888-373-7888" in text.text


def refusal_of(server, conversation):
    async def run():
        async with Client(server) as client:
            try:
                await conversation(client)
            except MCPError as error:
                return error
        raise AssertionError("It is not refused.")

    return anyio.run(run)


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda client: client.read_resource(f"takeaction://{CANARY}/x"), "Unknown word in id."),
        (lambda client: client.read_resource(f"file:///{CANARY}"), "Unknown word in uri."),
        (lambda client: client.read_resource("takeaction://us-hotline/"), "Unknown word in uri."),
        (lambda client: client.list_resources(cursor=CANARY), "Write cursor as text."),
        (lambda client: client.get_prompt(CANARY), "Unknown word in name."),
        (lambda client: client.get_prompt("where_is_help", {"region": CANARY}), "region"),
    ],
    ids=["record", "scheme", "half", "cursor", "prompt", "argument"],
)
def test_a_wrong_request_is_refused_and_not_repeated(server, ask, text):
    error = refusal_of(server, ask)

    assert error.code == -32602
    assert text in error.message
    assert CANARY not in error.message


def test_the_prompts_are_the_four_questions(server):
    async def conversation(client):
        prompts = (await client.list_prompts()).prompts
        written = await client.get_prompt("what_can_i_do", {"region": "GB", "minutes": "15"})
        return prompts, written

    prompts, written = talk(server, conversation)

    assert [prompt.name for prompt in prompts] == list(PROMPTS)
    assert not [one for prompt in prompts for one in prompt.arguments if one.required]
    assert written.messages[0].role == "user"
    assert written.messages[0].content.text.endswith("region is GB. minutes is 15.")


def test_nothing_is_traced(server):
    # A trace would hold the name of a tool as a client wrote it.
    assert [each.__module__ for each in server.middleware] == [build_server.__module__]


def test_the_definitions_hold_for_older_validators_too():
    # The output schemas are schemas of draft 7 as well, but for the place of shared parts.
    for tool in tool_definitions():
        jsonschema.Draft7Validator.check_schema(tool["outputSchema"])
