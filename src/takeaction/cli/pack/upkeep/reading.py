"""A sitting of a reader: one record after the other, and a mark in its file after each."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import attrs

from takeaction.authoring.reviewing import (
    Agenda,
    MarkError,
    UnreadRecord,
    UnreadText,
    review_toml,
    with_review,
    with_text_reviews,
)
from takeaction.cli.arguments import UsageError
from takeaction.cli.files import write_file
from takeaction.cli.pack.upkeep.screens import (
    PassedOverError,
    ask_line,
    ask_yes_no,
    show_unread_record,
    show_unread_texts,
)
from takeaction.cli.terminal import counted, line
from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.packs.reading.content import make_review
from takeaction.packs.reading.drafts import parse_toml
from takeaction.packs.reading.po import PoEntry, PoSyntaxError, parse_po
from takeaction.packs.rules.reviews import text_seal
from takeaction.vocabulary.records import ReviewScope

_QUESTIONS = {
    ReviewScope.DIGITS: "Did you check yourself that all numbers, addresses and hours are right?",
    ReviewScope.WORDING: "Are the words true, clear and safe for whoever reads them?",
}
_SAME = "Do all of them say the same as the original, in words that are safe to read?"
_WHICH = "Which ones are not right (2 5, Enter for all): "
_CHANGED = "The file has changed while you read, so nothing was written. You will see it again."


@attrs.define
class ReviewSitting:
    """A sitting of one reader.

    Attributes:
        agenda: What there is to read.
        by: The name of the reader.
        on: The day.
        paid: Whether the reader is paid for it.
        marked: The number of records with a new mark.
        wrong: What the reader found wrong, with its place.
    """

    agenda: Agenda
    by: str
    on: date
    paid: bool
    marked: int = 0
    wrong: list[str] = attrs.field(factory=list)

    def read_everything(self) -> None:
        """Show one record after the other.

        Raises:
            StoppedError: The reader has stopped.
        """
        records, texts = self.agenda.records, self.agenda.texts
        for number, unread in enumerate(records, 1):
            with suppress(PassedOverError):
                self._read_record(unread, f"{number} of {len(records)}")
        for number, (name, of_record) in enumerate(texts, 1):
            with suppress(PassedOverError):
                self._read_texts(name, of_record, f"{number} of {len(texts)}")

    def conclude(self) -> None:
        """Say what was marked and what is to be corrected, and how to go on."""
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
                if ask_yes_no(_QUESTIONS[part]):
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
        wrong = set() if ask_yes_no(_SAME) else _ask_numbers(len(texts))
        for number in sorted(wrong):
            unread = texts[number - 1]
            self.wrong.append(f"{unread.text.key} in {unread.po_file}")
        right = [unread for number, unread in enumerate(texts, 1) if number not in wrong]
        if right:
            self._mark_texts(right)

    def _mark_texts(self, texts: Sequence[UnreadText]) -> None:
        """Write marks into the PO files of translations that are still the ones that were read."""
        contents = {}
        for file in sorted({unread.po_file for unread in texts}):
            path = self.agenda.folder / file
            text, head = _text_of(path)
            now = _entries_of(text)
            mine = [unread for unread in texts if unread.po_file == file]
            if not all(_is_same(now.get(unread.text.key), unread.entry) for unread in mine):
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
        for path, content in contents.items():
            write_file(path, content)
        self.marked += 1


def _text_of(path: Path) -> tuple[str, str]:
    """Return the text of a file, and the mark of its byte order if it has one.

    Raises:
        UsageError: It cannot be read any more.
    """
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


def _entries_of(text: str) -> dict[str, PoEntry]:
    """Return the entries of a PO file by context; none if it is damaged by now."""
    try:
        return {entry.context: entry for entry in parse_po(text)}
    except PoSyntaxError:
        return {}


def _is_same(now: PoEntry | None, read: PoEntry) -> bool:
    """Tell whether an entry is as it was when it was read, on whatever line it is now."""
    return now is not None and attrs.evolve(now, line=read.line) == read


def _ask_numbers(last: int) -> set[int]:
    """Ask which of the numbered texts are wrong; all of them without a number."""
    while True:
        answer = ask_line(_WHICH)
        numbers = {int(digits) for digits in re.findall("[0-9]{1,4}", answer)}
        if not numbers and re.fullmatch("[ ,]*", answer):
            return set(range(1, last + 1))
        if numbers and numbers <= set(range(1, last + 1)) and re.fullmatch("[0-9 ,]*", answer):
            return numbers
        line(f"Type numbers from 1 to {last} with spaces between them.")
