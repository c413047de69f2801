"""From a request of the API to its response; errors are those of the library, as plain data."""

import inspect
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any, TypeAlias

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.ask.ask import ask
from takeaction.engine.help.emergency import tell_danger
from takeaction.engine.help.referral import find_help
from takeaction.engine.planning.planning import plan
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import why_not
from takeaction.engine.search.search import search
from takeaction.engine.shopping.destination import check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.assessment import assess
from takeaction.errors import Fields, QueryError, refused
from takeaction.export.schemas.shipped import shared_schemas
from takeaction.models.question.arguments import unknown_keys
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.vocabulary.actions import Horizon
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.signs import Person, When
from takeaction.web import exchange
from takeaction.web.exchange import (
    Request,
    Response,
    page_headers,
    preflight_response,
    sharing_headers,
)
from takeaction.web.settings import Site

_FOR_HELP = frozenset({"ask", "find-help"})
"""The questions of somebody who may be in danger: so every refusal of them says what to do then."""

PREFIX = "/api/v1/"
"""The path below which every path is one of the API."""

_DOCUMENT = "openapi.json"
_REFUSALS = {
    400: ("request.json", "The body is no JSON. Send an object, such as {} with the arguments."),
    404: ("request.path", "There's no such path. Read openapi.json beside it for those there are."),
    405: ("request.method", "Send a question with POST, and read openapi.json with GET."),
    408: ("request.time", "The body took too long. Send it in one go."),
    411: ("request.length", "This server reads no chunks. Send the body with its Content-Length."),
    413: ("request.length", f"The body is too long: send at most {exchange.BODY:,} bytes."),
    414: ("request.length", "The address is too long. Put everything in the body."),
    415: ("request.type", "Send the body as application/json."),
    431: ("request.headers", "The headers are too long."),
    503: ("request.busy", f"The answer took too long. Ask again in {exchange.TRY_AGAIN} seconds."),
}
"""Code and text of each refusal; none repeats anything of the request."""


def respond(catalog: Catalog, site: Site, request: Request, at: datetime) -> Response:
    """Answer a request of the API.

    Args:
        catalog: The records.
        site: The settings of the host.
        request: The request; its path begins with PREFIX.
        at: The moment, aware.
    """
    return preflight_response(site, request) or _response(
        site, request, *_answered(catalog, request, at)
    )


def refusing_response(site: Site, request: Request, status: int) -> Response:
    """Refuse a request with one of the statuses of ``_REFUSALS``."""
    return _response(site, request, status, _refusal(status, request.path.removeprefix(PREFIX)))


def _response(site: Site, request: Request, status: int, value: object) -> Response:
    headers = page_headers(site, "application/json") + sharing_headers(site, request)
    return Response(status=status, headers=headers, body=write_json(value))


def _answered(catalog: Catalog, request: Request, at: datetime) -> tuple[int, object]:
    """Return the status and the body of a response, as plain data."""
    name = request.path.removeprefix(PREFIX)
    status = exchange.refusing_status(request) or _status_of_path(request)
    if status:
        return status, _refusal(status, name)
    if name == _DOCUMENT:
        return 200, openapi(f"{request.root}{PREFIX}")
    try:
        body = _read_json(request.body)
    except ValueError:  # no JSON, no UTF-8, nested too deeply, or a number that JSON lacks
        return 400, _refusal(400, name)
    try:
        return 200, answer(catalog, QUESTIONS[name], body, at)
    except QueryError as error:
        return 400, _error(error, name, body)


def _status_of_path(request: Request) -> int | None:
    """Return the status that refuses a request whose form is right, or None."""
    name = request.path.removeprefix(PREFIX)
    if name != _DOCUMENT and name not in QUESTIONS:
        return 404
    if (request.method == "POST") is (name == _DOCUMENT):
        return 405
    if request.query:
        return 400
    return None if name == _DOCUMENT or exchange.is_json(request) else 415


def _refusal(status: int, name: str = "") -> dict[str, object]:
    """Return a refusal; one of a question for help carries the emergency notice."""
    code, text = _REFUSALS[status]
    error = QueryError(code, text)
    if name in _FOR_HELP:
        tell_danger(error)
    return {"error": error.as_json()}


def _error(error: QueryError, name: str, body: object) -> dict[str, object]:
    """Return the error of a question; one for help carries the emergency notice of the place."""
    if name in _FOR_HELP:
        asked = body if isinstance(body, Mapping) else {}
        query = asked.get("query")
        query = query if isinstance(query, Mapping) else {}
        tell_danger(
            error,
            asked.get("region", query.get("region")),
            asked.get("languages", query.get("language")),
        )
    parts = [single.as_json() for single in error.errors]
    return {"error": error.as_json()} | ({"errors": parts} if len(parts) > 1 else {})


# The questions of the API: each is one function of the library and takes the same arguments.


Asked: TypeAlias = type[HelpQuery] | type[Profile] | type[PurchaseQuery]

_OF_THE_HOST = frozenset({"catalog", "at"})
"""The arguments that no request has: the records and the moment are the host's."""


@attrs.frozen
class Asking:
    """A question that the API answers.

    Attributes:
        function: The function of the library.
        answer: The name of the schema of its answer.
        asked: The class that its first argument is read as; None for plain values alone.
    """

    function: Callable[..., Any]
    answer: str
    asked: Asked | None = None

    @property
    def arguments(self) -> Mapping[str, bool]:
        """Whether each argument is required, by name and in order."""
        parameters = inspect.signature(self.function).parameters.values()
        return {
            each.name: each.default is each.empty
            for each in parameters
            if each.name not in _OF_THE_HOST
        }


