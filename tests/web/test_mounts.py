"""The finder in other frameworks: under a prefix, and behind a proxy with a prefix of its own."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from tests.web.mounts import MOUNTS, PROXY

FORM = {"q": "my boss has my passport", "region": "GB"}
POSTED = {
    "/answer": FORM,
    "/actions": {"minutes": "30"},
    "/shop": {"good": "coffee"},
    "/signs": {"about": "self"},
}
"""A form for each path that takes one."""


class Links(HTMLParser):
    """The addresses of the host in a page: those of links, and those of forms with their method.

    They are as a browser would ask for them.
    """

    def __init__(self, path, page):
        super().__init__()
        self.path, self.links, self.forms = path, set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form":
            self.forms.add((values.get("method", "get"), urljoin(self.path, values["action"])))
        for address in (values.get("href"), values.get("src")):
            if address and not address.startswith(("#", "http", "tel:", "sms:", "mailto:")):
                self.links.add(urljoin(self.path, address))


@pytest.fixture(scope="module", params=["", PROXY], ids=["alone", "behind a proxy"])
def proxy(request):
    return request.param


@pytest.fixture(scope="module", params=MOUNTS)
def host(catalog, site, proxy, request):
    with MOUNTS[request.param](catalog, site, proxy) as mounted:
        yield mounted


def test_the_first_page_is_there(host):
    page = host.get(f"{host.root}/")

    assert page.status_code == 200
    assert 'name="q"' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"].startswith("no-store")
    assert page.headers["referrer-policy"] in {"no-referrer", "same-origin"}
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in page.headers


def test_each_link_of_a_page_leads_somewhere(subtests, host):
    for path in ["/", "/help", "/signs", "/nowhere"]:
        with subtests.test(str(path)):
            links = Links(f"{host.root}{path}", host.get(f"{host.root}{path}").text)
            addresses = links.links | {action for _, action in links.forms}

            assert len(addresses) > 5
            assert {each for each in addresses if not each.startswith(f"{host.root}/")} == set()
            for address in links.links - {
                each for each in links.links if "nowhere" in each
            }:  # itself
                assert host.get(address).status_code == 200, address
            for method, action in links.forms:
                form = POSTED.get(action.removeprefix(host.root), {})
                answer = host.post(action, form) if method == "post" else host.get(action)
                assert answer.status_code == 200, action


def test_the_box_is_answered(host):
    answer = host.post(f"{host.root}/answer", FORM)
    for address in Links(f"{host.root}/answer", answer.text).links:
        assert host.get(address).status_code == 200, address

    assert answer.status_code == 200
    assert "tel:08000121700" in answer.text
    assert "set-cookie" not in answer.headers


def test_an_unknown_path_is_answered_by_the_finder(host):
    page = host.get(f"{host.root}/nowhere")

    assert page.status_code == 404
    assert f'href="{host.root}/help"' in page.text


def test_the_style_sheet_is_there(host):
    sheet = host.get(f"{host.root}/finder.css")

    assert sheet.status_code == 200
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    assert "no-store" in sheet.headers["cache-control"]


def test_the_api_says_where_it_is(host):
    document = host.get(f"{host.root}/api/v1/openapi.json").json

    assert (document() if callable(document) else document)["servers"] == [
        {"url": f"{host.root}/api/v1/"}
    ]


def test_a_body_that_is_too_long_is_refused(host):
    assert host.post(f"{host.root}/answer", {"q": "x" * 20_000}).status_code == 413


def test_an_address_that_says_too_much_is_refused(host):
    page = host.get(f"{host.root}/?q=secret")

    assert page.status_code == 400
    assert "secret" not in page.text
