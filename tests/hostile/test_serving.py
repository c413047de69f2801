"""S72 to S74: lines that nobody can read, names in addresses, mounts and hosts, and bodies."""

import asyncio
import html
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urlencode, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
from takeaction.web.handling import PAGES, handle

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


def refused_request(number, method="tools/call", /, **params):
    return request(number, method, params)


REFUSED = [  # M7, attacks of our own: messages that can be read, and that the SDK refuses itself
    refused_request("text-for-arguments", name="ask", arguments=CANARY),
    refused_request("list-for-arguments", name="ask", arguments=[CANARY]),
    refused_request("no-name", arguments={"text": CANARY}),
    refused_request("number-for-name", name=7, arguments={"text": CANARY}),
    request("null", params=None),
    json.dumps({"jsonrpc": "2.0", "id": "nothing", "method": "tools/call"}),
    refused_request("meta", **ASK, _meta=CANARY),
    refused_request("token", **ASK, _meta={"progressToken": {CANARY: CANARY}}),
    refused_request("method", CANARY),
    refused_request("case", "Tools/Call", **ASK),
    refused_request("address", "resources/read", uri=CANARY),
    refused_request("address-number", "resources/read", uri=7),
    refused_request("prompt", "prompts/get", name=CANARY),
    refused_request("prompt-arguments", "prompts/get", name="where_is_help", arguments=CANARY),
    refused_request("prompt-place", "prompts/get", name="where_is_help", arguments={"region": "?"}),
    refused_request("cursor", "resources/list", cursor=CANARY),
    refused_request("start", "initialize", protocolVersion=7),
    refused_request("log", "logging/setLevel", level=CANARY),
    refused_request("complete", "completion/complete", ref={"type": "ref/prompt", "name": CANARY}),
]
NO_ANSWER = [
    json.dumps({"jsonrpc": "2.0", "id": "other", "result": {CANARY: CANARY}}),
    json.dumps({"jsonrpc": "2.0", "id": 5, "error": {"code": 1, "message": CANARY}}),
    json.dumps({"jsonrpc": "2.0", "method": f"notifications/{CANARY}", "params": {}}),
    json.dumps({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 9}}),
]
"""Messages that want none, and cost nobody else an answer."""


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


@pytest.mark.parametrize("body", REFUSED)
def test_m7_over_http_too_a_refusal_has_the_danger_notice_and_repeats_nothing(http, body):
    response = http.post(MCP_PATH, content=body.encode(), headers={**MCP, **JSON})

    assert "emergency number" in response.json()["error"]["message"]
    assert CANARY not in response.text


@pytest.mark.parametrize(
    ("body", "status"), [(b"x" * 200_000, 413), (HALF.encode() * 2_000, 413), (b"", 400)]
)
def test_m7_a_body_of_no_size_that_is_read_is_refused_with_the_danger_notice(http, body, status):
    response = http.post(MCP_PATH, content=body, headers={**MCP, **JSON})

    assert response.status_code == status
    assert "emergency number" in response.json()["error"]["message"]


def test_s72_an_error_of_the_client_is_no_refusal_of_ours():
    message = {"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": CANARY}}

    read, refusal = _read_message(json.dumps(message))

    assert (read.error.message, refusal) == (CANARY, None)


