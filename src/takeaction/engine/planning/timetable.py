"""The timetable of a plan: the day each part starts, in order, with weeks about equally full."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from takeaction.value import Value

DAYS_IN_WEEK = 7

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
    urgencies: dict[str, int] = {}
    for urgency in (_DAILY, _WEEKLY, _SINGLE):
        pending = [job for job in by_id.values() if _urgency(job) == urgency]
        while pending:
            job = pending.pop()
            if job.id not in urgencies:
                urgencies[job.id] = urgency
                pending += [by_id[id] for id in job.after]
    return urgencies


def _urgency(job: Job) -> int:
    if job.times == 1:
        return _SINGLE
    return _DAILY if job.every == 1 else _WEEKLY


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
