"""The tools ``check_purchase``, for goods with labels and sellers, and ``check_destination``."""

from collections.abc import Mapping
from typing import Any

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outlines import (
    ACTION,
    LABEL,
    LISTING,
    RATING,
    SELLER,
    danger_anywhere,
    danger_of,
)
from takeaction.assistants.parameters import place_parameter, question_parameters
from takeaction.assistants.tools.help import helplines_schema, list_helplines
from takeaction.assistants.tools.tool import (
    TEXTS,
    Call,
    Contents,
    Tool,
    begun_with,
    cut,
    keys_of,
    lists_of,
)
from takeaction.core_data import first_language_of
from takeaction.engine.help.emergency import find_emergency
from takeaction.engine.reasons import say
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.export.schemas.shipped import Schema
from takeaction.models.question.queries import PurchaseQuery
from takeaction.models.region import WORLD, find_region
from takeaction.views.goods import destination_blocks, purchase_blocks

_USUAL_RISKS, _USUAL_LABELS, _USUAL_SELLERS, _USUAL_GOODS = 5, 2, 3, 10


def goods_lists(advice: PurchaseAdvice, *, details: bool) -> dict[str, ResultList]:
    """List the listings, labels and sellers of goods."""
    plain: Any = advice.as_json()
    risks = [LISTING.shorten(listing, details=details) for listing in plain["risks"]]
    labels = [LABEL.shorten(label, details=details) for label in plain["labels"]]
    sellers = [SELLER.shorten(vendor, details=details) for vendor in plain["vendors"]]
    return {
        "risks": ResultList(members=risks, usual=_USUAL_RISKS, noun="listings"),
        "labels": ResultList(members=labels, usual=_USUAL_LABELS, noun="labels"),
        "sellers": ResultList(members=sellers, usual=_USUAL_SELLERS, noun="sellers"),
    }


def cut_purchase(advice: PurchaseAdvice, numbers: Mapping[str, int]) -> PurchaseAdvice:
    """Return an answer with as many listings, labels and sellers as a result may have."""
    lists = {"risks": "risks", "labels": "labels", "vendors": "sellers"}
    return cut(advice, {key: numbers[name] for key, name in lists.items()})


def _lists_of_goods(advice: PurchaseAdvice, goods: tuple[str, ...]) -> dict[str, ResultList]:
    """List the goods of a question, each by its place in it: a shopper's words are not repeated."""
    plain: Any = advice.as_json()
    known = [_good(line, goods) for line in plain["where_most"]]
    unknown = [_unknown(good, goods, plain["near"]) for good in plain["unknown"]]
    return {
        "goods": ResultList(members=known, usual=_USUAL_GOODS, noun="goods"),
        "unknown_goods": ResultList(members=unknown, usual=_USUAL_GOODS, noun="unknown goods"),
    }


def _good(line: dict[str, Any], goods: tuple[str, ...]) -> dict[str, Any]:
    return {
        "position": goods.index(line["good"]) + 1,
        "products": line["products"],
        "listed": line["listed"],
        "reasons": [reason["text"] for reason in line["reasons"]],
    }


def _unknown(good: str, goods: tuple[str, ...], near: dict[str, list[str]]) -> dict[str, Any]:
    return {"position": goods.index(good) + 1, "nearest": near.get(good, [])}


def limits_of(advice: PurchaseAdvice) -> dict[str, Any]:
    """Return the library's own words on the limits of the answer; unknown goods are counted."""
    language = advice.disclaimer.words.language
    named = say("buy.unknown", language, {"goods": advice.unknown})
    counted = say("label.unknown_goods", language, {"count": len(advice.unknown)})
    notes = [str(counted if note == named else note) for note in advice.notes]
    return ({"notes": notes} if notes else {}) | {"disclaimer": str(advice.disclaimer)}


def goods_schemas() -> dict[str, Schema]:
    """Return the schemas of the lists about goods."""
    lists = {
        "risks": ("risks", LISTING),
        "labels": ("labels", LABEL),
        "sellers": ("vendors", SELLER),
    }
    position: Schema = {"type": "integer", "minimum": 1}
    good = {"position": position, "products": TEXTS, "listed": {"type": "boolean"}}
    return {
        "goods": _list_of(good | {"reasons": TEXTS}),
        "unknown_goods": _list_of({"position": position, "nearest": TEXTS}),
        **lists_of("PurchaseAdvice", lists),
    }


