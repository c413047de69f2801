"""Templates: a page becomes HTML, in which every text of a pack is escaped."""

from functools import cache
from typing import TYPE_CHECKING

from takeaction.web.visit import Page, Visit

if TYPE_CHECKING:
    from jinja2 import Environment

_TONGUES = {"en": "English", "es": "Español", "fr": "Français"}


@cache
def _templates() -> "Environment":
    """Return the templates; jinja2 is an extra, which only a page needs."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("takeaction.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(visit: Visit, page: Page) -> bytes:
    """Write a page."""
    tongues = [(tag, _TONGUES[tag]) for tag in visit.site.languages if tag in _TONGUES]
    template = _templates().get_template(page.template)
    text = template.render(
        **page.values,
        t=visit.texts,
        site=visit.site,
        link=visit.link,
        leaves=page.leaves,
        is_home=page.template == "home.html",
        tongues=tongues,
    )
    return text.encode("utf-8")
