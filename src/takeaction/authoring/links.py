"""How the web addresses of a pack are found, and checked over the network.

A pack is somebody else's text, so an address in it could point into the network of the person who
checks it. So only names on the open web are contacted: a name is looked up once, all its IP
addresses must be public, and the client connects only to these. It never reads a page, only the
status and the address of a redirect, and it limits time, bytes and redirects.

A page that answers may say something else than it used to. So a check never changes ``verified``,
and writes nothing.
"""

import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from http.client import BadStatusLine, HTTPException, HTTPResponse, UnknownProtocol
from importlib.metadata import version
from io import BufferedReader, RawIOBase
from ipaddress import IPv4Address, IPv6Network, ip_address, ip_network
from itertools import zip_longest
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeAlias, cast
from urllib.parse import quote, urljoin, urlsplit

import attrs

from takeaction.errors import PackError, PackErrors, Where, plain, shown
from takeaction.limits import Limits
from takeaction.packs.reading.content import SOURCE, Content, parse_field
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.rules.address import LONGEST_HOST
from takeaction.packs.rules.characters import ADDRESS_FIELDS
from takeaction.packs.sources.files import BUILT
from takeaction.packs.sources.plugins import DataPack
from takeaction.value import Value
from takeaction.vocabulary.codes import mistake

PORTS = {"http": 80, "https": 443}
"""The schemes that are checked, each with its default port."""

_NOT_ALLOWED = r"[\x00-\x20\\\x7f]"
_NAME = r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}|[0-9a-f:.]*:[0-9a-f:.]*"
_NOT_QUOTED = "!$%&'()*+,/:;=?@[]~"

_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that is assigned for public use so far."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses inside IPv6, RFC 6052. Some networks use a different prefix for them."""

_CLOSED = tuple(
    ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
)
"""Reserved blocks that some releases of Python call global.

They are for protocols, for examples, and for tunnels that hide an IPv4 address (Teredo, 6to4).
"""


class AddressRefusedError(ValueError):
    """An address that a link check refuses to contact; the message gives the reason."""


class Target(NamedTuple):
    """The parts of an address that a request needs.

    Attributes:
        scheme: ``http`` or ``https``.
        host: A name in lower case, or an IP address.
        port: 80 or 443.
        path: The path with its query, in ASCII, without spaces.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host for the ``Host`` header, with its port if that is not the default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in ASCII, without ``#`` and the part after it."""
        return f"{self.scheme}://{self.authority}{self.path}"


def parse_target(url: str, base: str = "") -> Target:
    """Split an address into its parts.

    Args:
        url: Any text from a pack or a server.
        base: The address that it is relative to, if it may be relative.

    Raises:
        AddressRefusedError: A link check does not contact such an address.
    """
    if len(url) > Limits().url_characters:
        raise AddressRefusedError(f"it is longer than {Limits().url_characters:,} characters")
    if re.search(_NOT_ALLOWED, url):
        raise AddressRefusedError("it has characters that no address may have")
    try:
        parts = urlsplit(urljoin(base, url))
        port = parts.port
        query = parts.query and f"?{quote(parts.query, _NOT_QUOTED)}"
        path = quote(parts.path or "/", _NOT_QUOTED) + query
    except ValueError:
        raise AddressRefusedError("it is not a valid address") from None
    if parts.scheme not in PORTS:
        raise AddressRefusedError(f"only http and https are checked, not {shown(parts.scheme)}")
    if "@" in parts.netloc:
        raise AddressRefusedError("it hides its host behind an @")
    host = parts.hostname or ""
    if len(host) > LONGEST_HOST or not re.fullmatch(_NAME, host):
        raise AddressRefusedError(f"{shown(host)} is not a host name")
    if port is None:
        port = PORTS[parts.scheme]
    if port not in PORTS.values():
        raise AddressRefusedError(f"only ports 80 and 443 are checked, not {port}")
    return Target(parts.scheme, host, port, path)


def is_public(address: str) -> bool:
    """Return True if an IP address is on the open web.

    It is not if it is private, of this machine, link-local, reserved or multicast, or if it hides
    an IPv4 address that is. A text that is not an IP address is not public.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if any(ip in block for block in _CLOSED):
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip.scope_id:
        return False
    # The IPv4 address that it leads to, if any.
    hidden = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else ip.ipv4_mapped
    return is_public(str(hidden)) if hidden else ip in _UNICAST and ip.is_global


# A small HTTP client

Resolve: TypeAlias = Callable[[str, float], Sequence[str]]
"""Looks up the IP addresses of a host name, within a number of seconds."""

Connect: TypeAlias = Callable[[str, int, float], socket.socket]
"""Connects to a port of an IP address, within a number of seconds."""

Reply: TypeAlias = tuple[int, str | None]
"""The status of a response, and its ``Location`` if it has one."""

_HEAD_AGAIN = frozenset({403, 404, 405, 410, 501})
"""Statuses of a HEAD request after which GET is tried: some servers handle HEAD badly."""

_GONE = frozenset({404, 410})
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_SUCCESS = range(200, 300)
_INTERIM = range(100, 200)  # a server may send these before its real response

_MAX_TRIED = 4
"""The most IP addresses of a host that are tried: each gets a share of the time."""


class AddressState(StrEnum):
    """The state of an address after a check."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    ERROR = "error"
    NOT_ASKED = "not-asked"


