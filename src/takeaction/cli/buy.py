"""``takeaction buy``: what is known of goods: risks, labels, who sells them."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.reasons import Slot, number, say
from takeaction.engine.shopping.answer import (
    BasketLine,
    Listing,
    PurchaseAdvice,
    Seller,
)
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.errors import plain
from takeaction.models.question import PurchaseQuery
from takeaction.models.record import Record
from takeaction.models.region import find_region, region
from takeaction.vocabulary import Status

_COLUMN = 12


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "buy", "tell what is known of goods: risks, labels, who sells them", run_buy
    )
    made.add_argument("goods", nargs="+", metavar="GOOD", help='such as coffee or "cotton shirt"')
    made.add_argument("--origin", metavar="C", help="the country that it comes from, if known")
    made.add_argument(
        "--ships-to", metavar="C", help="where it has to be sent, such as US, GB or Kenya"
    )


def run_buy(options: argparse.Namespace) -> int:
    """Tell what is known of goods."""
    query = PurchaseQuery(options.goods, options.origin, options.ships_to)
    catalog = the_catalog(options)
    advice = check_purchase(
        catalog,
        query,
        languages=arguments.languages_of(options),
        at=arguments.moment_of(options),
    )
    if options.json:
        show_json(advice.as_json())
    else:
        _show_purchase(catalog, advice, options)
        arguments.show_fall_back(arguments.languages_of(options))
    return 0


def _show_purchase(catalog: Catalog, advice: PurchaseAdvice, options: argparse.Namespace) -> None:
    language = language_of(arguments.languages_of(options))
    if _several(advice):
        line(say("label.most_first", language))
        line()
    for place, one in enumerate(advice.where_most, 1):
        _show_line(place if _several(advice) else None, one, language)
    _show_labels(advice, language)
    _show_sellers(catalog, advice, options.ships_to, language)
    for note in advice.notes:
        line(plain(note, len(note)))
    for good, words in advice.near.items():
        if words:
            meant = reduce(partial(_joined, "label.or", language), words)
            slots = {"good": plain(good), "words": meant}
            line(say("label.did_you_mean", language, slots), indent=2, hang=2)
    if advice.notes:
        line()
    line(advice.disclaimer)
    _show_sources((listing.good for listing in advice.risks), language)


def _joined(code: str, language: str, first: str, second: str) -> str:
    return say(code, language, {"first": first, "second": second})


def _show_line(place: int | None, one: BasketLine, language: str) -> None:
    name = plain(one.good)
    title = name[:1].upper() + name[1:]
    points = say("label.points", language, {"points": one.score}) if place else ""
    heading(f"{place}. {title}" if place else title, points)
    if one.groups != (title,):
        labelled(say("label.taken_for", language), ["; ".join(one.groups)], column=_COLUMN)
    by_name = [risk for risk in one.risks if not risk.beside]
    beside = [risk for risk in one.risks if risk.beside]
    unnamed = [say("label.not_by_name", language)] if beside and not by_name else []
    listed = [*_listed(by_name, language), *unnamed]
    labelled(say("label.listed", language), listed, column=_COLUMN)
    labelled(say("label.its_group", language), _group(beside, language), column=_COLUMN)
    if place or not one.listed:
        reasons = [
            f"{'+' + number(reason.points, language):>6}  {reason}"
            for reason in one.reasons
            if reason.points
        ]
        labelled(say("label.why", language), reasons or map(str, one.reasons), column=_COLUMN)
    line()


def _listed(risks: Iterable[Listing], language: str) -> Iterator[str]:
    """Say what is listed: a line for each good, reason and edition, with all its countries."""
    lines: dict[str, dict[tuple[str, str], list[Listing]]] = {}
    for risk in risks:
        of_good = lines.setdefault(risk.name, {})
        of_good.setdefault((_why(risk, language), risk.dated), []).append(risk)
    for good, of_good in lines.items():
        for (why, edition), those in of_good.items():
            slots: dict[str, Slot] = {
                "good": good,
                "why": why,
                "places": tuple(region(risk.country).label for risk in those),
                "edition": edition,
            }
            yield say("label.listed_good", language, slots)
            yield from dict.fromkeys(filter(None, map(_afterwards, those)))


def _group(risks: Iterable[Listing], language: str) -> Iterator[str]:
    """Say what else of a group is listed: a line for each reason and edition, without places."""
    lines: dict[tuple[str, str], list[str]] = {}
    for risk in risks:
        lines.setdefault((_why(risk, language), risk.dated), []).append(risk.name)
    for (why, edition), goods in lines.items():
        slots: dict[str, Slot] = {
            "why": why,
            "goods": tuple(dict.fromkeys(goods)),
            "edition": edition,
        }
        yield say("label.listed_group", language, slots)


def _why(risk: Listing, language: str) -> str:
    why = reduce(partial(_joined, "label.and", language), risk.reasons)
    return say("label.once_listed", language, {"why": why}) if risk.past else why


def _afterwards(risk: Listing) -> str:
    """Say what changed since the edition, for a good that has left the list."""
    if not risk.past:
        return ""
    note = risk.good.note
    parts = (risk.later_change, note and str(note.pick(risk.languages)))
    return " ".join(part for part in parts if part)


def _show_labels(advice: PurchaseAdvice, language: str) -> None:
    """Print what each label does not cover; a sentence that they all share stands once."""
    if not advice.labels:
        return
    shared = _shared([fitting.does_not_cover for fitting in advice.labels])
    line(say("label.labels", language), style=bold)
    if shared:
        line(shared.strip(), indent=2, hang=2)
    for fitting in advice.labels:
        heading(f"  {fitting.name}", _for(fitting.wanted) if _several(advice) else "")
        line(fitting.does_not_cover.removeprefix(shared), indent=6)
    line()


def _shared(texts: Sequence[str]) -> str:
    """Return the first sentence if all of several texts begin with it."""
    first = texts[0].partition(". ")[0] + ". "
    return first if len(texts) > 1 and all(text.startswith(first) for text in texts) else ""


def _several(advice: PurchaseAdvice) -> bool:
    return len(advice.where_most) > 1


def _for(goods: Iterable[str]) -> str:
    return ", ".join(map(plain, goods))


def _show_sellers(
    catalog: Catalog, advice: PurchaseAdvice, ships_to: str | None, language: str
) -> None:
    """Print who sells such goods: whole where it ships there, by name where it is not known."""
    slots: dict[str, Slot] = {"place": _place(ships_to, language)} if ships_to else {}
    there_now = [one for one in advice.vendors if not one.closed]
    sure = [one for one in there_now if _is_sure(one, ships_to)]
    unsure = [one for one in there_now if not _is_sure(one, ships_to)]
    if sure:
        line(
            say("label.sellers_ship" if ships_to else "label.sellers", language, slots), style=bold
        )
    for seller in sure:
        heading(f"  {seller.name}", _for(seller.wanted) if _several(advice) else "")
        _show_seller(seller)
    if unsure:
        slots["names"] = tuple(one.name for one in unsure)
        code = "label.unsure_ship" if ships_to else "label.unsure_sellers"
        line(say(code, language, slots), indent=2, hang=2)
    for seller in advice.vendors:
        if seller.closed:
            other = "label.closed_label" if advice.labels else "label.closed_shop"
            _show_closed(catalog, seller, other, language)
    if advice.vendors:
        line()


def _place(written: str, language: str) -> str:
    name = find_region(written).label.pick([language]).text
    return f"the {name}" if name.startswith("United ") else name


def _is_sure(seller: Seller, ships_to: str | None) -> bool:
    return seller.status is Status.ACTIVE and (seller.ships is True or ships_to is None)


def _show_seller(seller: Seller) -> None:
    if seller.vendor.summary:
        line(str(seller.vendor.summary.pick(seller.languages)), indent=6)
    line(f"{seller.vendor.url or ''}  {seller.id}".strip(), indent=6, style=dim)


def _show_closed(catalog: Catalog, seller: Seller, other: str, language: str) -> None:
    """Say that a vendor has closed, and what to try."""
    found = catalog.vendors.get(seller.instead or "")
    slots: dict[str, Slot] = {"name": seller.name, **({"other": found.name} if found else {})}
    line(say("label.closed_try" if found else other, language, slots), indent=2, hang=2)


def _show_sources(records: Iterable[Record], language: str) -> None:
    texts = dict.fromkeys(_source(record, language) for record in records)
    if texts:
        line()
    for text in texts:
        line(text, hang=8, style=dim)


def _source(record: Record, language: str) -> str:
    source = record.source
    parts = tuple(part for part in (source.title, source.publisher) if part)
    return say("label.source", language, {"source": parts})
