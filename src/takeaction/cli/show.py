"""``takeaction show``: read one record in full."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import line, show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.reasons import say
from takeaction.models.record import Record
from takeaction.value import plain_data
from takeaction.views.records import record_blocks

if TYPE_CHECKING:
    from takeaction.models.pack import Withdrawal


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction show``."""
    parser = arguments.add_command(subparsers, "show", "show one record in full", run)
    parser.add_argument(
        "id", metavar="ID", help="the id of a record, such as us-hotline:national-hotline"
    )


def run(options: argparse.Namespace) -> int:
    """Print one record."""
    catalog = load_for_answer(options)
    languages = arguments.requested_languages(options)
    withdrawal = catalog.withdrawn.get(options.id)
    if withdrawal and not catalog.get(options.id):
        return _show_withdrawal(options, withdrawal)
    record = catalog.find(options.id, "id")
    if options.json:
        show_json(record_json(record, languages, arguments.requested_moment(options)))
        return 0
    moment = arguments.requested_moment(options)
    show_blocks(record_blocks(record, languages, catalog=catalog, at=moment), is_open=True)
    arguments.show_english_note(languages)
    return 0


def _show_withdrawal(options: argparse.Namespace, withdrawal: "Withdrawal") -> int:
    """Say that a record was taken back, who did it and why, in place of the record."""
    if options.json:
        show_json({"id": options.id, "withdrawn": plain_data(withdrawal)})
        return 0
    line(f"{withdrawal.id}: {withdrawal.sentence()}")
    if withdrawal.replaced_by:
        language = language_of(arguments.requested_languages(options))
        line(say("label.turn_to", language, {"id": withdrawal.replaced_by}))
    return 0


def record_json(record: Record, languages: tuple[str, ...], at: datetime) -> dict[str, Any]:
    """Return a record as plain data, with its kind and its age."""
    data: dict[str, Any] = plain_data(record, languages)
    fresh = plain_data(freshness(record, at))
    return data | {"kind_of_record": record.record_kind.value, "freshness": fresh}
