"""Other sites whose pages may read the API: none, unless the host names them."""

from takeaction.web.exchange.messages import Request, Response
from takeaction.web.settings.site import Site

_HOUR = "3600"


def sharing_headers(site: Site, request: Request) -> tuple[tuple[str, str], ...]:
    """Return the headers that let a page of another site read a response.

    They never allow credentials: the finder has no cookie, and answers everybody alike.

    Args:
        site: The settings of the finder.
        request: The request; its ``origin`` is the site of the page that sends it.

    Returns:
        Empty where the host shares its API with nobody. An origin that it doesn't name gets
        ``Vary`` alone, so that no cache gives it the response for another.
    """
    if not site.api_origins:
        return ()
    vary = ("vary", "Origin")
    if not _is_named(site, request):
        return (vary,)
    return (("access-control-allow-origin", request.headers["origin"]), vary)


def preflight_response(site: Site, request: Request) -> Response | None:
    """Answer a browser that asks whether a page may send a question; None for other requests."""
    is_asking = request.method == "OPTIONS" and "access-control-request-method" in request.headers
    if not (is_asking and _is_named(site, request)):
        return None
    headers = (
        *sharing_headers(site, request),
        ("access-control-allow-methods", "GET, POST"),
        ("access-control-allow-headers", "content-type"),
        ("access-control-max-age", _HOUR),
        ("cache-control", "no-store"),
    )
    return Response(status=204, headers=headers)


def _is_named(site: Site, request: Request) -> bool:
    return request.headers.get("origin") in site.api_origins
