"""A finder on this machine, and Chromium to look at it."""

import functools
import os
import shutil
import threading
from contextlib import ExitStack
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import sync_playwright

import takeaction
from takeaction.web import Site
from takeaction.web.hosts.wsgi import wsgi

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

PATIENCE = 30_000
"""Milliseconds to wait for something on a page: a busy machine is slow; only a failure waits."""

FONTS = ("DejaVu", "Noto")
"""The fonts of the tests: a browser has one of these families alone, whatever the machine has.
DejaVu is among the widest, and Noto among the highest."""

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONTCONFIG = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>{family} Sans</string></edit>
  </match>
</fontconfig>
"""

in_each_font = pytest.mark.parametrize("fonts", FONTS)
"""Run a test once for each family: where a page depends on the size of its letters."""


class _Quiet(WSGIRequestHandler):
    """A handler that logs no request."""

    def log_message(self, format, *args):
        """Log nothing."""


@pytest.fixture(scope="session")
def catalog():
    return takeaction.load()


@pytest.fixture(scope="session")
def finder(catalog):
    """Serve the finder of a host, and return its address without a slash at the end."""
    site = Site(name="Harbour Street", contact="Priya Raman, 01632 960 123", country="GB")
    application = wsgi(catalog, site)
    with make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chromium_with(tmp_path_factory):
    """Return a function that starts Chromium with one family of fonts, once for each family.

    Chromium is that of the machine, or the one that Playwright installed.
    """
    with sync_playwright() as playwright, ExitStack() as stack:

        @functools.cache
        def start(family):
            files = font_files(family)
            own = only_fonts(family, files, tmp_path_factory.mktemp(family)) if files else {}
            path = shutil.which("chromium")
            browser = playwright.chromium.launch(
                executable_path=path, args=[*ARGUMENTS], env={**os.environ, **own}
            )
            stack.callback(browser.close)
            return browser

        yield start


def font_files(family):
    return [file for folder in FONT_FOLDERS for file in folder.rglob(f"{family}*.[ot]t[fc]")]


def only_fonts(family, files, folder):
    for file in files:
        (folder / file.name).symlink_to(file)
    config = folder / "fonts.conf"
    config.write_text(FONTCONFIG.format(folder=folder, family=family), "utf-8")
    return {"FONTCONFIG_FILE": str(config)}


@pytest.fixture
def fonts():
    return FONTS[0]


@pytest.fixture
def chromium(chromium_with, fonts):
    """Return a browser with one family of fonts; the first may be missing, others are skipped."""
    if fonts != FONTS[0] and not font_files(fonts):
        pytest.skip(f"the fonts {fonts} are not on this machine")
    return chromium_with(fonts)


@pytest.fixture
def open_page(chromium, finder):
    contexts = []

    def open_(path="/", *, width=390, height=844, script=True, language="en-GB", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale=language,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(path if path.startswith("about:") else finder + path)
        return page

    yield open_
    for context in contexts:
        context.close()


class _QuietFiles(SimpleHTTPRequestHandler):
    """A server of files that logs no request, with the types that scripts need."""

    extensions_map = {  # noqa: RUF012 - as the standard library has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format, *args):
        """Log nothing."""


@pytest.fixture(scope="session")
def serve_folder():
    servers = []

    def serve(folder):
        handler = functools.partial(_QuietFiles, directory=folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def open_address(chromium):
    """Return a function that opens an address in a fresh context.

    The page has the addresses that it asked for in ``asked``, and in ``problems`` what its console
    says: a policy that stops something is there.
    """
    contexts = []

    def open_(address, *, width=390, height=844, script=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.asked, page.problems = [], []
        context.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


def write_files(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
