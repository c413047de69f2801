"""The base of our records, questions and answers, and their plain data.

Two of one class are equal when all their fields are. attrs would generate the three methods of that
for each class, which takes half of the import time of our modules.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeAlias

import attrs

from takeaction.lazy import cached_by_class

Translations: TypeAlias = Literal["beneath", "apart"]
"""The place of the source of a translation in JSON: beneath it in one string, or apart from it."""


class Value:
    """A value that equals any other of its class with equal fields, and has the same hash.

    Fields with ``eq=False`` are not compared, and those with ``repr=False`` are not shown. Each
    goes by the name of its argument, also where the attribute itself is private.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(type(self)))

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in _compared(type(self)))))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in _shown(type(self)))
        return f"{type(self).__qualname__}({fields})"

    def plain(self, languages: tuple[str, ...], translations: Translations) -> Any:
        """Return all fields as plain data; see ``plain_data``."""
        return {
            name: plain_data(getattr(self, name), languages, translations)
            for name in field_names(type(self))
        }


def plain_data(  # noqa: PLR0911 - one return for each kind of value
    value: Any,
    languages: Iterable[str] = ("en",),
    translations: Translations = "beneath",
) -> Any:
    """Convert a value to plain data, which JSON can hold.

    Args:
        value: A record, an answer, or any part of one.
        languages: The reader's languages, preferred first. Each text is given in the first of
            them that it has.
        translations: Whether the source of a translation that nobody has reviewed stands beneath
            it, in one string and for safety texts only, or apart from every text.

    Returns:
        Objects become dicts of all their fields, sets sorted lists, texts the words in one
        language, days and moments ISO 8601 text, opening hours their text and their zone.
        None, an unknown value, stays None.
    """
    preferred = tuple(languages)
    if hasattr(value, "plain"):
        return value.plain(preferred, translations)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_data(part, preferred, translations) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain_data(member, preferred, translations) for member in value)
    if isinstance(value, tuple):
        return [plain_data(part, preferred, translations) for part in value]
    return value


@cached_by_class
def _compared(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.eq)


@cached_by_class
def field_names(model: type[Any]) -> tuple[str, ...]:
    """Return the names of all fields of a model, in order."""
    return tuple(field.name for field in attrs.fields(model))


@cached_by_class
def _shown(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.repr)
