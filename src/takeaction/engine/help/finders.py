"""Pages on the internet: finders, which list the lines of others, and services of the whole world.

Nobody answers on a finder, and nobody has checked the lines on it. So it is never listed next to a
line that gives the same help, unless a state runs that line and nobody could check it either.
"""

from collections.abc import Iterable
from typing import Protocol

from takeaction.engine.help.answer import Referral
from takeaction.models.region import Region, country_of, is_group
from takeaction.vocabulary.contacts import PAGE_CHANNELS
from takeaction.vocabulary.resources import (
    SUPPORT_PURPOSES,
    OperatorKind,
    Purpose,
    ResourceKind,
)

_UNCHECKED_STATES = frozenset({"CN", "IR", "KZ", "RU", "SA"})
"""Countries where nobody could check what lines that the state runs keep to themselves."""


class KnownLine(Protocol):
    """A referral with how its record came to be known: the lower, the more it is trusted."""

    @property
    def referral(self) -> Referral:
        """The referral."""
        ...

    @property
    def trust(self) -> int:
        """How its record came to be known."""
        ...


def is_finder(referral: Referral) -> bool:
    """Tell whether a referral is a page that lists lines, and no line itself."""
    return referral.resource.kind is ResourceKind.SITE


def pages_among(referrals: Iterable[Referral]) -> frozenset[str]:
    """Return the ids of the resources that are finders, or pages of the world or of a group.

    Nobody answers any of the contacts that are listed of them.
    """
    given = list(referrals)
    answered = {each.resource.id for each in given if each.contact.channel not in PAGE_CHANNELS}
    pages = (each for each in given if is_finder(each) or is_group(each.via))
    return frozenset(page.resource.id for page in pages if page.resource.id not in answered)


def is_unchecked(referral: Referral, place: Region) -> bool:
    """Tell whether the state runs a line in a country where nobody could check it."""
    is_state = referral.is_enforcement or referral.resource.operator_kind is OperatorKind.GOVERNMENT
    return is_state and country_of(place.code) in _UNCHECKED_STATES


def idle_pages(
    lines: Iterable[KnownLine], place: Region, wanted: Iterable[Purpose], *, is_needed: bool = False
) -> frozenset[str]:
    """Return the ids of the pages of the whole world that add nothing to the lines beside them.

    Whoever wants some kind of help gets the pages for it: a finder only where no line gives that
    help, and other services always. Where no line helps at all, whoever names nothing gets all
    finders, and whoever names a need those of crisis lines too, which listen to anybody.
    A line that is trusted less than a page never takes its place, nor does a line for children
    where nobody asks for one.

    Args:
        lines: What is known for the place, in any order.
        place: The place.
        wanted: The purposes of the help that is wanted; empty for any.
        is_needed: Whether these are purposes for a need, for which a line that listens is better
            than none.
    """
    given, wishes = list(lines), frozenset(wanted)
    pages = pages_among(line.referral for line in given)
    helping = [
        line
        for line in given
        if _gives_help(line.referral, place, pages)
        and (Purpose.CHILD in wishes or not line.referral.resource.is_only_for_children)
    ]
    all_trusts = {line.trust for line in given}
    missing = {trust: _missing(helping, trust, wishes) for trust in all_trusts}
    if is_needed:
        for trust in all_trusts:
            missing[trust] |= _missing(helping, trust, frozenset()) & {Purpose.CRISIS}
    return frozenset(
        page.referral.resource.id
        for page in given
        if page.referral.resource.id in pages
        and page.referral.resource.purposes.isdisjoint(
            missing[page.trust] if is_finder(page.referral) else wishes
        )
    )


def _missing(
    helping: Iterable[KnownLine], trust: int, wishes: frozenset[Purpose]
) -> frozenset[Purpose]:
    """Return the purposes that no line serves which is trusted as much, or more."""
    beside = [line.referral.resource.purposes for line in helping if line.trust <= trust]
    if not wishes:
        return frozenset() if beside else SUPPORT_PURPOSES
    return wishes.difference(*beside)


def _gives_help(referral: Referral, place: Region, pages: frozenset[str]) -> bool:
    """Tell whether a line helps, and is no page and no part of a state that nobody could check."""
    is_enforcing = referral.is_enforcement or is_unchecked(referral, place)
    is_answered = referral.resource.id not in pages
    return is_answered and not referral.only_reports and not is_enforcing
