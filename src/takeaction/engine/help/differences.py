"""The ten differences between helplines, in the order in which they decide.

Each is a function of a line and the question; the lower value comes first. Why they are in this
order: ``docs/explanation/safety.md``. No pack can set a priority.
"""

from collections.abc import Callable, Mapping

from takeaction.engine.help.answer import Referral
from takeaction.engine.help.identity.originals import Trust
from takeaction.engine.help.matters import matter
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, is_group
from takeaction.models.resource import Resource
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.resources import (
    ADULTS,
    ENFORCEMENT,
    HELP_PURPOSES,
    TRAFFICKING_TOPICS,
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
)

INDEPENDENCE = {
    OperatorKind.NGO: 0,
    OperatorKind.TRADE_UNION: 0,
    OperatorKind.INTERGOVERNMENTAL: 0,
    OperatorKind.COMPANY: 1,
    None: 1,
    OperatorKind.GOVERNMENT: 1,
    OperatorKind.POLICE: 2,
    OperatorKind.IMMIGRATION_ENFORCEMENT: 3,
}
"""Ranks of operators, the lowest first: the people who need help may fear the authorities.

The order is reasoned, not measured (docs/explanation/safety.md). An unknown operator is no better
than a company or a government.
"""

_INDEPENDENT = INDEPENDENCE[OperatorKind.NGO]

_GENERAL_PURPOSES = frozenset({Purpose.SUPPORT, Purpose.REPORT, Purpose.EMERGENCY})
SPECIAL_PURPOSES = HELP_PURPOSES - _GENERAL_PURPOSES
"""Purposes that say what a line is for: a crisis line supports people, but not about wages."""

_ONE_MATTER = frozenset({Purpose.MISSING_CHILDREN, Purpose.ONLINE_SAFETY})
"""Purposes of lines for children that deal with one matter alone: a search, pictures online."""