QUESTIONS: Mapping[str, Asking] = {
    "ask": Asking(ask, "Reply"),
    "find-help": Asking(find_help, "Help", HelpQuery),
    "recommend": Asking(recommend, "Recommendations", Profile),
    "plan": Asking(plan, "Plan", Profile),
    "why-not": Asking(why_not, "WhyNot", Profile),
    "search": Asking(search, "Hits"),
    "assess": Asking(assess, "Assessment"),
    "check-purchase": Asking(check_purchase, "PurchaseAdvice", PurchaseQuery),
    "check-destination": Asking(check_destination, "DestinationAdvice"),
}
"""The questions by the last part of their path."""


def answer(catalog: Catalog, question: Asking, body: object, at: datetime) -> object:
    """Answer a question, as plain data.

    Args:
        catalog: The records.
        question: The question.
        body: The arguments by name; one that is required and missing is refused by its own error.
        at: The moment, aware.

    Raises:
        QueryError: The body is no object, an argument has no meaning, or a name is unknown.
    """
    required = {name: None for name, is_required in question.arguments.items() if is_required}
    if not isinstance(body, Mapping):
        example = "{" + ", ".join(f'"{name}": …' for name in required) + "}"
        raise refused("query.object", "object", None, example=example)
    fields = Fields()
    for error in unknown_keys(body, tuple(question.arguments)):
        fields.add(error)
    fields.raise_wrong(())
    first, *others = question.arguments
    arguments = {**required, **body}
    asked = (
        arguments[first] if question.asked is None else question.asked.from_json(arguments[first])
    )
    named = {name: arguments[name] for name in others if name in arguments}
    plain: object = question.function(catalog, asked, **named, at=at).as_json()
    return plain


# Bodies of requests as JSON: what is no JSON of a question is refused, never guessed.


def _read_json(body: bytes) -> object:
    try:
        value: object = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except RecursionError:
        raise ValueError("The JSON is nested too deeply.") from None
    return value


def write_json(value: object) -> bytes:
    """Write plain data as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON.")  # NaN and Infinity, which Python would read


# The description of the API (OpenAPI 3.1), made from the schemas of the library.


_PLACE = "#/components/schemas/"
_REFUSAL = "#/components/responses/Refusal"
_TEXTS = {"type": "array", "items": {"type": "string"}}
_ARGUMENTS: dict[str, dict[str, Any]] = {
    "about": {
        "anyOf": [{"$ref": f"{_PLACE}About"}, {"type": "null"}],
        "description": "What an earlier answer understood: its about, as it was.",
    },
    "action_id": {"type": "string", "description": "The id of an action."},
    "budget": {
        "type": ["integer", "null"],
        "minimum": 1,
        "description": "Minutes in all; null for those of the profile.",
    },
    "horizon": {"enum": [*map(str, Horizon)], "description": "The time to plan for."},
    "kinds": {
        "type": "array",
        "items": {"enum": [*map(str, Kind)]},
        "description": "The kinds of records to find; none for all.",
    },
    "languages": {
        "type": ["array", "string", "null"],
        "items": {"type": "string"},
        "description": "The languages of the texts, BCP 47, most wanted first.",
    },
    "limit": {"type": ["integer", "null"], "minimum": 1, "description": "The most to return."},
    "not_observed": {**_TEXTS, "description": "Ids of signs that are certainly not there."},
    "observed": {**_TEXTS, "description": "Ids of the signs that a person saw."},
    "person": {"enum": [*map(str, Person)], "description": "Who the signs are about."},
    "region": {"type": ["string", "null"], "description": "A place, such as US-TX or GB."},
    "role": {"type": "string", "description": "The role of the person who asks."},
    "text": {"type": "string", "description": "The words of a person."},
    "weights": {
        "type": ["object", "null"],
        "additionalProperties": {"type": "integer"},
        "description": "The most points of a factor, by its name.",
    },
    "when": {
        "type": ["object", "null"],
        "additionalProperties": {"enum": [*map(str, When)]},
        "description": "When each sign was seen, by its id.",
    },
}
"""The schema of every argument that is a plain value: the document has each once."""


def openapi(server: str) -> dict[str, Any]:
    """Return the document of an API that is mounted under a path."""
    asked = [each.asked.__name__ for each in QUESTIONS.values() if each.asked]
    answers = [each.answer for each in QUESTIONS.values()]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Finder",
            "version": version("takeaction"),
            "description": "Each path is a question of the library takeaction, and its body has the"
            " arguments. Nothing that is sent is kept, and no error repeats it. Quote a number and"
            " who answers it word for word.",
        },
        "servers": [{"url": server}],
        "paths": {f"/{name}": {"post": _operation(name, each)} for name, each in QUESTIONS.items()},
        "components": {
            "schemas": shared_schemas([*asked, *answers, "Error"], _PLACE) | _ARGUMENTS,
            "responses": {
                "Refusal": {"description": "A refusal.", "content": _content(_named("Error"))}
            },
        },
    }


def _operation(name: str, question: Asking) -> dict[str, Any]:
    return {
        "operationId": name.replace("-", "_"),
        "summary": (question.function.__doc__ or "").partition("\n")[0],
        "requestBody": {"required": True, "content": _content(_body(question))},
        "responses": {
            "200": {"description": "The answer.", "content": _content(_named(question.answer))},
            "default": {"$ref": _REFUSAL},
        },
    }


def _body(question: Asking) -> dict[str, Any]:
    first = next(iter(question.arguments))
    asked = {first: _named(question.asked.__name__)} if question.asked else {}
    plain = {name: _named(name) for name in question.arguments if name not in asked}
    required = [name for name, is_required in question.arguments.items() if is_required]
    return {
        "type": "object",
        "properties": asked | plain,
        "required": required,
        "additionalProperties": False,
    }


def _named(schema: str) -> dict[str, str]:
    return {"$ref": f"{_PLACE}{schema}"}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
