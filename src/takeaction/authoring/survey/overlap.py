"""The overlap of a pack with others: what they say already, and how answers change beside them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from takeaction.catalog.catalog import Catalog
from takeaction.engine.help.identity.contact_keys import contact_key
from takeaction.engine.help.referral import find_help
from takeaction.errors import PackError
from takeaction.models.contact import Contact
from takeaction.models.pack import Header
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD
from takeaction.models.resource import Resource
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.words import fold

FIRST = 3
"""The first lines of an answer that are compared: few people read on."""

_MOST_QUESTIONS = 24
"""The most questions to compare: a pack may serve every country."""


class SharedNumber(NamedTuple):
    """A number or an address that other packs have too.

    Attributes:
        id: The record of the pack.
        contact: The contact.
        others: The records of other packs with it, in order of id.
        is_twice: Whether an answer lists it twice, under two records.
    """

    id: str
    contact: Contact
    others: tuple[str, ...]
    is_twice: bool


class SharedName(NamedTuple):
    """An organisation or a line that other packs have too, by its name.

    Attributes:
        id: The record of the pack.
        name: The name of the record.
        others: The records of other packs with that name or operator, in order of id.
    """

    id: str
    name: str
    others: tuple[str, ...]


class AnswerChange(NamedTuple):
    """The first lines of one answer, without the pack and with it.

    Attributes:
        region: The place that was asked about.
        language: The language that was asked for.
        before: The first records without the pack.
        after: The first records with it.
    """

    region: str
    language: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Overlap(NamedTuple):
    """What other packs say of the same lines.

    Attributes:
        packs: The other packs.
        numbers: The numbers that they have too.
        names: The organisations and lines that they have too.
        answers: How the first lines of answers change.
        mistakes: The mistakes that only the packs together have, such as a number with one digit
            changed.
    """

    packs: tuple[str, ...]
    numbers: tuple[SharedNumber, ...]
    names: tuple[SharedName, ...]
    answers: tuple[AnswerChange, ...]
    mistakes: tuple[PackError, ...]


def find_overlap(pack: Header, others: Catalog, joined: Catalog, at: datetime) -> Overlap:
    """Compare a pack with others.

    Args:
        pack: The header of the pack.
        others: The other packs, without this one.
        joined: All of them together.
        at: The moment of the answers.
    """
    own = [resource for resource in _active(joined) if resource.pack == pack.id]
    known = {str(error) for error in others.mistakes}
    return Overlap(
        tuple(others.packs),
        tuple(_shared_numbers(own, others, joined, at)),
        tuple(_shared_names(own, others)),
        tuple(_changes(_questions(pack, own), others, joined, at)),
        tuple(
            error
            for error in joined.mistakes
            if error.where.pack == pack.id
            and error.code.partition(".")[0] in _TOGETHER
            and str(error) not in known
        ),
    )


_TOGETHER = frozenset({"contact", "url"})
"""The families of mistakes that several packs have together."""


def _active(catalog: Catalog) -> Iterator[Resource]:
    return (
        resource for resource in catalog.resources.values() if resource.status is not Status.RETIRED
    )


def _shared_numbers(
    own: Iterable[Resource], others: Catalog, joined: Catalog, at: datetime
) -> Iterator[SharedNumber]:
    by_key: dict[str, set[str]] = {}
    for resource in _active(others):
        for contact in resource.contacts:
            by_key.setdefault(contact_key(contact) or "", set()).add(resource.id)
    for resource in own:
        for contact in resource.contacts:
            key = contact_key(contact)
            ids = by_key.get(key, set()) if key else set()
            if ids:
                known = tuple(sorted(ids))
                is_twice = any(_is_listed_twice(key, resource, joined, id, at) for id in known)
                yield SharedNumber(resource.id, contact, known, is_twice)


def _is_listed_twice(
    key: str | None, resource: Resource, joined: Catalog, other: str, at: datetime
) -> bool:
    """Tell whether an answer lists a number twice, in a place that one of two records serves."""
    places = sorted({*resource.regions, *joined.resources[other].regions})
    return any(
        sum(contact_key(way.contact) == key for way in answer.ways) > 1
        for region in places[:_MOST_QUESTIONS]
        if (answer := find_help(joined, HelpQuery(region), at=at))
    )


def _shared_names(own: Iterable[Resource], others: Catalog) -> Iterator[SharedName]:
    by_name: dict[str, list[str]] = {}
    for resource in _active(others):
        for name in _names(resource):
            by_name.setdefault(name, []).append(resource.id)
    for resource in own:
        ids = {id for name in _names(resource) for id in by_name.get(name, ())}
        if ids:
            yield SharedName(resource.id, resource.name.source, tuple(sorted(ids)))


def _names(resource: Resource) -> set[str]:
    """Return the folded names of a line and of who runs it."""
    names = (resource.name.source, resource.operator or "", *resource.also_known_as)
    return {fold(name) for name in names if fold(name)}


def _questions(pack: Header, own: Iterable[Resource]) -> Sequence[tuple[str, str]]:
    """Return the places and languages of a pack to ask about.

    A pack that names no place is asked about where its lines are.
    """
    places = pack.regions if pack.regions != {WORLD} else {r for each in own for r in each.regions}
    pairs = [(region, language) for region in sorted(places) for language in sorted(pack.languages)]
    return pairs[:_MOST_QUESTIONS]


def _changes(
    questions: Iterable[tuple[str, str]], others: Catalog, joined: Catalog, at: datetime
) -> Iterator[AnswerChange]:
    for region, language in questions:
        before, after = (_first(catalog, region, language, at) for catalog in (others, joined))
        yield AnswerChange(region, language, before, after)


def _first(catalog: Catalog, region: str, language: str, at: datetime) -> tuple[str, ...]:
    """Return the records of the first lines of an answer."""
    answer = find_help(catalog, HelpQuery(region, language), at=at)
    return tuple(line.resource.id for line in answer[:FIRST])
