"""The checks in the cells of the template: what each cell accepts, and what it says otherwise.

A check helps while somebody types. It can't see what is pasted, so the import checks all again.
"""

from collections.abc import Callable, Mapping

import attrs

from takeaction.authoring.sheets.columns import Form
from takeaction.authoring.sheets.examples import EXAMPLE_ID
from takeaction.authoring.sheets.form.fields import ZONES, Field
from takeaction.value import Value

_FIRST_DAY, _LAST_DAY = 36526, 73050
"""2000-01-01 and 2099-12-31 as spreadsheets count days."""


@attrs.frozen(eq=False, repr=False)
class CellCheck(Value):
    """A check of the cells in one column.

    Attributes:
        type: Its type, as spreadsheets call it: list, whole, date, textLength or custom.
        formulas: Its one or two values or formulas; a formula begins with no ``=``.
        problem: What it says about a value that it does not accept.
        list_name: The long list that it offers; empty if its values are in its formula.
        is_strict: Whether another value is refused; else the check only offers values.
    """

    type: str
    formulas: tuple[str, ...]
    problem: str
    list_name: str = ""
    is_strict: bool = True


def check_of(field: Field, cell: str) -> CellCheck | None:
    """Return the check of a column; None where any value may be right.

    Args:
        field: The column.
        cell: Its first cell below the headings, such as ``D2``.
    """
    if field.choices or field.long_list:
        return _list_check(field)
    by_name = _CHECKS.get(field.column.last)
    if by_name:
        formula, problem = by_name
        return CellCheck("custom", (formula(cell),), problem)
    if field.column.form is Form.NUMBER:
        limits = (str(field.least), str(field.most))
        problem = f"Write a whole number from {field.least:,}, only digits."
        return CellCheck("whole", limits, problem)
    if field.column.form is Form.DAY:
        days = (str(_FIRST_DAY), str(_LAST_DAY))
        return CellCheck("date", days, "Write the date as year-month-day, such as 2026-11-20.")
    if field.longest:
        problem = f"This is too long: write at most {field.longest:,} characters."
        return CellCheck("textLength", ("0", str(field.longest)), problem)
    return None


def _list_check(field: Field) -> CellCheck:
    """Return a list to choose from. Several values in one cell are never refused."""
    formulas = () if field.long_list else (f'"{",".join(field.choices)}"',)
    is_strict = not field.is_list and field.long_list in ("", ZONES)
    return CellCheck("list", formulas, "Choose one from the list.", field.long_list, is_strict)


def _id(cell: str) -> str:
    plain = f'EXACT({cell},LOWER({cell})),ISERROR(FIND(" ",{cell})),LEN({cell})<65'
    return f'OR({cell}="{EXAMPLE_ID}",AND({plain}))'


def _dial(cell: str) -> str:
    """Accept text alone: + and digits, or digits; a number has lost what was before it."""
    rest = f'SUBSTITUTE({cell},"+","",1)'
    digits = f'ISNUMBER(VALUE({rest})),ISERROR(FIND(" ",{cell})),ISERROR(FIND("-",{cell}))'
    return f"AND(ISTEXT({cell}),{digits},LEN({cell})<17)"


_CHECKS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "id": (_id, "Write small letters, digits and hyphens, such as our-line."),
    "dial": (
        _dial,
        "Write + and the country code, then only digits, without spaces or dashes.",
    ),
    "display": (
        lambda cell: f"ISTEXT({cell})",
        "Format the cell as text, and write the number as people there do.",
    ),
    "email": (
        lambda cell: f'AND(ISNUMBER(FIND("@",{cell})),ISERROR(FIND(" ",{cell})))',
        "Write an email address, such as name@example.org.",
    ),
    **dict.fromkeys(
        ("url", "evidence"),
        (
            lambda cell: f'AND(LEFT({cell},8)="https://",ISERROR(FIND(" ",{cell})))',
            "Copy the address from your browser. It begins with https://",
        ),
    ),
    "hours": (
        lambda cell: f'OR({cell}="24/7",ISNUMBER(FIND(":",{cell})))',
        "Write 24/7, or days and times such as Mo-Fr 09:00-17:00.",
    ),
    "dated": (
        lambda cell: f"AND(ISTEXT({cell}),OR(LEN({cell})=4,LEN({cell})=7,LEN({cell})=10))",
        "Write the year, year-month or year-month-day, such as 2026-11.",
    ),
}
"""The checks of columns by the last part of their names: a formula for a cell, and what to say."""
