"""The template as one workbook: a guide, a sheet for each kind, the columns and the lists."""

from collections.abc import Iterable, Mapping, Sequence

from takeaction.authoring.sheets.form.fields import LANGUAGES, PLACES, fields_of, long_lists
from takeaction.authoring.sheets.form.guides import write_columns, write_guide, write_lists
from takeaction.authoring.sheets.form.kind_sheet import fill_sheet
from takeaction.authoring.sheets.kinds import GUIDES, SHEETS
from takeaction.authoring.sheets.workbook import save_book
from takeaction.vocabulary.records import Kind

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
    write_guide(book.active, wanted)
    sheets = {kind: book.create_sheet(SHEETS[kind]) for kind in wanted}
    write_columns(book.create_sheet(columns_title), wanted)
    ranges = write_lists(book.create_sheet(lists_title), _lists(wanted, regions))
    given = {PLACES: regions[0] if regions else _ANYWHERE, LANGUAGES: language}
    for kind, sheet in sheets.items():
        fill_sheet(sheet, kind, given, ranges.__getitem__)
    return save_book(book)


def _lists(
    kinds: Sequence[Kind], regions: Sequence[str]
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the lists of the last sheet: those that these kinds use."""
    used = {field.long_list for kind in kinds for field in fields_of(kind)}
    return {name: pairs for name, pairs in long_lists(regions).items() if name in used}
