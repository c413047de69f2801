"""Listed goods by country, and ratings of governments by year."""

from typing import ClassVar

import attrs

from takeaction.models.record import Record, RecordId, RegionCode, WordId
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.records import Kind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Good(Record):
    """A good from one country, named on a list. Absence from a list does not make a good safe.

    Attributes:
        name: The good, as the list names it.
        product: The product it is, or goes into.
        country: The country it comes from.
        kind: The reason it is listed: forced labour, child labour or a listed input; the gravest,
            if the list gives several. A ``sector`` is only a sector that customs checks first,
            and the note explains that.
        also: Further reasons in the same edition; empty if the list gives only one.
        edition: The year of the edition of the list, 1990 or later.
        input_country: The country of the listed input, for ``input``; else None.
        later_change: A change after that edition, or None.
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
        """The name of the good."""
        return self.name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tier(Value):
    """The rating of a government's effort in one report.

    Attributes:
        year: The year of the report.
        tier: The word of the report, such as ``2 Watch List``.
        source: The record of the report, or None.
        confirmed_by: The record of a second source with the same tier; None if the first was not
            compared with any.
    """

    year: int
    tier: str
    source: RecordId | None = None
    confirmed_by: RecordId | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rating(Record):
    """A government's ratings by year. They rate effort, not the amount of trafficking.

    Attributes:
        name: The report and the country that it rates.
        country: The country of the government.
        history: One rating a year, in order of year.
        meaning: An explanation of the ratings.
    """

    record_kind: ClassVar[Kind] = Kind.RATING

    name: Text
    country: RegionCode
    history: tuple[Tier, ...]
    meaning: Text

    @property
    def label(self) -> Text:
        """The name of the rating."""
        return self.name
