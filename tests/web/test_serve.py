"""``takeaction serve``: the finder on this machine, by either server."""

import errno
import http.client
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from takeaction.cli import main
from takeaction.cli.faces import serve

START = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
{before}
from takeaction.cli import main
sys.exit(main({arguments!r}))
"""
WITHOUT_UVICORN = "sys.modules['uvicorn'] = None"
SERVERS = {"uvicorn": "", "the server of Python's standard library": WITHOUT_UVICORN}


@contextmanager
def served(before, *arguments):
    text = START.format(before=before, arguments=["serve", "--port", "0", *arguments])
    command = [sys.executable, "-u", "-c", text]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 - our own
        try:
            opened = process.stdout.readline()
            yield process, int(re.search(r"127\.0\.0\.1:(\d+)/", opened)[1])
        finally:
            process.kill()


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    page = response.read().decode()
    connection.close()
    return response.status, page


@pytest.mark.parametrize(("name", "before"), SERVERS.items(), ids=["uvicorn", "python"])
def test_it_shows_the_finder_until_it_is_stopped(name, before):
    arguments = ("--region", "GB", "--name", "Harbour Street", "--language", "es")
    with served(before, *arguments) as (process, port):
        status, page = get(port, "/")
        missing, _ = get(port, "/secret")
        process.send_signal(signal.SIGINT)
        out, problems = process.communicate(timeout=30)

    assert (status, missing) == (200, 404)
    assert '<html lang="es">' in page
    assert "Harbour Street" in page
    assert out.lower().startswith(name.lower()) or f"The {name[4:]}" in out
    assert out.endswith("Stopped.\n")
    assert (process.returncode, problems) == (0, "")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (errno.EADDRINUSE, "Another program listens on that port. Take another one, such as"),
        (errno.EACCES, "This machine lets you listen on no such port. Take another one"),
    ],
)
def test_a_port_that_is_not_to_be_had_is_told(monkeypatch, capsys, error, text):
    def fail(*_):
        raise OSError(error, "no")

    monkeypatch.setattr(serve, "make_server", fail)

    assert main(["serve"]) == 2
    assert text in capsys.readouterr().err.replace("\n  ", " ")


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_that_is_none_is_told(capsys, port):
    assert main(["serve", f"--port={port}"]) == 2
    assert "number" in capsys.readouterr().err


def test_a_region_that_nobody_knows_is_told(capsys):
    assert main(["serve", "--region", "xyzzy"]) == 2
    assert "We don't know that place" in capsys.readouterr().err
