"""The records of all packs, in one place that never changes."""

import os
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

import attrs

from takeaction.errors import PackError, UnknownWordError
from takeaction.lazy import Lazy, Locks, computed
from takeaction.models.factor import Factor
from takeaction.models.pack import Pack
from takeaction.models.record import Record
from takeaction.models.word import Vocabulary
from takeaction.vocabulary import HELP_PURPOSES, Status, nearest

if TYPE_CHECKING:  # a kind that no pack has is not imported
    from takeaction.models.action import Action
    from takeaction.models.good import Good, Rating
    from takeaction.models.indicator import Indicator
    from takeaction.models.resource import Resource
    from takeaction.models.vendor import Label, Vendor

V = TypeVar("V")
_T = TypeVar("_T")

Path: TypeAlias = str | os.PathLike[str]


class Accepted(Protocol):
    """What a person accepted of the packs: a lock."""

    def coverage(self, purposes: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return each (region, language) that had a contact for one of these purposes."""
        ...


class Records(Mapping[str, V]):
    """A read-only mapping in order of its keys; it can be pickled."""

    __slots__ = ("_records",)

    def __init__(self, records: Mapping[str, V] | Callable[[], Mapping[str, V]]) -> None:
        if isinstance(records, Mapping):
            records = computed(dict(sorted(records.items())))
        self._records = records  # what is made later comes in order

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
        """Return the ids, each with its record."""
        return self._records().items()

    def __repr__(self) -> str:
        return f"<{len(self)}: {', '.join(list(self)[:3])}…>"


class _Kept:
    """What was derived from a catalog, computed at first use and never pickled."""

    def __init__(self) -> None:
        self.things: dict[Callable[..., Any], Any] = {}
        self.locks = Locks()

    def __reduce__(self) -> tuple[type["_Kept"], tuple[()]]:
        return _Kept, ()


def _as_later(
    mistakes: tuple[PackError, ...] | Lazy[tuple[PackError, ...]],
) -> Lazy[tuple[PackError, ...]]:
    return mistakes if isinstance(mistakes, Lazy) else computed(mistakes)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Catalog:
    """Everything that the packs know. Immutable; safe to share between threads.

    Attributes:
        actions: Things a person can do, by full id; as are all records below.
        resources: Somebody to turn to, or something to read.
        reachable: Those of them that have a contact.
        indicators: Signs.
        vendors: Who sells.
        labels: What labels on goods say.
        goods: What is known of goods by country.
        ratings: What is known of governments by year.
        words: The open words: skills, roles, topics, products.
        packs: The packs, by id.
        factors: Factors that code plugins offer to the ranking, by name.
        suppressed: Why the host hides a record, by its full id.
    """

    actions: "Records[Action]"
    resources: "Records[Resource]"
    reachable: "Records[Resource]"
    indicators: "Records[Indicator]"
    vendors: "Records[Vendor]"
    labels: "Records[Label]"
    goods: "Records[Good]"
    ratings: "Records[Rating]"
    words: Vocabulary
    packs: Records[Pack]
    _mistakes: Lazy[tuple[PackError, ...]] = attrs.field(converter=_as_later)
    factors: Records[Factor]
    suppressed: Records[str]
    _read_lock: "Callable[[Accepted | Path], Accepted]"
    _lock: "Accepted | None" = None
    _kept: _Kept = attrs.field(factory=_Kept, init=False)

    def __repr__(self) -> str:
        return f"<Catalog of {len(self.packs)} packs, {len(self)} records, {self.digest[:19]}…>"

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """What was left out or warned of, in order of pack; found when it is first asked for."""
        return self._mistakes()

    @property
    def digest(self) -> str:
        """``sha256:`` and the hex digest over all that answers rest on."""
        return self.once(_digest)

    def __len__(self) -> int:
        return sum(len(records) for records in self._kinds())

    def __iter__(self) -> Iterator[Record]:
        """Return all records, in order of kind and id."""
        return (record for records in self._kinds() for record in records.values())

    def _kinds(self) -> tuple[Records[Any], ...]:
        return (
            self.actions,
            self.resources,
            self.indicators,
            self.vendors,
            self.labels,
            self.goods,
            self.ratings,
        )

    def get(self, id: str) -> Record | None:
        """Return the record with an id.

        Args:
            id: ``pack:local``, or the local id alone where one record has it. A former id works
                as well.

        Returns:
            The record; None if there is none, or if the local id is that of several.
        """
        found = self._with_id(id)
        return found or self._with_id(self.once(_ids).get(id, id))

    def _with_id(self, id: str) -> Record | None:
        """Return the record with exactly this full id, or None."""
        for records in self._kinds():
            if id in records:
                found: Record = records[id]
                return found
        return None

    def find(self, id: str, field: str, position: int = 0) -> Record:
        """Return the record with an id, as ``get`` does.

        Raises:
            UnknownWordError: There is none; the error has the nearest ids.
        """
        found = self.get(id)
        if found is None:
            ids = [record.id for record in self]
            local = {id.partition(":")[2]: id for id in ids}
            near = [local[each] for each in nearest(id.rpartition(":")[2], local)]
            raise UnknownWordError(field, position, tuple(near))
        return found

    def coverage(self, against: "Accepted | Path | None" = None) -> tuple[tuple[str, str], ...]:
        """Return each (region, language) that has a contact for help, in order.

        Languages of interpreters count; ``und`` stands for a contact whose languages are not
        known. Retired records give none.

        Args:
            against: A lock or the path of its file, to get only those that had a contact when
                the packs were accepted and have none now.

        Raises:
            LockError: The lock file cannot be used.
        """
        pairs = self.once(_covered)
        if against is not None:
            pairs = self._read_lock(against).coverage(HELP_PURPOSES) - pairs
        return tuple(sorted(pairs))

    @property
    def coverage_lost(self) -> tuple[tuple[str, str], ...]:
        """Each (region, language) that had a contact in the lock of this load and has none now.

        Empty for a catalog that was loaded without a lock.
        """
        return self.coverage(against=self._lock) if self._lock else ()

    def once(self, build: "Callable[[Catalog], _T]") -> _T:
        """Return what *build* makes of this catalog, made at the first call and kept.

        Args:
            build: A function of a module, since it is the key under which the result is kept.
        """
        things = self._kept.things
        if build not in things:
            with self._kept.locks.lock():
                if build not in things:
                    things[build] = build(self)
        computed: _T = things[build]
        return computed


def _ids(records: Iterable[Record]) -> dict[str, str]:
    """Return the full id for each former id and each local id that one record has.

    An id that a record has now goes before the same one that another had.
    """
    own: dict[str, set[str]] = {}
    former: dict[str, set[str]] = {}
    for record in records:
        own.setdefault(record.local_id, set()).add(record.id)
        for alias in record.aliases:
            former.setdefault(alias, set()).add(record.id)
            former.setdefault(f"{record.pack}:{alias}", set()).add(record.id)
    return {name: ids.pop() for name, ids in (former | own).items() if len(ids) == 1}


def _covered(catalog: Catalog) -> frozenset[tuple[str, str]]:
    """Return each (region, language) that has a contact for help."""
    return frozenset(
        (region, language)
        for resource in catalog.reachable.values()
        if resource.purposes & HELP_PURPOSES and resource.status is not Status.RETIRED
        for contact in resource.contacts
        for region in resource.regions
        for language in (contact.languages + contact.interpreter) or ("und",)
    )


def _digest(catalog: Catalog) -> str:
    """Return the digest over the content of all packs and over what the host changes."""
    import hashlib

    lines = [f"{id} {pack.digest}" for id, pack in catalog.packs.items()]
    lines += [f"suppress {id} {reason}" for id, reason in catalog.suppressed.items()]
    lines += [f"factor {name}" for name in catalog.factors]
    return f"sha256:{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()}"
