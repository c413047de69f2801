"""The two ways to reach the server: standard input and output, and HTTP on this machine alone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

MCP_PATH = "/mcp"
"""The path of the server over HTTP."""

_MOST_BYTES = 100_000
"""The most bytes of a request: the longest call has about 40 kB."""

_NAMES = ("127.0.0.1", "localhost")
"""The names of this machine that a client may use. A page of another site sends another one."""


@contextmanager
def silence() -> Iterator[None]:
    """Log nothing in the block: the SDK logs a message that is no JSON as it came."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def serve_stdio(server: Server[Any]) -> None:
    """Serve one client over standard input and output until it leaves, also without a word."""
    with silence():
        try:
            anyio.run(_serve_stdio, server)
        except* OSError:
            pass  # nobody reads the output any more, or nothing can be read


async def _serve_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def http_app(server: Server[Any], port: int) -> Starlette:
    """Return the server over HTTP as an ASGI application; it keeps no session.

    A request for another host, or from a page of another origin, is refused: a page on the
    internet can point its own name at this machine (DNS rebinding).

    Args:
        server: The server.
        port: The port that it listens on.
    """
    hosts = [f"{name}:{port}" for name in _NAMES]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
    return server.streamable_http_app(
        streamable_http_path=MCP_PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=_MOST_BYTES,
        transport_security=security,
    )


def serve_http(server: Server[Any], listening: Any, port: int) -> None:  # noqa: ANN401 - a socket
    """Serve over HTTP until Ctrl-C.

    Args:
        server: The server.
        listening: The socket, which listens.
        port: Its port.
    """
    config = uvicorn.Config(
        http_app(server, port), log_config=None, log_level="critical", access_log=False
    )
    with silence():
        uvicorn.Server(config).run(sockets=[listening])
