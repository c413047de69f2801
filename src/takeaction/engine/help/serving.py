"""Serving: whether a helpline fits a need, and how well.

``data/matters`` has a row for each matter and each kind of asker. The order of helplines, the
first sentence and the words about who they tell are all read from that table. What is
special about a matter is there, and nowhere in the code.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from takeaction.core_data import read
from takeaction.models.question.queries import About, HelpQuery
from takeaction.models.region import Region, find_region
from takeaction.models.resource import Resource, knows_trafficking
from takeaction.vocabulary.closed_words import (
    SPECIAL,
    YOUNG,
    Asks,
    ChildConcerned,
    Danger,
    Reach,
    Serves,
    Tells,
)
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import (
    ENFORCEMENT,
    GENERAL_PURPOSES,
    HELP_PURPOSES,
    INDEPENDENCE,
    REPORT_ONLY_PURPOSES,
    OperatorKind,
    Purpose,
    ResourceKind,
)

ANYONE, CHILD, WORRIED, OTHER = "anyone", "child", "worried", "other"
"""Who asks: anyone, somebody under 18, an adult who worries about a child, or about an adult."""

SEXES = frozenset({Serves.WOMEN, Serves.MEN})

_OF_BOTH = (None, "maybe", "trouble", "scam", "missing_adult", "missing_child", "stop", "remorse")
"""The sentences that fit whoever asks about somebody else too."""


# fmt: off
Flag: TypeAlias = Literal[
    "exploitation", "life", "first", "behind", "profit", "yields", "pair", "careful", "police_last",
    "police_unsafe", "returning", "alone", "independent", "inspectors", "held", "kept",
    "without_papers",
]
# fmt: on
"""The words of a row that hold where they are there."""


class Matter:
    """One row of the table: a matter, for whoever asks.

    A plain class, since it is in no answer: attrs would take a millisecond of the first one.

    Attributes:
        name: The word of the topic; ``stop-…`` for those who want to stop harming others.
        who: Who asks.
        purposes: The purposes that serve, the best first.
        people: The groups that it names: lines for them serve it.
        feared: The fields of ``Disclosure`` about which somebody wants to know first.
        last: The purposes that never stand first.
        without: Purposes of lines that are not listed.
        sentence: The code of the sentence that comes first, without ``human.``; empty for none.
        flags: What else holds for it; ``data/matters.toml`` says what each word means.
    """

    def __init__(self, name: str, who: str, row: dict[str, Any]) -> None:
        self.name = name
        self.who = who
        self.purposes = tuple(map(Purpose, row["purposes"]))
        self.people = frozenset(map(Serves, row.get("people", ())))
        self.feared = tuple(row.get("feared", ()))
        self.last = frozenset(map(Purpose, row.get("last", ())))
        self.without = frozenset(map(Purpose, row.get("without", ())))
        self.sentence: str = row.get("sentence", "")
        self.flags = frozenset[Flag](flag for flag in get_args(Flag) if flag in row)


def may_end_a_life(about: About, rows: Iterable[Matter]) -> bool:
    """Whether somebody may die of what they did, or may do to themselves, or of what was done."""
    return is_of_a_body(about) or any("life" in row.flags for row in rows)


def is_of_a_body(about: About) -> bool:
    """Whether a body is hurt or poisoned right now, so that an ambulance comes first."""
    return not about.danger.isdisjoint({Danger.BODY, Danger.PILLS})


def needs_text(about: About) -> bool:
    """Whether somebody cannot or must not talk, so that a voice is no way to reach anybody."""
    return about.reach is Reach.TEXT or Serves.DEAF in about.person


@cache
def matter(name: str, who: str = ANYONE) -> Matter:
    """Return the row of a matter for whoever asks.

    Args:
        name: A word of ``NeedTopic``, or ``stop-…``.
        who: Who asks. Where the table has no row for them, that for anyone counts; for a child and
            for an adult who worries about one, lines for children come before.
    """
    rows = read("matters")["matters"][name]
    if who in (ANYONE, OTHER):
        who = rows[ANYONE].get("unsaid", who)
    if who in rows:
        return Matter(name, who, rows[who])
    row = dict(rows[ANYONE])
    if who == OTHER and row.get("sentence") not in _OF_BOTH:
        row["sentence"] = "beside"  # what happened didn't happen to them
    if who in (CHILD, WORRIED):
        others = (purpose for purpose in row["purposes"] if purpose != Purpose.CHILD)
        row["purposes"] = [Purpose.CHILD, *others]
        row["sentence"] = "child_tells" if who == CHILD else "worried_adult"
        if who == WORRIED and "exploitation" in row:
            row["pair"] = True  # a line for children alone may take no report of a stranger
    return Matter(name, who, row)


_SPECIAL_PURPOSES = HELP_PURPOSES - GENERAL_PURPOSES - {Purpose.SHELTER}
"""Purposes that say what a line is for: a crisis line supports people, but not about wages."""

_ONE_MATTER = frozenset({Purpose.MISSING_CHILDREN, Purpose.ONLINE_SAFETY})
"""Purposes of lines for children that deal with one matter alone: a search, pictures online."""

_OF_ANY_AGE = _ONE_MATTER | {Purpose.CHILD, Purpose.CRISIS, Purpose.FORCED_MARRIAGE}
"""Purposes of lines that take children, whether they say so or not."""

SERVING, NEVER_FIRST, GENERAL, OTHERS, NOT_FOR_THEM = range(5)
"""How a line serves: it does; it does, but is never first; it listens; it is about something
else; it is for other people."""

_LAST_OF_EQUALS, _RESTRICTED, _INSPECTORS, _OTHER_LAW = 9, 40, 49, 50
"""How far lines for some people come after those for everybody with the same purpose, and with any
where somebody is exploited; inspectorates after independent lines, and lawyers of another matter
after all of these."""

_FIRST_PAGE, _FIRST_POLICE, _FIRST_OF_NEXT_MATTER = 100, 200, 400
"""How far pages come after people who serve, the police after both, and the second matter after
the first."""


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
        is_bare: Whether nothing is known but the place: then its whole list is asked for.
        is_without_papers: Whether somebody may have no papers for the country they are in.
        prefers_accepted: Whether lines that a person accepted come first. They do not where
            police, immigration and tip lines are all that was accepted.
        has_known: Whether any line of the list is of our own packs, or was accepted.
    """

    def __init__(self, query: HelpQuery, place: Region) -> None:
        self.query = query
        self.place = place
        self.about = query.asked
        self.who = _who(self.about)
        self.matters = tuple(_matters(query, self.about, self.who))
        if self.matters and self.who in (ANYONE, OTHER):
            self.who = self.matters[0].who  # a child that is hurt is mostly somebody else's
        self.is_bare = not self.matters and not self.about.person
        self.is_without_papers = any("without_papers" in row.flags for row in self.matters)
        self.prefers_accepted = self.has_known = False
        self._services: dict[str, Service] = {}

    def service(self, resource: Resource) -> Service:
        """Return how a line serves the question."""
        if resource.id not in self._services:
            self._services[resource.id] = _service(resource, self)
        return self._services[resource.id]


