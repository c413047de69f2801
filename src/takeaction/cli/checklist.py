"""A checklist of signs on a terminal, for people who know no ids of signs.

It asks only for signs that a person in that role may be asked about, sends nobody to look or to
ask, and can be left at any time: the signs ticked so far are answered.
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
from takeaction.engine.ask.ask import signs_heard
from takeaction.engine.hearing.hearing import Heard, hear
from takeaction.engine.reasons import say
from takeaction.engine.search.search import excerpt
from takeaction.engine.signs.answer import Assessment
from takeaction.engine.signs.assessment import assess, find_witness
from takeaction.engine.signs.weighing import askable_signs, checklist_signs, concept_of
from takeaction.errors import QueryError
from takeaction.models.indicator import Indicator
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person
from takeaction.vocabulary.words import closed_word

_QUESTIONS = (("role", "bystander"), ("person", "unknown"), ("region", "001"))
"""The fields to ask for, in this order, each with the answer of somebody who presses Enter."""

_SELF_CODES = {"person": "ask.person_self", "region": "ask.region_self"}
"""The questions that are worded differently for people who ask about themselves."""

_PAGE_LENGTH = 6
"""Signs a page: six of ours take at most 11 lines of 80 columns, so a page fits 24 lines."""

_STOP_WORDS = ("q", "quit", "stop")
_PAST_WORDS = ("past", "over", "p")


class _Stopped(Exception):  # noqa: N818 - no mistake: somebody has had enough of questions
    """The person at the terminal has stopped."""


@attrs.frozen(kw_only=True, repr=False)
class Account:
    """The account of one person at the command line: the signs, the place and the people.

    Attributes:
        observed: Ids of signs that they saw.
        not_observed: Ids of signs that they ruled out.
        past: Ids of signs that they saw and that are over.
        person: The person it is about: ``adult``, ``child`` and so on; None if not asked yet.
        role: Their own role; None if not asked yet.
        region: The place; None if not asked yet.
        languages: The languages to answer in, best first.
        at: The moment of the answer.
    """

    observed: tuple[str, ...]
    not_observed: tuple[str, ...]
    past: tuple[str, ...]
    person: str | None
    role: str | None
    region: str | None
    languages: tuple[str, ...]
    at: datetime

    @property
    def has_answers(self) -> bool:
        """Whether any of the questions before the signs has an answer."""
        return any(getattr(self, field) is not None for field, _ in _QUESTIONS)

    def is_self(self, catalog: Catalog) -> bool:
        """Tell whether the person asks about themselves."""
        return _observer(catalog, self) is Observer.SELF

    def with_value(self, field: str, value: str | tuple[str, ...]) -> "Account":
        """Return a copy with another value in one field."""
        changes: dict[str, Any] = {field: value}
        return attrs.evolve(self, **changes)

    def assess(self, catalog: Catalog) -> Assessment:
        """Assess the signs, with the answer of Enter for each question not asked yet."""
        person = closed_word(Person, self.person or "unknown", "person")
        return assess(
            catalog,
            self.observed,
            not_observed=self.not_observed,
            when=dict.fromkeys(self.past, "past"),
            person=person,
            role=self.role or "bystander",
            region=self.region or "001",
            languages=self.languages,
            at=self.at,
        )


def signs_for(catalog: Catalog, account: Account) -> tuple[Indicator, ...]:
    """Return the signs to ask a person about, in order."""
    person = closed_word(Person, account.person or "unknown", "person")
    return checklist_signs(askable_signs(catalog, _observer(catalog, account), person))


def _observer(catalog: Catalog, account: Account) -> Observer:
    return find_witness(catalog, account.role or "bystander").observer


def run_checklist(catalog: Catalog, account: Account) -> Account:
    """Ask a person at the terminal about themselves and the signs they saw, a few at a time.

    Returns:
        The account so far, also if they stopped in the middle. A sign of danger that is not over
        ends the list: help comes before more questions.
    """
    language = language_of(account.languages)
    line(say("ask.before", language))
    line()
    line(say("ask.how", language))
    line()
    interview = _Interview(catalog, account)
    with suppress(_Stopped):
        interview.ask_background()
        interview.ask_signs()
    return interview.account


class _Interview:
    """The questions to one person, and their account so far."""

    def __init__(self, catalog: Catalog, account: Account) -> None:
        self._catalog = catalog
        self.account = account

    @property
    def _language(self) -> str:
        return language_of(self.account.languages)

    @property
    def _is_self(self) -> bool:
        return self.account.is_self(self._catalog)

    def _sign_text(self, sign: Indicator) -> str:
        return str(sign.wording(about_self=self._is_self).pick(self.account.languages))

    def ask_background(self) -> None:
        """Ask for each field that is missing, and repeat a question until its answer is known."""
        for field, default in _QUESTIONS:
            while getattr(self.account, field) is None:
                code = _SELF_CODES.get(field) if self._is_self else None
                question = say(code or f"ask.{field}", self._language)
                answer = _ask(f"{question} [{default}]: ") or default
                account = self.account.with_value(field, answer)
                try:
                    account.assess(self._catalog)
                    self.account = account
                except QueryError as error:
                    line(str(error))
            if field == "role":
                self._ask_about()

    def _ask_about(self) -> None:
        """Ask people who may be concerned themselves whether they are: Enter means yes."""
        if not find_witness(self._catalog, self.account.role or "bystander").may_be_self:
            return
        words = say("ask.about", self._language)
        me, other = words.rpartition("? ")[2].split(", ")
        while (answer := _ask(f"{words} [{me}]: ").casefold()) not in {"", me, other}:
            line(words)
        if answer != other:
            self.account = self.account.with_value("role", Observer.SELF.value)

    def ask_signs(self) -> None:
        """Ask for signs, a page at a time, without those that only repeat a ticked one.

        Whoever writes words instead of numbers gets a short page of the signs that they may mean.
        """
        remaining = signs_for(self._catalog, self.account)
        page = remaining[:_PAGE_LENGTH]
        while remaining:
            ticked = self._ask_page(page, remaining)
            if isinstance(ticked, Heard):
                page = signs_heard(remaining, ticked)
                continue
            concepts = {concept_of(sign) for sign in ticked}
            remaining = tuple(
                sign for sign in remaining if sign not in page and concept_of(sign) not in concepts
            )
            page = remaining[:_PAGE_LENGTH]
            self._add(ticked)

    def _add(self, ticked: Sequence[Indicator]) -> None:
        """Add ticked signs to the account, and ask of each sign of danger whether it is over."""
        ids = tuple(sign.id for sign in ticked)
        self.account = self.account.with_value("observed", (*self.account.observed, *ids))
        for sign in ticked:
            if sign.immediate_danger:
                line(self._sign_text(sign), indent=2)
                if _ask(say("ask.time", self._language)).casefold() not in _PAST_WORDS:
                    raise _Stopped
                self.account = self.account.with_value("past", (*self.account.past, sign.id))

    def _ask_page(
        self, page: Sequence[Indicator], remaining: Sequence[Indicator]
    ) -> list[Indicator] | Heard:
        """Ask for the numbers of the signs seen, until every number typed is on the page.

        Words in which signs can be heard are an answer too, and end the page.

        Args:
            page: The signs of the page, which are numbered from 1.
            remaining: The signs of this page and of later ones.
        """
        later = len(remaining) - len(page)
        for number, sign in enumerate(page, 1):
            line(f"{number}. {self._sign_text(sign)}", indent=2, hang=3)
        line(say("ask.more" if later else "ask.last", self._language, {"count": later}), indent=2)
        while True:
            answer = _ask(say("ask.tick", self._language))
            # Three digits reach any page; Python refuses to convert thousands of them.
            numbers = sorted({int(digits) for digits in re.findall(r"[0-9]{1,3}", answer)})
            if (numbers or not answer) and all(1 <= number <= len(page) for number in numbers):
                return [page[number - 1] for number in numbers]
            heard = hear(excerpt(answer, self._catalog.question_characters))
            if not numbers and signs_heard(remaining, heard):
                return heard
            line(say("ask.numbers", self._language, {"last": len(page)}))


def _ask(question: str) -> str:
    """Ask one question and return the answer.

    Raises:
        _Stopped: The answer is a word for stopping, or input has ended.
    """
    try:
        answer = input(question).strip()
    except EOFError:
        raise _Stopped from None
    if answer.casefold() in _STOP_WORDS:
        raise _Stopped
    return answer
