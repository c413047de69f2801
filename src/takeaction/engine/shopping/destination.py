"""Advice before a trip: the ratings of a government, helplines to save, and actions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import Freshness, freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.engine.serialization import plain_data
from takeaction.engine.shopping.answer import edition_text
from takeaction.models.action import Action
from takeaction.models.good import Rating, Tier
from takeaction.models.question import (
    HelpQuery,
    check_moment,
    check_text,
    read_languages,
    spoken_language,
)
from takeaction.models.record import RecordId, RegionCode
from takeaction.models.region import Region, country_of, find_country
from takeaction.privacy import confidential
from takeaction.value import Value
from takeaction.vocabulary.actions import Age
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.words import Several

TRAVEL_TOPIC = "travel-tourism"
"""The topic of actions for travellers."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RatedGovernment(Value):
    """The ratings of a government by year, with their meaning.

    Attributes:
        rating: The record.
        freshness: The age of the newest year.
        languages: The languages of its texts, most wanted first.
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
        """The country of the government."""
        return self.rating.country

    @property
    def history(self) -> tuple[Tier, ...]:
        """Its tiers in order of year, one for each rated year; other years are missing."""
        return self.rating.history

    @property
    def meaning(self) -> str:
        """The meaning of the tiers; show it wherever you show them."""
        return str(self.rating.meaning.pick(self.languages))

    @property
    def newest(self) -> str:
        """The newest year and its age, in words; empty without any year."""
        if not self.history:
            return ""
        year = self.history[-1].year
        return edition_text(year, self.freshness, language_of(self.languages), "report")

    def as_json(self) -> dict[str, Any]:
        """Return the ratings as plain data."""
        names = ("name", "country", "history", "meaning", "note", "status")
        evidence = ("pack", "source", "verified", "reviewed")
        values = {
            "id": self.rating.id,
            "language": self.rating.name.pick(self.languages).language,
            **{name: getattr(self.rating, name) for name in (*names, *evidence)},
            "newest": self.newest,
            "age_days": self.freshness.age_days,
            "freshness": self.freshness.state,
        }
        data: dict[str, Any] = plain_data(values, self.languages)
        return data


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TravelAction(Value):
    """An action for travellers, before a trip or on it.

    Attributes:
        action: The record; show its safety lines wherever you show it.
        freshness: The age of the evidence that it rests on.
        languages: The languages of its texts, most wanted first.
    """

    action: Action
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    def as_json(self) -> dict[str, Any]:
        """Return the action as plain data."""
        names = ("id", "title", "summary", "steps", "minutes", "safety")
        evidence = ("pack", "source", "verified", "reviewed")
        values = {
            **{name: getattr(self.action, name) for name in (*names, *evidence)},
            "language": self.action.title.pick(self.languages).language,
            "freshness": self.freshness,
        }
        data: dict[str, Any] = plain_data(values, self.languages)
        return data


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DestinationAdvice(Value):
    """The ratings, helplines and actions for the destination of a trip.

    Attributes:
        ratings: The ratings of its government, by id; empty if no report rates it.
        contacts: Referrals to save before the trip, in the order of ``find_help``; may be empty.
        actions: Actions for travellers, the shortest first, equal ones by id.
        emergency: The advice for danger there.
        notes: Sentences on this answer and on its gaps.
        disclaimer: The sentence that belongs to every such answer.
    """

    ratings: tuple[RatedGovernment, ...]
    contacts: tuple[Referral, ...]
    actions: tuple[TravelAction, ...]
    emergency: Emergency
    notes: tuple[str, ...]
    disclaimer: str

    def as_json(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {
            "ratings": [rating.as_json() for rating in self.ratings],
            "contacts": [referral.as_json() for referral in self.contacts],
            "actions": [action.as_json() for action in self.actions],
            "emergency": self.emergency.as_json(),
            "notes": list(self.notes),
            "disclaimer": self.disclaimer,
        }


@confidential
def check_destination(
    catalog: Catalog,
    region: str,
    *,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> DestinationAdvice:
    """Give advice before a trip to a country or a part of one.

    Args:
        catalog: The source of ratings, contacts and actions.
        region: The destination.
        languages: The languages of the texts, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None gives English.
            Contacts that speak the first of them come before the others.
        at: An aware moment, for ages and opening hours; None leaves these unknown.

    Returns:
        The ratings are one government's judgement of another's effort. They do not measure
        trafficking and say nothing about people. A country without a rating is not rated here,
        and no other country's contacts are listed in its place.

    Raises:
        UnknownWordError: The region is in no list.
        QueryError: The region is a group of countries, or *at* has no zone.

    Example:
        >>> advice = check_destination(catalog, "TH")
        >>> [(tier.year, tier.tier) for tier in advice.ratings[0].history][-1]
        (2023, '2')
    """
    place = find_country(check_text(region, "region"), "region", parts=True)
    wish = read_languages(languages)
    at = check_moment(at)
    query = HelpQuery(place.code, spoken_language(wish), calling_from=place.code)
    help_there = find_help(catalog, query, languages=wish, at=at)
    ratings = tuple(_ratings(catalog, place, wish, at))
    contacts = tuple(help_there)
    language = language_of(wish)
    notes = [say("travel.save" if contacts else "travel.no_contacts", language)]
    if not ratings:
        notes.append(say("travel.no_rating", language))
    return DestinationAdvice(
        ratings=ratings,
        contacts=contacts,
        actions=tuple(_actions(catalog, place, wish, at)),
        emergency=help_there.emergency,
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
    topics = catalog.words.narrower(WordKind.TOPIC, TRAVEL_TOPIC)
    fitting = (
        action
        for action in catalog.actions.values()
        if not action.topics.isdisjoint(topics) and _is_for_travellers(action, place)
    )
    for action in sorted(fitting, key=lambda action: (action.minutes.typical, action.id)):
        yield TravelAction(action=action, freshness=freshness(action, at), languages=languages)


def _is_for_travellers(action: Action, place: Region) -> bool:
    """Tell whether any adult can do an action on a trip there, without having seen anything."""
    is_for_anyone = not action.roles_only and not action.concern and Age.ADULT in action.ages
    is_current = action.status is not Status.RETIRED
    return is_for_anyone and is_current and not action.regions.isdisjoint(place.chain)
