"""``takeaction.lock``: the packs that a named person accepted.

It has the safety-critical values in clear text, so that a change can be read after the old pack has
gone.
"""

import os
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import Any

import attrs

from takeaction.catalog import Records
from takeaction.errors import refused
from takeaction.lazy import Lazy
from takeaction.lock import lines
from takeaction.lock.lines import LockValue
from takeaction.value import Value
from takeaction.vocabulary.records import Kind

LONGEST_REVIEWER = 200
"""The most characters of a reviewer, a distribution or a version: as many as a title may have."""

_SHORT_DIGEST = 19
"""The characters of a digest that ``repr`` shows."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LockedPack(Value):
    """The accepted state of one pack.

    Attributes:
        id: The id of the pack.
        digest: ``sha256:`` and the hex digest of its canonical content.
        distribution: The distribution it came from, or None.
        version: Its version, or None.
        publisher: Who published it, or None.
        reviewer: The person who accepted it; None if it was locked without a review.
        accepted: The day they accepted it, or None.
        files: The digest of its source files, byte for byte; None for a built pack.
        record_names: The digest of the names of its records, or None.
        values: Its safety-critical values, by kind of record, id and field, such as
            ``resource national-hotline contacts[voice].dial``; in order.
        checked: The day on which the source of each record was last read, by kind and id.
        wording: The number of words in the other fields of each record, and a short digest of them.
        names: The name of each record, by kind and id.
        cautions: The codes of the warnings that the texts of a record had when it was accepted.
    """

    _json_names = ("digest", "distribution", "version", "publisher", "reviewer", "accepted")

    id: str
    digest: str
    distribution: str | None = None
    version: str | None = None
    publisher: str | None = None
    reviewer: str | None = None
    accepted: date | None = None
    files: str | None = None
    record_names: str | None = None
    values: Mapping[str, LockValue] = attrs.field(factory=dict)
    checked: Mapping[str, str] = attrs.field(factory=dict)
    wording: Mapping[str, str] = attrs.field(factory=dict)
    names: Mapping[str, str] = attrs.field(factory=dict)
    cautions: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not the reviewer, whose name belongs into no log."""
        facts = {"id": self.id, "version": self.version, "digest": self.digest[:_SHORT_DIGEST]}
        return {**facts, "accepted": self.accepted}

    def holds(self, records: AbstractSet[str]) -> bool:
        """Return whether these are exactly the records that were accepted.

        The same content may give other records, under another release or other limits.
        """
        if self.record_names:
            return self.record_names == lines.names_digest(records)
        return not self.wording or self.wording.keys() == records


