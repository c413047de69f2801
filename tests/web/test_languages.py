"""Languages: chrome that falls back, content in the language that it has, digits in order."""

import html
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from urllib.parse import urlencode

import pytest
from bidi import get_display
from tests.web.conftest import AT, FORM
from tests.web.test_pages import text_of

from takeaction import load
from takeaction.core_data import FIRST_LANGUAGES, first_sentences, messages
from takeaction.models.record import page_name
from takeaction.web import Request, Site, handle

ENGLISH = json.loads(files("takeaction").joinpath("data/pages/en.json").read_text("utf-8"))
BLOCKS = {
    *("p", "li", "h1", "h2", "h3", "dt", "dd", "div", "summary", "legend", "label", "a"),
    *("option", "button", "section", "main"),
}
ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068", None: "\u2068"}
"""What ``dir`` on an element inside a line means to the bidirectional algorithm (HTML, 15.3.6)."""


class Lines(HTMLParser):
    """The lines of a page as a browser gives them to the bidirectional algorithm.

    Attributes:
        lines: Each line: its direction and its text, with an isolate for each ``dir`` inside.
        languages: The language of each piece of text.
    """

    def __init__(self, page):
        super().__init__()
        self.lines, self.languages, self._open = [], [], []
        self.feed("<main" + page.partition("<main")[2].partition("</main>")[0] + "</main>")
        self.close()

    def handle_starttag(self, tag, attrs):
        """Open an element: a block begins a line, and a direction inside it an isolate."""
        attributes = dict(attrs)
        if tag in ("input", "br"):
            return
        is_block = tag in BLOCKS
        above = self._open[-1] if self._open else (None, "ltr", "", None)
        turned = (attributes.get("dir") or tag == "bdi") and not is_block
        direction = attributes.get("dir") if is_block and "dir" in attributes else above[1]
        language = attributes.get("lang", above[3])
        self._open.append((tag, direction, "\u2069" if turned else "", language))
        if is_block:
            self.lines.append([direction, ""])
        elif turned:
            self._add(ISOLATES[attributes.get("dir")])

    def handle_endtag(self, tag):
        if tag in ("input", "br"):
            return
        closed = self._open.pop()
        assert closed[0] == tag
        self._add(closed[2])

    def handle_data(self, data):
        if data.strip():
            self.languages.append((self._open[-1][3], data))
        self._add(data)

    def _add(self, text):
        if self.lines:
            self.lines[-1][1] += text


def displayed(page):
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    for direction, text in Lines(page).lines:
        line = " ".join(text.split())
        if line:
            yield get_display(line, base_dir="R" if direction == "rtl" else "L").translate(marks)


@pytest.fixture(scope="module")
def page(catalog):
    """Return a function that asks for a page as text, with a form where it is given one."""
    site = Site(contact="Priya Raman", languages=("en", "es", "ar", "vi"))

    def ask(path="/help", query="", form=None, **headers):
        method, body = "POST" if form else "GET", urlencode(form or {}).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(
            method=method, path=path, query=query, headers={**FORM, **sent}, body=body
        )
        response = handle(catalog, site, request, AT)
        assert response.status == 200
        return response.body.decode()

    return ask


@pytest.mark.parametrize("language", FIRST_LANGUAGES)
def test_the_first_sentences_are_in_the_language_with_english_beneath(page, language):
    body = page(query=f"region=US&language={language}")
    danger = messages(language)["emergency.number"].partition("{number}")[0]
    who = messages(language)["answers.ngo"]
    following = messages(language)["lines.next"]

    shown = html.unescape(re.sub("[\u2068\u2069]", "", body))
    assert danger.strip() in shown
    for text, english in ((who, "answers.ngo"), (following, "lines.next")):
        spans = re.findall(rf'<span lang="{language}" dir="\w+">([^<]*)</span>', shown)
        assert any(text.rstrip(".。।") in span for span in spans)
        assert messages("en")[english] in shown
    assert '<span class="orig" lang="en" dir="ltr">' in body


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", ""),
        ("ar", "Unreviewed translation, with the English beneath."),
        ("es", "Traducción sin revisar, con el inglés debajo."),
    ],
)
def test_one_line_says_that_nobody_reviewed_the_translation(page, language, note):
    body = page(query=f"region=US&language={language}")

    assert body.count(f'<p class="kick">{note}</p>') == bool(note)


def test_a_page_in_arabic_sentences_keeps_its_own_direction(page):
    # Its own texts are English, so only the sentences in Arabic run from right to left.
    body = page(query="region=US&language=ar")

    assert '<html lang="en">' in body
    assert '<span lang="ar" dir="rtl">' in body


@pytest.mark.parametrize("language", ["ar", "en", "es"])
@pytest.mark.parametrize("region", ["US", "GB", "EG", "JO", "LB"])
def test_r7_every_number_reads_in_order_after_the_bidirectional_algorithm(page, region, language):
    body = page(query=f"region={region}&language={language}")
    seen = list(displayed(body))
    numbers = [html.unescape(text) for text in re.findall(r'<bdi dir="ltr">([^<]+)</bdi>', body)]

    assert numbers
    for number in numbers:
        assert any(number in line for line in seen)


