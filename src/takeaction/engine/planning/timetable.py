"""When each part of a plan starts: what comes first, first; and every week about as full."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from takeaction.value import Value

DAYS = 7
"""The days of a week."""

_DAILY, _WEEKLY, _SINGLE = range(3)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Job(Value):
    """Something to find a day for.

    Attributes:
        id: Who it is.
        minutes: What one time takes.
        times: How often it is done, 1 or more.
        every: Days from one time to the next, 1 or 7.
        after: The ids of jobs that come before it.
    """

    id: str
    minutes: int
    times: int
    every: int
    after: frozenset[str] = frozenset()


def paced(jobs: Sequence[Job], weeks: int) -> list[tuple[Job, int]]:
    """Find a day for each job.

    What is done each week starts in the first week, what is done each day on the first day, and
    so does what comes before it. Everything else is laid end to end and cut into *weeks* equal
    parts; a job belongs to the part that it begins in. So no week has more than its part and the
    longest job. Inside a week the starts are spread over its days.

    Args:
        jobs: In the order in which they would best be done; what comes before one is among them,
            without circles.
        weeks: How many weeks there are.

    Returns:
        Each job with its first day, from 0; in order of that day, and what comes before another
        stands before it.
    """
    hurry = _hurry(jobs)
    ordered = _in_order(jobs, hurry)
    by_week: list[list[Job]] = [[] for _ in range(weeks)]
    for job, week in zip(ordered, _weeks(ordered, hurry, weeks), strict=True):
        by_week[week].append(job)
    again = sum(job.times > 1 for job in jobs)
    return [
        (job, DAYS * week + _day(job, place, len(inside), again if week else 0, hurry))
        for week, inside in enumerate(by_week)
        for place, job in enumerate(inside)
    ]


def _hurry(jobs: Iterable[Job]) -> Mapping[str, int]:
    """Return how soon each job has to start: as soon as the soonest that comes after it."""
    by_id = {job.id: job for job in jobs}
    soon: dict[str, int] = {}
    for kind in (_DAILY, _WEEKLY, _SINGLE):
        left = [job for job in by_id.values() if _kind(job) == kind]
        while left:
            job = left.pop()
            if job.id not in soon:
                soon[job.id] = kind
                left += [by_id[id] for id in job.after]
    return soon


def _kind(job: Job) -> int:
    if job.times == 1:
        return _SINGLE
    return _DAILY if job.every == 1 else _WEEKLY


def _in_order(jobs: Sequence[Job], hurry: Mapping[str, int]) -> list[Job]:
    """Return the jobs in order: of those that are ready the soonest, and then the best."""
    ordered: list[Job] = []
    placed: set[str] = set()
    while len(ordered) < len(jobs):
        ready = (job for job in jobs if job.id not in placed and job.after <= placed)
        ordered.append(min(ready, key=lambda job: hurry[job.id]))
        placed.add(ordered[-1].id)
    return ordered


def _weeks(ordered: Collection[Job], hurry: Mapping[str, int], weeks: int) -> Iterable[int]:
    """Return the week of each job, from 0."""
    whole = sum(job.minutes for job in ordered if job.times == 1)
    before = 0
    for job in ordered:
        yield before * weeks // whole if hurry[job.id] == _SINGLE else 0
        before += job.minutes * (job.times == 1)


def _day(job: Job, place: int, many: int, again: int, hurry: Mapping[str, int]) -> int:
    """Return the day of a job inside its week, behind the *again* that go on from the first."""
    return DAYS * (again + place) // (again + many) if hurry[job.id] != _DAILY else 0
