"""Numbers of two packs that contradict each other, or that a slip of a finger may have made.

Which of the two is right nobody can tell from the packs, so all of it only warns.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import accumulate, combinations, product
from typing import NamedTuple

from takeaction.errors import shown
from takeaction.models.region import country_of, is_group
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules.contact import international
from takeaction.packs.rules.identity import one_edit_apart
from takeaction.vocabulary import Channel, Status, fold

MOST_COMPARED = 20_000
"""So many numbers are compared, those of small packs first."""

MOST_PAIRS = 20_000
"""So many pairs of numbers that lie near each other are looked at."""

_SHORTEST = 5
"""Shorter numbers, such as those of police and fire, all lie near each other."""

_SEVERAL = 2

_HARMONISED = r"116[0-9]{3}"
"""Numbers of one plan in many countries: 116000 is for missing children, 116006 for victims."""


class Line(NamedTuple):
    """A number of a pack.

    Attributes:
        resource: Whose it is.
        position: Its place among the contacts of the resource.
        channel: How it is used.
        dial: As it was written.
        number: In its international form.
    """

    resource: Resource
    position: int
    channel: Channel
    dial: str
    number: str


Pair = tuple[str, str]
"""The ids of two resources, in order."""

Conflict = tuple[Resource, Fault]


def conflicts(resources: Iterable[Resource]) -> Iterator[Conflict]:
    """Find numbers that differ where those of one organisation or service should not.

    Yields:
        The resource whose id comes first, with what to look at.
    """
    lines, left = _as_many_as_can_be(list(_lines(resources)))
    if len({line.resource.pack for line in [*lines, *left]}) < _SEVERAL:
        return
    near, dense = _near(lines)
    for line in [*left, *dense]:
        problem = "there are too many numbers to compare each with those of other packs."
        yield _conflict("contact.crowded", line, problem, "load fewer packs together.")
    for one, other in near.values():
        problem = f"{shown(one.dial)} is one slip away from {_named(other)}."
        yield _conflict("contact.near_miss", one, problem, _ASK)
    for one, other in _contradictions(lines):
        if _pair(one, other) not in near:
            problem = f"the same organisation has another number: {_named(other)}."
            yield _conflict("contact.two_numbers", one, problem, _ASK)


def _lines(resources: Iterable[Resource]) -> Iterator[Line]:
    for resource in resources:
        for position, contact in enumerate(resource.contacts):
            if contact.dial is not None and resource.status is not Status.RETIRED:
                number = international(contact.dial, contact.dial_region)
                yield Line(resource, position, contact.channel, contact.dial, number)


def _as_many_as_can_be(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the numbers of all packs but the largest, and one number of each pack left out."""
    by_pack: dict[str, list[Line]] = {}
    for line in lines:
        by_pack.setdefault(line.resource.pack, []).append(line)
    sizes = sorted((len(own), pack) for pack, own in by_pack.items())
    sums = accumulate(size for size, _ in sizes)
    left = {pack for (_, pack), total in zip(sizes, sums, strict=True) if total > MOST_COMPARED}
    compared = [line for line in lines if line.resource.pack not in left]
    return compared, [by_pack[pack][0] for pack in sorted(left)]


# Numbers that a slip of a finger may have made


def _near(lines: list[Line]) -> tuple[dict[Pair, tuple[Line, Line]], list[Line]]:
    """Return numbers of two packs that one slip makes equal, by the ids of their resources.

    With them comes a number to tell of it at, if not all pairs were looked at.
    """
    near: dict[Pair, tuple[Line, Line]] = {}
    for seen, (one, other) in enumerate(_alike(lines)):
        if seen == MOST_PAIRS:
            return near, lines[:1]
        if _is_slip(one, other):
            first, second = sorted((one, other), key=lambda line: line.resource.id)
            near.setdefault(_pair(one, other), (first, second))
    return near, []


def _alike(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Return the pairs of numbers of two packs that have a form in common.

    A number has itself as a form, and itself less one digit: one digit changed, added, lost or
    swapped with its neighbour leaves one the same.
    """
    forms: dict[tuple[Channel, str], dict[str, list[Line]]] = {}
    for line in lines:
        number = line.number
        if len(line.dial) >= _SHORTEST:
            for form in {number, *(number[:n] + number[n + 1 :] for n in range(len(number)))}:
                by_pack = forms.setdefault((line.channel, form), {})
                by_pack.setdefault(line.resource.pack, []).append(line)
    for _, by_pack in sorted(forms.items()):
        for some, others in combinations(by_pack.values(), 2):
            yield from product(some, others)


def _is_slip(one: Line, other: Line) -> bool:
    return (
        one_edit_apart(one.number, other.number)
        and not (re.fullmatch(_HARMONISED, one.dial) and re.fullmatch(_HARMONISED, other.dial))
        and _is_one_service(one.resource, other.resource)
    )


def _is_one_service(one: Resource, other: Resource) -> bool:
    """Tell whether two resources are of one organisation, or for one purpose in one country."""
    if not _organisations(one).isdisjoint(_organisations(other)):
        return True
    return bool(one.purposes & other.purposes) and not _places(one).isdisjoint(_places(other))


def _places(resource: Resource) -> set[str | None]:
    return {each if is_group(each) else country_of(each) for each in resource.regions}


def _organisations(resource: Resource) -> set[Hashable]:
    """Return what two resources of one organisation share: a name, or operator and purposes."""
    named: set[Hashable] = {fold(str(resource.name))}
    if resource.operator:
        named.add((fold(resource.operator), resource.purposes))
    return named


# Organisations that have a number in each of two packs


def _contradictions(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Find organisations for which two packs have no number in common in one country."""
    held: dict[Hashable, dict[str, list[Line]]] = {}
    for line in lines:
        for organisation in _organisations(line.resource):
            by_pack = held.setdefault((organisation, line.channel), {})
            by_pack.setdefault(line.resource.pack, []).append(line)
    found: dict[Pair, tuple[Line, Line]] = {}
    for by_pack in held.values():
        first, *others = (own for _, own in sorted(by_pack.items()))
        for other in others:
            if _contradict(first, other):
                found.setdefault(_pair(first[0], other[0]), (first[0], other[0]))
    yield from found.values()


def _contradict(some: list[Line], others: list[Line]) -> bool:
    numbers = {line.number for line in some}
    return numbers.isdisjoint(line.number for line in others) and not _places_of(some).isdisjoint(
        _places_of(others)
    )


def _places_of(lines: list[Line]) -> set[str | None]:
    return set().union(*(_places(line.resource) for line in lines))


# What is told of them

_ASK = "ask the organisation itself which is right."


def _pair(one: Line, other: Line) -> Pair:
    first, second = sorted((one.resource.id, other.resource.id))
    return first, second


def _named(line: Line) -> str:
    return f"{shown(line.dial)} of {line.resource.id}"


def _conflict(code: str, line: Line, problem: str, fix: str) -> Conflict:
    field = f"contacts[{line.position}].dial"
    return line.resource, Fault(code, field, problem, fix)
