"""Rules that only warn: numbers, hosts and names of two packs, and numbers of other countries.

Two packs may give one organisation two numbers, or two that differ by a slip of a finger; or hosts
that look alike. The packs cannot show which of the two is right.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import accumulate, combinations, product
from typing import NamedTuple
from urllib.parse import urlsplit

import attrs

from takeaction.errors import Outcome, shown
from takeaction.models.numbers import contact_key, disagree, international_number
from takeaction.models.region import country_of, is_group, region
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules.address import are_one_edit_apart
from takeaction.packs.rules.numbering import countries_of
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.lookalikes import skeleton
from takeaction.vocabulary.records import Method, Status
from takeaction.vocabulary.resources import Purpose

MOST_COMPARED = 20_000
"""The most numbers that are compared, those of small packs first.

20,000 different numbers take about 2 seconds, the time that any hostile pack may take.
"""

MOST_PAIRS = 20_000
"""The most pairs of similar numbers that are checked.

Numbers that count up by one are nearly all similar, and their pairs grow with the square.
"""

_SHORTEST = 5
"""Shorter numbers, such as those of police and fire, are all similar to each other."""

_SHORTEST_IN_A_PACK = len("+2548007201")
"""Free numbers of fewer digits are close to each other, such as 0800 2000 and 0800 7000."""

_MOST_IN_A_PACK = 300
"""In a pack of more numbers some are close by chance, as in the directory of a city."""

_SEVERAL = 2

_HARMONISED = r"116[0-9]{3}"
"""Numbers of one plan in many countries: 116000 is for missing children, 116006 for victims.

