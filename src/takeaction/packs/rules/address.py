"""Rules for web and email addresses: ``https`` only, a named public host, nothing hidden.

No user or password, no IP address, no letters outside ASCII without their ASCII form, no
backslash, control character or space.
"""

import re
from collections.abc import Iterable, Iterator

from takeaction.errors import shown
from takeaction.packs.faults import Fault
from takeaction.packs.rules.prose.promises import find_hosts, find_numbers, is_within, may_promise

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
"""A public host name: two labels or more, of at most 63 characters each (RFC 1035).

The last label begins with a letter, which rules out IP addresses.
"""

LONGEST_HOST = 253
"""The most characters of a host name in DNS (RFC 1035)."""

_FORBIDDEN = r"[\s\\<>\"{}|^`\x00-\x1f\x7f]"
"""Characters that no address may contain (RFC 3986)."""

_ORDINARY = re.compile(rf"https://(?![^/?#]*xn--){_HOST}(?:[/?#][!#-;=?-\[\]_a-z~]*)?")
"""An address with nothing wrong in it. Nearly every address passes here, in one match."""

_BARE_HOST = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/?#]|\Z)"
"""The host of an address without the scheme in front of it."""

_EMAIL = r"[A-Za-z0-9._%+-]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"
"""An email address as people write it; quoted local parts and IP hosts are refused on purpose."""

_NUMBER_TITLE = r"\+?[\d\s().-]{5,}"
"""A link title that looks like a phone number."""


def faults(url: str, field: str) -> Iterable[Fault]:
    """Find the faults of a web address."""
    return () if _ORDINARY.fullmatch(url) else _faults(url, field)


def _faults(url: str, field: str) -> Iterator[Fault]:
    if not url.startswith("https://"):
        bare = url.removeprefix("http://")
        secure = f'write "https://{bare}", if that address works.'
        fix = secure if re.match(_BARE_HOST, bare) else ""
        yield Fault("url.scheme", field, f"{shown(url)} is not an https address.", fix)
        return
    from urllib.parse import urlsplit  # nearly no address gets here: it passes at a glance

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts = None
    if parts is None or re.search(_FORBIDDEN, url):
        problem = f"{shown(url)} contains characters that an address cannot have."
        yield Fault("url.bad", field, problem, "copy it again, and write a space as %20.")
    elif "@" in parts.netloc:
        problem = f"{shown(url)} hides its host behind an @."
        yield Fault("url.userinfo", field, problem, _WITHOUT_USER)
    else:
        yield from _host_faults(host, port, field)
        if host.isascii() and not url.isascii() and url.isprintable():  # else text.control
            problem = f"{shown(url)} has characters outside ASCII."
            yield Fault("url.bad", field, problem, _IN_ASCII)


def _host_faults(host: str, port: int | None, field: str) -> Iterator[Fault]:
    if not host.isascii():
        problem = f"the host name {shown(host)} has letters outside ASCII."
        fix = f"check that it is the right site; its name in ASCII is {shown(_in_ascii(host))}."
        yield Fault("url.host", field, problem, fix)
    elif not re.fullmatch(_HOST, host) or port not in (None, 443):
        problem = f"{shown(host)} is not the name of a public host."
        yield Fault("url.host", field, problem, _HOST_NAME)
    elif "xn--" in host:
        problem = f"{shown(host)} is the ASCII form of a name with other letters."
        yield Fault("text.confusable", field, problem, "check that it is the right site.")


def _in_ascii(host: str) -> str:
    """Return the ASCII form of a host name, or the name itself if it has none.

    A name longer than DNS allows is not converted: that would be slow and lead nowhere.
    """
    try:
        return host.encode("idna").decode() if len(host) <= LONGEST_HOST else host
    except UnicodeError:
        return host


def email_faults(email: str, field: str) -> Iterator[Fault]:
    """Find the fault of an email address."""
    if not re.fullmatch(_EMAIL, email):
        problem = f"{shown(email)} is not an email address."
        yield Fault("contact.email", field, problem, "write it like name@example.org.")


def title_faults(title: str, url: str, field: str) -> Iterable[Fault]:
    """Find a link whose title promises a host or a number that it does not lead to.

    A host that is not in ASCII is promised in vain: no link leads there.
    """
    return _title_faults(title, url, field) if may_promise(title) else ()


def _title_faults(title: str, url: str, field: str) -> Iterator[Fault]:
    is_number = re.fullmatch(_NUMBER_TITLE, title.strip()) or any(find_numbers(title))
    promised = list(find_hosts(title))
    if not is_number and not promised:
        return
    from urllib.parse import urlsplit  # nearly no title gets here: it is made of words

    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return  # faults() reports the address
    if is_number or not all(is_within(host, each) for each in promised):
        problem = f"the link titled {shown(title)} goes to {shown(host)}."
        yield Fault("contact.label_mismatch", field, problem, "describe the page in words.")


_WITHOUT_USER = "write the address without a user name or password."
_IN_ASCII = "copy it from the address bar of a browser, which writes them as %C3%A9."
_HOST_NAME = "write a full host name, such as example.org, without a port."
