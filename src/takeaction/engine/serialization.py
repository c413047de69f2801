"""Records and answers as plain data: the values that JSON can hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from takeaction.models.hours import Hours
from takeaction.models.text import Text

_ONLY_SEARCHED = frozenset({"people_say"})
"""Fields that no answer shows: people type words there that nobody should read about themselves."""


def plain_data(  # noqa: PLR0911 - one return for each kind of value
    value: Any, languages: Iterable[str] = ("en",)
) -> Any:
    """Convert a value to plain data.

    Args:
        value: A record, an answer, or any part of one.
        languages: The reader's languages, preferred first. Each text is given in the first of
            them that it has.

    Returns:
        Objects become dicts of all their fields, sets sorted lists, texts the words in one
        language, days and moments ISO 8601 text, opening hours their text and their zone.
        None, an unknown value, stays None.
    """
    preferred = tuple(languages)
    if isinstance(value, Text):
        return str(value.pick(preferred))
    if isinstance(value, Hours):
        return {"text": value.text, "zone": value.zone}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_data(part, preferred) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain_data(member, preferred) for member in value)
    if isinstance(value, tuple):
        return [plain_data(part, preferred) for part in value]
    if attrs.has(type(value)):
        names = (field.name for field in attrs.fields(type(value)))
        shown = (name for name in names if name not in _ONLY_SEARCHED)
        return {name: plain_data(getattr(value, name), preferred) for name in shown}
    return value
