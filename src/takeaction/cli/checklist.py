"""A checklist of signs on a terminal, for somebody who knows no ids.

It asks only for what a person in that role may be asked for, sends nobody to look or to ask, and
can be left at any time: what was ticked so far is answered.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.cli.terminal import line
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.engine.signs.answer import Assessment
from takeaction.engine.signs.assessment import assess
from takeaction.engine.signs.observation import witness
from takeaction.engine.signs.questions import askable, checklist, concept_of
from takeaction.errors import QueryError
from takeaction.models.indicator import Indicator
from takeaction.vocabulary import Observer, closed
from takeaction.vocabulary.signs import Person

_QUESTIONS = (("role", "bystander"), ("person", "unknown"), ("region", "001"))
_OWN = {"person": "ask.person_self", "region": "ask.region_self"}
"""What is asked in another way of somebody who asks about themselves."""
_PAGE = 6
_STOP = ("q", "quit", "stop")
_OVER = ("past", "over", "p")


class _Left(Exception):  # noqa: N818 - no mistake: somebody has had enough of questions
    """Somebody stopped."""


@attrs.frozen(kw_only=True, repr=False)
class Seen:
    """What somebody says at the command line."""

    observed: tuple[str, ...]
    not_observed: tuple[str, ...]
    past: tuple[str, ...]
    person: str | None
    role: str | None
    region: str | None
    languages: tuple[str, ...]
    at: datetime

    def told(self, field: str, value: str | tuple[str, ...]) -> "Seen":
        """Return the same with one more thing said."""
        more: dict[str, Any] = {field: value}
        return attrs.evolve(self, **more)

    def assessed(self, catalog: Catalog) -> Assessment:
        """Return the answer."""
        return assess(
            catalog,
            self.observed,
            not_observed=self.not_observed,
            when=dict.fromkeys(self.past, "past"),
            person=self.person or "unknown",
            role=self.role or "bystander",
            region=self.region or "001",
            languages=self.languages,
            at=self.at,
        )


def ask(catalog: Catalog, seen: Seen) -> Seen:
    """Ask who asks and what they saw, a few signs at a time.

    Returns:
        What was said, also when it was left in the middle. A sign of danger that is not over
        ends it: help comes before more questions.
    """
    language = language_of(seen.languages)
    line(say("ask.before", language))
    line()
    line(say("ask.how", language))
    line()
    asking = _Asking(catalog, seen)
    with suppress(_Left):
        asking.who()
        asking.what()
    return asking.seen


class _Asking:
    """Asks, and keeps what was said so far."""

    def __init__(self, catalog: Catalog, seen: Seen) -> None:
        self._catalog = catalog
        self.seen = seen

    @property
    def _language(self) -> str:
        return language_of(self.seen.languages)

    @property
    def _role(self) -> Observer:
        return witness(self._catalog, self.seen.role or "bystander").observer

    @property
    def _own(self) -> bool:
        return self._role is Observer.SELF

    def _said(self, sign: Indicator) -> str:
        return str(sign.said(own=self._own).pick(self.seen.languages))

    def who(self) -> None:
        """Ask what was not given, each again until its answer is known."""
        for field, default in _QUESTIONS:
            while getattr(self.seen, field) is None:
                code = _OWN.get(field, f"ask.{field}") if self._own else f"ask.{field}"
                written = _answer(f"{say(code, self._language)} [{default}]: ") or default
                tried = self.seen.told(field, written)
                try:
                    tried.assessed(self._catalog)
                    self.seen = tried
                except QueryError as error:
                    line(str(error))

    def what(self) -> None:
        """Ask for signs, a page at a time; what says the same as a ticked one is left out."""
        role = self._role
        person = closed(Person, self.seen.person or "unknown", "person")
        left = checklist(askable(self._catalog, role, person))
        while left:
            page, left = left[:_PAGE], left[_PAGE:]
            ticked = self._ticked(page, len(left))
            known = {concept_of(sign) for sign in ticked}
            left = tuple(sign for sign in left if concept_of(sign) not in known)
            self._keep(ticked)

    def _keep(self, ticked: Sequence[Indicator]) -> None:
        """Keep what was ticked, and ask of a sign of danger whether it is over."""
        ids = tuple(sign.id for sign in ticked)
        self.seen = self.seen.told("observed", (*self.seen.observed, *ids))
        for sign in ticked:
            if sign.immediate_danger:
                line(self._said(sign), indent=2)
                if _answer(say("ask.time", self._language)).casefold() not in _OVER:
                    raise _Left
                self.seen = self.seen.told("past", (*self.seen.past, sign.id))

    def _ticked(self, page: Sequence[Indicator], more: int) -> list[Indicator]:
        """Ask which signs of a page were seen, again until the numbers are on it."""
        for number, sign in enumerate(page, 1):
            line(f"{number}. {self._said(sign)}", indent=2, hang=3)
        left = say("ask.more" if more else "ask.last", self._language, {"count": more})
        line(left, indent=2)
        while True:
            written = _answer(say("ask.tick", self._language))
            numbers = sorted({int(each) for each in re.findall(r"[0-9]{1,3}", written)})
            if (numbers or not written) and all(1 <= number <= len(page) for number in numbers):
                return [page[number - 1] for number in numbers]
            line(say("ask.numbers", self._language, {"last": len(page)}))


def _answer(question: str) -> str:
    """Return what was written; to stop, or the end of input, leaves."""
    try:
        written = input(question).strip()
    except EOFError:
        raise _Left from None
    if written.casefold() in _STOP:
        raise _Left
    return written
