"""The PO and MO files of a pack, brought up to date.

``packs.reading.po`` reads PO; Babel writes it. Babel is an extra, so it is imported only to write:
``pack translate status`` works without it.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from takeaction.authoring.translations.pack import PackTranslation, TranslatableText
from takeaction.authoring.translations.state import (
    TranslationState,
    counting_review,
    translation_state,
)
from takeaction.limits import Limits
from takeaction.packs.reading.marks import review_comment, translator_comment
from takeaction.packs.reading.po import PoEntry

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_UNFILLED = ("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
"""Header lines that no command can fill in: Babel would write a made-up address into each."""

_PLACE = "comments-"
"""The comment that Babel writes in the place of those with a number."""


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
        parts.setdefault(_part_file(work.language, text.file), []).append(text)
    last = next(reversed(parts), None)
    fits = len(content) <= Limits().file_bytes and set(work.files) <= {single}
    if fits or not last:
        return {single: content}
    return {
        part: write(_empty_catalog(work, at), texts, matches, obsolete if part == last else ())
        for part, texts in parts.items()
    }


def _part_file(language: str, file: str) -> str:
    return f"locale/{language}.{file.removesuffix('.toml').replace('/', '-')}.po"


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
        is_stale = entry is not None and entry.source != text.text
        if entry and is_stale:
            older[text.key] = entry.source
        marks = [*_comments(text, entry, work)]
        catalog.add(
            text.text,
            entry.translation if entry else "",
            context=text.key,
            locations=[(text.file, None)],  # type: ignore[list-item]
            flags=[] if entry and not entry.is_fuzzy and not is_stale else ["fuzzy"],
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
    return _with_comments(po, comments).encode()


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


def _with_comments(po: str, comments: Sequence[Iterable[str]]) -> str:
    """Return a PO file with the comments of translators in their places, each on one line.

    Babel would break a long one into several.
    """
    return re.sub(
        rf"(?m)^# {_PLACE}(\d+)$",
        lambda place: "\n".join(f"# {line}" for line in comments[int(place[1])]),
        po,
    )


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
    for text in _reviewed(work):
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


def _reviewed(work: PackTranslation) -> Iterable[TranslatableText]:
    reviewed = TranslationState.REVIEWED
    return (text for text in work.texts if translation_state(text, work) is reviewed)


def _id(key: str) -> str:
    return key.partition("#")[0]
