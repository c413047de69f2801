"""How the template to fill in is made: one workbook, from the schema of the records.

It has a guide, a sheet for each kind with lists to choose from, checks, notes and examples, an
explanation of all columns, and the long lists.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.authoring.schema import json_schema
from takeaction.authoring.sheets.columns import GUIDES, SHEETS, Column, Form, columns_of
from takeaction.authoring.sheets.rows import EXAMPLE_ID, example_rows
from takeaction.authoring.sheets.workbook import TEXT_FORMAT, letters, save_book
from takeaction.core_data import read, zones
from takeaction.models.region import part_name, place_label
from takeaction.models.word import closed_label, core_words
from takeaction.packs.structuring import model_of
from takeaction.value import Value, fields_with
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.records import Kind, WordKind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


A4 = 9
"""The number of this paper size in workbooks."""

_ANYWHERE = "001"


def write_template(
    kinds: Iterable[Kind] = (), regions: Sequence[str] = (), language: str = "en"
) -> bytes:
    """Return the template as the bytes of a workbook; always the same ones for the same call.

    Args:
        kinds: The kinds that get a sheet; all if there are none.
        regions: The codes of the places it is for: first in the list of places, and in the
            examples.
        language: The tag of the language in the examples.

    Raises:
        ImportError: openpyxl is not installed.
    """
    from openpyxl import Workbook

    wanted = [kind for kind in SHEETS if kind in (frozenset(kinds) or SHEETS)]
    book = Workbook()
    first, columns_title, lists_title = GUIDES
    book.active.title = first
    _write_guide(book.active, wanted)
    sheets = {kind: book.create_sheet(SHEETS[kind]) for kind in wanted}
    _write_columns(book.create_sheet(columns_title), wanted)
    used = {field.long_list for kind in wanted for field in fields_of(kind)}
    lists = {name: pairs for name, pairs in long_lists(regions).items() if name in used}
    ranges = _write_lists(book.create_sheet(lists_title), lists)
    given = {PLACES: regions[0] if regions else _ANYWHERE, LANGUAGES: language}
    for kind, sheet in sheets.items():
        _fill_sheet(sheet, kind, given, ranges)
    return save_book(book)


# What the schema says of a column: its words, its limits and its choices.

LANGUAGES, PLACES, ZONES = "languages", "places", "time zones"
"""The long lists that columns share; those of words are called after their kind."""

_TAGGED = frozenset({"languages", "interpreter"})
_FOR_PROGRAMMERS = (
    (re.compile(r",? or None(?=[.;]|$)"), ""),
    (re.compile(r"\bNone\b"), "empty"),
    (re.compile(r"^True (if|for)"), r"Write yes \1"),
    (re.compile(r"^Its page\.$"), "The address of its page, from https:// on."),
    (re.compile(r"O\"NET"), "O*NET"),
    (re.compile(r"\bits \"https\" address", re.IGNORECASE), "Its address, from https:// on"),
)


@attrs.frozen(eq=False, repr=False)
class Field(Value):
    """A column with its schema.

    Attributes:
        column: The column.
        words: What it is, in plain words.
        choices: The closed list that a value is from; empty if there is none.
        long_list: The name of the long list that a value is from; empty if there is none.
        longest: The most characters of a value; None if it is not a text.
        least: The smallest number.
        most: The largest number.
    """

    column: Column
    words: str
    choices: tuple[str, ...] = ()
    long_list: str = ""
    longest: int | None = None
    least: int = 0
    most: int = 1_000_000


@cache
def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return the columns of a kind with what the schema says of each, in the order of the sheet."""
    schema = json_schema(kind)
    record = _resolved(schema["properties"][kind]["items"], schema["$defs"])
    words = dict(fields_with("word", model_of(kind)))
    return tuple(_field(column, record, schema["$defs"], words) for column in columns_of(kind))


