"""``takeaction pack due``: list the records that somebody has to check again."""

import argparse
from datetime import date

from takeaction.authoring.survey import Due, due_name, find_due, find_undated
from takeaction.cli import arguments
from takeaction.cli.catalog import load_pack
from takeaction.cli.doctor import show_mistakes, sources_of
from takeaction.cli.terminal import counted, line, show_json
from takeaction.engine.reasons import say
from takeaction.models.resource import Resource, written_address

_MOST_DAYS = 3_650
"""The most days to look ahead: ten years, longer than anything stays fresh."""


_MOST_NAMES = 10
"""The most names in one line; ``--json`` has them all."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack due``."""
    text = "list the records that somebody has to check again"
    parser = arguments.add_command(subparsers, "due", text, run, with_lock=False)
    arguments.add_pack(parser)
    parser.add_argument(
        "--within",
        type=_parse_days,
        default=0,
        metavar="DAYS",
        help="also list what becomes due in the next DAYS days",
    )


def run(options: argparse.Namespace) -> int:
    """List the records that are due; 1 if there are any.

    A mistake gives 1 as well: a record that is left out may be due too.
    """
    moment = arguments.requested_moment(options)
    catalog = load_pack(options, moment)
    due_records, undated = find_due(catalog, moment, options.within), find_undated(catalog)
    if options.json:
        due_json = [_due_json(due, moment.date()) for due in due_records]
        show_json({"due": due_json, "undated": list(undated)})
    else:
        show_mistakes(catalog.mistakes, sources_of(options.pack))
        for due in due_records:
            _show_due(due, moment.date())
        if not due_records:
            nothing = "Nothing else" if catalog.mistakes else "Nothing"
            ahead = f" in the next {options.within:,} days" if options.within else ""
            line(f"{nothing} is due{ahead}.")
        if catalog.mistakes:
            line("What a mistake leaves out was not looked at: fix the mistakes, then ask again.")
        if undated:
            more = ", …" if len(undated) > _MOST_NAMES else ""
            line(f"Without any date, so never due: {', '.join(undated[:_MOST_NAMES])}{more}")
    return int(bool(due_records or catalog.mistakes))


def _parse_days(text: str) -> int:
    days = arguments.parse_whole_number(text)
    if not 1 <= days <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"write a number of days from 1 to {_MOST_DAYS}")
    return days


def _show_due(due: Due, today: date) -> None:
    days = (today - due.since).days
    wait = (due.on - today).days
    when = f"due in {counted(wait, 'day')}" if wait > 0 else f"due since {due.on}"
    line(when, lead=f"{due_name(due.record, due.contact)}:", hang=4)
    name, address, operator = due.record.label.source, _address(due), _operator(due)
    sentences = [
        f"{name}: {address}" if address else name,
        f"Run by {operator}" if operator else "",
        _last_check(due, days),
    ]
    line(". ".join(filter(None, sentences)) + ".", indent=4)


def _last_check(due: Due, days: int) -> str:
    checked = due.verified
    if checked.is_outdated:
        return "It has changed since somebody checked it, so nobody has checked it as it is"
    if checked.on:
        by = f" by {checked.by}" if checked.by else ""
        how = say(f"method.{checked.method}", "en")
        return f"Last checked on {checked.on}, {counted(days, 'day')} ago{by} ({how})"
    if due.since == due.record.source.checked:
        return f"Its source was last read on {due.since}, {counted(days, 'day')} ago"
    return f"Its source is from {due.since}, {counted(days, 'day')} ago, and nobody has checked it"


def _address(due: Due) -> str | None:
    contact = due.contact
    if contact is None:
        return due.record.source.url
    return written_address(contact) or None


def _operator(due: Due) -> str | None:
    record = due.record
    return record.operator if isinstance(record, Resource) else None


def _due_json(due: Due, today: date) -> dict[str, object]:
    return {
        "id": due.record.id,
        "contact": due.contact.id if due.contact else None,
        "state": due.freshness.state,
        "since": str(due.since),
        "age_days": (today - due.since).days,
        "due_on": str(due.on),
        "name": due.record.label.source,
        "address": _address(due),
        "operator": _operator(due),
        "by": due.verified.by,
        "method": due.verified.method,
    }
