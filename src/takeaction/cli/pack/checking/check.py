"""``takeaction pack check``: check a pack against every rule.

Options add its gaps, the age of its content, the difficulty of its texts, a check of its web
addresses, a comparison with other packs, and its mistakes as SARIF.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from takeaction.authoring.survey import check_number_ranges
from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_pack
from takeaction.cli.files import write_file
from takeaction.cli.mistakes import annotation, mistake_json, show_mistakes, sources_of
from takeaction.cli.pack.checking import links, overlap, readability
from takeaction.cli.packs import pack_json, record_counts
from takeaction.cli.terminal import bold, counted, dim, labelled, line, show, show_json
from takeaction.errors import PackError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.records import OUT_OF_DATE

_MAX_NAMES = 10
"""Names to list after a count; ``--json`` has them all."""

_NO_RANGE_CHECK = "Phone numbers had no second check: install takeaction[authoring] for it."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack check``."""
    text = "check a pack against every rule"
    parser = arguments.add_command(subparsers, "check", text, run, with_lock=False)
    arguments.add_pack(parser)
    for name, report in (
        ("--coverage", "also list its gaps: kinds, regions and languages without anything"),
        ("--freshness", "also report how old its content is"),
        ("--readability", "also report how hard its texts are to read"),
        ("--links", "also check over the network whether its web addresses work"),
    ):
        parser.add_argument(name, action="store_true", help=report)
    overlap.add_option(parser)
    beside = "also print the mistakes so that GitHub shows them beside their lines"
    parser.add_argument("--annotations", action="store_true", help=beside)
    sarif = "also write the mistakes as SARIF, for a code host"
    parser.add_argument("--sarif", metavar="FILE", help=sarif)


def run(options: argparse.Namespace) -> int:
    """Check one pack; 1 if it has a mistake or a broken web address."""
    catalog = load_pack(options, arguments.requested_moment(options))
    mistakes, has_ranges = find_mistakes(catalog, options.pack)
    folder = sources_of(options.pack)
    reports = _collect_reports(options, catalog)
    moment = arguments.requested_moment(options)
    shared = overlap.compare_with(options, catalog, moment) if options.beside else None
    if options.json:
        answer = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error, folder) for error in mistakes],
            **reports,
        }
        if options.beside:
            answer["with"] = overlap.overlap_json(shared, folder)
        show_json(answer)
    else:
        show_mistakes(mistakes, folder)
        for error in mistakes if options.annotations else ():
            show(annotation(error, folder))
        for pack in catalog.packs.values():
            line(f"{bold(pack.id)}: {record_counts(pack)}; {counted(len(mistakes), 'mistake')}")
            line(pack.digest, indent=4)
        if not has_ranges:
            line(_NO_RANGE_CHECK, indent=4, style=dim)
        _show_reports(reports, folder)
        if shared:
            overlap.show_overlap(shared, folder)
    is_wrong = bool(mistakes or (shared and shared.mistakes))
    return int(is_wrong or links.has_broken_link(reports.get("links", ())))


def find_mistakes(catalog: Catalog, pack: str) -> tuple[tuple[PackError, ...], bool]:
    """Find every mistake in a pack.

    Args:
        catalog: The catalog of only this pack.
        pack: The pack as it was named: a path or an installed id.

    Returns:
        The mistakes and warnings, and whether its phone numbers had their second check.
    """
    range_warnings = check_number_ranges(catalog)
    vanished = _vanished_kinds(Path(pack), catalog)
    mistakes = (*catalog.mistakes, *(range_warnings or ()), *vanished)
    return mistakes, range_warnings is not None


def _vanished_kinds(path: Path, catalog: Catalog) -> Iterator[PackError]:
    """Find kinds that the last build or the lock has; an archive is a build itself."""
    from takeaction.authoring.survey import find_vanished_kinds

    return find_vanished_kinds(catalog, path) if path.is_dir() else iter(())


def _collect_reports(options: argparse.Namespace, catalog: Catalog) -> dict[str, Any]:
    """Return the reports that a call asks for, by their JSON keys; write the SARIF file.

    ``readability`` is plain data only for ``--json``.
    """
    from takeaction.authoring.survey import coverage_gaps, records_by_freshness

    reports: dict[str, Any] = {}
    mistakes: tuple[PackError, ...] = catalog.mistakes
    if options.links:
        reports["links"], link_warnings = links.check_links(_find_pack(options, catalog))
        mistakes += link_warnings
    if options.sarif:
        _write_sarif(Path(options.sarif), _find_pack(options, catalog), mistakes)
    if options.coverage:
        gaps = {id: coverage_gaps(catalog, pack) for id, pack in catalog.packs.items()}
        reports["coverage"] = gaps
    if options.freshness:
        moment = arguments.requested_moment(options)
        reports["freshness"] = records_by_freshness(catalog, moment)
    if options.readability:
        from takeaction.authoring.readability import measure_pack

        pack = _find_pack(options, catalog)
        measured = {id: measure_pack(catalog, pack) for id in catalog.packs}
        as_data = readability.readability_json
        reports["readability"] = as_data(measured) if options.json else measured
    return reports


def _show_reports(reports: dict[str, Any], folder: str | None) -> None:
    """Print the reports that a call asks for."""
    for gaps in reports.get("coverage", {}).values():
        line("Gaps:")
        _show_names("kinds without a record", gaps["kinds"])
        _show_names("regions without a contact for help", gaps["regions"])
        _show_names("languages without a contact for help", gaps["languages"])
        for language, texts in gaps["untranslated"].items():
            _show_names(f"texts not in {language}", texts)
    if "freshness" in reports:
        line("Age of records and contacts:")
        for state, names in reports["freshness"].items():
            is_old = state in OUT_OF_DATE
            _show_names(state, names if is_old else (), len(names))
    readability.show_readability(reports.get("readability", {}))
    if "links" in reports:
        links.show_links(reports["links"], folder)


def _show_names(label: str, names: Sequence[str], count: int | None = None) -> None:
    """Print a count behind a label, and the first of the names.

    Args:
        label: The label.
        names: The names; empty to print only the count.
        count: The count, if it is not that of the names.
    """
    number = len(names) if count is None else count
    first = ", ".join(names[:_MAX_NAMES]) + (", …" if len(names) > _MAX_NAMES else "")
    labelled(label, [f"{number:,}. {first}" if first else f"{number:,}."])


def _find_pack(options: argparse.Namespace, catalog: Catalog) -> DataPack:
    """Find the pack that was checked, for the place of its files."""
    from takeaction.packs.sources.discovery import find_pack, pack_at

    is_installed = any(pack.distribution for pack in catalog.packs.values())
    return find_pack(options.pack) if is_installed else pack_at(options.pack)


def _write_sarif(path: Path, pack: DataPack, mistakes: Iterable[PackError]) -> None:
    from importlib.metadata import version

    from takeaction.authoring.sarif import sarif_log

    text = json.dumps(sarif_log(pack, mistakes, version("takeaction")), indent=2)
    write_file(path, f"{text}\n".encode(), over=(b"{", "SARIF file"))
