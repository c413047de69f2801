"""A Django app of the finder: its pages, a template tag for other pages, and system checks."""

from typing import TYPE_CHECKING

from takeaction.catalog import Catalog
from takeaction.web.settings import Site

if TYPE_CHECKING:
    from django.urls import URLPattern


def urls(
    catalog: Catalog | None = None, site: Site | None = None, *, contact: str | None = None
) -> "tuple[list[URLPattern], str]":
    """Return the addresses of the finder, for ``path("take-action/", include(urls()))``.

    They have the namespace ``takeaction``: ``{% url "takeaction:finder" %}`` is the first page.
    Below a namespace of your own it is ``{% url "yours:takeaction:finder" %}``.

    Args:
        catalog: The records; None for those of the installed packs, loaded and warmed here.
        site: The settings of the host; None for those of ``TAKEACTION`` in the Django settings.
        contact: Who people turn to if an answer did harm: a name and a number. It is required,
            here, in *site* or in the Django settings.

    Returns:
        The addresses and their namespace. There is no address where the Django settings are wrong
        or name nobody; the system check says so, and the rest of your site goes on.

    Raises:
        ValueError: *site* or *contact* is given, and nobody is named; or a text or an origin of
            *site* is wrong.
    """
    from takeaction.web.hosts.django.mounted import APP_NAME, addresses

    return addresses(catalog, site, contact), APP_NAME
