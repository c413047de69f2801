"""The translations of a pack: what there is to translate, how much is done, and its PO files.

``packs.po`` reads PO; Babel writes it, and is imported when it is asked to.
"""

import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import attrs

from takeaction.errors import PackError, PackErrors
from takeaction.limits import Limits
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.reading.drafts import read
from takeaction.packs.reading.po import Entry, entries
from takeaction.packs.reading.translations import language_of
from takeaction.packs.rules.safety import texts
from takeaction.packs.sources.discovery import GROUP, find_path
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.plugins import DataPack

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_UNFILLED = ("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
"""Lines of a header that nobody here can fill: Babel would write a made-up address into each."""
_ROOMY = attrs.evolve(Limits(), file_bytes=Limits().pack_bytes)
"""A file that is too large to be loaded is read all the same, to be taken apart."""


class TranslationError(ValueError):
    """What was asked cannot be done with this pack; the message says why and how to fix it."""


class State(StrEnum):
    """How far the translation of a text is."""

    REVIEWED = "reviewed"
    FUZZY = "fuzzy"
    STALE = "stale"
    MISSING = "missing"


class Wanted(NamedTuple):
    """A text of a pack, to be translated.

    Attributes:
        key: Which, ``local-id#field``.
        text: The source text.
        file: The file of the pack that it stands in.
    """

    key: str
    text: str
    file: str

    @property
    def field(self) -> str:
        """The name of its field without numbers, such as ``steps``."""
        return self.key.partition("#")[2].split("[")[0].split(".")[0]


class Work(NamedTuple):
    """A pack and its translations into one language.

    Attributes:
        folder: The folder of the pack.
        project: What the header calls it: its distribution, or its id if it has none.
        language: The BCP 47 tag.
        wanted: Each text of the pack, in order of file and place.
        done: The entries of its PO files, by key; empty if there is none.
        files: Its PO files, such as ``locale/es.po``, in order; empty if there is none.
        declared: Whether ``pack.toml`` names the language.
    """

    folder: str
    project: str
    language: str
    wanted: tuple[Wanted, ...]
    done: Mapping[str, Entry]
    files: tuple[str, ...]
    declared: bool


def work_on(path: str, language: str) -> Work:
    """Read a pack and what is translated of it.

    Args:
        path: The folder of the pack, or of its project.
        language: A BCP 47 tag.

    Raises:
        PackErrors: The pack or its PO file cannot be read.
        TranslationError: It is no folder, or it is written in that language.
    """
    pack = find_path(path)
    if not isinstance(pack.files, Folder):
        problem = f"{path} is an archive. Fix: name the folder of the pack."
        raise TranslationError(problem)
    checked = check(pack, _ROOMY)
    if checked.header is None:
        raise PackErrors(f"{path} cannot be read", checked.mistakes)
    if language == checked.header.source_language:
        problem = f"the pack is written in {language}. Fix: name another language."
        raise TranslationError(problem)
    unread = [each for each in checked.mistakes if _is_unread(each, language)]
    if unread:
        raise PackErrors(f"{path} cannot be read", unread)
    files = tuple(name for name in pack.files.names() if language_of(name) == language)
    return Work(
        str(pack.files.root),
        _distribution(Path(pack.files.root), checked.header.id) or checked.header.id,
        language,
        tuple(_wanted(pack, checked)),
        {each.context: each for name in files for each in _entries(pack, name)},
        files,
        language in checked.header.languages,
    )


def _is_unread(error: PackError, language: str) -> bool:
    """Tell whether a mistake costs a whole file of this language."""
    of_language = language_of(error.where.file or "") == language
    return of_language and error.code in {"parse.po", "read.encoding"}


def _distribution(folder: Path, id: str) -> str | None:
    """Return the distribution whose project offers a pack; None if none is around it."""
    for place in (folder, *folder.resolve().parents[:2]):
        try:
            project = tomllib.loads((place / "pyproject.toml").read_text("utf-8"))["project"]
            if id in project["entry-points"][GROUP]:
                return str(project["name"])
        except (OSError, ValueError, LookupError, TypeError):
            continue
    return None


def _wanted(pack: DataPack, checked: Checked) -> Iterator[Wanted]:
    models = {id.partition(":")[2]: record for id, record in checked.records.items()}
    models |= {word.id.rpartition(":")[2]: word for word in checked.words}  # type: ignore[misc]
    for draft in read(pack, _ROOMY).drafts:
        if draft.id in models:
            for field, text in texts(models[draft.id]):
                yield Wanted(f"{draft.id}#{field}", str(text), draft.file)


def _entries(pack: DataPack, name: str) -> Iterator[Entry]:
    """Return what is translated; that the file is PO was seen when the pack was checked."""
    text = pack.files.read(name, _ROOMY.file_bytes).decode("utf-8-sig")
    return (each for each in entries(text) if each.translation)


def state_of(wanted: Wanted, done: Mapping[str, Entry]) -> State:
    """Return how far the translation of a text is."""
    entry = done.get(wanted.key)
    if entry is None:
        return State.MISSING
    if entry.source != wanted.text:
        return State.STALE
    return State.REVIEWED if entry.reviewed else State.FUZZY


def counted(work: Work, part: str) -> dict[str, dict[str, int]]:
    """Count the texts of each state.

    Args:
        work: The pack and its translations.
        part: What to count by: ``file`` or ``field``.

    Returns:
        For each file or field, in order of place, how many of its texts are in each state.
    """
    counts: dict[str, dict[str, int]] = {}
    for each in work.wanted:
        row = counts.setdefault(getattr(each, part), {state.value: 0 for state in State})
        row[state_of(each, work.done).value] += 1
    return counts


def written(work: Work, at: datetime) -> dict[str, bytes]:
    """Return the PO files as they are to be: every text, with what is translated of it.

    They are one file, ``locale/es.po``, unless that is too large to be loaded. Then they are one
    for each file of the pack: ``locale/es.actions-learning.po`` for ``actions/learning.toml``.

    A text that only moved inside its record keeps its translation. That of an older text is kept
    beside the older text, fuzzy, and is not shown until somebody has translated the new one.
    That of a text that is gone stands at the end, out of use.

    Args:
        work: The pack and its translations so far.
        at: The moment that the header names.

    Returns:
        The content of each file by its path in the pack, in order of what it translates.
    """
    found = _found(work)
    used = set(found.values())
    gone = tuple(entry for entry in work.done.values() if entry not in used)
    whole = f"locale/{work.language}.po"
    content = _po(_begun(work, at), work.wanted, found, gone)
    parts: dict[str, list[Wanted]] = {}
    for each in work.wanted:
        parts.setdefault(_part(work.language, each.file), []).append(each)
    last = next(reversed(parts), None)
    fits = len(content) <= Limits().file_bytes and set(work.files) <= {whole}
    if fits or not last:
        return {whole: content}
    return {
        part: _po(_begun(work, at), wanted, found, gone if part == last else ())
        for part, wanted in parts.items()
    }


def _part(language: str, file: str) -> str:
    return f"locale/{language}.{file.removesuffix('.toml').replace('/', '-')}.po"


def _found(work: Work) -> dict[str, Entry]:
    """Return what is translated of each text, wherever in its record that stood, by key."""
    moved = {(_id(key), entry.source): entry for key, entry in work.done.items()}
    found = {
        each.key: moved.get((_id(each.key), each.text)) or work.done.get(each.key)
        for each in work.wanted
    }
    return {key: entry for key, entry in found.items() if entry}


def _po(
    made: "Catalog",
    wanted: Iterable[Wanted],
    found: Mapping[str, Entry],
    gone: Iterable[Entry],
) -> bytes:
    """Return a PO file of some texts, with those at its end that are gone."""
    from babel.messages.catalog import Message
    from babel.messages.pofile import write_po

    for each in wanted:
        entry = found.get(each.key)
        stale = entry is not None and entry.source != each.text
        made.add(
            each.text,
            entry.translation if entry else "",
            context=each.key,
            locations=[(each.file, None)],  # type: ignore[list-item]
            flags=["fuzzy"] if entry and (stale or not entry.reviewed) else [],
            previous_id=[entry.source] if entry and stale else [],
        )
    for entry in gone:
        old = Message(entry.source, entry.translation, context=entry.context)
        made.obsolete[(entry.source, entry.context)] = old
    out = io.BytesIO()
    write_po(out, made, include_previous=True, include_lineno=False)
    return out.getvalue()


def compiled(work: Work, at: datetime) -> bytes:
    """Return a gettext MO file of what is reviewed and of the text as it is now, and no more.

    Args:
        work: The pack and its translations.
        at: The moment that the header names.
    """
    from babel.messages.mofile import write_mo

    made = _begun(work, at)
    for each in _reviewed(work):
        made.add(each.text, work.done[each.key].translation, context=each.key)
    out = io.BytesIO()
    write_mo(out, made)
    return out.getvalue()


def _begun(work: Work, at: datetime) -> "Catalog":
    """Return a catalog of Babel without an entry, whose header says only what is known."""
    from babel.messages.catalog import Catalog

    class Begun(Catalog):
        """A catalog whose header has no line for a translator to fill in."""

        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            known = [each for each in super().mime_headers if each[0] not in _UNFILLED]
            return [("Project-Id-Version", work.project), *known[1:]]

    return Begun(
        work.language.replace("-", "_"),
        header_comment="# Nobody has reviewed an entry that is marked fuzzy.",
        creation_date=at,
        revision_date=at,
        fuzzy=False,
    )


def _reviewed(work: Work) -> Iterable[Wanted]:
    return (each for each in work.wanted if state_of(each, work.done) is State.REVIEWED)


def _id(key: str) -> str:
    return key.partition("#")[0]
