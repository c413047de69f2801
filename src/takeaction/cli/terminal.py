"""Text on a terminal: at most 80 columns wide, bold where a person can see it.

Nothing else of the command line prints. Names of files, options and the metadata of packages hold
anything, so what could steer a terminal is escaped here, at the one place that all text passes.
"""

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from threading import Timer
from time import monotonic
from unicodedata import east_asian_width

from takeaction.models.text import ShownText

_MAX_WIDTH = 80
"""Columns of the widest line: longer ones are hard to read, however wide the window is."""


_STEERING = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067\u206a-\u206f"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that steer a terminal or turn the direction of text.

Two isolates are not among them: answers put them around numbers in text from right to left, and
they end with their line.
"""

_INVISIBLE = (
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that JSON may hold as they are, but nobody sees; as escapes the value stays equal."""

_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
)
_CLOSING = "\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
_BREAKABLE = f" *(?:[{_WIDE}]|[^ {_WIDE}]+)[{_CLOSING}]*"
"""A wide character or a word, with the blanks before it and the marks that may not begin a row."""

_WORD = f"[^ {_WIDE}]+"

_IN_NUMBER, _JOINED = r"(?<=[0-9]) (?=[0-9])", "(?<=[0-9])\N{NO-BREAK SPACE}(?=[0-9])"
"""The space between the groups of a number, and its substitute while a text is wrapped."""

_STYLES = r"\x1b\[[012]m"
"""The beginnings and the end of bold and faint text."""


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
    print(re.sub(_INVISIBLE, _escape, text))


def show(text: str) -> None:
    """Print text with control characters escaped."""
    print(visible(text))


class StoppedError(Exception):
    """A person at the terminal would rather stop."""


def ask_line(question: str) -> str:
    """Ask for a line and return it.

    Raises:
        StoppedError: The person presses Ctrl-C, or the input has ended.
    """
    try:
        return input(bold(question)).strip()
    except (EOFError, KeyboardInterrupt):
        raise StoppedError from None


def warn(text: str) -> None:
    """Print a message beside the answer, on the error output.

    Further rows are indented, so that no name of a file or a pack looks like a message of its own.
    """
    for row in rows_of(text, hang=2):
        print(row, file=sys.stderr)


def visible(text: str) -> str:
    """Escape the characters of a text that could steer a terminal; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    styles = re.findall(_STYLES, text) if _is_styled() else []
    parts = re.split(_STYLES, text) if styles else [text]
    parts = [re.sub(_STEERING, _escape, part) for part in parts]
    return parts[0] + "".join(style + part for style, part in zip(styles, parts[1:], strict=True))


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"


def is_terminal() -> bool:
    """Return True if a person both types the input and reads the output."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def width() -> int:
    """Return the number of columns to write in."""
    return min(_MAX_WIDTH, shutil.get_terminal_size((_MAX_WIDTH, 24)).columns)


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
    text: str = "", *, indent: int = 0, hang: int = 0, style: Callable[[str], str] = str
) -> None:
    """Print a paragraph, wrapped.

    Args:
        text: Any text; each of its lines is wrapped separately.
        indent: Columns before the first line.
        hang: Columns before the following lines, beyond *indent*.
        style: A function for each line once it is wrapped, such as ``bold``; the source beneath a
            translation is faint.
    """
    source = f"({text.words.source})" if isinstance(text, ShownText) else ""
    is_beneath = source and text.endswith(f"\n{source}")  # of a translation nobody reviewed
    for row in rows_of(text.removesuffix(f"\n{source}") if is_beneath else text, indent, hang):
        show(style(row))
    for row in rows_of(source, indent, hang) if is_beneath else ():
        show(dim(row))


def rows_of(text: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Wrap a paragraph: return its rows as ``line`` prints them.

    A word that is wider than the screen, such as an id or a path, has a row of its own; an address
    that is wider than the widest screen is broken after a slash.
    """
    first, rest = " " * indent, " " * (indent + hang)
    room = _MAX_WIDTH - len(rest)
    rows = []
    for part in visible(text).split("\n"):
        lead = first
        broken = re.sub(_WORD, lambda word: _break_address(word[0], room), part)
        for piece in broken.split("\n"):
            has_wide = not piece.isascii() and any(map(_is_wide, piece))
            wrap = _wrap_wide if has_wide else _wrap
            rows += wrap(piece, lead, rest) or [""]
            lead = rest
    return rows


def _wrap(text: str, first: str, rest: str) -> list[str]:
    """Wrap text at its spaces, with blanks before the first row and before the others.

    A number in groups stays in one row: nobody dials the half of one.
    """
    rows = textwrap.wrap(
        re.sub(_IN_NUMBER, "\N{NO-BREAK SPACE}", text),
        width(),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [re.sub(_JOINED, " ", row) for row in rows]


def _break_address(word: str, room: int) -> str:
    # A row begins after the last slash that fits.
    host, *parts = re.findall(r"^.*?://[^/]*/?|[^/]*/|[^/]+", word) if "://" in word else [word]
    rows = [host]
    for part in parts:
        if len(rows[-1]) + len(part) > room:
            rows.append("")
        rows[-1] += part
    return "\n".join(rows)


def _wrap_wide(text: str, first: str, rest: str) -> list[str]:
    """Wrap text with wide characters, such as Chinese, which may break anywhere between them."""
    rows = [first]
    for piece in re.findall(_BREAKABLE, text):
        is_empty = rows[-1] in (first, rest)
        if not is_empty and cells(rows[-1]) + cells(piece.rstrip()) > width():
            rows.append(rest)
            is_empty = True
        rows[-1] += piece.lstrip() if is_empty else piece
    return [row.rstrip() for row in rows]


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def cells(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return len(text) + sum(map(_is_wide, text))


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
        show(bold(first) + " " * room + dim(note))
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