def _who(about: About) -> str:
    if about.child is ChildConcerned.WRITER:
        return CHILD
    is_for_other = about.asks in (Asks.OTHER, Asks.PROFESSIONAL)
    if about.child is ChildConcerned.OTHER and (is_for_other or about.asks is None):
        return WORRIED
    return OTHER if is_for_other else ANYONE


def _matters(query: HelpQuery, about: About, who: str) -> Iterator[Matter]:
    """Yield the rows for what is asked: what comes before all else, then the rest as heard."""
    if query.purpose:
        yield Matter("", who, {"purposes": [query.purpose], "exploitation": True})
        return
    if about.stop and who != CHILD:
        yield matter(f"stop-{about.stop}")
        return
    rows = [matter(topic, who) for topic in about.topics]
    is_profit = any("profit" in row.flags for row in rows)
    is_held = any("held" in row.flags for row in rows)

    def rank(row: Matter) -> int:
        is_behind = (
            "behind" in row.flags and who != CHILD
        )  # pictures of a child are the harm, not a means
        is_behind |= "yields" in row.flags and is_profit
        is_behind |= "inspectors" in row.flags and is_held
        return is_behind - ("first" in row.flags)

    rows.sort(key=rank)
    if about.listen:  # it may be this matter, and nobody said so: somebody who listens stands next
        rows = [*rows[:1], matter(f"listen-{about.listen}", who)]
    yield from rows
    if not rows and who in (CHILD, WORRIED):
        yield matter(NeedTopic.OTHER, who)
    elif not rows and about.asks is Asks.WORKER:
        yield matter(NeedTopic.WAGES, who)


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
        # Never first: a consulate, whoever takes people back, or tells those they fear.
        is_last = (
            resource.returns_people is not None
            or all(resource.purposes & question.matters[number].last for number in served)
            or (
                bool(served)
                and _tells_the_feared(resource, question.matters[min(served)], question)
            )
        )
        # A child talks with somebody first; an adult may need no more than the page.
        is_help = takes_pictures_down(resource)
        if resource.is_page and not (is_help and question.who not in (CHILD, WORRIED)):
            place += _FIRST_PAGE + (not is_help)
        if resource.operator_kind in ENFORCEMENT and question.who != WORRIED:
            place += _FIRST_POLICE
        kind = NEVER_FIRST if served and is_last else SERVING
        return Service(kind, number * _FIRST_OF_NEXT_MATTER + place, frozenset(served))
    row = question.matters[0]
    if question.about.listen or "alone" in row.flags or not _is_for_person(resource, question, row):
        return Service(NOT_FOR_THEM, 0)
    is_last = _tells_the_feared(resource, row, question) or _tells_feared_police(resource, row)
    if not is_last and _may_know_more(resource, row):
        return Service(GENERAL, 0)
    return Service(GENERAL if _listens(resource, question) else OTHERS, 1 + is_last)


