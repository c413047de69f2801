"""The screens of a review: one record at a time, its numbers first, and plain questions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from takeaction.authoring.reviewing import UnreadRecord, UnreadText
from takeaction.cli.sitting import StoppedError
from takeaction.cli.terminal import bold, dim, line
from takeaction.export.contact_lines import describe_operator, language_name
from takeaction.models.resource import Contact, Resource
from takeaction.packs.rules.contact import readable_texts
from takeaction.packs.rules.reviews import read_contacts, reviewed_fields

_YES = frozenset({"y", "yes"})
_NO = frozenset({"n", "no"})
_SKIP = frozenset({"s", "skip"})
_STOP = frozenset({"q", "quit", "stop"})
_FIRST = ("name", "title", "text", "summary", "warning")
"""The texts that people see first; the others follow in the order of their fields."""

_WHO = frozenset({"operator", "operator_kind"})
"""The fields that a line of its own shows."""

_SHOWN = frozenset({"channel", "dial", "display", "dial_region", "keyword", "url", "email"}) | {
    *("hours", "zone", "cost", "languages")
}
"""The fields of a contact that are shown in words of ours."""

_ANSWERS = "Type y for yes, n for no, s to skip this one, or q to stop."


class PassedOverError(Exception):
    """The reader leaves a record for another day."""


def ask_yes_no(question: str) -> bool:
    """Ask until the answer is yes or no.

    Raises:
        StoppedError: The reader stops, presses Ctrl-C, or the input has ended.
        PassedOverError: The reader leaves this one out.
    """
    while True:
        word = ask_line(f"{question} y/n/s/q: ").casefold()
        if word in _STOP:
            raise StoppedError
        if word in _SKIP:
            raise PassedOverError
        if word in _YES | _NO:
            return word in _YES
        line(_ANSWERS)


def ask_line(question: str) -> str:
    """Ask for a line and return it.

    Raises:
        StoppedError: The reader presses Ctrl-C, or the input has ended.
    """
    try:
        return input(bold(question)).strip()
    except (EOFError, KeyboardInterrupt):
        raise StoppedError from None


def show_unread_record(unread: UnreadRecord, title: str) -> None:
    """Print a record as a reader needs it: what people dial first, then who answers, then words."""
    record = unread.record
    line()
    line(f"{title}: {record.local_id} ({unread.file}:{unread.line})", style=bold)
    if unread.before:
        by, on = (str(unread.before.get(key, "?")) for key in ("by", "on"))
        line(f"Read by {by} on {on}. It has changed since, or they read a part of it.", style=dim)
    if isinstance(record, Resource):
        for contact, written in zip(record.contacts, read_contacts(unread.fields), strict=True):
            _show_contact(contact, written)
        who = describe_operator(record, ("en",))
        line(f"Who answers: {f'{record.operator}, ' if record.operator else ''}{who}", hang=4)
    if record.source.url:
        line(f"Where it is from: {record.source.url}", hang=4)
    line()
    for field, text in sorted(readable_texts(record), key=lambda item: item[0] not in _FIRST):
        line(f"{field}: {text}", indent=2, hang=2)
    for place, value in _others(unread):
        line(f"{place}: {value}", indent=2, hang=2)


def _others(unread: UnreadRecord) -> Iterator[tuple[str, str]]:
    """Yield what else the mark of a reader covers, such as the places of a helpline."""
    texts = dict(readable_texts(unread.record))
    for place, value in _leaves(reviewed_fields(unread.fields), ""):
        if place not in texts and f"{place}[0]" not in texts and place not in _WHO:
            yield place, value


def _leaves(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each value inside a value, and the value in words."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list) and any(isinstance(inner, (dict, list)) for inner in value):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{place}[{number}]")
    elif isinstance(value, list):
        yield place, ", ".join(map(str, value)) or "none"
    else:
        yield place, ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _show_contact(contact: Contact, written: Mapping[str, Any]) -> None:
    """Print the number or the address of a contact, then its hours and all else that it says.

    Args:
        contact: The contact.
        written: Its fields as they were written.
    """
    line(f"{contact.channel}: {_address_of(contact)}", hang=4, style=bold)
    is_other = contact.dial and contact.dial != contact.display
    facts = [
        f"dials {contact.dial}" if is_other else None,
        f"inside {contact.dial_region}" if contact.dial_region else None,
        f"hours: {_hours_of(contact)}",
        f"price: {contact.cost or 'unknown'}",
        f"languages: {', '.join(map(language_name, contact.languages)) or 'unknown'}",
    ]
    others = {name: value for name, value in written.items() if name not in _SHOWN}
    facts += [f"{name.replace('_', ' ')}: {value}" for name, value in _leaves(others, "")]
    line("; ".join(filter(None, facts)), indent=4)


def _address_of(contact: Contact) -> str:
    places = (contact.display or contact.dial, contact.url, contact.email)
    address = ", ".join(filter(None, places)) or "no number or address"
    return f"{contact.keyword} to {address}" if contact.keyword else address


def _hours_of(contact: Contact) -> str:
    if contact.hours is None:
        return "unknown"
    zone = f" ({contact.hours.zone})" if contact.hours.zone else ""
    return f"{contact.hours.text}{zone}"


def show_unread_texts(name: str, texts: Sequence[UnreadText], title: str) -> None:
    """Print the translations of a record, each beneath its original, with a number."""
    line()
    line(f"{title}: {name} ({texts[0].po_file}:{texts[0].entry.line})", style=bold)
    for number, unread in enumerate(texts, 1):
        line(f"{number}. {unread.text.text}", hang=3, style=dim)
        line(unread.entry.translation, indent=3)
        if unread.entry.marks.translators:
            line(f"by {', '.join(unread.entry.marks.translators)}", indent=3, style=dim)
