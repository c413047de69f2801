"""The server over standard input and output, and over HTTP on this machine alone."""

import json
import logging
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import anyio
import pytest
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient
from tests.assistants.conftest import AT
from tests.assistants.test_calling import CALLS

from takeaction.assistants.server import (
    MCP_PATH,
    Answering,
    build_server,
    http_app,
    serve_stdio,
    silence,
)

CANARY = "Canary-Quimby-12-Elm-Street"
COMMAND = [sys.executable, "-m", "takeaction", "mcp"]
INITIALIZE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": CANARY, "version": "1"},
}


def message(number, method, params):
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def call_of(number, name, arguments):
    return message(number, "tools/call", {"name": name, "arguments": arguments})


WRONG = (
    call_of(2, "find_help", {"region": CANARY}),
    call_of(3, CANARY, {CANARY: CANARY}),
    call_of(4, "ask", {"text": f"{CANARY} 0800 555 0199"}),
    call_of(5, "find_help", CANARY),
    message(6, "no/such/method", {CANARY: 1}),
    message(7, "resources/read", {"uri": f"takeaction://{CANARY}/x"}),
    message(8, "prompts/get", {"name": "where_is_help", "arguments": {"region": CANARY}}),
)


def test_over_standard_output_nothing_but_the_protocol_is_said(tmp_path):
    lines = [
        json.dumps(message(1, "initialize", INITIALIZE)),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        f"{CANARY} is no JSON",
        json.dumps({"jsonrpc": "2.0", CANARY: CANARY}),
        *map(json.dumps, WRONG),
    ]

    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(COMMAND, cwd=tmp_path, text=True, **pipes) as process:  # noqa: S603 - our own
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(10)]
        process.stdin.close()
        more, problems = process.stdout.read(), process.stderr.read()

    assert {answer["jsonrpc"] for answer in answers} == {"2.0"}
    assert {answer["id"] for answer in answers} == {None, *range(1, 9)}
    assert (process.returncode, more, problems) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
    assert CANARY not in json.dumps(answers)


@pytest.mark.heavy
def test_the_sdks_client_gets_every_answer_over_standard_output():
    async def run():
        server = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:])
        async with Client(server) as client:
            await client.list_tools()
            good = [await client.call_tool(name, arguments) for name, arguments in CALLS]
            bad = await client.call_tool("find_help", {"region": 7})
            return good, bad

    good, bad = anyio.run(run)

    assert not [result for result in good if result.is_error]
    assert bad.is_error


@contextmanager
def served():
    """Run the server over HTTP in a process of its own; give the process and its address."""
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "import sys; from takeaction.cli import main\n"
    code += "sys.exit(main(['mcp', '--http', '--port', '0']))"
    command = [sys.executable, "-u", "-c", code]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 - our own
        try:
            first = process.stdout.readline()
            yield process, re.search(r"http://127\.0\.0\.1:\d+/mcp", first)[0]
        finally:
            process.kill()


def test_the_sdks_client_gets_answers_over_http():
    async def run(address):
        async with Client(address) as client:
            await client.list_tools()
            return [
                await client.call_tool("find_help", {"region": "GB"}),
                await client.call_tool("find_help", {"region": CANARY}),
                await client.call_tool(CANARY, {}),
            ]

    with served() as (process, address):
        good, *bad = anyio.run(run, address)
        process.send_signal(signal.SIGINT)
        out, problems = process.communicate(timeout=60)

    assert good.structured_content["danger"]["dial"] == "999"
    assert [result.is_error for result in bad] == [True, True]
    assert (process.returncode, problems) == (0, "")
    assert CANARY not in out


@pytest.mark.heavy
def test_every_tool_answers_over_http():
    async def run(address):
        async with Client(address) as client:
            await client.list_tools()
            return [await client.call_tool(name, arguments) for name, arguments in CALLS]

    with served() as (_, address):
        assert not [result for result in anyio.run(run, address) if result.is_error]


HEADERS = {
    "Host": "127.0.0.1:8765",
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2025-06-18",
}


@pytest.fixture(scope="module")
def http(catalog):
    app = http_app(build_server(Answering(catalog=catalog, now=lambda: AT)), 8765)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8765"}, 200),
        ({"Origin": "http://127.0.0.1:8765"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:8765"}, 421),
        ({"Host": "127.0.0.1:9999"}, 421),
        ({"Host": "127.0.0.1:8765.evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:3000"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_page_of_another_site_gets_nothing(http, headers, status):
    body = call_of(1, "find_help", {"region": "GB"})

    response = http.post(MCP_PATH, json=body, headers=HEADERS | headers)

    assert response.status_code == status
    assert ("999" in response.text) is (status == 200)


def test_a_request_over_http_has_a_bound(http):
    # 100,000 bytes: no call has more.
    body = call_of(1, "ask", {"text": "a" * 200_000})

    assert http.post(MCP_PATH, json=body, headers=HEADERS).status_code == 413


def test_a_client_that_leaves_without_a_word_is_no_error(monkeypatch, catalog):
    begun = []

    def fail(*_):
        begun.append("serving")
        raise ExceptionGroup("tasks", [BrokenPipeError()])

    monkeypatch.setattr(anyio, "run", fail)

    serve_stdio(build_server(Answering(catalog=catalog, now=lambda: AT)))

    assert begun == ["serving"]


def test_logging_is_off_while_it_serves_and_as_before_afterwards(caplog):
    log = logging.getLogger("mcp.server")

    with silence():
        log.error(CANARY)
    log.error("afterwards")

    assert [record.message for record in caplog.records] == ["afterwards"]
