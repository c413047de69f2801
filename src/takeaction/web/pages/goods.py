"""The known risks of goods and journeys, as a page shows them; never a verdict on a brand."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.shopping.answer import BasketLine, Listing, PurchaseAdvice, Seller
from takeaction.engine.shopping.destination import DestinationAdvice, RatedGovernment
from takeaction.models.record import Source
from takeaction.models.region import region
from takeaction.models.text import ShownText
from takeaction.vocabulary.records import Status
from takeaction.web.pages.lines import help_values, text_view
from takeaction.web.visit import Visit

_MOST_NAMES = 3
"""The labels that the steps of a buyer name; all of them follow with what they do not cover."""


def goods_view(visit: Visit, advice: PurchaseAdvice) -> dict[str, Any]:
    """Return the steps of a buyer, then the lists, labels and shops.

    Goods that are not known are not named, since they are words that somebody typed.
    """
    language = visit.texts.language
    near = [word for words in advice.near.values() for word in words]
    shared = _shared_sentence([label.does_not_cover.words.text for label in advice.labels])
    return {
        "headlines": [_headline(line, language) for line in advice.where_most],
        "unknown": visit.texts("shop.unknown") if advice.unknown else None,
        "no_lists": None if visit.catalog.goods else text_view(say("buy.no_lists", language)),
        "near": visit.texts("shop.near", words=", ".join(near)) if near else None,
        "you_can": say("label.you_can", language),
        "labels_title": say("label.labels", language),
        "shops_title": say("label.sellers", language),
        "steps": _steps(advice, language),
        "listed": _listed(advice.risks, language),
        "sources": list({_cited(listing.source): None for listing in advice.risks}),
        "shared": shared.strip(),
        "labels": [
            (text_view(label.name), _gap(label.does_not_cover, shared)) for label in advice.labels
        ],
        "shops": [_shop(seller) for seller in advice.vendors if seller.status is Status.ACTIVE],
        "unsure": _names(advice.vendors, "label.unsure_sellers", language),
        "disclaimer": text_view(advice.disclaimer),
    }


def _gap(text: ShownText, shared: str) -> dict[str, Any]:
    """Return the gaps of a label, without the sentence that all labels share."""
    view = text_view(text)
    return {**view, "text": view["text"].removeprefix(shared)}


def _headline(line: BasketLine, language: str) -> dict[str, Any]:
    """Name a known good as the library does: the words of the shopper are on no page."""
    names = (*line.groups, *(str(risk.name) for risk in line.risks))
    slots: dict[str, SlotValue] = {"good": next(iter(names), ""), "reason": str(line.reasons[0])}
    return text_view(say("label.headline", language, slots))


def _steps(advice: PurchaseAdvice, language: str) -> list[dict[str, Any]]:
    names = tuple(label.name.partition(" (")[0] for label in advice.labels[:_MOST_NAMES])
    look = [say("buy.do_label", language, {"names": names})] if names else []
    return [text_view(step) for step in (*look, say("buy.do_ask", language))]


def _listed(risks: Iterable[Listing], language: str) -> list[tuple[str, list[dict[str, str]]]]:
    """Return each listed good, and for each reason and edition all countries in one row."""
    goods: dict[str, dict[tuple[str, str], list[Listing]]] = {}
    for risk in risks:
        rows = goods.setdefault(str(risk.name), {})
        rows.setdefault((_why(risk, language), str(risk.dated)), []).append(risk)
    return [
        (good, [_row(*reason, listings, language) for reason, listings in rows.items()])
        for good, rows in goods.items()
    ]


def _row(why: str, edition: str, listings: Iterable[Listing], language: str) -> dict[str, str]:
    places = (region(listing.country).label.pick([language]).text for listing in listings)
    return {"why": why[:1].upper() + why[1:], "edition": edition, "places": ", ".join(places)}


def _why(risk: Listing, language: str) -> str:
    reasons: tuple[str, ...] = risk.reasons
    why = reduce(
        lambda first, second: say("label.and", language, {"first": first, "second": second}),
        reasons,
    )
    return say("label.once_listed", language, {"why": why}) if risk.past else why


def _shared_sentence(texts: Sequence[str]) -> str:
    """Return the first sentence of several texts if they all begin with it; else nothing."""
    first = texts[0].partition(". ")[0] + ". " if texts else ""
    return first if len(texts) > 1 and all(text.startswith(first) for text in texts) else ""


def _shop(seller: Seller) -> tuple[dict[str, Any], str | None]:
    return text_view(seller.name), seller.vendor.url


def _names(sellers: Iterable[Seller], code: str, language: str) -> str:
    names = tuple(seller.name for seller in sellers if seller.status is Status.UNKNOWN)
    return say(code, language, {"names": names}) if names else ""


def _cited(source: Source) -> tuple[str, str | None]:
    return ", ".join(filter(None, (source.title, source.publisher))), source.url


def trip_view(visit: Visit, advice: DestinationAdvice) -> dict[str, Any]:
    """Return the numbers to save, and the ratings of a government: no reason to stay away."""
    return {
        **help_values(visit, advice.help),
        "ratings": [_rating(rated) for rated in advice.ratings],
        "notes": [text_view(note) for note in advice.notes],
        "disclaimer": text_view(advice.disclaimer),
    }


def _rating(rated: RatedGovernment) -> dict[str, Any]:
    newest = rated.history[-1] if rated.history else None
    return {
        "name": str(rated.rating.name.pick(rated.languages)),
        "tier": newest.tier if newest else "",
        "newest": str(rated.newest),
        "agreement": str(rated.agreement),
        "meaning": text_view(rated.meaning),
    }
