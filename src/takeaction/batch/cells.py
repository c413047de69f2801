"""The columns of people: one entry each, with the function that reads a cell as numbers.

A cell becomes a whole number: the number of its value, or a set of words as bits. A field without
a column, and an empty cell, mean what they mean in a profile. A set of a catalog's words or actions
is a whole number with a bit for each, and in an array a row of 64-bit words, the lowest first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from takeaction.catalog import Catalog
from takeaction.errors import UnknownWordError
from takeaction.models.question.arguments import (
    MAX_IDS,
    MAX_LANGUAGES,
    MAX_MINUTES,
    MAX_WORDS,
    as_language,
    check_text,
    check_whole_number,
)
from takeaction.models.region import WORLD, region_written
from takeaction.vocabulary.actions import Age, Cost, Mode, Per, Risk
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.words import ClosedWord, find_closed_word

Array: TypeAlias = NDArray[Any]

WORD_BITS = 64
WORD_MASK = (1 << WORD_BITS) - 1

OTHER_ACTION = "other:action"
"""A placeholder for all done or dismissed actions that no other action depends on."""


class Numbering:
    """Some ids, each with a number.

    Attributes:
        ids: The ids in order of their numbers.
        width: The number of 64-bit words that a set takes.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(dict.fromkeys(ids))
        self.width = words_for(len(self.ids))
        self._numbers = {id: number for number, id in enumerate(self.ids)}

    def bits(self, ids: Iterable[str]) -> int:
        """Return the set of some ids; unknown ones are not in it."""
        bits = 0
        for id in ids:
            if id in self._numbers:
                bits |= 1 << self._numbers[id]
        return bits

    def members(self, bits: int) -> Iterator[str]:
        """Yield the ids of a set, in order of their numbers."""
        while bits:
            lowest = bits & -bits
            yield self.ids[lowest.bit_length() - 1]
            bits ^= lowest


class Numberings:
    """The numberings of a catalog.

    Attributes:
        skills: All skills, those that actions want before the others.
        roles: All roles.
        topics: All topics, those of actions before the others.
        actions: The actions that are not retired in the order of rows, the first id last; then
            further ids that come before others; then ``OTHER_ACTION``.
        wanted_skills: The number of skills that actions want.
        action_topics: The number of topics of actions.
    """

    def __init__(self, catalog: Catalog) -> None:
        words, actions = catalog.words, catalog.actions.values()
        wanted = {skill for each in actions for skill in each.skills_required | each.skills_helpful}
        topics = {topic for each in actions for topic in each.topics}
        before = {id for each in actions for id in each.after}
        by_row = [str(each.id) for each in actions if each.status is not Status.RETIRED][::-1]
        self.skills = Numbering([*sorted(wanted), *words.ids(WordKind.SKILL)])
        self.roles = Numbering(words.ids(WordKind.ROLE))
        self.topics = Numbering([*sorted(topics), *words.ids(WordKind.TOPIC)])
        self.actions = Numbering([*by_row, *sorted(before), OTHER_ACTION])
        self.wanted_skills, self.action_topics = len(wanted), len(topics)


