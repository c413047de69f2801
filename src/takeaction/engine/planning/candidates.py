"""The candidates for a plan: recommended actions, with the minutes and times of a plan."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.planning.answer import days_apart
from takeaction.engine.planning.knapsack import Offer, share
from takeaction.engine.planning.timetable import DAYS_IN_WEEK, Job
from takeaction.engine.ranking.answer import Recommendation, Recommendations
from takeaction.engine.ranking.asker import Asker
from takeaction.engine.ranking.ranking import recommend
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.value import Value
from takeaction.vocabulary.actions import Cadence

STEP_MINUTES = 5
"""The minutes of one step. The minutes of one time of an action are rounded up to whole steps.

A call of two minutes takes five, since people have to begin and end it, too.
"""

MAX_CANDIDATES = 200
"""The most actions that a plan is chosen from, the first of the list of ``recommend``.

It bounds the time of the choice: forty hours from 200 actions take about a tenth of a second.
"""

MAX_PREREQUISITES = 6
"""The most prerequisites, actions that others come after, that the choice weighs; the best ones.

It bounds the time of the choice, which may have to try a plan with and without each of them.
"""

_TIMES_A_WEEK = {Cadence.DAILY: DAYS_IN_WEEK, Cadence.WEEKLY: 1, Cadence.ONGOING: 1}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Candidate(Value):
    """An action as it would be in a plan.

    Attributes:
        recommendation: The action as ``recommend`` lists it.
        minutes: The minutes of one time: those that most people take, or the sitting if that is
            shorter.
        times: The number of times it would be done.
        group: The main topic.
        after: The ids of actions that come before it and are not done.
    """

    recommendation: Recommendation
    minutes: int
    times: int
    group: str
    after: frozenset[str]

    @property
    def action(self) -> Action:
        """The action."""
        return self.recommendation.action

    @property
    def id(self) -> str:
        """The id of the action."""
        return self.recommendation.action.id

    @property
    def offer(self) -> Offer:
        """The offer for the choice: each step is worth the score, and each further time less."""
        steps = -(-self.minutes // STEP_MINUTES)
        return Offer(
            id=self.id,
            group=self.group,
            value=self.recommendation.score * steps * sum(map(share, range(self.times))),
            steps=steps * self.times,
            after=self.after,
        )

    @property
    def job(self) -> Job:
        """The job for the timetable."""
        return Job(
            id=self.id,
            minutes=self.minutes,
            times=self.times,
            every=days_apart(self.action),
            after=self.after,
        )


def add_followers(
    catalog: Catalog, profile: Profile, listed: Recommendations, at: datetime | None
) -> list[Recommendation]:
    """Add the actions that would be listed if some of the listed ones were done.

    Args:
        catalog: The source of the actions.
        profile: The person who asks.
        listed: The recommendations for them now.
        at: The moment of the question.

    Returns:
        The listed recommendations and those added, best first; none says that it was moved, since
        the place in a list has no meaning in a plan.
    """
    prerequisites = catalog.once(_prerequisites)
    by_id: dict[str, Recommendation] = {
        recommendation.action.id: recommendation for recommendation in listed
    }
    done: set[str] = set()
    for _ in range(MAX_PREREQUISITES):
        next_done = {
            id for id in prerequisites - done if id in by_id and not by_id[id].action.concern
        }
        if not next_done:
            break
        done |= next_done
        later = attrs.evolve(profile, done=(*profile.done, *sorted(done)))
        for recommendation in recommend(catalog, later, limit=MAX_CANDIDATES, at=at):
            by_id.setdefault(recommendation.action.id, recommendation)
    best_first = sorted(by_id.values(), key=by_score)
    return [_without_move(recommendation) for recommendation in best_first[:MAX_CANDIDATES]]


def _prerequisites(catalog: Catalog) -> frozenset[str]:
    """Return the ids of all actions that others come after."""
    return frozenset(id for action in catalog.actions.values() for id in action.after)


def _without_move(recommendation: Recommendation) -> Recommendation:
    reasons = tuple(reason for reason in recommendation.reasons if reason.points)
    return attrs.evolve(recommendation, moved=0, reasons=reasons)


def by_score(recommendation: Recommendation) -> tuple[int, str]:
    """Return the sort key that puts the best first, and equal ones in order of their ids."""
    return -recommendation.score, recommendation.action.id


def find_candidates(
    recommendations: Iterable[Recommendation], person: Asker, weeks: int
) -> list[Candidate]:
    """Return the candidates for a plan of some weeks; an action about a concern is never one."""
    return _drop_blocked(
        [
            _as_candidate(recommendation, person, weeks)
            for recommendation in recommendations
            if not recommendation.action.concern
        ]
    )


def _as_candidate(recommendation: Recommendation, person: Asker, weeks: int) -> Candidate:
    action = recommendation.action
    return Candidate(
        recommendation=recommendation,
        minutes=min(action.minutes.typical, person.minutes),
        times=_TIMES_A_WEEK.get(action.cadence, 0) * weeks or 1,
        group=_main_topic(action, person),
        after=frozenset(action.after) - person.done,
    )


def _main_topic(action: Action, person: Asker) -> str:
    """Return the main topic of an action: one that the person asked for, else its first by id.

    An action without topics gets a group of its own.
    """
    return min(action.topics & person.own_topics or action.topics, default=f"={action.id}")


def _drop_blocked(candidates: list[Candidate]) -> list[Candidate]:
    """Drop candidates after an action that cannot be in the plan or is not weighed."""
    needed = {id for candidate in candidates for id in candidate.after}
    prerequisites = [candidate.id for candidate in candidates if candidate.id in needed]
    weighed = set(prerequisites[:MAX_PREREQUISITES])
    while True:
        possible = weighed & {candidate.id for candidate in candidates}
        unblocked = [candidate for candidate in candidates if candidate.after <= possible]
        if len(unblocked) == len(candidates):
            return unblocked
        candidates = unblocked
