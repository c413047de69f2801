"""``takeaction pack review``: a second reader goes through what changed, and signs it.

It asks at a terminal, writes a mark after each record, and can be left at any time.
"""

import argparse
from typing import Any

from takeaction.authoring.reviewing import Agenda, authors_of, unread_records, unread_texts
from takeaction.authoring.translations import TranslationError
from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.mistakes import refuse_pack, show_mistakes, sources_of
from takeaction.cli.pack.upkeep.reading import ReviewSitting
from takeaction.cli.pack.upkeep.screens import PassedOverError, ask_line, ask_yes_no
from takeaction.cli.pack.upkeep.withdrawing import take_name_back
from takeaction.cli.sitting import StoppedError
from takeaction.cli.terminal import is_terminal, line, show_json
from takeaction.errors import PackErrors, shown
from takeaction.packs.rules.reviews import LONGEST_READER, is_author
from takeaction.vocabulary.words import fold

_NO_TERMINAL = """\
This command asks a person, so it needs a terminal. Run it in a window where you can \
type, or add --json to list what is unread."""

_WHO = 'Your role and organisation, or a name of your choice ("Nurse, Example Charity"): '

_CONSENT = """\
The pack will name you as {name}, with today's day, what you read, and that you were \
{paid}. Whoever has the pack can read that. You can take the name back at any time:

  takeaction pack review FOLDER --withdraw {name}

removes it from every mark. Editions that were published before keep it."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack review``."""
    text = "read what changed since somebody else last read it, and sign it"
    parser = arguments.add_command(subparsers, "review", text, run, with_lock=False)
    arguments.add_pack_folder(parser)
    name = "your role and organisation, or a name of your choice, for the marks"
    parser.add_argument("--as", dest="reader", metavar="NAME", help=name)
    paid = parser.add_mutually_exclusive_group()
    paid.add_argument("--paid", action="store_true", default=None, help="you are paid to read")
    paid.add_argument(
        "--unpaid", dest="paid", action="store_false", default=None, help="you are not paid to read"
    )
    withdraw = "remove this name from every mark of the pack, and ask nothing"
    parser.add_argument("--withdraw", metavar="NAME", help=withdraw)


def run(options: argparse.Namespace) -> int:
    """Go through what is unread with a person at the terminal, or list it as JSON."""
    try:
        if options.withdraw is not None:
            return take_name_back(options)
        if options.json:
            return _list_unread(options)
        if not is_terminal():
            raise UsageError(_NO_TERMINAL)
        return _sit(options)
    except PackErrors as errors:
        return refuse_pack(errors, options)
    except TranslationError as error:
        raise UsageError(str(error)) from error


def _agenda(options: argparse.Namespace, reader: str) -> Agenda:
    """Return what there is to read: records, or the translations into one language."""
    today = arguments.requested_moment(options).date()
    if not options.languages:
        return unread_records(options.pack, reader, today)
    tags = arguments.requested_languages(options)
    if len(tags) > 1:
        raise UsageError("Name one language: a reader reads one at a time.")
    return unread_texts(options.pack, tags[0], reader)


def _list_unread(options: argparse.Namespace) -> int:
    """Print what is unread as JSON; 1 if there is anything."""
    agenda = _agenda(options, options.reader or "")
    records: list[dict[str, Any]] = [
        {
            "id": unread.record.id,
            "file": unread.file,
            "line": unread.line,
            "parts": sorted(unread.parts),
        }
        for unread in agenda.records
    ]
    texts = [
        {"key": unread.text.key, "file": unread.po_file, "line": unread.entry.line}
        for _, of_record in agenda.texts
        for unread in of_record
    ]
    show_json({"records": records, "translations": texts, "own": agenda.own})
    return int(bool(records or texts))


def _sit(options: argparse.Namespace) -> int:
    """Ask who reads, then go through what is unread for that person."""
    authors = authors_of(options.pack)
    try:
        reader = _reader(options, authors)
        agenda = _agenda(options, reader)
        show_mistakes(agenda.mistakes, sources_of(options.pack))
        if agenda.own:
            line(
                f"You wrote or checked {agenda.own:,} of the records or texts yourself: "
                "somebody else has to read them."
            )
        if not agenda.records and not agenda.texts:
            line("There is nothing to read: nothing has changed since it was read.")
            return 0
        if not _agrees(options, reader):
            line("Then nothing is written. Thank you all the same.")
            return 0
    except (StoppedError, PassedOverError):
        line("\nNothing was written.")
        return 0
    sitting = ReviewSitting(
        agenda, reader, arguments.requested_moment(options).date(), options.paid
    )
    try:
        sitting.read_everything()
    except StoppedError:
        line()
    sitting.conclude()
    return 0


def _reader(options: argparse.Namespace, authors: tuple[str, ...]) -> str:
    """Return the name of the reader, from the call or from the reader.

    Raises:
        UsageError: The name in the call is no name, or that of an author.
    """
    if options.reader is not None:
        problem = _problem_of(options.reader, authors)
        if problem:
            raise UsageError(problem)
        return " ".join(options.reader.split())
    while True:
        name = ask_line(_WHO)
        problem = _problem_of(name, authors)
        if not problem:
            return " ".join(name.split())
        line(problem)


def _problem_of(name: str, authors: tuple[str, ...]) -> str:
    """Return why a name cannot stand in a mark; empty if it can."""
    if not fold(name):
        return "Write a role and an organisation, or a name of your choice."
    if len(name) > LONGEST_READER or not name.isprintable() or '"' in name:
        return f"Write one line of up to {LONGEST_READER} characters, without quotation marks."
    if is_author(name, authors):
        return f"{shown(name)} published or wrote this pack: somebody else has to read it."
    return ""


def _agrees(options: argparse.Namespace, reader: str) -> bool:
    """Ask whether the reader is paid, if the call does not say so, and whether they agree."""
    if options.paid is None:
        options.paid = ask_yes_no("Are you paid to read this?")
    paid = "paid" if options.paid else "not paid"
    line()
    line(_CONSENT.format(name=shown(reader), paid=paid))
    line()
    return ask_yes_no("Do you agree to be named like that?")
