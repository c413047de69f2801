"""Whose line it is: which record is the original, where others list or resemble the same line.

Anybody can publish a pack whose line looks like a known one. The original is the one that a person
accepted in the lock, else the one of a pack of our own; between strangers nobody can tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import reduce
from typing import NamedTuple, TypeVar

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.engine.help.who_answers import widest
from takeaction.models.numbers import contact_key, disagree, long_number
from takeaction.models.record import Record
from takeaction.models.resource import Contact, Disclosure, Resource
from takeaction.models.text import Text, Words
from takeaction.vocabulary.closed_words import Tells
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import OperatorKind, ReturnsPeople


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
    return {id: trust_in(catalog, resource) for id, resource in catalog.reachable.items()}


def trust_in(catalog: Catalog, record: Record) -> Trust:
    """Return how a record came to be known."""
    if catalog.accepts(record):
        return Trust.ACCEPTED
    distribution = read("first_party")["packs"].get(record.pack, "")
    is_ours: bool = distribution == catalog.distribution_of(record)
    return Trust.OURS if is_ours else Trust.UNKNOWN


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
    from takeaction.engine.help.likeness import Known  # only where a pack is a stranger's

    known = Known(originals)
    return {
        resource.id: Likeness(id, is_copy=is_copy)
        for resource in newcomers
        if (id := known.original_of(resource))
    }


# Duplicates: one number or address that several packs list is one way to reach somebody.
#
# The words and the hours are those of the original. Cautions are kept, whoever gives them.


_TextT = TypeVar("_TextT", bound=Text)


class ContactCandidate(NamedTuple):
    """A contact that could help.

    Attributes:
        resource: Its resource.
        contact: The contact.
        via: The place of the resource that led to it.
        distance: The number of places between that and the place where help is needed.
        trust: How the resource came to be known.
    """

    resource: Resource
    contact: Contact
    via: str
    distance: int
    trust: Trust


class MergedLine(NamedTuple):
    """A contact with the facts from other packs about the same number or address.

    Attributes:
        original: The candidate whose words count.
        resource: Its resource, with the cautions of the others.
        contact: Its contact, with the cautions of the others.
        also_in: The ids of the other records, in order.
        doubted_by: The trust of the best known record that gives other hours; None if none does.
        returns_people: What the records that are trusted as much as the original say of it.
        is_disputed: Whether another record differs in who answers or who they tell.
    """

    original: ContactCandidate
    resource: Resource
    contact: Contact
    also_in: tuple[str, ...] = ()
    doubted_by: Trust | None = None
    returns_people: ReturnsPeople | None = None
    is_disputed: bool = False


def merge_duplicates(candidates: Iterable[ContactCandidate]) -> list[MergedLine]:
    """Merge the candidates of different packs that have the same number or address.

    Two records of one pack with one number stay two: their pack knows why. What only one record
    has is no part of another, so records are never merged whole.
    """
    given = list(candidates)
    if len({candidate.resource.pack for candidate in given}) <= 1:
        return [_alone(candidate) for candidate in given]
    by_key: dict[str, list[ContactCandidate]] = {}
    merged: list[MergedLine] = []
    for candidate in given:
        if key := contact_key(candidate.contact):
            by_key.setdefault(key, []).append(candidate)
        else:
            merged.append(_alone(candidate))
    for same in by_key.values():
        original, *others = sorted(
            same, key=lambda each: (each.trust, each.distance, each.resource.id, each.contact.id)
        )
        if _is_relay(original, others):
            merged += map(_alone, same)
            continue
        pack = original.resource.pack
        foreign = [other for other in others if other.resource.pack != pack]
        merged.append(_merge(original, foreign) if foreign else _alone(original))
        merged += [_alone(own) for own in others if own.resource.pack == pack]
    return _with_cautions_of_all_ways(merged)


def _is_relay(original: ContactCandidate, others: Iterable[ContactCandidate]) -> bool:
    """Whether a number is a relay, such as 711: it connects to any person the caller names.

    Its channel need not say so. It is a short number that several lines of one pack share.
    """
    if original.contact.dial is None or long_number(original.contact):
        return False
    lines = {other.resource.id for other in others if other.resource.pack == original.resource.pack}
    return bool(lines - {original.resource.id})


def _alone(candidate: ContactCandidate) -> MergedLine:
    resource = candidate.resource
    return MergedLine(
        candidate, resource, candidate.contact, returns_people=resource.returns_people
    )


def _merge(original: ContactCandidate, others: list[ContactCandidate]) -> MergedLine:
    """Return the original with the cautions of the others.

    A text of a less trusted record is not shown next to the words of the original, where it would
    read as theirs. A yes or a no is.
    """
    equals = [other for other in others if other.trust == original.trust]
    careful = max((same.resource for same in (original, *equals)), key=_care_of)
    resource = attrs.evolve(
        original.resource,
        operator=careful.operator,
        operator_kind=careful.operator_kind,
        warning=_joined(same.resource.warning for same in (original, *equals)),
        only_for=_joined(same.resource.only_for for same in (original, *equals)),
        returns_people=_return_word([original, *others]),
    )
    contacts = [original.contact, *(other.contact for other in others)]
    contact = attrs.evolve(
        original.contact,
        tells=_told(original.contact.tells, [other.contact.tells for other in others]),
        shares_with=frozenset().union(*(contact.shares_with for contact in contacts)),
        shows_on_bill=_worst(contact.shows_on_bill for contact in contacts),
        recorded=_worst(contact.recorded for contact in contacts),
    )
    doubts = [other.trust for other in others if _contradict(original, other)]
    also_in = tuple(sorted({other.resource.id for other in others}))
    returns = _return_word([original, *equals])
    is_disputed = any(
        disagree(original.resource, original.contact, other.resource, other.contact)
        for other in others
    )
    doubted_by = min(doubts, default=None)
    return MergedLine(original, resource, contact, also_in, doubted_by, returns, is_disputed)


def _care_of(resource: Resource) -> int:
    """Return how careful one is to be with those who answer; 0 where that is not known."""
    kind = resource.operator_kind
    return 0 if kind is None else 1 + list(OperatorKind).index(kind)


_CAUTIONS = (Tells.ALWAYS, Tells.IN_DANGER, Tells.DANGER_OR_CHILD)
"""When somebody may be told without being asked; what calms people is no caution."""


def _told(own: Disclosure | None, others: Sequence[Disclosure | None]) -> Disclosure | None:
    """Return whom a line tells: what its own record says, or what another says that is worse.

    Silence contradicts nothing, and only its own record may say that it keeps something private.
    """
    levels: dict[str, Tells] = {}
    for field in attrs.fields(Disclosure):
        said = [getattr(each, field.name, None) for each in (own, *others)]
        given = [level for level in said if level and (said[0] or level in _CAUTIONS)]
        if given:
            levels[field.name] = widest(given)
    return Disclosure(**levels) if levels else None


def _with_cautions_of_all_ways(lines: list[MergedLine]) -> list[MergedLine]:
    """Put merged contacts into their resources: who answers and who they tell is said once."""
    changed: dict[str, list[MergedLine]] = {}
    for line in lines:
        if line.also_in:
            changed.setdefault(line.resource.id, []).append(line)
    for number, line in enumerate(lines):
        if merged := changed.get(line.resource.id):
            ways = {way.contact.id: way.contact for way in merged}
            careful = max((way.resource for way in merged), key=_care_of)
            resource = attrs.evolve(
                line.resource,
                contacts=tuple(ways.get(way.id, way) for way in line.resource.contacts),
                operator=careful.operator,
                operator_kind=careful.operator_kind,
            )
            is_disputed = any(way.is_disputed for way in merged)
            lines[number] = line._replace(resource=resource, is_disputed=is_disputed)
    return lines


def _worst(values: Iterable[bool | None]) -> bool | None:
    """Return True if any is True, else None if any is not known."""
    given = set(values)
    return True if True in given else None if None in given else False


def _return_word(candidates: Iterable[ContactCandidate]) -> ReturnsPeople | None:
    """Return the strictest statement of several records about returning people."""
    words = {candidate.resource.returns_people for candidate in candidates}
    return next((word for word in ReturnsPeople if word in words), None)


def _contradict(one: ContactCandidate, other: ContactCandidate) -> bool:
    """Whether two records give different hours; unknown hours contradict nothing."""
    hours, others = one.contact.hours, other.contact.hours
    if hours is None or others is None:
        return False
    return (hours.spans, hours.zone) != (others.spans, others.zone)


def _joined(texts: Iterable[_TextT | None]) -> _TextT | None:
    """Return texts one after the other, each once; None if there is none."""
    distinct = {str(text): text for text in texts if text is not None}
    return reduce(_followed_by, distinct.values()) if distinct else None


def _followed_by(one: _TextT, other: _TextT) -> _TextT:
    """Return a text and another one after it, in each language that the first has."""
    return type(one)(
        f"{one} {other.pick([one.language]).text}",
        one.language,
        tuple(
            Words(f"{words.text} {second.text}", words.language, reviewed=False)
            for words in one.translations
            for second in [other.pick([words.language])]
        ),
    )
