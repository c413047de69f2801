"""The pages with an answer: in one's own words, help, actions, goods and places, signs."""

from typing import Any

from takeaction.core_data import language_of
from takeaction.engine.ask.answer import HELPED, Reply
from takeaction.engine.ask.ask import ask
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.referral import find_help
from takeaction.engine.ranking.answer import Recommendation, Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import say
from takeaction.engine.shopping.destination import check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.assessment import assess
from takeaction.engine.signs.questions import askable_signs, checklist_signs
from takeaction.errors import QueryError
from takeaction.export.contact_lines import group_referrals
from takeaction.models.question import HelpQuery, Profile, PurchaseQuery
from takeaction.models.region import WORLD, find_region, place_label
from takeaction.vocabulary.actions import ConcernFor, ConcernWord
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Concern, Person
from takeaction.web.exchange.forms import one
from takeaction.web.pages.goods import goods_view, trip_view
from takeaction.web.pages.home import home_values, places
from takeaction.web.pages.lines import (
    closing_view,
    help_values,
    line_view,
    text_view,
    words_view,
    words_views,
)
from takeaction.web.visit import Page, Visit

_ACTIONS = 5
_SIGNS = 60
_PAGES = {
    "need": "help",
    "signs": "signs",
    "act": "actions",
    "purchase": "shop",
    "minutes": "actions",
    "goods": "shop",
    "destination": "shop",
}
"""The page that answers each option of a question back, and the question itself."""

_UNKNOWN = "reply.unknown"
"""The sentence for words that were not understood: the heading of their page."""

_WITH_A_CONCERN = 3
"""The most actions for somebody with a worry: they have enough to read."""

_DIGITS = 7
"""The digits of the most minutes that a profile takes."""


def answer_page(visit: Visit) -> Page:
    """Answer the question box: help first, where the words may be of somebody in need."""
    text = one(visit.fields, "q") or ""
    place = one(visit.fields, "region")
    reply = ask(visit.catalog, text, region=place, languages=_wished(visit), at=visit.at)
    is_unclear = reply.question is not None and reply.question.id == "what"
    values = {
        **help_values(visit, reply.help),
        "messages": [
            text_view(message.text)
            for message in reply.messages
            if message.code != _UNKNOWN or not is_unclear
        ],
        "is_need": reply.intent in HELPED or bool(reply.topics),
        "unclear": text_view(say(_UNKNOWN, visit.texts.language)) if is_unclear else None,
        "signs": words_views(sign.text.pick(reply.languages) for sign in reply.signs),
        "question": reply.question and text_view(reply.question.text),
        "options": _options(visit, reply),
        "closing": closing_view(reply.help, reply.closing),
        **_answers(visit, reply),
    }
    return Page(template="answer.html", values=values)


def _wished(visit: Visit) -> tuple[str, ...] | None:
    """Return the languages that the reader chose; None lets the text decide."""
    return visit.languages if "language" in visit.fields else None


def _answers(visit: Visit, reply: Reply) -> dict[str, Any]:
    return {
        "actions": actions_view(visit, reply.recommendations) if reply.recommendations else None,
        "goods": reply.purchase and goods_view(reply.purchase, language_of(reply.languages)),
        "trip": reply.destination and trip_view(visit, reply.destination),
        "hits": [
            (str(hit.record.label.pick(reply.languages)), visit.link(f"record/{hit.record.id}"))
            for hit in reply.hits or ()
        ],
    }


def _options(visit: Visit, reply: Reply) -> list[tuple[str, str]]:
    """Return the answers to a question back, each as the address of its page and a text."""
    question = reply.question
    if question is None:
        return []
    if not question.options:
        return [(visit.link(_PAGES.get(question.id, "")), visit.texts("home.button"))]
    return [(visit.link(_PAGES[id]), text.words.text) for id, text in question.options]


def help_page(visit: Visit) -> Page:
    """List the lines of a place, for a topic where one is named."""
    topic = next((each for each in NeedTopic if each == one(visit.fields, "topic")), None)
    query = HelpQuery(visit.region, topic=topic)
    help_ = find_help(visit.catalog, query, languages=visit.languages, at=visit.at)
    name = None if visit.region == WORLD else region_name(visit)
    values = {**help_values(visit, help_), "place": name, "places": places(visit)}
    return Page(template="help.html", values={**values, "chosen": visit.region})


def region_name(visit: Visit) -> str:
    """Return the name of the place that the reader chose."""
    code = find_region(visit.region).code
    return place_label(code).pick([visit.texts.language]).text


def actions_page(visit: Visit) -> Page:
    """Ask what somebody has and can do; with an answer, list what they can do.

    Somebody with a worry gets quick exit and the danger line too, and fewer actions.
    """
    minutes, concern = one(visit.fields, "minutes"), _concern(visit)
    values = {**home_values(visit), "actions": None, "problem": None, "is_concern": bool(concern)}
    if minutes is not None:
        try:
            values["actions"] = actions_view(visit, _recommended(visit, minutes, concern))
        except QueryError as error:
            values["problem"] = error.text_in(visit.languages)
    return Page(template="actions.html", values=values, leaves=bool(concern))


