"""Mistakes of packs, for people and for programs."""

import argparse
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from takeaction.cli.terminal import dim, line, show, show_json
from takeaction.errors import LONGEST_PATH, Outcome, PackError, PackErrors, Where, plain
from takeaction.packs.sources.discovery import find_pack
from takeaction.packs.sources.files import Folder
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
    """Return the folder of the sources of a pack, as a path that opens from the current folder.

    Args:
        pack: A pack as it was typed: a path, or an installed id.

    Returns:
        The path; None for an archive or a built pack, whose mistakes have no file to open.
    """
    try:
        files = find_pack(pack).files
    except PackErrors:
        return None
    if not isinstance(files, Folder):
        return None
    root, here = Path(files.root), Path.cwd()
    return (root.relative_to(here) if root.is_relative_to(here) else root).as_posix()


def path_of(where: Where, folder: str | None) -> str | None:
    """Return the path of a file with a mistake, for an editor; None if there is no such file."""
    if folder is None or where.file is None:
        return None
    return PurePosixPath(folder, where.file).as_posix()


def on_disk(where: Where, folder: str | None) -> Where:
    """Return a place with the path of its file, instead of its pack, where there is a path."""
    path = path_of(where, folder)
    return attrs.evolve(where, pack=None, file=path) if path else where


def mistake_json(error: PackError, folder: str | None = None) -> dict[str, Any]:
    """Return a mistake as plain data; *folder* is that of the sources, if they are on disk."""
    return {
        "code": error.code,
        "outcome": error.outcome.value,
        "problem": error.problem,
        "where": plain_data(error.where),
        "path": path_of(error.where, folder),
        "fix": error.fix,
        "distribution": error.distribution,
    }


def show_mistakes(mistakes: Iterable[PackError], folder: str | None = None) -> None:
    """Print mistakes: each on a line that an editor can jump to, with its cost below.

    Args:
        mistakes: The mistakes.
        folder: The folder of the sources, if they are on disk.
    """
    for error in mistakes:
        place = on_disk(error.where, folder)
        show(str(PackError(error.code, error.problem, place, error.fix)))
        origin = f", from {plain(error.distribution)}" if error.distribution else ""
        line(f"{error.code}: {_COSTS[error.outcome]}{origin}", indent=4, style=dim)


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


def refuse_pack(errors: PackErrors, options: argparse.Namespace, outcome: str = "") -> int:
    """Print the mistakes that stop a command for authors, and return its exit code.

    Args:
        errors: The mistakes.
        options: The options of the call, which may ask for JSON.
        outcome: A last sentence, such as "Not built."; not in JSON.
    """
    folder = sources_of(options.pack) if "pack" in options else None
    if options.json:
        show_json({"mistakes": [mistake_json(error, folder) for error in errors.mistakes]})
        return 1
    show_mistakes(errors.mistakes, folder)
    if outcome:
        line(outcome)
    return 1
