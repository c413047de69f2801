"""The timetable of a plan: the day each job starts."""

import pytest

from takeaction.engine.planning.answer import Job, schedule


def job(id, minutes=10, times=1, every=7, after=()):
    return Job(id=id, minutes=minutes, times=times, every=every, after=frozenset(after))


def starts(jobs, weeks=4):
    return [(scheduled.id, day) for scheduled, day in schedule(jobs, weeks)]


def test_no_jobs_need_no_days():
    assert schedule([], 4) == []


def test_single_jobs_are_spread_over_the_weeks_in_order():
    assert starts([job(id) for id in "badc"]) == [("b", 0), ("a", 7), ("d", 14), ("c", 21)]


def test_the_starts_of_a_week_are_spread_over_its_days():
    assert starts([job(id) for id in "abc"], weeks=1) == [("a", 0), ("b", 2), ("c", 4)]


def test_a_long_job_fills_the_week_that_it_begins_in():
    assert starts([job("a", 10), job("long", 60), job("b", 5), job("c", 5)], weeks=2) == [
        ("a", 0),
        ("long", 3),
        ("b", 7),
        ("c", 10),
    ]


def test_a_single_job_starts_at_once():
    assert starts([job("a")]) == [("a", 0)]


def test_a_weekly_job_starts_in_the_first_week():
    assert starts([job("a"), job("b"), job("weekly", times=2)], weeks=2) == [
        ("weekly", 0),
        ("a", 3),
        ("b", 10),
    ]


def test_a_daily_job_starts_on_the_first_day():
    # Otherwise its last time would be after the end.
    days = dict(starts([job("a"), job("weekly", times=1), job("daily", times=7, every=1)], weeks=1))

    assert days["daily"] == 0


@pytest.mark.parametrize(
    ("every", "times", "day"), [(7, 4, 6), (1, 28, 0)], ids=["weekly", "daily"]
)
def test_a_prerequisite_of_a_repeated_job_starts_early_too(every, times, day):
    jobs = [
        job("other", 100),
        job("again", times=times, every=every, after=["second"]),
        job("first", 100),
        job("second", 100, after=["first"]),
    ]

    ordered = starts(jobs)

    assert [id for id, _ in ordered] == ["first", "second", "again", "other"]
    assert all(start <= day for _, start in ordered[:3])
    assert ordered[3][1] > 6


def test_a_prerequisite_comes_first():
    jobs = [job("c", after=["a", "b"]), job("b", after=["a"]), job("a"), job("d")]

    assert [id for id, _ in starts(jobs)] == ["a", "b", "c", "d"]
