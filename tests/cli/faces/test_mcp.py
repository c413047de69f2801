"""``takeaction mcp``: what it refuses, and what it says where the extra is missing."""

import sys
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from takeaction.assistants import server
from takeaction.cli import main
from takeaction.cli.faces import serve


@pytest.mark.parametrize("name", ["mcp.server.lowlevel", "mcp_types", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys, name):
    for module in [name for name in sys.modules if name.startswith("takeaction.assistants.server")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)

    assert main(["mcp"]) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "install takeaction[mcp]" in captured.err


@pytest.mark.parametrize("host", ["::", "192.168.1.5", "example.org", "*"])
def test_another_host_than_this_machine_is_refused(capsys, host):
    # With the reason: what people write would be on the network.
    assert main(["mcp", "--http", "--host", host]) == 2
    assert "this machine alone" in capsys.readouterr().err


def test_a_port_without_http_is_refused(capsys):
    # Else somebody would wait for a port that nobody opens.
    assert main(["mcp", "--port", "8000"]) == 2
    assert "--port belongs to --http" in capsys.readouterr().err


def test_it_serves_on_the_terms_of_the_call(monkeypatch, capsys):
    servers = []
    monkeypatch.setattr(server, "serve_stdio", servers.append)

    assert main(["mcp", "--language", "es", "--at", "2026-11-28T12:00Z"]) == 0
    assert main(["mcp"]) == 0

    assert [server.name for server in servers] == ["takeaction", "takeaction"]
    assert capsys.readouterr().out == ""


def test_over_http_it_says_where_it_is(monkeypatch, capsys):
    ports = []

    def listen(port):
        ports.append(port)
        return nullcontext(SimpleNamespace(server_port=port, socket=None))

    monkeypatch.setattr(server, "serve_http", lambda *_: None)
    monkeypatch.setattr(serve, "listen", listen)

    assert main(["mcp", "--http"]) == 0
    assert main(["mcp", "--http", "--port", "8000", "--host", "localhost"]) == 0

    assert ports == [8765, 8000]
    assert "Connect to http://127.0.0.1:8000/mcp." in capsys.readouterr().out


def test_ctrl_c_ends_it_without_a_complaint(monkeypatch, capsys):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "serve_stdio", interrupted)

    assert main(["mcp"]) == 0
    assert capsys.readouterr().err == ""


def test_a_person_at_a_terminal_is_told_that_it_waits_for_a_program(monkeypatch, capsys):
    # Else nothing would happen, and nobody would know why.
    monkeypatch.setattr(server, "serve_stdio", lambda _: None)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    assert main(["mcp"]) == 0

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "waits for an assistant" in captured.err


@pytest.mark.parametrize("name", ["stdin", "stdout"])
def test_a_stream_that_is_closed_is_told(monkeypatch, capsys, name):
    monkeypatch.setattr(sys, name, None)

    assert main(["mcp"]) == 2
    assert "one of them is closed" in " ".join(capsys.readouterr().err.split())


def test_a_language_that_is_none_is_refused_before_anything_is_served(capsys):
    assert main(["mcp", "--language", "not a language"]) == 2
    assert capsys.readouterr().out == ""
