"""What the schema says of a column: its words, its limits and its choices."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from takeaction.authoring.schema import json_schema
from takeaction.authoring.sheets.columns import EMPTY_LIST, Column, Form, columns_of
from takeaction.core_data import read, zones
from takeaction.models.places import part_name
from takeaction.models.region import place_label
from takeaction.models.word import closed_label, core_words
from takeaction.packs.rules.links import WORD_FIELDS
from takeaction.value import Value
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.records import Kind

LANGUAGES, PLACES, ZONES = "languages", "places", "time zones"
"""The long lists that columns share; those of words are called after their kind."""

_TAGGED = frozenset({"languages", "interpreter"})
_NO_NONE = (
    (re.compile(r",? or None(?=[.;]|$)"), ""),
    (re.compile(r"\bNone\b"), "empty"),
    (re.compile(r"^True (if|for)"), r"Write yes \1"),
    (re.compile(r"O\"NET"), "O*NET"),
    (re.compile(r"\bits \"https\" address", re.IGNORECASE), "Its address, from https:// on"),
)
_OWN_WORDS = {
    "id": (
        "A short name for this record that never changes: small letters, digits and hyphens, such "
        "as our-line. Repeat it in every row of the record."
    ),
    "contacts.dial": (
        "The number to dial: + and the country code, then the number without its first zero. A "
        "short number that only works inside one country is written as it is, with dial_region. "
        "The channels voice, sms and tty need it."
    ),
    "contacts.display": (
        "The number as people there write it, with the same digits as dial. Every number needs it."
    ),
    "contacts.email": "The email address. The channel email needs it.",
    "contacts.url": (
        "The address of the page, chat or app, from https:// on. The channels web, chat and app "
        "need it."
    ),
    "contacts.id": (
        "Rarely needed: a short name for this way to reach it. Without it, that is its channel."
    ),
    "url": "The address of its page, from https:// on.",
    "ships_to": f"The places it ships to. Empty if not known; {EMPTY_LIST} if it ships nowhere.",
    "contacts.hours": (
        "When somebody answers: 24/7, or days and times such as Mo-Fr 09:00-17:00, Sa 10:00-14:00."
    ),
    "contacts.zone": "The time zone of the hours, such as Europe/London; not needed for 24/7.",
    "minutes.max": "The longest that it may take; not less than minutes.typical.",
}
"""Better words for some columns than those of the schema, which are for programmers."""


@attrs.frozen(eq=False, repr=False)
class Field(Value):
    """A column, with what its schema says.

    Attributes:
        column: The column.
        words: What it is, in plain words.
        choices: The closed list that a value is from; empty if there is none.
        long_list: The name of the long list that a value is from; empty if there is none.
        is_list: Whether a cell may hold several values.
        longest: The most characters of a value; None if it is not a text.
        least: The smallest number.
        most: The largest number.
    """

    column: Column
    words: str
    choices: tuple[str, ...] = ()
    long_list: str = ""
    is_list: bool = False
    longest: int | None = None
    least: int = 0
    most: int = 1_000_000


@cache
def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return the columns of a kind with what the schema says of each, in the order of the sheet."""
    schema = json_schema(kind)
    record = _resolved(schema["properties"][kind]["items"], schema["$defs"])
    return tuple(_field(column, record, schema["$defs"]) for column in columns_of(kind))


def _field(column: Column, record: Mapping[str, Any], parts: Mapping[str, Any]) -> Field:
    keys = [key for key in (column.list_field, *column.keys) if key]
    node, words = record, ""
    for key in keys:
        given = node["properties"][key]
        words = given["description"]
        node = _resolved(given.get("items", given) if key == column.list_field else given, parts)
    value = _resolved(node.get("items", node), parts)
    choices = ("yes", "no") if column.form is Form.YES_NO else tuple(value.get("enum", ()))
    long_list = _long_list(column, value)
    return Field(
        column,
        _OWN_WORDS.get(column.name) or _plain_words(words),
        choices=() if long_list else choices,
        long_list=long_list,
        is_list=column.form is Form.LIST,
        longest=value.get("maxLength"),
        least=value.get("minimum", 0),
        most=value.get("maximum", 1_000_000),
    )


def _resolved(node: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema itself, where the node only refers to it."""
    found: Mapping[str, Any] = parts[node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    return found


def _plain_words(words: str) -> str:
    """Return a description in words for people who don't program."""
    for pattern, better in _NO_NONE:
        words = pattern.sub(better, words)
    return words


def _long_list(column: Column, value: Mapping[str, Any]) -> str:
    if "anyOf" in value:
        return PLACES
    if column.last == "zone":
        return ZONES
    if column.last in _TAGGED:
        return LANGUAGES
    return WORD_FIELDS.get(column.name, "")


def long_lists(regions: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the long lists: pairs of a code and its name, which may be empty.

    Args:
        regions: The places that come first, with their parts.
    """
    words = {
        kind: [(w.id, str(w.label)) for w in core_words() if w.kind == kind] for kind in _KINDS
    }
    names: Mapping[str, str] = read("languages")["names"]
    return {
        PLACES: tuple(_places(regions)),
        LANGUAGES: tuple(sorted(names.items(), key=lambda pair: pair[1])),
        ZONES: tuple((zone, "") for zone in sorted(zones())),
        **{str(kind): tuple(sorted(pairs)) for kind, pairs in words.items()},
    }


_KINDS = tuple(dict.fromkeys(WORD_FIELDS.values()))


def _places(regions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the places with their names: the wanted ones and their parts first."""
    data = read("regions")
    first = dict.fromkeys(regions)
    parts = [
        f"{country}-{part.partition('<')[0]}"
        for country in first
        for part in data["parts"].get(country, "").split()
    ]
    countries = sorted(data["countries"], key=lambda code: str(place_label(code)))
    for code in dict.fromkeys((*first, *parts, *countries, *sorted(data["groups"]))):
        yield code, str(place_label(code)) if "-" not in code else part_name(code) or ""


def choice_label(choices: tuple[str, ...], word: str) -> str:
    """Return a word of a closed list with its name, where the name says more than the word."""
    lists = (words for words in CLOSED_LISTS if tuple(each.value for each in words) == choices)
    words = next(lists, None)
    name = str(closed_label(words(word))) if words else ""
    is_same = name.casefold().replace(" ", "-") in ("", word)
    return word if is_same else f"{word} ({name})"
