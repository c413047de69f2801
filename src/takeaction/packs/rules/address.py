"""Addresses: ``https`` only, a named host, nothing hidden in them."""

import re
from collections.abc import Iterable, Iterator

from takeaction.errors import shown
from takeaction.packs.faults import Fault

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
_LONGEST_HOST = 253
_BAD = r"[\s\\<>\"{}|^`\x00-\x1f\x7f]"
_FINE = re.compile(rf"https://(?![^/?#]*xn--){_HOST}(?:[/?#][!#-;=?-\[\]_a-z~]*)?")
_EMAIL = r"[A-Za-z0-9._%+-]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"
_LIKE_A_HOST = r"(?i:(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?)"
_LIKE_A_NUMBER = r"\+?[\d\s().-]{5,}"


def faults(url: str, field: str) -> Iterable[Fault]:
    """Find what is wrong with an address."""
    return () if _FINE.fullmatch(url) else _faults(url, field)


def _faults(url: str, field: str) -> Iterator[Fault]:
    if not url.startswith("https://"):
        fix = f'write "https://{url[7:]}" if it answers there.' if url.startswith("http:") else ""
        yield Fault("url.scheme", field, f"{shown(url)} is no https address.", fix)
        return
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts = None
    if parts is None or re.search(_BAD, url):
        problem = f"{shown(url)} holds characters that no address has."
        yield Fault("url.bad", field, problem, "copy it again, with %20 for a blank.")
    elif "@" in parts.netloc:
        yield Fault("url.userinfo", field, f"{shown(url)} hides its host behind an @.", _BARE)
    else:
        yield from _host(host, port, field)


def _host(host: str, port: int | None, field: str) -> Iterator[Fault]:
    if not host.isascii():
        problem = f"the host {shown(host)} has letters outside ASCII."
        fix = f"it is {shown(_in_ascii(host))}: check that it is theirs."
        yield Fault("url.host", field, problem, fix)
    elif not re.fullmatch(_HOST, host) or port not in (None, 443):
        yield Fault("url.host", field, f"{shown(host)} is no name of a public host.", _NAME)
    elif "xn--" in host:
        problem = f"{shown(host)} stands for letters outside ASCII."
        yield Fault("text.confusable", field, problem, "check that it is theirs.")


def _in_ascii(host: str) -> str:
    """Return the form in which a host is asked for; the host itself if it has none.

    One that is too long for a host has none: to work it out would take long.
    """
    try:
        return host.encode("idna").decode() if len(host) <= _LONGEST_HOST else host
    except UnicodeError:
        return host


def email_faults(email: str, field: str) -> Iterator[Fault]:
    """Find what is wrong with the address of a mailbox."""
    if not re.fullmatch(_EMAIL, email):
        problem = f"{shown(email)} is no address of a mailbox."
        yield Fault("contact.email", field, problem, "write it like name@example.org.")


def title_faults(title: str, url: str, field: str) -> Iterator[Fault]:
    """Find a link whose title promises another place than it leads to."""
    bare = title.strip()
    if " " in bare and any(map(str.isalpha, bare)):  # words in a row promise no place
        return
    named = re.fullmatch(_LIKE_A_HOST, bare)
    if not named and not re.fullmatch(_LIKE_A_NUMBER, bare):
        return
    from urllib.parse import urlsplit

    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return  # the rule about addresses says so
    promised = named[1].casefold().removeprefix("www.") if named else None
    if promised != host:
        problem = f"the link {shown(title)} leads to {shown(host)}."
        yield Fault("contact.label_mismatch", field, problem, "say in words what is there.")


_BARE = "write the address without user and password."
_NAME = "write the name of the host."
