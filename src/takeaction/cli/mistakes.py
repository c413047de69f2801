"""Mistakes of packs, for people and for programs."""

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.cli.catalog import environment_packs
from takeaction.cli.terminal import dim, line, show, show_json
from takeaction.errors import LONGEST_PATH, Outcome, PackError, PackErrors, plain
from takeaction.packs.open_paths import Folders, folder_of, on_disk, path_of
from takeaction.packs.sources.discovery import discover, find_pack
from takeaction.value import plain_data

_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
"""The characters with a meaning of their own in a workflow command; ``%`` comes first."""

_LONGEST_MESSAGE = 10 * LONGEST_PATH
"""The most characters of a mistake beside its line."""

_COSTS = {
    Outcome.QUARANTINE: "the pack is left out",
    Outcome.DROP: "the record is left out",
    Outcome.WARN: "a warning",
}


def sources_of(pack: str) -> str | None:
    """Return the folder of the files of a pack, as a path that opens from the current folder.

    Args:
        pack: A pack as it was typed: a path, or an installed id.

    Returns:
        The path; None for an archive, whose mistakes have no file to open.
    """
    try:
        return folder_of(find_pack(pack))
    except PackErrors:
        return None


def installed_folders(mistakes: Sequence[PackError]) -> Folders:
    """Return the folders of the packs that a command loads, to name the files with mistakes.

    Without a mistake nobody asks for a file, so no pack is looked for.
    """
    paths, packs = environment_packs()
    return Folders(discover(paths=paths, packs=packs).packs if mistakes else ())


def _folder_of(error: PackError, folder: str | Folders | None) -> str | None:
    return folder.of(error) if isinstance(folder, Folders) else folder


def mistake_json(error: PackError, folder: str | Folders | None = None) -> dict[str, Any]:
    """Return a mistake as plain data; *folder* is as in ``show_mistakes``."""
    return {
        "code": error.code,
        "outcome": error.outcome.value,
        "problem": error.problem,
        "where": plain_data(error.where),
        "path": path_of(error.where, _folder_of(error, folder)),
        "fix": error.fix,
        "distribution": error.distribution,
    }


def show_mistakes(
    mistakes: Iterable[PackError],
    folder: str | Folders | None = None,
    *,
    with_cost: bool = True,
) -> None:
    """Print mistakes: each on a line that an editor can jump to, with its code below.

    Args:
        mistakes: The mistakes.
        folder: The folder of the files, if they are on disk; or the folders of all packs.
        with_cost: Whether to say what a load leaves out for it.
    """
    for error in mistakes:
        place = on_disk(error.where, _folder_of(error, folder))
        show(str(PackError(error.code, error.problem, place, error.fix)))
        origin = f", from {plain(error.distribution)}" if error.distribution else ""
        cost = f": {_COSTS[error.outcome]}{origin}" if with_cost else ""
        line(f"{error.code}{cost}", indent=4, style=dim)


def annotation(error: PackError, folder: str | None) -> str:
    """Return a mistake as a command of GitHub workflows, which shows it beside its line."""
    level = "warning" if error.outcome is Outcome.WARN else "error"
    properties = {"file": path_of(error.where, folder), "line": error.where.line}
    given = [f"{name}={_escaped(str(value))}" for name, value in properties.items() if value]
    inside = ".".join(part for part in (error.where.record, error.where.field) if part)
    text = f"{error.problem} Fix: {error.fix}" if error.fix else error.problem
    message = f"{inside}: {text}" if inside else text
    names = ",".join([*given, f"title={_escaped(error.code)}"])
    return f"::{level} {names}::{plain(message, _LONGEST_MESSAGE).replace('%', '%25')}"


def _escaped(value: str) -> str:
    """Escape the value of a property of a workflow command."""
    for character, code in _ESCAPES.items():
        value = value.replace(character, code)
    return value


def refuse_pack(
    errors: PackErrors,
    options: argparse.Namespace,
    outcome: str = "",
    *,
    with_cost: bool = True,
) -> int:
    """Print the mistakes that stop a command for authors, and return its exit code.

    Args:
        errors: The mistakes.
        options: The options of the call, which may ask for JSON.
        outcome: A last sentence, such as "Not built."; not in JSON.
        with_cost: Whether to say what a load leaves out for each.
    """
    folder = sources_of(options.pack) if "pack" in options else None
    if options.json:
        show_json({"mistakes": [mistake_json(error, folder) for error in errors.mistakes]})
        return 1
    show_mistakes(errors.mistakes, folder, with_cost=with_cost)
    if outcome:
        line(outcome)
    return 1
