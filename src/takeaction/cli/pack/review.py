"""``takeaction pack review``: a second reader goes through what changed, and signs it.

It asks at a terminal, writes a mark after each record, and can be left at any time.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from takeaction.authoring.reviewing import (
    Agenda,
    MarkError,
    UnreadRecord,
    UnreadText,
    authors_of,
    review_toml,
    unread_records,
    unread_texts,
    with_review,
    with_text_reviews,
    withdraw,
)
from takeaction.cli.arguments import (
    PACK_FOLDER,
    Command,
    OptionGroup,
    UsageError,
    flag,
    option,
    report,
    requested_languages,
    requested_moment,
)
from takeaction.cli.doctor import show_mistakes, sources_of
from takeaction.cli.files import write_file, write_files
from takeaction.cli.terminal import (
    SkippedError,
    StoppedError,
    ask_line,
    ask_or_leave,
    bold,
    counted,
    dim,
    is_terminal,
    line,
    show_json,
)
from takeaction.errors import LONGEST_PATH, plain, shown
from takeaction.limits import Limits
from takeaction.models.resource import Contact, Resource
from takeaction.packs.reading.content import make_review
from takeaction.packs.reading.po import PoSyntaxError, parse_po
from takeaction.packs.reading.toml import parse_toml
from takeaction.packs.rules.contact import readable_texts
from takeaction.packs.rules.reviews import (
    LONGEST_READER,
    is_author,
    read_contacts,
    reviewed_fields,
    text_seal,
)
from takeaction.views.contact_lines import describe_operator, language_name
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import ReviewScope
from takeaction.vocabulary.words import fold

_NO_TERMINAL = """\
This command asks a person, so it needs a terminal. Run it in a window where you can \
type, or add --json to list what is unread."""


_CONSENT = """\
The pack will name you as {name}, with today's day, what you read, and that you were \
{paid}. Whoever has the pack can read that. You can take the name back at any time:

  takeaction pack review FOLDER --withdraw {name}

