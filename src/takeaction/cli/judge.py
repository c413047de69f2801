"""``takeaction judge``: choose actions for invented people, so that our list can be measured.

It asks at a terminal, keeps what was chosen after each person, and can be left at any time. It
shows no score, and nothing that tells our own list from the rest of the catalogue.
"""

import argparse
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from random import Random
from string import ascii_uppercase

import attrs

from takeaction.authoring.readings import (
    BEST,
    InventedPerson,
    PeopleError,
    PersonReading,
    draw,
    fewest_best,
    is_reading_name,
    read_people,
    read_reading,
    write_reading,
    written_ids,
)
from takeaction.catalog import Catalog
from takeaction.cli.arguments import (
    Command,
    UsageError,
    load_for_answer,
    option,
    parse_whole_number,
    requested_languages,
)
from takeaction.cli.files import write_file
from takeaction.cli.terminal import (
    SkippedError,
    StoppedError,
    ask_or_leave,
    bold,
    counted,
    dim,
    is_terminal,
    line,
)
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.errors import plain, shown
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.models.region import WORLD, find_region
from takeaction.views.contact_lines import marked_text
from takeaction.vocabulary.actions import Age, Cost, Per

_BEFORE = """\
You will read about {people}, all invented, one at a time, and about twelve things \
that each of them could do. You choose:

- the five that fit this person best, the best one first;
- others that would do as well, if there are any;
- those that would be wrong to show to this person.

That takes about three minutes a person. Nothing says where the twelve come from, and \
there is no right answer: yours is the one that is wanted.

Some of these people are in danger or were hurt. Please don't read your own trouble \
here, or that of somebody you know. You can skip a person or stop whenever you like, \
and needn't say why. If you need help yourself: takeaction find-help

Your choices go into {file} on this computer after each person, and nowhere else. \
Your name isn't asked."""

_NO_TERMINAL = """\
This command asks a person, so it needs a terminal. Run it in a window where you can \
type, not in a pipe or a script, and without --json."""

_HEAD = """\
# A reading of invented people by `takeaction judge`: {name} chose among the actions in "shown".
# It names nobody who read. To go on, run the same command again; to read somebody once more,
# delete their [[person]] first.
"""

_MAX_SEED = 2**32

_AGAIN = "?"
_COSTS = {Cost.NONE: "can pay nothing", Cost.LOW: "can pay a little", Cost.MEDIUM: "can pay some"}
_AGES = {Age.CHILD: "under 13", Age.YOUTH: "aged 13 to 17"}


class _ShownAgainError(Exception):
    """The reader wants to see the person and the actions once more."""


def _run(options: argparse.Namespace) -> None:
    """Ask a person at the terminal for a reading, or go on with one that they left."""
    if options.json or not is_terminal():
        raise UsageError(_NO_TERMINAL)
    sitting = _open(options, load_for_answer(options))
    try:
        if sitting.unread():
            sitting.introduce()
            with suppress(SkippedError, _ShownAgainError):
                _ask("Press Enter to begin, or q to leave: ")
            sitting.ask_about_everybody()
    except StoppedError:
        line()
    sitting.conclude()


JUDGE = Command(
    "judge",
    "choose actions for invented people, to measure our list by",
    _run,
    (
        option("people", metavar="FILE", help="the people, such as people.toml"),
        option(
            "--name",
            metavar="LETTER",
            help="the letter of this reading (the first that is free in FILE)",
        ),
        option("--out", metavar="FILE", help="the file of this reading (reading-LETTER.toml)"),
        option(
            "--seed",
            type=parse_whole_number,
            metavar="N",
            help="show the same actions in the same order as every call with this number",
        ),
    ),
)


