"""The answer of ``plan``, and its timetable: the day each action starts, in weeks equally full."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from takeaction.engine.help.answer import Help
from takeaction.engine.ranking.answer import Notice, Recommendation
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import Answer, OfRecord
from takeaction.lazy import Lazy
from takeaction.models.action import Action
from takeaction.models.text import ShownText
from takeaction.value import Value, of
from takeaction.vocabulary.actions import Cadence

if TYPE_CHECKING:
    from takeaction.engine.json_types import LeftOutData, PlanData, PlannedData, WordsData


DAYS_IN_WEEK = 7


def days_apart(action: Action) -> int:
    """Return the days from one time to the next, for an action that is repeated."""
    return 1 if action.cadence is Cadence.DAILY else DAYS_IN_WEEK


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Planned(OfRecord["PlannedData[str]", "PlannedData[WordsData]"]):
    """An action in a plan.

    Attributes:
        recommendation: The action as ``recommend`` lists it: with its score, the reasons for it,
            contacts and freshness.
        minutes: The minutes of one time, 1 or more.
        times: The number of times it is done in this plan, 1 or more.
        day: The day it starts, counted from 0, the first day of the plan.
        first_day: The date of day 0; None if the question had no moment.
    """

    recommendation: Recommendation
    minutes: int
    times: int
    day: int
    first_day: date | None

    @property
    def action(self) -> Action:
        """The action."""
        return self.recommendation.action

    @property
    def languages(self) -> tuple[str, ...]:
        """The reader's languages, preferred first; texts are shown in them."""
        return self.recommendation.languages

    @property
    def title(self) -> ShownText:
        """Its title, in the reader's language if the record has it."""
        return self.action.title.shown(self.languages)

    @property
    def week(self) -> int:
        """The week it starts in, from 1."""
        return self.day // DAYS_IN_WEEK + 1

    @property
    def start(self) -> date | int:
        """The date it starts, or the number of the week if the question had no moment."""
        return self.week if self.first_day is None else self.first_day + timedelta(self.day)

    @property
    def every(self) -> int:
        """Days from one time to the next if it is repeated, 1 or 7."""
        return days_apart(self.action)

    @property
    def days(self) -> tuple[int, ...]:
        """Each day it is done, counted from 0."""
        return tuple(self.day + self.every * repeat for repeat in range(self.times))

    # Not its minutes, which may be those of the person.
    _repr_names = ("action.id", "times", "day")

    @property
    def _every(self) -> int | None:
        """The days from one time to the next if it is repeated, else None."""
        return self.every if self.times > 1 else None

    _record = "action"
    _json_names = (
        *("action.id", "action.title", "minutes", "times", "start", "week", "_every as every"),
        *("_language as language", *of("recommendation", "score reasons"), "action.safety"),
        *("recommendation.freshness", "action.pack"),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PartOfWeek(Value):
    """An action in one week of a plan.

    Attributes:
        item: The action.
        day: Its first day in that week, counted from day 0 of the plan.
        times: The number of times it is done in that week, 1 to 7.
    """

    item: Planned
    day: int
    times: int

    @property
    def minutes(self) -> int:
        """Its minutes in that week."""
        return self.item.minutes * self.times

    @property
    def is_again(self) -> bool:
        """Whether it started in an earlier week."""
        return self.day != self.item.day

    # Not its minutes, which may be those of the person.
    _repr_names = ("item", "day", "times")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LeftOut(Answer["LeftOutData[str]", "LeftOutData[WordsData]"]):
    """An action that is not in a plan.

    Attributes:
        action: The action.
        reason: The reason why it is not in the plan.
        languages: The reader's languages, preferred first; texts are shown in them.
    """

    action: Action
    reason: Reason
    languages: tuple[str, ...] = ("en",)

    @property
    def title(self) -> ShownText:
        """Its title, in the reader's language if the record has it."""
        return self.action.title.shown(self.languages)

    _repr_names = ("action.id", "reason.code as reason")

    _json_names = ("action.id", "action.title", "reason.text as reason", "reason.code")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Plan(Answer["PlanData[str]", "PlanData[WordsData]"]):
    """A plan of actions, week by week: the answer of ``plan``.

    Attributes:
        items: The planned actions, in order of their start; one comes before those after it.
        left_out: Up to ten actions that are not in the plan, best first, each with the reason.
        weeks: The number of weeks it is for.
        notices: The notices above it: the steps for now with a concern, somebody to talk to under
            18; else empty.
        help: The first helplines for the place and the person, as ``recommend`` has them: looked
            up on first use.
    """

    items: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    weeks: int
    notices: tuple[Notice, ...] = ()
    _help: Lazy[Help] = attrs.field(kw_only=True, repr=False, eq=False)

    _json_names = ("items", "total", "left_out", "weeks", "notices")

    @property
    def help(self) -> Help:
        """The first helplines for the place and the person, and the emergency notice."""
        return self._help()

    @property
    def total(self) -> int:
        """The minutes of all items, each for every time it is done."""
        return sum(item.minutes * item.times for item in self.items)

    def in_week(self, week: int) -> tuple[PartOfWeek, ...]:
        """Return the actions of one week, in order of their first day there.

        Args:
            week: The number of the week, from 0.
        """
        parts = (
            PartOfWeek(item=item, day=days[0], times=len(days))
            for item in self.items
            if (days := [day for day in item.days if day // DAYS_IN_WEEK == week])
        )
        return tuple(sorted(parts, key=lambda part: part.day))

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no minutes or weeks of the question."""
        return {name: len(getattr(self, name)) for name in ("items", "left_out", "notices")}


# The timetable


_DAILY, _WEEKLY, _SINGLE = range(3)
"""The urgencies of jobs, the most urgent first: done every day, every week, or once."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Job(Value):
    """A job that needs a day to start.

    Attributes:
        id: Its id.
        minutes: The minutes of one time.
        times: The number of times it is done, 1 or more.
        every: Days from one time to the next, 1 or 7.
        after: The ids of jobs that come before it.
    """

    id: str
    minutes: int
    times: int
    every: int
    after: frozenset[str] = frozenset()


def schedule(jobs: Sequence[Job], weeks: int) -> list[tuple[Job, int]]:
    """Find a first day for each job.

    Weekly jobs start in the first week and daily jobs on the first day, and so do the jobs that
    come before them. All other jobs are laid end to end and cut into *weeks* equal parts; a job
    belongs to the part in which it begins. So no week has more than its part and the longest job.
    Within a week the starts are spread over its days.

    Args:
        jobs: In the order in which they would best be done. The jobs that come before one are
            among them, without circles.
        weeks: The number of weeks.

    Returns:
        Each job with its first day, from 0, in order of that day. A job is never above one that
        comes before it.
    """
    urgencies = _find_urgencies(jobs)
    ordered = _in_order(jobs, urgencies)
    by_week: list[list[Job]] = [[] for _ in range(weeks)]
    for job, week in zip(ordered, _assign_weeks(ordered, urgencies, weeks), strict=True):
        by_week[week].append(job)
    repeated = sum(job.times > 1 for job in jobs)
    return [
        (
            job,
            DAYS_IN_WEEK * week
            + _day_in_week(job, place, len(week_jobs), repeated if week else 0, urgencies),
        )
        for week, week_jobs in enumerate(by_week)
        for place, job in enumerate(week_jobs)
    ]


def _find_urgencies(jobs: Iterable[Job]) -> Mapping[str, int]:
    """Return the urgency of each job: its own, or that of the most urgent job after it."""
    by_id = {job.id: job for job in jobs}
    own = {
        job.id: _SINGLE if job.times == 1 else _DAILY if job.every == 1 else _WEEKLY
        for job in by_id.values()
    }
    urgencies: dict[str, int] = {}
    for urgency in (_DAILY, _WEEKLY, _SINGLE):
        pending = [job for job in by_id.values() if own[job.id] == urgency]
        while pending:
            job = pending.pop()
            if job.id not in urgencies:
                urgencies[job.id] = urgency
                pending += [by_id[id] for id in job.after]
    return urgencies


def _in_order(jobs: Sequence[Job], urgencies: Mapping[str, int]) -> list[Job]:
    """Order jobs: of those that are ready the most urgent first, and then as they came."""
    ordered: list[Job] = []
    placed: set[str] = set()
    while len(ordered) < len(jobs):
        ready = (job for job in jobs if job.id not in placed and job.after <= placed)
        ordered.append(min(ready, key=lambda job: urgencies[job.id]))
        placed.add(ordered[-1].id)
    return ordered


def _assign_weeks(
    ordered: Collection[Job], urgencies: Mapping[str, int], weeks: int
) -> Iterable[int]:
    """Yield the week of each job, from 0."""
    total = sum(job.minutes for job in ordered if job.times == 1)
    before = 0
    for job in ordered:
        yield before * weeks // total if urgencies[job.id] == _SINGLE else 0
        before += job.minutes * (job.times == 1)


def _day_in_week(
    job: Job, place: int, job_count: int, repeated: int, urgencies: Mapping[str, int]
) -> int:
    """Return the first day of a job within its week, from 0.

    Args:
        job: The job.
        place: Its place among the jobs that start in the week, from 0.
        job_count: The number of jobs that start in the week.
        repeated: The number of jobs that go on from the first week: the days before are theirs.
        urgencies: The urgency of each job.
    """
    if urgencies[job.id] == _DAILY:
        return 0
    return DAYS_IN_WEEK * (repeated + place) // (repeated + job_count)
