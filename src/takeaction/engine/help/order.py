"""The order of a list of help: differences decide, then a few rules on what leads the list."""

from collections.abc import Callable, Iterable, Iterator

from takeaction.engine.help.answer import Referral
from takeaction.engine.help.differences import (
    DIFFERENCES,
    GENERAL,
    NEVER_FIRST,
    NOT_FOR_THEM,
    SERVING,
    HelpQuestion,
    Line,
    Rank,
    Service,
    distance,
    helps_with_anything,
    knows_a_matter,
    official,
)
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.serving import WORRIED, Matter
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, country_of, find_region, is_group, region
from takeaction.models.resource import Contact, Resource
from takeaction.vocabulary.closed_words import NeedTopic, Serves
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.resources import OperatorKind, Purpose, ResourceKind

_CHANNELS = list(Channel)
_SEXES = frozenset({Serves.WOMEN, Serves.MEN})


class RankedLine:
    """One helpline with its ways, and how it serves.

    Attributes:
        ways: The ways to reach it, best first.
        service: How it serves the question.
        is_trusted: Whether it is known as well as the best line of the list.
    """

    def __init__(self, ways: list[Line], service: Service, *, is_trusted: bool) -> None:
        self.ways = ways
        self.service = service
        self.is_trusted = is_trusted

    @property
    def best(self) -> Line:
        """Its best way, which decides where it stands."""
        return self.ways[0]

    @property
    def is_page(self) -> bool:
        """Whether nobody answers any of its ways."""
        return all(way.is_page for way in self.ways)

    @property
    def is_finder(self) -> bool:
        """Whether it is a page that lists lines, and no service itself."""
        return self.best.referral.resource.kind is ResourceKind.SITE

    @property
    def is_closed(self) -> bool:
        """Whether all its ways are closed."""
        return all(way.referral.state is ReferralState.CLOSED for way in self.ways)

    @property
    def is_open(self) -> bool:
        """Whether somebody is known to answer one of its ways."""
        return any(way.state is ReferralState.OPEN and not way.is_page for way in self.ways)

    @property
    def is_general(self) -> bool:
        """Whether it doesn't serve the matter that was asked for."""
        return self.service.kind not in (SERVING, NEVER_FIRST)

    @property
    def is_for_everyone(self) -> bool:
        """Whether it takes anybody, as far as it says."""
        resource = self.best.referral.resource
        return not resource.for_whom and resource.only_for is None

    @property
    def is_for_one_sex(self) -> bool:
        """Whether it is for women alone, or for men alone."""
        return len(self.best.referral.resource.for_whom & _SEXES) == 1

    @property
    def is_unchecked_state(self) -> bool:
        """Whether a state answers, and no source says what it keeps private."""
        return is_unchecked_state(self.best.referral)


def is_unchecked_state(referral: Referral) -> bool:
    """Tell whether a state answers a line, and no source says what it keeps private."""
    contacts = referral.resource.contacts
    is_state = referral.is_enforcement or referral.resource.operator_kind is OperatorKind.GOVERNMENT
    return is_state and all(contact.tells is None for contact in contacts)


def ranked(lines: Iterable[Line], query: HelpQuery, place: Region) -> tuple[RankedLine, ...]:
    """Return helplines with their ways, best first, without pages that add nothing to them."""
    given = list(lines)
    question = _question(given, query, place)
    if not question.is_bare and not query.purpose:
        given = [
            line for line in given if question.service(line.referral.resource).kind != NOT_FOR_THEM
        ]
    entries = _without_idle_pages(_sorted(given, question), question)
    return tuple(_led(entries, question))


def _question(lines: Iterable[Line], query: HelpQuery, place: Region) -> HelpQuestion:
    """Return a question, with what is known of the lines that may answer it."""
    given, helps = list(lines), HelpQuestion(query, place)
    accepts_help = any(
        line.trust is Trust.ACCEPTED and not official(line, helps)[0] for line in given
    )
    has_known = any(line.trust is not Trust.UNKNOWN for line in given)
    return HelpQuestion(query, place, prefers_accepted=accepts_help, has_known=has_known)


def unserved(entries: Iterable[RankedLine], query: HelpQuery, place: Region) -> list[NeedTopic]:
    """Return the topics that no line of the list serves; a page is no line.

    Beside lines that are known better, a stranger's says nothing: it may not be what it claims.
    """
    rows = HelpQuestion(query, place).matters
    served = {
        number
        for entry in entries
        if not entry.is_page and entry.is_trusted
        for number in entry.service.matters
    }
    topics = set(NeedTopic)
    return [
        NeedTopic(row.name)
        for number, row in enumerate(rows)
        if number not in served and row.name in topics
    ]


