"""Goods and journeys as blocks: what to do first, then where the risk is known, then the sources.

Nothing here is a verdict about a brand, a shop or a country, and goods have the names of the lists:
the words of a shopper are in no block.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce

import attrs

from takeaction.core_data import format_number, language_of
from takeaction.engine.help.answer import MOST_LINES, Help
from takeaction.engine.help.need import closing_line
from takeaction.engine.reasons import SlotValue, describe_minutes, say
from takeaction.engine.shopping.answer import (
    BasketLine,
    FittingLabel,
    Listing,
    PurchaseAdvice,
    Seller,
)
from takeaction.engine.shopping.destination import (
    DestinationAdvice,
    RatedGovernment,
    TravelAction,
)
from takeaction.models.goods import Tier
from takeaction.models.region import find_region, region
from takeaction.models.text import ShownText
from takeaction.views.actions import own_safety
from takeaction.views.blocks import (
    Block,
    Blocks,
    Entry,
    Facts,
    Fold,
    Heading,
    Items,
    Link,
    Paragraph,
    Prose,
    Tone,
    folded,
    introduced,
    items,
    joined_prose,
    paragraphs,
    titled,
)
from takeaction.views.help import closing, danger, line_block
from takeaction.vocabulary.records import Status

_MOST_LABELS = 3
"""The labels of a good in sight: the strictest come first, and nobody looks for ten."""

_ANYONE = "anyone"
"""The role of actions that are for travellers: others are courses for those who work there."""


# Goods.


def purchase_blocks(
    advice: PurchaseAdvice, *, ships_to: str | None = None, is_whole: bool = True
) -> Blocks:
    """Return the steps of a buyer, the labels with their gaps, the shops, and where the risk is.

    Args:
        advice: The advice.
        ships_to: The place that the goods have to reach, as ``find_region`` reads it.
        is_whole: Whether danger comes first, and a way to help last; an answer around it has both.
    """
    language = language_of([advice.disclaimer.words.language])
    return (
        *([danger(advice.help.emergency)] if is_whole else []),
        *_unknown(advice, language),
        *_what_to_do(advice, language),
        *_labels(advice, language),
        *_shops(advice, ships_to, language),
        *_risks(advice, language),
        *_limits(advice, language),
        Paragraph((advice.disclaimer,)),
        *_order(advice, language),
        *folded("label.whence", language, _sources(advice)),
        *([_closing(advice.help)] if is_whole and advice.help else []),
    )


def _closing(help_: Help) -> Paragraph:
    return closing(help_, closing_line(help_, help_[0].languages))


def _unknown(advice: PurchaseAdvice, language: str) -> Iterator[Paragraph]:
    """Say how many goods are unknown, with the known words like them, and that no list is here."""
    no_lists = say("buy.no_lists", language)
    texts = [no_lists] if no_lists in advice.notes else []
    if count := len(advice.unknown):
        known = say("label.unknown_goods", language, {"count": count})
        texts.append(known if advice.where_most else say("buy.all_unknown", language))
    if near := tuple(word for words in advice.near.values() for word in words):
        words = reduce(partial(_join, "label.or", language), near)
        texts.append(say("hint.did_you_mean", language, {"words": words}))
    return paragraphs(texts)


def _limits(advice: PurchaseAdvice, language: str) -> Iterator[Paragraph]:
    """Yield the notes on the limits of this answer that do not stand at its top."""
    unknown = say("buy.unknown", language, {"goods": advice.unknown})
    above = (say("buy.no_lists", language), unknown)
    return paragraphs([note for note in advice.notes if note not in above])


def _join(code: str, language: str, first: str, second: str) -> ShownText:
    return say(code, language, {"first": first, "second": second})


def _what_to_do(advice: PurchaseAdvice, language: str) -> Iterator[Block]:
    """Yield what is known about each good and the labels to look for, then what to ask a shop."""
    ask = say("buy.do_ask", language)
    if len(advice.where_most) > 1:
        yield Paragraph((say("label.most_first", language),))
        for line in advice.where_most:
            look = (" ", *_look_for(line, advice, language)) if line.labels else ()
            reason = Paragraph((line.reasons[0].text, *look))
            yield Entry(title=_title(line), blocks=(reason,))
        yield from titled("label.you_can", language, items([ask]))
        return
    steps = [ask]
    for line in advice.where_most:
        slots: dict[str, SlotValue] = {"reason": line.reasons[0].text}
        headline = introduced("label.headline", language, _title(line), slots, slot="good")
        yield Paragraph(headline, Tone.STRONG)
        steps = [*_look_for(line, advice, language), ask]
    yield from titled("label.you_can", language, items(steps))


def _look_for(line: BasketLine, advice: PurchaseAdvice, language: str) -> tuple[ShownText, ...]:
    names = tuple(label.name.partition(" (")[0] for label in _best_labels(line, advice))
    return (say("buy.do_label", language, {"names": names}),) if names else ()


def _best_labels(line: BasketLine, advice: PurchaseAdvice) -> tuple[FittingLabel, ...]:
    best = line.labels[:_MOST_LABELS]
    return tuple(label for label in advice.labels if label.id in best)


def _title(line: BasketLine) -> str:
    """Name a good as its list does, or else its group: a reader's language comes first."""
    named = [risk.name for risk in line.risks if not risk.beside]
    names: list[str] = [name for name in named if not name.words.fallback]
    names += [*line.groups, *named, *(risk.name for risk in line.risks)]
    return names[0] if names else ""


