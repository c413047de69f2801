"""Rules for addresses and names: those of the web and of email, ids, and what people type.

A web address is ``https`` alone, with a named public host and nothing hidden: no user or password,
no IP address, no letters outside ASCII without their ASCII form, no backslash, control character or
space.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from takeaction.core_data import read
from takeaction.errors import shown
from takeaction.models.record import LONGEST_TERM, MOST_TERMS, PeopleSay
from takeaction.models.region import is_region
from takeaction.packs.faults import Fault
from takeaction.packs.rules.promises import (
    FEWEST_OF_A_LONG_ONE,
    find_hosts,
    find_numbers,
    is_within,
    may_claim,
)
from takeaction.vocabulary.words import fold

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
"""A public host name: two labels or more, of at most 63 characters each (RFC 1035).

The last label begins with a letter, which rules out IP addresses.
"""

LONGEST_HOST = 253
"""The most characters of a host name in DNS (RFC 1035)."""

_FORBIDDEN = r"[\s\\<>\"{}|^`\x00-\x1f\x7f]"
"""Characters that no address may contain (RFC 3986)."""

_ORDINARY = re.compile(rf"https://(?![^/?#]*xn--)(?P<host>{_HOST})(?:[/?#][!#-;=?-\[\]_a-z~]*)?")
"""An address with nothing wrong in it. Nearly every address passes here, in one match."""

_REDIRECT = r"(?i)(?<![0-9]{4}/)https?:[/\\]|[=?][/\\]{2}"
"""The address of another page within an address, not behind the day of an archive's copy."""

_MOST_LAYERS = 3
"""How often the address within an address may be escaped: each page on the way undoes one layer."""

_ADDRESS_IN_NAME = r"(?<![0-9a-z])(?:[0-9]{1,3}[.-]){3}[0-9]{1,3}(?![0-9a-z])"
"""An IP address within the name of a host, which such names lead to: 10-0-0-1.example.org."""

_CHAT = (
    r"https://(?P<host>[^/]+)/(?:[^?]*/|.*[?&]phone=)?"
    r"(?:\+|%2B)?(?P<number>[0-9]{3,})(?=[/?&#]|\Z)"
)
"""The address of a chat with a number, such as https://wa.me/12025550143."""

_BARE_HOST = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/?#]|\Z)"
"""The host of an address without the scheme in front of it."""

_EMAIL = r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}"
"""An email address as people write it; quoted local parts and IP hosts are refused on purpose."""

_NUMBER_TITLE = r"\+?[\d\s().-]{5,}"
"""A link title that looks like a phone number."""


def faults(url: str, field: str) -> Iterable[Fault]:
    """Find the faults of a web address."""
    ordinary = _ORDINARY.fullmatch(url)
    host = ordinary["host"] if ordinary else ""
    if host and not (_list_of(host) or _has_address(host) or _redirects(url)):
        return ()
    return _faults(url, field)


def _list_of(host: str) -> str | None:
    """Return the list of ``data/hosts.json`` that a host is in; None for an ordinary one."""
    *_, name, ending = ["", "", *host.split(".")]
    return _listed_hosts().get(ending) or _listed_hosts().get(f"{name}.{ending}")


@cache
def _listed_hosts() -> dict[str, str]:
    lists = ("special", "any_address", "shorteners")
    return {host: name for name in lists for host in read("hosts")[name].split()}


def number_in(url: str) -> str | None:
    """Return the number that an address of a messenger opens a chat with; None for any other."""
    match = re.match(_CHAT, url)
    is_chat = match and match["host"] in read("hosts")["messengers"].split()
    return f"+{match['number']}" if match and is_chat else None


_DIGITS, _OF_REDIRECTS = frozenset("0123456789"), frozenset("%:\\=?")
"""The characters without one of which there is nothing to look for: most addresses have none."""


def _has_address(host: str) -> bool:
    return not _DIGITS.isdisjoint(host) and bool(re.search(_ADDRESS_IN_NAME, host))


def _redirects(url: str) -> bool:
    rest = url[len("https://") :]
    if _OF_REDIRECTS.isdisjoint(rest):
        return False
    if "%" in rest:
        from urllib.parse import unquote  # few addresses have an escape

        for _ in range(_MOST_LAYERS):
            rest = unquote(rest)
    return bool(re.search(_REDIRECT, rest))


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
        fix = "write the address without a user name or password."
        yield Fault("url.userinfo", field, problem, fix)
    else:
        yield from _host_faults(host, port, field)
        if host.isascii() and not url.isascii() and url.isprintable():  # else text.control
            problem = f"{shown(url)} has characters outside ASCII."
            fix = "copy it from the address bar of a browser, which writes them as %C3%A9."
            yield Fault("url.bad", field, problem, fix)
        if _list_of(host) == "shorteners" or _redirects(url):
            problem = f"{shown(url)} leads wherever somebody else decides, today or tomorrow."
            fix = "write the address that it leads to."
            yield Fault("url.redirect", field, problem, fix)


