"""The shared hostile case of a server: requests that carry what a person wrote, and floods."""

import asyncio
import logging
import os

import pytest

import takeaction
from takeaction.web import Site, asgi, wsgi
from takeaction.web.exchange import BODY

CANARY = "kanarienvogel"
SITE = Site(contact="Priya Raman, 01632 960 123")
FORM = "application/x-www-form-urlencoded"
PIECE = b"x" * 65_536
REQUESTS = {
    "role": ("GET", f"role={CANARY}&region=GB", "", [], 400),
    "note": ("GET", f"note=my+boss+{CANARY}", "", [], 400),
    "50 MB": ("POST", "", FORM, [CANARY.encode(), *[PIECE] * 800], 413),
    "10,000 parameters": ("POST", "", FORM, [f"{CANARY}&".encode() * 100, b"&" * 10_000], 400),
    "text": ("POST", "", "text/plain", [CANARY.encode()], 415),
    "not a form": ("POST", "", FORM, [CANARY.encode() + b"\xff"], 400),
}
"""Method, query, kind of body, the pieces of the body, and the status."""


class Pieces:
    """A body that comes in pieces, and counts how many bytes of it were taken."""

    def __init__(self, pieces):
        self.pieces, self.taken = list(pieces), 0

    def read(self, size):
        whole = b""
        while self.pieces and len(whole) < size:
            whole += self.pieces.pop(0)
        self.pieces.insert(0, whole[size:])
        self.taken += len(whole[:size])
        return whole[:size]

    async def receive(self):
        piece = self.pieces.pop(0) if self.pieces else b""
        self.taken += len(piece)
        return {"type": "http.request", "body": piece, "more_body": bool(self.pieces)}


def by_asgi(catalog, request, path):
    method, query, kind, pieces, _ = request
    sent, body = [], Pieces(pieces)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"content-type", kind.encode())],
    }
    asyncio.run(asgi(catalog, SITE)(scope, body.receive, send))
    return sent[0]["status"], str(sent[0]["headers"]), sent[1]["body"].decode(), body.taken


def by_wsgi(catalog, request, path):
    method, query, kind, pieces, _ = request
    started, body = [], Pieces(pieces)
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(sum(map(len, pieces))),
        "wsgi.input": body,
    }
    (page,) = wsgi(catalog, SITE)(environ, lambda *parts: started.append(parts))
    status, headers = started[0]
    return int(status.partition(" ")[0]), str(headers), page.decode(), body.taken


@pytest.mark.parametrize("by", [by_asgi, by_wsgi])
def test_a_bug_of_ours_takes_nothing_of_a_question_along(catalog, monkeypatch, by):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("takeaction.web.pages.answers.ask", fail)
    with pytest.raises(ZeroDivisionError) as caught:
        by(catalog, ("POST", "", FORM, [f"q={CANARY}".encode()], 500), "/answer")

    package = os.path.dirname(takeaction.__file__)
    frames = [entry.frame for entry in caught.traceback]
    ours = [frame for frame in frames if str(frame.code.path).startswith(package)]
    assert ours
    assert CANARY not in repr([frame.f_locals for frame in ours])
    assert "in fail" not in str(caught.value)
    assert any("answer_page" in note for note in caught.value.__notes__)


@pytest.mark.parametrize("path", ["/answer", "/api/v1/ask"])
@pytest.mark.parametrize("name", REQUESTS)
def test_s39_a_request_is_refused_without_an_echo(catalog, caplog, capfd, name, path):
    caplog.set_level(logging.DEBUG)
    request = REQUESTS[name]
    right = (request[-1],) if path == "/answer" else (400, 405, 413, 415)

    for by in (by_asgi, by_wsgi):
        status, headers, page, taken = by(catalog, request, path)
        assert status in right
        assert taken <= BODY + len(PIECE)
        assert CANARY not in headers + page
    assert CANARY not in "".join([*capfd.readouterr(), caplog.text])


def test_s39_a_body_of_a_byte_a_second_is_closed_by_the_time_limit(catalog, monkeypatch):
    monkeypatch.setattr("takeaction.web.exchange.PATIENCE", 0.05)
    received, sent = [], []

    async def receive():
        received.append(1)
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    asyncio.run(asgi(catalog, SITE)(scope, receive, send))

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
    assert len(received) < 10
