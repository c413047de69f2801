"""What a plan is chosen from: the list of ``recommend``, as it would stand in a plan."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.planning.answer import days_apart
from takeaction.engine.planning.knapsack import Offer, share
from takeaction.engine.planning.timetable import DAYS, Job
from takeaction.engine.ranking.answer import Recommendation, Recommendations
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.ranking import recommend
from takeaction.models.action import Action
from takeaction.models.question import Profile
from takeaction.value import Value
from takeaction.vocabulary import Cadence

STEP = 5
"""The minutes of one step: what one time of an action takes is rounded up to whole steps."""

MOST = 200
"""The most actions that a plan is chosen from: the first of the list of ``recommend``."""

NEEDED = 6
"""The most actions whose followers are weighed with them, the best of those that have any."""

_A_WEEK = {Cadence.DAILY: DAYS, Cadence.WEEKLY: 1, Cadence.ONGOING: 1}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Candidate(Value):
    """An action as it would stand in a plan.

    Attributes:
        listed: The action as ``recommend`` lists it.
        minutes: What one time takes: what most people take, or the sitting if that is shorter.
        times: How often it would be done.
        group: What it is mostly about.
        after: The ids of actions that come before it and are not done.
    """

    listed: Recommendation
    minutes: int
    times: int
    group: str
    after: frozenset[str]

    @property
    def action(self) -> Action:
        """The action."""
        return self.listed.action

    @property
    def id(self) -> str:
        """The id of the action."""
        return self.listed.action.id

    @property
    def offer(self) -> Offer:
        """What there is to choose: each step is worth the score, and each further time less."""
        steps = -(-self.minutes // STEP)
        return Offer(
            id=self.id,
            group=self.group,
            value=self.listed.score * steps * sum(map(share, range(self.times))),
            steps=steps * self.times,
            after=self.after,
        )

    @property
    def job(self) -> Job:
        """What there is to find a day for."""
        return Job(
            id=self.id,
            minutes=self.minutes,
            times=self.times,
            every=days_apart(self.action),
            after=self.after,
        )


def listed(
    catalog: Catalog, profile: Profile, found: Recommendations, at: datetime | None
) -> list[Recommendation]:
    """Return what to choose from, best first.

    Args:
        catalog: Where the actions come from.
        profile: Who asks.
        found: What is listed for them.
        at: The moment.

    Returns:
        What is listed, and what would be if some of that were done.
    """
    needed = catalog.once(_needed)
    known: dict[str, Recommendation] = {each.action.id: each for each in found}
    done: set[str] = set()
    for _ in range(NEEDED):
        first = {id for id in needed - done if id in known and not known[id].action.concern}
        if not first:
            break
        done |= first
        later = attrs.evolve(profile, done=(*profile.done, *sorted(done)))
        for each in recommend(catalog, later, limit=MOST, at=at):
            known.setdefault(each.action.id, each)
    return [_unmoved(each) for each in sorted(known.values(), key=by_score)[:MOST]]


def _needed(catalog: Catalog) -> frozenset[str]:
    """Return the ids of all actions that others come after."""
    return frozenset(id for action in catalog.actions.values() for id in action.after)


def _unmoved(each: Recommendation) -> Recommendation:
    """Return a recommendation as it is by itself: what moved it in the list says nothing here."""
    reasons = tuple(reason for reason in each.reasons if reason.points)
    return attrs.evolve(each, moved=0, reasons=reasons)


def by_score(each: Recommendation) -> tuple[int, str]:
    """Return what puts the best first, and equal ones in order of their ids."""
    return -each.score, each.action.id


def candidates(
    recommendations: Iterable[Recommendation], person: Asker, weeks: int
) -> list[Candidate]:
    """Return what can be in a plan of some weeks; what is about a concern never is."""
    return _weighed(
        [_candidate(each, person, weeks) for each in recommendations if not each.action.concern]
    )


def _candidate(each: Recommendation, person: Asker, weeks: int) -> Candidate:
    action = each.action
    return Candidate(
        listed=each,
        minutes=min(action.minutes.typical, person.minutes),
        times=_A_WEEK.get(action.cadence, 0) * weeks or 1,
        group=_group(action, person),
        after=frozenset(action.after) - person.done,
    )


def _group(action: Action, person: Asker) -> str:
    """Return what an action is mostly about: a topic that the person asked for, else its first.

    An action without topics is like no other.
    """
    return min(action.topics & person.own_topics or action.topics, default=f"={action.id}")


def _weighed(found: list[Candidate]) -> list[Candidate]:
    """Leave out what comes after something that cannot be in the plan, or is not weighed."""
    needed = {id for each in found for id in each.after}
    first = {each.id for each in [each for each in found if each.id in needed][:NEEDED]}
    while True:
        there = first & {each.id for each in found}
        kept = [each for each in found if each.after <= there]
        if len(kept) == len(found):
            return kept
        found = kept
