"""What the fields of a record say together: forms, orders, and what one needs beside another."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs

from takeaction.errors import Outcome, shown
from takeaction.models.action import Action
from takeaction.models.contact import Contact
from takeaction.models.good import Good, Rating
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header, Patch
from takeaction.models.record import Link, Record
from takeaction.models.resource import Resource
from takeaction.models.source import Source, Verified, first_day
from takeaction.models.vendor import Vendor
from takeaction.packs.rules import address, contact, identity
from takeaction.packs.structuring import Fault
from takeaction.vocabulary import Element, Grade, Status

_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_CONTEXT_SAYS = "not a sign"
_FEWEST_STEPS, _MOST_STEPS = 3, 7
_FIRST_EDITION, _LAST_EDITION = 1990, 2100


def faults(record: Record, today: date | None) -> Iterator[Fault]:
    """Find what is wrong with a record by itself.

    Args:
        record: The record.
        today: The day it is looked at; None if that is not said.
    """
    yield from _of_parts(record, today)
    yield from _status(record)
    for kind, rule in _OF_KINDS.items():
        if isinstance(record, kind):
            yield from rule(record)


def patch_faults(patch: Patch) -> Iterator[Fault]:
    """Find what is wrong with what a pack adds to another's record."""
    yield from _of_parts(patch, None)
    yield from _tags(patch, "languages", "")
    for number, each in enumerate(patch.translations):
        yield from tag_faults(each.language, f"translations[{number}].language")


def header_faults(header: Header) -> Iterator[Fault]:
    """Find what is wrong with what a pack says about itself."""
    for tag in sorted(header.languages):
        yield from tag_faults(tag, "languages")
    yield from tag_faults(header.source_language, "source_language")
    for number, id in enumerate(header.requires):
        if not identity.is_id(id):
            problem = f"{shown(id)} is no id of a pack."
            yield Fault("pack.bad_id", f"requires[{number}]", problem, "write a-z, 0-9 and -.")
    if header.contact is not None:
        yield from address.faults(header.contact, "contact")


def _of_parts(value: Any, today: date | None) -> Iterator[Fault]:
    for field, part in parts(value):
        for kind, rule in _OF_PARTS.items():
            if isinstance(part, kind):
                yield from rule(part, field, today)


