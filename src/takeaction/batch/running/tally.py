"""The counts of a run, which add up over its parts."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Self

import attrs

from takeaction.batch.summary import Summary


@attrs.frozen(kw_only=True)
class Tally:
    """The counts of some people. They name nobody.

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
        problems = {" ".join(key).strip(): count for key, count in summary.problems.items()}
        return cls(
            people=summary.people,
            by_status=dict(summary.by_status),
            problems=problems,
            actions=dict(summary.actions),
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
    total.update(other)
    return dict(total)


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
