"""A record as a dict becomes a model at once, where nothing is wrong with it.

It takes what ``structuring`` takes and refuses what that refuses, without saying where: one
mistake, and ``structuring`` looks for all of them. This is what nearly every record goes through,
so a program that meets no mistake never imports cattrs.
"""

from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from takeaction.models.contact import Contact
from takeaction.models.source import Verified
from takeaction.packs.structuring.values import LEAVES, Leaf, Setting, contact_fields, word_of

NONE = type(None)


@cache
def maker(kind: Any) -> Leaf:
    """Return what makes a value of a type: a model, a list, a word, a text.

    What it makes raises anything at the first thing that is wrong.
    """
    if kind in LEAVES:
        return LEAVES[kind]
    if kind is Contact:
        return _contact()
    if attrs.has(kind):
        return _shared(_table(kind)) if kind is Verified else _table(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return word_of(kind)
    inner = get_args(kind)
    if NONE in inner:  # where a field that may be left out stands, it has a value
        return maker(next(each for each in inner if each is not NONE))
    return (_tuple if get_origin(kind) is tuple else _set)(maker(inner[0]))


def _fields(kind: type[Any]) -> dict[str, Leaf]:
    return {field.name: maker(field.type) for field in attrs.fields(kind)}


def _table(kind: type[Any]) -> Leaf:
    """Return what makes a model; a field that no model has is no key of its makers."""
    makers = _fields(kind)

    def make(value: Any, setting: Setting) -> Any:
        if type(value) is not dict:
            raise TypeError
        return kind(**{name: makers[name](each, setting) for name, each in value.items()})

    return make


def _shared(one: Leaf) -> Leaf:
    """Return what makes a model of texts alone, of which many are equal; those are one object."""

    def make(value: Any, setting: Setting) -> Any:
        if type(value) is not dict:
            raise TypeError
        key = (one, *value.items())
        found = setting.shared.get(key)
        if found is None:
            found = setting.shared[key] = one(value, setting)
        return found

    return make


def _contact() -> Leaf:
    makers = _fields(Contact)

    def make(value: Any, setting: Setting) -> Contact:
        fields = contact_fields(value)
        return Contact(**{name: makers[name](each, setting) for name, each in fields.items()})

    return make


def _tuple(one: Leaf) -> Leaf:
    def make(value: Any, setting: Setting) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > setting.items:  # said twice: a call is dear
            raise TypeError
        return tuple([one(each, setting) for each in value])

    return make


def _set(one: Leaf) -> Leaf:
    """Return what makes a set, in which nothing stands twice; equal ones are one object."""

    def make(value: Any, setting: Setting) -> frozenset[Any]:
        if type(value) is not list or len(value) > setting.items:
            raise TypeError
        key = (one, *value)
        found: frozenset[Any] | None = setting.shared.get(key)
        if found is None:
            found = frozenset([one(each, setting) for each in value])
            if len(found) != len(value):
                raise ValueError
            setting.shared[key] = found
        return found

    return make
