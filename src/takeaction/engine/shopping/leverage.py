"""Where a change does most: how much it would do to buy one good differently.

What a good is listed for counts half; then in how many places, since that says how likely it is
that yours is from one; then whether there is a label to look for and somebody to buy from. A good
that no list names scores 0, whatever there is to buy. Levels are fixed and nothing is counted over
the basket, so no good of it changes the score of another.
"""

from collections.abc import Iterable, Sequence

import attrs

from takeaction.core_data import language_of
from takeaction.engine.points import Level, points
from takeaction.engine.reasons import Reason, say
from takeaction.engine.shopping.answer import FittingLabel, Listing, Seller
from takeaction.value import Value
from takeaction.vocabulary import Status
from takeaction.vocabulary.goods import GoodKind

WEIGHTS = {"kind": 5_000, "places": 2_000, "label": 2_000, "vendor": 1_000}
"""What each factor counts, in basis points; together 10 000."""

_KINDS = {GoodKind.FORCED: 15, GoodKind.CHILD: 10, GoodKind.INPUT: 6, GoodKind.SECTOR: 4}
_PLACES = ((10, 15), (5, 12), (2, 8), (1, 4))
_CERTAIN, _UNSURE = 15, 5


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Choice(Value):
    """What is known of one good of a basket.

    Attributes:
        risks: What lists name.
        labels: Labels that it can carry.
        sellers: Who sells such goods.
        from_one_place: Whether it was said where the good comes from.
        to_one_place: Whether it was said where it has to be sent.
        languages: What texts are shown in, in order of wish.
    """

    risks: Sequence[Listing]
    labels: Sequence[FittingLabel]
    sellers: Sequence[Seller]
    from_one_place: bool
    to_one_place: bool
    languages: tuple[str, ...]


def weigh(choice: Choice) -> tuple[Reason, ...]:
    """Return why a change would do as much as it would: the points of the reasons add up to it."""
    language = language_of(choice.languages)
    listed = _gravest(choice.risks)
    if not listed:
        absent = Level(0, "buy.not_listed_from" if choice.from_one_place else "buy.not_listed")
        return (Reason(code=absent.code, language=language),)
    found = (_kind(listed, language), _places(listed, choice), _label(choice), _vendor(choice))
    return tuple(
        Reason(
            code=level.code,
            points=points(weight, level.level),
            slots=level.slots,
            language=language,
        )
        for weight, level in zip(WEIGHTS.values(), found, strict=True)
        if level
    )


def _gravest(risks: Iterable[Listing]) -> list[Listing]:
    """Return what says most: what the lists name, or what stands beside it if that is graver."""
    present = [risk for risk in risks if not risk.past]
    named = [risk for risk in present if not risk.beside]
    beside = [risk for risk in present if risk.beside]
    return max(named, beside, key=_level)


def _level(risks: Sequence[Listing]) -> int:
    """Return the level of the gravest; another good of the group counts half."""
    return max((_KINDS[risk.good.kind] // (1 + risk.beside) for risk in risks), default=0)


def _kind(risks: Sequence[Listing], language: str) -> Level:
    kind = min((risk.good.kind for risk in risks), key=list(GoodKind).index)
    if risks[0].beside:
        return Level(_level(risks), "buy.beside", {"kinds": say(f"listed.{kind}", language)})
    return Level(_level(risks), f"buy.{kind}")


def _places(risks: Sequence[Listing], choice: Choice) -> Level:
    if choice.from_one_place:
        return Level(_CERTAIN, "buy.origin")
    number = len({risk.good.country for risk in risks})
    level = next(level for least, level in _PLACES if number >= least)
    return Level(level, "buy.place" if number == 1 else "buy.places", {"number": number})


def _label(choice: Choice) -> Level | None:
    if not choice.labels:
        return None
    if any(label.strong for label in choice.labels):
        return Level(_CERTAIN, "buy.label")
    return Level(_UNSURE, "buy.label_weak")


def _vendor(choice: Choice) -> Level | None:
    there = [seller for seller in choice.sellers if not seller.closed]
    if not there:
        return None
    for seller in there:
        if seller.vendor.status is Status.ACTIVE and (seller.ships or not choice.to_one_place):
            return Level(_CERTAIN, "buy.vendor_ships" if choice.to_one_place else "buy.vendor")
    return Level(_UNSURE, "buy.vendor_unsure")
