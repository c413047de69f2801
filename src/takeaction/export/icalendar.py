"""A plan as a calendar file (iCalendar, RFC 5545).

Somebody else may see the calendar. So nothing in it says what the time is for, unless that is
asked for: no title, no name of this library, no id of an action, and never a contact for help.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from takeaction.core_data import language_of
from takeaction.engine.planning.answer import Plan, Planned
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.question import flag, moment

_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_of(plan: Plan, *, at: datetime | None, titles: bool = False) -> bytes:
    """Write a plan as a calendar file.

    Each action is one entry for whole days, private and without an alarm. It does not make the
    day look taken. One that is done again repeats each day or each week.

    Args:
        plan: The plan. One that counts weeks starts on the day of *at*.
        at: An aware moment: when the file is made.
        titles: True names the actions. By default each entry reads "Planned time, 30 minutes".

    Returns:
        The file, in UTF-8. An entry has a UID that is made of nothing but what it shows, so the
        same plan always gives the same ones, and they tell nothing more.

    Raises:
        QueryError: *at* is missing or has no zone, or nothing is planned: a calendar has at least
            one entry.

    Example:
        >>> from datetime import UTC, datetime
        >>> now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
        >>> made = plan(catalog, Profile(minutes=30), budget=60, at=now)
        >>> calendar_of(made, at=now)[:15]
        b'BEGIN:VCALENDAR'
    """
    flag(titles, "titles")
    made = moment(at)
    if made is None:
        text = "A calendar needs a day to start on: give at, such as datetime.now(UTC)."
        raise QueryError("query.at", text, "at")
    if not plan.items:
        text = "Nothing is planned, so there is nothing to put into a calendar."
        raise QueryError("query.plan", text, "plan")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Planned time//EN"]
    alike: Counter[str] = Counter()
    for item in plan.items:
        shown = list(_shown(item, made.date(), titles=titles))
        key = "\n".join(shown)
        uid = sha256(f"{alike[key]}\n{key}".encode()).hexdigest()[:32]
        alike[key] += 1
        stamp = f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        lines += ["BEGIN:VEVENT", f"UID:{uid}", stamp, *shown, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _shown(item: Planned, today: date, *, titles: bool) -> Iterator[str]:
    """Say when an entry is, and as much of what it is as may be seen."""
    start = (item.first_day or today) + timedelta(item.day)
    language = language_of(item.recommendation.languages)
    slots = {"minutes": item.minutes}
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    if item.times > 1:
        yield f"RRULE:FREQ={'DAILY' if item.every == 1 else 'WEEKLY'};COUNT={item.times}"
    if titles:
        yield f"SUMMARY:{_escaped(item.title)}"
        yield f"DESCRIPTION:{_escaped(say('calendar.minutes', language, slots))}"
    else:
        yield f"SUMMARY:{_escaped(say('calendar.entry', language, slots))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"


def _escaped(text: str) -> str:
    """Write text as a value, without the control characters that no value may hold."""
    lines = "\n".join(text.splitlines())
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc").translate(
        _ESCAPES
    )


def _folded(line: str) -> bytes:
    """Break a line where it has more than 75 octets, and never inside a character."""
    parts, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            parts.append("")
            octets = 1  # the blank that begins the next part
        parts[-1] += character
        octets += size
    return "\r\n ".join(parts).encode() + b"\r\n"
