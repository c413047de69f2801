"""``takeaction lock``: pin the content of packs that a person accepted, and report changes."""

import argparse
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import environment_packs, join_pack_names
from takeaction.cli.changes import show_comparison, summarise
from takeaction.cli.doctor import show_lost_coverage
from takeaction.cli.files import write_file
from takeaction.cli.terminal import counted, line, show_json, warn
from takeaction.errors import Outcome, PackError, UnknownWordError, plain
from takeaction.lock.changes import ChangedValue, Comparison, PackState, compare_all
from takeaction.lock.held import pin_all
from takeaction.lock.lock import LONGEST_NAME, Lock, LockedPack, parse_lock
from takeaction.vocabulary.resources import HELP_PURPOSES
from takeaction.vocabulary.words import nearest

_FILE = "takeaction.lock"
_ACCEPT_COMMAND = "takeaction lock --accept PACK --reviewer NAME"
_UNDECIDED = frozenset({PackState.CHANGED, PackState.NEW, PackState.MISSING})
"""The states that only a named person can accept."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction lock``."""
    text = "pin the content of packs, and report changes since then"
    parser = arguments.add_command(subparsers, "lock", text, run, with_lock=False)
    parser.add_argument("--file", metavar="FILE", default=_FILE, help=f"the lock file (./{_FILE})")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--check", action="store_true", help="only report whether anything changed")
    form.add_argument("--diff", action="store_true", help="describe each change in plain words")
    form.add_argument(
        "--accept",
        dest="accepted",
        action="append",
        metavar="PACK",
        help="accept a pack as it is now; repeat it to accept more",
    )
    parser.add_argument(
        "--reviewer", metavar="NAME", help="the person who has reviewed the packs and accepts them"
    )


def run(options: argparse.Namespace) -> int:
    """Run the command in one of its forms."""
    path = Path(options.file)
    is_new = not path.exists() and not (options.check or options.diff)
    lock = Lock() if is_new else Lock.read(path)
    paths, packs = environment_packs()
    installed, mistakes = pin_all(paths=paths, packs=packs, lock=lock)
    comparisons = compare_all(lock, installed)
    call = _Call(options, path, lock, installed, comparisons, _broken_packs(mistakes, installed))
    if options.check or options.diff:
        return _report(call)
    if options.accepted:
        return _accept(call)
    return _write_first(call) if is_new else _refresh(call)


@attrs.frozen
class _Call:
    """One call: its options, the lock, and the installed packs.

    Attributes:
        options: The options.
        path: The lock file.
        lock: The lock as it is in the file; empty if there is none yet.
        installed: The installed packs, as a lock would pin them.
        comparisons: Each pack of either lock, compared, in order of id.
        broken: The ids of packs that are too broken to be pinned.
    """

    options: argparse.Namespace
    path: Path
    lock: Lock
    installed: Lock
    comparisons: tuple[Comparison, ...]
    broken: frozenset[str]

    def answer(self, *, written: bool = False) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "file": str(self.path),
            "written": written,
            "packs": [comparison_json(comparison) for comparison in self.comparisons],
            "coverage_lost": [list(pair) for pair in self.lost_coverage],
            "left_out": sorted(self.broken),
        }

    @property
    def lost_coverage(self) -> list[tuple[str, str]]:
        """The regions and languages with a contact for help in the lock, and none installed."""
        return sorted(self.lock.coverage(HELP_PURPOSES) - self.installed.coverage(HELP_PURPOSES))

    def signed(self, pack: LockedPack) -> LockedPack:
        """Return a pack with the reviewer that the call names, if any, and today's date."""
        name = _parse_name(self.options.reviewer)
        day = arguments.requested_moment(self.options).date() if name else None
        return attrs.evolve(pack, reviewer=name, accepted=day)


def _report(call: _Call) -> int:
    """Print the packs that differ, in one line each or in full; 1 if there are any."""
    differing = [
        comparison for comparison in call.comparisons if comparison.state is not PackState.SAME
    ]
    if call.options.json:
        show_json(call.answer())
    else:
        for comparison in differing:
            if call.options.diff:
                show_comparison(comparison)
            else:
                line(f"{comparison.id}: {summarise(comparison)}")
        if not differing:
            line(f"{counted(len(call.comparisons), 'pack')}: nothing changed.")
        _show_losses(call)
    return int(bool(differing or call.broken))


