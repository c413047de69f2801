"""Schemas of single values: ids, codes, tags, dates, numbers and addresses."""

from collections.abc import Iterable
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one, as plain data."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of our schemas."""

ID = "[a-z0-9]+(-[a-z0-9]+)*"
"""A pack id, or the local id of a record."""

DIAL = "[+][1-9][0-9]{6,14}|[0-9]{2,15}"
"""An international number, or national digits."""

EMAIL = "[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,}"
"""An email address."""

DISPLAY = "[0-9A-Za-z +()./*#-]+"
"""A number as people write it."""

KEYWORD = "[0-9A-Za-z ]+"
"""The word to send by SMS."""

TAG = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""The BCP 47 tag of a language, with the subtags that packs use."""

YEAR: Schema = {"minimum": 1990, "maximum": 2100}
"""The years of an edition, as ``packs.rules`` checks them."""

DATED = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""A year, a month or a day."""

_DAY = "(Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = "[0-2][0-9]:[0-5][0-9]"
_SPAN = f"{_DAY}(-{_DAY})? {_TIME}-{_TIME}"
HOURS = f"24/7|{_SPAN}(, {_SPAN})*"
"""The opening hours of a contact."""

DAY_OF_YEAR = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|[12][0-9])"
)
"""A day of any year, MM-DD."""

_CLOCK = "T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]([.][0-9]+)?(Z|[+-][0-2][0-9]:[0-5][0-9])"


def matching(pattern: str) -> Schema:
    """Return the schema of a text that matches a pattern as a whole."""
    return {"type": "string", "pattern": f"^({pattern})$"}


def schema_of_words(words: Iterable[str]) -> Schema:
    """Return the schema of a closed list of words."""
    return {"type": "string", "enum": list(words)}


def day() -> Schema:
    """Return the schema of a date."""
    return matching("[0-9]{4}-[0-9]{2}-[0-9]{2}") | {"format": "date"}


def moment() -> Schema:
    """Return the schema of a moment with its zone, RFC 3339."""
    return matching(f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_CLOCK}") | {"format": "date-time"}


def web_address() -> Schema:
    """Return the schema of an ``https`` address."""
    return matching("https://[!-~]+") | {"format": "uri"}


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be unknown."""
    kind = schema.get("type")
    if isinstance(kind, list):
        return schema
    if kind in (None, "object"):
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [kind, "null"]}
    return nullable | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})
