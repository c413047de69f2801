"""Who answers the parts of a run: this process, several on this machine, or a Dask cluster.

A cluster runs already, or is started here. Its workers need this library and no file: the people
come to them in parts, and the answers go back. Each process gets the job once; the parts of one
that is lost go to another.
"""

import os
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, islice
from logging import CRITICAL
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for_end
from threading import Thread
from typing import TYPE_CHECKING

from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import Answers, BatchJob, Part
from takeaction.errors import shown

_AHEAD_OF_PROCESS = 2
"""The parts that wait for each process or are in its hands: one of them is always ready."""

_MAX_LOSSES = 3
"""How often processes may be lost in a row without any answer between."""

_jobs: list[BatchJob] = []
"""The job of this process, if it is one of a pool."""


def answer_in_processes(job: BatchJob, parts: Iterable[Part], workers: int) -> Answers:
    """Answer parts in several processes, in any order.

    Args:
        job: The job, which goes to each process once.
        parts: The parts, with their places.
        workers: The number of processes.

    Raises:
        BatchRefusedError: Processes are lost again and again.
    """
    waiting = iter(parts)
    lost = deque(islice(waiting, 2))
    if workers == 1 or len(lost) < 2:  # noqa: PLR2004 - to start one takes longer than most small files
        yield from answer_alone(job, chain(lost, waiting))
        return
    content = pickle.dumps(job)
    losses = 0
    while lost:
        try:
            with closing(_run_pool(content, waiting, lost, workers)) as answers:
                for answer in answers:
                    losses = 0
                    yield answer
        except BrokenProcessPool:
            losses += 1
        if losses >= _MAX_LOSSES:
            raise BatchRefusedError(
                f"Processes were ended {losses} times without an answer, perhaps for want of"
                " memory. Fix: use fewer --workers, or free memory, and repeat the call to go on."
            )


def _run_pool(content: bytes, waiting: Iterator[Part], lost: deque[Part], workers: int) -> Answers:
    """Answer lost parts, then those that wait, until a process is lost; it loses what it holds."""
    running: dict[Future[bytes], Part] = {}
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=prepare_process, initargs=(content,)
    )
    try:
        while True:
            while len(running) < workers * _AHEAD_OF_PROCESS:
                part = lost.popleft() if lost else next(waiting, None)
                if part is None:
                    break
                running[pool.submit(answer_content, part[1])] = part
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                answer = future.result()
                yield running.pop(future)[0], answer
    finally:
        lost.extend(running.values())
        pool.shutdown(cancel_futures=True)


