"""``takeaction pack new``, ``schema``, ``build``, ``diff``, ``index``, and ``withdrawn``.

An author starts a pack and builds it; a publisher compares editions, lists packs in an index, and
keeps the list of what was taken back.
"""

import argparse
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from takeaction.authoring.build import build, index_entry, index_html, index_json
from takeaction.cli.arguments import (
    PACK_FOLDER,
    PACK_HELP,
    Command,
    CommandGroup,
    UsageError,
    environment_packs,
    option,
    parse_whole_number,
    report,
    requested_moment,
)
from takeaction.cli.doctor import mistake_json, show_mistakes, sources_of
from takeaction.cli.files import make_folder, write_file
from takeaction.cli.lock import show_comparison
from takeaction.cli.terminal import counted, line, show_json, warn
from takeaction.errors import (
    LONGEST_PATH,
    Outcome,
    PackError,
    PackErrors,
    UnknownWordError,
    plain,
    shown,
)
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.changes import PackState, compare
from takeaction.lock.lock import LockedPack
from takeaction.lock.sealed import FormError
from takeaction.lock.withdrawn import WithdrawnList, make_withdrawal, parse_list
from takeaction.models.pack import REASONS, Withdrawal
from takeaction.value import plain_data
from takeaction.vocabulary.words import nearest


def _run_build(options: argparse.Namespace) -> None:
    canonical = build(options.pack)
    write_file(Path(options.output), canonical, over=(b"{", "built pack"))
    size = f"{plain(options.output, LONGEST_PATH)}: {len(canonical):,} bytes"
    report(options, {"file": options.output, "bytes": len(canonical)}, size)
    if b"EXAMPLE" in canonical and not options.json:
        warn("It still says EXAMPLE: replace that before anybody gets the pack.")


BUILD = Command(
    "build",
    "check a pack and write its pack.json",
    _run_build,
    (
        PACK_FOLDER,
        option(
            "--output", metavar="FILE", default="pack.json", help="the file to write (pack.json)"
        ),
    ),
    with_lock=False,
    fixed={"refusal": ("Not built.", False)},
)


# ``takeaction pack new``: start a pack.


def _run_new(options: argparse.Namespace) -> None:
    from takeaction.authoring.new import create_project

    folder = options.folder or options.id
    try:
        files = create_project(
            options.id,
            regions=options.regions,
            languages=options.languages or ["en"],
            today=requested_moment(options).date(),
            folder=options.folder,
        )
    except OSError as error:
        raise UsageError(f"{shown(folder)} cannot be written: {error.strerror}.") from error
    place = plain(folder, LONGEST_PATH)
    report(
        options,
        {"folder": folder, "files": [path.as_posix() for path in files]},
        f"{place}: {len(files)} files. Replace every EXAMPLE, and read README.md.",
        f"Then: takeaction pack check {place}",
    )


NEW = Command(
    "new",
    "start a pack: write a project for you to fill in",
    _run_new,
    (
        option("id", metavar="ID", help="its id, such as kent-help; it never changes"),
        option(
            "--region",
            dest="regions",
            action="extend",
            nargs="+",
            required=True,
            metavar="C",
            help="the region it is for; repeat it to add more",
        ),
        option(
            "--to",
            dest="folder",
            metavar="FOLDER",
            help="where to write the project (a folder named after the id)",
        ),
    ),
    with_lock=False,
)


# ``takeaction pack index``: an index of packs that pass every check, for programs and people.


def _run_index(options: argparse.Namespace) -> int:
    """Write the index; 1 if a pack was left out."""
    at = requested_moment(options)
    by_id: dict[str, dict[str, Any]] = {}
    left_out: list[str] = []
    for path in options.packs:
        catalog = load(paths=[path], packs=[], at=at)
        if catalog.mistakes:
            left_out.append(str(catalog.mistakes[0]))
            continue
        for id, pack in catalog.packs.items():
            if id in by_id:
                place = plain(path, LONGEST_PATH)
                left_out.append(f"{place}: another pack here has the id {id}.")
            else:
                by_id[id] = index_entry(catalog, pack, at)
    entries = [by_id[id] for id in sorted(by_id)]
    folder = Path(options.to)
    write_file(folder / "index.json", index_json(entries, at).encode(), folders=True)
    write_file(folder / "index.html", index_html(entries, at).encode(), folders=True)
    for problem in left_out:
        warn(problem)
    answer = {"folder": options.to, "packs": sorted(by_id), "left_out": left_out}
    report(options, answer, f"{plain(options.to, LONGEST_PATH)}: {counted(len(by_id), 'pack')}.")
    return int(bool(left_out))


