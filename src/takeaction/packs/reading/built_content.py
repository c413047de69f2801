"""The drafts of a pack in its built form."""

from typing import Any

from takeaction.errors import shown
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.packs.reading.built import (
    InvalidPackError,
    as_table,
    parse_json,
    split_translations,
    unknown_part,
)
from takeaction.packs.reading.content import (
    PATCH,
    SCHEMA,
    Content,
    Draft,
    TranslationSet,
    id_key,
    schema_version,
)
from takeaction.packs.reading.translations import built_translations, lazy_built_translations
from takeaction.packs.sources.files import BUILT
from takeaction.vocabulary.records import Kind

_KINDS = frozenset(map(str, Kind)) | {PATCH}
_SPLIT = "split it into two packs."


def built_content(raw: bytes, limits: Limits) -> Content:
    """Return the records and translations of a built pack.

    Raises:
        InvalidPackError: It is not JSON of the right form, or exceeds the limits.
    """
    head, translations = split_translations(raw)
    pack = _parse_head(head, limits) if translations else None
    if pack is not None:
        lazy = lazy_built_translations(translations, limits)
        return _content_of(pack, raw, head, lazy, limits)
    pack = parse_json(raw, limits)
    texts = as_table(pack.pop("translations", {}))
    parsed = TranslationSet(tuple(built_translations(texts, limits)))
    return _content_of(pack, raw, raw, computed(parsed) if texts else None, limits)


def _parse_head(head: bytes, limits: Limits) -> dict[str, Any] | None:
    """Parse a built pack without its translations; None if it has to be parsed as a whole."""
    try:
        pack = parse_json(head, limits)
    except InvalidPackError:
        return None
    return None if "translations" in pack else pack


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
        InvalidPackError: It has more than the limits allow.
    """
    if records > limits.records:
        problem = f"it has more than {limits.records:,} records."
        raise InvalidPackError("limit.records", problem, None, _SPLIT)