def prepare_process(content: bytes) -> None:
    """Prepare a process of a pool: only its parent hears Ctrl-C, and it never outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    _jobs.append(pickle.loads(content))  # noqa: S301 - from our own process


def end_with_parent() -> None:
    """Wait until the parent has ended, and end: a parent that was killed stops nobody."""
    parent = parent_process()
    if parent:
        wait_for_end([parent.sentinel])
        os._exit(1)


def answer_content(content: bytes) -> bytes:
    """Answer a part in a process of a pool."""
    [job] = _jobs
    return job.answer(content)


def answer_alone(job: BatchJob, parts: Iterable[Part]) -> Answers:
    """Answer parts in this process, in order."""
    for place, content in parts:
        yield place, job.answer(content)


# A Dask cluster.


if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Task


_AHEAD_OF_THREAD = 3
"""The parts that wait for each thread of a worker or are in its hands."""

_PATIENCE = 60
"""Seconds to wait for the first worker of a scheduler, which may still be starting."""

_TO_ANSWER = 20
"""Seconds to wait for a scheduler, which runs before somebody names its address."""

_LOOPBACK = "127.0.0.1"

_SETTINGS = {
    # Dask warns from here on that a task is large: each of ours has the people of a part.
    "distributed.admin.large-graph-warning-threshold": "1 GB",
    # Dask also tells the workers that it starts to give memory back after each use, so that every
    # large array is paid for anew: the same work took twice the time.
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
    "distributed.worker.profile.enabled": False,
}


def answer_on_cluster(
    job: BatchJob, parts: Iterable[Part], *, scheduler: str | None = None, workers: int = 1
) -> Answers:
    """Answer parts on a Dask cluster, in any order.

    Args:
        job: The job, which goes to the cluster once.
        parts: The parts, with their places.
        scheduler: The address of the scheduler; None starts a cluster on this machine.
        workers: The processes of a cluster on this machine.

    Raises:
        BatchRefusedError: There is no such cluster, its workers have another version of this
            library, or a part was lost with several workers.
    """
    waiting = iter(parts)
    first = next(waiting, None)
    if first is None:
        return
    import dask
    from distributed import as_completed

    with (
        dask.config.set(_SETTINGS),
        _connected(scheduler, workers) as client,
        losses_explained(),
    ):
        _check_versions(client)
        # Kept as a task and not as scattered data: Dask makes it anew if its worker is lost.
        name = f"takeaction-{job.digest}"
        kept = client.submit(pickle.loads, pickle.dumps(job), key=name)
        running: dict[Task[bytes], int] = {}

        def submit(parts: Iterable[Part]) -> "list[Task[bytes]]":
            """Submit the next parts, as many as the workers of this moment have a use for."""
            room = _AHEAD_OF_THREAD * max(1, sum(client.nthreads().values())) - len(running)
            futures = {
                client.submit(BatchJob.answer, kept, content, key=f"{name}-{place}"): place
                for place, content in islice(parts, max(0, room))
            }
            running.update(futures)
            return [*futures]

        done = as_completed(submit(chain([first], waiting)), loop=client.loop)
        for future in done:
            place = running.pop(future)
            answer: bytes = future.result()
            future.release()  # the cluster forgets it
            for task in submit(waiting):
                done.add(task)
            yield place, answer


def dask_setup(_: object) -> None:
    """Let a worker of a cluster that we start leave Ctrl-C to us. Dask calls it by this name."""
    with suppress(ValueError):  # a worker in a thread of this process hears nothing anyway
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _connected(scheduler: str | None, workers: int) -> "Iterator[Client]":
    """Connect to a cluster, or start one.

    Raises:
        BatchRefusedError: The scheduler does not answer, or has no worker.
    """
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host=_LOOPBACK,
                dashboard_address=None,
                silence_logs=CRITICAL,
                preload=[__name__],
            )
            scheduler = stack.enter_context(cluster).scheduler_address
        address = _full_address(scheduler)
        try:
            client = Client(address, timeout=min(_TO_ANSWER, _PATIENCE), set_as_default=False)
        except OSError as error:
            raise BatchRefusedError(
                f"The Dask scheduler {shown(address)} does not answer. Fix: check that it runs, and"
                " its address."
            ) from error
        try:
            stack.enter_context(client).wait_for_workers(1, timeout=_PATIENCE)
        except OSError as error:
            raise BatchRefusedError(
                f"The Dask scheduler {shown(address)} has no worker. Fix: start one with: dask"
                " worker ADDRESS."
            ) from error
        yield client


def _full_address(scheduler: str) -> str:
    """Return the address of a scheduler with its protocol, which is tcp if it has none.

    It is checked before Dask gets it: a client of a wrong one never ends.

    Raises:
        BatchRefusedError: It is no address.
    """
    from distributed.comm.addressing import get_address_host_port

    address = scheduler if "://" in scheduler else f"tcp://{scheduler}"
    if not address.startswith("inproc://"):  # a cluster in this process has no port
        try:
            get_address_host_port(address, strict=True)
        except ValueError as error:
            raise BatchRefusedError(
                f"{shown(scheduler)} is not the address of a Dask scheduler. Fix: write it like"
                " tcp://10.0.0.5:8786."
            ) from error
    return address


def _check_versions(client: "Client") -> None:
    """Check that the workers have our versions, without which they would give other bytes.

    Raises:
        BatchRefusedError: They do not.
    """
    for name in ("takeaction", "pyarrow"):
        own = version(name)
        try:
            others = set(client.run(version, name).values())
        except PackageNotFoundError:
            others = set()
        if others != {own}:
            raise BatchRefusedError(
                f"Not every worker has {name} {own}. Fix: install takeaction[batch] on them, in the"
                " versions of this machine."
            )


@contextmanager
def losses_explained() -> Iterator[None]:
    """Explain the loss of a part or of the scheduler.

    Raises:
        BatchRefusedError: One of them was lost.
    """
    from distributed import CancelledError, KilledWorker

    try:
        yield
    except KilledWorker:
        raise BatchRefusedError(
            "Several workers were lost with the same part, perhaps for want of memory. Fix: give"
            " them more memory, and repeat the call to go on."
        ) from None
    except CancelledError:
        raise BatchRefusedError(
            "The connection to the Dask scheduler was lost. Fix: repeat the call to go on."
        ) from None
