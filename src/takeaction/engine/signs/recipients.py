"""Recipients: a few referrals for each step, by place and role, for the people who saw a sign."""

from collections.abc import Iterator
from datetime import datetime

from takeaction.catalog.catalog import Catalog
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.referral import find_help
from takeaction.engine.signs.steps import Situation
from takeaction.models.question import HelpQuery, spoken_language
from takeaction.models.region import Region
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.signs import MINORS

_MOST_PER_PURPOSE = 3
"""The most referrals for one purpose: a longer list is a directory, which ``find_help`` gives."""

_BYSTANDERS = frozenset({Observer.BYSTANDER, Observer.EMPLOYER})
"""Observers who call a helpline as bystanders; all other witnesses call as professionals."""


def find_recipients(
    catalog: Catalog,
    situation: Situation,
    place: Region,
    languages: tuple[str, ...],
    at: datetime | None,
) -> tuple[Referral, ...]:
    """Find the referrals for the steps, in the order of the steps, each once.

    Helplines for children are listed only where somebody may be a child. A person who asks for
    themselves gets support, and lines that take reports only where nothing else is known.
    """

    def find(purpose: Purpose) -> list[Referral]:
        query = HelpQuery(
            place.code,
            spoken_language(languages),
            purpose=purpose,
            audience=_audience(situation),
        )
        answer = find_help(catalog, query, languages=languages, at=at)
        return [referral for referral in answer if _suits(referral, situation)][:_MOST_PER_PURPOSE]

    referrals = [referral for purpose in _purposes(situation) for referral in find(purpose)]
    if situation.asks_for_self and not referrals:
        referrals += find(Purpose.REPORT)
    unique: dict[tuple[str, str], Referral] = {}
    for referral in referrals:
        unique.setdefault((referral.resource.id, referral.contact.id), referral)
    return tuple(unique.values())


def is_helpline(referral: Referral) -> bool:
    """Tell whether a referral gives help; a line that only takes tips is no helpline."""
    return not referral.resource.purposes.isdisjoint({Purpose.SUPPORT, Purpose.CHILD})


def _purposes(situation: Situation) -> Iterator[Purpose]:
    """Yield the purposes of the referrals, in the order of the steps."""
    if situation.is_child_concern or (situation.is_young and not situation.only_context):
        yield Purpose.CHILD
    if situation.asks_for_self:
        yield Purpose.SUPPORT
    if situation.may_be_labour_rights:
        yield Purpose.LABOUR_RIGHTS
    if not situation.asks_for_self and not situation.only_context:
        yield from (Purpose.REPORT, Purpose.SUPPORT)


def _suits(referral: Referral, situation: Situation) -> bool:
    """Tell whether a referral suits: one for children does only if a child may be concerned."""
    may_be_child = situation.is_young or situation.person in MINORS
    return may_be_child or Purpose.CHILD not in referral.resource.purposes


def _audience(situation: Situation) -> Audience:
    """Return the audience of the person who asks, as a helpline sees them."""
    if situation.is_young or (situation.asks_for_self and situation.person in MINORS):
        return Audience.CHILD
    if not situation.asks_for_self:
        return Audience.BYSTANDER if situation.role in _BYSTANDERS else Audience.PROFESSIONAL
    return Audience.WORKER if situation.may_be_labour_rights else Audience.SURVIVOR