def _may_know_more(resource: Resource, row: Matter) -> bool:
    """Whether a line that doesn't serve exploitation knows more of it than one for any crisis."""
    takes_reports = resource.purposes <= REPORT_ONLY_PURPOSES
    return (
        "exploitation" in row.flags
        and row.who not in (CHILD, WORRIED)
        and knows_trafficking(resource)
        and not (takes_reports or resource.operator_kind in ENFORCEMENT)
    )


def is_for_a_sex_unsaid(resource: Resource, row: Matter, question: HelpQuestion) -> bool:
    """Whether a line is for one sex, and nobody said theirs: anybody may be held or not paid."""
    sexes = resource.for_whom & SEXES
    is_for_one = len(sexes) == 1 and sexes.isdisjoint(question.about.person)
    return is_for_one and "exploitation" in row.flags


def _tells_the_feared(resource: Resource, row: Matter, question: HelpQuestion) -> bool:
    """Whether a line always tells those who are feared.

    They are the employer or the family whom a matter is about, the police for a reason that is not
    written here, and immigration for people without papers. Pay alone is claimed from the employer,
    who has to be told.
    """
    bodies = [body for body in ("employer", "family") if body in row.feared]
    if row.purposes[0] is Purpose.LABOUR_RIGHTS:
        bodies = []
    if question.about.careful:
        bodies.append("police")
    if question.is_without_papers:
        bodies.append("immigration")
    return any(_always_tells(resource, body) for body in bodies)


def _tells_feared_police(resource: Resource, row: Matter) -> bool:
    """Whether a line always tells the police, of whom somebody may have to be afraid first."""
    is_feared = "careful" in row.flags and row.feared[:1] == ("police",)
    return is_feared and _always_tells(resource, "police")


def _always_tells(resource: Resource, body: str) -> bool:
    return any(getattr(contact.tells, body, None) is Tells.ALWAYS for contact in resource.contacts)


def _bare_place(resource: Resource, question: HelpQuestion) -> int:
    """Return the place of a line where nothing is known but the place.

    Lines for everybody come first, of these those that know trafficking; then those for some
    people, which say for whom, and pages that list lines; then those for children alone, which
    send adults on, and consulates of the own country abroad; then what only takes reports and the
    police; last consulates in their own country, where they have nothing to give.
    """
    purposes, is_consular = resource.purposes, Purpose.CONSULAR in resource.purposes
    places = {
        8: is_consular and not resource.regions.isdisjoint(question.place.chain),
        7: purposes <= REPORT_ONLY_PURPOSES or resource.operator_kind in ENFORCEMENT,
        6: is_consular,
        5: resource.is_only_for_children,
        4: resource.kind is ResourceKind.SITE,
        3: bool(resource.for_whom) or resource.only_for is not None,
        0: knows_trafficking(resource),
        1: purposes.isdisjoint(_SPECIAL_PURPOSES),
    }
    return next((place for place, is_so in places.items() if is_so), 2)


