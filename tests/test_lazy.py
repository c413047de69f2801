"""Values that are computed on first use."""

import gc
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import sleep

import takeaction
from takeaction.lazy import Lazy, ProcessLocks, cached_by_class, computed, without_gc


def test_a_value_is_computed_once_by_the_first_call():
    calls = []

    def compute():
        sleep(0.05)  # so that all of them wait for it
        calls.append(1)
        return object()

    lazy = Lazy(compute)

    with ThreadPoolExecutor(8) as pool:
        values = set(pool.map(lambda _: lazy(), range(64)))

    assert len(values) == len(calls) == 1


def test_a_failed_computation_is_tried_again():
    answers = iter([None, "made"])

    def compute():
        answer = next(answers)
        if answer is None:
            raise OSError
        return answer

    lazy = Lazy(compute)
    with suppress(OSError):
        lazy()

    assert lazy() == lazy() == "made"


def test_a_lazy_value_is_pickled_as_its_value():
    pickled = pickle.dumps(Lazy(lambda: {"a": 1}))

    assert pickle.loads(pickled)() == {"a": 1}  # noqa: S301 - our own
    assert computed(3)() == 3


def test_each_process_has_its_own_lock(monkeypatch):
    locks = ProcessLocks()
    here = locks.lock()
    monkeypatch.setattr(os, "getpid", lambda: -1)

    assert locks.lock() is not here


def test_a_function_of_a_class_runs_once_a_class():
    calls = []
    of_class = cached_by_class(lambda cls: calls.append(cls) or cls.__name__)

    assert of_class(int) == of_class(int) == "int"
    assert calls == [int]


def test_objects_made_without_the_collector_are_old_afterwards():
    with without_gc():
        made = [[number] for number in range(10)]

    assert not gc.get_freeze_count()
    assert any(made is each for each in gc.get_objects(generation=2))


def test_a_catalog_whose_texts_were_translated_is_freed_without_the_collector():
    catalog = takeaction.load()
    takeaction.search(catalog, "tea")
    gc.collect()
    gc.disable()
    try:
        del catalog

        assert gc.collect() < 100
    finally:
        gc.enable()


def test_objects_that_a_host_froze_stay_frozen():
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with without_gc():
            made = [[number] for number in range(10)]

        assert made
        assert gc.get_freeze_count() >= before - len(made) > 0
    finally:
        gc.unfreeze()


def test_a_collector_that_is_off_stays_off():
    gc.disable()
    try:
        with without_gc():
            assert not gc.isenabled()

        assert not gc.isenabled()
    finally:
        gc.enable()
