"""What is made when it is first asked for, and much at a time."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import Any, Generic, TypeVar, cast

_T = TypeVar("_T")


class Locks:
    """A lock for each process: one that was held while it was forked is never let go."""

    def __init__(self) -> None:
        self._locks: dict[int, RLock] = {}

    def lock(self) -> RLock:
        """Return the lock of this process."""
        return self._locks.setdefault(os.getpid(), RLock())


class Lazy(Generic[_T]):
    """Something that is made by the first call, once, and then kept. Pickled as what it made."""

    __slots__ = ("_locks", "_made", "_make")

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make: Callable[[], _T] | None = make
        self._locks = Locks()
        self._made: _T | None = None

    def __call__(self) -> _T:
        """Return it."""
        if self._make is not None:
            with self._locks.lock():
                if self._make is not None:
                    self._made = self._make()
                    self._make = None
        return cast(_T, self._made)

    def __reduce__(self) -> tuple[Callable[[Any], "Lazy[Any]"], tuple[_T]]:
        return computed, (self(),)


def computed(thing: _T) -> Lazy[_T]:
    """Return what needs not be made any more."""
    later: Lazy[_T] = Lazy(lambda: thing)
    later()
    return later


@contextmanager
def without_gc() -> Iterator[None]:
    """Pause the collector of circles while much is made that makes none: it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def by_class(make: Callable[[type[Any]], _T]) -> Callable[[type[Any]], _T]:
    """Keep what a function makes of a class: there are few, and they never change."""
    return cast("Callable[[type[Any]], _T]", cache(make))
