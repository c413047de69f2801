"""Help: the helplines and services for a place, a language and a moment, best first."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import first_language_of, language_of, with_tongues
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.help.emergency import find_emergency, tell_danger
from takeaction.engine.help.identity import (
    ContactCandidate,
    MergedLine,
    likenesses,
    merge_duplicates,
    trusts,
)
from takeaction.engine.help.notices import (
    HelpFacts,
    independent_name,
    notices_for,
    translator_notices,
)
from takeaction.engine.help.order import (
    Line,
    for_women_alone,
    is_served,
    parts_before,
    ranked,
    unserved,
)
from takeaction.engine.help.serving import CHILD, SERVING, HelpQuestion, may_end_a_life
from takeaction.engine.help.who_answers import HelpAsker
from takeaction.errors import Fields, QueryError, refused
from takeaction.models.pack import NOTHING_ADDED, Added
from takeaction.models.question.arguments import (
    check_moment,
    check_most,
    check_type,
    languages_of,
    read_languages,
)
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import (
    Region,
    country_of,
    find_region,
    main_parts,
    region,
    region_written,
)
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import tag_chain
from takeaction.privacy import confidential
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ASKED_PURPOSES, HELP_PURPOSES, Purpose, ReturnsPeople
from takeaction.vocabulary.words import Several

ANY_HELP = HELP_PURPOSES - ASKED_PURPOSES
"""The purposes searched if the question names none."""

_TERRITORIES = {"US": ("AS", "GU", "MP", "PR", "VI")}
"""Parts of a country that ISO 3166-1 lists as countries too; ISO 3166-2:US, outlying areas."""


class Served(NamedTuple):
    """A resource that serves a place.

    Attributes:
        resource: The resource.
        via: The narrowest place of the chain that it serves; a place that only a patch claims
            counts where there is no other.
        distance: How far that place is in the chain, from 0; one that only a patch claims is the
            farthest.
    """

    resource: Resource
    via: str
    distance: int


def additions(catalog: Catalog) -> Mapping[str, Added]:
    """Return the additions of patches as a dict by record id."""
    return dict(catalog.added)


def resources_for(
    catalog: Catalog, query: HelpQuery, place: Region, parts: tuple[str, ...] = ()
) -> list[Served]:
    """Return the resources that serve a place, in the order of the catalog.

    Consular lines of the person's own country serve it too, and so do the resources of *parts*.
    """
    written = query.home or query.asked.home
    home = find_region(written, "home").chain if written else ()
    added = catalog.once(additions)
    served: list[Served] = []
    by_place = catalog.once(_by_place)
    numbered = dict(
        item for code in (*place.chain, *home, *parts) for item in by_place.get(code, ())
    )
    for number in sorted(numbered):
        resource = numbered[number]
        claimed = dict(added.get(resource.id, NOTHING_ADDED).regions)
        near = [code for code in place.chain if code in resource.regions]
        own = [code for code in near if code not in claimed]
        abroad = home if Purpose.CONSULAR in resource.purposes else ()
        farther = (code for code in (*abroad, *parts) if code in resource.regions)
        if via := next(iter((*own, *near, *farther)), None):
            distance = place.chain.index(via) if own else len(place.chain)
            served.append(Served(resource, via, distance))
    return served


def parts_with_lines(
    catalog: Catalog,
    place: Region,
    served: Iterable[Served],
    purposes: frozenset[Purpose],
) -> tuple[str, ...]:
    """Return the parts of a country with helplines that do not serve the whole country."""
    if country_of(place.code) != place.code:  # a part of a country, or a group of countries
        return ()
    prefix, whole = f"{place.code}-", {item.resource.id for item in served}
    return tuple(
        sorted(
            code
            for code, numbered in catalog.once(_by_place).items()
            if code.startswith(prefix)
            and any(
                resource.id not in whole and not resource.purposes.isdisjoint(purposes)
                for _, resource in numbered
            )
        )
    )


def parts_of_countries(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Return the parts of each country that have helplines of their own, by its code.

    An answer for the country offers those whose lines would come first: ``Help.parts``.
    """
    by_place = catalog.once(_by_place)
    countries = sorted({code.partition("-")[0] for code in by_place if "-" in code})
    found: dict[str, tuple[str, ...]] = {}
    for code in countries:
        place = find_region(code)
        lines = resources_for(catalog, HelpQuery(code), place)
        found[code] = parts_with_lines(catalog, place, lines, ANY_HELP)
    return found


def _by_place(catalog: Catalog) -> Mapping[str, tuple[tuple[int, Resource], ...]]:
    """Return the resources that still exist, with their positions, by the places they serve."""
    by_place: dict[str, list[tuple[int, Resource]]] = {}
    for item in enumerate(catalog.reachable.values()):
        if item[1].status is not Status.RETIRED:
            for code in item[1].regions:
                by_place.setdefault(code, []).append(item)
    return {code: tuple(numbered) for code, numbered in by_place.items()}


