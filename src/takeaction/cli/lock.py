"""``takeaction lock``: write down what was accepted of each pack, and tell what changed since."""

import argparse
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import listed, named
from takeaction.cli.changes import show_comparison, summary
from takeaction.cli.doctor import show_lost
from takeaction.cli.files import write
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import Outcome, PackError, UnknownWordError, plain
from takeaction.lock.changes import Change, Comparison, State, compare_all
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock, LockedPack, parse
from takeaction.vocabulary import HELP_PURPOSES, nearest

_FILE = "takeaction.lock"
_LONGEST_NAME = 200
_HOW = "takeaction lock --accept PACK --reviewer NAME"
_UNDECIDED = frozenset({State.CHANGED, State.NEW, State.MISSING})


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "lock", "pin what packs say, and tell what changed since", run, with_lock=False
    )
    made.add_argument("--file", metavar="FILE", default=_FILE, help=f"the lock file, ./{_FILE}")
    one = made.add_mutually_exclusive_group()
    one.add_argument("--check", action="store_true", help="tell whether anything changed")
    one.add_argument("--diff", action="store_true", help="tell what changed, in plain words")
    one.add_argument(
        "--accept",
        dest="accepted",
        action="append",
        metavar="PACK",
        help="accept a pack as it is now; may be given again",
    )
    made.add_argument("--reviewer", metavar="NAME", help="who has looked and accepts")


def run(options: argparse.Namespace) -> int:
    """Run the command in one of its forms."""
    path = Path(options.file)
    is_new = not path.exists() and not (options.check or options.diff)
    lock = Lock() if is_new else Lock.read(path)
    paths, packs = named()
    found, mistakes = pin_all(paths=paths, packs=packs, lock=lock)
    call = _Call(options, path, lock, found, compare_all(lock, found), _left_out(mistakes, found))
    if options.check or options.diff:
        return _tell(call)
    if options.accepted:
        return _accept(call)
    return _write_first(call) if is_new else _refresh(call)


@attrs.frozen
class _Call:
    """What a call is about: its options, and how the packs that are there stand to the lock."""

    options: argparse.Namespace
    path: Path
    lock: Lock
    found: Lock
    compared: tuple[Comparison, ...]
    left_out: frozenset[str]

    def answer(self, *, written: bool = False) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "file": str(self.path),
            "written": written,
            "packs": [comparison_json(each) for each in self.compared],
            "coverage_lost": [list(pair) for pair in self.lost],
            "left_out": sorted(self.left_out),
        }

    @property
    def lost(self) -> list[tuple[str, str]]:
        """Where there was a contact for help in the lock, and is none now."""
        return sorted(self.lock.coverage(HELP_PURPOSES) - self.found.coverage(HELP_PURPOSES))

    def signed(self, pack: LockedPack) -> LockedPack:
        """Return a pack with who accepts it and on which day, if somebody is named."""
        name = _name(self.options.reviewer)
        day = arguments.moment_of(self.options).date() if name else None
        return attrs.evolve(pack, reviewer=name, accepted=day)


def _tell(call: _Call) -> int:
    """Tell what differs: in one line for each pack, or in full."""
    differing = [each for each in call.compared if each.state is not State.SAME]
    if call.options.json:
        show_json(call.answer())
    else:
        for each in differing:
            if call.options.diff:
                show_comparison(each)
            else:
                line(f"{each.id}: {summary(each)}")
        if not differing:
            line(f"{counted(len(call.compared), 'pack')}: nothing changed.")
        _show_lost(call)
    return int(bool(differing or call.left_out))


def _accept(call: _Call) -> int:
    """Take the packs that are named into the lock as they are; out of it if they are gone."""
    if call.options.reviewer is None:
        raise UsageError("Say who accepts: --accept PACK --reviewer NAME.")
    accepted = _chosen(call)
    lock = call.lock
    for each in accepted:
        lock = lock.with_pack(call.signed(each.now)) if each.now else lock.without(each.id)
    if not call.options.json:
        for each in accepted:
            if each.state is not State.SAME:
                show_comparison(each)
    _write(call, lock)
    if not call.options.json:
        line(f"Accepted: {listed(each.id for each in accepted)}.")
    return 0


