"""The colours of a host, checked for contrast, as the style sheet that sets them.

A strict policy allows no style inside a page, so a host's colours are a small file of their own
after ours. The colours of danger, of a call and of quick exit stay ours in every site.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from takeaction.vocabulary.words import nearest

_Channels: TypeAlias = tuple[int, int, int]

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_CONTRAST = 4.5
"""The least contrast of text, WCAG 2.2, criterion 1.4.3."""

_STEPS = 100
"""The steps from a colour to black or white in which a readable one is looked for."""

_HOVER_STEPS = 30
"""The steps from a link to the same link under the pointer."""

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_OURS = {"act": "#63306b", "act-dark": "#dfb9e6", "band": "#3e2746", "page": "#fffdfa"}
"""The colours that a host may set, with ours (``finder.css``): links and buttons by day and by
night, the ground of the question box, and the ground of the page by day."""

_AGAINST = {
    "act": ("#f6f0f4",),
    "act-dark": ("#17131a", "#231d27"),
    "band": ("#ffffff", "#e6d9e8"),
    "page": ("#261f29", "#574f59"),
}
"""The colours of ours that each of them meets: surfaces under a link, text on a ground."""


def check_colours(colours: Mapping[str, str]) -> None:
    """Check that the colours of a host have names of ours and can be read.

    Raises:
        ValueError: A name is none of ours, a value is no hex colour, or a text would have less
            contrast than 4.5.
    """
    for name, value in colours.items():
        if name not in _OURS:
            near = nearest(name, _OURS)
            hint = f" Did you mean {near[0]!r}?" if near else f" Set {', '.join(_OURS)}."
            raise ValueError(f"Site(colours=…) has {name!r}, which is no colour of ours.{hint}")
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise ValueError(f"Site(colours=…): write {name!r} as hex, such as {_OURS[name]!r}.")
    for name, value in colours.items():
        _check_contrast(name, value, colours)


def _check_contrast(name: str, value: str, colours: Mapping[str, str]) -> None:
    """Check a colour against all that it meets, the host's own page among them."""
    page = (colours.get("page") or _OURS["page"],) if name == "act" else ()
    for other in (*_AGAINST[name], *page):
        ratio = contrast(value, other)
        if ratio < _CONTRAST:
            raise ValueError(
                f"Site(colours=…): {name!r} {value} beside {other} has a contrast of {ratio:.1f};"
                f" people need {_CONTRAST}. Use {_readable(value, other)}, or one further from"
                f" {other}."
            )


def contrast(first: str, second: str) -> float:
    """Return the contrast of two hex colours, 1 to 21.

    Source:
        WCAG 2.2, definitions of contrast ratio and relative luminance.
    """
    dark, light = sorted(map(_luminance, map(_channels, (first, second))))
    return (light + 0.05) / (dark + 0.05)


def host_style(colours: Mapping[str, str]) -> str:
    """Return the style sheet that sets the colours of a host; empty without any."""
    day = [f"--ta-{name}:{value}" for name, value in colours.items()]
    night = []
    if "act" in colours:
        day.append(f"--act2:{_towards(colours['act'], _BLACK, _HOVER_STEPS)}")
    if "act-dark" in colours:
        night.append(f"--act2:{_towards(colours['act-dark'], _WHITE, _HOVER_STEPS)}")
    style = f":root{{{';'.join(day)}}}" if day else ""
    if night:
        rule = f":root:not([data-theme=light]){{{';'.join(night)}}}"
        style += f"@media (prefers-color-scheme:dark){{{rule}}}"
    return style


def _readable(value: str, other: str) -> str:
    """Return the nearest shade of a colour that can be read beside another."""
    end = _BLACK if _luminance(_channels(other)) > _luminance(_channels(value)) else _WHITE
    shades = (_towards(value, end, step) for step in range(_STEPS + 1))
    return next(
        (shade for shade in shades if contrast(shade, other) >= _CONTRAST), "another colour"
    )


def _towards(value: str, end: _Channels, steps: int) -> str:
    """Return a colour that is so many hundredths nearer to black or white."""
    parts = zip(_channels(value), end, strict=True)
    mixed = [round(part + (goal - part) * steps / _STEPS) for part, goal in parts]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _channels(value: str) -> _Channels:
    digits = value.removeprefix("#")
    width = len(digits) // 3
    red, green, blue = (
        int(digits[start : start + width] * (3 - width), 16) for start in range(0, 3 * width, width)
    )
    return red, green, blue


def _luminance(channels: _Channels) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
