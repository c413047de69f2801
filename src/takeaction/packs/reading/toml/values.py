"""Values that are not TOML: what a person meant, and how TOML writes it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from takeaction.errors import shown
from takeaction.packs.spellings import day_meant, is_day, looks_like_day

CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b\u2039\u203a\u2033\uff02"
"""Quotation marks of word processors and of other languages, none of which TOML knows."""

_TRUE = frozenset({"yes", "true", "on", "y", "ja", "oui", "si", "sí", "wahr"})
_FALSE = frozenset({"no", "false", "off", "n", "nein", "non", "falsch"})
_UNKNOWN = frozenset({"none", "null", "nil", "na", "n/a", "unknown", "?", "-", "tbc", "tbd"})

_NUMBER = r"[+-]?(?:0|[1-9](?:_?\d)*+)(?:\.\d(?:_?\d)*+)?(?:[eE][+-]?\d++)?|[+-]?(?:inf|nan)"
_OTHER_BASE = r"0x[0-9A-Fa-f_]++|0o[0-7_]++|0b[01_]++"
_TIME = r"\d\d:\d\d:\d\d(?:\.\d++)?(?:[Zz]|[+-]\d\d:\d\d)?"
_DAY = r"(?P<day>\d{4}-\d\d-\d\d)"
_SCALAR = re.compile(rf"true|false|{_NUMBER}|{_OTHER_BASE}|{_TIME}|{_DAY}(?:[Tt]{_TIME})?")

_DIALLED = re.compile(r"\+?[\d\s()./-]{3,}")
_WRITE_DAY = "write it as year-month-day, such as 2026-11-24."


class Slip(NamedTuple):
    """A slip in a TOML text.

    Attributes:
        line: Its line, from 1: where the value, the text or the list opens.
        problem: The problem, a sentence.
        fix: What to do about it, a sentence.
    """

    line: int
    problem: str
    fix: str


def is_scalar(word: str) -> bool:
    """Tell whether a word without quotes is a value of TOML: true, false, a number or a date."""
    match = _SCALAR.fullmatch(word)
    return match is not None and (match["day"] is None or is_day(match["day"]))


def explain_value(value: str, line: int) -> Slip:
    """Explain a value that is not TOML.

    Args:
        value: The value as it was written, up to the comma, the bracket or the end of the line.
        line: Its line.
    """
    for explain in _EXPLANATIONS:
        reason = explain(value)
        if reason:
            return Slip(line, *reason)
    return Slip(line, "a text needs quotation marks around it.", f"write {shown(value)}.")


_Reason = tuple[str, str]


def explain_curly(value: str) -> _Reason | None:
    """Explain quotation marks that a word processor wrote."""
    if not any(mark in value for mark in CURLY):
        return None
    text = value.strip(CURLY + "\"' ,")
    return (
        "these are not straight quotation marks; a word processor writes such.",
        f"write straight ones: {shown(text)}.",
    )


def _explain_day(value: str) -> _Reason | None:
    if not looks_like_day(value):
        return None
    fix = f"write {day}." if (day := day_meant(value)) else _WRITE_DAY
    return f"{shown(value).strip(chr(34))} is not a date.", fix


def _explain_truth(value: str) -> _Reason | None:
    word = value.casefold()
    if word not in _TRUE | _FALSE:
        return None
    answer = "true" if word in _TRUE else "false"
    return f"{value} is not a value: yes is true, and no is false.", f"write {answer}."


def _explain_unknown(value: str) -> _Reason | None:
    if value.casefold() not in _UNKNOWN:
        return None
    return "there is no word for a value that nobody knows.", "delete the whole line."


def _explain_number(value: str) -> _Reason | None:
    if not _DIALLED.fullmatch(value):
        return None
    return (
        "a number to dial is a text, and needs quotation marks around it.",
        f"write {shown(value)}.",
    )


_EXPLANATIONS: tuple[Callable[[str], _Reason | None], ...] = (
    explain_curly,
    _explain_day,
    _explain_truth,
    _explain_unknown,
    _explain_number,
)
