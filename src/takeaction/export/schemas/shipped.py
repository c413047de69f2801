"""The shipped schemas of questions, answers and records, each in one piece."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from takeaction.core_data import read
from takeaction.errors import UnknownWordError
from takeaction.models.question.arguments import check_text
from takeaction.privacy import confidential
from takeaction.vocabulary.words import nearest

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one, as plain data."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of our schemas."""

_VERSION = 1
"""The version in the ``$id`` of each schema: it rises when a key goes or means something else."""

GROUPS = ("questions", "answers", "records")
"""The files of the schemas with a public name."""

_PARTS = "parts"
"""The file of the schemas that the others refer to."""

_FORMS = {"beneath": "Text", "apart": "Words"}
"""The schema of a text in each of its forms."""


def schema_names() -> tuple[str, ...]:
    """Return the names that ``answer_schema`` knows: of questions, of answers, then of records.

    Example:
        >>> schema_names()[:4]
        ('About', 'HelpQuery', 'Profile', 'PurchaseQuery')
    """
    return tuple(name for group in GROUPS for name in read(f"schemas/{group}"))


@confidential
def answer_schema(
    name: str, *, translations: Literal["beneath", "apart"] = "beneath"
) -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of a question, an answer or a record.

    Args:
        name: The name of the class: ``Help`` for the JSON of ``find_help(…).as_json()``,
            ``Profile`` for what ``Profile.from_json`` reads, ``Resource`` for a record.
        translations: The form of the texts in an answer or a record, as in its ``as_json``.

    Returns:
        A schema in one piece, without references; yours to change.

    Raises:
        UnknownWordError: There is no schema of this name, or no such form.

    Example:
        >>> answer_schema("Help")["required"]
        ['emergency', 'lines', 'chain', 'unserved', 'notices', 'parts']
    """
    names = schema_names()
    if check_text(name, "name") not in names:
        raise UnknownWordError("name", 0, nearest(name, names))
    if check_text(translations, "translations") not in _FORMS:
        raise UnknownWordError("translations", 0, tuple(_FORMS))
    schemas = _all_schemas()
    form = "" if name in read("schemas/questions") else f":{translations}"
    head = {"$schema": DRAFT, "$id": f"urn:takeaction:schema:{_VERSION}:{name}{form}"}
    text = schemas[_FORMS[translations]]
    schema: Schema = _in_one_piece(schemas[name], schemas | {"Text": text})
    return head | schema


def shared_schemas(names: Iterable[str], place: str) -> dict[str, Schema]:
    """Return schemas with those that they refer to, each once, for a document that holds them all.

    Args:
        names: The names of the schemas.
        place: The place of the schemas in the document, such as ``#/components/schemas/``.

    Returns:
        The schemas by name, in order of names; texts in the form ``beneath``.

    Example:
        >>> sorted(shared_schemas(["Error"], "#/$defs/"))
        ['Error', 'QueryError']
    """
    schemas = _all_schemas()
    used: dict[str, Schema] = {}
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = _with_places(schemas[name], place, waiting)
    return {name: used[name] for name in sorted(used)}


def _all_schemas() -> dict[str, Schema]:
    return {
        key: schema
        for group in (*GROUPS, _PARTS)
        for key, schema in read(f"schemas/{group}").items()
    }


def _with_places(value: Any, place: str, names: list[str]) -> Any:  # noqa: ANN401 - plain data
    """Copy a part of a schema, with each reference to a place; add the names referred to."""
    if isinstance(value, dict):
        copy = {key: _with_places(part, place, names) for key, part in value.items()}
        if "$ref" in copy:
            names.append(value["$ref"])
            copy["$ref"] = f"{place}{value['$ref']}"
        return copy
    return (
        [_with_places(part, place, names) for part in value] if isinstance(value, list) else value
    )


def _in_one_piece(value: Any, schemas: Mapping[str, Schema]) -> Any:  # noqa: ANN401 - plain data
    """Copy a part of a schema, with each reference replaced by its schema.

    The description beside a reference says more than that of its schema, so it wins.
    """
    if isinstance(value, dict):
        copy = {key: _in_one_piece(part, schemas) for key, part in value.items()}
        name = copy.pop("$ref", None)
        return copy if name is None else _in_one_piece(schemas[name], schemas) | copy
    return [_in_one_piece(part, schemas) for part in value] if isinstance(value, list) else value
