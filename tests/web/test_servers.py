"""How the finder reads from a server, and what it does where a client is slow, gone or wrong."""

import asyncio
import json
import threading
import time
from io import BytesIO
from types import SimpleNamespace

import pytest

from takeaction.web import asgi, handle, wsgi
from takeaction.web.exchange import BODY

FORM = "application/x-www-form-urlencoded"
SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/answer",
    "headers": [(b"content-type", FORM.encode())],
    "query_string": b"",
}
BOX = b"q=my+boss+has+my+passport&region=GB"


@pytest.fixture
def ask_asgi(catalog, site):
    def ask(messages, **scope):
        waiting, sent = list(messages), []

        async def receive():
            if not waiting:
                await asyncio.sleep(5)
            message = waiting.pop(0)
            return {"type": "http.request", "body": message} if message is BOX else message

        async def send(message):
            sent.append(message)

        asyncio.run(asgi(catalog, site)({**SCOPE, **scope}, receive, send))
        return sent

    return ask


@pytest.fixture
def ask_wsgi(catalog, site):
    """Return a function that sends a body to the WSGI application, and gives status and page."""

    def ask(stream, **environ):
        started = []
        usual = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/answer",
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(BOX)),
            "wsgi.input": stream,
        }
        (body,) = wsgi(catalog, site)({**usual, **environ}, lambda *parts: started.append(parts))
        return started[0][0], body.decode()

    return ask


def test_a_body_in_pieces_is_put_together(ask_asgi):
    pieces = [
        {"type": "http.request", "body": BOX[:9], "more_body": True},
        {"type": "http.request", "body": BOX[9:], "more_body": False},
    ]

    assert b"tel:08000121700" in ask_asgi(pieces)[1]["body"]


@pytest.mark.parametrize(
    ("version", "closes"), [("1.0", True), ("1.1", True), ("2", False)], ids=str
)
def test_a_slow_body_is_answered_with_408(ask_asgi, monkeypatch, version, closes):
    monkeypatch.setattr("takeaction.web.exchange.PATIENCE", 0.01)
    started, page = ask_asgi([], http_version=version)

    assert started["status"] == 408
    assert ((b"connection", b"close") in started["headers"]) is closes
    assert b"We couldn&#39;t read that" in page["body"]


def test_a_slow_question_of_a_program_is_answered_with_408(ask_asgi, monkeypatch):
    monkeypatch.setattr("takeaction.web.exchange.PATIENCE", 0.01)
    started, body = ask_asgi([], path="/api/v1/ask")

    assert started["status"] == 408
    assert b'"request.time"' in body["body"]