def _list_of(properties: dict[str, Schema]) -> Schema:
    member = {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
    return {"type": "array", "items": member}


def _answer(call: Call) -> ResultDraft:
    query = PurchaseQuery.from_json(call.only("goods", "origin", "ships_to"))
    advice = check_purchase(call.catalog, query, languages=call.languages, at=call.at)
    language = first_language_of(call.languages or ("en",))
    anywhere = find_emergency(find_region(WORLD), language)
    return ResultDraft(
        danger=danger_anywhere(language),
        own=limits_of(advice),
        lists=_lists_of_goods(advice, query.goods) | goods_lists(advice, details=call.details),
        blocks=lambda numbers: begun_with(
            anywhere, purchase_blocks(cut_purchase(advice, numbers), ships_to=query.ships_to)
        ),
    )


def _contents() -> Contents:
    own = {"notes": TEXTS, **keys_of("PurchaseAdvice", "disclaimer")}
    return Contents(own=own, optional=frozenset({"notes"}), packs=goods_schemas())


PURCHASE_TOOL = Tool(
    name="check_purchase",
    title="Check goods to buy",
    description=(
        "What lists say of goods: countries and forced or child labour, labels with their limits,"
        " and sellers. It never calls a good or a brand safe, and no brand guilty. A good that no"
        " list names is not listed, which is not the same as safe."
    ),
    parameters=question_parameters(PurchaseQuery),
    answer=_answer,
    contents=_contents,
)

# The tool ``check_destination``: what to know before a trip.


_USUAL_HELPLINES, _USUAL_ACTIONS, _USUAL_RATINGS = 2, 1, 2
_NEWEST_YEARS = 3


def trip_lists(advice: DestinationAdvice, *, details: bool) -> dict[str, ResultList]:
    """List what is known of a country: helplines, ratings of its government, and actions."""
    plain: Any = advice.as_json()
    years = None if details else -_NEWEST_YEARS
    newest = [rating | {"history": rating["history"][years:]} for rating in plain["ratings"]]
    ratings = [RATING.shorten(rating, details=details) for rating in newest]
    actions = [ACTION.shorten(action, details=details) for action in plain["actions"]]
    return {
        "helplines": list_helplines(advice.help, _USUAL_HELPLINES, details=details),
        "ratings": ResultList(members=ratings, usual=_USUAL_RATINGS, noun="ratings"),
        "actions": ResultList(members=actions, usual=_USUAL_ACTIONS, noun="actions"),
    }


def cut_destination(advice: DestinationAdvice, numbers: Mapping[str, int]) -> DestinationAdvice:
    """Return an answer with as many ratings, actions and helplines as a result may have."""
    names = {"ratings": "ratings", "actions": "actions", "help": "helplines"}
    return cut(advice, {key: numbers[name] for key, name in names.items() if name in numbers})


def trip_limits(advice: DestinationAdvice) -> dict[str, Any]:
    """Return the library's own words on the limits of the answer."""
    notes = [str(note) for note in advice.notes]
    return ({"notes": notes} if notes else {}) | {"disclaimer": str(advice.disclaimer)}


def trip_schemas() -> dict[str, Schema]:
    """Return the schemas of the lists about a country."""
    lists = {"ratings": ("ratings", RATING), "actions": ("actions", ACTION)}
    return {"helplines": helplines_schema(), **lists_of("DestinationAdvice", lists)}


def _trip_answer(call: Call) -> ResultDraft:
    place = call.given["region"]
    advice = check_destination(call.catalog, place, languages=call.languages, at=call.at)
    return ResultDraft(
        danger=danger_of(advice.help.emergency, details=call.details),
        own=trip_limits(advice),
        lists=trip_lists(advice, details=call.details),
        blocks=lambda numbers: destination_blocks(
            cut_destination(advice, numbers), most=numbers["helplines"]
        ),
    )


def _trip_contents() -> Contents:
    own = {"notes": TEXTS, **keys_of("DestinationAdvice", "disclaimer")}
    return Contents(own=own, optional=frozenset({"notes"}), packs=trip_schemas())


DESTINATION_TOOL = Tool(
    name="check_destination",
    title="Check a destination",
    description=(
        "Before a trip to a country: helplines to save, the rating of its government with its year"
        " and meaning, and what a traveller can do. A rating is about a government, not about"
        " people, and no reason to stay away."
    ),
    parameters=(place_parameter("The country, or a part of it.", is_required=True),),
    answer=_trip_answer,
    contents=_trip_contents,
)
