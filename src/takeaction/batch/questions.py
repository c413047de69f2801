"""The problems of cells as numbers, and the first one of a row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.bits import (
    OTHER_ACTION,
    Array,
    Numbering,
    Numberings,
    as_whole_number,
    bit_row,
    bit_rows,
    distinct,
    has_any,
    union_of_each,
)
from takeaction.batch.columns import LIST_TYPES, PROFILE_FIELDS, ColumnMap, Refusal, is_any
from takeaction.catalog import Catalog
from takeaction.errors import QueryError, TakeActionError, UnknownWordError
from takeaction.models.question.arguments import (
    MAX_CHARACTERS,
    MAX_IDS,
    MAX_LANGUAGES,
    MAX_MINUTES,
    MAX_WORDS,
    as_language,
    check_text,
    check_whole_number,
)
from takeaction.models.question.profile import Profile
from takeaction.models.region import WORLD, region_written
from takeaction.vocabulary.actions import Age, Cost, Mode, Per, Risk
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.signs import ROLES_OF_THOSE_CONCERNED
from takeaction.vocabulary.words import ClosedWord, find_closed_word

PROBLEM_CODES = (
    "",
    "word.unknown",
    "query.length",
    "query.words",
    "query.minutes",
    "query.languages",
    *Refusal,
)
"""The codes of problems; the number of one is its place."""

NUMBERS = {code: number for number, code in enumerate(PROBLEM_CODES)}


class Problems(NamedTuple):
    """The problem of each row.

    Attributes:
        codes: Its number in ``PROBLEM_CODES``, 0 for none.
        fields: The number of its field in ``PROFILE_FIELDS``.
    """

    codes: Array
    fields: Array

    @classmethod
    def none(cls, rows: int) -> "Problems":
        """Return no problem for so many rows."""
        return cls(np.zeros(rows, np.uint8), np.zeros(rows, np.uint8))

    def add(self, field: str, codes: Array) -> None:
        """Add the problems of a field to rows that have none so far."""
        if codes.any():
            rows = np.flatnonzero(np.logical_and(codes, self.codes == 0))
            self.codes[rows] = codes[rows]
            self.fields[rows] = PROFILE_FIELDS.index(field)

    def is_refused(self) -> Array:
        """Tell for each row whether it is refused."""
        refused: Array = self.codes >= NUMBERS[Refusal.CONCERN]
        return refused


# The cells of a column: its distinct values, or lists of words.


BETWEEN_WORDS = ";"


class Cells(NamedTuple):
    """The cells of a column.

    Attributes:
        values: Its distinct values; the last is None.
        places: For each row the place of its value.
    """

    values: list[Any]
    places: Array


class WordCells(NamedTuple):
    """The words of the cells of a column.

    Attributes:
        counts: The number of words of each cell.
        words: The distinct words; the last is None.
        places: For each word of each cell the place in *words*.
        cells: For each row the place of its cell.
    """

    counts: Array
    words: list[str | None]
    places: Array
    cells: Array


def read_cells(column: pa.Array) -> Cells:
    """Read a column with one value in each row. Blanks around a text are not part of it."""
    encoded = _encoded(column)
    values = encoded.dictionary
    if pa.types.is_large_string(values.type):
        values = pc.utf8_trim_whitespace(values)
    places = _numbers(encoded.indices, len(values))
    return Cells([*values.to_pylist(), None], places)


def read_word_cells(column: pa.Array) -> WordCells:
    """Read a column with several words in each row: lists, or texts with ``;`` between words."""
    if is_any(column.type, LIST_TYPES):
        return _listed(column)
    encoded = _encoded(column)
    texts = pa.concat_arrays([_as_text(encoded.dictionary), pa.array([""], pa.large_string())])
    places = _numbers(encoded.indices, len(texts) - 1)
    return _split(texts, places)


def _split(texts: pa.Array, places: Array) -> WordCells:
    """Return the words of texts; empty ones do not count."""
    split = pc.split_pattern(texts, BETWEEN_WORDS)
    owners = _numbers(pc.list_parent_indices(split), 0)
    words = pc.utf8_trim_whitespace(pc.list_flatten(split))
    is_word = pc.not_equal(words, "")
    encoded = _encoded(words.filter(is_word))
    counts = np.bincount(owners[is_word.to_numpy(zero_copy_only=False)], minlength=len(texts))
    return WordCells(counts, *_words(encoded), places)


def _listed(column: pa.Array) -> WordCells:
    """Return the words of lists, each row a cell of its own."""
    lists = column.cast(pa.large_list(column.type.value_type))
    counts = _numbers(pc.list_value_length(lists), 0)
    encoded = _encoded(pc.list_flatten(lists))
    return WordCells(counts, *_words(encoded), np.arange(len(column)))


def _words(encoded: pa.DictionaryArray) -> tuple[list[str | None], Array]:
    words = _as_text(encoded.dictionary).to_pylist()
    return [*words, None], _numbers(encoded.indices, len(words))


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """Return a column as its distinct values and, for each row, the place of its value."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    is_number = is_any(column.type, ("integer", "floating", "boolean"))
    return (column if is_number else _as_text(column)).dictionary_encode()