def _host_faults(host: str, port: int | None, field: str) -> Iterator[Fault]:
    """Find the fault of a host, of whatever field: of a page, or of an email address."""
    if not host.isascii():
        problem = f"the host name {shown(host)} has letters outside ASCII."
        fix = f"check that it is the right site; its name in ASCII is {shown(_in_ascii(host))}."
        yield Fault("url.host", field, problem, fix)
    elif not re.fullmatch(_HOST, host) or port not in (None, 443):
        problem = f"{shown(host)} is not the name of a public host."
        fix = "write a full host name, such as example.org, without a port."
        yield Fault("url.host", field, problem, fix)
    elif _list_of(host) in ("special", "any_address") or _has_address(host):
        problem = f"{shown(host)} leads into the reader's own network, or to any computer."
        yield Fault("url.host", field, problem, "write the name of a public host.")
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
    else:
        yield from _host_faults(email.rpartition("@")[2].lower(), None, field)


def title_faults(title: str, url: str, field: str) -> Iterator[Fault]:
    """Find a link whose title promises a host or a number that it does not lead to.

    A host that is not in ASCII is promised in vain: no link leads there.
    """
    if not may_claim(title):
        return
    is_number = re.fullmatch(_NUMBER_TITLE, title.strip()) or any(
        find_numbers(title, fewest=FEWEST_OF_A_LONG_ONE)
    )
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


# Ids of packs and records, and former ids.

LONGEST_ID = 64
"""The most characters of an id, unless a host sets another limit."""


def is_id(id: str, longest: int = LONGEST_ID) -> bool:
    """Return whether a text has the form of an id, with at most *longest* characters."""
    letters = id.isascii() and id.replace("-", "a").isalnum() and id == id.lower()
    return letters and len(id) <= longest and "-" not in id[:1] + id[-1:] and "--" not in id


def id_faults(
    id: str, pack: str, fields: Mapping[str, object], longest: int = LONGEST_ID
) -> Iterator[Fault]:
    """Find the faults of the local id of a record, which is empty if the record has none.

    The other *fields* must not name another pack either.
    """
    if "pack" not in fields and is_id(id, longest):
        return
    owner, colon, local = id.partition(":")
    named = fields.get("pack", pack)
    if (colon and owner != pack) or named != pack:
        field = "id" if named == pack else "pack"
        problem = f"{shown(id if named == pack else named)} belongs to another pack."
        fix = "use [[patch]] to add to a record of another pack."
        yield Fault("id.foreign_namespace", field, problem, fix)
    elif colon and is_id(local, longest):
        problem = f"{shown(id)} repeats the id of its pack."
        yield Fault("id.bad", "id", problem, f'write "{local}".')
    elif not id:
        yield Fault("shape.missing_field", "id", "the record has no id.", 'add id = "its-name".')
    elif not is_id(id, longest):
        problem = f"{shown(id)} is not a valid id."
        yield Fault("id.bad", "id", problem, _valid_form(id, longest))


def duplicate_faults(times: int, id: str, *, is_patch: bool) -> Iterator[Fault]:
    """Find an id, or the target of a patch, that its pack uses several times."""
    if times > 1 and id and is_patch:
        problem = f"{times:,} patches have the target {shown(id)}."
        yield Fault("id.duplicate", "target", problem, "combine them into one.")
    elif times > 1 and id:
        problem = f"{times:,} records have the id {shown(id)}."
        yield Fault("id.duplicate", "id", problem, "give each its own id.")


def target_faults(target: str, pack: str) -> Iterator[Fault]:
    """Find the fault of the target of a patch."""
    owner, colon, local = target.partition(":")
    if not colon or not is_id(owner) or not is_id(local):
        problem = f"{shown(target)} is not the full id of a record."
        yield Fault("id.bad", "target", problem, 'write "pack:record".')
    elif owner == pack:
        problem = "the patch changes a record of its own pack."
        yield Fault("id.bad", "target", problem, "change the record itself.")


