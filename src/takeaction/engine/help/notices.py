"""Notices about a list of help, with advice where the list is empty or helps only some people.

All sentences are the core's own: no pack can change or hide them. They never name a number or an
organisation: these are in the list.
"""

from collections.abc import Iterable, Iterator

import attrs

from takeaction.core_data import Tongue, first_language_of, language_of
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.finders import is_unchecked, pages_among
from takeaction.engine.help.matters import matter
from takeaction.engine.reasons import Reason
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, is_group, place_label
from takeaction.models.text import Text
from takeaction.vocabulary.contacts import PAGE_CHANNELS, ReferralState, SharedWith
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import Audience, OperatorKind, Purpose

_ONLOOKERS = (None, Audience.BYSTANDER, Audience.PROFESSIONAL)
"""Audiences who may be about to step in for somebody else; None, since nobody said."""

_OFFICIAL_PURPOSES = (Purpose.EMERGENCY, Purpose.REPORT)
"""Purposes for which police and other authorities are an answer that was asked for."""

_MAY_FEAR_AUTHORITIES = (None, Audience.SURVIVOR, Audience.WORKER)
"""Audiences who may fear for their right to stay; None, since nobody said."""

_WORK_TOPICS = frozenset(
    {
        *(NeedTopic.WAGES, NeedTopic.DEBT, NeedTopic.DOCUMENTS, NeedTopic.DOMESTIC_WORK),
        *(NeedTopic.IMMIGRATION_FEAR, NeedTopic.JOB_OFFER),
    }
)
"""Topics for which a labour inspectorate may be listed."""

_INDEPENDENT = (OperatorKind.NGO, OperatorKind.TRADE_UNION, OperatorKind.INTERGOVERNMENTAL)
"""Operators who are neither the police nor another part of the state."""


_AUTHORITIES = (SharedWith.POLICE, SharedWith.IMMIGRATION, SharedWith.GOVERNMENT)
"""The bodies that somebody who fears the police may not want to hear of them."""


class HelpFacts:
    """The facts about a list of help that its notices rest on.

    Attributes:
        query: The question.
        place: The place where help is needed.
        referrals: The list.
        lines: The list without pages of the whole world, and without finders.
        unreachable: Whether a contact was left out since it does not work from the caller's
            place.
        left_out: Whether a line was left out that may return people to those they fled from.
        other_channel: Whether the list is empty only because of the channel asked for.
        other_purpose: Whether the list is empty only because of the purpose asked for.
        parts: The parts of this country that have further helplines, in order of code.
    """

    def __init__(  # noqa: PLR0913 - every fact that a notice may need
        self,
        *,
        query: HelpQuery,
        place: Region,
        referrals: tuple[Referral, ...],
        unreachable: bool,
        left_out: bool,
        other_channel: bool,
        other_purpose: bool,
        parts: tuple[str, ...],
    ) -> None:
        self.query = query
        self.place = place
        self.referrals = referrals
        pages = pages_among(referrals)
        self.lines = tuple(each for each in referrals if each.resource.id not in pages)
        self.unreachable = unreachable
        self.left_out = left_out
        self.other_channel = other_channel
        self.other_purpose = other_purpose
        self.parts = parts


def notices_for(facts: HelpFacts, language: str) -> tuple[Reason, ...]:
    """Return the notices about a list in order; the traces of a call come last.

    A question for the emergency number gets neither advice nor regret: its answer is the notice.
    """
    topics = (
        *(_about_absence, _about_limits, _about_origins),
        *(_about_alternatives, _about_access, _about_traces),
    )
    return tuple(
        attrs.evolve(notice, language=language) for topic in topics for notice in topic(facts)
    )


def translator_notices(languages: Iterable[str]) -> tuple[Reason, ...]:
    """Say which pack has translated the first sentences, if it wasn't us."""
    tongue, wish = first_language_of(languages), language_of(languages)
    if not isinstance(tongue, Tongue):
        return ()
    return (Reason(code="help.translated", slots={"pack": tongue.pack}, language=wish),)