They differ by one digit on purpose.
"""


class PackNumber(NamedTuple):
    """A number in a pack, as the pack writes it and in its international form.

    Attributes:
        position: The place of its contact among those of the resource.
    """

    resource: Resource
    position: int
    channel: Channel
    dial: str
    number: str


IdPair = tuple[str, str]
"""The ids of two resources, in order; or a pack and a number."""

NumberPair = tuple[PackNumber, PackNumber]

Conflict = tuple[Resource, Fault]


def conflicting_numbers(resources: Iterable[Resource]) -> Iterator[Conflict]:
    """Find numbers of one organisation or service that differ by a slip or between packs.

    Yields:
        The resource whose id comes first, and the fault.
    """
    compared, uncompared = _within_limit(list(_numbers(resources)))
    yield from _repeated_numbers(compared)
    slips, crowded = _slips(compared)
    for number in [*uncompared, *crowded]:
        yield _conflict("contact.crowded", number, *_TOO_MUCH)
    for number, other in slips.values():
        problem = f"{shown(number.dial)} is one typing slip away from {_named(other)}."
        yield _conflict("contact.near_miss", number, problem, _ASK)
    for number, other in _contradictions(compared):
        if _ids(number, other) not in slips:
            problem = f"another pack gives this organisation another number: {_named(other)}."
            yield _conflict("contact.two_numbers", number, problem, _ASK)


_MOST_SAME = 20
"""The most records with one number that are compared: the work stays linear."""


def _repeated_numbers(numbers: list[PackNumber]) -> Iterator[Conflict]:
    """Find a number that one pack has twice for one purpose: an answer would list it twice.

    A number is reported once, however many records have it.
    """
    known: dict[tuple[str, str], list[PackNumber]] = {}
    for number in numbers:
        key = contact_key(number.resource.contacts[number.position])
        if key:
            known.setdefault((number.resource.pack, key), []).append(number)
    for same in known.values():
        for number, other in combinations(same[:_MOST_SAME], _SEVERAL):
            is_other = number.resource.id != other.resource.id
            if is_other and _is_same_service(number.resource, other.resource):
                problem = f"{shown(other.dial)} is also the number of {number.resource.id}."
                yield _conflict("contact.twice", other, problem, "keep it in one of the two.")
                break


def _numbers(resources: Iterable[Resource]) -> Iterator[PackNumber]:
    for resource in resources:
        for position, contact in enumerate(resource.contacts):
            if contact.dial is not None and resource.status is not Status.RETIRED:
                number = international_number(contact.dial, contact.dial_region)
                yield PackNumber(resource, position, contact.channel, contact.dial, number)


def _within_limit(numbers: list[PackNumber]) -> tuple[list[PackNumber], list[PackNumber]]:
    """Return the numbers of the packs that fit the limit, and one number of each other pack."""
    by_pack: dict[str, list[PackNumber]] = {}
    for number in numbers:
        by_pack.setdefault(number.resource.pack, []).append(number)
    sizes = sorted((len(of_pack), pack) for pack, of_pack in by_pack.items())
    totals = accumulate(size for size, _ in sizes)
    too_many = {
        pack for (_, pack), total in zip(sizes, totals, strict=True) if total > MOST_COMPARED
    }
    compared = [number for number in numbers if number.resource.pack not in too_many]
    return compared, [by_pack[pack][0] for pack in sorted(too_many)]


# Numbers that differ by a slip of a finger


def _slips(numbers: list[PackNumber]) -> tuple[dict[IdPair, NumberPair], list[PackNumber]]:
    """Return numbers of two packs that one slip makes equal, by the ids of their resources.

    The list holds one number to report a warning at if not all pairs were checked, else nothing.
    """
    slips: dict[IdPair, NumberPair] = {}
    for checked, (number, other) in enumerate(_similar_pairs(numbers)):
        if checked == MOST_PAIRS:
            return slips, numbers[:1]
        if _is_slip(number, other):
            first, second = sorted((number, other), key=lambda item: item.resource.id)
            slips.setdefault(_ids(number, other), (first, second))
    return slips, []


def _similar_pairs(numbers: list[PackNumber]) -> Iterator[NumberPair]:
    """Return the pairs of numbers of two records that have a form in common.

    The forms of a number are the number itself, and the number without each one of its digits: a
    digit that is changed, added, lost or swapped with its neighbour leaves one of them the same.
    """
    series = _series(numbers)
    forms: dict[tuple[Channel, str], dict[IdPair, list[PackNumber]]] = {}
    for pack_number in numbers:
        digits, pack = pack_number.number, pack_number.resource.pack
        if len(pack_number.dial) >= _SHORTEST:
            for form in {digits, *(digits[:n] + digits[n + 1 :] for n in range(len(digits)))}:
                by_series = forms.setdefault((pack_number.channel, form), {})
                by_series.setdefault((pack, series[pack, digits]), []).append(pack_number)
    for _, by_series in sorted(forms.items()):
        for of_series, of_other in combinations(by_series.values(), _SEVERAL):
            for number, other in product(of_series, of_other):
                if number.resource.id != other.resource.id:
                    yield number, other


def _series(numbers: list[PackNumber]) -> dict[IdPair, str]:
    """Return the first number of the series of each number, by its pack and itself.

    Numbers of one pack that count up by one are a series, as offices of one town have them: they
    are close on purpose. All numbers of a large pack count as one series.
    """
    by_pack: dict[str, set[str]] = {}
    for number in numbers:
        by_pack.setdefault(number.resource.pack, set()).add(number.number)
    series: dict[IdPair, str] = {}
    for pack, of_pack in by_pack.items():
        first = before = min(of_pack)
        for digits in sorted(of_pack, key=lambda digits: (len(digits), digits)):
            if len(of_pack) <= _MOST_IN_A_PACK and not _follows(before, digits):
                first = digits
            series[pack, digits] = first
            before = digits
    return series


def _follows(number: str, other: str) -> bool:
    if len(number) != len(other):
        return False
    one, next_one = (int(re.sub(r"\D", "", dial)) for dial in (number, other))
    return next_one == one + 1


def _is_slip(number: PackNumber, other: PackNumber) -> bool:
    if number.resource.pack == other.resource.pack:
        contacts = (each.resource.contacts[each.position] for each in (number, other))
        if len(number.number) < _SHORTEST_IN_A_PACK or all(each.printed for each in contacts):
            return False
    return (
        are_one_edit_apart(number.number, other.number)
        and not (re.fullmatch(_HARMONISED, number.dial) and re.fullmatch(_HARMONISED, other.dial))
        and _is_same_service(number.resource, other.resource)
    )


def _is_same_service(resource: Resource, other: Resource) -> bool:
    """Return whether two resources share an organisation, or a purpose and a country."""
    if not _organisations(resource).isdisjoint(_organisations(other)):
        return True
    shared = resource.purposes & other.purposes
    return bool(shared) and not _countries(resource).isdisjoint(_countries(other))


def _countries(resource: Resource) -> set[str | None]:
    return {code if is_group(code) else country_of(code) for code in resource.regions}


def _organisations(resource: Resource) -> set[Hashable]:
    """Return the keys of the organisation of a resource: its name; its operator with purposes.

    Two resources of one organisation have a key in common. Names that look the same are one name,
    whatever characters they are written with. A name in signs that show nothing has no key.
    """
    keys: set[Hashable] = {name} if (name := skeleton(str(resource.name))) else set()
    if resource.operator:
        keys.add((skeleton(resource.operator), resource.purposes))
    return keys


# Organisations with different numbers in two packs


def _contradictions(numbers: list[PackNumber]) -> Iterator[NumberPair]:
    """Find organisations with no number in common between two packs in one country."""
    by_organisation: dict[Hashable, dict[str, list[PackNumber]]] = {}
    for number in numbers:
        for organisation in _organisations(number.resource):
            by_pack = by_organisation.setdefault((organisation, number.channel), {})
            by_pack.setdefault(number.resource.pack, []).append(number)
    pairs: dict[IdPair, NumberPair] = {}
    for by_pack in by_organisation.values():
        first, *later = (of_pack for _, of_pack in sorted(by_pack.items()))
        for numbers_of_other in later:
            if _contradict(first, numbers_of_other):
                pair = first[0], numbers_of_other[0]
                pairs.setdefault(_ids(*pair), pair)
    yield from pairs.values()


def _contradict(numbers: list[PackNumber], others: list[PackNumber]) -> bool:
    digits = {number.number for number in numbers}
    if not digits.isdisjoint(other.number for other in others):
        return False
    return not _all_countries(numbers).isdisjoint(_all_countries(others))


def _all_countries(numbers: list[PackNumber]) -> set[str | None]:
    return set().union(*(_countries(number.resource) for number in numbers))


# One number in two packs, with other answerers


def disagreements(resources: Iterable[Resource]) -> Iterator[Conflict]:
    """Find numbers and addresses of which two packs say that others answer, or tell others.

    Yields:
        The resource whose id comes first, and the fault; once for each two records.
    """
    by_key: dict[str, list[tuple[Resource, int]]] = {}
    for resource in sorted(resources, key=lambda resource: resource.id):
        for position, contact in enumerate(resource.contacts):
            if resource.status is not Status.RETIRED and (key := contact_key(contact)):
                by_key.setdefault(key, []).append((resource, position))
    pairs: set[IdPair] = set()
    for (first, position), *others in by_key.values():
        for other, place in others[:MOST_COMPARED]:
            pair = first.id, other.id
            ways = first.contacts[position], other.contacts[place]
            is_new = first.pack != other.pack and pair not in pairs
            if is_new and disagree(first, ways[0], other, ways[1]):
                pairs.add(pair)
                problem = f"{other.id} says that others answer it, or who they tell."
                yield first, Fault("contact.disagree", f"contacts[{position}]", problem, _WHO)


# Faults

_WHO = "ask who answers, and who they tell."
_ASK = "ask the organisation which number is right."
_TOO_MUCH = "there is too much to compare.", "load fewer packs at once."


def _ids(number: PackNumber, other: PackNumber) -> IdPair:
    first, second = sorted((number.resource.id, other.resource.id))
    return first, second


def _named(number: PackNumber) -> str:
    return f"{shown(number.dial)} of {number.resource.id}"


def _conflict(code: str, number: PackNumber, problem: str, fix: str) -> Conflict:
    field = f"contacts[{number.position}].dial"
    return number.resource, Fault(code, field, problem, fix)


# Numbers of one record: unverified, from another country, or with more places than they serve.

_UNNAMED = attrs.fields(Resource).regions.default
"""The very value of a record without regions: it is for the world, and nobody wrote that."""

_MOST_SHOWN = 4
"""The most countries that a message names: +1 alone has more than 20."""


def faults(resource: Resource) -> Iterator[Fault]:
    """Find numbers that nobody has verified, and numbers from a country outside the regions.

    Several countries may share a calling code, and one such as ``+800`` belongs to none. A
    consular line is for citizens of its regions, and may answer in the country where they live.
    """
    for position, contact in enumerate(resource.contacts):
        verified = contact.verified or resource.verified
        field = f"contacts[{position}].dial"
        if contact.dial and verified.method is Method.NONE and not verified.is_outdated:
            problem = "nobody has verified this number."
            fix = "call it, or leave the number out."
            yield Fault("content.unverified_number", field, problem, fix)
        countries = countries_of(contact) if Purpose.CONSULAR not in resource.purposes else ()
        if countries and resource.regions and not _is_for(resource.regions, countries):
            places = ", ".join(sorted(resource.regions)[:_MOST_SHOWN])
            problem = f"{shown(contact.dial)} is a number in {_names(countries)}, "
            problem += f"but the record is for {places}."
            fix = "check the number, or add its country to regions."
            yield Fault("contact.region_mismatch", field, problem, fix)


def reach_faults(resource: Resource) -> Iterator[Fault]:
    """Find numbers of one country in a record that claims other places, or the world, as well.

    Nothing is reported twice: a record that is not for the country of its number has another fault.
    """
    claimed = _places_beyond(resource)
    for position, contact in enumerate(resource.contacts if claimed else ()):
        reachable, countries = contact.reachable_from, countries_of(contact)
        places = [code for code in claimed if reachable.isdisjoint(region(code).chain)]
        beyond = ", ".join(places[:_MOST_SHOWN])
        if beyond and countries and _is_for(resource.regions, countries):
            problem = f"{shown(contact.dial)} is a number in {_names(countries)}, "
            problem += f"but the record claims {beyond} too."
            fix = "name only the countries it serves, or say in reachable_from where it works."
            yield Fault("region.too_wide", f"contacts[{position}].dial", problem, fix)


def _places_beyond(resource: Resource) -> list[str]:
    """Return the places of a resource that none of its numbers is in, in order.

    A record that names no place claims none.
    """
    if resource.regions is _UNNAMED:
        return []
    served = {country for contact in resource.contacts for country in countries_of(contact)}
    return sorted(code for code in resource.regions if country_of(code) not in served)


def _names(countries: list[str]) -> str:
    names = ", ".join(countries[:_MOST_SHOWN])
    others = len(countries) - _MOST_SHOWN
    return f"{names} or {others} more" if others > 0 else names


def _is_for(regions: frozenset[str], countries: list[str]) -> bool:
    """Return whether one of some regions is one of some countries, contains it or is part of it."""
    if not regions.isdisjoint(countries):
        return True
    places = {place for country in countries for place in region(country).chain}
    return any((code if is_group(code) else country_of(code)) in places for code in regions)


# Hosts that look like the host of another pack.


class PackHost(NamedTuple):
    """A host in a pack, without ``www``, and the field of the resource that it is in."""

    resource: Resource
    field: str
    host: str


def look_alike_hosts(resources: Iterable[Resource]) -> Iterator[tuple[Resource, Fault]]:
    """Find hosts of two packs that look the same, differ in their ending, or hold one another.

    Yields:
        The resource of the pack whose id comes first, and the fault; once for each two hosts.
    """
    found = list(_hosts(resources))
    hosts: dict[str, dict[str, PackHost]] = {}
    for host in found:
        hosts.setdefault(host.host, {}).setdefault(host.resource.pack, host)
    groups: dict[Hashable, dict[str, dict[str, PackHost]]] = {}
    for host in found:
        stem = host.host.rpartition(".")[0]
        name = skeleton(str(host.resource.name))
        for key in (skeleton(host.host), (name, skeleton(stem))):
            groups.setdefault(key, {}).setdefault(host.host, {}).setdefault(
                host.resource.pack, host
            )
        for front in filter(hosts.__contains__, _names_in_front(host.host)):
            groups[front, host.host] = {name: hosts[name] for name in (front, host.host)}
    pairs = {pair for group in groups.values() for pair in _pairs(group)}
    for one, other in sorted(pairs, key=_order):
        problem = f"{shown(one.host)} looks like {shown(other.host)} of {other.resource.id}."
        fix = "ask the organisation which address is right."
        yield one.resource, Fault("url.lookalike", one.field, problem, fix)


def _names_in_front(host: str) -> Iterator[str]:
    """Yield the names of sites that a host may begin with, such as help.org.evil.example."""
    labels = host.replace("-", ".").split(".")
    for end in range(_SEVERAL, len(labels) - 1):  # what is behind is a name with its ending
        yield ".".join(labels[:end])


def _hosts(resources: Iterable[Resource]) -> Iterator[PackHost]:
    for resource in resources:
        if resource.status is Status.RETIRED:
            continue
        addresses = [("url", resource.url)]
        for position, contact in enumerate(resource.contacts):
            addresses.append((f"contacts[{position}].url", contact.url))
            email = f"https://{contact.email.rpartition('@')[2]}" if contact.email else None
            addresses.append((f"contacts[{position}].email", email))
        for field, url in addresses:
            if url:
                host = (urlsplit(url).hostname or "").removeprefix("www.")
                yield PackHost(resource, field, host)


def _pairs(hosts: dict[str, dict[str, PackHost]]) -> Iterator[tuple[PackHost, PackHost]]:
    """Return pairs of different hosts of two packs: each host with the first one only."""
    if len(hosts) < _SEVERAL:
        return
    first, *others = (owners for _, owners in sorted(hosts.items()))
    for owners in others:
        one, other = _first_of_two_packs(first, owners)
        if one and other:
            yield (one, other) if one.resource.pack < other.resource.pack else (other, one)


def _first_of_two_packs(
    owners: dict[str, PackHost], others: dict[str, PackHost]
) -> tuple[PackHost | None, PackHost | None]:
    """Return an owner of each of two hosts, of different packs; None where there are none."""
    for pack, owner in sorted(owners.items()):
        other = next((others[name] for name in sorted(others) if name != pack), None)
        if other:
            return owner, other
    return None, None


def _order(pair: tuple[PackHost, PackHost]) -> tuple[str, str, str, str]:
    one, other = pair
    return one.resource.id, one.field, other.resource.id, other.field


# Names of a line in another pack.


_MOST_NAMES = 100_000
"""The most names and terms that are compared, those of small packs first: half a second's work."""


