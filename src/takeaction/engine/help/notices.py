"""What to know about a list of help, and what to do instead where there is none.

All sentences are the core's own: no pack can change or hide them. They never name a number or an
organisation, since the core holds none.
"""

from collections.abc import Iterator
from typing import NamedTuple

import attrs

from takeaction.engine.help.answer import Referral
from takeaction.engine.reasons import Reason
from takeaction.models.question import HelpQuery
from takeaction.models.region import Region, country_of
from takeaction.vocabulary import Audience, OperatorKind, Purpose, ReferralState

_WATCHERS = (None, Audience.BYSTANDER, Audience.PROFESSIONAL)
_AS_ASKED = (Purpose.EMERGENCY, Purpose.REPORT)
_IN_NEED = (None, Audience.SURVIVOR, Audience.WORKER)


class Found(NamedTuple):
    """What was found, and how to look for what was not.

    Attributes:
        query: What was asked.
        place: Where help is needed.
        referrals: What is listed.
        unreachable: Whether something is not listed since it does not work from the caller's
            place.
        other_channel: Whether nothing is listed, and would be without the wish for a channel.
        other_purpose: Whether nothing is listed, and would be without the wish for a purpose.
        parts: Parts of this country that have lines of their own.
    """

    query: HelpQuery
    place: Region
    referrals: tuple[Referral, ...]
    unreachable: bool
    other_channel: bool
    other_purpose: bool
    parts: tuple[str, ...]


def notices(found: Found, language: str) -> tuple[Reason, ...]:
    """Return what to know, in order; what a call leaves behind comes last."""
    steps = (_nothing, _limits, _instead, _hints, _traces)
    return tuple(attrs.evolve(each, language=language) for step in steps for each in step(found))


def _nothing(found: Found) -> Iterator[Reason]:
    """Say that nothing is listed, and whether that is for a wish alone."""
    if found.referrals:
        return
    if country_of(found.place.code) is None:
        yield Reason(code="help.no_country")
        return
    if found.other_channel:
        yield Reason(code="help.other_channel")
    elif found.other_purpose:
        yield Reason(code="help.other_purpose")
    elif not found.unreachable:
        yield Reason(code="help.none")


def _limits(found: Found) -> Iterator[Reason]:
    """Say for whom the list is, where somebody could take it for more."""
    referrals = found.referrals
    if found.query.purpose is Purpose.EMERGENCY:
        return
    if _is_for_child(found.query):
        yield from _without_child_line(found.referrals)
    elif _lacks_support(found):
        yield Reason(code="help.no_support")
        if any(referral.only_reports for referral in referrals):
            yield Reason(code="help.only_reports")
    if referrals and all(referral.is_enforcement for referral in referrals):
        yield Reason(code="help.enforcement")
    elif _is_governmental(found):
        yield Reason(code="help.government")
    if _is_for_some(found):
        yield Reason(code="help.only_for")


def _without_child_line(referrals: tuple[Referral, ...]) -> Iterator[Reason]:
    if any(Purpose.CHILD in referral.resource.purposes for referral in referrals):
        return
    if referrals:
        yield Reason(code="help.no_child_line")
    else:
        yield Reason(code="help.no_child_line_at_all")


def _instead(found: Found) -> Iterator[Reason]:
    """Say what to do where no line gives help."""
    if _is_for_child(found.query) and found.query.audience in (None, Audience.CHILD):
        yield Reason(code="young.tell")
    told = _lacks_support(found) or _is_for_some(found) or _is_governmental(found)
    if found.referrals and not told:
        return
    yield Reason(code="help.instead")
    if found.query.audience in _WATCHERS:
        yield Reason(code="help.calm")


def _hints(found: Found) -> Iterator[Reason]:
    """Say what else could be asked, and what to do where nobody can talk now."""
    if found.unreachable:
        yield Reason(code="help.unreachable")
    if any(referral.reachable is None for referral in found.referrals) and found.query.calling_from:
        yield Reason(code="help.abroad")
    if found.parts:
        yield Reason(code="help.parts", slots={"regions": found.parts})
    if (
        found.referrals
        and found.query.language
        and not any(referral.language for referral in found.referrals)
    ):
        known = all(
            referral.contact.languages or referral.contact.interpreter
            for referral in found.referrals
        )
        yield Reason(code="help.language" if known else "help.language_unknown")
    if found.referrals and all(
        referral.state is ReferralState.CLOSED for referral in found.referrals
    ):
        yield Reason(code="help.closed")
    if any(_keeps_hours(referral) for referral in found.referrals):
        yield Reason(code="help.holidays")


def _traces(found: Found) -> Iterator[Reason]:
    """Say what a call or a page leaves behind."""
    if any(referral.may_show_on_bill for referral in found.referrals):
        yield Reason(code="trace.bill")
    if any(referral.contact.url for referral in found.referrals):
        yield Reason(code="trace.history")


def _keeps_hours(referral: Referral) -> bool:
    """Tell whether what is said of now rests on a weekly timetable."""
    hours = referral.contact.hours
    return hours is not None and not hours.always and referral.state is not ReferralState.UNCERTAIN


def _is_for_child(query: HelpQuery) -> bool:
    return query.audience is Audience.CHILD or query.purpose is Purpose.CHILD


def _lacks_support(found: Found) -> bool:
    """Tell whether somebody who wants help finds only lines for reports, or for children."""
    if found.query.purpose in _AS_ASKED or _is_for_child(found.query):
        return False
    return bool(found.referrals) and all(
        referral.only_reports or _is_for_children_alone(referral) for referral in found.referrals
    )


def _is_governmental(found: Found) -> bool:
    """Tell whether somebody who may fear the authorities finds nobody independent of them."""
    query = found.query
    if _is_for_child(query) or query.audience not in _IN_NEED or query.purpose in _AS_ASKED:
        return False
    return bool(found.referrals) and all(
        referral.is_enforcement or referral.resource.operator_kind is OperatorKind.GOVERNMENT
        for referral in found.referrals
    )


def _is_for_some(found: Found) -> bool:
    """Tell whether each line is for some people alone, and no other notice says so."""
    if _is_for_child(found.query) or _lacks_support(found):
        return False
    return bool(found.referrals) and all(referral.resource.only_for for referral in found.referrals)


def _is_for_children_alone(referral: Referral) -> bool:
    resource = referral.resource
    return Purpose.CHILD in resource.purposes and bool(resource.only_for)
