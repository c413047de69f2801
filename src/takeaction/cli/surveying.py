"""What ``takeaction pack check`` shows beside mistakes: empty, old or hard, links, SARIF."""

import argparse
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli import linking, measuring
from takeaction.cli.arguments import moment_of
from takeaction.cli.terminal import labelled, line
from takeaction.cli.writing import write
from takeaction.errors import PackError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary import FreshnessState

_MOST = 10


def add_options(made: argparse.ArgumentParser) -> None:
    """Add the options of ``pack check``."""
    made.add_argument("--coverage", action="store_true", help="tell also what stays empty")
    made.add_argument("--freshness", action="store_true", help="tell also how old it is")
    made.add_argument("--readability", action="store_true", help="tell also how hard it is to read")
    made.add_argument(
        "--links", action="store_true", help="ask each address on the network whether it answers"
    )
    made.add_argument("--sarif", metavar="FILE", help="write the mistakes for a code host")


def survey(options: argparse.Namespace, catalog: Catalog) -> dict[str, Any]:
    """Return what was asked for beside the mistakes; write the SARIF file."""
    from takeaction.authoring.survey import ages, coverage

    told: dict[str, Any] = {}
    found: tuple[PackError, ...] = catalog.mistakes
    if options.links:
        told["links"], gone = linking.asked(_pack(options, catalog))
        found += gone
    if options.sarif:
        _write_sarif(Path(options.sarif), _pack(options, catalog), found)
    if options.coverage:
        told["coverage"] = {id: coverage(catalog, pack) for id, pack in catalog.packs.items()}
    if options.freshness:
        told["freshness"] = ages(catalog, moment_of(options))
    if options.readability:
        from takeaction.authoring.readability import readability

        hard = {id: readability(catalog, _pack(options, catalog)) for id in catalog.packs}
        told["readability"] = measuring.as_json(hard) if options.json else hard
    return told


def show(told: dict[str, Any]) -> None:
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
    measuring.show(told.get("readability", {}))
    if "links" in told:
        linking.show(told["links"])


def is_wrong(told: dict[str, Any]) -> bool:
    """Tell whether somebody has to do something about it: about a link, and nothing else."""
    return linking.is_wrong(told.get("links", ()))


def _listed(label: str, names: Sequence[str], number: int | None = None) -> None:
    count = len(names) if number is None else number
    told = ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
    labelled(label, [f"{count:,}. {told}" if told else f"{count:,}."])


def _pack(options: argparse.Namespace, catalog: Catalog) -> DataPack:
    """Return the pack that was checked, with the place of its files."""
    from takeaction.authoring.named import pack_of
    from takeaction.packs.sources.discovery import find_path

    is_installed = any(pack.distribution for pack in catalog.packs.values())
    return pack_of(options.pack) if is_installed else find_path(options.pack)


def _write_sarif(path: Path, pack: DataPack, mistakes: Iterable[PackError]) -> None:
    from takeaction.authoring.sarif import log

    text = json.dumps(log(pack, mistakes, version("takeaction")), indent=2)
    write(path, f"{text}\n".encode())