@attrs.frozen(eq=False, repr=False)
class Lock(Value):
    """The accepted state of each pack.

    Attributes:
        packs: In order of id.
        core: The digest of the core's own data, or None.
    """

    packs: tuple[LockedPack, ...] = ()
    core: str | None = None
    _by_id: Lazy[dict[str, LockedPack]] = attrs.field(
        init=False,
        eq=False,
        repr=False,
        default=attrs.Factory(lambda lock: _index(lock.packs), takes_self=True),
    )

    def _shown(self) -> dict[str, object]:
        return {"packs": len(self.packs), "core": self.core and self.core[:_SHORT_DIGEST]}

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> "Lock":
        """Read a lock file.

        Its end is checked first. The records of a pack are parsed when they are first needed, and
        raise the same error if one of them is not the line of a record.

        Raises:
            LockError: It cannot be read, is a link, or is not a whole lock file.
        """
        name = os.fsdecode(path)
        return _parse(lines.LOCK_FILE.read(name), name)

    def get(self, id: str) -> LockedPack | None:
        """Return the accepted state of a pack, or None."""
        return self._by_id().get(id)

    def with_changes(self, changes: Mapping[str, LockedPack | None]) -> "Lock":
        """Return a lock with packs added or replaced, by their ids, and without those of None."""
        by_id = {**self._by_id(), **changes}
        packs = [pack for _, pack in sorted(by_id.items()) if pack is not None]
        return attrs.evolve(self, packs=tuple(packs))

    def text(self) -> str:
        """Return the text of the lock file."""
        packs = []
        for pack in self.packs:
            fields = {field.name: getattr(pack, field.name) for field in attrs.fields(LockedPack)}
            tables = {name: fields.pop(name) for name in lines.TABLES}
            packs.append((fields, tables))
        return lines.render_lock(self.core, packs)

    def accepts(self, pack: str, record: str) -> bool:
        """Return whether a resource is one of an accepted pack, as it was accepted.

        Args:
            pack: The id of its pack.
            record: Its local id.
        """
        locked = self.get(pack)
        if locked is None:
            return False
        return not locked.wording or f"{Kind.RESOURCE} {record}" in locked.wording

    def coverage(self, purposes: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return each (region, language) that had a contact for one of these purposes."""
        wanted = frozenset(purposes)
        records = [
            (pack.id, key.partition(" "), fields)
            for pack in self.packs
            for key, fields in _by_record(pack.values).items()
        ]
        reach = {
            f"{pack}:{id}": _reach_of(fields)
            for pack, (kind, _, id), fields in records
            if kind == Kind.RESOURCE and wanted.intersection(_items(fields, "purposes"))
        }
        for _, (kind, _, id), fields in records:
            if kind == "patch" and id in reach:
                regions, contacts = reach[id]
                languages = frozenset(_items(fields, "languages"))
                contacts = [spoken | languages for spoken in contacts]
                reach[id] = regions | frozenset(_items(fields, "regions")), contacts
        return frozenset(
            (region, language)
            for regions, contacts in reach.values()
            for region in regions
            for languages in contacts
            for language in languages or {"und"}
        )


def _index(packs: tuple[LockedPack, ...]) -> Lazy[dict[str, LockedPack]]:
    return Lazy(lambda: {pack.id: pack for pack in packs})


# Coverage

_Reach = tuple[frozenset[str], list[frozenset[str]]]
"""The regions of a resource, and the languages of each of its contacts."""


def _reach_of(fields: Mapping[str, LockValue]) -> _Reach:
    contacts = [name.removesuffix(".channel") for name in fields if name.endswith("].channel")]
    if fields.get("status") == "retired":
        contacts = []
    languages = [
        frozenset((*_items(fields, f"{path}.languages"), *_items(fields, f"{path}.interpreter")))
        for path in contacts
    ]
    return frozenset(_items(fields, "regions") or ("001",)), languages


def _by_record(values: Mapping[str, LockValue]) -> dict[str, dict[str, LockValue]]:
    records: dict[str, dict[str, LockValue]] = {}
    for key, value in values.items():
        record, _, field = key.rpartition(" ")
        records.setdefault(record, {})[field] = value
    return records


def _items(fields: Mapping[str, LockValue], name: str) -> tuple[str, ...]:
    """Return the items of a list; empty if the field is missing or not a list."""
    value = fields.get(name)
    return value if isinstance(value, tuple) else ()


# Locks as arguments and as texts


def as_lock(lock: object) -> Lock:
    """Return a lock, or the one in a file.

    Raises:
        LockError: The file cannot be used.
        QueryError: It is neither a lock nor a path.
    """
    if isinstance(lock, Lock):
        return lock
    if not isinstance(lock, (str, os.PathLike)):
        raise refused("query.lock", "lock", "lock")
    return Lock.read(lock)


def parse_lock(text: str, name: str) -> Lock:
    """Read a lock from the text of its file, as ``Lock.text`` writes it.

    Raises:
        LockError: It is not the text of a whole lock file.
    """
    return _parse(text.encode("utf-8", "replace"), name)


def _parse(data: bytes, name: str) -> Lock:
    core, packs = lines.parse(data, name)
    return Lock(tuple(_locked_pack(*pack) for pack in packs), core)


def _locked_pack(
    facts: dict[str, Any], tables: Lazy[Mapping[str, Mapping[str, Any]]]
) -> LockedPack:
    lazy: dict[str, Any] = {
        name: Records(Lazy(partial(_table, tables, name))) for name in lines.TABLES
    }
    return LockedPack(**facts, **lazy)


def _table(tables: Lazy[Mapping[str, Mapping[str, Any]]], name: str) -> Mapping[str, Any]:
    return tables()[name]
