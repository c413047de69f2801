"""What can I do, week by week? A budget of minutes becomes a plan.

What ``recommend`` lists (``candidates``) is chosen from so that the time goes to what suits best
(``choosing``). What is chosen then gets its days (``pacing``).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.planning.candidates import (
    MOST,
    STEP,
    Candidate,
    by_score,
    candidates,
    listed,
)
from takeaction.engine.planning.knapsack import Offer, best
from takeaction.engine.planning.timetable import DAYS, paced
from takeaction.engine.ranking.answer import Notice, Recommendation, Recommendations
from takeaction.engine.ranking.asker import Asker, asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import Reason, say
from takeaction.models.question import MOST_MINUTES, Profile, moment, text, whole_number
from takeaction.value import Value
from takeaction.vocabulary import Horizon, closed

_WEEKS = {Horizon.WEEK: 1, Horizon.MONTH: 4}
_MOST_LEFT_OUT = 10
_MINUTES_A_WEEK = DAYS * 24 * 60


def plan(
    catalog: Catalog,
    profile: Profile,
    *,
    budget: int,
    horizon: str = "month",
    at: datetime | None = None,
) -> Plan:
    """Plan what a person can do with some time, week by week.

    Args:
        catalog: Where the actions come from.
        profile: Who asks; its minutes are the longest sitting.
        budget: Minutes in all, 1 to 527,040. What one time takes is rounded up to 5 minutes.
        horizon: ``week``, or ``month``, which is four weeks.
        at: An aware moment. The plan starts on its day; None counts weeks from 1.

    Returns:
        The plan whose time is worth most of all that fit the budget. Each five minutes count the
        score of their action, and what is alike counts less; equal ones by id. With a concern
        nothing is planned, and the notices say what to do now.

    Raises:
        QueryError: *budget* is no such number, or *at* has no zone.
        UnknownWordError: *horizon* or a word of the profile is in no list.

    Example:
        >>> made = plan(catalog, Profile(minutes=30), budget=60, horizon="week")
        >>> made.total <= 60, {item.start for item in made.items}
        (True, {1})
    """
    at = moment(at)
    whole_number(budget, "budget", MOST_MINUTES)
    weeks = _WEEKS[closed(Horizon, text(horizon, "horizon"), "horizon")]
    found = recommend(catalog, profile, limit=MOST, at=at)
    if profile.concern:
        return _for_today(found, profile, weeks)
    person = asker(catalog, profile)
    known = listed(catalog, profile, found, at)
    fits = candidates(known, person, weeks)
    offers = {each.id: each.offer for each in fits}
    room = min(budget, weeks * _MINUTES_A_WEEK) // STEP
    taken = best(offers.values(), room)
    choice = _Choice(
        catalog=catalog,
        offers=offers,
        taken=taken,
        room=room,
        language=language_of(profile.languages),
    )
    return Plan(
        items=_items([each for each in fits if each.id in taken], person, weeks, at),
        left_out=_left_out(known, found, choice),
        weeks=weeks,
        notices=found.notices,
    )


def _for_today(found: Recommendations, profile: Profile, weeks: int) -> Plan:
    """Plan nothing for somebody with a concern: what there is to do is for now."""
    language = language_of(profile.languages)
    today = Reason(code="plan.today", language=language)
    return Plan(
        items=(),
        left_out=tuple(
            LeftOut(action=each.action, reason=today, languages=profile.languages)
            for each in found[:_MOST_LEFT_OUT]
        ),
        weeks=weeks,
        notices=(*found.notices, Notice(text=say("plan.nothing", language))),
    )


def _items(
    chosen: Iterable[Candidate], person: Asker, weeks: int, at: datetime | None
) -> tuple[Planned, ...]:
    """Find a day for what is chosen; what is easy for a beginner is better to begin with."""
    easy = FACTORS["start"]
    by_id = {each.id: each for each in chosen}
    order = sorted(
        by_id.values(),
        key=lambda each: (-easy(each.action, person).level, *by_score(each.listed)),
    )
    return tuple(
        Planned(
            recommendation=by_id[job.id].listed,
            minutes=job.minutes,
            times=job.times,
            day=day,
            first_day=at.date() if at else None,
        )
        for job, day in paced([each.job for each in order], weeks)
    )


def _left_out(
    known: Iterable[Recommendation], found: Recommendations, choice: "_Choice"
) -> tuple[LeftOut, ...]:
    """Return the best of what is not in the plan, also what only a longer sitting would list."""
    left = {
        by_score(each): LeftOut(action=each.action, reason=reason, languages=each.languages)
        for each in known
        if (reason := choice.why_not(each))
    }
    left |= {
        (-near.score, near.action.id): LeftOut(
            action=near.action,
            reason=Reason(
                code="plan.sitting",
                slots={"minutes": near.action.minutes.min},
                language=choice.language,
            ),
            languages=near.languages,
        )
        for near in found.stretch
        if near.change.keys() == {"minutes"}
    }
    return tuple(left[order] for order in sorted(left)[:_MOST_LEFT_OUT])


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Choice(Value):
    """What a plan was chosen from, and what was."""

    catalog: Catalog
    offers: Mapping[str, Offer]
    taken: frozenset[str]
    room: int
    language: str

    def why_not(self, each: Recommendation) -> Reason | None:
        """Say why an action is not in the plan; None if it is."""
        action, language = each.action, self.language
        if action.id in self.taken:
            return None
        if action.concern:
            return Reason(code="plan.concern", language=language)
        offer = self.offers.get(action.id)
        if offer is None or not offer.after <= self.taken:
            found = (self.catalog.get(id) for id in action.after)
            titles = tuple(record.label for record in found if record)
            return Reason(code="plan.after", slots={"actions": titles}, language=language)
        if offer.steps > self.room:
            return Reason(code="plan.too_long", language=language)
        if any(self._is_before(self.offers[id], offer) for id in self.taken):
            return Reason(code="plan.same", language=language)
        return Reason(code="plan.no_room", language=language)

    @staticmethod
    def _is_before(one: Offer, other: Offer) -> bool:
        """Tell whether an offer makes another one count less."""
        return one.group == other.group and one.value >= other.value
