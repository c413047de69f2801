"""``takeaction pack check``: check a pack against every rule.

Options add its gaps, the age of its content, the difficulty of its texts, a check of its web
addresses, a comparison with other packs, and its mistakes as SARIF.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from takeaction.authoring.survey import (
    AnswerChange,
    Overlap,
    check_number_ranges,
    coverage_gaps,
    earlier_editions,
    find_overlap,
    find_vanished_kinds,
    records_by_freshness,
)
from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import load_pack
from takeaction.cli.doctor import (
    annotation,
    mistake_json,
    pack_json,
    record_counts,
    show_mistakes,
    sources_of,
)
from takeaction.cli.files import write_file, write_files
from takeaction.cli.terminal import counted, dim, labelled, line, show, show_json, warn
from takeaction.errors import PackError, Where, plain, shown
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.models.resource import written_address
from takeaction.models.text import tag_chain
from takeaction.packs.open_paths import on_disk
from takeaction.packs.sources.discovery import is_path
from takeaction.packs.sources.plugins import DataPack
from takeaction.value import plain_data
from takeaction.vocabulary.records import OUT_OF_DATE

if TYPE_CHECKING:
    from takeaction.authoring.readability import LanguageReadability, Measurement


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
    parser.add_argument(
        "--with",
        dest="beside",
        action="extend",
        nargs="+",
        default=[],
        metavar="PACK",
        help="also compare it with these packs, by id or path (all: every installed one)",
    )
    fix = "first write into each check with a day which numbers and addresses it is of"
    parser.add_argument("--fix", action="store_true", help=fix)
    beside = "also print the mistakes so that GitHub shows them beside their lines"
    parser.add_argument("--annotations", action="store_true", help=beside)
    sarif = "also write the mistakes as SARIF, for a code host"
    parser.add_argument("--sarif", metavar="FILE", help=sarif)


def run(options: argparse.Namespace) -> int:
    """Check one pack; 1 if it has a mistake or a broken web address."""
    moment = arguments.requested_moment(options)
    if options.fix:
        _mark_checks(Path(options.pack))
    catalog = load_pack(options, moment)
    mistakes, has_ranges = find_mistakes(catalog, options.pack)
    folder = sources_of(options.pack)
    reports = _collect_reports(options, catalog)
    shared = _compare_with(options, catalog, moment) if options.beside else None
    if options.json:
        answer = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error, folder) for error in mistakes],
            **reports,
        }
        if options.beside:
            answer["with"] = _overlap_json(shared, folder)
        show_json(answer)
    else:
        show_mistakes(mistakes, folder)
        for error in mistakes if options.annotations else ():
            show(annotation(error, folder))
        for pack in catalog.packs.values():
            number = counted(len(mistakes), "mistake")
            line(f"{record_counts(pack)}; {number}", lead=f"{pack.id}:")
            line(pack.digest, indent=4)
        if not has_ranges:
            line(_NO_RANGE_CHECK, indent=4, style=dim)
        _show_reports(reports, folder)
        if shared:
            _show_overlap(shared, folder)
    has_broken_link = any(link["state"] in _BROKEN for link in reports.get("links", ()))
    return int(bool(mistakes or (shared and shared.mistakes) or has_broken_link))


def _mark_checks(path: Path) -> None:
    """Write what each check is of, where it doesn't say so; never over another."""
    from takeaction.authoring import reviewing
    from takeaction.authoring.translations import TranslationError

    try:
        folder, marks = reviewing.unmarked_checks(str(path), earlier_editions(path))
    except TranslationError as error:
        raise UsageError(str(error)) from error
    texts: dict[Path, str] = {}
    for mark in marks:
        file = folder / mark.file
        text = texts.get(file) or file.read_bytes().decode()
        try:
            texts[file] = reviewing.with_check(text, mark)
        except reviewing.MarkError as error:
            warn(f'{mark.file}:{error.args[0]}: write of = "{mark.of}" into verified by hand.')
    if texts:
        write_files({file: text.encode() for file, text in texts.items()})


