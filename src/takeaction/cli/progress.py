"""A sign of life for whoever waits at a terminal: work of over a second says that it goes on.

Where rich is installed it shows a spinner, else one line that goes away again. A pipe gets nothing.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

_PATIENCE = 1.0
"""Seconds of silence that nobody takes for a hang."""

_ERASE = "\r\x1b[K"
"""What takes a line away again."""


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
