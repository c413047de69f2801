"""The finder for WSGI: an application for Flask and every server, and requests as CGI names them.

Django has the same names in ``request.META``, under WSGI and ASGI alike.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic
from typing import Any, TypeAlias

import attrs

from takeaction.catalog import Catalog
from takeaction.web import exchange
from takeaction.web.exchange import Request
from takeaction.web.handling import handle
from takeaction.web.settings import Site, settle

_DIGITS = 9
"""The digits of the longest body whose length is read: Python refuses thousands of them."""

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


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
        response = handle(catalog, settled, _read_request(environ), datetime.now(UTC))
        start(f"{response.status} {HTTPStatus(response.status).phrase}", list(response.headers))
        return [response.body]

    return application


def _read_request(environ: dict[str, Any]) -> Request:
    length = environ.get("CONTENT_LENGTH") or ""
    has_length = length.isascii() and length.isdecimal()
    size = exchange.BODY + 1
    if not has_length and not environ.get("wsgi.input_terminated"):
        size = 0  # a server that takes chunks says so, and ends the stream
    elif has_length and len(length) <= _DIGITS:
        size = min(int(length), size)
    root = _decoded(environ.get("SCRIPT_NAME", ""))
    path = _decoded(environ.get("PATH_INFO", "")) or "/"
    request = read_request(environ, environ["wsgi.input"], size, root=root, path=path)
    if has_length and len(request.body) < size:
        return attrs.evolve(request, arrived=False)
    return request


def read_request(
    environ: Mapping[str, Any],
    stream: Any,  # noqa: ANN401 - a file of any server
    size: int = exchange.BODY + 1,
    *,
    root: str,
    path: str,
) -> Request:
    """Read a request of a server that names its parts as CGI does.

    Args:
        environ: The parts, such as ``REQUEST_METHOD`` and ``HTTP_ORIGIN``.
        stream: The body. It is read for five seconds, unless its server ends that sooner.
        size: The most bytes of the body to read: of a long one, enough to show that it is.
        root: The path of the mount point.
        path: The path below it.
    """
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    body, arrived = _read(stream, size)
    return Request(
        method=environ["REQUEST_METHOD"],
        path=path,
        root=root,
        query=environ.get("QUERY_STRING", ""),
        headers={**headers, "content-type": environ.get("CONTENT_TYPE") or ""},
        body=body,
        arrived=arrived,
        has_end=not _is_chunked(environ),
    )


def _is_chunked(environ: Mapping[str, Any]) -> bool:
    """Return whether the body comes in chunks, to a server of WSGI that gives them as they are."""
    is_whole = environ.get("wsgi.input_terminated") or "wsgi.input" not in environ
    return "HTTP_TRANSFER_ENCODING" in environ and not is_whole


def _read(stream: Any, size: int) -> tuple[bytes, bool]:  # noqa: ANN401 - a file of any server
    """Return a body, and whether nothing kept the rest of it away."""
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
