"""Invented people, the actions to choose among for each, and what readings of them chose.

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

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.ranking import recommend
from takeaction.errors import QueryError, TakeActionError, Where, shown, why_failed
from takeaction.limits import Limits
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.packs.faults import FieldPath, hint_for
from takeaction.packs.reading.statements import LineFinder
from takeaction.packs.reading.toml import TomlTextError, parse_toml
from takeaction.packs.rules.address import is_id
from takeaction.vocabulary.records import Status

BEST = 5
"""The number of actions that a reading puts in order."""

LONGEST_WHO = 1_000
"""The most characters that describe a person: ours have 200."""

DRAWN = 12
"""The actions for one person: as many as fit a screen, and few enough to compare."""

_OURS = 5  # the first places of our own list: all of them, or agreement could not be measured
_NEIGHBOURS = 4
_NEIGHBOUR_PLACES = 20  # what we would show on a second and third page

_MAX_MISTAKES = 50
"""The most mistakes of one file that are listed; further ones are counted."""

_NAME = re.compile(r"[A-Z][0-9]{0,3}")
_NAMES = "a capital letter, with up to three digits if need be, such as D or D2"
_LISTS = ("shown", "best", "also", "bad")
_PERSON_FIELDS = frozenset({"id", "who", "profile"})

_MISTAKES: Mapping[str, tuple[str, str]] = {
    "key": ("a file of people has no {key}.", "write [[person]]."),
    "people": ("this is no list of people.", "write [[person]]."),
    "id": (
        "the person has no id of the right form.",
        'add id = "night-cleaner", in small letters with hyphens.',
    ),
    "same id": (
        "an earlier person has this id.",
        "give each person an id of their own, or delete one of them.",
    ),
    "who": (
        "nothing says who this is.",
        f"describe the person in a sentence of at most {LONGEST_WHO:,} characters.",
    ),
    "no profile": (
        "the person has no profile.",
        "add profile = {{ minutes = 30 }}, with what else is known.",
    ),
    "profile": ("{text}", "write it as for takeaction recommend."),
    "nobody": ("there is no such person.", "{fix}"),
    "fields": ("the person has {count} fields beside the id.", "keep the id and one reading."),
    "reading": ("this file is of the reading {name}.", "keep one reading in a file."),
    "name": ("{name} is no name of a reading.", f"write {_NAMES}."),
    "no reading": ("this is no reading.", "write {{ best = […], also = […], bad = […] }}."),
    "list": ("a reading has no such list.", f"use {', '.join(_LISTS)}."),
    "best": (
        "{count} actions are in order here.",
        f"name the {BEST} best, the best one first.",
    ),
    "ids": ("this is no list of ids.", 'write ["first-action", "second-action"].'),
    "action": ("there is no action {id}.", "{fix}"),
    "doubled": ("{id} is in {place} already.", "keep it in one place."),
    "not shown": ("{id} was not shown.", "add it to shown, or delete it."),
    "twice": ("{id} is there twice.", "delete it."),
}
"""What can be wrong in a file, and the way to fix it."""


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
    """Return the fewest actions that a reading has to put in order for somebody.

    Somebody in trouble may get one. So may a person whose profile has a mistake, which is told.
    """
    return BEST if profile and not profile.concern else 1


def is_reading_name(name: str) -> bool:
    """Return True if a text has the form of a reading's name, which cannot name its reader."""
    return _NAME.fullmatch(name) is not None


def draw(catalog: Catalog, profile: Profile, random: Random) -> tuple[Action, ...]:
    """Draw the actions to choose among for one person, in random order.

    They are a mix, so that our own list cannot be told from the rest of the catalogue: our first
    five, some that come after them, and some from anywhere else.

    Args:
        catalog: The catalog with the actions.
        profile: The person.
        random: The source of chance; a seeded one gives the same actions in the same order.

    Returns:
        Twelve live actions, or all of them if there are fewer.
    """

    def some(actions: Sequence[Action], most: int) -> list[Action]:
        return random.sample(actions, min(most, len(actions)))

    ranked = [item.action for item in recommend(catalog, profile, limit=_NEIGHBOUR_PLACES)]
    chosen = [*ranked[:_OURS], *some(ranked[_OURS:], _NEIGHBOURS)]
    ids = {action.id for action in chosen}
    rest = [
        action
        for id, action in sorted(catalog.actions.items())
        if id not in ids and action.status is Status.ACTIVE
    ]
    return tuple(some([*chosen, *some(rest, DRAWN - len(chosen))], DRAWN))