_AUDIENCE_PURPOSES: Mapping[Audience | None, tuple[Purpose, ...]] = {
    Audience.CHILD: (Purpose.CHILD,),
    Audience.WORKER: (Purpose.LABOUR_RIGHTS, Purpose.LEGAL),
}
"""What somebody is taken to want who names neither a purpose nor a topic."""

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
    """

    def __init__(
        self, referral: Referral, *, trust: Trust, state: ReferralState, shares: int, is_copy: bool
    ) -> None:
        self.referral = referral
        self.trust = trust
        self.state = state
        self.shares = shares
        self.is_copy = is_copy


class HelpQuestion:
    """A question for help with the facts that decide the order.

    Attributes:
        query: The question.
        place: The place where help is needed.
        wanted: The purposes of the help that is wanted, the best first; empty for any.
        is_about_child: Whether the help is for a child.
        prefers_accepted: Whether lines that a person accepted come first. They do not where
            police, immigration and tip lines are all that was accepted.
    """

    def __init__(self, query: HelpQuery, place: Region, *, prefers_accepted: bool = False) -> None:
        self.query = query
        self.place = place
        self.wanted = wanted_purposes(query)
        is_first = self.wanted[:1] == (Purpose.CHILD,)
        self.is_about_child = is_first or query.audience is Audience.CHILD
        self.prefers_accepted = prefers_accepted


def wanted_purposes(query: HelpQuery) -> tuple[Purpose, ...]:
    """Return the purposes of the help that is wanted, the best first."""
    if query.purpose:
        return (query.purpose,)
    if query.topic:
        return matter(query.topic).purposes
    return _AUDIENCE_PURPOSES.get(query.audience, ())


def resembling(line: Line, question: HelpQuestion) -> Rank:
    """1. What a person accepted, then what nobody did, then what resembles another record."""
    is_unaccepted = question.prefers_accepted and line.trust is not Trust.ACCEPTED
    return (2 if line.is_copy else int(is_unaccepted),)


def closed(line: Line, _: HelpQuestion) -> Rank:
    """2. Closed lines come last; open and uncertain ones are equal."""
    return (int(line.referral.state is ReferralState.CLOSED),)


def official(line: Line, question: HelpQuestion) -> Rank:
    """3. Lines that help, then those that only take reports, then police, then immigration."""
    kind = line.referral.resource.operator_kind
    if kind in ENFORCEMENT:
        return (INDEPENDENCE[kind],)
    takes_tips = line.referral.only_reports or line.referral.resource.kind is ResourceKind.TIP_LINE
    return (int(takes_tips and question.query.purpose is not Purpose.REPORT),)


def far(line: Line, question: HelpQuestion) -> Rank:
    """4. Lines of the country or of a part of it before those of groups of countries.

    A place that only a patch claims comes after both. A line for children alone is as far as those
    of the world that are known, for whoever asks for nobody's child: it sends adults on. A line of
    the world that nobody knows comes after every line of the country.
    """
    if line.referral.is_place_added:
        return (3,)
    if _is_around(line, question):
        return (2 if line.trust is Trust.UNKNOWN else 1,)
    return (int(_is_childs_alone(line, question)),)


def fit(line: Line, question: HelpQuestion) -> Rank:
    """5. The help that is wanted, then lines that know trafficking, then general ones.

    A line of the world that is for some people comes after those for everybody, unless it is made
    for the help that is wanted. Of equal ones, lines for some people come last, pages after lines
    that somebody answers, and lines for such a person first.
    """
    resource, query = line.referral.resource, question.query
    return (
        _child_rank(resource, question),
        int(_is_for_others(line, question)),
        _wish_rank(line, question),
        int(not knows_trafficking(resource, question)),
        int(_is_for_some(resource, question)),
        int(line.referral.contact.channel is Channel.WEB),
        int(query.audience not in (resource.audience or {Audience.BYSTANDER})),
        int(bool(resource.audience) and query.audience is None),
    )


def distance(line: Line, question: HelpQuestion) -> Rank:
    """6. The nearer place; that of a consulate, or that only a patch claims, is the farthest."""
    chain, via = question.place.chain, line.referral.via
    is_far = line.referral.is_place_added or via not in chain
    return (len(chain) if is_far else chain.index(via),)


def reach(line: Line, question: HelpQuestion) -> Rank:
    """7. Known to work from where the caller is, if the question names that place."""
    return (int(question.query.calling_from is not None and not line.referral.reachable),)


def language(line: Line, question: HelpQuestion) -> Rank:
    """8. Staff who speak the language, an interpreter, a patch that says so, unknown, nobody."""
    referral = line.referral
    wish, contact = question.query.language, referral.contact
    if wish is None:
        return (0,)
    if referral.language:
        return (2 if referral.is_language_added else int(referral.interpreter),)
    return (4 if contact.languages or contact.interpreter else 3,)


def openness(line: Line, _: HelpQuestion) -> Rank:
    """9. Open before uncertain."""
    return (line.state.rank,)


def independence(line: Line, _: HelpQuestion) -> Rank:
    """10. Independent of governments and of police, as far as known; then confidential, then id."""
    return (INDEPENDENCE[line.referral.resource.operator_kind],)


DIFFERENCES: tuple[Callable[[Line, HelpQuestion], Rank], ...] = (
    *(resembling, closed, official, far, fit),
    *(distance, reach, language, openness, independence),
)
"""The differences, each of which decides only between lines that all earlier ones call equal."""

# The parts of the differences


def _is_around(line: Line, question: HelpQuestion) -> bool:
    """Tell whether a group of countries led to a line, for somebody who names a country."""
    return is_group(line.referral.via) and not is_group(question.place.code)


def _child_rank(resource: Resource, question: HelpQuestion) -> int:
    """Return the place of a line for a child: independent lines for children first.

    Among these, if a child asks, a line that is made for the child comes before one for those who
    worry. Nobody who worries leaves out both who they are and what they want. A line for one
    matter that nobody named comes after those where a child can talk about anything. Whoever
    thinks of ending their life gets the line for that first, at any age: there is no time for a
    second call.
    """
    if not question.is_about_child or _is_crisis_line_for_all(resource, question):
        return 0
    if Purpose.CHILD not in resource.purposes:
        return 4
    if question.query.audience is Audience.CHILD and _is_for_another_matter(resource, question):
        return 3
    if INDEPENDENCE[resource.operator_kind] > _INDEPENDENT:
        return 2
    query = question.query
    asks = query.audience is Audience.CHILD or (query.audience is None and query.purpose is None)
    return int(asks and Audience.CHILD not in resource.audience)


def _is_for_another_matter(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a line deals with one matter alone, and the child did not name it.

    A line for children who ran away that takes everybody is no search for them. Whoever worries
    about a child is told of each line that may know the matter.
    """
    matters = resource.purposes & SPECIAL_PURPOSES - {Purpose.CHILD}
    if not matters or not matters <= _ONE_MATTER or matters & frozenset(question.wanted):
        return False
    return Purpose.MISSING_CHILDREN not in matters or resource.only_for is not None


