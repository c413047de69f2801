"""Mistakes of packs, for people and for programs."""

import argparse
from collections.abc import Iterable
from typing import Any

from takeaction.cli.terminal import dim, line, show, show_json
from takeaction.errors import Outcome, PackError, PackErrors, plain
from takeaction.value import plain_data

_COSTS = {
    Outcome.QUARANTINE: "the pack is left out",
    Outcome.DROP: "the record is left out",
    Outcome.WARN: "a warning",
}


def mistake_json(error: PackError) -> dict[str, Any]:
    """Return a mistake as plain data."""
    return {
        "code": error.code,
        "outcome": error.outcome.value,
        "problem": error.problem,
        "where": plain_data(error.where),
        "fix": error.fix,
        "distribution": error.distribution,
    }


def show_mistakes(mistakes: Iterable[PackError]) -> None:
    """Print mistakes: each on a line that an editor can jump to, with its cost below."""
    for error in mistakes:
        show(str(error))
        origin = f", from {plain(error.distribution)}" if error.distribution else ""
        line(f"{error.code}: {_COSTS[error.outcome]}{origin}", indent=4, style=dim)


def refuse_pack(errors: PackErrors, options: argparse.Namespace, outcome: str = "") -> int:
    """Print the mistakes that stop a command for authors, and return its exit code.

    Args:
        errors: The mistakes.
        options: The options of the call, which may ask for JSON.
        outcome: A last sentence, such as "Not built."; not in JSON.
    """
    if options.json:
        show_json({"mistakes": [mistake_json(error) for error in errors.mistakes]})
        return 1
    show_mistakes(errors.mistakes)
    if outcome:
        line(outcome)
    return 1
