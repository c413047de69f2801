"""The people of a table in numbers: what the ranking asks of them, and nothing else.

Each distinct cell and each distinct word is read once in a call. A row that cannot be answered has
the code of its problem instead of a person, and nobody's value is in an error.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.cells import (
    BETWEEN_WORDS,
    LIST_TYPES,
    NUMBERS,
    PEOPLE,
    Array,
    Lookup,
    Met,
    PeopleColumn,
    Refusal,
    as_whole_number,
    bit_row,
    bit_rows,
    distinct,
    is_any,
    modes_in,
    union_of_each,
)
from takeaction.catalog import Catalog
from takeaction.errors import QueryError, TakeActionError
from takeaction.models.question.arguments import MAX_CHARACTERS
from takeaction.models.question.profile import Profile
from takeaction.models.word import ROLES_OF_THOSE_CONCERNED
from takeaction.vocabulary.actions import Age, Cost, Per, Risk
from takeaction.vocabulary.records import WordKind

_ADULT, _ONCE = tuple(Age).index(Age.ADULT), tuple(Per).index(Per.ONCE)
_YOUTH = "youth"
_FIELDS = tuple(PEOPLE)


class BatchRefusedError(TakeActionError):
    """A file of people, an output or a cluster that a run cannot use.

    The text says why, where and how to fix it. It never repeats the value of a cell.
    """


class Problems(NamedTuple):
    """The problem of each row.

    Attributes:
        codes: Its number in ``PROBLEM_CODES``, 0 for none.
        fields: The number of its field in ``PEOPLE``, that of none for a row that cannot be read.
    """

    codes: Array
    fields: Array

    def add(self, field: str, codes: Array) -> None:
        """Add the problems of a field to rows that have none so far."""
        if codes.any():
            rows = np.flatnonzero(np.logical_and(codes, self.codes == 0))
            self.codes[rows] = codes[rows]
            self.fields[rows] = _FIELDS.index(field)

    def is_refused(self) -> Array:
        """Mark the rows that are refused."""
        return self.codes >= NUMBERS[Refusal.CONCERN]


@attrs.frozen(kw_only=True)
class People:
    """Some people, an entry of each array for each.

    Attributes:
        minutes: The minutes of a sitting.
        recurring: Whether they have these minutes again and again.
        role_set: The number of the set of their own roles.
        topic_set: The number of the set of the topics they asked for.
        place: The number of their place.
        modes: The modes that suit them, as bits of ``Mode``; 0 if all do.
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
        role_sets: The sets of roles met, as bits.
        topic_sets: The sets of topics met, as bits.
        places: The codes of the places met.
    """

    def __init__(self, catalog: Catalog, columns: Mapping[str, str]) -> None:
        self._lookup = lookup = Lookup(catalog)
        self.numberings, self.places = lookup.numberings, lookup.places
        self.role_sets, self.topic_sets = Met[int](), Met[int]()
        self._columns = columns
        self._values = {
            field: _ValueReader(partial(column.read, lookup))
            for field, column in PEOPLE.items()
            if column.words is None
        }
        self._words = {
            field: _WordReader(lookup, column, column.words(lookup.numberings))
            for field, column in PEOPLE.items()
            if column.words
        }

    def __len__(self) -> int:
        """Return the number of words, values and sets that are remembered."""
        sets = len(self.role_sets.all) + len(self.topic_sets.all)
        values = sum(len(reader.met) for reader in self._values.values())
        return sets + values + sum(len(reader.met) for reader in self._words.values())

    def read(
        self, table: pa.Table, faults: Mapping[int, str] | None = None
    ) -> tuple[People, Problems]:
        """Read the people of a table; rows with a problem are not among them.

        Args:
            table: The people.
            faults: The code of the fault of each row that could not be read, by its position.
        """
        rows = table.num_rows
        columns = {field: self._column(table, field) for field in PEOPLE}
        values = {field: reader.read(columns[field]) for field, reader in self._values.items()}
        words = {field: reader.read(columns[field]) for field, reader in self._words.items()}
        problems = Problems(np.zeros(rows, np.uint8), np.full(rows, len(_FIELDS), np.uint8))
        for row, code in (faults or {}).items():
            problems.codes[row] = NUMBERS[code]
        self._refuse(values, words["roles"], problems)
        for field in PEOPLE:
            if field in values:
                problems.add(field, values[field].problems)
            else:
                problems.add(field, words[field].problems[words[field].cells])
        fine = problems.codes == 0
        return self._people(values, words).take(slice(None) if fine.all() else fine), problems

    def _column(self, table: pa.Table, field: str) -> pa.Array:
        """Return the column of a field; one of empty cells if there is none."""
        name = self._columns.get(field)
        return pa.nulls(table.num_rows) if name is None else table[name].combine_chunks()

    def _refuse(
        self, values: "Mapping[str, _Values]", roles: "_WordSets", problems: Problems
    ) -> None:
        """Add why people may not be in such a table: a concern, a role or an age."""
        age = values["age"]
        reasons = (
            ("concern", Refusal.CONCERN, values["concern"].numbers != 0),
            ("roles", Refusal.ROLE, self._has_role(roles, ROLES_OF_THOSE_CONCERNED)),
            ("roles", Refusal.AGE, self._has_role(roles, [_YOUTH])),
            ("age", Refusal.AGE, (age.numbers < _ADULT) & (age.problems == 0)),
        )
        for field, reason, is_so in reasons:
            problems.add(field, NUMBERS[reason] * is_so.astype(np.uint8))

    def _has_role(self, roles: "_WordSets", ids: Iterable[str]) -> Array:
        """Mark the rows that have one of some roles."""
        numbers = self.numberings.roles
        bits = np.array(bit_row(numbers.bits(ids), numbers.width), np.uint64)
        return np.any(roles.bits & bits, axis=1)[roles.cells]

    def _people(self, values: "Mapping[str, _Values]", words: "Mapping[str, _WordSets]") -> People:
        roles, topics, width = words["roles"], words["topics"], self.numberings.skills.width
        skills = words["skills"].rows()
        brought = bit_rows([self._brought(as_whole_number(each)) for each in roles.bits], width)
        return People(
            minutes=values["minutes"].numbers,
            recurring=values["per"].numbers != _ONCE,
            role_set=_numbers_of_sets(self.role_sets, roles.bits)[roles.cells],
            topic_set=_numbers_of_sets(self.topic_sets, topics.bits)[topics.cells],
            place=values["region"].numbers,
            modes=words["modes"].rows()[:, 0],
            cost=values["cost"].numbers,
            risk=values["risk"].numbers,
            skills=skills[:, :width],
            wider_skills=skills[:, width:] | brought[roles.cells],
            done=words["done"].rows(),
            dismissed=words["dismissed"].rows(),
        )

    def _brought(self, roles: int) -> int:
        """Return the skills that some roles bring, and all wider words, as bits."""
        words, skills = self._lookup.catalog.words, self.numberings.skills
        own = [words.get(WordKind.ROLE, role) for role in self.numberings.roles.members(roles)]
        brought = [skill for word in own if word for skill in word.brings]
        return skills.bits(wide for each in brought for wide in words.wider(WordKind.SKILL, each))

    def profile(self, people: People, number: int) -> Profile:
        """Return one of the people as a profile."""
        numbers = self.numberings
        return Profile(
            minutes=int(people.minutes[number]),
            per=Per.WEEK if people.recurring[number] else Per.ONCE,
            roles=numbers.roles.members(self.role_sets.all[people.role_set[number]]),
            topics=numbers.topics.members(self.topic_sets.all[people.topic_set[number]]),
            skills=numbers.skills.members(as_whole_number(people.skills[number])),
            region=self.places.all[people.place[number]],
            modes=modes_in(int(people.modes[number])),
            cost=tuple(Cost)[people.cost[number]],
            risk=tuple(Risk)[people.risk[number]],
            done=numbers.actions.members(as_whole_number(people.done[number])),
            dismissed=numbers.actions.members(as_whole_number(people.dismissed[number])),
        )


def _numbers_of_sets(met: Met[int], rows: Array) -> Array:
    firsts, kinds = distinct(list(rows.T))
    sets = map(as_whole_number, rows[firsts])
    return np.fromiter(map(met.number, sets), np.int64, len(firsts))[kinds]


class _Values(NamedTuple):
    """The values of the rows of a column.

    Attributes:
        numbers: The number of each row's value; 0 where it has a problem.
        problems: The number of each row's problem, 0 for none.
    """

    numbers: Array
    problems: Array


class _ValueReader:
    """A reader of the values of one field.

    Args:
        number_of: Returns the number of a cell, blank ones included.

    Attributes:
        met: The number of each cell that was read, and that of its problem.
    """

    def __init__(self, number_of: Callable[[Any], int]) -> None:
        self._number_of = number_of
        self.met: dict[object, tuple[int, int]] = {}

    def read(self, column: pa.Array) -> _Values:
        encoded = _encoded(column)
        cells = encoded.dictionary
        if pa.types.is_large_string(cells.type):
            cells = pc.utf8_trim_whitespace(cells)
        read = [self._value(cell) for cell in (*cells.to_pylist(), None)]
        numbers = np.array([number for number, _ in read], np.int64)
        problems = np.array([problem for _, problem in read], np.uint8)
        places = _as_array(encoded.indices, len(cells))
        return _Values(numbers[places], problems[places])

    def _value(self, cell: object) -> tuple[int, int]:
        if cell not in self.met:
            try:
                self.met[cell] = self._number_of(cell), 0
            except QueryError as error:
                self.met[cell] = 0, NUMBERS[error.code]
        return self.met[cell]


_FINE, _UNKNOWN, _LONG, _NO_TEXT, _MANY = range(5)
"""The problems of a cell. Of several the last one is reported, as a profile does."""


class _WordSets(NamedTuple):
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
        return self.bits[self.cells]


class _WordReader:
    """A reader of the words of one column.

    Attributes:
        met: The bits of each word that was read, and its problem.
    """

    def __init__(self, lookup: Lookup, column: PeopleColumn, width: int) -> None:
        self._find = partial(column.read, lookup)
        self._width = width
        self._most = column.most
        codes = ("", column.unknown, "query.length", "query.words", "query.length")
        self._codes = np.array([NUMBERS[code] for code in codes], np.uint8)
        self.met: dict[str | None, tuple[int, int]] = {None: (0, _NO_TEXT)}

    def read(self, column: pa.Array) -> _WordSets:
        """Read a column; words with a problem are in no set."""
        counts, words, cells = _words_of(column)
        texts = (*_as_text(words.dictionary).to_pylist(), None)
        read = [self._word(text) for text in texts]
        places = _as_array(words.indices, len(texts) - 1)
        ranks = np.array([problem for _, problem in read], np.uint64)[places, None]
        problems = np.zeros(len(counts), np.uint8)
        if ranks.any():
            for rank in range(_UNKNOWN, _MANY):
                has_rank = union_of_each((ranks == rank).astype(np.uint64), counts)
                problems[has_rank[:, 0] != 0] = rank
        problems[counts > self._most] = _MANY
        bits = bit_rows([bits for bits, _ in read], self._width)[places]
        return _WordSets(union_of_each(bits, counts), self._codes[problems], cells)

    def _word(self, word: str | None) -> tuple[int, int]:
        if word not in self.met:
            if len(word or "") > MAX_CHARACTERS:
                return 0, _LONG
            try:
                self.met[word] = self._find(word or ""), _FINE
            except QueryError:
                self.met[word] = 0, _UNKNOWN
        return self.met[word]


def _words_of(column: pa.Array) -> tuple[Array, pa.DictionaryArray, Array]:
    """Split the cells of a column into words; empty ones do not count between semicolons.

    Returns:
        The number of words of each cell, all words one after the other, and for each row the place
        of its cell.
    """
    if is_any(column.type, LIST_TYPES):
        lists = column.cast(pa.large_list(column.type.value_type))
        counts = _as_array(pc.list_value_length(lists), 0)
        return counts, _encoded(pc.list_flatten(lists)), np.arange(len(column))
    encoded = _encoded(column)
    texts = pa.concat_arrays([_as_text(encoded.dictionary), pa.array([""], pa.large_string())])
    split = pc.split_pattern(texts, BETWEEN_WORDS)
    words = pc.utf8_trim_whitespace(pc.list_flatten(split))
    is_word = pc.not_equal(words, "")
    owners = _as_array(pc.list_parent_indices(split), 0)
    counts = np.bincount(owners[is_word.to_numpy(zero_copy_only=False)], minlength=len(texts))
    cells = _as_array(encoded.indices, len(texts) - 1)
    return counts, _encoded(words.filter(is_word)), cells


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """Return a column as its distinct values and, for each row, the place of its value."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    is_number = is_any(column.type, ("integer", "floating", "boolean"))
    return (column if is_number else _as_text(column)).dictionary_encode()


def _as_text(column: pa.Array) -> pa.Array:
    return column.cast(pa.large_string())


def _as_array(column: pa.Array, missing: int) -> Array:
    """Return a column of whole numbers as an array, with a number for what is missing."""
    filled = pc.fill_null(column.cast(pa.int64()), missing)
    return filled.to_numpy(zero_copy_only=False)
