"""The catalog as tables: one for each kind of record, and one for contacts.

Spreadsheets get them as a folder of CSV files whose cells open as text and read back without loss.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.need import how_to_use
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.export.json_text import (
    check_export,
    contacts_of,
    data_of_records,
    likeness_of,
    provenance_of,
)
from takeaction.export.selection import MANIFEST, Selection, manifest_of
from takeaction.models.action import Action, Minutes
from takeaction.models.goods import Good, Label, Rating, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.pack import NOTHING_ADDED
from takeaction.models.record import ONLY_SEARCHED, Record, Reviewed, Source, Verified
from takeaction.models.resource import Contact, Disclosure, Resource
from takeaction.models.word import Word
from takeaction.privacy import confidential
from takeaction.value import Value, field_names, plain_data
from takeaction.views.contact_lines import describe_languages, opening_hours
from takeaction.vocabulary.records import Kind


@attrs.frozen(eq=False, repr=False)
class Table(Value):
    """A table.

    Attributes:
        name: Its name, such as ``contacts``.
        columns: The names of its columns.
        rows: Its rows, with a value for each column: text, a number, True or False, a list, or
            None where it is not known.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@confidential
def csv_of(catalog: Catalog, selection: Selection) -> Mapping[str, bytes]:
    """Write a catalog as a folder of CSV files, for spreadsheets.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Returns:
        The bytes of each file by its name, in order. They are in UTF-8 behind the mark by which
        spreadsheets know it. No cell is run as a formula or changed by a spreadsheet: one that
        would be has an apostrophe in front. Each row has its source, its licence, the day of the
        export and the digest; ``packs.csv`` has the packs, and ``export.json`` lists the files.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    provenance = provenance_of(catalog, selection, "csv")
    columns = ("id", "version", "publisher", "licence", "digest", "notice")
    packs = ({**pack, "notice": provenance["notice"]} for pack in provenance["packs"])
    tables = (*tables_of(catalog, selection), Table("packs", columns, _rows(packs, columns)))
    edition = (selection.at.isoformat(), catalog.digest)
    files = {f"{table.name}.csv": _csv(table, edition) for table in tables}
    files[MANIFEST] = manifest_of(catalog, files, kind="csv", made=selection.at)
    return dict(sorted(files.items()))


def _csv(table: Table, edition: tuple[str, str]) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow((*table.columns, "exported", "catalog_digest"))
    rows.writerows([cell_of(value) for value in (*row, *edition)] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only behind this mark


def _rows(
    rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...]
) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(map(row.get, columns)) for row in rows)


_MODELS: Mapping[Kind, type[Any]] = {
    Kind.ACTION: Action,
    Kind.RESOURCE: Resource,
    Kind.INDICATOR: Indicator,
    Kind.VENDOR: Vendor,
    Kind.LABEL: Label,
    Kind.GOOD: Good,
    Kind.RATING: Rating,
    Kind.WORD: Word,
}

_PARTS: Mapping[str, type[Any]] = {
    "minutes": Minutes,
    "source": Source,
    "verified": Verified,
    "reviewed": Reviewed,
}
"""The fields whose parts have a column each, such as ``source_url``."""

_WITHOUT_COLUMN = ONLY_SEARCHED | {"contacts"}
"""Fields without a column: contacts have a table of their own."""

_OF_A_LINE = ("who", "resembles")
"""The columns of a resource before its other fields: who answers goes before every address."""


def tables_of(catalog: Catalog, selection: Selection) -> Iterator[Table]:
    """Yield the tables of records, and that of contacts if resources belong to the selection."""
    yield from tables_of_records(catalog, selection)
    if selection.has_kind(Kind.RESOURCE):
        yield table_of_contacts(catalog, selection)


def tables_of_records(catalog: Catalog, selection: Selection) -> Iterator[Table]:
    """Yield a table for each kind of a selection, in order of kind."""
    rows: dict[str, list[dict[str, Any]]] = {kind.value: [] for kind in _MODELS}
    for data in data_of_records(catalog, selection, "beneath"):
        rows[data["kind_of_record"]].append(data)
    for kind, model in _MODELS.items():
        if selection.has_kind(kind):
            columns = tuple(_columns(model))
            cells = (_cells(data, catalog) for data in rows[kind.value])
            yield Table(f"{kind.value}s", columns, _rows(cells, columns))


def _columns(model: type[Any]) -> Iterator[str]:
    """Yield the columns of a kind: its own fields before those that all records share."""
    is_record = issubclass(model, Record)
    shared = field_names(Record) if is_record else ("id",)
    own = [name for name in field_names(model) if name not in shared]
    yield "id"
    yield from own[:1]  # the title, the name or the text
    yield from _OF_A_LINE if model is Resource else ()
    for name in (*own[1:], *shared[1:]):
        if name in _PARTS:
            yield from (f"{name}_{part.name}" for part in attrs.fields(_PARTS[name]))
        elif name not in _WITHOUT_COLUMN:
            yield name
    yield from ("language", "pack", "licence") if is_record else ("pack", "licence")


def _cells(data: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """Return the cells of a record by column."""
    cells = {**data, "licence": licence_of(catalog, data["pack"])}
    for name in _PARTS.keys() & data.keys():
        cells |= {f"{name}_{part}": value for part, value in (data[name] or {}).items()}
    return cells


def licence_of(catalog: Catalog, pack: str | None) -> str:
    """Return the licence of a pack's content; that of the library's own words where it is None."""
    return catalog.packs[pack].header.licence if pack else "Apache-2.0"


_FACTS = (
    *("dial", "dial_region", "display", "keyword", "email", "url", "languages", "interpreter"),
    *("cost", "reachable_from", "anonymous", "recorded", "shows_on_bill", "shares_with", "note"),
)
"""The fields of a contact that have a column of the same name."""

_ABOUT_A_LINE = (
    *("status", "regions", "purposes", "serves", "audience", "operator", "operator_kind"),
    "returns_people",
)
"""The fields of a resource that have a column of the same name."""

TELLS_COLUMNS = tuple(f"tells_{field.name}" for field in attrs.fields(Disclosure))
"""When a contact tells each body: a column for each, empty if not known."""

_COLUMNS = (
    *("id", "contact", "name", "who", "only_for", "warning", "resembles"),
    *("channel", "reach", "opening", "spoken"),
    *_FACTS,
    *("hours", "zone"),
    *TELLS_COLUMNS,
    *_ABOUT_A_LINE,
    *(f"verified_{field.name}" for field in attrs.fields(Verified)),
    *(f"source_{field.name}" for field in attrs.fields(Source)),
    *("pack", "licence"),
)


def table_of_contacts(catalog: Catalog, selection: Selection) -> Table:
    """Return the contacts of all resources in a selection, each with who answers before it."""
    rows = (
        _contact_cells(catalog, record, contact, selection.languages)
        for record in selection.records(catalog)
        if isinstance(record, Resource)
        for contact in contacts_of(record)
    )
    return Table("contacts", _COLUMNS, _rows(rows, _COLUMNS))


def _contact_cells(
    catalog: Catalog, resource: Resource, contact: Contact, languages: tuple[str, ...]
) -> dict[str, Any]:
    """Return the cells of a contact by column."""
    claimed = catalog.added.get(resource.id, NOTHING_ADDED).languages_of(contact.id)
    of_resource, of_contact = plain_data(resource, languages), plain_data(contact, languages)
    verified = plain_data(contact.verified or resource.verified)
    return {
        "id": resource.id,
        **{name: of_resource[name] for name in ("name", "only_for", "warning", *_ABOUT_A_LINE)},
        "who": str(who_answers_and_tells(resource, first_language_of(languages))),
        "resembles": likeness_of(catalog, resource),
        "contact": contact.id,
        "channel": contact.channel.value,
        "reach": str(how_to_use(contact, languages)),
        "opening": opening_hours(contact, language_of(languages)),
        "spoken": describe_languages(contact, languages, claimed),
        **{name: of_contact[name] for name in _FACTS},
        "hours": contact.hours and contact.hours.text,
        "zone": contact.hours and contact.hours.zone,
        **tells_cells(contact),
        **{f"verified_{name}": value for name, value in verified.items()},
        **{f"source_{name}": value for name, value in plain_data(resource.source).items()},
        "pack": resource.pack,
        "licence": licence_of(catalog, resource.pack),
    }


def tells_cells(contact: Contact) -> dict[str, Any]:
    """Return the cells of ``TELLS_COLUMNS`` for a contact."""
    tells = plain_data(contact.tells or Disclosure())
    return {f"tells_{name}": when for name, when in tells.items()}


FORMULA_STARTS = "=+@\t\r\n\uff1d\uff0b\uff0d\uff20-"
"""The characters with which a text may start that a spreadsheet runs as a formula.

