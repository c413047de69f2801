"""``takeaction pack diff``: what changed between two editions of a pack."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.changes import show_comparison
from takeaction.cli.lock import comparison_json
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import line, show_json
from takeaction.errors import Outcome, PackError, PackErrors, shown
from takeaction.limits import Limits
from takeaction.lock.changes import Comparison, State, compare
from takeaction.lock.lock import LockedPack


def add_commands(added: arguments.Commands) -> None:
    """Add the command under ``pack``."""
    made = arguments.command(
        added, "diff", "tell what changed between two editions of a pack", run, with_lock=False
    )
    for name, which in (("old", "the edition before"), ("new", "the edition after")):
        made.add_argument(
            name, metavar=name.upper(), help=f"{which}: a folder, an archive, or an installed id"
        )


def run(options: argparse.Namespace) -> int:
    """Tell what changed.

    Raises:
        UsageError: They are two packs.
    """
    (old, new), mistakes = zip(*map(_pinned, (options.old, options.new)), strict=True)
    costly = tuple(error for each in mistakes for error in each)
    compared = compare(old, new, new.id) if old and new else None
    if old and new and old.id != new.id:
        problem = f"These are two packs, {shown(old.id)} and {shown(new.id)}: give two editions."
        raise arguments.UsageError(problem)
    if options.json:
        told = comparison_json(compared) if compared else {}
        show_json({**told, "mistakes": [mistake_json(error) for error in costly]})
    else:
        show_mistakes(costly)
        _show(compared)
    return int(bool(costly or (compared and compared.critical)))


def _pinned(word: str) -> tuple[LockedPack | None, tuple[PackError, ...]]:
    """Return what is in a pack, None if it gives nothing, and what costs it records."""
    from takeaction.lock.held import pin
    from takeaction.packs.checking.pack import check
    from takeaction.packs.sources.discovery import find_pack

    try:
        checked = check(find_pack(word), Limits())
    except PackErrors as errors:
        return None, errors.mistakes
    costly = tuple(error for error in checked.mistakes if error.outcome is not Outcome.WARN)
    return (pin(checked.header, checked) if checked.header else None), costly


def _show(compared: Comparison | None) -> None:
    if compared is None:
        line("Nothing can be compared.")
    elif compared.state is State.SAME:
        line(f"{compared.id}: nothing changed.")
    else:
        show_comparison(compared)
