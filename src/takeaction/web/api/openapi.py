"""The description of the API (OpenAPI 3.1), made from the schemas of the library."""

from importlib.metadata import version
from typing import Any

from takeaction.export.schemas.shipped import shared_schemas
from takeaction.vocabulary.actions import Horizon
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.signs import Person, When
from takeaction.web.api.questions import QUESTIONS, Asking

_PLACE = "#/components/schemas/"
_TEXTS = {"type": "array", "items": {"type": "string"}}
_LANGUAGES = {
    "type": ["array", "string", "null"],
    "items": {"type": "string"},
    "description": "The languages of the texts, BCP 47, most wanted first.",
}
_ABOUT = "About"
"""The name of the schema of what is known of a need, as a question hands it on."""

_ARGUMENTS: dict[str, dict[str, Any]] = {
    "about": {
        "anyOf": [{"$ref": f"{_PLACE}{_ABOUT}"}, {"type": "null"}],
        "description": "What an earlier answer understood: its about, as it was.",
    },
    "action_id": {"type": "string", "description": "The id of an action."},
    "budget": {"type": "integer", "minimum": 1, "description": "Minutes in all."},
    "horizon": {"enum": [*map(str, Horizon)], "description": "The time to plan for."},
    "kinds": {
        "type": "array",
        "items": {"enum": [*map(str, Kind)]},
        "description": "The kinds of records to find; none for all.",
    },
    "languages": _LANGUAGES,
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
"""The schema of every argument that is a plain value."""


def openapi(server: str) -> dict[str, Any]:
    """Return the document.

    Args:
        server: The path under which the API is mounted.
    """
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
        "components": {"schemas": _schemas()},
    }


def _operation(name: str, question: Asking) -> dict[str, Any]:
    return {
        "operationId": name.replace("-", "_"),
        "summary": _summary(question),
        "requestBody": {"required": True, "content": _content(_body(question))},
        "responses": {
            "200": {"description": "The answer.", "content": _content(_named(question.answer))},
            "default": {"description": "A refusal.", "content": _content(_named("Error"))},
        },
    }


def _summary(question: Asking) -> str:
    return (question.function.__doc__ or "").partition("\n")[0]


def _body(question: Asking) -> dict[str, Any]:
    first = next(iter(question.arguments))
    asked = {first: _named(question.asked.__name__)} if question.asked else {}
    plain = {name: _ARGUMENTS[name] for name in question.arguments if name not in asked}
    required = [name for name, is_required in question.arguments.items() if is_required]
    return {
        "type": "object",
        "properties": asked | plain,
        "required": required,
        "additionalProperties": False,
    }


def _schemas() -> dict[str, Any]:
    asked = [each.asked.__name__ for each in QUESTIONS.values() if each.asked]
    answers = [each.answer for each in QUESTIONS.values()]
    return shared_schemas([*asked, *answers, "Error"], _PLACE)


def _named(schema: str) -> dict[str, str]:
    return {"$ref": f"{_PLACE}{schema}"}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
