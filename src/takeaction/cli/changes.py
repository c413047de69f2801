"""What changed in a pack since it was accepted, for somebody who does not program.

Nothing here calls a change good: it tells what was, what is, and what to do before accepting it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from takeaction.cli.terminal import counted, heading, line
from takeaction.errors import plain
from takeaction.lock.changes import (
    CHECKED,
    CONTACT_POINTS,
    WORDING,
    Change,
    Comparison,
    State,
)
from takeaction.lock.file import Value
from takeaction.lock.lock import LockedPack

_LONGEST = 100_000
"""A text is shown whole: something could stand behind the place where it is cut."""

_NUMBER = (
    "Call the old number, and find the new one on the organisation's own site, before you "
    "accept this."
)
_ADDRESS = (
    "Find the address on the organisation's own site, by a way that you knew before, or ask on "
    "its old number, before you accept this."
)
_ASK = "Ask the organisation before you accept this."
_FIRST = "Find this on the organisation's own site before you accept it."
_GONE = "Ask the organisation whether it still answers. Nobody will find it here any more."
_PUBLISHER = "Ask whoever publishes the pack why, before you accept this."
_ADVICE = {"dial": _NUMBER, "display": _NUMBER, "url": _ADDRESS, "email": _ADDRESS}
_CONTACT = re.compile(r"contacts\[([^\]]*)\]")


@attrs.frozen
class _Entry:
    """One change as a person counts it: a record that is new or gone, or one thing in it."""

    changes: tuple[Change, ...]
    is_whole: bool = False

    @property
    def first(self) -> Change:
        """The change that says which record, and which field, it is about."""
        return self.changes[0]


def summary(each: Comparison) -> str:
    """Say in one line how a pack stands to what was accepted."""
    if each.state is State.NEW:
        return "not in the lock"
    if each.state is State.MISSING:
        return "in the lock, and not installed"
    return _count(_entries(each))


def _count(entries: Iterable[_Entry]) -> str:
    listed = list(entries)
    critical = sum(entry.first.critical for entry in listed)
    return counted(len(listed), "change") + (f", {critical} SAFETY-CRITICAL" if critical else "")


def show_comparison(each: Comparison) -> None:
    """Print what changed in a pack."""
    versions = " -> ".join(
        plain(pack.version or "no version") if pack else nothing
        for pack, nothing in ((each.was, "nothing"), (each.now, "not installed"))
    )
    entries = _entries(each)
    heading(f"PACK {each.id}  {versions}", _count(entries))
    for entry in entries:
        if not entry.first.critical:
            line(f".  {_loose(entry)}", indent=2, hang=3)
        elif entry.is_whole:
            _show_whole(entry, each)
        else:
            _show_change(entry, each)
    if not entries:
        line(".  nothing that an answer shows", indent=2)


def _entries(each: Comparison) -> list[_Entry]:
    """Put changes together that a person counts as one; critical ones stay first."""
    before, after = (_records(pack) for pack in (each.was, each.now))
    whole = before ^ after
    words = (change for change in each.changes if change.last == WORDING)
    moved = {_record(change) for change in words if None in (change.was, change.now)}
    entries: list[_Entry] = []
    for (record, critical), group in groupby(each.changes, _group):
        changes = tuple(group)
        if record in whole:
            entries += [_Entry(changes, is_whole=True)] if critical else []
        else:
            entries += _one_by_one(changes)
    return [one for one in entries if one.first.last != CHECKED or _record(one.first) not in moved]


def _group(change: Change) -> tuple[str, bool]:
    return _record(change), change.critical


def _record(change: Change) -> str:
    return f"{change.kind} {change.id}"


def _records(pack: LockedPack | None) -> set[str]:
    """Return the kind and id of each record of which a pack has something critical."""
    return {key.rpartition(" ")[0] for key in pack.values} if pack else set()


def _one_by_one(changes: tuple[Change, ...]) -> Iterator[_Entry]:
    """Return an entry for each change; a number is one thing, dialled and shown."""
    by_field = {change.field: change for change in changes}
    for field, change in by_field.items():
        place, dot, last = field.rpartition(".")
        if last == "dial" and f"{place}{dot}display" in by_field:
            continue
        dialled = by_field.get(f"{place}{dot}dial") if last == "display" else None
        yield _Entry((change, dialled) if dialled else (change,))


def _loose(entry: _Entry) -> str:
    """Tell of a change that is not critical."""
    change = entry.first
    if change.last == CHECKED:
        was, now = (plain(str(each or "no date")) for each in (change.was, change.now))
        return f"{_named(change)}: last reviewed {was} -> {now}"
    was, now = (
        str(each).partition(" words,")[0] if each else "" for each in (change.was, change.now)
    )
    if not was:
        return f"{_named(change)}: new ({now} words)"
    if not now:
        return f"{_named(change)}: gone ({was} words)"
    before = "" if was == now else f", {was} before"
    return f"{_named(change)}: {WORDING} ({now} words{before})"


def _named(change: Change) -> str:
    """Return what a person knows a record by."""
    if change.name != change.id:
        return plain(change.name, _LONGEST)
    return "The pack itself" if change.kind == "pack" else f'{change.kind.title()} "{change.id}"'


def _show_whole(entry: _Entry, each: Comparison) -> None:
    """Print a record that is new or gone, with how it is reached."""
    is_gone = entry.first.now is None
    line(f"!! {_named(entry.first)}: {'gone' if is_gone else 'new'}", indent=2, hang=3)
    points = [
        attrs.evolve(one, is_whole=True)
        for one in _one_by_one(entry.changes)
        if one.first.last in CONTACT_POINTS
    ]
    for point in points:
        _show_value("was" if is_gone else "now", point, each)
    others = len(entry.changes) - sum(len(point.changes) for point in points)
    line(f"and {counted(others, 'more safety-critical value')}: --json lists them.", indent=7)
    is_help = entry.first.kind == "resource"
    line((_GONE if is_gone else _FIRST) if is_help else _PUBLISHER, indent=7)


def _show_change(entry: _Entry, each: Comparison) -> None:
    """Print what was, what is, and what to do before accepting it."""
    change = entry.first
    what = "added" if change.was is None else "taken away" if change.now is None else "changed"
    line(f"!! {_named(change)}: {change.called} {what}{_where(change)}", indent=2, hang=3)
    _show_value("was", entry, each)
    _show_value("now", entry, each)
    apart = f"{change.difference}. " if change.difference else ""
    line(apart + _advice(change), indent=7)


def _where(change: Change) -> str:
    """Return which contact it is, unless it is the one by voice."""
    contact = _CONTACT.match(change.field)
    return f" ({contact[1]})" if contact and contact[1] != "voice" else ""


def _show_value(label: str, entry: _Entry, each: Comparison) -> None:
    pack = each.was if label == "was" else each.now
    values = [change.was if label == "was" else change.now for change in entry.changes]
    text = _written(entry.first, values[0]) + (_where(entry.first) if entry.is_whole else "")
    if len({_ahead(change) for change in _sides(entry)}) > 1:
        text += f" (dials {_written(entry.changes[1], values[1])})"
    if _CONTACT.match(entry.first.field):
        text += f"   {_checked(entry.first, pack)}"
    line(f"{label}  {text}", indent=7, hang=5)


def _sides(entry: _Entry) -> list[tuple[Value | None, Value | None]]:
    """Return what was shown and dialled, and what is, where there is both."""
    if len(entry.changes) == 1:
        return []
    shown, dialled = entry.changes
    sides = [(shown.was, dialled.was), (shown.now, dialled.now)]
    return [side for side in sides if side != (None, None)]


def _ahead(side: tuple[Value | None, Value | None]) -> str:
    """Return what is dialled before the digits that are shown, such as ``+44``."""
    shown, dialled = (str(each or "") for each in side)
    return dialled.removesuffix("".join(c for c in shown if c.isdigit()).lstrip("0"))


def _written(change: Change, value: Value | None) -> str:
    """Write a value so that it is harmless, and whole."""
    if value is None:
        return "(not given)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = plain(", ".join(value) if isinstance(value, tuple) else str(value), _LONGEST)
    if change.last in CONTACT_POINTS:  # a letter of another script that looks like one of ours
        return text.encode("ascii", "backslashreplace").decode()
    return text


def _checked(change: Change, pack: LockedPack | None) -> str:
    """Tell when somebody last checked a contact."""
    contact = _CONTACT.match(change.field)
    record = _record(change)
    known = pack.checked if pack else {}
    when = known.get(f"{record} {contact[0]}" if contact else record) or known.get(record, "")
    if not when or when.startswith("source"):
        return "checked (no date given)"
    return f"checked {plain(when, _LONGEST)}"


def _advice(change: Change) -> str:
    if change.kind != "resource":
        return _PUBLISHER
    if change.last not in CONTACT_POINTS or change.now is None:
        return _ASK
    if change.was is None:
        return _FIRST
    return _ADVICE.get(change.last, _ASK)
