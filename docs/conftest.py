"""Make the files and the console examples of these pages tests; the root does the Python ones.

A ``toml``, ``py`` or ``text`` example whose first line is a comment with a path, such as
``# my-pack/pyproject.toml``, is written into a folder of its page. A ``console`` example runs in
that folder if its commands start with ``takeaction`` or ``python``; what they print must be what
the page shows, where ``...`` stands for anything. Every other command is for a person to type.
"""

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from doctest import ELLIPSIS, OutputChecker
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser

from takeaction.cli import main

_PATH = re.compile(r"# ((?:[\w.-]+/)*[\w-]+\.\w+)\n")
_RUN = ("takeaction", "python")


def open_folder(namespace: dict[str, Any]) -> None:
    """Give a page an empty folder."""
    namespace["folder"] = tempfile.TemporaryDirectory()


def close_folder(namespace: dict[str, Any]) -> None:
    """Take the folder of a page away."""
    namespace["folder"].cleanup()


def write(example: Example) -> None:
    """Write a file that a page shows in whole."""
    found = _PATH.match(example.parsed)
    if found:
        path = Path(example.namespace["folder"].name, found[1])
        path.parent.mkdir(parents=True, exist_ok=True)
        is_bare = path.suffix in (".csv", ".json")  # these know no comments
        text = example.parsed[found.end() :] if is_bare else example.parsed
        path.write_text(text, encoding="utf-8")


def run(example: Example) -> str | None:
    """Run the commands of a console example; say where it prints something else."""
    shown = example.parsed.rstrip("\n") + "\n"
    real = []
    for written in re.findall(r"^\$ (.*(?:\\\n.*)*)", shown, re.MULTILINE):
        words = shlex.split(written.replace("\\\n", " "), comments=True)
        given = [word for word in words if re.match(r"[A-Z_]+=", word)]
        command = words[len(given) :]
        if command[0] not in _RUN:
            return None
        added = dict(word.split("=", 1) for word in given)
        printed = _printed(command, added, example.namespace["folder"].name)
        real.append(f"$ {written}\n{printed}")
    got = "".join(line.rstrip() + "\n" for line in "".join(real).splitlines())
    if OutputChecker().check_output(shown, got, ELLIPSIS):
        return None
    lines = difflib.unified_diff(shown.splitlines(), got.splitlines(), "page", "run", lineterm="")
    return "\n".join(lines)


def _printed(command: list[str], added: dict[str, str], folder: str) -> str:
    environment = {"COLUMNS": "80", "LINES": "24", "PYTHONWARNINGS": "", **added}
    if command[0] == "python":
        done = subprocess.run(  # noqa: S603 - our own pages
            [sys.executable, *command[1:]],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout
    printed = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)
    with (
        patch.dict(os.environ, environment),
        chdir(folder),
        redirect_stdout(printed),
        redirect_stderr(printed),
        suppress(SystemExit),  # --help and --version end so
    ):
        main(command[1:])
    return printed.buffer.getvalue().decode()


pytest_collect_file = Sybil(
    parsers=[
        CodeBlockParser("toml", write),
        CodeBlockParser("py", write),
        CodeBlockParser("po", write),
        CodeBlockParser("text", write),
        CodeBlockParser("console", run),
    ],
    patterns=["*.md"],
    setup=open_folder,
    teardown=close_folder,
).pytest()
