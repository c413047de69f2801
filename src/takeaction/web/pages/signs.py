"""The checklist of signs: a few at a time, left whenever somebody likes, and then an answer.

First who it is about, and their own words if they have some: the signs that these may mean come
first, none of them ticked. Nothing is kept and nothing is in an address: what was ticked
travels on in the form.
"""

from collections.abc import Iterable
from typing import Any

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.engine.ask.likely_signs import signs_heard
from takeaction.engine.hearing.hearing import hear
from takeaction.engine.help.answer import Help
from takeaction.engine.reasons import say
from takeaction.engine.search.excerpt import excerpt
from takeaction.engine.signs.answer import Assessment
from takeaction.engine.signs.assessment import assess
from takeaction.engine.signs.questions import askable_signs, checklist_signs, concept_of
from takeaction.models.indicator import Indicator
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Concern, Person
from takeaction.web.exchange.forms import joined_ids, one
from takeaction.web.pages.home import home_values
from takeaction.web.pages.lines import help_values, plain_view, text_view, words_view
from takeaction.web.visit import Page, Visit

_SIGNS_A_PAGE = 6
"""Six signs and their buttons are a phone's screen and a half."""

_AT_WORK = tuple(role for role in Observer if role not in (Observer.SELF, Observer.BYSTANDER))
_EMERGENCY = "call-emergency"
"""The step that is left out of the list: the danger line says the same."""

_NO_SIGN = "that-is-not-a-sign"
"""The first step of an answer that starts with it: no danger line is above it."""


@attrs.frozen(kw_only=True, repr=False)
class _Account:
    """The account of one person so far.

    Attributes:
        about: ``self`` or ``other``; None if they were not asked yet.
        observer: Who they are to the person it is about.
        person: The age of the person.
        seen: The ids of the signs that they ticked.
        past: Those of them that are over.
        shown: The ids of the signs that they were asked about.
    """

    about: str | None
    observer: Observer
    person: Person
    seen: tuple[str, ...]
    past: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def is_self(self) -> bool:
        """Whether they ask about themselves."""
        return self.observer is Observer.SELF


def signs_page(visit: Visit) -> Page:
    """Ask who it is about, then for signs a few at a time; with "See my answer", answer."""
    account = _account(visit)
    values: dict[str, Any] = {**home_values(visit), **_start_values(visit, account)}
    values |= {"signs": [], "result": None, "is_no_sign": False}
    place = one(visit.fields, "region")
    values["chosen"] = place or visit.site.country
    if account.about is None:
        return Page(template="signs.html", values=values)
    signs = () if _wants_answer(visit, account) else _next_signs(visit, account)
    if signs:
        values |= _list_values(visit, account, signs)
    else:
        values |= _result(visit, account)
    return Page(template="signs.html", values=values)


def _account(visit: Visit) -> _Account:
    """Read the form; what no page of ours sends is left out."""
    fields, known = visit.fields, visit.catalog.indicators
    about = one(fields, "about")
    about = about if about in ("self", "other") else None
    at_work = next((role for role in _AT_WORK if role == one(fields, "work")), None)
    person = next((age for age in Person if age == one(fields, "age")), Person.UNKNOWN)
    ticked = (*joined_ids(fields.get("seen", ())), *fields.get("sign", ()))
    seen = tuple(id for id in dict.fromkeys(ticked) if id in known)
    return _Account(
        about=about,
        observer=Observer.SELF if about == "self" else at_work or Observer.BYSTANDER,
        person=person,
        seen=seen,
        past=tuple(id for id in fields.get("past", ()) if id in seen),
        shown=tuple(id for id in joined_ids(fields.get("shown", ())) if id in known),
    )


def _wants_answer(visit: Visit, account: _Account) -> bool:
    """Tell whether to answer now: on request, and as soon as a sign of danger is ticked."""
    indicators = visit.catalog.indicators
    if one(visit.fields, "step") == "answer":
        return True
    news = (id for id in visit.fields.get("sign", ()) if id in indicators)
    return any(indicators[id].immediate_danger and id not in account.past for id in news)


def _next_signs(visit: Visit, account: _Account) -> tuple[Indicator, ...]:
    """Return the signs to ask about: first those that own words may mean, then the next."""
    remaining = _remaining(visit.catalog, account)
    words = one(visit.fields, "q")
    heard = hear(excerpt(words, visit.catalog.question_characters)) if words else None
    likely = signs_heard(remaining, heard) if heard else ()
    few = max(_SIGNS_A_PAGE, len(likely))
    return (*likely, *(sign for sign in remaining if sign not in likely))[:few]


