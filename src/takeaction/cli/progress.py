"""A sign of life for whoever waits at a terminal: work of over a second says that it goes on.

Where rich is installed it shows a spinner, else one line that goes away again. A pipe gets nothing.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic

_PATIENCE = 1.0
"""Seconds of silence that nobody takes for a hang."""

_ERASE = "\r\x1b[K"
"""What takes a line away again."""

_MINUTE = 60


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show that work goes on, once it takes longer than a second.

    Args:
        text: The work in the reader's language, such as "One moment…".
    """
    if not sys.stderr.isatty():
        yield
        return
    shown: list[Callable[[], object]] = []
    timer = Timer(_PATIENCE, lambda: shown.append(_show(text)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for hide in shown:
            hide()


def _show(text: str) -> Callable[[], object]:
    """Show a text, and return the function that takes it away."""
    try:
        from rich.console import Console  # an extra; its import takes a tenth of a second
    except ImportError:
        sys.stderr.write(text)
        sys.stderr.flush()
        return lambda: sys.stderr.write(_ERASE)
    status = Console(stderr=True).status(text)
    status.start()
    return status.stop


@contextmanager
def meter(total: int, noun: str) -> Iterator[Callable[[int], None]]:
    """Show how much of a long piece of work is done, its rate and the time that is left.

    Args:
        total: All of the work.
        noun: Its units, in the plural.

    Yields:
        A function that is told how much is done. The first call says how much was done before.
    """
    counts: list[int] = []
    start = monotonic()

    def report(done: int) -> None:
        counts.append(done)
        text = describe_pace(done, total, noun, new=done - counts[0], seconds=monotonic() - start)
        if sys.stderr.isatty():
            sys.stderr.write(f"{_ERASE}{text}")
            sys.stderr.flush()

    try:
        yield report
    finally:
        if counts and sys.stderr.isatty():
            sys.stderr.write(_ERASE)


def describe_pace(done: int, total: int, noun: str, *, new: int, seconds: float) -> str:
    """Describe how far a piece of work is.

    Args:
        done: The work that is done.
        total: All of the work.
        noun: Its units, in the plural.
        new: The part of *done* that this process did.
        seconds: The time that took.
    """
    text = f"{done:,} of {total:,} {noun}"
    if not new or seconds <= 0:
        return text
    rate = new / seconds
    return f"{text}, {round(rate):,} a second, {_describe_seconds((total - done) / rate)} left"


def _describe_seconds(seconds: float) -> str:
    """Write a time in the unit that a person would use."""
    whole = round(seconds)
    if whole < 2 * _MINUTE:
        return f"{whole} s"
    minutes = round(whole / _MINUTE)
    hours, minutes_over = divmod(minutes, _MINUTE)
    return f"{hours} h {minutes_over} min" if hours else f"{minutes} min"
