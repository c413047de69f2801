"""``takeaction mcp``: the tools for an assistant, by the Model Context Protocol."""

import argparse
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.faces.loopback import LOOPBACK, listen
from takeaction.cli.terminal import line, warn

if TYPE_CHECKING:  # the SDK is an extra
    from takeaction.assistants.server import Answering

_NEEDS_MCP = "The server needs one more library: install takeaction[mcp]."
_NOT_HERE = (
    f"The server listens on this machine alone: leave out --host, or write {LOOPBACK}. An"
    " assistant on another machine would send what people write over the network."
)
_WAITS = (
    "This waits for an assistant that speaks the Model Context Protocol. To ask yourself, run:"
    " takeaction ask. Ctrl-C ends it."
)
_CLOSED = "The server talks over standard input and output, and one of them is closed."
_USUAL_PORT = 8765
_HOSTS = (LOOPBACK, "localhost")


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction mcp``."""
    text = "answer an assistant by the Model Context Protocol, over standard input and output"
    parser = arguments.add_command(subparsers, "mcp", text, run)
    parser.add_argument("--http", action="store_true", help="serve by HTTP on this machine instead")
    port = f"with --http: the port to listen on; 0 takes a free one ({_USUAL_PORT})"
    parser.add_argument("--port", type=arguments.parse_whole_number, metavar="N", help=port)
    host = f"with --http: {LOOPBACK} or localhost, since no other is served"
    parser.add_argument("--host", default=LOOPBACK, metavar="HOST", help=host)


def run(options: argparse.Namespace) -> int:
    """Serve an assistant until it leaves, or until Ctrl-C. Nothing is logged."""
    if options.host not in _HOSTS:
        raise UsageError(_NOT_HERE)
    if options.port is not None and not options.http:
        raise UsageError("--port belongs to --http: without that, no port is opened.")
    if not options.http and not all(hasattr(one, "buffer") for one in (sys.stdin, sys.stdout)):
        raise UsageError(_CLOSED)
    try:
        from takeaction.assistants import server
    except ImportError:
        raise UsageError(_NEEDS_MCP) from None
    with suppress(KeyboardInterrupt):
        if options.http:
            _serve_http(options)
        else:
            if sys.stdin.isatty():
                warn(_WAITS)
            server.serve_stdio(server.build_server(_answering(options)))
    return 0


def _answering(options: argparse.Namespace) -> "Answering":
    """Return the catalog, the clock and the languages that a call asks for."""
    from takeaction.assistants.server import Answering

    languages = arguments.requested_languages(options) if options.languages else ()
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
