"""The pages with an answer: in one's own words, help, goods and places."""

from typing import Any

import attrs

from takeaction.engine.ask.ask import Reply, ask
from takeaction.engine.ask.slots import values as values_of
from takeaction.engine.hearing.hearing import language_of_text
from takeaction.engine.help.answer import HUMAN, MOST_LINES, Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.engine.search.search import excerpt
from takeaction.engine.shopping.destination import check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.errors import QueryError
from takeaction.models.question.queries import NOTHING, About, HelpQuery, PurchaseQuery
from takeaction.models.region import WORLD, find_region, place_label
from takeaction.views.actions import recommendations_blocks
from takeaction.views.blocks import Blocks, Line
from takeaction.views.goods import destination_blocks, purchase_blocks
from takeaction.views.help import (
    above,
    closing,
    danger,
    human_sentence,
    lines_blocks,
    notices,
)
from takeaction.views.records import found_blocks
from takeaction.views.reply import is_helped, most_lines
from takeaction.vocabulary.actions import Age
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import one
from takeaction.web.pages.home import countries, home_values, places
from takeaction.web.visit import Page, Place, Visit, route

_ANSWERED_BY = {"need": "help", "signs": "signs", "act": "actions", "purchase": "shop"}
"""The page for each answer to the question what somebody wants."""

_ASKING = ("reply.unknown", "reply.greeting")
"""The sentences for words that were not understood, or only greet: the heading of their page."""

_OFFERED = "help.parts"
"""The notice that a page says with a button for each part."""

_MATTERS = {
    "work": (NeedTopic.DOCUMENTS, NeedTopic.WAGES),
    "home": (NeedTopic.VIOLENCE_HOME,),
    "sex": (NeedTopic.SEXUAL_VIOLENCE, NeedTopic.PICTURE_SHARED),
    "child": (NeedTopic.CHILD_ABUSE,),
    "life": (NeedTopic.SUICIDE,),
    "marriage": (NeedTopic.FORCED_MARRIAGE,),
}
"""What somebody who says nothing may choose from: a few plain words, each for its matters."""

_PLACE = "reply.place"
"""The sentence that says a place back, which somebody may have to change."""


@route("/answer", "POST")
def answer_page(visit: Visit) -> Page:
    """Answer the question box: help first, where the words may be of somebody in need."""
    text = one(visit.fields, "q") or ""
    place = one(visit.fields, "region")
    wish = _wish(visit, text)
    reply = ask(visit.catalog, text, region=place, languages=wish, at=visit.at)
    visit = visit.in_languages(reply.languages)
    known = reply.help.chain[0]
    values = {
        **_help_values(visit, reply.help, in_sight=most_lines(reply)),
        **_messages(visit, reply),
        "is_need": is_helped(reply),
        "signs": [(sign.id, visit.text(sign.text.shown(reply.languages))) for sign in reply.signs],
        "seen": say("label.seen_signs", visit.texts.language),
        **_place_values(visit, known if known != WORLD else visit.site.country, reply.about),
        "known_place": next((code for code, _ in places(visit) if code == known), ""),
        **_question(visit, reply),
        "closing": visit.html([closing(reply.help, reply.closing)]),
        **_answers(visit, reply),
    }
    return Page(template="answer.html", values=values, visit=visit)


def _place_values(visit: Visit, chosen: str | None, about: About) -> dict[str, Any]:
    """Return the values of the forms that ask for the place, and hand on what is known.

    What travels in a form is ``about``: closed words and codes, and nothing that somebody typed.
    """
    known = about.as_text()
    place = chosen if chosen != WORLD else ""
    return {
        "places": places(visit),
        "chosen": place,
        "about": known,
        "kept": [("about", known), ("region", place or "")] if known else [],
    }


def _messages(visit: Visit, reply: Reply) -> dict[str, Any]:
    """Return the sentences above an answer; that nothing was understood is the heading."""
    asking = next((each.code for each in reply.messages if each.code in _ASKING), None)
    heading, question = None, reply.question
    if question and question.id == "where":
        heading = question.text
    elif asking:
        heading = say(asking, visit.first_language)
    human = [each for each in reply.messages if each.code.startswith(HUMAN)]
    messages = [each for each in reply.messages if each not in human and each.code not in _ASKING]
    return {
        "title": heading and visit.text(heading),
        "original": heading and visit.original(heading),
        "human": visit.html(map(human_sentence, human)),
        "messages": [(visit.sourced(each.text), each.code == _PLACE) for each in messages],
    }


def _wish(visit: Visit, text: str) -> tuple[str, ...]:
    """Return the languages to answer in: the one that was chosen, else that of the words."""
    if visit.chosen_language:
        return visit.languages
    language = language_of_text(excerpt(text, visit.catalog.question_characters))
    if language in (None, visit.languages[0].partition("-")[0]):
        return visit.languages
    return tuple(dict.fromkeys((language or "en", *visit.languages)))


def _question(visit: Visit, reply: Reply) -> dict[str, Any]:
    """Return the question back: a field to answer it, or a page for each of its answers."""
    question = reply.question
    if question is None:
        empty: dict[str, Any] = {"options": [], "choices": [], "carried": [], "countries": ()}
        return {"question": None, "asked": None, **empty}
    is_choice = question.id == "what"
    return {
        "question": visit.sourced(question.text) if is_choice else visit.text(question.text),
        "asked": question.id,
        "options": [
            (_ANSWERED_BY[id], visit.text(text)) for id, text in question.options if is_choice
        ],
        "choices": [
            (id.upper(), visit.text(text))
            for id, text in question.options
            if question.id == "where"
        ],
        "carried": _carried(reply),
        "countries": countries(visit),
    }


