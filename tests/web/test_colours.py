"""The colours of a host: a style sheet of its own, and no colour that people cannot read."""

import re

import pytest
from tests.web.conftest import AT

from takeaction.web import Request, Site, handle, wsgi
from takeaction.web.settings import contrast, host_style

BLUE = {"act": "#005ea5", "act-dark": "#9cf", "band": "#003a66", "page": "#fff"}


def test_the_colours_are_a_style_sheet_after_ours(catalog):
    site = Site(is_local=True, colours=BLUE)
    body = handle(catalog, site, Request(root="/help"), AT).body.decode()
    style = handle(catalog, site, Request(path="/host.css"), AT)

    assert body.index("/help/finder.css") < body.index("/help/host.css")
    assert dict(style.headers)["content-type"] == "text/css; charset=utf-8"
    assert b"--ta-act:#005ea5" in style.body
    assert b"unsafe" not in str(style.headers).encode()


def test_without_colours_there_is_no_second_style_sheet(catalog):
    body = handle(catalog, Site(is_local=True), Request(), AT).body.decode()

    assert "host.css" not in body
    assert host_style({}) == ""


def test_each_colour_is_set_and_the_pointer_gets_a_shade_of_it():
    style = host_style(BLUE)
    day, night = re.findall(r"--act2:(#\w{6})", style)

    assert style.startswith(":root{--ta-act:#005ea5;--ta-act-dark:#9cf;--ta-band:#003a66;")
    assert contrast(day, "#fff") > contrast("#005ea5", "#fff")
    assert contrast(night, "#000") > contrast("#9cf", "#000")
    assert host_style({"band": "#003a66"}) == ":root{--ta-band:#003a66}"


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#63306b", "#fffdfa", 9.6)],
    ids=["most", "grey", "ours"],
)
def test_contrast_is_that_of_wcag(first, second, ratio):
    assert contrast(first, second) == pytest.approx(ratio, abs=0.05)
    assert contrast(second, first) == contrast(first, second)


@pytest.mark.parametrize(
    ("colours", "message"),
    [
        ({"act": "#8af"}, "'act' #8af beside #f6f0f4 has a contrast of 2.0; people need 4.5"),
        ({"act": "#006bb3", "page": "#dcd"}, "'act' #006bb3 beside #dcd"),
        ({"act-dark": "#333333"}, "'act-dark' #333333 beside #17131a"),
        ({"band": "#f0e0ff"}, "'band' #f0e0ff beside #ffffff"),
        ({"page": "#654"}, "'page' #654 beside #261f29"),
        ({"act": "blue"}, "write 'act' as hex, such as '#63306b'"),
        ({"act": 5}, "write 'act' as hex"),
        ({"act": "#12345"}, "write 'act' as hex"),
        ({"act": "#000}body{display:none"}, "write 'act' as hex"),
        ({"bend": "#000"}, "Did you mean 'band'?"),
        ({"call": "#000"}, "Set act, act-dark, band, page."),
    ],
    ids=[
        "pale",
        "page",
        "dark",
        "band",
        "ground",
        "word",
        "type",
        "length",
        "injected",
        "near",
        "other",
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_at_the_start(catalog, colours, message):
    with pytest.raises(ValueError, match=r"^Site\(colours=…\)") as caught:
        wsgi(catalog, Site(colours=colours), contact="Priya Raman")

    assert message in str(caught.value)


def test_the_shade_of_the_message_is_taken(catalog):
    with pytest.raises(ValueError, match="Use #") as caught:
        wsgi(catalog, Site(colours={"act": "#8af"}), contact="Priya Raman")
    shade = re.search("Use (#[0-9a-f]{6})", str(caught.value))[1]

    assert wsgi(catalog, Site(colours={"act": shade}), contact="Priya Raman")
