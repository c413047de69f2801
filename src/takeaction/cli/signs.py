"""``takeaction signs``: weigh the signs that somebody saw, or ask for them from a checklist.

The checklist is for people at a terminal who know no ids of signs. It asks only for signs that a
person in that role may be asked about, sends nobody to look or to ask, and can be left at any
time: the signs ticked so far are answered.
"""

import argparse
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.cli.arguments import (
    Command,
    flag,
    load_for_answer,
    option,
    requested_languages,
    requested_moment,
    several,
    show_english_note,
    with_why,
)
from takeaction.cli.terminal import (
    STOP_WORDS,
    StoppedError,
    is_terminal,
    line,
    show_blocks,
    show_json,
)
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
from takeaction.views.blocks import Block, Facts, paragraphs, titled
from takeaction.views.help import help_blocks
from takeaction.views.reply import assessment_blocks
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person
from takeaction.vocabulary.words import closed_word

_EXAMPLE = ("unodc-indicators:documents-held-by-someone-else", "unodc-indicators:no-days-off")


_QUESTIONS = (("role", "bystander"), ("person", "unknown"), ("region", "001"))
"""The fields to ask for, in this order, each with the answer of somebody who presses Enter."""


@attrs.frozen(kw_only=True, repr=False)
class _Account:
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
    def language(self) -> str:
        """The language of our own sentences."""
        return language_of(self.languages)

    @property
    def has_answers(self) -> bool:
        """Whether any of the questions before the signs has an answer."""
        return any(getattr(self, field) is not None for field, _ in _QUESTIONS)

    def is_self(self, catalog: Catalog) -> bool:
        """Tell whether the person asks about themselves."""
        return _observer(catalog, self) is Observer.SELF

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


def _signs_for(catalog: Catalog, account: _Account) -> tuple[Indicator, ...]:
    """Return the signs to ask a person about, in order."""
    person = closed_word(Person, account.person or "unknown", "person")
    return checklist_signs(askable_signs(catalog, _observer(catalog, account), person))


def _observer(catalog: Catalog, account: _Account) -> Observer:
    return find_witness(catalog, account.role or "bystander").observer


def _run(options: argparse.Namespace) -> None:
    """Print the answer about some signs; without signs, ask for them on a terminal."""
    options.observed = [*options.signs, *options.observed]  # an error names its place among them
    account = _Account(
        observed=tuple(options.observed),
        not_observed=tuple(options.not_observed),
        past=tuple(options.when),
        person=options.person,
        role=options.role,
        region=options.region,
        languages=requested_languages(options),
        at=requested_moment(options),
    )
    catalog = load_for_answer(options)
    if options.json:
        show_json(account.assess(catalog).as_json())
    elif account.observed or account.not_observed:
        assessment = account.assess(catalog)
        _show_assessment(assessment, options, paragraphs([say("label.shell", assessment.language)]))
        show_english_note(account.languages)
    elif not catalog.indicators:
        line(say("label.no_signs", account.language))
    elif is_terminal():
        completed = _run_checklist(catalog, account)
        line()
        _show_assessment(completed.assess(catalog), options)
    elif account.has_answers:
        _show_signs_to_choose(catalog, account)
    else:
        _show_example(catalog, account, options)


SIGNS = Command(
    "signs",
    "weigh the signs you saw, and say what to do next",
    _run,
    (
        option("signs", nargs="*", metavar="ID", help="signs you saw, as with --observed"),
        several("--observed", "observed", "ID", "signs you saw"),
        several("--not-observed", "not_observed", "ID", "signs you ruled out"),
        several("--past", "when", "ID", "signs you saw that are over now"),
        option(
            "--person",
            metavar="P",
            help="the person it is about: adult, child, possibly-child or unknown (unknown)",
        ),
        option(
            "--role",
            metavar="R",
            help="your role: self, bystander, or one such as teacher or nurse (bystander)",
        ),
        option("--region", metavar="C", help="where it is, such as US-OH, GB or Kenya"),
        flag("--why", "show all lines, why we say this, and what to think about"),
    ),
)


