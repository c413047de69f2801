"""What should I know before a trip? Ratings of a government, helplines to save, things to do."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import Freshness, freshness
from takeaction.engine.help.answer import Emergency, Referral
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.engine.serialization import plain_data
from takeaction.engine.shopping.answer import edition_text
from takeaction.models.action import Action
from takeaction.models.good import Rating, Tier
from takeaction.models.question import HelpQuery, moment, tags
from takeaction.models.record import RecordId, RegionCode
from takeaction.models.region import Region, country_of, find_country
from takeaction.value import Value
from takeaction.vocabulary import Age, Status, WordKind

TRAVEL = "travel-tourism"
"""The topic of what one does on trips."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RatedGovernment(Value):
    """How reports rated a government, year by year, and what that means.

    Attributes:
        rating: The record.
        freshness: How old the newest of its years is.
        languages: What its texts are shown in, in order of wish.
    """

    rating: Rating
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    @property
    def id(self) -> RecordId:
        """The id of the record."""
        return self.rating.id

    @property
    def country(self) -> RegionCode:
        """Whose government."""
        return self.rating.country

    @property
    def history(self) -> tuple[Tier, ...]:
        """Its tiers in order of year, one a year; years are missing."""
        return self.rating.history

    @property
    def meaning(self) -> str:
        """What the tiers mean; belongs beside them."""
        return str(self.rating.meaning.pick(self.languages))

    @property
    def newest(self) -> str:
        """The newest of its years and how old that is, in words; empty if it has none."""
        if not self.history:
            return ""
        year = self.history[-1].year
        return edition_text(year, self.freshness, language_of(self.languages), "report")

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("name", "country", "history", "meaning", "note", "status")
        evidence = ("pack", "source", "verified")
        shown = {
            "id": self.rating.id,
            "language": self.rating.name.pick(self.languages).language,
            **{name: getattr(self.rating, name) for name in (*names, *evidence)},
            "newest": self.newest,
            "age_days": self.freshness.age_days,
            "freshness": self.freshness.state,
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TravelAction(Value):
    """Something to do before a trip or on it.

    Attributes:
        action: The record; show its safety lines wherever you show it.
        freshness: How old the evidence is that it rests on.
        languages: What its texts are shown in, in order of wish.
    """

    action: Action
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("id", "title", "summary", "steps", "minutes", "safety")
        evidence = ("pack", "source", "verified")
        shown = {
            **{name: getattr(self.action, name) for name in (*names, *evidence)},
            "language": self.action.title.pick(self.languages).language,
            "freshness": self.freshness,
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DestinationAdvice(Value):
    """What is known of a place that somebody travels to.

    Attributes:
        ratings: What reports say of its government, by id; empty if none does.
        contacts: Whom to save before the trip, in the order of ``find_help``; may be empty.
        actions: What to do, the shortest first, equal ones by id.
        emergency: What to do in danger there.
        notes: What to know of this answer, and what is missing in it, sentences.
        disclaimer: What stands beside every such answer.
    """

    ratings: tuple[RatedGovernment, ...]
    contacts: tuple[Referral, ...]
    actions: tuple[TravelAction, ...]
    emergency: Emergency
    notes: tuple[str, ...]
    disclaimer: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "ratings": [each.as_json() for each in self.ratings],
            "contacts": [each.as_json() for each in self.contacts],
            "actions": [each.as_json() for each in self.actions],
            "emergency": self.emergency.as_json(),
            "notes": list(self.notes),
            "disclaimer": self.disclaimer,
        }


def check_destination(
    catalog: Catalog,
    region: str,
    *,
    languages: Iterable[str] = ("en",),
    at: datetime | None = None,
) -> DestinationAdvice:
    """Tell what to know before a trip to a country or a part of one.

    Args:
        catalog: Where ratings, contacts and actions come from.
        region: Where the trip goes.
        languages: What texts are shown in, BCP 47, in order of wish. Contacts who speak the
            first of them stand before the others.
        at: An aware moment, to say how old things are and who is open; None leaves that unknown.

    Returns:
        The ratings are a government's judgement of another's effort. None says how much
        trafficking there is, or anything about people. A country without a rating is not rated
        here, and no other country's contacts are slipped in.

    Raises:
        UnknownWordError: The region is in no list.
        QueryError: The region is a group of countries, or *at* has no zone.

    Example:
        >>> advice = check_destination(catalog, "TH")
        >>> [(tier.year, tier.tier) for tier in advice.ratings[0].history][-1]
        (2023, '2')
    """
    place = find_country(region, "region", parts=True)
    wish = tags(languages, "languages")
    at = moment(at)
    query = HelpQuery(place.code, wish[0] if wish else None, calling_from=place.code)
    found = find_help(catalog, query, languages=wish, at=at)
    ratings = tuple(_ratings(catalog, place, wish, at))
    contacts = tuple(found)
    language = language_of(wish)
    notes = [say("travel.save" if contacts else "travel.no_contacts", language)]
    if not ratings:
        notes.append(say("travel.no_rating", language))
    return DestinationAdvice(
        ratings=ratings,
        contacts=contacts,
        actions=tuple(_actions(catalog, place, wish, at)),
        emergency=found.emergency,
        notes=tuple(notes),
        disclaimer=say("travel.disclaimer", language),
    )


def _ratings(
    catalog: Catalog, place: Region, languages: tuple[str, ...], at: datetime | None
) -> Iterator[RatedGovernment]:
    for rating in catalog.ratings.values():
        if rating.country in (place.code, country_of(place.code)):
            yield RatedGovernment(
                rating=rating, freshness=freshness(rating, at), languages=languages
            )


def _actions(
    catalog: Catalog, place: Region, languages: tuple[str, ...], at: datetime | None
) -> Iterator[TravelAction]:
    topics = catalog.words.narrower(WordKind.TOPIC, TRAVEL)
    fitting = (
        action
        for action in catalog.actions.values()
        if not action.topics.isdisjoint(topics) and _is_for_travellers(action, place)
    )
    for action in sorted(fitting, key=lambda action: (action.minutes.typical, action.id)):
        yield TravelAction(action=action, freshness=freshness(action, at), languages=languages)


def _is_for_travellers(action: Action, place: Region) -> bool:
    """Tell whether any adult can do it on a trip there, without having seen anything."""
    anyone = not action.roles_only and not action.concern and Age.ADULT in action.ages
    there = action.status is not Status.RETIRED and not action.regions.isdisjoint(place.chain)
    return anyone and there