def _concern(visit: Visit) -> ConcernWord:
    written = one(visit.fields, "concern")
    return next((each for each in ConcernFor if each == written), False)


def _recommended(visit: Visit, minutes: str, concern: ConcernWord) -> Recommendations:
    role = one(visit.fields, "role")
    is_number = minutes.isascii() and minutes.isdecimal() and len(minutes) <= _DIGITS
    profile = Profile(
        minutes=int(minutes) if is_number else 0,  # 0 is refused with its sentence
        roles=[role] if role else [],
        region=visit.region,
        languages=visit.languages,
        concern=concern,
    )
    limit = _WITH_A_CONCERN if concern else _ACTIONS
    return recommend(visit.catalog, profile, limit=limit, at=visit.at)


def actions_view(visit: Visit, recommendations: Recommendations) -> list[dict[str, Any]]:
    """Return actions: one line why, how to keep safe, and all reasons for whoever opens them."""
    return [
        {
            "title": words_view(each.action.title.pick(each.languages)),
            "minutes": each.action.minutes.typical,
            "summary": words_view(each.action.summary.pick(each.languages)),
            "why": each.why.text,
            "safety": words_views(line.pick(each.languages) for line in each.action.safety),
            "lines": [line_view(visit, group) for group in _contacts(each)],
            "reasons": [(reason.text, f"{reason.points:,}") for reason in each.reasons],
            "score": f"{each.score:,}",
            "record": visit.link(f"record/{each.action.id}"),
        }
        for each in recommendations
    ]


def _contacts(recommendation: Recommendation) -> list[list[Referral]]:
    """Return the lines that an action asks for, each once."""
    return group_referrals(
        filled.referral for filled in recommendation.finds if filled.referral is not None
    )


def shop_page(visit: Visit) -> Page:
    """Ask for a good or a country; with an answer, say what is known and what is not."""
    good, country = one(visit.fields, "good"), one(visit.fields, "country")
    values = {**home_values(visit), "goods": None, "trip": None, "problem": None}
    how: dict[str, Any] = {"languages": visit.languages, "at": visit.at}
    try:
        if good:
            advice = check_purchase(visit.catalog, PurchaseQuery([good]), **how)
            values["goods"] = goods_view(advice, visit.texts.language)
        if country:
            values["trip"] = trip_view(visit, check_destination(visit.catalog, country, **how))
    except QueryError as error:
        values["problem"] = error.text_in(visit.languages)
    return Page(template="shop.html", values=values, leaves=False)


def signs_page(visit: Visit) -> Page:
    """Show signs to tick, none of them ticked; with ticks, the level, help, and what to do."""
    about = one(visit.fields, "about")
    ticked = visit.fields.get("sign", ())
    values: dict[str, Any] = {
        **home_values(visit),
        "about": about,
        "groups": _signs(visit, about) if about and not ticked else [],
        "is_blank": "region" in visit.fields and not ticked,
        "result": None,
    }
    if ticked:
        values |= _assessed(visit, ticked, about)
    return Page(template="signs.html", values=values)


def _signs(visit: Visit, about: str) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Return the signs to tick, in groups of what they are about."""
    observer = Observer.SELF if about == "self" else Observer.BYSTANDER
    signs = checklist_signs(askable_signs(visit.catalog, observer, Person.UNKNOWN))[:_SIGNS]
    is_self = observer is Observer.SELF
    groups: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for sign in signs:
        view = words_view(sign.wording(about_self=is_self).pick(visit.languages))
        groups.setdefault(f"signs.{sign.element}", []).append((sign.id, view))
    return list(groups.items())


def _assessed(visit: Visit, ticked: tuple[str, ...], about: str | None) -> dict[str, Any]:
    known = [id for id in ticked if id in visit.catalog.indicators]
    role = "self" if about == "self" else "bystander"
    found = assess(
        visit.catalog, known, role=role, region=visit.region, languages=visit.languages, at=visit.at
    )
    help_ = Help(referrals=found.contacts, emergency=found.emergency, chain=())
    level, _, advice = say(f"level.{found.level}", visit.texts.language).partition(". ")
    is_unsure = found.level is Concern.NOT_ENOUGH_INFORMATION
    steps = [step for step in found.steps if step.id != "call-emergency"]
    return {
        **help_values(visit, help_),
        "result": found.level.value,
        "level": None if is_unsure else level,
        "advice": f"{level}." if is_unsure else advice.rstrip("."),
        "doubt": advice if is_unsure else None,
        "steps": [(text_view(step.text), step.id.startswith("call-hotline")) for step in steps],
        "has_call": any(step.id.startswith("call-hotline") for step in steps),
        "reasons": words_views(reason.text.words for reason in found.reasons),
        "disclaimer": text_view(found.disclaimer),
    }