def _as_text(column: pa.Array) -> pa.Array:
    return column.cast(pa.large_string())


def _numbers(column: pa.Array, missing: int) -> Array:
    """Return a column of whole numbers as an array, with a number for what is missing."""
    filled = pc.fill_null(column.cast(pa.int64()), missing)
    array: Array = filled.to_numpy(zero_copy_only=False)
    return array


# The single values of a field, each read once in a call: a cell becomes a number.


NO_CONCERN = ("", "false", "no", "none", "0")
"""The texts of a cell that tell of no concern. Any other does, also one in somebody's own words."""


class Values(NamedTuple):
    """The values of the rows of a column.

    Attributes:
        numbers: The number of each row's value; 0 where it has a problem.
        problems: The number of each row's problem, 0 for none.
    """

    numbers: Array
    problems: Array


class ValueReader:
    """A reader of the values of one field. What it remembers dies with the call.

    Args:
        read: Returns the number of a cell, blank ones included.
    """

    def __init__(self, read: Callable[[Any], int]) -> None:
        self._number_of = read
        self._read: dict[object, tuple[int, int]] = {}

    def __len__(self) -> int:
        """Return the number of values that were read."""
        return len(self._read)

    def read(self, column: pa.Array) -> Values:
        """Read a column."""
        cells = read_cells(column)
        read = [self._value(value) for value in cells.values]
        numbers = np.array([number for number, _ in read], np.int64)
        problems = np.array([problem for _, problem in read], np.uint8)
        return Values(numbers[cells.places], problems[cells.places])

    def blanks(self, rows: int) -> Values:
        """Return the values of so many rows without a column."""
        number, problem = self._value(None)
        return Values(np.full(rows, number, np.int64), np.full(rows, problem, np.uint8))

    def _value(self, value: object) -> tuple[int, int]:
        """Return the number of a value, and that of its problem."""
        if value not in self._read:
            try:
                self._read[value] = self._number_of(value), 0
            except QueryError as error:
                self._read[value] = 0, NUMBERS[error.code]
        return self._read[value]


def read_minutes(cell: Any) -> int:  # noqa: ANN401 - a cell
    """Read the minutes of a sitting; text of digits and floats without a fraction will do.

    Raises:
        QueryError: They are none, or missing.
    """
    is_digits = isinstance(cell, str) and cell.isascii() and cell.isdigit()
    is_whole = isinstance(cell, float) and cell.is_integer()
    number: Any = int(cell) if is_whole or (is_digits and len(cell) <= _MOST_DIGITS) else cell
    return check_whole_number(number, "minutes", MAX_MINUTES)


_MOST_DIGITS = 9
"""Python refuses to read thousands of digits, and nobody has so many minutes."""


def read_concern(cell: object) -> int:
    """Return 1 if a cell tells of a concern, else 0."""
    return int(cell.casefold() not in NO_CONCERN if isinstance(cell, str) else bool(cell))


def closed_reader(kind: type[ClosedWord], default: ClosedWord) -> Callable[[str | None], int]:
    """Return a function that reads a closed word as its place in its list.

    A blank cell is the default.
    """
    places = {word: place for place, word in enumerate(kind)}

    def read(cell: str | None) -> int:
        return places[find_closed(kind, cell) if cell else default]

    return read


def find_closed(kind: type[ClosedWord], text: str) -> ClosedWord:
    """Return a closed word, without suggestions for one that is in no list.

    Raises:
        QueryError: It is too long.
        UnknownWordError: It is not in the list.
    """
    word = find_closed_word(kind, check_text(text, kind.__name__))
    if word is None:
        raise UnknownWordError(kind.__name__)
    return word


