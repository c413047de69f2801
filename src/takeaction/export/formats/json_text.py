"""The catalog as JSON and as JSON Lines."""

import json
from collections.abc import Iterator
from typing import Any

from takeaction.catalog.catalog import Catalog
from takeaction.export.formats.provenance import check_export, provenance_of
from takeaction.export.formats.record_data import data_of_records
from takeaction.export.selection import Selection
from takeaction.privacy import confidential


@confidential
def json_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write a catalog as one JSON document, with a line for each record.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Returns:
        An object of the packs with their licences, the digest, the day and ``records``. A record
        is that of ``as_json`` with ``translations="apart"``. Of a resource, ``who`` says who
        answers, ``resembles`` names the line that it is easily mistaken for, and ``added`` what
        only other packs claim. One that no longer exists has no contacts.

    Raises:
        QueryError: An argument is something else.

    Example:
        >>> from datetime import date
        >>> import json
        >>> from takeaction.export.selection import Selection
        >>> json.loads(json_of(catalog, Selection(at=date(2026, 11, 28))))["made"]
        '2026-11-28'
    """
    head = _dump(_provenance(catalog, selection, "json"))
    records = ",\n".join(_lines(catalog, selection))
    return f'{head[:-1]},"records":[\n{records}\n]}}\n'.encode()


@confidential
def json_lines_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write a catalog as JSON Lines: the packs, licences and digest first, then a line a record.

    Args:
        catalog: The records.
        selection: The records to write, the languages of their texts, and the day.

    Raises:
        QueryError: An argument is something else.
    """
    head = _dump(_provenance(catalog, selection, "jsonl"))
    return "".join(f"{line}\n" for line in (head, *_lines(catalog, selection))).encode()


def _provenance(catalog: Catalog, selection: Selection, kind: str) -> dict[str, Any]:
    check_export(catalog, selection)
    return provenance_of(catalog, selection, kind)


def _lines(catalog: Catalog, selection: Selection) -> Iterator[str]:
    return map(_dump, data_of_records(catalog, selection, "apart"))


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
