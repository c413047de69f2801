"""``takeaction.lock``: what a named person accepted of each pack.

A TOML file that this library writes, in sorted order, with one value a line. It keeps what is
safety-critical in clear text, so that a change can be read when the old pack is gone. Of TOML it
uses so little that it is read line by line: nothing nests, and no line costs more than its length.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import attrs

from takeaction.errors import LockError, Outcome, QueryError, Where, plain, shown
from takeaction.packs.nesting import deepest
from takeaction.packs.rules.identity import is_id

Value: TypeAlias = str | int | tuple[str, ...]
"""A value as a lock keeps it: text, a whole number, true or false, or a list of texts."""

FORMAT = 1
"""The version of the format."""

LARGEST = 4 * 1024 * 1024
"""Bytes of a lock file that is read."""

LINES = 100_000
"""Lines of a lock file that is read."""

_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that no text of a pack may hold, whatever the version of Unicode."""

_MOST = 10**18
_QUOTES = 2
_DEEP = 8
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TABLE = re.compile(r"\[pack\.(?P<id>[a-z0-9-]+)(?:\.(?P<table>values|checked|wording))?\]")
_ENTRY = re.compile(
    r'(?:"(?P<key>[A-Za-z0-9 :._@\[\]-]+)"|(?P<fact>[a-z]+)) = '
    r'(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<value>["\[tf0-9-].*))'
)
_TYPES: Mapping[str, type[Any]] = {
    **dict.fromkeys(("digest", "distribution", "version", "reviewer"), str),
    **dict.fromkeys(("values", "checked", "wording"), dict),
    "accepted": date,
}
_HEAD = """\
# What a named person accepted of each pack. Written by "takeaction lock".
# "takeaction lock --diff" tells what has changed since.
"""
_MEND = 'take it back from version control, or write a new one with "takeaction lock".'


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
        return parse(_text_of(Path(path)), str(path))

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
        parts = [f"{_HEAD}\nformat = {FORMAT}\n", *map(_written, self.packs)]
        return "\n".join(parts)

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


def lock_of(lock: Lock | str | os.PathLike[str]) -> Lock:
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


# Writing


def _written(pack: LockedPack) -> str:
    facts: dict[str, Value | date | None] = {
        "digest": pack.digest,
        "distribution": pack.distribution,
        "version": pack.version,
        "reviewer": pack.reviewer,
        "accepted": pack.accepted,
    }
    lines = [f"[pack.{pack.id}]"]
    lines += [f"{key} = {_literal(value)}" for key, value in facts.items() if value is not None]
    for name in ("values", "checked", "wording"):
        table: Mapping[str, Value] = getattr(pack, name)
        if table:
            lines += ["", f"[pack.{pack.id}.{name}]"]
            lines += [f"{_quoted(key)} = {_literal(table[key])}" for key in sorted(table)]
    return "\n".join(lines) + "\n"


