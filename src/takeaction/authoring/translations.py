"""The translatable texts of a pack, and their translations into one language.

They are read with the state of each: there, of the current text, finished, reviewed. The PO files
are brought up to date from them, and MO files made.
"""

import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from takeaction.core_data import first_sentences as core_sentences
from takeaction.core_data import is_our_language
from takeaction.errors import PackErrors
from takeaction.limits import Limits
from takeaction.models.record import Reviewed
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.reading.content import FRAME_ID, po_language
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.reading.po import (
    PoEntry,
    marks_in,
    parse_po,
    review_comment,
    translator_comment,
)
from takeaction.packs.rules.contact import readable_texts
from takeaction.packs.rules.reviews import mark_faults
from takeaction.packs.sources.discovery import pack_at
from takeaction.packs.sources.entry_points import GROUP
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.plugins import DataPack

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


FRAME_FILE = "takeaction"
"""What our own sentences have in the place of a file of the pack; there is no such file."""

ROOMY = attrs.evolve(Limits(), file_bytes=Limits().pack_bytes)
"""The limits for reading PO files: one that is too large to be loaded can still be split."""


class TranslationError(ValueError):
    """A request that is impossible for this pack; the message gives the reason and the fix."""


class TranslatableText(NamedTuple):
    """A text of a pack that people read, and so translate.

    Attributes:
        key: Its key, ``local-id#field``.
        text: The source text.
        file: The file of the pack that contains it.
    """

    key: str
    text: str
    file: str

    @property
    def field(self) -> str:
        """The first part of the field path, without numbers, such as ``steps``."""
        return self.key.partition("#")[2].split("[")[0].split(".")[0]


class PackTranslation(NamedTuple):
    """A pack and its translations into one language.

    Attributes:
        folder: The folder of the pack.
        project: Its name in the PO header: the distribution, or the id if there is none.
        language: The BCP 47 tag.
        texts: The texts to translate, in order of file and place.
        entries: The translated entries of its PO files, by key; empty if there are none.
        files: Its PO files, such as ``locale/es.po``, in order; empty if there are none.
        declared: Whether ``pack.toml`` lists the language.
        publisher: The publisher of the pack, who cannot review it.
        places: The PO file of each entry, by key.
        notes: What else translators have written above each entry, by key.
    """

    folder: str
    project: str
    language: str
    texts: tuple[TranslatableText, ...]
    entries: Mapping[str, PoEntry]
    files: tuple[str, ...]
    declared: bool
    publisher: str
    places: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]] = {}


def pack_in_folder(path: str) -> tuple[DataPack, Folder]:
    """Return the pack at a path, and its files.

    Raises:
        TranslationError: It is an archive, into which nothing can be written.
    """
    pack = pack_at(path)
    if not isinstance(pack.files, Folder):
        problem = f"{path} is an archive. Fix: name the folder of the pack."
        raise TranslationError(problem)
    return pack, pack.files


def read_translation(path: str, language: str, *, first_sentences: bool = False) -> PackTranslation:
    """Read a pack and its translations into one language.

    Args:
        path: The folder of the pack or of its project.
        language: A BCP 47 tag.
        first_sentences: Whether takeaction's own first sentences are to be translated too, in a
            language that it lacks. A pack that has some of them has all to translate.

    Raises:
        PackErrors: The pack or one of its PO files cannot be read.
        TranslationError: The path is not a folder, or the pack is written in that language.
    """
    pack, folder = pack_in_folder(path)
    checked = check(pack, ROOMY)
    if checked.header is None:
        raise PackErrors(f"{path} cannot be read", checked.mistakes)
    if language == checked.header.source_language:
        problem = f"the pack is written in {language}. Fix: name another language."
        raise TranslationError(problem)
    unread = [  # mistakes that leave out a complete file of this language
        error
        for error in checked.mistakes
        if error.code in {"parse.po", "read.encoding"}
        and po_language(error.where.file or "") == language
    ]
    if unread:
        raise PackErrors(f"{path} cannot be read", unread)
    files = tuple(name for name in folder.names() if po_language(name) == language)
    entries: dict[str, PoEntry] = {}
    places: dict[str, str] = {}
    notes: dict[str, tuple[str, ...]] = {}
    for name in files:
        text = folder.read(name, ROOMY.file_bytes).decode("utf-8-sig")
        for entry in parse_po(text):  # the check has found that it is valid PO
            notes[entry.context] = _notes_above(text.split("\n")[entry.line - 1 :])
            if entry.translation:
                entries[entry.context], places[entry.context] = entry, name
    if first_sentences and is_our_language(language):
        problem = f"takeaction has its own first sentences in {language}."
        raise TranslationError(f"{problem} Fix: leave out --first-sentences.")
    has_some = any(key.startswith(FRAME_ID) for key in entries)
    frame = [
        TranslatableText(f"{FRAME_ID}#{code}", english, FRAME_FILE)
        for code, english in (core_sentences() if first_sentences or has_some else {}).items()
    ]
    return PackTranslation(
        str(folder.root),
        _distribution(Path(folder.root), checked.header.id) or checked.header.id,
        language,
        (*_texts(pack, checked), *frame),
        entries,
        files,
        language in checked.header.languages,
        checked.header.publisher,
        places,
        notes,
    )


