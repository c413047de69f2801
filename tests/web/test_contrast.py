"""The colours of the style sheet: contrast in light and in the dark, computed and not believed."""

import itertools
import re
from importlib.resources import files

import pytest

CSS = (files("takeaction.web") / "static" / "finder.css").read_text(encoding="utf-8")
TEXT, PROMISED, EDGE = 4.5, 7.0, 3.0
"""The contrasts of WCAG 2.2: text (AA), text (AAA), and borders of what can be used."""


def tokens_of(block):
    pairs = re.findall(r"--([\w-]+):(?:var\(--[\w-]+,)?(#[0-9a-f]{3,8})", block)
    return {
        name: f"#{''.join(2 * digit for digit in value[1:])}" if len(value) == 4 else value
        for name, value in pairs
    }


LIGHT = tokens_of(re.search(r":root\{(.*?)\}", CSS, re.DOTALL)[1])
DARK = LIGHT | tokens_of(
    re.search(r":root:not\(\[data-theme=light\]\)\{(.*?)\}", CSS, re.DOTALL)[1]
)
SCHEMES = {"light": LIGHT, "dark": DARK}

PAIRS = [
    ("ink", "page", PROMISED),
    ("ink", "sheet", PROMISED),
    ("soft", "page", PROMISED),
    ("soft", "sheet", PROMISED),
    ("act", "page", PROMISED),
    ("act", "sheet", PROMISED),
    ("act2", "page", PROMISED),
    ("on-band", "band", PROMISED),
    ("on-band2", "band", PROMISED),
    ("on-warm", "warm", PROMISED),
    ("on-leave", "leave", PROMISED),
    ("page", "ink", PROMISED),
    ("page", "act", PROMISED),
    ("edge", "page", EDGE),
    ("edge", "sheet", EDGE),
    ("act", "page", EDGE),
    ("leave", "page", EDGE),
]
"""A colour, the ground it is on, and the least contrast."""


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_colour_can_be_read_on_its_ground(subtests):
    for (colour, ground, least), scheme in itertools.product(PAIRS, SCHEMES):
        with subtests.test(f"{colour} {ground} {least} {scheme}"):
            tokens = SCHEMES[scheme]

            assert contrast(tokens[colour], tokens[ground]) >= least


@pytest.mark.parametrize(
    ("colour", "token", "least"),
    [("#ffffff", "call", TEXT), ("#ffffff", "call2", TEXT), ("#2c1a08", "glow", PROMISED)],
)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_fixed_text_can_be_read_on_its_button(scheme, colour, token, least):
    assert contrast(colour, SCHEMES[scheme][token]) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ring_of_focus_is_seen_on_every_ground(scheme):
    # It has two colours, so that one of them stands out anywhere.
    tokens = SCHEMES[scheme]

    for ground in ("page", "sheet", "band", "warm"):
        ring = max(contrast(tokens[name], tokens[ground]) for name in ("focus", "ink", "on-band"))
        assert ring >= EDGE


def test_the_page_on_design_has_the_measured_contrasts(request):
    page = request.config.rootpath / "docs" / "explanation" / "design-language.md"
    rows = dict(
        re.findall(
            r"^\| `([\w-]+ on [\w-]+)` \| ([\d.]+ \| [\d.]+) \|", page.read_text(), re.MULTILINE
        )
    )

    for colour, ground, _ in PAIRS:
        pair = " | ".join(
            f"{contrast(tokens[colour], tokens[ground]):.1f}" for tokens in SCHEMES.values()
        )
        assert rows[f"{colour} on {ground}"] == pair
