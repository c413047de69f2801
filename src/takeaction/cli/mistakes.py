"""How mistakes of packs read, for people and for programs."""

from typing import Any

from takeaction.cli.terminal import dim, line
from takeaction.engine.serialization import plain_data
from takeaction.errors import Outcome, PackError, plain


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


_COST = {
    Outcome.QUARANTINE: "the pack is left out",
    Outcome.DROP: "the record is left out",
    Outcome.WARN: "a warning",
}


def show_mistakes(mistakes: tuple[PackError, ...]) -> None:
    """Print mistakes: each on a line that an editor can jump to, and what it costs."""
    for error in mistakes:
        print(error)
        origin = f", from {plain(error.distribution)}" if error.distribution else ""
        line(f"{error.code}: {_COST[error.outcome]}{origin}", indent=4, style=dim)
