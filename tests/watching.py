"""Watch what the library does while the whole suite runs: no network, no writing, no process.

An audit hook sees each event of the interpreter. An event is the library's own if the nearest
code below it that is neither Python's nor a dependency's is in ``takeaction``: what a test does
itself, and what a plugin does that a host has named, is theirs.
"""

import os
import sys
from collections import Counter
from importlib.metadata import entry_points

import pytest

import takeaction

PACKAGE = os.path.dirname(takeaction.__file__)
ASKED_TO_WRITE = (
    "takeaction.authoring",
    "takeaction.cli.files",
)
"""What an author makes, a lock and a plan as a calendar are written where somebody asked for it."""

CONNECTS = "takeaction.authoring.links.client"
"""The one module that calls out, for ``pack check --links`` and nothing else."""

MAY_CONNECT = {
    "test_a_machine_is_connected_to_by_its_number": "the way out itself, to a listener of the test",
    "test_a_connection_that_fails_is_closed": "the same, to a port where nobody listens",
    "test_a_name_is_looked_up": "localhost, which the system knows without asking anyone",
    "test_a_server_proves_that_it_has_its_name": "TLS over a connection that the test made",
    "test_a_server_of_another_name_is_not_reachable": "the same",
    "test_a_server_that_nobody_signed_for_is_not_reachable": "the same",
    "test_a_server_that_speaks_no_tls_is_not_reachable": "the same",
}
"""The tests in which it does, each with its reason; all others hand it a network of their own."""

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
"""Events that no call of the library gives rise to."""


def _frames():
    """Return the frames below an event, the nearest first."""
    frame = sys._getframe(2)  # noqa: SLF001 - a hook has no other way
    while frame:
        yield frame
        frame = frame.f_back


def by_library():
    """Return the module of the library whose doing an event is; None if it is not."""
    for frame in _frames():
        code = frame.f_code.co_filename
        if code.startswith(PACKAGE):
            return frame.f_globals.get("__name__", "")
        if not code.startswith(PYTHON) and os.path.basename(code) != os.path.basename(__file__):
            return None
    return None


def stays_here(event, args):
    """Tell whether an event of the network reaches no other machine."""
    place = {"socket.connect": lambda: args[1][0], "socket.getaddrinfo": lambda: args[0]}
    return event == "socket.__new__" or (event in place and place[event]() in LOOPBACK)


class Watch:
    """A plugin of pytest: a test fails in which the library did what it never does."""

    def __init__(self):
        self.packs = frozenset(each.value for each in entry_points(group="takeaction.packs"))
        self.wrong = []
        self.seen = Counter()
        self.on = True
        self.may_connect = False
        sys.addaudithook(self.hook)

    def hook(self, event, args):
        """Look at one event; most are nobody's concern, so that these are told first."""
        if event == "import":
            if self.on and args[0].partition(".")[0] in self.packs:
                self.note("import", args[0])
        elif event == "open":
            if self.on:
                self.opened(*args)
        elif event.startswith(WRITING):
            self.note_writing(event, args)
        elif event.startswith(NEVER):
            self.note(event, args)

    def opened(self, path, mode, flags):
        """Look at a file that is opened: reading is what the library does."""
        writes = flags & WRITES if isinstance(flags, int) else mode and set("wax+") & set(mode)
        if not writes:
            self.seen["read"] += bool(by_library())
        elif path != os.devnull and "__pycache__" not in str(path):  # Python keeps its own there
            self.note_writing("write", path)

    def note_writing(self, what, args):
        """Note an event of the disk, unless it is what a command is for."""
        if not (by_library() or "").startswith(ASKED_TO_WRITE):
            self.note(what, args)

    def note(self, what, args):
        """Note an event that is the library's."""
        module = self.on and by_library()
        if module == CONNECTS and self.may_connect and stays_here(what, args):
            self.seen["connected"] += 1
        elif module:
            self.wrong.append(f"{module}: {what} {args!r}")

    def taken(self):
        """Return what was wrong since the last time."""
        wrong, self.wrong = self.wrong, []
        return wrong

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self):
        """Watch what a test needs."""
        return self.watched((yield))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        """Watch a test or an example."""
        self.seen["tests"] += 1
        self.may_connect = getattr(item, "originalname", None) in MAY_CONNECT
        try:
            return self.watched((yield))
        finally:
            self.may_connect = False

    def watched(self, result):
        """Fail where something was wrong."""
        wrong = self.taken()
        self.seen["wrong"] += len(wrong)
        if wrong:
            pytest.fail("The library did what it never does:\n" + "\n".join(wrong), pytrace=False)
        return result

    def pytest_sessionfinish(self, session):
        """Hand over the figures of one of several processes."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["watched"] = dict(self.seen)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        """Take the figures of one of several processes."""
        self.seen.update(getattr(node, "workeroutput", {}).get("watched", {}))

    def pytest_terminal_summary(self, terminalreporter):
        """Print the figures."""
        terminalreporter.write_line(
            f"watched: {self.seen['tests']:,} tests, {self.seen['read']:,} files read by the "
            f"library; {self.seen['wrong']} events of network, writing, processes or imports of "
            f"packs; {self.seen['connected']} of network on this machine in {len(MAY_CONNECT)} "
            "tests that may"
        )

    def pytest_unconfigure(self):
        """Look no longer: an audit hook cannot be taken away."""
        self.on = False
