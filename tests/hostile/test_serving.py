"""S72 to S74: lines that nobody can read, names in addresses, mounts and hosts, and bodies."""

import asyncio
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

import pytest
from starlette.testclient import TestClient

from takeaction.assistants.server import (
    MCP_PATH,
    Answering,
    _read_message,
    build_server,
    http_app,
)
from takeaction.models.record import page_name
from takeaction.web import Site, asgi, wsgi
from takeaction.web.exchange import Request
from takeaction.web.handling import handle

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
JSON = {"content-type": "application/json"}
CANARY = "quillfeather"
ASK = {"name": "ask", "arguments": {"text": "my boss has my passport"}}


def request(number, method="tools/call", params=ASK):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


HALF = request("half").replace("passport", "passport \\ud83d")
UNREADABLE = [
    CANARY,
    "",
    f"\ufeff{request(1)}",
    request(1)[:-1],
    f"{request(1)} {request(2)}",
    f'{{"{CANARY}": {"[" * 100_000}',
    f'{{"jsonrpc": "2.0", "id": 1, "method": "x", "params": {{"a": {"9" * 5_000}}}}}',
    f'[{request(1)}, "{CANARY}"]',
    "\x00\x1b[2J",
    b"\xff\xfe{".decode("latin-1"),
    json.dumps(CANARY),
    request(1.5),
    request(float("nan")),
    request(None),
    request({CANARY: CANARY}),
]
"""Lines that no parser takes, or that are no message and name none."""

NUMBERED = [
    json.dumps({"jsonrpc": "1.0", "id": "one", "method": "tools/call", CANARY: 1}),
    json.dumps({"id": "two", "method": CANARY}),
    json.dumps({"jsonrpc": "2.0", "id": "three", "method": {CANARY: 1}, "params": ASK}),
    '{"jsonrpc": "2.0", "id": "\\ud800", "method": 7}',
    json.dumps({"jsonrpc": "2.0", "id": "four", "method": "tools/call", "params": [CANARY]}),
]
"""Requests that are no messages of the protocol, by a number that can be answered."""


NAMES = ("one", "two", "three", "\ufffd", "four")


@pytest.fixture(scope="module")
def http(catalog):
    app = http_app(build_server(Answering(catalog=catalog, now=lambda: AT)), 8765)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


MCP = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}


@pytest.mark.parametrize(
    "line", [line for line in (*UNREADABLE, *NUMBERED) if 0 < len(line) < 100_000]
)
def test_s72_a_body_that_no_parser_takes_is_refused_with_the_danger_notice(http, line):
    response = http.post(MCP_PATH, content=line.encode(), headers={**MCP, **JSON})

    error = response.json()["error"]
    assert response.status_code == 400
    assert "emergency number" in error["message"]
    assert CANARY not in response.text


def test_s65_half_a_character_over_http_costs_nobody_an_answer(http):
    whole, half = (
        http.post(MCP_PATH, content=body.encode(), headers={**MCP, **JSON}).json()["result"]
        for body in (request("half"), HALF)
    )

    assert half == whole
    assert http.post(MCP_PATH, content=b"x" * 200_000, headers={**MCP, **JSON}).status_code == 413
    assert http.post(MCP_PATH, content=b"", headers={**MCP, **JSON}).status_code == 400


def test_s72_an_error_of_the_client_is_no_refusal_of_ours():
    message = {"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": CANARY}}

    read, refusal = _read_message(json.dumps(message))

    assert (read.error.message, refusal) == (CANARY, None)


