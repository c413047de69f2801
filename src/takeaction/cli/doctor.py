"""``takeaction doctor`` and ``takeaction packs``: the installed packs, their mistakes and fixes.

Every command that prints mistakes of packs prints them from here.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from takeaction.catalog import Catalog
from takeaction.cli.arguments import (
    NO_PACK,
    NO_PACKS,
    Command,
    environment_packs,
    flag,
    load_packs,
    mistakes_of,
    requested_moment,
)
from takeaction.cli.terminal import counted, dim, line, show, show_json
from takeaction.errors import LONGEST_PATH, Outcome, PackError, PackErrors, TakeActionError, plain
from takeaction.models.pack import Pack
from takeaction.models.resource import has_zone_data
from takeaction.packs.open_paths import Folders, folder_of, on_disk, path_of
from takeaction.packs.sources.discovery import discover, find_pack
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.sources.strays import find_core_mistakes
from takeaction.value import plain_data

_INSTALL_AGAIN = frozenset(
    {"pack.two_owners", "read.ignored", "read.record_mismatch", "read.unrecorded"}
)
"""The mistakes of a distribution that is good itself, but not as it is installed."""

_DECIDED = ("host.", "lock.", "withdrawn.")
"""The mistakes that somebody's decision makes: the distribution may be as good as ever."""

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def show_lost_coverage(pairs: Iterable[tuple[str, str]]) -> None:
    """Print each region and language that had a contact in the lock and has none now.

    Places that lost the same languages share a line.
    """
    by_region: dict[str, list[str]] = {}
    for region, language in pairs:
        by_region.setdefault(region, []).append(language)
    by_languages: dict[str, list[str]] = {}
    for region, languages in by_region.items():
        by_languages.setdefault(", ".join(languages), []).append(region)
    for joined, regions in by_languages.items():
        line(f"No contact left for {', '.join(regions)} in {joined}.")


def _run_doctor(options: argparse.Namespace) -> int:
    """Print facts about the installation and every mistake; 1 if there is one."""
    own = find_core_mistakes()
    try:
        catalog = load_packs(options, requested_moment(options))
    except TakeActionError:  # the lock, or the call
        raise
    except Exception:
        if not own:
            raise
        return refuse_pack(
            PackErrors("takeaction is damaged", own),
            options,
            "Nothing else was checked: takeaction cannot read its own data.",
        )
    if options.coverage:
        if options.json:
            show_json(catalog.coverage().as_json())
        else:
            _show_coverage(catalog)
        return 0
    from importlib.metadata import version  # slow, as in arguments

    facts = {
        "takeaction": version("takeaction"),
        "python": sys.version.split()[0],
        "packs": len(catalog.packs),
        "records": len(catalog),
        "places_with_help": len({region for region, _ in catalog.coverage().pairs}),
        "zone_data": "installed" if has_zone_data() else "missing",
        "digest": catalog.digest,
    }
    mistakes = (*own, *mistakes_of(catalog))
    folders = installed_folders(mistakes)
    if options.json:
        answer = {
            **facts,
            "coverage_lost": [list(pair) for pair in catalog.coverage_lost],
            "mistakes": [mistake_json(error, folders) for error in mistakes],
        }
        show_json(answer)
        return int(bool(mistakes))
    for name, value in facts.items():
        line(f"{name.replace('_', ' ')}: {value}")
    if not catalog.packs:
        line(NO_PACKS)
    show_lost_coverage(catalog.coverage_lost)
    show_mistakes(mistakes, folders)
    for id, withdrawal in catalog.withdrawn.items():
        line(f"{id}, withdrawn by {withdrawal.note()}")
    _show_commands(mistakes)
    line(f"{counted(len(mistakes), 'mistake') if mistakes else 'No mistakes'}.")
    return int(bool(mistakes))


DOCTOR = Command(
    "doctor",
    "find mistakes in the packs, and say how to fix them",
    _run_doctor,
    (
        flag(
            "--coverage",
            "show the places that have help instead, with their share of the world's people",
        ),
    ),
)


def _show_commands(mistakes: Sequence[PackError]) -> None:
    """Print the commands that remove distributions, then those that install others again.

    That is the order to run them in: to remove one also removes what it wrote over.
    """
    damaged = {e.distribution for e in mistakes if e.code in _INSTALL_AGAIN and e.distribution}
    own = {e for e in mistakes if e.code not in _INSTALL_AGAIN and not e.code.startswith(_DECIDED)}
    others = {error.distribution for error in own if error.distribution}
    for name in sorted(others):
        line(f"To remove it: python -m pip uninstall {plain(name)}")
    for name in sorted(damaged - others):
        command = "python -m pip install --force-reinstall --no-deps"
        show(f"To install it again: {command} {plain(name)}")  # one line, so that it can be copied


# Mistakes of packs, for people and for programs

