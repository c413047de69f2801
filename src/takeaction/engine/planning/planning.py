"""The planning of actions: a budget of minutes becomes a plan, week by week.

``candidates`` are what ``recommend`` lists. Of these the ``knapsack`` chooses the best use of the
time, and the ``timetable`` gives each chosen action its days.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.planning.candidates import (
    MAX_CANDIDATES,
    STEP_MINUTES,
    Candidate,
    add_followers,
    by_score,
    find_candidates,
)
from takeaction.engine.planning.knapsack import Offer, best_choice
from takeaction.engine.planning.timetable import DAYS_IN_WEEK, schedule
from takeaction.engine.ranking.answer import Notice, Recommendation, Recommendations
from takeaction.engine.ranking.asker import Asker, look_up_asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import Reason, say
from takeaction.errors import Fields
from takeaction.models.action import Action
from takeaction.models.question.arguments import (
    MAX_MINUTES,
    as_closed,
    check_moment,
    check_whole_number,
    languages_of,
)
from takeaction.models.question.profile import Profile, in_languages
from takeaction.privacy import confidential
from takeaction.value import Value
from takeaction.vocabulary.actions import WEEKS, Horizon, HorizonWord
from takeaction.vocabulary.words import Several

_MAX_LEFT_OUT = 10
"""The most actions that a plan names as left out: nobody reads a hundred reasons."""

_MINUTES_IN_WEEK = DAYS_IN_WEEK * 24 * 60
"""The most minutes of a budget that count in a week: nobody has more than 24 hours a day."""


@confidential
def plan(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    profile: Profile,
    *,
    budget: int,
    horizon: HorizonWord = "month",
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Plan:
    """Plan actions for a budget of minutes, week by week.

    Args:
        catalog: The source of the actions.
        profile: The person who asks; its minutes are the longest sitting.
        budget: Minutes in all, 1 to 527,040. The minutes of one time are rounded up to a
            multiple of 5.
        horizon: ``week``, or ``month``, which is four weeks.
        languages: The languages to answer in, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes those of the profile.
        at: An aware moment. The plan starts on its day; None counts weeks from 1.

    Returns:
        The plan whose time is worth most, of all plans that fit the budget. Each five minutes
        count the score of their action, and further actions on the same topic count less. Equal
        plans are decided by id. With a concern nothing is planned, and the notices give the steps
        for now.

    Raises:
        QueryError: *budget* is not such a number, or *at* has no zone.
        UnknownWordError: *horizon* or a word of the profile is in no list.

    Example:
        >>> week = plan(catalog, Profile(minutes=30), budget=60, horizon="week")
        >>> week.total <= 60, {item.start for item in week.items}
        (True, {1})
    """
    fields = Fields()
    person = fields.read(look_up_asker, catalog, profile)
    fields.read(check_whole_number, budget, "budget", MAX_MINUTES)
    span = fields.read(as_closed, Horizon, horizon, "horizon")
    reader = fields.read(in_languages, profile, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(languages_of(reader or profile))
    profile = reader
    weeks = WEEKS[span]
    listed = recommend(catalog, profile, limit=MAX_CANDIDATES, at=at)
    if profile.concern:
        return _plan_nothing(listed, profile, weeks)
    recommendations = add_followers(catalog, profile, listed, at)
    candidates = find_candidates(recommendations, person, weeks)
    offers = {candidate.id: candidate.offer for candidate in candidates}
    room = min(budget, weeks * _MINUTES_IN_WEEK) // STEP_MINUTES
    chosen_ids = best_choice(offers.values(), room)
    choice = _Choice(
        catalog=catalog,
        offers=offers,
        chosen_ids=chosen_ids,
        room=room,
        language=language_of(profile.languages),
    )
    chosen = [candidate for candidate in candidates if candidate.id in chosen_ids]
    return Plan(
        items=_schedule_items(chosen, person, weeks, at),
        left_out=_list_left_out(recommendations, listed, choice),
        weeks=weeks,
        notices=listed.notices,
    )


def _plan_nothing(listed: Recommendations, profile: Profile, weeks: int) -> Plan:
    """Return an empty plan, for somebody with a concern: help is for today, not for a date."""
    language = language_of(profile.languages)
    today = Reason(code="plan.today", language=language)
    return Plan(
        items=(),
        left_out=tuple(
            LeftOut(action=recommendation.action, reason=today, languages=profile.languages)
            for recommendation in listed[:_MAX_LEFT_OUT]
        ),
        weeks=weeks,
        notices=(*listed.notices, Notice(text=say("plan.nothing", language))),
    )


def _schedule_items(
    chosen: Iterable[Candidate], person: Asker, weeks: int, at: datetime | None
) -> tuple[Planned, ...]:
    """Find days for the chosen actions; good first steps come before others."""
    judge_start = FACTORS["start"]
    by_id = {candidate.id: candidate for candidate in chosen}
    ordered = sorted(
        by_id.values(),
        key=lambda candidate: (
            -judge_start(candidate.action, person).level,
            *by_score(candidate.recommendation),
        ),
    )
    return tuple(
        Planned(
            recommendation=by_id[job.id].recommendation,
            minutes=job.minutes,
            times=job.times,
            day=day,
            first_day=at.date() if at else None,
        )
        for job, day in schedule([candidate.job for candidate in ordered], weeks)
    )


def _list_left_out(
    recommendations: Iterable[Recommendation], listed: Recommendations, choice: "_Choice"
) -> tuple[LeftOut, ...]:
    """Return the best actions that are not in the plan, near misses for minutes included."""
    by_rank = {
        by_score(recommendation): LeftOut(
            action=recommendation.action, reason=reason, languages=recommendation.languages
        )
        for recommendation in recommendations
        if (reason := choice.why_not(recommendation.action))
    }
    by_rank |= {
        (-near_miss.score, near_miss.action.id): LeftOut(
            action=near_miss.action,
            reason=Reason(
                code="plan.sitting",
                slots={"minutes": near_miss.action.minutes.min},
                language=choice.language,
            ),
            languages=near_miss.languages,
        )
        for near_miss in listed.stretch
        if near_miss.change.keys() == {"minutes"}
    }
    return tuple(by_rank[rank] for rank in sorted(by_rank)[:_MAX_LEFT_OUT])


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Choice(Value):
    """The choice of actions for a plan, and the offers it was made from."""

    catalog: Catalog
    offers: Mapping[str, Offer]
    chosen_ids: frozenset[str]
    room: int
    language: str

    def why_not(self, action: Action) -> Reason | None:
        """Return the reason why an action is not in the plan; None if it is."""
        language = self.language
        if action.id in self.chosen_ids:
            return None
        if action.concern:
            return Reason(code="plan.concern", language=language)
        offer = self.offers.get(action.id)
        if offer is None or not offer.after <= self.chosen_ids:
            records = (self.catalog.get(id) for id in action.after)
            titles = tuple(record.label for record in records if record)
            return Reason(code="plan.after", slots={"actions": titles}, language=language)
        if offer.steps > self.room:
            return Reason(code="plan.too_long", language=language)
        if any(self._lowers(self.offers[id], offer) for id in self.chosen_ids):
            return Reason(code="plan.same", language=language)
        return Reason(code="plan.no_room", language=language)

    @staticmethod
    def _lowers(better: Offer, offer: Offer) -> bool:
        """Tell whether an offer makes another one of its group count less."""
        return better.group == offer.group and better.value >= offer.value
