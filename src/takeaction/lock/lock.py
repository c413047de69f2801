"""``takeaction.lock``: the packs that a named person accepted.

It has the safety-critical values in clear text, so that a change can be read after the old pack has
gone.
"""

import os
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from takeaction.errors import QueryError
from takeaction.lock import file
from takeaction.lock.file import LockValue
from takeaction.vocabulary.records import Kind

LONGEST_NAME = 200
"""The most characters of a reviewer, a distribution or a version: as many as a title may have."""


@attrs.frozen(kw_only=True)
class LockedPack:
    """The accepted state of one pack.

    Attributes:
        id: The id of the pack.
        digest: ``sha256:`` and the hex digest of its canonical content.
        distribution: The distribution it came from, or None.
        version: Its version, or None.
        reviewer: The person who accepted it; None if it was locked without a review.
        accepted: The day they accepted it, or None.
        values: Its safety-critical values, by kind of record, id and field, such as
            ``resource national-hotline contacts[voice].dial``; in order.
        checked: The last check of each record, by kind and id, and of a contact that was checked
            separately.
        wording: The number of words in the other fields of each record, and a short digest of them.
    """

    id: str
    digest: str
    distribution: str | None = None
    version: str | None = None
    reviewer: str | None = None
    accepted: date | None = None
    values: Mapping[str, LockValue] = attrs.field(factory=dict)
    checked: Mapping[str, str] = attrs.field(factory=dict)
    wording: Mapping[str, str] = attrs.field(factory=dict)

    def holds(self, records: AbstractSet[str]) -> bool:
        """Tell whether these are exactly the records that were accepted.

        The same content may give other records, under another release or other limits.

        Args:
            records: The records of the pack, by kind and id.
        """
        return not self.wording or self.wording.keys() == records


@attrs.frozen
class Lock:
    """The accepted state of each pack.

    Attributes:
        packs: In order of id.
    """

    packs: tuple[LockedPack, ...] = ()

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> "Lock":
        """Read a lock file.

        Raises:
            LockError: It cannot be read, or is not a lock file.
        """
        return parse_lock(file.read_lock_text(Path(path)), str(path))

    def get(self, id: str) -> LockedPack | None:
        """Return the accepted state of a pack, or None."""
        return next((pack for pack in self.packs if pack.id == id), None)

    def with_pack(self, pack: LockedPack) -> "Lock":
        """Return a lock with a pack added, or replaced if the lock has its id."""
        packs = (*self.without(pack.id).packs, pack)
        return Lock(tuple(sorted(packs, key=lambda pack: pack.id)))

    def without(self, id: str) -> "Lock":
        """Return a lock without a pack."""
        return Lock(tuple(pack for pack in self.packs if pack.id != id))

    def text(self) -> str:
        """Return the text of the lock file."""
        return file.render_tables((pack.id, _facts_and_tables(pack)) for pack in self.packs)

    def accepts(self, pack: str, record: str) -> bool:
        """Tell whether a resource is one of an accepted pack, as it was accepted.

        Args:
            pack: The id of its pack.
            record: Its local id.
        """
        return any(
            not locked.wording or f"{Kind.RESOURCE} {record}" in locked.wording
            for locked in self.packs
            if locked.id == pack
        )

    def coverage(self, purposes: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return each (region, language) that had a contact for one of these purposes."""
        wanted = frozenset(purposes)
        resources: dict[str, _Reach] = {}
        for pack in self.packs:
            for key, fields in _by_record(pack.values).items():
                kind, _, id = key.partition(" ")
                if kind == "resource" and wanted.intersection(_items(fields, "purposes")):
                    resources[f"{pack.id}:{id}"] = _reach_of(fields)
        for pack in self.packs:
            for key, fields in _by_record(pack.values).items():
                kind, _, id = key.partition(" ")
                if kind == "patch" and id in resources:
                    resources[id] = _with_patch(resources[id], fields)
        return frozenset(
            (region, language)
            for regions, contacts in resources.values()
            for region in regions
            for languages in contacts
            for language in languages or {"und"}
        )


def _facts_and_tables(pack: LockedPack) -> dict[str, Any]:
    """Return the fields of a pack except its id, by name, in the order of the file."""
    return {field.name: getattr(pack, field.name) for field in attrs.fields(LockedPack)[1:]}


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


def _with_patch(reach: _Reach, patch: Mapping[str, LockValue]) -> _Reach:
    regions, contacts = reach
    languages = frozenset(_items(patch, "languages"))
    return regions | frozenset(_items(patch, "regions")), [
        spoken | languages for spoken in contacts
    ]


def _by_record(values: Mapping[str, LockValue]) -> dict[str, dict[str, LockValue]]:
    """Group values by the kind and id of their record."""
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
        raise QueryError("query.lock", "Give lock as a Lock, or as the path of its file.", "lock")
    return Lock.read(lock)


def parse_lock(text: str, name: str) -> Lock:
    """Read a lock from the text of its file, as ``Lock.text`` writes it.

    Args:
        text: The text.
        name: The name of the file in errors.

    Raises:
        LockError: It is not the text of a lock file.
    """
    packs = file.parse_tables(text, name)
    return Lock(tuple(LockedPack(id=id, **fields) for id, fields in packs.items()))
