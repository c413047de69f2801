"""The differences between helplines, in the order in which they decide.

Each is a function of a way to reach a line and of the question; the lower value comes first. Why
they are in this order: ``docs/explanation/safety.md``. What is special about a matter is no code:
it stands in the table of matters. No pack can set a priority.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from takeaction.engine.help.answer import Referral
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.serving import (
    ANYONE,
    CHILD,
    OTHER,
    WORRIED,
    Matter,
    matter,
    stop_matter,
)
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, is_group, main_parts
from takeaction.models.resource import Resource
from takeaction.vocabulary.closed_words import (
    SPECIAL,
    YOUNG,
    Asks,
    ChildConcerned,
    NeedTopic,
    Reach,
    Serves,
)
from takeaction.vocabulary.contacts import PAGE_CHANNELS, Channel, ReferralState
from takeaction.vocabulary.resources import (
    ENFORCEMENT,
    HELP_PURPOSES,
    REPORT_ONLY_PURPOSES,
    TRAFFICKING_TOPICS,
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

GENERAL_PURPOSES = frozenset({Purpose.SUPPORT, Purpose.REPORT, Purpose.EMERGENCY})
GENERAL_PURPOSES |= {Purpose.CRIME_VICTIM}  # whatever the crime was
SPECIAL_PURPOSES = HELP_PURPOSES - GENERAL_PURPOSES - {Purpose.SHELTER}
"""Purposes that say what a line is for: a crisis line supports people, but not about wages."""

_ONE_MATTER = frozenset({Purpose.MISSING_CHILDREN, Purpose.ONLINE_SAFETY})
"""Purposes of lines for children that deal with one matter alone: a search, pictures online."""

_SPOKEN_TEXT = frozenset({Channel.SMS, Channel.CHAT, Channel.TTY, Channel.APP})
_ANSWERED = frozenset({Channel.VOICE, Channel.IN_PERSON, Channel.SMS, Channel.CHAT, Channel.TTY})
"""The ways on which a person answers, and those of them without a voice."""

SERVING, NEVER_FIRST, GENERAL, OTHERS, NOT_FOR_THEM = range(5)
"""How a line serves: it does; it does, but never stands first; it listens; it is about something
else; it is for other people."""

_INSPECTORS, _OTHER_LAW = 40, 50
"""How far inspectorates come after whoever is independent, and lawyers of another matter after
both."""

_FIRST_PAGE, _FIRST_POLICE, _FIRST_OF_NEXT_MATTER = 100, 200, 400
"""How far pages come after people who serve, the police after both, and the second matter after
the first."""

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

    @property
    def is_page(self) -> bool:
        """Whether nobody answers this way."""
        return self.referral.contact.channel in PAGE_CHANNELS or self.referral.resource.is_page

    @property
    def is_of_the_world(self) -> bool:
        """Whether it is no line of one country."""
        return is_group(self.referral.via)


class Service(NamedTuple):
    """How a line serves a question.

    Attributes:
        kind: One of SERVING to NOT_FOR_THEM.
        place: Its place among lines of this kind: matters and their purposes in their order.
        matters: The numbers of the matters that it serves.
    """

    kind: int
    place: int
    matters: frozenset[int] = frozenset()


class HelpQuestion:
    """A question for help with the facts that decide the order.

    Attributes:
        query: The question.
        place: The place where help is needed.
        about: What is known of the need.
        matters: The rows of the table for what is asked, the first matter first; none where
            nothing is.
        who: Who asks, as the table says it.
        prefers_accepted: Whether lines that a person accepted come first. They do not where
            police, immigration and tip lines are all that was accepted.
        has_known: Whether any line is of our own packs, or was accepted.
    """

    def __init__(
        self,
        query: HelpQuery,
        place: Region,
        *,
        prefers_accepted: bool = False,
        has_known: bool = False,
    ) -> None:
        self.query = query
        self.place = place
        self.about = query.asked
        self.who = _who(query)
        self.matters = tuple(_matters(query, self.who))
        if self.matters and self.who in (ANYONE, OTHER):
            self.who = self.matters[0].who  # a child that is hurt is mostly somebody else's
        self.prefers_accepted = prefers_accepted
        self.has_known = has_known
        self._services: dict[str, Service] = {}

    @property
    def is_bare(self) -> bool:
        """Whether nothing is known but the place: then the whole list of the place is asked for."""
        return not self.matters and not self.about.person

    def service(self, resource: Resource) -> Service:
        """Return how a line serves the question."""
        service = self._services.get(resource.id)
        if service is None:
            service = self._services[resource.id] = _service(resource, self)
        return service


def _who(query: HelpQuery) -> str:
    """Return who asks, as the table of matters says it."""
    about = query.asked
    if about.child is ChildConcerned.WRITER:
        return CHILD
    is_for_other = about.asks in (Asks.OTHER, Asks.PROFESSIONAL)
    if about.child is ChildConcerned.OTHER and (is_for_other or about.asks is None):
        return WORRIED
    return OTHER if is_for_other else ANYONE


def _matters(query: HelpQuery, who: str) -> Iterator[Matter]:
    """Yield the rows for what is asked: what comes before all else, then the rest as heard."""
    about = query.asked
    if query.purpose:
        yield Matter("", who, {"purposes": [query.purpose], "exploitation": True})
        return
    if about.stop and who != CHILD:
        yield stop_matter(about.stop)
        return
    rows = [matter(topic, who) for topic in about.topics]
    is_profit = any(row.profit for row in rows)

    def rank(row: Matter) -> int:
        is_behind = row.behind and who != CHILD  # pictures of a child are the harm, not a means
        return (is_behind or (row.yields and is_profit)) - row.first

    yield from sorted(rows, key=rank)
    if not rows and who in (CHILD, WORRIED):
        yield matter(NeedTopic.OTHER, who)
    elif not rows and about.asks is Asks.WORKER:
        yield matter(NeedTopic.WAGES, who)


# Whether a line serves


def _service(resource: Resource, question: HelpQuestion) -> Service:
    """Return how a line serves a question: its matters, then trafficking, then anything."""
    if question.is_bare:
        return Service(SERVING, _bare_place(resource, question))
    served = {
        number: place
        for number, row in enumerate(question.matters)
        if (place := _place(resource, row, question)) is not None
    }
    if not question.matters or served:
        number, place = min(served.items(), default=(0, 0))
        last = bool(served) and _is_last(resource, question, served)
        kind = NEVER_FIRST if last else SERVING
        place += _FIRST_PAGE if resource.is_page else 0
        if resource.operator_kind in ENFORCEMENT and question.who != WORRIED:
            place += _FIRST_POLICE
        return Service(kind, number * _FIRST_OF_NEXT_MATTER + place, frozenset(served))
    row = question.matters[0]
    if row.alone or not is_for_person(resource, question, row):
        return Service(NOT_FOR_THEM, 0)
    return Service(GENERAL if _listens(resource, question) else OTHERS, 0)


def _bare_place(resource: Resource, question: HelpQuestion) -> int:
    """Return the place of a line where nothing is known but the place.

    Lines for everybody come first, of these those that know trafficking; then those for some
    people, which say for whom, and pages that list lines; then those for children alone, which
    send adults on, and consulates of the own country abroad; then what only takes reports and the
    police; last consulates in their own country, where they have nothing to give.
    """
    purposes, is_consular = resource.purposes, Purpose.CONSULAR in resource.purposes
    is_at_home = not resource.regions.isdisjoint(question.place.chain)
    places = {
        8: is_consular and is_at_home,
        7: purposes <= REPORT_ONLY_PURPOSES or resource.operator_kind in ENFORCEMENT,
        6: is_consular,
        5: resource.is_only_for_children,
        4: resource.kind is ResourceKind.SITE,
        3: bool(resource.for_whom) or resource.only_for is not None,
        0: knows_trafficking(resource),
        1: purposes.isdisjoint(SPECIAL_PURPOSES),
    }
    return next((place for place, is_so in places.items() if is_so), 2)


def _place(resource: Resource, row: Matter, question: HelpQuestion) -> int | None:
    """Return the place of a line among those that serve a matter, from 0; None if it doesn't."""
    if not is_for_person(resource, question, row) or row.without & resource.purposes:
        return None
    purposes = _serving_purposes(resource, row)
    if row.who == CHILD and not resource.for_whom & YOUNG:
        # No silent step from a line for children to one for adults.
        purposes &= {Purpose.CHILD, Purpose.CRISIS, *_ONE_MATTER}
    place = next((n for n, purpose in enumerate(row.purposes) if purpose in purposes), None)
    if place is None:
        return None
    if row.name and resource.is_about_another_matter(row.purposes):
        return place * 10 + _OTHER_LAW
    sexes = resource.for_whom & {Serves.WOMEN, Serves.MEN}
    if row.exploitation and len(sexes) == 1 and sexes.isdisjoint(question.about.person):
        return place * 10 + _OTHER_LAW  # whoever is held or not paid may be anybody
    is_inspector = row.inspectors and row.purposes[place] is Purpose.LABOUR_RIGHTS
    if is_inspector and not _is_independent(resource):
        return _INSPECTORS  # "may tell immigration", so after unions, legal aid and charities
    return place * 10 + _finer(resource, row, row.purposes[place])