INDEX = Command(
    "index",
    "write an index of packs that pass every check, as JSON and HTML",
    _run_index,
    (
        option("packs", nargs="+", metavar="PATH", help="folders and archives of packs"),
        option("--to", metavar="FOLDER", required=True, help="where to write the index"),
    ),
    with_lock=False,
)


# ``takeaction pack diff``: the changes between two editions of a pack.


def _run_diff(options: argparse.Namespace) -> int:
    """Print the changes; 1 if one is safety-critical or a mistake costs a record."""
    (old, new), mistakes = zip(*map(_pin, (options.old, options.new)), strict=True)
    costly = [
        (error, sources_of(path))
        for path, errors in zip((options.old, options.new), mistakes, strict=True)
        for error in errors
    ]
    comparison = compare(old, new, new.id) if old and new else None
    if old and new and old.id != new.id:
        raise UsageError(
            f"These are two different packs, {shown(old.id)} and {shown(new.id)}: give two editions"
            " of one pack."
        )
    if options.json:
        changes = plain_data(comparison) if comparison else {}
        show_json({**changes, "mistakes": [mistake_json(*located) for located in costly]})
    else:
        for error, folder in costly:
            show_mistakes([error], folder)
        if comparison is None:
            line("Nothing can be compared.")
        elif comparison.state is PackState.SAME:
            line(f"{comparison.id}: nothing changed.")
        else:
            show_comparison(comparison)
    return int(bool(costly or (comparison and comparison.critical)))


def _pin(pack: str) -> tuple[LockedPack | None, tuple[PackError, ...]]:
    """Read a pack as a lock would pin it.

    Returns:
        The pinned pack, None if there is nothing to pin; and the mistakes that cost records.
    """
    from takeaction.lock.held import pin
    from takeaction.packs.checking.pack import check
    from takeaction.packs.sources.discovery import find_pack

    try:
        checked = check(find_pack(pack), Limits())
    except PackErrors as errors:
        return None, errors.mistakes
    costly = tuple(error for error in checked.mistakes if error.outcome is not Outcome.WARN)
    return (pin(checked.header, checked) if checked.header else None), costly


DIFF = Command(
    "diff",
    "describe the changes between two editions of a pack",
    _run_diff,
    (
        option("old", metavar="OLD", help=f"the older edition: {PACK_HELP}"),
        option("new", metavar="NEW", help=f"the newer edition: {PACK_HELP}"),
    ),
    with_lock=False,
)


# ``takeaction pack schema``: JSON Schemas that let an editor complete the files of a pack.


def _run_schema(options: argparse.Namespace) -> None:
    from takeaction.authoring.schema import KINDS, json_schema, schema_file_name, schema_text

    if options.kind is not None and options.kind not in KINDS:
        raise UnknownWordError("kind", 0, nearest(options.kind, KINDS))
    kinds = KINDS if options.kind is None else (options.kind,)
    schemas = {schema_file_name(kind): json_schema(kind) for kind in kinds}
    if options.folder is None:
        show_json(schemas if options.kind is None else schemas[schema_file_name(options.kind)])
        return
    folder = Path(options.folder)
    make_folder(folder)
    for name, schema in schemas.items():
        write_file(folder / name, schema_text(schema).encode())
    files = sorted(schemas)
    lines = f"{plain(options.folder, LONGEST_PATH)}: {', '.join(files)}"
    report(options, {"folder": options.folder, "files": files}, lines)


SCHEMA = Command(
    "schema",
    "print the JSON Schemas of a pack's files, for editors",
    _run_schema,
    (
        option("kind", metavar="KIND", nargs="?", help="pack, action, resource, … or patch (all)"),
        option(
            "--to",
            dest="folder",
            metavar="FOLDER",
            help="write them into this folder instead",
        ),
    ),
    with_lock=False,
)

# ``takeaction withdrawn``: the list of what a publisher has taken back


def _add_withdrawal(options: argparse.Namespace) -> None:
    """Add a withdrawal to a list, or start one, and report the records lost here."""
    withdrawal = _withdrawal_of(options)
    path = Path(options.file)
    listed = WithdrawnList.read(path) if os.path.lexists(path) else WithdrawnList((), 0)
    same = (withdrawal.id, withdrawal.digest)
    if any((other.id, other.digest) == same for other in listed.withdrawals):
        raise UsageError(f"{shown(withdrawal.id)} is in the list already.")
    longer = listed.with_withdrawal(withdrawal)
    _write_list(options, longer)
    paths, packs = environment_packs()
    catalog = load(paths=paths, packs=packs, withdrawn=path)
    applies = withdrawal in catalog.withdrawn.values()
    lines = [_count(options, longer)]
    if not applies:
        lines.append("It takes nothing away from the packs that are installed here: check the id.")
    lost = {"withdrawn.coverage", "withdrawn.elsewhere"}
    lines += [str(error) for error in catalog.mistakes if error.code in lost]
    answer = {"file": options.file, "added": plain_data(withdrawal), "applies": applies}
    report(options, answer, *lines)


