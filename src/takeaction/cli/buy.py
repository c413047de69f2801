"""``takeaction buy``: the known risks of goods, their labels, and their sellers."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.help.lines import show_help_line
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import format_number, language_of
from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.shopping.answer import (
    BasketLine,
    Listing,
    PurchaseAdvice,
    Seller,
)
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.errors import plain
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.record import Record
from takeaction.models.region import WORLD, find_region, region
from takeaction.vocabulary.records import Status

_COLUMN = 12
"""Columns that a label takes: the longest are "Leído como: " and "Semblables: "."""

_MOST_NAMES = 3
"""The labels that the steps of a buyer name; all of them follow with what they do not cover."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction buy``."""
    text = "check goods: known risks, labels, and who sells them"
    parser = arguments.add_command(subparsers, "buy", text, run)
    arguments.add_question(parser, PurchaseQuery)


def run(options: argparse.Namespace) -> int:
    """Print the answer about some goods."""
    query = arguments.requested(PurchaseQuery, options)
    catalog = load_for_answer(options)
    advice = check_purchase(
        catalog,
        query,
        languages=arguments.requested_languages(options),
        at=arguments.requested_moment(options),
    )
    if options.json:
        show_json(advice.as_json())
    else:
        show_purchase(catalog, advice, options)
        line()
        show_help_line(_help_near(catalog, options))
        arguments.show_english_note(arguments.requested_languages(options))
    return 0


def _help_near(catalog: Catalog, options: argparse.Namespace) -> Help:
    """Return the first helpline for the buyer's place, or for the world."""
    languages, at = arguments.requested_languages(options), arguments.requested_moment(options)
    return find_help(catalog, HelpQuery(options.ships_to or WORLD), languages=languages, at=at)


def show_purchase(catalog: Catalog, advice: PurchaseAdvice, options: argparse.Namespace) -> None:
    """Print the steps of a buyer, then labels and shops, then the lists."""
    language = language_of(arguments.requested_languages(options))
    _show_unknown(advice, language)
    _show_what_to_do(advice, language)
    _show_labels(advice, language)
    _show_sellers(catalog, advice, options.ships_to, language)
    if _has_several_goods(advice):
        line(say("label.most_first", language))
        line()
    for place, basket_line in enumerate(advice.where_most, 1):
        _show_good(place if _has_several_goods(advice) else None, basket_line, language)
    line(advice.disclaimer)
    _show_sources((listing.good for listing in advice.risks), language)


def _show_unknown(advice: PurchaseAdvice, language: str) -> None:
    """Print a sentence about unknown goods, and similar words."""
    for note in advice.notes:
        line(plain(note, len(note)))
    for good, words in advice.near.items():
        if words:
            alternatives = reduce(partial(_join_two, "label.or", language), words)
            slots = {"good": plain(good), "words": alternatives}
            line(say("label.did_you_mean", language, slots), indent=2, hang=2)
    if advice.notes:
        line()


def _show_what_to_do(advice: PurchaseAdvice, language: str) -> None:
    """Print a sentence about each good, then the steps of a buyer."""
    for basket_line in advice.where_most:
        slots: dict[str, SlotValue] = {"good": _title(basket_line)}
        slots["reason"] = str(basket_line.reasons[0])
        line(say("label.headline", language, slots), style=bold)
    if advice.where_most:
        line()
    line(say("label.you_can", language), style=bold)
    names = tuple(label.name.partition(" (")[0] for label in advice.labels[:_MOST_NAMES])
    if names:
        line(f"- {say('buy.do_label', language, {'names': names})}", indent=2, hang=2)
    line(f"- {say('buy.do_ask', language)}", indent=2, hang=2)
    line()


def _join_two(code: str, language: str, first: str, second: str) -> str:
    return say(code, language, {"first": first, "second": second})


def _show_good(place: int | None, basket_line: BasketLine, language: str) -> None:
    """Print one good of a basket.

    Args:
        place: Its place in the order, from 1; None if it is the only good.
        basket_line: The good with its listings and its points.
        language: The language of the labels.
    """
    title = _title(basket_line)
    points = say("label.points", language, {"points": basket_line.score}) if place else ""
    heading(f"{place}. {title}" if place else title, points)
    if basket_line.groups != (title,):
        groups = "; ".join(basket_line.groups)
        labelled(say("label.taken_for", language), [groups], column=_COLUMN)
    by_name = [risk for risk in basket_line.risks if not risk.beside]
    by_group = [risk for risk in basket_line.risks if risk.beside]
    unnamed = [say("label.not_by_name", language)] if by_group and not by_name else []
    listed = [*_listings_by_name(by_name, language), *unnamed]
    labelled(say("label.listed", language), listed, column=_COLUMN)
    group_texts = _listings_of_group(by_group, language)
    labelled(say("label.its_group", language), group_texts, column=_COLUMN)
    if place or not basket_line.listed:
        reasons = [
            f"{'+' + format_number(reason.points, language):>6}  {reason}"
            for reason in basket_line.reasons
            if reason.points
        ]
        texts = reasons or map(str, basket_line.reasons)
        labelled(say("label.why", language), texts, column=_COLUMN)
    line()


def _title(basket_line: BasketLine) -> str:
    name = plain(basket_line.good)
    return name[:1].upper() + name[1:]


