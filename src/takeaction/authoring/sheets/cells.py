"""Cells: read their values, and find the damage that spreadsheets do to them.

A spreadsheet takes ``+18883737888`` for a sum, ``001`` for 1 and ``24/7`` for a day in July. Lost
characters are lost: nothing here guesses a number. A fix gives the right form only if it is
certain.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from takeaction.authoring.sheets.columns import EMPTY_LIST, Column, Form
from takeaction.authoring.sheets.sheet import Formula
from takeaction.errors import shown
from takeaction.models.region import is_region
from takeaction.packs.faults import ValueRefusedError
from takeaction.packs.rules.numbers.numbering import international_form

_AS_TEXT = "format the column as text, and type it again."
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|#+)")
# UTF-8 that was read as Windows-1252: a letter of the first group, then one of the second.
_GARBLED = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u2122]")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOCAL = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
# Dates in the forms that spreadsheets show: 24/11/2026, 24-11-2026, 2026/11/24, 24-Nov, Nov-26.
_DAY_LIKE = re.compile(
    r"\d{1,4}([./])\d{1,2}(?:\1\d{1,4})?|\d{1,2}-\d{1,2}-\d{4}|\d{4}([./])\d{1,2}\2\d{1,2}"
    r"|\d{1,2}[-. ]+[^\W\d_]{3,9}\.?(?:[- ]\d{2,4})?|[^\W\d_]{3,9}\.?[- ]\d{2,4}"
)
# The forms that 24/7 takes once a spreadsheet has read it as 24 July.
_ROUND_THE_CLOCK = re.compile(
    r"24[-. ]+[^\W\d_]{3,4}\.?(?:[- ]\d{2,4})?|24[./]0?7[./]\d{2,4}|0?7[./]24[./]\d{2,4}"
    r"|\d{4}-07-24.*"
)
# Spreadsheets store a date as a number of days. These are 1954 to 2119.
_SERIAL = re.compile(r"[2-7]\d{4}")
_EPOCH = date(1899, 12, 30)  # day 0 of the spreadsheets' count, for dates after February 1900
_TYPOGRAPHIC = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007", " "),
        **dict.fromkeys("\u200b\u200e\u200f\ufeff", ""),
        "\u2026": "...",
    }
)
# As long as the digits of an E.164 number; shorter ones are short codes, which have no +.
_BARE_NUMBER = re.compile(r"\d{7,15}")
_FEWEST_HS_DIGITS = 3
"""The fewest digits of an HS code that counts as short of a zero; complete ones have 2, 4 or 6."""


def cell_value(cell: object, column: Column) -> Any:  # noqa: ANN401 - any value of a pack
    """Return the value of a cell in the form that a pack uses; None if the cell is empty.

    Raises:
        ValueRefusedError: A spreadsheet has damaged it, or its form does not fit the column.
    """
    if isinstance(cell, Formula) or (isinstance(cell, str) and _ERROR.fullmatch(cell.strip())):
        problem = f"{shown(str(cell))} is a formula or the error of one, not a value."
        fix = "copy the cell and paste only its value; if the text starts like that, put ' first."
        raise ValueRefusedError("sheet.formula", problem, fix)
    if cell is None or not str(cell).strip():
        return None
    if isinstance(cell, str):
        _refuse_garbled(cell)
    return _READERS[column.form](cell, column)


def _refuse_garbled(text: str) -> None:
    if "\ufffd" in text:
        problem = f"{shown(text)} has lost letters."
        fix = 'type them again, and save the file as "CSV UTF-8" or .xlsx.'
        raise ValueRefusedError("sheet.garbled", problem, fix)
    if _GARBLED.search(text):
        try:
            meant = text.encode("cp1252").decode()
        except UnicodeError:  # the letters are right as they are
            return
        problem = f"{shown(text)} was read in the wrong encoding."
        raise ValueRefusedError("sheet.garbled", problem, f"write {shown(meant)}.")


def _text(cell: object, _: Column) -> str:
    if not isinstance(cell, str):
        raise ValueRefusedError("sheet.number", f"this is {_typed(cell)}, not text.", _AS_TEXT)
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _typed(cell: object) -> str:
    if isinstance(cell, bool):
        return "true or false"
    is_number = isinstance(cell, (int, float))
    return f"the number {cell}" if is_number else f"the date or time {cell}"


def _code(cell: object, column: Column) -> str:
    if column.last == "dated" and type(cell) is int:
        cell = str(cell)
    if column.last == "dial" and isinstance(cell, (int, float)):
        problem = f"this is {_typed(cell)}: a + or leading zeros are lost."
        fix = f"format the column as text, and type the number again{_WITH_PLUS}"
        raise ValueRefusedError("sheet.plus", problem, fix)
    if column.last == "hours" and _ROUND_THE_CLOCK.fullmatch(str(cell)):
        problem = f"{shown(str(cell))} is a date: a spreadsheet has turned 24/7 into it."
        fix = 'format the column as text, and write "24/7".'
        raise ValueRefusedError("sheet.date", problem, fix)
    if isinstance(cell, (date, time)):
        raise ValueRefusedError("sheet.date", f"this is {_typed(cell)}, not text.", _AS_TEXT)
    text = _text(cell, column).strip()
    _refuse_scientific(text)
    if column.last == "dated" and (_DAY_LIKE.fullmatch(text) or _SERIAL.fullmatch(text)):
        problem = f"{shown(text)} is a date as a spreadsheet writes it."
        raise ValueRefusedError("sheet.date", problem, _DATED_FIX)
    clean = text.translate(_TYPOGRAPHIC)
    if clean != text:
        problem = f"{shown(text)} has typographic dashes, quotes or spaces."
        raise ValueRefusedError("sheet.printed", problem, f"write {shown(clean)}.")
    return text


_WITH_PLUS = ", with + and the country code; if it only works inside one country, with its zeros."
_DATED_FIX = "write year-month-day, year-month or only the year, such as 2026-11."


def _refuse_scientific(text: str) -> None:
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return
    digits = match[1] + (match[2] or "")
    is_complete = len(digits) == int(match[3]) + 1
    problem = f"{shown(text)} is a long number cut short"
    if is_complete:
        problem += f": its digits are {digits}, but a + or leading zeros are lost."
        fix = f"format the column as text, and type the number again{_WITH_PLUS}"
    else:
        problem += ": its last digits are lost."
        fix = "format the column as text, and copy the number from its source again."
    raise ValueRefusedError("sheet.scientific", problem, fix)


def _list(cell: object, column: Column) -> list[str]:
    if isinstance(cell, int):
        cell = str(cell)
    if isinstance(cell, (date, time)) or (column.last == "days" and _is_day(cell)):
        problem = f"{shown(str(cell))} is a date as a spreadsheet writes it."
        fix = "format the column as text; write a day of the year as month-day, such as 11-24."
        raise ValueRefusedError("sheet.date", problem, fix)
    text = _code(cell, column)
    if text == EMPTY_LIST:
        return []
    items = [item.strip() for item in re.split("[,;]", text) if item.strip()]
    for item in items:
        restored = _with_zeros(item, column)
        if restored:
            problem = f"{shown(item)} has lost its leading zeros."
            fix = f"format the column as text, and write {shown(restored)}."
            raise ValueRefusedError("sheet.zeros", problem, fix)
    return items


def _terms(cell: object, column: Column) -> dict[str, list[str]]:
    """Return the terms of each language, from lines such as ``en: nail bar | nail salon``."""
    terms: dict[str, list[str]] = {}
    for line in filter(str.strip, _text(cell, column).split("\n")):
        tag, colon, spoken = line.partition(":")
        if not colon:
            problem = f"{shown(line.strip())} does not begin with a language."
            raise ValueRefusedError("sheet.terms", problem, "write en: one term | another term.")
        words = [term.strip() for term in spoken.split("|")]
        terms.setdefault(tag.strip(), []).extend(filter(None, words))
    return terms


def _is_day(cell: object) -> bool:
    return isinstance(cell, str) and bool(_DAY_LIKE.fullmatch(cell.strip()))


def _with_zeros(code: str, column: Column) -> str:
    """Return a code with the zeros that it must have lost; an empty text if it has lost none."""
    if not (code.isascii() and code.isdigit()):
        return ""
    if column.last == "hs":
        return f"0{code}" if len(code) % 2 and len(code) >= _FEWEST_HS_DIGITS else ""
    return code.zfill(3) if code != code.zfill(3) and is_region(code.zfill(3)) else ""


def _number(cell: object, _: Column) -> int:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if type(cell) is int:
        return cell
    if isinstance(cell, str):
        text = cell.strip()
        _refuse_scientific(text)
        if text.isascii() and text.isdigit():
            return int(text)
    problem = f"{shown(str(cell))} is not a whole number."
    raise ValueRefusedError("sheet.number", problem, "write only digits, such as 15.")


def _yes_no(cell: object, _: Column) -> bool:
    word = str(cell).strip().casefold()
    if word not in _ANSWERS:
        problem = f"{shown(str(cell))} is neither yes nor no."
        fix = "write yes or no; leave the cell empty if you don't know."
        raise ValueRefusedError("sheet.yes_no", problem, fix)
    return _ANSWERS[word]


_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


def _day(cell: object, _: Column) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    if _ISO.fullmatch(text):
        return text
    if _SERIAL.fullmatch(text):
        problem = f"{text} is a date as a spreadsheet stores it, a number of days."
        meant = (_EPOCH + timedelta(int(text))).isoformat()
        fix = f"write {meant}, if that is the date, or format the column as text."
        raise ValueRefusedError("sheet.date", problem, fix)
    problem = f"{shown(text)} is not a date in the form year-month-day."
    raise ValueRefusedError("sheet.date", problem, _day_fix(text))


def _day_fix(text: str) -> str:
    """Return the fix for a local date: the day itself if only one is possible.

    24/11/2026 has only one reading, 4/11/2026 has two. With points the day always comes first.
    """
    match = _LOCAL.fullmatch(text)
    if match:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        pairs = {(first, second), (second, first)} if match[2] != "." else {(second, first)}
        meant = [f"{year:04}-{month:02}-{day:02}" for month, day in pairs if month <= _MONTHS]
        if len(meant) == 1:
            return f"write {meant[0]}."
    return "write it as text: year-month-day, such as 2026-11-24."


_MONTHS = 12

_READERS: Mapping[Form, Callable[[object, Column], Any]] = {
    Form.TEXT: _text,
    Form.CODE: _code,
    Form.LIST: _list,
    Form.TERMS: _terms,
    Form.NUMBER: _number,
    Form.YES_NO: _yes_no,
    Form.DAY: _day,
}


def find_lost_digits(contact: Mapping[str, Any]) -> Iterator[tuple[str, ValueRefusedError]]:
    """Find digits that the number of a contact has lost, compared with its ``display``.

    Yields:
        The key of the field and its mistake.
    """
    dial, shown_digits = contact.get("dial", ""), _digits(contact.get("display", ""))
    if "dial_region" in contact:
        if shown_digits.startswith("0") and shown_digits.lstrip("0") == dial:
            problem = f"{shown(dial)} has lost its leading zeros: display shows them."
            fix = f"format the column as text, and write {shown(shown_digits)}."
            yield "dial", ValueRefusedError("sheet.zeros", problem, fix)
    elif _BARE_NUMBER.fullmatch(dial):
        problem = f"{shown(dial)} has lost its +, or has no country code."
        is_complete = dial.endswith(shown_digits) and 0 < len(shown_digits) <= len(dial)
        is_complete = is_complete and international_form(f"+{dial}", None) == f"+{dial}"
        fix = "format the column as text, and write the number with + and the country code."
        if is_complete:
            fix = f"format the column as text; if it begins with the country code, write +{dial}."
        yield "dial", ValueRefusedError("sheet.plus", problem, fix)


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
