"""Help: the helplines and services for a place, a language and a moment, best first."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import first_language_of, language_of, with_tongues
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.help.differences import SERVING, HelpQuestion, Line
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
    caller_of,
    is_known_to_reach,
    is_served,
    may_reach,
    parts_before,
    ranked,
    unserved,
)
from takeaction.engine.help.serving import (
    ANY_HELP,
    CHILD,
    Served,
    additions,
    parts_with_lines,
    serving,
)
from takeaction.engine.help.who_answers import Asker
from takeaction.errors import Fields, QueryError, refused
from takeaction.models.amendments import NOTHING_ADDED
from takeaction.models.question.arguments import (
    check_moment,
    check_most,
    check_type,
    languages_of,
    read_languages,
)
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, find_region, main_parts, region_written
from takeaction.models.resource import Contact
from takeaction.models.text import tag_chain
from takeaction.privacy import confidential
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.resources import HELP_PURPOSES, Purpose, ReturnsPeople
from takeaction.vocabulary.words import Several


class _Search:
    """A question for help with its places looked up."""

    def __init__(
        self,
        catalog: Catalog,
        query: HelpQuery,
        place: Region,
        languages: tuple[str, ...],
        at: datetime | None,
    ) -> None:
        self.query = query
        self.place = place
        self.caller = caller_of(query, place)
        self.languages = languages
        self.at = at
        question = HelpQuestion(query, place)
        self.is_returning = any(row.returning for row in question.matters)
        self.asked_for = frozenset(p for row in question.matters for p in row.purposes)
        feared = question.matters[0].feared if question.matters else ()
        self.asker = Asker(feared, is_child=question.who == CHILD)
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
    wish = with_tongues(wish, catalog.tongues)
    search = _Search(catalog, query, find_region(query.region), wish, at)
    answer = _answer(catalog, search)
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
    """Return all lines for a question, with the emergency notice and what else is said."""
    query, place, caller = search.query, search.place, search.caller
    served = serving(catalog, query, place)
    parts = parts_with_lines(catalog, place, served, _purposes(query.purpose))
    candidates = list(_candidates(served, search, query.purpose, query.channel))
    reachable = [candidate for candidate in candidates if _is_reachable(candidate, search)]
    merged = merge_duplicates(reachable)
    lines = list(_lines(merged, search))
    entries = ranked(lines, query, place)
    if parts:
        of_parts = list(_of_parts(catalog, search, parts))
        parts = parts_before(lines, of_parts, parts, query, place)
        if not is_served(entries, query, place):
            entries = ranked([*lines, *_shared_out(of_parts, search)], query, place)
    is_empty = not entries
    missing = tuple(unserved(entries, query, place))
    facts = HelpFacts(
        query=query,
        place=place,
        entries=entries,
        unserved=missing,
        unreachable=caller.is_named and len(reachable) < len(candidates),
        left_out=len(lines) < len(merged),
        other_channel=bool(is_empty and query.channel)
        and _has_any(served, search, query.purpose, None),
        other_purpose=bool(is_empty and query.purpose)
        and _has_any(served, search, None, query.channel),
        parts=parts,
    )
    languages = search.languages
    notices = notices_for(facts, language_of(languages), first_language_of(languages))
    referrals = tuple(way.referral for entry in entries for way in entry.ways)
    return Help(
        lines=tuple(
            HelpLine(ways=tuple(way.referral for way in entry.ways), is_general=entry.is_general)
            for entry in entries
        ),
        emergency=find_emergency(
            place,
            first_language_of(languages),
            query.asked,
            caller.origin if caller.is_named else None,
            talk_first=independent_name(entries, facts.question),
        ),
        chain=searched_places(place, referrals),
        notices=(*notices, *translator_notices(languages)),
        parts=facts.parts,
        unserved=missing,
    )


def _of_parts(catalog: Catalog, search: _Search, parts: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines of the parts of a country."""
    query = search.query
    served = serving(catalog, query, search.place, parts)
    of_parts = [item for item in served if item.via in parts]
    candidates = _candidates(of_parts, search, query.purpose, query.channel)
    reachable = (candidate for candidate in candidates if _is_reachable(candidate, search))
    return _lines(merge_duplicates(reachable), search)


