"""``takeaction lock``: pin the content of packs that a person accepted, and report changes.

The changes are for people who do not program. Nothing here calls a change good: it prints the old
value, the new one, and the step to take before accepting it.
"""

import argparse
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from takeaction.cli.arguments import (
    Command,
    OptionGroup,
    UsageError,
    environment_packs,
    flag,
    join_pack_names,
    option,
    requested_moment,
)
from takeaction.cli.doctor import show_lost_coverage
from takeaction.cli.files import write_over
from takeaction.cli.terminal import counted, heading, line, show, show_json, warn
from takeaction.errors import Outcome, UnknownWordError, plain
from takeaction.lock.changes import (
    CHECKED,
    CONTACT_POINTS,
    RENAMED,
    WORDING,
    ChangedValue,
    Comparison,
    PackState,
    compare_all,
    is_outdated,
    last_check,
)
from takeaction.lock.held import CORE_DATA, pin_all
from takeaction.lock.lines import LOCK_FILE, LockValue
from takeaction.lock.lock import LONGEST_REVIEWER, Lock, LockedPack, parse_lock
from takeaction.value import plain_data
from takeaction.vocabulary.resources import HELP_PURPOSES
from takeaction.vocabulary.words import nearest

_FILE = "takeaction.lock"
_ACCEPT_COMMAND = "takeaction lock --accept PACK --reviewer NAME"
_GONE = "gone"
"""The word in place of a digest, for a pack that is no longer installed."""

_AGAIN = 'See "takeaction lock --diff" again.'
_UNDECIDED = frozenset({PackState.CHANGED, PackState.NEW, PackState.MISSING})
"""The states that only a named person can accept."""


def _run(options: argparse.Namespace) -> int:
    """Run the command in one of its forms."""
    path = Path(options.file)
    is_new = not os.path.lexists(path) and not (options.check or options.diff)
    before = b"" if is_new else LOCK_FILE.read(str(path))
    lock = Lock() if is_new else parse_lock(before.decode("utf-8", "replace"), str(path))
    paths, packs = environment_packs()
    installed, mistakes = pin_all(paths=paths, packs=packs, lock=lock)
    # Packs that are left out as a whole, and so are in no lock.
    broken = {error.where.pack or "" for error in mistakes if error.outcome is Outcome.QUARANTINE}
    broken -= {pack.id for pack in installed.packs}
    comparisons = compare_all(lock, installed)
    call = _Call(options, path, before, lock, installed, comparisons, frozenset(broken))
    if options.check or options.diff:
        return _report(call)
    if options.accepted:
        return _accept(call)
    return _write_first(call) if is_new else _refresh(call)


LOCK = Command(
    "lock",
    "pin the content of packs, and report changes since then",
    _run,
    (
        option("--file", metavar="FILE", default=_FILE, help=f"the lock file (./{_FILE})"),
        OptionGroup(
            (
                flag("--check", "only report whether anything changed"),
                flag("--diff", "describe each change in plain words"),
                option(
                    "--accept",
                    dest="accepted",
                    action="append",
                    metavar="PACK",
                    help="accept a pack as it is now, or as --diff showed it (PACK@DIGEST); may be"
                    " repeated",
                ),
            )
        ),
        option(
            "--reviewer",
            metavar="NAME",
            help="the person who has reviewed the packs and accepts them",
        ),
    ),
    with_lock=False,
)


@attrs.frozen
class _Call:
    """One call: its options, the lock, and the installed packs.

    Attributes:
        options: The options.
        path: The lock file.
        before: Its bytes when it was read; empty if there was none yet.
        lock: The lock as it is in the file; empty if there is none yet.
        installed: The installed packs, as a lock would pin them.
        comparisons: Each pack of either lock, compared, in order of id.
        broken: The ids of packs that are too broken to be pinned.
    """

    options: argparse.Namespace
    path: Path
    before: bytes
    lock: Lock
    installed: Lock
    comparisons: tuple[Comparison, ...]
    broken: frozenset[str]

    def answer(self, *, written: bool = False) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "file": str(self.path),
            "written": written,
            "core_changed": self.core_changed,
            "packs": plain_data(self.comparisons),
            "coverage_lost": [list(pair) for pair in self.lost_coverage],
            "left_out": sorted(self.broken),
        }

    @property
    def lost_coverage(self) -> list[tuple[str, str]]:
        """The regions and languages with a contact for help in the lock, and none installed."""
        return sorted(self.lock.coverage(HELP_PURPOSES) - self.installed.coverage(HELP_PURPOSES))

    @property
    def core_changed(self) -> bool:
        """Whether the core's own data differ from those that the lock names."""
        return bool(self.lock.core) and self.lock.core != self.installed.core

    def signed(self, pack: LockedPack) -> LockedPack:
        """Return a pack with the reviewer that the call names, if any, and today's date."""
        name = _parse_name(self.options.reviewer)
        day = requested_moment(self.options).date() if name else None
        return attrs.evolve(pack, reviewer=name, accepted=day)


