"""The differences between helplines, in the order in which they decide.

Each is a function of a way to reach a line and of the question; the lower value comes first. Why
they are in this order: ``docs/explanation/safety.md``. No pack can set a priority.
"""

from collections.abc import Callable

from takeaction.engine.help.answer import Referral
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.serving import CHILD, WORRIED, HelpQuestion
from takeaction.models.region import is_group, main_parts
from takeaction.vocabulary.closed_words import Reach, Serves
from takeaction.vocabulary.contacts import (
    CHANNELS_WITHOUT_HOURS,
    PAGE_CHANNELS,
    SILENT_CHANNELS,
    ReferralState,
)
from takeaction.vocabulary.resources import ENFORCEMENT, INDEPENDENCE, Purpose, ResourceKind

Rank = tuple[int, ...]
"""A value of one difference; the lower comes first."""


class Line:
    """A referral with the facts that decide its order.

    Attributes:
        referral: The referral.
        trust: How its record came to be known.
        state: Its state, as no record that is trusted less tells it.
        shares: The number of bodies that may learn of a call, as its own record tells it.
        is_copy: Whether it resembles a record that is the original.
        is_page: Whether nobody answers this way.
        is_of_the_world: Whether it is no line of one country.
    """

    def __init__(
        self, referral: Referral, *, trust: Trust, state: ReferralState, shares: int, is_copy: bool
    ) -> None:
        self.referral = referral
        self.trust = trust
        self.state = state
        self.shares = shares
        self.is_copy = is_copy
        self.is_page = referral.contact.channel in PAGE_CHANNELS or referral.resource.is_page
        self.is_of_the_world = is_group(referral.via)


def resembling(line: Line, question: HelpQuestion) -> Rank:
    """1. What a person accepted, then what nobody did, then what resembles another record.

    A line of the whole world that nobody knows comes after all that are known: it would stand in
    every country at once.
    """
    is_unaccepted = question.prefers_accepted and line.trust is not Trust.ACCEPTED
    is_stranger = line.trust is Trust.UNKNOWN and line.is_of_the_world
    is_everywhere = is_stranger and question.has_known and not is_group(question.place.code)
    return (2 if line.is_copy else int(is_unaccepted or is_everywhere),)


def serving(line: Line, question: HelpQuestion) -> Rank:
    """2. Lines that serve the matter and the person, in the order of its purposes; then others."""
    service = question.service(line.referral.resource)
    return service.kind, service.place


def official(line: Line, question: HelpQuestion) -> Rank:
    """3. Lines that help, then those that only take reports, then police, then immigration."""
    kind = line.referral.resource.operator_kind
    if kind in ENFORCEMENT:
        return (INDEPENDENCE[kind],)
    takes_tips = line.referral.only_reports or line.referral.resource.kind is ResourceKind.TIP_LINE
    return (int(takes_tips and question.query.purpose is not Purpose.REPORT),)


def closed(line: Line, question: HelpQuestion) -> Rank:
    """4. Closed lines last, open and uncertain ones equal; then a person before a page.

    For somebody who can't talk, ways without a voice come before.
    """
    channel = line.referral.contact.channel
    needs_text = question.about.reach is Reach.TEXT or Serves.DEAF in question.about.person
    can_use = not needs_text or channel in SILENT_CHANNELS
    return int(line.referral.state is ReferralState.CLOSED), int(line.is_page), int(not can_use)


def far(line: Line, question: HelpQuestion) -> Rank:
    """5. Lines of the country or of a part of it before those of groups of countries.

    A place that only a patch claims comes after both. A line of the world that nobody knows comes
    after every line of the country.
    """
    if line.referral.is_place_added:
        return (3,)
    if line.is_of_the_world and not is_group(question.place.code):
        return (2 if line.trust is Trust.UNKNOWN else 1,)
    return (0,)


def distance(line: Line, question: HelpQuestion) -> Rank:
    """6. The nearer place; that of a consulate, or that only a patch claims, is the farthest.

    Where the parts of the country have a line each, those that speak the language come first, then
    the parts in the order of the list of places.
    """
    chain, referral = question.place.chain, line.referral
    if referral.via in chain and not referral.is_place_added:
        return (chain.index(referral.via),)
    parts = main_parts(question.place.code)
    if referral.via not in parts:
        return (len(chain),)
    is_spoken = question.query.spoken is None or referral.language is not None
    return len(chain), int(not is_spoken), parts.index(referral.via)


def reach(line: Line, question: HelpQuestion) -> Rank:
    """7. Known to work from where the caller is, if the question names that place."""
    calling_from = question.query.calling_from or question.about.calling_from
    return (int(calling_from is not None and not line.referral.reachable),)


def channel(line: Line, question: HelpQuestion) -> Rank:
    """8. A person who answers at once, then a form or a mailbox, then a page; for everybody first.

    So whoever says nothing of themselves finds a line for all before one for women. A child finds
    lines for children and for everybody alike, and so does an adult who worries about one.
    """
    used = line.referral.contact.channel
    way = int(used in CHANNELS_WITHOUT_HOURS) + int(used in PAGE_CHANNELS)
    resource = line.referral.resource
    is_for_all = not resource.for_whom and resource.only_for is None
    is_for_child = question.who in (CHILD, WORRIED) and Purpose.CHILD in resource.purposes
    is_for_them = is_for_child or bool(resource.for_whom & question.about.person)
    return int(not (is_for_all or is_for_them)), way


def language(line: Line, question: HelpQuestion) -> Rank:
    """9. Staff who speak the language, an interpreter, a patch that says so, unknown, nobody."""
    referral, contact = line.referral, line.referral.contact
    if question.query.spoken is None:
        return (0,)
    if referral.language:
        return (2 if referral.is_language_added else int(referral.interpreter),)
    return (4 if contact.languages or contact.interpreter else 3,)


def openness(line: Line, _: HelpQuestion) -> Rank:
    """10. Open before uncertain."""
    return (line.state.rank,)


def independence(line: Line, _: HelpQuestion) -> Rank:
    """11. Independent of governments and of police, as far as known; then confidential, then id."""
    return (INDEPENDENCE[line.referral.resource.operator_kind],)


DIFFERENCES: tuple[Callable[[Line, HelpQuestion], Rank], ...] = (
    *(resembling, serving, official, closed, far, distance),
    *(reach, channel, language, openness, independence),
)
"""The differences, each of which decides only between lines that all earlier ones call equal."""
