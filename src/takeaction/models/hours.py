"""When somebody answers.

Grammar: ``24/7``, or spans with a comma between them, ``Mo-Fr 09:00-17:00, Sa 10:00-14:00``.
A span may run over midnight (``22:00-06:00``) or to its end (``24:00``). Spans may not overlap.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import attrs

from takeaction.value import Value
from takeaction.vocabulary import ReferralState

DAY = 24 * 60
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SPAN = re.compile(
    r"(?P<first>Mo|Tu|We|Th|Fr|Sa|Su)(?:-(?P<last>Mo|Tu|We|Th|Fr|Sa|Su))?"
    r" (?P<opens>[0-2]\d:[0-5]\d)-(?P<closes>[0-2]\d:[0-5]\d)",
    re.ASCII,
)
_ROUND_THE_CLOCK = tuple((day, 0, DAY) for day in range(7))
_DOUBT = timedelta(hours=2)
_MOST_PARTS = 70
"""Ten spans for each day of a week."""

_HOLIDAYS = ((1, 1), (12, 25))
"""Month and day on which many referrals do not keep their week. No calendar stands behind it."""

Span = tuple[int, int, int]
"""Weekday from 0 (Monday), minute it opens, minute it closes, of one local day."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hours(Value):
    """The weekly opening times of a contact.

    Attributes:
        zone: IANA name of the time zone, such as ``America/New_York``. None for 24/7, and
            where the pack names no known zone: then no moment is certain.
        spans: One (weekday, opens, closes) triple for each span of a day, in order and
            without overlap. Weekdays run from 0 (Monday) to 6; times are minutes since local
            midnight, 0 to 1440, opens before closes.
        text: As it was written.
    """

    zone: str | None = None
    spans: tuple[Span, ...] = _ROUND_THE_CLOCK
    text: str = "24/7"

    @property
    def always(self) -> bool:
        """True if it never closes."""
        return self.spans == _ROUND_THE_CLOCK

    def state(self, at: datetime | None) -> ReferralState:
        """Tell whether somebody answers at a moment.

        Args:
            at: An aware moment, or None for a question without one.

        Returns:
            ``uncertain`` without a moment, without zone data, within two hours of a change of
            the clocks where the two readings of the clock differ, and on 25 December and
            1 January where it would be open by its week. 24/7 is always ``open``.
        """
        if self.always:
            return ReferralState.OPEN
        if at is None:
            return ReferralState.UNCERTAIN
        states = {self._by_clock(moment) for moment in _readings(at, self.zone)}
        return states.pop() if len(states) == 1 else ReferralState.UNCERTAIN

    def opens(self, at: datetime | None) -> datetime | None:
        """Return the next moment it opens after *at*, in its zone.

        Returns:
            None if it is open now, or if that moment cannot be said, since it is ``uncertain``.
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
            for moment in _meant(midnight + timedelta(days=days, minutes=opens))
        )
        soonest = min((moment for moment in moments if moment > at), default=None)
        if soonest is None or self.state(soonest) is not ReferralState.OPEN:
            return None
        return soonest.astimezone(local.tzinfo)

    def _by_clock(self, local: datetime) -> ReferralState:
        """Return the state when the clock of the referral shows a time."""
        minute = local.hour * 60 + local.minute
        if not any(
            weekday == local.weekday() and opens <= minute < closes
            for weekday, opens, closes in self.spans
        ):
            return ReferralState.CLOSED
        day_off = (local.month, local.day) in _HOLIDAYS
        return ReferralState.UNCERTAIN if day_off else ReferralState.OPEN


def parse_hours(text: str, zone: str | None = None) -> Hours:
    """Read opening times.

    Args:
        text: As the grammar of this module says.
        zone: IANA name of the zone; needed unless *text* is ``24/7``.

    Raises:
        ValueError: *text* is not in the grammar, two of its spans overlap, or it has very many.
    """
    if text == "24/7":
        return Hours()
    parts = text.split(", ", _MOST_PARTS)
    if len(parts) > _MOST_PARTS:
        raise ValueError(f"more than {_MOST_PARTS} spans")
    spans = sorted(span for part in parts for span in _spans(part))
    for (day, _, closes), (next_day, opens, _) in pairwise(spans):
        if day == next_day and opens < closes:
            raise ValueError(f"two spans overlap on {_DAYS[day]}")
    return Hours(zone=zone, spans=tuple(spans), text=text)


def _spans(part: str) -> Iterator[Span]:
    """Read one span of the grammar as spans of single days."""
    found = _SPAN.fullmatch(part)
    if not found:
        raise ValueError("each span reads like Mo-Fr 09:00-17:00, with ', ' between spans")
    first = _DAYS.index(found["first"])
    last = _DAYS.index(found["last"] or found["first"])
    opens, closes = (_minute(found[end]) for end in ("opens", "closes"))
    if opens in (closes, DAY) or max(opens, closes) > DAY:
        raise ValueError("a span opens and closes at different times from 00:00 to 24:00")
    for day in range(first, first + (last - first) % 7 + 1):
        if opens < closes:
            yield day % 7, opens, closes
        else:
            yield day % 7, opens, DAY
            if closes:
                yield (day + 1) % 7, 0, closes


def _minute(clock: str) -> int:
    """Return the minutes since midnight of HH:MM."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _readings(at: datetime, zone: str | None) -> Iterator[datetime]:
    """Return what clocks show at a moment: one reading, or two near a change of the clocks."""
    at = at.astimezone(UTC)  # in a zone, adding hours would turn the clock and not let time pass
    try:
        offsets = {_local(at + shift, zone).utcoffset() for shift in (-_DOUBT, _DOUBT)}
    except LookupError:
        return iter(())
    naive = at.replace(tzinfo=None)
    return (naive + offset for offset in offsets if offset is not None)


def _local(at: datetime, zone: str | None) -> datetime:
    """Return a moment in a zone.

    Raises:
        LookupError: There is no such zone, or no data for it on this machine.
    """
    from zoneinfo import ZoneInfo

    if zone is None:
        raise LookupError
    try:
        return at.astimezone(ZoneInfo(zone))
    except (OSError, ValueError) as error:  # its data cannot be read, or it names no file
        raise LookupError from error


def _meant(wall: datetime) -> Iterator[datetime]:
    """Return the moments that a clock time may mean, in UTC: two where the clocks change."""
    return (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
