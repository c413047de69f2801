"""Who asks: a profile whose words have been looked up in a catalog."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.models.question import Profile, of_kind
from takeaction.models.region import Region, find_region
from takeaction.models.word import Vocabulary
from takeaction.vocabulary import Age, Audience, Cost, Mode, Observer, Per, Rarity, Risk, WordKind

ANYONE = "anyone"
"""The role of everybody."""

SURVIVOR = "survivor"

ABOUT_SIGNS = "indicators-reporting"
"""The topic of signs, and of whom to call."""

SKILL_POINTS: Mapping[Rarity, int] = {Rarity.COMMON: 5, Rarity.SOME: 7, Rarity.RARE: 8}
"""What a skill that fits is worth, by how rare it is."""

GENERAL = frozenset({"awareness", ABOUT_SIGNS})
"""Topics that concern everybody."""

_OF_THE_YOUNG = frozenset({"youth-prevention", "online-exploitation"})
_LAY_OBSERVERS = (None, Observer.SELF, Observer.BYSTANDER)


class Asker(NamedTuple):
    """A profile whose words have been looked up in a catalog.

    Attributes:
        words: The words of that catalog.
        skills: Each skill that counts: what the person can do, and the wider words it is part of.
        own_skills: What the person can do, as asked.
        roles: Each role that counts: what the person is, and the wider words.
        own_roles: What the person is.
        named: What the person is, beside somebody.
        wider: Each role that counts but that of everybody.
        worth: What each skill is worth that counts: rare ones more, wider words half.
        rare: What the person is and few others are.
        own_topics: What the person asked for.
        topics: Each topic that is near to it: the same, the wider words, and the parts of it.
        of_work: Topics that the person's work brings up: signs, for work that meets people who
            may be exploited.
        of_age: Topics that concern the person's age: those that keep young people safe.
        near_topics: Every topic that has to do with the person: asked for, or brought up by work
            or age.
        survivor: Whether the person has lived through it: nobody teaches them what it is.
        professional: True if a role of the person is a profession, so no role that anyone has.
        region: Where the person is.
        age: The lower of the age in the profile and the one that a role implies.
        done: Full ids of actions that are done.
        dismissed: Full ids of actions that are not wanted.
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
    rare: frozenset[str]
    own_topics: frozenset[str]
    topics: frozenset[str]
    of_work: frozenset[str]
    of_age: frozenset[str]
    near_topics: frozenset[str]
    survivor: bool
    professional: bool
    region: Region
    modes: frozenset[Mode]
    cost: Cost
    risk: Risk
    age: Age
    concern: bool
    done: frozenset[str]
    dismissed: frozenset[str]

    @property
    def audience(self) -> Audience:
        """Who the person is to somebody who answers."""
        if self.age < Age.ADULT:
            return Audience.CHILD
        for role, audience in ((SURVIVOR, Audience.SURVIVOR), ("worker", Audience.WORKER)):
            if role in self.own_roles:
                return audience
        return Audience.BYSTANDER

    def __repr__(self) -> str:
        return "Asker(…)"


def asker(catalog: Catalog, profile: Profile) -> Asker:
    """Look up the words of a profile.

    Raises:
        QueryError: It is no profile.
        UnknownWordError: A skill, role, topic, region or action is in no list.
    """
    of_kind(Profile, profile, "profile")
    words = catalog.words
    own_skills = _found(words, WordKind.SKILL, profile.skills, "skills")
    own_roles = _found(words, WordKind.ROLE, profile.roles, "roles")
    own_topics = _found(words, WordKind.TOPIC, profile.topics, "topics")
    age = min(profile.age, Age.YOUTH) if "youth" in own_roles else profile.age
    skills = _widened(words, WordKind.SKILL, own_skills)
    roles = _widened(words, WordKind.ROLE, own_roles) | {ANYONE}
    parts = (words.narrower(WordKind.TOPIC, topic) for topic in own_topics)
    topics = _widened(words, WordKind.TOPIC, own_topics).union(*parts)
    of_work = frozenset({ABOUT_SIGNS}) if _meets_people(words, own_roles) else frozenset()
    of_age = _OF_THE_YOUNG if age < Age.ADULT else frozenset()
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
        worth=_worth(words, skills, own_skills),
        rare=_rare(words, own_roles - {ANYONE}),
        own_topics=own_topics,
        topics=topics,
        of_work=of_work,
        of_age=of_age,
        near_topics=topics | of_work | of_age,
        survivor=SURVIVOR in own_roles,
        professional=any(ANYONE not in words.wider(WordKind.ROLE, role) for role in own_roles),
        region=find_region(profile.region),
        modes=profile.modes,
        cost=profile.cost,
        risk=profile.risk,
        age=age,
        concern=profile.concern,
        done=_actions(catalog, profile.done, "done"),
        dismissed=_actions(catalog, profile.dismissed, "dismissed"),
    )


def _found(
    words: Vocabulary, kind: WordKind, written: tuple[str, ...], field: str
) -> frozenset[str]:
    return frozenset(words.find(kind, each, field, n).id for n, each in enumerate(written))


def _meets_people(words: Vocabulary, roles: frozenset[str]) -> bool:
    """Tell whether the work of a role can bring somebody to see what others do not."""
    found = (words.get(WordKind.ROLE, role) for role in roles)
    return any(word.observer not in _LAY_OBSERVERS for word in found if word)


def _worth(words: Vocabulary, skills: Iterable[str], own: frozenset[str]) -> Mapping[str, int]:
    found = {skill: words.get(WordKind.SKILL, skill) for skill in skills}
    points = {
        skill: SKILL_POINTS[word.rarity if word else Rarity.SOME] for skill, word in found.items()
    }
    return {skill: each if skill in own else each // 2 for skill, each in points.items()}


def _rare(words: Vocabulary, roles: Iterable[str]) -> frozenset[str]:
    found = (words.get(WordKind.ROLE, role) for role in roles)
    return frozenset(word.id for word in found if word and word.rarity is Rarity.RARE)


def _widened(words: Vocabulary, kind: WordKind, ids: frozenset[str]) -> frozenset[str]:
    return frozenset(wider for id in ids for wider in words.wider(kind, id))


def _actions(catalog: Catalog, ids: tuple[str, ...], field: str) -> frozenset[str]:
    """Look up ids; a full id of a record that is not there now is kept, not refused.

    What a host remembers outlives packs, and a pack that is left out must break nobody's answer.
    """
    return frozenset(
        id if ":" in id and catalog.get(id) is None else catalog.find(id, field, n).id
        for n, id in enumerate(ids)
    )
