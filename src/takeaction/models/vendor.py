"""Who sells, and what the labels on goods say. Nothing here is a promise of clean supply."""

from datetime import date
from typing import ClassVar

import attrs

from takeaction.models.record import Record, RecordId, RegionCode, WordId
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import Kind
from takeaction.vocabulary.goods import LabelKind, VendorKind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Claim(Value):
    """A label that a vendor's goods carry.

    Attributes:
        label: The label.
        scope: Which of its goods carry it, or None if not known.
        certificate: Number of the certificate, or None.
        valid_until: Last day of the certificate, or None.
        evidence: Address where it can be seen, or None.
    """

    label: RecordId
    scope: Text | None = None
    certificate: str | None = None
    valid_until: date | None = None
    evidence: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Vendor(Record):
    """A shop, a brand, a marketplace, or a body that certifies and sells nothing.

    Attributes:
        name: Its name.
        kind: What it is.
        summary: What it sells and how it works, one or two sentences.
        products: What it sells.
        claims: Labels on its goods.
        memberships: Labels that it holds as a member, which are none on its goods.
        survivor_made: Whether survivors make its goods; None if not known.
        made_in: Where its goods are made; empty if not known.
        ships_to: Where it ships; None if not known, empty if nowhere.
        based_in: The country it is based in.
        url: Its page.
    """

    record_kind: ClassVar[Kind] = Kind.VENDOR

    name: Text
    kind: VendorKind
    summary: Text | None = None
    products: frozenset[WordId] = frozenset()
    claims: tuple[Claim, ...] = ()
    memberships: tuple[RecordId, ...] = ()
    survivor_made: bool | None = None
    made_in: frozenset[RegionCode] = frozenset()
    ships_to: frozenset[RegionCode] | None = None
    based_in: RegionCode | None = None
    url: str | None = None

    @property
    def label(self) -> Text:
        """Its name."""
        return self.name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Label(Record):
    """A certification, a membership or an agreement. None shows that forced labour is absent.

    Attributes:
        name: Its name.
        kind: What it certifies.
        standard_setter: Who writes the rules.
        scope: What it reaches: product, site, company.
        audited_by: Who checks, and how often.
        third_party_audited: Whether somebody outside the scheme checks.
        forced_labour_criterion: Whether its rules forbid forced labour; None if not read.
        asks: What it asks for.
        does_not_cover: What it does not reach or show.
        covers: Products that carry it.
        made_in: The only places whose goods can carry it; empty for any.
        url: Its page.
    """

    record_kind: ClassVar[Kind] = Kind.LABEL

    name: Text
    kind: LabelKind
    standard_setter: str
    scope: Text
    audited_by: Text
    third_party_audited: bool
    forced_labour_criterion: bool | None = None
    asks: Text
    does_not_cover: Text
    covers: frozenset[WordId] = frozenset()
    made_in: frozenset[RegionCode] = frozenset()
    url: str | None = None

    @property
    def label(self) -> Text:
        """Its name."""
        return self.name
