"""Names and values made on first use, values cached by class, and many objects at once."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from threading import RLock
from typing import Any, Generic, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")


def names_on_first_use(
    package: str, places: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the ``__getattr__`` and the ``__dir__`` of a package that imports a name when needed.

    Args:
        package: The name of the package.
        places: The module of each public name within it; with ``:`` the name that it has there.
    """

    def get(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, own_name = places[name].partition(":")
        return getattr(import_module(f"{package}.{module}"), own_name or name)

    return get, lambda: sorted(places)


class ProcessLocks:
    """A lock for each process: a child would wait forever for one that was held at its fork."""

    def __init__(self) -> None:
        self._locks: dict[int, RLock] = {}

    def lock(self) -> RLock:
        """Return the lock of this process."""
        return self._locks.setdefault(os.getpid(), RLock())


class Lazy(Generic[_T]):
    """A value computed by the first call, once, whichever thread makes it.

    It is pickled as its value, since the function that computes it may not be picklable.
    """

    __slots__ = ("_compute", "_locks", "_value")

    def __init__(self, compute: Callable[[], _T]) -> None:
        self._compute: Callable[[], _T] | None = compute
        self._locks = ProcessLocks()
        self._value: _T | None = None

    def __call__(self) -> _T:
        """Return the value."""
        if self._compute is not None:
            with self._locks.lock():
                if self._compute is not None:  # another thread may have computed it meanwhile
                    self._value = self._compute()
                    self._compute = None
        return cast(_T, self._value)

    def __reduce__(self) -> tuple[Callable[[Any], "Lazy[Any]"], tuple[_T]]:
        return computed, (self(),)


def computed(value: _T) -> Lazy[_T]:
    """Wrap a value that is already computed."""
    lazy: Lazy[_T] = Lazy(lambda: value)
    lazy()
    return lazy


@contextmanager
def without_gc() -> Iterator[None]:
    """Pause the garbage collector while many objects are made that form no reference cycles.

    The collector would double the time, and find nothing. Afterwards it would look at all of them
    twice before it leaves them alone, which took a tenth of a first search.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        try:
            if was_on:
                _age()
        finally:  # memory may have run out
            if was_on:
                gc.enable()


def _age() -> None:
    """Move all objects to the oldest generation, which the collector looks at least often.

    Freezing and unfreezing does that at once. A host that froze objects of its own keeps them so.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def cached_by_class(compute: Callable[_P, _T]) -> Callable[_P, _T]:
    """Cache the results of a function of a class: there are few classes, and they never change."""
    return cast("Callable[_P, _T]", cache(compute))
