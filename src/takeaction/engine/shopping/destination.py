"""Advice before a trip: the ratings of a government, helplines to save, and actions."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import Freshness, freshness
from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.engine.serialization import ACTION_NAMES, EVIDENCE, Answer, OfRecord
from takeaction.engine.shopping.answer import edition_text
from takeaction.errors import Fields
from takeaction.models.action import Action
from takeaction.models.goods import Rating, Tier
from takeaction.models.question.arguments import (
    check_moment,
    check_text,
    read_languages,
    spoken_language,
)
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record, RegionCode
from takeaction.models.region import Region, country_of, find_country
from takeaction.models.text import ShownText, Words
from takeaction.privacy import confidential
from takeaction.value import of
from takeaction.vocabulary.actions import Age
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.words import Several

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import (
        DestinationAdviceData,
        RatedGovernmentData,
        TravelActionData,
        WordsData,
    )

TRAVEL_TOPIC = "travel-tourism"
"""The topic of actions for travellers."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RatedGovernment(OfRecord["RatedGovernmentData[str]", "RatedGovernmentData[WordsData]"]):
    """The ratings of a government by year. They rate effort, not the amount of trafficking.

    Attributes:
        rating: The record.
        freshness: The age of the newest year; its state in JSON.
        reports: The records of the reports that give its tiers, the earliest first.
        languages: The languages of its texts, most wanted first.
    """

    rating: Rating
    freshness: Freshness
    reports: tuple[Record, ...] = ()
    languages: tuple[str, ...] = ("en",)

    _repr_names = ("rating.id", "freshness.state as freshness")

    @property
    def country(self) -> RegionCode:
        """The country of the government."""
        return self.rating.country

    @property
    def history(self) -> tuple[Tier, ...]:
        """Its tiers in order of year, one for each rated year; other years are missing."""
        return self.rating.history

    @property
    def meaning(self) -> ShownText:
        """The meaning of the tiers; show it wherever you show them."""
        return self.rating.meaning.shown(self.languages)

    @property
    def newest(self) -> ShownText:
        """The newest year and its age, in words; empty without any year."""
        language = language_of(self.languages)
        if not self.history:
            return ShownText("", Words("", language))
        return edition_text(self.history[-1].year, self.freshness, language, "report")

    @property
    def agreement(self) -> ShownText:
        """Whether a second source gives the newest tier, in words; empty without any year."""
        language = language_of(self.languages)
        if not self.history:
            return ShownText("", Words("", language))
        code = "two_sources" if self.history[-1].confirmed_by else "one_source"
        return say(f"travel.{code}", language)

    _record = "rating"
    _json_names = (
        *("id", "_language as language", *of("rating", "name country history")),
        *("meaning", *of("rating", f"note status {EVIDENCE}"), "newest", "agreement"),
        *("freshness.age_days", "freshness.state as freshness"),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TravelAction(OfRecord["TravelActionData[str]", "TravelActionData[WordsData]"]):
    """An action for travellers, before a trip or on it.

    Attributes:
        action: The record; show its safety lines wherever you show it.
        freshness: The age of the evidence that it rests on.
        languages: The languages of its texts, most wanted first.
    """

    action: Action
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    _repr_names = ("action.id", "freshness.state as freshness")

    _record = "action"
    _json_names = (*ACTION_NAMES, "_language as language", "freshness")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class DestinationAdvice(Answer["DestinationAdviceData[str]", "DestinationAdviceData[WordsData]"]):
    """The ratings, helplines and actions for a trip: the answer of ``check_destination``.

    Attributes:
        ratings: The ratings of its government, by id; empty if no report rates it.
        help: The helplines to save before the trip, and the advice for danger there.
        actions: Actions for travellers, the shortest first, equal ones by id.
        notes: Sentences on this answer and on its gaps.
        disclaimer: The sentence that belongs to every such answer.
    """

    ratings: tuple[RatedGovernment, ...]
    help: Help
    actions: tuple[TravelAction, ...]
    notes: tuple[ShownText, ...]
    disclaimer: ShownText

    def _shown(self) -> dict[str, object]:
        return {
            "ratings": len(self.ratings),
            "help": len(self.help),
            "actions": len(self.actions),
            "emergency": self.help.emergency.dial,
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
        catalog: The source of ratings, helplines and actions.
        region: The destination.
        languages: The languages of the texts, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None gives English.
            Lines that speak the first of them come before the others.
        at: An aware moment, for ages and opening hours; None leaves these unknown.

    Returns:
        The ratings are one government's judgement of another's effort. They do not measure
        trafficking and say nothing about people. A country without a rating is not rated here,
        and no other country's lines are listed in its place.

    Raises:
        UnknownWordError: The region is in no list.
        QueryError: The region is a group of countries, or *at* has no zone.

    Example:
        >>> advice = check_destination(catalog, "TH")
        >>> [(tier.year, tier.tier) for tier in advice.ratings[0].history][-1]
        (2025, '2')
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    place = fields.read(_destination, region)
    wish = fields.read(read_languages, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(wish)
    query = HelpQuery(place.code, spoken_language(wish), calling_from=place.code)
    help_there = find_help(catalog, query, languages=wish, at=at)
    ratings = tuple(
        RatedGovernment(
            rating=rating,
            freshness=freshness(rating, at),
            reports=tuple(_reports(catalog, rating)),
            languages=wish,
        )
        for rating in catalog.ratings.values()
        if rating.country in (place.code, country_of(place.code))
    )
    language = language_of(wish)
    notes = ["travel.save" if help_there else "travel.no_contacts"]
    if not ratings:
        notes.append("travel.no_rating")
    return DestinationAdvice(
        ratings=ratings,
        help=help_there,
        actions=tuple(_actions(catalog, place, wish, at)),
        notes=tuple(say(code, language) for code in notes),
        disclaimer=say("travel.disclaimer", language),
    )


def _reports(catalog: Catalog, rating: Rating) -> Iterator[Record]:
    ids = (id for tier in rating.history for id in (tier.source, tier.confirmed_by) if id)
    return filter(None, map(catalog.get, dict.fromkeys(ids)))


def _destination(region: str) -> Region:
    return find_country(check_text(region, "region"), "region", parts=True)


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
    """Whether any adult can do an action on a trip there, without having seen anything."""
    is_for_anyone = not action.roles_only and not action.concern and Age.ADULT in action.ages
    is_current = action.status is not Status.RETIRED
    return is_for_anyone and is_current and not action.regions.isdisjoint(place.chain)