def test_s72_every_line_is_answered_with_the_danger_notice():
    lines = [*UNREADABLE, *NUMBERED, HALF]
    start = {"protocolVersion": "2025-06-18", "capabilities": {}}
    start["clientInfo"] = {"name": "x", "version": "1"}
    asked = [
        request("early"),
        request(0, "initialize", start),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        *lines,
        *REFUSED,
        *NO_ANSWER,
        request("twice"),
        request("twice"),
        request("last"),
    ]
    named = {json.loads(line)["id"] for line in REFUSED} | {"early"}
    command = [sys.executable, "-m", "takeaction", "mcp"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 - our own
        process.stdin.write("".join(f"{line}\n" for line in asked).encode())
        process.stdin.flush()
        count = len(asked) - 1 - len(NO_ANSWER)
        answers = [json.loads(process.stdout.readline()) for _ in range(count)]
        process.stdin.close()
        rest, problems = process.stdout.read(), process.stderr.read()

    assert (process.wait(), rest, problems) == (0, b"", b"")
    refusals = [answer["error"] for answer in answers if answer["id"] is None]
    by_number = {answer["id"]: answer for answer in answers if answer["id"] is not None}
    assert len(refusals) == len(UNREADABLE)
    assert by_number.keys() == {0, *NAMES, *named, "half", "twice", "last"}
    refusals += [by_number[name]["error"] for name in (*NAMES, *named)]
    for error in refusals:
        assert "emergency number" in error["message"]
        assert error["data"]["danger"]["text"] in error["message"]
    assert by_number["half"]["result"] == by_number["last"]["result"]
    assert [answer["id"] for answer in answers].count("twice") == 2
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


# M8, attacks of our own: what a page says of itself to a network, a disk and the address bar.

EVERY_PAGE = [*sorted(PAGES), f"/record/{page_name(HOTLINE)}", f"/record/{HOTLINE}", "/nowhere"]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_m8_a_page_makes_a_browser_look_up_no_name_before_a_click(catalog, path):
    page = get(catalog, path).body.decode()

    assert '<meta http-equiv="x-dns-prefetch-control" content="off">' in page
    assert not re.search(r'rel="(?:dns-prefetch|preconnect|prefetch|preload|prerender)', page)


@pytest.mark.parametrize("verb", ["GET", "HEAD", "POST", "PUT", "OPTIONS"])
@pytest.mark.parametrize("path", [*EVERY_PAGE, "/api/v1/ask", "/finder.css", "/leave.js"])
def test_m8_no_response_can_be_kept_or_known_again(catalog, verb, path):
    headers = dict(get(catalog, path, method=verb, headers=FORM).headers)

    assert headers["cache-control"] == "no-store"
    assert not headers.keys() & {"set-cookie", "etag", "last-modified", "link", "refresh", "server"}


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("field", ["region", "language", "size"])
@pytest.mark.parametrize("value", [CANARY, f"en-x-{CANARY}", f"US-{CANARY}", f"en,{CANARY};q=1"])
def test_m8_a_page_goes_on_with_no_word_of_its_address(catalog, path, field, value):
    headers = {"accept-language": f"{CANARY}, en-x-{CANARY}"}

    page = get(catalog, path, urlencode({field: value}), headers=headers)

    assert CANARY not in page.body.decode() + str(page.headers)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_m8_a_window_and_a_history_show_a_title_that_says_nothing(catalog, path):
    titles = re.findall("<title>(.*?)</title>", get(catalog, path).body.decode())

    assert {*titles} <= {"Finder", "Answers"}


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


# L4, attacks of our own: a mount of any letters, and an address that moved below it.


@given(
    st.lists(st.sampled_from([*"/\\.:@%;&'\"<>{} é帮\t\n\x85\u2028\u202e", "//", "evil.example"]))
)
def test_l4_no_mount_leads_to_another_host(catalog, parts):
    page = get(catalog, "/help", root="".join(parts)).body.decode()

    addresses = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
    assert addresses
    for address in addresses:  # a browser leaves tabs and ends of lines out
        read = re.sub("[\t\r\n]", "", html.unescape(address)).replace("\\", "/")
        assert urljoin("https://finder.example/x/", read).startswith("https://finder.example/")
    assert not re.search(r'(?:href|src|action)="(?!/|https?:|tel:|sms:|mailto:|#)', page)


@pytest.mark.parametrize("kind", [asgi, wsgi])
@pytest.mark.parametrize("root", ["/帮助", "/hilfe für alle", "/a%0d%0aX: y", "/é", "/a\u2028b"])
def test_l4_an_address_that_moved_is_found_below_any_mount(catalog, kind, root):
    (place,) = locations(catalog, kind, root)

    assert place.isascii()
    assert place.isprintable()
    assert unquote(place).endswith(f"/record/{page_name(HOTLINE)}")


def locations(catalog, kind, root):
    """Return where a server of a kind sends a browser that has an old address."""
    path = f"/record/{HOTLINE}"
    if kind is wsgi:
        raw = root.encode().decode("latin-1")
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SCRIPT_NAME": raw}
        started = []
        wsgi(catalog, SITE)(
            {**environ, "wsgi.input": io.BytesIO()}, lambda *told: started.append(told)
        )
        return [value for name, value in started[0][1] if name == "location"]
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": root + path, "root_path": root}
    asyncio.run(asgi(catalog, SITE)({**scope, "query_string": b"", "headers": []}, receive, send))
    return [value.decode() for name, value in sent[0]["headers"] if name == b"location"]


LOCAL = Site(is_local=True)
FOREIGN = [
    *("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "10.0.0.1"),
    *("localhost,evil.example", "evil.example:8000", "[::]", "localhost:evil", "127.0.0.1:800000"),
    *("10.0.0.7", "127.0.0.1@evil.example", "localhost.", "localhost\n", "xn--lcalhost-1fg"),
    # L8, attacks of our own: this machine in other words, and what only begins like it
    *("127.1", "0x7f000001", "2130706433", "127.0.0.1.", "[::ffff:127.0.0.1]"),
    *("localhost%00", "localhost:", "localhost:80:80", " localhost", "localhost/evil.example"),
    *("http://localhost", "localhost#.evil.example", "127.0.0.1\\.evil.example", "\uff4cocalhost"),
    *("127.0.0.1.nip.io", "localhost.localdomain", "[::1]evil.example", "::1", "127.0.0.\u0661"),
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


PROXIES = ["x-forwarded-host", "forwarded", "x-original-host", "x-host", "x-forwarded-server"]


@pytest.mark.parametrize("name", PROXIES)
def test_l8_no_other_header_names_the_host(catalog, name):
    foreign = {"host": "evil.example", name: "localhost"}
    ours = {"host": "localhost", name: "evil.example"}

    assert get(catalog, "/help", site=LOCAL, headers=foreign).status == 421
    page = get(catalog, "/help", site=LOCAL, headers=ours)
    assert page.status == 200
    assert "evil" not in page.body.decode() + str(page.headers)


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/openapi.json", "/answer", "/nowhere"])
@pytest.mark.parametrize("verb", ["GET", "HEAD", "POST", "OPTIONS", "PUT"])
def test_l8_no_method_and_no_path_answers_another_name(catalog, verb, path):
    headers = {"host": "evil.example", "access-control-request-method": "POST", **JSON}

    response = get(catalog, path, site=LOCAL, method=verb, headers=headers, body=b"{}")

    assert (response.status, response.body) == (421, b"")


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
    {**CHUNKED, "HTTP_TRANSFER_ENCODING": "CHUNKED"},
    {**CHUNKED, "HTTP_TRANSFER_ENCODING": "identity"},
    {**CHUNKED, "HTTP_TRANSFER_ENCODING": ""},
    {**CHUNKED, "HTTP_TRANSFER_ENCODING": "\x0bchunked"},
    {**CHUNKED, "CONTENT_LENGTH": "+5"},
    {**CHUNKED, "wsgi.input_terminated": False},
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
