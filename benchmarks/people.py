"""Made-up people, and their questions in whole numbers, the form that peers need."""

from collections.abc import Iterable, Sequence
from random import Random

import attrs
from built import id_of
from columns import (
    AGES,
    COSTS,
    FIRST_STEPS,
    MODES,
    REGIONS,
    RISKS,
    ROLES,
    SKILLS,
    TOPICS,
    bits,
    level_name,
)

from takeaction.engine.ranking.asker import (
    ANYONE,
    GENERAL_TOPICS,
    SIGNS_TOPIC,
    Asker,
    Circumstance,
)
from takeaction.engine.ranking.factors import (
    AWARENESS,
    MADE_FOR_FEW,
    MADE_FOR_MANY,
    ROLES_OF_EVERYBODY,
    WEIGHTS,
)
from takeaction.engine.reasons import points
from takeaction.models.question.profile import Profile
from takeaction.models.region import WORLD
from takeaction.models.word import core_words
from takeaction.vocabulary.actions import Age, ConcernFor, Cost, Per, Risk

PLACES = ("US", "IN", "DE", "KE", "BR", "PH")
"""Few enough places that each keeps its own index."""

_SINGLE = tuple(word.id for word in core_words() if word.id in SKILLS and not word.group)


def people(count: int = 12, seed: int = 14) -> list[Profile]:
    """Draw a number of people: with this seed, some in each circumstance that the engine knows."""
    random = Random(seed)  # noqa: S311 - the same people in every run
    return [_person(random, number) for number in range(count)]


_CONCERNS = {7: ConcernFor.OTHER, 9: ConcernFor.SELF}


def _person(random: Random, number: int) -> Profile:
    return Profile(
        minutes=random.choice([10, 15, 30, 45, 60, 90, 120, 240]),
        per=random.choice([Per.ONCE, Per.WEEK]),
        skills=random.sample(_SINGLE, random.choice([0, 1, 2, 3, 5])),
        roles=random.sample([role for role in ROLES if role != "youth"], random.choice([1, 1, 2])),
        topics=random.sample(TOPICS, random.choice([0, 1, 2, 4])),
        region=PLACES[number % len(PLACES)],
        modes=random.sample(MODES, random.choice([0, 1, 2])),
        cost=random.choice([Cost.NONE, Cost.LOW, Cost.MEDIUM]),
        risk=random.choice([Risk.NONE, Risk.LOW, Risk.MEDIUM]),
        age=Age.YOUTH if number == 4 else Age.ADULT,
        concern=_CONCERNS.get(number, False),
        done=[id_of(random.randrange(FIRST_STEPS)) for _ in range(random.choice([0, 2]))],
        dismissed=[id_of(random.randrange(FIRST_STEPS)) for _ in range(random.choice([0, 2]))],
    )


@attrs.frozen(kw_only=True)
class Question:
    """The question of a person in whole numbers: sets are bits, words are indexes into their list.

    Attributes:
        place: The regions around the person, without the world.
        worth: Pairs of a worth and the skills that have it.
        lacks: All skills that the person does not have.
        near: The topics near to those asked for.
        implied: The topics of the person's work, and those of their age.
        about: The special topics near to the person: asked for, or implied by work and age.
        signs: Whether they asked about signs.
        close: The topics of help that is close to a survivor or a young person; for others none.
        awareness: The topic of that name, if they asked for it.
        level: The name of the column with the level of ``kind`` in their situation.
        suits: The name of the column that tells what is listed with their concern.
        done: The numbers of the actions done.
        hidden: The numbers of the actions done or dismissed.
    """

    place: tuple[int, ...]
    minutes: int
    recurring: bool
    age: int
    modes: int
    cost: int
    risk: int
    concern: bool
    worth: tuple[tuple[int, int], ...]
    skills: int
    lacks: int
    named: int
    wider: int
    professional: bool
    asked: int
    near: int
    implied: tuple[int, int]
    about: int
    signs: bool
    close: int
    awareness: int
    level: str
    suits: str
    done: tuple[int, ...]
    hidden: tuple[int, ...]


ANYONE_BIT = bits(ROLES, [ANYONE])
GENERAL_BITS = bits(TOPICS, sorted(GENERAL_TOPICS))
EVERYBODY_BITS = bits(ROLES, sorted(ROLES_OF_EVERYBODY))
BY_AUDIENCE = tuple(
    next((level for most, level in MADE_FOR_FEW.items() if audience <= most), MADE_FOR_MANY)
    for audience in range(72)
)
"""The level of an action made for one's role by its audience, where no topic chooses."""

_WITH_CLOSE_HELP = (Circumstance.SURVIVOR, Circumstance.YOUNG)


def question(asker: Asker) -> Question:
    """Return the question of a person in whole numbers."""
    skills = bits(SKILLS, sorted(asker.skills))
    done = _numbers(asker.done)
    return Question(
        place=tuple(
            REGIONS.index(code) for code in asker.region.chain if code in REGIONS and code != WORLD
        ),
        minutes=asker.minutes,
        recurring=asker.recurring,
        age=bits(AGES, [asker.age]),
        modes=bits(MODES, sorted(asker.modes)),
        cost=COSTS.index(asker.cost),
        risk=RISKS.index(asker.risk),
        concern=asker.concern,
        worth=_worth(asker),
        skills=skills,
        lacks=(1 << len(SKILLS)) - 1 - skills,
        named=bits(ROLES, sorted(asker.named)),
        wider=bits(ROLES, sorted(asker.wider)),
        professional=asker.professional,
        asked=bits(TOPICS, sorted(asker.own_topics)),
        near=bits(TOPICS, sorted(asker.topics)),
        implied=(bits(TOPICS, sorted(asker.of_work)), bits(TOPICS, sorted(asker.of_age))),
        about=bits(TOPICS, sorted(asker.near_topics - GENERAL_TOPICS)),
        signs=SIGNS_TOPIC in asker.own_topics,
        close=bits(TOPICS, sorted(asker.near_topics | GENERAL_TOPICS))
        if asker.situation in _WITH_CLOSE_HELP
        else 0,
        awareness=bits(TOPICS, sorted({AWARENESS} & asker.own_topics)),
        level=level_name(asker.situation),
        suits="suits_self" if asker.for_self else "suits_other",
        done=done,
        hidden=tuple(sorted({*done, *_numbers(asker.dismissed)})),
    )


def _worth(asker: Asker) -> tuple[tuple[int, int], ...]:
    by_worth: dict[int, list[str]] = {}
    for skill in sorted(asker.skills):
        by_worth.setdefault(asker.worth[skill], []).append(skill)
    return tuple((level, bits(SKILLS, skills)) for level, skills in sorted(by_worth.items()))


def _numbers(ids: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(int(id.rpartition("-")[2]) for id in ids))


def gains(name: str) -> Sequence[int]:
    """Return the points that each level of a factor, 0 to 15, adds to the score."""
    return [points(WEIGHTS[name], level) for level in range(16)]
