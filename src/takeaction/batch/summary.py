"""The counts of a result: people by status, problems, and columns that were not read.

They name nobody. Those of a run add up over its parts.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, Self

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.columns import METADATA, RowStatus


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
    problems = {
        (row["status"], row["code"], row["field"]): row["count_all"]
        for row in with_problem.aggregate([([], "count_all")]).to_pylist()
    }
    listed = pc.struct_field(pc.list_flatten(table["actions"]), "action")
    metadata = json.loads((table.schema.metadata or {}).get(METADATA, b'{"ignored": []}'))
    return Summary(
        people=table.num_rows,
        by_status=counts,
        problems=dict(Counter(problems).most_common()),
        actions=_counts(listed),
        ignored=tuple(metadata["ignored"]),
    )


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    """Return the number of times that each value occurs, the most frequent first."""
    counts = {row["values"]: row["counts"] for row in pc.value_counts(values).to_pylist()}
    return dict(Counter(counts).most_common())


@attrs.frozen(kw_only=True)
class Tally:
    """The counts of a part of a run, or of all of it.

    Attributes:
        people: The people.
        by_status: The people with each status.
        problems: The people with each status, code and field, joined by a space.
        actions: The people for each action.
        blank: The rows without any value, which are nobody.
    """

    people: int = 0
    by_status: Mapping[str, int] = attrs.field(factory=dict)
    problems: Mapping[str, int] = attrs.field(factory=dict)
    actions: Mapping[str, int] = attrs.field(factory=dict)
    blank: int = 0

    @classmethod
    def of(cls, summary: Summary, blank: int) -> Self:
        """Return the counts of a part from its summary."""
        return cls(
            people=summary.people,
            by_status=summary.by_status,
            problems={" ".join(key).strip(): count for key, count in summary.problems.items()},
            actions=summary.actions,
            blank=blank,
        )

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            people=self.people + other.people,
            by_status=_sum(self.by_status, other.by_status),
            problems=_sum(self.problems, other.problems),
            actions=_sum(self.actions, other.actions),
            blank=self.blank + other.blank,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the counts as plain data, the most frequent first, equal ones by name."""
        return {
            "people": self.people,
            "by_status": dict(self.by_status),
            "problems": _ordered(self.problems),
            "actions": _ordered(self.actions),
            "blank": self.blank,
        }


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    total = Counter(one)
    total.update(other)  # unlike +, it keeps a status that nobody has
    return dict(total)


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