def is_served(entries: Iterable[RankedLine], query: HelpQuery, place: Region) -> bool:
    """Tell whether somebody answers who serves the first matter; where none is asked, one does."""
    question = HelpQuestion(query, place)
    return not question.matters or any(
        entry.service.kind == SERVING and 0 in entry.service.matters and not entry.is_page
        for entry in entries
    )


def parts_before(
    lines: Iterable[Line],
    of_parts: Iterable[Line],
    parts: Iterable[str],
    query: HelpQuery,
    place: Region,
) -> tuple[str, ...]:
    """Return the parts of a country of which a line would stand before all of the whole country.

    A line of the part is nearer: it does if no difference before that decides against it.

    Args:
        lines: The lines of the whole country.
        of_parts: Those of its parts alone.
        parts: The codes of the parts.
        query: The question.
        place: The country.
    """
    question = _question(lines, query, place)
    nearer = DIFFERENCES[: DIFFERENCES.index(distance)]
    best = min((_key(line, question, nearer) for line in lines), default=None)
    found = {
        code
        for line in of_parts
        if best is None or _key(line, question, nearer) <= best
        for code in line.referral.resource.regions
    }
    return tuple(part for part in parts if part in found)


_Key = tuple[Rank, ...]


def _key(
    line: Line,
    question: HelpQuestion,
    differences: Iterable[Callable[[Line, HelpQuestion], Rank]] = DIFFERENCES,
) -> _Key:
    return tuple([decide(line, question) for decide in differences])


def _sorted(lines: list[Line], question: HelpQuestion) -> list[RankedLine]:
    """Sort the ways of each line, and lines by their best way.

    Where no difference decides, the lines of one operator stay together. So whoever reads a line
    sees that the same people answer another one.
    """
    keyed = [(_key(line, question), line) for line in lines]
    by_line: dict[str, list[tuple[_Key, Line]]] = {}
    for entry in keyed:
        by_line.setdefault(entry[1].referral.resource.id, []).append(entry)
    best: list[tuple[_Key, list[Line]]] = []
    for ways in by_line.values():
        ways.sort(key=lambda entry: (entry[0], _last(entry[1])))
        best.append((ways[0][0], [way for _, way in ways]))
    first: dict[tuple[_Key, _Operator], _Last] = {}
    for key, ways_ in best:
        group = key, _operator(ways_[0])
        first[group] = min(first.get(group, _last(ways_[0])), _last(ways_[0]))
    best.sort(
        key=lambda entry: (
            entry[0],
            first[entry[0], _operator(entry[1][0])],
            _operator(entry[1][0]),
            _last(entry[1][0]),
        )
    )
    trusted = min((line.trust for line in lines), default=Trust.UNKNOWN)
    return [
        RankedLine(
            ways_,
            question.service(ways_[0].referral.resource),
            is_trusted=ways_[0].trust <= trusted and not ways_[0].is_copy,
        )
        for _, ways_ in best
    ]


_Operator = tuple[int, str]


def _operator(line: Line) -> _Operator:
    """Return who runs a line; a stranger who gives the same name is somebody else."""
    return line.trust, line.referral.resource.operator or line.referral.resource.id


_Last = tuple[int, str, int, str]


def _last(line: Line) -> _Last:
    """Return the last differences: who may learn of the call, then a fixed order."""
    resource, contact = line.referral.resource, line.referral.contact
    return line.shares, resource.id, _CHANNELS.index(contact.channel), contact.id


# Pages


def _without_idle_pages(entries: list[RankedLine], question: HelpQuestion) -> list[RankedLine]:
    """Return lines without the pages of the world that add nothing to them.

    A page that lists lines is no line, and nobody has checked those on it. It is listed where no
    line that answers settles the same matter for everybody; other services of the world are listed
    where they serve. Where nobody answers at all, pages of crisis lines are, which listen to
    anybody. A line that is trusted less than a page never takes its place.
    """
    return [entry for entry in entries if not _is_idle(entry, entries, question)]


def _is_idle(page: RankedLine, entries: list[RankedLine], question: HelpQuestion) -> bool:
    if not page.is_page or not page.best.is_of_the_world:
        return False
    others = [
        entry for entry in entries if not entry.is_page and entry.best.trust <= page.best.trust
    ]
    if question.is_bare:
        return any(_settles(entry, question, page) for entry in others) or not page.is_finder
    if not page.is_general:
        settled = {
            number
            for entry in others
            if _settles(entry, question, page)
            for number in entry.service.matters
        }
        return page.is_finder and page.service.matters <= settled
    return page.service.kind != GENERAL or any(
        entry.service.kind <= GENERAL and not entry.best.referral.is_enforcement for entry in others
    )


