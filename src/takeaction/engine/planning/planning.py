"""The planning of actions: a budget of minutes becomes a plan, week by week.

The candidates are what ``recommend`` lists. The best use of the time is chosen of these, exactly,
and the timetable gives each chosen action its days.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.planning.answer import (
    DAYS_IN_WEEK,
    Job,
    LeftOut,
    Plan,
    Planned,
    days_apart,
    schedule,
)
from takeaction.engine.ranking.answer import Notice, Recommendation, Recommendations
from takeaction.engine.ranking.asker import Asker, look_up_asker
from takeaction.engine.ranking.factors import FACTORS
from takeaction.engine.ranking.gates import OneAction
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import Reason, say
from takeaction.errors import Fields
from takeaction.lazy import Lazy
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
from takeaction.vocabulary.actions import WEEKS, Cadence, Horizon, HorizonWord, Per
from takeaction.vocabulary.words import Several

SHARES = (100, 80, 60, 40, 20)
"""The share that the first, second, … offer of a group counts, in hundredths; then as the last.

Set by reasoning and by reading plans, not measured: see ``docs/explanation/planning.md``.
"""

_IMPOSSIBLE = -1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Offer(Value):
    """An offer that may be taken once.

    Attributes:
        id: Its id. Of two choices of equal worth, the one with the first id wins.
        group: The group of offers that are alike.
        value: Its worth in full, 0 or more.
        steps: The room it takes, 1 or more.
        after: The ids of offers without which it cannot be taken.
    """

    id: str
    group: str
    value: int
    steps: int
    after: frozenset[str] = frozenset()


def share(place: int) -> int:
    """Return the share that an offer counts, in hundredths, by its place in its group from 0."""
    return SHARES[min(place, len(SHARES) - 1)]


def best_choice(offers: Collection[Offer], room: int) -> frozenset[str]:
    """Return the ids of the choice that is worth most.

    If the best choice lacks an offer that another needs, two tries follow: one with it, and one
    without it and its followers. A try that lacks nothing, or that is not better than the best
    choice so far, is not split further, so few tries are needed.

    Args:
        offers: Each id occurs once. The offers that one needs are among them, without circles.
        room: The number of steps, 0 or more.
    """
    free, tied = _split_groups(offers)
    bits = {id: 1 << place for place, id in enumerate(sorted((o.id for o in offers), reverse=True))}
    room = min(room, sum(offer.steps for offer in offers))
    start = [0] * (room + 1)
    for group in free:
        start = _add_group(start, group, bits)
    best = 0
    tries: list[tuple[frozenset[str], frozenset[str]]] = [(frozenset(), frozenset())]
    while tries:
        needed, banned = tries.pop()
        row = start
        for group in tied:
            row = _add_group(row, [o for o in group if o.id not in banned], bits, needed)
        if row[-1] <= best:
            continue
        missing = _missing_offer(offers, row[-1], bits)
        if missing is None:
            best = row[-1]
        else:
            without = _with_followers(missing, offers)
            if needed.isdisjoint(without):
                tries.append((needed, banned | without))
            tries.append((needed | {missing}, banned))
    return frozenset(id for id, bit in bits.items() if best & bit)


def _by_group(offers: Iterable[Offer]) -> list[tuple[str, list[Offer]]]:
    """Return the offers by group, the best of each group first."""
    ordered = sorted(offers, key=lambda offer: (offer.group, -offer.value, offer.id))
    return [(name, list(group)) for name, group in groupby(ordered, lambda offer: offer.group)]


def _split_groups(offers: Iterable[Offer]) -> tuple[list[list[Offer]], list[list[Offer]]]:
    """Return the free groups, and the tied ones: those with an offer that needs or is needed."""
    needed = {id for offer in offers for id in offer.after}
    free: list[list[Offer]] = []
    tied: list[list[Offer]] = []
    for _, group in _by_group(offers):
        (tied if any(o.after or o.id in needed for o in group) else free).append(group)
    return free, tied


def _missing_offer(offers: Iterable[Offer], number: int, bits: Mapping[str, int]) -> str | None:
    """Return the first id that a member of a choice needs and that is not in the choice."""
    missing = {
        id
        for offer in offers
        if number & bits[offer.id]
        for id in offer.after
        if not number & bits[id]
    }
    return min(missing, default=None)


def _with_followers(id: str, offers: Iterable[Offer]) -> set[str]:
    """Return an offer and all offers that cannot be taken without it."""
    ids = {id}
    while new := {o.id for o in offers if o.after & ids} - ids:
        ids |= new
    return ids


def _add_group(
    row: Sequence[int],
    group: Iterable[Offer],
    bits: Mapping[str, int],
    needed: Collection[str] = (),
) -> list[int]:
    """Choose from one more group.

    Args:
        row: The best number for each room, from 0 steps up to all.
        group: The offers of the group, the best first.
        bits: The bit of each offer.
        needed: Ids that must be taken.

    Returns:
        As *row*.
    """
    shift = len(bits)
    rows = [list(row)]  # by the number of members taken; the last row is for that many or more
    for offer in group:
        is_needed = offer.id in needed
        new_rows = [[_IMPOSSIBLE] * len(row) if is_needed else old_row for old_row in rows]
        if len(new_rows) < len(SHARES):
            new_rows.append([_IMPOSSIBLE] * len(row))
        for place, old_row in enumerate(rows):
            gain = (offer.value * share(place) << shift) + bits[offer.id]
            target = min(place + 1, len(SHARES) - 1)
            new_rows[target] = _better_row(new_rows[target], old_row, offer.steps, gain)
        rows = new_rows
    return [max(numbers) for numbers in zip(*rows, strict=True)]


def _better_row(row: list[int], old_row: list[int], steps: int, gain: int) -> list[int]:
    """Return the better number for each room: the one in *row*, or an old one with the gain."""
    better = (
        number if old < 0 or number > (new := old + gain) else new
        for number, old in zip(row[steps:], old_row, strict=False)
    )
    return [*row[:steps], *better]


# The plan


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

_MAX_LEFT_OUT = 10
"""The most actions that a plan names as left out: nobody reads a hundred reasons."""

_MINUTES_IN_WEEK = DAYS_IN_WEEK * 24 * 60
"""The most minutes of a budget that count in a week: nobody has more than 24 hours a day."""


@confidential
def plan(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    profile: Profile,
    *,
    budget: int | None = None,
    horizon: HorizonWord = "month",
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Plan:
    """Plan actions for a budget of minutes, week by week.

    Args:
        catalog: The source of the actions.
        profile: The person who asks; its minutes are the longest sitting.
        budget: Minutes in all, at least 1 and at most those of a year; None for those of the
            profile: once, or as often as they come in that time. The minutes of one time are
            rounded up to a multiple of 5.
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
    if budget is not None:
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
    recommendations = _add_followers(catalog, profile, listed, at)
    candidates = _find_candidates(recommendations, person, weeks)
    offers = {candidate.id: candidate.offer for candidate in candidates}
    budget = _minutes_in(profile, weeks) if budget is None else budget
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
        help=Lazy(lambda: listed.help),
    )


