"""Schedules: the opening hours of contacts as weekly events, after RFC 5545.

HSDS writes a time with its distance from UTC. Where clocks change during the year, one local time
has several of them, so each gets a schedule of its own with its first and last day.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from takeaction.core_data import language_of
from takeaction.export.contact_lines import describe_hours
from takeaction.export.hsds.identifiers import uuid_of
from takeaction.export.hsds.terms import Describer
from takeaction.models.resource import MINUTES_A_DAY, WEEKDAYS, Contact, Hours, Resource

_DAYS_AHEAD = 365
"""The days for which schedules are written: by then, somebody should have made a new export."""

_LAST_MINUTE = MINUTES_A_DAY - 1
"""The minute at which a span that ends at midnight closes: HSDS has no 24:00."""

_HOUR = 3600

OffsetStretch = tuple[timedelta, date | None, date | None]
"""Days on which a zone keeps one distance from UTC: the distance, the first and the last day."""


def schedules_of(resource: Resource, day: date, describer: Describer) -> list[dict[str, Any]]:
    """Return the schedules of a service; contacts with the same hours share theirs.

    Args:
        resource: The record.
        day: The day of the export.
        describer: The terms.
    """
    contacts: dict[Hours, list[Contact]] = {}
    for contact in resource.contacts:
        if contact.hours:
            contacts.setdefault(contact.hours, []).append(contact)
    return [
        schedule
        for hours, sharing in contacts.items()
        for schedule in _schedules(resource, hours, sharing, day, describer)
    ]


def _schedules(
    resource: Resource, hours: Hours, sharing: Sequence[Contact], day: date, describer: Describer
) -> Iterator[dict[str, Any]]:
    """Yield the schedules of some hours, and of the contacts that share them."""
    names = ", ".join(contact.id for contact in sharing)
    for event in _events(hours, day):
        id = uuid_of("schedule", resource.id, names, *map(str, event.values()))
        yield {
            "id": id,
            "service_id": uuid_of("service", resource.id),
            **event,
            "description": describe_hours(sharing[0], language_of(describer.languages)),
            "notes": f"For: {names}",
            "attributes": [
                *describer.values("schedule", id, (("contact", contact.id) for contact in sharing)),
                *describer.value("schedule", id, "hours", hours.text),
                *describer.value("schedule", id, "zone", hours.zone),
            ],
        }


def _events(hours: Hours, day: date) -> Iterator[dict[str, Any]]:
    """Yield the weekly events of some hours; an empty one where their times are not certain."""
    stretches = [(timedelta(), None, None)] if hours.always else _stretches(hours.zone, day)
    for offset, first, last in stretches:
        for (opens, closes), days in _days_by_times(hours).items():
            yield {
                "freq": "WEEKLY",
                "byday": ",".join(WEEKDAYS[weekday].upper() for weekday in days),
                "opens_at": _clock(opens, offset),
                "closes_at": _clock(min(closes, _LAST_MINUTE), offset),
                "timezone": _hours_from_utc(offset),
                **({"valid_from": first.isoformat()} if first else {}),
                **({"valid_to": last.isoformat()} if last else {}),
            }
    if not stretches:
        yield {}


def _days_by_times(hours: Hours) -> dict[tuple[int, int], list[int]]:
    """Return the days of the week that have the same opening and closing time."""
    days: dict[tuple[int, int], list[int]] = {}
    for weekday, opens, closes in hours.spans:
        days.setdefault((opens, closes), []).append(weekday)
    return days


def _stretches(zone: str | None, day: date) -> list[OffsetStretch]:
    """Return the stretches of a year, from a day on; none without data for the zone.

    A zone that keeps one distance all year has one stretch without a first or a last day.
    """
    from zoneinfo import ZoneInfo  # an export without hours does not load it

    try:
        place = ZoneInfo(zone or "")
    except (LookupError, OSError, ValueError):
        return []
    starts: dict[date, timedelta] = {}
    for ahead in range(_DAYS_AHEAD):
        noon = datetime.combine(day + timedelta(ahead), time(12), place)
        offset = noon.utcoffset() or timedelta()
        if not starts or offset != starts[max(starts)]:
            starts[noon.date()] = offset
    if len(starts) == 1:
        return [(starts[day], None, None)]
    ends = [*(start - timedelta(1) for start in [*starts][1:]), day + timedelta(_DAYS_AHEAD - 1)]
    return [(starts[start], start, end) for start, end in zip(starts, ends, strict=True)]


def _clock(minute: int, offset: timedelta) -> str:
    """Write a local time with its distance from UTC, such as ``09:00-05:00``."""
    clock = f"{minute // 60:02}:{minute % 60:02}"
    if not offset:
        return f"{clock}Z"
    sign = "-" if offset < timedelta() else "+"
    minutes = int(abs(offset).total_seconds()) // 60
    return f"{clock}{sign}{minutes // 60:02}:{minutes % 60:02}"


def _hours_from_utc(offset: timedelta) -> int | float:
    """Return a distance from UTC in hours: whole ones as a whole number."""
    hours = offset.total_seconds() / _HOUR
    return int(hours) if hours.is_integer() else hours