def _settles(entry: RankedLine, question: HelpQuestion, page: RankedLine) -> bool:
    """Tell whether a line serves whoever a page may serve, and somebody can answer now.

    The state alone never does where nobody could check what it keeps private.
    """
    resource, listed = entry.best.referral.resource, page.best.referral.resource
    known = listed.for_whom | question.about.person
    is_for_them = not entry.is_for_one_sex or bool(resource.for_whom & known & _SEXES)
    helps = not official(entry.best, question)[0] and not resource.is_only_for_children
    if question.is_bare:
        return helps and not entry.is_unchecked_state
    return (
        entry.service.kind == SERVING
        and is_for_them
        and not entry.is_closed
        and not entry.is_unchecked_state
        and not official(entry.best, question)[0]
    )


# What leads the list


def _led(entries: list[RankedLine], question: HelpQuestion) -> Iterator[RankedLine]:
    """Yield lines with those in front that belong there together.

    Lines that are trusted less are passed over here: they can neither be lifted nor keep another
    line from it. One that stands before the best of those we know stays there.
    """
    trusted = [entry for entry in entries if entry.is_trusted]
    front = _front(trusted, question) if trusted else []
    before = entries.index(trusted[0]) if trusted else 0
    chosen = {id(entry) for entry in front}
    yield from entries[:before]
    yield from front
    yield from (entry for entry in entries[before:] if id(entry) not in chosen)


def _front(entries: list[RankedLine], question: HelpQuestion) -> list[RankedLine]:
    """Return the lines that stand in front."""
    row = question.matters[0] if question.matters else None
    front = [_first(entries, question)]
    if row and row.pair and front[0].service.kind == SERVING:
        front = _pair(entries, row) or front
    if row and row.first and len(question.matters) > 1:
        front += _best(entries, front, lambda entry: 1 in entry.service.matters)
    elif front[0].service.kind == SERVING:
        front += _of_next_matter(entries, front, question)
    if question.is_bare and front[0].is_page and not is_group(question.place.code):
        front += _best(entries, front, _is_near_person)
    is_alone = front[0].is_for_one_sex and not (
        front[0].best.referral.resource.for_whom & question.about.person
    )
    if is_alone and not any(entry.is_for_everyone for entry in front[1:2]):
        front[1:1] = _best(entries, front, _is_next_for_everyone)
    if not any(entry.is_open for entry in entries if _is_like(entry, entries[0], question)):
        front[1:1] = _best(entries, front, lambda entry: _is_open_for_all(entry, question))
    return front


def _first(entries: list[RankedLine], question: HelpQuestion) -> RankedLine:
    """Return the line that stands first.

    One that never does leaves it to one that listens, a closed one to one that serves as well, and
    one that supports people after anything to one that knows a matter of exploitation.
    """
    listening = (entry for entry in entries if entry.service.kind == GENERAL)
    first = entries[0]
    if first.service.kind == NEVER_FIRST:
        return next((entry for entry in listening if _helps(entry)), first)
    if first.is_closed and first.service.matters:  # a page is there at night; the police wait
        others = (entry for entry in entries if entry.service.matters >= first.service.matters)
        serving = (entry for entry in others if entry.service.kind == SERVING and _helps(entry))
        return next((entry for entry in serving if not entry.is_closed), first)
    row = question.matters[0] if question.matters else None
    if row and row.exploitation and helps_with_anything(first.best.referral.resource):
        knowing = (entry for entry in entries if _answers(entry))
        known = (
            entry for entry in knowing if knows_a_matter(entry.best.referral.resource, question)
        )
        return next(known, first)
    return first


def _of_next_matter(
    entries: list[RankedLine], front: list[RankedLine], question: HelpQuestion
) -> list[RankedLine]:
    """Return the best line for the first matter that those in front don't serve, if there is one.

    Somebody answers there.
    """
    served = {number for entry in front for number in entry.service.matters}
    following = next((n for n in range(len(question.matters)) if n not in served), None)
    return _best(
        entries,
        front,
        lambda entry: (
            following in entry.service.matters and entry.service.kind == SERVING and _answers(entry)
        ),
    )


def _answers(entry: RankedLine) -> bool:
    """Tell whether somebody who helps answers, and is not known to be away."""
    return not entry.is_page and not entry.is_closed and _helps(entry)


def _pair(entries: list[RankedLine], row: Matter) -> list[RankedLine]:
    """Return the best line for each purpose of a matter, open ones first, and people before pages.

    A closed one leaves its place to one that serves the same purpose and is not.
    """
    front: list[RankedLine] = []
    fits = [
        entry
        for entry in entries
        if entry.service.kind == SERVING and (_helps(entry) or row.who == WORRIED)
    ]
    for purpose in row.purposes:
        serving = [each for each in fits if purpose in each.best.referral.resource.purposes]
        best = next((each for each in serving if not each.is_closed), next(iter(serving), None))
        front += [best] if best and best not in front else []
    return sorted(front, key=lambda entry: (entry.is_closed, entry.is_page, not entry.is_open))


