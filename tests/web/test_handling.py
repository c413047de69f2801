"""Requests: what is read, what is refused, and that nothing comes back."""

import random

import pytest
from tests.web.conftest import AT, FORM

from takeaction.web import Request, Site, handle
from takeaction.web.exchange import BODY, HEADERS, PATH, QUERY
from takeaction.web.visit import ROUTES

MARK = "zqxwvut"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (Request(method="PUT"), 405),
        (Request(method="POST", path="/safety", headers=FORM), 405),
        (Request(path="/" + "x" * PATH), 414),
        (Request(query="x" * (QUERY + 1)), 414),
        (Request(headers={"x": "y" * HEADERS}), 431),
        (Request(method="POST", path="/answer", headers=FORM, body=b"x" * (BODY + 1)), 413),
        (Request(method="POST", path="/answer", body=b"q=x"), 415),
        (Request(method="POST", path="/answer", headers={"content-type": "text/plain"}), 415),
        (Request(method="POST", path="/answer", headers={"content-type": "application/json"}), 400),
        (Request(method="POST", path="/answer", headers=FORM, body=b"q=%FF"), 400),
        (Request(method="POST", path="/answer", headers=FORM, body=b"q=\xff"), 400),
        (Request(method="POST", path="/answer", headers=FORM, body=b"a&" * 100), 400),
        (Request(path="/help", query="role=nurse"), 400),
        (Request(path="/plan", query="minutes=30"), 400),
        (Request(path="/help", query=f"region={MARK}"), 400),
        (Request(path="/help", query="region=%FF"), 400),
    ],
    ids=[
        *("method", "post", "path", "query", "headers", "body", "no-type", "type", "json"),
        *("utf-8", "bytes", "many", "personal", "minutes", "region", "query-utf-8"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused_without_an_echo(
    catalog, site, request_, status
):
    response = handle(catalog, site, request_, AT)

    assert response.status == status
    assert MARK not in response.body.decode()
    assert b"Talk to someone" in response.body


def test_a_head_has_no_body(catalog, site):
    for path in ("/", "/finder.css"):
        response = handle(catalog, site, Request(method="HEAD", path=path), AT)

        assert (response.status, response.body) == (200, b"")


@pytest.mark.parametrize("path", ["/finder.css", "/leave.js"])
def test_the_style_and_the_script_are_files_of_ours(catalog, site, path):
    response = handle(catalog, site, Request(path=path), AT)

    assert response.status == 200
    assert 500 < len(response.body) < 15_000
    assert dict(response.headers)["cache-control"] == "no-store"


def test_the_language_of_the_browser_counts_and_nonsense_does_not(catalog, site):
    asked = Request(headers={"accept-language": "es-MX,es;q=0.9"})
    odd = Request(query="language=%21%21")

    assert b'<html lang="es">' in handle(catalog, site, asked, AT).body
    assert b'<html lang="en">' in handle(catalog, site, odd, AT).body


def test_a_local_look_says_that_no_contact_is_set(catalog):
    response = handle(catalog, Site(is_local=True), Request(), AT)

    assert b"No safeguarding contact is set here" in response.body


def test_nothing_of_a_request_is_in_its_repr(catalog, site):
    request = Request(path=f"/{MARK}", query=MARK, body=MARK.encode(), headers={"x": MARK})

    assert MARK not in repr(request)
    assert repr(handle(catalog, site, Request(), AT)).startswith("Response(status=200, bytes=")


def test_odd_requests_never_fail(catalog, site):
    chance = random.Random(5)  # noqa: S311 - any odd requests will do
    signs = "abc/%00..?&=<>'\"éx-_\u202e\x00"
    kinds = ("application/json", "application/x-www-form-urlencoded", "text/plain", "")
    paths = (*sorted({path for _, path in ROUTES}), "", "/record/", "/host.css")
    fields = ("q", "region", "minutes", "role", "sign", "good", "country", "about", "language")
    fields += ("budget", "span", "horizon", "step", "seen", "shown", "past", "age", "concern")
    for _ in range(2_000):
        junk = "".join(chance.choices(signs, k=chance.randrange(30)))
        body = "&".join(f"{chance.choice(fields)}={junk}" for _ in range(chance.randrange(5)))
        request = Request(
            method=chance.choice(("GET", "POST", "PUT", "HEAD")),
            path=chance.choice(paths) + chance.choice(("", junk)),
            query=chance.choice(("", junk, body)),
            headers={"content-type": chance.choice(kinds), "accept-language": junk},
            body=body.encode(),
        )

        assert handle(catalog, site, request, AT).status in {200, 400, 404, 405, 413, 414, 415}


def test_another_language_of_an_answer_is_the_first_page(catalog, site):
    # Nothing keeps a question, so that its page can't be had again by its address.
    response = handle(catalog, site, Request(path="/answer", query="language=es"), AT)

    assert response.status == 200
    assert '<html lang="es">' in response.body.decode()
    assert 'name="q"' in response.body.decode()


FIELDS = (
    *("q", "region", "language", "minutes", "role", "skill", "topic", "age", "concern", "done"),
    *("dismissed", "why", "change", "budget", "span", "horizon", "titles", "good", "country"),
    *("about", "work", "sign", "seen", "shown", "past", "step"),
)
USUAL = {"minutes": "30", "budget": "60", "about": "other", "good": "coffee", "q": "help"}


@pytest.mark.parametrize("path", ["/answer", "/actions", "/plan", "/plan.ics", "/shop", "/signs"])
def test_no_word_that_somebody_typed_comes_back(visit, path):
    for field in FIELDS:
        response = visit(path, {**USUAL, field: MARK})

        assert response.status in {200, 400}, field
        assert MARK not in response.body.decode(), field
        assert MARK not in str(response.headers), field
