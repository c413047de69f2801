"""Words of somebody in need, and what answers them first.

Who types "he has my passport" into a search box looks for help, not for a definition. What comes
first is support; lines that only take reports, such as those of police and immigration, are no
answer to it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.engine.help.referral import find_referrals
from takeaction.models.action import Action
from takeaction.models.question import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import Region
from takeaction.models.resource import Resource
from takeaction.vocabulary import Purpose, Status, fold

_SUPPORT = frozenset({Purpose.SUPPORT, Purpose.CHILD, Purpose.LABOUR_RIGHTS, Purpose.LEGAL})


def is_need(text: str) -> bool:
    """Tell whether somebody in need may have written this."""
    phrases = (phrase for each in read("need")["phrases"].values() for phrase in each)
    return _is_about_life(text) or _has(text, phrases)


def _is_about_life(text: str) -> bool:
    return _has(text, read("need")["life"]["phrases"])


def _has(text: str, phrases: Iterable[str]) -> bool:
    asked = f" {fold(text)} "
    return any(f" {phrase} " in asked for phrase in phrases)


def help_first(
    catalog: Catalog,
    text: str,
    place: Region | None,
    *,
    languages: tuple[str, ...],
    at: datetime | None,
) -> tuple[Record, ...]:
    """Return what somebody in need should see first, in order.

    Args:
        catalog: Where it comes from.
        text: Their words. Where they are about ending their life, lines for that come right
            after what to call in danger.
        place: Where the person is; None if that is not said: then support of all places is
            given, and no emergency number, since that of another country helps nobody.
        languages: What texts are shown in.
        at: An aware moment, to put first who is open.
    """
    found: Iterable[Resource] = _everywhere(catalog)
    if place is not None:
        found = _in_place(catalog, place, languages, at)
    if _is_about_life(text):
        found = sorted(found, key=_how_far_from_life)
    own = (action for action in catalog.actions.values() if _is_for_oneself(action))
    return tuple({record.id: record for record in (*found, *own)}.values())


def _how_far_from_life(line: Resource) -> int:
    """Return 0 for what to call in danger, 1 for a line for somebody who may end their life, 2."""
    if Purpose.EMERGENCY in line.purposes:
        return 0
    says = f"{line.name} {line.summary or ''}"
    return 1 if _has(says, read("need")["life"]["lines"]) else 2


def _in_place(
    catalog: Catalog, place: Region, languages: tuple[str, ...], at: datetime | None
) -> Iterator[Resource]:
    for purpose in (Purpose.EMERGENCY, None):
        query = HelpQuery(place.code, purpose=purpose)
        for referral in find_referrals(catalog, query, languages=languages, at=at):
            if purpose or _gives_support(referral.resource):
                yield referral.resource


def _everywhere(catalog: Catalog) -> list[Resource]:
    """Return what gives support in any place; those for children last, since nobody has said so.

    Digits that work inside one country reach somebody else in another: they are left out.
    """
    lines = filter(_gives_support, catalog.reachable.values())
    found = [each for each in lines if any(not way.dial_region for way in each.contacts)]
    return sorted(found, key=lambda each: (_is_for_some(each), -len(each.purposes), each.id))


def _is_for_some(resource: Resource) -> bool:
    return Purpose.CHILD in resource.purposes or resource.only_for is not None


def _gives_support(resource: Resource) -> bool:
    there = resource.status is not Status.RETIRED and bool(resource.contacts)
    return there and not resource.purposes.isdisjoint(_SUPPORT)


def _is_for_oneself(action: Action) -> bool:
    """Tell whether an action is about getting help, not about reporting somebody else."""
    purposes = {slot.purpose for slot in action.finds}
    there = action.status is not Status.RETIRED
    return action.concern and there and Purpose.REPORT not in purposes
