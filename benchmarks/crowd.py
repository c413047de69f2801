"""Made-up people by the hundred thousand: as a table of words, and as whole numbers for peers.

They are drawn like those of ``people``, with the same seed in every run; none has a concern.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from built import id_of
from columns import COSTS, FIRST_STEPS, MODES, RISKS, ROLES, SKILLS, TOPICS, Array, bits
from people import PLACES

from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import SIGNS_TOPIC, SKILL_POINTS, Asker, look_up_asker
from takeaction.engine.ranking.factors import AWARENESS
from takeaction.models.question.profile import Profile
from takeaction.models.word import ROLES_OF_THOSE_CONCERNED, core_words
from takeaction.vocabulary.records import Rarity, WordKind

MINUTES = (10, 15, 30, 45, 60, 90, 120, 240)
NOTHING = -1
_ROLES = tuple(role for role in ROLES if role not in {*ROLES_OF_THOSE_CONCERNED, "youth"})
_SINGLE = tuple(
    word.id
    for word in core_words()
    if word.kind is WordKind.SKILL and word.id in SKILLS and not word.group
)
_SKILL_COUNTS, _TOPIC_COUNTS, _MODE_COUNTS = (0, 1, 2, 3, 5), (0, 1, 2, 4), (0, 1, 2)


@attrs.frozen(eq=False, kw_only=True)
class Crowd:
    """People as columns; a word is its place in a list, ``NOTHING`` stands for none.

    Attributes:
        minutes: The minutes of a sitting.
        recurring: Whether these come again every week.
        roles: One or two roles of ``_ROLES``.
        skills: Up to five skills of ``_SINGLE``.
        topics: Up to four topics.
        place: One of ``PLACES``.
        modes: Up to two modes.
        cost: The highest cost.
        risk: The highest risk.
        done: Up to two numbers of actions.
        dismissed: Likewise.
    """

    minutes: Array
    recurring: Array
    roles: Array
    skills: Array
    topics: Array
    place: Array
    modes: Array
    cost: Array
    risk: Array
    done: Array
    dismissed: Array

    def __len__(self) -> int:
        return len(self.minutes)


def draw_crowd(count: int, seed: int = 21) -> Crowd:
    """Draw a number of people."""
    random = np.random.default_rng(seed)

    def some(width: int, counts: Sequence[int]) -> Array:
        drawn = random.integers(0, width, (count, max(counts)))
        drawn[np.arange(max(counts)) >= random.choice(counts, count)[:, None]] = NOTHING
        return drawn.astype(np.int16)

    return Crowd(
        minutes=random.choice(MINUTES, count),
        recurring=random.random(count) < 0.5,
        roles=some(len(_ROLES), (1, 1, 2)),
        skills=some(len(_SINGLE), _SKILL_COUNTS),
        topics=some(len(TOPICS), _TOPIC_COUNTS),
        place=random.integers(0, len(PLACES), count),
        modes=some(len(MODES), _MODE_COUNTS),
        cost=random.integers(0, 3, count),
        risk=random.integers(0, 3, count),
        done=some(FIRST_STEPS, (0, 2)),
        dismissed=some(FIRST_STEPS, (0, 2)),
    )


# For us


def as_table(crowd: Crowd) -> pa.Table:
    """Return people as a table of words: roles as text with ``;``, other words as lists."""
    first, second = _named(crowd.roles[:, 0], _ROLES), _named(crowd.roles[:, 1], _ROLES)
    return pa.table(
        {
            "id": np.arange(len(crowd)),
            "minutes": crowd.minutes,
            "per": _named(crowd.recurring.astype(np.int16), ("once", "week")),
            "roles": pc.binary_join_element_wise(first, second, ";", null_handling="skip"),
            "skills": _lists(crowd.skills, _SINGLE),
            "topics": _lists(crowd.topics, TOPICS),
            "region": _named(crowd.place, PLACES),
            "modes": _lists(crowd.modes, [str(mode) for mode in MODES]),
            "cost": _named(crowd.cost, [str(cost) for cost in COSTS]),
            "risk": _named(crowd.risk, [str(risk) for risk in RISKS]),
            "done": _lists(crowd.done, [id_of(number) for number in range(FIRST_STEPS)]),
            "dismissed": _lists(crowd.dismissed, [id_of(number) for number in range(FIRST_STEPS)]),
        }
    )


def _named(places: Array, words: Sequence[str]) -> pa.Array:
    return pa.array(words).take(pa.array(places, mask=places == NOTHING))


def _lists(places: Array, words: Sequence[str]) -> pa.Array:
    is_word = places != NOTHING
    offsets = np.concatenate(([0], np.cumsum(is_word.sum(axis=1)))).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, pa.array(words).take(pa.array(places[is_word])))


# For peers


def as_numbers(crowd: Crowd, catalog: Catalog) -> dict[str, Array]:
    """Return people as columns of whole numbers; sets are bits, as in ``people.Question``."""
    numbers: dict[str, Array] = {
        "person": np.arange(len(crowd), dtype=np.int32),
        "place": crowd.place.astype(np.int32),
        "minutes": crowd.minutes.astype(np.int32),
        "recurring": crowd.recurring,
        "suited_modes": _united(crowd.modes, [1 << place for place in range(len(MODES))]),
        "top_cost": crowd.cost.astype(np.int32),
        "top_risk": crowd.risk.astype(np.int32),
        "done_1": crowd.done[:, 0].astype(np.int32),
        "done_2": crowd.done[:, 1].astype(np.int32),
        "dismissed_1": crowd.dismissed[:, 0].astype(np.int32),
        "dismissed_2": crowd.dismissed[:, 1].astype(np.int32),
    }
    by_role = _roles(crowd, catalog)
    brought = by_role.pop("brought")
    return numbers | by_role | _topics(crowd, catalog) | _skills(crowd, catalog, brought)


def _united(places: Array, sets: Sequence[int]) -> Array:
    """Return the union of some sets for each person."""
    table = np.array([*sets, 0], np.int64)  # the last is for NOTHING
    united: Array = np.bitwise_or.reduce(table[places], axis=1)
    return united


def _roles(crowd: Crowd, catalog: Catalog) -> dict[str, Array]:
    """Return what follows from the roles of each person."""
    pairs = [(first, second) for first in range(len(_ROLES)) for second in range(-1, len(_ROLES))]
    askers = [_asker(catalog, roles=[_ROLES[n] for n in pair if n >= 0]) for pair in pairs]
    place = crowd.roles[:, 0].astype(np.int64) * (len(_ROLES) + 1) + crowd.roles[:, 1] + 1
    columns: dict[str, list[Any]] = {
        "named": [bits(ROLES, sorted(each.named)) for each in askers],
        "wider": [bits(ROLES, sorted(each.wider)) for each in askers],
        "professional": [each.professional for each in askers],
        "of_work": [bits(TOPICS, sorted(each.of_work)) for each in askers],
        "brought": [bits(SKILLS, sorted(each.skills)) for each in askers],
    }
    return {name: np.array(values)[place] for name, values in columns.items()}


def _topics(crowd: Crowd, catalog: Catalog) -> dict[str, Array]:
    near = [bits(TOPICS, sorted(_asker(catalog, topics=[topic]).topics)) for topic in TOPICS]
    asked = _united(crowd.topics, [1 << place for place in range(len(TOPICS))])
    return {
        "asked": asked,
        "near": _united(crowd.topics, near),
        "signs": (asked & bits(TOPICS, [SIGNS_TOPIC])) != 0,
        "special": asked & ~np.int64(bits(TOPICS, [AWARENESS])),
    }


def _skills(crowd: Crowd, catalog: Catalog, brought: Array) -> dict[str, Array]:
    """Return the skills of each person by their worth, from 2 to 6, and all together.

    Those that a role brings count like wider words.
    """
    words = catalog.words
    own = _united(crowd.skills, [bits(SKILLS, [skill]) for skill in _SINGLE])
    has = brought | _united(
        crowd.skills, [bits(SKILLS, words.wider(WordKind.SKILL, skill)) for skill in _SINGLE]
    )
    worth = {str(skill): _worth(catalog, skill) for skill in SKILLS}
    only_wider = np.bitwise_and(has, np.bitwise_not(own))
    by_worth = {
        f"worth_{level}": np.bitwise_or(
            np.bitwise_and(own, _bits_where(worth, level, 1)),
            np.bitwise_and(only_wider, _bits_where(worth, level, 2)),
        )
        for level in range(2, 7)
    }
    return {"has": has, **by_worth}


def _bits_where(worth: dict[str, int], level: int, divisor: int) -> int:
    return bits(SKILLS, [skill for skill in SKILLS if worth[skill] // divisor == level])


def _worth(catalog: Catalog, skill: str) -> int:
    word = catalog.words.get(WordKind.SKILL, skill)
    return SKILL_POINTS[word.rarity if word else Rarity.SOME]


def _asker(catalog: Catalog, **fields: Iterable[str]) -> Asker:
    return look_up_asker(catalog, Profile(minutes=60, **fields))  # type: ignore[arg-type]
