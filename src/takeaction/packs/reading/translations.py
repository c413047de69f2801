"""The translations of a pack, parsed on first use.

Most answers are in the language that a pack is written in, and its translations are longer than
everything else in it. So they are parsed only when somebody wants one. A mistake in them costs only
the translations: a broken line in the Spanish of a helpline must not cost anybody the helpline.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import NoneType
from typing import Any

from takeaction.errors import shown
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.packs.reading.built import (
    as_table,
    parse_json,
    too_large,
    unknown_part,
    wrong_type,
)
from takeaction.packs.reading.content import (
    FRAME_ID,
    NO_MARKS,
    Marks,
    Translation,
    TranslationSet,
    UnreadableTranslations,
    compose,
    day_of,
    make_review,
)
from takeaction.packs.sources.files import BUILT, UnreadableError

# Translations in a built pack, for each record that the limits allow: 200,000 in all by default.
# With them the worst pack takes about two seconds (docs/explanation/safety.md); our records have up
# to 19, but there are only 122 of those.
_TRANSLATIONS_A_RECORD = 10


def lazy_po_translations(files: Mapping[str, bytes]) -> Lazy[TranslationSet]:
    """Return the translations in PO files, parsed on first use."""
    return Lazy(partial(_collect, partial(_po_translations, files)))


def lazy_built_translations(raw: bytes, limits: Limits) -> Lazy[TranslationSet]:
    """Return the translations of a built pack, parsed on first use."""
    return Lazy(partial(_collect, partial(_json_translations, raw, limits)))


def po_language(name: str) -> str | None:
    """Return the language of a PO file, such as ``locale/es.po`` or ``locale/es.more.po``."""
    folder, _, file = name.rpartition("/")
    return file.split(".")[0] if folder == "locale" and file.endswith(".po") else None


def _collect(
    parse: Callable[[], Iterator[Translation | UnreadableTranslations]],
) -> TranslationSet:
    results = list(parse())
    translations = [result for result in results if isinstance(result, Translation)]
    unreadable = [result for result in results if isinstance(result, UnreadableTranslations)]
    return TranslationSet(
        tuple(sorted(translations, key=lambda text: (text.language, text.key))), tuple(unreadable)
    )


def _po_translations(
    files: Mapping[str, bytes],
) -> Iterator[Translation | UnreadableTranslations]:
    from takeaction.packs.reading.po import PoSyntaxError

    for name, data in files.items():
        try:
            yield from list(_parse_po_file(name, data.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            yield UnreadableTranslations(
                "read.encoding", "this is not UTF-8.", name, line, "save it as UTF-8."
            )
        except PoSyntaxError as error:
            fix = 'write msgctxt, msgid or msgstr, then a text in "double quotes".'
            yield UnreadableTranslations(
                "parse.po", "this line is not valid PO.", name, error.line, fix
            )


def _parse_po_file(name: str, text: str) -> Iterator[Translation]:
    from takeaction.packs.reading.po import parse_po

    language = po_language(name) or ""
    for entry in parse_po(text):
        if entry.translation:
            yield Translation(
                language,
                entry.context,
                compose(entry.translation),
                entry.is_fuzzy,
                compose(entry.source),
                name,
                entry.line,
                entry.marks,
            )


def _json_translations(
    raw: bytes, limits: Limits
) -> Iterator[Translation | UnreadableTranslations]:
    try:
        table = parse_json(raw, limits)
        if len(table) > 1:
            raise unknown_part("something follows its translations.")
        yield from list(built_translations(as_table(table["translations"]), limits))
    except UnreadableError as error:
        yield UnreadableTranslations(error.code, error.problem, BUILT, None, error.fix)


def built_translations(texts: dict[str, Any], limits: Limits) -> Iterator[Translation]:
    """Read the translations of a built pack, in order of language and key.

    Raises:
        UnreadableError: A value is not a text, or there are more than the limits allow.
    """
    most_texts = limits.records * _TRANSLATIONS_A_RECORD
    if sum(map(len, map(as_table, texts.values()))) > most_texts:
        raise too_large(f"it has more than {most_texts:,} translations.")
    for language in sorted(texts):
        for key, value in sorted(texts[language].items()):
            fields = value if isinstance(value, dict) else {"text": value, "reviewed": True}
            text, reviewed = fields.get("text"), fields.get("reviewed")
            if not isinstance(text, str) or not isinstance(reviewed, (bool, dict)):
                raise wrong_type(f"{shown(key)} has no text.")
            marks = _built_marks(key, reviewed) if isinstance(reviewed, dict) else NO_MARKS
            source = fields.get("source", "") if key.startswith(FRAME_ID) else None
            yield Translation(language, key, text, reviewed is False, source, BUILT, None, marks)


def _built_marks(key: str, facts: dict[str, Any]) -> Marks:
    by, on, paid, seal = (facts.get(name) for name in ("by", "on", "paid", "seal"))
    if not isinstance(by, str) or not isinstance(on, str) or day_of(on) is None:
        raise wrong_type(f"the review of {shown(key)} has no name or no day.")
    if not isinstance(paid, (bool, NoneType)) or not isinstance(seal, (str, NoneType)):
        raise wrong_type(f"the review of {shown(key)} has a value of the wrong type.")
    unknown = sorted(set(facts) - {"by", "on", "paid", "seal"})
    if unknown:
        raise unknown_part(f"the review of {shown(key)} has no field {shown(unknown[0])}.")
    return Marks(make_review(by, on, paid=paid, seal=seal))
