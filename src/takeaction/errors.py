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
        ├── UnknownWordError        a word that is in no list, with the nearest ones
        └── QueryErrors             every wrong field of one question (also an ExceptionGroup)
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, ParamSpec, Protocol, Self, TypeAlias, TypeVar, cast

import attrs

from takeaction.core_data import Slot, fill_message, language_of
from takeaction.value import Value, cut, plain_data, short_repr

_P = ParamSpec("_P")
_T = TypeVar("_T")

LONGEST_SHOWN = 60
"""The most characters of a pack's text that a message repeats: it stays one line on a screen."""

_MOST_SUGGESTED = 10
"""The most unknown words of a field that get suggestions: more are another kind of list."""

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


def why_failed(error: OSError | ValueError) -> str:
    """Return why the system refused a file, without its path: the message names that already."""
    return getattr(error, "strerror", None) or why_refused(error)


def plain(text: str, limit: int = LONGEST_SHOWN) -> str:
    """Write text on one line, unprintable characters escaped, cut to *limit* characters."""
    start = text[: limit + 1]
    safe = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in start)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


class TakeActionError(Exception):
    """The base of every error that this library raises on purpose."""

    def __repr__(self) -> str:
        return cut(super().__repr__())


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


class Sentence(NamedTuple):
    """One of the library's own messages, written only when somebody reads it.

    Attributes:
        code: Its code in ``data/messages``, such as ``refused.number``.
        slots: The values of its slots, never the words of a person.
    """

    code: str
    slots: Mapping[str, int | str]

    def text_in(self, language: str) -> str:
        """Write it in one of the languages of the core's own texts."""
        return fill_message(self.code, language, self.slots)


class QueryError(TakeActionError, ValueError):
    """A question that makes no sense, such as one for 0 minutes.

    Attributes:
        code: Its kind, stable, such as ``query.minutes``.
        field: The argument that is wrong, or None.
        nearest: Up to three words that the person may have meant; usually empty.
        labels: The names of nearest words, for the text; a word without one stands for itself.
        languages: The languages of ``text`` and ``str()``, those of the question where it names
            any; empty for English.
        emergency: What to do in danger, as ``find_help`` says it, where a question for help was
            not understood: show it above the error, since they may be in danger. None
            for other questions.
    """

    _json_names = ("code", "text", "field", "nearest", "emergency")

    code: str
    field: str | None
    nearest: tuple[str, ...] = ()
    emergency: str | None = None
    labels: "Mapping[str, _Label]" = MappingProxyType({})
    languages: tuple[str, ...] = ()

    def __init__(self, code: str, text: str | Sentence, field: str | None = None) -> None:
        super().__init__(code, text, field)
        self.code = code
        self.field = field
        self._text = text

    @property
    def text(self) -> str:
        """The problem and the fix, never the words of the person."""
        return self.text_in(self.languages)

    @property
    def errors(self) -> "tuple[QueryError, ...]":
        """The error itself; of ``QueryErrors``, one error for each wrong field."""
        return (self,)

    def text_in(self, languages: str | Iterable[str]) -> str:
        """Return the problem and the fix, in the language of a reader.

        Args:
            languages: BCP 47 tags in order of preference, or the value of ``Accept-Language``.

        Returns:
            The text in the first of them that the library's own texts have, else in English.
        """
        return self._text_in(language_of(_tags(languages)))

    def _text_in(self, language: str) -> str:
        text = self._text
        if isinstance(text, Sentence):
            text = text.text_in(language)
        return text + self.did_you_mean(self.nearest, language)

    def did_you_mean(self, nearest: Sequence[str], language: str) -> str:
        """Ask whether the person meant one of the nearest words; empty if there is none.

        The question starts with a space, so that it can follow a sentence. Each word has its name
        beside it, unless the word itself reads like its name.
        """
        if not nearest:
            return ""
        first, *others = (self._named(word, language) for word in nearest)
        for other in others:
            first = fill_message("label.or", language, {"first": first, "second": other})
        return " " + fill_message("hint.did_you_mean", language, {"words": first})

    def _named(self, word: str, language: str) -> str:
        label = self.labels.get(word)
        name = plain(label.pick((language,)).text) if label else word
        if _letters(name) == _letters(word):
            return word
        return fill_message("hint.label", language, {"label": name, "id": word})

    def as_json(self, languages: str | Iterable[str] | None = None) -> dict[str, Any]:
        """Return the error as plain data: code, text, field, nearest words, and the emergency text.

        Args:
            languages: The languages of the text, as in ``text_in``; None takes those of the error.
        """
        data = {name: plain_data(getattr(self, name)) for name in self._json_names}
        return data if languages is None else data | {"text": self.text_in(languages)}

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return cut(f"{type(self).__name__}({self.text!r})")


def _tags(languages: str | Iterable[str]) -> Iterator[str]:
    """Yield the tags of a list or of ``Accept-Language``, where browsers send the best first."""
    wishes = languages.split(",") if isinstance(languages, str) else languages
    return (wish.partition(";")[0].strip() for wish in wishes)


def refused(
    code: str,
    message: str,
    field: str | None,
    nearest: tuple[str, ...] = (),
    **slots: int | str,
) -> QueryError:
    """Return the error for a field, with one of the library's own messages.

    Args:
        code: The code of the error.
        message: The name of its message: ``number`` for ``refused.number``.
        field: The field, which also fills the slot ``field``.
        nearest: Words that the person may have meant.
        slots: The other slots of the message, never the words of a person.
    """
    sentence = Sentence(f"refused.{message}", {"field": field or "", **slots})
    error = QueryError(code, sentence, field)
    error.nearest = nearest
    return error