def _shared_out(of_parts: Iterable[Line], search: _Search) -> list[Line]:
    """Return the lines of the parts of a country that serve, where every part has one.

    Their names say for which part they are. Whoever lives in a part without one is not sent to
    another.
    """
    question = HelpQuestion(search.query, search.place)
    serving_lines = [
        line for line in of_parts if question.service(line.referral.resource).kind == SERVING
    ]
    covered = {code for line in serving_lines for code in line.referral.resource.regions}
    return serving_lines if covered >= set(main_parts(search.place.code)) else []


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
    search = _Search(catalog, query, find_region(query.region), languages, at)
    served = serving(catalog, query, search.place)
    candidates = _candidates(served, search, query.purpose, query.channel)
    reachable = (candidate for candidate in candidates if _is_reachable(candidate, search))
    lines = _lines(merge_duplicates(reachable), search)
    entries = ranked((line for line in lines if not line.is_copy), query, search.place)
    return tuple(way.referral for entry in entries for way in entry.ways)


def _candidates(
    served: Iterable[Served], search: _Search, purpose: Purpose | None, channel: Channel | None
) -> Iterator[ContactCandidate]:
    """Yield the contacts of a place for a purpose and a channel, or for any.

    What is listed only where somebody asks for it is asked for by their matter too.
    """
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


def _is_reachable(candidate: ContactCandidate, search: _Search) -> bool:
    return may_reach(candidate.resource, candidate.contact, search.caller)


def _has_any(
    served: Iterable[Served], search: _Search, purpose: Purpose | None, channel: Channel | None
) -> bool:
    """Tell whether the caller may reach a contact for another purpose or by another channel."""
    return any(
        _is_reachable(candidate, search)
        and not _is_danger(candidate.resource.returns_people, search)
        for candidate in _candidates(served, search, purpose, channel)
    )


def _lines(merged: Iterable[MergedLine], search: _Search) -> Iterator[Line]:
    """Yield the lines that are no danger to the person who asks."""
    return (_line(each, search) for each in merged if not _is_danger(each.returns_people, search))


def _is_danger(returns_people: ReturnsPeople | None, search: _Search) -> bool:
    """Tell whether a line may take somebody back to those they left.

    It is in no answer to a need, but for a small child that somebody looks for.
    """
    return returns_people is not None and not search.is_returning


def _line(merged: MergedLine, search: _Search) -> Line:
    """Return a referral with the facts that decide its order."""
    original = merged.original
    likeness = search.likenesses.get(original.resource.id)
    state = _state(original.contact, search.at)
    shown = state
    if merged.doubted_by is not None:
        if merged.is_uncertain:
            state = ReferralState.UNCERTAIN
        if state is not ReferralState.CLOSED:
            shown = ReferralState.UNCERTAIN
    return Line(
        _referral(merged, search, shown, likeness and likeness.id),
        trust=original.trust,
        state=state,
        shares=len(original.contact.shares_with),
        is_copy=likeness is not None and likeness.is_copy,
    )


def _state(contact: Contact, at: datetime | None) -> ReferralState:
    return contact.hours.state(at) if contact.hours else ReferralState.UNCERTAIN


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
        state=state,
        opens=contact.hours.opens(search.at) if contact.hours and is_closed else None,
        language=language if is_served else None,
        interpreter=is_interpreted,
        via=merged.original.via,
        freshness=freshness(resource, search.at, contact),
        resembles=resembles,
        added=added,
        reachable=is_known_to_reach(resource, contact, search.caller),
        languages=search.languages,
        asker=search.asker,
    )


def _is_spoken(spoken: Iterable[str], language: str | None) -> bool:
    """Tell whether a language is among those spoken; ``es`` serves ``es-MX`` too."""
    return language is not None and not set(tag_chain(language)).isdisjoint(spoken)


def searched_places(place: Region, referrals: Iterable[Referral]) -> tuple[str, ...]:
    """Return the place, its country and the world, and the groups that led to a referral."""
    searched = {*place.steps, *(referral.via for referral in referrals)}
    return tuple(code for code in place.chain if code in searched)
