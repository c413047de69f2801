"""From a request of the API to its response; errors are those of the library, as plain data."""

from collections.abc import Mapping
from datetime import datetime

from takeaction.catalog.catalog import Catalog
from takeaction.engine.help.emergency import tell_danger
from takeaction.errors import QueryError
from takeaction.web.api.bodies import read_json, write_json
from takeaction.web.api.openapi import openapi
from takeaction.web.api.questions import QUESTIONS, answer
from takeaction.web.exchange import bounds
from takeaction.web.exchange.headers import page_headers
from takeaction.web.exchange.messages import Request, Response
from takeaction.web.exchange.origins import preflight_response, sharing_headers
from takeaction.web.settings.site import Site

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
    413: ("request.length", f"The body is too long: send at most {bounds.BODY:,} bytes."),
    414: ("request.length", "The address is too long. Put everything in the body."),
    415: ("request.type", "Send the body as application/json."),
    431: ("request.headers", "The headers are too long."),
    503: ("request.busy", f"The answer took too long. Ask again in {bounds.TRY_AGAIN} seconds."),
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
    preflight = preflight_response(site, request)
    if preflight:
        return preflight
    return _response(site, request, *_answered(catalog, request, at))


def refusing_response(site: Site, request: Request, status: int) -> Response:
    """Refuse a request of the API with a status of _REFUSALS."""
    return _response(site, request, status, _refusal(status, request.path.removeprefix(PREFIX)))


def _response(site: Site, request: Request, status: int, value: object) -> Response:
    headers = page_headers(site, "application/json") + sharing_headers(site, request)
    return Response(status=status, headers=headers, body=write_json(value))


def _answered(catalog: Catalog, request: Request, at: datetime) -> tuple[int, object]:
    """Return the status and the body of a response, as plain data."""
    name = request.path.removeprefix(PREFIX)
    status = bounds.refusing_status(request) or _refusing_status(request)
    if status:
        return status, _refusal(status, name)
    if name == _DOCUMENT:
        return 200, openapi(f"{request.root.rstrip('/')}{PREFIX}")
    try:
        body = read_json(request.body)
    except ValueError:
        return 400, _refusal(400, name)
    try:
        return 200, answer(catalog, QUESTIONS[name], body, at)
    except QueryError as error:
        return 400, _error(error, name, body)


def _refusing_status(request: Request) -> int | None:
    """Return the status that refuses a request whose form is right, or None."""
    name = request.path.removeprefix(PREFIX)
    if name != _DOCUMENT and name not in QUESTIONS:
        return 404
    if (request.method == "POST") is (name == _DOCUMENT):
        return 405
    if request.query:
        return 400
    return None if name == _DOCUMENT or bounds.is_json(request) else 415


def _refusal(status: int, name: str = "") -> dict[str, object]:
    """Return a refusal; one of a question for help says what to do in danger."""
    code, text = _REFUSALS[status]
    error = QueryError(code, text)
    if name in _FOR_HELP:
        tell_danger(error)
    return {"error": error.as_json()}


def _error(error: QueryError, name: str, body: object) -> dict[str, object]:
    """Return the error of a question; one for help says what to do in danger where it is."""
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
