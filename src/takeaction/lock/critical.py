"""Which values of a pack are safety-critical: a change of one can send a person to the wrong place.

Every field of every model is, unless it is named here. So a field that somebody adds to a model
is pinned before anybody has thought of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from takeaction.lock.file import Value
from takeaction.models.record import Record
from takeaction.models.source import Source, Verified
from takeaction.models.text import Text
from takeaction.packs.rules.mentions import called_in

_COMMON = frozenset({"source", "verified", "topics", "also_known_as", "note"})
WORDING: Mapping[str, frozenset[str]] = {
    "Header": frozenset(
        {"title", "licence", "schema", "summary", "regions", "languages", "source_language"}
        | {"requires"}
    ),
    "Resource": frozenset({"verified", "topics", "summary", "publisher", "year"}),
    "Contact": frozenset({"verified"}),
    "Source": frozenset({"title", "publisher", "checked", "dated"}),
    "Hours": frozenset({"spans"}),  # what is written says the same
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
"""The fields of each model that no person is sent anywhere by; all others are pinned."""

_QUIET = frozenset({"Action", "Indicator", "Vendor", "Label", "Good", "Rating", "Word"})
"""Of these there are many; what each has unless its pack says otherwise is not repeated."""

IN_WORDS = "numbers_in_words"
"""The field under which the numbers and addresses in all other texts of a record are pinned."""

_TOP = ""
_NOTHING: tuple[object, ...] = (None, (), frozenset())


def pinned(model: Any) -> dict[str, Value]:
    """Return the safety-critical values of a record, a word, a patch or a header.

    Returns:
        By field path, such as ``contacts[voice].dial``, where a contact is named by its id, and
        ``warning@es`` for a translation. What is not known or empty is left out.
    """
    found = dict(_critical(model, _TOP))
    called: dict[str, list[str]] = {}
    for text in wording(model):
        for language, words in (
            ("", text.source),
            *((w.language, w.text) for w in text.translations),
        ):
            called.setdefault(language, []).extend(called_in(words))
    for language, names in called.items():
        if names:
            found[_in(IN_WORDS, language)] = tuple(names)
    return found


def _critical(model: Any, path: str) -> Iterator[tuple[str, Value]]:
    passed_over = WORDING.get(type(model).__name__, frozenset()) | {"id"}
    is_quiet = type(model).__name__ in _QUIET
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        silent = value == field.default if is_quiet else value in _NOTHING
        if field.name not in passed_over and not silent:
            yield from _values(value, f"{path}.{field.name}".lstrip("."))


def _values(value: Any, path: str) -> Iterator[tuple[str, Value]]:
    """Write a value of a model as values of a lock."""
    if isinstance(value, Text):
        yield path, value.source
        yield from ((_in(path, words.language), words.text) for words in value.translations)
    elif attrs.has(type(value)):
        yield from _critical(value, path)
    elif isinstance(value, frozenset):
        yield path, tuple(sorted(map(str, value)))
    elif isinstance(value, tuple) and any(attrs.has(type(each)) for each in value):
        for number, each in enumerate(value):
            yield from _values(each, f"{path}[{getattr(each, 'id', number)}]")
    elif isinstance(value, tuple):
        yield path, tuple(map(str, value))
    else:
        yield path, value if isinstance(value, int) else str(value)


def _in(path: str, language: str) -> str:
    return f"{path}@{language}" if language else path


def wording(model: Any) -> tuple[Text, ...]:
    """Return the texts that are not pinned as they stand, in order of their fields."""
    loose = WORDING.get(type(model).__name__, frozenset())
    return tuple(
        text
        for field in attrs.fields(type(model))
        if field.name in loose
        for text in _texts(getattr(model, field.name))
    )


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name))


def fingerprint(model: Any) -> str:
    """Return what tells whether anything else of a record changed: words, and a short digest."""
    import hashlib

    loose = WORDING.get(type(model).__name__, frozenset()) - {"verified"}
    parts = [
        f"{field.name} {dict(_everything(getattr(model, field.name), field.name))}"
        for field in attrs.fields(type(model))
        if field.name in loose
    ]
    words = sum(len(text.source.split()) for text in wording(model))
    code = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
    return f"{words} words, {code[:16]}"


def _everything(value: Any, path: str) -> Iterator[tuple[str, Value]]:
    """Write a value whole, but for the days on which somebody looked."""
    if attrs.has(type(value)) and not isinstance(value, Text):
        for field in attrs.fields(type(value)):
            if field.name not in {"checked", "dated"}:
                yield from _everything(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _everything(each, f"{path}[{number}]")
    elif value is not None:
        yield from _values(value, path)


def checked(model: Any) -> dict[str, str]:
    """Tell when somebody last looked: by the path of a contact, and by ``""`` for the record."""
    if not isinstance(model, Record):
        return {}
    found = {_TOP: _looked(model.verified) or _read(model.source)}
    for contact in getattr(model, "contacts", ()):
        if contact.verified:
            found[f"contacts[{contact.id}]"] = _looked(contact.verified)
    return {path: text for path, text in found.items() if text}


def _looked(verified: Verified) -> str:
    by = f" by {verified.by}" if verified.by else ""
    return f"{verified.on}{by}" if verified.on else ""


def _read(source: Source) -> str:
    if source.checked:
        return f"source read {source.checked}"
    return f"source of {source.dated}" if source.dated else ""