def _carried(reply: Reply) -> list[tuple[str, str]]:
    """Return what the words said of a person who wants to act, in the fields of that form."""
    place = reply.help.chain[0]
    return [
        *((("region", place),) if place != WORLD else ()),
        *(("role", str(role)) for role in values_of(reply.slots, "role")),
        *(("skill", str(skill)) for skill in values_of(reply.slots, "skills")),
        *((("age", Age.YOUTH.value),) if reply.writer_child else ()),
    ]


def _ideas(reply: Reply) -> Blocks:
    ideas, languages = reply.recommendations, reply.languages
    if ideas is None:
        return ()
    return recommendations_blocks(ideas, languages, has_danger=False, has_closing=False)


def _answers(visit: Visit, reply: Reply) -> dict[str, Any]:
    trip = destination_blocks(reply.destination) if reply.destination else ()
    if is_helped(reply):  # danger is above all
        trip = trip[1:]
    goods = purchase_blocks(reply.purchase, is_whole=False) if reply.purchase else ()
    return {
        "actions": visit.html(_ideas(reply)),
        "goods": visit.html(goods) if goods else None,
        "trip": visit.html(trip) if trip else None,
        "hits": visit.html(found_blocks(reply.hits, most_lines=0)) if reply.hits else None,
    }


@route("/help", "GET", "POST", file="place/index.html", way=1)
def help_page(visit: Visit) -> Page:
    """List the lines of a place, for a topic where one is named, or for all that is known.

    Raises:
        QueryError: A field has a value that no page of ours sends.
    """
    about = About.from_text("".join(visit.fields.get("about", ())))
    if home := one(visit.fields, "home"):
        about = attrs.evolve(about, home=home)
    topic = next((each for each in NeedTopic if each == one(visit.fields, "topic")), None)
    # Said at once or asked for the place afterwards is one question: its language is in *about*.
    language = None if about != NOTHING else visit.chosen_language
    query = HelpQuery(visit.region, topic=topic, language=language, about=about)
    help_ = find_help(visit.catalog, query, languages=visit.languages, at=visit.moment)
    code = help_.chain[0]
    chosen = code if "region" in visit.fields else visit.site.country
    values = {
        **_help_values(visit, help_),
        **_place_values(visit, chosen, about),
        "place": None if code == WORLD else region_name(visit),
        "matters": [] if topic or about != NOTHING or code == WORLD else _matters(visit),
    }
    return Page(template="help.html", values=values)


def _matters(visit: Visit) -> list[tuple[str, str]]:
    """Return what help can be about: the closed words that travel, and what a person reads."""
    return [
        (About(topics).as_text(), visit.texts(f"matter.{name}"))
        for name, topics in _MATTERS.items()
    ]


def _help_values(visit: Visit, help_: Help, *, in_sight: int = MOST_LINES) -> dict[str, Any]:
    """Return danger, the sentences below it, the lines and the notices of an answer, as HTML.

    Args:
        visit: The visit.
        help_: The help.
        in_sight: The lines in sight, from 1; the others open with a click.
    """
    is_live = visit.moment is not None
    blocks = lines_blocks(help_, most=in_sight, is_live=is_live)
    first = next((place for place, each in enumerate(blocks, 1) if isinstance(each, Line)), 0)
    return {
        "danger": visit.html([danger(help_.emergency)]),
        "human": visit.html(map(human_sentence, help_.human)),
        "first_line": visit.html([*above(help_, _OFFERED), *blocks[:first]]),
        "lines": visit.html(blocks[first:]),
        "notices": visit.html(notices(help_, _OFFERED, most=in_sight)),
        "parts": _parts(visit, help_),
        "which_part": visit.sourced(say("ask.part", visit.first_language)),
    }


def _parts(visit: Visit, help_: Help) -> list[Place]:
    """Return the parts of the place that have more lines, by name."""
    named = [(code, place_label(code).pick([visit.texts.language]).text) for code in help_.parts]
    return sorted(named, key=lambda place: fold(place[1]))


def region_name(visit: Visit) -> str:
    """Return the name of the place that the reader chose."""
    return place_label(find_region(visit.region).code).pick([visit.texts.language]).text


@route("/shop", "GET", "POST", file="goods.html", way=4)
def shop_page(visit: Visit) -> Page:
    """Ask for a good or a country; with an answer, list the known risks and the gaps."""
    good, country = one(visit.fields, "good"), one(visit.fields, "country")
    values = {**home_values(visit), "places": countries(visit), "problem": None}
    values |= {"goods": None, "trip": None}
    how: dict[str, Any] = {"languages": visit.languages, "at": visit.at}
    try:
        if good:
            advice = check_purchase(visit.catalog, PurchaseQuery([good]), **how)
            values["goods"] = visit.html(purchase_blocks(advice))
        if country:
            trip = check_destination(visit.catalog, country, **how)
            values["trip"] = visit.html(destination_blocks(trip))
    except QueryError as error:
        values["problem"] = error.text_in(visit.languages)
    return Page(template="shop.html", values=values, leaves=False)
