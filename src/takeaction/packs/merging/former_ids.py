"""Former ids: the current id of each, and links that use it."""

from collections.abc import Mapping, Sequence

from takeaction.models.record import Record
from takeaction.packs.rules import links


def group_by_former_id(records: Mapping[str, Record]) -> dict[str, list[str]]:
    """Group the ids of records by their former ids, if no record has these now."""
    by_former_id: dict[str, list[str]] = {}
    for record in records.values():
        for alias in record.aliases:
            former = f"{record.pack}:{alias}"
            if former not in records:
                by_former_id.setdefault(former, []).append(record.id)
    return by_former_id


def current_ids_of(by_former_id: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the current id for each former id that only one record had."""
    return {former: ids[0] for former, ids in by_former_id.items() if len(ids) == 1}


def with_current_links(
    records: dict[str, Record], current_ids: Mapping[str, str]
) -> dict[str, Record]:
    """Return records whose links use current ids."""
    if not current_ids:
        return records
    return {id: links.with_current_ids(record, current_ids) for id, record in records.items()}
