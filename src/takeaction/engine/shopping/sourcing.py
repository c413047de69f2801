"""Sourcing: the risks, labels and sellers for a basket of goods."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

import attrs

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import language_of, read
from takeaction.engine.freshness import freshness
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.shopping.answer import (
    BasketLine,
    FittingLabel,
    Listing,
    PurchaseAdvice,
    Seller,
)
from takeaction.engine.shopping.basket import (
    BasketItem,
    leverage_reasons,
    read_basket,
    related_products,
)
from takeaction.errors import Fields, refused
from takeaction.lazy import Lazy
from takeaction.models.goods import Good, Label, Vendor
from takeaction.models.question.arguments import check_moment, check_type, read_languages
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.record import RecordId
from takeaction.models.region import WORLD, Region, country_of, find_country, find_region, region
from takeaction.models.text import ShownText
from takeaction.privacy import confidential
from takeaction.value import Value
from takeaction.vocabulary.goods import GoodKind, VendorKind
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.words import Several

_KIND_ORDER = list(GoodKind)
"""The reasons for a listing, the gravest first."""


@confidential
def check_purchase(
    catalog: Catalog,
    query: PurchaseQuery,
    *,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> PurchaseAdvice:
    """Find the risks, labels and sellers of goods that somebody wants to buy.

    Args:
        catalog: The source of lists, labels and vendors.
        query: The goods, their origin and their destination, if these are known.
        languages: The languages of the texts, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None gives English.
        at: An aware moment, for the age of each edition; None leaves that unknown.

    Returns:
        Each risk is a good from a country, with its edition and source, and no verdict about a
        brand. A good that no list names is not listed, which does not mean safe. Unknown goods
        are in ``unknown``, and their nearest words in ``near``. The order of the basket changes
        nothing.

    Raises:
        UnknownWordError: The origin or the destination is in no list.
        QueryError: A good is blank, the origin is no country, or *at* has no zone.

    Example:
        >>> advice = check_purchase(catalog, PurchaseQuery(["chocolate"], origin="GH"))
        >>> print(advice.risks[0].text)
        Cocoa from Ghana: child labour (list of 2022).
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    origin, destination = fields.read(_places, query) or (None, None)
    wish = fields.read(read_languages, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(wish)
    buyer = _Buyer(catalog=catalog, origin=origin, destination=destination, languages=wish, at=at)
    basket = read_basket(catalog, query.goods)
    lines = sorted(
        (buyer.line(item) for item in basket.items),
        key=lambda line: (-line.score, line.good.casefold(), line.good),
    )
    language = language_of(buyer.languages)
    near = HelpQuery(query.ships_to or WORLD)
    risks = _distinct_risks(lines)
    # That a good is not listed is about all the lists; an unknown good says nothing about any.
    listed = [risk.good for risk in risks] or (catalog.goods.values() if lines else ())
    return PurchaseAdvice(
        risks=risks,
        labels=tuple(sorted(buyer.labels(basket.items), key=_label_key)),
        vendors=tuple(sorted(buyer.sellers(basket.items), key=_seller_key)),
        unknown=basket.unknown,
        where_most=tuple(lines),
        near=basket.near,
        notes=(
            *_notes(catalog, basket.unknown, language),
            *_newer_editions(listed, language),
        ),
        disclaimer=say("buy.disclaimer", language),
        help=Lazy(partial(find_help, catalog, near, languages=wish, at=at)),
    )


def _places(query: PurchaseQuery) -> tuple[Region | None, Region | None]:
    """Return the origin and the destination of goods, after checking the whole question.

    Raises:
        QueryError: One field is wrong.
        QueryErrors: Several are.
    """
    check_type(PurchaseQuery, query, "query")
    fields = Fields()
    if not all(good.strip() for good in query.goods):
        fields.add(refused("query.goods", "goods", "goods"))
    origin = None if query.origin is None else fields.read(find_country, query.origin, "origin")
    ships_to = query.ships_to
    destination = None if ships_to is None else fields.read(find_region, ships_to, "ships_to")
    fields.raise_wrong()
    return origin, destination


_Products: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""The products that a good is made of or belongs to, and those that its sellers sell."""

_Offers: TypeAlias = tuple[list[FittingLabel], list[Seller]]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Buyer(Value):
    """A buyer: the origin of the goods, their destination, and the languages of the texts."""

    catalog: Catalog
    origin: Region | None
    destination: Region | None
    languages: tuple[str, ...]
    at: datetime | None
    _offers: dict[_Products, _Offers] = attrs.field(factory=dict, init=False)

    def line(self, item: BasketItem) -> BasketLine:
        """Return the risks, labels and sellers of one good, with its score."""
        risks = tuple(sorted(self._risks(item), key=_risk_key))
        labels, sellers = self._offers_for(item)
        reasons = leverage_reasons(
            risks,
            labels,
            sellers,
            from_one_place=self.origin is not None,
            to_one_place=self.destination is not None,
            language=language_of(self.languages),
        )
        products = tuple(sorted(item.products))
        return BasketLine(
            good=item.written,
            products=products,
            groups=tuple(map(self._group_name, products)),
            score=sum(reason.points for reason in reasons),
            reasons=reasons,
            risks=risks,
            labels=tuple(fitting.label.id for fitting in labels),
            vendors=tuple(seller.vendor.id for seller in sellers),
        )

    def _offers_for(self, item: BasketItem) -> _Offers:
        """Return the labels and sellers of a good in order, looked up once for its products."""
        products = item.products, item.sold
        if products not in self._offers:
            self._offers[products] = (
                sorted(self.labels([item]), key=_label_key),
                sorted(self.sellers([item]), key=_seller_key),
            )
        return self._offers[products]

    def labels(self, items: Iterable[BasketItem]) -> Iterator[FittingLabel]:
        """Yield the labels that goods of a basket can carry where they are made and sold."""
        groups = [(item.written, self._related(item.products)) for item in items]
        for label in self.catalog.labels.values():
            wanted = tuple(
                written for written, products in groups if not label.covers.isdisjoint(products)
            )
            if wanted and label.status is not Status.RETIRED and self._can_carry(label):
                yield FittingLabel(
                    label=label,
                    freshness=freshness(label, self.at),
                    wanted=wanted,
                    languages=self.languages,
                )

    def sellers(self, items: Iterable[BasketItem]) -> Iterator[Seller]:
        """Yield the sellers of goods of a basket, past ones too, unless known not to ship there."""
        groups = [(item.written, self._related(item.sold)) for item in items]
        for vendor in self.catalog.vendors.values():
            matches = [
                (written, products)
                for written, products in groups
                if not vendor.products.isdisjoint(products)
            ]
            if not matches or vendor.kind is VendorKind.CERTIFIER:
                continue
            products = frozenset[str]().union(*(products for _, products in matches))
            successor = self._successor(vendor, products)
            if self._is_useful(vendor, successor):
                yield Seller(
                    vendor=vendor,
                    freshness=freshness(vendor, self.at),
                    wanted=tuple(written for written, _ in matches),
                    ships=self._ships(vendor) if self.destination else None,
                    instead=successor,
                    languages=self.languages,
                )

    def _risks(self, item: BasketItem) -> Iterator[Listing]:
        """Yield the goods that are listed for the origin, a part of it, or the world."""
        origin = self.origin
        for id in item.goods | item.related:
            good = self.catalog.goods[id]
            if (
                origin is None
                or good.country in origin.chain
                or country_of(good.country) == origin.code
            ):
                yield Listing(
                    good=good,
                    freshness=freshness(good, self.at),
                    wanted=(item.written,),
                    beside=id in item.related,
                    languages=self.languages,
                )

    def _can_carry(self, label: Label) -> bool:
        """Whether goods from the origin, sold at the destination, can carry a label."""
        origin, destination = self.origin, self.destination
        fits_origin = origin is None or not label.made_in or _is_in_any(origin, label.made_in)
        return fits_origin and (destination is None or _is_in_any(destination, label.regions))

    def _is_useful(self, vendor: Vendor, successor: RecordId | None) -> bool:
        """Whether to name a vendor: a closed one only where people may look for it."""
        if self.destination is None:
            return True
        if vendor.status is not Status.RETIRED:
            return self._ships(vendor) is not False
        return successor is not None or vendor.based_in in self.destination.chain

    def _successor(self, vendor: Vendor, products: frozenset[str]) -> RecordId | None:
        """Return the successor of a closed vendor, if it sells such goods and may ship there."""
        successor = self.catalog.vendors.get(vendor.replaced_by or "")
        if successor is None or successor.products.isdisjoint(products):
            return None
        return None if self._ships(successor) is False else successor.id

    def _ships(self, vendor: Vendor) -> bool | None:
        """Whether a vendor ships to the destination; None if nobody knows or asked."""
        if vendor.ships_to is None or self.destination is None:
            return None
        return _is_in_any(self.destination, vendor.ships_to)

    def _related(self, products: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(
            *(related_products(self.catalog, product) for product in products)
        )

    def _group_name(self, product: str) -> str:
        word = self.catalog.words.get(WordKind.PRODUCT, product)
        return word.label.pick(self.languages).text if word else product


def _is_in_any(place: Region, codes: Iterable[str]) -> bool:
    """Whether a place is, or is part of, one of several places."""
    return not set(place.chain).isdisjoint(codes)


def _distinct_risks(lines: Iterable[BasketLine]) -> tuple[Listing, ...]:
    """Return each risk of a basket once.

    A risk that one good of the basket names is not ``beside``, even where another is only related.
    """
    by_good: dict[RecordId, list[Listing]] = {}
    for line in lines:
        for listing in line.risks:
            by_good.setdefault(listing.good.id, []).append(listing)
    return tuple(map(_merged, by_good.values()))


def _merged(listings: Sequence[Listing]) -> Listing:
    """Return one listing of a good for all the goods of the basket that it is about."""
    if len(listings) == 1:
        return listings[0]
    wanted = {written for listing in listings for written in listing.wanted}
    return attrs.evolve(
        listings[0],
        wanted=tuple(sorted(wanted)),
        beside=all(listing.beside for listing in listings),
    )


def _notes(catalog: Catalog, unknown: tuple[str, ...], language: str) -> Iterator[ShownText]:
    if not catalog.goods:
        yield say("buy.no_lists", language)
    if unknown:
        yield say("buy.unknown", language, {"goods": unknown})


def _newer_editions(goods: Collection[Good], language: str) -> Iterator[ShownText]:
    """Yield a sentence for each list that has a newer edition than the one these goods are from."""
    for newest in read("editions")["newest"]:
        ours = {
            good.edition
            for good in goods
            if good.source.publisher == newest["publisher"]
            and good.source.title.startswith(newest["list"])
        }
        if ours and max(ours) < newest["edition"]:
            published = date.fromisoformat(newest["published"])
            day: dict[str, SlotValue] = {
                "day": str(published.day),
                "month": say(f"month.{published.month}", language),
                "year": str(published.year),
            }
            slots: dict[str, SlotValue] = {
                "list": newest["list"],
                "publisher": newest["publisher"],
                "day": say("label.day", language, day),
                "edition": str(max(ours)),
            }
            yield say("buy.newer_edition", language, slots)


def _risk_key(listing: Listing) -> tuple[int | str, ...]:
    good = listing.good
    return (
        int(listing.past),
        int(listing.beside),
        _KIND_ORDER.index(good.kind),
        -len(good.also),
        region(good.country).name,
        str(good.name),
        good.id,
    )


def _label_key(fitting: FittingLabel) -> tuple[int | str, ...]:
    """Return a sort key: labels with strong rules and audits first, then by id."""
    return (int(not fitting.strong), fitting.label.id)


def _seller_key(seller: Seller) -> tuple[int | str, ...]:
    """Return a sort key: sellers that surely ship first, closed ones last, then by id."""
    is_unsure = seller.vendor.status is not Status.ACTIVE
    return (int(seller.closed), int(not seller.ships), int(is_unsure), seller.vendor.id)
