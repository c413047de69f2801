"""Where is help? A region, a language and a moment become desks to turn to, in order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, overload

import attrs

from takeaction.catalog import HELP, Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import Freshness, freshness
from takeaction.engine.plain import plain_data
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.contact import Contact
from takeaction.models.question import HelpQuery, moment, tags
from takeaction.models.region import Region, country_of, find_region
from takeaction.models.resource import Resource
from takeaction.models.source import Verified
from takeaction.models.text import shortened
from takeaction.vocabulary import (
    Audience,
    Channel,
    DeskState,
    OperatorKind,
    Purpose,
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
_ENFORCERS = (OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT)
_CHANNELS = list(Channel)


@attrs.frozen(kw_only=True)
class Desk:
    """One contact of one resource at one moment.

    Attributes:
        resource: Who answers, for whom, and what to know before.
        contact: How to reach it.
        state: Open, uncertain (try anyway) or closed.
        opens: When it opens next, if it is closed and that is known.
        language: The language asked for, if somebody is there for it, else None.
        interpreter: Whether that is by an interpreter.
        via: The region through which it was found, such as ``US`` for ``US-TX``.
        freshness: How old the evidence of this contact is.
        languages: What its texts are shown in, in order of wish.
    """

    resource: Resource
    contact: Contact
    state: DeskState
    opens: datetime | None
    language: str | None
    interpreter: bool
    via: str
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    @property
    def verified(self) -> Verified:
        """Who made sure of this contact."""
        return self.contact.verified or self.resource.verified

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        contact, resource = self.contact, self.resource
        own = ("state", "opens", "language", "interpreter", "via", "freshness", "verified")
        of_contact = ("note", "channel", "dial", "display", "url", "email", "keyword", "languages")
        facts = ("cost", "shows_on_bill", "recorded", "anonymous", "shares_with")
        of_resource = ("name", "warning", "only_for", "operator", "operator_kind")
        shown = {
            "id": resource.id,
            "contact": contact.id,
            "text_language": resource.name.pick(self.languages).language,
            **{name: getattr(resource, name) for name in of_resource},
            **{name: getattr(contact, name) for name in (*of_contact, *facts)},
            **{name: getattr(self, name) for name in own},
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True)
class Emergency:
    """What to do in danger; the core's own words, that no pack can change or hide.

    Attributes:
        text: The words.
        dial: The emergency number, from an installed record for this place, else None.
        id: That record, or None.
    """

    text: str
    dial: str | None = None
    id: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        made: dict[str, Any] = plain_data(self)
        return made


@attrs.frozen(kw_only=True)
class Help(Sequence[Desk]):
    """Desks in the order in which to try them.

    Attributes:
        desks: The desks; may be empty, and then the emergency notice still stands.
        emergency: What to do in danger.
        chain: The places that were looked in, narrowest first.
    """

    desks: tuple[Desk, ...]
    emergency: Emergency
    chain: tuple[str, ...]

    @overload
    def __getitem__(self, index: int) -> Desk: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Desk, ...]: ...
    def __getitem__(self, index: int | slice) -> Desk | tuple[Desk, ...]:
        return self.desks[index]

    def __len__(self) -> int:
        return len(self.desks)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "desks": [desk.as_json() for desk in self.desks],
            "emergency": self.emergency.as_json(),
            "chain": list(self.chain),
        }


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
        Open desks, then uncertain, then closed ones. Among these police and immigration come
        last; the others by language, spoken before interpreted, and then independent help
        before government. Desks of another country are never listed. The emergency notice is
        always there.

    Raises:
        UnknownWordError: A region is in no list.
        QueryError: *at* has no zone, or the purpose is none of help.

    Example:
        >>> [desk.contact.id for desk in find_help(catalog, HelpQuery(region="US"))][:1]
        ['voice']
    """
    if query.purpose not in (None, *HELP):
        raise QueryError("query.purpose", f"Help is for {', '.join(sorted(HELP))}.", "purpose")
    place = find_region(query.region)
    wish = tags(languages, "languages")
    desks = find_desks(catalog, query, languages=wish, at=moment(at))
    chain = [code for code in place.chain if code in place.steps or _leads(code, desks)]
    return Help(
        desks=desks,
        emergency=emergency(catalog, place, language_of(wish)),
        chain=tuple(chain),
    )


def find_desks(
    catalog: Catalog, query: HelpQuery, *, languages: tuple[str, ...], at: datetime | None
) -> tuple[Desk, ...]:
    """Return the desks for a question, in order, for any purpose: also to advocate or to give."""
    place = find_region(query.region)
    origin = query.calling_from
    caller = None if origin is None else find_region(origin, "calling_from")
    desks = [
        _desk(resource, contact, via, query, languages, at)
        for resource, via in _resources(catalog, query, place)
        for contact in resource.contacts
        if query.channel in (None, contact.channel) and _reaches(contact, caller)
    ]
    return tuple(sorted(desks, key=lambda desk: _order(desk, query, place)))