def test_a_body_without_an_end_is_refused_at_the_limit(ask_asgi):
    piece = {"type": "http.request", "body": b"x" * (BODY // 4), "more_body": True}
    started, page = ask_asgi([piece] * 6)

    assert started["status"] == 413
    assert (b"connection", b"close") in started["headers"]
    assert b"xxxx" not in page["body"]


def test_a_client_that_has_gone_gets_no_answer(ask_asgi):
    half = {"type": "http.request", "body": b"q=my", "more_body": True}

    assert ask_asgi([half, {"type": "http.disconnect"}]) == []


def test_headers_sent_twice_are_joined(ask_asgi):
    twice = [(b"Content-Type", FORM.encode()), (b"content-type", b"text/plain")]
    many = [(b"x-note", b"x" * 100)] * 100

    assert ask_asgi([BOX], headers=twice)[0]["status"] == 415
    assert ask_asgi([BOX], headers=many)[0]["status"] == 431


@pytest.mark.parametrize(
    ("scope", "link"),
    [
        ({"path": "/"}, "/help"),
        ({"path": "/app/x/", "root_path": "/app/x"}, "/app/x/help"),
        ({"path": "/app/x", "root_path": "/app/x/"}, "/app/x/help"),
        ({"path": "/x/", "root_path": "/app/x", "app_root_path": "/app"}, "/app/x/help"),
        ({"path": "/", "root_path": "/app"}, "/app/help"),
    ],
)
def test_the_path_of_the_mount_point_is_that_of_the_standard_or_of_the_proxy(ask_asgi, scope, link):
    page = ask_asgi([{"type": "http.request"}], method="GET", headers=[], **scope)[1]["body"]

    assert f'href="{link}"'.encode() in page


def test_a_path_that_only_begins_like_the_mount_point_is_another(ask_asgi):
    # ``/apple`` is not below ``/app``.
    sent = ask_asgi([{"type": "http.request"}], method="GET", path="/apple", root_path="/app")

    assert sent[0]["status"] == 404


def test_a_server_may_start_and_stop_it(ask_asgi):
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

    assert [message["type"] for message in ask_asgi(messages, type="lifespan")] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


def test_a_websocket_is_closed(ask_asgi):
    assert ask_asgi([{"type": "websocket.connect"}], type="websocket") == [
        {"type": "websocket.close"}
    ]


def test_an_unknown_kind_of_connection_is_an_error(ask_asgi):
    with pytest.raises(ValueError, match="HTTP alone"):
        ask_asgi([], type="telnet")


def test_head_has_the_length_of_the_page_and_no_body(ask_asgi):
    head, nothing = ask_asgi([{"type": "http.request"}], method="HEAD", path="/help", headers=[])
    get, page = ask_asgi([{"type": "http.request"}], method="GET", path="/help", headers=[])

    assert head["headers"] == get["headers"]
    assert (b"content-length", str(len(page["body"])).encode()) in head["headers"]
    assert nothing["body"] == b""


@pytest.mark.parametrize("length", ["many", "-5", "", "²"])
def test_a_length_that_is_no_number_reads_nothing(ask_wsgi, length):
    status, page = ask_wsgi(BytesIO(BOX), CONTENT_LENGTH=length)

    assert status == "200 OK"
    assert "tel:08000121700" not in page


def test_chunks_are_read_where_the_server_ends_the_stream(ask_wsgi):
    # It says so; else a read would never end.
    status, page = ask_wsgi(BytesIO(BOX), CONTENT_LENGTH="", **{"wsgi.input_terminated": True})

    assert status == "200 OK"
    assert "tel:08000121700" in page


@pytest.mark.parametrize("length", [BODY + 1, 10**9, 10**5000], ids=["more", "much", "digits"])
def test_a_length_above_the_limit_is_refused(ask_wsgi, length):
    stream = BytesIO(b"x" * 100_000)
    digits = "1" + "0" * 5000 if length > 10**9 else str(length)

    assert ask_wsgi(stream, CONTENT_LENGTH=digits)[0].startswith("413")
    assert stream.tell() == BODY + 1


class Slow(BytesIO):
    """A body of which a read gives one byte."""

    def read1(self, _=-1):
        return super().read(1)


class Broken:
    """A body of a client that has gone."""

    def read(self, _):
        raise TimeoutError


def test_a_body_that_comes_byte_by_byte_is_read(ask_wsgi):
    assert "tel:08000121700" in ask_wsgi(Slow(BOX))[1]


def test_a_body_that_comes_too_slowly_is_answered_with_408(ask_wsgi, monkeypatch):
    monkeypatch.setattr("takeaction.web.exchange.PATIENCE", -1)

    assert ask_wsgi(Slow(BOX))[0] == "408 Request Timeout"


@pytest.mark.parametrize("stream", [Broken(), BytesIO(BOX[:9])], ids=["error", "end"])
def test_a_body_without_its_end_is_not_answered(ask_wsgi, stream):
    assert ask_wsgi(stream)[0] == "408 Request Timeout"


def test_a_path_that_is_no_text_is_none_of_ours(ask_wsgi):
    get = {"REQUEST_METHOD": "GET", "CONTENT_LENGTH": "0"}
    for path in ("/\udcff", "/ÿ", "/\0", "/..", "//help", "/%00", "/🆘"):
        assert ask_wsgi(BytesIO(), PATH_INFO=path, **get)[0] == "404 Not Found"


@pytest.fixture
def busy(monkeypatch):
    """Let answers wait until the test lets them go, with two threads and a short time limit."""
    free, begun = threading.Event(), []

    def slow_handle(catalog, site, request, at):
        begun.append(request.path)
        free.wait(10)
        return handle(catalog, site, request, at)

    monkeypatch.setattr("takeaction.web.hosts.asgi.handle", slow_handle)
    monkeypatch.setattr("takeaction.web.exchange.THREADS", 2)
    monkeypatch.setattr("takeaction.web.exchange.WORK", 0.05)
    yield SimpleNamespace(free=free, begun=begun)
    free.set()


def ask_together(application, *scopes):
    """Send several requests at a time, each with the words of BOX; return what is sent to each."""

    async def ask(scope):
        sent = []

        async def receive():
            return {"type": "http.request", "body": BOX}

        async def send(message):
            sent.append(message)

        await application({**SCOPE, **scope}, receive, send)
        return sent

    async def ask_all():
        return await asyncio.gather(*(ask(scope) for scope in scopes))

    return asyncio.run(ask_all())


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("method", ["POST", "HEAD"])
def test_an_answer_that_takes_too_long_is_a_calm_page_with_the_danger_line(catalog, site, method):
    # 503 after the time limit, in the reader's place, without a word of the question.
    [(started, page)] = ask_together(asgi(catalog, site), {"method": method})
    body = page["body"].decode()

    assert started["status"] == 503
    assert (b"retry-after", b"10") in started["headers"]
    assert (b"cache-control", b"no-store") in started["headers"]
    assert "passport" not in body
    if method == "POST":
        assert "We can&#39;t answer right now" in body
        assert 'href="tel:999"' in body
        assert 'href="/help"' in body
        assert 'href="/"' in body


@pytest.mark.usefixtures("busy")
def test_a_program_whose_answer_takes_too_long_gets_json(catalog, site):
    json_body = [(b"content-type", b"application/json")]
    [(started, body)] = ask_together(
        asgi(catalog, site), {"path": "/api/v1/ask", "headers": json_body}
    )

    assert started["status"] == 503
    assert (b"retry-after", b"10") in started["headers"]
    assert json.loads(body["body"])["error"]["code"] == "request.busy"
    assert b"passport" not in body["body"]


def ask_until_there_is_room(application):
    while (sent := ask_together(application, {}))[0][0]["status"] == 503:
        time.sleep(0.01)
    return sent


def test_answers_that_hang_do_not_pile_up(catalog, site, busy, monkeypatch):
    application = asgi(catalog, site)
    late = ask_together(application, {}, {}, {})
    begun = time.monotonic()
    refused = ask_together(application, *[{}] * 50)
    seconds = time.monotonic() - begun
    busy.free.set()
    monkeypatch.setattr("takeaction.web.exchange.WORK", 60)  # a busy machine answers late
    [(answered, _)] = ask_together(application, {"path": "/safety", "method": "GET"})
    [(again, page)] = ask_until_there_is_room(application)

    assert {started["status"] for started, _ in (*late, *refused)} == {503}
    assert busy.begun[:2] == ["/answer"] * 2
    assert len(busy.begun) == 4  # neither the third of the late ones nor any refused one began
    assert seconds < 2
    assert answered["status"] == again["status"] == 200
    assert b"tel:08000121700" in page["body"]


def test_more_than_can_wait_are_refused_at_once(catalog, site, busy, monkeypatch):
    monkeypatch.setattr("takeaction.web.exchange.MOST_WAITING", 3)
    monkeypatch.setattr("takeaction.web.exchange.WORK", 5)
    threading.Timer(0.2, busy.free.set).start()
    sent = ask_together(asgi(catalog, site), *[{}] * 8)

    assert sorted(started["status"] for started, _ in sent) == [200] * 3 + [503] * 5


@pytest.mark.usefixtures("busy")
def test_an_address_that_says_too_much_is_not_repeated_by_a_late_answer(catalog, site):
    query = {"method": "GET", "path": "/help", "query_string": b"role=zz-secret&region=GB"}
    [(started, page)] = ask_together(asgi(catalog, site), query)

    assert started["status"] == 503
    assert b"zz-secret" not in page["body"]
