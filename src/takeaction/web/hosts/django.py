"""The finder in a Django site: its addresses, its settings in those of Django, and its view."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.warming import warm
from takeaction.loading import load
from takeaction.vocabulary.words import nearest
from takeaction.web.handling import handle
from takeaction.web.hosts.wsgi import read_request
from takeaction.web.settings import Site, settle

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

APP_NAME = "takeaction"
"""The name of our addresses; a host may give a finder another name, or put it below others."""

_PRIVATE = "no-store, private, max-age=0"
"""Django's own cache for a site keeps pages that only say ``no-store``."""


KEYS = tuple(field.name.upper() for field in attrs.fields(Site))
"""The keys of ``TAKEACTION``: the attributes of ``Site`` in capitals."""


@attrs.frozen
class Finder:
    """A finder that is mounted in a Django site.

    Attributes:
        catalog: The records.
        site: The settings.
        root: The path of the mount point without a slash at its end; None if it has no address.
    """

    catalog: Catalog
    site: Site
    root: str | None = None


def configured_site() -> Site:
    """Return the settings of the finder.

    Raises:
        ValueError: They are wrong, or name nobody; its text tells how to fix that.
    """
    from django.conf import settings

    written: object = getattr(settings, "TAKEACTION", {})
    if not isinstance(written, Mapping):
        raise ValueError(  # noqa: TRY004 - one kind of error for all
            "TAKEACTION is a dict, such as {'CONTACT': 'a name and a number'}."
        )
    return settle(Site(**dict(_argument(key, value) for key, value in written.items())), None)


def _argument(key: object, value: Any) -> tuple[str, Any]:  # noqa: ANN401 - Site says which
    if key not in KEYS:
        near = " or ".join(nearest(str(key), KEYS))
        hint = f"Did you mean {near}?" if near else f"The keys are {', '.join(KEYS)}."
        raise ValueError(f"TAKEACTION has the key {key!r}, which means nothing. {hint}")
    return str(key).lower(), tuple(value) if isinstance(value, list) else value


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
    return _addresses(catalog, site, contact), APP_NAME


def _addresses(
    catalog: Catalog | None, site: Site | None, contact: str | None
) -> "list[URLPattern]":
    """Return the addresses of the first page and of the others; none if settings are wrong."""
    from django.urls import path, re_path

    if site is None and contact is None:
        try:
            site = configured_site()
        except ValueError:  # the system check says so
            return []
    site = settle(site, contact)
    if catalog is None:
        catalog = load()
        warm(catalog, site.languages)
    view = _view(Finder(catalog, site))
    return [path("", view, name="finder"), re_path(r"^(?P<below>[\s\S]+)$", view)]


def mounted_finder() -> Finder | None:
    """Return the finder of this site with its root; None where no address leads to it."""
    from django.urls import NoReverseMatch, get_resolver, get_urlconf, reverse

    for namespace, resolver in _namespaces(get_resolver(get_urlconf())):
        try:
            root = reverse(f"{namespace}:finder")
        except NoReverseMatch:  # it has no address, or one that only a request knows
            continue
        finder: Finder = resolver.url_patterns[0].callback.finder
        return attrs.evolve(finder, root=root.rstrip("/"))
    return None


def _namespaces(resolver: Any, above: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Django has no types
    """Yield each namespace of a finder with its resolver, at any depth and under any name."""
    for name, (_, below) in resolver.namespace_dict.items():
        if below.app_name == APP_NAME:
            yield f"{above}{name}", below
        else:
            yield from _namespaces(below, f"{above}{name}:")


def _view(finder: Finder) -> Any:  # noqa: ANN401 - Django has no types
    """Return the view. Error reports leave out its variables and the request."""
    from django.http import HttpResponse
    from django.urls import get_script_prefix
    from django.views.decorators.csrf import csrf_exempt
    from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

    # Safe without a token: it keeps no session and changes nothing.
    @csrf_exempt
    @sensitive_post_parameters()
    @sensitive_variables()
    def view(request: "HttpRequest", below: str = "", **_: object) -> "HttpResponse":
        above: Any = request.path_info.removesuffix(below)
        root = f"{get_script_prefix()}{above.lstrip('/')}".rstrip("/")
        sent = read_request(request.META, request, root=root, path=f"/{below}")
        response = handle(finder.catalog, finder.site, sent, datetime.now(UTC))
        headers = dict(response.headers)
        if headers.get("cache-control") == "no-store":
            headers["cache-control"] = _PRIVATE
        return HttpResponse(response.body, status=response.status, headers=headers)

    view.finder = finder
    return view