def _literal(value: Value | date) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """Write a text on one line, with everything escaped that could end it or hide something."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or character > "\uffff":
        return character
    return f"\\u{ord(character):04X}"


# Reading


def _text_of(path: Path) -> str:
    name = str(path)
    try:
        if path.exists() and not path.is_file():
            _refuse(name, "lock.unreadable", "this is no file.", "name the lock file.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        _refuse(name, "lock.unreadable", "there is no such file.", 'write it: "takeaction lock".')
    except (OSError, ValueError) as error:
        problem = f"the file cannot be read: {plain(str(error))}."
        _refuse(name, "lock.unreadable", problem, "look at its name and its rights.")
    _bound(len(data), LARGEST, "bytes", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(name, "lock.form", "this is not UTF-8.", _MEND)


def _bound(size: int, most: int, of: str, name: str) -> None:
    if size > most:
        _refuse(name, "lock.form", f"it has more than {most:,} {of}.", _MEND)


def _refuse(name: str, code: str, problem: str, mend: str, line: int | None = None) -> NoReturn:
    raise LockError(code, problem, Where(None, name, line), mend, Outcome.QUARANTINE) from None


def parse(text: str, name: str) -> Lock:
    """Read the text of a lock file, line by line, as ``Lock.text`` writes it.

    Args:
        text: The text.
        name: What errors call the file.

    Raises:
        LockError: It is no lock file.
    """
    reader = _Reader()
    lines = text.replace("\r\n", "\n").split("\n", LINES)
    _bound(len(text), LARGEST, "bytes", name)
    _bound(len(lines), LINES, "lines", name)
    for number, line in enumerate(lines, 1):
        try:
            reader.read(line)
        except _WrongError as error:
            _refuse(name, "lock.form", str(error), _MEND, number)
    try:
        return reader.lock()
    except _WrongError as error:
        _refuse(name, "lock.form", str(error), _MEND)


class _WrongError(Exception):
    """Something in a lock file is not as it is written there."""


class _Reader:
    """Reads the lines of a lock: tables, facts of a pack, and entries of its tables."""

    def __init__(self) -> None:
        self._packs: dict[str, dict[str, Any]] = {}
        self._into: dict[str, Any] = {}
        self._top = self._into

    def read(self, line: str) -> None:
        """Take one line.

        Raises:
            _WrongError: It is none that a lock has.
        """
        if not line or line.startswith("#"):
            return
        if line.startswith("["):
            self._open(line)
            return
        found = _ENTRY.fullmatch(line)
        if found is None:
            raise _WrongError("no line of a lock reads so.")
        key, fact, day, value = found.groups()
        name = key or fact
        if name in self._into:
            raise _WrongError(f"{shown(name)} stands twice.")
        self._into[name] = _day(day) if day else _value(value)

    def _open(self, line: str) -> None:
        found = _TABLE.fullmatch(line)
        if found is None or not is_id(found["id"]):
            raise _WrongError("no table of a lock is called so.")
        pack = self._packs.setdefault(found["id"], {})
        name = found["table"]
        if name in pack or (name is None and pack):
            raise _WrongError("this table stands twice.")
        self._into = pack.setdefault(name, {}) if name else pack

    def lock(self) -> Lock:
        """Return the lock.

        Raises:
            _WrongError: Something is not there, or of the wrong type.
        """
        if self._top != {"format": FORMAT} or self._top["format"] is True:
            raise _WrongError(f"it does not begin with format = {FORMAT}, which is read here.")
        return Lock(tuple(_pack(id, self._packs[id]) for id in sorted(self._packs)))


def _pack(id: str, table: dict[str, Any]) -> LockedPack:
    """Make a pack of what was read; the names of the facts are those of the fields."""
    for name, value in table.items():
        kind = _TYPES.get(name)
        if kind is None or not isinstance(value, kind):
            raise _WrongError(f"{shown(name)} of {id} is unknown, or of the wrong type.")
    for name in ("checked", "wording"):
        if not all(isinstance(each, str) for each in table.get(name, {}).values()):
            raise _WrongError(f"something in {name} of {id} is no text.")
    if not _DIGEST.fullmatch(table.get("digest", "")):
        raise _WrongError(f"{id} has no digest.")
    return LockedPack(id=id, **table)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _WrongError(f"{written} is no day.") from None


def _value(written: str) -> Value:
    """Read a value; what TOML and JSON write alike is read by the reader that is quicker."""
    plainly = written.isascii() and written.isprintable() and "\\" not in written
    if plainly and written.count('"') == _QUOTES and written[0] == written[-1] == '"':
        return written[1:-1]
    try:
        value = json.loads(written if deepest(written.encode("utf-8", "replace")) < _DEEP else "")
    except ValueError:
        raise _WrongError("the value cannot be read.") from None
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = tuple(value)
    if type(value) is int and abs(value) >= _MOST:
        raise _WrongError("the number is too large.")
    if type(value) not in (str, bool, int, tuple):
        raise _WrongError("a value is text, a whole number, true, false, or a list of texts.")
    if not plainly:
        for text in value if isinstance(value, tuple) else (str(value),):
            _harmless(text)
    found: Value = value
    return found


def _harmless(text: str) -> None:
    found = _REFUSED.search(text)
    if found:
        raise _WrongError(f"a text holds the character U+{ord(found[0]):04X}.")
