"""Where a check of addresses may go: to names on the open web, and nowhere else."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from takeaction.errors import shown

PORTS = {"http": 80, "https": 443}
"""The schemes that are asked, each with the port that it has of itself."""

_LONGEST = 2_000
_LONGEST_NAME = 253
_BAD = r"[\x00-\x20\\\x7f]"
_NAME = r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}|[0-9a-f:.]*:[0-9a-f:.]*"
_KEPT = "!$%&'()*+,/:;=?@[]~"

_UNICAST = IPv6Network("2000::/3")
"""All addresses of IPv6 that have been given out for the public."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses of IPv4 inside IPv6, RFC 6052. Some networks have a prefix of their own for them."""

_CLOSED = tuple(
    ip_network(each)
    for each in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
)
"""What not every release of Python knows as kept for something else: protocols, ways from IPv4 to
IPv6 that hide a number (Teredo, 6to4), examples."""


class NotAskedError(ValueError):
    """An address that is not asked; its text says why."""


class Target(NamedTuple):
    """What is asked, taken apart.

    Attributes:
        scheme: ``http`` or ``https``.
        host: A name in lower case, or the number of a machine.
        port: 80 or 443.
        path: With its query, in ASCII, without a blank.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host as a request names it: with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in ASCII, without what follows ``#``."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target_of(url: str, base: str = "") -> Target:
    """Take an address apart.

    Args:
        url: Any text, such as what a pack or a server says.
        base: The address that it is seen from, if it may be relative.

    Raises:
        NotAskedError: It is none that is asked.
    """
    if len(url) > _LONGEST:
        raise NotAskedError(f"it is longer than {_LONGEST:,} characters")
    if re.search(_BAD, url):
        raise NotAskedError("it holds characters that no address has")
    try:
        parts = urlsplit(urljoin(base, url))
        port = parts.port
        path = quote(parts.path or "/", _KEPT) + (parts.query and f"?{quote(parts.query, _KEPT)}")
    except ValueError:
        raise NotAskedError("it cannot be taken apart") from None
    if parts.scheme not in PORTS:
        raise NotAskedError(f"only http and https are asked, not {shown(parts.scheme)}")
    if "@" in parts.netloc:
        raise NotAskedError("it hides its host behind an @")
    host = parts.hostname or ""
    if len(host) > _LONGEST_NAME or not re.fullmatch(_NAME, host):
        raise NotAskedError(f"{shown(host)} is no name of a host")
    if port is None:
        port = PORTS[parts.scheme]
    if port not in PORTS.values():
        raise NotAskedError(f"only ports 80 and 443 are asked, not {port}")
    return Target(parts.scheme, host, port, path)


def is_public(address: str) -> bool:
    """Tell whether the number of a machine is one of the open web.

    It is not if it is private, of this machine or this link, kept for something else, or meant
    for many; nor if another number that is hidden in it is not. What is no number is not either.
    """
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if any(number in net for net in _CLOSED):
        return False
    if isinstance(number, IPv4Address):
        return number.is_global and not number.is_multicast
    if number.scope_id:
        return False
    inside = _inside(number)
    return is_public(str(inside)) if inside else number in _UNICAST and number.is_global


def _inside(number: IPv6Address) -> IPv4Address | None:
    """Return the address of IPv4 that one of IPv6 leads to."""
    if number in _TRANSLATED:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped
