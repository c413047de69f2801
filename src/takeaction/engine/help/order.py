"""The order of a list of help: differences decide, then a few rules on what leads the list.

Each difference is a function of a way to reach a line and of the question; the lower value comes
first. Why they are in this order: ``docs/explanation/safety.md``. No pack can set a priority.
"""

from collections.abc import Callable, Iterable, Iterator

from takeaction.engine.help.answer import Referral
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.serving import (
    CHILD,
    GENERAL,
    NEVER_FIRST,
    NOT_FOR_THEM,
    SERVING,
    SEXES,
    WORRIED,
    HelpQuestion,
    Matter,
    Service,
    helps_with_anything,
    is_about_another,
    is_for_a_sex_unsaid,
    knows_a_matter,
    needs_text,
    takes_pictures_down,
)
from takeaction.models.region import is_group, main_parts
from takeaction.models.resource import knows_trafficking
from takeaction.vocabulary.closed_words import Serves, Tells
from takeaction.vocabulary.contacts import (
    CHANNELS_WITHOUT_HOURS,
    PAGE_CHANNELS,
    SILENT_CHANNELS,
    Channel,
    ReferralState,
)
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import (
    ENFORCEMENT,
    INDEPENDENCE,
    OperatorKind,
    Purpose,
    ResourceKind,
)

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

    For somebody who can't talk, ways that are answered in writing at once come before, then a
    mailbox or a page; a voice is last.
    """
    used = line.referral.contact.channel
    loudness = 0
    if needs_text(question.about) and used not in SILENT_CHANNELS:
        loudness = 2 if used is Channel.VOICE else 1
    return int(line.referral.state is ReferralState.CLOSED), loudness, int(line.is_page)


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
    lines for children and for everybody alike, and so does an adult who worries about one. Lines
    for LGBT people are as good as those for all where nothing more may be written of somebody.
    """
    used = line.referral.contact.channel
    way = int(used in CHANNELS_WITHOUT_HOURS) + int(used in PAGE_CHANNELS)
    resource = line.referral.resource
    is_for_all = not resource.for_whom and resource.only_for is None
    is_for_child = question.who in (CHILD, WORRIED) and Purpose.CHILD in resource.purposes
    is_for_lgbt = question.about.careful and Serves.LGBT in resource.for_whom
    is_for_them = is_for_child or is_for_lgbt or bool(resource.for_whom & question.about.person)
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


# The list: the ways of each line together, and what leads


_CHANNELS = list(Channel)


class RankedLine:
    """One helpline with its ways, and how it serves.

    Attributes:
        ways: The ways to reach it, best first.
        best: Its best way, which decides its place in the list.
        resource: The helpline, as its best way knows it.
        service: How it serves the question.
        is_trusted: Whether it is known as well as the best line of the list.
        is_page: Whether nobody answers any of its ways.
        is_finder: Whether it is a page that lists lines, and no service itself.
        takes_down: Whether it is a page that takes pictures down: nobody talks with them there.
        is_closed: Whether all its ways are closed.
        is_open: Whether somebody is known to answer one of its ways.
        is_general: Whether it doesn't serve the matter that was asked for.
        is_about_another: Whether it serves after those that are for the matter and for anybody.
        is_for_everyone: Whether it takes anybody, as far as it says.
        is_for_one_sex: Whether it is for women alone, or for men alone.
        is_unchecked_state: Whether a state answers, and no source says what it keeps private.
        helps: Whether it is more than police or a line that only takes reports.
        answers: Whether somebody who helps answers, and is not known to be away.
    """

    def __init__(self, ways: list[Line], service: Service, *, is_trusted: bool) -> None:
        self.ways = ways
        self.best = ways[0]
        self.service = service
        self.is_trusted = is_trusted
        referral = self.best.referral
        self.resource = resource = referral.resource
        self.is_page = all(way.is_page for way in ways)
        self.is_finder = resource.kind is ResourceKind.SITE
        self.takes_down = takes_pictures_down(resource)
        self.is_closed = all(way.referral.state is ReferralState.CLOSED for way in ways)
        self.is_open = any(way.state is ReferralState.OPEN and not way.is_page for way in ways)
        self.is_general = service.kind not in (SERVING, NEVER_FIRST)
        self.is_about_another = is_about_another(service)
        self.is_for_everyone = not resource.for_whom and resource.only_for is None
        self.is_for_one_sex = len(resource.for_whom & SEXES) == 1
        is_state = referral.is_enforcement or resource.operator_kind is OperatorKind.GOVERNMENT
        self.is_unchecked_state = is_state and all(each.tells is None for each in resource.contacts)
        self.helps = not referral.is_enforcement and not referral.only_reports
        self.answers = self.helps and not self.is_page and not self.is_closed


def ranked(lines: Iterable[Line], question: HelpQuestion) -> tuple[RankedLine, ...]:
    """Return helplines with their ways, best first, without pages that add nothing to them."""
    given = list(lines)
    _note_trust(given, question)
    if not question.is_bare and not question.query.purpose:
        given = [
            line for line in given if question.service(line.referral.resource).kind != NOT_FOR_THEM
        ]
    entries = _sorted(given, question)
    # Pages of the world that add nothing are left out: nobody has checked the lines on them.
    return tuple(
        _led([entry for entry in entries if not _is_idle(entry, entries, question)], question)
    )


def _note_trust(lines: Iterable[Line], question: HelpQuestion) -> None:
    """Put into the question what is known of the lines that may answer it."""
    question.prefers_accepted = any(
        line.trust is Trust.ACCEPTED and not official(line, question)[0] for line in lines
    )
    question.has_known = any(line.trust is not Trust.UNKNOWN for line in lines)


def unserved(entries: Iterable[RankedLine], question: HelpQuestion) -> tuple[NeedTopic, ...]:
    """Return the topics that no line of the list serves; a page is no line, unless it is the help.

    Nor are the police, or a line that only takes reports.

    Beside lines that are known better, a stranger's says nothing: it may not be what it claims.
    What may be meant, and wasn't said, is in no answer.
    """
    served = {
        number
        for entry in entries
        if (not entry.is_page or entry.takes_down) and entry.is_trusted and entry.helps
        for number in entry.service.matters
        if not is_for_a_sex_unsaid(entry.resource, question.matters[number], question)
    }
    topics = set(NeedTopic) if not question.about.listen else ()
    return tuple(
        NeedTopic(row.name)
        for number, row in enumerate(question.matters)
        if number not in served and row.name in topics
    )


def for_women_alone(lines: Iterable[Line], question: HelpQuestion) -> frozenset[str]:
    """Return the names of the matters for which a place has lines that take women and no men."""
    resources = [line.referral.resource for line in lines if not line.is_page]
    return frozenset(
        row.name
        for row in question.matters
        if any(
            row.purposes[0] in each.purposes and each.for_whom & SEXES == {Serves.WOMEN}
            for each in resources
        )
    )


def is_served(entries: Iterable[RankedLine], question: HelpQuestion) -> bool:
    """Whether somebody answers who serves the first matter; True if none is asked."""
    return not question.matters or any(
        entry.service.kind == SERVING
        and 0 in entry.service.matters
        and (not entry.is_page or entry.takes_down)
        for entry in entries
    )


def parts_before(
    lines: list[Line], of_parts: Iterable[Line], parts: Iterable[str], question: HelpQuestion
) -> tuple[str, ...]:
    """Return the parts of a country of which a line would stand before all of the whole country.

    A line of the part is nearer: it does if no difference before that decides against it.

    Args:
        lines: The lines of the whole country.
        of_parts: Those of its parts alone.
        parts: The codes of the parts.
        question: The question, for the country.
    """
    _note_trust(lines, question)
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
_Last = tuple[int, str, int, str]


def _key(
    line: Line,
    question: HelpQuestion,
    differences: Iterable[Callable[[Line, HelpQuestion], Rank]] = DIFFERENCES,
) -> _Key:
    return tuple([decide(line, question) for decide in differences])


def _last(line: Line) -> _Last:
    """Return the last differences: who may learn of the call, then a fixed order."""
    resource, contact = line.referral.resource, line.referral.contact
    return line.shares, resource.id, _CHANNELS.index(contact.channel), contact.id


def _sorted(lines: list[Line], question: HelpQuestion) -> list[RankedLine]:
    """Sort the ways of each line, and lines by their best way.

    Where no difference decides, the lines of one operator stay together. So whoever reads a line
    sees that the same people answer another one.
    """
    by_line: dict[str, list[tuple[_Key, _Last, Line]]] = {}
    for line in lines:
        entry = _key(line, question), _last(line), line
        by_line.setdefault(line.referral.resource.id, []).append(entry)
    best: list[tuple[_Key, tuple[int, str], _Last, list[Line]]] = []
    first: dict[tuple[_Key, tuple[int, str]], _Last] = {}
    for entries in by_line.values():
        entries.sort(key=lambda entry: entry[:2])
        key, last, line = entries[0]
        # A stranger who gives the same name is somebody else.
        operator = line.trust, line.referral.resource.operator or line.referral.resource.id
        first[key, operator] = min(first.get((key, operator), last), last)
        best.append((key, operator, last, [way for *_, way in entries]))
    best.sort(key=lambda entry: (entry[0], first[entry[:2]], entry[1], entry[2]))
    trusted = min((line.trust for line in lines), default=Trust.UNKNOWN)
    return [
        RankedLine(
            ways,
            question.service(ways[0].referral.resource),
            is_trusted=ways[0].trust <= trusted and not ways[0].is_copy,
        )
        for *_, ways in best
    ]