def _is_near_person(entry: RankedLine) -> bool:
    """Tell whether somebody answers, if only for some people: the line says for whom.

    Citizens of the place find nothing at their own consulates abroad.
    """
    return Purpose.CONSULAR not in entry.best.referral.resource.purposes and _answers(entry)


def _best(
    entries: list[RankedLine], front: list[RankedLine], fits: Callable[[RankedLine], bool]
) -> list[RankedLine]:
    """Return the best line that fits, unless it stands in front already; empty without one."""
    best = next((entry for entry in entries if fits(entry)), None)
    return [] if best is None or best in front else [best]


def _is_next_for_everyone(entry: RankedLine) -> bool:
    return entry.service.kind <= GENERAL and entry.is_for_everyone and _helps(entry)


def _is_open_for_all(entry: RankedLine, question: HelpQuestion) -> bool:
    """Tell whether a line that helps everybody is open: nobody tries one after another at night.

    Lines for children and for citizens abroad take some people alone, whether they say so or not.
    """
    purposes = entry.best.referral.resource.purposes
    is_meant = entry.service.kind in (SERVING, GENERAL)
    if question.is_bare:
        is_meant = purposes.isdisjoint({Purpose.CHILD, Purpose.CONSULAR})
    return is_meant and entry.is_open and entry.is_for_everyone and _helps(entry)


def _helps(entry: RankedLine) -> bool:
    return not entry.best.referral.is_enforcement and not entry.best.referral.only_reports


def _is_like(entry: RankedLine, first: RankedLine, question: HelpQuestion) -> bool:
    """Tell whether a line serves as the first one does."""
    if question.is_bare:
        return entry.service == first.service
    return entry.service.kind == SERVING and (0 in entry.service.matters or not question.matters)


# Reach: whether a contact works from the caller's place; one known not to work is never listed.


_TERRITORIES = {"US": ("AS", "GU", "MP", "PR", "VI")}
"""Parts of a country that ISO 3166-1 lists as countries too; ISO 3166-2:US, outlying areas."""


class Caller:
    """The place a call comes from.

    Attributes:
        origin: That place; the place where help is needed, if the question names no other.
        is_named: Whether the question names it.
        is_abroad: Whether it is outside the country where help is needed.
    """

    def __init__(self, origin: Region, *, is_named: bool = False, is_abroad: bool = False) -> None:
        self.origin = origin
        self.is_named = is_named
        self.is_abroad = is_abroad


def caller_of(query: HelpQuery, place: Region) -> Caller:
    """Return the caller of a question, who calls from *place* unless it names another.

    Raises:
        UnknownWordError: The place of the call is in no list.
    """
    written = query.calling_from or query.asked.calling_from
    if written is None:
        return Caller(place)
    origin = find_region(written, "calling_from")
    country = country_of(origin.code)
    is_abroad = country is None or country != country_of(place.code)
    return Caller(origin, is_named=True, is_abroad=is_abroad)


def may_reach(resource: Resource, contact: Contact, caller: Caller) -> bool:
    """Tell whether a contact may work for a caller; False if it is known not to."""
    country = country_of(caller.origin.code)
    if contact.dial_region and not _works_in(contact.dial_region, resource, country):
        # A question about the world or a group of countries names no place to call from: the
        # reader can see for which country a short number is.
        return country is None and not caller.is_named
    places = contact.reachable_from
    return not places or any(_overlap(region(code), caller.origin) for code in places)


def is_known_to_reach(resource: Resource, contact: Contact, caller: Caller) -> bool | None:
    """Tell whether a contact that may work for a caller certainly does.

    Returns:
        True if that is known; None if nobody knows, or if the question names no place to
        call from.
    """
    if not caller.is_named:
        return None
    is_stated = contact.dial is None or contact.dial_region or contact.reachable_from
    countries = {country_of(code) for code in resource.regions} - {None}
    is_domestic = not caller.is_abroad or country_of(caller.origin.code) in countries
    return True if is_stated or is_domestic else None


def _works_in(dial_region: str, resource: Resource, country: str | None) -> bool:
    """Tell whether national digits work in a country: in their own, or in a territory of it.

    They count for a territory only if the resource is for that territory too.
    """
    if country is None or country == dial_region:
        return country is not None
    return country in resource.regions and country in _TERRITORIES.get(dial_region, ())


def _overlap(one: Region, other: Region) -> bool:
    """Tell whether one of two places contains the other."""
    return one.code in other.chain or other.code in one.chain
