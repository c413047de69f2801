"""``takeaction serve``: the finder on this machine, for a local look."""

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIServer

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.faces.loopback import LOOPBACK, listen
from takeaction.cli.terminal import line
from takeaction.models.region import find_region

if TYPE_CHECKING:
    from takeaction.catalog import Catalog
    from takeaction.web.settings import Site

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


def run(options: argparse.Namespace) -> int:
    """Serve the finder until Ctrl-C, by uvicorn where it is installed."""
    site = _site(options)
    with listen(options.port) as server:
        catalog = load_for_answer(options)
        line(f"Open http://{LOOPBACK}:{server.server_port}/ in a browser. Ctrl-C stops it.")
        with suppress(KeyboardInterrupt):
            _serve(server, catalog, site)
    line("Stopped.")
    return 0


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
        line(_BY_PYTHON)
        server.set_app(wsgi(catalog, site))
        server.serve_forever()
    else:
        line(_BY_UVICORN)
        config = uvicorn.Config(
            asgi(catalog, site), log_config=None, log_level="critical", access_log=False
        )
        uvicorn.Server(config).run(sockets=[server.socket])
