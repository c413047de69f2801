"""The counts of a result: people by status, problems, and columns that were not read."""

import json
from collections import Counter
from collections.abc import Mapping

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.columns.result import METADATA, RowStatus


@attrs.frozen(kw_only=True)
class Summary:
    """The counts of a result.

    Attributes:
        people: The number of rows.
        by_status: The number of rows with each status; every status has a key.
        problems: The number of rows with each status, code and field, the most frequent first. The
            field is empty for an empty list.
        actions: How many people each action is listed for, the most frequent first.
        ignored: The columns that were not read.
    """

    people: int
    by_status: Mapping[str, int]
    problems: Mapping[tuple[str, str, str], int]
    actions: Mapping[str, int]
    ignored: tuple[str, ...]


def summary_of(result: pa.Table | pa.RecordBatch) -> Summary:
    """Count what a result holds. It names no person."""
    table = pa.Table.from_batches([result]) if isinstance(result, pa.RecordBatch) else result
    status, problem = table["status"], table["problem"]
    counts = dict.fromkeys(map(str, RowStatus), 0) | _counts(status)
    code, field = (pc.fill_null(pc.struct_field(problem, name), "") for name in ("code", "field"))
    rows = pa.table({"status": status, "code": code, "field": field})
    with_problem = rows.filter(pc.not_equal(code, "")).group_by(rows.column_names)
    problems = Counter(
        {
            (row["status"], row["code"], row["field"]): row["count_all"]
            for row in with_problem.aggregate([([], "count_all")]).to_pylist()
        }
    )
    listed = pc.struct_field(pc.list_flatten(table["actions"]), "action")
    metadata = json.loads((table.schema.metadata or {}).get(METADATA, b'{"ignored": []}'))
    return Summary(
        people=table.num_rows,
        by_status=counts,
        problems=dict(problems.most_common()),
        actions=_counts(listed),
        ignored=tuple(metadata["ignored"]),
    )


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    """Return the number of times that each value occurs, the most frequent first."""
    counts = {row["values"]: row["counts"] for row in pc.value_counts(values).to_pylist()}
    return dict(Counter(counts).most_common())
