"""Builders that turn a record as a dict into a model, as long as it has no mistake.

They accept and refuse the same as ``strict``, without saying where a mistake is; ``strict`` then
looks for all of them. Nearly every record passes here, so a program that meets no mistake never
imports cattrs.
"""

from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from takeaction.models.record import Verified
from takeaction.models.resource import Contact
from takeaction.packs.structuring.values import (
    BUILDERS,
    Builder,
    Setting,
    contact_fields,
    word_builder,
)

_NONE = type(None)


@cache
def builder_of(kind: Any) -> Builder:
    """Return the builder of a type: a model, a list, a set, a word or a text.

    The builder raises any exception at the first mistake.
    """
    if kind in BUILDERS:
        return BUILDERS[kind]
    if kind is Contact:
        return _contact_builder()
    if attrs.has(kind):
        return _shared_builder(_model_builder(kind)) if kind is Verified else _model_builder(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return word_builder(kind)
    inner = get_args(kind)
    if _NONE in inner:  # an optional field that is present has a value, never null
        return builder_of(next(option for option in inner if option is not _NONE))
    return (_tuple_builder if get_origin(kind) is tuple else _set_builder)(builder_of(inner[0]))


def _field_builders(kind: type[Any]) -> dict[str, Builder]:
    return {field.name: builder_of(field.type) for field in attrs.fields(kind)}


def _model_builder(kind: type[Any]) -> Builder:
    """Return the builder of a model; it refuses an unknown field with a ``KeyError``."""
    builders = _field_builders(kind)

    def build(value: Any, setting: Setting) -> Any:
        if type(value) is not dict:
            raise TypeError
        return kind(**{name: builders[name](inner, setting) for name, inner in value.items()})

    return build


def _shared_builder(builder: Builder) -> Builder:
    # For models with only texts in them, of which many in a pack are equal.
    def build(value: Any, setting: Setting) -> Any:
        if type(value) is not dict:
            raise TypeError
        key = (builder, *value.items())
        model = setting.shared.get(key)
        if model is None:
            model = setting.shared[key] = builder(value, setting)
        return model

    return build


def _contact_builder() -> Builder:
    builders = _field_builders(Contact)

    def build(value: Any, setting: Setting) -> Contact:
        fields = contact_fields(value)
        return Contact(**{name: builders[name](inner, setting) for name, inner in fields.items()})

    return build


def _tuple_builder(builder: Builder) -> Builder:
    def build(value: Any, setting: Setting) -> tuple[Any, ...]:
        # Repeated below, because a function call for each list would be expensive.
        if type(value) is not list or len(value) > setting.items:
            raise TypeError
        return tuple([builder(item, setting) for item in value])

    return build


def _set_builder(builder: Builder) -> Builder:
    """Return the builder of a set; it refuses repeated items and gives equal sets one object."""

    def build(value: Any, setting: Setting) -> frozenset[Any]:
        if type(value) is not list or len(value) > setting.items:
            raise TypeError
        key = (builder, *value)
        items: frozenset[Any] | None = setting.shared.get(key)
        if items is None:
            items = frozenset([builder(item, setting) for item in value])
            if len(items) != len(value):
                raise ValueError
            setting.shared[key] = items
        return items

    return build
