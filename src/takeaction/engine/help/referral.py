"""Referrals: the helplines and services for a place, a language and a moment, best first."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.emergency import find_emergency
from takeaction.engine.help.notices import HelpFacts, independent_name, notices_for
from takeaction.engine.help.reach import Caller, caller_of, is_known_to_reach, may_reach
from takeaction.errors import QueryError
from takeaction.models.contact import Contact
from takeaction.models.question import HelpQuery, as_languages, check_moment, check_type
from takeaction.models.region import Region, country_of, find_region
from takeaction.models.resource import Resource
from takeaction.models.text import tag_chain
from takeaction.privacy import confidential
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import HELP_PURPOSES, Audience, OperatorKind, Purpose

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
"""Ranks of operators, the lowest first: the people who need help may fear the authorities.

The order is reasoned, not measured (docs/explanation/safety.md). An unknown operator is no better
than a company or a government.
"""
_CHANNELS = list(Channel)
_ANY_HELP = HELP_PURPOSES - {Purpose.EMERGENCY}
"""The purposes searched if the question names none: the emergency number has its own notice."""

_Key = tuple[int | str, ...]


class _Search:
    """A question for help with its places looked up."""

    def __init__(
        self,
        query: HelpQuery,
        place: Region,
        caller: Caller,
        languages: tuple[str, ...],
        at: datetime | None,
    ) -> None:
        self.query = query
        self.place = place
        self.caller = caller
        self.languages = languages
        self.at = at


_Candidate = tuple[Resource, Contact, str]
"""A contact that could help, its resource, and the place of that resource that led to it."""


class _Resources:
    """The resources that are open to a person, split by place.

    Attributes:
        local: Resources for the place, each with the narrowest place of the chain that it serves.
        elsewhere: Resources for other places.
    """

    def __init__(self, local: list[tuple[Resource, str]], elsewhere: list[Resource]) -> None:
        self.local = local
        self.elsewhere = elsewhere


@confidential
def find_help(
    catalog: Catalog,
    query: HelpQuery,
    *,
    languages: Iterable[str] = ("en",),
    at: datetime | None = None,
) -> Help:
    """Find the helplines and services for a place, best first.

    Args:
        catalog: The source of the contacts.
        query: The person who looks for help, and the place.
        languages: The languages of the texts, BCP 47, most wanted first.
        at: An aware moment. With None, only contacts that answer round the clock are open, and
            all others uncertain.

    Returns:
        Open referrals, then uncertain, then closed ones. Within each of these, police and
        immigration enforcement come last, and just before them lines that only take reports,
        unless the question asks for reports; the others go by language, spoken before
        interpreted, and then independent help before government. Lines of one operator stay
        together where all of this is equal. Referrals of another country, and contacts that do
        not work from the caller's place, are never listed. The emergency notice is always there,
        and the notices say what to do where no helpline gives help.

    Raises:
        UnknownWordError: A region is in no list.
        QueryError: *query* is no HelpQuery, its purpose is not a kind of help, or *at* has no
            zone.

    Example:
        >>> [referral.contact.id for referral in find_help(catalog, HelpQuery(region="US"))][:1]
        ['voice']
    """
    check_type(HelpQuery, query, "query")
    if query.purpose not in (None, *HELP_PURPOSES):
        raise QueryError(
            "query.purpose", f"Ask for one of: {', '.join(sorted(HELP_PURPOSES))}.", "purpose"
        )
    place = find_region(query.region)
    wish = as_languages(languages, "languages")
    language = language_of(wish)
    caller = caller_of(query, place)
    search = _Search(query, place, caller, wish, check_moment(at))
    resources = _resources(catalog, query, place)
    candidates = list(_candidates(resources, query.purpose, query.channel))
    referrals = _referrals(candidates, search)
    return Help(
        referrals=referrals,
        emergency=find_emergency(
            place,
            language,
            query.topic,
            caller.origin if caller.is_named else None,
            talk_first=independent_name(referrals, query),
        ),
        chain=_searched_places(place, referrals),
        notices=notices_for(_facts(search, resources, candidates, referrals), language),
    )


def find_referrals(
    catalog: Catalog, query: HelpQuery, *, languages: tuple[str, ...], at: datetime | None
) -> tuple[Referral, ...]:
    """Return the referrals for a question, best first; for any purpose, giving included."""
    place = find_region(query.region)
    search = _Search(query, place, caller_of(query, place), languages, at)
    resources = _resources(catalog, query, place)
    return _referrals(_candidates(resources, query.purpose, query.channel), search)


def _resources(catalog: Catalog, query: HelpQuery, place: Region) -> _Resources:
    """Return the resources that still exist and are for the person who asks, split by place."""
    local, elsewhere = [], []
    audience = query.audience
    for resource in catalog.reachable.values():
        if resource.status is Status.RETIRED:
            continue
        if audience is None or not resource.audience or audience in resource.audience:
            via = next((code for code in place.chain if code in resource.regions), None)
            if via is None:
                elsewhere.append(resource)
            else:
                local.append((resource, via))
    return _Resources(local, elsewhere)


def _candidates(
    resources: _Resources, purpose: Purpose | None, channel: Channel | None
) -> Iterator[_Candidate]:
    """Yield the contacts of a place for a purpose and a channel, or for any."""
    purposes = _purposes(purpose)
    for resource, via in resources.local:
        if not resource.purposes.isdisjoint(purposes):
            for contact in resource.contacts:
                if channel in (None, contact.channel):
                    yield resource, contact, via


def _purposes(purpose: Purpose | None) -> frozenset[Purpose]:
    return frozenset({purpose}) if purpose else _ANY_HELP


def _referrals(candidates: Iterable[_Candidate], search: _Search) -> tuple[Referral, ...]:
    """Return the referrals to those candidates that the caller may reach, best first."""
    referrals = [
        _referral(resource, contact, via, search)
        for resource, contact, via in candidates
        if may_reach(resource, contact, search.caller)
    ]
    return _sorted(referrals, search.query, search.place)


def _referral(resource: Resource, contact: Contact, via: str, search: _Search) -> Referral:
    """Return the referral to a candidate at the moment of the search."""
    hours, language = contact.hours, search.query.language
    is_spoken = _is_spoken(contact.languages, language)
    is_interpreted = not is_spoken and (
        _is_spoken(contact.interpreter, language)
        or bool(language and "mul" in contact.interpreter)  # ISO 639-2: many languages
    )
    return Referral(
        resource=resource,
        contact=contact,
        state=hours.state(search.at) if hours else ReferralState.UNCERTAIN,
        opens=hours.opens(search.at) if hours else None,
        language=language if is_spoken or is_interpreted else None,
        interpreter=is_interpreted,
        via=via,
        freshness=freshness(resource, search.at, contact),
        reachable=is_known_to_reach(resource, contact, search.caller),
        languages=search.languages,
    )


def _is_spoken(spoken: Iterable[str], language: str | None) -> bool:
    """Tell whether a language is among those spoken; ``es`` serves ``es-MX`` too."""
    return language is not None and not set(tag_chain(language)).isdisjoint(spoken)


def _sorted(referrals: list[Referral], query: HelpQuery, place: Region) -> tuple[Referral, ...]:
    """Return referrals best first, the lines of one operator next to the best of them.

    So whoever reads the line for adults sees the line for children next to it, and somebody who
    cannot speak sees that the same people answer texts.
    """
    keyed = [
        (_operator_key(referral, query), _fit_key(referral, query, place), referral)
        for referral in referrals
    ]
    best_fits: dict[_Key, _Key] = {}
    for operator, fit, _ in keyed:
        best_fits[operator] = min(best_fits.get(operator, fit), fit)
    keyed.sort(key=lambda entry: (entry[0][:-1], best_fits[entry[0]], entry[0], entry[1]))
    return tuple(referral for _, _, referral in keyed)


def _operator_key(referral: Referral, query: HelpQuery) -> _Key:
    """Return the ranks above the rule that lines of one operator stay together, then its name."""
    resource = referral.resource
    is_only_for_tips = referral.only_reports and query.purpose is not Purpose.REPORT
    return (
        referral.state.rank,
        2 if referral.is_enforcement else int(is_only_for_tips),
        int(query.calling_from is not None and referral.reachable is None),
        _language_rank(referral, query),
        _INDEPENDENCE[resource.operator_kind],
        resource.operator or resource.id,
    )


def _language_rank(referral: Referral, query: HelpQuery) -> int:
    """Return 0 for a spoken language, 1 for an interpreter, 2 for unknown, 3 for neither."""
    if query.language is None or referral.language:
        return int(referral.interpreter)
    return 3 if referral.contact.languages or referral.contact.interpreter else 2


def _fit_key(referral: Referral, query: HelpQuery, place: Region) -> _Key:
    """Return the sort key of a referral among its equals: the better fit first, then by id."""
    resource = referral.resource
    is_for_some = resource.only_for is not None or _is_unrequested_child_line(resource, query)
    return (
        int(query.audience not in (resource.audience or {Audience.BYSTANDER})),
        int(is_for_some),
        int(bool(resource.audience) and query.audience is None),
        place.chain.index(referral.via),
        -len(resource.purposes & HELP_PURPOSES),
        min(len(contact.shares_with) for contact in resource.contacts),
        resource.id,
        _CHANNELS.index(referral.contact.channel),
        referral.contact.id,
    )


def _is_unrequested_child_line(resource: Resource, query: HelpQuery) -> bool:
    """Tell whether a resource helps children and the question is not about a child."""
    is_about_child = query.purpose is Purpose.CHILD or query.audience is Audience.CHILD
    return Purpose.CHILD in resource.purposes and not is_about_child


def _searched_places(place: Region, referrals: Iterable[Referral]) -> tuple[str, ...]:
    """Return the place, its country and the world, and the groups that led to a referral."""
    searched = {*place.steps, *(referral.via for referral in referrals)}
    return tuple(code for code in place.chain if code in searched)


def _facts(
    search: _Search,
    resources: _Resources,
    candidates: list[_Candidate],
    referrals: tuple[Referral, ...],
) -> HelpFacts:
    """Return the facts for the notices, from the resources already read for the list."""
    query, caller = search.query, search.caller

    def has_any(purpose: Purpose | None, channel: Channel | None) -> bool:
        return any(
            may_reach(resource, contact, caller)
            for resource, contact, _ in _candidates(resources, purpose, channel)
        )

    return HelpFacts(
        query=query,
        place=search.place,
        referrals=referrals,
        unreachable=caller.is_named and len(referrals) < len(candidates),
        other_channel=not referrals and has_any(query.purpose, None),
        other_purpose=not referrals and has_any(None, query.channel),
        parts=_parts_with_lines(resources.elsewhere, query, search.place),
    )


def _parts_with_lines(
    elsewhere: Iterable[Resource], query: HelpQuery, place: Region
) -> tuple[str, ...]:
    """Return the parts of a country with helplines that do not serve the whole country."""
    if country_of(place.code) != place.code:  # a part of a country, or a group of countries
        return ()
    purposes = _purposes(query.purpose)
    parts = {
        code
        for resource in elsewhere
        if not resource.purposes.isdisjoint(purposes)
        for code in resource.regions
        if code.startswith(f"{place.code}-")
    }
    return tuple(sorted(parts))
