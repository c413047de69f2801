"""Time until a number can be read on a slow phone line, beside the same page built by React.

    python benchmarks/time_to_number.py

Chromium, 400 ms of latency and 400 kbit/s, an empty cache, and a cold page each time; the median
of several rounds, the two sides in turn. React is fetched by npm into a folder of its own, bundled
by esbuild for production, and given the same lines as JSON: what a usual front end would send.
The page it makes has the words, the classes and the style sheet of ours.
"""

import gzip
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from playwright.sync_api import Browser, Page, sync_playwright

from takeaction import load
from takeaction.web.hosts.wsgi import wsgi
from takeaction.web.settings import Site

ROUNDS = 7
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
NUMBER = ".line .num bdi"

PACKAGES = ("react@19", "react-dom@19", "esbuild@0.25")
SHELL = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Answers</title>
<link rel="stylesheet" href="/finder.css"><body class="has-leave"><div id="app"></div>
<script type="module" src="/app.js"></script></body></html>"""
APP = """import { createElement as e, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
const Line = ({ line }) => e('li', { className: 'line s' }, e('h2', null, line.name),
  e('p', { className: 'who' }, line.badge), e('p', null, line.who),
  e('a', { className: 'num', href: line.dial }, 'Call ', e('bdi', { dir: 'ltr' }, line.display)),
  e('p', null, line.more), e('p', { className: 'src' }, line.source))
const Help = () => {
  const [help, set] = useState(null)
  useEffect(() => { fetch('/help.json').then(answer => answer.json()).then(set) }, [])
  return help && e('main', { className: 'w' }, e('div', { className: 'danger' }, help.danger),
    e('h1', null, 'People you can talk to'),
    e('ul', { className: 'lines' }, help.lines.map(line => e(Line, { line, key: line.name }))))
}
createRoot(document.getElementById('app')).render(e(Help))
"""

LINES = """() => ({
  danger: document.querySelector('.danger').innerText,
  lines: [...document.querySelectorAll('.line')].filter(line => line.querySelector('.num'))
    .map(line => ({
      name: line.querySelector('h2').innerText,
      badge: line.querySelector('.who')?.innerText,
      who: line.querySelector('.who + p')?.innerText,
      dial: line.querySelector('.num').getAttribute('href'),
      display: line.querySelector('.num bdi').innerText,
      more: [...line.querySelectorAll('p:not(.who):not(.src)')].map(p => p.textContent).join(' '),
      source: line.querySelector('.src').innerText })) })"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def served(application: Callable[..., Any]) -> Iterator[str]:
    """Serve an application on this machine, and give its address."""
    with make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def react_app(folder: Path, css: bytes, lines: str) -> dict[str, tuple[str, bytes]]:
    """Build the front end for production, and return its files by path."""
    npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES)
    subprocess.run(npm, cwd=folder, check=True)  # noqa: S603
    (folder / "app.jsx").write_text(APP, encoding="utf-8")
    build = ("node_modules/.bin/esbuild", "app.jsx", "--bundle", "--minify", "--format=esm")
    production = ('--define:process.env.NODE_ENV="production"', "--outfile=app.js")
    subprocess.run((*build, *production), cwd=folder, check=True, capture_output=True)  # noqa: S603
    return {
        "/": ("text/html; charset=utf-8", SHELL.encode()),
        "/app.js": ("text/javascript", (folder / "app.js").read_bytes()),
        "/finder.css": ("text/css", css),
        "/help.json": ("application/json", lines.encode()),
    }


def versions(folder: Path) -> str:
    """Return the versions that npm chose."""
    names = (package.partition("@")[0] for package in PACKAGES)
    files = ((name, folder / "node_modules" / name / "package.json") for name in names)
    return ", ".join(f"{name} {json.loads(file.read_text())['version']}" for name, file in files)


def serve_files(files: dict[str, tuple[str, bytes]]) -> Callable[..., list[bytes]]:
    """Return an application that serves files from memory."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        kind, body = files.get(environ["PATH_INFO"], ("text/plain", b""))
        start("200 OK", [("content-type", kind), ("content-length", str(len(body)))])
        return [body]

    return application


def compressed(application: Callable[..., Any]) -> Callable[..., list[bytes]]:
    """Return an application whose answers are sent with gzip, as most hosts send them."""

    def packed(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        begun: list[Any] = []
        body = gzip.compress(b"".join(application(environ, lambda *args: begun.extend(args))))
        status, headers = begun
        others = [pair for pair in headers if pair[0].lower() != "content-length"]
        start(status, [*others, ("content-encoding", "gzip"), ("content-length", str(len(body)))])
        return [body]

    return packed


def seconds_to_number(browser: Browser, go: Callable[[Page], None]) -> tuple[float, int]:
    """Return the seconds until a number is on the screen, and the bytes that were sent for it."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page, sizes = context.new_page(), []
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    slow.send("Network.emulateNetworkConditions", SLOW)
    go(page)
    page.locator(NUMBER).first.wait_for()
    drawn = "() => new Promise(done => requestAnimationFrame(() => done(performance.now())))"
    seconds = page.evaluate(drawn) / 1000
    context.close()
    return seconds, int(sum(sizes))


def ask(address: str) -> Callable[[Page], None]:
    """Return the way from the question box to its answer; the clock starts with the answer."""

    def go(page: Page) -> None:
        page.goto(address)
        page.locator("#q").fill("my boss has my passport")
        page.get_by_role("button", name="Get an answer").click()
        page.wait_for_url("**/answer")

    return go


def main() -> None:
    """Measure both sides, as they are and with gzip, and print the medians."""
    site = Site(name="Harbour Street", country="GB", is_local=True)
    finder = wsgi(load(), site)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        path, folder = shutil.which("chromium"), Path(name)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with served(finder) as ours:
            page = browser.new_page()
            css = page.request.get(f"{ours}/finder.css").body()
            page.goto(f"{ours}/help?region=GB")
            front_end = serve_files(react_app(folder, css, json.dumps(page.evaluate(LINES))))
        print(f"{browser.browser_type.name} {browser.version}; {versions(folder)}")
        sides = {
            "as they are": (finder, front_end),
            "with gzip": (compressed(finder), compressed(front_end)),
        }
        for how, (our_side, their_side) in sides.items():
            print(how)
            with served(our_side) as ours, served(their_side) as theirs:
                compare(browser, ours, theirs)
        browser.close()


def compare(browser: Browser, ours: str, theirs: str) -> None:
    """Measure the ways to a number in turn, and print their medians."""
    ways: dict[str, Callable[[Page], Any]] = {
        "help, ours": lambda page: page.goto(f"{ours}/help?region=GB"),
        "help, React": lambda page: page.goto(theirs),
        "answer, ours": ask(ours),
    }
    measured: dict[str, list[tuple[float, int]]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, go in ways.items():
            measured[name].append(seconds_to_number(browser, go))
    for name, results in measured.items():
        seconds = [each for each, _ in results]
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        sent = statistics.median(each for _, each in results)
        print(f"{name}: {statistics.median(seconds):.2f} s ({spread}), {sent / 1000:.1f} kB")


if __name__ == "__main__":
    main()
