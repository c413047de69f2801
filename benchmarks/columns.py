"""Made-up actions as columns: an array for each field, with an entry for each action, by id.

Nothing here is real content. The words are the core's own, so that rarity and broader words count
as they do for people. Their frequency is drawn, with the same seed in every run.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from takeaction.core_data import read
from takeaction.engine.ranking.asker import SIGNS_TOPIC
from takeaction.engine.ranking.kinds import QUICK_MINUTES
from takeaction.models.region import WORLD
from takeaction.models.word import core_words
from takeaction.vocabulary.actions import Age, Cost, Mode, Risk
from takeaction.vocabulary.records import WordKind

Array: TypeAlias = NDArray[Any]

MOST_WORDS = 63
"""The most words of a kind: they fit into a positive whole number of 64 bits."""

SKILLS, ROLES, TOPICS = (
    tuple(word.id for word in core_words() if word.kind is kind)[:MOST_WORDS]
    for kind in (WordKind.SKILL, WordKind.ROLE, WordKind.TOPIC)
)
AGES, MODES, COSTS, RISKS = tuple(Age), tuple(Mode), tuple(Cost), tuple(Risk)
REGIONS = (WORLD, *read("regions")["countries"])
"""The world and every country."""

GRID = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 480, 600, 960, 1_440, 2_880)
"""The possible minutes of an action."""

NOTHING = -1
"""The value of ``after`` for an action without an earlier step."""

FIRST_STEPS = 100
"""The number of actions that can come before others."""


@attrs.frozen
class Kind:
    """A kind of made-up actions: the gates that they set for people.

    Attributes:
        name: Its name in tables.
        only: The share of actions that are for some roles only.
        roles: The possible numbers of roles, one of which is drawn.
        modes: The possible numbers of modes, likewise.
        longest: The number of entries of the grid from which the least minutes are drawn.
        costs: The share of each cost.
        risks: The share of each risk.
        ages: The share of actions for adults only.
        retired: The share of retired actions.
    """

    name: str
    only: float
    roles: Sequence[int]
    modes: Sequence[int]
    longest: int
    costs: Sequence[float]
    risks: Sequence[float]
    ages: float
    retired: float


NARROW = Kind(
    name="narrow",
    only=0.3,
    roles=(1, 1, 2, 3),
    modes=(1, 1, 2),
    longest=15,
    costs=(0.5, 0.25, 0.15, 0.1),
    risks=(0.5, 0.25, 0.15, 0.1),
    ages=0.8,
    retired=0.05,
)
OPEN = Kind(
    name="open",
    only=0.02,
    roles=(0, 1, 2, 3),
    modes=(2, 3, 4),
    longest=8,
    costs=(0.9, 0.1, 0, 0),
    risks=(0.9, 0.1, 0, 0),
    ages=0.5,
    retired=0,
)


@attrs.frozen(eq=False, kw_only=True)
class Columns:
    """Actions as columns; sets are bits, in the order of the words above.

    Attributes:
        number: The number of each action; ids have this order.
        region: Its region, as an index into ``REGIONS``.
        after: The number of the action that must come first, or ``NOTHING``.
        topic_count: The number of its topics.
        plain: The level of ``start`` for most people.
        survivor: The level of ``start`` for a survivor.
        concerned: The level of ``start`` for somebody with a concern.
    """

    number: Array
    region: Array
    ages: Array
    modes: Array
    cost: Array
    risk: Array
    least: Array
    typical: Array
    required: Array
    wanted: Array
    roles: Array
    only: Array
    topics: Array
    topic_count: Array
    retired: Array
    concern: Array
    quiet: Array
    ongoing: Array
    after: Array
    plain: Array
    survivor: Array
    concerned: Array

    def __len__(self) -> int:
        return len(self.number)

    def all(self) -> dict[str, Array]:
        """Return all columns by name."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Columns)}

    def take(self, rows: Array) -> "Columns":
        """Return the columns of some rows, as contiguous arrays."""
        return Columns(**{name: column[rows] for name, column in self.all().items()})

    def is_for(self, codes: Sequence[str]) -> Array:
        """Tell for each action whether it is for one of these regions."""
        here = np.isin(np.arange(len(REGIONS)), [REGIONS.index(c) for c in codes if c in REGIONS])
        is_here: Array = here[self.region]
        return is_here


