"""An ASGI application of the finder, for FastAPI, Starlette, Django and every ASGI server."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

from takeaction.catalog.catalog import Catalog
from takeaction.web.exchange.bounds import BODY
from takeaction.web.exchange.messages import Request
from takeaction.web.handling import handle
from takeaction.web.site import Site, settle

Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]
Application: TypeAlias = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

_PATIENCE = 5.0
"""Seconds in which a body has to arrive: whoever sends a byte at a time gets an answer to none."""


def asgi(catalog: Catalog, site: Site | None = None, *, contact: str | None = None) -> Application:
    """Return an ASGI application.

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

    async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request; a body that comes too slowly gets no answer."""
        if scope["type"] != "http":
            return
        try:
            body = await asyncio.wait_for(_body(receive), _PATIENCE)
        except TimeoutError:
            return
        request = _request(scope, body)
        moment = datetime.now(UTC)
        response = await asyncio.to_thread(handle, catalog, settled, request, moment)
        headers = [(name.encode(), value.encode("latin-1")) for name, value in response.headers]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})

    return application


async def _body(receive: Receive) -> bytes:
    """Read a body; of one that is too long only what shows that."""
    body, more = b"", True
    while more and len(body) <= BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _request(scope: dict[str, Any], body: bytes) -> Request:
    root = scope.get("root_path", "")
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Request(
        method=scope["method"],
        path=scope["path"].removeprefix(root) or "/",
        root=root,
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=body,
    )
