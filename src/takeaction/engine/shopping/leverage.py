"""Leverage: the effect of buying one good differently, as points with reasons.

The reason for a listing counts half. Then come its countries, since with more of them it is more
likely that yours comes from one; then a label to look for and somebody to buy from. A good that no
list names scores 0, whatever there is to buy. Levels are fixed and nothing is counted over the
basket, so no good of it changes the score of another. All weights and levels here are our
judgement: nobody has measured them (docs/explanation/lists.md).
"""

from collections.abc import Iterable, Sequence

import attrs

from takeaction.core_data import language_of
from takeaction.engine.points import Level, points
from takeaction.engine.reasons import Reason, say
from takeaction.engine.shopping.answer import FittingLabel, Listing, Seller
from takeaction.value import Value
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.records import Status

LEVERAGE_WEIGHTS = {"kind": 5_000, "places": 2_000, "label": 2_000, "vendor": 1_000}
"""The weight of each factor in basis points; together 10 000."""

_KIND_LEVELS = {GoodKind.FORCED: 15, GoodKind.CHILD: 10, GoodKind.INPUT: 6, GoodKind.SECTOR: 4}
"""The level of each reason for a listing: the harm that people may suffer counts most."""

_COUNTRY_LEVELS = ((10, 15), (5, 12), (2, 8), (1, 4))
"""The level for a number of listed countries: (least number, level), most first."""

_CERTAIN, _UNSURE = 15, 5
"""The level of a sure choice, such as an audited label, and of any weaker one."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Choice(Value):
    """The risks, labels and sellers of one good of a basket.

    Attributes:
        risks: Its listings.
        labels: Labels that it can carry.
        sellers: Sellers of such goods.
        from_one_place: Whether the question names the country it comes from.
        to_one_place: Whether the question names the place to ship it to.
        languages: The languages of the texts, most wanted first.
    """

    risks: Sequence[Listing]
    labels: Sequence[FittingLabel]
    sellers: Sequence[Seller]
    from_one_place: bool
    to_one_place: bool
    languages: tuple[str, ...]


def leverage_reasons(choice: Choice) -> tuple[Reason, ...]:
    """Return the reasons for a choice's score: their points add up to it."""
    language = language_of(choice.languages)
    risks = _gravest(choice.risks)
    if not risks:
        code = "buy.not_listed_from" if choice.from_one_place else "buy.not_listed"
        return (Reason(code=code, language=language),)
    levels = (
        _kind_level(risks, language),
        _country_level(risks, choice),
        _label_level(choice),
        _seller_level(choice),
    )
    return tuple(
        Reason(
            code=level.code,
            points=points(weight, level.level),
            slots=level.slots,
            language=language,
        )
        for weight, level in zip(LEVERAGE_WEIGHTS.values(), levels, strict=True)
        if level
    )


def _gravest(risks: Iterable[Listing]) -> list[Listing]:
    """Return the current listings of the good, or those of its group if they are graver."""
    current = [risk for risk in risks if not risk.past]
    of_good = [risk for risk in current if not risk.beside]
    of_group = [risk for risk in current if risk.beside]
    return max(of_good, of_group, key=_gravity)


def _gravity(risks: Sequence[Listing]) -> int:
    """Return the level of the gravest listing; another good of the group counts half."""
    return max((_KIND_LEVELS[risk.good.kind] // (1 + risk.beside) for risk in risks), default=0)


def _kind_level(risks: Sequence[Listing], language: str) -> Level:
    kind = min((risk.good.kind for risk in risks), key=list(GoodKind).index)
    if risks[0].beside:
        return Level(_gravity(risks), "buy.beside", {"kinds": say(f"listed.{kind}", language)})
    return Level(_gravity(risks), f"buy.{kind}")


def _country_level(risks: Sequence[Listing], choice: Choice) -> Level:
    if choice.from_one_place:
        return Level(_CERTAIN, "buy.origin")
    number = len({risk.good.country for risk in risks})
    level = next(level for least, level in _COUNTRY_LEVELS if number >= least)
    return Level(level, "buy.place" if number == 1 else "buy.places", {"number": number})


def _label_level(choice: Choice) -> Level | None:
    if not choice.labels:
        return None
    if any(label.strong for label in choice.labels):
        return Level(_CERTAIN, "buy.label")
    return Level(_UNSURE, "buy.label_weak")


def _seller_level(choice: Choice) -> Level | None:
    sellers = [seller for seller in choice.sellers if not seller.closed]
    if not sellers:
        return None
    for seller in sellers:
        if seller.vendor.status is Status.ACTIVE and (seller.ships or not choice.to_one_place):
            return Level(_CERTAIN, "buy.vendor_ships" if choice.to_one_place else "buy.vendor")
    return Level(_UNSURE, "buy.vendor_unsure")
