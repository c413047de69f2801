"""The checklist of signs: one question at a time, left whenever somebody likes, then an answer.

First who it is about, and their own words if they have some: the signs that these may mean come
first. Then the sign whose answer would say most. Nothing is kept and nothing is in an address:
the answers travel on in the form.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ask.ask import signs_heard
from takeaction.engine.hearing.hearing import hear
from takeaction.engine.search.search import excerpt
from takeaction.engine.signs.assessment import assess
from takeaction.engine.signs.weighing import (
    askable_signs,
    checklist_signs,
    concept_of,
    next_questions,
    weigh_signs,
)
from takeaction.models.indicator import Indicator
from takeaction.views.blocks import Danger
from takeaction.views.html import Markup
from takeaction.views.reply import assessment_blocks
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import AppliesTo, Person
from takeaction.web.exchange import joined_ids, one
from takeaction.web.pages.home import home_values, places
from takeaction.web.visit import Page, Visit, route

AT_WORK = tuple(role for role in Observer if role not in (Observer.SELF, Observer.BYSTANDER))
"""The people who may know of signs through their work."""

FITS = ("now", "past", "no", "unknown")
"""The answers to a question: it is so, it was so, it isn't so, and nobody knows."""


@attrs.frozen(kw_only=True, repr=False)
class SignsAccount:
    """The account of one person so far.

    Attributes:
        about: ``self`` or ``other``; None if they were not asked yet.
        observer: Who they are to the person it is about.
        person: The age of the person.
        seen: The ids of the signs that they saw.
        past: Those of them that are over.
        absent: The ids of the signs that they ruled out.
        shown: The ids of the signs that they were asked about, in order.
        likely: The ids of the signs to ask about first.
        news: The ids of the signs that they just said are there now.
        answered: Whether they just answered a question.
    """

    about: str | None
    observer: Observer
    person: Person
    seen: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    answered: bool = False

    @property
    def is_self(self) -> bool:
        """Whether they ask about themselves."""
        return self.observer is Observer.SELF

    def signs(self, catalog: Catalog) -> tuple[Indicator, ...]:
        """Return the signs that they saw."""
        return tuple(catalog.indicators[id] for id in self.seen)

    def fields(self) -> list[tuple[str, str]]:
        """Return the fields that travel on; each is one of our own words."""
        fields = {
            "about": self.about,
            "work": self.observer.value if self.observer in AT_WORK else None,
            "age": self.person.value,
            "seen": " ".join(self.seen),
            "past": " ".join(self.past),
            "absent": " ".join(self.absent),
            "shown": " ".join(self.shown),
            "likely": " ".join(self.likely),
        }
        return [(name, value) for name, value in fields.items() if value]


def read_account(visit: Visit) -> SignsAccount:
    """Read the form, with the answer to the question that was asked; nonsense is left out."""
    account = _carried(visit)
    asked = one(visit.fields, "asked")
    asked = asked if asked in visit.catalog.indicators else None
    if one(visit.fields, "step") == "back":
        return _without_last(account, asked)
    fits = next((answer for answer in FITS if answer == one(visit.fields, "fits")), "unknown")
    return _answered(account, asked, fits) if asked else account


def _carried(visit: Visit) -> SignsAccount:
    """Read the account up to the question that was asked, and the signs that were ticked."""
    fields, known = visit.fields, visit.catalog.indicators

    def ids(name: str) -> tuple[str, ...]:
        """Read the ids of a field, each once."""
        return tuple(dict.fromkeys(id for id in joined_ids(fields.get(name, ())) if id in known))

    about = one(fields, "about")
    about = about if about in {"self", "other"} else None
    at_work = next((role for role in AT_WORK if role == one(fields, "work")), None)
    seen = tuple(dict.fromkeys((*ids("seen"), *ids("sign"))))
    past = tuple(id for id in ids("past") if id in seen)
    return SignsAccount(
        about=about,
        observer=Observer.SELF if about == "self" else at_work or Observer.BYSTANDER,
        person=next((age for age in Person if age == one(fields, "age")), Person.UNKNOWN),
        seen=seen,
        past=past,
        absent=tuple(id for id in ids("absent") if id not in seen),
        shown=ids("shown"),
        likely=ids("likely"),
        news=tuple(id for id in ids("sign") if id not in past),
    )


