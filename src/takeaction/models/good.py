"""What is known of goods by country, and of governments by year."""

from typing import ClassVar

import attrs

from takeaction.models.record import Record, RecordId, RegionCode, WordId
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import Kind
from takeaction.vocabulary.goods import GoodKind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Good(Record):
    """A good from a country that a list names. One that is not listed is not thereby safe.

    Attributes:
        name: The good, as the list names it.
        product: The product that it is, or goes into.
        country: Where it comes from.
        kind: Forced labour, child labour, or made with an input that is listed; the gravest, if
            the list gives several. A ``sector`` is only what customs looks at first, and the
            note says what that means.
        also: What else the same edition lists it for; empty if it gives one reason.
        edition: Year of the edition of the list, 1990 or later.
        input_country: Where the listed input comes from, for ``input``; else None.
        later_change: What changed after that edition, or None.
    """

    record_kind: ClassVar[Kind] = Kind.GOOD

    name: Text
    product: WordId
    country: RegionCode
    kind: GoodKind
    edition: int
    also: frozenset[GoodKind] = frozenset()
    input_country: RegionCode | None = None
    later_change: Text | None = None

    @property
    def label(self) -> Text:
        """The good."""
        return self.name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tier(Value):
    """How one report rated a government's effort in one year.

    Attributes:
        year: Year of the report.
        tier: Its word, such as ``2 Watch List``.
        source: The record of the report, or None.
    """

    year: int
    tier: str
    source: RecordId | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rating(Record):
    """A government's ratings. They rate effort, not how much trafficking there is.

    Attributes:
        name: What is rated.
        country: Whose government.
        history: In order of year, one a year.
        meaning: What the ratings mean.
    """

    record_kind: ClassVar[Kind] = Kind.RATING

    name: Text
    country: RegionCode
    history: tuple[Tier, ...]
    meaning: Text

    @property
    def label(self) -> Text:
        """What is rated."""
        return self.name
