"""The first words of an answer to somebody who may need help.

Somebody who types "he has my passport" into a search box wants help, not a definition. Support
comes first; lines that only take reports, such as those of police and immigration, are no answer.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.help.answer import Help, HelpLine
from takeaction.engine.help.identity import trusts
from takeaction.engine.help.referral import find_referrals
from takeaction.engine.help.serving import matter
from takeaction.engine.reasons import say
from takeaction.models.action import Action
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import WORLD, Region
from takeaction.models.resource import Contact, Resource, written_address
from takeaction.models.text import ShownText, direction, isolated
from takeaction.vocabulary.closed_words import SPECIAL
from takeaction.vocabulary.contacts import PAGE_CHANNELS, Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import SUPPORT_PURPOSES, Purpose

_LINES_IN_PLACE, _LINES_ANYWHERE = 3, 1
"""The most lines before the records that have the words. Where the place is unknown, it is one:
most lines are of other places."""

_NEAR = 60
"""The score of a line, in per cent of the best of all records, from which on it is described."""


def help_first(  # noqa: PLR0913 - the words and the person
    catalog: Catalog,
    heard: Heard,
    scores: Mapping[str, int],
    *,
    named: Container[str],
    place: Region | None,
    languages: tuple[str, ...],
    at: datetime | None,
) -> tuple[Record, ...]:
    """Return the records to show first to somebody in need, best first.

    Args:
        catalog: The source of the records.
        heard: The likely meaning of their words. Lines for its first topic come first.
        scores: How well records match the words, by id, where these are so few that they may say
            which line is meant: in a place, a line that they describe comes first.
        named: The ids of the records whose name is in the words. Without a place, such a line for
            the topic comes first.
        place: The place of the person. None if unknown: then support of all places.
        languages: The languages of the texts.
        at: An aware moment, to list open helplines first.
    """
    topic = next(iter(heard.topics), NeedTopic.OTHER)
    if place is None:
        lines: Iterable[Resource] = _support_everywhere(catalog, topic, named)
        most = _LINES_ANYWHERE
    else:  # the emergency number has its own notice
        query = HelpQuery(place.code, topic=topic)
        referrals = find_referrals(catalog, query, languages=languages, at=at)
        support = (each.resource for each in referrals if _gives_support(each.resource))
        near = max(scores.values(), default=0) * _NEAR // 100
        lines = sorted(support, key=lambda line: -max(scores.get(line.id, 0), near))
        most = _LINES_IN_PLACE
    actions = (action for action in catalog.actions.values() if _is_for_oneself(action))
    best = sorted(actions, key=lambda action: (-scores.get(action.id, 0), action.id))
    distinct = dict.fromkeys(line.id for line in lines)
    return (*(catalog.resources[id] for id in islice(distinct, most)), *best[:1])


def _support_everywhere(
    catalog: Catalog, topic: NeedTopic, named: Container[str]
) -> list[Resource]:
    """Return the support of all places, a line for the topic that was named first.

    Helplines for children come last, unless the topic is theirs. National digits may reach
    somebody else in another country, so a resource with no other contact is left out.
    """
    resources = [
        resource
        for resource in catalog.reachable.values()
        if _gives_support(resource)
        and any(not contact.dial_region for contact in resource.contacts)
    ]
    known = catalog.once(trusts)
    wanted = matter(topic).purposes[0]

    def rank(resource: Resource) -> tuple[int | bool | str, ...]:
        is_wanted = wanted is not Purpose.SUPPORT and wanted in resource.purposes
        is_for_children = Purpose.CHILD in resource.purposes
        is_apart = resource.only_for is not None or (is_for_children and not is_wanted)
        is_apart = is_apart or not resource.for_whom.isdisjoint(SPECIAL)
        is_of_world = WORLD in resource.regions
        is_named = is_wanted and resource.id in named
        own = (not is_named, not is_of_world, is_apart, not is_wanted, -len(resource.purposes))
        return known[resource.id], *own, resource.id

    return sorted(resources, key=rank)


def _gives_support(resource: Resource) -> bool:
    is_reachable = resource.status is not Status.RETIRED and bool(resource.contacts)
    return is_reachable and not resource.purposes.isdisjoint(SUPPORT_PURPOSES)


def _is_for_oneself(action: Action) -> bool:
    """Whether an action is about getting help, not about reporting somebody else."""
    purposes = {slot.purpose for slot in action.finds}
    is_current = action.status is not Status.RETIRED
    return action.concern and is_current and Purpose.REPORT not in purposes


# The way to reach somebody in words, such as "text 233733 with the word HELP".


def how_to_use(contact: Contact, languages: Iterable[str], text_language: str = "en") -> ShownText:
    """Describe the way to use a contact, such as "call 911".

    Args:
        contact: The contact.
        languages: The languages of the words around the number, best first.
        text_language: The language of other text on the line. Where it or the words around the
            number run from right to left, marks keep the digits of the number in order.
    """
    language = first_language_of(languages)
    address = written_address(contact)
    marked_for = language if direction(language) == "rtl" else text_language
    words = say(f"by.{contact.channel}", language, {"target": isolated(address, marked_for)})
    if not contact.keyword:
        return words
    code = "label.press" if contact.channel is Channel.VOICE else "label.keyword"
    return say(code, language, {"words": words, "keyword": contact.keyword})


# The last line of an answer: a way to help, for a reader in need.


def closing_line(help_: Help, languages: Iterable[str]) -> ShownText:
    """Name the first helpline: who answers, and who it is for, come before its number.

    Returns:
        The emergency notice where there is no line.
    """
    if not help_:
        return help_.emergency.text
    wish, best = tuple(languages), help_[0]
    way = capitalised(how_to_use(best.contact, wish, best.text_language))
    parts = [f"{best.resource.name.pick(wish).text}.", best.who.words.text]
    if best.resource.only_for:
        text = best.resource.only_for.pick(wish).text.rstrip(".")
        parts.append(f"{say('label.only_for', language_of(wish), {'text': text})}.")
    line = " ".join([*parts, way])
    return say("label.help_line", first_language_of(wish), {"line": line})


def next_step(lines: Sequence[HelpLine]) -> ShownText | None:
    """Say what to do if nobody answers: another line, or another time.

    Returns:
        None where no line can be called. A line to which one can only write is a next one too; a
        page is none.
    """
    answered = [
        line
        for line in lines
        if any(
            way.contact.channel not in PAGE_CHANNELS and not way.resource.is_page
            for way in line.ways
        )
    ]
    if not any(way.contact.dial for line in answered for way in line.ways):
        return None
    code = "lines.next" if len(answered) > 1 else "lines.one"
    return say(code, first_language_of(answered[0].languages))


def capitalised(way: str) -> str:
    """Return a way to reach somebody as the beginning of a sentence; an address stays as it is."""
    first = way.split(" ", 1)[0]
    is_address = "@" in first or "/" in first
    return way if is_address else way[:1].upper() + way[1:]
