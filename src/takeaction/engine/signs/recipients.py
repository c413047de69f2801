"""Whom to turn to with what was seen: a few referrals for each step, for the place and the role."""

from collections.abc import Iterator
from datetime import datetime

from takeaction.catalog import Catalog
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.referral import find_help
from takeaction.engine.signs.steps import Situation
from takeaction.engine.signs.weighing import MINORS
from takeaction.models.question import HelpQuery
from takeaction.models.region import Region
from takeaction.vocabulary import Audience, Observer, Purpose

_MOST = 3
"""The most referrals for one purpose: more is a directory, and ``find_help`` gives that."""

_LAY = frozenset({Observer.BYSTANDER, Observer.EMPLOYER})


def whom_to_turn_to(
    catalog: Catalog,
    situation: Situation,
    place: Region,
    languages: tuple[str, ...],
    at: datetime | None,
) -> tuple[Referral, ...]:
    """Return referrals for the steps, in the order of the steps, each once.

    Lines for children stand there only where somebody may be a child. Who asks for themselves
    gets support, and lines to report to only where nothing else is known.
    """

    def referrals(purpose: Purpose) -> list[Referral]:
        query = HelpQuery(
            place.code,
            languages[0] if languages else None,
            purpose=purpose,
            audience=_audience(situation),
        )
        found = find_help(catalog, query, languages=languages, at=at)
        return [referral for referral in found if _is_for(referral, situation)][:_MOST]

    found = [referral for purpose in _purposes(situation) for referral in referrals(purpose)]
    if situation.own and all(map(is_emergency, found)):
        found += referrals(Purpose.REPORT)
    once: dict[tuple[str, str], Referral] = {}
    for referral in found:
        once.setdefault((referral.resource.id, referral.contact.id), referral)
    return tuple(once.values())


def is_emergency(referral: Referral) -> bool:
    """Tell whether a referral is the emergency number."""
    return Purpose.EMERGENCY in referral.resource.purposes


def is_helpline(referral: Referral) -> bool:
    """Tell whether a referral is one that helps; a line that only takes tips is none."""
    return not referral.resource.purposes.isdisjoint({Purpose.SUPPORT, Purpose.CHILD})


def _purposes(situation: Situation) -> Iterator[Purpose]:
    if situation.urgent:
        yield Purpose.EMERGENCY
    if situation.child or (situation.young and not situation.only_context):
        yield Purpose.CHILD
    if situation.own:
        yield Purpose.SUPPORT
    if situation.work:
        yield Purpose.LABOUR_RIGHTS
    if not situation.own and not situation.only_context:
        yield from (Purpose.REPORT, Purpose.SUPPORT)


def _is_for(referral: Referral, situation: Situation) -> bool:
    young = situation.young or situation.person in MINORS
    return young or Purpose.CHILD not in referral.resource.purposes


def _audience(situation: Situation) -> Audience:
    """Return who asks, to somebody who answers."""
    if situation.young or (situation.own and situation.person in MINORS):
        return Audience.CHILD
    if not situation.own:
        return Audience.BYSTANDER if situation.role in _LAY else Audience.PROFESSIONAL
    return Audience.WORKER if situation.work else Audience.SURVIVOR
