"""Sealed files: one JSON object on each line, and on the last the digest of all bytes above it.

The digest is checked first, so that a file that was cut off or changed on its way is refused as a
whole, before anything of it is believed. Locks and lists of withdrawals are such files.
"""

import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import attrs

from takeaction.errors import Where, shown, why_refused
from takeaction.limits import nesting_depth
from takeaction.vocabulary.codes import mistake

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
"""A digest, as files of ours have it."""

_MAX_LINE_BYTES = 4 * 1024 * 1024
_MOST_DIGITS = 18
_SEAL = 64 + len('"}\n')  # the bytes of a last line from the first digit of its digest on
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag


class FormError(ValueError):
    """A line, or a part of one, that no file of its kind has."""


@attrs.frozen(kw_only=True)
class SealedFile:
    """A kind of sealed file.

    Attributes:
        form: The code of a file that is not in its form.
        unreadable: The code of a file that cannot be read.
        end: The key of the digest on the last line.
        separators: The marks behind each item and each key of a line.
        sort_keys: Whether the keys of a line are in order.
        max_bytes: The largest file that is read.
        max_depth: The deepest nesting of a line; more could exhaust a small stack.
        fix: The remedy for a file that is not a whole one.
        fix_edited: The remedy for a file that has changed since it was written.
        fix_missing: The remedy for a file that is not there.
    """

    form: str
    unreadable: str
    end: str
    separators: tuple[str, str]
    sort_keys: bool
    max_bytes: int
    max_depth: int
    fix: str
    fix_edited: str
    fix_missing: str

    def refuse(self, name: str, problem: str, fix: str = "", line: int | None = None) -> NoReturn:
        """Raise the error for a file that is not in its form; *line* is the wrong one."""
        raise mistake(self.form, problem, Where(None, name, line), fix or self.fix) from None

    def _unreadable(self, name: str, problem: str, fix: str) -> NoReturn:
        raise mistake(self.unreadable, problem, Where(None, name), fix) from None

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            PackError: It cannot be read, is too large, or is not a plain file. A link could lead to
                a file that somebody else may change, and to open a pipe would wait for ever.
        """
        try:
            mode = os.lstat(name).st_mode
            if not stat.S_ISREG(mode):
                is_link = stat.S_ISLNK(mode)
                problem = "a link: what it leads to may change." if is_link else "not a file."
                self._unreadable(name, f"this is {problem}", "give the path of the file itself.")
            with open(name, "rb", opener=_open_itself) as file:
                return file.read(self.max_bytes + 1)
        except FileNotFoundError:
            self._unreadable(name, "there is no such file.", self.fix_missing)
        except (OSError, ValueError) as error:
            problem = f"the file cannot be read: {why_refused(error)}."
            self._unreadable(name, problem, "check its name and its permissions.")

    def unseal(self, data: bytes, name: str) -> list[bytes]:
        """Return all lines but the last, once the last has shown that none is missing or changed.

        Raises:
            PackError: There are too many bytes, or they are not a whole file.
        """
        if len(data) > self.max_bytes:
            self.refuse(name, f"it has more than {self.max_bytes:,} bytes.")
        if not data.startswith(b"{"):  # the wrong file was named
            self.refuse(name, "this is a file of another kind." if data else "the file is empty.")
        start = data.rfind(b"\n", 0, -1) + 1
        body, end = data[:start], data[start:]
        sealed = self._end_of(body)
        if not body or len(end) != len(sealed) or end[:-_SEAL] != sealed[:-_SEAL]:
            self.refuse(name, "its end is missing: it may have been cut off.")
        if end != sealed:
            problem = (
                "it is not as it was written: the digest at its end is that of another content."
            )
            self.refuse(name, problem, self.fix_edited)
        return body.split(b"\n")[:-1]

    def seal(self, lines: Iterable[Mapping[str, Any]]) -> bytes:
        """Return the bytes of a file with these lines."""
        body = "".join(map(self._line, lines)).encode()
        return body + self._end_of(body)

    def _end_of(self, body: bytes) -> bytes:
        return self._line({self.end: sealed_digest(body)}).encode()

    def _line(self, fields: Mapping[str, Any]) -> str:
        text = json.dumps(
            fields, ensure_ascii=False, sort_keys=self.sort_keys, separators=self.separators
        )
        # Some characters could hide others, or change the look of what follows.
        if not text.isprintable():
            text = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
        return f"{text}\n"

    def fields(self, line: bytes) -> dict[str, Any]:
        """Return the object of a line: text, whole numbers, true, false, and lists and objects.

        Raises:
            FormError: It is none, is nested too deep, has a key twice or a number too large.
        """
        if len(line) > _MAX_LINE_BYTES or nesting_depth(line) > self.max_depth:
            raise FormError("the line is too long, or nested too deep.")
        try:
            value = json.loads(
                line.decode(),
                object_pairs_hook=_table,
                parse_int=_whole_number,
                parse_float=_no_number,
                parse_constant=_no_number,
            )
        except FormError:
            raise
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise FormError("this line is not a JSON object.")
        return value


def _open_itself(path: str, flags: int) -> int:
    # It fails if a link has taken the place of the file since it was looked at.
    return os.open(path, flags | _NO_FOLLOW)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise FormError("a key appears twice in this line.")
    return table


def _whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > _MOST_DIGITS:
        raise FormError("the number is too large.")
    return int(digits)


def _no_number(written: str) -> NoReturn:
    raise FormError(f"{shown(written)} is not a whole number.")


def sealed_digest(data: bytes) -> str:
    """Return ``sha256:`` and the hex digest of some bytes."""
    import hashlib  # slow to import, and a first answer without a lock needs none

    return f"sha256:{hashlib.sha256(data).hexdigest()}"
