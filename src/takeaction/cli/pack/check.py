"""``takeaction pack check``: apply every rule to a pack, and show what else was asked for.

That is what is empty, old or hard to read in it, whether its links answer, and SARIF.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from takeaction.authoring.phone_numbers import second_look
from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import one_pack
from takeaction.cli.files import write
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.pack import links, readability
from takeaction.cli.packs import pack_json
from takeaction.cli.terminal import bold, counted, dim, labelled, line, show_json
from takeaction.errors import PackError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary import FreshnessState

_MOST = 10


_NO_SECOND_LOOK = "Numbers had no second look: that comes with takeaction[authoring]."


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "check", "hold every rule against a pack", run, with_lock=False)
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )
    made.add_argument("--coverage", action="store_true", help="tell also what stays empty")
    made.add_argument("--freshness", action="store_true", help="tell also how old it is")
    made.add_argument("--readability", action="store_true", help="tell also how hard it is to read")
    made.add_argument(
        "--links", action="store_true", help="ask each address on the network whether it answers"
    )
    made.add_argument("--sarif", metavar="FILE", help="write the mistakes for a code host")


def run(options: argparse.Namespace) -> int:
    """Check one pack."""
    catalog = one_pack(options, arguments.moment_of(options))
    looked = second_look(catalog)
    mistakes = (*catalog.mistakes, *(looked or ()))
    told = _survey(options, catalog)
    if options.json:
        content = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error) for error in mistakes],
            **told,
        }
        show_json(content)
    else:
        show_mistakes(mistakes)
        for pack in catalog.packs.values():
            counts = ", ".join(counted(number, kind) for kind, number in pack.counts)
            line(f"{bold(pack.id)}: {counts or 'no records'}; {counted(len(mistakes), 'mistake')}")
            line(pack.digest, indent=4)
        if looked is None:
            line(_NO_SECOND_LOOK, indent=4, style=dim)
        _show(told)
    return int(bool(mistakes) or links.is_wrong(told.get("links", ())))


def _survey(options: argparse.Namespace, catalog: Catalog) -> dict[str, Any]:
    """Return what was asked for beside the mistakes; write the SARIF file."""
    from takeaction.authoring.survey import ages, coverage

    told: dict[str, Any] = {}
    found: tuple[PackError, ...] = catalog.mistakes
    if options.links:
        told["links"], gone = links.asked(_pack(options, catalog))
        found += gone
    if options.sarif:
        _write_sarif(Path(options.sarif), _pack(options, catalog), found)
    if options.coverage:
        told["coverage"] = {id: coverage(catalog, pack) for id, pack in catalog.packs.items()}
    if options.freshness:
        told["freshness"] = ages(catalog, arguments.moment_of(options))
    if options.readability:
        from takeaction.authoring import readability as lix

        hard = {id: lix.readability(catalog, _pack(options, catalog)) for id in catalog.packs}
        told["readability"] = readability.as_json(hard) if options.json else hard
    return told


def _show(told: dict[str, Any]) -> None:
    """Print it."""
    for empty in told.get("coverage", {}).values():
        line("What stays empty:")
        _listed("kinds", empty["kinds"])
        _listed("regions without a contact for help", empty["regions"])
        _listed("languages without a contact for help", empty["languages"])
        for language, texts in empty["untranslated"].items():
            _listed(f"texts not in {language}", texts)
    if "freshness" in told:
        line("How old it is, in records and contacts:")
        for state, names in told["freshness"].items():
            is_old = state in {FreshnessState.STALE, FreshnessState.EXPIRED}
            _listed(state, names if is_old else (), len(names))
    readability.show(told.get("readability", {}))
    if "links" in told:
        links.show(told["links"])


def _listed(label: str, names: Sequence[str], number: int | None = None) -> None:
    count = len(names) if number is None else number
    told = ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
    labelled(label, [f"{count:,}. {told}" if told else f"{count:,}."])


def _pack(options: argparse.Namespace, catalog: Catalog) -> DataPack:
    """Return the pack that was checked, with the place of its files."""
    from takeaction.packs.sources.discovery import find_pack, find_path

    is_installed = any(pack.distribution for pack in catalog.packs.values())
    return find_pack(options.pack) if is_installed else find_path(options.pack)


def _write_sarif(path: Path, pack: DataPack, mistakes: Iterable[PackError]) -> None:
    from takeaction.authoring.sarif import log

    text = json.dumps(log(pack, mistakes, version("takeaction")), indent=2)
    write(path, f"{text}\n".encode())
