"""Templates: a page becomes HTML, in which every text of a pack is escaped."""

import os
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING

from takeaction.core_data import is_reviewed, language_of
from takeaction.export.contact_lines import language_name
from takeaction.models.text import direction
from takeaction.web.poster.values import Poster
from takeaction.web.settings.dates import day_in_words
from takeaction.web.settings.texts import PageTexts
from takeaction.web.visit import Page, Visit

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

    from takeaction.web import markup

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
    parts = (markup.said, markup.sourced, markup.original, markup.place_options)
    templates.globals.update({part.__name__: part for part in parts})
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
    day = day_in_words(at.date().isoformat(), texts)
    return texts("page.as_of", day=day, time=f"{at:%H:%M}")


def render_poster(poster: Poster, title: str) -> bytes:
    """Write a poster as one file, with its style in it: it prints without a network.

    Args:
        poster: The poster.
        title: The title of the file, which others may see.
    """
    with open(os.path.join(os.path.dirname(__file__), "static", "poster.css"), "rb") as file:
        style = file.read().decode("utf-8")
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