def _withdrawal_of(options: argparse.Namespace) -> Withdrawal:
    on = options.on or requested_moment(options).date().isoformat()
    fields = {"id": options.id, "on": on, "by": options.by, "reason": options.reason}
    more = {
        "digest": options.digest,
        "replaced_by": options.replaced_by,
        "detail": options.detail,
    }
    fields |= {name: value for name, value in more.items() if value is not None}
    try:
        return make_withdrawal(fields)
    except FormError as error:
        text = str(error)
        raise UsageError(text[:1].upper() + text[1:]) from error


def _remove_withdrawal(options: argparse.Namespace) -> None:
    """Remove every withdrawal of an id from a list."""
    listed = WithdrawnList.read(options.file)
    shorter = listed.without(options.id)
    if shorter == listed:
        raise UsageError(f"{shown(options.id)} is not in the list.")
    _report_list(options, shorter)


def _renew_list(options: argparse.Namespace) -> None:
    """Number a list anew, with a later day on which it is out of date."""
    _report_list(options, WithdrawnList.read(options.file))


def _report_list(options: argparse.Namespace, listed: WithdrawnList) -> None:
    _write_list(options, listed)
    answer = {"file": options.file, "withdrawals": plain_data(listed.withdrawals)}
    report(options, answer, _count(options, listed))


def _count(options: argparse.Namespace, listed: WithdrawnList) -> str:
    return f"{plain(options.file)}: {counted(len(listed.withdrawals), 'withdrawal')}."


def _write_list(options: argparse.Namespace, listed: WithdrawnList) -> None:
    expires = requested_moment(options).date() + timedelta(days=options.days)
    data = listed.following(expires).data()
    parse_list(data, options.file)  # never write a list that could not be read again
    write_file(Path(options.file), data)


def _show_list(options: argparse.Namespace) -> None:
    """Show every withdrawal in a list."""
    listed = WithdrawnList.read(options.file)
    if options.json:
        show_json({"file": options.file, "withdrawals": plain_data(listed.withdrawals)})
        return
    for withdrawal in listed.withdrawals:
        line(f"{withdrawal.id}: {withdrawal.sentence()}")
        line(withdrawal.note(), indent=4)
        if withdrawal.digest:
            line(f"Only in the edition {withdrawal.digest}.", indent=4)
        if withdrawal.replaced_by:
            line(f"Use {withdrawal.replaced_by} instead.", indent=4)
    line(f"{counted(len(listed.withdrawals), 'withdrawal')}.")


_LIST = option("file", metavar="FILE", help="the list, such as withdrawn.jsonl")
_TARGET = option(
    "id",
    metavar="ID",
    help="a record (pack:record), a contact (pack:record#contact), or a pack with --digest",
)
_DAYS = option(
    "--days",
    type=parse_whole_number,
    default=90,  # for as long as the check of a contact is fresh
    metavar="DAYS",
    help="how long hosts may go without a newer list (90)",
)
WITHDRAWN = CommandGroup(
    "withdrawn",
    "keep the list of what a publisher has taken back",
    "For publishers of packs.",
    (
        Command(
            "add",
            "take something back",
            _add_withdrawal,
            (
                _LIST,
                _TARGET,
                option("--reason", required=True, choices=REASONS, help="why"),
                option("--detail", metavar="TEXT", help="more about it, for those who run hosts"),
                option("--by", required=True, metavar="NAME", help="who takes it back"),
                option(
                    "--on", metavar="DATE", help="the day, such as 2026-11-26; today without it"
                ),
                option("--digest", metavar="DIGEST", help="only in this edition of the pack"),
                option("--replaced-by", metavar="ID", help="the record to use instead"),
                _DAYS,
            ),
            with_lock=False,
        ),
        Command(
            "remove",
            "end a withdrawal, once a corrected edition is out",
            _remove_withdrawal,
            (_LIST, _TARGET, _DAYS),
            with_lock=False,
        ),
        Command(
            "renew",
            "say that a list is still up to date",
            _renew_list,
            (_LIST, _DAYS),
            with_lock=False,
        ),
        Command("list", "show a list", _show_list, (_LIST,), with_lock=False),
    ),
)
