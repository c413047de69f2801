"""A built pack: its JSON, parsed within the limits, as drafts and translations."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from types import NoneType
from typing import Any

from takeaction.errors import plain, shown
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits, nesting_depth
from takeaction.packs.reading.content import (
    FRAME_ID,
    NO_MARKS,
    PATCH,
    SCHEMA,
    Content,
    Draft,
    Marks,
    Translation,
    TranslationSet,
    day_of,
    id_key,
    make_review,
    schema_version,
)
from takeaction.packs.sources.files import BUILT, UnreadableError
from takeaction.vocabulary.records import Kind

# Lists, tables and values, for each record that the limits allow: 800,000 in all by default. A
# pack.json with 1.6 million keys took 414 MiB; now the worst takes 149 MiB (safety.md).
_PARTS_A_RECORD = 40

# Parts that any pack may have: where a host allows few records, they may still be rich ones.
_MIN_PARTS = 20_000

# Translations in a built pack, for each record that the limits allow: 200,000 in all by default.
# With them the worst pack takes about two seconds (docs/explanation/safety.md); our records have up
# to 19, but there are only 122 of those.
_TRANSLATIONS_A_RECORD = 10

_LEVELS_ABOVE_A_RECORD = 4  # the file, its records, those of one kind, and the record itself
_TRANSLATIONS = b',"translations":{'
_KINDS = frozenset(map(str, Kind)) | {PATCH}
_SPLIT = "split it into two packs."
_REBUILD = "build the pack again from its sources."


def unknown_part(problem: str) -> UnreadableError:
    """Return the error for a part that no built pack has."""
    return UnreadableError("shape.unknown_field", BUILT, problem, _REBUILD)


def wrong_type(problem: str) -> UnreadableError:
    """Return the error for a part of the wrong type."""
    return UnreadableError("shape.wrong_type", BUILT, problem, _REBUILD)


def too_large(problem: str) -> UnreadableError:
    """Return the error for a pack that has too much in it."""
    return UnreadableError("limit.size", None, problem, _SPLIT)


def as_table(value: object) -> dict[str, Any]:
    """Return a value that has to be a table.

    Raises:
        UnreadableError: It is something else.
    """
    if not isinstance(value, dict):
        raise wrong_type("a part of it is not a table.")
    return value


def count_bytes(data: bytes, counted: bytes) -> int:
    """Count the bytes of a file that are among those *counted*, in one pass."""
    return len(data) - len(data.translate(None, counted))


def check_parts(parts: int, parts_a_record: int, limits: Limits) -> None:
    """Refuse a pack that would take too long to parse, or too much memory.

    Even an empty list takes 50 bytes of memory.

    Args:
        parts: The lists, tables and values in the pack, counted before anything is parsed.
        parts_a_record: The most of them, for each record that the limits allow.
        limits: The limits of reading.

    Raises:
        UnreadableError: There are more parts than all records may have together.
    """
    most_parts = max(limits.records * parts_a_record, _MIN_PARTS)
    if parts > most_parts:
        raise too_large(f"it has more than {most_parts:,} lists, tables and values.")


def split_translations(raw: bytes) -> tuple[bytes, bytes]:
    """Split a built pack into its records and its translations, without parsing either.

    Returns:
        Two JSON texts. The second is empty if the pack has no translations, is not in canonical
        form, or is cut off; then the first is the whole pack.
    """
    start = raw.rfind(_TRANSLATIONS)
    if start < 0 or not raw.endswith(b"}}}"):
        return raw, b""
    # Cut off, or inside a text, unless the braces after it match but for the one of the pack.
    if raw.count(b"{", start) + 1 != raw.count(b"}", start):
        return raw, b""
    return raw[:start] + b"}", b"{" + raw[start + 1 :]


def parse_json(raw: bytes, limits: Limits) -> dict[str, Any]:
    """Parse a JSON table, and refuse repeated keys.

    Raises:
        UnreadableError: It is something else, repeats a key, or exceeds the limits.
        RecursionError: The stack ran out at a depth that is allowed.
    """
    check_parts(count_bytes(raw, b"[{,"), _PARTS_A_RECORD, limits)
    if nesting_depth(raw) > limits.depth + _LEVELS_ABOVE_A_RECORD:
        problem = f"lists and tables are nested more than {limits.depth} deep."
        raise UnreadableError("parse.too_deep", BUILT, problem, _REBUILD)
    try:
        value = json.loads(
            raw.decode(), object_pairs_hook=_table_maker(limits), parse_int=_int_parser(limits)
        )
    except UnreadableError:  # from one of the hooks
        raise
    except UnicodeDecodeError as error:
        fix = "save it as UTF-8."
        raise UnreadableError("read.encoding", BUILT, "this is not UTF-8.", fix) from error
    except RecursionError as error:
        raise_if_callers_fault(error, limits)
        problem = "lists and tables are nested too deep."
        raise UnreadableError("parse.too_deep", BUILT, problem, _REBUILD) from error
    except ValueError as error:
        problem = f"{plain(str(error))}."
        raise UnreadableError("parse.syntax", BUILT, problem, _REBUILD) from error
    return as_table(value)


def raise_if_callers_fault(error: Exception, limits: Limits) -> None:
    """Raise a ``RecursionError`` again, unless the host allows text that is too deep.

    Text within the usual depth needs little stack, so our caller has used it up.
    """
    if isinstance(error, RecursionError) and limits.depth <= Limits().depth:
        raise error


def _table_maker(limits: Limits) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Return a maker of tables that refuses repeated keys.

    It also refuses a table with more keys than all records and items: to keep one until it is
    checked would take too much memory.
    """
    most_keys = limits.items + limits.records

    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > most_keys:
            problem = f"a table has more than {most_keys:,} keys."
            raise UnreadableError("limit.records", BUILT, problem, _SPLIT)
        table = dict(pairs)
        if len(table) != len(pairs):
            keys = Counter(key for key, _ in pairs)
            problem = f"the key {shown(keys.most_common(1)[0][0])} appears twice."
            raise UnreadableError("shape.duplicate_key", BUILT, problem, _REBUILD)
        return table

    return make