# Pages


def _is_idle(page: RankedLine, entries: list[RankedLine], question: HelpQuestion) -> bool:
    """Whether a page of the world adds nothing to the list.

    A page that lists lines is no line. It is listed where no line that answers settles the same
    matter for everybody; other services of the world are listed where they serve. Where nobody
    answers at all, pages of crisis lines are, which listen to anybody. A line that is trusted less
    than a page never takes its place.
    """
    if not page.is_page or not page.best.is_of_the_world:
        return False
    others = [
        entry for entry in entries if not entry.is_page and entry.best.trust <= page.best.trust
    ]
    settling = [entry for entry in others if _settles(entry, question, page)]
    if question.is_bare:
        return bool(settling) or not page.is_finder
    if not page.is_general:
        settled = {number for entry in settling for number in entry.service.matters}
        return page.is_finder and page.service.matters <= settled
    return page.service.kind != GENERAL or any(
        entry.service.kind <= GENERAL and not entry.best.referral.is_enforcement for entry in others
    )


def _settles(entry: RankedLine, question: HelpQuestion, page: RankedLine) -> bool:
    """Whether a line serves as many people as a page, and somebody can answer now.

    The state alone never does where nobody could check what it keeps private.
    """
    resource = entry.resource
    if entry.is_unchecked_state or official(entry.best, question)[0]:
        return False
    if question.is_bare:
        return not resource.is_only_for_children
    known = page.resource.for_whom | question.about.person
    is_for_them = not entry.is_for_one_sex or bool(resource.for_whom & known & SEXES)
    # In words alone it may be for one region: nobody knows whether the reader lives there.
    is_for_some = resource.only_for is not None and not resource.for_whom
    is_wide = is_for_them and not is_for_some
    return entry.service.kind == SERVING and is_wide and not entry.is_closed


# What leads the list


def _led(entries: list[RankedLine], question: HelpQuestion) -> Iterator[RankedLine]:
    """Yield lines with those in front that belong there together.

    Lines that are trusted less are passed over here: they can neither be lifted nor keep another
    line from it. One that stands before the best of those we know stays there.
    """
    trusted = [entry for entry in entries if entry.is_trusted]
    front = _front(trusted, question) if trusted else []
    before = entries.index(trusted[0]) if trusted else 0
    yield from entries[:before]
    yield from front
    yield from (entry for entry in entries[before:] if entry not in front)


def _front(entries: list[RankedLine], question: HelpQuestion) -> list[RankedLine]:
    row = question.matters[0] if question.matters else None
    first = _first(entries, question, row)
    front = [first]
    is_maybe = bool(question.about.listen) and len(question.matters) > 1
    if row and "pair" in row.flags and first.service.kind == SERVING and not is_maybe:
        pair = _pair(entries, row)
        front = pair if pair and (first.is_closed or not pair[0].is_closed) else front
    if is_maybe:
        front += _best(entries, [], lambda entry: entry is not first and 1 in entry.service.matters)
    if first.takes_down:  # nobody said how old they were in the picture, or talks with them there
        front += _best(entries, front, lambda entry: entry.takes_down and entry is not first)
        front += _best(
            entries, front, lambda entry: entry.service.kind == SERVING and entry.answers
        )
    if row and "first" in row.flags and len(question.matters) > 1:
        front += _best(entries, front, lambda entry: 1 in entry.service.matters)
    elif front[0].service.kind == SERVING:
        # The best line for the first matter that those in front don't serve; somebody answers it,
        # and what people say goes to nobody whatever they want.
        served = {number for entry in front for number in entry.service.matters}
        following = next((n for n in range(len(question.matters)) if n not in served), None)
        front += _best(
            entries,
            front,
            lambda entry: (
                following in entry.service.matters
                and entry.service.kind == SERVING
                and entry.answers
                and not _always_tells(entry)
            ),
        )
    if question.is_bare and front[0].is_page and not is_group(question.place.code):
        # Somebody answers, if only for some people: the line names them. Citizens of the place
        # find nothing at their own consulates abroad.
        front += _best(
            entries,
            front,
            lambda entry: entry.answers and Purpose.CONSULAR not in entry.resource.purposes,
        )
    is_alone = front[0].is_for_one_sex and not front[0].resource.for_whom & question.about.person
    if is_alone and not any(entry.is_for_everyone for entry in front[1:2]):
        front[1:1] = _best(
            entries,
            front,
            lambda entry: entry.service.kind <= GENERAL and entry.is_for_everyone and entry.helps,
        )
    if not any(entry.is_open for entry in entries if _is_like(entry, entries[0], question)):
        front[1:1] = _best(entries, front, lambda entry: _is_open_for_all(entry, question))
    return front


