"""Which records are easily mistaken for another line: by name, number or host.

A number resembles another if one slip of a finger makes them equal: one changed, added, lost or
swapped digit.
"""

from collections.abc import Iterable, Iterator

from takeaction.models.numbers import contact_key, host_of, long_number
from takeaction.models.region import country_of, region
from takeaction.models.resource import Contact, Resource
from takeaction.vocabulary.lookalikes import skeleton


class Known:
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
                if target := contact_key(contact):
                    self._contacts.add(target, resource)
                if number := long_number(contact):
                    self._numbers.add(number, resource)
                if host := host_of(contact):
                    self._hosts.add(skeleton(host), resource)
                    self._contacts.add(host, resource)
        self._slips = Slips(self._numbers)

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
        if number := long_number(contact):
            for near in sorted(self._slips.near(number)):
                yield self._numbers.other(near, resource)
        if (host := host_of(contact)) and not self._contacts.other(host, resource):
            yield self._hosts.other(skeleton(host), resource)


class _Owners(dict[str, dict[str, str]]):
    """The first resource of at most two packs for each key, by pack."""

    def add(self, key: str, resource: Resource) -> None:
        """Enter a resource under a key."""
        owners = self.setdefault(key, {})
        if len(owners) < 2:  # noqa: PLR2004 - one of two is not the pack that is compared
            owners.setdefault(resource.pack, resource.id)

    def other(self, key: str | None, resource: Resource) -> str | None:
        """Return the id of a resource of another pack under a key, or None."""
        owners = self.get(key, {}) if key else {}
        return next((id for pack, id in owners.items() if pack != resource.pack), None)


# Names, each in the places where it is used


def _name_keys(resource: Resource) -> Iterator[str]:
    """Yield the keys of the names of a resource: in its countries, and around these."""
    countries, around = _places(resource)
    for name in _names(resource):
        yield from (f"in {country} {name}" for country in sorted(countries))
        yield from (f"around {group} {name}" for group in sorted(around))


def _lookup_keys(resource: Resource) -> Iterator[str]:
    """Yield the keys under which a resource of an overlapping place has the same name."""
    countries, around = _places(resource)
    for name in _names(resource):
        for country in sorted(countries):
            yield from (f"in {country} {name}", f"around {country} {name}")
        yield from (f"in {group} {name}" for group in sorted(around))


def _places(resource: Resource) -> tuple[set[str], set[str]]:
    countries = {country_of(code) or code for code in resource.regions}
    return countries, {group for country in countries for group in region(country).chain[1:]}


def _names(resource: Resource) -> set[str]:
    """Return the skeletons of the names of a resource, in all languages and of old."""
    label = resource.label
    names = (str(label), *(words.text for words in label.translations), *resource.also_known_as)
    return {found for name in names if (found := skeleton(name))}


# Slips of a finger


_ANY = "*"


class Slips:
    """Texts, prepared so that those one slip away from another text are found without a scan.

    Args:
        texts: The texts to find, such as numbers; none has a ``*``.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        self._by_gap: dict[str, list[str]] = {}
        for text in sorted(self._texts):
            for gap in _gaps(text):
                self._by_gap.setdefault(gap, []).append(text)

    def near(self, text: str) -> set[str]:
        """Return the texts that are one slip away from *text*, and not *text* itself."""
        positions = range(len(text))
        added = (f"{text[:at]}{_ANY}{text[at:]}" for at in range(len(text) + 1))
        gaps = (*_gaps(text), *added)
        one_more = {near for gap in gaps for near in self._by_gap.get(gap, ())}
        lost = {text[:at] + text[at + 1 :] for at in positions}
        swapped = {text[:at] + text[at : at + 2][::-1] + text[at + 2 :] for at in positions}
        return (one_more | self._texts & (lost | swapped)) - {text}


def _gaps(text: str) -> tuple[str, ...]:
    """Return a text with each one of its characters left open."""
    return tuple(f"{text[:at]}{_ANY}{text[at + 1 :]}" for at in range(len(text)))