def _about_absence(facts: HelpFacts) -> Iterator[Reason]:
    """Say why the list is empty, and whether a wider question would fill it."""
    if facts.lines or facts.query.purpose is Purpose.EMERGENCY:
        return
    if country_of(facts.place.code) is None:
        yield Reason(code="help.no_country")
    elif facts.referrals:
        yield Reason(code="help.pages")
    elif facts.other_channel:
        yield Reason(code="help.other_channel")
    elif facts.other_purpose:
        yield Reason(code="help.other_purpose")
    elif not facts.unreachable and not facts.left_out:
        yield Reason(code="help.none")


def _about_limits(facts: HelpFacts) -> Iterator[Reason]:
    """Say that the list does not serve everybody, where a reader could expect it to."""
    if facts.query.purpose is Purpose.EMERGENCY:
        return
    if _is_for_child(facts.query):
        yield from _about_child_lines(facts.lines)
    elif _lacks_support(facts):
        yield Reason(code="help.no_support")
        if any(referral.only_reports for referral in facts.lines):
            yield Reason(code="help.only_reports")
    yield from _about_operators(facts)
    if _is_restricted(facts):
        yield Reason(code="help.only_for")
    if _serves_several_countries(facts):
        yield Reason(code="help.several_countries")


def _about_operators(facts: HelpFacts) -> Iterator[Reason]:
    """Say that police or the state answer, where a reader may have to fear them."""
    lines = facts.lines
    if lines and all(referral.is_enforcement for referral in lines):
        yield Reason(code="help.enforcement")
    elif _is_governmental(facts):
        yield Reason(code="help.government")
    elif _has_inspectorate(facts):
        yield Reason(code="help.inspector")
    if any(is_unchecked(referral, facts.place) for referral in lines):
        yield Reason(code="help.state_run")


def _about_origins(facts: HelpFacts) -> Iterator[Reason]:
    """Say that a line was left out for the sake of the person, or that nobody knows whose it is."""
    if facts.left_out:
        yield Reason(code="help.left_out")
    if facts.query.topic and any(
        referral.resource.returns_people is None for referral in facts.lines
    ):
        yield Reason(code="help.returns_unknown")
    if any(referral.resembles for referral in facts.referrals):
        yield Reason(code="help.resembles")


def _about_child_lines(referrals: tuple[Referral, ...]) -> Iterator[Reason]:
    """Say so if no helpline for children is listed."""
    if any(Purpose.CHILD in referral.resource.purposes for referral in referrals):
        return
    if referrals:
        yield Reason(code="help.no_child_line")
    else:
        yield Reason(code="help.no_child_line_at_all")


def _about_alternatives(facts: HelpFacts) -> Iterator[Reason]:
    """Give advice where no helpline on the list gives help."""
    if _is_for_child(facts.query) and facts.query.audience in (None, Audience.CHILD):
        yield Reason(code="young.tell")
    if facts.query.purpose is Purpose.EMERGENCY:
        return
    is_limited = (
        _lacks_support(facts)
        or _is_restricted(facts)
        or _is_governmental(facts)
        or all(is_unchecked(referral, facts.place) for referral in facts.lines)
    )
    if facts.lines and not is_limited:
        return
    yield Reason(code="help.instead")
    if facts.query.audience in _ONLOOKERS:
        yield Reason(code="help.calm")


def _about_access(facts: HelpFacts) -> Iterator[Reason]:
    """Explain obstacles of place, language and hours, with advice where nobody can talk now."""
    referrals, query = facts.referrals, facts.query
    if facts.unreachable:
        yield Reason(code="help.unreachable")
    if query.calling_from and any(referral.reachable is None for referral in referrals):
        yield Reason(code="help.abroad")
    if facts.parts:
        labels = {str(label): label for label in map(place_label, facts.parts)}
        yield Reason(code="help.parts", slots={"regions": tuple(labels.values())})
    if referrals and query.language and not any(referral.language for referral in referrals):
        contacts = [referral.contact for referral in referrals]
        is_known = all(contact.languages or contact.interpreter for contact in contacts)
        yield Reason(code="help.language" if is_known else "help.language_unknown")
    if referrals and all(referral.state is ReferralState.CLOSED for referral in referrals):
        yield Reason(code="help.closed")
    if any(map(_follows_timetable, referrals)):
        yield Reason(code="help.holidays")


