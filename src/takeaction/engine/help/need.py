"""Need: the records to show first to somebody who may need help.

Somebody who types "he has my passport" into a search box wants help, not a definition. Support
comes first; lines that only take reports, such as those of police and immigration, are no answer.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from takeaction.catalog.catalog import Catalog
from takeaction.engine.hearing.hearing import hear
from takeaction.engine.help.referral import find_referrals
from takeaction.models.action import Action
from takeaction.models.question import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import Region
from takeaction.models.resource import Resource
from takeaction.vocabulary.needs import TOPIC_PURPOSES, NeedTopic
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import SUPPORT_PURPOSES, Purpose


def is_need(parts: tuple[str, ...]) -> bool:
    """Tell whether somebody in need may have written this.

    Args:
        parts: The parts of their text that are read, as ``excerpt`` gives them.
    """
    return hear(parts).is_need


def help_first(
    catalog: Catalog,
    parts: tuple[str, ...],
    place: Region | None,
    *,
    languages: tuple[str, ...],
    at: datetime | None,
) -> tuple[Record, ...]:
    """Return the records to show first to somebody in need, best first.

    Args:
        catalog: The source of the records.
        parts: Their words, as for ``is_need``. Lines for the topic of these come first.
        place: The place of the person. None if unknown: then support of all places.
        languages: The languages of the texts.
        at: An aware moment, to list open helplines first.
    """
    topic = next(iter(hear(parts).topics), NeedTopic.OTHER)
    if place is None:
        resources: Iterable[Resource] = _support_everywhere(catalog, topic)
    else:
        resources = _support_in_place(catalog, place, topic, languages, at)
    actions = (action for action in catalog.actions.values() if _is_for_oneself(action))
    return tuple({record.id: record for record in (*resources, *actions)}.values())


def _support_in_place(
    catalog: Catalog,
    place: Region,
    topic: NeedTopic,
    languages: tuple[str, ...],
    at: datetime | None,
) -> Iterator[Resource]:
    """Yield the support of a place, best first; the emergency number has its own notice."""
    query = HelpQuery(place.code, topic=topic)
    for referral in find_referrals(catalog, query, languages=languages, at=at):
        if _gives_support(referral.resource):
            yield referral.resource


def _support_everywhere(catalog: Catalog, topic: NeedTopic) -> list[Resource]:
    """Return the support of all places, lines for the topic first.

    Helplines for children come last, unless the topic is theirs. National digits may reach
    somebody else in another country, so a resource with no other contact is left out.
    """
    resources = [
        resource
        for resource in catalog.reachable.values()
        if _gives_support(resource)
        and any(not contact.dial_region for contact in resource.contacts)
    ]
    wanted = TOPIC_PURPOSES[topic][0]

    def rank(resource: Resource) -> tuple[bool, bool, int, str]:
        is_wanted = wanted is not Purpose.SUPPORT and wanted in resource.purposes
        is_apart = _is_for_a_group(resource) and not is_wanted
        return not is_wanted, is_apart, -len(resource.purposes), resource.id

    return sorted(resources, key=rank)


def _is_for_a_group(resource: Resource) -> bool:
    """Tell whether a resource is for children, or only for some people."""
    return Purpose.CHILD in resource.purposes or resource.only_for is not None


def _gives_support(resource: Resource) -> bool:
    is_reachable = resource.status is not Status.RETIRED and bool(resource.contacts)
    return is_reachable and not resource.purposes.isdisjoint(SUPPORT_PURPOSES)


def _is_for_oneself(action: Action) -> bool:
    """Tell whether an action is about getting help, not about reporting somebody else."""
    purposes = {slot.purpose for slot in action.finds}
    is_current = action.status is not Status.RETIRED
    return action.concern and is_current and Purpose.REPORT not in purposes
