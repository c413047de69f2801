"""The base of our records, questions and answers: equal when all their fields are.

attrs would generate these three methods for each class, which takes half of the import time of our
modules.
"""

from typing import Any

import attrs

from takeaction.lazy import cached_by_class


class Value:
    """A value that equals any other of its class with equal fields, and has the same hash.

    Fields with ``eq=False`` are not compared, and those with ``repr=False`` are not shown. Each
    goes by the name of its argument, also where the attribute itself is private.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(type(self)))

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in _compared(type(self)))))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in _shown(type(self)))
        return f"{type(self).__qualname__}({fields})"


@cached_by_class
def _compared(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.eq)


@cached_by_class
def _shown(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.repr)