def emergency(catalog: Catalog, place: Region, language: str) -> Emergency:
    """Return what to do in danger, with the number of the nearest place that has one."""
    lines = [
        (place.chain.index(code), resource.id, contact)
        for resource in catalog.resources.values()
        if Purpose.EMERGENCY in resource.purposes and resource.status is Status.ACTIVE
        for code in resource.regions.intersection(place.chain)
        for contact in resource.contacts
        if contact.dial and contact.channel is Channel.VOICE
    ]
    if not lines:
        return Emergency(text=say("emergency.local", language))
    _, id, contact = min(lines, key=lambda line: (line[0], line[1], line[2].id))
    text = say("emergency.number", language, {"number": contact.display or ""})
    return Emergency(text=text, dial=contact.dial, id=id)


def _leads(code: str, desks: Iterable[Desk]) -> bool:
    return any(desk.via == code for desk in desks)


def _resources(catalog: Catalog, query: HelpQuery, place: Region) -> Iterable[tuple[Resource, str]]:
    """Return what could help in a place, each with the region through which it does."""
    for resource in catalog.resources.values():
        via = next((code for code in place.chain if code in resource.regions), None)
        if via and resource.status is not Status.RETIRED and _is_for(resource, query):
            yield resource, via


def _is_for(resource: Resource, query: HelpQuery) -> bool:
    """Tell whether a resource has the purpose, and is for this person."""
    wanted = {query.purpose} if query.purpose else HELP - {Purpose.EMERGENCY}
    if resource.purposes.isdisjoint(wanted):
        return False
    return query.audience is None or not resource.audience or query.audience in resource.audience


def _reaches(contact: Contact, caller: Region | None) -> bool:
    """Tell whether a contact can be reached from where a call is made; None if that is not said."""
    if caller is None:
        return True
    if contact.dial_region and contact.dial_region != country_of(caller.code):
        return False
    return not contact.reachable_from or not contact.reachable_from.isdisjoint(caller.chain)


def _desk(  # noqa: PLR0913, PLR0917 - one desk is made of all of these
    resource: Resource,
    contact: Contact,
    via: str,
    query: HelpQuery,
    languages: tuple[str, ...],
    at: datetime | None,
) -> Desk:
    hours = contact.hours
    staffed = _speaks(contact.languages, query.language)
    interpreted = not staffed and (
        _speaks(contact.interpreter, query.language)
        or bool(query.language and "mul" in contact.interpreter)
    )
    return Desk(
        resource=resource,
        contact=contact,
        state=hours.state(at) if hours else DeskState.UNCERTAIN,
        opens=hours.opens(at) if hours else None,
        language=query.language if staffed or interpreted else None,
        interpreter=interpreted,
        via=via,
        freshness=freshness(resource, at, contact),
        languages=languages,
    )


def _is_for_children_alone(resource: Resource, query: HelpQuery) -> bool:
    """Tell whether a line is for children, where nobody has said that a child is meant."""
    meant = query.purpose is Purpose.CHILD or query.audience is Audience.CHILD
    return Purpose.CHILD in resource.purposes and not meant


def _spoken(desk: Desk, query: HelpQuery) -> int:
    """Return 0 for somebody who speaks the language, 1 for an interpreter, then not known, no."""
    if query.language is None or desk.language:
        return int(desk.interpreter)
    return 3 if desk.contact.languages or desk.contact.interpreter else 2


def _speaks(spoken: Iterable[str], wish: str | None) -> bool:
    """Tell whether a language is spoken; ``es-MX`` is served by ``es``."""
    return wish is not None and not set(shortened(wish)).isdisjoint(spoken)


def _order(desk: Desk, query: HelpQuery, place: Region) -> tuple[int | str, ...]:
    """Return what puts desks in order; the last parts only make the order certain."""
    resource, contact = desk.resource, desk.contact
    return (
        desk.state.rank,
        int(resource.operator_kind in _ENFORCERS),
        _spoken(desk, query),
        _INDEPENDENCE[resource.operator_kind],
        int(query.audience not in (resource.audience or {Audience.BYSTANDER})),
        int(resource.only_for is not None or _is_for_children_alone(resource, query)),
        int(bool(resource.audience) and query.audience is None),
        place.chain.index(desk.via),
        -len(resource.purposes & HELP),
        len(contact.shares_with),
        resource.id,
        _CHANNELS.index(contact.channel),
        contact.id,
    )