def test_s72_every_line_is_answered_with_the_danger_notice():
    lines = [*UNREADABLE, *NUMBERED, HALF]
    start = {"protocolVersion": "2025-06-18", "capabilities": {}}
    start["clientInfo"] = {"name": "x", "version": "1"}
    asked = [
        request(0, "initialize", start),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        *lines,
        request("last"),
    ]
    command = [sys.executable, "-m", "takeaction", "mcp"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 - our own
        process.stdin.write("".join(f"{line}\n" for line in asked).encode())
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(len(lines) + 2)]
        process.stdin.close()
        rest, problems = process.stdout.read(), process.stderr.read()

    assert (process.wait(), rest, problems) == (0, b"", b"")
    refusals = [answer["error"] for answer in answers if answer["id"] is None]
    by_number = {answer["id"]: answer for answer in answers if answer["id"] is not None}
    assert len(refusals) == len(UNREADABLE)
    assert by_number.keys() == {0, *NAMES, "half", "last"}
    refusals += [by_number[name]["error"] for name in NAMES]
    for error in refusals:
        assert "emergency number" in error["message"]
        assert error["data"]["danger"]["text"] in error["message"]
    assert by_number["half"]["result"] == by_number["last"]["result"]
    assert CANARY not in json.dumps(answers)


SITE = Site(contact="Priya Raman, 01632 960 123")
FORM = {"content-type": "application/x-www-form-urlencoded"}
HOTLINE = "us-hotline:national-hotline"


def get(catalog, path, query="", site=SITE, **parts):
    return handle(catalog, site, Request(path=path, query=query, **parts), AT)


def post(catalog, path, **fields):
    body = urlencode(fields).encode()
    return get(catalog, path, method="POST", headers=FORM, body=body)


def test_s73_no_address_of_the_finder_names_a_record(catalog):
    ids = {record.id for record in catalog}
    ids |= {record.local_id for record in catalog if "-" in record.local_id}
    pages = [
        get(catalog, "/help", "region=US"),
        get(catalog, f"/record/{page_name(HOTLINE)}", "language=es"),
        get(catalog, f"/record/{HOTLINE}"),
        get(catalog, "/about"),
        post(catalog, "/answer", q="my boss has my passport", region="US"),
        post(catalog, "/actions", minutes="60", region="US"),
        post(catalog, "/shop", good="coffee"),
        post(catalog, "/signs", about="other", step="next", region="US"),
    ]

    for page in pages:
        addresses = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.body.decode())
        addresses += [value for name, value in page.headers if name == "location"]
        assert addresses
        assert not [address for address in addresses if any(id in address for id in ids)]


def test_s73_an_old_address_moves_to_the_name_that_says_nothing(catalog):
    old = get(catalog, f"/record/{HOTLINE}", "language=es", root="/finder")
    new = get(catalog, f"/record/{page_name(HOTLINE)}", "language=es", root="/finder")
    headers = dict(old.headers)

    assert (old.status, new.status) == (308, 200)
    assert headers["location"] == f"/finder/record/{page_name(HOTLINE)}?language=es"
    assert headers["cache-control"] == "no-store"
    assert old.body == new.body
    assert get(catalog, f"/record/{CANARY}").status == 404
    assert CANARY not in str(get(catalog, f"/record/{CANARY}").headers)


def test_s73_no_pack_can_have_the_page_of_another(catalog):
    # Twelve digits, as they were, can be met on purpose within a day; 32 can't.
    assert {len(page_name(record.id)) for record in catalog} == {32}
    assert len({page_name(record.id) for record in catalog}) == len(catalog)


@pytest.mark.parametrize("query", ["topic=suicide", "region=US&topic=wages", "topic=&region=GB"])
@pytest.mark.parametrize("path", ["/", "/help", "/signs", f"/record/{page_name(HOTLINE)}"])
def test_s73_a_topic_in_an_address_is_refused(catalog, path, query):
    assert get(catalog, path, query).status == 400
    assert post(catalog, "/help", **dict(parse_qsl(query))).status == 200


@pytest.mark.parametrize("path", ["/finder.css", "/host.css", "/leave.js", "/poster.css", "/help"])
def test_s73_no_disk_keeps_a_file_of_the_finder(catalog, path):
    assert dict(get(catalog, path).headers)["cache-control"] == "no-store"


ROOTS = [
    "//evil.example",
    "///evil.example/x",
    "/\\evil.example",
    "javascript:alert(1)",
    "https://evil.example",
    "evil.example",
    "/a//evil.example",
    "/x?next=//evil.example",
    "/x#",
    '/"><script>',
    "/\x09/evil.example",
    "/\ud800",
    " //evil.example",
]


