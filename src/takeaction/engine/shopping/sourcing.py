"""What should I buy or avoid? A basket becomes known risks, labels, and who sells such goods."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.reasons import say
from takeaction.engine.shopping.answer import (
    BasketLine,
    FittingLabel,
    Listing,
    PurchaseAdvice,
    Seller,
)
from takeaction.engine.shopping.basket import Wanted, reach, read_basket
from takeaction.engine.shopping.leverage import Choice, weigh
from takeaction.errors import QueryError
from takeaction.models.good import Good
from takeaction.models.question import PurchaseQuery, moment, of_kind, tags
from takeaction.models.record import RecordId
from takeaction.models.region import Region, country_of, find_country, find_region, region
from takeaction.models.vendor import Label, Vendor
from takeaction.value import Value
from takeaction.vocabulary import Status, WordKind
from takeaction.vocabulary.goods import GoodKind, VendorKind

_KINDS = list(GoodKind)


def check_purchase(
    catalog: Catalog,
    query: PurchaseQuery,
    *,
    languages: Iterable[str] = ("en",),
    at: datetime | None = None,
) -> PurchaseAdvice:
    """Tell what is known of goods that somebody wants to buy.

    Args:
        catalog: Where lists, labels and vendors come from.
        query: The goods, and where they come from and go to, if that is known.
        languages: What texts are shown in, BCP 47, in order of wish.
        at: An aware moment, to say how old each edition is; None leaves that unknown.

    Returns:
        Each risk is a good from a country, with its edition and source, and no verdict about a
        brand. A good that no list names is not listed, which does not mean safe. Goods that
        nobody knows stand in ``unknown``, with the nearest words in ``near``. The order of the
        basket changes nothing.

    Raises:
        UnknownWordError: The origin or where it is sent is in no list.
        QueryError: A good is blank, the origin is no country, or *at* has no zone.

    Example:
        >>> advice = check_purchase(catalog, PurchaseQuery(["chocolate"], origin="GH"))
        >>> print(advice.risks[0].text)
        Cocoa from Ghana: child labour (list of 2022).
    """
    of_kind(PurchaseQuery, query, "query")
    buyer = _Buyer(
        catalog=catalog,
        origin=None if query.origin is None else find_country(query.origin, "origin"),
        target=None if query.ships_to is None else find_region(query.ships_to, "ships_to"),
        languages=tags(languages, "languages"),
        at=moment(at),
    )
    if not all(good.strip() for good in query.goods):
        raise QueryError("query.goods", "Write a word for each good, such as coffee.", "goods")
    basket = read_basket(catalog, query.goods)
    lines = sorted(
        (buyer.line(wanted) for wanted in basket.wanted),
        key=lambda line: (-line.score, line.good.casefold(), line.good),
    )
    language = language_of(buyer.languages)
    return PurchaseAdvice(
        risks=_each_once(lines),
        labels=tuple(sorted(buyer.labels(basket.wanted), key=_order_of_labels)),
        vendors=tuple(sorted(buyer.sellers(basket.wanted), key=_order_of_sellers)),
        unknown=basket.unknown,
        where_most=tuple(lines),
        near=basket.near,
        notes=tuple(_notes(catalog, basket.unknown, language)),
        disclaimer=say("buy.disclaimer", language),
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Buyer(Value):
    """Somebody who buys: from where, to where, and what they read."""

    catalog: Catalog
    origin: Region | None
    target: Region | None
    languages: tuple[str, ...]
    at: datetime | None

    def line(self, wanted: Wanted) -> BasketLine:
        """Tell what is known of one good, and how much a change would do there."""
        risks = tuple(sorted(self._risks(wanted), key=_order_of_risks))
        labels = sorted(self.labels([wanted]), key=_order_of_labels)
        sellers = sorted(self.sellers([wanted]), key=_order_of_sellers)
        choice = Choice(
            risks=risks,
            labels=labels,
            sellers=sellers,
            from_one_place=self.origin is not None,
            to_one_place=self.target is not None,
            languages=self.languages,
        )
        reasons = weigh(choice)
        products = tuple(sorted(wanted.products))
        return BasketLine(
            good=wanted.written,
            products=products,
            groups=tuple(self._called(product) for product in products),
            score=sum(reason.points for reason in reasons),
            reasons=reasons,
            risks=risks,
            labels=tuple(each.label.id for each in labels),
            vendors=tuple(each.vendor.id for each in sellers),
        )

    def _risks(self, wanted: Wanted) -> Iterator[Listing]:
        for id in wanted.goods | wanted.beside:
            good = self.catalog.goods[id]
            if self._comes_from(good):
                yield Listing(
                    good=good,
                    freshness=freshness(good, self.at),
                    wanted=(wanted.written,),
                    beside=id in wanted.beside,
                    languages=self.languages,
                )

    def _comes_from(self, good: Good) -> bool:
        """Tell whether a good is listed for the country it comes from, a part of it, or all."""
        if self.origin is None:
            return True
        return good.country in self.origin.chain or country_of(good.country) == self.origin.code

    def labels(self, basket: Iterable[Wanted]) -> Iterator[FittingLabel]:
        """Return the labels that goods of a basket can carry where they are made and sold."""
        asked = [(wanted.written, self._reach(wanted.products)) for wanted in basket]
        for label in self.catalog.labels.values():
            fits = tuple(name for name, products in asked if not label.covers.isdisjoint(products))
            if fits and label.status is not Status.RETIRED and self._is_carried(label):
                yield FittingLabel(
                    label=label,
                    freshness=freshness(label, self.at),
                    wanted=fits,
                    languages=self.languages,
                )

    def _is_carried(self, label: Label) -> bool:
        made = self.origin is None or not label.made_in or _meets(label.made_in, self.origin)
        return made and (self.target is None or _meets(label.regions, self.target))

    def sellers(self, basket: Iterable[Wanted]) -> Iterator[Seller]:
        """Return who sells goods of a basket, or did; nobody who is known not to ship there."""
        asked = [(wanted.written, self._reach(wanted.sold)) for wanted in basket]
        for vendor in self.catalog.vendors.values():
            fits = tuple(name for name, sold in asked if not vendor.products.isdisjoint(sold))
            if not fits or vendor.kind is VendorKind.CERTIFIER:
                continue
            sold = frozenset[str]().union(*(sold for name, sold in asked if name in fits))
            instead = self._successor(vendor, sold)
            if self._is_of_use(vendor, instead):
                yield Seller(
                    vendor=vendor,
                    freshness=freshness(vendor, self.at),
                    wanted=fits,
                    ships=self._ships(vendor) if self.target else None,
                    instead=instead,
                    languages=self.languages,
                )

    def _is_of_use(self, vendor: Vendor, instead: RecordId | None) -> bool:
        """Tell whether to name a vendor: one that has closed only where people may look for it."""
        if self.target is None:
            return True
        if vendor.status is not Status.RETIRED:
            return self._ships(vendor) is not False
        return instead is not None or vendor.based_in in self.target.chain

    def _successor(self, vendor: Vendor, sold: frozenset[str]) -> RecordId | None:
        """Return who to turn to in place of a vendor that has closed, if that sells such goods."""
        found = self.catalog.vendors.get(vendor.replaced_by or "")
        if found is None or found.products.isdisjoint(sold) or self._ships(found) is False:
            return None
        return found.id

    def _ships(self, vendor: Vendor) -> bool | None:
        """Tell whether a vendor ships there; None if that is not known or was not asked."""
        if vendor.ships_to is None or self.target is None:
            return None
        return _meets(vendor.ships_to, self.target)

    def _reach(self, products: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(reach(self.catalog, product) for product in products))

    def _called(self, product: str) -> str:
        word = self.catalog.words.get(WordKind.PRODUCT, product)
        return word.label.pick(self.languages).text if word else product


def _meets(places: Iterable[str], place: Region) -> bool:
    """Tell whether a place lies in one of several."""
    return not set(place.chain).isdisjoint(places)


def _each_once(lines: Iterable[BasketLine]) -> tuple[Listing, ...]:
    """Return each risk of a basket once: named wherever one good of the basket is so named."""
    merged: dict[RecordId, Listing] = {}
    for listing in (listing for line in lines for listing in line.risks):
        known = merged.get(listing.good.id)
        merged[listing.good.id] = listing if known is None else _together(known, listing)
    return tuple(merged.values())


def _together(one: Listing, other: Listing) -> Listing:
    wanted = tuple(sorted({*one.wanted, *other.wanted}))
    return attrs.evolve(one, wanted=wanted, beside=one.beside and other.beside)


def _notes(catalog: Catalog, unknown: tuple[str, ...], language: str) -> Iterator[str]:
    if not catalog.goods:
        yield say("buy.no_lists", language)
    if unknown:
        yield say("buy.unknown", language, {"goods": unknown})


def _order_of_risks(listing: Listing) -> tuple[int | str, ...]:
    """The gravest first; what is named before its group, and what left a list last."""
    good = listing.good
    return (
        int(listing.past),
        int(listing.beside),
        _KINDS.index(good.kind),
        -len(good.also),
        region(good.country).name,
        str(good.name),
        good.id,
    )


def _order_of_labels(fitting: FittingLabel) -> tuple[int | str, ...]:
    return (int(not fitting.strong), fitting.label.id)


def _order_of_sellers(seller: Seller) -> tuple[int | str, ...]:
    unsure = seller.vendor.status is not Status.ACTIVE
    return (int(seller.closed), int(not seller.ships), int(unsure), seller.vendor.id)
