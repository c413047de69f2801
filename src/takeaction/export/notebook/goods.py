"""Goods and trips: risks, labels and ratings, without the words of the shopper."""

from collections.abc import Iterable

from takeaction.engine.help.answer import HelpLine
from takeaction.engine.reasons import say
from takeaction.engine.shopping.answer import FittingLabel, Listing, PurchaseAdvice, Seller
from takeaction.engine.shopping.destination import (
    DestinationAdvice,
    RatedGovernment,
    TravelAction,
)
from takeaction.export.notebook.actions import action_head, how_to, keep_safe, minutes_of
from takeaction.export.notebook.contacts import danger, folded, more, open_list, short_lines
from takeaction.export.notebook.markup import Markup, element, joined, link
from takeaction.export.notebook.reader import Reader
from takeaction.models.region import region
from takeaction.models.word import closed_label
from takeaction.vocabulary.records import Status

_MOST_ROWS = 10
"""The most listings that are open; the others open with a click."""


def purchase_view(advice: PurchaseAdvice) -> tuple[Reader, Markup]:
    """Show the known risks of goods, the labels with their limits, and the sellers."""
    reader = Reader(_languages_of((*advice.risks, *advice.labels, *advice.vendors)))
    view = joined(
        element("p", reader.sentence(advice.disclaimer), class_="ta-care"),
        _risks(advice, reader),
        _titled("label.labels", [_label(label, reader) for label in advice.labels], reader),
        _titled("label.sellers", [_seller(seller, reader) for seller in advice.vendors], reader),
        _unknown(advice, reader),
    )
    return reader, view


def destination_view(advice: DestinationAdvice) -> tuple[Reader, Markup]:
    """Show the facts about a place, and contacts to save, before a trip."""
    reader = Reader(_languages_of((*advice.help, *advice.ratings, *advice.actions)))
    view = joined(
        element("p", reader.say("label.before_trip"), class_="ta-title"),
        danger(advice.help.emergency, reader),
        short_lines(advice.help),
        *(element("p", reader.sentence(note)) for note in advice.notes),
        *(_rating(rating, reader) for rating in advice.ratings),
        element("p", reader.sentence(advice.disclaimer), class_="ta-care"),
        _titled("label.you_can", [_action(action, reader) for action in advice.actions], reader),
    )
    return reader, view


def history_table(rated: RatedGovernment, reader: Reader) -> Markup:
    """Show the tiers of a government by year."""
    rows = [
        element(
            "tr",
            element("th", str(tier.year), scope="row"),
            element("td", tier.tier),
        )
        for tier in reversed(rated.history)
    ]
    caption = element("caption", reader.say("label.tiers"))
    return element("div", element("table", caption, element("tbody", *rows)), class_="ta-wide")


def _languages_of(
    parts: Iterable[Listing | FittingLabel | Seller | RatedGovernment | TravelAction | HelpLine],
) -> tuple[str, ...]:
    return next((part.languages for part in parts), ("en",))


def _titled(code: str, items: list[Markup], reader: Reader) -> Markup | None:
    """Show a list under a title; None if it is empty."""
    contents = open_list(items, reader)
    return joined(element("p", reader.say(code), class_="ta-title"), contents) if contents else None


def _risks(advice: PurchaseAdvice, reader: Reader) -> Markup | None:
    """Show the listings as a table: the good, its country, why it is listed, and the edition."""
    if not advice.risks:
        return None
    rows = [_row(listing, reader) for listing in advice.risks]
    title = reader.say("label.listed")
    first = _table(title, rows[:_MOST_ROWS])
    if len(rows) <= _MOST_ROWS:
        return first
    others = _table(title, rows[_MOST_ROWS:])
    return joined(first, folded(more(len(rows) - _MOST_ROWS, reader), others))


def _unknown(advice: PurchaseAdvice, reader: Reader) -> Markup:
    """Say how many goods are unknown, without their names, and that no list is installed."""
    no_lists = say("buy.no_lists", reader.language)
    count = len(advice.unknown)
    return joined(
        element("p", reader.say("label.unknown_goods", {"count": count})) if count else None,
        element("p", reader.sentence(no_lists)) if no_lists in advice.notes else None,
    )


def _table(title: str, rows: list[Markup]) -> Markup:
    body = element("tbody", "\n", *(joined(row, "\n") for row in rows))
    return element("div", element("table", element("caption", title), body), class_="ta-wide")


def _row(listing: Listing, reader: Reader) -> Markup:
    why = ", ".join(listing.reasons)
    why = say("label.once_listed", reader.language, {"why": why}) if listing.past else why
    return element(
        "tr",
        element("th", reader.text(listing.good.name), scope="row"),
        element("td", reader.text(region(listing.country).label)),
        element("td", why),
        element("td", reader.sentence(listing.dated)),
    )


def _label(label: FittingLabel, reader: Reader) -> Markup:
    """Show a label with its limits."""
    return joined(
        element("p", link(reader.text(label.label.name), label.label.url), class_="ta-name"),
        element("p", reader.text(label.label.does_not_cover), class_="ta-text"),
    )


def _seller(seller: Seller, reader: Reader) -> Markup:
    status = None if seller.status is Status.ACTIVE else closed_label(seller.status)
    summary = seller.vendor.summary
    return joined(
        element("p", link(reader.text(seller.vendor.name), seller.vendor.url), class_="ta-name"),
        element("p", reader.text(status), class_="ta-care") if status else None,
        element("p", reader.text(summary), class_="ta-text") if summary else None,
    )


def _rating(rated: RatedGovernment, reader: Reader) -> Markup:
    return joined(
        element("p", reader.text(rated.rating.name), class_="ta-title"),
        element("p", reader.text(rated.rating.meaning), class_="ta-text"),
        element("p", reader.sentence(rated.newest)) if rated.newest else None,
        element("p", reader.sentence(rated.agreement)) if rated.newest else None,
        folded(reader.say("label.tiers"), history_table(rated, reader)),
    )


def _action(travel: TravelAction, reader: Reader) -> Markup:
    effort = minutes_of(travel.action, reader)
    return joined(
        action_head(travel.action, reader, effort),
        keep_safe(travel.action, reader),
        how_to(travel.action, reader),
    )