def _always_tells(entry: RankedLine) -> bool:
    told = [contact.tells for contact in entry.resource.contacts if contact.tells]
    return any(
        Tells.ALWAYS in (each.police, each.immigration, each.family, each.employer, each.home_state)
        for each in told
    )


def _best(
    entries: list[RankedLine], front: list[RankedLine], fits: Callable[[RankedLine], bool]
) -> list[RankedLine]:
    """Return the best line that fits, unless it is first already; empty without one."""
    best = next((entry for entry in entries if fits(entry)), None)
    return [] if best is None or best in front else [best]


def _first(entries: list[RankedLine], question: HelpQuestion, row: Matter | None) -> RankedLine:
    """Return the line to put first.

    One that never does leaves it to one that listens, a closed one to one that serves as well, and
    one that supports people after anything to one that knows a matter of exploitation. A page on
    which nobody answers leaves it to the consulate of the country that somebody names as theirs;
    so does an inspectorate to which others report people, as far as anybody knows.
    """
    first = entries[0]
    others: Iterable[RankedLine] = ()
    has_home = bool(question.about.home or question.query.home)
    is_inspectorate = first.is_unchecked_state and Purpose.REPORT in first.resource.purposes
    if has_home and (first.is_finder or is_inspectorate):
        others = (
            entry
            for entry in entries
            if Purpose.CONSULAR in entry.resource.purposes
            and entry.service.kind == NEVER_FIRST
            and entry.answers
        )
    elif first.service.kind == NEVER_FIRST:
        others = (entry for entry in entries if entry.service.kind == GENERAL and entry.helps)
    elif first.is_closed and first.service.matters:  # a page is there at night; the police wait
        others = (
            entry
            for entry in entries
            if entry.service.kind == SERVING
            and entry.service.matters >= first.service.matters
            and entry.helps
            and not entry.is_closed
        )
    elif row and "exploitation" in row.flags and helps_with_anything(first.resource):
        others = (
            entry for entry in entries if entry.answers and knows_a_matter(entry.resource, question)
        )
    return next(iter(others), first)


def _pair(entries: list[RankedLine], row: Matter) -> list[RankedLine]:
    """Return the best line for each purpose of a matter, open ones first, and people before pages.

    A closed one leaves its place to one that serves the same purpose and is not. For exploitation
    of a child it is a line for children and one that knows trafficking: the one that takes reports
    of what strangers saw comes first.
    """
    is_exploited = "exploitation" in row.flags
    front: list[RankedLine] = []
    fits = [
        entry
        for entry in entries
        if entry.service.kind == SERVING and (entry.helps or row.who == WORRIED)
    ]
    for purpose in row.purposes[:2]:
        serving = [
            entry
            for entry in fits
            if purpose in entry.resource.purposes
            and not (is_exploited and entry.is_about_another)
            and (purpose is Purpose.CHILD or not is_exploited or knows_trafficking(entry.resource))
        ]
        best = min(serving, key=lambda entry: entry.is_closed, default=None)  # the first of equals
        if best and best not in front:
            front.append(best)

    def rank(entry: RankedLine) -> tuple[bool, ...]:
        takes_reports = is_exploited and Purpose.REPORT in entry.resource.purposes
        return entry.is_closed, entry.is_page, not takes_reports, not entry.is_open

    return sorted(front, key=rank)


def _is_open_for_all(entry: RankedLine, question: HelpQuestion) -> bool:
    """Whether a line that helps everybody is open: nobody tries one after another at night.

    Lines for children and for citizens abroad take some people alone, whether they say so or not.
    """
    is_meant = entry.service.kind in (SERVING, GENERAL)
    if question.is_bare:
        is_meant = entry.resource.purposes.isdisjoint({Purpose.CHILD, Purpose.CONSULAR})
    return is_meant and entry.is_open and entry.is_for_everyone and entry.helps


def _is_like(entry: RankedLine, first: RankedLine, question: HelpQuestion) -> bool:
    if question.is_bare:
        return entry.service == first.service
    return entry.service.kind == SERVING and (0 in entry.service.matters or not question.matters)
