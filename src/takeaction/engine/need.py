"""Need: the words of somebody who needs help, and the records to show them first.

Somebody who types "he has my passport" into a search box wants help, not a definition. Support
comes first; lines that only take reports, such as those of police and immigration, are no answer.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import read
from takeaction.engine.help.referral import find_referrals
from takeaction.models.action import Action
from takeaction.models.question import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import Region
from takeaction.models.resource import Resource
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import SUPPORT_PURPOSES, Purpose
from takeaction.vocabulary.words import fold


def is_need(parts: tuple[str, ...]) -> bool:
    """Tell whether somebody in need may have written this.

    Args:
        parts: The parts of their text that are read, as ``excerpt`` gives them.
    """
    need = read("need")
    phrases = (*need["life"]["phrases"], *chain(*need["phrases"].values()))
    return any(_has_any(part, phrases) for part in parts)


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
        parts: Their words, as for ``is_need``. If these are about ending their life, lines for
            that come first.
        place: The place of the person. None if unknown: then support of all places.
        languages: The languages of the texts.
        at: An aware moment, to list open helplines first.
    """
    resources: Iterable[Resource] = _support_everywhere(catalog)
    if place is not None:
        resources = _support_in_place(catalog, place, languages, at)
    if any(map(_is_about_suicide, parts)):
        resources = sorted(resources, key=_suicide_rank)
    actions = (action for action in catalog.actions.values() if _is_for_oneself(action))
    return tuple({record.id: record for record in (*resources, *actions)}.values())


def _is_about_suicide(text: str) -> bool:
    return _has_any(text, read("need")["life"]["phrases"])


def _has_any(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text contains one of the phrases, as whole words."""
    folded = f" {fold(text)} "
    return any(f" {phrase} " in folded for phrase in phrases)


def _suicide_rank(resource: Resource) -> int:
    """Return 0 for a line about suicide or a crisis, 1 for others."""
    description = f"{resource.name} {resource.summary or ''}"
    return 0 if _has_any(description, read("need")["life"]["lines"]) else 1


def _support_in_place(
    catalog: Catalog, place: Region, languages: tuple[str, ...], at: datetime | None
) -> Iterator[Resource]:
    """Yield the support of a place, best first; the emergency number has its own notice."""
    for referral in find_referrals(catalog, HelpQuery(place.code), languages=languages, at=at):
        if _gives_support(referral.resource):
            yield referral.resource


def _support_everywhere(catalog: Catalog) -> list[Resource]:
    """Return the support of all places; helplines for children last, since nobody named a child.

    National digits may reach somebody else in another country, so a resource with no other
    contact is left out.
    """
    resources = [
        resource
        for resource in catalog.reachable.values()
        if _gives_support(resource)
        and any(not contact.dial_region for contact in resource.contacts)
    ]
    return sorted(
        resources,
        key=lambda resource: (_is_for_a_group(resource), -len(resource.purposes), resource.id),
    )


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
