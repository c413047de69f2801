"""The answer about a basket of goods: risks, labels and sellers.

The unit is a good from a country. Nothing here is a verdict about a brand, a shop or a person.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from takeaction.core_data import language_of
from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Help
from takeaction.engine.reasons import Reason, SlotValue, say
from takeaction.engine.serialization import EVIDENCE, Answer, OfRecord
from takeaction.lazy import Lazy
from takeaction.models.goods import Good, Label, Vendor
from takeaction.models.record import RecordId, RegionCode, Source
from takeaction.models.region import region
from takeaction.models.text import ShownText
from takeaction.value import of
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.records import Status

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import (
        BasketLineData,
        FittingLabelData,
        ListingData,
        PurchaseAdviceData,
        SellerData,
        WordsData,
    )

_DAYS_OF_FOUR_YEARS = 4 * 365 + 1
"""Four years with their leap day, so that an age in years is right to the day."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Listing(OfRecord["ListingData[str]", "ListingData[WordsData]"]):
    """A good from a country that a list names, with the reasons.

    Attributes:
        good: The record, with its edition and its source.
        freshness: The age of the edition; its state in JSON.
        wanted: The goods of the basket that it is about, in the shopper's words.
        beside: True if the list names another good of the same group, such as cattle for beef.
        languages: The languages of its texts, most wanted first.
    """

    good: Good
    freshness: Freshness
    wanted: tuple[str, ...]
    beside: bool = False
    languages: tuple[str, ...] = ("en",)

    _repr_names = ("good.id", "good.kind", "good.edition", "freshness.state as freshness")

    @property
    def name(self) -> ShownText:
        """The good, as the list names it."""
        return self.good.name.shown(self.languages)

    @property
    def country(self) -> RegionCode:
        """The country it comes from."""
        return self.good.country

    @property
    def kind(self) -> GoodKind:
        """The reason for its listing; of several the gravest."""
        return self.good.kind

    @property
    def edition(self) -> int:
        """The year of the edition."""
        return self.good.edition

    @property
    def age_days(self) -> int | None:
        """Days from the first of January of that year to the moment of the question, or None."""
        return self.freshness.age_days

    @property
    def later_change(self) -> ShownText | None:
        """The change after that edition, or None."""
        change = self.good.later_change
        return change.shown(self.languages) if change else None

    @property
    def source(self) -> Source:
        """The source of the record."""
        return self.good.source

    @property
    def past(self) -> bool:
        """Whether it has left the list since that edition."""
        return self.good.status is Status.RETIRED

    @property
    def kinds(self) -> tuple[GoodKind, ...]:
        """Every reason for its listing, the gravest first."""
        listed = {self.good.kind, *self.good.also}
        return tuple(kind for kind in GoodKind if kind in listed)

    @property
    def reasons(self) -> tuple[ShownText, ...]:
        """Every reason for its listing, in words."""
        language = language_of(self.languages)
        input_country = self.good.input_country
        if input_country is None:
            return tuple(say(f"listed.{kind}", language) for kind in self.kinds)
        slots = {"country": region(input_country).label}
        return tuple(
            say(
                "listed.input_from" if kind is GoodKind.INPUT else f"listed.{kind}", language, slots
            )
            for kind in self.kinds
        )

    @property
    def dated(self) -> ShownText:
        """The edition and its age, in words."""
        language = language_of(self.languages)
        return edition_text(self.edition, self.freshness, language, "edition")

    @property
    def text(self) -> ShownText:
        """The listing as a sentence, with the edition, its age and any later change."""
        slots: Mapping[str, SlotValue] = {
            "good": self.name,
            "country": region(self.country).label,
            "kinds": self.reasons,
            "edition": self.dated,
            "change": self.later_change or "",
        }
        language = language_of(self.languages)
        return say("listed.past" if self.past else "listed.now", language, slots)

    _record = "good"
    _json_names = (
        *("id", "name as good", "_language as language", "country", "kind"),
        *of("good", "also edition input_country later_change note status"),
        *("age_days", "freshness.state as freshness", "beside", "wanted as for", "text"),
        *of("good", EVIDENCE),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FittingLabel(OfRecord["FittingLabelData[str]", "FittingLabelData[WordsData]"]):
    """A label that goods of the basket can carry, with its limits.

    Attributes:
        label: The record.
        freshness: The age of the evidence.
        wanted: The goods of the basket that can carry it, in the shopper's words.
        languages: The languages of its texts, most wanted first.
    """

    label: Label
    freshness: Freshness
    wanted: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)

    _repr_names = ("label.id", "strong", "freshness.state as freshness")

    @property
    def name(self) -> ShownText:
        """Its name."""
        return self.label.name.shown(self.languages)

    @property
    def scope(self) -> ShownText:
        """The reach of the label, such as a product, a site or a company."""
        return self.label.scope.shown(self.languages)

    @property
    def does_not_cover(self) -> ShownText:
        """The limits of the label; show them wherever you show it."""
        return self.label.does_not_cover.shown(self.languages)

    @property
    def strong(self) -> bool:
        """Whether its rules ban forced labour and somebody outside the scheme audits."""
        return self.label.third_party_audited and bool(self.label.forced_labour_criterion)

    _record = "label"
    _json_names = (
        *("id", "_language as language"),
        *(*of("label", "name kind scope asks audited_by"), "does_not_cover", "label.made_in"),
        *of("label", "third_party_audited forced_labour_criterion note url status"),
        *("wanted as for", "freshness", *of("label", EVIDENCE)),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Seller(OfRecord["SellerData[str]", "SellerData[WordsData]"]):
    """A vendor that sells such goods, or did. No advice to buy, and no promise.

    Attributes:
        vendor: The record.
        freshness: The age of the evidence.
        wanted: The goods of the basket that it sells, in the shopper's words.
        ships: True if it ships to the place of the question; None if nobody knows, or if the
            question names no place.
        instead: The successor of a vendor that has closed, if that sells such goods and may ship
            there; else None.
        languages: The languages of its texts, most wanted first.
    """

    vendor: Vendor
    freshness: Freshness
    wanted: tuple[str, ...]
    ships: bool | None = None
    instead: RecordId | None = None
    languages: tuple[str, ...] = ("en",)

    # Not *ships*, which tells of the place.
    _repr_names = ("vendor.id", "status", "freshness.state as freshness")

    @property
    def name(self) -> ShownText:
        """Its name."""
        return self.vendor.name.shown(self.languages)

    @property
    def status(self) -> Status:
        """Whether the vendor is active, retired or unknown."""
        return self.vendor.status

    @property
    def ships_to(self) -> frozenset[RegionCode] | None:
        """The places it ships to; None if not known, empty if nowhere."""
        return self.vendor.ships_to

    @property
    def replaced_by(self) -> RecordId | None:
        """The record to turn to in its place, whether or not that sells such goods, or None."""
        return self.vendor.replaced_by

    @property
    def closed(self) -> bool:
        """Whether nobody can buy from it any more."""
        return self.status is Status.RETIRED

    _record = "vendor"
    _json_names = (
        *("id", "_language as language"),
        *of("vendor", "name status kind summary products ships_to replaced_by"),
        *of("vendor", "claims memberships survivor_made made_in based_in note url"),
        *("ships", "instead", "wanted as for", "freshness", *of("vendor", EVIDENCE)),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BasketLine(Answer["BasketLineData[str]", "BasketLineData[WordsData]"]):
    """One good of a basket, scored by the effect of buying it differently.

    Attributes:
        good: The good in the shopper's words.
        products: The ids of the groups of products that it was taken for.
        groups: The names of these groups.
        score: The sum of the points of its reasons, 0 to 10 000; 0 if nothing is listed.
        reasons: In fixed order: the listing, its countries, a label, a seller.
        risks: The listings, the gravest first; those that have left a list last.
        labels: The ids of labels that it can carry.
        vendors: The ids of vendors that sell such goods.
    """

    good: str
    products: tuple[str, ...]
    groups: tuple[str, ...]
    score: int
    reasons: tuple[Reason, ...]
    risks: tuple[Listing, ...]
    labels: tuple[RecordId, ...]
    vendors: tuple[RecordId, ...]

    def _shown(self) -> dict[str, object]:
        return {
            "score": self.score,
            "risks": len(self.risks),
            "labels": len(self.labels),
            "vendors": len(self.vendors),
        }

    @property
    def listed(self) -> bool:
        """Whether a list names it, or another good of its group, today."""
        return not all(listing.past for listing in self.risks)

    @property
    def _risks(self) -> tuple[RecordId, ...]:
        """The ids of its listings, the gravest first; those that have left a list last."""
        return tuple(listing.id for listing in self.risks)

    _json_names = (
        *("good", "products", "score", "listed", "reasons", "_risks as risks", "labels", "vendors"),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PurchaseAdvice(Answer["PurchaseAdviceData[str]", "PurchaseAdviceData[WordsData]"]):
    """The answer of ``check_purchase``. A good that no list names is not called safe.

    Attributes:
        risks: Every good and country that lists name, once, in the order of ``where_most``.
        labels: Labels that the goods can carry, with their limits, the strictest first.
        vendors: Sellers of such goods: those that ship there first, closed ones last.
        unknown: Goods that no list or vocabulary has, in the shopper's words.
        where_most: The known goods: the one where a change does most first, equal ones by name.
        near: The nearest words for each unknown good; may be none.
        notes: Sentences on the limits of this answer.
        disclaimer: The sentence that belongs to every such answer.
        help: The advice for danger and helplines near the buyer, for whoever works for such goods:
            looked up on first use.
    """

    risks: tuple[Listing, ...]
    labels: tuple[FittingLabel, ...]
    vendors: tuple[Seller, ...]
    unknown: tuple[str, ...]
    where_most: tuple[BasketLine, ...]
    near: Mapping[str, tuple[str, ...]] = attrs.field(repr=False)
    notes: tuple[ShownText, ...] = attrs.field(repr=False)
    disclaimer: ShownText
    _help: Lazy[Help] = attrs.field(repr=False, eq=False)

    _json_names = (
        *("risks", "labels", "vendors", "unknown", "where_most", "near", "notes", "disclaimer"),
    )

    @property
    def help(self) -> Help:
        """The helplines near the buyer, and the emergency notice."""
        return self._help()

    def _shown(self) -> dict[str, object]:
        names = ("risks", "labels", "vendors", "unknown")
        return {name: len(getattr(self, name)) for name in names}


def edition_text(
    edition: int, freshness: Freshness, language: str, kind: Literal["edition", "report"]
) -> ShownText:
    """Return the edition of a list or report in words, with its age if a moment is known."""
    slots: dict[str, SlotValue] = {"edition": str(edition)}
    if freshness.age_days is None:
        return say(f"{kind}.undated", language, slots)
    years = freshness.age_days * 4 // _DAYS_OF_FOUR_YEARS
    code = {0: "new", 1: "year"}.get(years, "years")
    return say(f"{kind}.{code}", language, slots | {"years": years})
