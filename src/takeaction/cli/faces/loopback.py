"""A port of this machine that no other machine can reach, for a local look or a local program."""

import errno
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, demo_app, make_server

from takeaction.cli import arguments

LOOPBACK = "127.0.0.1"
_LAST_PORT = 65_535
_NO_DELAY = (6, 1, 1)
"""IPPROTO_TCP and TCP_NODELAY, on: nothing here but the check of links imports ``socket``."""


class _Handler(WSGIRequestHandler):
    """A handler that logs no request, as an address may name a place, and waits for nobody long."""

    timeout = 5.0

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


class _Server(ThreadingMixIn, WSGIServer):
    """A server that answers several connections: browsers open one more than they use."""

    daemon_threads = True

    def server_bind(self) -> None:
        """Listen, and let no response wait until a browser has confirmed the packet before it.

        asyncio sees to that only for sockets that it makes itself; the wait is 40 ms on Linux.
        """
        super().server_bind()
        self.socket.setsockopt(*_NO_DELAY)


def listen(port: int) -> WSGIServer:
    """Listen on a port of this machine.

    Raises:
        UsageError: Nobody can listen there, and why.
    """
    if not 0 <= port <= _LAST_PORT:
        raise arguments.UsageError(f"A port is a number from 0 to {_LAST_PORT}.")
    try:
        return make_server(LOOPBACK, port, demo_app, _Server, _Handler)
    except OSError as error:
        reason = (
            "Another program listens on that port"
            if error.errno == errno.EADDRINUSE
            else "This machine lets you listen on no such port"
        )
        raise arguments.UsageError(f"{reason}. Take another one, such as --port 8765.") from None