def _int_parser(limits: Limits) -> Callable[[str], int]:
    def parse(digits: str) -> int:
        if len(digits) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            raise UnreadableError("limit.number", BUILT, problem, _REBUILD)
        return int(digits)

    return parse


# Records


def built_content(raw: bytes, limits: Limits) -> Content:
    """Return the records and translations of a built pack.

    Raises:
        UnreadableError: It is not JSON of the right form, or exceeds the limits.
    """
    head, translations = split_translations(raw)
    pack: dict[str, Any] | None = None
    if translations:
        with suppress(UnreadableError):  # then it has to be parsed as a whole
            pack = parse_json(head, limits)
    if pack is not None and "translations" not in pack:
        lazy = lazy_built_translations(translations, limits)
        return _content_of(pack, raw, head, lazy, limits)
    pack = parse_json(raw, limits)
    texts = as_table(pack.pop("translations", {}))
    parsed = TranslationSet(tuple(built_translations(texts, limits)))
    return _content_of(pack, raw, raw, computed(parsed) if texts else None, limits)


def _content_of(
    pack: dict[str, Any],
    raw: bytes,
    head: bytes,
    translations: Lazy[TranslationSet] | None,
    limits: Limits,
) -> Content:
    header = as_table(pack.get("pack"))
    if schema_version(header) > SCHEMA:  # this release cannot know what else is in it
        return Content(header, (), built=True, raw=raw)
    unknown = sorted(set(pack) - {"pack", "records"})
    if unknown:
        raise unknown_part(f"there is no part called {shown(unknown[0])}.")
    drafts = []
    for kind, records in as_table(pack.get("records", {})).items():
        if kind not in _KINDS:
            raise unknown_part(f"there is no kind called {shown(kind)}.")
        key = id_key(kind)
        for id, fields in as_table(records).items():
            if key in as_table(fields):
                raise unknown_part(f"the record {shown(id)} contains another {key}.")
            drafts.append(Draft(kind, id, fields, BUILT, ("records", kind, id)))
    check_record_count(len(drafts), limits)
    return Content(header, tuple(drafts), translations, built=True, raw=raw, head=head)


def check_record_count(records: int, limits: Limits) -> None:
    """Refuse a pack with too many records.

    Raises:
        UnreadableError: It has more than the limits allow.
    """
    if records > limits.records:
        problem = f"it has more than {limits.records:,} records."
        raise UnreadableError("limit.records", None, problem, _SPLIT)


# Translations, parsed on first use: most answers are in the language that a pack is written in


def lazy_built_translations(raw: bytes, limits: Limits) -> Lazy[TranslationSet]:
    """Return the translations of a built pack, parsed on first use; with a mistake it has none."""
    return Lazy(partial(_parse_translations, raw, limits))


def _parse_translations(raw: bytes, limits: Limits) -> TranslationSet:
    try:
        table = parse_json(raw, limits)
        if len(table) > 1:
            raise unknown_part("something follows its translations.")
        texts = as_table(table["translations"])
        return TranslationSet(tuple(built_translations(texts, limits)))
    except UnreadableError as error:
        return TranslationSet(
            unreadable=(UnreadableError(error.code, BUILT, error.problem, error.fix),)
        )


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
