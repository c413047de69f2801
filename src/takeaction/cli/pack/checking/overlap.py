"""``takeaction pack check --with``: what other packs say already, and how answers change."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from takeaction.catalog import Catalog
from takeaction.cli.arguments import UsageError
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import labelled, line
from takeaction.errors import shown
from takeaction.loading import load
from takeaction.packs.sources.discovery import is_path

if TYPE_CHECKING:  # only --with needs it
    from takeaction.authoring.survey import AnswerChange, Overlap, SharedNumber

_ALL = "all"
"""The word for every installed pack."""


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--with``."""
    parser.add_argument(
        "--with",
        dest="beside",
        action="extend",
        nargs="+",
        default=[],
        metavar="PACK",
        help="also compare it with these packs, by id or path (all: every installed one)",
    )


def compare_with(options: argparse.Namespace, catalog: Catalog, at: datetime) -> "Overlap | None":
    """Compare a pack with those that a call names; None if the pack gives nothing.

    Raises:
        UsageError: One of them is not there.
    """
    from takeaction.authoring.survey import find_overlap

    if not catalog.packs:
        return None
    (pack,) = catalog.packs.values()
    paths = [word for word in options.beside if is_path(word)]
    ids = {word for word in options.beside if not is_path(word)}
    installed = load(packs=None if _ALL in ids else sorted(ids), at=at)
    wanted = sorted({*installed.packs, *ids} - {_ALL, pack.id})
    others = load(paths=paths, packs=wanted, at=at)
    missing = sorted(ids - {_ALL} - set(installed.packs))
    if missing or pack.id in others.packs or not others.packs:
        raise UsageError(_refusal(missing, pack.id))
    own = [options.pack] if is_path(options.pack) else []
    joined = load(paths=[*paths, *own], packs=wanted if own else [*wanted, pack.id], at=at)
    return find_overlap(pack.header, others, joined, at)


def _refusal(missing: list[str], id: str) -> str:
    if missing:
        return f"No pack with the id {shown(missing[0])} is installed: see takeaction packs."
    return f"Name packs other than {id} to compare it with."


def overlap_json(overlap: "Overlap | None", folder: str | None) -> dict[str, Any] | None:
    """Return an overlap as plain data; *folder* is that of the sources, if they are on disk."""
    if overlap is None:
        return None
    return {
        "packs": list(overlap.packs),
        "numbers": [
            {
                "id": shared.id,
                "contact": shared.contact.id,
                "address": _address(shared),
                "others": list(shared.others),
                "listed": "twice" if shared.is_twice else "once",
            }
            for shared in overlap.numbers
        ],
        "names": [
            {"id": shared.id, "name": shared.name, "others": list(shared.others)}
            for shared in overlap.names
        ],
        "answers": [
            {
                "region": change.region,
                "language": change.language,
                "before": list(change.before),
                "after": list(change.after),
            }
            for change in overlap.answers
        ],
        "mistakes": [mistake_json(error, folder) for error in overlap.mistakes],
    }


def show_overlap(overlap: "Overlap", folder: str | None) -> None:
    """Print what others say already, what is listed twice, and how answers change."""
    show_mistakes(overlap.mistakes, folder)
    line(f"Beside {', '.join(overlap.packs)}:")
    for shared in overlap.numbers:
        listed = "Answers list it twice." if shared.is_twice else "Answers list it once."
        number = f"{shared.id} ({shared.contact.id}), {_address(shared)}"
        line(f"{number}: also in {', '.join(shared.others)}. {listed}", indent=4, hang=4)
    for name in overlap.names:
        others = ", ".join(name.others)
        line(f"{name.id}, {name.name}: the same name or operator as {others}.", indent=4, hang=4)
    if not overlap.numbers and not overlap.names:
        line("Nothing in it is in another pack.", indent=4)
    for change in overlap.answers:
        _show_change(change)


def _show_change(change: "AnswerChange") -> None:
    line(f"Help in {change.region}, in {change.language}, the first lines:")
    if change.before == change.after:
        labelled("before and after", [", ".join(change.after) or "none"])
    else:
        labelled("before", [", ".join(change.before) or "none"])
        labelled("after", [", ".join(change.after) or "none"])


def _address(shared: "SharedNumber") -> str | None:
    contact = shared.contact
    return contact.display or contact.dial or contact.url or contact.email
