"""Ten thousand random requests to both applications: never a failure, never an echo."""

import asyncio
import random
import re
from http import HTTPStatus
from io import BytesIO

import pytest

from takeaction.web import Site, asgi, wsgi

CANARY = "kanarienvogel"
SITE = Site(contact="Priya Raman, 01632 960 123", api_origins=("https://app.example",))
COUNT = 10_000
PORTIONS = 4
"""Each portion is a test, so that a failure names its seed."""

ALLOWED = {200, 204, 308, 400, 404, 405, 408, 411, 413, 414, 415, 431}
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "get", "", "PROPFIND", "É")
PATHS = (
    *("/", "/help", "/answer", "/actions", "/shop", "/signs", "/safety", "/about", "/finder.css"),
    *("/leave.js", "/record/us-hotline:national-hotline", "/record/", "/record/x", "/api/v1/"),
    *("/api/v1/ask", "/api/v1/find-help", "/api/v1/recommend", "/api/v1/openapi.json", "/api/v1"),
    *(
        "",
        "//",
        "/..",
        "/../../etc/passwd",
        "/\0",
        "/help\0",
        "/%00",
        "/\udcff",
        "/é",
        "/\n",
        "help",
    ),
    *(
        "/static/finder.css",
        "/templates/base.html",
        "/record/../help",
        "/HELP",
        "/help/",
        f"/{CANARY}",
    ),
    "/" + "a" * 5_000,
)
NAMES = (
    *("q", "region", "language", "topic", "about", "minutes", "role", "good", "country", "sign"),
    *("", "__class__", "q[]", CANARY),
)
VALUES = (
    *("", "GB", "US-TX", "zz", "es", "ar", "self", "30", "-1", "1e9", "9" * 400, "coffee", "nurse"),
    *("my+boss+has+my+passport", "%00", "%ff", "%E2%80%AE", "%", "%u0041", "&&&", "=", "{{7*7}}"),
    *(
        "unodc-indicators:no-days-off",
        "x" * 3_000,
        "%F0%9F%86%98",
        CANARY,
        "<script>",
        "\r\nset-cookie: a",
    ),
)
KINDS = (
    *("application/x-www-form-urlencoded", "application/json", "application/json; charset=latin-1"),
    *("text/plain", "multipart/form-data; boundary=x", "", "é", "a" * 500),
)
JSONS = (
    *(b"{}", b"[]", b"null", b"[" * 9_000, b'{"text": "help", "region": "GB"}', b'{"text": 1e999}'),
    *(b'{"query": {"region": "GB"}}', b'{"profile": {"minutes": "kanarienvogel"}}', b"\xff", b'"'),
    *(b'{"text": "\\ud800"}', b'{"text": "' + b"a" * 20_000 + b'"}', b'{"languages": 3}'),
)
LENGTHS = (None, "", "many", "-1", "0", "1", "1e3", "9" * 5_000, "²", "999999999")
HEADERS = (
    *(("accept-language", "es-MX,es;q=0.9"), ("accept-language", ",;q=\0" * 50), ("cookie", "a=b")),
    *(
        ("origin", "https://app.example"),
        ("origin", CANARY),
        ("access-control-request-method", "POST"),
    ),
    *(("x-big", "x" * 9_000), ("content-type", "text/plain"), ("accept-language", "x" * 3_000)),
    *(("host", CANARY), ("transfer-encoding", "chunked"), ("x-forwarded-prefix", "/evil")),
)


def made_up(chance):
    pairs = chance.choices(NAMES, k=chance.randrange(5)), chance.choices(VALUES, k=5)
    form = "&".join(f"{name}={value}" for name, value in zip(*pairs, strict=False))
    body = chance.choice(
        (b"", form.encode(), form.encode(), chance.choice(JSONS), b"&" * 100, chance.randbytes(40))
    )
    if chance.random() < 0.01:
        body = b"x" * 50_000
    return {
        "method": chance.choice(METHODS[:3]) if chance.random() < 0.8 else chance.choice(METHODS),
        "path": chance.choice(PATHS),
        "query": chance.choice(("", "", form, "q=" + CANARY, "x" * 3_000)),
        "headers": [
            ("content-type", chance.choice(KINDS[:2] if chance.random() < 0.7 else KINDS)),
            *chance.choices(HEADERS, k=chance.randrange(4)),
        ],
        "body": body,
    }


def by_wsgi(application, asked, chance):
    started, body = [], asked["body"]
    environ = {
        "REQUEST_METHOD": asked["method"],
        "SCRIPT_NAME": chance.choice(("", "/app", "/\xff")),
        "PATH_INFO": asked["path"],
        "QUERY_STRING": asked["query"],
        "wsgi.input": BytesIO(body),
        "wsgi.input_terminated": chance.random() < 0.3,
    }
    for name, value in asked["headers"]:
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    length = str(len(body)) if chance.random() < 0.7 else chance.choice(LENGTHS)
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    page = b"".join(application(environ, lambda *parts: started.append(parts)))
    status, headers = started[0]
    return int(status[:3]), headers, page


def by_asgi(application, asked, chance):
    """Send a request as an ASGI server does, its body in pieces, perhaps broken off."""
    sent, body = [], asked["body"]
    cut = chance.randrange(len(body) + 1)
    messages = [
        {"type": "http.request", "body": body[:cut], "more_body": True},
        {"type": "http.request", "body": body[cut:]},
        {"type": "http.disconnect"},
    ]
    if chance.random() < 0.05:
        del messages[1]

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": asked["method"],
        "path": asked["path"],
        "root_path": chance.choice(("", "/app", "/help")),
        "query_string": asked["query"].encode(),
        "headers": [(name.encode(), value.encode()) for name, value in asked["headers"]],
    }
    asyncio.run(application(scope, receive, send))
    if not sent:  # the client has gone
        return 204, [], b""
    headers = [(name.decode(), value.decode("latin-1")) for name, value in sent[0]["headers"]]
    return sent[0]["status"], headers, sent[1]["body"]


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(PORTIONS))
@pytest.mark.parametrize(("make", "send"), [(wsgi, by_wsgi), (asgi, by_asgi)], ids=["wsgi", "asgi"])
def test_no_request_makes_it_fail(catalog, make, send, seed):
    chance = random.Random(seed)  # noqa: S311 - the same at each run
    application = make(catalog, SITE)

    for _ in range(COUNT // PORTIONS // 2):
        asked = made_up(chance)
        status, headers, page = send(application, asked, chance)

        assert status in ALLOWED, asked
        assert HTTPStatus(status)
        assert CANARY.encode() not in page, asked
        assert not [value for _, value in headers if CANARY in value or "\n" in value], asked
        assert asked["method"] != "HEAD" or page == b""
        if status == 308:  # the address of a record says nothing of it
            assert re.fullmatch(
                r"\S*/record/[0-9a-f]{32}(\?language=[\w-]+)?", dict(headers)["location"]
            )
