"""The first form of ``takeaction.lock``, TOML, which is still read so that it can be rewritten.

It pinned less, and nothing showed whether it was whole. It uses so little of TOML that it is read
line by line: nothing nests, and no line costs more than its length.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from takeaction.errors import shown
from takeaction.limits import nesting_depth
from takeaction.lock.lines import RESTORE, LockValue, refuse
from takeaction.packs.rules.address import is_id

_FORMAT = 1

MAX_OLD_LOCK_BYTES = 4 * 1024 * 1024
"""The largest file of this form that is read, in under two seconds."""

MAX_LOCK_LINES = 100_000
"""The most lines of a file of this form. That of our packs had about 6,000."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that no text of a pack may contain, in any version of Unicode."""

_NUMBER_LIMIT = 10**18
"""Numbers from here on are refused: a pack has at most 18 digits in one."""

_MAX_DEPTH = 8
"""Nesting from here on is refused before it is parsed: it can exhaust a small stack.

A lock needs a depth of 1, for lists of texts.
"""

_QUOTES = 2
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TABLE = re.compile(r"\[pack\.(?P<id>[a-z0-9-]+)(?:\.(?P<table>values|checked|wording))?\]")
_ENTRY = re.compile(
    r'(?:"(?P<key>[A-Za-z0-9 :._@\[\]-]+)"|(?P<fact>[a-z]+)) = '
    r'(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<value>["\[tf0-9-].*))'
)
_TABLES = ("values", "checked", "wording")

_TYPES: Mapping[str, type[Any]] = {
    **dict.fromkeys(("digest", "distribution", "version", "reviewer"), str),
    **dict.fromkeys(_TABLES, dict),
    "accepted": date,
}


def parse_tables(text: str, name: str) -> dict[str, dict[str, Any]]:
    """Read packs from the text of a lock file of the first form.

    Args:
        text: The text.
        name: The name of the file in errors.

    Returns:
        The facts and the tables of each pack, by name, without those that were left out.

    Raises:
        LockError: It is not the text of a lock file.
    """
    reader = _Reader()
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n", MAX_LOCK_LINES)
    for size, limit, unit in (
        (len(text), MAX_OLD_LOCK_BYTES, "bytes"),
        (len(lines), MAX_LOCK_LINES, "lines"),
    ):
        if size > limit:
            refuse(name, "lock.form", f"it has more than {limit:,} {unit}.", RESTORE)
    for number, line in enumerate(lines, 1):
        try:
            reader.read(line)
        except _FormError as error:
            refuse(name, "lock.form", str(error), RESTORE, number)
    try:
        return reader.packs()
    except _FormError as error:
        refuse(name, "lock.form", str(error), RESTORE)


class _FormError(Exception):
    """A line or a value does not have the form of a lock file."""


class _Reader:
    """The reader of the lines of a lock: tables, facts of a pack, and entries of its tables."""

    def __init__(self) -> None:
        self._packs: dict[str, dict[str, Any]] = {}
        self._table: dict[str, Any] = {}
        self._top = self._table

    def read(self, line: str) -> None:
        """Read the next line.

        Raises:
            _FormError: It is not a line of a lock.
        """
        if not line or line.startswith("#"):
            return
        if line.startswith("["):
            self._open_table(line)
            return
        match = _ENTRY.fullmatch(line)
        if match is None:
            raise _FormError("this is not a line of a lock file.")
        key, fact, day, value = match.groups()
        name = key or fact
        if name in self._table:
            raise _FormError(f"{shown(name)} appears twice.")
        self._table[name] = _parse_day(day) if day else _parse_value(value)

    def _open_table(self, line: str) -> None:
        match = _TABLE.fullmatch(line)
        if match is None or not is_id(match["id"]):
            raise _FormError("this is not a table of a lock file.")
        pack = self._packs.setdefault(match["id"], {})
        name = match["table"]
        if name in pack or (name is None and pack):
            raise _FormError("this table appears twice, or in the wrong place.")
        self._table = pack.setdefault(name, {}) if name else pack

    def packs(self) -> dict[str, dict[str, Any]]:
        """Return the packs, in order of id.

        Raises:
            _FormError: A fact is missing or has the wrong type.
        """
        # True equals 1 in Python, but "format = true" names no format.
        if self._top != {"format": _FORMAT} or self._top["format"] is True:
            supported = f"format = {_FORMAT}, the only format this release reads"
            raise _FormError(f"it does not begin with {supported}.")
        for id, table in sorted(self._packs.items()):
            _check_pack(id, table)
        return dict(sorted(self._packs.items()))


def _check_pack(id: str, table: Mapping[str, Any]) -> None:
    """Refuse facts of a pack that are missing, unknown or of the wrong type."""
    for name, value in table.items():
        kind = _TYPES.get(name)
        if kind is None or not isinstance(value, kind):
            raise _FormError(f"{shown(name)} in [pack.{id}] is unknown, or has the wrong type.")
    for name in ("checked", "wording"):
        if not all(isinstance(value, str) for value in table.get(name, {}).values()):
            raise _FormError(f"a value in [pack.{id}.{name}] is not text.")
    if not _DIGEST.fullmatch(table.get("digest", "")):
        raise _FormError(f"[pack.{id}] has no valid digest.")


def _parse_day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _FormError(f"{written} is not a date.") from None


def _parse_value(written: str) -> LockValue:
    """Read a value as JSON: TOML writes these values alike, and its parser is slower."""
    is_plain = written.isascii() and written.isprintable() and "\\" not in written
    # Most values are plain texts, which need no parser.
    if is_plain and written.count('"') == _QUOTES and written[0] == written[-1] == '"':
        return written[1:-1]
    try:
        is_shallow = nesting_depth(written.encode()) < _MAX_DEPTH
        value = json.loads(written if is_shallow else "")
    except ValueError:
        raise _FormError("the value cannot be read.") from None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = tuple(value)
    if type(value) is int and abs(value) >= _NUMBER_LIMIT:
        raise _FormError("the number is too large.")
    if type(value) not in (str, bool, int, tuple):
        raise _FormError("a value must be text, a whole number, true, false, or a list of texts.")
    if not is_plain:
        for text in value if isinstance(value, tuple) else (str(value),):
            _check_characters(text)
    parsed: LockValue = value
    return parsed


def _check_characters(text: str) -> None:
    match = _FORBIDDEN.search(text)
    if match:
        raise _FormError(f"a text contains the forbidden character U+{ord(match[0]):04X}.")