@attrs.frozen(kw_only=True)
class _Sitting:
    """One reading at a terminal, and its file, which grows person by person."""

    path: Path
    name: str
    people: Sequence[InventedPerson]
    readings: dict[str, PersonReading]  # what was chosen so far, by the id of the person
    catalog: Catalog
    languages: tuple[str, ...]
    seed: int  # decides the order of the people, and the actions for each

    def unread(self) -> list[InventedPerson]:
        return [person for person in self.people if person.id not in self.readings]

    def introduce(self) -> None:
        place, people = plain(str(self.path)), counted(len(self.people), "person")
        line(_BEFORE.format(people=people.replace("persons", "people"), file=place))
        line()
        if self.readings:
            read = f"{len(self.readings)} of {len(self.people)}"
            other = "To start another one, leave and name a free letter, such as --name D2."
            line(f"You go on with {place}, where {read} are read. {other}")
            line()

    def conclude(self) -> None:
        place, people = plain(str(self.path)), len(self.people)
        if not self.readings:
            line("Nobody is read yet.")
        elif self.unread():
            line(f"{len(self.readings)} of {people} are read. They are in {place}.")
            line("To go on, run the same command again.")
        else:
            line(f"All {people} are read. They are in {place}. Thank you.")
            line("Send this file to whoever asked you for it.")

    # One person after the other. At every question the reader can skip the person, stop, or see
    # the person again.

    def ask_about_everybody(self) -> None:
        if not self.path.exists():  # so that a place where nobody can write is told at once
            write_file(self.path, _HEAD.format(name=self.name).encode())
        order = self.unread()
        # Then each person gets as many readers even if one stops early.
        Random(self.seed).shuffle(order)  # noqa: S311 - a fair order, no secret
        for number, person in enumerate(order, 1):
            with suppress(SkippedError):
                reading = self._ask_about(person, f"Person {number} of {len(order)}")
                block = write_reading(person.id, self.name, reading).encode()
                write_file(self.path, self.path.read_bytes().rstrip() + b"\n\n" + block)
                self.readings[person.id] = reading

    def _ask_about(self, person: InventedPerson, title: str) -> PersonReading:
        chance = Random(f"{self.seed} {person.id}")  # noqa: S311 - as above
        actions = draw(self.catalog, person.profile, chance)
        while True:
            self._show(person, actions, title)
            with suppress(_ShownAgainError):
                return self._ask_for_reading(person, actions)

    def _show(self, person: InventedPerson, actions: Iterable[Action], title: str) -> None:
        line()
        line(title, style=bold)
        line(person.who)
        line(_describe_profile(person.profile), style=dim)
        line()
        language = language_of(self.languages)
        for number, action in enumerate(actions, 1):
            minutes = say("label.minutes", language, {"minutes": action.minutes.typical})
            line(f"{number:>2}. {self._title(action)} ({minutes})", hang=4, style=bold)
            line(marked_text(action.summary, self.languages), indent=4)
        line()
        line(person.who)  # the first lines of a long list have left the screen
        line("s skips this person, q stops, ? shows them again.", style=dim)

    def _title(self, action: Action) -> str:
        return marked_text(action.title, self.languages)

    def _ask_for_reading(self, person: InventedPerson, actions: Sequence[Action]) -> PersonReading:
        least, last = fewest_best(person.profile), len(actions)
        how_many = "The five" if least == BEST else "Up to five"
        while True:
            question = f"{how_many} that fit best, best first (3 7 1…): "
            best = _ask_for_numbers(question, last, least, BEST)
            question = "Others that would do as well (Enter: none): "
            also = _ask_for_numbers(question, last, 0, last, best)
            question = "Wrong to show to this person (Enter: none): "
            bad = _ask_for_numbers(question, last, 0, last, (*best, *also))
            places = [f"{place}." for place, _ in enumerate(best, 1)]
            labels = [*places, *("As well:" for _ in also), *("Wrong:" for _ in bad)]
            line()
            for label, number in zip(labels, (*best, *also, *bad), strict=True):
                line(f"{label} {self._title(actions[number - 1])}", indent=2, hang=3)
            if _ask("Enter keeps this, n asks again: ").casefold() not in {"n", "no"}:
                break
        ids = {action.id: id for id, action in written_ids(self.catalog.actions.values()).items()}
        shown = tuple(ids[action.id] for action in actions)
        chosen = {"best": best, "also": also, "bad": bad}
        by_list = {name: tuple(shown[n - 1] for n in numbers) for name, numbers in chosen.items()}
        return PersonReading(**by_list, shown=shown)


