"""The watch over the suite: the library uses no network, writes no file and starts no process.

An audit hook sees every event of the interpreter. An event belongs to the library if the nearest
calling code that is neither Python's nor a dependency's is in ``takeaction``. So the events of a
test, or of a plugin that a host has named, do not count.
"""

import os
import sys
from collections import Counter
from contextlib import suppress
from importlib.metadata import entry_points

import pytest

import takeaction

with suppress(ImportError):  # openpyxl loads it where it is installed, and that sets a variable
    import numpy  # noqa: F401, ICN001

PACKAGE = os.path.dirname(takeaction.__file__)
WRITERS = (
    "takeaction.authoring",
    "takeaction.batch.engines",
    "takeaction.batch.running",
    "takeaction.cli.files",
    "takeaction.cli.pack.dropped",
    "takeaction.cli.pack.workbench",
)
"""The modules that write: files of an author, a lock, a calendar, a batch; on request only."""

BY_ITS_CALLER = os.path.join(PACKAGE, "atomic.py")
"""The chapter that they all write with: what it writes is written by its caller."""

CONNECTS = "takeaction.authoring.links"
"""The only module that connects to other machines, and only for ``pack check --links``."""

DATABASE = "takeaction.export.sqlite"
"""The only module that opens a database, and only one in memory."""

MAY_CONNECT = {
    "test_a_connection_goes_to_an_ip_address": "a real socket, to a listener of the test",
    "test_a_connection_that_fails_is_closed": "the same, to a port where nobody listens",
    "test_a_name_is_looked_up": "localhost, which the system resolves by itself",
    "test_a_server_proves_its_name": "TLS over a connection that the test made",
    "test_a_server_with_another_name_is_unreachable": "the same",
    "test_a_server_with_an_untrusted_certificate_is_unreachable": "the same",
    "test_a_server_without_tls_is_unreachable": "the same",
}
"""The tests in which it connects, with the reason; all others give it a network of their own."""

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

PYTHON = (
    os.path.dirname(os.__file__),
    os.path.dirname(os.path.dirname(pytest.__file__)),
    "<frozen",
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
WRITING = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "shutil.", "tempfile.",
)  # fmt: skip
NEVER = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.system", "os.kill", "os.putenv", "os.unsetenv", "os.chdir", "ctypes.", "urllib.", "http.",
    "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.", "telnetlib.", "sqlite3.", "syslog.",
    "webbrowser.", "pty.", "winreg.", "fcntl.", "signal.",
)  # fmt: skip
"""Events that the library must never cause."""


def _frames():
    frame = sys._getframe(2)  # noqa: SLF001 - a hook has no other way
    while frame:
        yield frame
        frame = frame.f_back


def by_library():
    """Return the module of the library that caused an event; None if another one did."""
    for frame in _frames():
        code = frame.f_code.co_filename
        if code == BY_ITS_CALLER:
            continue
        if code.startswith(PACKAGE):
            return frame.f_globals.get("__name__", "")
        if not code.startswith(PYTHON) and os.path.basename(code) != os.path.basename(__file__):
            return None
    return None


def stays_here(event, args):
    hosts = {"socket.connect": lambda: args[1][0], "socket.getaddrinfo": lambda: args[0]}
    return event == "socket.__new__" or (event in hosts and hosts[event]() in LOOPBACK)


class Watch:
    """A pytest plugin that fails a test if the library does something forbidden in it."""

    def __init__(self):
        self.packs = frozenset(entry.value for entry in entry_points(group="takeaction.packs"))
        self.wrong = []
        self.counts = Counter()
        self.on = True
        self.may_connect = False
        sys.addaudithook(self.hook)

    def hook(self, event, args):
        """Sort one event; it runs for every event, so the frequent ones are sorted out first."""
        if event == "import":
            if self.on and args[0].partition(".")[0] in self.packs:
                self.note("import", args[0])
        elif event == "open":
            if self.on:
                self.on_open(*args)
        elif event.startswith(WRITING):
            self.note_writing(event, args)
        elif event.startswith(NEVER):
            self.note(event, args)

    def on_open(self, path, mode, flags):
        writes = flags & WRITES if isinstance(flags, int) else mode and set("wax+") & set(mode)
        if not writes:
            self.counts["read"] += bool(by_library())
        elif path != os.devnull and "__pycache__" not in str(
            path
        ):  # Python writes its caches there
            self.note_writing("write", path)

    def note_writing(self, event, args):
        """Note a write to the disk, unless writing is the job of the module."""
        if not (by_library() or "").startswith(WRITERS):
            self.note(event, args)

    def note(self, event, args):
        module = self.on and by_library()
        if module == DATABASE and (event == "sqlite3.connect/handle" or args == (":memory:",)):
            return
        if module == CONNECTS and self.may_connect and stays_here(event, args):
            self.counts["connected"] += 1
        elif module:
            self.wrong.append(f"{module}: {event} {args!r}")

    def take_wrong(self):
        """Return the forbidden events since the last call."""
        wrong, self.wrong = self.wrong, []
        return wrong

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self):
        return self.watched((yield))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        self.counts["tests"] += 1
        self.may_connect = getattr(item, "originalname", None) in MAY_CONNECT
        try:
            return self.watched((yield))
        finally:
            self.may_connect = False

    def watched(self, result):
        wrong = self.take_wrong()
        self.counts["wrong"] += len(wrong)
        if wrong:
            pytest.fail("The library did something forbidden:\n" + "\n".join(wrong), pytrace=False)
        return result

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["watched"] = dict(self.counts)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        self.counts.update(getattr(node, "workeroutput", {}).get("watched", {}))

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.write_line(
            f"watched: {self.counts['tests']:,} tests, {self.counts['read']:,} files read by the "
            f"library; {self.counts['wrong']} events of network, writing, processes or imports of "
            f"packs; {self.counts['connected']} of network on this machine in {len(MAY_CONNECT)} "
            "tests that may"
        )

    def pytest_unconfigure(self):
        self.on = False