def _answered(account: SignsAccount, asked: str, fits: str) -> SignsAccount:
    """Return the account with the answer to one question, in place of an earlier one."""
    before = _without(account, asked)
    is_seen = fits in {"now", "past"}
    return attrs.evolve(
        before,
        shown=(*before.shown, asked),
        seen=(*before.seen, asked) if is_seen else before.seen,
        past=(*before.past, asked) if fits == "past" else before.past,
        absent=(*before.absent, asked) if fits == "no" else before.absent,
        news=(asked,) if fits == "now" else (),
        answered=True,
    )


def _without_last(account: SignsAccount, asked: str | None) -> SignsAccount:
    """Return the account before its last question, which is asked again, and then *asked*."""
    last = account.shown[-1:]
    before = _without(account, *last)
    queue: Iterable[str] = (*last, *(id for id in (asked,) if id), *account.likely)
    return attrs.evolve(before, likely=tuple(dict.fromkeys(queue)))


def _without(account: SignsAccount, *ids: str) -> SignsAccount:
    names = ("seen", "past", "absent", "shown", "likely")
    others: dict[str, Any] = {
        name: tuple(id for id in getattr(account, name) if id not in ids) for name in names
    }
    return attrs.evolve(account, **others)


# The page: a question, or the answer.


_A_ROUND = 8
"""The questions before an answer: few enough to come to the end at night, on a phone."""


@route("/signs", "GET", "POST", file="list/index.html", way=2)
def signs_page(visit: Visit) -> Page:
    """Ask who it is about, then for one sign at a time; with "See my answer", answer."""
    account = read_account(visit)
    place = one(visit.fields, "region")
    values: dict[str, Any] = {**home_values(visit), **_start_values(visit, account)}
    values |= {"sign": None, "result": None}
    values["chosen"] = place or visit.site.country
    if account.about is None:
        return Page(template="signs.html", values=values)
    account = _with_words(visit, account)
    sign = None if _wants_answer(visit, account) else _next_sign(visit, account)
    values |= _question_values(visit, account, sign) if sign else _result(visit, account)
    values["carried"] += [("region", code) for code, _ in places(visit) if code == place]
    return Page(template="signs.html", values=values)


def _with_words(visit: Visit, account: SignsAccount) -> SignsAccount:
    """Put the signs that own words may mean first; the words themselves go no further."""
    words = one(visit.fields, "q")
    if not words:
        return account
    heard = hear(excerpt(words, visit.catalog.question_characters))
    signs = askable_signs(visit.catalog, account.observer, account.person)
    likely = tuple(sign.id for sign in signs_heard(signs, heard))
    return attrs.evolve(account, likely=likely)


def _wants_answer(visit: Visit, account: SignsAccount) -> bool:
    """Tell whether to answer now: on request, after a round, and at once for a sign of danger."""
    indicators = visit.catalog.indicators
    is_over = account.answered and len(account.shown) % _A_ROUND == 0
    is_asked_for = one(visit.fields, "step") == "answer"
    return is_asked_for or is_over or any(indicators[id].immediate_danger for id in account.news)


def _next_sign(visit: Visit, account: SignsAccount) -> Indicator | None:
    """Return the sign to ask about next; None if no further one would change the answer."""
    remaining = _remaining(visit, account)
    by_id: dict[str, Indicator] = {sign.id: sign for sign in remaining}
    first = next((by_id[id] for id in account.likely if id in by_id), None)
    if first:
        return first
    worth_asking = _worth_asking(visit, account, remaining)
    if worth_asking or account.answered:
        return worth_asking
    return next(iter(remaining), None)  # somebody goes on after an answer


