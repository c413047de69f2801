"""The targets of a link check: only names on the open web."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.packs.rules.address import LONGEST_HOST

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
    """Tell whether an IP address is on the open web.

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
    hidden = _hidden_ipv4(ip)
    return is_public(str(hidden)) if hidden else ip in _UNICAST and ip.is_global


def _hidden_ipv4(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to, if any."""
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped
