"""The text of ``takeaction.lock``: one JSON object a line, one line for each record.

The last line has the digest of all others. It is checked first, so that a file that was cut off or
changed by hand is refused before anything of it is believed. The records of a pack are parsed on
first use: a pack that is as it was accepted needs none of them.
"""

import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from takeaction.errors import Where, shown, why_refused
from takeaction.lazy import Lazy
from takeaction.limits import nesting_depth
from takeaction.packs.rules.address import is_id
from takeaction.vocabulary.codes import mistake

LockValue: TypeAlias = str | int | tuple[str, ...]
"""A value in a lock: text, a whole number, true or false, or a list of texts."""

MAX_LOCK_BYTES = 16 * 1024 * 1024
"""The largest lock file that is read. The one of our packs has about 1 MiB."""

RESTORE = 'restore it from version control, or create a new one with "takeaction lock".'
"""The remedy for a file that is not a lock, or not a whole one."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag


def refuse(name: str, code: str, problem: str, fix: str, line: int | None = None) -> NoReturn:
    """Raise the error for a file that cannot be used; *line* is the one with the mistake."""
    raise mistake(code, problem, Where(None, name, line), fix) from None


def check_lock_size(size: int, name: str) -> None:
    """Refuse a lock file that is too large.

    Raises:
        LockError: It has more than ``MAX_LOCK_BYTES``.
    """
    if size > MAX_LOCK_BYTES:
        refuse(name, "lock.form", f"it has more than {MAX_LOCK_BYTES:,} bytes.", RESTORE)


def read_lock_bytes(path: Path) -> bytes:
    """Read a lock file.

    Raises:
        LockError: It cannot be read, is too large, or is not a plain file.
    """
    # A link could lead to a file that somebody else may change, so it is never read.
    name = str(path)
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            refuse(name, "lock.unreadable", *_not_a_file(mode))
        with open(path, "rb", opener=open_itself) as file:
            data = file.read(MAX_LOCK_BYTES + 1)
    except FileNotFoundError:
        fix = 'create it with "takeaction lock".'
        refuse(name, "lock.unreadable", "there is no such file.", fix)
    except (OSError, ValueError) as error:
        problem = f"the file cannot be read: {why_refused(error)}."
        refuse(name, "lock.unreadable", problem, "check its name and its permissions.")
    check_lock_size(len(data), name)
    return data


def _not_a_file(mode: int) -> tuple[str, str]:
    if stat.S_ISLNK(mode):
        return "this is a link: what it leads to may change.", "give the path of the file itself."
    return "this is not a file.", "give the path of the lock file."


def open_itself(path: str, flags: int) -> int:
    """Open a file; fail if a link has taken its place since it was looked at."""
    return os.open(path, flags | _NO_FOLLOW)


FORMAT = 2
"""The version of the format."""

TABLES = ("values", "checked", "wording", "names", "cautions")
"""The tables of a pack; a line has the entries of one record in each."""

_ABOUT = (
    'What a named person accepted of each pack. Written by "takeaction lock"; "takeaction lock '
    '--diff" tells what has changed since.'
)
_MAX_LINE_BYTES = 4 * 1024 * 1024
_MAX_DEPTH = 5
"""Nesting from here on is refused before it is parsed: it can exhaust a small stack."""

_MOST_DIGITS = 18
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
"""A digest, as files of ours have it."""
_KIND = re.compile(r"[a-z]{2,20}")
_RECORD_ID = re.compile(r"[a-z0-9:-]{1,160}")
_FACTS = ("digest", "distribution", "version", "publisher", "reviewer", "files", "record_names")
"""What a line of a pack says of it in texts; only its digest is never missing."""

_WRITE_IT_AGAIN = f"do not edit it by hand. {RESTORE[:1].upper()}{RESTORE[1:]}"


PackLines: TypeAlias = tuple[dict[str, Any], Lazy[Mapping[str, Mapping[str, Any]]]]
"""What a lock says of a pack itself, by name, and its tables, by name, parsed on first use."""


class _FormError(Exception):
    """A line does not have the form of a lock file."""


def render_lock(
    core: str | None, packs: Iterable[tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]]]
) -> str:
    """Write a lock as text."""
    lines = [_line({"about": _ABOUT, "core": core, "format": FORMAT})]
    for facts, tables in packs:
        records = _by_record(tables)
        accepted = facts["accepted"]
        day = accepted.isoformat() if accepted else None
        lines.append(_line({**facts, "accepted": day, "records": len(records)}))
        lines += map(_line, records)
    text = "".join(lines)
    return f"{text}{_line({'end': sealed_digest(text.encode())})}"


def _line(fields: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in fields.items() if value not in (None, {})}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Some characters could hide others, or change the look of what follows.
    if not text.isprintable():
        text = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    return f"{text}\n"


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


def sealed_digest(data: bytes) -> str:
    """Return ``sha256:`` and the hex digest of some bytes."""
    import hashlib  # slow to import, and a first answer without a lock needs none

    return f"sha256:{hashlib.sha256(data).hexdigest()}"


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
    check_lock_size(len(data), name)
    lines = _believable_lines(data, name)
    try:
        header = _parse_line(lines[0])
        _check_header(header)
    except _FormError as error:
        refuse(name, "lock.form", str(error), RESTORE, 1)
    return header.get("core"), tuple(_pack_lines(lines, name))


def _believable_lines(data: bytes, name: str) -> list[bytes]:
    """Return all lines but the last, once the last has shown that none is missing or changed."""
    if b"\r" in data and data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        data = data.replace(b"\r\n", b"\n")  # version control may have done the opposite
    start = data.rfind(b"\n", 0, -1) + 1
    body, end = data[:start], data[start:]
    if not (body and end.startswith(b'{"end":') and end.endswith(b"}\n")):
        refuse(name, "lock.form", "its end is missing: it may have been cut off.", RESTORE)
    if end != _line({"end": sealed_digest(body)}).encode():
        problem = "it is not as it was written: the digest at its end is that of another content."
        refuse(name, "lock.form", problem, _WRITE_IT_AGAIN)
    return body.split(b"\n")[:-1]


def _check_header(header: Mapping[str, Any]) -> None:
    # True equals 1 in Python, but no format is called true.
    if type(header.get("format")) is not int or header["format"] != FORMAT:
        problem = f"it is not of format {FORMAT}, the one that this release reads and writes."
        raise _FormError(problem)
    core = header.get("core")
    if core is not None and not (isinstance(core, str) and DIGEST.fullmatch(core)):
        raise _FormError("the digest of the core is not a digest.")


def _pack_lines(lines: list[bytes], name: str) -> Iterator[PackLines]:
    """Yield the packs, whose records follow them and are not looked at yet."""
    number, last_id = 1, ""
    while number < len(lines):
        try:
            facts = _pack_facts(_parse_line(lines[number]), last_id, len(lines) - number - 1)
        except _FormError as error:
            refuse(name, "lock.form", str(error), RESTORE, number + 1)
        following = lines[number + 1 : number + 1 + facts.pop("records")]
        yield facts, Lazy(partial(_parse_records, following, name, number + 2))
        number += 1 + len(following)
        last_id = facts["id"]


def _pack_facts(line: dict[str, Any], last_id: str, lines_left: int) -> dict[str, Any]:
    """Return the facts of the pack after *last_id*; its number of records is among them."""
    known = {"id", "accepted", "records", *_FACTS}
    unknown = sorted(line.keys() - known)
    if unknown:
        raise _FormError(f"{shown(unknown[0])} is not known of a pack.")
    for name in ("id", *_FACTS):
        if not isinstance(line.get(name, ""), str):
            raise _FormError(f"{name} is not text.")
    if not is_id(line.get("id", "")):
        raise _FormError("a pack has no valid id.")
    if not DIGEST.fullmatch(line.get("digest", "")):
        raise _FormError("a pack has no valid digest.")
    if line["id"] <= last_id:
        raise _FormError("the packs are not in order, or one appears twice.")
    records = line.get("records", 0)
    if type(records) is not int or records < 0:
        raise _FormError("the number of records is not a number.")
    accepted = _parse_day(line.get("accepted"))
    if records > lines_left:
        raise _FormError("it has fewer records than it says.")
    return {**line, "records": records, "accepted": accepted}


def _parse_day(written: Any) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except (TypeError, ValueError):
        raise _FormError("the day of acceptance is not a date.") from None


def _parse_records(lines: list[bytes], name: str, first: int) -> Mapping[str, Mapping[str, Any]]:
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    seen: set[str] = set()
    for number, line in enumerate(lines, first):
        try:
            _add_record(_parse_line(line), tables, seen)
        except _FormError as error:
            refuse(name, "lock.form", str(error), RESTORE, number)
    return {table: dict(sorted(tables[table].items())) for table in TABLES}


def _add_record(
    record: dict[str, Any], tables: Mapping[str, dict[str, Any]], seen: set[str]
) -> None:
    """Add the entries of a record to the tables, and its kind and id to those *seen*."""
    kind, id = record.pop("kind", None), record.pop("id", None)
    if not (isinstance(kind, str) and _KIND.fullmatch(kind)):
        raise _FormError("a record has no kind.")
    if not (isinstance(id, str) and _RECORD_ID.fullmatch(id)):
        raise _FormError("a record has no valid id.")
    key = f"{kind} {id}"
    if key in seen:
        raise _FormError(f"{shown(key)} appears twice.")
    seen.add(key)
    for name in TABLES:
        written = record.pop(_AS_WRITTEN.get(name, name), None)
        if written is not None:
            tables[name].update(_entries(key, name, written))
    if record:
        raise _FormError(f"{shown(min(record))} is not known of a record.")


def _entries(key: str, table: str, written: Any) -> Iterator[tuple[str, Any]]:
    paths = {"": written} if table in _OF_A_RECORD else written
    if not isinstance(paths, dict):
        raise _FormError(f"{table} is not an object.")
    for path, item in paths.items():
        if " " in path:
            raise _FormError("the path of a field has a blank in it.")
        value = _value(item)
        if (table in ("checked", "wording", "names") and not isinstance(value, str)) or (
            table == "cautions" and not isinstance(value, tuple)
        ):
            raise _FormError(f"a value in {table} has the wrong type.")
        yield f"{key} {path}" if path else key, value


def _value(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if type(value) not in (str, bool, int):
        raise _FormError("a value must be text, a whole number, true, false, or a list of texts.")
    return value


def _parse_line(line: bytes) -> dict[str, Any]:
    """Read the object of one line; a repeated key, deep nesting and large numbers are refused."""
    if len(line) > _MAX_LINE_BYTES or nesting_depth(line) > _MAX_DEPTH:
        raise _FormError("the line is too long, or nested too deep.")
    try:
        value = json.loads(
            line.decode(),
            object_pairs_hook=_table,
            parse_int=_whole_number,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except ValueError:
        raise _FormError("this is not a line of a lock file.") from None
    if not isinstance(value, dict):
        raise _FormError("this is not a line of a lock file.")
    return value


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise _FormError("a key appears twice in this line.")
    return table


def _whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > _MOST_DIGITS:
        raise _FormError("the number is too large.")
    return int(digits)


def _no_number(written: str) -> NoReturn:
    raise _FormError(f"{shown(written)} is not a whole number.")