def find_mistakes(catalog: Catalog, pack: str) -> tuple[tuple[PackError, ...], bool]:
    """Find every mistake in a pack.

    Args:
        catalog: The catalog of only this pack.
        pack: The pack as it was named: a path or an installed id.

    Returns:
        The mistakes and warnings, and whether its phone numbers had their second check.
    """
    range_warnings, path = check_number_ranges(catalog), Path(pack)
    # An archive is a build itself, so nothing can have vanished since.
    vanished = find_vanished_kinds(catalog, path) if path.is_dir() else ()
    mistakes = (*catalog.mistakes, *(range_warnings or ()), *vanished)
    return mistakes, range_warnings is not None


def _collect_reports(options: argparse.Namespace, catalog: Catalog) -> dict[str, Any]:
    """Return the reports that a call asks for, by their JSON keys; write the SARIF file.

    ``readability`` is plain data only for ``--json``.
    """
    reports: dict[str, Any] = {}
    mistakes: tuple[PackError, ...] = catalog.mistakes
    if options.links:
        reports["links"], link_warnings = _check_links(_find_pack(options, catalog))
        mistakes += link_warnings
    if options.sarif:
        _write_sarif(Path(options.sarif), _find_pack(options, catalog), mistakes)
    if options.coverage:
        reports["coverage"] = {
            id: coverage_gaps(catalog, pack) for id, pack in catalog.packs.items()
        }
    if options.freshness:
        reports["freshness"] = records_by_freshness(catalog, arguments.requested_moment(options))
    if options.readability:
        from takeaction.authoring.readability import language_json, measure_pack

        pack = _find_pack(options, catalog)
        measured = {id: measure_pack(catalog, pack) for id in catalog.packs}
        reports["readability"] = measured
        if options.json:
            reports["readability"] = {
                id: {tag: language_json(language) for tag, language in languages.items()}
                for id, languages in measured.items()
            }
    return reports


def _show_reports(reports: dict[str, Any], folder: str | None) -> None:
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
    _show_readability(reports.get("readability", {}))
    if "links" in reports:
        _show_links(reports["links"], folder)


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


# ``pack check --links``: the state of each web address of a pack

_MAX_PLACES = 10
"""Places of one address to list; ``--json`` has them all."""

_BROKEN = ("gone", "refused")
_STATE_NAMES = {
    "ok": "working",
    "gone": "gone",
    "refused": "refused by us",
    "moved": "moved permanently",
    "unreachable": "not reachable",
    "error": "answered with an error",
    "not-asked": "not checked",
}
_PROVES_NOTHING = """\
A working page proves neither what it says nor that somebody answers a number: read
the page, and call. No date in "verified" was changed, and nothing was written."""
_ALL_UNREACHABLE = "Nothing could be reached: perhaps this machine is not on the network."


def _check_links(pack: DataPack) -> tuple[list[dict[str, Any]], tuple[PackError, ...]]:
    """Return the result for each web address, and a warning for each that needs a new one."""
    from takeaction.authoring import links  # it brings ssl and sockets, which few calls need

    places = links.find_addresses(pack)
    plural = "es" * (len(places) != 1)
    warn(f"Checking {len(places):,} address{plural}, one at a time.")  # it takes long
    checked = links.check_addresses(places, links.Client())
    results = [
        {
            "url": plain(address.url, Limits().url_characters),
            **plain_data(address.result),
            "places": [plain_data(where) for where in address.places],
        }
        for address in checked
    ]
    return results, tuple(links.address_warnings(checked))


def _show_links(links: Sequence[Mapping[str, Any]], folder: str | None) -> None:
    # The number of addresses in each state, then all that do not work.
    line("Web addresses:")
    by_state = {state: [link for link in links if link["state"] == state] for state in _STATE_NAMES}
    for state, in_state in by_state.items():
        if in_state:
            labelled(_STATE_NAMES[state], [f"{len(in_state):,}."])
    for state, in_state in by_state.items():
        for link in in_state if state != "ok" else ():
            _show_link(link, folder)
    if len(by_state["unreachable"]) == len(links) > 0:
        line(_ALL_UNREACHABLE)
    line(" ".join(_PROVES_NOTHING.split()))


