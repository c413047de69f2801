"""The watch over the suite notes the forbidden events of the library, and no others."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import takeaction

EVENTS = {
    "a-file": "open(place, 'w').close()",
    "a-file-by-path": "__import__('pathlib').Path(place).write_text('x')",
    "a-file-by-number": "os.close(os.open(place, os.O_CREAT | os.O_WRONLY))",
    "a-folder": "os.mkdir(place)",
    "a-temporary-file": "__import__('tempfile').TemporaryFile().close()",
    "a-socket": "socket.socket().close()",
    "a-name-looked-up": "socket.getaddrinfo('127.0.0.1', 1)",
    "a-process": "subprocess.run([sys.executable, '-c', ''])",
    "a-shell": "os.system('true')",
    "the-environment": "os.putenv('X', 'y')",
    "a-pack": "__import__('takeaction_pack_us_hotline')",
}
CONNECTING = {
    "allowed": ("links", "127.0.0.1", True),
    "in-another-test": ("links", "127.0.0.1", False),
    "to-another-machine": ("links", "192.0.2.1", True),
    "from-another-module": ("links.addresses", "127.0.0.1", True),
}
NAMES = {"os": os, "socket": socket, "subprocess": subprocess, "sys": sys}


def cause(source, module, place):
    root = Path(takeaction.__file__).parent if module.startswith("takeaction") else place.parent
    code = compile(source, str(root / "made_up.py"), "exec")
    exec(code, {**NAMES, "__name__": module, "place": str(place)})  # noqa: S102 - ours


@pytest.fixture
def watch(request):
    watch = request.config.pluginmanager.get_plugin("watch")
    yield watch
    watch.take_wrong()


@pytest.fixture(autouse=True)
def not_yet_imported(monkeypatch):
    monkeypatch.delitem(sys.modules, "takeaction_pack_us_hotline", raising=False)
    yield
    sys.modules.pop("takeaction_pack_us_hotline", None)


@pytest.mark.parametrize("kind", EVENTS)
def test_a_forbidden_event_is_noted(watch, tmp_path, kind):
    cause(EVENTS[kind], "takeaction.made_up", tmp_path / "x")

    wrong = watch.take_wrong()
    assert wrong
    assert all(event.startswith("takeaction.made_up: ") for event in wrong)


@pytest.mark.parametrize("kind", EVENTS)
def test_events_of_other_code_are_allowed(watch, tmp_path, kind):
    cause(EVENTS[kind], "elsewhere", tmp_path / "x")

    assert watch.take_wrong() == []


@pytest.mark.parametrize("kind", EVENTS)
def test_a_module_that_writes_may_only_write(watch, tmp_path, kind):
    # The build hook writes a file, but opens no socket and starts no process.
    cause(EVENTS[kind], "takeaction.authoring.made_up", tmp_path / "x")

    assert bool(watch.take_wrong()) is (kind not in {kind for kind in EVENTS if "-f" in kind})


@pytest.mark.parametrize("kind", CONNECTING)
def test_only_the_link_client_connects_and_only_to_this_machine(watch, tmp_path, kind):
    module, host, watch.may_connect = CONNECTING[kind]

    cause(f"socket.getaddrinfo({host!r}, 1)", f"takeaction.authoring.{module}", tmp_path / "x")

    assert bool(watch.take_wrong()) is (kind != "allowed")


def test_reading_is_counted(watch, tmp_path):
    (tmp_path / "x").touch()
    before = watch.counts["read"]

    cause("open(place).close()", "takeaction.made_up", tmp_path / "x")

    assert (watch.counts["read"], watch.take_wrong()) == (before + 1, [])
