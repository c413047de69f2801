"""The questions of ``takeaction judge`` to its reader: one person after the other.

The reader can skip a person, stop, and see a person again at every question.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from random import Random

import attrs

from takeaction.authoring.readings.draw import draw
from takeaction.authoring.readings.people import (
    BEST,
    InventedPerson,
    PersonReading,
    fewest_best,
    written_ids,
)
from takeaction.catalog import Catalog
from takeaction.cli.terminal import bold, counted, dim, line
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.export.contact_lines import marked_text
from takeaction.models.action import Action
from takeaction.models.question.profile import Profile
from takeaction.models.region import WORLD, find_region
from takeaction.vocabulary.actions import Age, Cost, Per

_SKIP_WORDS = ("s", "skip")
_STOP_WORDS = ("q", "quit", "stop")
_AGAIN = "?"
_COSTS = {Cost.NONE: "can pay nothing", Cost.LOW: "can pay a little", Cost.MEDIUM: "can pay some"}
_AGES = {Age.CHILD: "under 13", Age.YOUTH: "aged 13 to 17"}


class StoppedError(Exception):
    """The reader has stopped."""


class _SkippedError(Exception):
    """The reader leaves a person out."""


class _ShownAgainError(Exception):
    """The reader wants to see the person and the actions once more."""


@attrs.frozen(kw_only=True)
class Sitting:
    """One sitting of a reader.

    Attributes:
        catalog: The catalog with the actions.
        people: The people who are not read yet.
        languages: The reader's languages, best first.
        seed: The number that decides the order of the people, and the actions for each.
        keep: A function that keeps what the reader chose for a person.
    """

    catalog: Catalog
    people: Sequence[InventedPerson]
    languages: tuple[str, ...]
    seed: int
    keep: Callable[[InventedPerson, PersonReading], None]

    def wait_to_begin(self) -> None:
        """Wait for Enter.

        Raises:
            StoppedError: The reader would rather not begin.
        """
        with suppress(_SkippedError, _ShownAgainError):
            _ask("Press Enter to begin, or q to leave: ")

    def ask_about_everybody(self) -> None:
        """Ask about one person after the other, in random order: then each gets as many readers.

        Raises:
            StoppedError: The reader has stopped.
        """
        order = list(self.people)
        Random(self.seed).shuffle(order)  # noqa: S311 - a fair order, no secret
        for number, person in enumerate(order, 1):
            with suppress(_SkippedError):
                self.keep(person, self._ask_about(person, f"Person {number} of {len(order)}"))

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
        line(describe_profile(person.profile), style=dim)
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
        """Ask for the three lists, until the reader agrees with what they typed."""
        least, most = fewest_best(person.profile), len(actions)
        how_many = "The five" if least == BEST else "Up to five"
        numbers = _Numbers(most)
        while True:
            best = numbers.ask(f"{how_many} that fit best, best first (3 7 1…): ", least, BEST)
            also = numbers.ask("Others that would do as well (Enter: none): ", 0, most, best)
            taken = (*best, *also)
            bad = numbers.ask("Wrong to show to this person (Enter: none): ", 0, most, taken)
            self._show_choice(actions, best, also, bad)
            if _ask("Enter keeps this, n asks again: ").casefold() not in {"n", "no"}:
                break
        ids = {action.id: id for id, action in written_ids(self.catalog.actions.values()).items()}
        shown = [ids[action.id] for action in actions]
        lists = (tuple(shown[number - 1] for number in chosen) for chosen in (best, also, bad))
        return PersonReading(
            **dict(zip(("best", "also", "bad"), lists, strict=True)), shown=tuple(shown)
        )

    def _show_choice(
        self,
        actions: Sequence[Action],
        best: Iterable[int],
        also: Iterable[int],
        bad: Iterable[int],
    ) -> None:
        line()
        for place, number in enumerate(best, 1):
            line(f"{place}. {self._title(actions[number - 1])}", indent=2, hang=3)
        for label, numbers in (("As well", also), ("Wrong", bad)):
            for number in numbers:
                line(f"{label}: {self._title(actions[number - 1])}", indent=2, hang=3)


class _Numbers:
    """Questions for numbers of actions."""

    def __init__(self, last: int) -> None:
        self._last = last

    def ask(
        self, question: str, least: int, most: int, taken: Sequence[int] = ()
    ) -> tuple[int, ...]:
        """Ask for numbers until they make sense.

        Args:
            question: The question.
            least: The fewest numbers to give.
            most: The most numbers to give.
            taken: The numbers that were given before.
        """
        while True:
            answer = _ask(question)
            problem = self._problem(answer, least, most, taken)
            if not problem:
                return tuple(map(int, re.findall("[0-9]+", answer)))
            line(problem)

    def _problem(self, answer: str, least: int, most: int, taken: Sequence[int]) -> str:
        """Return the mistake in an answer; empty if there is none."""
        # Three digits reach any action; Python refuses to convert thousands of them.
        if not re.fullmatch(r"[0-9]{0,3}([ ,;.]+[0-9]{1,3})*[ ,;.]*", answer):
            return f"Type numbers from 1 to {self._last} with spaces between them."
        numbers = [int(digits) for digits in re.findall("[0-9]+", answer)]
        beyond = [number for number in numbers if not 1 <= number <= self._last]
        if beyond:
            return f"There is no number {beyond[0]} here; the last one is {self._last}."
        doubled = [number for number in numbers if number in taken or numbers.count(number) > 1]
        if doubled:
            return f"You gave {doubled[0]} twice; each number goes into one place."
        if not least <= len(numbers) <= most:
            wanted = f"{most}" if least == most else f"{least} to {most}"
            return f"That is {counted(len(numbers), 'number')}; give {wanted}."
        return ""


def describe_profile(profile: Profile) -> str:
    """Describe a person: time, place, money and age."""
    period = "once" if profile.per is Per.ONCE else f"every {profile.per}"
    region = find_region(profile.region)
    parts = [f"{counted(profile.minutes, 'minute')} {period}"]
    if region.code != WORLD:
        parts.append(region.name)
    limits = (_COSTS.get(profile.cost), _AGES.get(profile.age))
    return ", ".join([*parts, *filter(None, limits)])


def _ask(question: str) -> str:
    """Ask one question and return the answer.

    Raises:
        StoppedError: The answer is a word for stopping, or Ctrl-C; or input has ended.
        _SkippedError: The reader skips this person.
        _ShownAgainError: The reader wants to see the person again.
    """
    try:
        answer = input(bold(question)).strip()
    except (EOFError, KeyboardInterrupt):
        raise StoppedError from None
    word = answer.casefold()
    if word in _STOP_WORDS:
        raise StoppedError
    if word in _SKIP_WORDS:
        raise _SkippedError
    if word == _AGAIN:
        raise _ShownAgainError
    return answer
