"""Records as resources: an address for each, and its text."""

import json
import re
from collections.abc import Iterator
from datetime import datetime

import mcp_types as types

from takeaction.assistants.budget import fit_to_budget
from takeaction.assistants.rendering import rendered
from takeaction.assistants.tools.records import find_record, record_draft
from takeaction.catalog.catalog import Catalog
from takeaction.errors import UnknownWordError, refused
from takeaction.models.record import Record

_PAGE = 100
"""The resources of one page: a list of all has more than a thousand."""

_ADDRESS = re.compile(r"takeaction://([a-z0-9-]+)/([a-z0-9-]+)", re.ASCII)

TEMPLATE = types.ResourceTemplate(
    uri_template="takeaction://{pack}/{record}",
    name="record",
    title="A record",
    description="One record by its pack and its id, such as takeaction://us-hotline/national-hotline.",
)


def list_records(catalog: Catalog, cursor: str | None) -> types.ListResourcesResult:
    """List the records, helplines first, a page at a time.

    Args:
        catalog: The records.
        cursor: The cursor of the page before; None for the first page.

    Raises:
        QueryError: The cursor is none of ours.
    """
    start = 0 if cursor is None else _start(cursor)
    records = list(_records(catalog))
    end = start + _PAGE
    return types.ListResourcesResult(
        resources=[_resource(record) for record in records[start:end]],
        next_cursor=str(end) if end < len(records) else None,
    )


def _start(cursor: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", cursor):
        raise refused("query.text", "text", "cursor")
    return int(cursor)


def _records(catalog: Catalog) -> Iterator[Record]:
    yield from catalog.resources.values()
    yield from catalog.actions.values()
    yield from catalog.indicators.values()
    for records in (catalog.labels, catalog.vendors, catalog.goods, catalog.ratings):
        yield from records.values()


def _resource(record: Record) -> types.Resource:
    return types.Resource(
        uri=address_of(record),
        name=record.id,
        title=record.label.pick(("en",)).text,
        mime_type="application/json",
    )


def address_of(record: Record) -> str:
    """Return the address of a record."""
    return f"takeaction://{record.id.replace(':', '/')}"


def read_record(
    catalog: Catalog, address: str, languages: tuple[str, ...], at: datetime | None
) -> types.ReadResourceResult:
    """Read a record, as JSON and as lines of text.

    Raises:
        UnknownWordError: There is no record with this address.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise UnknownWordError("uri")
    record = find_record(catalog, f"{match[1]}:{match[2]}")
    content = fit_to_budget(record_draft(record, languages, at, details=True), None, details=True)
    forms = {
        "application/json": json.dumps(content, ensure_ascii=False, indent=1),
        "text/plain": rendered(content),
    }
    contents = [
        types.TextResourceContents(uri=address, mime_type=mime_type, text=text)
        for mime_type, text in forms.items()
    ]
    return types.ReadResourceResult(contents=[*contents])