def _distribution(folder: Path, id: str) -> str | None:
    """Return the distribution whose project contains a pack folder; None if there is none."""
    for project in projects_around(folder):
        try:
            if id in project["entry-points"][GROUP]:
                return str(project["name"])
        except (LookupError, TypeError):
            continue
    return None


def projects_around(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the project tables around the folder of a pack, the nearest first."""
    for parent in (folder, *folder.resolve().parents[:2]):
        try:
            yield tomllib.loads((parent / "pyproject.toml").read_text("utf-8"))["project"]
        except (OSError, ValueError, LookupError, RecursionError):
            continue


def _texts(pack: DataPack, checked: Checked) -> Iterator[TranslatableText]:
    models = {id.partition(":")[2]: record for id, record in checked.records.items()}
    models |= {word.id.rpartition(":")[2]: word for word in checked.words}  # type: ignore[misc]
    for draft in read_drafts(pack, ROOMY).drafts:
        if draft.id in models:
            for field, text in readable_texts(models[draft.id]):
                yield TranslatableText(f"{draft.id}#{field}", str(text), draft.file)


def _notes_above(rows: Sequence[str]) -> tuple[str, ...]:
    """Return the comments of translators above an entry that are no marks."""
    above = takewhile(lambda row: row.lstrip().startswith("#"), rows)
    comments = [row[1:].strip() if row[:2] == "# " else "" for row in above]
    marked = {n for mark in marks_in(comments) for n in range(mark.first, mark.last + 1)}
    return tuple(comment for n, comment in enumerate(comments) if comment and n not in marked)


# The PO and MO files of a pack, brought up to date. ``packs.reading.po`` reads PO; Babel writes it.
# Babel is an extra, so it is imported only to write: ``pack translate status`` works without it.

_UNFILLED = ("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
"""Header lines that no command can fill in: Babel would write a made-up address into each."""

_PLACE = "comments-"  # Babel writes it in the place of the comments with a number


def po_files(work: PackTranslation, at: datetime) -> dict[str, bytes]:
    """Return the up-to-date PO files: every text, with its translation if it has one.

    There is one file, ``locale/es.po``, unless that would be too large to be loaded. Then there is
    one for each file of the pack: ``locale/es.actions-learning.po`` for ``actions/learning.toml``.

    A text that only moved inside its record keeps its translation. The translation of an older
    text is marked fuzzy and carries that older text; no answer shows it until somebody has
    translated the new one. Translations of deleted texts go to the end of the last file, as
    obsolete. The comments of translators stay, and so does each mark of review that counts.

    Args:
        work: The pack and its translations so far.
        at: The moment for the header.

    Returns:
        The content of each file by its path in the pack, in the order of the texts.
    """
    matches = _matching_entries(work)
    used = set(matches.values())
    obsolete = tuple(entry for entry in work.entries.values() if entry not in used)
    single = f"locale/{work.language}.po"
    write = partial(_po, work=work)
    content = write(_empty_catalog(work, at), work.texts, matches, obsolete)
    parts: dict[str, list[TranslatableText]] = {}
    for text in work.texts:
        part = text.file.removesuffix(".toml").replace("/", "-")
        parts.setdefault(f"locale/{work.language}.{part}.po", []).append(text)
    last = next(reversed(parts), None)
    fits = len(content) <= Limits().file_bytes and set(work.files) <= {single}
    if fits or not last:
        return {single: content}
    return {
        file: write(_empty_catalog(work, at), texts, matches, obsolete if file == last else ())
        for file, texts in parts.items()
    }


def _matching_entries(work: PackTranslation) -> dict[str, PoEntry]:
    """Return the entry for each text by key, even if the text has moved inside its record."""
    moved = {(_id(key), entry.source): entry for key, entry in work.entries.items()}
    matches = {
        text.key: moved.get((_id(text.key), text.text)) or work.entries.get(text.key)
        for text in work.texts
    }
    return {key: entry for key, entry in matches.items() if entry}


def _po(
    catalog: "Catalog",
    texts: Iterable[TranslatableText],
    matches: Mapping[str, PoEntry],
    obsolete: Iterable[PoEntry],
    *,
    work: PackTranslation,
) -> bytes:
    """Return a PO file with some texts, and with obsolete entries at its end."""
    from babel.messages.catalog import Message
    from babel.messages.pofile import write_po

    older: dict[str, str] = {}
    comments: list[list[str]] = []
    for text in texts:
        entry = matches.get(text.key)
        is_current = entry is not None and entry.source == text.text
        if entry and not is_current:
            older[text.key] = entry.source
        marks = list(_comments(text, entry, work))
        catalog.add(
            text.text,
            entry.translation if entry else "",
            context=text.key,
            locations=[(text.file, None)],  # type: ignore[list-item]
            flags=[] if entry and is_current and not entry.is_fuzzy else ["fuzzy"],
            user_comments=[f"{_PLACE}{len(comments)}"] if marks else [],
        )
        if marks:
            comments.append(marks)
    for entry in obsolete:
        message = Message(entry.source, entry.translation, context=entry.context)
        catalog.obsolete[(entry.source, entry.context)] = message
    out = io.BytesIO()
    write_po(out, catalog, include_lineno=False)
    po = _with_older_sources(out.getvalue().decode(), older)
    # Babel would break a long comment into several, which no mark survives.
    return re.sub(
        rf"(?m)^# {_PLACE}(\d+)$",
        lambda place: "\n".join(f"# {line}" for line in comments[int(place[1])]),
        po,
    ).encode()


def _comments(
    text: TranslatableText, entry: PoEntry | None, work: PackTranslation
) -> Iterator[str]:
    """Yield what translators wrote above a text, their names, and the review if that counts."""
    yield from work.notes.get(entry.context if entry else text.key, ())
    if entry:
        yield from map(translator_comment, entry.marks.translators)
        review = counting_review(text, entry, work.publisher)
        if review:
            yield review_comment(review)


def _with_older_sources(po: str, older: Mapping[str, str]) -> str:
    """Return a PO file with the text that each outdated translation was made from.

    Babel can write these too, but it wraps long ones like a comment, which no tool can read again.
    """
    from babel.messages.pofile import normalize

    for key, source in older.items():
        context = f"msgctxt {normalize(key)}\n"
        lines = f"msgid {normalize(source)}".split("\n")
        po = po.replace(context, "".join(f"#| {line}\n" for line in lines) + context, 1)
    return po


def mo_file(work: PackTranslation, at: datetime) -> bytes:
    """Return a gettext MO file that holds only reviewed translations of current texts.

    Args:
        work: The pack and its translations.
        at: The moment for the header.
    """
    from babel.messages.mofile import write_mo

    catalog = _empty_catalog(work, at)
    for text in work.texts:
        if translation_state(text, work) is TranslationState.REVIEWED:
            catalog.add(text.text, work.entries[text.key].translation, context=text.key)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def _empty_catalog(work: PackTranslation, at: datetime) -> "Catalog":
    """Return a Babel catalog without entries, whose header holds only known facts."""
    from babel.messages.catalog import Catalog

    class PackCatalog(Catalog):
        """A catalog whose header has no line for a translator to fill in."""

        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            known = [(name, value) for name, value in super().mime_headers if name not in _UNFILLED]
            return [("Project-Id-Version", work.project), *known[1:]]

    return PackCatalog(
        work.language.replace("-", "_"),
        header_comment="# Nobody has reviewed an entry that is marked fuzzy.",
        creation_date=at,
        revision_date=at,
        fuzzy=False,
    )


def _id(key: str) -> str:
    return key.partition("#")[0]


# The state of a translation


class TranslationState(StrEnum):
    """The state of the translation of one text."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    FUZZY = "fuzzy"
    STALE = "stale"
    MISSING = "missing"


def translation_state(text: TranslatableText, work: PackTranslation) -> TranslationState:
    """Return the state of the translation of a text."""
    entry = work.entries.get(text.key)
    if entry is None:
        return TranslationState.MISSING
    if entry.source != text.text:
        return TranslationState.STALE
    if entry.is_fuzzy:
        return TranslationState.FUZZY
    is_reviewed = counting_review(text, entry, work.publisher) is not None
    return TranslationState.REVIEWED if is_reviewed else TranslationState.UNREVIEWED


def counting_review(text: TranslatableText, entry: PoEntry, publisher: str) -> Reviewed | None:
    """Return the review of a translation if it counts, else None."""
    is_current = entry.source == text.text and not entry.is_fuzzy
    texts = text.text, entry.translation
    counts = is_current and not any(mark_faults(entry.marks, texts, (publisher,)))
    return entry.marks.review if counts else None


def count_states(work: PackTranslation, part: str) -> dict[str, dict[str, int]]:
    """Count the texts in each state.

    Args:
        work: The pack and its translations.
        part: The attribute to count by: ``file`` or ``field``.

    Returns:
        For each file or field, in order of place, the number of its texts in each state.
    """
    counts: dict[str, dict[str, int]] = {}
    for text in work.texts:
        row = counts.setdefault(getattr(text, part), {state.value: 0 for state in TranslationState})
        row[translation_state(text, work).value] += 1
    return counts
