"""The checklist of signs: one question at a time, left whenever somebody likes, then an answer.

First who it is about, and their own words if they have some: the signs that these may mean come
first. Then the sign whose answer would say most. Nothing is kept and nothing is in an address:
the answers travel on in the form.
"""

from collections.abc import Sequence
from typing import Any

import attrs

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
from takeaction.views.signs import assessment_blocks
from takeaction.vocabulary.signs import AppliesTo, Person
from takeaction.web.exchange import one
from takeaction.web.pages.account import AT_WORK, FITS, SignsAccount, read_account
from takeaction.web.pages.home import home_values, places
from takeaction.web.pages.lines import text_view, words_view
from takeaction.web.visit import Page, Visit, route

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


def _wording(visit: Visit, account: SignsAccount, sign: Indicator) -> dict[str, Any]:
    return words_view(sign.wording(about_self=account.is_self).pick(visit.languages))


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
        "heading": text_view(assessment.summary),
        "result": visit.html(blocks[has_danger:]),
        "may_be_over": [(id, _wording(visit, account, sign)) for id, sign in dangers.items()],
        "past": account.past,
        "has_more": bool(_remaining(visit, account)),
        "has_earlier": bool(account.shown),
        "carried": attrs.evolve(account, past=others_past).fields(),
    }
