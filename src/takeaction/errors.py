"""The errors that the library raises on purpose, and their texts.

::

    TakeActionError                 catch this one for everything below
    ├── PackError                   one mistake in a pack: what, where, how to fix it
    │   ├── PackSyntaxError         the file cannot be read or parsed
    │   ├── FieldError              a field has the wrong type, form or size
    │   ├── LinkError               a link to a record that is missing or wrong
    │   ├── DuplicateIdError        two things have one id
    │   ├── ContentError            a text that could hurt somebody
    │   ├── LockError               the lock file, or a pack that differs from it
    │   ├── WithdrawnError          the list of withdrawals, or something that it takes back
    │   └── PackRefusedError        a pack is refused as a whole
    ├── PackErrors                  every mistake of one load (an ExceptionGroup)
    └── QueryError                  a question that makes no sense (also a ValueError)
        └── UnknownWordError        a word that is in no list, with the nearest ones
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Self, TypeAlias

import attrs

from takeaction.value import LONGEST_REPR, Value, short_repr

LONGEST_SHOWN = 60
"""The most characters of a pack's text that a message repeats: it stays one line on a screen."""

LONGEST_PATH = 240
"""The most characters of a path: many, since an editor has to be able to open it."""


class Outcome(StrEnum):
    """The cost of a mistake: the pack, the record, or nothing."""

    QUARANTINE = "quarantine"
    DROP = "drop"
    WARN = "warn"


def shown(value: object) -> str:
    """Write a value from a pack so that it does no harm in a message.

    Returns:
        At most about 60 characters on one line, in double quotes if it is text. Control
        characters, direction marks and all other unprintable characters are escaped.
    """
    if not isinstance(value, str):
        return plain(str(value))
    return '"' + plain(value).replace('"', '\\"') + '"'


def why_refused(error: OSError | ValueError) -> str:
    """Return why the system refused a file; for a name that no file can have, in our own words.

    Those of the system differ from one Python to the next.
    """
    return plain(str(error)) if isinstance(error, OSError) else "no file can have this name"


def plain(text: str, limit: int = LONGEST_SHOWN) -> str:
    """Write text on one line, unprintable characters escaped, cut to *limit* characters."""
    start = text[: limit + 1]
    safe = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in start)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


class TakeActionError(Exception):
    """The base of every error that this library raises on purpose."""

    def __repr__(self) -> str:
        text = super().__repr__()
        return text if len(text) <= LONGEST_REPR else f"{text[: LONGEST_REPR - 2]}…)"


@attrs.frozen(eq=False, repr=False)
class Where(Value):
    """The place of a mistake, as narrow as possible.

    Attributes:
        pack: Id of the pack; where it is unknown, the path or distribution of the pack.
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
        place = "/".join(plain(part, LONGEST_PATH) for part in (self.pack, self.file) if part)
        if self.line is not None:
            place += f":{self.line}"
        inside = ".".join(plain(part) for part in (self.record, self.field) if part)
        return ": ".join(part for part in (place, inside) if part)


class PackError(TakeActionError):
    """One mistake in a pack.

    Attributes:
        code: Its kind, stable, such as ``contact.dial``; the error reference lists them.
        problem: The problem, a sentence.
        where: Its place.
        fix: What to do about it, a sentence; empty where no fix is certain.
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
    """A file of a pack that cannot be read or parsed."""


class FieldError(PackError):
    """A field of a record with the wrong type, form or size."""


class LinkError(PackError):
    """A link to a record that is missing or wrong, or that comes back to itself."""


class DuplicateIdError(PackError):
    """An id that two records of a pack, or two packs, share."""


class ContentError(PackError):
    """A text that could hurt its reader or somebody else."""


class LockError(PackError):
    """A lock file that cannot be used, or a pack that differs from it."""


class WithdrawnError(PackError):
    """A list of withdrawals that cannot be used, or something that it takes back."""


class PackRefusedError(PackError):
    """A pack that is refused as a whole."""


class PackErrors(ExceptionGroup[PackError], TakeActionError):  # noqa: N818 - a group of errors
    """Every mistake of one load, in ``.exceptions``."""

    def __new__(cls, message: str, errors: Sequence[PackError]) -> Self:
        """Make the group from at least one error."""
        return super().__new__(cls, message, errors)

    def derive(self, errors: Sequence[PackError]) -> "PackErrors":  # type: ignore[override]
        """Keep the class when the group is split."""
        return PackErrors(self.message, errors)

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """The mistakes in the group, ordered by pack and place."""
        return tuple(error for error in self.exceptions if isinstance(error, PackError))

    def __repr__(self) -> str:
        return short_repr(self, {"message": self.message, "mistakes": len(self.mistakes)})

    def __str__(self) -> str:
        return "\n".join([self.message, *map(str, self.mistakes)])


Unknown: TypeAlias = tuple[str, int, tuple[str, ...]]
"""Field, position and nearest words of a word that is in no list."""


class QueryError(TakeActionError, ValueError):
    """A question that makes no sense, such as one for 0 minutes.

    Attributes:
        code: Its kind, stable, such as ``query.minutes``.
        text: The problem and what to write instead, never the words of the person.
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
    """A word of a question that is in no list.

    The error does not hold the word: what people write about themselves stays out of logs.

    Attributes:
        position: Its place among the words of the field, from 0.
        nearest: Up to three words that the person may have meant; may be empty.
        unknown: The field, position and nearest words of every unknown word, where a question
            looks them all up together. The first one is the word above.
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
        return f"Unknown word in {field}.{did_you_mean(nearest)}"
    places = (f"{field}[{position}].{did_you_mean(near)}" for field, position, near in unknown)
    return f"{len(unknown)} unknown words: {' '.join(places)}"


def did_you_mean(nearest: Sequence[str]) -> str:
    """Ask whether the person meant one of the nearest words; empty if there is none.

    The question starts with a space, so that it can follow a sentence.
    """
    return f" Did you mean {' or '.join(nearest)}?" if nearest else ""
