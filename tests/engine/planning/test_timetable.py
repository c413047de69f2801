"""When each part of a plan starts."""

import pytest

from takeaction.engine.planning.timetable import Job, paced


def job(id, minutes=10, times=1, every=7, after=()):
    """Return a job; ten minutes of work, once."""
    return Job(id=id, minutes=minutes, times=times, every=every, after=frozenset(after))


def starts(jobs, weeks=4):
    """Return the ids with their first days, in order."""
    return [(each.id, day) for each, day in paced(jobs, weeks)]


def test_nothing_needs_no_days():
    """A plan without anything in it is no mistake."""
    assert paced([], 4) == []


def test_what_is_done_once_is_spread_over_the_weeks_in_its_order():
    """Every week gets about as much, and the order stays as it was."""
    assert starts([job(each) for each in "badc"]) == [("b", 0), ("a", 7), ("d", 14), ("c", 21)]


def test_the_starts_of_a_week_are_spread_over_its_days():
    """Nobody has everything on the first day."""
    assert starts([job(each) for each in "abc"], weeks=1) == [("a", 0), ("b", 2), ("c", 4)]


def test_a_long_one_fills_the_week_that_it_begins_in():
    """A week that is full takes nothing more, and the next one begins with what comes then."""
    assert starts([job("a", 10), job("long", 60), job("b", 5), job("c", 5)], weeks=2) == [
        ("a", 0),
        ("long", 3),
        ("b", 7),
        ("c", 10),
    ]


def test_one_alone_starts_at_once():
    """Nobody waits for three weeks to begin."""
    assert starts([job("a")]) == [("a", 0)]


def test_what_is_done_each_week_starts_in_the_first():
    """However late it stands, it is done as often as the weeks allow; the others make room."""
    assert starts([job("a"), job("b"), job("weekly", times=2)], weeks=2) == [
        ("weekly", 0),
        ("a", 3),
        ("b", 10),
    ]


def test_what_is_done_each_day_starts_on_the_first_day():
    """Otherwise its last time would lie behind the end."""
    days = dict(starts([job("a"), job("weekly", times=1), job("daily", times=7, every=1)], weeks=1))

    assert days["daily"] == 0


@pytest.mark.parametrize(
    ("every", "times", "day"), [(7, 4, 6), (1, 28, 0)], ids=["weekly", "daily"]
)
def test_what_comes_before_work_that_comes_again_hurries_as_well(every, times, day):
    """The way to it lies in the first week, or on the first day."""
    jobs = [
        job("other", 100),
        job("again", times=times, every=every, after=["second"]),
        job("first", 100),
        job("second", 100, after=["first"]),
    ]

    found = starts(jobs)

    assert [id for id, _ in found] == ["first", "second", "again", "other"]
    assert all(start <= day for _, start in found[:3])
    assert found[3][1] > 6


def test_what_comes_before_stands_before():
    """An order that is wished for gives way to one that has to be."""
    jobs = [job("c", after=["a", "b"]), job("b", after=["a"]), job("a"), job("d")]

    assert [id for id, _ in starts(jobs)] == ["a", "b", "c", "d"]
