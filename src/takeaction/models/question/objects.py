"""A question from plain JSON: fields by name, and unknown keys by their place."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

import attrs

from takeaction.errors import Fields, QueryError, refused
from takeaction.models.question.languages import languages_of
from takeaction.vocabulary.words import nearest

_Question = TypeVar("_Question", bound=attrs.AttrsInstance)

_MOST_UNKNOWN_KEYS = 10
"""The most unknown keys of an object that are listed: more are another kind of object."""


def from_object(kind: type[_Question], question: object, required: str, example: str) -> _Question:
    """Make a question from plain JSON.

    Args:
        kind: The class of the question.
        question: The JSON.
        required: The field without a default.
        example: The smallest question, for the error.
    """
    if not isinstance(question, Mapping):
        raise refused("query.object", "object", None, example=example)
    names = tuple(field.name for field in attrs.fields(kind))
    values = {name: question[name] for name in names if question.get(name) is not None}
    # An object fits no field but *about*. Of a mapping a list of words would take the keys.
    objects = {
        name: ...
        for name, value in values.items()
        if isinstance(value, Mapping) and name != "about"
    }
    fields = Fields()
    answer = fields.read(kind, **{required: None, **values, **objects})
    for error in unknown_keys(question, names):
        fields.add(error)
    fields.raise_wrong(languages_of(answer))
    return answer


def unknown_keys(question: Mapping[Any, object], names: tuple[str, ...]) -> Iterator[QueryError]:
    """Yield an error for each of the first unknown keys; it has their places, not their words."""
    unknown = ((n, key) for n, key in enumerate(question, start=1) if key not in names)
    message = "keys"  # lists the known ones, once
    for number, key in islice(unknown, _MOST_UNKNOWN_KEYS):
        near = nearest(key, names) if isinstance(key, str) else ()
        if near:
            yield refused("query.key", "key", None, near, number=number)
        else:
            yield refused("query.key", message, None, number=number, keys=", ".join(names))
            message = "key"
