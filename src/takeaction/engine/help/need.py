"""Need: the records to show first to somebody who may need help.

Somebody who types "he has my passport" into a search box wants help, not a definition. Support
comes first; lines that only take reports, such as those of police and immigration, are no answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from takeaction.catalog import Catalog
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.help.matters import matter
from takeaction.engine.help.referral import find_referrals
from takeaction.models.action import Action
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import WORLD, Region
from takeaction.models.resource import Resource
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import SUPPORT_PURPOSES, Purpose

_LINES_IN_PLACE, _LINES_ANYWHERE = 3, 1
"""The most lines before the records that have the words. Where the place is unknown, it is one:
most lines are of other places."""

_NEAR = 60
"""The score of a line, in per cent of the best of all records, from which on it may be meant."""


class HelpSeeker(NamedTuple):
    """Whoever needs help.

    Attributes:
        place: The place of the person. None if unknown: then support of all places.
        languages: The languages of the texts.
        at: An aware moment, to list open helplines first.
    """

    place: Region | None
    languages: tuple[str, ...]
    at: datetime | None


def help_first(
    catalog: Catalog, heard: Heard, seeker: HelpSeeker, scores: Mapping[str, int]
) -> tuple[Record, ...]:
    """Return the records to show first to somebody in need, best first.

    Args:
        catalog: The source of the records.
        heard: The likely meaning of their words. Lines for its first topic come first.
        seeker: Whoever needs help.
        scores: How well records match the words, by id. Without a place, a line for the topic
            that the words name comes first.
    """
    topic = next(iter(heard.topics), NeedTopic.OTHER)
    if seeker.place is None:
        lines: Iterable[Resource] = _support_everywhere(catalog, topic, scores)
        most = _LINES_ANYWHERE
    else:
        lines = _support_in_place(catalog, seeker.place, topic, seeker)
        most = _LINES_IN_PLACE
    actions = (action for action in catalog.actions.values() if _is_for_oneself(action))
    best = sorted(actions, key=lambda action: (-scores.get(action.id, 0), action.id))
    distinct = dict.fromkeys(line.id for line in lines)
    return (*(catalog.resources[id] for id in islice(distinct, most)), *best[:1])


def _support_in_place(
    catalog: Catalog, place: Region, topic: NeedTopic, seeker: HelpSeeker
) -> Iterator[Resource]:
    """Yield the support of a place, best first; the emergency number has its own notice."""
    query = HelpQuery(place.code, topic=topic)
    for referral in find_referrals(catalog, query, languages=seeker.languages, at=seeker.at):
        if _gives_support(referral.resource):
            yield referral.resource


def _support_everywhere(
    catalog: Catalog, topic: NeedTopic, scores: Mapping[str, int]
) -> list[Resource]:
    """Return the support of all places, lines for the topic first, best matches first.

    Helplines for children come last, unless the topic is theirs. National digits may reach
    somebody else in another country, so a resource with no other contact is left out.
    """
    resources = [
        resource
        for resource in catalog.reachable.values()
        if _gives_support(resource)
        and any(not contact.dial_region for contact in resource.contacts)
    ]
    wanted = matter(topic).purposes[0]
    near = max(scores.values(), default=0) * _NEAR // 100

    def rank(resource: Resource) -> tuple[int, bool, bool, bool, int, str]:
        score = scores.get(resource.id, 0)
        is_wanted = wanted is not Purpose.SUPPORT and wanted in resource.purposes
        is_apart = resource.only_for is not None or (_is_for_children(resource) and not is_wanted)
        is_of_world = WORLD in resource.regions
        named = -score if is_wanted and 0 < near <= score else 0
        return named, not is_of_world, not is_wanted, is_apart, -len(resource.purposes), resource.id

    return sorted(resources, key=rank)


def _is_for_children(resource: Resource) -> bool:
    return Purpose.CHILD in resource.purposes


def _gives_support(resource: Resource) -> bool:
    is_reachable = resource.status is not Status.RETIRED and bool(resource.contacts)
    return is_reachable and not resource.purposes.isdisjoint(SUPPORT_PURPOSES)


def _is_for_oneself(action: Action) -> bool:
    """Tell whether an action is about getting help, not about reporting somebody else."""
    purposes = {slot.purpose for slot in action.finds}
    is_current = action.status is not Status.RETIRED
    return action.concern and is_current and Purpose.REPORT not in purposes
