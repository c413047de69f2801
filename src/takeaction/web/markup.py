"""Markup: the smallest parts of a page, which each page has many of, written without a template.

A template writes them as ``{{ said(view) }}`` and ``{{ sourced(view) }}``. A call of a macro of the
template language takes as long as writing ten of them.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from takeaction.web.visit import Place


def said(view: Mapping[str, Any]) -> Markup:
    """Return a text in an element with its language and its direction."""
    return _element(view["language"], view["dir"], view["text"])


def sourced(view: Mapping[str, Any]) -> Markup:
    """Return a text in its element, with the English that it was translated from beneath it."""
    shown = said(view) if view["text"] else Markup("")
    source = view["source"]
    return shown + original(source) if source else shown


def original(source: str) -> Markup:
    """Return the English beneath a translation that nobody has reviewed."""
    return _joined('<span class="orig" lang="en" dir="ltr">', escape(source), "</span>")


def place_options(places: Sequence[Place], chosen: str | None) -> Markup:
    """Return an option for each place, with that of *chosen* selected, or else its country.

    Args:
        places: Countries, each followed by its parts that can be chosen too: these are a group.
        chosen: The code of the place to select; None for none.
    """
    options = _options(tuple(places))
    for code in (chosen, (chosen or "").partition("-")[0]):
        start = _start(code or "")
        if start in options:
            return _joined(options.replace(start, f"{start} selected", 1))
    return _joined(options)


@lru_cache(maxsize=32)
def _options(places: tuple[Place, ...]) -> str:
    """Return the options of all places. They are kept: all pages of a language have the same."""
    by_country = groupby(places, lambda place: place[0].partition("-")[0])
    return "".join(_group(list(members)) for _, members in by_country)


def _group(members: list[Place]) -> str:
    """Return the option of a country; with its parts, a group of options under its name."""
    options = "".join(f"{_start(code)}>{escape(name)}</option>" for code, name in members)
    if len(members) == 1:
        return options
    return f'<optgroup label="{escape(members[0][1])}">{options}</optgroup>'


def _start(code: str) -> str:
    return f'<option value="{escape(code)}"'


def _element(language: str, direction: str, text: str) -> Markup:
    return _joined(
        '<span lang="', escape(language), f'" dir="{direction}">', escape(text), "</span>"
    )


def _joined(*parts: str) -> Markup:
    """Join parts of which each is markup of ours, or escaped."""
    return Markup("".join(parts))  # noqa: S704 - escaped above
