"""The person who asks: a profile whose words are looked up in a catalog, and their situation."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from takeaction.catalog import Catalog, check_catalog
from takeaction.errors import Fields, read_each
from takeaction.models.question.arguments import check_type
from takeaction.models.question.profile import Profile
from takeaction.models.region import Region, find_region
from takeaction.models.word import ROLES_OF_THOSE_CONCERNED, Vocabulary, Word
from takeaction.vocabulary.actions import Age, ConcernFor, Cost, Mode, Per, Risk
from takeaction.vocabulary.records import Observer, Rarity, WordKind
from takeaction.vocabulary.resources import Audience

ANYONE = "anyone"
"""The role that everybody has."""

SURVIVOR = "survivor"

YOUTH = "youth"
"""The role of everybody from 13 to 17."""

SIGNS_TOPIC = "indicators-reporting"
"""The topic of signs, and of the places to report them to."""

SKILL_POINTS: Mapping[Rarity, int] = {Rarity.COMMON: 4, Rarity.SOME: 5, Rarity.RARE: 6}
"""The levels that a matching skill adds, by its rarity: few others have a rare one.

Like all levels, they were set on judged people: see ``docs/explanation/ranking.md``.
"""

GENERAL_TOPICS = frozenset({"awareness", SIGNS_TOPIC})
"""The topics that concern everybody."""

BRIEF_MINUTES = 20
"""A sitting of fewer minutes is brief: somebody looks for a small thing to do.