class Caller:
    """The place a call comes from: where help is needed, unless the question names another.

    Attributes:
        is_named: Whether the question names it.
        origin: That place.

    Raises:
        UnknownWordError: The place of the call is in no list.
    """

    def __init__(self, query: HelpQuery, place: Region) -> None:
        written = query.calling_from or query.asked.calling_from
        self.is_named = written is not None
        self.origin = place if written is None else find_region(written, "calling_from")
        self._country = country_of(self.origin.code)
        self._is_abroad = self.is_named and (
            self._country is None or self._country != country_of(place.code)
        )

    def may_reach(self, resource: Resource, contact: Contact) -> bool:
        """Whether a contact may work for the caller; False if it is known not to."""
        if contact.dial_region and not self._is_in(contact.dial_region, resource):
            # A question about the world or a group of countries names no place to call from: the
            # reader can see for which country a short number is.
            return self._country is None and not self.is_named
        return not contact.reachable_from or any(
            self.origin.code in region(code).chain or code in self.origin.chain
            for code in contact.reachable_from
        )

    def _is_in(self, dial_region: str, resource: Resource) -> bool:
        """Whether national digits work there: in their own country, or in a territory of it.

        They count for a territory only if the resource is for that territory too.
        """
        country = self._country
        if country is None or country == dial_region:
            return country is not None
        return country in resource.regions and country in _TERRITORIES.get(dial_region, ())

    def surely_reaches(self, resource: Resource, contact: Contact) -> bool | None:
        """Whether a contact that may work is known to; None if nobody knows, or it isn't asked."""
        if not self.is_named:
            return None
        is_stated = contact.dial is None or contact.dial_region or contact.reachable_from
        countries = {country_of(code) for code in resource.regions} - {None}
        return True if is_stated or not self._is_abroad or self._country in countries else None


# The question and its answer


class _Search:
    """A question for help, with its places and its tables of the catalog looked up."""

    def __init__(
        self,
        catalog: Catalog,
        query: HelpQuery,
        languages: tuple[str, ...],
        at: datetime | None,
    ) -> None:
        self.query = query
        self.place = find_region(query.region)
        self.question = HelpQuestion(query, self.place)
        self.caller = Caller(query, self.place)
        self.languages = languages
        self.at = at
        matters = self.question.matters
        # Lines that may take people back are in no answer, but for a child that somebody looks for.
        self.is_returning = any("returning" in row.flags for row in matters)
        # What is listed only where somebody asks for it is asked for by their matter too.
        self.asked_for = frozenset(p for row in matters for p in row.purposes)
        feared = matters[0].feared if matters else ()
        self.asker = HelpAsker(
            feared,
            is_child=self.question.who == CHILD,
            may_end_a_life=may_end_a_life(self.question.about, matters),
        )
        self.added = catalog.once(additions)
        self.trusts = catalog.once(trusts)
        self.likenesses = catalog.once(likenesses)