def parts(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Walk a record and all attrs objects inside it, each with its field path."""
    yield path, value
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        step = f"{path}.{field.name}" if path else field.name
        if attrs.has(type(inner)):
            yield from parts(inner, step)
        elif isinstance(inner, tuple) and inner and attrs.has(type(inner[0])):
            for number, each in enumerate(inner):
                yield from parts(each, f"{step}[{number}]")


def tag_faults(tag: str, field: str) -> Iterator[Fault]:
    """Find what is wrong with a language tag."""
    if not _TAG.fullmatch(tag):
        yield Fault(
            "lang.tag", field, f"{shown(tag)} is no language tag.", 'write "en", "es-MX" or such.'
        )


def _url(part: Any, field: str, _: date | None) -> Iterator[Fault]:
    for name in ("url", "evidence"):
        url = getattr(part, name, None)
        if url is not None:
            yield from address.faults(url, f"{field}.{name}" if field else name)


def _link(link: Link, field: str, _: date | None) -> Iterator[Fault]:
    yield from address.title_faults(str(link.title), link.url, f"{field}.title")


def _source(source: Source, field: str, today: date | None) -> Iterator[Fault]:
    if source.dated is not None and first_day(source.dated) is None:
        problem = f"{shown(source.dated)} is no date."
        mend = "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out."
        yield Fault("date.form", f"{field}.dated", problem, mend)
    yield from _future(source.checked, f"{field}.checked", today)
    yield from _future(source.since, f"{field}.dated", today)


def _verified(verified: Verified, field: str, today: date | None) -> Iterator[Fault]:
    yield from _future(verified.on, f"{field}.on", today)


def _future(day: date | None, field: str, today: date | None) -> Iterator[Fault]:
    if day and today and day > today:
        problem = f"{day} has not come yet."
        yield Fault("date.future", field, problem, "write the day it was.", Outcome.WARN)


def _contact(part: Contact, field: str, _: date | None) -> Iterator[Fault]:
    for name in ("languages", "interpreter"):
        yield from _tags(part, name, f"{field}.")


def _tags(part: Any, name: str, path: str) -> Iterator[Fault]:
    for number, tag in enumerate(getattr(part, name)):
        yield from tag_faults(tag, f"{path}{name}[{number}]")


def _status(record: Record) -> Iterator[Fault]:
    if record.replaced_by and record.status is not Status.RETIRED:
        problem = "only a retired record is replaced."
        yield Fault("shape.replaced", "replaced_by", problem, 'write status = "retired".')
    if record.status is Status.RETIRED and not record.replaced_by and not record.note:
        problem = "a retired record says what to turn to."
        yield Fault("shape.replaced", "replaced_by", problem, "write replaced_by, or a note.")


def _action(action: Action) -> Iterator[Fault]:
    minutes = action.minutes
    if minutes.min < 1:
        problem = "an action takes a minute or more."
        yield Fault("limit.number", "minutes.min", problem, "write 1 or more.")
    if not minutes.min <= minutes.typical <= minutes.max:
        problem = "the minutes go from min by typical to max."
        yield Fault("shape.minutes", "minutes", problem, "put them in order.")
    if not action.modes:
        yield Fault("shape.empty", "modes", "an action is done in some way.", "name one.")
    if not action.ages:
        yield Fault("shape.empty", "ages", "an action is for some age.", "name one.")
    if not _FEWEST_STEPS <= len(action.steps) <= _MOST_STEPS:
        problem = f"an action has {_FEWEST_STEPS} to {_MOST_STEPS} steps, not {len(action.steps)}."
        yield Fault("shape.steps", "steps", problem, "split or join them.", Outcome.WARN)
    for number, day in enumerate(action.days):
        if not _is_day(day):
            problem = f"{shown(day)} is no day of a year."
            yield Fault("date.day", f"days[{number}]", problem, "write MM-DD, such as 07-30.")


def _is_day(day: str) -> bool:
    try:
        return bool(_DAY.fullmatch(day) and date.fromisoformat(f"2024-{day}"))  # a leap year
    except ValueError:
        return False


def _indicator(indicator: Indicator) -> Iterator[Fault]:
    if (indicator.element is Element.CONTEXT) != (indicator.grade is Grade.CONTEXT):
        problem = "element and grade are both context, or neither is."
        yield Fault("shape.context", "grade", problem, "make them agree.")
    if indicator.child_grade is not None and indicator.child_grade < indicator.grade:
        problem = "a sign never says less of a child."
        yield Fault("shape.child_grade", "child_grade", problem, "leave it out, or raise it.")
    if indicator.grade is Grade.CONTEXT and _CONTEXT_SAYS not in str(indicator.text):
        problem = 'an item that is never counted says so: "… is not a sign".'
        yield Fault("content.context_text", "text", problem, "say it.", Outcome.WARN)
    if not indicator.observable_by:
        problem = "somebody can come to know a sign."
        yield Fault("shape.empty", "observable_by", problem, "name one.")


def _good(good: Good) -> Iterator[Fault]:
    if not _FIRST_EDITION <= good.edition <= _LAST_EDITION:
        problem = f"{good.edition} is no year of an edition."
        yield Fault("limit.number", "edition", problem, "write four digits.")


def _rating(rating: Rating) -> Iterator[Fault]:
    years = [tier.year for tier in rating.history]
    if years != sorted(set(years)):
        problem = "the years stand in order, each once."
        yield Fault("shape.history", "history", problem, "put them in order.")


def _vendor(vendor: Vendor) -> Iterator[Fault]:
    if vendor.status is Status.RETIRED and vendor.ships_to:
        problem = "a closed vendor ships nowhere."
        yield Fault("shape.replaced", "ships_to", problem, "take it out.")


_OF_PARTS: dict[type[Any], Callable[[Any, str, date | None], Iterator[Fault]]] = {
    object: _url,
    Link: _link,
    Source: _source,
    Verified: _verified,
    Contact: _contact,
}
_OF_KINDS: dict[type[Any], Callable[[Any], Iterator[Fault]]] = {
    Action: _action,
    Resource: contact.faults,
    Indicator: _indicator,
    Good: _good,
    Rating: _rating,
    Vendor: _vendor,
}
