"""The bounds of a request, which are checked before any work."""

from takeaction.web.exchange.messages import Request

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

_WITH_BODY = frozenset({"POST"})
_METHODS = frozenset({"GET", "HEAD", "POST"})
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


def refusing_status(request: Request) -> int | None:
    """Return the status that refuses a request for its form, or None for one to be answered."""
    if request.method not in _METHODS:
        return 405
    status = _size_status(request)
    if status is None and not request.arrived:
        return 408
    if status is None and request.method in _WITH_BODY and _kind(request) not in (_FORM, _JSON):
        return 415
    return status


def _size_status(request: Request) -> int | None:
    if len(request.path) > PATH or len(request.query) > QUERY:
        return 414
    if sum(len(name) + len(value) for name, value in request.headers.items()) > HEADERS:
        return 431
    return 413 if len(request.body) > BODY else None


def is_json(request: Request) -> bool:
    """Tell whether the body is JSON."""
    return _kind(request) == _JSON


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().casefold()
