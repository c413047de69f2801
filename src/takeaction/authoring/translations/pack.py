"""The translatable texts of a pack and their translations into one language, as they are read."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from takeaction.core_data import first_sentences as core_sentences
from takeaction.core_data import is_our_language
from takeaction.errors import PackError, PackErrors
from takeaction.limits import Limits
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.reading.content import FRAME_ID
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.reading.marks import marks_in
from takeaction.packs.reading.po import PoEntry, parse_po
from takeaction.packs.reading.translations import po_language
from takeaction.packs.rules.safety import readable_texts
from takeaction.packs.sources.discovery import pack_at
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.installed import GROUP
from takeaction.packs.sources.plugins import DataPack

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
    unread = [error for error in checked.mistakes if _is_unread(error, language)]
    if unread:
        raise PackErrors(f"{path} cannot be read", unread)
    files = tuple(name for name in folder.names() if po_language(name) == language)
    entries = [(entry, name) for name in files for entry in _entries(pack, name)]
    if first_sentences and is_our_language(language):
        problem = f"takeaction has its own first sentences in {language}."
        raise TranslationError(f"{problem} Fix: leave out --first-sentences.")
    has_some = any(entry.context.startswith(FRAME_ID) for entry, _ in entries)
    frame = _frame_texts() if first_sentences or has_some else ()
    return PackTranslation(
        str(folder.root),
        _distribution(Path(folder.root), checked.header.id) or checked.header.id,
        language,
        (*_texts(pack, checked), *frame),
        {entry.context: entry for entry, _ in entries},
        files,
        language in checked.header.languages,
        checked.header.publisher,
        {entry.context: name for entry, name in entries},
        dict(note for name in files for note in _notes(pack, name)),
    )


def _frame_texts() -> Iterator[TranslatableText]:
    """Yield takeaction's own first sentences."""
    for code, english in core_sentences().items():
        yield TranslatableText(f"{FRAME_ID}#{code}", english, FRAME_FILE)


def _is_unread(error: PackError, language: str) -> bool:
    """Tell whether a mistake leaves out a complete file of this language."""
    of_language = po_language(error.where.file or "") == language
    return of_language and error.code in {"parse.po", "read.encoding"}


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


def _entries(pack: DataPack, name: str) -> Iterator[PoEntry]:
    """Return the translated entries of a file; the check has already found that it is valid PO."""
    return (entry for entry in parse_po(_po_text(pack, name)) if entry.translation)


def _po_text(pack: DataPack, name: str) -> str:
    return pack.files.read(name, ROOMY.file_bytes).decode("utf-8-sig")


def _notes(pack: DataPack, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the key of each entry and the comments of its translators that are no marks."""
    text = _po_text(pack, name)
    rows = text.split("\n")
    for entry in parse_po(text):
        above = takewhile(lambda row: row.lstrip().startswith("#"), rows[entry.line - 1 :])
        comments = [row[1:].strip() if row[:2] == "# " else "" for row in above]
        marked = {n for mark in marks_in(comments) for n in range(mark.first, mark.last + 1)}
        notes = [comment for n, comment in enumerate(comments) if comment and n not in marked]
        yield entry.context, tuple(notes)