On the people of ``tests/quality`` any bound from 20 to 60 gives the same agreement.
"""


class Circumstance(StrEnum):
    """The situation of a person: it decides which kinds of action suit them."""

    FOR_SELF = "for-self"
    FOR_OTHER = "for-other"
    SURVIVOR = "survivor"
    YOUNG = "young"
    WORK = "work"
    BRIEF = "brief"
    TIME = "time"


_YOUTH_TOPICS = frozenset({"youth-prevention", "online-exploitation"})
_SURVIVOR_TOPICS = frozenset({"survivor-support"})
_LAY_OBSERVERS = (None, Observer.SELF, Observer.BYSTANDER)


class Asker(NamedTuple):
    """A profile whose words have been looked up in a catalog.

    Attributes:
        words: The words of that catalog.
        minutes: The minutes of one sitting.
        recurring: True if the person has these minutes again and again.
        skills: The person's skills, those that a role of theirs brings, and all wider words.
        own_skills: The person's skills, as asked.
        roles: The person's roles, all wider words for them, and *anyone*.
        own_roles: The person's roles, as asked.
        named: The person's own roles without *anyone*.
        wider: All of *roles* without *anyone*.
        worth: The levels that each of *skills* adds to a match: more if it is rare, half if it
            is only a wider word, or brought by a role.
        own_topics: The topics that the person asked for.
        topics: The topics near to those: the same, the wider words, and their parts.
        of_work: The topics that the person's work brings up: signs, for work that meets people
            who may be exploited.
        of_age: The topics that concern the person's age: young people's safety.
        near_topics: Every topic that has to do with the person: asked for, or brought up by work,
            age or what they lived through.
        professional: True if one of the person's roles is a profession, which *anyone* does not
            have.
        situation: The first that holds: a concern about themselves or about others, a survivor,
            under 18, with a profession, with a brief sitting, with time.
        region: The person's place.
        modes: The ways of acting that suit the person; empty if all do.
        cost: The highest cost that the person accepts.
        risk: The highest risk that the person accepts.
        age: The lower of the age in the profile and the age that a role implies.
        concern: True if the person saw something, or is affected.
        for_self: True if they said that it is about themselves.
        done: Full ids of the actions that the person has done.
        dismissed: Full ids of the actions that the person does not want.
    """

    words: Vocabulary
    minutes: int
    recurring: bool
    skills: frozenset[str]
    own_skills: frozenset[str]
    roles: frozenset[str]
    own_roles: frozenset[str]
    named: frozenset[str]
    wider: frozenset[str]
    worth: Mapping[str, int]
    own_topics: frozenset[str]
    topics: frozenset[str]
    of_work: frozenset[str]
    of_age: frozenset[str]
    near_topics: frozenset[str]
    professional: bool
    situation: Circumstance
    region: Region
    modes: frozenset[Mode]
    cost: Cost
    risk: Risk
    age: Age
    concern: bool
    for_self: bool
    done: frozenset[str]
    dismissed: frozenset[str]

    @property
    def audience(self) -> Audience:
        """The audience that the person belongs to, for a helpline.

        Somebody worried about themselves is a worker in any kind of work; a receptionist who saw
        something is not.
        """
        if self.age < Age.ADULT:
            return Audience.CHILD
        if SURVIVOR in self.own_roles:
            return Audience.SURVIVOR
        roles = self.roles if self.for_self else self.own_roles
        is_worker = not roles.isdisjoint(ROLES_OF_THOSE_CONCERNED)
        return Audience.WORKER if is_worker else Audience.BYSTANDER

    def __repr__(self) -> str:
        return "Asker(…)"  # a log must not show a person's profile


def look_up_asker(catalog: Catalog, profile: Profile) -> Asker:
    """Look up the words of a profile.

    Raises:
        QueryError: *catalog* is no ``Catalog``, or *profile* no ``Profile``.
        UnknownWordError: A skill, role, topic, region or action is in no list.
        QueryErrors: Several of them are.
    """
    arguments = Fields()
    arguments.read(check_catalog, catalog)
    arguments.read(check_type, Profile, profile, "profile")
    arguments.raise_wrong()
    words = catalog.words
    fields = Fields()
    own_skills = fields.read(_find_words, words, WordKind.SKILL, profile.skills, "skills")
    own_roles = fields.read(_find_words, words, WordKind.ROLE, profile.roles, "roles")
    own_topics = fields.read(_find_words, words, WordKind.TOPIC, profile.topics, "topics")
    place = fields.read(find_region, profile.region)
    done = fields.read(_find_actions, catalog, profile.done, "done")
    dismissed = fields.read(_find_actions, catalog, profile.dismissed, "dismissed")
    fields.raise_wrong(profile.languages)
    age = min(profile.age, Age.YOUTH) if YOUTH in own_roles else profile.age
    if age is Age.YOUTH:
        own_roles |= {YOUTH}
    roles = _widen(words, WordKind.ROLE, own_roles) | {ANYONE}
    parts = (words.narrower(WordKind.TOPIC, topic) for topic in own_topics)
    topics = _widen(words, WordKind.TOPIC, own_topics).union(*parts)
    # People whose work lets them see signs that others cannot.
    own_words = [word for role in own_roles if (word := words.get(WordKind.ROLE, role))]
    skills = _widen(words, WordKind.SKILL, own_skills | _brought(own_words))
    meets_people = any(word.observer not in _LAY_OBSERVERS for word in own_words)
    of_work = frozenset({SIGNS_TOPIC}) if meets_people else frozenset()
    of_age = _YOUTH_TOPICS if age < Age.ADULT else frozenset()
    of_past = _SURVIVOR_TOPICS if SURVIVOR in own_roles else frozenset()
    professional = any(ANYONE not in words.wider(WordKind.ROLE, role) for role in own_roles)
    return Asker(
        words=words,
        minutes=profile.minutes,
        recurring=profile.per is not Per.ONCE,
        skills=skills,
        own_skills=own_skills,
        roles=roles,
        own_roles=own_roles,
        named=own_roles - {ANYONE},
        wider=roles - {ANYONE},
        worth=_skill_worth(words, skills, own_skills),
        own_topics=own_topics,
        topics=topics,
        of_work=of_work,
        of_age=of_age,
        near_topics=topics | of_work | of_age | of_past,
        professional=professional,
        situation=_situation(profile, own_roles, age, professional=professional),
        region=place,
        modes=profile.modes,
        cost=profile.cost,
        risk=profile.risk,
        age=age,
        concern=bool(profile.concern),
        for_self=profile.concern is ConcernFor.SELF,
        done=done,
        dismissed=dismissed,
    )


def _situation(
    profile: Profile, own_roles: frozenset[str], age: Age, *, professional: bool
) -> Circumstance:
    if profile.concern:
        is_own = profile.concern is ConcernFor.SELF
        return Circumstance.FOR_SELF if is_own else Circumstance.FOR_OTHER
    if SURVIVOR in own_roles:
        return Circumstance.SURVIVOR
    if age < Age.ADULT:
        return Circumstance.YOUNG
    if professional:
        return Circumstance.WORK
    return Circumstance.BRIEF if profile.minutes < BRIEF_MINUTES else Circumstance.TIME


def _find_words(
    words: Vocabulary, kind: WordKind, texts: tuple[str, ...], field: str
) -> frozenset[str]:
    def find_id(text: str, field: str, position: int, suggest: bool) -> str:  # noqa: FBT001 - see read_each
        return words.find(kind, text, field, position, suggest=suggest).id

    return frozenset(read_each(find_id, texts, field))


def _skill_worth(
    words: Vocabulary, skills: Iterable[str], own_skills: frozenset[str]
) -> Mapping[str, int]:
    """Return the levels that each skill adds: half of them, rounded down, if it was not named."""
    skill_words = {skill: words.get(WordKind.SKILL, skill) for skill in skills}
    levels = {
        skill: SKILL_POINTS[word.rarity if word else Rarity.SOME]
        for skill, word in skill_words.items()
    }
    return {skill: level if skill in own_skills else level // 2 for skill, level in levels.items()}


def _widen(words: Vocabulary, kind: WordKind, ids: frozenset[str]) -> frozenset[str]:
    return frozenset(wider for id in ids for wider in words.wider(kind, id))


def _brought(roles: Iterable[Word]) -> frozenset[str]:
    """Return the skills that nobody does the work of some roles without."""
    return frozenset(skill for role in roles for skill in role.brings)


def _find_actions(catalog: Catalog, ids: tuple[str, ...], field: str) -> frozenset[str]:
    """Return the full ids of actions; a full id that is in no pack now is accepted as it is.

    A host remembers ids for longer than packs stay installed, and a pack that is left out must
    not break anybody's answer.
    """

    def find_id(id: str, field: str, position: int, suggest: bool) -> str:  # noqa: FBT001 - see read_each
        is_gone = ":" in id and catalog.get(id) is None
        return id if is_gone else catalog.find(id, field, position, suggest=suggest).id

    return frozenset(read_each(find_id, ids, field))
