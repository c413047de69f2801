"""Invented people, and the actions that readings of the catalogue gave them.

A file of people::

    [[person]]
    id = "night-cleaner"
    who = "A night cleaner who has ten minutes on her phone."
    profile = { minutes = 10, roles = ["worker"], region = "DE" }
    A = { best = ["one", "two", "three", "four", "five"], also = ["six"], bad = ["seven"] }

A reading has a name that is nobody's: a capital letter, with digits if need be. ``best`` is five
actions in order (somebody in trouble may get fewer: help, and nothing to study), ``also`` would do
as well, ``bad`` would be wrong to show. ``shown`` is the actions that the reader chose among;
without it, all of them. A file of one reading has the same form, but only the ids of people and
that reading.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.errors import QueryError, TakeActionError, Where, shown, why_failed
from takeaction.limits import Limits
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.packs.faults import FieldPath, hint_for
from takeaction.packs.reading.drafts import TomlTextError, parse_toml
from takeaction.packs.reading.toml.lines import LineFinder
from takeaction.packs.rules.address import is_id

BEST = 5
"""The number of actions that a reading puts in order."""

LONGEST_WHO = 1_000
"""The most characters that describe a person: ours have 200."""

_MAX_MISTAKES = 50
"""The most mistakes of one file that are listed; further ones are counted."""

_NAME = re.compile(r"[A-Z][0-9]{0,3}")
_NAMES = "a capital letter, with up to three digits if need be, such as D or D2"
_LISTS = ("shown", "best", "also", "bad")
_PERSON_FIELDS = ("id", "who", "profile")


class PeopleError(TakeActionError, ValueError):
    """A file of people or of a reading that cannot be used.

    Attributes:
        mistakes: Every mistake as a line: file, line, place, problem and how to fix it.
    """

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(self.mistakes)


@attrs.frozen(kw_only=True)
class PersonReading:
    """The actions that one reading of the catalogue gives a person.

    Attributes:
        best: Ids of the five best, in order, as they are written in the file; for somebody with a
            concern one to five.
        also: Ids of others that would do as well.
        bad: Ids of those that would be wrong to show among the first five.
        shown: Ids of those that the reader chose among; empty for all of them.
    """

    best: tuple[str, ...]
    also: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class InventedPerson:
    """An invented person.

    Attributes:
        id: Their id in the file.
        who: A sentence about them.
        profile: Their question.
        readings: The readings for them, by name.
    """

    id: str
    who: str
    profile: Profile
    readings: Mapping[str, PersonReading] = MappingProxyType({})


def fewest_best(profile: Profile | None) -> int:
    """Return how many actions a reading has to put in order for somebody; None if not known."""
    return BEST if profile and not profile.concern else 1


def is_reading_name(name: str) -> bool:
    """Tell whether a text may name a reading: a form in which it cannot name its reader."""
    return _NAME.fullmatch(name) is not None


def read_people(path: str | os.PathLike[str], catalog: Catalog) -> tuple[InventedPerson, ...]:
    """Read a file of people, with the readings in it.

    Args:
        path: The file.
        catalog: The catalog with the actions that readings name, and the words of profiles.

    Raises:
        PeopleError: The file cannot be read or has a mistake. It lists every mistake.
    """
    file = _File(path, catalog)
    people = [person for row in file.rows() if (person := file.read_person(row))]
    file.finish()
    return tuple(people)


def read_reading(
    path: str | os.PathLike[str], people: Iterable[InventedPerson], catalog: Catalog
) -> tuple[str | None, Mapping[str, PersonReading]]:
    """Read a file of one reading.

    Args:
        path: The file.
        people: The people who may have been read.
        catalog: The catalog with the actions that the reading names.

    Returns:
        The name of the reading, and what it gives each person by their id. An empty file has no
        name yet.

    Raises:
        PeopleError: The file cannot be read or has a mistake. It lists every mistake.
    """
    file = _File(path, catalog)
    known = {person.id: person for person in people}
    readings: dict[str, PersonReading] = {}
    for row in file.rows():
        readings |= file.read_only_reading(row, known)
    file.finish()
    return file.reading_name, readings


def add_reading(
    people: Iterable[InventedPerson], name: str, readings: Mapping[str, PersonReading]
) -> tuple[InventedPerson, ...]:
    """Return people with one more reading added; others stay as they are."""
    return tuple(
        attrs.evolve(person, readings={**person.readings, name: readings[person.id]})
        if person.id in readings
        else person
        for person in people
    )


def write_reading(person_id: str, name: str, reading: PersonReading) -> str:
    """Return a person's reading as TOML."""
    lists = ", ".join(f"{field} = {_toml_list(getattr(reading, field))}" for field in _LISTS)
    return f'[[person]]\nid = "{person_id}"\n{name} = {{ {lists} }}\n'


