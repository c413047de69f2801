"""Threads for answers: a few at a time, each with a time limit."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Semaphore

from takeaction.web.exchange import bounds
from takeaction.web.exchange.messages import Response


class AnsweringThreads:
    """The threads of one finder, apart from those of its host.

    Python can't stop a thread. One whose time is over keeps its place until it ends, so answers
    that never end can't pile up: when they have every thread, the next request is refused at once.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(bounds.THREADS, thread_name_prefix="takeaction")
        self._places = Semaphore(bounds.MOST_WAITING)
        self._late: set[Future[Response]] = set()

    async def run(self, work: Callable[[], Response]) -> Response | None:
        """Return the response of some work; None if it takes too long, or there is no room."""
        if self._are_stuck() or not self._places.acquire(blocking=False):
            return None
        job = self._threads.submit(work)
        job.add_done_callback(self._free_place)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(job), bounds.WORK)
        except TimeoutError:  # one that waited for a thread is cancelled, and never begins
            if not job.done():
                self._late.add(job)
            return None

    def _are_stuck(self) -> bool:
        """Tell whether every thread has an answer whose time is over."""
        self._late = {job for job in self._late if not job.done()}
        return len(self._late) >= bounds.THREADS

    def _free_place(self, _: Future[Response]) -> None:
        """Free the place of work that has ended; a thread of the work calls this."""
        self._places.release()