@pytest.mark.parametrize("root", ROOTS)
def test_s74_a_mount_that_is_no_path_is_no_mount(catalog, root):
    asked = {"root": root, "headers": {"host": "127.0.0.1"}}

    for path in ("/", "/help", f"/record/{HOTLINE}", "/api/v1/openapi.json"):
        response = get(catalog, path, **asked)
        text = response.body.decode() + str(response.headers)
        plain = get(catalog, path, headers=asked["headers"])
        assert "evil" not in text
        assert (response.body, response.headers) == (plain.body, plain.headers)


@pytest.mark.parametrize("root", ["", "/", "/x", "/x/", "/a/b", "/hilfe für alle", "/帮助", "/a:b"])
def test_s74_any_path_is_a_mount(root):
    assert Request(root=root).root == root.rstrip("/")


LOCAL = Site(is_local=True)
FOREIGN = [
    *("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "10.0.0.1"),
    *("localhost,evil.example", "evil.example:8000", "[::]", "localhost:evil", "127.0.0.1:800000"),
    *("10.0.0.7", "127.0.0.1@evil.example", "localhost.", "localhost\n", "xn--lcalhost-1fg"),
]


@pytest.mark.parametrize("host", FOREIGN)
def test_s74_serve_answers_no_other_name(catalog, host):
    for path in ("/", "/help", "/finder.css", "/api/v1/openapi.json", f"/record/{HOTLINE}"):
        response = get(catalog, path, site=LOCAL, headers={"host": host})

        assert (response.status, response.body) == (421, b"")
        assert host == "" or host not in str(response.headers)
        assert get(catalog, path, headers={"host": host}).status != 421  # a host's own site


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LocalHost", "[::1]:8000", "[::1]"]
)
def test_s74_serve_answers_the_names_of_this_machine(catalog, host):
    assert get(catalog, "/", site=LOCAL, headers={"host": host}).status == 200


@pytest.mark.parametrize("kind", [asgi, wsgi])
def test_s74_both_servers_read_the_host(catalog, kind):
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/help",
        "HTTP_HOST": "evil.example",
        "SCRIPT_NAME": "//evil.example",
        "wsgi.input": io.BytesIO(),
    }
    if kind is wsgi:
        started = []
        wsgi(catalog, LOCAL)(environ, lambda *parts: started.append(parts))
        assert started[0][0].startswith("421")
        return
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"evil.example")]
    scope = {"type": "http", "method": "GET", "path": "/help", "root_path": "//evil.example"}
    asyncio.run(
        asgi(catalog, LOCAL)({**scope, "query_string": b"", "headers": headers}, receive, send)
    )
    assert sent[0]["status"] == 421


CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": FORM["content-type"]}
BODIES = [
    {**CHUNKED},
    {**CHUNKED, "CONTENT_LENGTH": "5"},
    {**CHUNKED, "CONTENT_LENGTH": ""},
    {**CHUNKED, "HTTP_TRANSFER_ENCODING": "gzip, chunked"},
    {**CHUNKED, "CONTENT_TYPE": "application/json", "PATH_INFO": "/api/v1/ask"},
]


@pytest.mark.parametrize("parts", BODIES)
def test_l8_chunks_that_a_server_does_not_read_are_refused(catalog, parts):
    started = []
    body = b"5\r\nq=hel\r\n0\r\n\r\n"
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/answer", "wsgi.input": io.BytesIO(body)}

    (page,) = wsgi(catalog, SITE)({**environ, **parts}, lambda *told: started.append(told))

    assert started[0][0] == "411 Length Required"
    assert b"emergency number" in page


def test_l8_chunks_are_read_where_the_server_ends_the_stream(catalog):
    started = []
    environ = {
        **CHUNKED,
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/answer",
        "wsgi.input": io.BytesIO(b"q=help"),
        "wsgi.input_terminated": True,
    }

    wsgi(catalog, SITE)(environ, lambda *told: started.append(told))

    assert started[0][0].startswith("200")
