"""What is raised on purpose, and how it reads.

::

    TakeActionError                 catch this one for everything below
    ├── PackError                   one mistake in a pack: what, where, how to fix it
    │   ├── PackSyntaxError         the file cannot be read or parsed
    │   ├── FieldError              a field has the wrong type, form or size
    │   ├── LinkError               a record points at one that is not there
    │   ├── DuplicateIdError        two things have one id
    │   ├── ContentError            a text that could hurt somebody
    │   ├── LockError               the lock file, or a pack that differs from it
    │   └── PackRefusedError        the pack as a whole is not taken
    ├── PackErrors                  every mistake of one load (an ExceptionGroup)
    └── QueryError                  a question with no meaning (also a ValueError)
        └── UnknownWordError        a word that is in no list, with the nearest ones
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Self, TypeAlias

import attrs

from takeaction.value import Value

SHOWN = 60
"""The most characters of somebody else's text that a message repeats."""

_PATH = 240
"""The most of a path: an editor has to be able to open it."""


class Outcome(StrEnum):
    """What a mistake costs: the pack, the record, or nothing."""

    QUARANTINE = "quarantine"
    DROP = "drop"
    WARN = "warn"


def shown(value: object) -> str:
    """Write a value of a pack so that it is harmless in a message.

    Returns:
        At most about 60 characters on one line, in double quotes if it is text; control
        characters, direction marks and everything else outside printable text are escaped.
    """
    if not isinstance(value, str):
        return plain(str(value))
    return '"' + plain(value).replace('"', '\\"') + '"'


def plain(text: str, most: int = SHOWN) -> str:
    """Write text on one line with everything unprintable escaped, cut to *most* characters."""
    seen = text[: most + 1]
    safe = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in seen)
    return safe if len(safe) <= most else safe[: most - 1] + "…"


class TakeActionError(Exception):
    """Everything that this library raises on purpose."""


@attrs.frozen(eq=False, repr=False)
class Where(Value):
    """The place of a mistake, as narrow as it is known.

    Attributes:
        pack: Id of the pack, or the path or distribution that was read in its place.
        file: Path in the pack, with ``/``.
        line: Line in the file, from 1. None for built packs, which have no lines.
        record: Local id of the record.
        field: Path of the field in its record, such as ``contacts[0].dial``.
    """

    pack: str | None = None
    file: str | None = None
    line: int | None = None
    record: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = "/".join(plain(part, _PATH) for part in (self.pack, self.file) if part)
        if self.line is not None:
            place += f":{self.line}"
        inside = ".".join(plain(part) for part in (self.record, self.field) if part)
        return ": ".join(part for part in (place, inside) if part)


class PackError(TakeActionError):
    """One mistake in a pack.

    Attributes:
        code: Its kind, stable, such as ``contact.dial``; the error reference lists them.
        problem: What is wrong, a sentence.
        where: Where it is.
        fix: What to do about it, a sentence; empty where nothing certain can be said.
        outcome: Whether the pack or the record was left out, or kept with a warning.
        distribution: The installed distribution that the pack came from, or None.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - positional, so that it can be pickled
        self,
        code: str,
        problem: str,
        where: Where,
        fix: str = "",
        outcome: Outcome = Outcome.DROP,
        distribution: str | None = None,
    ) -> None:
        super().__init__(code, problem, where, fix, outcome, distribution)
        self.code = code
        self.problem = problem
        self.where = where
        self.fix = fix
        self.outcome = outcome
        self.distribution = distribution

    def __str__(self) -> str:
        place = str(self.where)
        text = f"{place}: {self.problem}" if place else self.problem
        return f"{text} Fix: {self.fix}" if self.fix else text


class PackSyntaxError(PackError):
    """A file of a pack cannot be read or parsed."""


class FieldError(PackError):
    """A field of a record has the wrong type, form or size."""


class LinkError(PackError):
    """A record points at a record that is not there."""


class DuplicateIdError(PackError):
    """Two records of a pack, or two packs, have one id."""


class ContentError(PackError):
    """A text that could hurt the person who reads it, or somebody else."""


class LockError(PackError):
    """A lock file cannot be used, or a pack is not what the lock says."""


class PackRefusedError(PackError):
    """A pack as a whole is not taken."""


class PackErrors(ExceptionGroup[PackError], TakeActionError):  # noqa: N818 - it holds many
    """Every mistake of one load, in ``.exceptions``."""

    def __new__(cls, message: str, errors: Sequence[PackError]) -> Self:
        """Make the group; *errors* holds at least one."""
        return super().__new__(cls, message, errors)

    def derive(self, errors: Sequence[PackError]) -> "PackErrors":  # type: ignore[override]
        """Keep the class when the group is split."""
        return PackErrors(self.message, errors)

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """The mistakes, in order of pack and place."""
        return tuple(each for each in self.exceptions if isinstance(each, PackError))

    def __str__(self) -> str:
        return "\n".join([self.message, *map(str, self.mistakes)])


Unknown: TypeAlias = tuple[str, int, tuple[str, ...]]
"""Field, position and nearest words of a word that is in no list."""


class QueryError(TakeActionError, ValueError):
    """A question that has no meaning, such as one for 0 minutes.

    Attributes:
        code: Its kind, stable, such as ``query.minutes``.
        text: What is wrong and what to write, without repeating what the person wrote.
        field: The argument that is wrong, or None.
    """

    nearest: tuple[str, ...] = ()

    def __init__(self, code: str, text: str, field: str | None = None) -> None:
        super().__init__(code, text, field)
        self.code = code
        self.text = text
        self.field = field

    def __str__(self) -> str:
        return self.text


class UnknownWordError(QueryError):
    """A word of a question is in no list.

    The word itself is not kept: what a person writes about themselves stays out of logs.

    Attributes:
        position: Its place among the words of the field, from 0.
        nearest: Up to three words that it may have been meant to be; may be empty.
        unknown: Each unknown word of the question, where all of them are looked up together: its
            field, its position and its nearest words. The first is the one above.
    """

    def __init__(
        self,
        field: str,
        position: int = 0,
        nearest: tuple[str, ...] = (),
        others: tuple[Unknown, ...] = (),
    ) -> None:
        unknown = ((field, position, nearest), *others)
        super().__init__("word.unknown", _unknown_text(unknown), field)
        self.args = (field, position, nearest, others)
        self.position = position
        self.nearest = nearest
        self.unknown = unknown


def _unknown_text(unknown: tuple[Unknown, ...]) -> str:
    (field, _, nearest), *others = unknown
    if not others:
        return f"Unknown word in {field}.{meant(nearest)}"
    places = (f"{field}[{position}].{meant(near)}" for field, position, near in unknown)
    return f"{len(unknown)} unknown words: {' '.join(places)}"


def meant(nearest: Sequence[str]) -> str:
    """Ask whether one of the nearest words was meant, after a blank; nothing if there is none."""
    return f" Did you mean {' or '.join(nearest)}?" if nearest else ""