def _is_independent(resource: Resource) -> bool:
    return INDEPENDENCE[resource.operator_kind] <= _INDEPENDENT


def _serving_purposes(resource: Resource, row: Matter) -> frozenset[Purpose]:
    """Return the purposes of a row that a line serves.

    A line with a purpose of its own, such as a crisis line, is no answer to a wish for support
    with something else, and its lawyers know the law of its own matter. Support of lines that know
    trafficking is support with exploitation.
    """
    wanted = frozenset(row.purposes)
    serves = resource.purposes & wanted
    if Purpose.CHILD in serves or not row.name:
        return serves
    special = resource.purposes & SPECIAL_PURPOSES
    if row.exploitation or Purpose.CRIME_VICTIM in wanted:  # the law is part of both
        special -= {Purpose.LEGAL, Purpose.LABOUR_RIGHTS}
    knows = knows_trafficking(resource)
    if row.exploitation and knows:  # and a forced marriage is a form of it, for those who know it
        special -= {Purpose.FORCED_MARRIAGE}
    if special and special.isdisjoint(wanted):
        serves -= GENERAL_PURPOSES
    if resource.is_about_another_matter(wanted):
        serves -= GENERAL_PURPOSES | {Purpose.SHELTER, Purpose.CONSULAR}
    if knows and not row.exploitation:
        serves -= GENERAL_PURPOSES | {Purpose.LEGAL, Purpose.SHELTER}
    return serves