def _chosen(call: _Call) -> list[Comparison]:
    """Return the packs that are named.

    Raises:
        UnknownWordError: One is neither there nor in the lock.
    """
    known = {each.id: each for each in call.compared}
    for number, id in enumerate(call.options.accepted):
        if id not in known:
            raise UnknownWordError("accepted", number, tuple(nearest(id, known)))
    return [known[id] for id in dict.fromkeys(call.options.accepted)]


def _write_first(call: _Call) -> int:
    """Write the first lock, of everything as it is found."""
    packs = tuple(map(call.signed, call.found.packs))
    _write(call, Lock(packs))
    if not call.options.json:
        values = counted(sum(len(pack.values) for pack in packs), "safety-critical value")
        line(f"{plain(str(call.path))}: {counted(len(packs), 'pack')}, {values}.")
        if call.options.reviewer is None:
            line("Nobody has looked at them yet. Whoever has, says so:")
            line(_HOW, indent=4)
    return _left_out_code(call)


def _refresh(call: _Call) -> int:
    """Take over what is not safety-critical, and refuse everything else."""
    lock = call.lock
    for each in call.compared:
        if each.was and each.now and each.state not in _UNDECIDED:
            who, day = each.was.reviewer, each.was.accepted
            lock = lock.with_pack(attrs.evolve(each.now, reviewer=who, accepted=day))
    refused = [each for each in call.compared if each.state in _UNDECIDED]
    if not call.options.json:
        for each in refused:
            show_comparison(each)
    _write(call, lock)
    if not call.options.json:
        _show_lost(call)
        if refused:
            line(f"Not accepted: {listed(each.id for each in refused)}. To accept one:")
            line(_HOW, indent=4)
        else:
            line(f"{plain(str(call.path))}: {counted(len(lock.packs), 'pack')}.")
    return int(bool(refused)) or _left_out_code(call)


def _write(call: _Call, lock: Lock) -> None:
    """Write a lock if it says anything new; answer in JSON if that was asked for."""
    changed = lock != call.lock or not call.path.exists()
    if changed:
        text = lock.text()
        parse(text, str(call.path))  # nothing is written that could not be read again
        write(call.path, text.encode())
    if call.options.json:
        show_json(call.answer(written=changed))


def _left_out(mistakes: Iterable[PackError], found: Lock) -> frozenset[str]:
    """Return what is broken, so that it is in no lock."""
    broken = {error.where.pack or "" for error in mistakes if error.outcome is Outcome.QUARANTINE}
    return frozenset(broken - {pack.id for pack in found.packs})


def _left_out_code(call: _Call) -> int:
    if call.left_out:
        names = listed(call.left_out)
        print(f"Something was left out of {names}. See: takeaction doctor", file=sys.stderr)
    return int(bool(call.left_out))


def _show_lost(call: _Call) -> None:
    show_lost(call.lost)
    _left_out_code(call)


def _name(written: str | None) -> str | None:
    """Return the name of a reviewer, as a lock keeps it.

    Raises:
        UsageError: It is empty, too long, or no text of one line.
    """
    if written is None:
        return None
    name = unicodedata.normalize("NFC", written).strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(f"Give --reviewer as a name of 1 to {_LONGEST_NAME} characters.")
    return name


def comparison_json(each: Comparison) -> dict[str, Any]:
    """Return how a pack changed as plain data."""
    return {
        "id": each.id,
        "state": each.state.value,
        "was": _pack_json(each.was),
        "now": _pack_json(each.now),
        "changes": [_change_json(change) for change in each.changes],
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


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "name": change.name,
        "field": change.field,
        "was": change.was,
        "now": change.now,
        "critical": change.critical,
    }
