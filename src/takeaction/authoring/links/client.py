"""Ask one address of the open web whether it answers. Nothing else is done, and all is bounded.

A name is looked up once. Each number that it stands for has to be public, and the connection goes
to one of just these numbers. A page is never read: what counts is the status and where it leads.
"""

import re
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from enum import StrEnum
from importlib.metadata import version
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeAlias

import attrs

from takeaction.authoring.links.targets import NotAskedError, Target, is_public, target_of
from takeaction.errors import plain, shown
from takeaction.value import Value

Resolve: TypeAlias = Callable[[str, float], Sequence[str]]
"""Returns the numbers of the machines that a name stands for, within so many seconds."""

Connect: TypeAlias = Callable[[str, int, float], socket.socket]
"""Connects to a port of a machine, given by its number, within so many seconds."""

Reply: TypeAlias = tuple[int, str | None]
"""A status, and where it leads."""

_HEAD_AGAIN = frozenset({403, 404, 405, 410, 501})
"""To these, said to a HEAD, GET may have another answer."""

_GONE = frozenset({404, 410})
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_GOOD = range(200, 300)
_FIRST = range(100, 200)
_AT_ONCE = 4_096
_MOST_TRIED = 4
_PROTOCOL = b"HTTP/1."
_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: [^\r\n]*)?(?:\r?\n|$)")
_LOCATION = re.compile(rb"(?i)\nlocation:[ \t]*([^\n]*)")


class State(StrEnum):
    """What became of an address."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    ERROR = "error"
    NOT_ASKED = "not-asked"


@attrs.frozen(eq=False, repr=False)
class Answer(Value):
    """What became of one address.

    Attributes:
        state: What is known now.
        status: The last status that a server gave, or None.
        to: Where it has moved for good, in ASCII; None if it has not.
        why: What is wrong, the rest of a sentence; empty if nothing is.
    """

    state: State
    status: int | None = None
    to: str | None = None
    why: str = ""


@attrs.frozen(eq=False, repr=False)
class Bounds(Value):
    """How much is done for one address.

    Attributes:
        seconds: How long it may take, pauses not counted.
        pause: Seconds between two requests to one host.
        redirects: How often it may lead on.
        head_bytes: How much of one answer is read.
    """

    seconds: float = 10
    pause: float = 1
    redirects: int = 5
    head_bytes: int = 32_768


class _NoHttpError(Exception):
    """What was answered is no HTTP, or too much of it."""


def resolved(
    host: str, seconds: float, *, look_up: Callable[..., Any] = socket.getaddrinfo
) -> tuple[str, ...]:
    """Look a name up. The system takes no limit for that, so that a thread waits for it.

    Raises:
        OSError: It stands for nothing, or that is not known in time.
    """
    found: SimpleQueue[Any] = SimpleQueue()

    def wait() -> None:
        try:
            found.put(look_up(host, None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.put(error)

    Thread(target=wait, daemon=True).start()
    try:
        entries = found.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(entries, Exception):
        raise OSError(f"no machine is known by the name {shown(host)}")
    return tuple(dict.fromkeys(address[0] for *_, address in entries))


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """Connect to a machine by its number; nothing is looked up.

    Raises:
        OSError: It cannot be reached.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.connect((address, port))
    except BaseException:
        made.close()
        raise
    return made