def _minutes_in(profile: Profile, weeks: int) -> int:
    """Return the minutes that a person has in some weeks, at least 1; a month is four weeks."""
    quarters = {Per.ONCE: 4, Per.DAY: 28 * weeks, Per.WEEK: 4 * weeks, Per.MONTH: weeks}
    return max(1, profile.minutes * quarters[profile.per] // 4)


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
        help=Lazy(lambda: listed.help),
    )


def _schedule_items(
    chosen: Iterable["_Candidate"], person: Asker, weeks: int, at: datetime | None
) -> tuple[Planned, ...]:
    """Find days for the chosen actions; good first steps come before others."""
    judge_start = FACTORS["start"]
    by_id = {candidate.id: candidate for candidate in chosen}
    ordered = sorted(
        by_id.values(),
        key=lambda candidate: (
            -judge_start.level(OneAction(candidate.action), person).level,
            *_by_score(candidate.recommendation),
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
        _by_score(recommendation): LeftOut(
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
        chosen = (self.offers[id] for id in self.chosen_ids)
        if any(other.group == offer.group and other.value >= offer.value for other in chosen):
            return Reason(code="plan.same", language=language)
        return Reason(code="plan.no_room", language=language)


# The candidates: recommended actions, with the minutes and times of a plan


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Candidate(Value):
    """An action as it would be in a plan.

    Attributes:
        recommendation: The action as ``recommend`` lists it.
        minutes: The minutes of one time: those that most people take, or the sitting if that is
            shorter.
        times: The number of times it would be done.
        group: The main topic: one that the person asked for, else the first by id.
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


def _add_followers(
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
    by_id: dict[str, Recommendation] = {each.action.id: each for each in listed}
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
    return [
        attrs.evolve(
            each, moved=0, reasons=tuple(reason for reason in each.reasons if reason.points)
        )
        for each in sorted(by_id.values(), key=_by_score)[:MAX_CANDIDATES]
    ]


def _prerequisites(catalog: Catalog) -> frozenset[str]:
    return frozenset(id for action in catalog.actions.values() for id in action.after)


def _by_score(recommendation: Recommendation) -> tuple[int, str]:
    """Return the sort key that puts the best first, and equal ones in order of their ids."""
    return -recommendation.score, recommendation.action.id


def _find_candidates(
    recommendations: Iterable[Recommendation], person: Asker, weeks: int
) -> list[_Candidate]:
    """Return the candidates for a plan of some weeks; an action about a concern is never one."""
    return _drop_blocked(
        [
            _Candidate(
                recommendation=recommendation,
                minutes=min(action.minutes.typical, person.minutes),
                times=_TIMES_A_WEEK.get(action.cadence, 0) * weeks or 1,
                # An action without topics gets a group of its own.
                group=min(
                    action.topics & person.own_topics or action.topics, default=f"={action.id}"
                ),
                after=frozenset(action.after) - person.done,
            )
            for recommendation in recommendations
            for action in [recommendation.action]
            if not action.concern
        ]
    )


def _drop_blocked(candidates: list[_Candidate]) -> list[_Candidate]:
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