def _about_traces(facts: HelpFacts) -> Iterator[Reason]:
    """Warn of the traces that a call or a page leaves."""
    if any(referral.may_show_on_bill for referral in facts.referrals):
        yield Reason(code="trace.bill")
    if any(referral.contact.url for referral in facts.referrals):
        yield Reason(code="trace.history")


def independent_name(referrals: Iterable[Referral], query: HelpQuery) -> Text | None:
    """Return the name of the first line that is known to be no part of the police or the state.

    Somebody answers there. It is for everybody, helps with the topic of the question, is not known
    to be closed now, and is not known to tell the authorities what it hears. A name with a digit is
    passed over: no pack may put a number into the emergency notice. None for topics whose notice
    names nobody, so that a usual first answer reads no translations.
    """
    if query.topic is None or not matter(query.topic).careful:
        return None
    wanted = frozenset({Purpose.SUPPORT, *matter(query.topic).purposes})
    names = (each.resource.name for each in referrals if _is_independent(each, query, wanted))
    return next((name for name in names if not _has_digit(name)), None)


def _is_independent(referral: Referral, query: HelpQuery, wanted: frozenset[Purpose]) -> bool:
    resource = referral.resource
    return (
        resource.operator_kind in _INDEPENDENT
        and resource.only_for is None
        and referral.contact.channel not in PAGE_CHANNELS
        and not resource.purposes.isdisjoint(wanted)
        and not resource.is_about_another_matter(wanted)
        and (Purpose.CHILD not in resource.purposes or _is_for_child(query))
        and referral.state is not ReferralState.CLOSED
        and referral.contact.shares_with.isdisjoint(_AUTHORITIES)
    )


def _has_digit(name: Text) -> bool:
    """Tell whether a name, or a translation of it, has a digit of any script."""
    names = (name.source, *(words.text for words in name.translations))
    return any(character.isnumeric() for text in names for character in text)


def _follows_timetable(referral: Referral) -> bool:
    """Tell whether open or closed comes from a weekly timetable, without holidays."""
    hours = referral.contact.hours
    return hours is not None and not hours.always and referral.state is not ReferralState.UNCERTAIN


def _is_for_child(query: HelpQuery) -> bool:
    """Tell whether a question asks for help for a child."""
    return query.audience is Audience.CHILD or query.purpose is Purpose.CHILD


def _lacks_support(facts: HelpFacts) -> bool:
    """Tell whether an adult who wants help gets only lines for reports or for children."""
    if facts.query.purpose in _OFFICIAL_PURPOSES or _is_for_child(facts.query):
        return False
    return bool(facts.lines) and all(
        referral.only_reports or referral.resource.is_only_for_children for referral in facts.lines
    )


def _is_governmental(facts: HelpFacts) -> bool:
    """Tell whether somebody who may fear the authorities gets nobody independent of them."""
    query = facts.query
    if _is_for_child(query) or query.audience not in _MAY_FEAR_AUTHORITIES:
        return False
    if query.purpose in _OFFICIAL_PURPOSES:
        return False
    return bool(facts.lines) and all(
        referral.is_enforcement or referral.resource.operator_kind is OperatorKind.GOVERNMENT
        for referral in facts.lines
    )


def _has_inspectorate(facts: HelpFacts) -> bool:
    """Tell whether a worker may call an inspectorate of which nobody knows who it tells."""
    query = facts.query
    if query.audience is not Audience.WORKER and query.topic not in _WORK_TOPICS:
        return False
    return any(
        referral.resource.operator_kind is OperatorKind.GOVERNMENT
        and Purpose.LABOUR_RIGHTS in referral.resource.purposes
        and not referral.contact.shares_with
        for referral in facts.lines
    )


def _serves_several_countries(facts: HelpFacts) -> bool:
    """Tell whether somebody who names a country gets no line of that country alone."""
    is_country = country_of(facts.place.code) is not None
    vias = [referral.via for referral in facts.lines]
    return is_country and bool(vias) and all(map(is_group, vias))


def _is_restricted(facts: HelpFacts) -> bool:
    """Tell whether every helpline is only for some people and no other notice says so."""
    if _is_for_child(facts.query) or _lacks_support(facts):
        return False
    return bool(facts.lines) and all(referral.resource.only_for for referral in facts.lines)
