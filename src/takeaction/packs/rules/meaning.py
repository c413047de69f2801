"""What the fields of a record say together: forms, orders, and what one needs beside another."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import attrs

from takeaction.errors import shown
from takeaction.lazy import by_class
from takeaction.models.contact import Contact
from takeaction.models.pack import Header
from takeaction.models.record import Link, Record
from takeaction.models.source import Source, Verified
from takeaction.packs.faults import Fault
from takeaction.packs.rules import address, contact, identity
from takeaction.packs.rules.safety import is_english
from takeaction.vocabulary import Kind, Status

if TYPE_CHECKING:  # a kind that no pack has is not imported
    from takeaction.models.action import Action
    from takeaction.models.good import Good, Rating
    from takeaction.models.indicator import Indicator
    from takeaction.models.patch import Patch
    from takeaction.models.vendor import Vendor

_DAY = r"[0-9]{2}-[0-9]{2}"
_TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
_BARE = len("en")
_CONTEXT_SAYS = "not a sign"
_FEWEST_STEPS, _MOST_STEPS = 3, 7
_FIRST_EDITION, _LAST_EDITION = 1990, 2100


def faults(record: Record, today: date | None) -> Iterable[Fault]:
    """Find what is wrong with a record by itself.

    Args:
        record: The record.
        today: The day it is looked at; None if that is not said.
    """
    rule = _OF_KINDS.get(record.record_kind)
    return chain(_of_parts(record, today), _status(record), rule(record) if rule else ())


def patch_faults(patch: "Patch") -> Iterator[Fault]:
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
        for rule in _rules(type(part)):
            yield from rule(part, field, today)


def parts(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Walk a record and all parts inside it that have a rule, each with its field path."""
    found = [(path, value)]
    for name in _holders(type(value)):
        inner = getattr(value, name)
        if not inner:
            continue
        step = f"{path}.{name}" if path else name
        several = type(inner) is tuple
        inside = (
            [(f"{step}[{n}]", each) for n, each in enumerate(inner)] if several else [(step, inner)]
        )
        if not _holders(type(inside[0][1])):
            found += inside
            continue
        for where, each in inside:
            found += parts(each, where)
    return found


@by_class
def _holders(model: type[Any]) -> tuple[str, ...]:
    """Return the fields of a model that hold a part which has a rule, or may hold one itself."""
    fields = attrs.fields(model)
    return tuple(field.name for field in fields if any(map(_is_held, _parts_of(field.type))))


def _is_held(model: type[Any]) -> bool:
    return bool(_holders(model)) or bool(_rules(model))


def _parts_of(kind: Any) -> Iterator[type[Any]]:
    """Return the attrs classes that the type of a field speaks of."""
    if attrs.has(kind):
        yield kind
    for inner in get_args(kind):
        yield from _parts_of(inner)


@by_class
def _rules(model: type[Any]) -> "tuple[_Rule, ...]":
    """Return the rules of a part: each address in it is looked at, and what it says together."""
    names = {field.name for field in attrs.fields(model)}
    addresses = [partial(_address, name) for name in ("url", "evidence") if name in names]
    own = _OF_PARTS.get(model)
    return (*addresses, own) if own else (*addresses,)


def _address(name: str, part: Any, field: str, _: date | None) -> Iterable[Fault]:
    url = getattr(part, name)
    return () if url is None else address.faults(url, f"{field}.{name}" if field else name)


def tag_faults(tag: str, field: str) -> Iterator[Fault]:
    """Find what is wrong with a language tag."""
    is_bare = len(tag) == _BARE and tag.isascii() and tag.isalpha() and tag.islower()
    if not is_bare and not re.fullmatch(_TAG, tag):
        yield Fault(
            "lang.tag", field, f"{shown(tag)} is no language tag.", 'write "en", "es-MX" or such.'
        )


def _link(link: Link, field: str, _: date | None) -> Iterator[Fault]:
    yield from address.title_faults(str(link.title), link.url, f"{field}.title")


