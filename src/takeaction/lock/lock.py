"""``takeaction.lock``: what a named person accepted of each pack.

It keeps what is safety-critical in clear text, so that a change can be read when the old pack is
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
from takeaction.lock.file import Value


@attrs.frozen(kw_only=True)
class LockedPack:
    """What was accepted of one pack.

    Attributes:
        id: Id of the pack.
        digest: ``sha256:`` and the hex digest of its canonical content.
        distribution: The distribution it came from, or None.
        version: Its version, or None.
        reviewer: Who accepted it; None if it was locked as it was found.
        accepted: On which day, or None.
        values: Its safety-critical values, each by its kind of record, id and field, such as
            ``resource national-hotline contacts[voice].dial``; in order.
        checked: When somebody last looked, by kind and id, and contact where it has its own.
        wording: How many words the rest of a record has, and a short digest of it.
    """

    id: str
    digest: str
    distribution: str | None = None
    version: str | None = None
    reviewer: str | None = None
    accepted: date | None = None
    values: Mapping[str, Value] = attrs.field(factory=dict)
    checked: Mapping[str, str] = attrs.field(factory=dict)
    wording: Mapping[str, str] = attrs.field(factory=dict)

    def holds(self, records: AbstractSet[str]) -> bool:
        """Tell whether everything that was accepted is there, and nothing else.

        The same content may give other records: to another release, or within other limits.

        Args:
            records: What is there, by kind and id.
        """
        return not self.wording or self.wording.keys() == records


@attrs.frozen
class Lock:
    """What was accepted of each pack.

    Attributes:
        packs: In order of their ids.
    """

    packs: tuple[LockedPack, ...] = ()

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> "Lock":
        """Read a lock file.

        Raises:
            LockError: It cannot be read, or is no lock file.
        """
        return parse(file.text_of(Path(path)), str(path))

    def get(self, id: str) -> LockedPack | None:
        """Return what was accepted of a pack, or None."""
        return next((pack for pack in self.packs if pack.id == id), None)

    def with_pack(self, pack: LockedPack) -> "Lock":
        """Return a lock that has this in place of what it had of that pack."""
        return Lock(tuple(sorted((*self.without(pack.id).packs, pack), key=lambda each: each.id)))

    def without(self, id: str) -> "Lock":
        """Return a lock without a pack."""
        return Lock(tuple(pack for pack in self.packs if pack.id != id))

    def text(self) -> str:
        """Return the lock as it is written into a file."""
        return file.written((pack.id, _known_of(pack)) for pack in self.packs)

    def coverage(self, purposes: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return each (region, language) that had a contact for one of these purposes."""
        wanted = frozenset(purposes)
        helping: dict[str, _Helping] = {}
        for pack in self.packs:
            for key, fields in _by_record(pack.values).items():
                kind, _, id = key.partition(" ")
                if kind == "resource" and wanted.intersection(_listed(fields, "purposes")):
                    helping[f"{pack.id}:{id}"] = _helping(fields)
        for pack in self.packs:
            for key, fields in _by_record(pack.values).items():
                kind, _, id = key.partition(" ")
                if kind == "patch" and id in helping:
                    regions, spoken = helping[id]
                    added = frozenset(_listed(fields, "languages"))
                    more = frozenset(_listed(fields, "regions"))
                    helping[id] = regions | more, [each | added for each in spoken]
        return frozenset(
            (region, language)
            for regions, spoken in helping.values()
            for region in regions
            for languages in spoken
            for language in languages or {"und"}
        )


def _known_of(pack: LockedPack) -> dict[str, Any]:
    """Return what is known of a pack but for its id, by name, in the order of the file."""
    return {each.name: getattr(pack, each.name) for each in attrs.fields(LockedPack)[1:]}


_Helping = tuple[frozenset[str], list[frozenset[str]]]
"""The regions of a resource, and the languages of each of its contacts."""


def _by_record(values: Mapping[str, Value]) -> dict[str, dict[str, Value]]:
    records: dict[str, dict[str, Value]] = {}
    for key, value in values.items():
        record, _, field = key.rpartition(" ")
        records.setdefault(record, {})[field] = value
    return records


def _listed(fields: Mapping[str, Value], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    return value if isinstance(value, tuple) else ()


def _helping(fields: Mapping[str, Value]) -> _Helping:
    contacts = [name.removesuffix(".channel") for name in fields if name.endswith("].channel")]
    if fields.get("status") == "retired":
        contacts = []
    spoken = [
        frozenset((*_listed(fields, f"{each}.languages"), *_listed(fields, f"{each}.interpreter")))
        for each in contacts
    ]
    return frozenset(_listed(fields, "regions") or ("001",)), spoken


def lock_of(lock: object) -> Lock:
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


def parse(text: str, name: str) -> Lock:
    """Read the text of a lock file, as ``Lock.text`` writes it.

    Args:
        text: The text.
        name: What errors call the file.

    Raises:
        LockError: It is no lock file.
    """
    packs = file.parsed(text, name)
    return Lock(tuple(LockedPack(id=id, **fields) for id, fields in packs.items()))
