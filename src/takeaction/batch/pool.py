"""One process, or several on this machine: each gets the job once; one that is lost is replaced."""

import os
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for_end
from threading import Thread

from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.running import Answers, BatchJob, Part

_AHEAD = 2
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
            while len(running) < workers * _AHEAD:
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
