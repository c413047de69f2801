"""``takeaction.authoring.sheets.cells``: what spreadsheets do to cells, and how to fix it."""

from datetime import date, datetime, time

import pytest

from takeaction.authoring.sheets.cells import lost_in, value_of
from takeaction.authoring.sheets.columns import columns_of
from takeaction.authoring.sheets.sheet import Formula
from takeaction.packs.faults import RefusedError
from takeaction.vocabulary import Kind

COLUMNS = {
    column.name: column
    for kind in (Kind.ACTION, Kind.WORD, Kind.RESOURCE)
    for column in columns_of(kind)
}
PLUS = (
    "format the column as text, and write the number again, with its + and country code; inside "
    "one country alone, with its zeros."
)
AS_TEXT = "format the column as text, and write it again."
FORMULA = "copy the cell, paste its value alone; a text that begins so gets a ' before it."
LAST = "format the column as text, and copy the number from its source again."

DAMAGES = {
    "a number in place of a text": ("contacts.dial", 18883737888, "sheet.plus", PLUS),
    "scientific, whole": ("contacts.dial", "1.8883737888E+10", "sheet.scientific", PLUS),
    "scientific, cut": ("contacts.dial", "1.88837E+10", "sheet.scientific", LAST),
    "scientific, in a number": ("year", "2E+3", "sheet.scientific", LAST),
    "a display of digits": ("contacts.display", 8001234567, "sheet.number", AS_TEXT),
    "a name of digits": ("name", 211, "sheet.number", AS_TEXT),
    "a text that is true": ("name", True, "sheet.number", AS_TEXT),
    "a name that is a day": ("name", date(2026, 5, 1), "sheet.number", AS_TEXT),
    "zeros of the world": ("regions", 1, "sheet.zeros", 'write "001".'),
    "zeros of a continent": ("regions", "US, 19", "sheet.zeros", 'write "019".'),
    "zeros of goods": ("hs", "0901, 801", "sheet.zeros", 'write "0801".'),
    "24/7 as a day": ("contacts.hours", datetime(2026, 7, 24), "sheet.date", 'write "24/7".'),  # noqa: DTZ001
    "24/7 in words": ("contacts.hours", "24-Jul", "sheet.date", 'write "24/7".'),
    "24/7 in figures": ("contacts.hours", "24/07/2026", "sheet.date", 'write "24/7".'),
    "a time": ("contacts.hours", time(9, 0), "sheet.date", AS_TEXT),
    "a printed dash": (
        "contacts.hours",
        "Mo\u2013Fr 09:00\u201317:00",
        "sheet.printed",
        'write "Mo-Fr 09:00-17:00".',
    ),
    "a printed quote": ("contacts.zone", "\u201cEurope/Paris\u201d", "sheet.printed", "Europe"),
    "a blank of print": ("contacts.display", "1\u00a0888", "sheet.printed", 'write "1 888".'),
    "a serial number": ("source.checked", "46350", "sheet.date", "write 2026-11-24, if"),
    "a serial number, typed": ("source.checked", 46350, "sheet.date", "write 2026-11-24, if"),
    "a local day, certain": ("source.checked", "24/11/2026", "sheet.date", "write 2026-11-24."),
    "an American day": ("source.checked", "11/24/2026", "sheet.date", "write 2026-11-24."),
    "a day with points": ("source.checked", "04.05.2026", "sheet.date", "write 2026-05-04."),
    "a local day, uncertain": ("source.checked", "4/5/2026", "sheet.date", "year, month, day"),
    "a day in words": ("source.checked", "24 November", "sheet.date", "year, month, day"),
    "no month at all": ("source.checked", "31/31/2026", "sheet.date", "year, month, day"),
    "a month as a day": ("source.dated", "Aug-18", "sheet.date", "year-month"),
    "a month as a number": ("source.dated", "43313", "sheet.date", "year-month"),
    "a month as a typed day": ("source.dated", date(2018, 8, 1), "sheet.date", AS_TEXT),
    "days of a year": ("days", "24-Nov", "sheet.date", "write 11-24."),
    "days of a year, typed": ("days", date(2026, 11, 24), "sheet.date", "write 11-24."),
    "a formula": ("name", Formula("=A1"), "sheet.formula", FORMULA),
    "what a formula left": ("name", "#NAME?", "sheet.formula", FORMULA),
    "too narrow a column": ("source.checked", "########", "sheet.formula", FORMULA),
    "the wrong encoding": ("name", "Ni\u00c3\u00b1os", "sheet.garbled", 'write "Niños".'),
    "lost letters": ("name", "Ni\ufffdos", "sheet.garbled", "CSV UTF-8"),
    "a number in words": ("year", "many", "sheet.number", "digits alone"),
    "a part of a number": ("year", 1.5, "sheet.number", "digits alone"),
    "neither yes nor no": ("contacts.anonymous", "perhaps", "sheet.yes_no", "write yes or no"),
}


