"""The pages with an answer: in one's own words, help, actions, goods and places, signs."""

from typing import Any

from takeaction.engine.ask.answer import HELPED, Reply
from takeaction.engine.ask.ask import ask
from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import say
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.assessment import assess
from takeaction.engine.signs.questions import askable_signs, checklist_signs
from takeaction.errors import QueryError
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.region import WORLD, region
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person
from takeaction.web.exchange.forms import one
from takeaction.web.pages.home import home_values, places
from takeaction.web.pages.lines import help_values, text_view, words_view, words_views
from takeaction.web.visit import Page, Visit

_ACTIONS = 5
_SIGNS = 60
_DIGITS = 7
"""The digits of the most minutes that a profile takes."""


def answer_page(visit: Visit) -> Page:
    """Answer the question box: help first, where the words may be of somebody in need."""
    text = one(visit.fields, "q") or ""
    place = one(visit.fields, "region")
    reply = ask(visit.catalog, text, region=place, languages=_wished(visit), at=visit.at)
    values = {
        **help_values(visit, reply.help),
        "messages": [text_view(message.text) for message in reply.messages],
        "is_need": reply.intent in HELPED or bool(reply.topics),
        "signs": words_views(sign.text.pick(reply.languages) for sign in reply.signs),
        "question": reply.question and text_view(reply.question.text),
        "options": [text for _, text in reply.question.options] if reply.question else [],
        "closing": text_view(reply.closing),
        **_answers(visit, reply),
    }
    return Page(template="answer.html", values=values)


def _wished(visit: Visit) -> tuple[str, ...] | None:
    """Return the languages that the reader chose; None lets the text decide."""
    return visit.languages if "language" in visit.fields else None


def _answers(visit: Visit, reply: Reply) -> dict[str, Any]:
    return {
        "actions": actions_view(visit, reply.recommendations) if reply.recommendations else None,
        "goods": goods_view(reply.purchase) if reply.purchase else None,
        "trip": trip_view(reply.destination) if reply.destination else None,
        "hits": [
            (str(hit.record.label.pick(reply.languages)), visit.link(f"record/{hit.record.id}"))
            for hit in reply.hits or ()
        ],
    }


def help_page(visit: Visit) -> Page:
    """List the lines of a place, for a topic where one is named."""
    topic = next((each for each in NeedTopic if each == one(visit.fields, "topic")), None)
    wished = _wished(visit)  # as on the command line, the first is also the one to be helped in
    query = HelpQuery(visit.region, topic=topic, language=wished[0] if wished else None)
    help_ = find_help(visit.catalog, query, languages=visit.languages, at=visit.at)
    name = None if visit.region == WORLD else region_name(visit)
    values = {**help_values(visit, help_), "place": name, "places": places(visit)}
    return Page(template="help.html", values={**values, "chosen": visit.region})


def region_name(visit: Visit) -> str:
    """Return the name of the place that the reader chose."""
    return region(visit.region).label.pick([visit.texts.language]).text


def actions_page(visit: Visit) -> Page:
    """Ask what somebody has and can do; with an answer, list what they can do."""
    minutes = one(visit.fields, "minutes")
    values = {**home_values(visit), "actions": None, "problem": None}
    if minutes is not None:
        try:
            values["actions"] = actions_view(visit, _recommended(visit, minutes))
        except QueryError as error:
            values["problem"] = error.text_in(visit.languages)
    return Page(template="actions.html", values=values, leaves=False)


def _recommended(visit: Visit, minutes: str) -> Recommendations:
    role = one(visit.fields, "role")
    is_number = minutes.isascii() and minutes.isdecimal() and len(minutes) <= _DIGITS
    profile = Profile(
        minutes=int(minutes) if is_number else 0,  # 0 is refused with its sentence
        roles=[role] if role else [],
        region=visit.region,
        languages=visit.languages,
    )
    return recommend(visit.catalog, profile, limit=_ACTIONS, at=visit.at)


