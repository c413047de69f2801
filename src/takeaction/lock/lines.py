"""The text of ``takeaction.lock``: a sealed file with one line for each record.

The records of a pack are parsed on first use: a pack that is as it was accepted needs none of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from takeaction.errors import shown
from takeaction.lazy import Lazy
from takeaction.lock.sealed import DIGEST, FormError, SealedFile, sealed_digest
from takeaction.packs.rules.address import is_id

LockValue: TypeAlias = str | int | tuple[str, ...]
"""A value in a lock: text, a whole number, true or false, or a list of texts."""

_RESTORE = 'restore it from version control, or create a new one with "takeaction lock".'

LOCK_FILE = SealedFile(
    form="lock.form",
    unreadable="lock.unreadable",
    end="end",
    separators=(",", ":"),
    sort_keys=True,
    max_bytes=16 * 1024 * 1024,  # that of our packs has about 1 MiB
    max_depth=5,
    fix=_RESTORE,
    fix_edited=f"do not edit it by hand. {_RESTORE[:1].upper()}{_RESTORE[1:]}",
    fix_missing='create it with "takeaction lock".',
)

FORMAT = 2
"""The version of the format."""

MOST_PACKS = 5_000
"""The most packs of a lock: far more than anybody can have reviewed."""

TABLES = ("values", "checked", "wording", "names", "cautions")
"""The tables of a pack; a line has the entries of one record in each."""

_ABOUT = (
    'What a named person accepted of each pack. Written by "takeaction lock"; "takeaction lock '
    '--diff" tells what has changed since.'
)
_KIND = re.compile(r"[a-z]{2,20}")
_RECORD_ID = re.compile(r"[a-z0-9:-]{1,160}")
_FACTS = ("digest", "distribution", "version", "publisher", "reviewer", "files", "record_names")
"""What a line of a pack says of it in texts; only its digest is never missing."""

PackLines: TypeAlias = tuple[dict[str, Any], Lazy[Mapping[str, Mapping[str, Any]]]]
"""What a lock says of a pack itself, by name, and its tables, by name, parsed on first use."""


def render_lock(
    core: str | None, packs: Iterable[tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]]]
) -> str:
    """Write a lock as text."""
    lines: list[Mapping[str, Any]] = [{"about": _ABOUT, "core": core, "format": FORMAT}]
    for facts, tables in packs:
        records = _by_record(tables)
        accepted = facts["accepted"]
        day = accepted.isoformat() if accepted else None
        lines += [{**facts, "accepted": day, "records": len(records)}, *records]
    return LOCK_FILE.seal(map(_without_empty, lines)).decode()


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, {})}


def _by_record(tables: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    records: dict[tuple[str, str], dict[str, Any]] = {}
    for name, table in tables.items():
        for key, value in table.items():
            kind, id, *field = key.split(" ", 2)
            record = records.setdefault((kind, id), {"kind": kind, "id": id})
            record.setdefault(name, {})[field[0] if field else ""] = value
    return [_without_paths(records[key]) for key in sorted(records)]


_OF_A_RECORD = ("wording", "names", "cautions")
"""The tables with one entry for each record, which needs no path."""

_AS_WRITTEN = {"names": "name"}


def _without_paths(record: dict[str, Any]) -> dict[str, Any]:
    for name in _OF_A_RECORD:
        if name in record:
            record[_AS_WRITTEN.get(name, name)] = record.pop(name)[""]
    return record


def names_digest(records: Iterable[str]) -> str:
    """Return the digest of the names of records, in any order."""
    return sealed_digest("\n".join(sorted(records)).encode())


def parse(data: bytes, name: str) -> tuple[str | None, tuple[PackLines, ...]]:
    """Read a lock from the bytes of its file.

    Returns:
        The digest of the core's own data, and the packs in order of id.

    Raises:
        LockError: It is not a whole lock file.
    """
    if b"\r" in data and data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        data = data.replace(b"\r\n", b"\n")  # version control may have done the opposite
    lines = LOCK_FILE.unseal(data, name)
    try:
        header = LOCK_FILE.fields(lines[0])
        _check_header(header)
    except FormError as error:
        LOCK_FILE.refuse(name, str(error), line=1)
    return header.get("core"), tuple(_pack_lines(lines, name))


def _check_header(header: Mapping[str, Any]) -> None:
    # True equals 1 in Python, but no format is called true.
    if type(header.get("format")) is not int or header["format"] != FORMAT:
        problem = f"it is not of format {FORMAT}, the one that this release reads and writes."
        raise FormError(problem)
    core = header.get("core")
    if core is not None and not (isinstance(core, str) and DIGEST.fullmatch(core)):
        raise FormError("the digest of the core is not a digest.")


def _pack_lines(lines: list[bytes], name: str) -> Iterator[PackLines]:
    """Yield the packs, whose records follow them and are not looked at yet."""
    number, last_id, packs = 1, "", 0
    while number < len(lines):
        packs += 1
        if packs > MOST_PACKS:
            LOCK_FILE.refuse(name, f"it has more than {MOST_PACKS:,} packs.", line=number + 1)
        try:
            facts = _pack_facts(LOCK_FILE.fields(lines[number]), last_id, len(lines) - number - 1)
        except FormError as error:
            LOCK_FILE.refuse(name, str(error), line=number + 1)
        following = lines[number + 1 : number + 1 + facts.pop("records")]
        yield facts, Lazy(partial(_parse_records, following, name, number + 2))
        number += 1 + len(following)
        last_id = facts["id"]


def _pack_facts(line: dict[str, Any], last_id: str, lines_left: int) -> dict[str, Any]:
    """Return the facts of the pack after *last_id*; its number of records is among them."""
    known = {"id", "accepted", "records", *_FACTS}
    unknown = sorted(line.keys() - known)
    if unknown:
        raise FormError(f"{shown(unknown[0])} is not known of a pack.")
    for name in ("id", *_FACTS):
        if not isinstance(line.get(name, ""), str):
            raise FormError(f"{name} is not text.")
    if not is_id(line.get("id", "")):
        raise FormError("a pack has no valid id.")
    if not DIGEST.fullmatch(line.get("digest", "")):
        raise FormError("a pack has no valid digest.")
    if line["id"] <= last_id:
        raise FormError("the packs are not in order, or one appears twice.")
    records = line.get("records", 0)
    if type(records) is not int or records < 0:
        raise FormError("the number of records is not a number.")
    accepted = _parse_day(line.get("accepted"))
    if records > lines_left:
        raise FormError("it has fewer records than it says.")
    return {**line, "records": records, "accepted": accepted}


def _parse_day(written: Any) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except (TypeError, ValueError):
        raise FormError("the day of acceptance is not a date.") from None


def _parse_records(lines: list[bytes], name: str, first: int) -> Mapping[str, Mapping[str, Any]]:
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    seen: set[str] = set()
    for number, line in enumerate(lines, first):
        try:
            _add_record(LOCK_FILE.fields(line), tables, seen)
        except FormError as error:
            LOCK_FILE.refuse(name, str(error), line=number)
    return {table: dict(sorted(tables[table].items())) for table in TABLES}


def _add_record(
    record: dict[str, Any], tables: Mapping[str, dict[str, Any]], seen: set[str]
) -> None:
    """Add the entries of a record to the tables, and its kind and id to those *seen*."""
    kind, id = record.pop("kind", None), record.pop("id", None)
    if not (isinstance(kind, str) and _KIND.fullmatch(kind)):
        raise FormError("a record has no kind.")
    if not (isinstance(id, str) and _RECORD_ID.fullmatch(id)):
        raise FormError("a record has no valid id.")
    key = f"{kind} {id}"
    if key in seen:
        raise FormError(f"{shown(key)} appears twice.")
    seen.add(key)
    for name in TABLES:
        written = record.pop(_AS_WRITTEN.get(name, name), None)
        if written is not None:
            tables[name].update(_entries(key, name, written))
    if record:
        raise FormError(f"{shown(min(record))} is not known of a record.")


def _entries(key: str, table: str, written: Any) -> Iterator[tuple[str, Any]]:
    paths = {"": written} if table in _OF_A_RECORD else written
    if not isinstance(paths, dict):
        raise FormError(f"{table} is not an object.")
    for path, item in paths.items():
        if " " in path:
            raise FormError("the path of a field has a blank in it.")
        value = _value(item)
        if (table in ("checked", "wording", "names") and not isinstance(value, str)) or (
            table == "cautions" and not isinstance(value, tuple)
        ):
            raise FormError(f"a value in {table} has the wrong type.")
        yield f"{key} {path}" if path else key, value


def _value(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if type(value) not in (str, bool, int):
        raise FormError("a value must be text, a whole number, true, false, or a list of texts.")
    return value
