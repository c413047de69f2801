"""A request and its response, as plain values: no framework, no socket.

With them what every host of the finder needs: the headers of a response, the fields of a form, the
sites that may read the API, and the bounds that refuse a request before any work.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

import attrs

from takeaction.value import Value
from takeaction.web.settings import Site

# The mount point and the host, which a proxy or a page of somebody else may write.


_MOUNT = re.compile('(?:/[^/\\\\?#<>"\x00-\x1f\x7f-\x9f\ud800-\udfff]+)*')
"""A path from the root of the host: nothing that could name another host or a scheme."""


def mount_path(root: str) -> str:
    """Return the path of a mount point without its last slash; empty for anything but a path."""
    path = root.rstrip("/")
    return path if _MOUNT.fullmatch(path) else ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Request(Value):
    """A request of a browser or a program.

    Attributes:
        method: The method, such as ``GET``.
        path: The path below the mount point, from ``/``; decoded.
        root: The path of the mount point, such as ``/take-action``; empty at the top, and for
            anything else that a proxy says.
        query: The part behind the ``?``, as it was sent.
        headers: The headers by name in lower case; one sent twice has its values joined by commas.
        body: The body as it was sent; of one that is too long, enough to show that.
        arrived: Whether the body came to its end, and in time.
        has_end: Whether its server knows where the body ends: one that reads no chunks doesn't.
    """

    method: str = "GET"
    path: str = "/"
    root: str = attrs.field(default="", converter=mount_path)
    query: str = ""
    headers: Mapping[str, str] = attrs.field(factory=dict)
    body: bytes = b""
    arrived: bool = True
    has_end: bool = True

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``, without query and body: they hold a person's words."""
        return {"method": self.method}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Response(Value):
    """The answer to a request.

    Attributes:
        status: The HTTP status.
        headers: The headers in the order in which they are sent.
        body: The body; empty for ``HEAD``.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def _shown(self) -> dict[str, object]:
        return {"status": self.status, "bytes": len(self.body)}


# The headers of every response: nothing is kept, sent on, framed or run.


def page_headers(site: Site, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of a response whose body has a media type."""
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors {site.frame_ancestors}"
    )
    return (
        ("content-type", kind),
        ("content-security-policy", policy),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "geolocation=(), camera=(), microphone=()"),
    )


def asset_headers(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of the style sheet or the script, of which no disk keeps a copy."""
    return (
        ("content-type", kind),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
    )


# The fields of a form or a query, read strictly: what cannot be read is refused, never guessed.


def read_fields(text: str) -> Mapping[str, tuple[str, ...]] | None:
    """Read the fields of a form, each with its values; None if it is no form.

    Args:
        text: The fields as a browser sends them, such as ``q=help&region=GB``.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:  # too many fields, or bytes that are no UTF-8
        return None
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields


def read_body(body: bytes) -> Mapping[str, tuple[str, ...]] | None:
    """Read the fields of the body of a form; None if it is none."""
    try:
        return read_fields(body.decode("ascii"))
    except UnicodeDecodeError:  # a browser escapes all else
        return None


def one(fields: Mapping[str, tuple[str, ...]], name: str) -> str | None:
    """Return the only value of a field; None if it is missing, blank or sent twice."""
    values = fields.get(name, ())
    return values[0].strip() or None if len(values) == 1 else None


def joined_ids(values: Iterable[str]) -> list[str]:
    """Return the ids of a field that has them with blanks between: a form has few fields."""
    return [id for value in values for id in value.split()]


# Other sites whose pages may read the API: none, unless the host names them.


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
        ("access-control-max-age", "3600"),  # seconds
        ("cache-control", "no-store"),
    )
    return Response(status=204, headers=headers)


def _is_named(site: Site, request: Request) -> bool:
    return request.headers.get("origin") in site.api_origins


# The host that a request names.


_LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.ASCII)


def is_for_this_machine(request: Request) -> bool:
    """Return whether a request names this machine, and not a name that was pointed at it.

    A page on the internet can point its own name here (DNS rebinding); browsers always send it.
    """
    host = request.headers.get("host")
    return host is None or _LOOPBACK.fullmatch(host.casefold()) is not None


# The bounds of a request, which are checked before any work.


BODY, QUERY, HEADERS, PATH = 16_384, 2_048, 8_192, 1_024
"""The most bytes of each part (docs/explanation/safety.md): a question is a page of text."""

MOST_FIELDS = 64
"""The most fields of a form."""

PATIENCE = 5.0
"""Seconds in which a body has to arrive: a form is sent in one go, also on a slow line."""

WORK = 10.0
"""Seconds for an answer under ASGI, with the wait for a thread: the slowest question measured takes
three (docs/explanation/safety.md)."""

THREADS = 8
"""The answers at work at a time: Python runs one of them at once, so more would only be slower."""

MOST_WAITING = 256
"""The answers at work or waiting: at a few milliseconds each, the last waits about two seconds."""

TRY_AGAIN = 10
"""Seconds after which a browser or a program may ask again."""

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


def refusing_status(request: Request) -> int | None:
    """Return the status that refuses a request for its form, or None for one to be answered."""
    is_form_or_json = request.method != "POST" or _kind(request) in {_FORM, _JSON}
    headers = sum(len(name) + len(value) for name, value in request.headers.items())
    refusals = {
        405: request.method not in {"GET", "HEAD", "POST"},
        414: len(request.path) > PATH or len(request.query) > QUERY,
        431: headers > HEADERS,
        411: not request.has_end,
        413: len(request.body) > BODY,
        408: not request.arrived,
        415: not is_form_or_json,
    }
    return next((status for status, is_refused in refusals.items() if is_refused), None)


def is_json(request: Request) -> bool:
    """Return whether the body says that it is JSON."""
    return _kind(request) == _JSON


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().casefold()
