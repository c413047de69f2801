"""The tool ``check_destination``: what to know before a trip."""

from typing import Any

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outlines import ACTION, RATING, danger_of
from takeaction.assistants.parameters import place_parameter
from takeaction.assistants.tools.help import helplines_schema, list_helplines
from takeaction.assistants.tools.tool import TEXTS, Call, Contents, Tool, keys_of, lists_of
from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
from takeaction.export.schemas.values import Schema

_USUAL_HELPLINES, _USUAL_ACTIONS, _USUAL_RATINGS = 2, 1, 2
_NEWEST_YEARS = 3


def trip_lists(advice: DestinationAdvice, *, details: bool) -> dict[str, ResultList]:
    """List what is known of a country: helplines, ratings of its government, and actions."""
    plain: Any = advice.as_json()
    newest = [_newest(rating, details=details) for rating in plain["ratings"]]
    ratings = [RATING.shorten(rating, details=details) for rating in newest]
    actions = [ACTION.shorten(action, details=details) for action in plain["actions"]]
    return {
        "helplines": list_helplines(advice.help, _USUAL_HELPLINES, details=details),
        "ratings": ResultList(members=ratings, usual=_USUAL_RATINGS, noun="ratings"),
        "actions": ResultList(members=actions, usual=_USUAL_ACTIONS, noun="actions"),
    }


def _newest(rating: dict[str, Any], *, details: bool) -> dict[str, Any]:
    """Return a rating with its newest years alone, or with all for details."""
    return rating if details else rating | {"history": rating["history"][-_NEWEST_YEARS:]}


def trip_limits(advice: DestinationAdvice) -> dict[str, Any]:
    """Return the library's own words on the limits of the answer."""
    notes = [str(note) for note in advice.notes]
    return ({"notes": notes} if notes else {}) | {"disclaimer": str(advice.disclaimer)}


def trip_schemas() -> dict[str, Schema]:
    """Return the schemas of the lists about a country."""
    lists = {"ratings": ("ratings", RATING), "actions": ("actions", ACTION)}
    return {"helplines": helplines_schema(), **lists_of("DestinationAdvice", lists)}


def _answer(call: Call) -> ResultDraft:
    place = call.given["region"]
    advice = check_destination(call.catalog, place, languages=call.languages, at=call.at)
    return ResultDraft(
        danger=danger_of(advice.help.emergency, details=call.details),
        own=trip_limits(advice),
        lists=trip_lists(advice, details=call.details),
    )


def _contents() -> Contents:
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
    answer=_answer,
    contents=_contents,
)
