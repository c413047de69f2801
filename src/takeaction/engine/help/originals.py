"""Originals: which record a name, a number or a host belongs to, where another resembles it.

Anybody can publish a pack whose line looks like a known one. The original is the one that a person
accepted in the lock, else the one of a pack of our own; between strangers nobody can tell.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.lookalikes import skeleton
from takeaction.models.contact import Contact
from takeaction.models.number import international_number
from takeaction.models.region import country_of, region
from takeaction.models.resource import Resource
from takeaction.slips import Slips
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Status

_SHORTEST = 7
"""The digits of the shortest number that may resemble another.

Short codes are close to each other on purpose, such as 911, 999 and 112, or 116000 and 116006.
"""

_TWO = 2
"""The packs to remember for a name: one of them is not the pack that is compared."""


class Trust(IntEnum):
    """How a record came to be known: the lowest is the original of those that look alike."""

    ACCEPTED = 0
    OURS = 1
    UNKNOWN = 2


class Likeness(NamedTuple):
    """The record that a resource is easily mistaken for.

    Attributes:
        id: The id of that record.
        is_copy: True if that one is the original; False if nobody can tell which is.
    """

    id: str
    is_copy: bool


def trusts(catalog: Catalog) -> Mapping[str, Trust]:
    """Return how each resource with a contact came to be known, by id."""
    ours: Mapping[str, str] = read("first_party")["packs"]
    return {
        id: Trust.ACCEPTED
        if catalog.accepts(resource)
        else Trust.OURS
        if ours.get(resource.pack, "") == catalog.distribution_of(resource)
        else Trust.UNKNOWN
        for id, resource in catalog.reachable.items()
    }


def likenesses(catalog: Catalog) -> Mapping[str, Likeness]:
    """Return the likeness of each resource that has one, by id.

    The work grows with the number of contacts: nothing is compared pair by pair.
    """
    by_trust: dict[Trust, list[Resource]] = {trust: [] for trust in Trust}
    for id, trust in catalog.once(trusts).items():
        if catalog.reachable[id].status is not Status.RETIRED:
            by_trust[trust].append(catalog.reachable[id])
    strangers = by_trust[Trust.UNKNOWN]
    found: dict[str, Likeness] = {}
    if len({resource.pack for resource in strangers}) > 1:
        found |= _likenesses_in(strangers, strangers, is_copy=False)
    for trust in (Trust.OURS, Trust.ACCEPTED):  # the most trusted last, since the last one counts
        newcomers = [resource for less in Trust if less > trust for resource in by_trust[less]]
        if newcomers and by_trust[trust]:
            found |= _likenesses_in(newcomers, by_trust[trust], is_copy=True)
    return found


def _likenesses_in(
    newcomers: Iterable[Resource], originals: Iterable[Resource], *, is_copy: bool
) -> dict[str, Likeness]:
    known = _Known(originals)
    return {
        resource.id: Likeness(id, is_copy=is_copy)
        for resource in newcomers
        if (id := known.original_of(resource))
    }


class _Known:
    """The names, numbers and hosts of some resources, with their owners."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._names = _Owners()
        self._hosts = _Owners()
        self._numbers = _Owners()
        self._contacts = _Owners()
        for resource in resources:
            for key in _name_keys(resource):
                self._names.add(key, resource)
            for contact in resource.contacts:
                self._add(contact, resource)
        self._slips = Slips(self._numbers)

    def _add(self, contact: Contact, resource: Resource) -> None:
        if key := contact_key(contact):
            self._contacts.add(key, resource)
        if number := _long_number(contact):
            self._numbers.add(number, resource)
        if host := _host_of(contact):
            self._hosts.add(skeleton(host), resource)
            self._contacts.add(host, resource)

    def original_of(self, resource: Resource) -> str | None:
        """Return the id of the record that a resource resembles; None if it resembles none.

        A contact that is listed there as well is no likeness: it leads to the same people.
        """
        new = [
            contact
            for contact in resource.contacts
            if not self._contacts.other(contact_key(contact), resource)
        ]
        owners = (owner for contact in new for owner in self._owners(contact, resource))
        names = (self._names.other(key, resource) for key in _lookup_keys(resource) if new)
        return next(filter(None, (*names, *owners)), None)

    def _owners(self, contact: Contact, resource: Resource) -> Iterator[str | None]:
        if number := _long_number(contact):
            for near in sorted(self._slips.near(number)):
                yield self._numbers.other(near, resource)
        if (host := _host_of(contact)) and not self._contacts.other(host, resource):
            yield self._hosts.other(skeleton(host), resource)


class _Owners(dict[str, dict[str, str]]):
    """The first resource of at most two packs for each key, by pack."""

    def add(self, key: str, resource: Resource) -> None:
        """Enter a resource under a key."""
        owners = self.setdefault(key, {})
        if len(owners) < _TWO:
            owners.setdefault(resource.pack, resource.id)

    def other(self, key: str | None, resource: Resource) -> str | None:
        """Return the id of a resource of another pack under a key, or None."""
        owners = self.get(key, {}) if key else {}
        return next((id for pack, id in owners.items() if pack != resource.pack), None)


# Names, each in the places where it is used


def _name_keys(resource: Resource) -> Iterator[str]:
    """Yield the keys of the names of a resource: in its countries, and around these."""
    countries = _countries(resource)
    around = {group for country in countries for group in region(country).chain[1:]}
    for name in _names(resource):
        yield from (f"in {country} {name}" for country in sorted(countries))
        yield from (f"around {group} {name}" for group in sorted(around))


def _lookup_keys(resource: Resource) -> Iterator[str]:
    """Yield the keys under which a resource of an overlapping place has the same name."""
    countries = _countries(resource)
    around = {group for country in countries for group in region(country).chain[1:]}
    for name in _names(resource):
        for country in sorted(countries):
            yield from (f"in {country} {name}", f"around {country} {name}")
        yield from (f"in {group} {name}" for group in sorted(around))


def _countries(resource: Resource) -> set[str]:
    """Return the countries and groups of countries that a resource is for."""
    return {country_of(code) or code for code in resource.regions}


def _names(resource: Resource) -> set[str]:
    """Return the skeletons of the names of a resource, in all languages and of old."""
    label = resource.label
    names = (str(label), *(words.text for words in label.translations), *resource.also_known_as)
    return {found for name in names if (found := skeleton(name))}


# Contacts


def contact_key(contact: Contact) -> str | None:
    """Return what tells a contact from others: its number or its address; None if it has neither.

    A relay for text telephones, such as 711, is the same number for all lines behind it.
    """
    if contact.channel is Channel.TTY:
        return None
    number = full_number(contact)
    target = f"{number} {contact.keyword or ''}" if number else contact.url or contact.email
    return f"{contact.channel} {target}" if target else None


def full_number(contact: Contact) -> str | None:
    """Return the number of a contact in one form, however its pack writes it.

    A short number stays national, with its country: 911 is another number in each.
    """
    dial, place = contact.dial, contact.dial_region
    if dial is None or place is None:
        return dial
    return international_number(dial, place) if len(dial) >= _SHORTEST else f"{place} {dial}"


def _long_number(contact: Contact) -> str | None:
    """Return the number of a contact if it is long enough to be mistaken for another."""
    is_long = contact.dial is not None and len(contact.dial) >= _SHORTEST
    return full_number(contact) if is_long else None


def _host_of(contact: Contact) -> str | None:
    """Return the host of the address of a contact, without ``www``."""
    if contact.email:
        return contact.email.rpartition("@")[2].casefold()
    if not contact.url:
        return None
    return (urlsplit(contact.url).hostname or "").removeprefix("www.")
