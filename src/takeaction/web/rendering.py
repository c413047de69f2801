"""Templates: a page becomes HTML, in which every text of a pack is escaped."""

import os
from collections.abc import Sequence
from datetime import UTC
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from takeaction.core_data import is_reviewed, language_of
from takeaction.models.text import direction
from takeaction.views.contact_lines import day_in_words, language_name
from takeaction.web.poster.fitting import Poster
from takeaction.web.settings import PageTexts
from takeaction.web.visit import Page, Place, Visit

if TYPE_CHECKING:
    from jinja2 import Environment


_TONGUES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "hi": "हिन्दी",
    "pt": "Português",
    "ru": "Русский",
    "tl": "Tagalog",
    "uk": "Українська",
    "zh": "中文",
}
"""The names of languages in themselves; others are named in the language of the page."""

_CHECKED = "emergency.number"
"""The sentence whose review counts for its language: somebody begins with danger."""


@cache
def _templates(own: str | None) -> "Environment":
    """Return the templates, the host's own first; jinja2 is an extra, which only a page needs."""
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PackageLoader,
        PrefixLoader,
        StrictUndefined,
    )

    ours = PackageLoader("takeaction.web")
    first = [FileSystemLoader(own)] if own else []
    templates = Environment(
        loader=ChoiceLoader([*first, ours, PrefixLoader({"takeaction": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=own is not None,  # ours change with the library alone
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["place_options"] = place_options
    return templates


def _unreviewed_note(visit: Visit, texts: PageTexts) -> str:
    """Say that practitioners have not reviewed the lines, until their marks say that they have."""
    reviewed, lines = visit.catalog.coverage().reviewed
    if not reviewed:
        return texts("page.unreviewed")
    return "" if reviewed == lines else texts("page.reviewed_some", count=reviewed, lines=lines)


def _moment_in_words(visit: Visit, texts: PageTexts) -> str:
    """Say when an answer was given, which paper outlives; empty if the page says no time."""
    if visit.moment is None:
        return ""
    at = visit.moment.astimezone(UTC)
    day = day_in_words(at.date().isoformat(), texts.language)
    return texts("page.as_of", day=day, time=f"{at:%H:%M}")


def render_poster(poster: Poster, title: str) -> bytes:
    """Write a poster as one file, with its style in it: it prints without a network.

    Others may see *title*, in a window or a list of files.
    """
    with open(f"{os.path.dirname(__file__)}/static/poster.css", encoding="utf-8") as file:
        style = file.read()
    template = _templates(None).get_template("poster/file.html")
    text = template.render(poster=poster, title=title, style=style, direction=direction)
    return text.encode("utf-8")


def render(visit: Visit, page: Page) -> bytes:
    """Write a page."""
    texts, own = visit.texts, visit.site.templates
    tongues = [
        (tag, _TONGUES.get(tag) or language_name(tag, language_of([texts.language])))
        for tag in visit.site.languages
    ]
    template = _templates(os.fspath(own) if own else None).get_template(page.template)
    text = template.render(
        **{"kept": (), **page.values},
        t=texts,
        site=visit.site,
        link=visit.link,
        language_link=visit.language_link,
        chosen_language=visit.chosen_language,
        translated="" if is_reviewed(_CHECKED, visit.first_language) else texts("page.translated"),
        unreviewed=_unreviewed_note(visit, texts),
        as_of=_moment_in_words(visit, texts),
        direction=direction,
        leaves=page.leaves,
        is_home=page.template == "home.html",
        tongues=tongues,
        own_names=_TONGUES,
    )
    return text.encode("utf-8")


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


def _joined(*parts: str) -> Markup:
    """Join parts of which each is markup of ours, or escaped."""
    return Markup("".join(parts))  # noqa: S704 - escaped above
