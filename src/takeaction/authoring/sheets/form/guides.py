"""The sheets of the template that explain: how to fill it in, each column, and the long lists."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from takeaction.authoring.sheets.form.fields import fields_of
from takeaction.authoring.sheets.form.words import guide, mark_of, need_of, writing_of
from takeaction.authoring.sheets.kinds import SHEETS
from takeaction.authoring.sheets.sheet import letters
from takeaction.authoring.sheets.workbook import TEXT_FORMAT
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_A4 = 9


def write_guide(sheet: "Worksheet", kinds: Sequence[Kind]) -> None:
    """Write the first sheet: what the workbook is, and how to fill it in."""
    from openpyxl.styles import Font

    _write_table(sheet, guide(kinds), (18, 90))
    for row in sheet.iter_rows():
        heads = row[0].value and not row[1].value
        row[0].font = Font(bold=True, size=14 if heads else 11)


def write_columns(sheet: "Worksheet", kinds: Sequence[Kind]) -> None:
    """Write the explanation of every column, for people who print it."""
    from openpyxl.styles import Font

    head = ("Sheet", "Column", "Needed", "What it is", "How to write it")
    rows = [
        (SHEETS[kind], mark_of(field), need_of(field), field.words, writing_of(field))
        for kind in kinds
        for field in fields_of(kind)
    ]
    _write_table(sheet, [head, *rows], (12, 26, 20, 60, 60))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"


def write_lists(
    sheet: "Worksheet", lists: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, str]:
    """Write the long lists side by side, each with the names of its codes.

    Returns:
        The cells of the codes of each list, as a formula of another sheet names them.
    """
    from openpyxl.styles import Font

    ranges = {}
    for number, (name, pairs) in enumerate(lists.items()):
        code, label = letters(2 * number), letters(2 * number + 1)
        sheet[f"{code}1"], sheet[f"{label}1"] = name, "in words"
        for line, (word, words) in enumerate(pairs, 2):
            for letter, text in ((code, word), (label, words)):
                sheet[f"{letter}{line}"] = text or None
                sheet[f"{letter}{line}"].number_format = TEXT_FORMAT
        sheet.column_dimensions[code].width = 24
        sheet.column_dimensions[label].width = 34
        ranges[name] = f"Lists!${code}$2:${code}${len(pairs) + 1}"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    return ranges


def _write_table(sheet: "Worksheet", rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Write rows of text that wraps, on pages as wide as the table."""
    from openpyxl.styles import Alignment

    for line, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(line, position)
            cell.number_format = TEXT_FORMAT
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.value = text or None
    for position, width in enumerate(widths):
        sheet.column_dimensions[letters(position)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, page &P of &N"
