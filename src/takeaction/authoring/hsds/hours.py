"""Schedules of a directory: weekly events become the opening hours of a pack, or none."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from takeaction.authoring.hsds.service import HsdsObject
from takeaction.core_data import zones
from takeaction.models.hours import MINUTES_A_DAY, WEEKDAYS, Span, parse_hours

_TIME = re.compile(r"(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_LAST_MINUTES = (MINUTES_A_DAY - 1, MINUTES_A_DAY, 0)
"""The minutes at which directories end a day: 23:59, 24:00 and 00:00."""

_LATEST_HOUR, _LATEST_MINUTE = 24, 59
_RULES = ("bymonthday", "byweekno", "byyearday", "count", "until", "dtstart")
"""The members of an event that is not simply weekly."""

_HALF_YEAR = 182


class WrittenHours(NamedTuple):
    """Opening hours as a pack writes them.

    Attributes:
        text: The hours, such as ``Mo-Fr 09:00-17:00``.
        zone: The IANA name of their zone; None for 24/7.
    """

    text: str
    zone: str | None


class _UnreadError(ValueError):
    """A schedule cannot be carried; its text is the reason."""


def read_hours(schedules: Sequence[HsdsObject], zone: str | None, day: date) -> WrittenHours | None:
    """Return the opening hours of some schedules; None if there are none or they are not certain.

    One event that cannot be read makes all hours uncertain: people would be told that a line is
    closed while it is open. That is noted as a loss.

    Args:
        schedules: The schedules.
        zone: The zone of the directory, for events that name none.
        day: The day of the import; events that are over or have not begun do not count.
    """
    spans: set[Span] = set()
    names: set[str | None] = set()
    for schedule in _valid(schedules, day):
        try:
            place = _zone_of(schedule, zone)
            spans |= _spans(schedule, place, day)
            names.add(place)
        except _UnreadError as error:
            schedule.lose("", f"{error}; the hours are unknown")
            return None
    return _written(spans, names, schedules)


def _written(
    spans: set[Span], names: set[str | None], schedules: Sequence[HsdsObject]
) -> WrittenHours | None:
    if not spans:
        return None
    if spans == {(weekday, 0, MINUTES_A_DAY) for weekday in range(7)}:
        return WrittenHours("24/7", None)
    zone = names.pop() if len(names) == 1 else None
    text = _text_of(sorted(spans))
    try:
        parse_hours(text, zone)
    except ValueError as error:
        schedules[0].lose("", f"{error}; the hours are unknown")
        return None
    if zone is None:
        schedules[0].lose("timezone", "no time zone is named; the hours are unknown")
        return None
    return WrittenHours(text, zone)


def _valid(schedules: Sequence[HsdsObject], day: date) -> list[HsdsObject]:
    """Return the schedules that hold on a day; those of other days are no loss if some do."""
    valid = [schedule for schedule in schedules if _holds(schedule, day.isoformat())]
    if schedules and not valid:
        schedules[0].lose("", "no schedule holds on the day of the import")
    return valid


def _holds(schedule: HsdsObject, day: str) -> bool:
    """Tell whether a schedule holds on a day; without a first or a last day it always does."""
    first, last = (schedule.text(field)[:10] for field in ("valid_from", "valid_to"))
    return first <= day <= (last or day)


def _zone_of(schedule: HsdsObject, zone: str | None) -> str | None:
    """Return the zone of a schedule: that of our own export, or a name in ``timezone``."""
    written = schedule.members.get("timezone")
    named = [*schedule.own_terms().get("zone", ()), written if isinstance(written, str) else ""]
    return next((name for name in named if name in zones()), zone)


def _spans(schedule: HsdsObject, zone: str | None, day: date) -> set[Span]:
    """Return the spans of a weekly event.

    Raises:
        _UnreadError: It is not weekly, or a time or day of it cannot be read.
    """
    if schedule.text("freq").upper() not in ("", "WEEKLY"):
        raise _UnreadError("it is not weekly")
    if any(schedule.members.get(rule) for rule in _RULES) or schedule.number("interval") not in (
        None,
        1,
    ):
        raise _UnreadError("it is not each week")
    days = _days(schedule.text("byday"))
    opens, closes = _minute(schedule, "opens_at"), _minute(schedule, "closes_at")
    if opens == MINUTES_A_DAY or (opens == closes and opens):
        raise _UnreadError("it opens and closes at the same time")
    is_all_day = not opens and closes in _LAST_MINUTES
    if zone and not is_all_day:
        _check_offsets(schedule, zone, day)
    if closes in _LAST_MINUTES:
        return {(weekday, opens, MINUTES_A_DAY) for weekday in days}
    if opens < closes:
        return {(weekday, opens, closes) for weekday in days}
    nights = {(weekday, opens, MINUTES_A_DAY) for weekday in days}
    return nights | {((weekday + 1) % 7, 0, closes) for weekday in days}


def _days(byday: str) -> list[int]:
    known = {day.upper(): number for number, day in enumerate(WEEKDAYS)}
    days = [part.strip().upper() for part in byday.split(",")]
    if not set(days) <= set(known):
        raise _UnreadError("it names no days of the week")
    return [known[day] for day in days]


def _minute(schedule: HsdsObject, field: str) -> int:
    """Return the local minute of a time, from 0 to 1440.

    Raises:
        _UnreadError: It is no time.
    """
    match = _TIME.fullmatch(schedule.text(field))
    hour, minute = (int(match[1]), int(match[2])) if match else (_LATEST_HOUR, _LATEST_MINUTE)
    if hour > _LATEST_HOUR or minute > _LATEST_MINUTE or (hour == _LATEST_HOUR and minute):
        raise _UnreadError(f"{field} is no time")
    return hour * 60 + minute


def _check_offsets(schedule: HsdsObject, zone: str, day: date) -> None:
    """Check that the times of an event are those of its zone.

    Raises:
        _UnreadError: One has a distance from UTC that the zone never has.
    """
    for field in ("opens_at", "closes_at"):
        match = _TIME.fullmatch(schedule.text(field))
        if match and match[3] and _offset(match[3]) not in _offsets(zone, day):
            raise _UnreadError(f"{field} has a distance from UTC that its zone never has")


def _offset(written: str) -> timedelta:
    if written == "Z":
        return timedelta()
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def _offsets(zone: str, day: date) -> set[timedelta | None]:
    """Return the distances from UTC of a zone, in summer and in winter."""
    from zoneinfo import ZoneInfo  # an import without hours does not load it

    try:
        place = ZoneInfo(zone)
    except (LookupError, OSError, ValueError) as error:
        raise _UnreadError("there is no data about its zone on this machine") from error
    noon = datetime.combine(day, time(12), place)
    return {(noon + timedelta(_HALF_YEAR * half)).utcoffset() for half in (0, 1)}


def _text_of(spans: Sequence[Span]) -> str:
    """Write spans in the grammar of a pack: the days with the same times together."""
    days: dict[tuple[int, int], list[int]] = {}
    for weekday, opens, closes in spans:
        days.setdefault((opens, closes), []).append(weekday)
    return ", ".join(
        f"{part} {_clock(opens)}-{_clock(closes)}"
        for (opens, closes), weekdays in days.items()
        for part in _runs(weekdays)
    )


def _runs(weekdays: list[int]) -> list[str]:
    """Return days of the week in runs, such as ``Mo-Fr`` and ``Su``."""
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return [
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
        for run in runs
    ]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