def _toml_list(ids: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{id}"' for id in ids) + "]"


def written_ids(actions: Iterable[Action]) -> dict[str, Action]:
    """Return actions by the shortest id that names each: without its pack, if no other has it."""
    actions = tuple(actions)
    times = Counter(action.local_id for action in actions)
    return {
        action.local_id if times[action.local_id] == 1 else action.id: action for action in actions
    }


@attrs.define
class _Row:
    """A person in a file, before it is checked: its number in the file, and its fields."""

    number: int
    fields: dict[str, Any]

    @property
    def path(self) -> FieldPath:
        """The path of the person in the file."""
        return ("person", self.number)


class _File:
    """A file of people or of a reading, and the mistakes in it.

    Attributes:
        reading_name: The name of the reading, once a person with one was read.
    """

    def __init__(self, path: str | os.PathLike[str], catalog: Catalog) -> None:
        self.reading_name: str | None = None
        self._name = os.fsdecode(path)
        self._catalog = catalog
        self._mistakes: list[tuple[int, str]] = []
        self._text = self._read(Path(path))
        self._ids: set[str] = set()

    @cached_property
    def _lines(self) -> LineFinder:
        return LineFinder(self._text)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The ids that a reading may use: those of any action, with its pack and without."""
        actions = self._catalog.actions.values()
        return frozenset(id for action in actions for id in (action.id, action.local_id))

    # The file

    def _read(self, path: Path) -> str:
        most = Limits().file_bytes
        try:
            with path.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, ValueError) as error:
            why = why_failed(error)
            raise self._refused(f"it cannot be read: {why}.", "check the path.") from error
        if len(data) > most:
            raise self._refused(f"it has more than {most:,} bytes.", "split it into several files.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise self._refused("this is not UTF-8.", "save it as UTF-8.", line) from error

    def _refused(self, problem: str, fix: str, line: int | None = None) -> PeopleError:
        return PeopleError((_sentence(Where(None, self._name, line), problem, fix),))

    def report(self, path: FieldPath, problem: str, fix: str) -> None:
        """Note a mistake at a place in the file."""
        record, *steps = (self._record(path), *path[2:])
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
        line = self._lines.line_of(path)
        where = Where(None, self._name, line, record, field.removeprefix(".") or None)
        self._mistakes.append((line, _sentence(where, problem, fix)))

    def _record(self, path: FieldPath) -> str | None:
        rows = self._table.get("person")
        if len(path) < len(("person", 0)) or not isinstance(rows, list):
            return None
        row = rows[int(path[1])]
        id = row.get("id") if isinstance(row, dict) else None
        return id if isinstance(id, str) and is_id(id) else None

    def finish(self) -> None:
        """Raise the mistakes, if there are any."""
        if not self._mistakes:
            return
        more = len(self._mistakes) - _MAX_MISTAKES
        counted = (f"{self._name}: there are {more:,} more mistakes.",) if more > 0 else ()
        in_order = tuple(text for _, text in sorted(self._mistakes, key=itemgetter(0)))
        raise PeopleError((*in_order[:_MAX_MISTAKES], *counted))

    @cached_property
    def _table(self) -> dict[str, Any]:
        try:
            return parse_toml(self._text, Limits())
        except TomlTextError as error:
            raise self._refused(error.problem, error.fix, error.line) from error

    def rows(self) -> Iterator[_Row]:
        """Yield each person of the file that has an id of its own; of others note the mistake."""
        for key in sorted(self._table.keys() - {"person"}):
            self.report((key,), f"a file of people has no {shown(key)}.", "write [[person]].")
        rows = self._table.get("person", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.report(("person",), "this is no list of people.", "write [[person]].")
            return
        for number, fields in enumerate(rows):
            row = _Row(number, fields)
            if self._has_own_id(row):
                yield row

    def _has_own_id(self, row: _Row) -> bool:
        id = row.fields.get("id")
        if not isinstance(id, str) or not is_id(id):
            fix = 'add id = "night-cleaner", in small letters with hyphens.'
            self.report((*row.path, "id"), "the person has no id of the right form.", fix)
            return False
        if id in self._ids:
            fix = "give each person an id of their own, or delete one of them."
            self.report((*row.path, "id"), "an earlier person has this id.", fix)
            return False
        self._ids.add(id)
        return True

    # The people

    def read_person(self, row: _Row) -> InventedPerson | None:
        """Read a person with their readings; None if that cannot be done."""
        who = row.fields.get("who")
        if not isinstance(who, str) or not 0 < len(who.strip()) <= LONGEST_WHO:
            fix = f"describe the person in a sentence of at most {LONGEST_WHO:,} characters."
            self.report((*row.path, "who"), "nothing says who this is.", fix)
            who = ""
        profile = self._read_profile(row)
        readings = self._read_readings(row, fewest_best(profile))
        if profile is None:
            return None
        return InventedPerson(
            id=row.fields["id"], who=who.strip(), profile=profile, readings=readings
        )

    def _read_profile(self, row: _Row) -> Profile | None:
        fields = row.fields.get("profile")
        path = (*row.path, "profile")
        if not isinstance(fields, dict):
            fix = "add profile = { minutes = 30 }, with what else is known."
            self.report(path, "the person has no profile.", fix)
            return None
        try:
            profile = Profile.from_json(fields)
            look_up_asker(self._catalog, profile)
        except QueryError as error:
            for single in error.errors:
                field = (single.field,) if single.field in fields else ()
                text = single.text_in(("en",))
                self.report((*path, *field), text, "write it as for takeaction recommend.")
            return None
        return profile

    def _read_readings(self, row: _Row, least: int) -> dict[str, PersonReading]:
        names = sorted(row.fields.keys() - set(_PERSON_FIELDS))
        readings = ((name, self._read_reading(row, name, least)) for name in names)
        return {name: reading for name, reading in readings if reading}

    def read_only_reading(
        self, row: _Row, known: Mapping[str, InventedPerson]
    ) -> dict[str, PersonReading]:
        """Read the single reading of a person who is described elsewhere."""
        id: str = row.fields["id"]
        if id not in known:
            hint = hint_for(id, sorted(known))() or "use the file of people that was judged."
            self.report((*row.path, "id"), "there is no such person.", hint)
            return {}
        names = [name for name in row.fields if name != "id"]
        if len(names) != 1:
            problem = f"the person has {len(names)} fields beside the id."
            self.report(row.path, problem, "keep the id and one reading.")
            return {}
        reading = self._read_reading(row, names[0], fewest_best(known[id].profile))
        if reading and self.reading_name not in (None, names[0]):
            problem = f"this file is of the reading {self.reading_name}."
            self.report((*row.path, names[0]), problem, "keep one reading in a file.")
        if not reading:
            return {}
        self.reading_name = self.reading_name or names[0]
        return {id: reading}

    # The readings

    def _read_reading(self, row: _Row, name: str, least: int) -> PersonReading | None:
        """Read the choices for one person; note every mistake and return None if there is one.

        Whoever fixes one list should not meet the next mistake only then.
        """
        path = (*row.path, name)
        before = len(self._mistakes)
        if not is_reading_name(name):
            self.report(path, f"{shown(name)} is no name of a reading.", f"write {_NAMES}.")
            return None
        lists = row.fields[name]
        if not isinstance(lists, dict):
            self.report(path, "this is no reading.", "write { best = […], also = […], bad = […] }.")
            return None
        for key in sorted(lists.keys() - set(_LISTS)):
            self.report((*path, key), "a reading has no such list.", f"use {', '.join(_LISTS)}.")
        ids = {key: self._read_ids((*path, key), lists.get(key, [])) for key in _LISTS}
        if not least <= len(ids["best"]) <= BEST:
            problem = f"{len(ids['best'])} actions are in order here."
            self.report((*path, "best"), problem, f"name the {BEST} best, the best one first.")
        self._check_doubled(path, ids)
        return PersonReading(**ids) if len(self._mistakes) == before else None

    def _read_ids(self, path: FieldPath, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
            self.report(path, "this is no list of ids.", 'write ["first-action", "second-action"].')
            return ()
        for number, id in enumerate(value):
            if id not in self._known:
                fix = hint_for(id, sorted(self._known))() or "see takeaction search --kind action."
                self.report((*path, number), f"there is no action {shown(id)}.", fix)
        return tuple(value)

    def _check_doubled(self, path: FieldPath, ids: Mapping[str, tuple[str, ...]]) -> None:
        """Note repeated ids, and ids that were not shown."""
        first_in: dict[str, str] = {}
        for key in ("best", "also", "bad"):
            for number, id in enumerate(ids[key]):
                if id in first_in:
                    problem = f"{shown(id)} is in {first_in[id]} already."
                    self.report((*path, key, number), problem, "keep it in one place.")
                elif ids["shown"] and id not in ids["shown"]:
                    problem = f"{shown(id)} was not shown."
                    self.report((*path, key, number), problem, "add it to shown, or delete it.")
                first_in.setdefault(id, key)
        for number, id in enumerate(ids["shown"]):
            if id in ids["shown"][:number]:
                self.report((*path, "shown", number), f"{shown(id)} is there twice.", "delete it.")


def _sentence(where: Where, problem: str, fix: str) -> str:
    return f"{where}: {problem} Fix: {fix}"