def _show_signs_to_choose(catalog: Catalog, account: _Account) -> None:
    """Print the signs that a person in this role may choose from, where nobody can be asked.

    Where no sign is for their role, only help is printed.
    """
    language = account.language
    is_self = account.is_self(catalog)
    rows = tuple(
        (
            sign.id.partition(":")[2],
            ((sign.wording(about_self=is_self).shown(account.languages),),),
        )
        for sign in _signs_for(catalog, account)
    )
    signs = titled("label.choose_signs", language, [Facts(rows)] if rows else [])
    show_blocks((*help_blocks(account.assess(catalog).help, most=1), *signs))


def _show_example(catalog: Catalog, account: _Account, options: argparse.Namespace) -> None:
    """Print an example call and its answer, from signs in the catalog."""
    signs = [id for id in _EXAMPLE if id in catalog.indicators] or list(catalog.indicators)[:1]
    ids = " ".join(id.partition(":")[2] for id in signs)
    line(say("label.example_signs", account.language))
    line(f"takeaction signs --observed {ids} --region US", indent=2, hang=4)
    line()
    answer = assess(catalog, signs, region="US", languages=account.languages, at=account.at)
    _show_assessment(answer, options)


def _show_assessment(
    assessment: Assessment, options: argparse.Namespace, last: Iterable[Block] = ()
) -> None:
    show_blocks((*with_why(assessment_blocks(assessment), options), *last))


# The checklist

_SELF_CODES = {"person": "ask.person_self", "region": "ask.region_self"}
"""The questions that are worded differently for people who ask about themselves."""

_PAGE_LENGTH = 6
"""Signs a page: six of ours take at most 11 lines of 80 columns, so a page fits 24 lines."""

_PAST_WORDS = ("past", "over", "p")


def _run_checklist(catalog: Catalog, account: _Account) -> _Account:
    """Ask a person at the terminal about themselves and the signs they saw, a few at a time.

    Returns:
        The account so far, also if they stopped in the middle. A sign of danger that is not over
        ends the list: help comes before more questions.
    """
    for code in ("ask.before", "ask.how"):
        line(say(code, account.language))
        line()
    interview = _Interview(catalog, account)
    with suppress(StoppedError):
        interview.ask_background()
        interview.ask_signs()
    return interview.account


@attrs.define
class _Interview:
    """The questions to one person, and their account so far."""

    _catalog: Catalog
    account: _Account

    def _say(self, code: str, **slots: int) -> str:
        return say(code, self.account.language, slots)

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
                question = self._say(code or f"ask.{field}")
                answer = _ask(f"{question} [{default}]: ") or default
                changes: dict[str, Any] = {field: answer}
                account = attrs.evolve(self.account, **changes)
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
        words = self._say("ask.about")
        me, other = words.rpartition("? ")[2].split(", ")
        while (answer := _ask(f"{words} [{me}]: ").casefold()) not in {"", me, other}:
            line(words)
        if answer != other:
            self.account = attrs.evolve(self.account, role=Observer.SELF.value)

    def ask_signs(self) -> None:
        """Ask for signs, a page at a time, without those that only repeat a ticked one.

        Whoever writes words instead of numbers gets a short page of the signs that they may mean.
        """
        remaining = _signs_for(self._catalog, self.account)
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
        ids = (sign.id for sign in ticked)
        self.account = attrs.evolve(self.account, observed=(*self.account.observed, *ids))
        for sign in ticked:
            if sign.immediate_danger:
                line(self._sign_text(sign), indent=2)
                if _ask(self._say("ask.time")).casefold() not in _PAST_WORDS:
                    raise StoppedError
                past = (*self.account.past, sign.id)
                self.account = attrs.evolve(self.account, past=past)

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
        line(self._say("ask.more" if later else "ask.last", count=later), indent=2)
        while True:
            answer = _ask(self._say("ask.tick"))
            # Three digits reach any page; Python refuses to convert thousands of them.
            numbers = sorted({int(digits) for digits in re.findall(r"[0-9]{1,3}", answer)})
            if (numbers or not answer) and all(1 <= number <= len(page) for number in numbers):
                return [page[number - 1] for number in numbers]
            heard = hear(excerpt(answer, self._catalog.question_characters))
            if not numbers and signs_heard(remaining, heard):
                return heard
            line(self._say("ask.numbers", last=len(page)))


def _ask(question: str) -> str:
    """Ask one question and return the answer.

    Raises:
        StoppedError: The answer is a word for stopping, or input has ended.
    """
    try:
        answer = input(question).strip()
    except EOFError:
        raise StoppedError from None
    if answer.casefold() in STOP_WORDS:
        raise StoppedError
    return answer