def draw(size: int, kind: Kind, seed: int = 7) -> Columns:
    """Draw a number of actions."""
    random = np.random.default_rng(seed)
    least = random.integers(0, kind.longest, size)
    typical = least + random.integers(0, 4, size)
    grid = np.array(GRID, np.int32)
    required = _words(random, size, len(SKILLS), (0, 0, 1, 1, 2))
    roles = _words(random, size, len(ROLES), kind.roles)
    only = np.where(random.random(size) < kind.only, roles, 0)
    topics = _words(random, size, len(TOPICS), (1, 1, 2, 3))
    concern = random.random(size) < 0.1
    quiet = random.random(size) < 0.1
    risk = random.choice(len(RISKS), size, p=kind.risks).astype(np.int8)
    shared = {
        "least": grid[least],
        "typical": grid[np.minimum(typical, len(GRID) - 1)],
        "required": required,
        "topics": topics,
        "concern": concern,
        "quiet": quiet,
        "risk": risk,
    }
    return Columns(
        **shared,
        **_start(**shared),
        number=np.arange(size, dtype=np.int32),
        region=np.where(
            random.random(size) < 0.4, 0, random.integers(1, len(REGIONS), size)
        ).astype(np.uint8),
        ages=np.where(random.random(size) < kind.ages, _bit(AGES, Age.ADULT), 7).astype(np.int8),
        modes=_words(random, size, len(MODES), kind.modes).astype(np.int8),
        cost=random.choice(len(COSTS), size, p=kind.costs).astype(np.int8),
        wanted=required | _words(random, size, len(SKILLS), (0, 1, 2, 3)),
        roles=roles,
        only=only,
        topic_count=np.bitwise_count(topics).astype(np.int8),
        retired=random.random(size) < kind.retired,
        ongoing=random.random(size) < 0.2,
        after=np.where(
            random.random(size) < 0.05, random.integers(0, FIRST_STEPS, size), NOTHING
        ).astype(np.int32),
    )


def bits(ids: Sequence[str], words: Sequence[str]) -> int:
    """Return words as a whole number: bit n is for the n-th word of the list."""
    return sum(1 << ids.index(word) for word in words if word in ids)


def _bit(ids: Sequence[str], word: str) -> int:
    return bits(ids, [word])


def _words(random: np.random.Generator, size: int, width: int, counts: Sequence[int]) -> Array:
    """Draw words for each action; the same word may be drawn twice, so it may get fewer."""
    wanted = random.choice(counts, size)
    drawn = np.zeros(size, np.int64)
    for turn in range(max(counts)):
        word = np.int64(1) << random.integers(0, width, size, dtype=np.int64)
        drawn |= np.where(turn < wanted, word, 0)
    return drawn


def _start(**columns: Array) -> dict[str, Array]:
    """Return the levels of ``factors.start_level``: they depend only on the action."""
    quick = np.sum([columns["typical"] <= bound for bound in QUICK_MINUTES], axis=0)
    signs = (columns["topics"] & _bit(TOPICS, SIGNS_TOPIC)) != 0
    easy = quick + (columns["risk"] == 0) + (columns["required"] == 0)
    without = np.where(columns["concern"], quick, easy)
    learns = np.where(columns["concern"], quick, easy + 6 * columns["quiet"])
    concerned = quick + np.where(columns["concern"], 10, 5 * signs)
    named = {"plain": learns, "survivor": without, "concerned": concerned}
    return {name: levels.astype(np.int8) for name, levels in named.items()}
