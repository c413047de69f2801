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
from takeaction.engine.ranking.asker import (
    ANYONE,
    GENERAL_TOPICS,
    SIGNS_TOPIC,
    Circumstance,
)
from takeaction.engine.ranking.factors import (
    EASE_BASE,
    EASE_STEP,
    OPEN_ROLES,
    QUICK_MINUTES,
    Facts,
    kind_level,
)
from takeaction.models.region import WORLD
from takeaction.models.word import core_words
from takeaction.vocabulary.actions import ActionKind, Age, Cost, Mode, Risk
from takeaction.vocabulary.records import WordKind

Array: TypeAlias = NDArray[Any]

MOST_WORDS = 63
"""The most words of a kind: they fit into a positive whole number of 64 bits."""

SKILLS, ROLES, TOPICS = (
    tuple(word.id for word in core_words() if word.kind is kind)[:MOST_WORDS]
    for kind in (WordKind.SKILL, WordKind.ROLE, WordKind.TOPIC)
)
AGES, MODES, COSTS, RISKS = tuple(Age), tuple(Mode), tuple(Cost), tuple(Risk)
KINDS = (None, *ActionKind)
"""The kinds of action; the first is for one whose kind nobody has said."""

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
        kind: Its kind, as an index into ``KINDS``.
        report: Whether it is a report.
        unsaid: Whether nobody has said its kind.
        suits_self: Whether it is listed for somebody with a concern about themselves.
        suits_other: Whether it is listed for somebody with a concern about others.
        start: The level of ``start``.
        audience: How many roles it is made for, with ``OPEN_ROLES`` if it is open to anyone.
        welcomes: Whether anyone without a profession is asked to do it.
        learns: Whether people with a profession are asked too: nobody notices it.
        everybody: Whether it is for whoever names no role: a report, or keeping the number.
        duty: Whether it is a report for whoever may meet signs at work.
        level_for_self: The level of ``kind`` in the first circumstance; so do the others follow.
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
    made: Array
    addressed: Array
    topics: Array
    topic_count: Array
    retired: Array
    concern: Array
    quiet: Array
    ongoing: Array
    parts: Array
    after: Array
    kind: Array
    report: Array
    unsaid: Array
    suits_self: Array
    suits_other: Array
    start: Array
    audience: Array
    welcomes: Array
    learns: Array
    everybody: Array
    duty: Array
    level_for_self: Array
    level_for_other: Array
    level_survivor: Array
    level_young: Array
    level_work: Array
    level_brief: Array
    level_time: Array

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
    kind_number = random.integers(0, len(KINDS), size).astype(np.int8)
    is_safe = _is_kind(kind_number, *_SAFE_KINDS, None)
    concern = _is_kind(kind_number, *_HELP_KINDS) | (
        (kind_number == 0) & (random.random(size) < 0.3)
    )
    quiet = is_safe & ~concern & (random.random(size) < 0.3)
    risk = random.choice(len(RISKS), size, p=kind.risks).astype(np.int8)
    made = np.where(random.random(size) < 0.6, roles, _words(random, size, len(ROLES), (0, 1)))
    shared = {
        "roles": roles,
        "made": made & ~_bit(ROLES, ANYONE),
        "least": grid[least],
        "typical": grid[np.minimum(typical, len(GRID) - 1)],
        "required": required,
        "topics": topics,
        "concern": concern,
        "quiet": quiet,
        "risk": risk,
        "kind": kind_number,
    }
    return Columns(
        **shared,
        **_by_themselves(**shared),
        number=np.arange(size, dtype=np.int32),
        region=np.where(
            random.random(size) < 0.4, 0, random.integers(1, len(REGIONS), size)
        ).astype(np.uint8),
        ages=np.where(random.random(size) < kind.ages, _bit(AGES, Age.ADULT), 7).astype(np.int8),
        modes=_words(random, size, len(MODES), kind.modes).astype(np.int8),
        cost=random.choice(len(COSTS), size, p=kind.costs).astype(np.int8),
        wanted=required | _words(random, size, len(SKILLS), (0, 1, 2, 3)),
        only=only,
        addressed=_words(random, size, len(ROLES), (0,) * 9 + (1,)),
        topic_count=np.bitwise_count(topics).astype(np.int8),
        retired=random.random(size) < kind.retired,
        ongoing=random.random(size) < 0.2,
        parts=random.random(size) < 0.4,
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


_HELP_KINDS = (ActionKind.HELP, ActionKind.REPORT)
_SAFE_KINDS = (ActionKind.LEARN, ActionKind.PREPARE, ActionKind.TALK, ActionKind.RIGHTS)
_KINDS_FOR_SELF = (ActionKind.HELP, ActionKind.PREPARE, ActionKind.RIGHTS)


def _is_kind(kind_number: Array, *kinds: ActionKind | None) -> Array:
    is_kind: Array = np.isin(kind_number, [KINDS.index(kind) for kind in kinds])
    return is_kind


def _by_themselves(**columns: Array) -> dict[str, Array]:
    """Return the columns that follow from an action alone, whoever asks."""
    kind, concern, quiet = columns["kind"], columns["concern"], columns["quiet"]
    unsaid, reports = kind == 0, concern & _is_kind(kind, ActionKind.REPORT)
    suits = concern | quiet | _is_kind(kind, ActionKind.RIGHTS)
    quick = np.sum([columns["typical"] <= bound for bound in QUICK_MINUTES], axis=0)
    easy = quick + (columns["risk"] == 0) + (columns["required"] == 0)
    general = (columns["topics"] & ~bits(TOPICS, sorted(GENERAL_TOPICS))) == 0
    signs = (columns["topics"] & _bit(TOPICS, SIGNS_TOPIC)) != 0
    for_anyone = (columns["roles"] == 0) | ((columns["roles"] & _bit(ROLES, ANYONE)) != 0)
    learns = quiet & ~(_is_kind(kind, ActionKind.RIGHTS) & ~for_anyone)
    facts = (
        np.where(unsaid & quiet, KINDS.index(ActionKind.LEARN), kind),
        concern.astype(int),
        general.astype(int),
        signs.astype(int),
        quick,
    )
    levels = {level_name(each): _kind_levels(each)[facts] for each in Circumstance}
    return {
        "report": reports,
        "unsaid": unsaid,
        "suits_self": suits & (_is_kind(kind, *_KINDS_FOR_SELF) | (concern & unsaid)),
        "suits_other": suits,
        "start": (EASE_BASE + EASE_STEP * easy).astype(np.int8),
        "audience": np.bitwise_count(columns["made"]).astype(np.int8)
        + (OPEN_ROLES * for_anyone).astype(np.int8),
        "welcomes": for_anyone | learns,
        "learns": learns,
        "everybody": general & (reports | (_is_kind(kind, ActionKind.PREPARE) & signs)),
        "duty": general & reports,
        **levels,
    }


def level_name(circumstance: Circumstance) -> str:
    """Return the name of the column with the levels of ``kind`` in a circumstance."""
    return f"level_{circumstance.replace('-', '_')}"


def _kind_levels(circumstance: Circumstance) -> Array:
    """Return the levels in a circumstance for all facts, by an index for each of the facts."""
    levels = [
        kind_level(Facts(kind, concern, general, signs, quick), circumstance)
        for kind in KINDS
        for concern in (False, True)
        for general in (False, True)
        for signs in (False, True)
        for quick in range(len(QUICK_MINUTES) + 1)
    ]
    return np.array(levels, np.int8).reshape(len(KINDS), 2, 2, 2, -1)
