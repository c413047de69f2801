"""A sheet of the template for one kind of record: headings with notes, examples and checks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from takeaction.authoring.sheets.columns import Form
from takeaction.authoring.sheets.examples import example_rows
from takeaction.authoring.sheets.form.checks import CellCheck, check_of
from takeaction.authoring.sheets.form.fields import PLACES, Field, fields_of
from takeaction.authoring.sheets.form.words import mark_of, need_of, note_on
from takeaction.authoring.sheets.sheet import letters
from takeaction.authoring.sheets.workbook import TEXT_FORMAT
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW = 2000
"""The last row with checks: more records than anybody types."""

A4 = 9
"""The number of this paper size in workbooks."""

_DAYS = "yyyy-mm-dd"
_NEEDED, _OTHER = "FFE699", "DDEBF7"  # yellow and blue, light enough for black letters
_NOTE_WIDTH, _NOTE_HEIGHT, _NOTE_LINE = 340, 22, 48
"""The size of a note in pixels: its width, the height of a line and the characters in it."""

_EVERYDAY = frozenset(
    {"contacts.dial", "contacts.display", "contacts.dial_region"}
    | {"verified.method", "verified.on", "verified.by"}
)
"""The columns that most records fill, though no example does: it has no number."""

_WIDTHS = {Form.TEXT: 36, Form.LIST: 24, Form.TERMS: 36, Form.DAY: 14, Form.YES_NO: 12}


def fill_sheet(
    sheet: "Worksheet", kind: Kind, given: Mapping[str, str], range_of: Callable[[str], str]
) -> None:
    """Write the headings, the examples and the checks of a kind.

    Args:
        sheet: An empty sheet.
        kind: The kind.
        given: The cells of the examples that depend on the place or the language, by column.
        range_of: Returns the cells of a long list, from its name.
    """
    fields = ordered_fields(kind)
    for position, field in enumerate(fields):
        letter = letters(position)
        _write_heading(sheet, letter, field)
        sheet.column_dimensions[letter].outlineLevel = int(not _is_everyday(field, kind))
        check = check_of(field, f"{letter}2")
        if check:
            sheet.add_data_validation(_validation(check, f"{letter}2:{letter}{LAST_ROW}", range_of))
    for line, row in enumerate(example_rows(kind), 2):
        for position, field in enumerate(fields):
            value = row.get(field.column.name)
            _write_example(sheet, f"{letters(position)}{line}", field, _filled(value, field, given))
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "&A, page &P of &N"


def ordered_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the columns of a kind: those that most records fill, then the others."""
    return tuple(sorted(fields_of(kind), key=lambda field: not _is_everyday(field, kind)))


def _is_everyday(field: Field, kind: Kind) -> bool:
    """Tell whether most records fill a column: they need it, or the example has it."""
    name = field.column.name
    return (
        field.column.needed or name in _EVERYDAY or any(name in row for row in example_rows(kind))
    )


def _filled(value: object, field: Field, given: Mapping[str, str]) -> object:
    """Return the cell of an example; an empty one is for the place or the language."""
    if value != "":
        return value
    return given[PLACES if field.long_list == PLACES else field.long_list]


def _write_heading(sheet: "Worksheet", letter: str, field: Field) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet[f"{letter}1"]
    cell.value = mark_of(field)
    cell.number_format = TEXT_FORMAT
    cell.font = Font(bold=field.column.needed)
    color = _NEEDED if need_of(field) == "yes" else _OTHER
    cell.fill = PatternFill("solid", fgColor=color)
    cell.alignment = Alignment(vertical="top")
    note = note_on(field)
    height = _NOTE_HEIGHT * (2 + len(note) // _NOTE_LINE)
    cell.comment = Comment(note, "takeaction", width=_NOTE_WIDTH, height=height)
    column = sheet.column_dimensions[letter]
    wanted = _WIDTHS.get(field.column.form, 18)
    column.width = max(wanted, len(mark_of(field)) + 2)
    column.number_format = _format_of(field)


def _format_of(field: Field) -> str:
    """Return the number format of a column: all is text, but for days and numbers."""
    return {Form.DAY: _DAYS, Form.NUMBER: "0"}.get(field.column.form, TEXT_FORMAT)


def _write_example(sheet: "Worksheet", place: str, field: Field, value: object) -> None:
    from openpyxl.styles import Alignment, Font

    if value is None:
        return
    cell: Any = sheet[place]
    cell.value = value
    is_text = not isinstance(value, (int, date))
    cell.number_format = TEXT_FORMAT if is_text else _format_of(field)
    cell.font = Font(italic=True, color="6B6B6B")
    cell.alignment = Alignment(vertical="top", wrap_text=field.column.form is Form.TEXT)


def _validation(check: CellCheck, cells: str, range_of: Callable[[str], str]) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.worksheet.datavalidation import DataValidation

    formulas = (range_of(check.list_name),) if check.list_name else check.formulas
    is_between = len(formulas) > 1
    return DataValidation(
        type=check.type,
        operator="between" if is_between else None,
        formula1=formulas[0],
        formula2=formulas[1] if is_between else None,
        allow_blank=True,
        showErrorMessage=check.is_strict,
        errorStyle="stop",
        errorTitle="Please look again",
        error=check.problem,
        sqref=cells,
    )