@attrs.frozen(eq=False, repr=False)
class AddressResult(Value):
    """The result of checking one address.

    Attributes:
        state: The state.
        status: The last HTTP status, or None if there was no response.
        to: The new address in ASCII, if it has moved for good; else None.
        why: The reason for a failure, worded as the end of a sentence; empty without a failure.
    """

    state: AddressState
    status: int | None = None
    to: str | None = None
    why: str = ""


@attrs.frozen(eq=False, repr=False)
class RequestLimits(Value):
    """The limits for checking one address.

    The defaults are chosen, not measured: patient enough for a slow site, gentle to every host.

    Attributes:
        seconds: The most seconds, without the pauses.
        pause: The seconds between two requests to one host.
        redirects: The most redirects to follow.
        head_bytes: The most bytes of one response to read.
    """

    seconds: float = 10
    pause: float = 1
    redirects: int = 5
    head_bytes: int = 32_768


def resolve_host(
    host: str, seconds: float, *, look_up: Callable[..., Any] = socket.getaddrinfo
) -> tuple[str, ...]:
    """Look up the IP addresses of a host name, each once, in the order of the system.

    The system call has no time limit, so a thread waits for it.

    Raises:
        OSError: The name is unknown.
        TimeoutError: There was no answer in time.
    """
    answers: SimpleQueue[Any] = SimpleQueue()

    def wait() -> None:
        try:
            answers.put(look_up(host, None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=wait, daemon=True).start()
    try:
        entries = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(entries, Exception):
        raise OSError(f"there is no host called {shown(host)}")
    return tuple(dict.fromkeys(address[0] for *_, address in entries))


def connect_to_address(address: str, port: int, seconds: float) -> socket.socket:
    """Connect to an IP address, without looking anything up.

    Raises:
        OSError: It cannot be reached.
    """
    # With an IP address the system looks up nothing, and there is only one to connect to.
    return socket.create_connection((address, port), seconds)


def tls_context() -> ssl.SSLContext:
    """Return a TLS context that checks the certificate of a server and its name.

    ``ssl.create_default_context`` is not used, because it may write keys to a file that the
    environment names.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context


class _Head(RawIOBase):
    """The bytes of a response as they arrive, within the limits of time and size.

    ``http.client`` takes it for a socket, and reads no further than the headers.
    """

    def __init__(self, stream: socket.socket, size: int, seconds_left: Callable[[], float]) -> None:
        self._stream = stream
        self._room = self._size = size
        self._seconds_left = seconds_left

    def makefile(self, _mode: str) -> BufferedReader:
        return BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - as the base class has it
        if not self._room:
            raise HTTPException(f"its headers have more than {self._size:,} bytes")
        self._stream.settimeout(self._seconds_left())
        count = self._stream.recv_into(buffer, min(len(buffer), self._room))
        if not count:  # http.client would take the headers so far for all of them
            raise HTTPException("its answer breaks off")
        self._room -= count
        return count


@attrs.define(kw_only=True)
class Client:
    """A client that checks addresses one after the other.

    It sends no cookies or credentials, and ignores the proxies of the environment.

    Attributes:
        limits: The limits for one address.
        resolve: The function that looks up a host name.
        connect: The function that connects to an IP address.
        context: The function that returns the TLS context, called when one is first needed.
        clock: A monotonic clock, in seconds.
        sleep: The function that waits.
    """

    _limits: RequestLimits = RequestLimits()
    # Tests replace everything that leaves the process.
    _resolve: Resolve = resolve_host
    _connect: Connect = connect_to_address
    _make_context: Callable[[], ssl.SSLContext] = attrs.field(default=tls_context, alias="context")
    _clock: Callable[[], float] = time.monotonic
    _sleep: Callable[[float], None] = time.sleep
    _context: ssl.SSLContext | None = attrs.field(default=None, init=False)
    _until: float = attrs.field(default=0.0, init=False)
    _free_at: dict[str, float] = attrs.field(factory=dict, init=False)
    _known: dict[str, tuple[str, ...] | OSError] = attrs.field(factory=dict, init=False)

    def check(self, url: str) -> AddressResult:
        """Check whether an address answers, and follow its redirects."""
        self._until = self._clock() + self._limits.seconds
        hops: list[str] = []
        try:
            result = self._follow(url, hops)
        except AddressRefusedError as error:
            result = AddressResult(AddressState.REFUSED, why=str(error))
        except TimeoutError:
            why = f"no answer within {self._limits.seconds:g} seconds"
            result = AddressResult(AddressState.UNREACHABLE, why=why)
        except OSError as error:
            result = AddressResult(AddressState.UNREACHABLE, why=_reason(error))
        except (BadStatusLine, UnknownProtocol):
            result = AddressResult(AddressState.ERROR, why="its answer is not HTTP")
        except HTTPException as error:
            result = AddressResult(AddressState.ERROR, why=plain(str(error)))
        if hops and result.why:
            return attrs.evolve(result, why=f"it redirects to {shown(hops[-1])}: {result.why}")
        return result

    def _follow(self, url: str, hops: list[str]) -> AddressResult:
        # *hops* receives the target of each redirect, before it is checked.
        target = parse_target(url)
        moved = None
        is_permanent = True
        for _ in range(self._limits.redirects + 1):
            status, location = self._reply(target)
            if status not in _REDIRECTS or location is None:
                if status in _SUCCESS:
                    state = AddressState.MOVED if moved else AddressState.OK
                    return AddressResult(state, status, moved)
                state = AddressState.GONE if status in _GONE else AddressState.ERROR
                return AddressResult(state, status, why=f"it answers {status}")
            hops.append(location)
            was_https = target.scheme == "https"
            target = parse_target(location, target.url)
            if was_https and target.scheme != "https":
                raise AddressRefusedError("http, not https, so others can change the page")
            is_permanent = is_permanent and status in _PERMANENT
            moved = target.url if is_permanent else moved
        why = f"it redirects more than {self._limits.redirects} times"
        return AddressResult(AddressState.ERROR, status, why=why)

    def _reply(self, target: Target) -> Reply:
        """Send a HEAD request, and a GET request if the answer to it cannot be trusted."""
        reply = self._exchange("HEAD", target)
        return self._exchange("GET", target) if reply[0] in _HEAD_AGAIN else reply

    def _exchange(self, method: str, target: Target) -> Reply:
        ips = self._public_ips(target.host)
        self._wait(target.host)
        try:
            with closing(self._open(ips, target)) as stream:
                stream.settimeout(self._seconds_left())
                stream.sendall(self._request(method, target))
                return self._read_reply(method, stream)
        finally:
            self._free_at[target.host] = self._clock() + self._limits.pause

    def _public_ips(self, host: str) -> tuple[str, ...]:
        """Return the IP addresses of a host, looked up once."""
        if host not in self._known:
            seconds = self._seconds_left()
            try:
                self._known[host] = tuple(self._resolve(host, seconds))
            except OSError as error:
                self._known[host] = error
        ips = self._known[host]
        if isinstance(ips, OSError):
            raise ips
        for ip in ips:
            if not is_public(ip):
                raise AddressRefusedError(f"{shown(host)} is at {plain(ip)}, not on the open web")
        return ips

    def _wait(self, host: str) -> None:
        """Wait until a host may get its next request; this time does not count."""
        pause = self._free_at.get(host, 0) - self._clock()
        if pause > 0:
            self._sleep(pause)
            self._until += pause

    def _open(self, ips: Sequence[str], target: Target) -> socket.socket:
        """Connect to the first IP address that accepts, and check the certificate."""
        last_error = OSError("its host has no IP address")
        candidates = ips[:_MAX_TRIED]
        for untried in range(len(candidates), 0, -1):
            try:
                seconds = self._seconds_left() / untried
                stream = self._connect(candidates[-untried], target.port, seconds)
            except OSError as error:
                last_error = error
                continue
            return self._secured(stream, target.host) if target.scheme == "https" else stream
        raise last_error

    def _secured(self, stream: socket.socket, host: str) -> socket.socket:
        self._context = self._context or self._make_context()
        with closing(stream):  # the TLS socket takes over its file descriptor
            stream.settimeout(self._seconds_left())
            return self._context.wrap_socket(stream, server_hostname=host)

    def _request(self, method: str, target: Target) -> bytes:
        lines = (
            f"{method} {target.path} HTTP/1.1",
            f"Host: {target.authority}",
            f"User-Agent: takeaction/{version('takeaction')} (check of links)",
            "Accept: */*",
            "Connection: close",
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")

    def _read_reply(self, method: str, stream: socket.socket) -> Reply:
        head = _Head(stream, self._limits.head_bytes, self._seconds_left)
        response = HTTPResponse(cast("socket.socket", head), method=method)
        response.begin()
        while response.status in _INTERIM:
            response.headers = None  # type: ignore[assignment]  # so that it reads the next head
            response.begin()
        # Servers write UTF-8 there, which http.client reads as Latin-1.
        location = response.headers.get("Location", "").encode("latin-1").decode("utf-8", "replace")
        return response.status, location.strip() or None

    def _seconds_left(self) -> float:
        """Return the seconds that remain for the current address."""
        seconds = self._until - self._clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def _reason(error: OSError) -> str:
    """Return the reason why a host was not reached, in the words of the system."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {plain(error.verify_message)}"
    return plain(error.strerror or str(error) or type(error).__name__)


# The web addresses of a pack

MAX_ADDRESSES = 2_000
"""The most addresses of one pack that are checked. Generous: our largest pack has 59."""

MAX_SECONDS = 1_800.0
"""The most seconds for all addresses of a pack: half an hour, since somebody waits for it."""

BROKEN = frozenset({AddressState.GONE, AddressState.REFUSED})
"""The states that somebody must act on; the others may be passing, or due to the network here."""


class CheckedAddress(NamedTuple):
    """An address of a pack with the result of its check.

    Attributes:
        url: The address as the pack writes it, without ``#`` and the part after it.
        result: The result of the check.
        places: The places where the pack has it, in order of file and line; at least one.
    """

    url: str
    result: AddressResult
    places: tuple[Where, ...]


def find_addresses(pack: DataPack) -> dict[str, tuple[Where, ...]]:
    """Find every address in a pack, including those of records with mistakes.

    Returns:
        The addresses with their places, in order of the first place; empty if the pack cannot be
        read.
    """
    try:
        content = read_drafts(pack, Limits())
    except PackErrors:  # the check of the pack has reported them
        return {}
    header_id = content.header.get("id")
    id = header_id if isinstance(header_id, str) and header_id else pack.id or pack.place
    places: dict[str, list[Where]] = {}
    for url, where in _places(content, id):
        places.setdefault(url.partition("#")[0], []).append(where)
    return {url: tuple(wheres) for url, wheres in places.items()}


def _places(content: Content, id: str) -> Iterator[tuple[str, Where]]:
    file = BUILT if content.built else SOURCE
    for url, field in _addresses(content.header, ""):
        yield url, Where(id, file, content.line(file, parse_field(field)), None, field)
    for draft in content.drafts:
        for url, field in _addresses(draft.fields, ""):
            line = content.line(draft.file, (*draft.path, *parse_field(field)))
            record = draft.id or f"{draft.kind}[{draft.path[-1]}]"
            yield url, Where(id, draft.file, line, record, field)


def _addresses(value: Any, path: str, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if isinstance(value, str):
        if name in ADDRESS_FIELDS:
            yield value, path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _addresses(item, f"{path}.{key}".lstrip("."), key)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _addresses(item, f"{path}[{position}]")


def check_addresses(
    addresses: Mapping[str, tuple[Where, ...]],
    client: Client,
    *,
    limit: int = MAX_ADDRESSES,
    seconds: float = MAX_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[CheckedAddress, ...]:
    """Check each address once, taking the hosts in turn so that no host gets a burst of requests.

    Args:
        addresses: The addresses with their places.
        client: The client that sends the requests.
        limit: The most addresses to check.
        seconds: The time after which no new check starts; the last one runs to its end.
        clock: A monotonic clock, in seconds.

    Returns:
        Every address with its result, in the order of *addresses*.
    """
    until = clock() + seconds
    results = {}
    for url in _in_turn(list(addresses)[:limit]):
        if clock() >= until:
            reason = f"the check ended after {seconds:g} seconds"
            results[url] = AddressResult(AddressState.NOT_ASKED, why=reason)
        else:
            results[url] = client.check(url)
    over_limit = AddressResult(AddressState.NOT_ASKED, why=f"one check covers {limit:,} addresses")
    return tuple(
        CheckedAddress(url, results.get(url, over_limit), places)
        for url, places in addresses.items()
    )


def _in_turn(urls: Iterable[str]) -> Iterator[str]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault("".join(url.split("/")[2:3]), []).append(url)
    for turn in zip_longest(*hosts.values()):
        yield from (url for url in turn if url is not None)


def address_warnings(checked: Iterable[CheckedAddress]) -> Iterator[PackError]:
    """Yield a warning for each place of a broken address."""
    for url, result, places in checked:
        code, fix = "url.refused", "write an address on the open web."
        if result.state is AddressState.GONE:
            code = "url.gone"
            fix = "look for its new address at the publisher, and read the page again."
        for where in places if result.state in BROKEN else ():
            yield mistake(code, f"{plain(url)}: {result.why}.", where, fix)