def claimed_names(resources: Iterable[Resource]) -> Iterator[Conflict]:
    """Find other names and everyday terms that are the name of a resource of another pack."""
    by_pack: dict[str, list[Resource]] = {}
    named: dict[str, dict[str, Resource]] = {}
    for resource in resources:
        if resource.status is not Status.RETIRED:
            by_pack.setdefault(resource.pack, []).append(resource)
            named.setdefault(skeleton(str(resource.name)), {}).setdefault(resource.pack, resource)
    compared = 0
    for of_pack in sorted(by_pack.values(), key=len) if len(by_pack) > 1 else ():
        for resource in of_pack:
            names = _claimed(resource)
            compared += len(names)
            if compared > _MOST_NAMES:
                yield resource, Fault("contact.crowded", names[0][0], *_TOO_MUCH)
                return
            for field, name in names:
                owners = named.get(skeleton(name), {})
                owner = next((o for id, o in sorted(owners.items()) if id != resource.pack), None)
                if owner:
                    problem = f"{shown(name)} is the name of {owner.id}."
                    fix = "leave it out, or ask whose name it is."
                    yield resource, Fault("alias.of_another", field, problem, fix, Outcome.WARN)


def _claimed(resource: Resource) -> list[tuple[str, str]]:
    terms = resource.people_say.counted() if resource.people_say else ()
    names = [("also_known_as", name) for name in resource.also_known_as]
    return names + [("people_say", term) for term in terms]
