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

_COUNT_SHIFT = 16
"""The bits of a sum below the count of required skills: the worth of 10,000 skills fits."""

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
        self._required_count = np.bitwise_count(compiled.required).sum(axis=1, dtype=np.uint32)
        self._wants = compiled.wanted.any(axis=1)
        self._base = MATCHED_SKILL + REQUIRED_SKILL * (self._required_count > 0).astype(np.uint32)
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
            np.unpackbits(sets.view(np.uint8), axis=1, bitorder="little").T.astype(np.uint32)
            for sets in (self._compiled.wanted, self._compiled.required)
        )
        padded = np.zeros((bits, 1), np.uint32)
        padded[: len(worth), 0] = worth
        rows = np.empty((2 * bits, size), np.uint32)
        rows[:bits] = wanted * padded + (required << _COUNT_SHIFT)
        rows[bits:] = wanted * (padded // 2) + (required << _COUNT_SHIFT)
        return rows

    def of_all(self, people: People) -> SkillLevels:
        """Return the levels of some people for all rows."""
        own, wider = self._own_and_wider(people)
        has = np.unpackbits(
            np.concatenate((own, wider), axis=1).view(np.uint8), axis=1, bitorder="little"
        )
        counts = has.sum(axis=1, dtype=np.int64)
        sums = np.zeros((len(people), self._compiled.size), np.uint32)
        filled = counts > 0
        if filled.any():
            starts = (np.cumsum(counts) - counts)[filled]
            sums[filled] = np.add.reduceat(self._rows[np.nonzero(has)[1]], starts, axis=0)
        worth, matched = sums & (1 << _COUNT_SHIFT) - 1, sums >> _COUNT_SHIFT
        return self._levels(worth, matched == self._required_count, slice(None))

    def _own_and_wider(self, people: People) -> tuple[Array, Array]:
        """Return the wanted skills that people have themselves, and those that are only wider."""
        own: Array = people.skills[:, : self._width]
        return own, people.wider_skills[:, : self._width] & ~own

    def of_pairs(self, people: People, person: Array, row: Array) -> SkillLevels:
        """Return the levels of pairs of a person and a row."""
        own, wider = self._own_and_wider(people)
        worth = np.zeros(len(row), np.uint32)
        able: Array = np.ones(len(row), np.bool_)
        has = people.wider_skills[:, : self._width]
        for word in range(self._width):
            wanted, required = self._compiled.wanted[row, word], self._compiled.required[row, word]
            able &= (required & ~has[person, word]) == 0
            for plane in range(_PLANES):
                digits = own[:, word] & self._own[plane][word]
                digits |= wider[:, word] & self._wider[plane][word]
                matched = np.bitwise_count(wanted & digits[person])
                worth += matched.astype(np.uint32) << np.uint32(plane)
        return self._levels(worth, able, row)

    def _levels(self, worth: Array, able: Array, rows: Array | slice) -> SkillLevels:
        """Return the levels for the worth of the skills that match."""
        levels: Array = np.minimum(worth + self._base[rows], TOP_LEVEL).astype(np.uint8)
        levels[np.equal(worth, 0)] = OPTIONAL_SKILL
        levels *= np.logical_and(able, self._wants[rows])
        return SkillLevels(levels, able)


def _worth(words: Vocabulary, skill: str) -> int:
    word = words.get(WordKind.SKILL, skill)
    return SKILL_POINTS[word.rarity if word else Rarity.SOME]
