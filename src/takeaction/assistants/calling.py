"""Calls of tools: from a name and arguments to a result. Nothing is logged, kept or repeated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from takeaction.assistants.budget import fit_to_budget
from takeaction.assistants.outlines import danger_anywhere, danger_in
from takeaction.assistants.parameters import read_arguments
from takeaction.assistants.result import ToolResult
from takeaction.assistants.tools.listing import TOOLS
from takeaction.assistants.tools.tool import Call
from takeaction.catalog.catalog import Catalog, check_catalog
from takeaction.errors import Fields, QueryError, UnknownWordError, refused
from takeaction.models.question.arguments import check_moment, unknown_keys
from takeaction.models.region import region_written
from takeaction.privacy import confidential
from takeaction.vocabulary.words import nearest

_OF_SIGNS = 'Take ids of signs from ask, or from search with kinds=["indicator"].'
_PLACE = "Write a country or a part of it as a code or a name, such as GB, US-TX or Thailand."
_FIXES = {
    **dict.fromkeys(("observed", "not_observed", "when"), _OF_SIGNS),
    **dict.fromkeys(("region", "calling_from", "home", "origin", "ships_to"), _PLACE),
    "id": "Take the id from another result, or find it with search.",
    "about": "Give the about of an earlier result as it was, or leave it out.",
    "tool": f"Call one of these tools: {', '.join(TOOLS)}.",
}
"""How to go on after a mistake in a field, where its text does not say so."""

_FAULT = (
    "There is a fault in this tool, and not in your call. Give the danger notice, say that no"
    " helpline can be looked up this way right now, and invent none. Another tool may still answer."
)


@confidential
def call_tool(
    catalog: Catalog,
    name: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    at: datetime | None = None,
) -> ToolResult:
    """Answer a call of a tool.

    Args:
        catalog: The records.
        name: The name of the tool.
        arguments: What the model wrote, as plain data; anything else is refused.
        at: The moment of the call, aware, for opening hours and the age of evidence.

    Returns:
        The answer, or a refusal that says which field is wrong, why, and what to write instead. It
        never repeats what somebody typed. Nothing that a model can write raises an error.

    Raises:
        QueryError: *catalog* is no catalog, or *at* has no zone.

    Example:
        >>> result = call_tool(catalog, "find_help", {"region": "US"})
        >>> result.content["from_packs"]["helplines"][0]["ways"][0]["display"]
        '1-888-373-7888'
        >>> call_tool(catalog, "find_help", {"region": 7}).content["errors"][0]["field"]
        'region'
    """
    check_catalog(catalog)
    check_moment(at)
    try:
        return _result(catalog, name, {} if arguments is None else arguments, at)
    except QueryError as error:
        return refused_result(error, arguments)


def _result(catalog: Catalog, name: object, arguments: object, at: datetime | None) -> ToolResult:
    if not isinstance(name, str) or name not in TOOLS:
        raise UnknownWordError("tool", 0, nearest(str(name)[:_LONGEST_NAME], TOOLS))
    if not isinstance(arguments, Mapping):
        raise refused("query.object", "object", None, example="{}")
    tool = TOOLS[name]
    given = read_arguments(tool.all_parameters, arguments)
    call = Call(catalog=catalog, given=given, at=at)
    fields = Fields()
    draft = fields.read(tool.answer, call)
    names = tuple(parameter.name for parameter in tool.all_parameters)
    for error in unknown_keys(arguments, names):
        fields.add(error)
    fields.raise_wrong()
    return ToolResult(content=fit_to_budget(draft, given.get("limit"), details=call.details))


_LONGEST_NAME = 100


def refused_result(error: QueryError, arguments: object = None) -> ToolResult:
    """Return the result of a call that is refused: each wrong field and how to fix it.

    The emergency notice is for the place that the call names, where that can be read.
    """
    errors = [_one_refusal(single) for single in error.errors]
    written = arguments.get("region") if isinstance(arguments, Mapping) else None
    place = region_written(written) if isinstance(written, str) else None
    danger = danger_in(place, "en")
    return ToolResult(content={"danger": danger, "errors": errors}, is_error=True)


def failed_result() -> ToolResult:
    """Return the result of a call that met a fault of ours: the emergency notice, no details."""
    errors = [{"problem": _FAULT, "nearest": []}]
    return ToolResult(content={"danger": danger_anywhere("en"), "errors": errors}, is_error=True)


def _one_refusal(error: QueryError) -> dict[str, Any]:
    fix = _FIXES.get(error.field or "")
    return {
        **({"field": error.field} if error.field else {}),
        "problem": error.text_in("en"),
        "nearest": [str(word) for word in error.nearest],
        **({"fix": fix} if fix else {}),
    }
