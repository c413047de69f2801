"""A Dask cluster: the same answers, whoever gives them, and whoever is lost meanwhile."""

import os
import signal
from importlib import metadata

import distributed
import pytest
from distributed import CancelledError, KilledWorker, LocalCluster

from takeaction.batch import engines
from takeaction.batch.engines import answer_alone
from takeaction.batch.questions import BatchRefusedError


@pytest.fixture
def threads(monkeypatch):
    def start(**options):
        return LocalCluster(**{**options, "processes": False, "host": None})

    monkeypatch.setattr(distributed, "LocalCluster", start)
    monkeypatch.setattr(engines, "_PATIENCE", 5)


@pytest.mark.usefixtures("threads")
def test_a_cluster_gives_the_same_answers(job_for, write_people, parts_of):
    job = job_for(write_people(), part_rows=1)

    answers = dict(engines.answer_on_cluster(job, parts_of(job), workers=1))

    assert answers == dict(answer_alone(job, parts_of(job)))


@pytest.mark.usefixtures("threads")
def test_a_cluster_that_runs_already_is_used(job_for, write_people, parts_of):
    job = job_for(write_people())
    with distributed.LocalCluster(n_workers=2, dashboard_address=None) as running:
        address = running.scheduler_address
        for _ in range(2):
            answers = dict(engines.answer_on_cluster(job, parts_of(job, [0, 3]), scheduler=address))
            assert answers == dict(answer_alone(job, parts_of(job, [0, 3])))


def test_nothing_to_answer_starts_no_cluster(job_for, write_people):
    job = job_for(write_people())

    assert list(engines.answer_on_cluster(job, [], scheduler="nowhere")) == []


def test_a_scheduler_that_does_not_answer_is_refused(job_for, write_people, monkeypatch):
    monkeypatch.setattr(engines, "_PATIENCE", 0.2)

    with pytest.raises(BatchRefusedError, match=r'"tcp://127.0.0.1:1" does not answer'):
        list(
            engines.answer_on_cluster(job_for(write_people()), [(0, b"")], scheduler="127.0.0.1:1")
        )


@pytest.mark.parametrize(
    "address", ["nowhere", "127.0.0.1", "tcp://nowhere", "http://127.0.0.1:1", "bad://x", "tcp://"]
)
def test_a_wrong_address_never_gets_to_dask(job_for, write_people, monkeypatch, address):
    # The text says how one looks. Dask's client of such an address would never end.
    monkeypatch.setattr(distributed, "Client", None)

    with pytest.raises(BatchRefusedError, match="not the address of a Dask scheduler"):
        list(engines.answer_on_cluster(job_for(write_people()), [(0, b"")], scheduler=address))


@pytest.mark.usefixtures("threads")
def test_a_scheduler_without_a_worker_is_refused(job_for, write_people, monkeypatch):
    monkeypatch.setattr(engines, "_PATIENCE", 0.5)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as running:
        answers = engines.answer_on_cluster(
            job_for(write_people()), [(0, b"")], scheduler=running.scheduler_address
        )
        with pytest.raises(BatchRefusedError, match=r"has no worker\. Fix: start one with: dask"):
            next(answers)


@pytest.mark.usefixtures("threads")
@pytest.mark.parametrize("other", ["0.0.1", None])
def test_workers_of_another_version_are_refused(job_for, write_people, monkeypatch, other):
    # They would give other bytes, or none.
    def found(self, function, name):
        del self, function
        if other is None:
            raise metadata.PackageNotFoundError(name)
        return {"a": other, "b": metadata.version(name)}

    monkeypatch.setattr(distributed.Client, "run", found)

    with pytest.raises(BatchRefusedError, match="Not every worker has takeaction"):
        list(engines.answer_on_cluster(job_for(write_people()), [(0, b"")]))


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (KilledWorker("task", None, 3), "Several workers were lost with the same part"),
        (CancelledError(), "The connection to the Dask scheduler was lost"),
    ],
    ids=["part", "scheduler"],
)
def test_a_loss_says_how_to_go_on(error, text):
    with pytest.raises(BatchRefusedError, match=text), engines.losses_explained():
        raise error


def test_a_worker_leaves_ctrl_c_to_the_run(monkeypatch):
    # Else each would print a traceback.
    ignored = []
    monkeypatch.setattr(signal, "signal", lambda *given: ignored.append(given))

    engines.dask_setup(None)

    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]


@pytest.mark.heavy
def test_a_real_cluster_survives_a_lost_worker(job_for, write_people, parts_of):
    job = job_for(write_people(), part_rows=1)
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as running:
        answers = engines.answer_on_cluster(job, parts_of(job), scheduler=running.scheduler_address)
        first = next(answers)
        os.kill(running.workers[0].pid, signal.SIGKILL)

        answered = dict([first, *answers])

    assert answered == dict(answer_alone(job, parts_of(job)))