def _listings_by_name(risks: Iterable[Listing], language: str) -> Iterator[str]:
    """Describe listings: a line for each good, reason and edition, with all its countries."""
    by_good: dict[str, dict[tuple[str, str], list[Listing]]] = {}
    for risk in risks:
        by_edition = by_good.setdefault(risk.name, {})
        by_edition.setdefault((_describe_reasons(risk, language), risk.dated), []).append(risk)
    for good, by_edition in by_good.items():
        for (why, edition), listings in by_edition.items():
            slots: dict[str, SlotValue] = {
                "good": good,
                "why": why,
                "places": tuple(region(listing.country).label for listing in listings),
                "edition": edition,
            }
            yield say("label.listed_good", language, slots)
            yield from dict.fromkeys(filter(None, map(_describe_later_change, listings)))


def _listings_of_group(risks: Iterable[Listing], language: str) -> Iterator[str]:
    """Describe other listings of a group: a line for each reason and edition, without countries."""
    by_edition: dict[tuple[str, str], list[str]] = {}
    for risk in risks:
        by_edition.setdefault((_describe_reasons(risk, language), risk.dated), []).append(risk.name)
    for (why, edition), goods in by_edition.items():
        slots: dict[str, SlotValue] = {
            "why": why,
            "goods": tuple(dict.fromkeys(goods)),
            "edition": edition,
        }
        yield say("label.listed_group", language, slots)


def _describe_reasons(risk: Listing, language: str) -> str:
    reasons: tuple[str, ...] = risk.reasons
    why = reduce(partial(_join_two, "label.and", language), reasons)
    return say("label.once_listed", language, {"why": why}) if risk.past else why


def _describe_later_change(risk: Listing) -> str:
    """Describe the change since the edition, for a good that has left the list; else nothing."""
    if not risk.past:
        return ""
    note = risk.good.note
    parts = (risk.later_change, note and str(note.pick(risk.languages)))
    return " ".join(part for part in parts if part)


def _show_labels(advice: PurchaseAdvice, language: str) -> None:
    """Print the gaps of each label; a first sentence that all labels share is printed once."""
    if not advice.labels:
        return
    shared = _shared_sentence([label.does_not_cover for label in advice.labels])
    line(say("label.labels", language), style=bold)
    if shared:
        line(shared.strip(), indent=2, hang=2)
    for label in advice.labels:
        goods = _join_goods(label.wanted) if _has_several_goods(advice) else ""
        heading(f"  {label.name}", goods)
        line(label.does_not_cover.removeprefix(shared), indent=6)
    line()


def _shared_sentence(texts: Sequence[str]) -> str:
    """Return the first sentence of several texts if they all begin with it; else nothing."""
    first = texts[0].partition(". ")[0] + ". "
    return first if len(texts) > 1 and all(text.startswith(first) for text in texts) else ""


def _has_several_goods(advice: PurchaseAdvice) -> bool:
    return len(advice.where_most) > 1


def _join_goods(goods: Iterable[str]) -> str:
    return ", ".join(map(plain, goods))


def _show_sellers(
    catalog: Catalog, advice: PurchaseAdvice, ships_to: str | None, language: str
) -> None:
    """Print the sellers: in full if they ship there, only by name if nobody knows."""
    slots: dict[str, SlotValue] = {"place": _place_name(ships_to, language)} if ships_to else {}
    open_now = [seller for seller in advice.vendors if not seller.closed]
    sure = [seller for seller in open_now if _is_sure(seller, ships_to)]
    unsure = [seller for seller in open_now if not _is_sure(seller, ships_to)]
    if sure:
        code = "label.sellers_ship" if ships_to else "label.sellers"
        line(say(code, language, slots), style=bold)
    for seller in sure:
        goods = _join_goods(seller.wanted) if _has_several_goods(advice) else ""
        heading(f"  {seller.name}", goods)
        _show_seller(seller)
    if unsure:
        slots["names"] = tuple(seller.name for seller in unsure)
        code = "label.unsure_ship" if ships_to else "label.unsure_sellers"
        line(say(code, language, slots), indent=2, hang=2)
    for seller in advice.vendors:
        if seller.closed:
            fallback_code = "label.closed_label" if advice.labels else "label.closed_shop"
            _show_closed(catalog, seller, fallback_code, language)
    if advice.vendors:
        line()


def _place_name(text: str, language: str) -> str:
    name = find_region(text).label.pick([language]).text
    return f"the {name}" if name.startswith("United ") else name


def _is_sure(seller: Seller, ships_to: str | None) -> bool:
    return seller.status is Status.ACTIVE and (seller.ships is True or ships_to is None)


def _show_seller(seller: Seller) -> None:
    if seller.vendor.summary:
        line(str(seller.vendor.summary.pick(seller.languages)), indent=6)
    line(f"{seller.vendor.url or ''}  {seller.id}".strip(), indent=6, style=dim)


def _show_closed(catalog: Catalog, seller: Seller, fallback_code: str, language: str) -> None:
    """Print that a seller has closed, with the one that took its place if a pack names it.

    Args:
        catalog: The catalog of the answer.
        seller: The seller that has closed.
        fallback_code: The message for a seller without a successor.
        language: The language of the message.
    """
    successor = catalog.vendors.get(seller.instead or "")
    slots: dict[str, SlotValue] = {"name": seller.name}
    if successor:
        slots["other"] = successor.name
    line(say("label.closed_try" if successor else fallback_code, language, slots), indent=2, hang=2)


def _show_sources(records: Iterable[Record], language: str) -> None:
    texts = dict.fromkeys(_describe_source(record, language) for record in records)
    if texts:
        line()
    for text in texts:
        line(text, hang=8, style=dim)


def _describe_source(record: Record, language: str) -> str:
    source = record.source
    parts = tuple(part for part in (source.title, source.publisher) if part)
    return say("label.source", language, {"source": parts})