def _goods(wanted: Iterable[str], advice: PurchaseAdvice) -> str:
    """Name the goods that a shop is for, where several were asked about."""
    if len(advice.where_most) < 2:  # noqa: PLR2004 - several
        return ""
    goods = [_title(line) for line in advice.where_most if line.good in wanted]
    return f" ({', '.join(dict.fromkeys(goods))})"


def _labels(advice: PurchaseAdvice, language: str) -> Iterator[Block]:
    """Yield each label with its gaps; a first sentence that all labels share comes once."""
    shown = {label.id for line in advice.where_most for label in _best_labels(line, advice)}
    shared = _shared_sentence([label.does_not_cover.words.text for label in advice.labels])
    rows = {label.id: (label.name, ((_without(label, shared),),)) for label in advice.labels}
    best = tuple(row for id, row in rows.items() if id in shown)
    others = tuple(row for id, row in rows.items() if id not in shown)
    if best:
        yield from titled("label.labels", language, [Facts(best)])
        if shared:
            words = attrs.evolve(advice.labels[0].does_not_cover.words, text=shared, source=None)
            yield Paragraph((ShownText(shared, words),))
    if others:
        yield from folded("label.other_labels", language, [Facts(others)])


def _shared_sentence(texts: Sequence[str]) -> str:
    """Return the first sentence of several texts if they all begin with it; else nothing."""
    first = texts[0].partition(". ")[0] + "." if texts else ""
    return first if len(texts) > 1 and all(text.startswith(f"{first} ") for text in texts) else ""


def _without(label: FittingLabel, shared: str) -> ShownText:
    text = label.does_not_cover
    words = attrs.evolve(text.words, text=text.words.text.removeprefix(shared).lstrip())
    return ShownText(str(text).removeprefix(shared).lstrip(), words)


def _shops(advice: PurchaseAdvice, ships_to: str | None, language: str) -> Iterator[Block]:
    """Yield the sellers: with an address if they ship there, only by name if nobody knows."""
    slots: dict[str, SlotValue] = {"place": _place_name(ships_to, language)} if ships_to else {}
    doubt = "label.unsure_ship" if ships_to else "label.unsure_sellers"
    has_place = ships_to is not None or any(seller.ships for seller in advice.vendors)
    current = [seller for seller in advice.vendors if not seller.closed]
    sure = [seller for seller in current if _is_sure(seller, has_place=has_place)]
    unsure = tuple(seller.name for seller in current if seller not in sure)
    notes = [say(doubt, language, {**slots, "names": unsure})] if unsure else []
    notes += [_closed(seller, advice, language) for seller in advice.vendors if seller.closed]
    if not sure:
        yield from paragraphs(notes)
        return
    code = "label.sellers_ship" if ships_to else "label.sellers"
    yield Heading(say(code, language, slots))
    yield Items(tuple(_shop(seller, advice) for seller in sure))
    about = [
        Entry(title=seller.name, blocks=tuple(_summary(seller)), record=seller.id)
        for seller in sure
    ]
    yield from folded("label.about_shops", language, [*about, *paragraphs(notes)])


