"""From nothing to a first answer, a first web page and a first pack, by the pages alone.

    python benchmarks/first_steps.py

It clones the last commit into an empty folder, takes the commands and the files out of the pages,
and runs them in one shell, in the order of the pages, with empty caches of pip and uv. What is
printed must be what the page shows, else the way has failed. The clock runs for the commands; what
a person needs to read and to type is added as an allowance.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent

READ = 200
"""The words that somebody reads in a minute: what the page says, and what a command prints."""

TYPED = 200
"""The characters that somebody types in a minute: 40 words of five."""

COPIED = 5
"""The seconds to copy a command or a file from the page and to paste it."""

INSTALL = ("docs/tutorial/first-answer.md", "## Install it", "## Ask in your own words")
WAYS = {
    "first answer": (60, [("README.md", "# takeaction", "If `pip` says")]),
    "first web page": (
        300,
        [INSTALL, ("docs/tutorial/first-web-page.md", "# Your first", "## Try it without")],
    ),
    "first pack": (
        900,
        [INSTALL, ("docs/tutorial/first-pack.md", "# Your first", "## Where to go")],
    ),
}
"""Each way with the seconds that it may take, and the parts of pages that lead there."""

BLOCK = re.compile(r"^```([\w+-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# ((?:[\w.-]+/)*[\w-]+\.\w+)\n")
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
ADDRESS = re.compile(r"http://[\d.]+:\d+\S*")
SERVERS = re.compile(r"takeaction serve|uvicorn ")
SHOWN_BY_A_SERVER = "What do you need"
DONE = "@@done"
HEADINGS = ("commands", "files", "machine", "CPU", "reading", "copied", "typed", "at most")


class Step(NamedTuple):
    """A command with what the page shows of its output; or a file with its content."""

    command: str = ""
    shown: str = ""
    path: str = ""
    content: str = ""


class Way(NamedTuple):
    """What a way took: its commands and files, and the seconds of machine, CPU and person."""

    commands: int
    files: int
    machine: float
    cpu: float
    reading: float
    copying: float
    typing: float


def part_of(page: str, start: str, end: str) -> str:
    """Return the part of a page from a line that starts so, up to one that starts so."""
    text = (ROOT / page).read_text(encoding="utf-8")
    begin = text.index(f"\n{start}") if not text.startswith(start) else 0
    return text[begin : text.index(f"\n{end}", begin + 1)]


def steps_of(text: str) -> Iterator[Step]:
    """Yield what a reader does: write each file that has a name, and type each command."""
    for kind, block in BLOCK.findall(text):
        named = NAMED.match(block)
        if kind == "console":
            for command, shown in COMMAND.findall(block):
                yield Step(command=command, shown=shown)
        elif named:
            yield Step(path=named[1], content=block)


def words_of(text: str) -> int:
    """Count the words that somebody reads: those of the page, and of what commands print."""
    read = BLOCK.sub(lambda block: block[0] if block[1] == "console" else "", text)
    read = re.sub(r"!\[.*?\]\(.*?\)|\]\([^)]*\)|^\$ .*$", "", read, flags=re.MULTILINE)
    return len(re.findall(r"[A-Za-z0-9][\w'.-]*", read))


class Shell:
    """One shell, as a reader has it open, in a clone of the repository."""

    def __init__(self, folder: Path) -> None:
        """Clone the last commit, make a Python of its own, and empty the caches."""
        self.clone = folder / "takeaction"
        git = ("git", "clone", "-q", "--no-hardlinks", str(ROOT), str(self.clone))
        subprocess.run(git, check=True)  # noqa: S603 - our own folder
        subprocess.run([sys.executable, "-m", "venv", folder / "python"], check=True)  # noqa: S603
        path = f"{folder / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        caches = {name: str(folder / name) for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR")}
        kept = {name: each for name, each in os.environ.items() if not name.startswith("VIRTUAL")}
        wide = {"COLUMNS": "80", "LINES": "24", "PYTHONUNBUFFERED": "1"}
        self._bash = subprocess.Popen(
            ["bash", "--norc"],  # noqa: S607 - the reader's own
            cwd=self.clone,
            env={**kept, **caches, **wide, "PATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        self._write("set -m")  # so that Ctrl-C reaches a server

    def _write(self, line: str) -> None:
        assert self._bash.stdin
        self._bash.stdin.write(f"{line}\n")
        self._bash.stdin.flush()

    def _lines(self) -> Iterator[str]:
        assert self._bash.stdout
        yield from iter(self._bash.stdout.readline, "")

    def run(self, command: str) -> tuple[str, int]:
        """Run a command to its end, and return what it printed and its exit status."""
        self._write(f"{command} </dev/null\nSTATUS=$?; echo; echo {DONE} $STATUS")
        printed: list[str] = []
        for line in self._lines():
            if line.startswith(DONE):
                return "".join(printed).removesuffix("\n"), int(line.split()[1])
            printed.append(line)
        raise SystemExit(f"The shell ended during: {command}")

    def look(self, command: str) -> None:
        """Start a server, open the address that it prints, and end it with Ctrl-C."""
        self._write(f"{command} </dev/null & echo @@pid $!")
        number, address = 0, ""
        for line in self._lines():
            number = int(line.split()[1]) if line.startswith("@@pid") else number
            found = ADDRESS.search(line)
            address = found[0] if found else address
            if number and address:
                break
        deadline = time.monotonic() + 20
        while SHOWN_BY_A_SERVER not in page_at(address):
            assert time.monotonic() < deadline, f"nothing to see at {address}"
            time.sleep(0.05)
        os.killpg(number, signal.SIGINT)
        self.run("wait")

    def close(self) -> None:
        """End the shell."""
        self._write("exit")
        self._bash.wait()


def page_at(address: str) -> str:
    """Return the page at an address of this machine; empty while nothing answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - printed by ours
            return str(response.read().decode())
    except OSError:
        return ""