def read_people(path: str | os.PathLike[str], catalog: Catalog) -> tuple[InventedPerson, ...]:
    """Read a file of people, with the readings in it.

    Args:
        path: The file.
        catalog: The catalog with the actions that readings name, and the words of profiles.

    Raises:
        PeopleError: The file cannot be read or has a mistake. It lists every mistake.
    """
    file = _File(path, catalog)
    people = [person for path, row in file.rows() if (person := file.read_person(path, row))]
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
    for row_path, row in file.rows():
        readings |= file.read_only_reading(row_path, row, known)
    file.finish()
    return file.reading_name, readings


def write_reading(person_id: str, name: str, reading: PersonReading) -> str:
    """Return a person's reading as TOML."""
    lists = ", ".join(f"{field} = {json.dumps(getattr(reading, field))}" for field in _LISTS)
    return f'[[person]]\nid = "{person_id}"\n{name} = {{ {lists} }}\n'


def written_ids(actions: Iterable[Action]) -> dict[str, Action]:
    """Return actions by the shortest id that names each: without its pack, if no other has it."""
    actions = tuple(actions)
    times = Counter(action.local_id for action in actions)
    return {
        action.local_id if times[action.local_id] == 1 else action.id: action for action in actions
    }


class _File:
    """A file of people or of a reading, and the mistakes in it."""

    def __init__(self, path: str | os.PathLike[str], catalog: Catalog) -> None:
        self.reading_name: str | None = None  # until a person with one was read
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
        # With the pack and without it.
        actions = self._catalog.actions.values()
        return frozenset(id for action in actions for id in (action.id, action.local_id))

    # The file

    def _read(self, path: Path) -> str:
        most = Limits().file_bytes
        try:
            with path.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, ValueError) as error:
            problem = f"it cannot be read: {why_failed(error)}."
            raise self._refused(problem, "check the path.") from error
        if len(data) > most:
            raise self._refused(f"it has more than {most:,} bytes.", "split it into several files.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise self._refused("this is not UTF-8.", "save it as UTF-8.", line) from error

    def _refused(self, problem: str, fix: str, line: int | None = None) -> PeopleError:
        return PeopleError((_sentence(Where(None, self._name, line), problem, fix),))

    def report(self, path: FieldPath, mistake: str, /, **slots: object) -> None:
        problem, fix = (text.format(**slots) for text in _MISTAKES[mistake])
        record = self._table["person"][int(path[1])].get("id") if len(path) > 1 else None
        record = record if isinstance(record, str) and is_id(record) else None
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path[2:])
        line = self._lines.line_of(path)
        where = Where(None, self._name, line, record, field.removeprefix(".") or None)
        self._mistakes.append((line, _sentence(where, problem, fix)))

    def finish(self) -> None:
        """Raise the mistakes, if there are any, in order of lines."""
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

    def rows(self) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
        """Yield the path and the fields of each person who has an id of their own."""
        for key in sorted(self._table.keys() - {"person"}):
            self.report((key,), "key", key=shown(key))
        rows = self._table.get("person", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.report(("person",), "people")
            return
        for number, fields in enumerate(rows):
            path, id = ("person", number), fields.get("id")
            if not isinstance(id, str) or not is_id(id):
                self.report((*path, "id"), "id")
            elif id in self._ids:
                self.report((*path, "id"), "same id")
            else:
                self._ids.add(id)
                yield path, fields

    # The people

    def read_person(self, path: FieldPath, row: Mapping[str, Any]) -> InventedPerson | None:
        """Read a person with their readings; None without a right profile."""
        who = row.get("who")
        if not isinstance(who, str) or not 0 < len(who.strip()) <= LONGEST_WHO:
            self.report((*path, "who"), "who")
            who = ""
        profile = self._read_profile((*path, "profile"), row.get("profile"))
        readings = {
            name: reading
            for name in sorted(row.keys() - _PERSON_FIELDS)
            if (reading := self._read_reading((*path, name), row[name], fewest_best(profile)))
        }
        if profile is None:
            return None
        return InventedPerson(id=row["id"], who=who.strip(), profile=profile, readings=readings)

    def _read_profile(self, path: FieldPath, fields: object) -> Profile | None:
        if not isinstance(fields, dict):
            self.report(path, "no profile")
            return None
        try:
            profile = Profile.from_json(fields)
            look_up_asker(self._catalog, profile)
        except QueryError as error:
            for single in error.errors:
                field = (single.field,) if single.field in fields else ()
                self.report((*path, *field), "profile", text=single.text_in(("en",)))
            return None
        return profile

    def read_only_reading(
        self, path: FieldPath, row: Mapping[str, Any], known: Mapping[str, InventedPerson]
    ) -> dict[str, PersonReading]:
        """Read the single reading of a person who is described elsewhere."""
        id: str = row["id"]
        if id not in known:
            hint = hint_for(id, sorted(known))() or "use the file of people that was judged."
            self.report((*path, "id"), "nobody", fix=hint)
            return {}
        names = [name for name in row if name != "id"]
        if len(names) != 1:
            self.report(path, "fields", count=len(names))
            return {}
        (name,) = names
        reading = self._read_reading((*path, name), row[name], fewest_best(known[id].profile))
        if not reading:
            return {}
        if self.reading_name not in (None, name):
            self.report((*path, name), "reading", name=self.reading_name)
        self.reading_name = self.reading_name or name
        return {id: reading}

    # The readings

    def _read_reading(self, path: FieldPath, lists: object, least: int) -> PersonReading | None:
        # Every mistake of the lists is noted, so that nobody meets the next one after a fix.
        before, name = len(self._mistakes), str(path[-1])
        if not is_reading_name(name):
            self.report(path, "name", name=shown(name))
            return None
        if not isinstance(lists, dict):
            self.report(path, "no reading")
            return None
        for key in sorted(lists.keys() - set(_LISTS)):
            self.report((*path, key), "list")
        ids = {key: self._read_ids((*path, key), lists.get(key, [])) for key in _LISTS}
        if not least <= len(ids["best"]) <= BEST:
            self.report((*path, "best"), "best", count=len(ids["best"]))
        self._check_doubled(path, ids)
        return PersonReading(**ids) if len(self._mistakes) == before else None

    def _read_ids(self, path: FieldPath, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
            self.report(path, "ids")
            return ()
        for number, id in enumerate(value):
            if id not in self._known:
                fix = hint_for(id, sorted(self._known))() or "see takeaction search --kind action."
                self.report((*path, number), "action", id=shown(id), fix=fix)
        return tuple(value)

    def _check_doubled(self, path: FieldPath, ids: Mapping[str, tuple[str, ...]]) -> None:
        first_in: dict[str, str] = {}
        for key in ("best", "also", "bad"):
            for number, id in enumerate(ids[key]):
                if id in first_in:
                    told = {"id": shown(id), "place": first_in[id]}
                    self.report((*path, key, number), "doubled", **told)
                elif ids["shown"] and id not in ids["shown"]:
                    self.report((*path, key, number), "not shown", id=shown(id))
                first_in.setdefault(id, key)
        for number, id in enumerate(ids["shown"]):
            if id in ids["shown"][:number]:
                self.report((*path, "shown", number), "twice", id=shown(id))


def _sentence(where: Where, problem: str, fix: str) -> str:
    return f"{where}: {problem} Fix: {fix}"
