"""A read-only mapping of records, in order."""

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from itertools import islice
from typing import TypeVar

from takeaction.errors import plain
from takeaction.lazy import computed

V = TypeVar("V")

_FIRST = 3
"""The keys that ``repr`` shows."""


class Records(Mapping[str, V]):
    """A read-only mapping in order of its keys; it can be pickled."""

    __slots__ = ("_records",)

    def __init__(self, records: Mapping[str, V] | Callable[[], Mapping[str, V]]) -> None:
        if isinstance(records, Mapping):
            records = computed(dict(sorted(records.items())))
        self._records = records  # a function returns them in order

    def __getitem__(self, key: str) -> V:
        return self._records()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records())

    def __len__(self) -> int:
        return len(self._records())

    def values(self) -> ValuesView[V]:
        """Return the records."""
        return self._records().values()

    def items(self) -> ItemsView[str, V]:
        """Return pairs of id and record."""
        return self._records().items()

    def __repr__(self) -> str:
        first = [plain(str(key)) for key in islice(self, _FIRST)]
        if not first:
            return "<0>"
        return f"<{len(self)}: {', '.join(first)}{'…' if len(self) > _FIRST else ''}>"