def _is_crisis_line_for_all(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a crisis line that was asked for takes everybody, or children."""
    takes_children = resource.only_for is None or Purpose.CHILD in resource.purposes
    is_asked_for = question.wanted[:1] == (Purpose.CRISIS,)
    return is_asked_for and Purpose.CRISIS in resource.purposes and takes_children


def _wish_rank(line: Line, question: HelpQuestion) -> int:
    """Return the place of a line by its purposes: wanted ones, then trafficking, then any.

    For a worker, who may be reported to immigration by an inspectorate, consulates and then
    authorities come after all independent lines that know the matter.
    """
    resource, wanted = line.referral.resource, question.wanted
    if Purpose.CONSULAR in resource.purposes:
        return _consular_rank(line, question)
    serves = _wanted_purposes(resource, question)
    place = next((rank for rank, purpose in enumerate(wanted) if purpose in serves), None)
    count = len(wanted)
    is_official = INDEPENDENCE[resource.operator_kind] > _INDEPENDENT
    if question.query.audience is Audience.WORKER and is_official:
        return count + 3 if place is None else count + 2
    if place is not None:
        return place
    return count if knows_trafficking(resource, question) else count + 3


def _consular_rank(line: Line, question: HelpQuestion) -> int:
    """Return the place of a consular line: beside other help for its citizens abroad, else last.

    In their own country it has nothing to give them, unless somebody asks for it.
    """
    wanted, count = question.wanted, len(question.wanted)
    is_abroad = question.query.home or line.referral.via not in question.place.chain
    if is_abroad and question.query.audience is Audience.WORKER:
        return count + 1
    if Purpose.CONSULAR in wanted and (is_abroad or question.query.purpose):
        return wanted.index(Purpose.CONSULAR)
    return count + 4


def _wanted_purposes(resource: Resource, question: HelpQuestion) -> frozenset[Purpose]:
    """Return the wanted purposes that a line serves.

    A line with a purpose of its own, such as a crisis line, is no answer to a wish for support
    with something else, and its lawyers know the law of its own matter.
    """
    wanted = question.wanted
    serves = resource.purposes.intersection(wanted)
    special = resource.purposes & SPECIAL_PURPOSES
    if question.is_about_child and Purpose.CHILD in special:
        return serves  # whatever else it knows, it is made for children
    if question.query.purpose:
        return serves
    if special and special.isdisjoint(wanted):
        return serves - _GENERAL_PURPOSES
    is_other = resource.is_about_another_matter(wanted)
    return serves - _GENERAL_PURPOSES - {Purpose.LEGAL} if is_other else serves


def knows_trafficking(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a line gives support and its topics say that it knows trafficking."""
    is_consular = Purpose.CONSULAR in resource.purposes - frozenset(question.wanted)
    gives_support = Purpose.SUPPORT in resource.purposes and not is_consular
    knows = not resource.topics.isdisjoint(TRAFFICKING_TOPICS)
    return gives_support and knows and not _is_unasked_child_line(resource, question)


def _is_for_others(line: Line, question: HelpQuestion) -> bool:
    """Tell whether a line of the world is for some people, and not made for what is wanted.

    A line for seafarers gives support: but to nobody else who is held somewhere.
    """
    resource = line.referral.resource
    is_made_for_it = resource.purposes & SPECIAL_PURPOSES & frozenset(question.wanted[:1])
    is_for_others = _is_for_some(resource, question) and not is_made_for_it
    return is_for_others and (is_group(line.referral.via) or _is_childs_alone(line, question))


def _is_childs_alone(line: Line, question: HelpQuestion) -> bool:
    """Tell whether a line helps children and no adult, and the question is about no child."""
    resource = line.referral.resource
    return resource.is_only_for_children and _is_unasked_child_line(resource, question)


def _is_for_some(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a line is only for some people; a child's own line is for the child who asks."""
    if question.is_about_child and Purpose.CHILD in resource.purposes:
        return False
    return resource.only_for is not None or _is_unasked_child_line(resource, question)


def _is_unasked_child_line(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a line is for children above all and the question is not about a child.

    A line that names neither an audience nor a restriction is for everybody, children too.
    """
    is_wanted = question.is_about_child or Purpose.CHILD in question.wanted
    is_for_all = not resource.audience and resource.only_for is None
    helps_adults = is_for_all or not resource.audience.isdisjoint(ADULTS)
    return Purpose.CHILD in resource.purposes and not helps_adults and not is_wanted
