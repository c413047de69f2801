"""A report on what somebody opened, as plain data for the page: each mistake with its place."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli.packs import record_counts
from takeaction.cli.terminal import counted
from takeaction.engine.help.closing import capitalised
from takeaction.errors import LONGEST_PATH, Outcome, PackError, plain

MOST_MISTAKES = 100
"""The mistakes that a page lists: whoever has more fixes these first."""

_LONGEST_TEXT = 1_000

_STOPS = "Nothing is read until this is fixed"
_COSTS = {
    Outcome.QUARANTINE: _STOPS,
    Outcome.DROP: "The record is left out until this is fixed",
    Outcome.WARN: "The pack is not built until this is fixed",
}

Placer = Callable[[PackError], str]
"""A function that says where a mistake is, in the words of the program that has the file open."""


def place_in_file(error: PackError) -> str:
    """Return the file and the line of a mistake, such as "resources.toml, line 9"."""
    where = error.where
    if where.file is None:
        return "The whole pack"
    name = plain(where.file, LONGEST_PATH)
    return name if where.line is None else f"{name}, line {where.line}"


def mistakes_json(mistakes: Sequence[PackError], place: Placer, *, stops: bool) -> dict[str, Any]:
    """Return mistakes as plain data, the first of them in full.

    Args:
        mistakes: The mistakes.
        place: Says where each is.
        stops: Whether each of them stops the reading, so that none is only a warning.
    """
    warnings = 0 if stops else sum(error.outcome is Outcome.WARN for error in mistakes)
    first = islice(mistakes, MOST_MISTAKES)
    return {
        "mistakes": [_mistake(error, place(error), stops=stops) for error in first],
        "hidden": max(len(mistakes) - MOST_MISTAKES, 0),
        "errors": len(mistakes) - warnings,
        "warnings": warnings,
    }


def _mistake(error: PackError, place: str, *, stops: bool) -> dict[str, Any]:
    where = error.where
    inside = ", ".join(plain(part) for part in (where.record, where.field) if part)
    return {
        "place": place,
        "inside": inside,
        "problem": capitalised(plain(error.problem, _LONGEST_TEXT)),
        "fix": capitalised(plain(error.fix, _LONGEST_TEXT)),
        "code": error.code,
        "cost": _STOPS if stops else _COSTS[error.outcome],
        "is_warning": error.outcome is Outcome.WARN and not stops,
    }


def headline(errors: int, warnings: int) -> str:
    """Return the result of a check in a few words."""
    if not errors + warnings:
        return "No mistakes"
    parts = ((errors, "mistake"), (warnings, "warning"))
    return " and ".join(counted(number, noun) for number, noun in parts if number) + " to fix"


def contents(catalog: Catalog) -> str:
    """Return what a pack holds, such as "3 actions, 1 label"."""
    return "; ".join(record_counts(pack) for pack in catalog.packs.values())
