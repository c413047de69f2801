"""The finder for ASGI: an application for FastAPI, Starlette, Django and every ASGI server.

It answers in threads of its own: a few at a time, each with a time limit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from threading import Semaphore
from typing import Any, TypeAlias

from takeaction.catalog import Catalog
from takeaction.web import exchange
from takeaction.web.exchange import Request, Response
from takeaction.web.handling import handle, is_quick, too_late
from takeaction.web.settings import Site, settle


class AnsweringThreads:
    """The threads of one finder, apart from those of its host.

    Python can't stop a thread. One whose time is over keeps its place until it ends, so answers
    that never end can't pile up: when they have every thread, the next request is refused at once.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(exchange.THREADS, thread_name_prefix="takeaction")
        self._places = Semaphore(exchange.MOST_WAITING)  # a thread that ends its work frees one
        self._late: set[Future[Response]] = set()

    async def run(self, work: Callable[[], Response]) -> Response | None:
        """Return the response of some work; None if it takes too long, or there is no room."""
        if self._are_stuck() or not self._places.acquire(blocking=False):
            return None
        job = self._threads.submit(work)
        job.add_done_callback(self._free_place)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(job), exchange.WORK)
        except TimeoutError:  # one that waited for a thread is cancelled, and never begins
            if not job.done():
                self._late.add(job)
            return None

    def _are_stuck(self) -> bool:
        """Return whether every thread has an answer whose time is over."""
        self._late = {job for job in self._late if not job.done()}
        return len(self._late) >= exchange.THREADS

    def _free_place(self, _: Future[Response]) -> None:
        self._places.release()


Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]
Application: TypeAlias = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def asgi(catalog: Catalog, site: Site | None = None, *, contact: str | None = None) -> Application:
    """Return an ASGI application.

    A body that takes longer than five seconds is answered with 408, and a question whose answer
    takes longer than ten with 503. Answers are worked out in threads of the finder's own.

    Args:
        catalog: The records.
        site: The settings of the host; None for the usual ones.
        contact: Who people turn to if an answer did harm: a name and a number. It is required,
            here or in *site*.

    Raises:
        ValueError: Nobody is named, and *site* does not only answer this machine; or a value of
            *site* is wrong.
    """
    settled, threads = settle(site, contact), AnsweringThreads()

    async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request, or the server that starts and stops."""
        if scope["type"] == "http":
            request = await _read_request(scope, receive)
            if request is not None:
                response = await _response(catalog, settled, threads, request)
                await _send(scope, request, response, send)
        elif scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close"})
        else:
            raise ValueError("The finder speaks HTTP alone.")

    return application


async def _response(
    catalog: Catalog, site: Site, threads: AnsweringThreads, request: Request
) -> Response:
    """Answer a request: in a thread, unless its page is written as quickly as a thread begins."""
    asked = (catalog, site, request, datetime.now(UTC))
    if is_quick(request):
        return handle(*asked)
    return await threads.run(partial(handle, *asked)) or too_late(*asked)


async def _send(scope: dict[str, Any], request: Request, response: Response, send: Send) -> None:
    headers = [(name.encode(), value.encode("latin-1")) for name, value in response.headers]
    is_unread = not request.arrived or len(request.body) > exchange.BODY
    if is_unread and scope.get("http_version", "1.1").startswith("1"):
        headers.append((b"connection", b"close"))  # else the server waits for the rest
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})


async def _read_request(scope: dict[str, Any], receive: Receive) -> Request | None:
    """Read a request; None if nobody is left to answer.

    The body is in no variable of a function that waits for the answer: reports of errors, which
    hold variables, show nothing of a Request.
    """
    body, arrived = bytearray(), True
    try:
        async with asyncio.timeout(exchange.PATIENCE):
            if not await _read(receive, body):
                return None
    except TimeoutError:
        arrived = False
    root, path = _root_and_path(scope)
    return Request(
        method=scope["method"],
        path=path,
        root=root,
        query=scope["query_string"].decode("latin-1"),
        headers=_headers(scope["headers"]),
        body=bytes(body),
        arrived=arrived,
    )


async def _read(receive: Receive, body: bytearray) -> bool:
    """Read a body as far as the limit; return whether somebody still waits for the answer."""
    while len(body) <= exchange.BODY:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return True


async def _live(receive: Receive, send: Send) -> None:
    """Tell the server that the finder is ready, and later that it has ended: it holds nothing."""
    message = await receive()
    while message["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
        message = await receive()
    await send({"type": "lifespan.shutdown.complete"})


def _root_and_path(scope: dict[str, Any]) -> tuple[str, str]:
    """Return the path of the mount point, and the path below it.

    A path begins with ``root_path``, says the standard. Behind a proxy that takes its own prefix
    away, Starlette and FastAPI have that prefix in ``root_path``, and not in the path.
    """
    root, path = scope.get("root_path", "").rstrip("/"), scope["path"]
    without_proxy = root.removeprefix(scope.get("app_root_path", "").rstrip("/"))
    for prefix in (root, without_proxy):
        below = path.removeprefix(prefix)
        if path.startswith(prefix) and below[:1] in {"", "/"}:
            return root, below or "/"
    return root, path


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return headers
