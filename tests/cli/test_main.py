"""One command from its arguments to its exit code."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest

from takeaction.cli import main


@pytest.fixture(scope="session")
def core_environment():
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**environment, "TAKEACTION_PACKS": "none", "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["recommend"], 0),
        (["search", "helpline"], 0),
        (["show", "helpline"], 0),
        (["packs"], 0),
        (["doctor"], 0),
        (["pack", "check", "no/where"], 1),
        (["pack", "build", "no/where"], 1),
        (["recommend", "--minutes", "0"], 2),
        (["show", "zzz"], 2),
        (["nothing"], 2),
        ([], 0),
    ],
    ids=lambda value: " ".join(value) or "alone" if isinstance(value, list) else str(value),
)
def test_the_exit_code_says_how_it_went(takeaction, call, code):
    assert takeaction(*call).code == code


def test_an_interrupt_ends_quietly(takeaction, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr("takeaction.cli.ask.getpass", interrupted)

    ran = takeaction()

    assert (ran.code, ran.err) == (130, "")


def test_a_reader_that_has_gone_is_not_an_error(core_environment):
    # A pipe closed at the other end, as by ``head``, ends the program without a word.
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-m", "takeaction", "packs"],
        stdout=writer, stderr=subprocess.PIPE, env=core_environment, check=False,
    )  # fmt: skip
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.usefixtures("site")
def test_a_reader_that_leaves_in_the_middle_is_not_an_error(monkeypatch, tmp_path):
    def broken(*_, **__):
        raise BrokenPipeError

    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        monkeypatch.delenv("TAKEACTION_PACKS", raising=False)
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr("builtins.print", broken)

        code = main(["packs"])
        stream.write("to nobody")

    assert (code, (tmp_path / "out").read_text(encoding="utf-8")) == (0, "")


class Full:
    """A stream on a full disk."""

    encoding = None

    def write(self, _):
        raise OSError(28, "No space left on device")

    flush = write

    def isatty(self):
        return False

    def fileno(self):
        """Fail, since there is no file."""
        raise OSError


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("call", [["packs"], ["packs", "--json"], ["show", "zzz", "--json"], []])
def test_an_answer_that_cannot_be_written_is_reported_in_one_line(monkeypatch, capsys, call):
    monkeypatch.setenv("TAKEACTION_PACKS", "none")
    monkeypatch.setattr(sys, "stdout", Full())

    code = main(call)

    assert (code, capsys.readouterr().err.splitlines()[-1]) == (
        1,
        "takeaction: [Errno 28] No space left on device.",
    )


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize(
    ("call", "code"),
    [("packs", 0), ("packs --json", 0), ("doctor", 0), ("recommend", 0), ("signs", 0), ("no", 2)],
)
def test_a_closed_stream_does_no_harm(takeaction, monkeypatch, name, call, code):
    monkeypatch.setattr(sys, name, None)

    assert takeaction(*call.split()).code == code


def test_json_goes_to_a_stream_without_an_encoding(takeaction, monkeypatch):
    monkeypatch.setattr(sys, "stdout", shown := StringIO())

    assert takeaction("packs", "--json").code == 0
    assert json.loads(shown.getvalue())["mistakes"] == []