def _remaining(catalog: Catalog, account: _Account) -> tuple[Indicator, ...]:
    """Return the signs that were not asked about, without those that repeat a ticked one."""
    ticked = {concept_of(catalog.indicators[id]) for id in account.seen}
    signs = checklist_signs(askable_signs(catalog, account.observer, account.person))
    return tuple(
        sign for sign in signs if sign.id not in account.shown and concept_of(sign) not in ticked
    )


def _start_values(visit: Visit, account: _Account) -> dict[str, Any]:
    texts = visit.texts
    ages = [(age.value, texts(f"signs.age_{age}")) for age in Person]
    works = [(role.value, texts(f"signs.work_{role}")) for role in _AT_WORK]
    return {"about": account.about, "ages": ages, "works": works}


def _carried(visit: Visit, account: _Account, shown: Iterable[str]) -> list[tuple[str, str]]:
    """Return the fields that travel on; each is one of our own words."""
    place = one(visit.fields, "region")
    fields = {
        "about": account.about,
        "work": account.observer.value if account.observer in _AT_WORK else None,
        "age": account.person.value,
        "seen": " ".join(account.seen),
        "shown": " ".join(shown),
        "region": next((code for code, _ in home_values(visit)["places"] if code == place), None),
    }
    return [(name, value) for name, value in fields.items() if value]


def _list_values(visit: Visit, account: _Account, signs: tuple[Indicator, ...]) -> dict[str, Any]:
    """Return the values of a page of signs, none of which is ticked."""
    shown = dict.fromkeys((*account.shown, *(sign.id for sign in signs)))
    later = len(_remaining(visit.catalog, account)) - len(signs)
    past = [("past", id) for id in account.past]
    return {
        "signs": [(sign.id, _wording(visit, account, sign)) for sign in signs],
        "is_first": not account.shown,
        "later": later,
        "carried": [*_carried(visit, account, shown), *past],
    }


def _wording(visit: Visit, account: _Account, sign: Indicator) -> dict[str, Any]:
    return words_view(sign.wording(about_self=account.is_self).pick(visit.languages))


def _result(visit: Visit, account: _Account) -> dict[str, Any]:
    """Return the answer: the advice, help, the steps, and the reasons to open."""
    assessment = assess(
        visit.catalog,
        account.seen,
        when=dict.fromkeys(account.past, "past"),
        person=account.person,
        role=account.observer.value,
        region=visit.region,
        languages=visit.languages,
        at=visit.at,
    )
    help_ = Help(referrals=assessment.contacts, emergency=assessment.emergency, chain=())
    may_be_over = [
        (id, _wording(visit, account, visit.catalog.indicators[id]))
        for id in account.seen
        if visit.catalog.indicators[id].immediate_danger
    ]
    return {
        **help_values(visit, help_, in_sight=1),
        "result": assessment.level.value,
        "is_no_sign": assessment.steps[0].id == _NO_SIGN,
        **_headings(assessment),
        "bill": _bill(assessment),
        "steps": [text_view(step.text) for step in assessment.steps if step.id != _EMERGENCY],
        "reasons": [text_view(reason.text) for reason in assessment.reasons],
        "set_aside": [(text_view(sign.text), text_view(sign.why)) for sign in assessment.set_aside],
        "caveats": [text_view(caveat.text) for caveat in assessment.caveats],
        "questions": []
        if assessment.urgent
        else [text_view(q.text) for q in assessment.next_questions],
        "other_help": assessment.other_help and text_view(assessment.other_help),
        "disclaimer": text_view(assessment.disclaimer),
        "may_be_over": may_be_over,
        "past": account.past,
        "has_more": bool(_remaining(visit.catalog, account)),
        "carried": _carried(visit, account, account.shown),
    }


def _headings(assessment: Assessment) -> dict[str, Any]:
    """Return what follows from the level as the heading, and the level as a quiet line above it.

    Where nobody can tell, that is the heading, and the doubt is a line below it.
    """
    text = say(f"level.{assessment.level}", assessment.language)
    level, _, advice = text.words.text.rstrip(".").partition(". ")
    first, second = (plain_view(part, assessment.language) for part in (level, advice))
    if assessment.level is Concern.NOT_ENOUGH_INFORMATION:
        return {"level": None, "heading": first, "doubt": second}
    return {"level": first, "heading": second, "doubt": None}


def _bill(assessment: Assessment) -> dict[str, Any] | None:
    """Say that a call may show on a bill, where one of the lines may."""
    is_on_bill = any(referral.may_show_on_bill for referral in assessment.contacts)
    return text_view(say("label.bill", assessment.language)) if is_on_bill else None