def _report(call: _Call) -> int:
    """Print the packs that differ, in one line each or in full; 1 if there are any."""
    differing = [each for each in call.comparisons if each.state is not PackState.SAME]
    if call.options.json:
        show_json(call.answer())
    else:
        _show_core(call)
        for comparison in differing:
            if call.options.diff:
                show_comparison(comparison)
                if comparison.state in _UNDECIDED:
                    _show_how(f"{comparison.id}@{_digest_of(comparison)}")
            else:
                line(f"{comparison.id}: {_summarise(comparison)}")
        if not (differing or call.core_changed):
            line(f"{counted(len(call.comparisons), 'pack')}: nothing changed.")
        _show_losses(call)
    return int(bool(differing or call.core_changed or call.broken))


def _show_how(seen: str) -> None:
    # On one line, however narrow the terminal is: it is there to be copied.
    line("To accept this and nothing later:")
    show(f"    takeaction lock --accept {seen} --reviewer NAME")


def _show_core(call: _Call) -> None:
    if call.core_changed:
        line(f"{CORE_DATA}: the data of takeaction itself changed, emergency numbers among them.")
        advice = "If you have not updated takeaction, install it again before you accept this."
        line(advice, indent=4)
        if call.options.diff:
            _show_how(f"{CORE_DATA}@{call.installed.core}")


def _accept(call: _Call) -> int:
    if call.options.reviewer is None:
        raise UsageError("Say who accepts: --accept PACK --reviewer NAME.")
    accepted = _named_packs(call)
    named = [comparison for comparison in accepted.values() if comparison]
    lock = call.lock.with_changes(
        {each.id: call.signed(each.now) if each.now else None for each in named}
    )
    if CORE_DATA in accepted:
        lock = attrs.evolve(lock, core=call.installed.core)
    for comparison in named:
        if comparison.state is not PackState.SAME and not call.options.json:
            show_comparison(comparison)
    _write(call, lock)
    if not call.options.json:
        line(f"Accepted: {join_pack_names(accepted)}.")
    return 0


def _named_packs(call: _Call) -> dict[str, Comparison | None]:
    """Return the packs that the call accepts, by their ids; the core's data are None."""
    by_id = {comparison.id: comparison for comparison in call.comparisons}
    accepted: dict[str, Comparison | None] = {}
    for number, written in enumerate(call.options.accepted):
        id, at, digest = written.partition("@")
        if id not in by_id and id != CORE_DATA:
            raise UnknownWordError("accepted", number, tuple(nearest(id, by_id)))
        accepted[id] = comparison = by_id.get(id)
        if at and digest != (_digest_of(comparison) if comparison else call.installed.core):
            raise UsageError(f"{id} is not what you have read: it has changed since. {_AGAIN}")
    return accepted


def _digest_of(comparison: Comparison) -> str:
    return comparison.now.digest if comparison.now else _GONE


def _write_first(call: _Call) -> int:
    packs = tuple(map(call.signed, call.installed.packs))
    _write(call, Lock(packs, call.installed.core))
    if not call.options.json:
        values = counted(sum(len(pack.values) for pack in packs), "safety-critical value")
        line(f"{plain(str(call.path))}: {counted(len(packs), 'pack')}, {values}.")
        if call.options.reviewer is None:
            line("Nobody has reviewed them yet. Once you have, say so:")
            line(_ACCEPT_COMMAND, indent=4)
    return _report_broken(call)


def _refresh(call: _Call) -> int:
    """Lock changes that are not safety-critical, and refuse all others."""
    lock = call.lock.with_changes(
        {
            each.id: attrs.evolve(
                each.now,
                reviewer=each.was.reviewer,
                accepted=each.was.accepted,
                # The same content from somebody else is no reason to trust what they send next.
                distribution=each.was.distribution or each.now.distribution,
            )
            for each in call.comparisons
            if each.was and each.now and each.state not in _UNDECIDED
        }
    )
    refused = [comparison for comparison in call.comparisons if comparison.state in _UNDECIDED]
    if not call.options.json:
        _show_core(call)
        for comparison in refused:
            show_comparison(comparison)
    _write(call, lock)
    not_accepted = [comparison.id for comparison in refused]
    not_accepted += [CORE_DATA] if call.core_changed else []
    if not call.options.json:
        _show_losses(call)
        if not_accepted:
            names = join_pack_names(not_accepted)
            line(f"Not accepted: {names}. To accept one:")
            line(_ACCEPT_COMMAND, indent=4)
        else:
            line(f"{plain(str(call.path))}: {counted(len(lock.packs), 'pack')}.")
    return int(bool(not_accepted)) or _report_broken(call)


def _write(call: _Call, lock: Lock) -> None:
    # A file that has this lock already stays as it is.
    is_changed = lock != call.lock or not call.path.exists()
    if is_changed:
        text = lock.text()
        parse_lock(text, str(call.path))  # never write a file that could not be read again
        write_over(call.path, text.encode(), call.before, LOCK_FILE.read)
    if call.options.json:
        show_json(call.answer(written=is_changed))