def _summary(seller: Seller) -> Iterator[Paragraph]:
    summary = seller.vendor.summary
    return paragraphs([summary.shown(seller.languages)] if summary else [])


def _is_sure(seller: Seller, *, has_place: bool) -> bool:
    return seller.status is Status.ACTIVE and (seller.ships is True or not has_place)


def _shop(seller: Seller, advice: PurchaseAdvice) -> Prose:
    url = seller.vendor.url
    goods = _goods(seller.wanted, advice)
    address: Prose = (": ", Link(url, url)) if url else ()
    return (seller.name, *((goods,) if goods else ()), *address)


def _place_name(text: str, language: str) -> str:
    name = find_region(text).label.pick([language]).text
    return f"the {name}" if name.startswith("United ") else name


def _closed(seller: Seller, advice: PurchaseAdvice, language: str) -> ShownText:
    """Say that a seller has closed, with the one that took its place if a pack names it."""
    others = [other.name for other in advice.vendors if other.id == seller.instead]
    slots: dict[str, SlotValue] = {"name": seller.name, "other": (*others, "")[0]}
    if others:
        return say("label.closed_try", language, slots)
    return say("label.closed_label" if advice.labels else "label.closed_shop", language, slots)


def _risks(advice: PurchaseAdvice, language: str) -> Iterator[Block]:
    """Yield the listings by name, folded where there are several goods, then those of the group."""
    named = Items(tuple(_listings([risk for risk in advice.risks if not risk.beside], language)))
    if named.items:
        is_short = len(advice.where_most) == 1
        yield from (titled if is_short else folded)("label.where_known", language, [named])
    beside = [risk for risk in advice.risks if risk.beside]
    yield from folded("label.similar", language, items(_listings_of_group(beside, language)))


def _listings(risks: Iterable[Listing], language: str) -> Iterator[Prose]:
    """Describe listings: a row for each good, reason and edition, with all its countries."""
    rows: dict[tuple[str, str, str], list[Listing]] = {}
    for risk in risks:
        rows.setdefault((risk.name, _why(risk, language), risk.dated), []).append(risk)
    for (good, why, edition), listings in rows.items():
        places = tuple(region(listing.country).label for listing in listings)
        slots: dict[str, SlotValue] = {"why": why, "places": places, "edition": edition}
        row = introduced("label.listed_good", language, good, slots, slot="good")
        changes = dict.fromkeys(text for listing in listings for text in _changes(listing))
        yield joined_prose((*row, ".") if changes else row, *((change,) for change in changes))


def _listings_of_group(risks: Iterable[Listing], language: str) -> Iterator[str]:
    """Describe other listings of a group: a row for each reason and edition, without countries."""
    rows: dict[tuple[str, str], list[str]] = {}
    for risk in risks:
        rows.setdefault((_why(risk, language), risk.dated), []).append(risk.name)
    for (why, edition), goods in rows.items():
        names = tuple(dict.fromkeys(goods))
        slots: dict[str, SlotValue] = {"why": why, "goods": names, "edition": edition}
        yield say("label.listed_group", language, slots)


def _why(risk: Listing, language: str) -> ShownText:
    why = reduce(partial(_join, "label.and", language), risk.reasons)
    return say("label.once_listed", language, {"why": why}) if risk.past else why


def _changes(risk: Listing) -> Iterator[ShownText]:
    """Yield the change since the edition, for a good that has left the list."""
    note = risk.good.note
    texts = (risk.later_change, note.shown(risk.languages) if note else None)
    return filter(None, texts if risk.past else ())


def _order(advice: PurchaseAdvice, language: str) -> Blocks:
    """Return the points that put several goods in order."""
    rows = tuple(
        (
            _title(line),
            tuple(
                (f"+{format_number(reason.points, language)} {reason}",)
                for reason in line.reasons
                if reason.points
            ),
        )
        for line in advice.where_most
    )
    return folded("label.why_order", language, [Facts(rows)]) if len(rows) > 1 else ()


