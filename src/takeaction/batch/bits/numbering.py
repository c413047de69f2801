"""The numbers of a catalog's words, actions and places: a set of them is bits."""

from collections.abc import Iterable, Iterator

from takeaction.batch.bits.arrays import bits_of, words_for
from takeaction.catalog import Catalog
from takeaction.vocabulary.records import Status, WordKind

OTHER_ACTION = "other:action"
"""Stands for all actions that somebody did, or does not want, and that no action depends on."""


class Numbering:
    """Some ids, each with a number.

    Attributes:
        ids: The ids in order of their numbers.
        width: The number of 64-bit words that a set takes.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(dict.fromkeys(ids))
        self.width = words_for(len(self.ids))
        self._numbers = {id: number for number, id in enumerate(self.ids)}

    def bits(self, ids: Iterable[str]) -> int:
        """Return the set of some ids; unknown ones are not in it."""
        return bits_of(self._numbers[id] for id in ids if id in self._numbers)

    def members(self, bits: int) -> Iterator[str]:
        """Yield the ids of a set, in order of their numbers."""
        while bits:
            lowest = bits & -bits
            yield self.ids[lowest.bit_length() - 1]
            bits ^= lowest


class Numberings:
    """The numberings of a catalog.

    Attributes:
        skills: All skills, those that actions want before the others.
        roles: All roles.
        topics: All topics, those of actions before the others.
        actions: The actions that are not retired in the order of rows, the first id last; then
            further ids that come before others; then ``OTHER_ACTION``.
        wanted_skills: The number of skills that actions want.
        action_topics: The number of topics of actions.
    """

    def __init__(self, catalog: Catalog) -> None:
        words, actions = catalog.words, catalog.actions.values()
        wanted = {skill for each in actions for skill in each.skills_required | each.skills_helpful}
        topics = {topic for each in actions for topic in each.topics}
        before = {id for each in actions for id in each.after}
        self.skills = Numbering([*sorted(wanted), *words.ids(WordKind.SKILL)])
        self.roles = Numbering(words.ids(WordKind.ROLE))
        self.topics = Numbering([*sorted(topics), *words.ids(WordKind.TOPIC)])
        self.actions = Numbering([*ids_by_row(catalog), *sorted(before), OTHER_ACTION])
        self.wanted_skills, self.action_topics = len(wanted), len(topics)


def ids_by_row(catalog: Catalog) -> list[str]:
    """Return the ids of the actions that can be listed, in the order of an index's rows."""
    active = (
        str(each.id) for each in catalog.actions.values() if each.status is not Status.RETIRED
    )
    return list(active)[::-1]
