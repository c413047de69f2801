"""A WSGI application of the finder, for Flask, Django and every server that speaks WSGI."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, TypeAlias

from takeaction.catalog.catalog import Catalog
from takeaction.web.exchange.bounds import BODY
from takeaction.web.exchange.messages import Request
from takeaction.web.handling import handle
from takeaction.web.site import Site, settle

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


def wsgi(catalog: Catalog, site: Site | None = None, *, contact: str | None = None) -> Application:
    """Return a WSGI application.

    Args:
        catalog: The records.
        site: The settings of the host; None for the usual ones.
        contact: Who people turn to if an answer did harm: a name and a number. It is required,
            here or in *site*.

    Raises:
        ValueError: Nobody is named, and *site* does not only answer this machine; or a text of
            *site* stands for none of ours, or a colour of it cannot be read.
    """
    settled = settle(site, contact)

    def application(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        response = handle(catalog, settled, _request(environ), datetime.now(UTC))
        start(f"{response.status} {HTTPStatus(response.status).phrase}", list(response.headers))
        return [response.body]

    return application


def _request(environ: dict[str, Any]) -> Request:
    """Read a request; of a body that is too long only what shows that."""
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    length = environ.get("CONTENT_LENGTH") or "0"
    size = min(int(length), BODY + 1) if length.isascii() and length.isdecimal() else 0
    return Request(
        method=environ["REQUEST_METHOD"],
        path=_decoded(environ.get("PATH_INFO", "")) or "/",
        root=_decoded(environ.get("SCRIPT_NAME", "")),
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=environ["wsgi.input"].read(size) if size else b"",
    )


def _decoded(text: str) -> str:
    """Decode a path, which WSGI gives as bytes in Latin-1."""
    return text.encode("latin-1").decode("utf-8", "replace")