def _place(resource: Resource, row: Matter, question: HelpQuestion) -> int | None:
    """Return the place of a line among those that serve a matter, from 0; None if it doesn't."""
    if (
        _is_left_out(resource, row, question)
        or not _is_for_person(resource, question, row)
        or row.without & resource.purposes
    ):
        return None
    purposes = _serving_purposes(resource, row)
    if row.who == CHILD and not resource.for_whom & YOUNG:
        # No silent step from a line for children to one for adults.
        purposes &= _OF_ANY_AGE
    place = next((n for n, purpose in enumerate(row.purposes) if purpose in purposes), None)
    if place is None:
        return None
    is_other = row.name and resource.is_about_another_matter(row.purposes)
    if is_other or is_for_a_sex_unsaid(resource, row, question):
        return place * 10 + _OTHER_LAW
    # For some people in words alone, which no question names: after those for everybody.
    is_restricted = bool(resource.only_for and not resource.for_whom)
    is_restricted &= row.who not in (CHILD, WORRIED)
    is_inspector = "inspectors" in row.flags and row.purposes[place] is Purpose.LABOUR_RIGHTS
    if is_inspector and not _is_independent(resource):
        # "may tell immigration", so after unions, legal aid and charities
        return _OTHER_LAW if is_restricted else _INSPECTORS
    if is_restricted:
        return _RESTRICTED + place if "exploitation" in row.flags else place * 10 + _LAST_OF_EQUALS
    return place * 10 + _finer(resource, row, row.purposes[place])


def _is_left_out(resource: Resource, row: Matter, question: HelpQuestion) -> bool:
    """Whether a line says more than was understood: it listens to anybody, or is for a life."""
    if not question.about.listen or "life" in row.flags:
        return False
    is_apart = _is_independent(resource)
    if row.who in (CHILD, WORRIED) and Purpose.CHILD in resource.purposes:
        is_apart = resource.operator_kind not in ENFORCEMENT  # most of these are the state's
    if "independent" in row.flags:
        return not (is_apart or resource.is_page) or knows_trafficking(resource)
    is_for_one = len(resource.for_whom & SEXES) == 1
    is_for_one &= resource.for_whom.isdisjoint(question.about.person)
    return resource.is_page or is_for_one or not is_apart


def takes_pictures_down(resource: Resource) -> bool:
    """Whether a page is the service itself, and no list of others or form for reports."""
    is_service = resource.is_page and resource.kind is not ResourceKind.SITE
    return is_service and resource.purposes == {Purpose.ONLINE_SAFETY}


def _is_independent(resource: Resource) -> bool:
    return INDEPENDENCE[resource.operator_kind] == INDEPENDENCE[OperatorKind.NGO]


def _serving_purposes(resource: Resource, row: Matter) -> frozenset[Purpose]:
    """Return the purposes of a row that a line serves.

    A line with a purpose of its own, such as a crisis line, is no answer to a wish for support
    with something else, and its lawyers know the law of its own matter. Support of lines that know
    trafficking is support with exploitation.
    """
    wanted = frozenset(row.purposes)
    serves = resource.purposes & wanted
    knows = knows_trafficking(resource)
    if Purpose.CHILD in serves or not row.name:
        return serves
    special = resource.purposes & _SPECIAL_PURPOSES
    if "exploitation" in row.flags or Purpose.CRIME_VICTIM in wanted:  # the law is part of both
        special -= {Purpose.LEGAL, Purpose.LABOUR_RIGHTS}
    if "exploitation" in row.flags and knows:  # a forced marriage is a form of it, for them
        special -= {Purpose.FORCED_MARRIAGE}
    if special and special.isdisjoint(wanted):
        serves -= GENERAL_PURPOSES
    if resource.is_about_another_matter(wanted):
        serves -= GENERAL_PURPOSES | {Purpose.SHELTER, Purpose.CONSULAR}
    if knows and "exploitation" not in row.flags:
        serves -= GENERAL_PURPOSES | {Purpose.LEGAL, Purpose.SHELTER}
    return serves


def _finer(resource: Resource, row: Matter, purpose: Purpose) -> int:
    """Return the place of a line among those with one purpose, from 0 to 9."""
    if purpose is Purpose.CHILD:
        matters = resource.purposes & _SPECIAL_PURPOSES - {Purpose.CHILD}
        is_other = matters and matters <= _ONE_MATTER and matters.isdisjoint(row.purposes)
        if row.who == WORRIED:
            is_made_for_them = Serves.WORRIED_ADULTS in resource.for_whom
            return 4 if is_other else 0 if is_made_for_them else 2
        return 4 if is_other else 0 if _is_independent(resource) else 2
    if "exploitation" in row.flags and purpose is Purpose.SUPPORT:
        others = _SPECIAL_PURPOSES - {Purpose.LEGAL, Purpose.LABOUR_RIGHTS}
        if resource.purposes & others - frozenset(row.purposes):
            return 4
        return 0 if knows_trafficking(resource) else 2
    is_adult = row.who not in (CHILD, WORRIED)
    return int(is_adult and resource.is_only_for_children)  # pictures of long ago


