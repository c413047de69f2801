"""Finders: pages on the internet that list the lines of others, for where no line is known.

Nobody answers on such a page, and nobody has checked the lines on it. So it never stands beside a
line that gives the same help, unless a state runs that line and nobody could check it either.
"""

from collections.abc import Iterable

from takeaction.engine.help.answer import Referral
from takeaction.models.region import Region, country_of
from takeaction.vocabulary.resources import HELP_PURPOSES, OperatorKind, ResourceKind

_UNCHECKED_STATES = frozenset({"CN", "IR", "KZ", "RU", "SA"})
"""Countries where nobody could check what lines that the state runs keep to themselves."""


def is_finder(referral: Referral) -> bool:
    """Tell whether a referral is a page that lists lines, and no line itself."""
    return referral.resource.kind is ResourceKind.SITE


def is_unchecked(referral: Referral, place: Region) -> bool:
    """Tell whether the state runs a line in a country where nobody could check it."""
    is_state = referral.is_enforcement or referral.resource.operator_kind is OperatorKind.GOVERNMENT
    return is_state and country_of(place.code) in _UNCHECKED_STATES


def idle_finders(referrals: Iterable[Referral], place: Region) -> frozenset[str]:
    """Return the ids of the finders that lead to no help beyond that of the lines beside them."""
    given = list(referrals)
    finders = [referral.resource for referral in given if is_finder(referral)]
    served = {
        purpose
        for referral in given
        if not is_finder(referral)
        and not referral.is_enforcement
        and not is_unchecked(referral, place)
        for purpose in referral.resource.purposes
    }
    return frozenset(finder.id for finder in finders if finder.purposes & HELP_PURPOSES <= served)
