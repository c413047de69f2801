"""The skill factor for many people: hardly two of them have the same skills, so no table holds it.

The level is the one of ``factors._skill``. It is a sum over the skills that a person has and an
action wants.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import Array, bit_row
from takeaction.batch.questions import People
from takeaction.batch.scoring.compiled import Compiled
from takeaction.engine.ranking.asker import SKILL_POINTS
from takeaction.engine.ranking.factors import MATCHED_SKILL, OPTIONAL_SKILL, REQUIRED_SKILL
from takeaction.engine.reasons import TOP_LEVEL
from takeaction.models.word import Vocabulary
from takeaction.vocabulary.records import Rarity, WordKind

_PLANES = max(SKILL_POINTS.values()).bit_length()
"""The binary digits of a worth."""


_Spread = Callable[[Array], Array]
"""Spreads an array over pairs, or over a table of people and rows."""


class SkillLevels(NamedTuple):
    """The levels of skills for people and rows.

    Attributes:
        levels: The level, if nothing required is missing; else 0.
        able: Whether nothing required is missing.
    """

    levels: Array
    able: Array


class Skills:
    """The skills of the actions of a catalog, by their worth for somebody who has them."""

    def __init__(self, compiled: Compiled, words: Vocabulary) -> None:
        self._width = compiled.wanted.shape[1]
        ids = compiled.numberings.skills.ids[: compiled.numberings.wanted_skills]
        worth = [_worth(words, id) for id in ids]
        self._own = [self._plane(worth, plane) for plane in range(_PLANES)]
        self._wider = [
            self._plane([each // 2 for each in worth], plane) for plane in range(_PLANES)
        ]
        requires, wants = compiled.required.any(axis=1), compiled.wanted.any(axis=1)
        group = np.where(requires, _REQUIRES, np.where(wants, _WANTS, _NONE))
        self._group = group.astype(np.uint8)
        self._wanted, self._required = (
            np.ascontiguousarray(sets.T) for sets in (compiled.wanted, compiled.required)
        )
        most = np.bitwise_count(compiled.wanted).sum(axis=1).max(initial=0) * (1 << _PLANES)
        self._kind = np.uint8 if most <= np.iinfo(np.uint8).max else np.uint32

    def _plane(self, worth: list[int], plane: int) -> Array:
        """Return the skills whose worth has a binary digit."""
        bits = sum((each >> plane & 1) << number for number, each in enumerate(worth))
        return np.array(bit_row(bits, self._width), np.uint64)

    def of_all(self, people: People) -> SkillLevels:
        """Return the levels of some people for all rows."""
        worth, able = self._worth(people, lambda column: column[:, None], lambda column: column)
        return self._levels(worth, able, slice(None))

    def of_pairs(self, people: People, person: Array, row: Array) -> SkillLevels:
        """Return the levels of pairs of a person and a row."""
        worth, able = self._worth(
            people, lambda column: column.take(person), lambda column: column.take(row)
        )
        return self._levels(worth, able, row)

    def _worth(self, people: People, of_people: _Spread, of_rows: _Spread) -> tuple[Array, Array]:
        """Return the worth of the skills that match, and whether nothing required is missing.

        They are counted bit by bit: a product of matrices would start threads that wait for those
        of other processes.

        Args:
            people: The people.
            of_people: Spreads an array with an entry for each person.
            of_rows: The same for rows.
        """
        own, has = people.skills[:, : self._width], people.wider_skills[:, : self._width]
        wider = has & ~own
        worth: Any = self._kind(0)
        able: Any = True
        for word in range(self._width):
            wanted = of_rows(self._wanted[word])
            able &= (of_rows(self._required[word]) & of_people(~has[:, word])) == 0
            for plane in range(_PLANES):
                digits = own[:, word] & self._own[plane][word]
                digits |= wider[:, word] & self._wider[plane][word]
                count = np.bitwise_count(wanted & of_people(digits))
                worth = worth + np.left_shift(count, plane, dtype=self._kind)
        return worth, able

    def _levels(self, worth: Array, able: Array, rows: Array | slice) -> SkillLevels:
        """Return the levels for the worth of the skills that match."""
        places = np.minimum(worth, TOP_LEVEL).astype(np.uint8) + self._group[rows]
        levels: Array = _LEVELS.take(places)
        levels *= able
        return SkillLevels(levels, able)


_NONE, _WANTS, _REQUIRES = (group << 4 for group in range(3))
"""The groups of rows: those that want no skill, that want one, and that require one."""


def _levels_by_worth(base: int) -> list[int]:
    """Return the level for each worth of the skills that match, up to the top level."""
    matched = (min(TOP_LEVEL, base + worth) for worth in range(1, TOP_LEVEL + 1))
    return [OPTIONAL_SKILL, *matched]


_LEVELS: Array = np.array(
    [
        *[0] * (TOP_LEVEL + 1),
        *_levels_by_worth(MATCHED_SKILL),
        *_levels_by_worth(MATCHED_SKILL + REQUIRED_SKILL),
    ],
    np.uint8,
)
"""The level for each group of rows and worth."""


def _worth(words: Vocabulary, skill: str) -> int:
    word = words.get(WordKind.SKILL, skill)
    return SKILL_POINTS[word.rarity if word else Rarity.SOME]
