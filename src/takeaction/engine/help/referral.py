"""Where is help? A region, a language and a moment become referrals to turn to, in order."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Emergency, Help, Referral
from takeaction.engine.help.notices import Found, notices
from takeaction.engine.help.reach import Call, call_of, is_known_to_reach, reaches
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.contact import Contact
from takeaction.models.question import HelpQuery, moment, of_kind, tags
from takeaction.models.region import Region, country_of, find_region
from takeaction.models.resource import Resource
from takeaction.models.text import isolated, shortened
from takeaction.vocabulary import (
    HELP_PURPOSES,
    Audience,
    Channel,
    OperatorKind,
    Purpose,
    ReferralState,
    Status,
)

_INDEPENDENCE = {
    OperatorKind.NGO: 0,
    OperatorKind.TRADE_UNION: 0,
    OperatorKind.INTERGOVERNMENTAL: 0,
    OperatorKind.COMPANY: 1,
    None: 1,
    OperatorKind.GOVERNMENT: 1,
    OperatorKind.POLICE: 2,
    OperatorKind.IMMIGRATION_ENFORCEMENT: 3,
}
_CHANNELS = list(Channel)

_Key = tuple[int | str, ...]


def find_help(
    catalog: Catalog,
    query: HelpQuery,
    *,
    languages: Iterable[str] = ("en",),
    at: datetime | None = None,
) -> Help:
    """Find whom to turn to.

    Args:
        catalog: Where the contacts come from.
        query: Who looks for help, and where.
        languages: What texts are shown in, BCP 47, in order of wish.
        at: An aware moment. None is a question without one: what is open round the clock is
            open, everything else uncertain.

    Returns:
        Open referrals, then uncertain, then closed ones. Among these police and immigration come
        last, and before them lines that only take reports, unless reports are asked for; the
        others by language, spoken before interpreted, and then independent help before
        government. Lines of one operator stand together where all of this is equal. Referrals of
        another country, and what does not work from where the call is made, are never listed.
        The emergency notice is always there, and notices say what to do where no line gives
        help.

    Raises:
        UnknownWordError: A region is in no list.
        QueryError: *query* is no HelpQuery, its purpose is none of help, or *at* has no zone.

    Example:
        >>> [referral.contact.id for referral in find_help(catalog, HelpQuery(region="US"))][:1]
        ['voice']
    """
    of_kind(HelpQuery, query, "query")
    if query.purpose not in (None, *HELP_PURPOSES):
        raise QueryError(
            "query.purpose", f"Help is for {', '.join(sorted(HELP_PURPOSES))}.", "purpose"
        )
    place = find_region(query.region)
    wish = tags(languages, "languages")
    language = language_of(wish)
    call = call_of(query, place)
    referrals = find_referrals(catalog, query, languages=wish, at=moment(at))
    chain = [code for code in place.chain if code in place.steps or _leads(code, referrals)]
    return Help(
        referrals=referrals,
        emergency=emergency(catalog, place, language, call.origin if call.abroad else None),
        chain=tuple(chain),
        notices=notices(_found(catalog, query, place, call, referrals), language),
    )


def find_referrals(
    catalog: Catalog, query: HelpQuery, *, languages: tuple[str, ...], at: datetime | None
) -> tuple[Referral, ...]:
    """Return the referrals for a question, in order, for any purpose, giving included."""
    place = find_region(query.region)
    call = call_of(query, place)
    referrals = [
        _referral(resource, contact, via, query, call, languages, at)
        for resource, contact, via in _contacts(catalog, query, place)
        if reaches(resource, contact, call)
    ]
    return _in_order(referrals, query, place)


def emergency(
    catalog: Catalog, place: Region, language: str, caller: Region | None = None
) -> Emergency:
    """Return what to do in danger, with the number of the nearest place that has one.

    Args:
        catalog: Where the number comes from.
        place: Where help is needed.
        language: Of the words, one of those that the core has.
        caller: Where the call is made, if that is another country: then the number is the one
            that works there.
    """
    called = caller or place
    lines = [
        (called.chain.index(code), resource.id, contact)
        for resource in catalog.reachable.values()
        if Purpose.EMERGENCY in resource.purposes and resource.status is Status.ACTIVE
        for code in resource.regions.intersection(called.chain)
        for contact in resource.contacts
        if contact.dial and contact.channel is Channel.VOICE
        if reaches(resource, contact, Call(called))
    ]
    if not lines:
        words = say("emergency.local_abroad" if caller else "emergency.local", language)
        return Emergency(text=words)
    _, id, contact = min(lines, key=lambda line: (line[0], line[1], line[2].id))
    number = {"number": isolated(contact.display or "", language)}
    words = say("emergency.number_abroad" if caller else "emergency.number", language, number)
    return Emergency(text=words, dial=contact.dial, id=id)


def _found(
    catalog: Catalog, query: HelpQuery, place: Region, call: Call, referrals: tuple[Referral, ...]
) -> Found:
    """Return what the notices are about."""

    def finds(wider: HelpQuery) -> bool:
        return any(reaches(*each[:2], call) for each in _contacts(catalog, wider, place))

    return Found(
        query=query,
        place=place,
        referrals=referrals,
        unreachable=call.said and len(referrals) < len(list(_contacts(catalog, query, place))),
        other_channel=not referrals and finds(attrs.evolve(query, channel=None)),
        other_purpose=not referrals and finds(attrs.evolve(query, purpose=None)),
        parts=_parts(catalog, query, place),
    )


def _parts(catalog: Catalog, query: HelpQuery, place: Region) -> tuple[str, ...]:
    """Return the parts of a country that have lines which the country as a whole has not."""
    parts = {
        code
        for resource in catalog.reachable.values()
        if resource.contacts and _may_help(resource, query)
        if resource.regions.isdisjoint(place.chain)
        for code in resource.regions
        if code != place.code and country_of(code) == place.code
    }
    return tuple(sorted(parts))


def _leads(code: str, referrals: Iterable[Referral]) -> bool:
    return any(referral.via == code for referral in referrals)


def _contacts(
    catalog: Catalog, query: HelpQuery, place: Region
) -> Iterator[tuple[Resource, Contact, str]]:
    """Return what could help in a place, each with the region through which it does."""
    for resource in catalog.reachable.values():
        via = next((code for code in place.chain if code in resource.regions), None)
        if via and _may_help(resource, query):
            for contact in resource.contacts:
                if query.channel in (None, contact.channel):
                    yield resource, contact, via


def _may_help(resource: Resource, query: HelpQuery) -> bool:
    """Tell whether a resource is there, has the purpose, and is for this person."""
    wanted = {query.purpose} if query.purpose else HELP_PURPOSES - {Purpose.EMERGENCY}
    if resource.status is Status.RETIRED or resource.purposes.isdisjoint(wanted):
        return False
    return query.audience is None or not resource.audience or query.audience in resource.audience


def _referral(  # noqa: PLR0913, PLR0917 - one referral is made of all of these
    resource: Resource,
    contact: Contact,
    via: str,
    query: HelpQuery,
    call: Call,
    languages: tuple[str, ...],
    at: datetime | None,
) -> Referral:
    hours = contact.hours
    staffed = _speaks(contact.languages, query.language)
    interpreted = not staffed and (
        _speaks(contact.interpreter, query.language)
        or bool(query.language and "mul" in contact.interpreter)
    )
    return Referral(
        resource=resource,
        contact=contact,
        state=hours.state(at) if hours else ReferralState.UNCERTAIN,
        opens=hours.opens(at) if hours else None,
        language=query.language if staffed or interpreted else None,
        interpreter=interpreted,
        via=via,
        freshness=freshness(resource, at, contact),
        reachable=is_known_to_reach(resource, contact, call),
        languages=languages,
    )


def _is_for_children_alone(resource: Resource, query: HelpQuery) -> bool:
    """Tell whether a line is for children, where nobody has said that a child is meant."""
    meant = query.purpose is Purpose.CHILD or query.audience is Audience.CHILD
    return Purpose.CHILD in resource.purposes and not meant


def _spoken(referral: Referral, query: HelpQuery) -> int:
    """Return 0 for somebody who speaks the language, 1 for an interpreter, then not known, no."""
    if query.language is None or referral.language:
        return int(referral.interpreter)
    return 3 if referral.contact.languages or referral.contact.interpreter else 2


def _speaks(spoken: Iterable[str], wish: str | None) -> bool:
    """Tell whether a language is spoken; ``es-MX`` is served by ``es``."""
    return wish is not None and not set(shortened(wish)).isdisjoint(spoken)


def _in_order(referrals: list[Referral], query: HelpQuery, place: Region) -> tuple[Referral, ...]:
    """Put referrals in order; lines of one operator stand where the first of them does.

    Somebody who finds the line for adults sees the line for children beside it, and whoever can
    not speak sees that the same people answer texts.
    """
    first: dict[_Key, _Key] = {}
    for referral in referrals:
        key, fit = _together(referral, query), _fit(referral, query, place)
        first[key] = min(first.get(key, fit), fit)

    def order(referral: Referral) -> tuple[_Key, _Key, _Key, _Key]:
        key = _together(referral, query)
        return key[:-1], first[key], key, _fit(referral, query, place)

    return tuple(sorted(referrals, key=order))


def _together(referral: Referral, query: HelpQuery) -> _Key:
    """Return what no order within an operator may break, and at last the operator."""
    resource = referral.resource
    tells = referral.only_reports and query.purpose is not Purpose.REPORT
    return (
        referral.state.rank,
        2 if referral.is_enforcement else int(tells),
        int(query.calling_from is not None and referral.reachable is None),
        _spoken(referral, query),
        _INDEPENDENCE[resource.operator_kind],
        resource.operator or resource.id,
    )


def _fit(referral: Referral, query: HelpQuery, place: Region) -> _Key:
    """Return how well a referral fits; the last parts only make the order certain."""
    resource, contact = referral.resource, referral.contact
    return (
        int(query.audience not in (resource.audience or {Audience.BYSTANDER})),
        int(resource.only_for is not None or _is_for_children_alone(resource, query)),
        int(bool(resource.audience) and query.audience is None),
        place.chain.index(referral.via),
        -len(resource.purposes & HELP_PURPOSES),
        min(len(each.shares_with) for each in resource.contacts),
        resource.id,
        _CHANNELS.index(contact.channel),
        contact.id,
    )