class PlaceNumbers:
    """The places of the people in a call, in the order in which they were met.

    Attributes:
        codes: The code of each.
    """

    def __init__(self) -> None:
        self.codes: list[str] = []
        self._numbers: dict[str, int] = {}

    def read(self, cell: str | int | None) -> int:
        """Return the number of a place as a person writes it; a blank cell is the world.

        Raises:
            QueryError: It is too long.
            UnknownWordError: It is in no list.
        """
        written = f"{cell:03}" if isinstance(cell, int) else cell or WORLD
        place = region_written(check_text(written, "region"))
        if place is None:
            raise UnknownWordError("region")
        if place.code not in self._numbers:
            self._numbers[place.code] = len(self.codes)
            self.codes.append(place.code)
        return self._numbers[place.code]


# The words of a field, each looked up once in a call: a cell becomes a set of bits.


_FINE, _UNKNOWN, _LONG, _NO_TEXT, _MANY = range(5)
"""The problems of a cell. Of several the last one is reported, as a profile does."""


class WordSets(NamedTuple):
    """The sets of words of the rows of a column.

    Attributes:
        bits: The set of each cell.
        problems: The number of each cell's problem, 0 for none.
        cells: For each row the place of its cell.
    """

    bits: Array
    problems: Array
    cells: Array

    def rows(self) -> Array:
        """Return the set of each row."""
        rows: Array = self.bits[self.cells]
        return rows


class WordReader:
    """A reader of the words of one field. What it remembers dies with the call.

    Args:
        find: Returns the bits of a word.
        width: The number of 64-bit words that a set takes.
        most: The most words of a cell.
        unknown: The code of the problem of a word that is not found.
    """

    def __init__(
        self,
        find: Callable[[str], int],
        width: int,
        *,
        most: int = MAX_WORDS,
        unknown: str = "word.unknown",
    ) -> None:
        self._find = find
        self._width = width
        self._most = most
        codes = ("", unknown, "query.length", "query.words", "query.length")
        self._codes = np.array([NUMBERS[code] for code in codes], np.uint8)
        self._read: dict[str | None, tuple[int, int]] = {None: (0, _NO_TEXT)}

    def __len__(self) -> int:
        """Return the number of words that were read."""
        return len(self._read)

    def read(self, column: pa.Array) -> WordSets:
        """Read a column; words with a problem are in no set."""
        return self._read_cells(read_word_cells(column))

    def blanks(self, rows: int) -> WordSets:
        """Return the empty sets of so many rows without a column."""
        nothing = np.zeros((1, self._width), np.uint64)
        return WordSets(nothing, np.zeros(1, np.uint8), np.zeros(rows, np.int64))

    def _read_cells(self, cells: WordCells) -> WordSets:
        read = [self._word(word) for word in cells.words]
        bits = bit_rows([bits for bits, _ in read], self._width)[cells.places]
        ranks = np.array([problem for _, problem in read], np.uint64)[cells.places, None]
        problems = np.zeros(len(cells.counts), np.uint8)
        if ranks.any():
            for rank in range(_UNKNOWN, _MANY):
                has_rank = union_of_each((ranks == rank).astype(np.uint64), cells.counts)
                problems[has_rank[:, 0] != 0] = rank
        problems[cells.counts > self._most] = _MANY
        unions = union_of_each(bits, cells.counts)
        return WordSets(unions, self._codes[problems], cells.cells)

    def _word(self, word: str | None) -> tuple[int, int]:
        """Return the bits of a word, and its problem."""
        if word not in self._read:
            self._read[word] = self._look_up(word or "")
        return self._read[word]

    def _look_up(self, word: str) -> tuple[int, int]:
        if len(word) > MAX_CHARACTERS:
            return 0, _LONG
        try:
            return self._find(word), _FINE
        except QueryError:
            return 0, _UNKNOWN


# The people of a table in numbers: what the ranking asks of them, and nothing else.


YOUTH = "youth"
MODES = tuple(Mode)


class _Numbers(dict[int, int]):
    """The number of each set: a new one gets the next number."""

    def __init__(self, sets: list[int]) -> None:
        super().__init__()
        self._sets = sets

    def __missing__(self, bits: int) -> int:
        self[bits] = number = len(self._sets)
        self._sets.append(bits)
        return number


class SetNumbers:
    """The sets of a field that the people of a call have, in the order in which they were met.

    Attributes:
        sets: Each set, as bits.
    """

    def __init__(self) -> None:
        self.sets: list[int] = []
        self._numbers = _Numbers(self.sets)

    def number(self, rows: Array) -> Array:
        """Return the number of each of some sets."""
        firsts, kinds = distinct(list(rows.T))
        is_narrow = rows.shape[1] == 1
        sets = rows[firsts, 0].tolist() if is_narrow else map(as_whole_number, rows[firsts])
        numbers = np.fromiter(map(self._numbers.__getitem__, sets), np.int64, len(firsts))
        return numbers[kinds]


