"""The parts of a page that are written without a template escape every text of a pack."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from takeaction.models.text import ShownText, Words
from takeaction.views.html import text_html
from takeaction.web.visit import place_options

HOSTILE = "<script>alert(\"1\")</script> & 'x'"


class Reader(HTMLParser):
    """A reader of markup, independent of its writer."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts = [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


def shown(text, source=None):
    words = Words(text, "es", reviewed=not source, source=source)
    return ShownText(f"{text}{source}" if source else text, words)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_a_text_is_read_back_as_it_was(text):
    reader = Reader(text_html(shown(text), "en")[0])
    assert reader.elements == [("span", {"lang": "es", "dir": "ltr"})]
    assert "".join(reader.texts) == text


def test_a_text_in_the_language_of_the_page_needs_no_element():
    assert Reader(text_html(shown("Llama"), "es")[0]).elements == []


def test_the_english_follows_a_translation_that_nobody_reviewed():
    # It is an element of its own, so that a reader of the screen changes its voice.
    reader = Reader("".join(text_html(shown("Llama", HOSTILE), "en")))
    assert [attributes["lang"] for _, attributes in reader.elements] == ["es", "en"]
    assert "".join(reader.texts) == f"Llama{HOSTILE}"


def test_one_place_is_selected():
    places = (("FR", "France <b>"), ("GB", "United Kingdom"))
    chosen = Reader(place_options(places, "GB")).elements
    assert chosen == [("option", {"value": "FR"}), ("option", {"value": "GB", "selected": None})]
    assert not any("selected" in each[1] for each in Reader(place_options(places, None)).elements)
    assert not any("selected" in each[1] for each in Reader(place_options(places, "ZZ")).elements)
    assert "France <b>" in "".join(Reader(place_options(places, None)).texts)
