"""Cells: reading their values, and naming the damage that spreadsheets do to them."""

from datetime import date, datetime, time

import pytest

from takeaction.authoring.sheets.columns import columns_of
from takeaction.authoring.sheets.rows import cell_value, find_lost_digits
from takeaction.authoring.sheets.workbook import Formula
from takeaction.packs.faults import ValueRefusedError
from takeaction.vocabulary.records import Kind

COLUMNS = {
    column.name: column
    for kind in (Kind.ACTION, Kind.WORD, Kind.RESOURCE)
    for column in columns_of(kind)
}
PLUS = (
    "format the column as text, and type the number again, with + and the country code; if it only "
    "works inside one country, with its zeros."
)
AS_TEXT = "format the column as text, and type it again."
FORMULA = "copy the cell and paste only its value; if the text starts like that, put ' first."
IF_DATE = "write 2026-11-24, if that is the date"
AS_ISO = "year-month-day, such as"
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
    "a serial number": (
        "source.checked",
        "46350",
        "sheet.date",
        IF_DATE,
    ),
    "a serial number, typed": (
        "source.checked",
        46350,
        "sheet.date",
        IF_DATE,
    ),
    "a local day, certain": ("source.checked", "24/11/2026", "sheet.date", "write 2026-11-24."),
    "an American day": ("source.checked", "11/24/2026", "sheet.date", "write 2026-11-24."),
    "a day with points": ("source.checked", "04.05.2026", "sheet.date", "write 2026-05-04."),
    "a local day, uncertain": (
        "source.checked",
        "4/5/2026",
        "sheet.date",
        AS_ISO,
    ),
    "a day in words": ("source.checked", "24 November", "sheet.date", AS_ISO),
    "no month at all": ("source.checked", "31/31/2026", "sheet.date", AS_ISO),
    "a month as a day": ("source.dated", "Aug-18", "sheet.date", "year-month"),
    "a month as a number": ("source.dated", "43313", "sheet.date", "year-month"),
    "a month as a typed day": ("source.dated", date(2018, 8, 1), "sheet.date", AS_TEXT),
    "days of a year": ("days", "24-Nov", "sheet.date", "such as 11-24."),
    "days of a year, typed": ("days", date(2026, 11, 24), "sheet.date", "such as 11-24."),
    "a formula": ("name", Formula("=A1"), "sheet.formula", FORMULA),
    "what a formula left": ("name", "#NAME?", "sheet.formula", FORMULA),
    "too narrow a column": ("source.checked", "########", "sheet.formula", FORMULA),
    "the wrong encoding": ("name", "Ni\u00c3\u00b1os", "sheet.garbled", 'write "Niños".'),
    "lost letters": ("name", "Ni\ufffdos", "sheet.garbled", "CSV UTF-8"),
    "a number in words": ("year", "many", "sheet.number", "only digits"),
    "a part of a number": ("year", 1.5, "sheet.number", "only digits"),
    "terms without a language": ("people_say", "nail bar", "sheet.terms", "write en: one term"),
    "neither yes nor no": ("contacts.anonymous", "perhaps", "sheet.yes_no", "write yes or no"),
}


def test_damage_is_named_with_its_fix(subtests):
    for name, cell, code, fix in DAMAGES.values():
        with subtests.test(f"{name} {cell} {code} {fix}"):
            with pytest.raises(ValueRefusedError) as refused:
                cell_value(cell, COLUMNS[name])

            assert refused.value.code == code
            assert fix in refused.value.fix
            assert str(refused.value).endswith(".")


UNDAMAGED = {
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


@pytest.mark.parametrize(("name", "cell", "value"), UNDAMAGED.values(), ids=UNDAMAGED)
def test_an_undamaged_cell_is_read_as_it_was_meant(name, cell, value):
    read = cell_value(cell, COLUMNS[name])

    assert (read, type(read)) == (value, type(value))


def test_terms_have_a_line_for_each_language():
    cell = "en: nail bar | | nail salon\n\nes: manicura\nen: nails"

    terms = cell_value(cell, COLUMNS["people_say"])

    assert terms == {"en": ["nail bar", "nail salon", "nails"], "es": ["manicura"]}


LOST = {
    "country code, it seems": (
        {"dial": "18883737888", "display": "888-373-7888"},
        "sheet.plus",
        "write +18883737888.",
    ),
    "no display": ({"dial": "18883737888"}, "sheet.plus", "with + and the country code."),
    "a trunk zero": ({"dial": "8883737888", "display": "0888"}, "sheet.plus", "the country code"),
    "zeros": (
        {"dial": "800123", "dial_region": "GB", "display": "0800 123"},
        "sheet.zeros",
        'write "0800123".',
    ),
}


@pytest.mark.parametrize(("contact", "code", "fix"), LOST.values(), ids=LOST)
def test_lost_digits_of_a_number_are_found_by_its_display(contact, code, fix):
    # A number without its plus, or without the zeros in ``display``, is a mistake.
    ((key, error),) = find_lost_digits(contact)

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
def test_a_complete_number_is_not_damage(contact):
    assert list(find_lost_digits(contact)) == []