@attrs.frozen(kw_only=True)
class People:
    """Some people, an entry of each array for each.

    Attributes:
        minutes: The minutes of a sitting.
        recurring: Whether they have these minutes again and again.
        role_set: The number of the set of their own roles.
        topic_set: The number of the set of the topics they asked for.
        place: The number of their place.
        modes: The modes that suit them, as bits of ``MODES``; 0 if all do.
        cost: The place of the highest cost in its list.
        risk: The place of the highest risk in its list.
        skills: Their own skills, as bits.
        wider_skills: These and all wider words.
        done: The actions they did, as bits.
        dismissed: The actions they do not want, as bits.
    """

    minutes: Array
    recurring: Array
    role_set: Array
    topic_set: Array
    place: Array
    modes: Array
    cost: Array
    risk: Array
    skills: Array
    wider_skills: Array
    done: Array
    dismissed: Array

    def __len__(self) -> int:
        return len(self.minutes)

    def columns(self) -> list[Array]:
        """Return all columns of numbers; two people with equal ones get the same answer."""
        arrays: Iterable[Array] = (getattr(self, field.name) for field in attrs.fields(People))
        return [column for array in arrays for column in (array.T if array.ndim > 1 else [array])]

    def take(self, rows: Array | slice) -> "People":
        """Return some of the people."""
        names = (field.name for field in attrs.fields(People))
        return People(**{name: getattr(self, name)[rows] for name in names})


