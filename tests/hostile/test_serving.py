"""S72 to S74: lines that nobody can read, names in addresses, mounts and hosts, and bodies."""

import json
import subprocess
import sys

CANARY = "quillfeather"
ASK = {"name": "ask", "arguments": {"text": "my boss has my passport"}}


def request(number, method="tools/call", params=ASK):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


HALF = request("half").replace("passport", "passport \\ud83d")
UNREADABLE = [
    CANARY,
    "",
    f"\ufeff{request(1)}",
    request(1)[:-1],
    f"{request(1)} {request(2)}",
    f'{{"{CANARY}": {"[" * 100_000}',
    f'{{"jsonrpc": "2.0", "id": 1, "method": "x", "params": {{"a": {"9" * 5_000}}}}}',
    f'[{request(1)}, "{CANARY}"]',
    "\x00\x1b[2J",
    b"\xff\xfe{".decode("latin-1"),
    json.dumps(CANARY),
    request(1.5),
    request(float("nan")),
    request(None),
    request({CANARY: CANARY}),
]
"""Lines that no parser takes, or that are no message and name none."""

NUMBERED = [
    json.dumps({"jsonrpc": "1.0", "id": "one", "method": "tools/call", CANARY: 1}),
    json.dumps({"id": "two", "method": CANARY}),
    json.dumps({"jsonrpc": "2.0", "id": "three", "method": {CANARY: 1}, "params": ASK}),
    '{"jsonrpc": "2.0", "id": "\\ud800", "method": 7}',
    json.dumps({"jsonrpc": "2.0", "id": "four", "method": "tools/call", "params": [CANARY]}),
]
"""Requests that are no messages of the protocol, by a number that can be answered."""


NAMES = ("one", "two", "three", "\ufffd", "four")


def test_s72_every_line_is_answered_with_the_danger_notice():
    lines = [*UNREADABLE, *NUMBERED, HALF]
    start = {"protocolVersion": "2025-06-18", "capabilities": {}}
    start["clientInfo"] = {"name": "x", "version": "1"}
    asked = [
        request(0, "initialize", start),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        *lines,
        request("last"),
    ]
    command = [sys.executable, "-m", "takeaction", "mcp"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 - our own
        process.stdin.write("".join(f"{line}\n" for line in asked).encode())
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(len(lines) + 2)]
        process.stdin.close()
        rest, problems = process.stdout.read(), process.stderr.read()

    assert (process.wait(), rest, problems) == (0, b"", b"")
    refusals = [answer["error"] for answer in answers if answer["id"] is None]
    by_number = {answer["id"]: answer for answer in answers if answer["id"] is not None}
    assert len(refusals) == len(UNREADABLE)
    assert by_number.keys() == {0, *NAMES, "half", "last"}
    refusals += [by_number[name]["error"] for name in NAMES]
    for error in refusals:
        assert "emergency number" in error["message"]
        assert error["data"]["danger"]["text"] in error["message"]
    assert by_number["half"]["result"] == by_number["last"]["result"]
    assert CANARY not in json.dumps(answers)
