"""``takeaction serve``, ``mcp`` and ``tools``: this machine answers a browser or an assistant.

No other machine can reach what is served here, and nothing is logged.
"""

import argparse
import errno
import sys
from contextlib import suppress
from datetime import UTC, datetime
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, demo_app, make_server

from takeaction.cli.arguments import (
    Command,
    UsageError,
    flag,
    load_for_answer,
    option,
    parse_whole_number,
    requested_languages,
)
from takeaction.cli.terminal import line, show_json, warn
from takeaction.models.region import find_region

if TYPE_CHECKING:
    from takeaction.assistants.server import Answering
    from takeaction.catalog import Catalog
    from takeaction.web.settings import Site


def _run_serve(options: argparse.Namespace) -> None:
    """Serve the finder until Ctrl-C, by uvicorn where it is installed."""
    site = _site(options)
    with listen(options.port) as server:
        catalog = load_for_answer(options)
        line(f"Open http://{LOOPBACK}:{server.server_port}/ in a browser. Ctrl-C stops it.")
        with suppress(KeyboardInterrupt):
            _serve(server, catalog, site)
    line("Stopped.")


def _site(options: argparse.Namespace) -> "Site":
    from takeaction.web.settings import Site

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
        line(
            "The server of Python's standard library serves it: it is for a local look alone. Only"
            " this machine can open it."
        )
        server.set_app(wsgi(catalog, site))
        server.serve_forever()
    else:
        line("uvicorn serves it. Only this machine can open it.")
        config = uvicorn.Config(
            asgi(catalog, site), log_config=None, log_level="critical", access_log=False
        )
        uvicorn.Server(config).run(sockets=[server.socket])


SERVE = Command(
    "serve",
    "show the finder in your browser, on this machine alone",
    _run_serve,
    (
        option(
            "--port",
            type=parse_whole_number,
            default=8000,
            metavar="N",
            help="the port to listen on; 0 takes a free one (8000)",
        ),
        option("--region", metavar="C", help="the country that is chosen at first"),
        option("--name", default="Finder", metavar="TEXT", help="the name of your site"),
        option("--contact", metavar="TEXT", help="who to turn to if an answer did harm"),
    ),
)


def _run_tools(options: argparse.Namespace) -> None:
    """Print the definitions."""
    from takeaction.assistants.calling import tool_definitions

    definitions = tool_definitions(options.format)
    show_json({"tools": definitions} if options.format == "mcp" else definitions)


TOOLS = Command(
    "tools",
    "print the tools for an assistant as JSON, for programs that call tools",
    _run_tools,
    (
        option(
            "--format",
            choices=("mcp", "openai", "anthropic"),
            default="mcp",
            help="mcp: as tools/list has them (the default); openai: functions; anthropic: tools",
        ),
    ),
    with_lock=False,
)

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
        raise UsageError(f"A port is a number from 0 to {_LAST_PORT}.")
    try:
        return make_server(LOOPBACK, port, demo_app, _Server, _Handler)
    except OSError as error:
        reason = (
            "Another program listens on that port"
            if error.errno == errno.EADDRINUSE
            else "This machine lets you listen on no such port"
        )
        raise UsageError(f"{reason}. Take another one, such as --port 8765.") from None


_USUAL_PORT = 8765
_HOSTS = (LOOPBACK, "localhost")


def _run_mcp(options: argparse.Namespace) -> None:
    """Serve an assistant until it leaves, or until Ctrl-C. Nothing is logged."""
    if options.host not in _HOSTS:
        raise UsageError(
            f"The server listens on this machine alone: leave out --host, or write {LOOPBACK}. An"
            " assistant on another machine would send what people write over the network."
        )
    if options.port is not None and not options.http:
        raise UsageError("--port belongs to --http: without that, no port is opened.")
    if not options.http and not all(hasattr(one, "buffer") for one in (sys.stdin, sys.stdout)):
        raise UsageError(
            "The server talks over standard input and output, and one of them is closed."
        )
    from takeaction.assistants.server import build_server, serve_stdio

    with suppress(KeyboardInterrupt):
        if options.http:
            _serve_http(options)
        else:
            if sys.stdin.isatty():
                warn(
                    "This waits for an assistant that speaks the Model Context Protocol. To ask"
                    " yourself, run: takeaction ask. Ctrl-C ends it."
                )
            serve_stdio(build_server(_answering(options)))


def _answering(options: argparse.Namespace) -> "Answering":
    """Return the catalog, the clock and the languages that a call asks for."""
    from takeaction.assistants.server import Answering

    languages = requested_languages(options) if options.languages else ()
    return Answering(
        catalog=load_for_answer(options),
        now=lambda: options.at or datetime.now(UTC),
        languages=languages,
    )


def _serve_http(options: argparse.Namespace) -> None:
    from takeaction.assistants.server import MCP_PATH, build_server, serve_http

    with listen(_USUAL_PORT if options.port is None else options.port) as listening:
        server = build_server(_answering(options))
        port = listening.server_port
        url = f"http://{LOOPBACK}:{port}{MCP_PATH}"
        line(f"Connect to {url}. Only this machine can. Ctrl-C stops it.")
        serve_http(server, listening.socket, port)


MCP = Command(
    "mcp",
    "answer an assistant by the Model Context Protocol, over standard input and output",
    _run_mcp,
    (
        flag("--http", "serve by HTTP on this machine instead"),
        option(
            "--port",
            type=parse_whole_number,
            metavar="N",
            help=f"with --http: the port to listen on; 0 takes a free one ({_USUAL_PORT})",
        ),
        option(
            "--host",
            default=LOOPBACK,
            metavar="HOST",
            help=f"with --http: {LOOPBACK} or localhost, since no other is served",
        ),
    ),
    fixed={"needs": "The server needs one more library: install takeaction[mcp]."},
)
