"""``{% load takeaction %}``: help for a place, and the way to the finder, on any page of a site."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import attrs
from django import template
from django.utils.translation import get_language

from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.errors import QueryError
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD
from takeaction.views.help import danger, line_block
from takeaction.views.html import as_html
from takeaction.web.hosts.django import mounted_finder
from takeaction.web.visit import Visit

register = template.Library()


@register.inclusion_tag("takeaction/finder.html")
def takeaction_finder(region: str | None = None) -> dict[str, Any]:
    """Show the danger line, the first number of a place, and a link to the finder.

    Args:
        region: The place, such as ``GB``; the country of the settings if left out.
    """
    values: dict[str, Any] = takeaction_help(region)
    return values


@register.simple_tag
def takeaction_help(region: str | None = None) -> dict[str, Any]:
    """Return the same for markup of your own: ``{% takeaction_help "GB" as help %}``.

    Args:
        region: The place, such as ``GB``; the country of the settings if left out.

    A place that nobody knows is answered with the lines of the whole world.

    Returns:
        ``danger`` and ``line`` as HTML (the line is empty if the place has none), ``url`` and
        ``label`` of the link to the finder, and ``language`` of the labels. Empty where no address
        leads to the finder.
    """
    finder = mounted_finder()
    if finder is None:
        return {}
    languages = (get_language() or "", *finder.site.languages)
    at = datetime.now(UTC)
    visit = Visit(
        catalog=finder.catalog, site=finder.site, root=finder.root or "", fields={},
        languages=tuple(filter(None, languages)), at=at,
    )  # fmt: skip
    write = partial(as_html, language=visit.texts.language, has_headings=False)
    help_ = _help(visit, region or finder.site.country or WORLD)
    return {
        "danger": write([danger(help_.emergency)]),
        "line": write(
            attrs.evolve(line_block(line), details=(), evidence="") for line in help_[:1]
        ),
        "url": visit.link(""),
        "label": visit.texts("way.finder"),
        "language": visit.texts.language,
    }


def _help(visit: Visit, region: str) -> Help:
    """Find help; a wrong region never costs the page of the host."""
    how: dict[str, Any] = {"languages": visit.languages, "at": visit.at}
    try:
        return find_help(visit.catalog, HelpQuery(region), **how)
    except QueryError:
        return find_help(visit.catalog, HelpQuery(WORLD), **how)
