"""Templates: a page becomes HTML, in which every text of a pack is escaped."""

import os
from functools import cache
from typing import TYPE_CHECKING

from takeaction.web.visit import Page, Visit

if TYPE_CHECKING:
    from jinja2 import Environment

_TONGUES = {"en": "English", "es": "Español", "fr": "Français"}


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
    return Environment(
        loader=ChoiceLoader([*first, ours, PrefixLoader({"takeaction": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(visit: Visit, page: Page) -> bytes:
    """Write a page."""
    tongues = [
        (tag, _TONGUES[tag], visit.in_language(tag))
        for tag in visit.site.languages
        if tag in _TONGUES
    ]
    own = visit.site.templates
    template = _templates(os.fspath(own) if own else None).get_template(page.template)
    text = template.render(
        **page.values,
        t=visit.texts,
        site=visit.site,
        link=visit.link,
        asset=visit.asset,
        chosen_language=visit.language,
        leaves=page.leaves,
        is_home=page.template == "home.html",
        tongues=tongues,
    )
    return text.encode("utf-8")
