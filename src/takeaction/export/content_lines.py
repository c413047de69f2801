"""A plan as a calendar file (iCalendar, RFC 5545); helplines as address cards (vCard, RFC 6350).

Both formats are made of content lines. Somebody else may see the calendar. So nothing in it gives
away the purpose of the time, unless the caller asks for titles: no title, no name of this library,
no id of an action. It never contains a contact for help.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.engine.planning.answer import Plan, Planned
from takeaction.engine.reasons import say
from takeaction.errors import Fields, refused
from takeaction.export.json_text import check_export, contacts_of, lone_lines
from takeaction.export.selection import Selection
from takeaction.models.question.arguments import check_flag, check_moment, read_languages
from takeaction.models.region import region
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.privacy import confidential
from takeaction.views.contact_lines import (
    describe_languages,
    describe_operator,
    labelled_hours,
    marked_text,
    method_and_day,
)
from takeaction.vocabulary.contacts import PHONE_TYPES
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


# Address cards for the address book of a phone.


@confidential
def vcards_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write helplines as address cards, one for each.

    Args:
        catalog: The records.
        selection: The helplines to write, the languages of their texts, and the day.

    Returns:
        The cards, vCard 4.0 in UTF-8, in order of id. The name of a card says who answers, and its
        note first of all who they tell, and then hours, languages, source, licence and digest.
        Pages that list the lines of others, lines that no longer exist, and lines that are easily
        mistaken for another are left out. Empty if no helpline belongs to the selection.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    lines = (
        line
        for resource in lone_lines(catalog, selection)
        for line in _card(catalog, resource, selection)
    )
    return b"".join(map(fold_line, lines))


def _card(catalog: Catalog, resource: Resource, selection: Selection) -> Iterator[str]:
    """Yield the lines of a card, not yet folded."""
    languages = selection.languages
    name = str(resource.name.pick(languages))
    who = describe_operator(resource, languages)
    yield from ("BEGIN:VCARD", "VERSION:4.0", "PRODID:-//takeaction//EN", "KIND:org")
    yield f"UID:urn:takeaction:{resource.id}"
    yield f"FN:{escape_value(f'{name} ({who})')}"
    if resource.operator:
        yield f"ORG:{escape_value(resource.operator)}"
    yield f"NOTE:{escape_value(_note(catalog, resource, selection))}"
    yield f"CATEGORIES:{','.join(sorted(resource.purposes))}"
    yield from _addresses(contacts_of(resource))
    if resource.source.url:
        yield f"SOURCE:{_uri(resource.source.url)}"
    yield "END:VCARD"


def _addresses(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield a line for each number, mailbox and page; the first way is the preferred one."""
    for place, contact in enumerate(contacts, 1):
        preference = f";PREF={min(place, 100)}"  # RFC 6350 has 1 to 100
        if contact.dial:
            yield f"TEL{preference};TYPE={PHONE_TYPES[contact.channel][0]}:{contact.dial}"
        elif contact.email:
            yield f"EMAIL{preference}:{escape_value(contact.email)}"
        elif contact.url:
            yield f"URL{preference}:{_uri(contact.url)}"


def _uri(address: str) -> str:
    """Write an address as a value, which has no escapes: a line break in it would end the line."""
    return "".join(address.split())


def _note(catalog: Catalog, resource: Resource, selection: Selection) -> str:
    """Return the note of a card: who answers and who they tell come first."""
    languages = selection.languages
    language = language_of(languages)
    header = catalog.packs[resource.pack].header
    source = resource.source
    source_parts = tuple(filter(None, (source.title, source.publisher, source.dated)))
    parts = (
        str(who_answers_and_tells(resource, first_language_of(languages))),
        _labelled("only_for", resource.only_for, languages),
        _labelled("know_before", resource.warning, languages),
        resource.summary and marked_text(resource.summary, languages),
        *(_way(contact, languages) for contact in contacts_of(resource)),
        say("label.source", language, {"source": source_parts}),
        say("label.checked", language, {"method": method_and_day(resource.verified, languages)}),
        f"{header.publisher}, {header.licence}",
        f"{selection.at.isoformat()} {catalog.digest}",
    )
    return "\n".join(capitalised(part) for part in parts if part)


def _labelled(label: str, text: Text | None, languages: tuple[str, ...]) -> str:
    if text is None:
        return ""
    return say(f"label.{label}", language_of(languages), {"text": marked_text(text, languages)})


def _way(contact: Contact, languages: tuple[str, ...]) -> str:
    """Say how to reach somebody, where the digits work, and when and in which languages."""
    where = contact.dial_region and region(contact.dial_region).label.pick(languages).text
    reach = str(how_to_use(contact, languages))
    facts = [f"{reach} ({where})" if where else reach, labelled_hours(contact, languages)]
    if contact.languages or contact.interpreter:
        facts.append(describe_languages(contact, languages))
    if contact.cost:
        facts.append(say(f"cost.{contact.cost}", language_of(languages)))
    if contact.note:
        facts.append(marked_text(contact.note, languages))
    return "; ".join(filter(None, facts))
