"""Rules for the values of a record, and for its fields together."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import attrs

from takeaction.errors import Outcome, shown
from takeaction.lazy import cached_by_class
from takeaction.models.pack import Header
from takeaction.models.record import MOST_TERMS, Link, PeopleSay, Record, Source, Verified
from takeaction.models.resource import Contact
from takeaction.packs.faults import Fault, language_meant
from takeaction.packs.rules import address, contact
from takeaction.packs.rules.promises import may_claim
from takeaction.vocabulary.records import Kind, Status

if TYPE_CHECKING:  # a kind that no pack has is never imported
    from takeaction.models.action import Action
    from takeaction.models.goods import Good, Rating, Vendor
    from takeaction.models.indicator import Indicator
    from takeaction.models.pack import Patch

_DAY = r"[0-9]{2}-[0-9]{2}"
_TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""The part of BCP 47 that packs use: a language, a script if needed, a region if needed."""

_SHORT_TAG = len("en")
"""Nearly every tag is this short, and passes without the expression above."""

_NOT_A_SIGN = "not a sign"
"""The words that tell a reader that an item of context is not a sign; only in English."""

_FEWEST_STEPS, _MOST_STEPS = 3, 7
"""A rule of style, which only warns: with more steps it is usually two actions."""

_FIRST_EDITION, _LAST_EDITION = 1990, 2100
"""Generous bounds that catch a mistyped year."""


def faults(record: Record, today: date | None) -> Iterable[Fault]:
    """Find the faults of a record by itself, without those of its review.

    Without *today*, the rules about future dates are skipped.
    """
    rule = _KIND_RULES.get(record.record_kind)
    more = rule(record) if rule else ()
    found = chain(_part_faults(record, today), _status_faults(record), more)
    if record.people_say is None and not record.also_known_as:
        return found
    return chain(found, _search_faults(record))


def count_faults(record: Record, most_contacts: int) -> Iterator[Fault]:
    """Find the fault of a resource with more contacts than anybody could choose from."""
    count = len(getattr(record, "contacts", ()))
    if count > most_contacts:
        problem = f"this has {count:,} contacts; the limit is {most_contacts:,}."
        fix = "keep those that somebody would use, or split the resource."
        yield Fault("limit.contacts", "contacts", problem, fix)


def patch_faults(patch: "Patch") -> Iterator[Fault]:
    """Find the faults of a patch: an addition to a record of another pack."""
    yield from _part_faults(patch, None)
    yield from _language_faults(patch, "languages", "")
    for number, translation in enumerate(patch.translations):
        yield from tag_faults(translation.language, f"translations[{number}].language")


def header_faults(header: Header) -> Iterator[Fault]:
    """Find the faults of the header of a pack."""
    for tag in sorted(header.languages):
        yield from tag_faults(tag, "languages")
    yield from tag_faults(header.source_language, "source_language")
    for number, id in enumerate(header.requires):
        if not address.is_id(id):
            problem = f"{shown(id)} is not a valid id of a pack."
            fix = "use a-z, 0-9 and hyphens between them."
            yield Fault("pack.bad_id", f"requires[{number}]", problem, fix)
    if header.contact is not None:
        yield from address.faults(header.contact, "contact")


def _part_faults(value: Any, today: date | None) -> Iterable[Fault]:
    """Find the faults of all parts; their places are worked out only where there is one."""
    for part in _bare_parts(value):
        for rule in _rules(type(part)):
            if any(rule(part, "", today)):
                return _placed_faults(value, today)
    return ()


def _placed_faults(value: Any, today: date | None) -> Iterator[Fault]:
    for field, part in parts(value):
        for rule in _rules(type(part)):
            yield from rule(part, field, today)


def _bare_parts(value: Any) -> list[Any]:
    """Walk the same parts as ``parts``, without their places."""
    walked = [value]
    for name in _fields_to_walk(type(value)):
        inner = getattr(value, name)
        if not inner:
            continue
        inner_parts = inner if type(inner) is tuple else (inner,)
        if not _fields_to_walk(type(inner_parts[0])):
            walked += inner_parts
            continue
        for part in inner_parts:
            walked += _bare_parts(part)
    return walked


