"""What is equal when all its fields are: our records, questions and answers.

attrs would write these three methods anew for each class, which takes half of the time in which
our modules are imported.
"""

from typing import Any

import attrs

from takeaction.lazy import by_class


class Value:
    """Equal, and of one hash, with another of its class whose fields are equal.

    A field that attrs is told not to compare, or not to show, is left out. Each counts by the name
    under which it is given.
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


@by_class
def _compared(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.eq)


@by_class
def _shown(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.repr)
