"""Text on a terminal: at most 80 columns wide, bold where a person can see it.

Nothing else of the command line prints. Names of files, options and the metadata of packages hold
anything, so what could steer a terminal is escaped before it is wrapped, and styled after that.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from threading import Timer
from time import monotonic

from takeaction.models.text import ShownText
from takeaction.views.blocks import Block
from takeaction.views.terminal import (
    WIDEST,
    Row,
    escape_character,
    half_bold,
    rows,
    rows_of,
    visible,
)

_INVISIBLE = (
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that JSON may hold as they are, but nobody sees; as escapes the value stays equal."""


def prepare_streams() -> None:
    """Let the output hold any character in every encoding of a terminal.

    A stream that was closed before the start is None; a buffer that nobody reads replaces it.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Discard all further output, because its reader has gone.

    Without this, Python would fail once more when it flushes the stream at exit.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_json(value: object) -> None:
    """Print plain data as JSON, in ASCII if the output is not UTF-8."""
    escaped = (sys.stdout.encoding or "utf-8").casefold() not in ("utf-8", "utf8")
    text = json.dumps(value, ensure_ascii=escaped, indent=2)
    print(re.sub(_INVISIBLE, escape_character, text))


def show(text: str) -> None:
    """Print text as it is, with control characters escaped."""
    print(visible(text))


class StoppedError(Exception):
    """A person at the terminal would rather stop."""


STOP_WORDS = frozenset({"q", "quit", "stop"})
SKIP_WORDS = frozenset({"s", "skip"})


class SkippedError(Exception):
    """A person at the terminal leaves one thing out, for another day."""


def ask_line(question: str) -> str:
    """Ask for a line and return it.

    Raises:
        StoppedError: The person presses Ctrl-C, or the input has ended.
    """
    try:
        return input(bold(question)).strip()
    except (EOFError, KeyboardInterrupt):
        raise StoppedError from None


def ask_or_leave(question: str) -> str:
    """Ask for a line and return it, unless a word such as q or s leaves the question.

    Raises:
        StoppedError: The person would rather stop.
        SkippedError: The person leaves this out.
    """
    answer = ask_line(question)
    if answer.casefold() in STOP_WORDS:
        raise StoppedError
    if answer.casefold() in SKIP_WORDS:
        raise SkippedError
    return answer


def warn(text: str) -> None:
    """Print a message beside the answer, on the error output.

    Further rows are indented, so that no name of a file or a pack looks like a message of its own.
    """
    for row in rows_of(text, 0, 2, width()):
        print(row, file=sys.stderr)


def is_terminal() -> bool:
    """Return True if a person both types the input and reads the output."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def width() -> int:
    """Return the number of columns to write in."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)


def bold(text: str) -> str:
    """Make text bold on a terminal."""
    return _styled("1", text)


def dim(text: str) -> str:
    """Make text faint on a terminal."""
    return _styled("2", text)


def _styled(style: str, text: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if _is_styled() else text


def _is_styled() -> bool:
    # NO_COLOR is explained at https://no-color.org; we obey an empty value too.
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def line(
    text: str = "",
    *,
    lead: str = "",
    indent: int = 0,
    hang: int = 0,
    style: Callable[[str], str] = str,
) -> None:
    """Print a paragraph, wrapped.

    Args:
        text: Any text; each of its lines is wrapped separately.
        lead: Words before the text, which are bold; then there is no indent.
        indent: Columns before the first line.
        hang: Columns before the following lines, beyond *indent*.
        style: A function for each line once it is wrapped, such as ``bold``; the source beneath a
            translation is faint.
    """
    if lead:
        _show_rows(half_bold(lead, text, hang, width()))
        return
    source = f"({text.words.source})" if isinstance(text, ShownText) else ""
    is_beneath = source and text.endswith(f"\n{source}")  # of a translation nobody reviewed
    for row in rows_of(
        text.removesuffix(f"\n{source}") if is_beneath else text, indent, hang, width()
    ):
        print(style(row))
    for row in rows_of(source, indent, hang, width()) if is_beneath else ():
        print(dim(row))


def show_blocks(blocks: Iterable[Block], *, is_open: bool = False) -> None:
    """Print the blocks of an answer.

    Args:
        blocks: The blocks.
        is_open: Whether to print what is folded.
    """
    _show_rows(rows(blocks, width=width(), is_open=is_open, lead_to=_command))


def _show_rows(written: Iterable[Row]) -> None:
    for row in written:
        if row.weight.value:
            print(_styled(row.weight.value, row.text))
        else:
            print(bold(row.text[: row.bold]) + row.text[row.bold :] if row.bold else row.text)


def _command(id: str) -> str:
    return f"takeaction show {id}"


def labelled(label: str, texts: Iterable[str], *, indent: int = 4, column: int = 11) -> None:
    """Print texts next to a label, one below the other; nothing if there are none."""
    lead = f"{label}: ".ljust(column)
    for text in texts:
        for part in text.split("\n"):
            line(lead + part, indent=indent, hang=column)
            lead = " " * column


def heading(text: str, note: str = "") -> None:
    """Print a heading with a note at the right edge, or below it if there is no room.

    Args:
        text: The heading; if it has several lines, the note is next to the first.
        note: The note.
    """
    first, *others = visible(text).split("\n")
    room = width() - len(first) - len(note)
    if note and room > 0:
        print(bold(first) + " " * room + dim(visible(note)))
    else:
        line(first, style=bold)
    for other in others:
        line(other, style=bold)
    if note and room <= 0:
        line(note, indent=4, style=dim)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural where that is right: "1 pack", "2 packs"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


# Progress of anything that takes over a second: a spinner where rich is installed, else one line
# that goes away again. A pipe gets nothing.

_PATIENCE = 1.0  # seconds of silence that nobody takes for a hang
_ERASE = "\r\x1b[K"  # erases the line
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
    # Returns the function that takes the text away again.
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
    whole = round(seconds)
    if whole < 2 * _MINUTE:
        return f"{whole} s"
    minutes = round(whole / _MINUTE)
    hours, minutes_over = divmod(minutes, _MINUTE)
    return f"{hours} h {minutes_over} min" if hours else f"{minutes} min"
