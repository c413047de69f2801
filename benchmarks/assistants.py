"""The start of the server for assistants, beside a server of the same SDK with one empty tool.

    python benchmarks/assistants.py

Each is a fresh process over standard input and output: from its start to the answer of
``tools/list``, and the time of a later call. The processes take turns, and medians count.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from measure import ROUNDS, Row, row, show

OURS = [sys.executable, "-m", "takeaction", "mcp"]
EMPTY = """
import anyio, mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

async def tools(ctx, params):
    return types.ListToolsResult(tools=[types.Tool(name="empty", input_schema={"type": "object"})])

async def call(ctx, params):
    return types.CallToolResult(content=[types.TextContent(text="")])

async def main():
    server = Server("empty", on_list_tools=tools, on_call_tool=call)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())

anyio.run(main)
"""
PEER = [sys.executable, "-c", EMPTY]
LATER = 50
"""The calls of which the time of a later one is the median."""

START_AT_MOST = 3.0
"""How many times the start of a server without content may take."""

INITIALIZE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "benchmark", "version": "1"},
}


class Talk:
    """A conversation with a server in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.number = 0

    def ask(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send a request, and return the result that has its number."""
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        assert self.process.stdout
        while True:
            answer = json.loads(self.process.stdout.readline())
            if answer.get("id") == self.number:
                return dict(answer["result"])

    def send(self, message: dict[str, Any]) -> None:
        """Send a message of the protocol."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()


@contextmanager
def talking(command: list[str]) -> Iterator[Talk]:
    """Start a server, and end it afterwards."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload]  # noqa: S603 - our own
        try:
            yield Talk(process)
        finally:
            process.kill()


def start_ms(command: list[str]) -> float:
    """Return the milliseconds from the start of a process to its list of tools."""
    start = time.perf_counter()
    with talking(command) as talk:
        talk.ask("initialize", INITIALIZE)
        talk.send({"method": "notifications/initialized"})
        talk.ask("tools/list", {})
        return 1000 * (time.perf_counter() - start)


def later_ms(command: list[str], tool: str, arguments: dict[str, Any]) -> tuple[float, float]:
    """Return the milliseconds of the first call of a tool, and of a later one."""
    with talking(command) as talk:
        talk.ask("initialize", INITIALIZE)
        talk.send({"method": "notifications/initialized"})
        times = []
        for _ in range(LATER + 1):
            start = time.perf_counter()
            talk.ask("tools/call", {"name": tool, "arguments": arguments})
            times.append(1000 * (time.perf_counter() - start))
    return times[0], statistics.median(times[1:])


def rows() -> list[Row]:
    """Start both servers in turn, and call a tool of each."""
    starts: dict[str, list[float]] = {"ours": [], "peer": []}
    for number in range(ROUNDS + 1):
        for name, command in (("ours", OURS), ("peer", PEER)):
            took = start_ms(command)
            if number:  # the first round may compile
                starts[name].append(took)
    ours, peer = (statistics.median(times) for times in starts.values())
    first, later = later_ms(OURS, "find_help", {"region": "GB"})
    first_empty, later_empty = later_ms(PEER, "empty", {})
    return [
        row("start to the list of tools, ms", ours, peer, START_AT_MOST),
        row("find_help / an empty tool: the first call, ms", first, first_empty),
        row("find_help / an empty tool: a later call, ms", later, later_empty),
    ]


if __name__ == "__main__":
    show(rows(), "ms")
