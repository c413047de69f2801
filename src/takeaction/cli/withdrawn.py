"""``takeaction withdrawn``: keep the list of what a publisher has taken back."""

import argparse
import os
from pathlib import Path
from typing import Any

from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import environment_packs
from takeaction.cli.files import write_file
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import plain, shown
from takeaction.loading import load
from takeaction.lock.sealed import FormError
from takeaction.lock.withdrawn import WithdrawnList, make_withdrawal, parse_list
from takeaction.models.pack import Withdrawal
from takeaction.value import plain_data

_TARGET_HELP = "a record (pack:record), a contact (pack:record#contact), or a pack with --digest"


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction withdrawn`` and the commands below it."""
    text = "keep the list of what a publisher has taken back"
    parser = subparsers.add_parser("withdrawn", help=text, description="For publishers of packs.")
    inner = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=type(parser))
    add = arguments.add_command(inner, "add", "take something back", run_add, with_lock=False)
    _add_target(add)
    add.add_argument("--reason", required=True, metavar="TEXT", help="why, in a sentence")
    add.add_argument("--by", required=True, metavar="NAME", help="who takes it back")
    add.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-26; today without it")
    add.add_argument("--digest", metavar="DIGEST", help="only in this edition of the pack")
    add.add_argument("--replaced-by", metavar="ID", help="the record to use instead")
    text = "end a withdrawal, once a corrected edition is out"
    remove = arguments.add_command(inner, "remove", text, run_remove, with_lock=False)
    _add_target(remove)
    show = arguments.add_command(inner, "list", "show a list", run_list, with_lock=False)
    _add_file(show)


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the list, such as withdrawn.jsonl")


def _add_target(parser: argparse.ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument("id", metavar="ID", help=_TARGET_HELP)


def run_add(options: argparse.Namespace) -> int:
    """Add a withdrawal to a list, or start one, and report the records lost here."""
    withdrawal = _withdrawal_of(options)
    path = Path(options.file)
    listed = WithdrawnList.read(path) if os.path.lexists(path) else WithdrawnList()
    same = (withdrawal.id, withdrawal.digest)
    if any((other.id, other.digest) == same for other in listed.withdrawals):
        raise UsageError(f"{shown(withdrawal.id)} is in the list already.")
    longer = listed.with_withdrawal(withdrawal)
    _write(path, longer)
    paths, packs = environment_packs()
    catalog = load(paths=paths, packs=packs, withdrawn=path)
    applies = withdrawal in catalog.withdrawn.values()
    if options.json:
        show_json({"file": options.file, "added": plain_data(withdrawal), "applies": applies})
        return 0
    line(f"{plain(str(path))}: {counted(len(longer.withdrawals), 'withdrawal')}.")
    if not applies:
        line("It takes nothing away from the packs that are installed here: check the id.")
    for error in catalog.mistakes:
        if error.code in {"withdrawn.coverage", "withdrawn.elsewhere"}:
            line(str(error))
    return 0


def _withdrawal_of(options: argparse.Namespace) -> Withdrawal:
    on = options.on or arguments.requested_moment(options).date().isoformat()
    fields = {"id": options.id, "on": on, "by": options.by, "reason": options.reason}
    more = {"digest": options.digest, "replaced_by": options.replaced_by}
    fields |= {name: value for name, value in more.items() if value is not None}
    try:
        return make_withdrawal(fields)
    except FormError as error:
        text = str(error)
        raise UsageError(text[:1].upper() + text[1:]) from error


def run_remove(options: argparse.Namespace) -> int:
    """Remove every withdrawal of an id from a list."""
    path = Path(options.file)
    listed = WithdrawnList.read(path)
    shorter = listed.without(options.id)
    if shorter == listed:
        raise UsageError(f"{shown(options.id)} is not in the list.")
    _write(path, shorter)
    if options.json:
        show_json({"file": options.file, "withdrawals": _as_json(shorter)})
    else:
        line(f"{plain(str(path))}: {counted(len(shorter.withdrawals), 'withdrawal')}.")
    return 0


def _write(path: Path, listed: WithdrawnList) -> None:
    data = listed.data()
    parse_list(data, str(path))  # never write a list that could not be read again
    write_file(path, data)


def run_list(options: argparse.Namespace) -> int:
    """Show every withdrawal in a list."""
    listed = WithdrawnList.read(options.file)
    if options.json:
        show_json({"file": options.file, "withdrawals": _as_json(listed)})
        return 0
    for withdrawal in listed.withdrawals:
        line(f"{withdrawal.id}: {withdrawal.sentence()}")
        if withdrawal.digest:
            line(f"Only in the edition {withdrawal.digest}.", indent=4)
        if withdrawal.replaced_by:
            line(f"Use {withdrawal.replaced_by} instead.", indent=4)
    line(f"{counted(len(listed.withdrawals), 'withdrawal')}.")
    return 0


def _as_json(listed: WithdrawnList) -> list[dict[str, Any]]:
    return [plain_data(withdrawal) for withdrawal in listed.withdrawals]
