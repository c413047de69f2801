"""Shopping and travel: listed goods, ratings of governments, vendors and labels."""

from datetime import date
from typing import ClassVar

import attrs

from takeaction.models.record import Record, RecordId, RegionCode, WordId
from takeaction.models.text import Text
from takeaction.value import LOOSE, Value, facts
from takeaction.vocabulary.goods import GoodKind, LabelKind, VendorKind
from takeaction.vocabulary.records import Kind, WordKind

_PRODUCT = facts(loose=True, word=WordKind.PRODUCT)


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

    name: Text = attrs.field(metadata=LOOSE)
    product: WordId = attrs.field(metadata=_PRODUCT)
    country: RegionCode = attrs.field(metadata=LOOSE)
    kind: GoodKind = attrs.field(metadata=LOOSE)
    edition: int = attrs.field(metadata=LOOSE)
    also: frozenset[GoodKind] = attrs.field(default=frozenset(), metadata=LOOSE)
    input_country: RegionCode | None = attrs.field(default=None, metadata=LOOSE)
    later_change: Text | None = attrs.field(default=None, metadata=LOOSE)


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
    tier: str = attrs.field(metadata=facts(prose=True))
    source: RecordId | None = attrs.field(default=None, metadata=facts(record=Kind.RESOURCE))
    confirmed_by: RecordId | None = attrs.field(default=None, metadata=facts(record=Kind.RESOURCE))


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

    name: Text = attrs.field(metadata=LOOSE)
    country: RegionCode = attrs.field(metadata=LOOSE)
    history: tuple[Tier, ...] = attrs.field(metadata=LOOSE)
    meaning: Text = attrs.field(metadata=LOOSE)


# Vendors and labels. Neither promises goods that are free of forced labour.


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Claim(Value):
    """A label that a vendor's goods carry.

    Attributes:
        label: The label.
        scope: The goods that carry it, in words; None if not known.
        certificate: The number of the certificate, or None.
        valid_until: The last day of the certificate, or None.
        evidence: The address of a page that shows it, or None.
    """

    label: RecordId = attrs.field(metadata=facts(record=Kind.LABEL))
    scope: Text | None = None
    certificate: str | None = attrs.field(default=None, metadata=facts(prose=True))
    valid_until: date | None = None
    evidence: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Vendor(Record):
    """A shop, a brand, a marketplace, or a body that certifies and sells nothing.

    Attributes:
        name: Its name.
        kind: The kind of seller.
        summary: Its goods and how it works, in one or two sentences.
        products: The products it sells.
        claims: Labels on its goods.
        memberships: Labels it holds as a member; they are not labels on its goods.
        survivor_made: Whether survivors make its goods; None if not known.
        made_in: The places where its goods are made; empty if not known.
        ships_to: The places it ships to; None if not known, empty if it ships nowhere.
        based_in: The country it is based in.
        url: Its page.
    """

    record_kind: ClassVar[Kind] = Kind.VENDOR

    name: Text
    kind: VendorKind = attrs.field(metadata=LOOSE)
    summary: Text | None = attrs.field(default=None, metadata=LOOSE)
    products: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_PRODUCT)
    claims: tuple[Claim, ...] = ()
    memberships: tuple[RecordId, ...] = attrs.field(default=(), metadata=facts(record=Kind.LABEL))
    survivor_made: bool | None = None
    made_in: frozenset[RegionCode] = attrs.field(default=frozenset(), metadata=LOOSE)
    ships_to: frozenset[RegionCode] | None = attrs.field(
        default=None,
        metadata=facts(
            loose=True, sheet="The places it ships to. Empty if not known; [] if it ships nowhere."
        ),
    )
    based_in: RegionCode | None = attrs.field(default=None, metadata=LOOSE)
    url: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Label(Record):
    """A certification, a membership or an agreement. No label proves that forced labour is absent.

    Attributes:
        name: Its name.
        kind: The kind of label.
        standard_setter: The body that writes its rules.
        scope: The reach of its rules: product, site or company.
        audited_by: Who checks, and how often.
        third_party_audited: Whether somebody outside the scheme checks.
        forced_labour_criterion: Whether its rules forbid forced labour; None if nobody has read
            them.
        asks: Its requirements.
        does_not_cover: The limits of the label: goods, work or facts that it does not cover.
        covers: Products that may carry it.
        made_in: The only places whose goods can carry it; empty for any.
        url: Its page.
    """

    record_kind: ClassVar[Kind] = Kind.LABEL

    name: Text
    kind: LabelKind
    standard_setter: str = attrs.field(metadata=facts(loose=True, prose=True))
    scope: Text
    audited_by: Text
    third_party_audited: bool
    forced_labour_criterion: bool | None = None
    asks: Text = attrs.field(metadata=LOOSE)
    does_not_cover: Text
    covers: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_PRODUCT)
    made_in: frozenset[RegionCode] = attrs.field(default=frozenset(), metadata=LOOSE)
    url: str | None = None
