"""The watch over the suite sees what the library must not do, and blames nobody else for it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import takeaction

DONE = {
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
    "allowed": ("links.client", "127.0.0.1", True),
    "in-another-test": ("links.client", "127.0.0.1", False),
    "to-another-machine": ("links.client", "192.0.2.1", True),
    "from-another-module": ("links.addresses", "127.0.0.1", True),
}
NAMES = {"os": os, "socket": socket, "subprocess": subprocess, "sys": sys}


def done(source, module, place):
    """Run source as if it stood in a module of the library, or in another file."""
    root = Path(takeaction.__file__).parent if module.startswith("takeaction") else place.parent
    code = compile(source, str(root / "made_up.py"), "exec")
    exec(code, {**NAMES, "__name__": module, "place": str(place)})  # noqa: S102 - ours


@pytest.fixture
def watch(request):
    """Return the watch over this very suite."""
    watch = request.config.pluginmanager.get_plugin("watch")
    yield watch
    watch.taken()


@pytest.fixture(autouse=True)
def not_yet_imported(monkeypatch):
    """Let a pack look as if it had not been imported."""
    monkeypatch.delitem(sys.modules, "takeaction_pack_us_hotline", raising=False)
    yield
    sys.modules.pop("takeaction_pack_us_hotline", None)


@pytest.mark.parametrize("kind", DONE)
def test_what_the_library_must_not_do_is_seen(watch, tmp_path, kind):
    """A file, a socket, a process or the import of a pack is noted with the module's name."""
    done(DONE[kind], "takeaction.made_up", tmp_path / "x")

    wrong = watch.taken()
    assert wrong
    assert all(each.startswith("takeaction.made_up: ") for each in wrong)


@pytest.mark.parametrize("kind", DONE)
def test_what_others_do_is_their_own(watch, tmp_path, kind):
    """A test, or a plugin that a host named, may do all of it."""
    done(DONE[kind], "elsewhere", tmp_path / "x")

    assert watch.taken() == []


@pytest.mark.parametrize("kind", DONE)
def test_a_command_that_writes_may_write_and_nothing_else(watch, tmp_path, kind):
    """The build hook writes a file; it opens no socket and starts no process."""
    done(DONE[kind], "takeaction.authoring.made_up", tmp_path / "x")

    assert bool(watch.taken()) is (kind not in {each for each in DONE if "-f" in each})


@pytest.mark.parametrize("kind", CONNECTING)
def test_only_the_check_of_links_connects_and_only_to_this_machine(watch, tmp_path, kind):
    """In the tests that are named, one module may, and it reaches nobody else."""
    module, host, watch.may_connect = CONNECTING[kind]

    done(f"socket.getaddrinfo({host!r}, 1)", f"takeaction.authoring.{module}", tmp_path / "x")

    assert bool(watch.taken()) is (kind != "allowed")


def test_reading_is_counted(watch, tmp_path):
    """What the library reads is counted: so the watch looks on."""
    (tmp_path / "x").touch()
    before = watch.seen["read"]

    done("open(place).close()", "takeaction.made_up", tmp_path / "x")

    assert (watch.seen["read"], watch.taken()) == (before + 1, [])
