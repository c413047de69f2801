"""Pages of other sites: they read the API where the host says so, and nothing else."""

import pytest
from tests.web.conftest import AT

from takeaction.web import Request, Site, asgi, handle, wsgi

THEIRS = "https://app.example"
JSON = {"content-type": "application/json", "origin": THEIRS}
BODY = b'{"text": "my boss has my passport", "region": "GB"}'
ASKING = {
    "origin": THEIRS,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}


@pytest.fixture(scope="module")
def send(catalog):
    def ask(origins, **parts):
        site = Site(contact="Priya Raman", api_origins=origins)
        usual = {"method": "POST", "path": "/api/v1/ask", "headers": JSON, "body": BODY}
        response = handle(catalog, site, Request(**{**usual, **parts}), AT)
        return response, dict(response.headers)

    return ask


def test_no_other_site_may_read_an_answer_by_default(send):
    response, headers = send(())

    assert response.status == 200
    assert "vary" not in headers
    assert not [name for name in headers if name.startswith("access-control")]


def test_a_site_that_the_host_names_may_read_answers_and_refusals(send):
    for body, status in ((BODY, 200), (b"{", 400)):
        response, headers = send((THEIRS,), body=body)

        assert response.status == status
        assert headers["access-control-allow-origin"] == THEIRS
        assert headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize("origin", ["https://other.example", "null", "*", "https://app.example.x"])
def test_a_site_that_the_host_does_not_name_may_not(send, origin):
    _, headers = send((THEIRS,), headers={**JSON, "origin": origin})

    assert "access-control-allow-origin" not in headers
    assert headers["vary"] == "Origin"


def test_a_browser_may_ask_before_it_sends(send):
    response, headers = send((THEIRS,), method="OPTIONS", headers=ASKING, body=b"")

    assert (response.status, response.body) == (204, b"")
    assert headers["access-control-allow-origin"] == THEIRS
    assert headers["access-control-allow-methods"] == "GET, POST"
    assert headers["access-control-allow-headers"] == "content-type"
    assert "content-length" not in headers


@pytest.mark.parametrize(
    ("origins", "headers"),
    [
        ((), ASKING),
        (("https://other.example",), ASKING),
        ((THEIRS,), {"origin": THEIRS}),
    ],
    ids=["none", "another", "no question"],
)
def test_options_is_refused_otherwise(send, origins, headers):
    assert send(origins, method="OPTIONS", headers=headers)[0].status == 405


def test_no_page_is_shared(send):
    for path in ("/", "/help", "/finder.css"):
        _, headers = send((THEIRS,), method="GET", path=path, headers={"origin": THEIRS})

        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("origins", "fix"),
    [
        (("*",), "name each site that may ask"),
        (THEIRS, "takes several"),
        ((THEIRS, "https://app.example/"), r"\[1\] is no origin"),
        (("https://App.example",), "in lower case"),
        (("http://app.example",), "is no origin"),
        (("https://app.example:443",), "is no origin"),
        (("http://localhost:80",), "is no origin"),
        (("null",), "is no origin"),
        (("https://a.example\r\nset-cookie: a",), "is no origin"),
    ],
)
@pytest.mark.parametrize("application", [asgi, wsgi])
def test_a_wrong_origin_is_refused_at_the_start(catalog, application, origins, fix):
    with pytest.raises(ValueError, match=fix):
        application(catalog, Site(contact="Priya Raman", api_origins=origins))


@pytest.mark.parametrize("origin", [THEIRS, "https://app.example:8443", "http://localhost:5173"])
def test_an_origin_as_a_browser_sends_it_is_taken(catalog, origin):
    assert asgi(catalog, Site(contact="Priya Raman", api_origins=(origin,)))
