"""The safety-critical values of a pack: a change of one can send a person to the wrong place.

Every field of every model counts as one, unless it is named here. So a field that somebody adds to
a model is pinned before anybody has thought of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from takeaction.lock.file import LockValue
from takeaction.models.record import Record
from takeaction.models.source import Source, Verified
from takeaction.models.text import Text
from takeaction.packs.rules.mentions import find_mentions

_COMMON = frozenset({"source", "verified", "reviewed", "topics", "also_known_as", "note"})
"""Fields of all records that send nobody anywhere, except in a resource."""

UNPINNED_FIELDS: Mapping[str, frozenset[str]] = {
    "Header": frozenset(
        {"title", "licence", "schema", "summary", "regions", "languages", "source_language"}
        | {"requires"}
    ),
    "Resource": frozenset({"verified", "reviewed", "topics", "summary", "publisher", "year"}),
    "Contact": frozenset({"verified"}),
    "Source": frozenset({"title", "publisher", "checked", "dated"}),
    "Hours": frozenset({"spans"}),  # Hours.text pins the same
    "Action": _COMMON
    | {"title", "summary", "steps", "minutes", "cadence", "modes", "skills_required"}
    | {"skills_helpful", "roles", "cost", "after", "indicators", "vendors", "labels"}
    | {"templates", "days"},
    "Indicator": _COMMON
    | {
        "regions",
        "text",
        "text_self",
        "section",
        "concept",
        "element",
        "grade",
        "grade_basis",
        "child_grade",
    }
    | {"types", "observable_by", "ask", "applies_to", "reading"},
    "Vendor": _COMMON | {"kind", "summary", "products", "made_in", "ships_to", "based_in"},
    "Label": _COMMON | {"standard_setter", "asks", "covers", "made_in"},
    "Good": _COMMON
    | {"regions", "name", "product", "country", "kind", "also", "edition", "input_country"}
    | {"later_change"},
    "Rating": _COMMON | {"regions", "name", "country", "history", "meaning"},
    "Word": frozenset(
        {"kind", "label", "aliases", "broader", "rarity", "group", "shopping", "esco", "onet"}
        | {"hs", "google"}
    ),
    "Patch": frozenset({"reason"}),
}
"""The fields of each model that send nobody anywhere; all others are pinned."""

_COMPACT = frozenset({"Action", "Indicator", "Vendor", "Label", "Good", "Rating", "Word"})
"""Models with many records: their fields are pinned only where they differ from the default."""

_NUMBERS_IN_WORDS = "numbers_in_words"
"""The field that pins the numbers and addresses in all other texts of a record."""

_TOP = ""
"""The path of a record itself, among those of its contacts."""

_EMPTY: tuple[object, ...] = (None, (), frozenset())


def pinned_values(model: Any) -> dict[str, LockValue]:
    """Return the safety-critical values of a record, a word, a patch or a header.

    Returns:
        By field path, such as ``contacts[voice].dial``, where a contact is named by its id, and
        ``warning@es`` for a translation. A value that is unknown or empty is left out.
    """
    values = dict(_critical_fields(model, _TOP))
    mentions: dict[str, list[str]] = {}
    for text in unpinned_texts(model):
        original = ("", text.source)
        for language, words in (original, *((w.language, w.text) for w in text.translations)):
            mentions.setdefault(language, []).extend(find_mentions(words))
    for language, numbers in mentions.items():
        if numbers:
            values[_in_language(_NUMBERS_IN_WORDS, language)] = tuple(numbers)
    return values


def _critical_fields(model: Any, path: str) -> Iterator[tuple[str, LockValue]]:
    """Return the critical values in the fields of a model, each with its path."""
    skipped = UNPINNED_FIELDS.get(type(model).__name__, frozenset()) | {"id"}
    is_compact = type(model).__name__ in _COMPACT
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        is_empty = value == field.default if is_compact else value in _EMPTY
        if field.name not in skipped and not is_empty:
            yield from _lock_values(value, f"{path}.{field.name}".lstrip("."))


def _lock_values(value: Any, path: str) -> Iterator[tuple[str, LockValue]]:
    """Convert a value of a model to values of a lock, each with its path."""
    if isinstance(value, Text):
        yield path, value.source
        yield from (
            (_in_language(path, words.language), words.text) for words in value.translations
        )
    elif attrs.has(type(value)):
        yield from _critical_fields(value, path)
    elif isinstance(value, frozenset):
        yield path, tuple(sorted(map(str, value)))
    elif isinstance(value, tuple) and any(attrs.has(type(part)) for part in value):
        for number, part in enumerate(value):
            yield from _lock_values(part, f"{path}[{getattr(part, 'id', number)}]")
    elif isinstance(value, tuple):
        yield path, tuple(map(str, value))
    else:
        yield path, value if isinstance(value, int) else str(value)


def _in_language(path: str, language: str) -> str:
    return f"{path}@{language}" if language else path


def unpinned_texts(model: Any) -> tuple[Text, ...]:
    """Return the texts that are pinned only by their numbers and addresses, in order of field."""
    unpinned = UNPINNED_FIELDS.get(type(model).__name__, frozenset())
    return tuple(
        text
        for field in attrs.fields(type(model))
        if field.name in unpinned
        for text in _texts_in(getattr(model, field.name))
    )


def _texts_in(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts_in(part)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts_in(getattr(value, field.name))


def fingerprint(model: Any) -> str:
    """Return the number of words in the unpinned fields of a model, and a short digest of them.

    It differs if anything in those fields differs, but for the dates of checks.
    """
    import hashlib  # only to write a lock, not to compare with one

    unpinned = UNPINNED_FIELDS.get(type(model).__name__, frozenset()) - {"verified", "reviewed"}
    parts = [
        f"{field.name} {dict(_undated_values(getattr(model, field.name), field.name))}"
        for field in attrs.fields(type(model))
        if field.name in unpinned
    ]
    words = sum(len(text.source.split()) for text in unpinned_texts(model))
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
    return f"{words} words, {digest[:16]}"


def _undated_values(value: Any, path: str) -> Iterator[tuple[str, LockValue]]:
    """Convert a value to values of a lock, all of it but the dates of checks."""
    if attrs.has(type(value)) and not isinstance(value, Text):
        for field in attrs.fields(type(value)):
            if field.name not in {"checked", "dated"}:
                yield from _undated_values(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _undated_values(part, f"{path}[{number}]")
    elif value is not None:
        yield from _lock_values(value, path)


def last_checked(model: Any) -> dict[str, str]:
    """Return the last check of a record, by ``""``, and of its contacts, by their paths.

    A record that nobody has checked has the date of its source instead. Anything without a date
    is left out.
    """
    if not isinstance(model, Record):
        return {}
    checks = {_TOP: _check_of(model.verified) or _reading_of(model.source)}
    for contact in getattr(model, "contacts", ()):
        if contact.verified:
            checks[f"contacts[{contact.id}]"] = _check_of(contact.verified)
    return {path: text for path, text in checks.items() if text}


def _check_of(verified: Verified) -> str:
    by = f" by {verified.by}" if verified.by else ""
    return f"{verified.on}{by}" if verified.on else ""


def _reading_of(source: Source) -> str:
    if source.checked:
        return f"source read {source.checked}"
    return f"source of {source.dated}" if source.dated else ""