def parts(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Walk a record and all parts inside it that have a rule, each with its field path."""
    walked = [(path, value)]
    for name in _fields_to_walk(type(value)):
        inner = getattr(value, name)
        if not inner:
            continue
        step = f"{path}.{name}" if path else name
        inner_parts = (
            [(f"{step}[{n}]", part) for n, part in enumerate(inner)]
            if type(inner) is tuple
            else [(step, inner)]
        )
        if not _fields_to_walk(type(inner_parts[0][1])):
            walked += inner_parts
            continue
        for where, part in inner_parts:
            walked += parts(part, where)
    return walked


@cached_by_class
def _fields_to_walk(model: type[Any]) -> tuple[str, ...]:
    """Return the fields of a model that hold a part with a rule, at any depth."""
    fields = attrs.fields(model)
    return tuple(field.name for field in fields if any(map(_has_rules, _classes_in(field.type))))


def _has_rules(model: type[Any]) -> bool:
    return bool(_fields_to_walk(model)) or bool(_rules(model))


def _classes_in(annotation: Any) -> Iterator[type[Any]]:
    """Return the attrs classes in the annotation of a field."""
    if attrs.has(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes_in(inner)


@cached_by_class
def _rules(model: type[Any]) -> "tuple[_Rule, ...]":
    """Return the rules of a part: one for each address in it, and that of its class."""
    names = {field.name for field in attrs.fields(model)}
    in_all = ("url", "evidence", "printed")
    addresses = [partial(_address_faults, name) for name in in_all if name in names]
    rule = _PART_RULES.get(model)
    return (*addresses, rule) if rule else (*addresses,)


def _address_faults(name: str, part: Any, field: str, _: date | None) -> Iterable[Fault]:
    url = getattr(part, name)
    return () if url is None else address.faults(url, f"{field}.{name}" if field else name)


def _is_short_tag(tag: str) -> bool:
    return len(tag) == _SHORT_TAG and tag.isascii() and tag.isalpha() and tag.islower()


def tag_faults(tag: str, field: str) -> Iterator[Fault]:
    """Find the fault of a language tag."""
    if not _is_short_tag(tag) and not re.fullmatch(_TAG, tag):
        problem = f"{shown(tag)} is not a language tag."
        meant = language_meant(tag)
        fix = f'write "{meant}".' if meant else 'write a tag such as "en" or "es-MX".'
        yield Fault("lang.tag", field, problem, fix)


def _link_faults(link: Link, field: str, _: date | None) -> Iterable[Fault]:
    return address.title_faults(str(link.title), link.url, f"{field}.title")


def _source_faults(source: Source, field: str, today: date | None) -> Iterable[Fault]:
    is_plain = today is None and (source.dated is None or source.since is not None)
    return () if is_plain else _faults_of_source(source, field, today)


def _faults_of_source(source: Source, field: str, today: date | None) -> Iterator[Fault]:
    since = source.since
    if source.dated is not None and since is None:
        problem = f"{shown(source.dated)} is not a date."
        fix = "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out."
        yield Fault("date.form", f"{field}.dated", problem, fix)
    if today:
        yield from _future_faults(source.checked, f"{field}.checked", today)
        yield from _future_faults(since, f"{field}.dated", today)


def _verified_faults(verified: Verified, field: str, today: date | None) -> Iterable[Fault]:
    return _future_faults(verified.on, f"{field}.on", today) if today else ()


def _search_faults(record: Record) -> Iterator[Fault]:
    """Find the faults of what a record is searched by: its other names and everyday terms.

    A term in the wrong form only warns: no helpline is lost for one.
    """
    names, people_say = record.also_known_as, record.people_say or PeopleSay()
    if len(names) > MOST_TERMS:
        problem = f"this has {len(names):,} other names; the limit is {MOST_TERMS}."
        fix = "keep those that it goes by."
        yield Fault("terms.count", "also_known_as", problem, fix, Outcome.DROP)
    yield from address.term_faults(people_say)
    for tag, _ in people_say.terms:
        for fault in () if _is_short_tag(tag) else tag_faults(tag, "people_say"):
            yield attrs.evolve(fault, outcome=Outcome.WARN)
    if may_claim("\n".join(chain(names, *(terms for _, terms in people_say.terms)))):
        from takeaction.packs.rules.numbers_in_prose import claim_faults  # few have a number

        yield from claim_faults(record)


def _future_faults(day: date | None, field: str, today: date) -> Iterator[Fault]:
    if day and day > today:
        problem = f"{day} is in the future."
        yield Fault("date.future", field, problem, "write the actual day.")


def _contact_faults(part: Contact, field: str, _: date | None) -> Iterable[Fault]:
    if all(map(_is_short_tag, part.languages)) and all(map(_is_short_tag, part.interpreter)):
        return ()
    return chain.from_iterable(
        _language_faults(part, name, f"{field}.") for name in ("languages", "interpreter")
    )


def _language_faults(part: Any, name: str, path: str) -> Iterator[Fault]:
    for number, tag in enumerate(getattr(part, name)):
        yield from tag_faults(tag, f"{path}{name}[{number}]")


def _status_faults(record: Record) -> Iterator[Fault]:
    if record.replaced_by and record.status is not Status.RETIRED:
        problem = "only a retired record can have replaced_by."
        fix = 'write status = "retired", or remove replaced_by.'
        yield Fault("shape.replaced", "replaced_by", problem, fix)
    if record.status is Status.RETIRED and not record.replaced_by and not record.note:
        problem = "the record is retired and names nothing to use instead."
        yield Fault("shape.replaced", "replaced_by", problem, "add replaced_by or a note.")


def _action_faults(action: "Action") -> Iterator[Fault]:
    minutes = action.minutes
    if minutes.min < 1:
        problem = "an action takes at least one minute."
        yield Fault("limit.number", "minutes.min", problem, "write 1 or more.")
    if not minutes.min <= minutes.typical <= minutes.max:
        problem = "the minutes are not in the order min, typical, max."
        yield Fault("shape.minutes", "minutes", problem, "put them in order.")
    if action.begin is not None and not 1 <= action.begin < minutes.min:
        problem = "begin is not from 1 to less than minutes.min."
        fix = "write the minutes of a first step, or remove begin."
        yield Fault("shape.minutes", "begin", problem, fix)
    if not action.modes:
        yield Fault("shape.empty", "modes", "modes is empty.", "add at least one mode.")
    if not action.ages:
        yield Fault("shape.empty", "ages", "ages is empty.", "add at least one age.")
    if not _FEWEST_STEPS <= len(action.steps) <= _MOST_STEPS:
        usual = f"{_FEWEST_STEPS} to {_MOST_STEPS}"
        problem = f"an action should have {usual} steps; this one has {len(action.steps)}."
        yield Fault("shape.steps", "steps", problem, "split or combine steps.")
    for number, day in enumerate(action.days):
        if not _is_day(day):
            problem = f"{shown(day)} is not a day of the year."
            yield Fault("date.day", f"days[{number}]", problem, "write MM-DD, such as 07-30.")


def _is_day(day: str) -> bool:
    try:
        return bool(re.fullmatch(_DAY, day) and date.fromisoformat(f"2024-{day}"))  # a leap year
    except ValueError:
        return False


def _indicator_faults(indicator: "Indicator") -> Iterator[Fault]:
    from takeaction.vocabulary.signs import Element, Grade

    if (indicator.element is Element.CONTEXT) != (indicator.grade is Grade.CONTEXT):
        problem = "only one of element and grade is context."
        yield Fault("shape.context", "grade", problem, "make both context, or neither.")
    if indicator.child_grade is not None and indicator.child_grade < indicator.grade:
        problem = "child_grade is lower than grade; a sign weighs no less for a child."
        yield Fault("shape.child_grade", "child_grade", problem, "remove it, or raise it.")
    texts = {"text": indicator.text, "text_self": indicator.text_self}
    for field, text in texts.items() if indicator.grade is Grade.CONTEXT else ():
        if text and contact.is_english(text) and _NOT_A_SIGN not in str(text):
            problem = "this item never counts, and the text does not say so."
            yield Fault("content.context_text", field, problem, 'write "… is not a sign".')
    if not indicator.observable_by:
        problem = "observable_by is empty."
        yield Fault("shape.empty", "observable_by", problem, "add who can notice the sign.")


def _good_faults(good: "Good") -> Iterator[Fault]:
    if not _FIRST_EDITION <= good.edition <= _LAST_EDITION:
        problem = f"{good.edition} is not a year from {_FIRST_EDITION} to {_LAST_EDITION}."
        yield Fault("limit.number", "edition", problem, "write the year of the edition.")


def _rating_faults(rating: "Rating") -> Iterator[Fault]:
    years = [tier.year for tier in rating.history]
    if years != sorted(set(years)):
        problem = "the years are out of order, or one is repeated."
        yield Fault("shape.history", "history", problem, "put them in order, each once.")


def _vendor_faults(vendor: "Vendor") -> Iterator[Fault]:
    if vendor.status is Status.RETIRED and vendor.ships_to:
        problem = "the vendor is retired, and ships_to is not empty."
        yield Fault("shape.replaced", "ships_to", problem, "remove ships_to.")


_Rule: TypeAlias = Callable[[Any, str, date | None], Iterable[Fault]]
_PART_RULES: dict[type[Any], _Rule] = {
    Link: _link_faults,
    Source: _source_faults,
    Verified: _verified_faults,
    Contact: _contact_faults,
}
_KIND_RULES: dict[Kind, Callable[[Any], Iterator[Fault]]] = {
    Kind.ACTION: _action_faults,
    Kind.RESOURCE: contact.faults,
    Kind.INDICATOR: _indicator_faults,
    Kind.GOOD: _good_faults,
    Kind.RATING: _rating_faults,
    Kind.VENDOR: _vendor_faults,
}
