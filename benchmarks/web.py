"""The finder under load, beside a fixed page of the same size and headers, in one run.

    python benchmarks/web.py [--quick]

The server is uvicorn with one process, as in ``takeaction serve``. A few connections that stay open
ask it, from another process, over loopback alone; the pages take turns. The number of requests is
bounded, and so is the time of each.
"""

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Row, row, show

from takeaction.models.record import page_name

CONNECTIONS = 8
ROUNDS = 5
REQUESTS = 800
"""The requests of a round to each page."""

EARLY, LATE = 2_000, 20_000
"""The requests after which the memory of the server is looked at."""

PATIENCE = 60.0
PAGES = {
    "a record's page": (f"/record/{page_name('us-hotline:national-hotline')}", 2.5),
    "a help page": ("/help?region=GB", 5.0),
}
"""The path of each page, and how many times the time of a fixed page it may take."""

SLOWEST = 3.0
"""How many times the slowest hundredth may take."""

SERVER = """
import sys, socket, uvicorn, takeaction
from takeaction.web import Site, asgi
from takeaction.web.exchange import page_headers

catalog = takeaction.load()
takeaction.warm(catalog)
site = Site(is_local=True)
finder = asgi(catalog, site)
headers = page_headers(site, "text/html; charset=utf-8")
HEADERS = [(name.encode(), value.encode()) for name, value in headers]

async def application(scope, receive, send):
    if scope["type"] == "http" and scope["path"] == "/fixed":
        page = b"x" * int(scope["query_string"])
        headers = [*HEADERS, (b"content-length", str(len(page)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page})
    else:
        await finder(scope, receive, send)

listener = socket.create_server(("127.0.0.1", 0))
listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(listener.getsockname()[1], flush=True)
config = uvicorn.Config(application, log_config=None, log_level="critical", access_log=False)
uvicorn.Server(config).run(sockets=[listener])
"""


@contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """Start a server, and give its process id and its port."""
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            assert process.stdout
            yield process.pid, int(process.stdout.readline())
        finally:
            process.terminate()


async def _ask(port: int, path: str, count: int, times: list[float]) -> int:
    """Ask for a page over one connection, again and again; return the length of its last body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode()
    length = 0
    for _ in range(count):
        start = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith(b"http/1.1 200"), head
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        await reader.readexactly(length)
        times.append(time.perf_counter() - start)
    writer.close()
    return length


async def load(port: int, path: str, count: int) -> tuple[float, list[float], int]:
    """Ask for a page over all connections.

    Returns:
        The seconds of all, the seconds of each request, and the length of the page in bytes.
    """
    times: list[float] = []
    start = time.perf_counter()
    async with asyncio.timeout(PATIENCE * count / REQUESTS):
        lengths = await asyncio.gather(
            *(_ask(port, path, count // CONNECTIONS, times) for _ in range(CONNECTIONS))
        )
    return time.perf_counter() - start, times, lengths[0]


def _memory(pid: int) -> float:
    """Return the memory of a process, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _percentile(times: list[float], share: float) -> float:
    """Return the time that this share of the requests is quicker than, in milliseconds."""
    return 1e3 * sorted(times)[int(share * len(times))]


def _cpu(pid: int) -> float:
    """Return the seconds of CPU that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _side_by_side(pid: int, port: int, name: str, requests: int) -> list[Row]:
    path, must = PAGES[name]
    _, _, length = await load(port, path, CONNECTIONS * 8)  # the first round warms up
    seconds: dict[str, list[float]] = {path: [], f"/fixed?{length}": []}
    single: dict[str, list[float]] = {each: [] for each in seconds}
    used = dict.fromkeys(seconds, 0.0)
    for _ in range(ROUNDS):
        for each, rounds in seconds.items():
            before = _cpu(pid)
            took, times, _ = await load(port, each, requests)
            used[each] += _cpu(pid) - before
            rounds.append(took)
            single[each] += times
    ours, fixed = (1e6 * statistics.median(took) / requests for took in seconds.values())
    our_cpu, fixed_cpu = (1e6 * total / requests / ROUNDS for total in used.values())
    mine, theirs = single.values()
    work = f"{name} ({length / 1e3:.0f} kB)"
    return [
        row(f"{work}: µs a request", ours, fixed, must),
        row(f"{work}: µs of CPU a request", our_cpu, fixed_cpu),
        row(f"{work}: ms of the middle one", _percentile(mine, 0.5), _percentile(theirs, 0.5)),
        row(
            f"{work}: ms of the slowest hundredth",
            _percentile(mine, 0.99),
            _percentile(theirs, 0.99),
            SLOWEST,
        ),
    ]


async def _grown(pid: int, port: int, requests: int) -> Row:
    """Compare the memory of a server after many requests with that after some."""
    paths = [path for path, _ in PAGES.values()]
    sizes = []
    for count in (EARLY, LATE - EARLY):
        for path in paths:
            await load(port, path, count * requests // REQUESTS // len(paths))
        sizes.append(_memory(pid))
    return row(f"MB after {LATE:,} requests / after {EARLY:,}", sizes[1], sizes[0], 1.05)


def rows(requests: int = REQUESTS) -> list[Row]:
    """Load the server, and compare each page with its limit."""
    with serving() as (pid, port):
        lines = [
            line for name in PAGES for line in asyncio.run(_side_by_side(pid, port, name, requests))
        ]
    with serving() as (pid, port):
        return [*lines, asyncio.run(_grown(pid, port, requests))]


if __name__ == "__main__":
    show(rows(REQUESTS // 10 if "--quick" in sys.argv else REQUESTS), "")
