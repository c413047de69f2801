"""The words of the template: the notes on its columns, and how to fill it in."""

from collections.abc import Sequence

from takeaction.authoring.sheets.columns import Form
from takeaction.authoring.sheets.examples import EXAMPLE_ID
from takeaction.authoring.sheets.form.fields import Field, choice_label
from takeaction.authoring.sheets.kinds import SHEETS
from takeaction.vocabulary.records import Kind

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


def need_of(field: Field) -> str:
    """Say whether a column has to be filled."""
    column = field.column
    if not column.needed:
        return "if you know it"
    if not column.list_field or not column.keys:
        return "yes"
    return f"in each row with {column.list_field}"


def mark_of(field: Field) -> str:
    """Return the heading of a column, with the mark of a needed one."""
    column = field.column
    if not column.needed:
        return column.name
    return f"{column.name} *" if need_of(field) == "yes" else f"{column.name} (*)"


def writing_of(field: Field) -> str:
    """Say how to write a value."""
    column, parts = field.column, []
    if field.choices:
        names = [choice_label(field.choices, word) for word in field.choices[:_MOST_CHOICES]]
        more = ", …" if len(field.choices) > _MOST_CHOICES else ""
        parts.append(f"One of: {', '.join(names)}{more}.")
    if field.long_list:
        parts.append(f"From the sheet Lists: {field.long_list}.")
    if field.is_list:
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
    needed = {"yes": "Needed. ", "if you know it": ""}.get(need_of(field))
    start = f"Needed {need_of(field)}. " if needed is None else needed
    return " ".join(filter(None, (f"{start}{field.words}", writing_of(field))))


def guide(kinds: Sequence[Kind]) -> tuple[tuple[str, str], ...]:
    """Return the lines of the first sheet: pairs of a heading, or nothing, and a text."""
    sheets = tuple((SHEETS[kind], SUBJECTS[kind]) for kind in kinds)
    return (
        ("Fill a pack from this workbook", ""),
        ("", "One sheet for each kind of record. Use those that you need; leave the others."),
        *sheets,
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
