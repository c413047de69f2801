"""The agenda of a reader: what has changed in a pack since somebody else last read it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from takeaction.authoring.translations.pack import (
    ROOMY,
    TranslatableText,
    TranslationError,
    pack_in_folder,
    projects_around,
    read_translation,
)
from takeaction.authoring.translations.state import TranslationState, translation_state
from takeaction.errors import PackError, PackErrors
from takeaction.models.record import Record
from takeaction.models.source import Reviewed
from takeaction.packs.checking.pack import check
from takeaction.packs.reading.content import FRAME_ID
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.reading.po import PoEntry
from takeaction.packs.rules.reviews import is_author, record_seal
from takeaction.vocabulary.records import ReviewScope


class UnreadRecord(NamedTuple):
    """A record that somebody has to read.

    Attributes:
        record: The record, with its review if that counts.
        file: Its file in the pack.
        line: The line where it starts, from 1.
        fields: Its fields as they were written.
        parts: The parts that it has.
        before: The review that is written in it, whether it counts or not; None if there is none.
    """

    record: Record
    file: str
    line: int
    fields: Mapping[str, Any]
    parts: frozenset[ReviewScope]
    before: Mapping[str, Any] | None

    def review(self, by: str, on: date, scope: frozenset[ReviewScope], *, paid: bool) -> Reviewed:
        """Return the mark of a reader who has found parts of the record right."""
        seal = record_seal(self.fields, scope)
        return Reviewed(by=by, on=on, scope=scope, paid=paid, seal=seal)


class UnreadText(NamedTuple):
    """A translation that somebody has to read.

    Attributes:
        text: The text that it translates.
        entry: Its entry in the PO file.
        po_file: That file in the pack.
    """

    text: TranslatableText
    entry: PoEntry
    po_file: str


class Agenda(NamedTuple):
    """What a reader has to read in a pack.

    Attributes:
        folder: The folder of the pack.
        records: The unread records, those with a number first.
        texts: The unread translations by record, each with the name of the record.
        own: The number of records or texts that this reader wrote or verified.
        mistakes: The mistakes that leave something out.
    """

    folder: Path
    records: tuple[UnreadRecord, ...] = ()
    texts: tuple[tuple[str, tuple[UnreadText, ...]], ...] = ()
    own: int = 0
    mistakes: tuple[PackError, ...] = ()


def unread_records(path: str, reader: str, today: date) -> Agenda:
    """Return the records that nobody else has read as they are now.

    Args:
        path: The folder of the pack or of its project.
        reader: The name of the reader; empty for nobody in particular.
        today: The day of the reading.

    Raises:
        PackErrors: The pack cannot be read.
        TranslationError: The path is not a folder.
    """
    pack, folder = pack_in_folder(path)
    checked = check(pack, ROOMY, today)
    if checked.header is None:
        raise PackErrors(f"{path} cannot be read", checked.mistakes)
    content = read_drafts(pack, ROOMY)
    unread, own = [], 0
    for draft in content.drafts:
        record = checked.records.get(f"{checked.header.id}:{draft.id}")
        parts = frozenset() if record is None else _unread_parts(record)
        if record is None or not parts:
            continue
        if reader and is_author(reader, (record.verified.by or "",)):
            own += 1
            continue
        line = content.line(draft.file, draft.path) or 1
        before = draft.fields.get("reviewed")
        old = before if isinstance(before, dict) else None
        unread.append(UnreadRecord(record, draft.file, line, draft.fields, parts, old))
    unread.sort(key=lambda each: ReviewScope.DIGITS not in each.parts)
    losses = tuple(error for error in checked.mistakes if error.outcome != "warn")
    return Agenda(Path(folder.root), tuple(unread), own=own, mistakes=losses)


def _unread_parts(record: Record) -> frozenset[ReviewScope]:
    """Return the parts of a record if nobody has read all of them; else none."""
    digits = {ReviewScope.DIGITS} if getattr(record, "contacts", ()) else set()
    parts = frozenset({ReviewScope.WORDING, *digits})
    return frozenset() if record.reviewed and record.reviewed.scope >= parts else parts


def unread_texts(path: str, language: str, reader: str) -> Agenda:
    """Return the translations into a language that nobody else has read as they are now.

    Args:
        path: The folder of the pack or of its project.
        language: A BCP 47 tag.
        reader: The name of the reader; empty for nobody in particular.

    Raises:
        PackErrors: The pack or one of its PO files cannot be read.
        TranslationError: The path is not a folder, the pack is written in that language, or has
            no translation into it.
    """
    work = read_translation(path, language)
    if not work.entries:
        problem = f"the pack has no translation into {language}."
        raise TranslationError(f"{problem} Fix: takeaction pack translate extract.")
    names = {t.key.partition("#")[0]: t.text for t in work.texts if t.field in _NAMES}
    names[FRAME_ID] = "The first sentences of an answer"
    by_record: dict[str, list[UnreadText]] = {}
    own = 0
    for text in work.texts:
        if translation_state(text, work) in _READABLE:
            entry = work.entries[text.key]
            if reader and is_author(reader, entry.marks.translators):
                own += 1
                continue
            unread = UnreadText(text, entry, work.places[text.key])
            by_record.setdefault(text.key.partition("#")[0], []).append(unread)
    texts = tuple((names[id], tuple(unread)) for id, unread in by_record.items())
    return Agenda(Path(work.folder), texts=texts, own=own)


_NAMES = frozenset({"name", "title", "text", "label"})
"""The fields of which each record has one: the name that people know it by."""

_READABLE = frozenset({TranslationState.UNREVIEWED, TranslationState.FUZZY})


def authors_of(path: str) -> tuple[str, ...]:
    """Return the names of the publisher of a pack and of the authors of its project.

    Raises:
        PackErrors: The pack cannot be read.
        TranslationError: The path is not a folder.
    """
    pack, folder = pack_in_folder(path)
    checked = check(pack, ROOMY)
    if checked.header is None:
        raise PackErrors(f"{path} cannot be read", checked.mistakes)
    return (checked.header.publisher, *_project_authors(Path(folder.root)))


def _project_authors(folder: Path) -> Iterator[str]:
    """Yield the authors in the project file nearest to the folder of a pack."""
    for project in projects_around(folder):
        try:
            yield from [str(author["name"]) for author in project["authors"] if "name" in author]
        except (LookupError, TypeError):
            continue
        return
