"""A WSGI application of the finder, for Flask, Django and every server that speaks WSGI."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic
from typing import Any, TypeAlias

from takeaction.catalog import Catalog
from takeaction.web import exchange
from takeaction.web.exchange import Request
from takeaction.web.handling import handle
from takeaction.web.settings import Site, settle

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]

_DIGITS = 9
"""The digits of the longest body whose length is read: Python refuses thousands of them."""


def wsgi(catalog: Catalog, site: Site | None = None, *, contact: str | None = None) -> Application:
    """Return a WSGI application.

    A body that comes in small pieces for longer than five seconds is answered with 408. WSGI has no
    way to stop a read that waits for the first byte: set the time limit of your server as well.

    Args:
        catalog: The records.
        site: The settings of the host; None for the usual ones.
        contact: Who people turn to if an answer did harm: a name and a number. It is required,
            here or in *site*.

    Raises:
        ValueError: Nobody is named, and *site* does not only answer this machine; or a value of
            *site* is wrong.
    """
    settled = settle(site, contact)

    def application(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        response = handle(catalog, settled, read_request(environ), datetime.now(UTC))
        start(f"{response.status} {HTTPStatus(response.status).phrase}", list(response.headers))
        return [response.body]

    return application


def read_request(environ: dict[str, Any]) -> Request:
    """Read a request; of a body that is too long only what shows that."""
    body, arrived = _read_body(environ)
    return Request(
        method=environ["REQUEST_METHOD"],
        path=_decoded(environ.get("PATH_INFO", "")) or "/",
        root=_decoded(environ.get("SCRIPT_NAME", "")),
        query=environ.get("QUERY_STRING", ""),
        headers=read_headers(environ),
        body=body,
        arrived=arrived,
    )


def read_headers(environ: dict[str, Any]) -> dict[str, str]:
    """Return the headers by name in lower case."""
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    return {**headers, "content-type": environ.get("CONTENT_TYPE") or ""}


def _read_body(environ: dict[str, Any]) -> tuple[bytes, bool]:
    """Return a body, and whether it came to its end in time."""
    length = environ.get("CONTENT_LENGTH") or ""
    has_length = length.isascii() and length.isdecimal()
    if has_length:
        size = min(int(length), exchange.BODY + 1) if len(length) <= _DIGITS else exchange.BODY + 1
    else:  # a server that takes chunks says so, and ends the stream
        size = exchange.BODY + 1 if environ.get("wsgi.input_terminated") else 0
    body, in_time = _read(environ["wsgi.input"], size) if size else (b"", True)
    return body, in_time and (len(body) == size or not has_length)


def _read(stream: Any, size: int) -> tuple[bytes, bool]:  # noqa: ANN401 - a file of any server
    read = getattr(stream, "read1", stream.read)
    end, body = monotonic() + exchange.PATIENCE, b""
    try:
        while len(body) < size:
            piece = read(size - len(body))
            body += piece
            if monotonic() > end:
                return body, False
            if not piece:
                break
    except OSError:  # the time limit of the server, or a client that has gone
        return body, False
    return body, True


def _decoded(text: str) -> str:
    """Decode a path, which WSGI gives as bytes in Latin-1."""
    return text.encode("latin-1", "replace").decode("utf-8", "replace")