def words_for(bits: int) -> int:
    """Return the number of 64-bit words that a set of so many bits takes, at least 1."""
    return max(1, -(-bits // WORD_BITS))


def bit_row(bits: int, words: int) -> list[int]:
    """Split a set into 64-bit words."""
    return [bits >> WORD_BITS * word & WORD_MASK for word in range(words)]


def as_whole_number(row: Array) -> int:
    """Join a row of 64-bit words into a set."""
    return sum(word << WORD_BITS * place for place, word in enumerate(row.tolist()))


def bit_rows(sets: Sequence[int], words: int) -> Array:
    """Return sets as the rows of an array."""
    rows = [bit_row(bits, words) for bits in sets]
    return np.array(rows, np.uint64).reshape(len(sets), words)


def union_of_each(rows: Array, counts: Array) -> Array:
    """Return the union of the first rows, of the next rows, and so on.

    Args:
        rows: Sets as rows.
        counts: How many rows each union has; 0 gives an empty set.
    """
    unions = np.zeros((len(counts), rows.shape[1]), np.uint64)
    filled = counts > 0
    if filled.any():
        starts = (np.cumsum(counts) - counts)[filled]
        unions[filled] = np.bitwise_or.reduceat(rows, starts, axis=0)
    return unions


def distinct(columns: Sequence[Array]) -> tuple[Array, Array]:
    """Find the distinct rows of several columns of whole numbers.

    Returns:
        The place of the first row of each kind, and the number of its kind for each row.
    """
    first, *others = columns
    _, firsts, numbers = np.unique(first, return_index=True, return_inverse=True)
    for column in others:
        values, codes = np.unique(column, return_inverse=True)
        numbers = numbers * len(values) + codes
        _, firsts, numbers = np.unique(numbers, return_index=True, return_inverse=True)
    return firsts, numbers


# The cells.


BETWEEN_WORDS = ";"
_MODES = tuple(Mode)

_T = TypeVar("_T")


class Met(Generic[_T]):
    """Sets or places in the order in which a call met them.

    Attributes:
        all: Each of them; its number is its place here.
    """

    def __init__(self) -> None:
        self.all: list[_T] = []
        self._numbers: dict[_T, int] = {}

    def number(self, one: _T) -> int:
        """Return the number of one, which may be new."""
        number = self._numbers.setdefault(one, len(self.all))
        if number == len(self.all):
            self.all.append(one)
        return number


class Lookup:
    """The words of a catalog, and the places that a call met.

    Attributes:
        catalog: The source of the words.
        numberings: Their numbers.
        places: The codes of the places met.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.numberings = catalog.once(Numberings)
        self.places = Met[str]()


@attrs.frozen(kw_only=True)
class PeopleColumn:
    """A column of people, which fills the field of ``Profile`` that has its name.

    Attributes:
        doc: Its meaning, as a table of a page has it.
        empty: What an empty cell means.
        read: Returns the number of a cell, or the bits of one of its words.
        types: The types of Arrow that its values may have beside text.
        example: A type that it may have, for an error.
        also: Other names that people give it.
        words: The numbering of its words, if it has several in a cell; else None.
        most: The most words of a cell.
        unknown: The code of the problem of a word that is not found.
    """

    doc: str
    empty: str
    read: Callable[[Lookup, Any], int]
    types: Sequence[str] = ()
    example: str = "string"
    also: Sequence[str] = ()
    words: Callable[[Numberings], int] | None = None
    most: int = MAX_WORDS
    unknown: str = "word.unknown"

    def fits(self, kind: pa.DataType) -> bool:
        """Check if the values of a type can fill it: words, or in some columns numbers."""
        is_list = self.words is not None and is_any(kind, LIST_TYPES)
        kind = kind.value_type if is_list else kind
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        return is_any(kind, (*_TEXT_TYPES, "null", *self.types))


_TEXT_TYPES = ("string", "large_string", "string_view")
LIST_TYPES = ("list", "large_list", "fixed_size_list")


def is_any(kind: pa.DataType, names: Sequence[str]) -> bool:
    """Check if a type is one of several, by their names in ``pyarrow.types``."""
    return any(getattr(pa.types, f"is_{name}")(kind) for name in names)


# One value: a cell becomes its number.

_NO_CONCERN = ("", "false", "no", "none", "0")
"""The texts of a cell that tell of no concern. Any other does, also one in somebody's own words."""

_MOST_DIGITS = 9
"""Python refuses to read thousands of digits, and nobody has so many minutes."""


def _read_minutes(_: Lookup, cell: Any) -> int:  # noqa: ANN401 - a cell
    """Read the minutes of a sitting; text of digits and floats without a fraction will do."""
    is_digits = isinstance(cell, str) and cell.isascii() and cell.isdigit()
    is_whole = isinstance(cell, float) and cell.is_integer()
    number: Any = int(cell) if is_whole or (is_digits and len(cell) <= _MOST_DIGITS) else cell
    return check_whole_number(number, "minutes", MAX_MINUTES)


def _read_concern(_: Lookup, cell: object) -> int:
    """Return 1 if a cell tells of a concern, else 0."""
    return int(cell.casefold() not in _NO_CONCERN if isinstance(cell, str) else bool(cell))


def _read_place(lookup: Lookup, cell: str | int | None) -> int:
    """Return the number of a place as a person writes it; a blank cell is the world."""
    written = f"{cell:03}" if isinstance(cell, int) else cell or WORLD
    place = region_written(check_text(written, "region"))
    if place is None:
        raise UnknownWordError("region")
    return lookup.places.number(place.code)


def _closed(kind: type[ClosedWord], default: ClosedWord) -> Callable[[Lookup, str | None], int]:
    """Return a reader of the place of a closed word in its list; a blank cell is the default."""
    return lambda _, cell: tuple(kind).index(_find_closed(kind, cell) if cell else default)


def _find_closed(kind: type[ClosedWord], text: str) -> ClosedWord:
    """Return a closed word, without suggestions for one that is in no list: they take long."""
    word = find_closed_word(kind, check_text(text, kind.__name__))
    if word is None:
        raise UnknownWordError(kind.__name__)
    return word


# Several words: each becomes bits.


def _read_word(kind: WordKind, numbering: str, lookup: Lookup, text: str) -> int:
    numbers: Numbering = getattr(lookup.numberings, numbering)
    return numbers.bits([lookup.catalog.words.find(kind, text, kind, suggest=False).id])


def _read_skill(lookup: Lookup, text: str) -> int:
    """Return a skill as bits, and above them the bits of it and all wider words."""
    words, numbers = lookup.catalog.words, lookup.numberings.skills
    id = words.find(WordKind.SKILL, text, "skills", suggest=False).id
    wider = numbers.bits(words.wider(WordKind.SKILL, id))
    return numbers.bits([id]) | wider << 64 * numbers.width


def _read_mode(_: Lookup, text: str) -> int:
    return 1 << _MODES.index(_find_closed(Mode, text))


def modes_in(bits: int) -> list[Mode]:
    """Return the modes of a set of bits."""
    return [mode for place, mode in enumerate(_MODES) if bits >> place & 1]


def _read_language(_: Lookup, text: str) -> int:
    """Check a tag; it has no bits, since no answer in a table depends on a language."""
    as_language(text, "languages")
    return 0


def _read_action(lookup: Lookup, id: str) -> int:
    """Return an action that somebody did as bits; one that is in no pack now counts too."""
    catalog, numbers = lookup.catalog, lookup.numberings.actions
    is_gone = ":" in id and catalog.get(id) is None
    full_id = id if is_gone else catalog.find(id, "done", suggest=False).id
    return numbers.bits([full_id]) or numbers.bits([OTHER_ACTION])


_several = partial(PeopleColumn, example="list<string>")
_actions = partial(_several, read=_read_action, words=lambda n: n.actions.width, most=MAX_IDS)

PEOPLE: Mapping[str, PeopleColumn] = {
    "minutes": PeopleColumn(
        doc=f"the time they have, in minutes: from 1 to {MAX_MINUTES:,}",
        empty="the row is broken",
        read=_read_minutes,
        types=("integer", "floating"),
        example="int64",
    ),
    "per": PeopleColumn(
        doc="how often they have it: `once`, `day`, `week` or `month`",
        empty="`once`",
        read=_closed(Per, Per.ONCE),
    ),
    "skills": _several(
        doc="what they can do", empty="none", read=_read_skill, words=lambda n: 2 * n.skills.width
    ),
    "roles": _several(
        doc="what they are",
        empty="none",
        read=partial(_read_word, WordKind.ROLE, "roles"),
        words=lambda n: n.roles.width,
    ),
    "topics": _several(
        doc="what they care about",
        empty="any",
        read=partial(_read_word, WordKind.TOPIC, "topics"),
        words=lambda n: n.topics.width,
    ),
    "region": PeopleColumn(
        doc="a country or a place in it", empty="the world", read=_read_place, types=("integer",)
    ),
    "modes": _several(
        doc="the only ways that suit them", empty="any", read=_read_mode, words=lambda _: 1
    ),
    "languages": _several(
        doc="the language to write in; only `--as mail-merge` uses it",
        empty="that of `--language`, else English",
        read=_read_language,
        words=lambda _: 1,
        also=("language",),
        most=MAX_LANGUAGES,
        unknown="query.languages",
    ),
    "cost": PeopleColumn(
        doc="the most they can pay", empty="`high`", read=_closed(Cost, Cost.HIGH)
    ),
    "risk": PeopleColumn(
        doc="the highest risk they take", empty="`high`", read=_closed(Risk, Risk.HIGH)
    ),
    "age": PeopleColumn(
        doc="`adult`; [others we refuse](#people-we-refuse)",
        empty="`adult`",
        read=_closed(Age, Age.ADULT),
    ),
    "concern": PeopleColumn(
        doc="nothing; [others we refuse](#people-we-refuse)",
        empty="none",
        read=_read_concern,
        types=("boolean", "integer"),
        example="bool",
    ),
    "done": _actions(doc="ids of actions they did", empty="none"),
    "dismissed": _actions(doc="ids of actions they don't want", empty="none"),
}
"""The columns of people: in the order of the fields of ``Profile``, in which problems are told."""

# Why a row has no answer


class Refusal(StrEnum):
    """The reason to refuse a row: nobody's trouble, age or past belongs in such a table."""

    CONCERN = "batch.concern"
    ROLE = "batch.role"
    AGE = "batch.age"


class CellFault(StrEnum):
    """The reason why a row of a CSV file cannot be read."""

    CELLS = "row.cells"
    QUOTE = "row.quote"
    ENCODING = "row.encoding"


PROBLEMS: Mapping[str, str] = {
    Refusal.CONCERN: "they have a concern: they need a person, not a letter",
    Refusal.ROLE: "their role says what happened to them",
    Refusal.AGE: "they are under 18",
    CellFault.CELLS: "not as many cells as the first row has",
    CellFault.QUOTE: "a quote that never closes",
    CellFault.ENCODING: "letters that are not of the file's encoding",
}
"""Problems that only a batch has, in words."""

PROBLEM_CODES = (
    "",
    "word.unknown",
    "query.length",
    "query.words",
    "query.minutes",
    "query.languages",
    *CellFault,
    *Refusal,
)
"""The codes of problems; the number of one is its place."""

NUMBERS = {code: number for number, code in enumerate(PROBLEM_CODES)}
