"""A plan as a calendar file (iCalendar, RFC 5545).

Somebody else may see the calendar. So nothing in it gives away the purpose of the time, unless the
caller asks for titles: no title, no name of this library, no id of an action. It never contains a
contact for help.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from takeaction.core_data import language_of
from takeaction.engine.planning.answer import Plan, Planned
from takeaction.engine.reasons import say
from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import check_flag, check_moment, read_languages
from takeaction.vocabulary.words import Several


def calendar_of(
    plan: Plan,
    *,
    titles: bool = False,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> bytes:
    """Write a plan as a calendar file.

    Each action is an all-day entry, private and without an alarm. It does not mark the day as
    busy. A repeated action repeats daily or weekly.

    Args:
        plan: The plan. A plan with numbered weeks instead of dates starts on the day of *at*.
        titles: True names the actions. By default each entry reads "Planned time, 30 minutes".
        languages: The languages of the entries, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes those of the plan.
        at: The moment the file is written, with a time zone. Each call has to give it.

    Returns:
        The file, in UTF-8. The UID of an entry depends only on the text the entry shows, so the
        same plan always gives the same UIDs, and they reveal nothing more.

    Raises:
        QueryError: *at* is missing or has no zone, or the plan is empty: a calendar needs at least
            one entry.

    Example:
        >>> from datetime import UTC, datetime
        >>> now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
        >>> my_plan = plan(catalog, Profile(minutes=30), budget=60, at=now)
        >>> calendar_of(my_plan, at=now)[:15]
        b'BEGIN:VCALENDAR'
    """
    fields = Fields()
    fields.read(_check_plan, plan)
    moment = fields.read(_check_start, at)
    fields.read(check_flag, titles, "titles")
    fields.raise_wrong(fields.read(read_languages, languages))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Planned time//EN"]
    stamp = f"DTSTAMP:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    copies: Counter[str] = Counter()
    for item in plan.items:
        wish = read_languages(languages, item.recommendation.languages)
        properties = list(_properties(item, moment.date(), wish, titles=titles))
        key = "\n".join(properties)
        uid = sha256(f"{copies[key]}\n{key}".encode()).hexdigest()[:32]
        copies[key] += 1
        lines += ["BEGIN:VEVENT", f"UID:{uid}", stamp, *properties, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(map(fold_line, lines))


def _check_plan(plan: Plan) -> None:
    if not isinstance(plan, Plan):
        raise refused("query.plan", "plan", "plan")
    if not plan.items:
        raise refused("query.plan", "empty_plan", "plan")


def _check_start(at: datetime | None) -> datetime:
    moment = check_moment(at)
    if moment is None:
        raise refused("query.at", "calendar", "at")
    return moment


def _properties(
    item: Planned, today: date, languages: tuple[str, ...], *, titles: bool
) -> Iterator[str]:
    """Yield the properties of an entry: its days, and its title only if *titles* is True."""
    start = (item.first_day or today) + timedelta(item.day)
    language = language_of(languages)
    slots = {"minutes": item.minutes}
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    if item.times > 1:
        yield f"RRULE:FREQ={'DAILY' if item.every == 1 else 'WEEKLY'};COUNT={item.times}"
    if titles:
        yield f"SUMMARY:{escape_value(str(item.action.title.pick(languages)))}"
        yield f"DESCRIPTION:{escape_value(say('calendar.minutes', language, slots))}"
    else:
        yield f"SUMMARY:{escape_value(say('calendar.entry', language, slots))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"


_LINE_OCTETS = 75
"""The longest line that RFC 5545, section 3.1, and RFC 6350, section 3.2, recommend.

The line break does not count.
"""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escape_value(text: str) -> str:
    """Write text as a value of a calendar or an address card, without control characters."""
    lines = "\n".join(text.splitlines())
    allowed = (c for c in lines if c == "\n" or unicodedata.category(c) != "Cc")
    return "".join(allowed).translate(_ESCAPES)


def fold_line(line: str) -> bytes:
    """Break a line after at most 75 octets, never inside a character."""
    parts, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LINE_OCTETS:
            parts.append("")
            octets = 1  # The next part begins with a blank.
        parts[-1] += character
        octets += size
    return "\r\n ".join(parts).encode() + b"\r\n"