@pytest.mark.parametrize(("name", "cell", "code", "fix"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_named_with_its_fix(name, cell, code, fix):
    """Each way in which a spreadsheet damages a cell has a name, and says what to do."""
    with pytest.raises(RefusedError) as refused:
        value_of(cell, COLUMNS[name])

    assert refused.value.code == code
    assert fix in refused.value.fix
    assert str(refused.value).endswith(".")


WHOLE = {
    "a number with its plus": ("contacts.dial", " +18883737888 ", "+18883737888"),
    "an empty cell": ("contacts.dial", None, None),
    "a blank": ("name", "  ", None),
    "dashes of print in a text": (
        "note",
        "Call \u2013 \u201cnow\u201d",
        "Call \u2013 \u201cnow\u201d",
    ),
    "letters that only look garbled": ("name", "\u00c3\u00bb \u0142", "\u00c3\u00bb \u0142"),
    "lines of Windows": ("note", "One\r\ntwo", "One\ntwo"),
    "a day of a workbook": ("source.checked", datetime(2026, 11, 24), "2026-11-24"),  # noqa: DTZ001
    "a day": ("source.checked", "2026-11-24", "2026-11-24"),
    "a year": ("source.dated", 2018, "2018"),
    "codes": ("regions", "US; GB ,001,", ["US", "GB", "001"]),
    "a code that is a number": ("regions", 150, ["150"]),
    "nowhere": ("regions", "[]", []),
    "days of the year": ("days", "11-24, 12-10", ["11-24", "12-10"]),
    "goods": ("hs", "0901, 18", ["0901", "18"]),
    "a whole number": ("year", 2018.0, 2018),
    "a number": ("year", 2018, 2018),
    "digits": ("year", " 2018 ", 2018),
    "yes": ("contacts.anonymous", "Yes", True),
    "false": ("contacts.anonymous", False, False),
}


@pytest.mark.parametrize(("name", "cell", "value"), WHOLE.values(), ids=WHOLE)
def test_a_whole_cell_is_read_as_it_was_meant(name, cell, value):
    """What is certain is taken, whether the cell is text or not."""
    found = value_of(cell, COLUMNS[name])

    assert (found, type(found)) == (value, type(value))


LOST = {
    "country code, it seems": (
        {"dial": "18883737888", "display": "888-373-7888"},
        "sheet.plus",
        "write +18883737888.",
    ),
    "no display": ({"dial": "18883737888"}, "sheet.plus", "the country code before it."),
    "a trunk zero": ({"dial": "8883737888", "display": "0888"}, "sheet.plus", "the country code"),
    "zeros": (
        {"dial": "800123", "dial_region": "GB", "display": "0800 123"},
        "sheet.zeros",
        'write "0800123".',
    ),
}


@pytest.mark.parametrize(("contact", "code", "fix"), LOST.values(), ids=LOST)
def test_what_a_number_has_lost_is_seen_beside_it(contact, code, fix):
    """A number without its plus, or without the zeros that are shown, is named."""
    ((key, error),) = lost_in(contact)

    assert (key, error.code) == ("dial", code)
    assert error.fix.endswith(fix) or fix in error.fix


@pytest.mark.parametrize(
    "contact",
    [
        {"dial": "+18883737888", "display": "1-888-373-7888"},
        {"dial": "911", "dial_region": "US", "display": "911"},
        {"dial": "0800", "dial_region": "GB", "display": "0800"},
        {"url": "https://example.org/"},
    ],
    ids=["plus", "short", "zero", "none"],
)
def test_a_number_that_has_lost_nothing_is_left_alone(contact):
    """A number as it should be is no damage."""
    assert list(lost_in(contact)) == []
