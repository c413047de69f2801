"""Who asks: a profile whose words have been looked up in a catalog."""

import attrs

from takeaction.catalog import Catalog
from takeaction.models.question import Profile
from takeaction.models.region import Region, find_region
from takeaction.models.word import Vocabulary
from takeaction.vocabulary import Age, Audience, Cost, Mode, Per, Risk, WordKind

ANYONE = "anyone"


@attrs.frozen(kw_only=True, repr=False)
class Asker:
    """A profile whose words have been looked up in a catalog.

    Attributes:
        words: The words of that catalog.
        skills: Each skill that counts: what the person can do, and the wider words it is part of.
        own_skills: What the person can do, as asked.
        roles: Each role that counts: what the person is, and the wider words.
        own_roles: What the person is.
        topics: Each topic that counts: what the person asked for, and the wider words.
        own_topics: What the person asked for.
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
    topics: frozenset[str]
    own_topics: frozenset[str]
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
        for role, audience in (("survivor", Audience.SURVIVOR), ("worker", Audience.WORKER)):
            if role in self.own_roles:
                return audience
        return Audience.BYSTANDER

    def __repr__(self) -> str:
        return "Asker(…)"


def asker(catalog: Catalog, profile: Profile) -> Asker:
    """Look up the words of a profile.

    Raises:
        UnknownWordError: A skill, role, topic, region or action is in no list.
    """
    words = catalog.words
    skills = _found(words, WordKind.SKILL, profile.skills, "skills")
    roles = _found(words, WordKind.ROLE, profile.roles, "roles")
    topics = _found(words, WordKind.TOPIC, profile.topics, "topics")
    return Asker(
        words=words,
        minutes=profile.minutes,
        recurring=profile.per is not Per.ONCE,
        skills=_widened(words, WordKind.SKILL, skills),
        own_skills=skills,
        roles=_widened(words, WordKind.ROLE, roles) | {ANYONE},
        own_roles=roles,
        topics=_widened(words, WordKind.TOPIC, topics),
        own_topics=topics,
        region=find_region(profile.region),
        modes=profile.modes,
        cost=profile.cost,
        risk=profile.risk,
        age=min(profile.age, Age.YOUTH) if "youth" in roles else profile.age,
        concern=profile.concern,
        done=_actions(catalog, profile.done, "done"),
        dismissed=_actions(catalog, profile.dismissed, "dismissed"),
    )


def _found(
    words: Vocabulary, kind: WordKind, written: tuple[str, ...], field: str
) -> frozenset[str]:
    return frozenset(words.find(kind, each, field, n).id for n, each in enumerate(written))


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