class _Name(Protocol):
    """The name of a word in one language."""

    @property
    def text(self) -> str:
        """The name."""
        ...


class _Label(Protocol):
    """The name of a word in several languages."""

    def pick(self, languages: Iterable[str]) -> _Name:
        """Return the name in the first of *languages* that it has."""
        ...


Unknown: TypeAlias = tuple[str, int, tuple[str, ...]]
"""Field, position and nearest words of a word that is in no list."""


class UnknownWordError(QueryError):
    """A word of a question that is in no list.

    The error does not hold the word: what people write about themselves stays out of logs.

    Attributes:
        position: Its place among the words of the field, from 0.
        nearest: Up to three words that the person may have meant; may be empty.
        unknown: The field, position and nearest words of every unknown word of the field. The
            first one is the word above.
    """

    def __init__(
        self,
        field: str,
        position: int = 0,
        nearest: tuple[str, ...] = (),
        others: tuple[Unknown, ...] = (),
        labels: "Mapping[Any, _Label] | None" = None,  # by subclasses of str, such as closed words
    ) -> None:
        super().__init__("word.unknown", "", field)
        self.args = (field, position, nearest, others, labels)
        self.position = position
        self.nearest = nearest
        self.unknown: tuple[Unknown, ...] = ((field, position, nearest), *others)
        if labels:
            self.labels = labels

    def _text_in(self, language: str) -> str:
        (field, _, near), *others = self.unknown
        if not others:
            text = fill_message("refused.unknown", language, {"field": field})
            return text + self.did_you_mean(near, language)
        places = " ".join(
            f"{field}[{position}].{self.did_you_mean(near, language)}"
            for field, position, near in self.unknown
        )
        slots: Mapping[str, Slot] = {"count": len(self.unknown), "places": places}
        return fill_message("hint.unknown", language, slots)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


class QueryErrors(ExceptionGroup[QueryError], QueryError):  # noqa: N818 - a group of errors
    """Every wrong field of one question, in order of the fields, in ``.exceptions``.

    Whatever handles a ``QueryError`` handles this one too: code, field and nearest words are those
    of the first wrong field; the text has a line for each.
    """

    def __new__(cls, message: str, errors: Sequence[QueryError]) -> Self:
        """Make the group from at least one error."""
        return super().__new__(cls, message, errors)

    def __init__(self, message: str, errors: Sequence[QueryError]) -> None:  # noqa: ARG002
        first = self.errors[0]
        self.code = first.code
        self.field = first.field
        self.nearest = first.nearest

    def derive(self, errors: Sequence[QueryError]) -> "QueryErrors":  # type: ignore[override]
        """Keep the class and the languages when the group is split."""
        group = QueryErrors(self.message, errors)
        group.languages = self.languages
        return group

    @property
    def errors(self) -> tuple[QueryError, ...]:
        """One error for each wrong field, in order of the fields."""
        errors = cast("tuple[QueryError, ...]", self.exceptions)
        return tuple(single for error in errors for single in error.errors)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """The field, position and nearest words of every word that is in no list."""
        words = (error.unknown for error in self.errors if isinstance(error, UnknownWordError))
        return tuple(unknown for of_field in words for unknown in of_field)

    def _text_in(self, language: str) -> str:
        return "\n".join(error.text_in((language,)) for error in self.errors)

    def __str__(self) -> str:
        return self.text  # not the message of the group

    def __repr__(self) -> str:
        return QueryError.__repr__(self)


def together(errors: Iterable[QueryError], languages: Iterable[str] = ()) -> QueryError:
    """Return the one error, or all errors as one.

    Args:
        errors: The errors, in order of the fields; at least one.
        languages: The languages of the question; empty for those that an error already has.
    """
    singles = tuple(single for error in errors for single in error.errors)
    wish = tuple(languages) or next((error.languages for error in singles if error.languages), ())
    for error in singles:
        error.languages = wish
    if len(singles) == 1:
        return singles[0]
    group = QueryErrors(f"{len(singles)} wrong fields", singles)
    group.languages = wish
    return group


class Fields:
    """The fields of one question: each is read, and all wrong ones are raised together."""

    def __init__(self) -> None:
        self._errors: list[QueryError] = []

    def read(self, read: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return the value of a field; one that is refused is reported by ``raise_wrong``."""
        try:
            return read(*args, **kwargs)
        except QueryError as error:
            self._errors.append(error)
            return cast(_T, None)  # nobody uses it: raise_wrong comes first

    def add(self, error: QueryError) -> None:
        """Add an error that no field caused, such as an unknown key."""
        self._errors.append(error)

    def raise_wrong(self, languages: Iterable[str] | None = ()) -> None:
        """Raise one error for all wrong fields, if there are any.

        Args:
            languages: The languages of the question, for the text; None if they are wrong too.
        """
        if self._errors:
            raise together(self._errors, languages or ())


def read_each(
    read: Callable[[str, str, int, bool], _T], words: Iterable[str], field: str
) -> tuple[_T, ...]:
    """Read each word of a field.

    Args:
        read: Reads a word, given the field, its position, and whether to look for the nearest
            words: that takes long, so only the first unknown words of a field get them.
        words: The words.
        field: The name of the field.

    Raises:
        UnknownWordError: Some words are in no list; it has all of them.
    """
    values: list[_T] = []
    unknown: list[UnknownWordError] = []
    for position, word in enumerate(words):
        try:
            values.append(read(word, field, position, len(unknown) < _MOST_SUGGESTED))
        except UnknownWordError as error:
            unknown.append(error)
    if not unknown:
        return tuple(values)
    first, *others = (error.unknown[0] for error in unknown)
    labels = {word: label for error in unknown for word, label in error.labels.items()}
    raise UnknownWordError(*first, tuple(others), labels)
