"""Lists of withdrawals: what publishers have taken back, one JSON object on each line.

::

    {"takeaction": "withdrawn", "version": 1, "sequence": 7, "expires": "2027-02-24"}
    {"id": "us-hotline:old-line", "on": "2026-11-26", "by": "…", "reason": "elsewhere"}
    {"digest": "sha256:…"}

A list is a sealed file. It only takes away, and sends nobody anywhere: its reasons are codes. Each
has a higher sequence than the one before and a day on which it is out of date, so that nobody can
serve an old one again unnoticed.
"""

import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from takeaction.errors import PackError, Where, refused, shown
from takeaction.lock.sealed import DIGEST, FormError, SealedFile
from takeaction.models.pack import LONGEST_DETAIL, LONGEST_NAME, REASONS, Withdrawal
from takeaction.packs.reading.content import day_of, marks_in_a_row
from takeaction.packs.rules.address import is_id
from takeaction.packs.rules.numbers_in_prose import claims_in
from takeaction.vocabulary.codes import mistake

VERSION = 1
"""The version of the form."""

MAX_LINES = 5_000
"""The most lines of a list, so that checking a load against it stays quick."""

_FETCH = "fetch it again from its publisher, byte for byte."

LIST_FILE = SealedFile(
    form="withdrawn.form",
    unreadable="withdrawn.unreadable",
    end="digest",
    separators=(", ", ": "),
    sort_keys=False,
    max_bytes=1024 * 1024,  # a line of ours has about 200 bytes
    max_depth=1,
    fix=_FETCH,
    fix_edited=_FETCH,
    fix_missing="fetch it from its publisher, or leave it out.",
)

_HEAD = {"takeaction": "withdrawn", "version": VERSION}
_MAX_MARKS = 8
"""The most combining marks in a row, as in the texts of packs."""