def cpu_of_children() -> float:
    """Return the CPU time of all programs that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def do(shell: Shell, step: Step) -> None:
    """Do one step, and stop where something else happens than the page says."""
    if step.path:
        file = shell.clone / step.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.content, encoding="utf-8")
    elif SERVERS.match(step.command):
        shell.look(step.command)
    else:
        printed, status = shell.run(step.command)
        flags = ELLIPSIS | NORMALIZE_WHITESPACE
        right = (
            OutputChecker().check_output(step.shown, printed, flags) if step.shown else not status
        )
        if not right:
            raise SystemExit(
                f"$ {step.command}\n{printed}\n(status {status}) The page shows:\n{step.shown}"
            )


def go(parts: list[tuple[str, str, str]]) -> Way:
    """Go a way from nothing to its end."""
    text = "\n".join(part_of(*part) for part in parts)
    steps = [*steps_of(text)]
    commands, files = ([s for s in steps if s.command], [s for s in steps if s.path])
    with tempfile.TemporaryDirectory() as name:
        shell = Shell(Path(name))
        start, cpu = time.perf_counter(), cpu_of_children()
        for step in steps:
            before = time.perf_counter()
            do(shell, step)
            print(
                f"  {time.perf_counter() - before:5.1f} s  {step.command or step.path}", flush=True
            )
        machine = time.perf_counter() - start
        shell.close()
        cpu = cpu_of_children() - cpu
    return Way(
        len(commands),
        len(files),
        machine,
        cpu,
        60 * words_of(text) / READ,
        COPIED * len(steps),
        60 * sum(len(each.command) for each in commands) / TYPED + COPIED * len(files),
    )


def main() -> None:
    """Go each way that is named, or all; print a row of the table for each."""
    rows = []
    for name, (most, parts) in WAYS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        print(name)
        way = go(parts)
        copied, typed = (way.machine + way.reading + each for each in (way.copying, way.typing))
        seconds = (way.machine, way.cpu, way.reading, copied, typed, most)
        shown = (f"{each:.0f} s" for each in seconds)
        rows.append((name, str(way.commands), str(way.files), *shown))
    print("| |", " | ".join(HEADINGS), "|")
    print("| --- |", *(" ---: |" for _ in HEADINGS), sep="")
    for row in rows:
        print("|", " | ".join(row), "|")


if __name__ == "__main__":
    main()
