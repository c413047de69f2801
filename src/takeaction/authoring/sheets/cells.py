"""What spreadsheets do to cells, and how to fix it.

A spreadsheet takes ``+18883737888`` for a sum, ``001`` for one and ``24/7`` for a day in July. What
is lost is lost: nothing here guesses a number. A fix names the right form where it is certain.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from takeaction.authoring.sheets.columns import EMPTY, Column, Form
from takeaction.authoring.sheets.sheet import Formula
from takeaction.errors import shown
from takeaction.models.region import is_region
from takeaction.packs.faults import RefusedError

_AS_TEXT = "format the column as text, and write it again."
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|#+)")
_GARBLED = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u2122]")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOCAL = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_DAY_LIKE = re.compile(
    r"\d{1,4}([./])\d{1,2}(?:\1\d{1,4})?|\d{1,2}-\d{1,2}-\d{4}|\d{4}([./])\d{1,2}\2\d{1,2}"
    r"|\d{1,2}[-. ]+[^\W\d_]{3,9}\.?(?:[- ]\d{2,4})?|[^\W\d_]{3,9}\.?[- ]\d{2,4}"
)
_ROUND_THE_CLOCK = re.compile(
    r"24[-. ]+[^\W\d_]{3,4}\.?(?:[- ]\d{2,4})?|24[./]0?7[./]\d{2,4}|0?7[./]24[./]\d{2,4}"
    r"|\d{4}-07-24.*"
)
_SERIAL = re.compile(r"[2-7]\d{4}")
_EPOCH = date(1899, 12, 30)
_PRINTED = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007", " "),
        **dict.fromkeys("\u200b\u200e\u200f\ufeff", ""),
        "\u2026": "...",
    }
)
_BARE_NUMBER = re.compile(r"\d{7,15}")
_LEAST_HS = 3


def value_of(cell: object, column: Column) -> Any:  # noqa: ANN401 - what a pack may hold
    """Return what a cell holds, as a pack writes it; None if it is empty.

    Raises:
        RefusedError: A spreadsheet has damaged it, or it is of another form.
    """
    if isinstance(cell, Formula) or (isinstance(cell, str) and _ERROR.fullmatch(cell.strip())):
        problem = f"{shown(str(cell))} is a formula, or what one left behind, and no value."
        fix = "copy the cell, paste its value alone; a text that begins so gets a ' before it."
        raise RefusedError("sheet.formula", problem, fix)
    if cell is None or not str(cell).strip():
        return None
    if isinstance(cell, str):
        _refuse_garbled(cell)
    return _READERS[column.form](cell, column)


def _refuse_garbled(text: str) -> None:
    if "\ufffd" in text:
        problem = f"{shown(text)} has lost letters."
        fix = 'write them again, and save the file as "CSV UTF-8" or .xlsx.'
        raise RefusedError("sheet.garbled", problem, fix)
    if _GARBLED.search(text):
        try:
            meant = text.encode("cp1252").decode()
        except UnicodeError:  # its letters are what they seem
            return
        problem = f"{shown(text)} was read in the wrong encoding."
        raise RefusedError("sheet.garbled", problem, f"write {shown(meant)}.")


def _text(cell: object, _: Column) -> str:
    if not isinstance(cell, str):
        raise RefusedError("sheet.number", f"this is {_typed(cell)}, not text.", _AS_TEXT)
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _typed(cell: object) -> str:
    if isinstance(cell, bool):
        return "true or false"
    is_number = isinstance(cell, (int, float))
    return f"the number {cell}" if is_number else f"the day or time {cell}"


def _code(cell: object, column: Column) -> str:
    if column.last == "dated" and type(cell) is int:
        cell = str(cell)
    if column.last == "dial" and isinstance(cell, (int, float)):
        problem = f"this is {_typed(cell)}: a + or zeros before it are lost."
        fix = f"format the column as text, and write the number again{_WITH_PLUS}"
        raise RefusedError("sheet.plus", problem, fix)
    if column.last == "hours" and _ROUND_THE_CLOCK.fullmatch(str(cell)):
        problem = f"{shown(str(cell))} is a day: a spreadsheet has made it of 24/7."
        raise RefusedError("sheet.date", problem, 'format the column as text, and write "24/7".')
    if isinstance(cell, (date, time)):
        raise RefusedError("sheet.date", f"this is {_typed(cell)}, not text.", _AS_TEXT)
    text = _text(cell, column).strip()
    _refuse_scientific(text)
    if column.last == "dated" and (_DAY_LIKE.fullmatch(text) or _SERIAL.fullmatch(text)):
        problem = f"{shown(text)} is a day as a spreadsheet shows it."
        raise RefusedError("sheet.date", problem, "write year-month-day, year-month or the year.")
    clean = text.translate(_PRINTED)
    if clean != text:
        problem = f"{shown(text)} holds dashes, quotes or blanks of print."
        raise RefusedError("sheet.printed", problem, f"write {shown(clean)}.")
    return text


_WITH_PLUS = ", with its + and country code; inside one country alone, with its zeros."


def _refuse_scientific(text: str) -> None:
    found = _SCIENTIFIC.fullmatch(text)
    if not found:
        return
    digits = found[1] + (found[2] or "")
    is_whole = len(digits) == int(found[3]) + 1
    problem = f"{shown(text)} is a long number cut short"
    if is_whole:
        problem += f": its digits are {digits}, and a + or zeros before them are lost."
        fix = f"format the column as text, and write the number again{_WITH_PLUS}"
    else:
        problem += ": its last digits are lost."
        fix = "format the column as text, and copy the number from its source again."
    raise RefusedError("sheet.scientific", problem, fix)


def _list(cell: object, column: Column) -> list[str]:
    if isinstance(cell, int):
        cell = str(cell)
    if isinstance(cell, (date, time)) or (column.last == "days" and _is_day(cell)):
        problem = f"{shown(str(cell))} is a day as a spreadsheet shows it."
        raise RefusedError("sheet.date", problem, "format the column as text, and write 11-24.")
    text = _code(cell, column)
    if text == EMPTY:
        return []
    items = [each.strip() for each in re.split("[,;]", text) if each.strip()]
    for each in items:
        zeros = _with_zeros(each, column)
        if zeros:
            problem = f"{shown(each)} has lost the zeros before it."
            fix = f"format the column as text, and write {shown(zeros)}."
            raise RefusedError("sheet.zeros", problem, fix)
    return items


def _is_day(cell: object) -> bool:
    return isinstance(cell, str) and bool(_DAY_LIKE.fullmatch(cell.strip()))


def _with_zeros(code: str, column: Column) -> str:
    """Return a code with the zeros that it must have lost; empty if it has lost none."""
    if not (code.isascii() and code.isdigit()):
        return ""
    if column.last == "hs":
        return f"0{code}" if len(code) % 2 and len(code) >= _LEAST_HS else ""
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
    problem = f"{shown(str(cell))} is no whole number."
    raise RefusedError("sheet.number", problem, "write digits alone, such as 15.")


def _yes_no(cell: object, _: Column) -> bool:
    word = str(cell).strip().casefold()
    if word not in _ANSWERS:
        problem = f"{shown(str(cell))} is neither yes nor no."
        raise RefusedError("sheet.yes_no", problem, "write yes or no; leave it empty if unknown.")
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
        problem = f"{text} is a day as a spreadsheet counts it."
        meant = (_EPOCH + timedelta(int(text))).isoformat()
        fix = f"write {meant}, if that is the day, or format the column as text."
        raise RefusedError("sheet.date", problem, fix)
    problem = f"{shown(text)} is no day of the form year-month-day."
    raise RefusedError("sheet.date", problem, _day_fix(text))


def _day_fix(text: str) -> str:
    """Name the day, where only one can be meant: 24/11/2026, and not 4/11/2026."""
    found = _LOCAL.fullmatch(text)
    if found:
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        pairs = {(first, second), (second, first)} if found[2] != "." else {(second, first)}
        meant = [f"{year:04}-{month:02}-{day:02}" for month, day in pairs if month <= _MONTHS]
        if len(meant) == 1:
            return f"write {meant[0]}."
    return "write it as text, like 2026-11-24: year, month, day."


_MONTHS = 12

_READERS: Mapping[Form, Callable[[object, Column], Any]] = {
    Form.TEXT: _text,
    Form.CODE: _code,
    Form.LIST: _list,
    Form.NUMBER: _number,
    Form.YES_NO: _yes_no,
    Form.DAY: _day,
}


def lost_in(contact: Mapping[str, Any]) -> Iterator[tuple[str, RefusedError]]:
    """Find what a contact has lost, by what stands beside it in its row.

    Yields:
        The key, and what is wrong with it.
    """
    dial, shown_digits = contact.get("dial", ""), _digits(contact.get("display", ""))
    if "dial_region" in contact:
        if shown_digits.startswith("0") and shown_digits.lstrip("0") == dial:
            problem = f"{shown(dial)} has lost the zeros before it, by what display shows."
            fix = f"format the column as text, and write {shown(shown_digits)}."
            yield "dial", RefusedError("sheet.zeros", problem, fix)
    elif _BARE_NUMBER.fullmatch(dial):
        problem = f"{shown(dial)} has lost its +, or names no country."
        is_whole = dial.endswith(shown_digits) and 0 < len(shown_digits) <= len(dial)
        is_whole = is_whole and not shown_digits.startswith("0")
        fix = "format the column as text, and write + and the country code before it."
        if is_whole:
            fix = f"format the column as text; if the country code stands in it, write +{dial}."
        yield "dial", RefusedError("sheet.plus", problem, fix)


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