_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, direction marks and other invisible ones, in any version of Unicode."""


@attrs.frozen
class WithdrawnList:
    """A list of withdrawals.

    Attributes:
        withdrawals: In the order of the file, the oldest first.
        sequence: Its number: each list has a higher one than the list before it.
        expires: The last day on which it is up to date.
    """

    withdrawals: tuple[Withdrawal, ...] = ()
    sequence: int = 1
    expires: date = date.max

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> "WithdrawnList":
        """Read a list.

        Raises:
            WithdrawnError: It cannot be read, or is not a whole list.
        """
        name = os.fsdecode(path)
        return parse_list(LIST_FILE.read(name), name)

    def with_withdrawal(self, withdrawal: Withdrawal) -> "WithdrawnList":
        """Return a list with one more withdrawal."""
        return attrs.evolve(self, withdrawals=(*self.withdrawals, withdrawal))

    def without(self, id: str) -> "WithdrawnList":
        """Return a list without the withdrawals of an id."""
        kept = tuple(each for each in self.withdrawals if each.id != id)
        return attrs.evolve(self, withdrawals=kept)

    def following(self, expires: date) -> "WithdrawnList":
        """Return the list with the next number and a later day on which it is out of date."""
        return attrs.evolve(self, sequence=self.sequence + 1, expires=expires)

    def data(self) -> bytes:
        """Return the bytes of the file, with the digest of the others at the end."""
        head = {**_HEAD, "sequence": self.sequence, "expires": self.expires.isoformat()}
        return LIST_FILE.seal([head, *map(_as_json, self.withdrawals)])


def newest_withdrawals(
    paths: object, today: date | None
) -> tuple[tuple[Withdrawal, ...], tuple[PackError, ...]]:
    """Return the withdrawals in the newest of some lists, and the mistakes of the others.

    Args:
        paths: The path of a list, or of several editions of one.
        today: The day, to report a list that is out of date; None reports none. What such a list
            takes away stays away: an old number is no better for it.

    Raises:
        QueryError: One of them is not a path.
        WithdrawnError: A list cannot be used.
    """
    given = tuple(paths) if isinstance(paths, (list, tuple)) else (paths,)
    lists: list[tuple[str, WithdrawnList]] = []
    for path in given:
        if not isinstance(path, (str, os.PathLike)):
            raise refused("query.withdrawn", "withdrawn", "withdrawn")
        lists.append((os.path.basename(os.fsdecode(path)), WithdrawnList.read(path)))
    newest = max((listed.sequence for _, listed in lists), default=0)
    withdrawals: list[Withdrawal] = []
    mistakes: list[PackError] = []
    for name, listed in lists:
        if listed.sequence < newest:
            problem = f"it is list {listed.sequence:,}, and there is list {newest:,}."
            fix = "fetch it again: somebody has served an old one."
            mistakes.append(mistake("withdrawn.older", problem, Where(None, name), fix))
            continue
        withdrawals += (each for each in listed.withdrawals if each not in withdrawals)
        if today and listed.expires < today:
            problem = f"it was up to date until {listed.expires}."
            mistakes.append(mistake("withdrawn.expired", problem, Where(None, name), _FETCH))
    return tuple(withdrawals), tuple(mistakes)


# Read


def parse_list(data: bytes, name: str) -> WithdrawnList:
    """Read a list from the bytes of its file.

    Raises:
        WithdrawnError: They are not a whole list.
    """
    lines = LIST_FILE.unseal(data, name)
    if len(lines) >= MAX_LINES:
        LIST_FILE.refuse(name, f"it has more than {MAX_LINES:,} lines.")
    withdrawals: list[Withdrawal] = []
    sequence, expires = 0, date.min
    for number, line in enumerate(lines, 1):
        try:
            fields = LIST_FILE.fields(line)
            if number == 1:
                sequence, expires = _edition_of(fields)
            else:
                withdrawals.append(make_withdrawal(fields))
        except FormError as error:
            LIST_FILE.refuse(name, str(error), "tell its publisher.", number)
    return WithdrawnList(tuple(withdrawals), sequence, expires)


def _edition_of(fields: Mapping[str, Any]) -> tuple[int, date]:
    """Return the number of a list and its last day, from its first line."""
    sequence, expires = fields.get("sequence"), fields.get("expires")
    head = {**_HEAD, "sequence": sequence, "expires": expires}
    # True equals 1 in Python, but "version": true names no version.
    if fields != head or fields["version"] is True:
        problem = f"it does not begin with version {VERSION}, the only one that this release reads."
        raise FormError(problem)
    if type(sequence) is not int or sequence < 1:
        raise FormError("its sequence is not a number from 1.")
    if not isinstance(expires, str):
        raise FormError("expires is not text.")
    return sequence, _day(expires)


# The parts of a line

_NEEDED = frozenset({"id", "on", "by", "reason"})
_NAMES = tuple(field.name for field in attrs.fields(Withdrawal))


def make_withdrawal(fields: Mapping[str, Any]) -> Withdrawal:
    """Make a withdrawal of the fields on a line.

    Args:
        fields: By name, as text; a field without a value is left out.

    Raises:
        FormError: A field is missing, unknown, or not in its form.
    """
    missing = sorted(_NEEDED - fields.keys())
    if missing:
        raise FormError(f"{missing[0]} is missing.")
    for name, value in fields.items():
        if name not in _NAMES:
            raise FormError(f"there is no field called {shown(name)}.")
        if not isinstance(value, str):
            raise FormError(f"{name} is not text.")
    id, edition, replaced_by = fields["id"], fields.get("digest"), fields.get("replaced_by")
    if not _is_target(id):
        form = "pack:record, pack:record#contact, or the id of a pack"
        raise FormError(f"{shown(id)} is not {form}.")
    if edition is not None and not DIGEST.fullmatch(edition):
        raise FormError(f"{shown(edition)} is not a digest, such as sha256: and 64 characters.")
    if edition is None and ":" not in id:
        raise FormError(f"{shown(id)} is a whole pack: add the digest of the edition.")
    if fields["reason"] not in REASONS:
        raise FormError(f"{shown(fields['reason'])} is no reason: write {', '.join(REASONS)}.")
    own = f"{id.partition(':')[0]}:"  # a list sends nobody to the record of another pack
    if replaced_by is not None and not (_is_record(replaced_by) and replaced_by.startswith(own)):
        raise FormError(f"{shown(replaced_by)} is not {own}record.")
    return Withdrawal(
        id=id,
        on=_day(fields["on"]),
        by=_text("by", fields["by"], LONGEST_NAME),
        reason=fields["reason"],
        detail=_text("detail", fields["detail"], LONGEST_DETAIL) if "detail" in fields else None,
        digest=edition,
        replaced_by=replaced_by,
    )


def _is_target(id: str) -> bool:
    record, hash, contact = id.partition("#")
    if not hash:
        return is_id(id) or _is_record(id)
    return _is_record(record) and is_id(contact)


def _is_record(id: str) -> bool:
    pack, colon, local = id.partition(":")
    return bool(colon) and is_id(pack) and is_id(local)


def _day(text: str) -> date:
    day = day_of(text)
    if day is None:
        raise FormError(f"{shown(text)} is not a date.")
    return day


def _text(name: str, text: str, longest: int) -> str:
    """Return a text that can be shown anywhere and sends nobody anywhere."""
    if not text.strip() or len(text) > longest:
        raise FormError(f"{name} is empty, or has more than {longest} characters.")
    match = _FORBIDDEN.search(text)
    if match:
        raise FormError(f"{name} contains the forbidden character U+{ord(match[0]):04X}.")
    if not unicodedata.is_normalized("NFC", text) or marks_in_a_row(text) > _MAX_MARKS:
        raise FormError(f"{name} is not in NFC, or has too many combining marks in a row.")
    mention = next(claims_in(text), None)
    if mention is not None:
        problem = f"{name} mentions {shown(mention)}"
        raise FormError(f"{problem}: a list has no numbers and no addresses.")
    return text


# Write


def _as_json(withdrawal: Withdrawal) -> dict[str, str]:
    values = ((name, getattr(withdrawal, name)) for name in _NAMES)
    return {name: str(value) for name, value in values if value is not None}