def test_the_algorithm_of_the_test_turns_what_is_not_isolated():
    bare = '<main><p dir="rtl">اتصل 1-888-373-7888 الآن</p></main>'
    safe = '<main><p dir="rtl">اتصل <bdi dir="ltr">1-888-373-7888</bdi> الآن</p></main>'

    assert not any("1-888-373-7888" in line for line in displayed(bare))
    assert any("1-888-373-7888" in line for line in displayed(safe))


def test_text_in_arabic_letters_is_always_marked_as_arabic(page):
    body = page(query="region=US&language=ar")
    pieces = [
        (tag, text) for tag, text in Lines(body).languages if re.search("[\u0600-\u06ff]", text)
    ]

    assert pieces
    assert {tag for tag, _ in pieces} == {"ar"}


def test_the_rest_of_a_page_is_in_the_reader_s_other_language(page):
    body = page(query="region=US&language=ar", accept_language="es-MX,en;q=0.5")

    assert '<html lang="es">' in body
    assert messages("ar")["answers.ngo"].rstrip(".") in body
    assert '<p class="who"><span lang="ar" dir="rtl">' in body


def test_a_language_that_was_chosen_stays_on_every_link(page):
    # No cookie remembers it, so the addresses do; a file of ours has none.
    body = page(query="region=GB&language=es")
    inside = re.findall(r'(?:href|action)="(/[^"]*)"', body)

    assert '<input type="hidden" name="language" value="es">' in body
    for address in inside:
        is_file = address.endswith((".css", ".js"))
        is_form = address.startswith("/help") and "?" not in address
        is_other = "language=" in address
        assert is_file or is_form or is_other


def test_another_language_leads_to_the_same_place(page):
    helped = page(query="region=GB&language=es")
    answered = page("/answer", form={"q": "help", "region": "GB"})
    name = page_name("us-hotline:national-hotline")
    record = page(f"/record/{name}")

    assert 'href="/help?language=ar&amp;region=GB"' in helped
    assert '<button class="btn quiet" name="language" value="ar"' in answered
    assert f'href="/record/{name}?language=es"' in record


def test_languages_are_named_in_themselves(page):
    body = page()

    assert ">العربية</a>" in body
    assert ">Vietnamese</a>" in body


def test_the_whole_page_is_in_the_language_of_the_words(page):
    body = page("/answer", form={"q": "mi jefe tiene mi pasaporte"}, accept_language="en-GB")

    assert '<html lang="es">' in body
    assert 'href="/safety?language=es"' in body


def test_words_that_tell_no_language_are_answered_in_the_reader_s(page):
    body = page("/answer", form={"q": "zqxw"}, accept_language="fr")

    assert '<html lang="fr">' in body


def test_words_in_the_language_of_the_page_change_nothing(page):
    body = page("/answer", form={"q": "my boss has my passport"}, accept_language="en-GB")

    assert "language=en" not in body.partition("<footer")[0]


def test_arabic_words_are_answered_in_arabic(page):
    body = page("/answer", form={"q": "صاحب العمل أخذ جواز سفري", "region": "US"})

    assert "إذا كان هناك خطر عليك أو على غيرك الآن" in body


@pytest.fixture(scope="module")
def arabic():
    texts = {"ar": {code: f"نص {text}" for code, text in ENGLISH.items()}}
    return Site(contact="Priya Raman", texts=texts, languages=("ar", "en"))


def test_a_host_s_own_language_turns_the_page(catalog, arabic):
    # ``dir`` is on the root where the texts of the page are in that language.
    body = handle(catalog, arabic, Request(query="language=ar"), AT).body.decode()
    english = handle(catalog, arabic, Request(query="language=en"), AT).body.decode()

    assert '<html lang="ar" dir="rtl">' in body
    assert "نص What do you need" in body
    assert '<html lang="en">' in english


def test_numbers_stay_in_order_on_a_page_from_right_to_left(catalog, arabic):
    request = Request(path="/help", query="region=US&language=ar")
    response = handle(catalog, arabic, request, AT)
    body = response.body.decode()
    turned = body.replace("<main", '<main dir="rtl"', 1)

    assert "1-888-373-7888" in text_of(response)
    assert any("1-888-373-7888" in line for line in displayed(turned))


def test_a_page_has_the_first_sentences_of_a_pack_marked_as_its_own(write):
    sentences = "\n".join(
        f'msgctxt "@takeaction#{code}"\nmsgid {json.dumps(text)}\n'
        f"msgstr {json.dumps('Ą ' + text, ensure_ascii=False)}\n"
        for code, text in first_sentences().items()
    )
    header = 'id = "frame"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
    files = {"pack.toml": header + 'languages = ["en", "pl"]\n', "locale/pl.po": sentences}
    catalog = load(paths=[write(files, "frame")], packs=["us-hotline"])
    request = Request(path="/help", query="region=US&language=pl", headers={})
    site = Site(contact="Priya Raman", languages=("en", "pl"))

    body = html.unescape(handle(catalog, site, request, AT).body.decode())

    assert re.search(r'lang="pl"[^>]*>Ą An independent organisation', body)
    assert '<span class="orig" lang="en" dir="ltr">' in body
    assert "It comes from the pack frame." in body