class PeopleReader:
    """A reader of the people of one call. What it remembers dies with the call.

    Attributes:
        numberings: The numbers of the words of the catalog.
        role_sets: The sets of roles met.
        topic_sets: The sets of topics met.
        places: The places met.
    """

    def __init__(self, catalog: Catalog, column_map: ColumnMap) -> None:
        self.numberings = catalog.once(Numberings)
        self.role_sets, self.topic_sets, self.places = SetNumbers(), SetNumbers(), PlaceNumbers()
        self._catalog = catalog
        self._columns = column_map.fields
        numbers = self.numberings
        self._values = {
            "minutes": ValueReader(read_minutes),
            "per": ValueReader(closed_reader(Per, Per.ONCE)),
            "region": ValueReader(self.places.read),
            "cost": ValueReader(closed_reader(Cost, Cost.HIGH)),
            "risk": ValueReader(closed_reader(Risk, Risk.HIGH)),
            "age": ValueReader(closed_reader(Age, Age.ADULT)),
            "concern": ValueReader(read_concern),
        }
        self._words = {
            "roles": _word_reader(catalog, WordKind.ROLE, numbers.roles),
            "topics": _word_reader(catalog, WordKind.TOPIC, numbers.topics),
            "skills": WordReader(self._find_skill, 2 * numbers.skills.width),
            "modes": WordReader(lambda text: 1 << MODES.index(find_closed(Mode, text)), 1),
            "languages": WordReader(_check_language, 1, most=MAX_LANGUAGES, unknown=_NO_LANGUAGE),
            "done": WordReader(self._find_action, numbers.actions.width, most=MAX_IDS),
            "dismissed": WordReader(self._find_action, numbers.actions.width, most=MAX_IDS),
        }
        self._bits_of_roles = {
            "concerned": bit_row(numbers.roles.bits(ROLES_OF_THOSE_CONCERNED), numbers.roles.width),
            "young": bit_row(numbers.roles.bits([YOUTH]), numbers.roles.width),
        }

    def _find_skill(self, text: str) -> int:
        """Return a skill as bits, and above them the bits of it and all wider words."""
        words, numbers = self._catalog.words, self.numberings.skills
        id = words.find(WordKind.SKILL, text, "skills", suggest=False).id
        wider = numbers.bits(words.wider(WordKind.SKILL, id))
        return numbers.bits([id]) | wider << 64 * numbers.width

    def _find_action(self, id: str) -> int:
        """Return an action that somebody did as bits; one that is in no pack now counts too."""
        catalog, numbers = self._catalog, self.numberings.actions
        is_gone = ":" in id and catalog.get(id) is None
        full_id = id if is_gone else catalog.find(id, "done", suggest=False).id
        return numbers.bits([full_id]) or numbers.bits([OTHER_ACTION])

    def __len__(self) -> int:
        """Return the number of words, values and sets that are remembered."""
        sets = len(self.role_sets.sets) + len(self.topic_sets.sets)
        values = sum(len(reader) for reader in self._values.values())
        return sets + values + sum(len(reader) for reader in self._words.values())

    def read(self, table: pa.Table) -> tuple[People, Problems]:
        """Read the people of a table; whoever has a problem is not among them."""
        values = {field: self._read_values(table, field) for field in self._values}
        words = {field: self._read_words(table, field) for field in self._words}
        problems = Problems.none(table.num_rows)
        self._refuse(values, words["roles"], problems)
        for field in PROFILE_FIELDS:
            if field in values:
                problems.add(field, values[field].problems)
            else:
                problems.add(field, words[field].problems[words[field].cells])
        fine = problems.codes == 0
        return self._people(values, words).take(slice(None) if fine.all() else fine), problems

    def profile(self, people: People, number: int) -> Profile:
        """Return one of the people as a profile: all that the ranking asks of them."""
        numbers = self.numberings
        modes = int(people.modes[number])
        return Profile(
            minutes=int(people.minutes[number]),
            per=Per.WEEK if people.recurring[number] else Per.ONCE,
            roles=numbers.roles.members(self.role_sets.sets[people.role_set[number]]),
            topics=numbers.topics.members(self.topic_sets.sets[people.topic_set[number]]),
            skills=numbers.skills.members(as_whole_number(people.skills[number])),
            region=self.places.codes[people.place[number]],
            modes=[mode for place, mode in enumerate(MODES) if modes >> place & 1],
            cost=tuple(Cost)[people.cost[number]],
            risk=tuple(Risk)[people.risk[number]],
            done=numbers.actions.members(as_whole_number(people.done[number])),
            dismissed=numbers.actions.members(as_whole_number(people.dismissed[number])),
        )

    def _read_values(self, table: pa.Table, field: str) -> Values:
        reader, name = self._values[field], self._columns.get(field)
        if name is None:
            return reader.blanks(table.num_rows)
        return reader.read(table[name].combine_chunks())

    def _read_words(self, table: pa.Table, field: str) -> WordSets:
        reader, name = self._words[field], self._columns.get(field)
        if name is None:
            return reader.blanks(table.num_rows)
        return reader.read(table[name].combine_chunks())

    def _refuse(self, values: Mapping[str, Values], roles: WordSets, problems: Problems) -> None:
        """Add why people may not be in such a table: a concern, a role or an age."""
        bits, age = self._bits_of_roles, values["age"]
        reasons = (
            ("concern", Refusal.CONCERN, values["concern"].numbers != 0),
            ("roles", Refusal.ROLE, has_any(roles.bits, bits["concerned"])[roles.cells]),
            ("roles", Refusal.AGE, has_any(roles.bits, bits["young"])[roles.cells]),
            ("age", Refusal.AGE, (age.numbers < _ADULT) & (age.problems == 0)),
        )
        for field, reason, is_so in reasons:
            problems.add(field, NUMBERS[reason] * is_so.astype(np.uint8))

    def _people(self, values: Mapping[str, Values], words: Mapping[str, WordSets]) -> People:
        roles, topics, width = words["roles"], words["topics"], self.numberings.skills.width
        skills = words["skills"].rows()
        return People(
            minutes=values["minutes"].numbers,
            recurring=values["per"].numbers != _ONCE,
            role_set=self.role_sets.number(roles.bits)[roles.cells],
            topic_set=self.topic_sets.number(topics.bits)[topics.cells],
            place=values["region"].numbers,
            modes=words["modes"].rows()[:, 0],
            cost=values["cost"].numbers,
            risk=values["risk"].numbers,
            skills=skills[:, :width],
            wider_skills=skills[:, width:],
            done=words["done"].rows(),
            dismissed=words["dismissed"].rows(),
        )


_ADULT, _ONCE = tuple(Age).index(Age.ADULT), tuple(Per).index(Per.ONCE)


def _word_reader(catalog: Catalog, kind: WordKind, numbers: Numbering) -> WordReader:
    def find(text: str) -> int:
        return numbers.bits([catalog.words.find(kind, text, kind, suggest=False).id])

    return WordReader(find, numbers.width)


_NO_LANGUAGE = "query.languages"


def _check_language(text: str) -> int:
    """Return no bits for a language: no answer in a table depends on it.

    Raises:
        QueryError: It does not have the form of a tag.
    """
    as_language(text, "languages")
    return 0


# The error of a run that cannot be made as it was asked for.


class BatchRefusedError(TakeActionError):
    """A file of people, an output or a cluster that a run cannot use.

    The text says why, where and how to fix it. It never repeats the value of a cell.
    """