@confidential
def find_help(
    catalog: Catalog,
    query: HelpQuery,
    *,
    limit: int | None = None,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Help:
    """Find the helplines and services for a place, best first.

    Args:
        catalog: The source of the contacts.
        query: The person who looks for help, and the place.
        limit: The most helplines to return, at least 1; None returns all.
        languages: The languages of the texts, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes that of the query, else English.
        at: An aware moment. With None, only contacts that answer round the clock are open, and
            all others uncertain.

    Returns:
        The helplines, best first, each with the ways to reach it. Ten differences decide, and of
        these the first that there is (``engine.help.order`` has them). Whatever resembles another
        record comes last, then closed lines, then police and immigration, and before these lines
        that only take reports.
        Lines of the country come before those of several, the help that is wanted before other
        help, and spoken languages before interpreted ones. A number that several packs list is
        one referral. Referrals of another country, and contacts that do not work from the
        caller's place, are never listed. The emergency notice is always there, and the notices
        say what to do where no helpline gives help.

    Raises:
        UnknownWordError: A region is in no list.
        QueryError: *query* is no HelpQuery, its purpose is not a kind of help, or *at* has no
            zone, or *limit* is below 1. What to do in danger is in its ``emergency``.

    Example:
        >>> [way.contact.id for way in find_help(catalog, HelpQuery(region="US"))[0].ways][:2]
        ['voice', 'sms']
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    fields.read(_check_query, query)
    fields.read(check_most, limit)
    wish = fields.read(read_languages, languages, languages_of(query) or ("en",))
    at = fields.read(check_moment, at)
    place = region_written(query.region) if isinstance(query, HelpQuery) else None
    raise_with_danger(fields, place, wish)
    answer = _answer(catalog, _Search(catalog, query, with_tongues(wish, catalog.tongues), at))
    return answer if limit is None else answer[:limit]


def raise_with_danger(
    fields: Fields, place: Region | None, languages: tuple[str, ...] | None
) -> None:
    """Raise the error of a question for help, if any field is wrong, with what to do in danger.

    Args:
        fields: The fields that were read.
        place: The place, where it was understood.
        languages: The languages of the question; None if they are wrong too.

    Raises:
        QueryError: A field is wrong.
    """
    try:
        fields.raise_wrong(languages)
    except QueryError as error:
        tell_danger(error, place and place.code, languages)
        raise


def _answer(catalog: Catalog, search: _Search) -> Help:
    query, place, caller, question = search.query, search.place, search.caller, search.question
    served = resources_for(catalog, query, place)
    candidates = list(_candidates(served, search, query.purpose, query.channel))
    merged = _merged(candidates, search)
    lines = _lines(merged, search)
    entries = ranked(lines, question)
    parts = parts_with_lines(catalog, place, served, _purposes(query.purpose))
    if parts:
        of_parts = _lines_of_parts(catalog, search, parts)
        parts = parts_before(lines, of_parts, parts, question)
        if not is_served(entries, question):
            entries = ranked([*lines, *_shared_out(of_parts, search)], question)
    is_empty = not entries
    facts = HelpFacts(
        question=question,
        entries=entries,
        unserved=unserved(entries, question),
        women_only=for_women_alone(lines, question),
        unreachable=caller.is_named
        and not all(caller.may_reach(each.resource, each.contact) for each in candidates),
        has_child_line=any(_is_for_children(line) for line in lines),
        left_out=len(lines) < len(merged),
        other_channel=bool(is_empty and query.channel)
        and _has_any(served, search, query.purpose, None),
        other_purpose=bool(is_empty and query.purpose)
        and _has_any(served, search, None, query.channel),
        parts=parts,
    )
    languages, first_language = search.languages, first_language_of(search.languages)
    notices = notices_for(facts, language_of(languages), first_language)
    searched = {*place.steps, *(referral.via for referral in facts.referrals)}
    return Help(
        lines=tuple(
            HelpLine(ways=tuple(way.referral for way in entry.ways), is_general=entry.is_general)
            for entry in entries
        ),
        emergency=find_emergency(
            place,
            first_language,
            query.asked,
            caller.origin if caller.is_named else None,
            talk_first=independent_name(entries, question),
        ),
        chain=tuple(code for code in place.chain if code in searched),
        notices=(*notices, *translator_notices(languages)),
        parts=parts,
        unserved=facts.unserved,
    )


def _is_for_children(line: Line) -> bool:
    return Purpose.CHILD in line.referral.resource.purposes and not line.is_page


def _lines_of_parts(catalog: Catalog, search: _Search, parts: tuple[str, ...]) -> list[Line]:
    query = search.query
    served = resources_for(catalog, query, search.place, parts)
    of_parts = [item for item in served if item.via in parts]
    candidates = _candidates(of_parts, search, query.purpose, query.channel)
    return _lines(_merged(candidates, search), search)


def _shared_out(of_parts: Iterable[Line], search: _Search) -> list[Line]:
    """Return the lines of the parts of a country that serve, where every part has one.

    Their names say for which part they are. Whoever lives in a part without one is not sent to
    another.
    """
    serving = [
        line for line in of_parts if search.question.service(line.referral.resource).kind == SERVING
    ]
    covered = {code for line in serving for code in line.referral.resource.regions}
    return serving if covered >= set(main_parts(search.place.code)) else []


def lines_of(ways: Iterable[Referral]) -> tuple[HelpLine, ...]:
    """Put the ways to reach one resource together, in order.

    A line stands where its best way stands. Two records that list one number stay two lines.
    """
    by_resource: dict[str, list[Referral]] = {}
    for way in ways:
        by_resource.setdefault(way.resource.id, []).append(way)
    return tuple(HelpLine(ways=tuple(of_one)) for of_one in by_resource.values())


def _check_query(query: HelpQuery) -> None:
    """Check that a question is one, that its places exist, and that it asks for a kind of help.

    Raises:
        QueryError: One field is wrong.
        QueryErrors: Several are.
    """
    check_type(HelpQuery, query, "query")
    fields = Fields()
    fields.read(find_region, query.region)
    if query.purpose not in (None, *HELP_PURPOSES):
        purposes = ", ".join(sorted(HELP_PURPOSES))
        fields.add(refused("query.purpose", "purpose", "purpose", purposes=purposes))
    for field, written in (("calling_from", query.calling_from), ("home", query.home)):
        if written is not None:
            fields.read(find_region, written, field)
    fields.raise_wrong()


def find_referrals(
    catalog: Catalog, query: HelpQuery, *, languages: tuple[str, ...], at: datetime | None
) -> tuple[Referral, ...]:
    """Return the referrals for a question, best first; for any purpose, giving included.

    They are for places that show a line alone, without a warning: so nothing that resembles
    another record is among them.
    """
    search = _Search(catalog, query, languages, at)
    served = resources_for(catalog, query, search.place)
    candidates = _candidates(served, search, query.purpose, query.channel)
    lines = _lines(_merged(candidates, search), search)
    entries = ranked((line for line in lines if not line.is_copy), search.question)
    return tuple(way.referral for entry in entries for way in entry.ways)


def _candidates(
    served: Iterable[Served], search: _Search, purpose: Purpose | None, channel: Channel | None
) -> Iterator[ContactCandidate]:
    """Yield the contacts of a place for a purpose and a channel, or for any."""
    purposes = _purposes(purpose) | (frozenset() if purpose else search.asked_for)
    for item in served:
        resource = item.resource
        if not resource.purposes.isdisjoint(purposes):
            trust = search.trusts[resource.id]
            for contact in resource.contacts:
                if channel in (None, contact.channel):
                    yield ContactCandidate(resource, contact, item.via, item.distance, trust)


def _purposes(purpose: Purpose | None) -> frozenset[Purpose]:
    return frozenset({purpose}) if purpose else ANY_HELP


def _has_any(
    served: Iterable[Served], search: _Search, purpose: Purpose | None, channel: Channel | None
) -> bool:
    """Whether the caller may reach a contact for another purpose or by another channel."""
    return any(
        search.caller.may_reach(each.resource, each.contact)
        and not _is_danger(each.resource.returns_people, search)
        for each in _candidates(served, search, purpose, channel)
    )


def _merged(candidates: Iterable[ContactCandidate], search: _Search) -> list[MergedLine]:
    """Return the contacts that the caller may reach, those that several packs list as one."""
    may_reach = search.caller.may_reach
    return merge_duplicates(each for each in candidates if may_reach(each.resource, each.contact))


def _lines(merged: Iterable[MergedLine], search: _Search) -> list[Line]:
    """Return the lines that are no danger to the person who asks."""
    return [_line(each, search) for each in merged if not _is_danger(each.returns_people, search)]


def _is_danger(returns_people: ReturnsPeople | None, search: _Search) -> bool:
    return returns_people is not None and not search.is_returning


def _line(merged: MergedLine, search: _Search) -> Line:
    """Return a referral with the facts that decide its order."""
    original = merged.original
    hours = original.contact.hours
    state = shown = hours.state(search.at) if hours else ReferralState.UNCERTAIN
    if merged.doubted_by is not None:
        if merged.doubted_by <= original.trust:  # equals differ: nobody can tell who is right
            state = ReferralState.UNCERTAIN
        if state is not ReferralState.CLOSED:
            shown = ReferralState.UNCERTAIN
    likeness = search.likenesses.get(original.resource.id)
    return Line(
        _referral(merged, search, shown, likeness and likeness.id),
        trust=original.trust,
        state=state,
        shares=len(original.contact.shares_with),
        is_copy=likeness is not None and likeness.is_copy,
    )


def _referral(
    merged: MergedLine, search: _Search, state: ReferralState, resembles: str | None
) -> Referral:
    """Return the referral to a contact at the moment of the search."""
    resource, contact, language = merged.resource, merged.contact, search.query.spoken
    added = search.added.get(resource.id, NOTHING_ADDED)
    claimed = added.languages_of(contact.id) if added.languages else {}
    is_spoken = _is_spoken((tag for tag in contact.languages if tag not in claimed), language)
    is_interpreted = not is_spoken and (
        _is_spoken(contact.interpreter, language)
        or bool(language and "mul" in contact.interpreter)  # ISO 639-2: many languages
    )
    is_closed = state is ReferralState.CLOSED
    is_served = is_spoken or is_interpreted or _is_spoken(claimed, language)
    return Referral(
        resource=resource,
        contact=contact,
        also_in=merged.also_in,
        is_disputed=merged.is_disputed,
        state=state,
        opens=contact.hours.opens(search.at) if contact.hours and is_closed else None,
        language=language if is_served else None,
        interpreter=is_interpreted,
        via=merged.original.via,
        freshness=freshness(resource, search.at, contact),
        resembles=resembles,
        added=added,
        reachable=search.caller.surely_reaches(resource, contact),
        languages=search.languages,
        asker=search.asker,
    )


def _is_spoken(spoken: Iterable[str], language: str | None) -> bool:
    """Whether a language is among those spoken; ``es`` serves ``es-MX`` too."""
    return language is not None and not set(tag_chain(language)).isdisjoint(spoken)