def _sources(advice: PurchaseAdvice) -> Blocks:
    sources = dict.fromkeys(
        (risk.source.title, risk.source.url, risk.source.publisher) for risk in advice.risks
    )
    rows: list[Prose] = [
        (Link(title, url) if url else title, *((f", {publisher}",) if publisher else ()))
        for title, url, publisher in sources
    ]
    return (Items(tuple(rows), tone=Tone.QUIET),) if rows else ()


# Journeys.


def destination_blocks(advice: DestinationAdvice, *, most: int = MOST_LINES) -> Blocks:
    """Return the contacts to save before a trip, then how one government rates another.

    Args:
        advice: The advice.
        most: The lines in sight; the others are folded.
    """
    language = language_of([advice.disclaimer.words.language])
    return (
        danger(advice.help.emergency),
        *_lines_to_save(advice.help, most, language),
        *paragraphs(advice.notes, Tone.CARE),
        *_ideas(advice.actions, language),
        *titled("label.rating", language, _ratings(advice.ratings, language)),
        Paragraph((advice.disclaimer,)),
    )


def _lines_to_save(help_: Help, most: int, language: str) -> Iterator[Block]:
    """Yield the lines with somebody to call; pages come in sight only where there is none."""
    called = [line for line in help_ if not line.resource.is_page]
    shown = (called or [*help_])[:most]
    others = [line_block(line, is_live=False) for line in help_ if line not in shown]
    lines = [line_block(line, is_live=False) for line in shown]
    yield from titled("label.before_trip", language, lines)
    if others:
        yield Fold(say("lines.others", language, {"count": len(others)}), tuple(others))


def _ratings(ratings: Iterable[RatedGovernment], language: str) -> Iterator[Block]:
    for rated in ratings:
        name = rated.rating.name.shown(rated.languages)
        if not rated.history:
            yield Paragraph((name,))
            continue
        slots: dict[str, SlotValue] = {"tier": rated.history[-1].tier, "newest": rated.newest}
        yield Paragraph(introduced("label.tier", language, name, slots, slot="name"))
        years = say("label.tier_years", language, {"tiers": _describe_history(rated.history)})
        reports: list[Prose] = [
            (Link(report.label.shown(rated.languages), report.id),) for report in rated.reports
        ]
        contents = (
            *paragraphs([rated.meaning, rated.agreement, years]),
            *((Items(tuple(reports), tone=Tone.QUIET),) if reports else ()),
        )
        yield from folded("label.tiers_mean", language, contents)


def _describe_history(history: Sequence[Tier]) -> str:
    """Describe tiers, with successive years of one tier as a span: "2001-2003: 2; 2004: 3"."""
    spans: list[list[Tier]] = []
    for tier in history:
        last = spans[-1][-1] if spans else None
        if last and last.tier == tier.tier and last.year + 1 == tier.year:
            spans[-1].append(tier)
        else:
            spans.append([tier])
    return "; ".join(f"{_years(span)}: {span[0].tier}" for span in spans)


def _years(span: Sequence[Tier]) -> str:
    first, last = span[0].year, span[-1].year
    return str(first) if first == last else f"{first}-{last}"


def _ideas(actions: Sequence[TravelAction], language: str) -> Blocks:
    """Return what travellers can do; what is for people who work there is folded."""
    own = [each for each in actions if not each.action.roles or _ANYONE in each.action.roles]
    others = enumerate((each for each in actions if each not in own), len(own) + 1)
    return (
        *titled("label.you_can", language, (_idea(*each, language) for each in enumerate(own, 1))),
        *folded("label.at_work", language, (_idea(*each, language) for each in others)),
    )


def _idea(number: int, travel: TravelAction, language: str) -> Entry:
    action, languages = travel.action, travel.languages
    return Entry(
        title=action.title.shown(languages),
        note=describe_minutes(action.minutes, language),
        blocks=tuple(own_safety(action, languages)),
        number=number,
        record=action.id,
    )
