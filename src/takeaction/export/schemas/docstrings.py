"""Docstrings as descriptions: of a class, and of each field or key of it."""

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_origin

_SECTION = re.compile(r"^(?:Attributes|Keys):\n((?: .*\n?)+)", re.MULTILINE)
_ENTRY = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)


def first_line(model: type[Any]) -> str:
    """Return the first line of the docstring of a class."""
    return _as_text((inspect.getdoc(model) or "").partition("\n")[0])


def field_descriptions(model: type[Any]) -> dict[str, str]:
    """Return the description of each field of a class, base classes first.

    It comes from the section "Attributes:" or "Keys:" of the docstrings.
    """
    return {
        name: _as_text(text)
        for base in _bases_first(model)
        for section in _SECTION.findall(inspect.getdoc(base) or "")
        for name, text in _ENTRY.findall(section)
    }


def _as_text(words: str) -> str:
    """Return words of a docstring on one line, with quotes in place of its marks."""
    return " ".join(words.replace("``", '"').replace("*", '"').split())


def in_json(description: str) -> str:
    """Return a description in which an unknown value is null, as JSON calls it."""
    return re.sub(r"(^|[.] )?\bNone\b", _null, description)


def _null(match: re.Match[str]) -> str:
    return "null" if match[1] is None else f"{match[1]}Null"


def _bases_first(model: type[Any]) -> Iterator[type[Any]]:
    """Yield a class after its bases; a TypedDict has no base but dict, and names its own so."""
    for base in vars(model).get("__orig_bases__", model.__bases__):
        origin = get_origin(base) or base
        if isinstance(origin, type):
            yield from _bases_first(origin)
    yield model