def _show_link(link: Mapping[str, Any], folder: str | None) -> None:
    line(link["url"])
    reason = f"to {link['to']}" if link["state"] == "moved" else link["why"]
    line(f"{_STATE_NAMES[link['state']]}: {reason}", indent=4, hang=4)
    for where in link["places"][:_MAX_PLACES]:
        show(f"    {on_disk(Where(**where), folder)}")  # on one line, for an editor
    hidden = len(link["places"]) - _MAX_PLACES
    if hidden > 0:
        line(f"and in {counted(hidden, 'more place')}", indent=4)


# ``pack check --with``: what other packs say already, and how answers change

_ALL = "all"  # every installed pack


def _compare_with(options: argparse.Namespace, catalog: Catalog, at: datetime) -> Overlap | None:
    """Compare a pack with those that a call names; None if the pack gives nothing."""
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
        problem = f"Name packs other than {pack.id} to compare it with."
        if missing:
            problem = f"No pack with the id {shown(missing[0])} is installed: see takeaction packs."
        raise UsageError(problem)
    own = [options.pack] if is_path(options.pack) else []
    joined = load(paths=[*paths, *own], packs=wanted if own else [*wanted, pack.id], at=at)
    return find_overlap(pack.header, others, joined, at)


def _overlap_json(overlap: Overlap | None, folder: str | None) -> dict[str, Any] | None:
    if overlap is None:
        return None
    return {
        "packs": list(overlap.packs),
        "numbers": [
            {
                "id": shared.id,
                "contact": shared.contact.id,
                "address": written_address(shared.contact),
                "others": list(shared.others),
                "listed": "twice" if shared.is_twice else "once",
            }
            for shared in overlap.numbers
        ],
        "names": [shared._asdict() for shared in overlap.names],
        "answers": [change._asdict() for change in overlap.answers],
        "mistakes": [mistake_json(error, folder) for error in overlap.mistakes],
    }


def _show_overlap(overlap: Overlap, folder: str | None) -> None:
    show_mistakes(overlap.mistakes, folder)
    line(f"Beside {', '.join(overlap.packs)}:")
    for shared in overlap.numbers:
        listed = "Answers list it twice." if shared.is_twice else "Answers list it once."
        number = f"{shared.id} ({shared.contact.id}), {written_address(shared.contact)}"
        line(f"{number}: also in {', '.join(shared.others)}. {listed}", indent=4, hang=4)
    for name in overlap.names:
        others = ", ".join(name.others)
        line(f"{name.id}, {name.name}: the same name or operator as {others}.", indent=4, hang=4)
    if not overlap.numbers and not overlap.names:
        line("Nothing in it is in another pack.", indent=4)
    for change in overlap.answers:
        _show_change(change)


def _show_change(change: AnswerChange) -> None:
    line(f"Help in {change.region}, in {change.language}, the first lines:")
    if change.before == change.after:
        labelled("before and after", [", ".join(change.after) or "none"])
    else:
        labelled("before", [", ".join(change.before) or "none"])
        labelled("after", [", ".join(change.after) or "none"])


# ``pack check --readability``: the difficulty of each language

_HARDEST_TEXTS = 5
"""The hardest texts of a language to list; ``--json`` has them all."""


def _show_readability(packs: "Mapping[str, Mapping[str, LanguageReadability]]") -> None:
    for languages in packs.values():
        line("Reading difficulty by LIX, a rough measure:")
        for tag, language in languages.items():
            _show_language(tag, language)


def _show_language(tag: str, language: "LanguageReadability") -> None:
    from takeaction.authoring.readability import NEWSPAPERS

    measured = language.measurement
    if measured is None:
        labelled(tag, [f"not measured: {language.unmeasured}"])
        return
    length, share = float(measured.sentence_length), float(measured.long_share)
    lengths = f"{measured.words:,} words, {length:.1f} a sentence; {share:.0f} of 100 are long"
    figures = [NEWSPAPERS[wider] for wider in tag_chain(tag) if wider in NEWSPAPERS]
    newspapers = [f"newspapers in this language: {figure}" for figure in figures]
    labelled(tag, [_describe_difficulty(measured), lengths, *newspapers])
    for text in language.texts[:_HARDEST_TEXTS]:
        difficulty = _describe_difficulty(text.measurement)
        line(f"{text.file}, {text.key}: {difficulty}", indent=15, hang=4)


def _describe_difficulty(measurement: "Measurement") -> str:
    return f"{measurement.lix}, {measurement.advice or measurement.band}"
