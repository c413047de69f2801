"""How ``takeaction.lock`` is written: TOML in sorted order, with one value a line.

Of TOML it uses so little that it is read line by line: nothing nests, and no line costs more than
its length.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from takeaction.errors import LockError, Outcome, Where, plain, shown
from takeaction.limits import deepest
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
TABLES = ("values", "checked", "wording")
"""The tables of a pack, in the order in which they are written."""

_TYPES: Mapping[str, type[Any]] = {
    **dict.fromkeys(("digest", "distribution", "version", "reviewer"), str),
    **dict.fromkeys(TABLES, dict),
    "accepted": date,
}
_HEAD = """\
# What a named person accepted of each pack. Written by "takeaction lock".
# "takeaction lock --diff" tells what has changed since.
"""
_FIX = 'take it back from version control, or write a new one with "takeaction lock".'


# Writing


def written(packs: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Write a lock file.

    Args:
        packs: Ids in order, each with the facts of the pack and its tables by their names; what
            is None or empty is left out.
    """
    return "\n".join([f"{_HEAD}\nformat = {FORMAT}\n", *(_pack_of(*each) for each in packs)])


def _pack_of(id: str, fields: Mapping[str, Any]) -> str:
    lines = [f"[pack.{id}]"]
    for name, value in fields.items():
        if name not in TABLES and value is not None:
            lines.append(f"{name} = {_literal(value)}")
    for name in filter(fields.get, TABLES):
        lines += ["", f"[pack.{id}.{name}]"]
        lines += [
            f"{_quoted(key)} = {_literal(each)}" for key, each in sorted(fields[name].items())
        ]
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


def text_of(path: Path) -> str:
    """Return the text of a lock file.

    Raises:
        LockError: It cannot be read.
    """
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
        _refuse(name, "lock.form", "this is not UTF-8.", _FIX)


def _bound(size: int, most: int, of: str, name: str) -> None:
    if size > most:
        _refuse(name, "lock.form", f"it has more than {most:,} {of}.", _FIX)


def _refuse(name: str, code: str, problem: str, fix: str, line: int | None = None) -> NoReturn:
    raise LockError(code, problem, Where(None, name, line), fix, Outcome.QUARANTINE) from None


def parsed(text: str, name: str) -> dict[str, dict[str, Any]]:
    """Read the text of a lock file, line by line, as ``written`` writes it.

    Args:
        text: The text.
        name: What errors call the file.

    Returns:
        What ``written`` takes, but without what was left out.

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
            _refuse(name, "lock.form", str(error), _FIX, number)
    try:
        return reader.packs()
    except _WrongError as error:
        _refuse(name, "lock.form", str(error), _FIX)


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

    def packs(self) -> dict[str, dict[str, Any]]:
        """Return the packs, in order of their ids.

        Raises:
            _WrongError: Something is not there, or of the wrong type.
        """
        if self._top != {"format": FORMAT} or self._top["format"] is True:
            raise _WrongError(f"it does not begin with format = {FORMAT}, which is read here.")
        for id, table in sorted(self._packs.items()):
            _check(id, table)
        return dict(sorted(self._packs.items()))


def _check(id: str, table: Mapping[str, Any]) -> None:
    """Refuse facts of a pack that are not there, unknown or of the wrong type."""
    for name, value in table.items():
        kind = _TYPES.get(name)
        if kind is None or not isinstance(value, kind):
            raise _WrongError(f"{shown(name)} of {id} is unknown, or of the wrong type.")
    for name in ("checked", "wording"):
        if not all(isinstance(each, str) for each in table.get(name, {}).values()):
            raise _WrongError(f"something in {name} of {id} is no text.")
    if not _DIGEST.fullmatch(table.get("digest", "")):
        raise _WrongError(f"{id} has no digest.")


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
