"""``takeaction serve``: the finder on this machine, for a local look."""

import argparse
import errno
from contextlib import suppress
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, demo_app, make_server

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import line
from takeaction.models.region import find_region

if TYPE_CHECKING:
    from takeaction.catalog.catalog import Catalog
    from takeaction.web.settings.site import Site

_LOOPBACK = "127.0.0.1"
_LAST_PORT = 65_535
_NO_DELAY = (6, 1, 1)
"""IPPROTO_TCP and TCP_NODELAY, on: nothing here but the check of links imports ``socket``."""

_BY_UVICORN = "uvicorn serves it. Only this machine can open it."
_BY_PYTHON = (
    "The server of Python's standard library serves it: it is for a local look alone. Only this"
    " machine can open it."
)


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction serve``."""
    text = "show the finder in your browser, on this machine alone"
    parser = arguments.add_command(subparsers, "serve", text, run)
    port = "the port to listen on; 0 takes a free one (8000)"
    parser.add_argument(
        "--port", type=arguments.parse_whole_number, default=8000, metavar="N", help=port
    )
    parser.add_argument("--region", metavar="C", help="the country that is chosen at first")
    parser.add_argument("--name", default="Finder", metavar="TEXT", help="the name of your site")
    contact = "who to turn to if an answer did harm"
    parser.add_argument("--contact", metavar="TEXT", help=contact)


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


def run(options: argparse.Namespace) -> int:
    """Serve the finder until Ctrl-C, by uvicorn where it is installed."""
    site = _site(options)
    with _listen(options.port) as server:
        catalog = load_for_answer(options)
        line(f"Open http://{_LOOPBACK}:{server.server_port}/ in a browser. Ctrl-C stops it.")
        with suppress(KeyboardInterrupt):
            _serve(server, catalog, site)
    line("Stopped.")
    return 0


def _listen(port: int) -> WSGIServer:
    """Listen on a port of this machine.

    Raises:
        UsageError: Nobody can listen there, and why.
    """
    if not 0 <= port <= _LAST_PORT:
        raise arguments.UsageError(f"A port is a number from 0 to {_LAST_PORT}.")
    try:
        return make_server(_LOOPBACK, port, demo_app, _Server, _Handler)
    except OSError as error:
        reason = (
            "Another program listens on that port"
            if error.errno == errno.EADDRINUSE
            else "This machine lets you listen on no such port"
        )
        raise arguments.UsageError(f"{reason}. Take another one, such as --port 8765.") from None


def _site(options: argparse.Namespace) -> "Site":
    from takeaction.web.settings.site import Site

    usual = Site().languages
    languages = [tag for tag in options.languages or () if tag in usual]
    return Site(
        name=options.name,
        country=options.region and find_region(options.region).code,
        contact=options.contact,
        languages=tuple(dict.fromkeys((*languages, *usual))),
        is_local=True,
    )


def _serve(server: WSGIServer, catalog: "Catalog", site: "Site") -> None:
    """Serve until Ctrl-C. Both ways log nothing."""
    from takeaction.web.hosts.asgi import asgi  # jinja2 is an extra
    from takeaction.web.hosts.wsgi import wsgi

    try:
        import uvicorn
    except ImportError:
        line(_BY_PYTHON)
        server.set_app(wsgi(catalog, site))
        server.serve_forever()
    else:
        line(_BY_UVICORN)
        config = uvicorn.Config(
            asgi(catalog, site), log_config=None, log_level="critical", access_log=False
        )
        uvicorn.Server(config).run(sockets=[server.socket])
