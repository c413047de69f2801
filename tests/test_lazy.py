"""What is made when it is first asked for."""

import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import sleep

from takeaction.lazy import Lazy, Locks, by_class, computed


def test_it_is_made_once_by_whoever_asks_first():
    """Many threads that ask at once get one thing, made once."""
    calls = []

    def make():
        sleep(0.05)  # so that all of them wait for it
        calls.append(1)
        return object()

    later = Lazy(make)

    with ThreadPoolExecutor(8) as pool:
        things = set(pool.map(lambda _: later(), range(64)))

    assert len(things) == len(calls) == 1


def test_what_fails_is_tried_again():
    """An error is not kept: the next call makes it anew."""
    answers = iter([None, "made"])

    def make():
        found = next(answers)
        if found is None:
            raise OSError
        return found

    later = Lazy(make)
    with suppress(OSError):
        later()

    assert later() == later() == "made"


def test_it_is_pickled_as_what_it_made():
    """What makes it may not be picklable: what it made is."""
    kept = pickle.dumps(Lazy(lambda: {"a": 1}))

    assert pickle.loads(kept)() == {"a": 1}  # noqa: S301 - our own
    assert computed(3)() == 3


def test_each_process_has_its_own_lock(monkeypatch):
    """A lock that was held while a process was forked holds up nobody in the new one."""
    locks = Locks()
    here = locks.lock()
    monkeypatch.setattr(os, "getpid", lambda: -1)

    assert locks.lock() is not here


def test_of_a_class_it_is_made_once():
    """What a function makes of a class is kept."""
    calls = []
    of_class = by_class(lambda cls: calls.append(cls) or cls.__name__)

    assert of_class(int) == of_class(int) == "int"
    assert calls == [int]
