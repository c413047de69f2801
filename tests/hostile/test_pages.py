"""The shared hostile cases of a page: a text stays text, and no address leads elsewhere."""

from html.parser import HTMLParser

import pytest
from tests.hostile.test_outputs import AT, PAYLOADS, pack
from tests.web.conftest import FORM

import takeaction
from takeaction.models.record import page_name
from takeaction.web import Request, Site, handle

SITE = Site(is_local=True)
ASKED = {
    "box": ("/answer", "", b"q=needle"),
    "words": ("/answer", "", b"q=i+have+an+hour+what+can+i+do"),
    "help": ("/help", "region=US", b""),
    "actions": ("/actions", "", b"minutes=60"),
    "plan": ("/plan", "", b"budget=600&minutes=600&span=all"),
    "checklist": ("/signs", "", b"about=other&step=next"),
    "signs": ("/signs", "", b"sign=hostile%3Asign&region=US&about=other&step=answer"),
    "about": ("/about", "", b""),
    "action": (f"/record/{page_name('hostile:act')}", "", b""),
    "resource": (f"/record/{page_name('hostile:referral')}", "", b""),
    "sign": (f"/record/{page_name('hostile:sign')}", "", b""),
}
"""A path, a query and a form; a page without a form is asked for by GET."""


class Parts(HTMLParser):
    """The elements with their attributes, the addresses and the text of a page."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.addresses, self.text = [], set(), ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, sorted(name for name, _ in attrs)))
        self.addresses |= {value for name, value in attrs if name in ("href", "src", "action")}

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def parts(write):
    """Return a function that gives the parts of a page about a pack with a payload."""

    def ask(payload, page):
        catalog = takeaction.load(paths=[write(pack(payload))], packs=[])
        path, query, form = ASKED[page]
        method = "POST" if form else "GET"
        request = Request(method=method, path=path, query=query, headers=FORM, body=form)
        response = handle(catalog, SITE, request, AT)
        assert response.status == 200
        return Parts(response.body.decode())

    return ask


@pytest.mark.heavy
@pytest.mark.parametrize("page", ASKED)
@pytest.mark.parametrize("name", PAYLOADS)
def test_s27_s29_s31_a_text_of_a_pack_is_text_on_every_page(parts, name, page):
    harmless, hostile = parts("x", page), parts(PAYLOADS[name], page)

    assert f"{PAYLOADS[name]} needle" in hostile.text
    assert hostile.elements == harmless.elements
    assert hostile.addresses == harmless.addresses


def test_s28_no_page_leads_to_an_address_that_is_none_of_the_web(parts):
    known = ("/", "?", "#", "https://", "tel:", "sms:", "mailto:")

    for page in ASKED:
        assert all(each.startswith(known) for each in parts("x", page).addresses)