def _finer(resource: Resource, row: Matter, purpose: Purpose) -> int:
    """Return the place of a line among those with one purpose, from 0 to 9."""
    if purpose is Purpose.CHILD:
        matters = resource.purposes & SPECIAL_PURPOSES - {Purpose.CHILD}
        is_other = matters and matters <= _ONE_MATTER and matters.isdisjoint(row.purposes)
        if row.who == WORRIED:
            is_made_for_them = Serves.WORRIED_ADULTS in resource.for_whom
            return 4 if is_other else 0 if is_made_for_them else 2
        return 4 if is_other else 0 if _is_independent(resource) else 2
    if row.exploitation and purpose is Purpose.SUPPORT:
        others = SPECIAL_PURPOSES - {Purpose.LEGAL, Purpose.LABOUR_RIGHTS}
        if resource.purposes & others - frozenset(row.purposes):
            return 4
        return 0 if knows_trafficking(resource) else 2
    return 0


def _is_last(resource: Resource, question: HelpQuestion, served: dict[int, int]) -> bool:
    """Tell whether a line never stands first: a consulate's, or one that takes people back."""
    is_last = all(resource.purposes & question.matters[number].last for number in served)
    return is_last or resource.returns_people is not None


def _listens(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a line that doesn't serve listens to anybody.

    A line that knows trafficking does so for exploitation alone.
    """
    row = question.matters[0]
    if row.who == CHILD and Purpose.CHILD in resource.purposes:
        return True
    if resource.only_for and not resource.for_whom:
        return False
    if Purpose.CRISIS in resource.purposes:
        return True
    if resource.purposes & SPECIAL_PURPOSES or Purpose.SUPPORT not in resource.purposes:
        return False
    return row.exploitation or not knows_trafficking(resource)


_STOP_HARM = frozenset({Purpose.STOP_HARM_CHILD, Purpose.STOP_HARM_PARTNER})


def is_for_person(resource: Resource, question: HelpQuestion, row: Matter) -> bool:
    """Tell whether a line leaves out nobody that the question speaks of.

    A line for special groups, such as seafarers, is for whoever says that they belong to one, and
    for a matter that names it. Beside women or men such a group is one more that the line takes;
    beside the young alone it says which of them.
    """
    groups, said, about = resource.for_whom, question.about.person, question.about
    if Purpose.CONSULAR in resource.purposes and not _may_ask_consulate(resource, question, row):
        return False
    if not groups:  # whoever may do harm is none of those whom a line names in words alone
        is_made_for_them = not resource.purposes.isdisjoint(_STOP_HARM)
        return is_made_for_them or not (about.stop and resource.only_for)
    named = (
        said | row.people | ({Serves.PROFESSIONALS} if about.asks is Asks.PROFESSIONAL else set())
    )
    if Serves.NATIONALS in groups and Purpose.CONSULAR in resource.purposes:
        named |= {Serves.NATIONALS}  # whose citizens they are was looked at above
    sexes = groups & {Serves.WOMEN, Serves.MEN}
    special = groups & SPECIAL if not sexes else frozenset()
    if row.who == CHILD:  # such as LGBT young people
        return bool(groups & YOUNG) and (not special or bool(special & named))
    if row.who == WORRIED and Serves.WORRIED_ADULTS in groups:
        return not special or bool(special & named)
    adults = groups - YOUNG - {Serves.WORRIED_ADULTS}
    if not adults or (adults <= SPECIAL and adults.isdisjoint(named)):
        return False
    others = {Serves.WOMEN: Serves.MEN, Serves.MEN: Serves.WOMEN}
    return all(
        group not in adults or other in adults or other not in named or group in said
        for group, other in others.items()
    )


def _may_ask_consulate(resource: Resource, question: HelpQuestion, row: Matter) -> bool:
    """Tell whether a consular line may help: its citizens, abroad, with a matter that wants it.

    In their own country it has nothing to give them, unless somebody asks for it, or for somebody
    else who may be abroad.
    """
    if question.query.purpose:
        return True
    if question.about.careful:
        return False
    is_at_home = not set(resource.regions).isdisjoint(question.place.chain)
    is_named = bool(question.query.home or question.about.home)
    is_wanted = Purpose.CONSULAR in row.purposes
    if is_at_home and not is_named and not (is_wanted and row.who == OTHER):
        return False
    return is_wanted or resource.purposes != {Purpose.CONSULAR}


def helps_with_anything(resource: Resource) -> bool:
    """Tell whether a line gives support whatever happened, and has no matter that it knows."""
    return resource.purposes <= GENERAL_PURPOSES and not knows_trafficking(resource)


def knows_a_matter(resource: Resource, question: HelpQuestion) -> bool:
    """Tell whether a line is made for a matter of exploitation, and for the person.

    Lawyers know the law of their own matter alone. A child needs a line for children.
    """
    service = question.service(resource)
    if service.kind != SERVING or service.place % _FIRST_OF_NEXT_MATTER >= _INSPECTORS:
        return False
    if question.who in (CHILD, WORRIED):
        return Purpose.CHILD in resource.purposes
    own = resource.purposes & SPECIAL_PURPOSES - {Purpose.LEGAL}
    rows = [question.matters[number] for number in service.matters]
    exploited = [row for row in rows if row.exploitation]
    if knows_trafficking(resource) and own <= {Purpose.LABOUR_RIGHTS}:
        return bool(exploited)
    return any(not own.isdisjoint(row.purposes) for row in exploited)


def knows_trafficking(resource: Resource) -> bool:
    """Tell whether a line gives support and its topics say that it knows trafficking."""
    gives_support = (
        Purpose.SUPPORT in resource.purposes and Purpose.CONSULAR not in resource.purposes
    )
    knows = not resource.topics.isdisjoint(TRAFFICKING_TOPICS)
    return gives_support and knows and not resource.is_only_for_children


# The differences


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
    can_use = not needs_text(question) or channel in _SPOKEN_TEXT
    return int(line.referral.state is ReferralState.CLOSED), int(line.is_page), int(not can_use)


def far(line: Line, question: HelpQuestion) -> Rank:
    """5. Lines of the country or of a part of it before those of groups of countries.

    A place that only a patch claims comes after both. A line of the world that nobody knows comes
    after every line of the country.
    """
    if line.referral.is_place_added:
        return (3,)
    if is_group(line.referral.via) and not is_group(question.place.code):
        return (2 if line.trust is Trust.UNKNOWN else 1,)
    return (0,)


def distance(line: Line, question: HelpQuestion) -> Rank:
    """6. The nearer place; that of a consulate, or that only a patch claims, is the farthest.

    Where the parts of the country have a line each, those that speak the language come first, then
    the parts in the order of the list of places.
    """
    chain, referral = question.place.chain, line.referral
    if referral.is_place_added or referral.via not in chain:
        parts = main_parts(question.place.code)
        if referral.via not in parts:
            return (len(chain),)
        is_spoken = question.query.spoken is None or referral.language is not None
        return len(chain), int(not is_spoken), parts.index(referral.via)
    return (chain.index(referral.via),)


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
    way = 0 if used in _ANSWERED else 1 if used is Channel.EMAIL else 2
    resource = line.referral.resource
    is_for_all = not resource.for_whom and resource.only_for is None
    is_for_child = question.who in (CHILD, WORRIED) and Purpose.CHILD in resource.purposes
    is_for_them = is_for_child or bool(resource.for_whom & question.about.person)
    return int(not (is_for_all or is_for_them)), way


def language(line: Line, question: HelpQuestion) -> Rank:
    """9. Staff who speak the language, an interpreter, a patch that says so, unknown, nobody."""
    referral = line.referral
    wish, contact = question.query.spoken, referral.contact
    if wish is None:
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


def needs_text(question: HelpQuestion) -> bool:
    """Tell whether somebody can't use a voice."""
    return question.about.reach is Reach.TEXT or Serves.DEAF in question.about.person