def _field(
    column: Column, record: Mapping[str, Any], parts: Mapping[str, Any], words_of: Mapping[str, str]
) -> Field:
    node, words = record, ""
    for key in filter(None, (column.list_field, *column.keys)):
        given = node["properties"][key]
        words = given["description"]
        node = _resolved(given.get("items", given) if key == column.list_field else given, parts)
    value = _resolved(node.get("items", node), parts)
    choices = ("yes", "no") if column.form is Form.YES_NO else tuple(value.get("enum", ()))
    long_list = words_of.get(column.name) or _long_list(column, value)
    for pattern, better in _FOR_PROGRAMMERS:
        words = pattern.sub(better, words)
    return Field(
        column,
        column.ask or words,
        choices=() if long_list else choices,
        long_list=long_list,
        longest=value.get("maxLength"),
        least=value.get("minimum", 0),
        most=value.get("maximum", 1_000_000),
    )


def _resolved(node: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema itself, where the node only refers to it."""
    found: Mapping[str, Any] = parts[node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    return found


def _long_list(column: Column, value: Mapping[str, Any]) -> str:
    if "anyOf" in value:
        return PLACES
    if column.last == "zone":
        return ZONES
    return LANGUAGES if column.last in _TAGGED else ""


def long_lists(regions: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the long lists: pairs of a code and its name, which may be empty.

    Args:
        regions: The places that come first, with their parts.
    """
    names: Mapping[str, str] = read("languages")["names"]
    return {
        PLACES: tuple(_places(regions)),
        LANGUAGES: tuple(sorted(names.items(), key=lambda pair: pair[1])),
        ZONES: tuple((zone, "") for zone in sorted(zones())),
        **{
            str(kind): tuple(sorted((w.id, str(w.label)) for w in core_words() if w.kind == kind))
            for kind in WordKind
        },
    }


def _places(regions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the places with their names: the wanted ones and their parts first."""
    data = read("regions")
    first = dict.fromkeys(regions)
    parts = [
        f"{country}-{part.partition('<')[0]}"
        for country in first
        for part in data["parts"].get(country, "").split()
    ]
    countries = sorted(data["countries"], key=lambda code: str(place_label(code)))
    for code in dict.fromkeys((*first, *parts, *countries, *sorted(data["groups"]))):
        yield code, str(place_label(code)) if "-" not in code else part_name(code) or ""


def _choice_label(choices: tuple[str, ...], word: str) -> str:
    """Return a word of a closed list with its name, where the name says more than the word."""
    for words in CLOSED_LISTS:
        if tuple(each.value for each in words) == choices:
            name = str(closed_label(words(word)))
            return word if name.casefold().replace(" ", "-") in ("", word) else f"{word} ({name})"
    return word


# What each cell accepts, and what it says otherwise. A check helps while somebody types; it can't
# see what is pasted, so the import checks all again.

_DAYS_2000_TO_2099 = ("36526", "73050")  # as spreadsheets count days


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
        formulas = () if field.long_list else (f'"{",".join(field.choices)}"',)
        # Several values in one cell are never refused.
        is_strict = field.column.form is not Form.LIST and field.long_list in ("", ZONES)
        return CellCheck("list", formulas, "Choose one from the list.", field.long_list, is_strict)
    by_name = _CHECKS.get(field.column.last)
    if by_name:
        formula, problem = by_name
        return CellCheck("custom", (formula.format(cell),), problem)
    if field.column.form is Form.NUMBER:
        limits = (str(field.least), str(field.most))
        problem = f"Write a whole number from {field.least:,}, only digits."
        return CellCheck("whole", limits, problem)
    if field.column.form is Form.DAY:
        return CellCheck(
            "date", _DAYS_2000_TO_2099, "Write the date as year-month-day, such as 2026-11-20."
        )
    if field.longest:
        problem = f"This is too long: write at most {field.longest:,} characters."
        return CellCheck("textLength", ("0", str(field.longest)), problem)
    return None


_ID = (
    f'OR({{0}}="{EXAMPLE_ID}",'
    'AND(EXACT({0},LOWER({0})),ISERROR(FIND(" ",{0})),LEN({0})<65))'
)
# Only text: a number has lost what was before its digits.
_DIAL = (
    'AND(ISTEXT({0}),ISNUMBER(VALUE(SUBSTITUTE({0},"+","",1))),'
    'ISERROR(FIND(" ",{0})),ISERROR(FIND("-",{0})),LEN({0})<17)'
)
_CHECKS: Mapping[str, tuple[str, str]] = {
    "id": (
        _ID,
        "Write small letters, digits and hyphens, such as our-line.",
    ),
    "dial": (
        _DIAL,
        "Write + and the country code, then only digits, without spaces or dashes.",
    ),
    "display": (
        "ISTEXT({0})",
        "Format the cell as text, and write the number as people there do.",
    ),
    "email": (
        'AND(ISNUMBER(FIND("@",{0})),ISERROR(FIND(" ",{0})))',
        "Write an email address, such as name@example.org.",
    ),
    **dict.fromkeys(
        ("url", "evidence"),
        (
            'AND(LEFT({0},8)="https://",ISERROR(FIND(" ",{0})))',
            "Copy the address from your browser. It begins with https://",
        ),
    ),
    "hours": (
        'OR({0}="24/7",ISNUMBER(FIND(":",{0})))',
        "Write 24/7, or days and times such as Mo-Fr 09:00-17:00.",
    ),
    "dated": (
        "AND(ISTEXT({0}),OR(LEN({0})=4,LEN({0})=7,LEN({0})=10))",
        "Write the year, year-month or year-month-day, such as 2026-11.",
    ),
}
"""The checks of columns by the last part of their names: a formula, with {0} for the cell, and what
to say."""

# The sheet for one kind of record: headings with notes, examples and checks.

LAST_ROW = 2000
"""The last row with checks: more records than anybody types."""

_DAYS = "yyyy-mm-dd"
_NEEDED, _OTHER = "FFE699", "DDEBF7"  # yellow and blue, light enough for black letters
# The size of a note: its width and the height of a line in pixels, the characters in a line.
_NOTE_WIDTH, _NOTE_HEIGHT, _NOTE_LINE = 340, 22, 48

_EVERYDAY = frozenset(
    {"contacts.dial", "contacts.display", "contacts.dial_region"}
    | {"verified.method", "verified.on", "verified.by"}
)
"""The columns that most records fill, though no example does: it has no number."""

_WIDTHS = {Form.TEXT: 36, Form.LIST: 24, Form.TERMS: 36, Form.DAY: 14, Form.YES_NO: 12}


def _fill_sheet(
    sheet: "Worksheet", kind: Kind, given: Mapping[str, str], ranges: Mapping[str, str]
) -> None:
    """Write the headings, the examples and the checks of a kind.

    Args:
        sheet: An empty sheet.
        kind: The kind.
        given: What the examples have for the place and the language, by name of the long list.
        ranges: The cells of each long list.
    """
    # The columns that most records fill come first.
    fields = sorted(fields_of(kind), key=lambda field: not _is_everyday(field, kind))
    for position, field in enumerate(fields):
        letter = letters(position)
        _write_heading(sheet, letter, field)
        sheet.column_dimensions[letter].outlineLevel = int(not _is_everyday(field, kind))
        if check := check_of(field, f"{letter}2"):
            sheet.add_data_validation(_validation(check, f"{letter}2:{letter}{LAST_ROW}", ranges))
    for line, row in enumerate(example_rows(kind), 2):
        for position, field in enumerate(fields):
            value = row.get(field.column.name)
            if value == "":  # it is for the place or the language
                value = given[field.long_list]
            if value is not None:
                _write_example(sheet, f"{letters(position)}{line}", field, value)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.print_options.gridLines = True
    _lay_out_pages(sheet)


def _lay_out_pages(sheet: "Worksheet") -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _is_everyday(field: Field, kind: Kind) -> bool:
    # Most records fill it: they need it, or the example has it.
    name = field.column.name
    return (
        field.column.needed or name in _EVERYDAY or any(name in row for row in example_rows(kind))
    )


def _write_heading(sheet: "Worksheet", letter: str, field: Field) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    cell, heading = sheet[f"{letter}1"], _heading_of(field)
    cell.value = heading
    cell.number_format = TEXT_FORMAT
    cell.font = Font(bold=field.column.needed)
    color = _NEEDED if _need_of(field) == "yes" else _OTHER
    cell.fill = PatternFill("solid", fgColor=color)
    cell.alignment = Alignment(vertical="top")
    note = note_on(field)
    height = _NOTE_HEIGHT * (2 + len(note) // _NOTE_LINE)
    cell.comment = Comment(note, "takeaction", width=_NOTE_WIDTH, height=height)
    column = sheet.column_dimensions[letter]
    column.width = max(_WIDTHS.get(field.column.form, 18), len(heading) + 2)
    column.number_format = _format_of(field)


def _format_of(field: Field) -> str:
    # No program makes a number or a date of what is in a cell of text.
    return {Form.DAY: _DAYS, Form.NUMBER: "0"}.get(field.column.form, TEXT_FORMAT)


def _write_example(sheet: "Worksheet", place: str, field: Field, value: object) -> None:
    from openpyxl.styles import Alignment, Font

    cell: Any = sheet[place]
    cell.value = value
    is_text = not isinstance(value, (int, date))
    cell.number_format = TEXT_FORMAT if is_text else _format_of(field)
    cell.font = Font(italic=True, color="6B6B6B")
    cell.alignment = Alignment(vertical="top", wrap_text=field.column.form is Form.TEXT)


def _validation(check: CellCheck, cells: str, ranges: Mapping[str, str]) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.worksheet.datavalidation import DataValidation

    first, *second = (ranges[check.list_name],) if check.list_name else check.formulas
    return DataValidation(
        type=check.type,
        operator="between" if second else None,
        formula1=first,
        formula2=second[0] if second else None,
        allow_blank=True,
        showErrorMessage=check.is_strict,
        errorStyle="stop",
        errorTitle="Please look again",
        error=check.problem,
        sqref=cells,
    )


# The sheets that explain: how to fill the workbook in, each column, and the long lists.


def _write_guide(sheet: "Worksheet", kinds: Sequence[Kind]) -> None:
    from openpyxl.styles import Font

    _write_table(sheet, _guide(kinds), (18, 90))
    for row in sheet.iter_rows():
        heads = row[0].value and not row[1].value
        row[0].font = Font(bold=True, size=14 if heads else 11)


def _write_columns(sheet: "Worksheet", kinds: Sequence[Kind]) -> None:
    # For people who print it.
    from openpyxl.styles import Font

    head = ("Sheet", "Column", "Needed", "What it is", "How to write it")
    rows = [
        (SHEETS[kind], _heading_of(field), _need_of(field), field.words, _writing_of(field))
        for kind in kinds
        for field in fields_of(kind)
    ]
    _write_table(sheet, [head, *rows], (12, 26, 20, 60, 60))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"


def _write_lists(
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
    # Text wraps, and pages are as wide as the table.
    from openpyxl.styles import Alignment

    for line, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(line, position)
            cell.number_format = TEXT_FORMAT
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.value = text or None
    for position, width in enumerate(widths):
        sheet.column_dimensions[letters(position)].width = width
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _lay_out_pages(sheet)


# The words of the template: the notes on its columns, and how to fill it in.

_MOST_CHOICES = 24
"""The most choices that a note names; the list in the cell has all."""

SUBJECTS = {
    Kind.RESOURCE: "helplines, services and organisations to turn to; guides and reports",
    Kind.ACTION: "things that a person can do",
    Kind.INDICATOR: "signs that a person may see or hear",
    Kind.VENDOR: "shops, brands and marketplaces",
    Kind.LABEL: "labels and certificates of goods",
    Kind.GOOD: "goods that a list names for a country",
    Kind.RATING: "how a report rates a country",
    Kind.WORD: "words of your own for skills, roles, topics and products; rarely needed",
}
"""What is on the sheet of each kind."""


def _need_of(field: Field) -> str:
    column = field.column
    if not column.needed:
        return "if you know it"
    if not column.list_field or not column.keys:
        return "yes"
    return f"in each row with {column.list_field}"


def _heading_of(field: Field) -> str:
    mark = {"yes": " *", "if you know it": ""}.get(_need_of(field), " (*)")
    return f"{field.column.name}{mark}"


def _writing_of(field: Field) -> str:
    column, parts = field.column, []
    if field.choices:
        names = [_choice_label(field.choices, word) for word in field.choices[:_MOST_CHOICES]]
        more = ", …" if len(field.choices) > _MOST_CHOICES else ""
        parts.append(f"One of: {', '.join(names)}{more}.")
    if field.long_list:
        parts.append(f"From the sheet Lists: {field.long_list}.")
    if column.form is Form.LIST:
        parts.append("Several are possible: put commas between them.")
    parts.append(_FORMS.get(column.form, ""))
    if column.list_field:
        parts.append("One in each row; repeat the id for the next one.")
    return " ".join(filter(None, parts))


_FORMS = {
    Form.DAY: "A date: year-month-day, such as 2026-11-20.",
    Form.NUMBER: "A whole number.",
    Form.TERMS: "A line for each language, such as en: wage theft | no pay.",
}


def note_on(field: Field) -> str:
    """Return the note on the heading of a column."""
    need = _need_of(field)
    start = {"yes": "Needed. ", "if you know it": ""}.get(need, f"Needed {need}. ")
    return f"{start}{field.words} {_writing_of(field)}".rstrip()


def _guide(kinds: Sequence[Kind]) -> tuple[tuple[str, str], ...]:
    # Pairs of a heading, or nothing, and a text.
    return (
        ("Fill a pack from this workbook", ""),
        ("", "One sheet for each kind of record. Use those that you need; leave the others."),
        *((SHEETS[kind], SUBJECTS[kind]) for kind in kinds),
        ("", ""),
        ("How to write", ""),
        ("one row", "is one record: one helpline, one action, one sign."),
        ("id", "is a short name of yours for it, such as our-line. Never change it later."),
        ("next row", "a second number, step or link goes into the row below, with the same id."),
        ("*", "this column is needed in every record."),
        ("(*)", "needed in each row that has one of these, such as a contact."),
        ("empty", "means: we don't know. Never guess, and never write a dash."),
        ("notes", "rest the pointer on a heading: it says what belongs there, and how."),
        (
            "less used",
            "columns are at the end, under a bracket: click its minus to fold them away.",
        ),
        ("lists", "click into a cell: many have a list to choose from. The codes are in Lists."),
        (EXAMPLE_ID, "rows with this id only show how. No import takes them; delete them or not."),
        ("", ""),
        ("Numbers", ""),
        ("by hand", "type or paste numbers as text. The cells are ready for it: 0 and + stay."),
        ("paste", "choose Paste Special, Values or Text, so that the checks stay in the cells."),
        ("call it", "call each number before you publish it, and write when and who in verified."),
        ("", ""),
        ("Please don't", ""),
        (
            "names",
            "rename a sheet or a heading. You may move columns, or delete those you don't use.",
        ),
        ("merge", "merge cells, compute values, or strike out rows: delete what no longer holds."),
        ("people", "write anything about a person who asked for help. A pack is public."),
        ("", ""),
        ("When you are done", ""),
        ("save", "as .xlsx, without a password."),
        ("import", "takeaction pack import FILE --to FOLDER"),
        ("", "It names each cell that needs another look, such as resources!D7, and what to do."),
    )