def alias_faults(aliases: tuple[str, ...], longest: int = LONGEST_ID) -> Iterator[Fault]:
    """Find former ids that are not valid or have more than *longest* characters."""
    for number, alias in enumerate(aliases):
        if not is_id(alias, longest):
            problem = f"{shown(alias)} is not a valid id."
            yield Fault("id.bad", f"aliases[{number}]", problem, _valid_form(alias, longest))


def _valid_form(id: str, longest: int) -> str:
    form = fold(id[:longest]).replace(" ", "-")
    return f'write "{form}".' if is_id(form, longest) else "use a-z, 0-9 and hyphens between them."


def are_look_alikes(id: str, other: str) -> bool:
    """Return whether people may mistake two pack ids for each other.

    They may if the ids are equal without hyphens, a final ``s`` and the difference between letters
    that look alike. They may also if the ids are one edit or one swap apart, unless each begins
    with a different region.
    """
    if _folded(id) == _folded(other):
        return True
    prefix, other_prefix = id.partition("-")[0], other.partition("-")[0]
    differ = prefix != other_prefix and _names_region(prefix) and _names_region(other_prefix)
    # Any two ids of one or two characters, such as a and b, are one edit apart.
    are_short = min(len(id), len(other)) < _SHORTEST
    return not differ and not are_short and are_one_edit_apart(id, other)


_SHORTEST = 3


def _names_region(prefix: str) -> bool:
    return prefix == "uk" or is_region(prefix.upper())


def look_alike_pairs(ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of pack ids that people may mistake for each other, in order.

    Only ids that have a form in common are compared, which keeps the time linear: an edit or a
    swap leaves the id without one of its characters the same.
    """
    forms: dict[tuple[str, ...], list[str]] = {}
    for id in sorted(ids):
        shorter_forms = (id[:n] + id[n + 1 :] for n in range(len(id)))
        for form in {(_folded(id), ""), (id,), *((shorter,) for shorter in shorter_forms)}:
            forms.setdefault(form, []).append(id)
    pairs = {pair for alike in forms.values() for pair in combinations(alike, 2)}
    return sorted(pair for pair in pairs if are_look_alikes(*pair))


_LOOKS_LIKE = (("-", ""), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"))
"""Characters of an id that look like others in common fonts. S06."""


def _folded(id: str) -> str:
    for characters, look_alike in _LOOKS_LIKE:
        id = id.replace(characters, look_alike)
    return id.removesuffix("s")


def are_one_edit_apart(text: str, other: str) -> bool:
    """Return whether a change, insertion, deletion or swap of neighbours makes two texts equal."""
    if text == other or abs(len(text) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b),
        min(len(text), len(other)),
    )
    a, b = text[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


# What people type when they mean a record. These rules only warn: no helpline is lost for one.
#
# A term is searched and never shown, so nothing here judges its wording: people type hard words
# about themselves and others, and have to find help with them.

_BETWEEN = frozenset("|\n")
"""The characters between terms in the cell of a sheet."""


def term_faults(people_say: PeopleSay) -> Iterator[Fault]:
    """Find the terms that a search does not count."""
    count = sum(len(terms) for _, terms in people_say.terms)
    if count > MOST_TERMS:
        problem = f"this has {count:,} terms; the first {MOST_TERMS} count."
        yield Fault("terms.count", "people_say", problem, "keep those that people type most.")
    for tag, terms in people_say.terms:
        if not _are_ordinary(terms):
            for number, term in enumerate(terms):
                yield from _term_faults(term, f"people_say.{tag}[{number}]")


def _are_ordinary(terms: tuple[str, ...]) -> bool:
    # A quick look: to fold each of our terms took a twentieth of a first answer.
    joined = "".join(terms)
    return (
        "|" not in joined
        and "\n" not in joined
        and all(map(_begins_with_a_letter, terms))
        and max(map(len, terms), default=0) <= LONGEST_TERM
    )


def _begins_with_a_letter(term: str) -> bool:
    # Letters that fold to nothing are left out, and few others: the lone accents of Greek, and the
    # vowel signs of Arabic that are letters to Unicode.
    first = term[:1]
    return first.isalnum() and (first < "\u0370" or "\u0380" < first < "\ufb00")


def _term_faults(term: str, field: str) -> Iterator[Fault]:
    fix = "write one term as people type it, in a few words."
    if len(term) > LONGEST_TERM:
        problem = f"this term has {len(term):,} characters; the first {LONGEST_TERM} count."
        yield Fault("terms.form", field, problem, fix)
    elif not fold(term) or not _BETWEEN.isdisjoint(term):
        problem = f"{shown(term)} has no letter or digit, or a line break or | in it."
        yield Fault("terms.form", field, problem, fix)
