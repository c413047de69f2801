"""The opening hours of a contact.

Grammar: ``24/7``, or spans with a comma between them, ``Mo-Fr 09:00-17:00, Sa 10:00-14:00``.
A span may run past midnight (``22:00-06:00``) or end at midnight (``24:00``). Spans may not
overlap.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import attrs

from takeaction.value import Translations, Value
from takeaction.vocabulary.contacts import ReferralState

MINUTES_A_DAY = 24 * 60

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "|".join(WEEKDAYS)
_TIME = r"[0-2]\d:[0-5]\d"
_SPAN = re.compile(
    rf"(?P<first>{_DAY})(?:-(?P<last>{_DAY}))? (?P<opens>{_TIME})-(?P<closes>{_TIME})", re.ASCII
)
_ROUND_THE_CLOCK = tuple((day, 0, MINUTES_A_DAY) for day in range(7))
_CLOCK_CHANGE_MARGIN = timedelta(hours=2)
"""The largest clock change in use: Antarctica/Troll moves its clocks by two hours."""

_MAX_SPANS = 70
"""Ten spans for each day of the week; bounds the time to read a hostile text."""

_HOLIDAYS = ((1, 1), (12, 25))
"""Month and day on which many helplines do not keep their usual hours.

There is no calendar of holidays: they differ by country, region and employer, and a wrong one would
call a closed helpline open.
"""

Span = tuple[int, int, int]
"""One span of one local day: weekday from 0 (Monday), minute it opens, minute it closes."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hours(Value):
    """The weekly opening hours of a contact.

    Attributes:
        zone: The IANA name of the time zone, such as ``America/New_York``. None for 24/7, and
            where the pack names no known zone: then the state is never certain.
        spans: One (weekday, opens, closes) triple for each span of a day, in order and
            without overlap. Weekdays run from 0 (Monday) to 6; times are minutes since local
            midnight, 0 to 1440, opens before closes. Empty where they cannot be read.
        text: The hours as the pack writes them.
    """

    zone: str | None = None
    spans: tuple[Span, ...] = _ROUND_THE_CLOCK
    text: str = "24/7"

    def _shown(self) -> dict[str, object]:
        return {"text": self.text, "zone": self.zone}

    def plain(self, _: tuple[str, ...], __: Translations) -> dict[str, str | None]:
        """Return the hours as plain data: as the pack writes them, with their zone."""
        return {"text": self.text, "zone": self.zone}

    @property
    def always(self) -> bool:
        """True if the contact never closes."""
        return self.spans == _ROUND_THE_CLOCK

    def state(self, at: datetime | None) -> ReferralState:
        """Tell whether somebody answers at a moment.

        Args:
            at: An aware moment; None if the question names no moment.

        Returns:
            ``uncertain`` without a moment or without zone data, within two hours of a clock
            change if the old and the new time give different states, and during opening hours
            on 25 December and 1 January. 24/7 is always ``open``.
        """
        if self.always:
            return ReferralState.OPEN
        if at is None:
            return ReferralState.UNCERTAIN
        states = {self._state_at(wall_time) for wall_time in _wall_times(at, self.zone)}
        return states.pop() if len(states) == 1 else ReferralState.UNCERTAIN

    def opens(self, at: datetime | None) -> datetime | None:
        """Return the next moment after *at* when the contact opens, in its zone.

        Returns:
            None unless it is closed at *at*, and None if the next opening is itself ``uncertain``.
        """
        if at is None or self.always or self.state(at) is not ReferralState.CLOSED:
            return None
        local = _local(at, self.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        moments = (
            moment
            for days in range(8)
            for weekday, opens, _ in self.spans
            if weekday == (local.weekday() + days) % 7
            for moment in _moments_of(midnight + timedelta(days=days, minutes=opens))
        )
        soonest = min((moment for moment in moments if moment > at), default=None)
        if soonest is None or self.state(soonest) is not ReferralState.OPEN:
            return None
        return soonest.astimezone(local.tzinfo)

    def _state_at(self, local: datetime) -> ReferralState:
        """Return the state at a local time of the contact."""
        minute = local.hour * 60 + local.minute
        if not any(
            weekday == local.weekday() and opens <= minute < closes
            for weekday, opens, closes in self.spans
        ):
            return ReferralState.CLOSED
        day_off = (local.month, local.day) in _HOLIDAYS
        return ReferralState.UNCERTAIN if day_off else ReferralState.OPEN


def parse_hours(text: str, zone: str | None = None) -> Hours:
    """Read opening hours.

    Args:
        text: Hours in the grammar of this module.
        zone: The IANA name of the zone; needed unless *text* is ``24/7``.

    Raises:
        ValueError: *text* does not follow the grammar, has overlapping spans, or has more than 70.
    """
    if text == "24/7":
        return Hours()
    parts = text.split(", ", _MAX_SPANS)
    if len(parts) > _MAX_SPANS:
        raise ValueError(f"more than {_MAX_SPANS} spans")
    spans = sorted(span for part in parts for span in _spans(part))
    for (day, _, closes), (next_day, opens, _) in pairwise(spans):
        if day == next_day and opens < closes:
            raise ValueError(f"two spans overlap on {WEEKDAYS[day]}")
    return Hours(zone=zone, spans=tuple(spans), text=text)


def why_unread(text: str) -> str:
    """Return the reason why opening hours cannot be read; empty if they can."""
    try:
        parse_hours(text)
    except ValueError as error:
        return str(error)
    return ""


def _spans(part: str) -> Iterator[Span]:
    """Read one span of the grammar, and yield one span for each of its days."""
    match = _SPAN.fullmatch(part)
    if not match:
        raise ValueError("each span reads like Mo-Fr 09:00-17:00, with ', ' between spans")
    first = WEEKDAYS.index(match["first"])
    last = WEEKDAYS.index(match["last"] or match["first"])
    opens, closes = _minute(match["opens"]), _minute(match["closes"])
    if opens in (closes, MINUTES_A_DAY) or max(opens, closes) > MINUTES_A_DAY:
        raise ValueError("a span opens and closes at different times from 00:00 to 24:00")
    for day in range(first, first + (last - first) % 7 + 1):
        if opens < closes:
            yield day % 7, opens, closes
        else:
            yield day % 7, opens, MINUTES_A_DAY
            if closes:
                yield (day + 1) % 7, 0, closes


def _minute(clock: str) -> int:
    """Return the minutes since midnight of HH:MM."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _wall_times(at: datetime, zone: str | None) -> Iterator[datetime]:
    """Return the local times of a moment, naive: one, or two near a clock change."""
    at = at.astimezone(UTC)  # In a local zone, adding hours moves the clock hands, not the time.
    try:
        offsets = {
            _local(at + shift, zone).utcoffset()
            for shift in (-_CLOCK_CHANGE_MARGIN, _CLOCK_CHANGE_MARGIN)
        }
    except LookupError:
        return iter(())
    naive = at.replace(tzinfo=None)
    return (naive + offset for offset in offsets if offset is not None)


def _local(at: datetime, zone: str | None) -> datetime:
    """Convert a moment to a zone.

    Raises:
        LookupError: The zone does not exist, or this machine has no data for it.
    """
    from zoneinfo import ZoneInfo  # A host that never asks about hours does not load it.

    if zone is None:
        raise LookupError
    try:
        return at.astimezone(ZoneInfo(zone))
    except (OSError, ValueError) as error:  # The data cannot be read, or *zone* names no file.
        raise LookupError from error


def _moments_of(wall: datetime) -> Iterator[datetime]:
    """Return the moments, in UTC, that a local time can mean: two at a clock change."""
    return (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
