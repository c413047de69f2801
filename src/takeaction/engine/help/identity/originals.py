"""Originals: which record a name, a number or a host belongs to, where another resembles it.

Anybody can publish a pack whose line looks like a known one. The original is the one that a person
accepted in the lock, else the one of a pack of our own; between strangers nobody can tell.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.vocabulary.records import Status


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
    from takeaction.engine.help.identity.likeness import (
        Known,  # only where strangers published something
    )

    known = Known(originals)
    return {
        resource.id: Likeness(id, is_copy=is_copy)
        for resource in newcomers
        if (id := known.original_of(resource))
    }
