"""Cells of a CSV file that open as text in a spreadsheet, and read back without loss."""

import re
from collections.abc import Mapping
from typing import Any

from takeaction.export.formula_starts import FORMULA_STARTS

_NOT_TEXT = re.compile(rf"['{FORMULA_STARTS}]")
"""The start of a text that may run as a formula, or that has an apostrophe of its own."""

_READ_AS_NUMBER = re.compile(r"(?a:[\d.,:/ -]*\d[\d.,:/ -]*)|(?a:\d+(\.\d+)?[eE]\d+)")
"""A text that a spreadsheet may take for a number or a day: ``0800 1234``, ``24/7``, ``3-1-1``."""

_UNCHANGED = re.compile(r"(?a:0|[1-9]\d{0,10}|\d{4}-\d\d-\d\d)")
"""Numbers and days that a spreadsheet shows as they are: it rounds numbers of 12 digits."""


def cell_of(value: Any) -> str:  # noqa: ANN401 - plain data of any form
    """Write a value of a table as the text of a cell.

    Args:
        value: Plain data: text, a number, True or False, a list, or None.

    Returns:
        A list has ``; `` between its members, or is on several lines if they are texts with blanks.
        A text that a spreadsheet would run as a formula, or change, such as ``0800``, has an
        apostrophe in front, as has one that begins with an apostrophe: so to read a cell, drop
        its first character if that is an apostrophe. None is empty, True and False are ``yes``
        and ``no``.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    text = value if isinstance(value, str) else _joined(value)
    return f"'{text}" if _is_changed(text) else text


def _is_changed(text: str) -> bool:
    """Tell whether a spreadsheet would show a text differently, or run it."""
    is_number = _READ_AS_NUMBER.fullmatch(text) and not _UNCHANGED.fullmatch(text)
    return bool(is_number or _NOT_TEXT.match(text))


def _joined(members: list[Any]) -> str:
    texts = [_member(member) for member in members]
    return "\n".join(texts) if any(" " in text for text in texts) else "; ".join(texts)


def _member(member: object) -> str:
    """Write a member of a list; the parts of one that has several go by their names."""
    if not isinstance(member, Mapping):
        return str(member)
    return ", ".join(f"{name}: {part}" for name, part in member.items() if part is not None)