def _accept(call: _Call) -> int:
    """Lock the named packs as they are, and unlock those that are no longer installed."""
    if call.options.reviewer is None:
        raise UsageError("Say who accepts: --accept PACK --reviewer NAME.")
    accepted = _named_packs(call)
    lock = call.lock
    for comparison in accepted:
        if comparison.now:
            lock = lock.with_pack(call.signed(comparison.now))
        else:
            lock = lock.without(comparison.id)
    if not call.options.json:
        for comparison in accepted:
            if comparison.state is not PackState.SAME:
                show_comparison(comparison)
    _write(call, lock)
    if not call.options.json:
        line(f"Accepted: {join_pack_names(comparison.id for comparison in accepted)}.")
    return 0


def _named_packs(call: _Call) -> list[Comparison]:
    """Return the packs that the call accepts, each once.

    Raises:
        UnknownWordError: One is neither installed nor in the lock.
    """
    by_id = {comparison.id: comparison for comparison in call.comparisons}
    for number, id in enumerate(call.options.accepted):
        if id not in by_id:
            raise UnknownWordError("accepted", number, tuple(nearest(id, by_id)))
    return [by_id[id] for id in dict.fromkeys(call.options.accepted)]


def _write_first(call: _Call) -> int:
    """Write the first lock, of every installed pack as it is."""
    packs = tuple(map(call.signed, call.installed.packs))
    _write(call, Lock(packs))
    if not call.options.json:
        values = counted(sum(len(pack.values) for pack in packs), "safety-critical value")
        line(f"{plain(str(call.path))}: {counted(len(packs), 'pack')}, {values}.")
        if call.options.reviewer is None:
            line("Nobody has reviewed them yet. Once you have, say so:")
            line(_ACCEPT_COMMAND, indent=4)
    return _report_broken(call)


def _refresh(call: _Call) -> int:
    """Lock changes that are not safety-critical, and refuse all others."""
    lock = call.lock
    for comparison in call.comparisons:
        if comparison.was and comparison.now and comparison.state not in _UNDECIDED:
            reviewer, day = comparison.was.reviewer, comparison.was.accepted
            lock = lock.with_pack(attrs.evolve(comparison.now, reviewer=reviewer, accepted=day))
    refused = [comparison for comparison in call.comparisons if comparison.state in _UNDECIDED]
    if not call.options.json:
        for comparison in refused:
            show_comparison(comparison)
    _write(call, lock)
    if not call.options.json:
        _show_losses(call)
        if refused:
            names = join_pack_names(comparison.id for comparison in refused)
            line(f"Not accepted: {names}. To accept one:")
            line(_ACCEPT_COMMAND, indent=4)
        else:
            line(f"{plain(str(call.path))}: {counted(len(lock.packs), 'pack')}.")
    return int(bool(refused)) or _report_broken(call)


def _write(call: _Call, lock: Lock) -> None:
    """Write a lock if it differs from the file, and print the answer if the call wants JSON."""
    is_changed = lock != call.lock or not call.path.exists()
    if is_changed:
        text = lock.text()
        parse_lock(text, str(call.path))  # never write a file that could not be read again
        write_file(call.path, text.encode())
    if call.options.json:
        show_json(call.answer(written=is_changed))


def _broken_packs(mistakes: Iterable[PackError], installed: Lock) -> frozenset[str]:
    """Return the ids of packs that are left out as a whole, and so are in no lock."""
    broken = {error.where.pack or "" for error in mistakes if error.outcome is Outcome.QUARANTINE}
    return frozenset(broken - {pack.id for pack in installed.packs})


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
    """Return the name of a reviewer in the form that a lock stores, NFC without blanks around.

    Raises:
        UsageError: It is empty, too long, or not printable on one line.
    """
    if text is None:
        return None
    name = unicodedata.normalize("NFC", text).strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"Give --reviewer as a name of 1 to {LONGEST_NAME} characters.")
    return name


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return the changes in a pack as plain data."""
    return {
        "id": comparison.id,
        "state": comparison.state.value,
        "was": _pack_json(comparison.was),
        "now": _pack_json(comparison.now),
        "changes": [_change_json(change) for change in comparison.changes],
    }


def _pack_json(pack: LockedPack | None) -> dict[str, Any] | None:
    if pack is None:
        return None
    return {
        "digest": pack.digest,
        "distribution": pack.distribution,
        "version": pack.version,
        "reviewer": pack.reviewer,
        "accepted": pack.accepted.isoformat() if pack.accepted else None,
    }


def _change_json(change: ChangedValue) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "name": change.name,
        "field": change.field,
        "was": change.was,
        "now": change.now,
        "critical": change.critical,
    }