def certified() -> ssl.SSLContext:
    """Return what checks that a server is who its name says.

    It is not ``create_default_context``, which may write keys to a file that the environment
    names.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context


class Client:
    """Asks addresses, one after the other.

    Neither cookies nor credentials are sent, and proxies of the environment are not used.

    Args:
        bounds: How much is done for one address.
        resolve: How a name is looked up.
        connect: How a machine is connected to.
        context: What checks certificates; made when it is first needed.
        clock: Seconds that only grow.
        sleep: How it waits.
    """

    def __init__(  # noqa: PLR0913 - what reaches out of the process can be given
        self,
        *,
        bounds: Bounds = Bounds(),
        resolve: Resolve = resolved,
        connect: Connect = connected,
        context: Callable[[], ssl.SSLContext] = certified,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._bounds = bounds
        self._resolve = resolve
        self._connect = connect
        self._make_context = context
        self._context: ssl.SSLContext | None = None
        self._clock = clock
        self._sleep = sleep
        self._until = 0.0
        self._free: dict[str, float] = {}
        self._known: dict[str, tuple[str, ...] | OSError] = {}
        self._name = f"takeaction/{version('takeaction')} (check of links)"

    def ask(self, url: str) -> Answer:
        """Ask an address whether it answers, and follow where it leads."""
        self._until = self._clock() + self._bounds.seconds
        hops: list[str] = []
        try:
            answer = self._followed(url, hops)
        except NotAskedError as error:
            answer = Answer(State.REFUSED, why=str(error))
        except TimeoutError:
            why = f"no answer within {self._bounds.seconds:g} seconds"
            answer = Answer(State.UNREACHABLE, why=why)
        except OSError as error:
            answer = Answer(State.UNREACHABLE, why=_told(error))
        except _NoHttpError as error:
            answer = Answer(State.ERROR, why=str(error))
        if hops and answer.why:
            return attrs.evolve(answer, why=f"it leads to {shown(hops[-1])}: {answer.why}")
        return answer

    def _followed(self, url: str, hops: list[str]) -> Answer:
        """Follow where an address leads; *hops* takes each further one before it is looked at."""
        target = target_of(url)
        moved = None
        is_permanent = True
        for _ in range(self._bounds.redirects + 1):
            status, location = self._reply(target)
            if status not in _REDIRECTS or location is None:
                return _answer(status, moved)
            hops.append(location)
            was_https = target.scheme == "https"
            target = target_of(location, target.url)
            if was_https and target.scheme != "https":
                raise NotAskedError("from https to http, where others can change what it says")
            is_permanent = is_permanent and status in _PERMANENT
            moved = target.url if is_permanent else moved
        why = f"it leads on more than {self._bounds.redirects} times"
        return Answer(State.ERROR, status, why=why)

    def _reply(self, target: Target) -> Reply:
        """Ask for the head of a page alone, and for the page where that is refused."""
        reply = self._exchange("HEAD", target)
        return self._exchange("GET", target) if reply[0] in _HEAD_AGAIN else reply

    def _exchange(self, method: str, target: Target) -> Reply:
        """Send one request and read the head of its answer."""
        numbers = self._numbers(target.host)
        self._wait(target.host)
        try:
            with closing(self._open(numbers, target)) as stream:
                stream.settimeout(self._left())
                stream.sendall(self._request(method, target))
                return self._head(stream)
        finally:
            self._free[target.host] = self._clock() + self._bounds.pause

    def _numbers(self, host: str) -> tuple[str, ...]:
        """Return the numbers of a name, all of them public.

        Raises:
            NotAskedError: One is not.
        """
        if host not in self._known:
            left = self._left()
            try:
                self._known[host] = tuple(self._resolve(host, left))
            except OSError as error:
                self._known[host] = error
        numbers = self._known[host]
        if isinstance(numbers, OSError):
            raise numbers
        for each in numbers:
            if not is_public(each):
                raise NotAskedError(f"{shown(host)} is at {plain(each)}, not on the open web")
        return numbers

    def _wait(self, host: str) -> None:
        """Leave a host its pause; that time is not counted."""
        pause = self._free.get(host, 0) - self._clock()
        if pause > 0:
            self._sleep(pause)
            self._until += pause

    def _open(self, numbers: Sequence[str], target: Target) -> socket.socket:
        """Connect to the first machine that lets us, and check its certificate."""
        failed = OSError("its host stands for no machine")
        tried = numbers[:_MOST_TRIED]
        for rest in range(len(tried), 0, -1):
            try:
                stream = self._connect(tried[-rest], target.port, self._left() / rest)
            except OSError as error:
                failed = error
                continue
            return self._secured(stream, target.host) if target.scheme == "https" else stream
        raise failed

    def _secured(self, stream: socket.socket, host: str) -> socket.socket:
        self._context = self._context or self._make_context()
        with closing(stream):  # the wrapped one takes over what it needs
            stream.settimeout(self._left())
            return self._context.wrap_socket(stream, server_hostname=host)

    def _request(self, method: str, target: Target) -> bytes:
        lines = (
            f"{method} {target.path} HTTP/1.1",
            f"Host: {target.authority}",
            f"User-Agent: {self._name}",
            "Accept: */*",
            "Connection: close",
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")

    def _head(self, stream: socket.socket) -> Reply:
        """Read status and headers, and never more than is allowed; what comes first is skipped."""
        read = bytearray()
        start = looked_at = 0
        while True:
            end = _END.search(read, max(looked_at - 3, start))
            if end:
                status, location = _parsed(bytes(read[start : end.start()]))
                if status not in _FIRST:
                    return status, location
                start = looked_at = end.end()
                continue
            looked_at = len(read)
            room = self._bounds.head_bytes - looked_at
            if not room:
                raise _NoHttpError(f"its head has more than {looked_at:,} bytes")
            stream.settimeout(self._left())
            part = stream.recv(min(room, _AT_ONCE))
            if not part:
                raise _NoHttpError("its answer ends before it says anything")
            read += part
            if not _PROTOCOL.startswith(read[start : start + len(_PROTOCOL)]):
                raise _NoHttpError("what it answers is no HTTP")

    def _left(self) -> float:
        """Return the seconds that are left for an address.

        Raises:
            TimeoutError: None is.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise TimeoutError
        return left


def _parsed(head: bytes) -> Reply:
    """Take status and Location of a head."""
    status = _STATUS.match(head)
    if not status:
        raise _NoHttpError("what it answers is no HTTP")
    location = _LOCATION.search(head)
    where = location[1].strip(b" \t\r").decode("utf-8", "replace") if location else None
    return int(status[1]), where or None


def _answer(status: int, moved: str | None) -> Answer:
    """Say what a last status means."""
    if status in _GOOD:
        return Answer(State.MOVED if moved else State.OK, status, moved)
    state = State.GONE if status in _GONE else State.ERROR
    return Answer(state, status, why=f"it answers {status}")


def _told(error: OSError) -> str:
    """Say why nothing was reached, in the words of the system."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {plain(error.verify_message)}"
    return plain(error.strerror or str(error) or type(error).__name__)