_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""The characters with a meaning of their own in a workflow command."""

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
    properties = {"file": path_of(error.where, folder), "line": error.where.line}
    given = [
        f"{name}={str(value).translate(_ESCAPES)}" for name, value in properties.items() if value
    ]
    names = ",".join([*given, f"title={error.code.translate(_ESCAPES)}"])
    message = plain(_told(error), _LONGEST_MESSAGE).replace("%", "%25")
    return f"::{_level(error)} {names}::{message}"


def _level(error: PackError) -> str:
    return "warning" if error.outcome is Outcome.WARN else "error"


def _inside(error: PackError) -> str:
    return ".".join(part for part in (error.where.record, error.where.field) if part)


def _told(error: PackError) -> str:
    """Return a mistake without its place, for a program that shows it at that place."""
    text = f"{error.problem} Fix: {error.fix}" if error.fix else error.problem
    return ": ".join(filter(None, (_inside(error), text)))


def sarif_log(pack: DataPack, mistakes: Iterable[PackError], version: str) -> dict[str, Any]:
    """Return mistakes as a SARIF 2.1.0 log, for code hosts that show them at the faulty line.

    Args:
        pack: The pack that was checked; its place gives the paths of its files.
        mistakes: The mistakes that the check found.
        version: The version of this library.
    """
    errors = list(mistakes)
    codes = sorted({error.code for error in errors})
    driver = {"name": "takeaction", "version": version, "rules": [{"id": code} for code in codes]}
    results = [_result(pack, error, codes.index(error.code)) for error in errors]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _result(pack: DataPack, error: PackError, rule: int) -> dict[str, Any]:
    where, inside = error.where, _inside(error)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(pack, where.file)}}
    if where.line is not None:
        physical["region"] = {"startLine": where.line}
    logical = {"logicalLocations": [{"fullyQualifiedName": inside}]} if inside else {}
    return {
        "ruleId": error.code,
        "ruleIndex": rule,
        "level": _level(error),
        "message": {"text": _told(error)},
        "locations": [{"physicalLocation": physical, **logical}],
    }


def _uri(pack: DataPack, file: str | None) -> str:
    """Return the URI of a file, relative to the working folder if the file is inside it."""
    if not isinstance(pack.files, Folder):
        return quote(pack.place)
    path = Path(pack.files.root, file or "").absolute()
    folder = Path.cwd()
    if path.is_relative_to(folder):
        return quote(path.relative_to(folder).as_posix())
    return path.as_uri()


def refuse_pack(
    errors: PackErrors,
    options: argparse.Namespace,
    outcome: str = "",
    with_cost: bool = True,  # noqa: FBT001, FBT002 - a command has both as its ``refusal``
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


# ``takeaction packs``: the installed packs

_DIGEST_START = 26
"""Characters of a digest to print: "sha256:" and 19 digits; ``pack check`` prints it all."""


def pack_json(pack: Pack) -> dict[str, Any]:
    """Return the header, the origin and the record counts of a pack as plain data."""
    header: dict[str, Any] = plain_data(pack.header)
    return header | {
        "digest": pack.digest,
        "distribution": pack.distribution,
        "version": pack.version,
        "built": pack.built,
        "counts": dict(pack.counts),
    }


def record_counts(pack: Pack) -> str:
    """Count the records of a pack by kind, such as "3 actions, 1 label"."""
    return ", ".join(counted(number, kind) for kind, number in pack.counts) or "no records"


def _run_packs(options: argparse.Namespace) -> int:
    """Print the installed packs, then every mistake; 1 if there is one."""
    catalog = load_packs(options, requested_moment(options))
    mistakes = [error for error in catalog.mistakes if error.code != NO_PACK]
    folders = installed_folders(mistakes)
    if options.json:
        answer = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error, folders) for error in mistakes],
            "digest": catalog.digest,
        }
        show_json(answer)
        return int(bool(mistakes))
    for pack in catalog.packs.values():
        line(f" {plain(pack.version or 'from a path')}", lead=pack.id)
        line(f"{pack.header.title}, by {pack.header.publisher}, {pack.header.licence}", indent=4)
        line(record_counts(pack), indent=4)
        line(pack.digest[:_DIGEST_START] + "…", indent=4, style=dim)
    if not catalog.packs:
        line(NO_PACKS)
    show_mistakes(mistakes, folders)
    return int(bool(mistakes))


PACKS = Command(
    "packs", "list the packs with their number of records, and their mistakes", _run_packs
)


# ``takeaction doctor --coverage``: the places that have help, with their share of the world

_SHARES = {
    "emergency": "an emergency number",
    "any_line": "a line that helps",
    "trafficking": "a line for adults that knows trafficking",
    "child": "a line for children",
    "domestic-violence": "a line about violence at home",
    "sexual-violence": "a line about sexual violence",
    "labour-rights": "a line about rights at work",
    "legal": "legal advice",
    "crisis": "a line for people in a crisis",
    "shelter": "a way to a shelter",
    "consular": "a line for citizens abroad",
    "only_reports": "lines that only take reports, and no help",
    "neither": "neither a line nor an emergency number",
}


def _show_coverage(catalog: Catalog) -> None:
    coverage = catalog.coverage()
    line("Share of the world's people, and the countries and territories, that have")
    for name, text in _SHARES.items():
        share, count = 100 * coverage.shares[name], len(coverage.served[name])
        line(f"  {share:5.1f} %  {count:3}  {text}")
    without = [place for place in coverage.places if not place.lines and place.people]
    line(f"No line that helps: {', '.join(place.place for place in without) or 'nowhere'}.")
    line("That a number is known does not mean that somebody answers it everywhere.")
