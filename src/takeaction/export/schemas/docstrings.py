"""Docstrings as descriptions: of a class, and of each field or key of it."""

import inspect
import re
from typing import Any

_SECTION = re.compile(r"^(?:Attributes|Keys):\n((?:^ .*\n?)+)", re.MULTILINE)
_ENTRY = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)


def first_line(model: type[Any]) -> str:
    """Return the first line of the docstring of a class."""
    return (inspect.getdoc(model) or "").partition("\n")[0]


def field_descriptions(model: type[Any]) -> dict[str, str]:
    """Return the description of each field of a class, base classes first.

    It comes from the section "Attributes:" or "Keys:" of the docstrings.
    """
    return {
        name: " ".join(text.replace("``", '"').replace("*", '"').split())
        for base in reversed(model.__mro__)
        for section in _SECTION.findall(inspect.getdoc(base) or "")
        for name, text in _ENTRY.findall(section)
    }
