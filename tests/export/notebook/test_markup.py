"""HTML that is safe by the way it is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.export.notebook.markup import (
    Markup,
    call_link,
    element,
    escaped,
    joined,
    link,
    listed,
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>", "&lt;script&gt;"),
        ('"it\'s" & so on', "&quot;it&#x27;s&quot; &amp; so on"),
        ("&lt;", "&amp;lt;"),
        ("a\u202eb\u202ac", "abc"),
        ("\x00a\x1b[2J\x7f\x9b\rb", "a[2Jb"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\ud800b", "ab"),
        ("\u2068call 1\u2069", "\u2068call 1\u2069"),
    ],
    ids=["tag", "quotes", "entity", "override", "controls", "blanks", "half", "isolate"],
)
def test_a_text_cannot_become_markup(text, html):
    assert escaped(text) == html
    assert element("p", text, title=text) == f'<p title="{html}">{html}</p>'


@given(st.text())
def test_no_text_makes_a_tag_or_leaves_an_attribute(text):
    html = escaped(text)

    assert not set(html) & set("<>\"'")
    assert html.encode() is not None


def test_markup_is_not_escaped_twice():
    assert element("p", element("b", "a & b"), " c") == "<p><b>a &amp; b</b> c</p>"
    assert escaped(Markup("<br>")) == "<br>"


def test_what_is_none_is_left_out():
    assert element("p", None, "a", lang=None, class_="b") == '<p class="b">a</p>'
    assert joined("a", None, "", "<", by="; ") == "a; &lt;"
    assert listed("ul", []) is None
    assert listed("ol", [Markup("a")], start="2") == '<ol start="2">\n<li>a</li>\n</ol>'


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "http://a.example"),
        *("//a.example", 'https://a.example/" onclick="x', "https://a.example/<b>", "https://"),
        *("https://a.example\nb", " https://a.example", "tel:+123456789", "", None),
    ],
    ids=repr,
)
def test_only_a_plain_https_address_is_a_link(address):
    assert link("here", address) == "here"


def test_a_link_tells_the_other_side_nothing():
    assert link("a & b", "https://a.example/?x=1&y") == (
        '<a href="https://a.example/?x=1&amp;y" target="_blank" rel="noreferrer noopener">'
        "a &amp; b</a>"
    )


@pytest.mark.parametrize(
    "dial",
    [
        None,
        "911",
        "988",
        "08000121700",
        "+44",
        "+1-888-373-7888",
        "+18883737888;ext=1",
        "+1\n234567",
    ],
    ids=repr,
)
def test_a_number_that_does_not_work_from_anywhere_is_no_link(dial):
    assert call_link("call", dial) == "call"


def test_a_number_with_its_country_is_a_link():
    # A number in the form of E.164 can be tapped.
    assert call_link("call", "+18883737888") == '<a href="tel:+18883737888">call</a>'
