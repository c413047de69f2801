"""The same finder as a WSGI and as an ASGI application, under a prefix, and served for a look."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client
from werkzeug.wrappers import Response

from takeaction import web
from takeaction.web import Site, asgi, wsgi
from takeaction.web.exchange import BODY

FORM = {"q": "my boss has my passport", "region": "GB"}


@pytest.fixture(scope="module")
def wsgi_host(catalog, site):
    return Client(DispatcherMiddleware(Response("host"), {"/take-action": wsgi(catalog, site)}))


@pytest.fixture(scope="module")
def asgi_host(catalog, site):
    with TestClient(Starlette(routes=[Mount("/take-action", asgi(catalog, site))])) as client:
        yield client


def test_a_wsgi_host_serves_the_finder_under_its_prefix(wsgi_host):
    page = wsgi_host.get("/take-action/")
    answer = wsgi_host.post("/take-action/answer", data=FORM)
    long = wsgi_host.post("/take-action/answer", data={"q": "x" * BODY})

    assert 'href="/take-action/help"' in page.text
    assert "tel:08000121700" in answer.text
    assert long.status_code == 413


def test_an_asgi_host_serves_the_finder_under_its_prefix(asgi_host):
    page = asgi_host.get("/take-action/")
    answer = asgi_host.post("/take-action/answer", data=FORM)
    long = asgi_host.post("/take-action/answer", data={"q": "x" * (BODY + 1)})

    assert 'href="/take-action/help"' in page.text
    assert "tel:08000121700" in answer.text
    assert long.status_code == 413


def test_both_hosts_give_the_same_answer(wsgi_host, asgi_host):
    path = "/take-action/safety"

    assert wsgi_host.get(path).text == asgi_host.get(path).text


@pytest.mark.parametrize("application", [asgi, wsgi])
def test_a_host_has_to_name_its_safeguarding_contact(catalog, application):
    with pytest.raises(ValueError, match="safeguarding contact"):
        application(catalog, Site())
    with pytest.raises(ValueError, match="safeguarding contact"):
        application(catalog, contact=" ")


def test_a_contact_is_enough_for_a_host(catalog):
    page = Client(wsgi(catalog, contact="Priya Raman, 01632 960 123")).get("/help?region=GB")

    assert page.status_code == 200
    assert "Priya Raman, 01632 960 123" in page.text


@pytest.mark.parametrize("application", [asgi, wsgi])
@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"en": {"home.qestion": "How can we help?"}}, "Did you mean home.question"),
        ({"en": {"xyz": "How can we help?"}}, "which no page shows"),
        ({"pt": {"home.question": "Como podemos ajudar?"}}, "The pages are in en, es, fr"),
        ({"en": {"help.in": "Help in {country}"}}, "can fill no other slot"),
    ],
)
def test_a_text_that_stands_for_none_of_ours_is_refused_at_the_start(
    catalog, application, texts, message
):
    with pytest.raises(ValueError, match=message):
        application(catalog, Site(contact="Priya Raman", texts=texts))


def test_a_text_with_the_slots_of_ours_is_taken(catalog):
    texts = {"en": {"help.in": "Help in {place}:", "home.question": "How can we help?"}}
    page = Client(wsgi(catalog, Site(texts=texts), contact="Priya Raman")).get("/help?region=GB")

    assert "Help in United Kingdom:" in page.text


def test_the_room_has_the_names_that_hosts_need():
    assert all(callable(getattr(web, name)) for name in web.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        web.nothing  # noqa: B018 - it fails