def _open(options: argparse.Namespace, catalog: Catalog) -> _Sitting:
    """Read the people, and the reading so far if there is one."""
    live = sum(action.status == "active" for action in catalog.actions.values())
    if live < BEST:
        raise UsageError(
            f"The packs here have {counted(live, 'action')}, and a reading takes {BEST}."
            " Install takeaction-pack-community-actions."
        )
    people = read_people(options.people, catalog)
    if not people:
        raise UsageError(f"{shown(options.people)} has nobody in it: add a [[person]].")
    taken = {name for person in people for name in person.readings}
    letters = chain(ascii_uppercase, (f"A{number}" for number in count(2)))
    name = options.name or next(letter for letter in letters if letter not in taken)
    if not is_reading_name(name):
        raise UsageError(
            f"{shown(name)} may name a person."
            " Name a capital letter, with digits if need be: D or D2."
        )
    if name in taken:
        raise UsageError(
            f"{shown(options.people)} has a reading {name} already. Name another letter."
        )
    path = Path(options.out or f"reading-{name}.toml")
    return _Sitting(
        path=path,
        name=name,
        people=people,
        readings=dict(_read_so_far(path, name, people, catalog)),
        catalog=catalog,
        languages=requested_languages(options),
        seed=secrets.randbelow(_MAX_SEED) if options.seed is None else options.seed,
    )


def _read_so_far(
    path: Path, name: str, people: Iterable[InventedPerson], catalog: Catalog
) -> Mapping[str, PersonReading]:
    """Return the choices of an unfinished reading; empty if there is no file yet."""
    if not path.exists():
        return {}
    try:
        written_name, readings = read_reading(path, people, catalog)
    except PeopleError as error:
        hint = "This file is there already, and is not written over: name another with --out."
        raise UsageError(f"{error}\n{hint}") from error
    if written_name not in (None, name):
        raise UsageError(
            f"{shown(str(path))} is of another reading, and is not written over."
            " Name another file with --out."
        )
    return readings


def _ask_for_numbers(
    question: str, last: int, least: int, most: int, taken: Sequence[int] = ()
) -> tuple[int, ...]:
    """Ask until the answer is *least* to *most* numbers from 1 to *last*, none of them taken."""
    while True:
        answer = _ask(question)
        numbers = tuple(int(digits[:4]) for digits in re.findall("[0-9]+", answer))
        # Three digits reach any action; Python refuses to convert thousands of them.
        if not re.fullmatch(r"[0-9]{0,3}([ ,;.]+[0-9]{1,3})*[ ,;.]*", answer):
            line(f"Type numbers from 1 to {last} with spaces between them.")
        elif beyond := [number for number in numbers if not 1 <= number <= last]:
            line(f"There is no number {beyond[0]} here; the last one is {last}.")
        elif doubled := [n for n in numbers if n in taken or numbers.count(n) > 1]:
            line(f"You gave {doubled[0]} twice; each number goes into one place.")
        elif not least <= len(numbers) <= most:
            wanted = f"{most}" if least == most else f"{least} to {most}"
            line(f"That is {counted(len(numbers), 'number')}; give {wanted}.")
        else:
            return numbers


def _describe_profile(profile: Profile) -> str:
    period = "once" if profile.per is Per.ONCE else f"every {profile.per}"
    region = find_region(profile.region)
    parts = [f"{counted(profile.minutes, 'minute')} {period}"]
    if region.code != WORLD:
        parts.append(region.name)
    limits = (_COSTS.get(profile.cost), _AGES.get(profile.age))
    return ", ".join([*parts, *filter(None, limits)])


def _ask(question: str) -> str:
    answer = ask_or_leave(question)
    if answer == _AGAIN:
        raise _ShownAgainError
    return answer
