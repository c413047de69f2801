"""``takeaction serve``: the finder on this machine, for a local look."""

import argparse
from wsgiref.simple_server import WSGIRequestHandler, make_server

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import line

_LOOPBACK = "127.0.0.1"


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction serve``."""
    text = "show the finder in your browser, on this machine alone"
    parser = arguments.add_command(subparsers, "serve", text, run)
    port = "the port to listen on (8000)"
    parser.add_argument(
        "--port", type=arguments.parse_whole_number, default=8000, metavar="N", help=port
    )
    parser.add_argument("--region", metavar="C", help="the country that is chosen at first")
    contact = "who to turn to if an answer did harm"
    parser.add_argument("--contact", metavar="TEXT", help=contact)


class _Quiet(WSGIRequestHandler):
    """A handler that logs no request: an address may name a place."""

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def run(options: argparse.Namespace) -> int:
    """Serve the finder until Ctrl-C, by the server of the standard library."""
    from takeaction.web.hosts.wsgi import wsgi  # jinja2 is an extra
    from takeaction.web.site import Site

    site = Site(country=options.region, contact=options.contact, is_local=True)
    application = wsgi(load_for_answer(options), site)
    with make_server(_LOOPBACK, options.port, application, handler_class=_Quiet) as server:
        line(f"Open http://{_LOOPBACK}:{server.server_port}/ in a browser. Ctrl-C stops it.")
        line("This is the server of Python's standard library: it is for a local look alone.")
        server.serve_forever()
    return 0