def _listens(resource: Resource, question: HelpQuestion) -> bool:
    """Whether a line that doesn't serve listens to anybody.

    A line that knows trafficking does so for exploitation alone.
    """
    row = question.matters[0]
    if row.who == CHILD and Purpose.CHILD in resource.purposes:
        return True
    if resource.only_for and not resource.for_whom:
        return False
    if Purpose.CRISIS in resource.purposes:
        return True
    if resource.purposes & _SPECIAL_PURPOSES or Purpose.SUPPORT not in resource.purposes:
        return False
    return "exploitation" in row.flags or not knows_trafficking(resource)


def _is_for_person(resource: Resource, question: HelpQuestion, row: Matter) -> bool:
    """Whether a line leaves out nobody that the question speaks of.

    A line for special groups, such as seafarers, is for people who say that they belong to one, and
    for a matter that names it. Beside women or men such a group is one more that the line takes;
    beside the young alone it says which of them.
    """
    groups, said, about = resource.for_whom, question.about.person, question.about
    is_consulate = Purpose.CONSULAR in resource.purposes
    if (Serves.WITH_PAPERS in groups and question.is_without_papers) or (
        is_consulate and not _may_ask_consulate(resource, question, row)
    ):
        return False
    groups -= {Serves.WITH_PAPERS}
    if not groups:  # somebody who may do harm is in no group that a line names in words alone
        is_made_for_them = not resource.purposes.isdisjoint(
            {Purpose.STOP_HARM_CHILD, Purpose.STOP_HARM_PARTNER}
        )
        return is_made_for_them or not (about.stop and resource.only_for)
    named = said | row.people
    if about.asks is Asks.PROFESSIONAL:
        named |= {Serves.PROFESSIONALS}
    if is_consulate:
        named |= {Serves.NATIONALS}  # whose citizens they are was checked above
    sexes = groups & SEXES
    special = frozenset() if sexes else groups & SPECIAL  # such as LGBT young people
    if takes_pictures_down(resource) or row.who == CHILD:
        # Each page is for pictures of one age, which few say.
        is_of_age = row.who not in (CHILD, WORRIED) or bool(groups & YOUNG)
        return is_of_age and (not special or bool(special & named))
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
    """Whether a consular line may help: its citizens, abroad, with a matter that wants it.

    In their own country it has nothing to give them, unless somebody asks for it, or for somebody
    else who may be abroad. That of the country they are in is for its own citizens elsewhere.
    """
    if question.query.purpose:
        return True
    if question.about.careful:
        return False
    is_wanted = Purpose.CONSULAR in row.purposes
    home = question.query.home or question.about.home
    if not resource.regions.isdisjoint(question.place.chain):
        if home is None:
            is_theirs = is_wanted and row.who in (OTHER, WORRIED)
        else:
            is_theirs = not resource.regions.isdisjoint(find_region(home).chain)
        if not is_theirs:
            return False
    return is_wanted or resource.purposes != {Purpose.CONSULAR}


def helps_with_anything(resource: Resource) -> bool:
    """Whether a line gives support for any matter and specialises in none."""
    return resource.purposes <= GENERAL_PURPOSES and not knows_trafficking(resource)


def is_about_another(service: Service) -> bool:
    """Whether a line serves after those that are for the matter and for anybody."""
    return service.place % _FIRST_OF_NEXT_MATTER >= _RESTRICTED


def knows_a_matter(resource: Resource, question: HelpQuestion) -> bool:
    """Whether a line is made for a matter of exploitation, and for the person.

    Lawyers know the law of their own matter alone. A child needs a line for children.
    """
    service = question.service(resource)
    if service.kind != SERVING or is_about_another(service):
        return False
    if question.who in (CHILD, WORRIED):
        return Purpose.CHILD in resource.purposes
    rows = [question.matters[number] for number in service.matters]
    return any("exploitation" in row.flags and is_made_for(resource, row) for row in rows)


def is_made_for(resource: Resource, row: Matter) -> bool:
    """Whether a line knows a matter, and not its law alone."""
    own = resource.purposes & _SPECIAL_PURPOSES - {Purpose.LEGAL}
    is_wide = knows_trafficking(resource) and own <= {Purpose.LABOUR_RIGHTS}
    return is_wide or not own.isdisjoint(row.purposes)