def _worth_asking(
    visit: Visit, account: SignsAccount, remaining: Sequence[Indicator]
) -> Indicator | None:
    """Return the sign whose answer would say most.

    After a "no" it is about something else: a row of questions about threats would miss whoever is
    not paid. Signs of children wait until somebody says that it may be a child.
    """
    indicators = visit.catalog.indicators
    seen = account.signs(visit.catalog)
    closed = frozenset(concept_of(indicators[id]) for id in (*account.shown, *account.seen))
    known = seen, weigh_signs(seen, account.person), closed
    may_be_child = account.person is not Person.UNKNOWN
    signs = [sign for sign in remaining if may_be_child or sign.applies_to is not AppliesTo.CHILD]
    last = account.shown[-1:] if account.shown[-1:] != account.seen[-1:] else ()
    elements = {indicators[id].element for id in last}
    others = [sign for sign in signs if sign.element not in elements]
    ranked = (*next_questions(others, *known), *next_questions(signs, *known))
    return next(iter(ranked), None)


def _remaining(visit: Visit, account: SignsAccount) -> tuple[Indicator, ...]:
    """Return the signs that were not asked about, without those that mean the same as one."""
    indicators = visit.catalog.indicators
    closed = {concept_of(indicators[id]) for id in (*account.shown, *account.seen)}
    askable = askable_signs(visit.catalog, account.observer, account.person)
    listed = {sign.id: sign for sign in checklist_signs(askable)}
    likely = {sign.id: sign for sign in askable if sign.id in account.likely}
    signs = {**listed, **likely}.values()
    return tuple(sign for sign in signs if concept_of(sign) not in closed)


def _start_values(visit: Visit, account: SignsAccount) -> dict[str, Any]:
    texts = visit.texts
    ages = [(age.value, texts(f"signs.age_{age}")) for age in Person]
    works = [(role.value, texts(f"signs.work_{role}")) for role in AT_WORK]
    return {"about": account.about, "ages": ages, "works": works}


def _question_values(visit: Visit, account: SignsAccount, sign: Indicator) -> dict[str, Any]:
    """Return the values of one question, with no answer chosen."""
    texts, number = visit.texts, len(account.shown) + 1
    most = (len(account.shown) // _A_ROUND + 1) * _A_ROUND
    return {
        "sign": (sign.id, _wording(visit, account, sign)),
        "number": texts("signs.number", number=number, most=most),
        "fits": [(answer, texts(f"signs.fits_{answer}")) for answer in FITS],
        "has_earlier": bool(account.shown),
        "carried": account.fields(),
    }


def _wording(visit: Visit, account: SignsAccount, sign: Indicator) -> Markup:
    return visit.text(sign.wording(about_self=account.is_self).shown(visit.languages))


def _result(visit: Visit, account: SignsAccount) -> dict[str, Any]:
    """Return the answer; what follows from the signs is the heading of its page."""
    assessment = assess(
        visit.catalog,
        account.seen,
        not_observed=account.absent,
        when=dict.fromkeys(account.past, "past"),
        person=account.person,
        role=account.observer.value,
        region=visit.region,
        languages=visit.languages,
        at=visit.at,
    )
    dangers = {sign.id: sign for sign in account.signs(visit.catalog) if sign.immediate_danger}
    others_past = tuple(id for id in account.past if id not in dangers)
    blocks = assessment_blocks(assessment, has_summary=False)
    has_danger = isinstance(blocks[0], Danger)
    return {
        "danger": visit.html(blocks[:has_danger]),
        "heading": visit.text(assessment.summary),
        "result": visit.html(blocks[has_danger:]),
        "may_be_over": [(id, _wording(visit, account, sign)) for id, sign in dangers.items()],
        "past": account.past,
        "has_more": bool(_remaining(visit, account)),
        "has_earlier": bool(account.shown),
        "carried": attrs.evolve(account, past=others_past).fields(),
    }
