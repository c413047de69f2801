"""``takeaction pack check`` and ``due``: the mistakes of a pack, and what to check again.

The first can also report the gaps of a pack, the age of its content, the difficulty of its texts,
the state of its web addresses and what other packs say already, and write its mistakes as SARIF.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from takeaction.authoring.survey import (
    Due,
    check_number_ranges,
    coverage_gaps,
    due_name,
    earlier_editions,
    find_due,
    find_overlap,
    find_undated,
    find_vanished_kinds,
    records_by_freshness,
)
from takeaction.catalog import Catalog
from takeaction.cli.arguments import (
    PACK,
    Command,
    UsageError,
    flag,
    load_pack,
    option,
    parse_whole_number,
    requested_moment,
    several,
)
from takeaction.cli.doctor import (
    annotation,
    mistake_json,
    pack_json,
    record_counts,
    sarif_log,
    show_mistakes,
    sources_of,
)
from takeaction.cli.files import write_file, write_files
from takeaction.cli.terminal import counted, dim, labelled, line, show, show_json, warn
from takeaction.engine.reasons import say
from takeaction.errors import PackError, Where, plain, shown
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.models.resource import Resource, written_address
from takeaction.models.text import tag_chain
from takeaction.packs.open_paths import on_disk
from takeaction.packs.sources.discovery import find_pack, is_path, pack_at
from takeaction.packs.sources.plugins import DataPack
from takeaction.value import plain_data
from takeaction.vocabulary.records import OUT_OF_DATE

_MAX_NAMES = 10
"""Names to list after a count; ``--json`` has them all."""

_HELP = "contact for help"


def _check(options: argparse.Namespace) -> int:
    """Check one pack; 1 if it has a mistake or a broken web address."""
    moment = requested_moment(options)
    if options.fix:
        _mark_checks(Path(options.pack))
    catalog = load_pack(options, moment)
    mistakes, has_ranges = find_mistakes(catalog, options.pack)
    folder = sources_of(options.pack)
    reports = _collect_reports(options, catalog)
    overlap, shared = _compare_with(options, catalog, moment)
    if options.json:
        answer = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error, folder) for error in mistakes],
            **reports,
        }
        if options.beside:
            together = {"mistakes": [mistake_json(error, folder) for error in shared]}
            answer["with"] = overlap and overlap | together
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
            line(
                "Phone numbers had no second check: install takeaction[authoring] for it.",
                indent=4,
                style=dim,
            )
        _show_reports(reports, folder)
        if overlap:
            show_mistakes(shared, folder)
            _show_overlap(overlap)
    has_broken_link = any(link["state"] in _BROKEN for link in reports.get("links", ()))
    return int(bool(mistakes or shared or has_broken_link))


CHECK = Command(
    "check",
    "check a pack against every rule",
    _check,
    (
        PACK,
        flag("--coverage", "also list its gaps: kinds, regions and languages without anything"),
        flag("--freshness", "also report how old its content is"),
        flag("--readability", "also report how hard its texts are to read"),
        flag("--links", "also check over the network whether its web addresses work"),
        several(
            "--with",
            "beside",
            "PACK",
            "also compare it with these packs, by id or path (all: every installed one)",
        ),
        flag(
            "--fix", "first write into each check with a day which numbers and addresses it is of"
        ),
        flag(
            "--annotations",
            "also print the mistakes so that GitHub shows them beside their lines",
        ),
        option("--sarif", metavar="FILE", help="also write the mistakes as SARIF, for a code host"),
    ),
    with_lock=False,
)


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
    """Return the reports that a call asks for as plain data, by key; write the SARIF file."""
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
        reports["freshness"] = records_by_freshness(catalog, requested_moment(options))
    if options.readability:
        from takeaction.authoring.readability import measure_pack

        pack = _find_pack(options, catalog)
        reports["readability"] = {id: measure_pack(catalog, pack) for id in catalog.packs}
    return reports


def _show_reports(reports: dict[str, Any], folder: str | None) -> None:
    for gaps in reports.get("coverage", {}).values():
        line("Gaps:")
        for name, missing in (("kinds", "record"), ("regions", _HELP), ("languages", _HELP)):
            _show_names(f"{name} without a {missing}", gaps[name])
        for language, texts in gaps["untranslated"].items():
            _show_names(f"texts not in {language}", texts)
    if "freshness" in reports:
        line("Age of records and contacts:")
        for state, names in reports["freshness"].items():
            is_old = state in OUT_OF_DATE
            _show_names(state, names if is_old else (), len(names))
    for languages in reports.get("readability", {}).values():
        line("Reading difficulty by LIX, a rough measure:")
        for tag, measured in languages.items():
            _show_language(tag, measured)
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
    labelled(label, [f"{number:,}. {_first_of(names)}" if names else f"{number:,}."])


def _first_of(names: Sequence[str]) -> str:
    return ", ".join(names[:_MAX_NAMES]) + (", …" if len(names) > _MAX_NAMES else "")


def _find_pack(options: argparse.Namespace, catalog: Catalog) -> DataPack:
    """Find the pack that was checked, for the place of its files."""
    is_installed = any(pack.distribution for pack in catalog.packs.values())
    return find_pack(options.pack) if is_installed else pack_at(options.pack)


def _write_sarif(path: Path, pack: DataPack, mistakes: Iterable[PackError]) -> None:
    from importlib.metadata import version

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
        line("Nothing could be reached: perhaps this machine is not on the network.")
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


def _compare_with(
    options: argparse.Namespace, catalog: Catalog, at: datetime
) -> tuple[dict[str, Any] | None, tuple[PackError, ...]]:
    """Compare a pack with those that a call names; None if it names none, or the pack has none."""
    if not options.beside or not catalog.packs:
        return None, ()
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


def _show_overlap(overlap: Mapping[str, Any]) -> None:
    line(f"Beside {', '.join(overlap['packs'])}:")
    for shared in overlap["numbers"]:
        number = f"{shared['id']} ({shared['contact']}), {shared['address']}"
        told = f"also in {', '.join(shared['others'])}. Answers list it {shared['listed']}."
        line(f"{number}: {told}", indent=4, hang=4)
    for name in overlap["names"]:
        told = f"the same name or operator as {', '.join(name['others'])}."
        line(f"{name['id']}, {name['name']}: {told}", indent=4, hang=4)
    if not overlap["numbers"] and not overlap["names"]:
        line("Nothing in it is in another pack.", indent=4)
    for change in overlap["answers"]:
        line(f"Help in {change['region']}, in {change['language']}, the first lines:")
        is_same = change["before"] == change["after"]
        for name in ("after",) if is_same else ("before", "after"):
            label = "before and after" if is_same else name
            labelled(label, [", ".join(change[name]) or "none"])


# ``pack check --readability``: the difficulty of each language

_HARDEST_TEXTS = 5
"""The hardest texts of a language to list; ``--json`` has them all."""


def _show_language(tag: str, measured: Mapping[str, Any]) -> None:
    from takeaction.authoring.readability import NEWSPAPERS, Unmeasured

    if measured["not_measured"]:
        labelled(tag, [f"not measured: {Unmeasured[measured['not_measured'].upper()]}"])
        return
    words = measured["words"]
    length, share = words / measured["sentences"], 100 * measured["long_words"] / words
    lengths = f"{words:,} words, {length:.1f} a sentence; {share:.0f} of 100 are long"
    figures = [NEWSPAPERS[wider] for wider in tag_chain(tag) if wider in NEWSPAPERS]
    newspapers = [f"newspapers in this language: {figure}" for figure in figures]
    labelled(tag, [_describe_difficulty(measured), lengths, *newspapers])
    for text in measured["texts"][:_HARDEST_TEXTS]:
        place = f"{text['file']}, {text['text']}"
        line(f"{place}: {_describe_difficulty(text)}", indent=15, hang=4)


def _describe_difficulty(figures: Mapping[str, Any]) -> str:
    return f"{figures['lix']}, {figures['advice'] or figures['band']}"


# ``takeaction pack due``: the records that somebody has to check again

_MOST_DAYS = 3_650
"""The most days to look ahead: ten years, longer than anything stays fresh."""


def _list_due(options: argparse.Namespace) -> int:
    """List the records that are due; 1 if there are any.

    A mistake gives 1 as well: a record that is left out may be due too.
    """
    moment = requested_moment(options)
    catalog = load_pack(options, moment)
    due_records, undated = find_due(catalog, moment, options.within), find_undated(catalog)
    facts = [_due_json(due, moment.date()) for due in due_records]
    if options.json:
        show_json({"due": facts, "undated": list(undated)})
    else:
        show_mistakes(catalog.mistakes, sources_of(options.pack))
        for due, its_facts in zip(due_records, facts, strict=True):
            _show_due(due, its_facts, moment.date())
        if not due_records:
            nothing = "Nothing else" if catalog.mistakes else "Nothing"
            ahead = f" in the next {options.within:,} days" if options.within else ""
            line(f"{nothing} is due{ahead}.")
        if catalog.mistakes:
            line("What a mistake leaves out was not looked at: fix the mistakes, then ask again.")
        if undated:
            line(f"Without any date, so never due: {_first_of(undated)}")
    return int(bool(due_records or catalog.mistakes))


def _parse_days(text: str) -> int:
    days = parse_whole_number(text)
    if not 1 <= days <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"write a number of days from 1 to {_MOST_DAYS}")
    return days


DUE = Command(
    "due",
    "list the records that somebody has to check again",
    _list_due,
    (
        PACK,
        option(
            "--within",
            type=_parse_days,
            default=0,
            metavar="DAYS",
            help="also list what becomes due in the next DAYS days",
        ),
    ),
    with_lock=False,
)


def _show_due(due: Due, facts: Mapping[str, Any], today: date) -> None:
    wait = (due.on - today).days
    when = f"due in {counted(wait, 'day')}" if wait > 0 else f"due since {due.on}"
    line(when, lead=f"{due_name(due.record, due.contact)}:", hang=4)
    sentences = [
        ": ".join(filter(None, (facts["name"], facts["address"]))),
        f"Run by {facts['operator']}" if facts["operator"] else "",
        _last_check(due, f"{due.since}, {counted(facts['age_days'], 'day')} ago"),
    ]
    line(". ".join(filter(None, sentences)) + ".", indent=4)


def _last_check(due: Due, day: str) -> str:
    checked = due.verified
    if checked.is_outdated:
        return "It has changed since somebody checked it, so nobody has checked it as it is"
    if checked.on:
        by = f" by {checked.by}" if checked.by else ""
        return f"Last checked on {day}{by} ({say(f'method.{checked.method}', 'en')})"
    if due.since == due.record.source.checked:
        return f"Its source was last read on {day}"
    return f"Its source is from {day}, and nobody has checked it"


def _due_json(due: Due, today: date) -> dict[str, object]:
    record, contact = due.record, due.contact
    return {
        "id": record.id,
        "contact": contact and contact.id,
        "state": due.freshness.state,
        "since": str(due.since),
        "age_days": (today - due.since).days,
        "due_on": str(due.on),
        "name": record.label.source,
        "address": written_address(contact) or None if contact else record.source.url,
        "operator": record.operator if isinstance(record, Resource) else None,
        "by": due.verified.by,
        "method": due.verified.method,
    }
