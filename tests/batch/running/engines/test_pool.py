"""Several processes: each part is answered once, whatever becomes of a process."""

import os
import pickle
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children

import pytest

from takeaction.batch import engines
from takeaction.batch.engines import answer_alone
from takeaction.batch.questions import BatchRefusedError


class Pool:
    """A pool in this process, in which some submissions end a process."""

    def __init__(self, answer, fatal):
        self.answer, self.fatal, self.started, self.closed = answer, fatal, 0, 0

    def __call__(self, workers, **_):
        self.started += 1
        self.workers = workers
        self.is_broken = False
        return self

    def submit(self, _, content):
        future = Future()
        self.is_broken = self.is_broken or self.fatal(content)
        if self.is_broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(self.answer(content))
        return future

    def shutdown(self, *, cancel_futures):
        assert cancel_futures
        self.closed += 1


@pytest.fixture
def make_pool(monkeypatch):
    def make(job, fatal):
        pooled = Pool(job.answer, fatal)
        monkeypatch.setattr(engines, "ProcessPoolExecutor", pooled)
        return pooled

    return make


def test_every_part_is_answered_once(make_pool, job_for, write_people, parts_of):
    job = job_for(write_people())
    pooled = make_pool(job, lambda _: False)

    answers = dict(engines.answer_in_processes(job, parts_of(job), workers=9))

    assert answers == dict(answer_alone(job, parts_of(job)))
    assert (pooled.workers, pooled.started, pooled.closed) == (9, 1, 1)


@pytest.mark.parametrize("places", [[], [2]])
def test_one_part_needs_no_other_process(make_pool, job_for, write_people, parts_of, places):
    job = job_for(write_people())
    pooled = make_pool(job, lambda _: False)

    answers = engines.answer_in_processes(job, parts_of(job, places), workers=2)

    assert [place for place, _ in answers] == places
    assert pooled.started == 0


def test_a_lost_process_costs_no_part(make_pool, job_for, write_people, parts_of):
    job = job_for(write_people())
    losses = iter([False, False, True])
    pooled = make_pool(job, lambda _: next(losses, False))

    answers = dict(engines.answer_in_processes(job, parts_of(job), workers=2))

    assert answers == dict(answer_alone(job, parts_of(job)))
    assert (pooled.started, pooled.closed) == (2, 2)


def test_a_part_that_ends_every_process_stops_the_run_after_the_others(
    make_pool, job_for, write_people, parts_of
):
    job = job_for(write_people())
    first = next(job.people.contents())
    make_pool(job, lambda content: content == first)
    done = {}

    with pytest.raises(BatchRefusedError, match="ended 3 times without an answer"):
        done.update(engines.answer_in_processes(job, parts_of(job), workers=2))

    assert set(done) <= {1, 2, 3}


def test_a_run_that_is_stopped_stops_its_processes(make_pool, job_for, write_people, parts_of):
    job = job_for(write_people())
    pooled = make_pool(job, lambda _: False)
    answers = engines.answer_in_processes(job, parts_of(job), workers=2)
    next(answers)

    answers.close()

    assert pooled.closed == 1


def test_a_process_has_the_job_and_leaves_ctrl_c_to_its_parent(monkeypatch, job_for, write_people):
    # The parent saves what is answered; a process that stopped by itself would lose it.
    job = job_for(write_people())
    ignored = []
    monkeypatch.setattr(engines, "_jobs", [])
    monkeypatch.setattr(signal, "signal", lambda *given: ignored.append(given))

    engines.prepare_process(pickle.dumps(job))

    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]
    content = next(job.people.contents())
    assert engines.answer_content(content) == job.answer(content)


def test_a_process_ends_with_its_parent(monkeypatch):
    # A parent that was killed cannot stop it, and nobody would look for it.
    codes = []
    reader, writer = os.pipe()
    os.close(writer)
    monkeypatch.setattr(engines, "parent_process", lambda: type("P", (), {"sentinel": reader}))
    monkeypatch.setattr(os, "_exit", codes.append)

    engines.end_with_parent()

    os.close(reader)
    assert codes == [1]


@pytest.mark.heavy
def test_real_processes_give_the_same_bytes_and_survive_a_killed_one(
    job_for, write_people, parts_of
):
    job = job_for(write_people(), part_rows=1)
    answers = engines.answer_in_processes(job, parts_of(job), workers=2)
    first = next(answers)
    before = active_children()
    os.kill(before[-1].pid, signal.SIGKILL)

    answered = dict([first, *answers])

    assert answered == dict(answer_alone(job, parts_of(job)))
    assert len(before) == 2
    assert active_children() == []