def actions_view(visit: Visit, recommendations: Recommendations) -> list[dict[str, Any]]:
    """Return actions: one line why, how to keep safe, and all reasons for whoever opens them."""
    return [
        {
            "title": str(each.action.title.pick(each.languages)),
            "minutes": each.action.minutes.typical,
            "summary": words_view(each.action.summary.pick(each.languages)),
            "why": each.why.text,
            "safety": words_views(line.pick(each.languages) for line in each.action.safety),
            "reasons": [(reason.text, reason.points) for reason in each.reasons],
            "record": visit.link(f"record/{each.action.id}"),
        }
        for each in recommendations
    ]


def shop_page(visit: Visit) -> Page:
    """Ask for a good or a country; with an answer, say what is known and what is not."""
    good, country = one(visit.fields, "good"), one(visit.fields, "country")
    values = {**home_values(visit), "goods": None, "trip": None, "problem": None}
    how: dict[str, Any] = {"languages": visit.languages, "at": visit.at}
    try:
        if good:
            values["goods"] = goods_view(
                check_purchase(visit.catalog, PurchaseQuery([good]), **how)
            )
        if country:
            values["trip"] = trip_view(check_destination(visit.catalog, country, **how))
    except QueryError as error:
        values["problem"] = error.text_in(visit.languages)
    return Page(template="shop.html", values=values, leaves=False)


def goods_view(advice: PurchaseAdvice) -> dict[str, Any]:
    """Return listings, labels and shops of goods; never a verdict on a brand."""
    return {
        "risks": [str(risk) for risk in advice.risks],
        "notes": [str(note) for note in advice.notes],
        "labels": [(label.name, label.does_not_cover) for label in advice.labels],
        "shops": [
            (seller.name, seller.vendor.url) for seller in advice.vendors if not seller.closed
        ],
        "disclaimer": text_view(advice.disclaimer),
    }


def trip_view(advice: DestinationAdvice) -> dict[str, Any]:
    """Return the ratings of a government, which are no reason to stay away."""
    return {
        "ratings": [(str(each.rating.name), each.newest) for each in advice.ratings],
        "notes": [text_view(note) for note in advice.notes],
        "disclaimer": text_view(advice.disclaimer),
    }


def signs_page(visit: Visit) -> Page:
    """Show signs to tick, none of them ticked; with ticks, the level, help, and what to do."""
    about = one(visit.fields, "about")
    ticked = visit.fields.get("sign", ())
    values: dict[str, Any] = {**home_values(visit), "about": about, "signs": [], "result": None}
    if ticked:
        values |= _assessed(visit, ticked, about)
    elif about:
        values["signs"] = _signs(visit, about)
    return Page(template="signs.html", values=values)


def _signs(visit: Visit, about: str) -> list[tuple[str, str]]:
    observer = Observer.SELF if about == "self" else Observer.BYSTANDER
    signs = checklist_signs(askable_signs(visit.catalog, observer, Person.UNKNOWN))[:_SIGNS]
    is_self = observer is Observer.SELF
    return [
        (sign.id, str(sign.wording(about_self=is_self).pick(visit.languages))) for sign in signs
    ]


def _assessed(visit: Visit, ticked: tuple[str, ...], about: str | None) -> dict[str, Any]:
    known = [id for id in ticked if id in visit.catalog.indicators]
    role = "self" if about == "self" else "bystander"
    found = assess(
        visit.catalog, known, role=role, region=visit.region, languages=visit.languages, at=visit.at
    )
    help_ = Help(referrals=found.contacts, emergency=found.emergency, chain=())
    return {
        **help_values(visit, help_),
        "result": found.level.value,
        "level": say(f"level.{found.level}", visit.texts.language),
        "steps": [text_view(step.text) for step in found.steps if step.id != "call-emergency"],
        "reasons": [reason.text for reason in found.reasons],
        "disclaimer": text_view(found.disclaimer),
    }