def _report_broken(call: _Call) -> int:
    """Name broken packs on stderr, and return the exit code: 1 if there are any."""
    if call.broken:
        names = join_pack_names(call.broken)
        warn(f"Something was left out of {names}. See: takeaction doctor")
    return int(bool(call.broken))


def _show_losses(call: _Call) -> None:
    show_lost_coverage(call.lost_coverage)
    _report_broken(call)


def _parse_name(text: str | None) -> str | None:
    """Return the name of a reviewer in the form that a lock stores, NFC without blanks around."""
    if text is None:
        return None
    name = unicodedata.normalize("NFC", text).strip()
    if not name or len(name) > LONGEST_REVIEWER or not name.isprintable():
        raise UsageError(f"Give --reviewer as a name of 1 to {LONGEST_REVIEWER} characters.")
    return name


# The changes in a pack since somebody accepted it

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
        return self.changes[0]


def _summarise(comparison: Comparison) -> str:
    if comparison.state is PackState.NEW:
        return "not in the lock"
    if comparison.state is PackState.MISSING:
        return "in the lock, and not installed"
    return _count(_entries(comparison))


def _count(entries: Sequence[_Entry]) -> str:
    critical = sum(entry.first.critical for entry in entries)
    total = counted(len(entries), "change")
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
    before, after = (
        {*pack.wording, *(key.rpartition(" ")[0] for key in pack.values)} if pack else set()
        for pack in (comparison.was, comparison.now)
    )
    new_or_gone = before ^ after
    wordings = (change for change in comparison.changes if change.field_name == WORDING)
    # Where all the wording of a record is new or gone, the date of its check is no separate news.
    replaced = {_record_key(change) for change in wordings if None in (change.was, change.now)}
    entries: list[_Entry] = []
    groups: dict[tuple[str, bool], list[ChangedValue]] = defaultdict(list)
    for change in comparison.changes:
        groups[_record_key(change), change.critical].append(change)
    for (record, critical), group in groups.items():
        if record not in new_or_gone:
            entries += _single_entries(group)
        elif critical:
            entries.append(_Entry(tuple(group), is_record=True))
    return [
        entry
        for entry in entries
        if entry.first.field_name != CHECKED or _record_key(entry.first) not in replaced
    ]


def _record_key(change: ChangedValue) -> str:
    return f"{change.kind} {change.id}"


def _single_entries(changes: Sequence[ChangedValue]) -> Iterator[_Entry]:
    """Return an entry for each change; a number as dialled and as shown counts once."""
    by_field = {change.field: change for change in changes}
    for field, change in by_field.items():
        place, dot, last = field.rpartition(".")
        if last == "dial" and f"{place}{dot}display" in by_field:
            continue
        dialled = by_field.get(f"{place}{dot}dial") if last == "display" else None
        yield _Entry((change, dialled) if dialled else (change,))


def _describe_rewording(entry: _Entry) -> str:
    # A change that is not safety-critical.
    change = entry.first
    if change.field_name == CHECKED:
        was, now = (plain(str(date or "no date")) for date in (change.was, change.now))
        return f"{_record_name(change)}: last reviewed {was} -> {now}"
    if change.field == RENAMED:
        return f"{_record_name(change)}: renamed, {change.was} -> {change.now}"
    was, now = (str(wording).partition(" words,")[0] for wording in (change.was, change.now))
    before = "" if was == now else f", {was} before"
    return f"{_record_name(change)}: {WORDING} ({now} words{before})"


def _record_name(change: ChangedValue) -> str:
    """Return the name that people know a record by."""
    if change.name != change.id:
        return plain(change.name, _TEXT_LENGTH)
    return "The pack itself" if change.kind == "pack" else f'{change.kind.title()} "{change.id}"'


def _show_record(entry: _Entry, comparison: Comparison) -> None:
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
    # The plain contact by voice needs no name.
    contact = _CONTACT.match(change.field)
    return f" ({contact[1]})" if contact and contact[1] != "voice" else ""


def _show_value(label: str, entry: _Entry, comparison: Comparison) -> None:
    values = [change.was if label == "was" else change.now for change in entry.changes]
    suffix = _contact_suffix(entry.first) if entry.is_record else ""
    text = _format_value(entry.first, values[0]) + suffix
    if len({_dialled_prefix(*side) for side in _sides(entry)}) > 1:
        text += f" (dials {_format_value(entry.changes[1], values[1])})"
    if _CONTACT.match(entry.first.field) and entry.first.field_name != "verified":
        text += f"   {_describe_check(entry.first, comparison, label)}"
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


def _describe_check(change: ChangedValue, comparison: Comparison, label: str) -> str:
    """Describe the last time that somebody checked a contact, or else its record."""
    record, contact = _record_key(change), _CONTACT.match(change.field)
    path = contact[0] if contact else ""
    before, after = (last_check(pack, record, path) for pack in (comparison.was, comparison.now))
    is_changed = label == "now" and change.was is not None
    if is_changed and is_outdated(before, after, has_changed=change.field_name in CONTACT_POINTS):
        return "not checked since it changed"
    facts = before if label == "was" else after
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