def _source(source: Source, field: str, today: date | None) -> Iterator[Fault]:
    since = source.since
    if source.dated is not None and since is None:
        problem = f"{shown(source.dated)} is no date."
        fix = "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out."
        yield Fault("date.form", f"{field}.dated", problem, fix)
    if today:
        yield from _future(source.checked, f"{field}.checked", today)
        yield from _future(since, f"{field}.dated", today)


def _verified(verified: Verified, field: str, today: date | None) -> Iterable[Fault]:
    return _future(verified.on, f"{field}.on", today) if today else ()


def _future(day: date | None, field: str, today: date) -> Iterator[Fault]:
    if day and day > today:
        problem = f"{day} has not come yet."
        yield Fault("date.future", field, problem, "write the day it was.")


def _contact(part: Contact, field: str, _: date | None) -> Iterator[Fault]:
    for name in ("languages", "interpreter"):
        if getattr(part, name):
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


def _action(action: "Action") -> Iterator[Fault]:
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
        yield Fault("shape.steps", "steps", problem, "split or join them.")
    for number, day in enumerate(action.days):
        if not _is_day(day):
            problem = f"{shown(day)} is no day of a year."
            yield Fault("date.day", f"days[{number}]", problem, "write MM-DD, such as 07-30.")


def _is_day(day: str) -> bool:
    try:
        return bool(re.fullmatch(_DAY, day) and date.fromisoformat(f"2024-{day}"))  # a leap year
    except ValueError:
        return False


def _indicator(indicator: "Indicator") -> Iterator[Fault]:
    from takeaction.vocabulary.signs import Element, Grade

    if (indicator.element is Element.CONTEXT) != (indicator.grade is Grade.CONTEXT):
        problem = "element and grade are both context, or neither is."
        yield Fault("shape.context", "grade", problem, "make them agree.")
    if indicator.child_grade is not None and indicator.child_grade < indicator.grade:
        problem = "a sign never says less of a child."
        yield Fault("shape.child_grade", "child_grade", problem, "leave it out, or raise it.")
    told = {"text": indicator.text, "text_self": indicator.text_self}
    for field, text in told.items() if indicator.grade is Grade.CONTEXT else ():
        if text and is_english(text) and _CONTEXT_SAYS not in str(text):
            problem = 'an item that is never counted says so: "… is not a sign".'
            yield Fault("content.context_text", field, problem, "say it.")
    if not indicator.observable_by:
        problem = "somebody can come to know a sign."
        yield Fault("shape.empty", "observable_by", problem, "name one.")


def _good(good: "Good") -> Iterator[Fault]:
    if not _FIRST_EDITION <= good.edition <= _LAST_EDITION:
        problem = f"{good.edition} is no year of an edition."
        yield Fault("limit.number", "edition", problem, "write four digits.")


def _rating(rating: "Rating") -> Iterator[Fault]:
    years = [tier.year for tier in rating.history]
    if years != sorted(set(years)):
        problem = "the years stand in order, each once."
        yield Fault("shape.history", "history", problem, "put them in order.")


def _vendor(vendor: "Vendor") -> Iterator[Fault]:
    if vendor.status is Status.RETIRED and vendor.ships_to:
        problem = "a closed vendor ships nowhere."
        yield Fault("shape.replaced", "ships_to", problem, "take it out.")


_Rule: TypeAlias = Callable[[Any, str, date | None], Iterable[Fault]]
_OF_PARTS: dict[type[Any], _Rule] = {
    Link: _link,
    Source: _source,
    Verified: _verified,
    Contact: _contact,
}
_OF_KINDS: dict[Kind, Callable[[Any], Iterator[Fault]]] = {
    Kind.ACTION: _action,
    Kind.RESOURCE: contact.faults,
    Kind.INDICATOR: _indicator,
    Kind.GOOD: _good,
    Kind.RATING: _rating,
    Kind.VENDOR: _vendor,
}
