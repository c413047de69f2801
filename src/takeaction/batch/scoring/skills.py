"""The skill factor for many people: hardly two of them have the same skills, so no table holds it.

The level is the one of ``factors._skill``. It is a sum over the skills that a person has and an
action wants, and so is the number of required skills that the person has.
"""

from typing import NamedTuple

import numpy as np

from takeaction.batch.bits.arrays import WORD_BITS, Array, bit_row
from takeaction.batch.reading.people import People
from takeaction.batch.scoring.compiled import Compiled
from takeaction.engine.points import TOP_LEVEL
from takeaction.engine.ranking.asker import SKILL_POINTS
from takeaction.engine.ranking.factors import MATCHED_SKILL, OPTIONAL_SKILL, REQUIRED_SKILL
from takeaction.models.word import Vocabulary
from takeaction.vocabulary.records import Rarity, WordKind

_COUNT_SHIFT = 12
"""The bits of a sum below the count of required skills.

Floats of 32 bits are exact up to 24 bits, so the worth of 600 skills fits, and a count of 4,000.
"""

_PLANES = max(SKILL_POINTS.values()).bit_length()
"""The binary digits of a worth."""


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
        self._compiled = compiled
        self._width = compiled.wanted.shape[1]
        ids = compiled.numberings.skills.ids[: compiled.numberings.wanted_skills]
        worth = [_worth(words, id) for id in ids]
        self._own = [self._plane(worth, plane) for plane in range(_PLANES)]
        self._wider = [
            self._plane([each // 2 for each in worth], plane) for plane in range(_PLANES)
        ]
        self._required_count = np.bitwise_count(compiled.required).sum(axis=1, dtype=np.int32)
        wants = compiled.wanted.any(axis=1)
        group = np.where(self._required_count > 0, _REQUIRES, np.where(wants, _WANTS, _NONE))
        self._group = group.astype(np.uint8)
        self._wanted, self._required = (
            np.ascontiguousarray(sets.T) for sets in (compiled.wanted, compiled.required)
        )
        most = np.bitwise_count(compiled.wanted).sum(axis=1).max(initial=0) * (1 << _PLANES)
        self._kind = np.uint8 if most <= np.iinfo(np.uint8).max else np.uint32
        self._rows = self._rows_of_skills(worth)

    def _plane(self, worth: list[int], plane: int) -> Array:
        """Return the skills whose worth has a binary digit."""
        bits = sum((each >> plane & 1) << number for number, each in enumerate(worth))
        return np.array(bit_row(bits, self._width), np.uint64)

    def _rows_of_skills(self, worth: list[int]) -> Array:
        """Return what each skill adds to each row: first as a person's own, then as a wider one.

        Above the worth stands 1 if the row requires the skill.
        """
        size, bits = self._compiled.size, WORD_BITS * self._width
        wanted, required = (
            np.unpackbits(sets.view(np.uint8), axis=1, bitorder="little").T.astype(np.int64)
            for sets in (self._compiled.wanted, self._compiled.required)
        )
        padded = np.zeros((bits, 1), np.int64)
        padded[: len(worth), 0] = worth
        rows = np.empty((2 * bits, size), np.float32)
        rows[:bits] = wanted * padded + (required << _COUNT_SHIFT)
        rows[bits:] = wanted * (padded // 2) + (required << _COUNT_SHIFT)
        return rows

    def of_all(self, people: People) -> SkillLevels:
        """Return the levels of some people for all rows."""
        own, wider = self._own_and_wider(people)
        has = np.unpackbits(
            np.concatenate((own, wider), axis=1).view(np.uint8), axis=1, bitorder="little"
        )
        sums = np.matmul(has.astype(np.float32), self._rows).astype(np.int32)
        worth, matched = sums & (1 << _COUNT_SHIFT) - 1, sums >> _COUNT_SHIFT
        return self._levels(worth, matched == self._required_count, slice(None))

    def _own_and_wider(self, people: People) -> tuple[Array, Array]:
        """Return the wanted skills that people have themselves, and those that are only wider."""
        own: Array = people.skills[:, : self._width]
        return own, people.wider_skills[:, : self._width] & ~own

    def of_pairs(self, people: People, person: Array, row: Array) -> SkillLevels:
        """Return the levels of pairs of a person and a row."""
        own, wider = self._own_and_wider(people)
        has = people.wider_skills[:, : self._width]
        worth: Array = np.zeros(len(row), self._kind)
        able: Array = np.ones(len(row), np.bool_)
        for word in range(self._width):
            wanted = self._wanted[word].take(row)
            able &= (self._required[word].take(row) & ~has[:, word].take(person)) == 0
            for plane in range(_PLANES):
                digits = own[:, word] & self._own[plane][word]
                digits |= wider[:, word] & self._wider[plane][word]
                worth += np.bitwise_count(wanted & digits.take(person)) << np.uint8(plane)
        return self._levels(worth, able, row)

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
