"""``takeaction judge``: choose actions for invented people, so that our list can be measured.

It asks at a terminal, keeps what was chosen after each person, and can be left at any time. It
shows no score, and nothing that tells our own list from the rest of the catalogue.
"""

import argparse
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from string import ascii_uppercase

import attrs

from takeaction.authoring.readings.people import (
    BEST,
    InventedPerson,
    PeopleError,
    PersonReading,
    is_reading_name,
    read_people,
    read_reading,
    write_reading,
)
from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.files import write_file
from takeaction.cli.sitting import Sitting, StoppedError
from takeaction.cli.terminal import counted, is_terminal, line
from takeaction.errors import plain, shown

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


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction judge``."""
    text = "choose actions for invented people, to measure our list by"
    parser = arguments.add_command(subparsers, "judge", text, run)
    parser.add_argument("people", metavar="FILE", help="the people, such as people.toml")
    name = "the letter of this reading (the first that is free in FILE)"
    parser.add_argument("--name", metavar="LETTER", help=name)
    out = "the file of this reading (reading-LETTER.toml)"
    parser.add_argument("--out", metavar="FILE", help=out)
    seed = "show the same actions in the same order as every call with this number"
    parser.add_argument("--seed", type=arguments.parse_whole_number, metavar="N", help=seed)


def run(options: argparse.Namespace) -> int:
    """Ask a person at the terminal for a reading, or go on with one that they left."""
    if options.json or not is_terminal():
        raise UsageError(_NO_TERMINAL)
    languages = arguments.requested_languages(options)
    catalog = load_for_answer(options)
    reading_file = _open(options, catalog)
    seed = secrets.randbelow(_MAX_SEED) if options.seed is None else options.seed
    unread = reading_file.unread()
    sitting = Sitting(
        catalog=catalog, people=unread, languages=languages, seed=seed, keep=reading_file.keep
    )
    try:
        if unread:
            reading_file.introduce()
            sitting.wait_to_begin()
            reading_file.begin()
            sitting.ask_about_everybody()
    except StoppedError:
        line()
    reading_file.conclude()
    return 0


@attrs.define
class _ReadingFile:
    """The file of one reading, which grows person by person.

    Attributes:
        path: Its place.
        name: The name of the reading.
        people: Everybody there is to read.
        readings: What was chosen so far, by the id of the person.
    """

    path: Path
    name: str
    people: Sequence[InventedPerson]
    readings: dict[str, PersonReading]

    def unread(self) -> tuple[InventedPerson, ...]:
        """Return the people who are not read yet."""
        return tuple(person for person in self.people if person.id not in self.readings)

    def begin(self) -> None:
        """Start the file, so that a place where nobody can write is told before any question."""
        if not self.path.exists():
            write_file(self.path, _HEAD.format(name=self.name).encode())

    def keep(self, person: InventedPerson, reading: PersonReading) -> None:
        """Add the choices for a person to the file."""
        block = write_reading(person.id, self.name, reading).encode()
        write_file(self.path, self.path.read_bytes().rstrip() + b"\n\n" + block)
        self.readings[person.id] = reading

    def introduce(self) -> None:
        """Explain the questions to come, or that a reading goes on."""
        place, people = plain(str(self.path)), counted(len(self.people), "person")
        line(_BEFORE.format(people=people.replace("persons", "people"), file=place))
        line()
        if self.readings:
            read = f"{len(self.readings)} of {len(self.people)}"
            other = "To start another one, leave and name a free letter, such as --name D2."
            line(f"You go on with {place}, where {read} are read. {other}")
            line()

    def conclude(self) -> None:
        """Say how far the reading is, and where to send it."""
        place, people = plain(str(self.path)), len(self.people)
        if not self.readings:
            line("Nobody is read yet.")
        elif self.unread():
            line(f"{len(self.readings)} of {people} are read. They are in {place}.")
            line("To go on, run the same command again.")
        else:
            line(f"All {people} are read. They are in {place}. Thank you.")
            line("Send this file to whoever asked you for it.")


def _open(options: argparse.Namespace, catalog: Catalog) -> _ReadingFile:
    """Read the people, and the reading so far if there is one.

    Raises:
        UsageError: One of the files has a mistake or is of another reading, there are too few
            actions, or the name could be that of a person.
    """
    live = sum(action.status == "active" for action in catalog.actions.values())
    if live < BEST:
        problem = f"The packs here have {counted(live, 'action')}, and a reading takes {BEST}."
        raise UsageError(f"{problem} Install takeaction-pack-community-actions.")
    with _mistakes_told():
        people = read_people(options.people, catalog)
    if not people:
        raise UsageError(f"{shown(options.people)} has nobody in it: add a [[person]].")
    taken = {name for person in people for name in person.readings}
    name = options.name or next(name for name in _letters() if name not in taken)
    if not is_reading_name(name):
        problem = f"{shown(name)} may name a person."
        raise UsageError(f"{problem} Name a capital letter, with digits if need be: D or D2.")
    if name in taken:
        problem = f"{shown(options.people)} has a reading {name} already."
        raise UsageError(f"{problem} Name another letter.")
    path = Path(options.out or f"reading-{name}.toml")
    return _ReadingFile(path, name, people, dict(_read_so_far(path, name, people, catalog)))


def _letters() -> Iterator[str]:
    """Yield the names of readings: A to Z, then A2 and so on."""
    yield from ascii_uppercase
    yield from (f"A{number}" for number in count(2))


def _read_so_far(
    path: Path, name: str, people: Iterable[InventedPerson], catalog: Catalog
) -> Mapping[str, PersonReading]:
    """Return the choices of an unfinished reading; empty if there is no file yet."""
    if not path.exists():
        return {}
    with _mistakes_told(
        "This file is there already, and is not written over: name another with --out."
    ):
        written_name, readings = read_reading(path, people, catalog)
    if written_name not in (None, name):
        problem = f"{shown(str(path))} is of another reading, and is not written over."
        raise UsageError(f"{problem} Name another file with --out.")
    return readings


@contextmanager
def _mistakes_told(hint: str = "") -> Iterator[None]:
    """Turn the mistakes in a file into a UsageError with a line for each."""
    try:
        yield
    except PeopleError as error:
        raise UsageError("\n".join(filter(None, [str(error), hint]))) from error
