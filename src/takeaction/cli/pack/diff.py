"""``takeaction pack diff``: the changes between two editions of a pack."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.changes import show_comparison
from takeaction.cli.lock import comparison_json
from takeaction.cli.mistakes import mistake_json, show_mistakes, sources_of
from takeaction.cli.terminal import line, show_json
from takeaction.errors import Outcome, PackError, PackErrors, shown
from takeaction.limits import Limits
from takeaction.lock.changes import Comparison, PackState, compare
from takeaction.lock.lock import LockedPack


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack diff``."""
    text = "describe the changes between two editions of a pack"
    parser = arguments.add_command(subparsers, "diff", text, run, with_lock=False)
    for name, edition in (("old", "the older edition"), ("new", "the newer edition")):
        parser.add_argument(name, metavar=name.upper(), help=f"{edition}: {arguments.PACK_HELP}")


def run(options: argparse.Namespace) -> int:
    """Print the changes; 1 if one is safety-critical or a mistake costs a record.

    Raises:
        UsageError: They are two different packs.
    """
    (old, new), mistakes = zip(*map(_pin, (options.old, options.new)), strict=True)
    costly = [
        (error, sources_of(path))
        for path, errors in zip((options.old, options.new), mistakes, strict=True)
        for error in errors
    ]
    comparison = compare(old, new, new.id) if old and new else None
    if old and new and old.id != new.id:
        packs = f"{shown(old.id)} and {shown(new.id)}"
        problem = f"These are two different packs, {packs}: give two editions of one pack."
        raise arguments.UsageError(problem)
    if options.json:
        changes = comparison_json(comparison) if comparison else {}
        show_json({**changes, "mistakes": [mistake_json(*located) for located in costly]})
    else:
        for error, folder in costly:
            show_mistakes([error], folder)
        _show_comparison(comparison)
    return int(bool(costly or (comparison and comparison.critical)))


def _pin(pack: str) -> tuple[LockedPack | None, tuple[PackError, ...]]:
    """Read a pack as a lock would pin it.

    Returns:
        The pinned pack, None if there is nothing to pin; and the mistakes that cost records.
    """
    from takeaction.lock.held import pin
    from takeaction.packs.checking.pack import check
    from takeaction.packs.sources.discovery import find_pack

    try:
        checked = check(find_pack(pack), Limits())
    except PackErrors as errors:
        return None, errors.mistakes
    costly = tuple(error for error in checked.mistakes if error.outcome is not Outcome.WARN)
    return (pin(checked.header, checked) if checked.header else None), costly


def _show_comparison(comparison: Comparison | None) -> None:
    if comparison is None:
        line("Nothing can be compared.")
    elif comparison.state is PackState.SAME:
        line(f"{comparison.id}: nothing changed.")
    else:
        show_comparison(comparison)
