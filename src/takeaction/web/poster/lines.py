"""The lines of a place that may hang on a wall, and those that may not, with the reason."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.engine.freshness import FRESH_CONTACT_DAYS, freshness
from takeaction.engine.help.answer import HelpLine, Referral
from takeaction.engine.help.referral import find_help, lines_of
from takeaction.models.question.queries import HelpQuery
from takeaction.vocabulary.records import FreshnessState, Method, Status
from takeaction.web.poster.codes import SCHEMES


class Unfit(StrEnum):
    """A reason to leave a number off a poster."""

    NO_EVIDENCE = "no-evidence"
    OVERDUE = "overdue"
    OUT_OF_DATE = "out-of-date"
    UNSURE = "unsure"
    ALIKE = "alike"
    CLAIMED = "claimed"

    @property
    def text_code(self) -> str:
        """The code of its text in those of the pages."""
        return f"poster.{self.name.lower()}"


@attrs.frozen
class OffPoster:
    """A number that is left off.

    Attributes:
        id: The id of its record.
        contact: The id of its contact in the record.
        why: The reason.
    """

    id: str
    contact: str
    why: Unfit


@attrs.frozen
class PosterLines:
    """The lines of a place.

    Attributes:
        lines: The lines that may hang on a wall, best first; the ways of each are its numbers.
        left_out: The numbers that may not, in the same order.
    """

    lines: tuple[HelpLine, ...]
    left_out: tuple[OffPoster, ...]


def poster_lines(
    catalog: Catalog, region: str, languages: tuple[str, ...], at: datetime
) -> PosterLines:
    """Choose the lines of a place by the evidence for their numbers.

    A poster hangs day and night, so that it counts for nothing which line is open now.

    Args:
        catalog: The records.
        region: The place.
        languages: The languages of the poster; lines that speak the first of them come first.
        at: The moment, aware.

    Raises:
        UnknownWordError: The place is in no list.
    """
    query = HelpQuery(region=region, language=languages[0])
    help_ = find_help(catalog, query, languages=languages)
    numbers = [_dated(each, at) for each in help_.ways if _has_number(each)]
    reasons = [_why_unfit(each, at.date()) for each in numbers]
    fit = (each for each, why in zip(numbers, reasons, strict=True) if why is None)
    return PosterLines(
        lines=lines_of(fit),
        left_out=tuple(
            OffPoster(each.resource.id, each.contact.id, why)
            for each, why in zip(numbers, reasons, strict=True)
            if why
        ),
    )


def check_again_by(numbers: Iterable[Referral], at: datetime) -> date:
    """Return the day by which the first of several numbers has to be checked again.

    Where no day is set for any of them, it is that on which evidence of today is fresh no more.
    """
    days = [each.verified.review_by for each in numbers if each.verified.review_by]
    return min(days, default=at.date() + timedelta(days=FRESH_CONTACT_DAYS))


def _has_number(referral: Referral) -> bool:
    return referral.contact.channel in SCHEMES and referral.contact.dial is not None


def _dated(referral: Referral, at: datetime) -> Referral:
    """Return a referral with the age of its evidence at a moment."""
    age = freshness(referral.resource, at, referral.contact)
    return attrs.evolve(referral, freshness=age)


def _why_unfit(referral: Referral, day: date) -> Unfit | None:
    return next(_reasons(referral, day), None)


def _reasons(referral: Referral, day: date) -> Iterator[Unfit]:
    """Yield why a number may not hang on a wall, where no warning can be beside it."""
    if referral.verified.method is Method.NONE:
        yield Unfit.NO_EVIDENCE
    if referral.verified.is_overdue(day):
        yield Unfit.OVERDUE
    if referral.freshness.state is FreshnessState.EXPIRED:
        yield Unfit.OUT_OF_DATE
    if referral.resource.status is Status.UNKNOWN:
        yield Unfit.UNSURE
    if referral.resembles:
        yield Unfit.ALIKE
    if referral.is_place_added:
        yield Unfit.CLAIMED