removes it from every mark. Editions that were published before keep it."""


def _run(options: argparse.Namespace) -> int:
    """Go through what is unread with a person at the terminal, or list it as JSON."""
    if options.withdraw is not None:
        return _take_name_back(options)
    if options.json:
        return _list_unread(options)
    if not is_terminal():
        raise UsageError(_NO_TERMINAL)
    return _sit(options)


def _agenda(options: argparse.Namespace, reader: str) -> Agenda:
    # Records, or the translations into one language.
    today = requested_moment(options).date()
    if not options.languages:
        return unread_records(options.pack, reader, today)
    tags = requested_languages(options)
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
    except (StoppedError, SkippedError):
        line("\nNothing was written.")
        return 0
    sitting = _Sitting(agenda, reader, requested_moment(options).date(), options.paid)
    try:
        sitting.read_everything()
    except StoppedError:
        line()
    sitting.conclude()
    return 0


def _reader(options: argparse.Namespace, authors: tuple[str, ...]) -> str:
    """Return the name of the reader, from the call or from the reader."""
    while True:
        name = (
            ask_line(
                'Your role and organisation, or a name of your choice ("Nurse, Example Charity"): '
            )
            if options.reader is None
            else options.reader
        )
        problem = _problem_of(name, authors)
        if not problem:
            return " ".join(name.split())
        if options.reader is not None:
            raise UsageError(problem)
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
    if options.paid is None:
        options.paid = _ask_yes_no("Are you paid to read this?")
    paid = "paid" if options.paid else "not paid"
    line()
    line(_CONSENT.format(name=shown(reader), paid=paid))
    line()
    return _ask_yes_no("Do you agree to be named like that?")


REVIEW = Command(
    "review",
    "read what changed since somebody else last read it, and sign it",
    _run,
    (
        PACK_FOLDER,
        option(
            "--as",
            dest="reader",
            metavar="NAME",
            help="your role and organisation, or a name of your choice, for the marks",
        ),
        OptionGroup(
            (
                flag("--paid", "you are paid to read", default=None),
                option(
                    "--unpaid",
                    dest="paid",
                    action="store_false",
                    default=None,
                    help="you are not paid to read",
                ),
            )
        ),
        option(
            "--withdraw",
            metavar="NAME",
            help="remove this name from every mark of the pack, and ask nothing",
        ),
    ),
    with_lock=False,
)

# The screens of a review: one record at a time, its numbers first, and plain questions

_YES = frozenset({"y", "yes"})
_NO = frozenset({"n", "no"})
_FIRST = ("name", "title", "text", "summary", "warning")
"""The texts that people see first; the others follow in the order of their fields."""

_WHO_WROTE = frozenset({"operator", "operator_kind"})
"""The fields that a line of its own shows."""

_SHOWN = frozenset({"channel", "dial", "display", "dial_region", "keyword", "url", "email"}) | {
    *("hours", "zone", "cost", "languages")
}
"""The fields of a contact that are shown in words of ours."""


def _ask_yes_no(question: str) -> bool:
    """Ask until the answer is yes or no."""
    while True:
        word = ask_or_leave(f"{question} y/n/s/q: ").casefold()
        if word in _YES | _NO:
            return word in _YES
        line("Type y for yes, n for no, s to skip this one, or q to stop.")


def show_unread_record(unread: UnreadRecord, title: str) -> None:
    """Print a record as a reader needs it: what people dial first, then who answers, then words."""
    record = unread.record
    line()
    line(f"{title}: {record.local_id} ({unread.file}:{unread.line})", style=bold)
    if unread.before:
        by, on = (str(unread.before.get(key, "?")) for key in ("by", "on"))
        line(f"Read by {by} on {on}. It has changed since, or they read a part of it.", style=dim)
    if isinstance(record, Resource):
        for contact, written in zip(record.contacts, read_contacts(unread.fields), strict=True):
            _show_contact(contact, written)
        who = describe_operator(record, ("en",))
        line(f"Who answers: {f'{record.operator}, ' if record.operator else ''}{who}", hang=4)
    if record.source.url:
        line(f"Where it is from: {record.source.url}", hang=4)
    line()
    for field, text in sorted(readable_texts(record), key=lambda item: item[0] not in _FIRST):
        line(f"{field}: {text}", indent=2, hang=2)
    # What else the mark of a reader covers, such as the places of a helpline.
    texts = dict(readable_texts(record))
    for place, value in _leaves(reviewed_fields(unread.fields), ""):
        if place not in texts and f"{place}[0]" not in texts and place not in _WHO_WROTE:
            line(f"{place}: {value}", indent=2, hang=2)


def _leaves(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each value inside a value, and the value in words."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list) and any(isinstance(inner, (dict, list)) for inner in value):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{place}[{number}]")
    elif isinstance(value, list):
        yield place, ", ".join(map(str, value)) or "none"
    else:
        yield place, ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _show_contact(contact: Contact, written: Mapping[str, Any]) -> None:
    # *written* is its fields as they were written.
    places = (contact.display or contact.dial, contact.url, contact.email)
    address = ", ".join(filter(None, places)) or "no number or address"
    if contact.keyword and contact.channel is Channel.VOICE:
        address = f"{address}, then press {contact.keyword}"
    elif contact.keyword:
        address = f"{contact.keyword} to {address}"
    line(f"{contact.channel}: {address}", hang=4, style=bold)
    hours, is_other = contact.hours, contact.dial and contact.dial != contact.display
    zone = f" ({hours.zone})" if hours and hours.zone else ""
    facts = [
        f"dials {contact.dial}" if is_other else None,
        f"inside {contact.dial_region}" if contact.dial_region else None,
        f"hours: {hours.text}{zone}" if hours else "hours: unknown",
        f"price: {contact.cost or 'unknown'}",
        f"languages: {', '.join(map(language_name, contact.languages)) or 'unknown'}",
    ]
    others = {name: value for name, value in written.items() if name not in _SHOWN}
    facts += [f"{name.replace('_', ' ')}: {value}" for name, value in _leaves(others, "")]
    line("; ".join(filter(None, facts)), indent=4)


def show_unread_texts(name: str, texts: Sequence[UnreadText], title: str) -> None:
    """Print the translations of a record, each beneath its original, with a number."""
    line()
    line(f"{title}: {name} ({texts[0].po_file}:{texts[0].entry.line})", style=bold)
    for number, unread in enumerate(texts, 1):
        line(f"{number}. {unread.text.text}", hang=3, style=dim)
        line(unread.entry.translation, indent=3)
        if unread.entry.marks.translators:
            line(f"by {', '.join(unread.entry.marks.translators)}", indent=3, style=dim)


# A sitting of a reader: one record after the other, and a mark in its file after each

_QUESTIONS = {
    ReviewScope.DIGITS: "Did you check yourself that all numbers, addresses and hours are right?",
    ReviewScope.WORDING: "Are the words true, clear and safe for whoever reads them?",
}
_SAME = "Do all of them say the same as the original, in words that are safe to read?"
_CHANGED = "The file has changed while you read, so nothing was written. You will see it again."


@attrs.define
class _Sitting:
    agenda: Agenda
    by: str
    on: date
    paid: bool
    marked: int = 0  # the records with a new mark
    wrong: list[str] = attrs.field(factory=list)  # what the reader found wrong, with its place

    def read_everything(self) -> None:
        """Show one record after the other.

        Raises:
            StoppedError: The reader has stopped.
        """
        records, texts = self.agenda.records, self.agenda.texts
        for number, unread in enumerate(records, 1):
            with suppress(SkippedError):
                self._read_record(unread, f"{number} of {len(records)}")
        for number, (name, of_record) in enumerate(texts, 1):
            with suppress(SkippedError):
                self._read_texts(name, of_record, f"{number} of {len(texts)}")

    def conclude(self) -> None:
        line()
        whole = len(self.agenda.records) + len(self.agenda.texts)
        line(f"{self.marked} of {counted(whole, 'record')} got your mark.")
        for place in self.wrong:
            line(f"Not right: {place}", hang=4)
        if self.wrong:
            line("Tell the author of the pack, or correct it yourself and let somebody else read.")
        if self.marked < whole:
            line("To go on, run the same command again: it shows what is left.")

    # Records

    def _read_record(self, unread: UnreadRecord, title: str) -> None:
        show_unread_record(unread, title)
        line()
        right: set[ReviewScope] = set()
        wrong: list[ReviewScope] = []
        try:
            for part in sorted(unread.parts):
                if _ask_yes_no(_QUESTIONS[part]):
                    right.add(part)
                else:
                    wrong.append(part)
        finally:  # a reader who stops after a no has still found something
            if wrong:
                self.wrong.append(f"{unread.record.local_id} in {unread.file} ({', '.join(wrong)})")
        counting = unread.record.reviewed
        if counting and not counting.scope <= right:
            line(f"The mark of {counting.by} stays: it says more.")
        elif right:
            self._mark_record(unread, frozenset(right))

    def _mark_record(self, unread: UnreadRecord, scope: frozenset[ReviewScope]) -> None:
        """Write a mark into the file of a record, if the record is still the one that was read."""
        review = unread.review(self.by, self.on, scope, paid=self.paid)
        path = self.agenda.folder / unread.file
        text, head = _text_of(path)
        place = _place_of(text, unread)
        if place is None:
            line(_CHANGED)
            return
        try:
            content = with_review(text, place, review)
        except MarkError as error:
            where = f"{unread.file}:{error.args[0]}"
            line(f"There is no place for your mark. Write it into the record at {where}:")
            line(f"reviewed = {review_toml(review)}", indent=2)
            return
        write_file(path, (head + content).encode())
        self.marked += 1

    # Translations

    def _read_texts(self, name: str, texts: Sequence[UnreadText], title: str) -> None:
        show_unread_texts(name, texts, title)
        line()
        wrong = set() if _ask_yes_no(_SAME) else _ask_numbers(len(texts))
        right = []
        for number, unread in enumerate(texts, 1):
            if number in wrong:
                self.wrong.append(f"{unread.text.key} in {unread.po_file}")
            else:
                right.append(unread)
        if right:
            self._mark_texts(right)

    def _mark_texts(self, texts: Sequence[UnreadText]) -> None:
        """Write marks into the PO files of translations that are still the ones that were read."""
        contents = {}
        for file in sorted({unread.po_file for unread in texts}):
            path = self.agenda.folder / file
            text, head = _text_of(path)
            try:
                now = {entry.context: entry for entry in parse_po(text)}
            except PoSyntaxError:  # it is damaged by now
                now = {}
            mine = [unread for unread in texts if unread.po_file == file]
            for unread in mine:  # as it was when it was read, on whatever line it is now
                entry = now.get(unread.text.key)
                if not entry or attrs.evolve(entry, line=unread.entry.line) != unread.entry:
                    line(_CHANGED)
                    return
            reviews = {
                unread.text.key: make_review(
                    self.by,
                    str(self.on),
                    paid=self.paid,
                    seal=text_seal(unread.text.text, unread.entry.translation),
                )
                for unread in mine
            }
            contents[path] = (head + with_text_reviews(text, reviews)).encode()
        write_files(contents)
        self.marked += 1


def _text_of(path: Path) -> tuple[str, str]:
    """Return the text of a file, and the mark of its byte order if it has one."""
    try:
        text = path.read_bytes().decode()
    except (OSError, ValueError) as error:
        raise UsageError(f"{shown(str(path))} cannot be read: {type(error).__name__}.") from error
    head = "\ufeff" if text.startswith("\ufeff") else ""
    return text.removeprefix(head), head


def _place_of(text: str, unread: UnreadRecord) -> tuple[str, int] | None:
    """Return the place of a record in its file; None if it is not as it was when it was read."""
    kind = str(unread.record.record_kind)
    try:
        rows = parse_toml(text, Limits()).get(kind, [])
    except ValueError:
        return None
    expected = {"id": unread.record.local_id, **unread.fields}
    places = [number for number, row in enumerate(rows) if row == expected]
    return (kind, places[0]) if len(places) == 1 else None


def _ask_numbers(last: int) -> set[int]:
    """Ask which of the numbered texts are wrong; all of them without a number."""
    while True:
        answer = ask_line("Which ones are not right (2 5, Enter for all): ")
        numbers = {int(digits) for digits in re.findall("[0-9]{1,4}", answer)}
        if not numbers and re.fullmatch("[ ,]*", answer):
            return set(range(1, last + 1))
        if numbers and numbers <= set(range(1, last + 1)) and re.fullmatch("[0-9 ,]*", answer):
            return numbers
        line(f"Type numbers from 1 to {last} with spaces between them.")


# ``pack review --withdraw``: a translator or reader takes their name back


def _take_name_back(options: argparse.Namespace) -> int:
    """Remove every mark of a name from the files of a pack; 1 if a person has to remove some."""
    taken = withdraw(options.pack, options.withdraw)
    if taken.contents:
        write_files(taken.contents)
    again = "Publish the pack again: editions that are out keep the name, also in their history."
    by_hand = [plain(place, LONGEST_PATH) for place in taken.by_hand]
    report(
        options,
        {"removed": taken.marks, "by_hand": list(taken.by_hand)},
        f"{counted(taken.marks, 'mark')} of {shown(options.withdraw)} removed.",
        *(f"Remove it yourself in {place}: we can't change that safely." for place in by_hand),
        *([again] if taken.marks else []),
    )
    return int(bool(by_hand))
