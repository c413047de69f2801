"""The people of a table in numbers: what the ranking asks of them, and nothing else."""

from collections.abc import Iterable, Mapping

import attrs
import numpy as np
import pyarrow as pa

from takeaction.batch.bits.arrays import Array, as_whole_number, bit_row, distinct, has_any
from takeaction.batch.bits.numbering import OTHER_ACTION, Numbering, Numberings
from takeaction.batch.columns.mapping import PROFILE_FIELDS, ColumnMap
from takeaction.batch.columns.result import Refusal
from takeaction.batch.reading.problems import NUMBERS, Problems
from takeaction.batch.reading.values import (
    PlaceNumbers,
    ValueReader,
    Values,
    closed_reader,
    find_closed,
    read_concern,
    read_minutes,
)
from takeaction.batch.reading.words import WordReader, WordSets
from takeaction.catalog.catalog import Catalog
from takeaction.models.question.arguments import MAX_IDS
from takeaction.models.question.languages import MAX_LANGUAGES, as_language
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import Age, Cost, Mode, Per, Risk
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.signs import ROLES_OF_THOSE_CONCERNED

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
