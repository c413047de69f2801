"""What a pack says in other languages, parsed when it is first asked for.

Most answers are given in the language that a pack is written in. So its translations, which are
longer than all else together, are not even parsed until somebody wants another one. What cannot
be read of them costs them alone: a line that is broken in the Spanish of a help line must not
cost anybody the help line.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from takeaction.errors import shown
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.packs.reading.built import PackRefusalError, parsed, table, too_much, unknown, wrong
from takeaction.packs.reading.content import BUILT, Spoken, Translation, Unread, composed

_TRANSLATIONS_OF_A_RECORD = 10
"""Translations of a built pack, for each record that it may have."""


def of_sources(files: Mapping[str, bytes]) -> Lazy[Spoken]:
    """Return what parses PO files, given by their paths in the pack."""
    return Lazy(partial(_read, partial(_of_po, files)))


def of_built(raw: bytes, limits: Limits) -> Lazy[Spoken]:
    """Return what parses the translations of a built pack, a table that holds them alone."""
    return Lazy(partial(_read, partial(_of_json, raw, limits)))


def language_of(name: str) -> str | None:
    """Return the language of a file of translations, ``locale/es.po`` or ``locale/es.more.po``."""
    folder, _, file = name.rpartition("/")
    return file.split(".")[0] if folder == "locale" and file.endswith(".po") else None


def _read(each: Callable[[], Iterator[Translation | Unread]]) -> Spoken:
    found = list(each())
    translations = [each for each in found if isinstance(each, Translation)]
    unread = tuple(each for each in found if isinstance(each, Unread))
    return Spoken(tuple(sorted(translations, key=lambda each: (each.language, each.key))), unread)


def _of_po(files: Mapping[str, bytes]) -> Iterator[Translation | Unread]:
    from takeaction.packs.reading.po import PoSyntaxError

    for name, data in files.items():
        try:
            yield from list(_entries(name, data.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            yield Unread("read.encoding", "this is not UTF-8.", name, line, "save it as UTF-8.")
        except PoSyntaxError as error:
            fix = 'write msgctxt, msgid or msgstr and a text in "double quotes".'
            yield Unread("parse.po", "this line is no PO.", name, error.line, fix)


def _entries(name: str, text: str) -> Iterator[Translation]:
    from takeaction.packs.reading.po import entries

    language = language_of(name) or ""
    for each in entries(text):
        if each.translation:
            yield Translation(
                language,
                each.context,
                composed(each.translation),
                each.reviewed,
                composed(each.source),
                name,
                each.line,
            )


def _of_json(raw: bytes, limits: Limits) -> Iterator[Translation | Unread]:
    try:
        whole = parsed(raw, limits)
        if len(whole) > 1:
            raise unknown("something stands behind its translations.")
        yield from list(built_translations(table(whole["translations"]), limits))
    except PackRefusalError as error:
        yield Unread(error.code, error.problem, BUILT, None, error.fix)


def built_translations(texts: dict[str, Any], limits: Limits) -> Iterator[Translation]:
    """Read the translations of a built pack: for each language each text by its key.

    Raises:
        PackRefusalError: Something is no text, or there are more than the limits allow.
    """
    most = limits.records * _TRANSLATIONS_OF_A_RECORD
    if sum(map(len, map(table, texts.values()))) > most:
        raise too_much(f"it has more than {most:,} translations.")
    for language in sorted(texts):
        for key, value in sorted(texts[language].items()):
            draft = value if isinstance(value, dict) else {"text": value, "reviewed": True}
            text, reviewed = draft.get("text"), draft.get("reviewed")
            if not isinstance(text, str) or not isinstance(reviewed, bool):
                raise wrong(f"{shown(key)} has no text.")
            yield Translation(language, key, text, reviewed, None, BUILT, None)