They are for a character class of a regular expression, so the hyphen comes last. OWASP ASVS 1.2.10
names =, +, -, @ and tab; some programs also accept a line break or a full-width sign.
"""

_NOT_TEXT = re.compile(rf"['{FORMULA_STARTS}]")
"""The start of a text that may run as a formula, or that has an apostrophe of its own."""

_READ_AS_NUMBER = re.compile(r"(?a:[\d.,:/ -]*\d[\d.,:/ -]*)|(?a:\d+(\.\d+)?[eE]\d+)")
"""A text that a spreadsheet may take for a number or a day: ``0800 1234``, ``24/7``, ``3-1-1``."""

_UNCHANGED = re.compile(r"(?a:0|[1-9]\d{0,10}|\d{4}-\d\d-\d\d)")
"""Numbers and days that a spreadsheet shows as they are: it rounds numbers of 12 digits."""


def cell_of(value: Any) -> str:  # noqa: ANN401 - plain data of any form
    """Write a value of a table as the text of a cell.

    Args:
        value: Plain data: text, a number, True or False, a list, or None.

    Returns:
        A list has ``; `` between its members, or is on several lines if they are texts with blanks.
        A text that a spreadsheet would run as a formula, or change, such as ``0800``, has an
        apostrophe in front, as has one that begins with an apostrophe: so to read a cell, drop
        its first character if that is an apostrophe. None is empty, True and False are ``yes``
        and ``no``.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        text = value
    else:
        texts = [_member(member) for member in value]
        text = ("\n" if any(" " in text for text in texts) else "; ").join(texts)
    is_number = _READ_AS_NUMBER.fullmatch(text) and not _UNCHANGED.fullmatch(text)
    return f"'{text}" if is_number or _NOT_TEXT.match(text) else text


def _member(member: object) -> str:
    """Write a member of a list; the parts of one that has several go by their names."""
    if not isinstance(member, Mapping):
        return str(member)
    return ", ".join(f"{name}: {part}" for name, part in member.items() if part is not None)
