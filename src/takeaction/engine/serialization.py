"""Records and parts of answers as plain data: what JSON can hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from takeaction.models.hours import Hours
from takeaction.models.text import Text


def plain_data(  # noqa: PLR0911 - one return for each kind of value
    value: Any, languages: Iterable[str] = ("en",)
) -> Any:
    """Return a value as plain data.

    Args:
        value: A record, a part of one, or anything that stands in one.
        languages: Texts are given in the first of these that has them.

    Returns:
        Objects become dicts of all their fields, sets sorted lists, texts the words in one
        language, days and moments ISO 8601 text, opening times their text. Unknown stays None.
    """
    wish = tuple(languages)
    if isinstance(value, Text):
        return str(value.pick(wish))
    if isinstance(value, Hours):
        return {"text": value.text, "zone": value.zone}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_data(each, wish) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain_data(each, wish) for each in value)
    if isinstance(value, tuple):
        return [plain_data(each, wish) for each in value]
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        return {field.name: plain_data(getattr(value, field.name), wish) for field in fields}
    return value
