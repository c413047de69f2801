"""The changes in a pack since somebody accepted it, for people who do not program.

Nothing here calls a change good: it prints the old value, the new one, and the step to take before
accepting it.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

from takeaction.cli.terminal import counted, heading, line
from takeaction.errors import plain
from takeaction.lock.changes import (
    CHECKED,
    CONTACT_POINTS,
    WORDING,
    ChangedValue,
    Comparison,
    PackState,
)
from takeaction.lock.lines import LockValue
from takeaction.lock.lock import LockedPack

_TEXT_LENGTH = 100_000
"""The length at which a value is cut: never, since a change could hide behind the cut.

Generous: a text of a pack has at most 4 000 characters.
"""

_NUMBER_ADVICE = (
    "Call the old number, and find the new one on the organisation's own site, before you "
    "accept this."
)
_ADDRESS_ADVICE = (
    "Find the address on the organisation's own site, reached in a way that you already trusted, "
    "or ask on its old number, before you accept this."
)
_HELP_ADVICE = "Ask the organisation before you accept this."
_NEW_ADVICE = "Find this on the organisation's own site before you accept it."
_GONE_ADVICE = "Ask the organisation whether it still answers. Nobody will find it here any more."
_PUBLISHER_ADVICE = "Ask whoever publishes the pack why, before you accept this."
_ADVICE = {
    "dial": _NUMBER_ADVICE,
    "display": _NUMBER_ADVICE,
    "url": _ADDRESS_ADVICE,
    "email": _ADDRESS_ADVICE,
}
_CONTACT = re.compile(r"contacts\[([^\]]*)\]")


@attrs.frozen
class _Entry:
    """One change as a person counts it: a record that is new or gone, or one value in it.

    Attributes:
        changes: The changes of fields that it consists of: one, or a number as it is shown and
            as it is dialled, or all those of a record.
        is_record: Whether it is a record that is new or gone.
    """

    changes: tuple[ChangedValue, ...]
    is_record: bool = False

    @property
    def first(self) -> ChangedValue:
        """The first change of the entry, with its record and field."""
        return self.changes[0]


def summarise(comparison: Comparison) -> str:
    """Summarise in one line the differences between a pack and the lock."""
    if comparison.state is PackState.NEW:
        return "not in the lock"
    if comparison.state is PackState.MISSING:
        return "in the lock, and not installed"
    return _count(_entries(comparison))


def _count(entries: Iterable[_Entry]) -> str:
    all_entries = list(entries)
    critical = sum(entry.first.critical for entry in all_entries)
    total = counted(len(all_entries), "change")
    return f"{total}, {critical} SAFETY-CRITICAL" if critical else total


def show_comparison(comparison: Comparison) -> None:
    """Print the changes in a pack."""
    versions = " -> ".join(
        plain(pack.version or "no version") if pack else absent
        for pack, absent in ((comparison.was, "nothing"), (comparison.now, "not installed"))
    )
    entries = _entries(comparison)
    heading(f"PACK {comparison.id}  {versions}", _count(entries))
    for entry in entries:
        if not entry.first.critical:
            line(f".  {_describe_rewording(entry)}", indent=2, hang=3)
        elif entry.is_record:
            _show_record(entry, comparison)
        else:
            _show_change(entry, comparison)
    if not entries:
        line(".  nothing that an answer shows", indent=2)


def _entries(comparison: Comparison) -> list[_Entry]:
    """Group the changes that a person counts as one; critical ones stay first."""
    before, after = (_record_keys(pack) for pack in (comparison.was, comparison.now))
    new_or_gone = before ^ after
    wordings = (change for change in comparison.changes if change.field_name == WORDING)
    # Where all the wording of a record is new or gone, the date of its check is no separate news.
    replaced = {_record_key(change) for change in wordings if None in (change.was, change.now)}
    entries: list[_Entry] = []
    groups: dict[tuple[str, bool], list[ChangedValue]] = {}
    for change in comparison.changes:
        groups.setdefault((_record_key(change), change.critical), []).append(change)
    for (record, critical), group in groups.items():
        changes = tuple(group)
        if record in new_or_gone:
            entries += [_Entry(changes, is_record=True)] if critical else []
        else:
            entries += _single_entries(changes)
    return [
        entry
        for entry in entries
        if entry.first.field_name != CHECKED or _record_key(entry.first) not in replaced
    ]


def _record_key(change: ChangedValue) -> str:
    return f"{change.kind} {change.id}"


def _record_keys(pack: LockedPack | None) -> set[str]:
    """Return the kind and id of each record of a pack."""
    return {*pack.wording, *(key.rpartition(" ")[0] for key in pack.values)} if pack else set()


def _single_entries(changes: tuple[ChangedValue, ...]) -> Iterator[_Entry]:
    """Return an entry for each change; a number as dialled and as shown counts once."""
    by_field = {change.field: change for change in changes}
    for field, change in by_field.items():
        place, dot, last = field.rpartition(".")
        if last == "dial" and f"{place}{dot}display" in by_field:
            continue
        dialled = by_field.get(f"{place}{dot}dial") if last == "display" else None
        yield _Entry((change, dialled) if dialled else (change,))


def _describe_rewording(entry: _Entry) -> str:
    """Describe a change that is not safety-critical."""
    change = entry.first
    if change.field_name == CHECKED:
        was, now = (plain(str(date or "no date")) for date in (change.was, change.now))
        return f"{_record_name(change)}: last reviewed {was} -> {now}"
    was, now = (str(wording).partition(" words,")[0] for wording in (change.was, change.now))
    before = "" if was == now else f", {was} before"
    return f"{_record_name(change)}: {WORDING} ({now} words{before})"


def _record_name(change: ChangedValue) -> str:
    """Return the name that people know a record by."""
    if change.name != change.id:
        return plain(change.name, _TEXT_LENGTH)
    return "The pack itself" if change.kind == "pack" else f'{change.kind.title()} "{change.id}"'


def _show_record(entry: _Entry, comparison: Comparison) -> None:
    """Print a record that is new or gone, with its numbers and addresses."""
    is_gone = entry.first.now is None
    line(f"!! {_record_name(entry.first)}: {'gone' if is_gone else 'new'}", indent=2, hang=3)
    points = [
        attrs.evolve(single, is_record=True)
        for single in _single_entries(entry.changes)
        if single.first.field_name in CONTACT_POINTS
    ]
    for point in points:
        _show_value("was" if is_gone else "now", point, comparison)
    values = [change for change in entry.changes if change.field_name != WORDING]
    others = len(values) - sum(len(point.changes) for point in points)
    if others:
        line(f"and {counted(others, 'more safety-critical value')}: --json lists them.", indent=7)
    is_help = entry.first.kind == "resource"
    line((_GONE_ADVICE if is_gone else _NEW_ADVICE) if is_help else _PUBLISHER_ADVICE, indent=7)


def _show_change(entry: _Entry, comparison: Comparison) -> None:
    """Print the old value, the new one, and the step to take before accepting it."""
    change = entry.first
    verb = "added" if change.was is None else "removed" if change.now is None else "changed"
    title = f"!! {_record_name(change)}: {change.label} {verb}{_contact_suffix(change)}"
    line(title, indent=2, hang=3)
    _show_value("was", entry, comparison)
    _show_value("now", entry, comparison)
    difference = f"{change.difference}. " if change.difference else ""
    line(difference + _advice(change), indent=7)


def _contact_suffix(change: ChangedValue) -> str:
    """Return the id of the contact in brackets, unless it is the plain one by voice."""
    contact = _CONTACT.match(change.field)
    return f" ({contact[1]})" if contact and contact[1] != "voice" else ""


def _show_value(label: str, entry: _Entry, comparison: Comparison) -> None:
    pack = comparison.was if label == "was" else comparison.now
    values = [change.was if label == "was" else change.now for change in entry.changes]
    suffix = _contact_suffix(entry.first) if entry.is_record else ""
    text = _format_value(entry.first, values[0]) + suffix
    if len({_dialled_prefix(*side) for side in _sides(entry)}) > 1:
        text += f" (dials {_format_value(entry.changes[1], values[1])})"
    if _CONTACT.match(entry.first.field) and entry.first.field_name != "verified":
        text += f"   {_describe_check(entry.first, pack)}"
    line(f"{label}  {text}", indent=7, hang=5)


def _sides(entry: _Entry) -> list[tuple[LockValue | None, LockValue | None]]:
    """Return the number as shown and as dialled, before and after; empty without both."""
    if len(entry.changes) == 1:
        return []
    display, dial = entry.changes
    sides = [(display.was, dial.was), (display.now, dial.now)]
    return [side for side in sides if side != (None, None)]


def _dialled_prefix(display: LockValue | None, dial: LockValue | None) -> str:
    """Return the digits that are dialled before those that are shown, such as ``+44``."""
    digits = "".join(c for c in str(display or "") if c.isdigit())
    return str(dial or "").removesuffix(digits.lstrip("0"))


def _format_value(change: ChangedValue, value: LockValue | None) -> str:
    """Write a value in full, without anything that could harm a terminal or a reader."""
    if value is None:
        return "(not given)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = plain(", ".join(value) if isinstance(value, tuple) else str(value), _TEXT_LENGTH)
    if change.field_name in CONTACT_POINTS:  # a letter of another script may look like one of ours
        return text.encode("ascii", "backslashreplace").decode()
    return text


def _describe_check(change: ChangedValue, pack: LockedPack | None) -> str:
    """Describe the last time that somebody checked a contact, or else its record."""
    contact = _CONTACT.match(change.field)
    record = _record_key(change)
    values = pack.values if pack else {}
    for path in (f"{record} {contact[0]}.verified" if contact else "", f"{record} verified"):
        check = values.get(path)
        facts = dict(fact.split(" ", 1) for fact in check) if isinstance(check, tuple) else {}
        if "on" in facts:
            by = f" by {facts['by']}" if "by" in facts else ""
            return f"checked {plain(facts['on'] + by, _TEXT_LENGTH)}"
    return "checked (no date given)"


def _advice(change: ChangedValue) -> str:
    if change.kind != "resource":
        return _PUBLISHER_ADVICE
    if change.field_name not in CONTACT_POINTS or change.now is None:
        return _HELP_ADVICE
    if change.was is None:
        return _NEW_ADVICE
    return _ADVICE.get(change.field_name, _HELP_ADVICE)
