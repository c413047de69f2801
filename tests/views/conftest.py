"""A reader of HTML for the tests of views."""

from html.parser import HTMLParser

import pytest

EMPTY = {"br", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """A page as a browser reads it.

    Attributes:
        elements: The name, the attributes and the language of each element, in order.
        texts: Each text with the language it stands in, in order.
        left_open: The elements that were never closed.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self.left_open = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        language = attributes.get("lang", self.left_open[-1][1] if self.left_open else None)
        self.elements.append((tag, attributes, language))
        if tag not in EMPTY:
            self.left_open.append((tag, language))

    def handle_endtag(self, tag):
        opened, _ = self.left_open.pop()
        assert opened == tag

    def handle_data(self, data):
        tag, language = self.left_open[-1] if self.left_open else (None, None)
        if tag != "style" and data.strip():
            self.texts.append((data.strip(), language))

    @property
    def text(self):
        return " ".join(text for text, _ in self.texts)

    def of(self, tag):
        return [attributes for name, attributes, _ in self.elements if name == tag]


@pytest.fixture(scope="session")
def page_of():
    return lambda thing: Page(thing._repr_html_())
