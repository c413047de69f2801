"""The catalog: the records of all packs, in one place that never changes."""

import os
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast, overload

import attrs

from takeaction.errors import PackError, UnknownWordError, plain, refused
from takeaction.lazy import Lazy, ProcessLocks, computed
from takeaction.limits import Limits
from takeaction.models.pack import Added, Pack
from takeaction.models.question.arguments import check_text, read_languages
from takeaction.models.record import Record
from takeaction.models.word import Vocabulary, Word, closed_label
from takeaction.privacy import confidential
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.resources import HELP_PURPOSES
from takeaction.vocabulary.words import Several, nearest

if TYPE_CHECKING:
    from takeaction.core_data import Tongue
    from takeaction.coverage import Coverage
    from takeaction.models.action import Action, Factor
    from takeaction.models.goods import Good, Label, Rating, Vendor
    from takeaction.models.indicator import Indicator
    from takeaction.models.pack import Withdrawal
    from takeaction.models.resource import Resource
    from takeaction.models.text import Text, Words


V = TypeVar("V")
_D = TypeVar("_D")

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
        records = self._records()
        try:
            return records[key]
        except KeyError:
            like = [id for id in records if id.endswith(f":{key}")] or nearest(str(key), records)
            if not like:
                raise
            raise KeyError(f"{plain(str(key))}; like it: {', '.join(like[:_FIRST])}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._records()

    def __iter__(self) -> Iterator[str]:
        return iter(self._records())

    def __len__(self) -> int:
        return len(self._records())

    @overload
    def get(self, key: str, /) -> V | None: ...

    @overload
    def get(self, key: str, /, default: V | _D) -> V | _D: ...

    def get(self, key: str, /, default: object = None) -> object:
        """Return the record with a full id, else *default*."""
        return self._records().get(key, cast(Any, default))

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


_T = TypeVar("_T")

Path: TypeAlias = str | os.PathLike[str]


class Accepted(Protocol):
    """A lock: the packs as a person accepted them."""

    def coverage(self, purposes: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return each (region, language) that had a contact for one of these purposes."""
        ...

    def accepts(self, pack: str, record: str) -> bool:
        """Return whether a person accepted a resource, by the id of its pack and its local id."""
        ...


class _Derived:
    """Values derived from a catalog, computed on first use and never pickled."""

    def __init__(self) -> None:
        self.values: dict[Callable[..., Any], Any] = {}
        self.locks = ProcessLocks()

    def __reduce__(self) -> tuple[type["_Derived"], tuple[()]]:
        return _Derived, ()


def _as_lazy(
    mistakes: tuple[PackError, ...] | Lazy[tuple[PackError, ...]],
) -> Lazy[tuple[PackError, ...]]:
    return mistakes if isinstance(mistakes, Lazy) else computed(mistakes)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Catalog:
    """All knowledge of the packs. Immutable; safe to share between threads.

    Attributes:
        actions: Things a person can do, by full id; as are all records below.
        resources: Helplines, services, organisations, guides.
        reachable: The resources that have a contact.
        indicators: Signs.
        vendors: Sellers, and certifiers.
        labels: Labels on goods.
        goods: Goods with a known risk, by country.
        ratings: Governments, rated by year.
        words: The open words: skills, roles, topics, products.
        packs: The packs, by id.
        factors: Factors that code plugins offer to the ranking, by name.
        suppressed: The reason for each record that the host hides, by full id.
        question_characters: The characters of a long question that are read, as the limits of the
            load set them.
        withdrawn: What publishers took back and is left out, by id: a record, a contact as
            ``pack:record#contact``, or a pack.
        added: The regions and languages that patches of other packs added, by the full id of the
            record they are in.
        tongues: The languages that takeaction lacks and whose first sentences a pack translates,
            by tag.
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
    _mistakes: Lazy[tuple[PackError, ...]] = attrs.field(converter=_as_lazy)
    factors: "Records[Factor]"
    suppressed: Records[str]
    _read_lock: "Callable[[Accepted | Path], Accepted]"
    _lock: "Accepted | None" = None
    question_characters: int = Limits().question_characters
    withdrawn: "Records[Withdrawal]" = attrs.field(factory=lambda: Records({}))
    added: Records[Added] = attrs.field(factory=lambda: Records({}))
    tongues: "Records[Tongue]" = attrs.field(factory=lambda: Records({}))
    _distributions: Mapping[str, str | None] = attrs.field(factory=dict)
    _left_out: Lazy[frozenset[str]] = attrs.field(factory=lambda: computed(frozenset()))
    _derived: _Derived = attrs.field(factory=_Derived, init=False)

    def __repr__(self) -> str:
        return f"<Catalog of {len(self.packs)} packs, {len(self)} records, {self.digest[:19]}…>"

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """The mistakes and warnings of the load, in order of pack; found on first use."""
        return self._mistakes()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The packs that something was left out of, in order of name; ``mistakes`` says why.

        Much cheaper than ``mistakes``, which reads every text for words that could hurt somebody.
        """
        return tuple(sorted(self._left_out()))

    @property
    def digest(self) -> str:
        """``sha256:`` and the hex digest of everything that answers depend on."""
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

    @confidential
    def get(self, id: str) -> Record | None:
        """Return the record with an id.

        Args:
            id: ``pack:local``, or only the local id where a single record has it. A former id
                works as well.

        Returns:
            The record; None if there is none, or if several records have the local id.
        """
        return self._with_id(id) or self._with_id(self.once(_ids).get(id, id))

    def _with_id(self, id: str) -> Record | None:
        for records in self._kinds():
            if id in records:
                record: Record = records[id]
                return record
        return None

    @confidential
    def find(self, id: str, field: str, position: int = 0, *, suggest: bool = True) -> Record:
        """Return the record with an id, as ``get`` does.

        Args:
            id: The id, as in ``get``.
            field: The argument, for the error.
            position: The place of the id in its field, for the error.
            suggest: Whether the error has the nearest ids, which take long to find.

        Raises:
            QueryError: It is not text.
            UnknownWordError: There is none; the error has the nearest ids.
        """
        record = self.get(check_text(id, field))
        if record is None:
            raise unknown_record(self if suggest else (), id, field, position)
        return record

    @confidential
    def label(self, word: str | Word, languages: Several[str] | str | None = ("en",)) -> "Words":
        """Return the name that people see for a word of an answer or of a question.

        Args:
            word: A closed word, such as ``ReferralState.OPEN``, or its value; an open word, or its
                id. A value that is in several lists, such as ``child``, has the label of the first
                of ``vocabulary.lists.CLOSED_LISTS`` that has it, so give the closed word itself
                where you know its list: ``Purpose("child")``. An id of several kinds of open words
                is that of a skill, role, topic or product, in this order.
            languages: The languages of the label, BCP 47, most wanted first; one text is read as
                an Accept-Language value.

        Returns:
            The label. A closed word's label begins with a small letter, for use inside a line.

        Raises:
            UnknownWordError: There is no such word.

        Example:
            >>> catalog.label("ngo").text, catalog.label("writing", ["es"]).text
            ('independent organisation (NGO)', 'Redacción')
        """
        wish = read_languages(languages)
        text = word.label if isinstance(word, Word) else self._label_of(check_text(word, "word"))
        return text.pick(wish)

    def _label_of(self, word: str) -> "Text":
        # Imported late: no question needs all closed lists.
        from takeaction.vocabulary.lists import CLOSED_LISTS

        is_member = type(word) in CLOSED_LISTS
        members = (member for kind in CLOSED_LISTS for member in kind if member.value == word)
        closed = word if is_member else next(members, None)
        if isinstance(closed, StrEnum):
            return closed_label(closed)
        for kind in WordKind:
            open_word = self.words.get(kind, word)
            if open_word:
                return open_word.label
        known = (*(value for kind in CLOSED_LISTS for value in kind), *(w.id for w in self.words))
        raise UnknownWordError("word", 0, nearest(word, known))

    def coverage(self) -> "Coverage":
        """Return the places that have help, with the share of the world's people in them.

        Retired records do not count.
        """
        return self.once(_coverage)

    def coverage_lost_since(self, lock: "Accepted | Path") -> tuple[tuple[str, str], ...]:
        """Return each (region, language) that had a contact in a lock and has none now, in order.

        Args:
            lock: A lock, or the path of its file.

        Raises:
            LockError: The lock file cannot be used.
        """
        accepted = self._read_lock(lock).coverage(HELP_PURPOSES)
        return tuple(sorted(accepted.difference(self.coverage().pairs)))

    @property
    def coverage_lost(self) -> tuple[tuple[str, str], ...]:
        """Each (region, language) that had a contact in the lock of this load and has none now.

        Empty without a lock.
        """
        return self.coverage_lost_since(self._lock) if self._lock else ()

    def accepts(self, record: Record) -> bool | None:
        """Return whether a person accepted a resource in this load's lock; None without a lock.

        One that was accepted under a former id, which no other has now, was accepted too.
        """
        if self._lock is None:
            return None
        former = (id for id in record.aliases if f"{record.pack}:{id}" not in self.reachable)
        return any(self._lock.accepts(record.pack, id) for id in (record.local_id, *former))

    def distribution_of(self, record: Record) -> str | None:
        """Return the installed distribution that a record comes from; None if it has none."""
        return self._distributions.get(record.pack)

    def once(self, build: "Callable[[Catalog], _T]") -> _T:
        """Return the result of *build* for this catalog, computed by the first call.

        Args:
            build: A function of a module, since the function itself is the key of the result.
        """
        values = self._derived.values
        if build not in values:
            with self._derived.locks.lock():
                if build not in values:
                    values[build] = build(self)
        value: _T = values[build]
        return value


def unknown_record(
    known: Iterable[Record], id: str, field: str, position: int = 0
) -> UnknownWordError:
    """Return the error for an id that no record has, with the nearest of some records."""
    by_local_id = {record.local_id: record for record in known}
    near = [by_local_id[local] for local in nearest(id.rpartition(":")[2], by_local_id)]
    labels = {record.id: record.label for record in near}
    return UnknownWordError(field, position, tuple(labels), labels=labels)


def check_catalog(catalog: object) -> None:
    """Check that an argument is a catalog.

    Raises:
        QueryError: It is not.
    """
    if not isinstance(catalog, Catalog):
        raise refused("query.catalog", "catalog", "catalog")


def _ids(records: Iterable[Record]) -> dict[str, str]:
    """Return the full id for each former id and each local id that only one record has.

    A current id goes before the same former id of another record.
    """
    current: dict[str, set[str]] = {}
    former: dict[str, set[str]] = {}
    for record in records:
        current.setdefault(record.local_id, set()).add(record.id)
        for alias in record.aliases:
            former.setdefault(alias, set()).add(record.id)
            former.setdefault(f"{record.pack}:{alias}", set()).add(record.id)
    return {name: ids.pop() for name, ids in (former | current).items() if len(ids) == 1}


def _coverage(catalog: Catalog) -> "Coverage":
    from takeaction.coverage import Coverage  # no answer needs it

    return Coverage(catalog.reachable.values())


def _digest(catalog: Catalog) -> str:
    """Return the digest of the content of all packs and of the host's own changes."""
    import hashlib

    lines = [f"{id} {pack.digest}" for id, pack in catalog.packs.items()]
    lines += [f"held back {id}" for pack in catalog.packs.values() for id in pack.held_back]
    lines += [f"suppress {id} {reason}" for id, reason in catalog.suppressed.items()]
    lines += [f"withdrawn {id}" for id in catalog.withdrawn]
    lines += [f"factor {name}" for name in catalog.factors]
    return f"sha256:{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()}"
