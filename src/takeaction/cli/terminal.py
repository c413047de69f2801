"""Text on a terminal: at most 80 columns wide, bold where a person can see it."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from io import StringIO

_MAX_WIDTH = 80
"""Columns of the widest line: longer ones are hard to read, however wide the window is."""


def prepare_streams() -> None:
    """Let the output hold any character, whatever the encoding of the terminal.

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
    print(json.dumps(value, ensure_ascii=escaped, indent=2))


def is_terminal() -> bool:
    """Tell whether a person both types the input and reads the output."""
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
    # NO_COLOR is explained at https://no-color.org; we obey an empty value too.
    is_visible = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"\x1b[{style}m{text}\x1b[0m" if is_visible else text


def line(
    text: str = "", *, indent: int = 0, hang: int = 0, style: Callable[[str], str] = str
) -> None:
    """Print a paragraph, wrapped.

    Args:
        text: Any text; each of its lines is wrapped separately.
        indent: Columns before the first line.
        hang: Columns before the following lines, beyond *indent*.
        style: A function for each line once it is wrapped, such as ``bold``.
    """
    for part in text.split("\n"):
        wrapped = textwrap.wrap(
            part,
            width(),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for row in wrapped or [""]:
            print(style(row))


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
    first, *others = text.split("\n")
    room = width() - len(first) - len(note)
    if note and room > 0:
        print(bold(first) + " " * room + dim(note))
    else:
        line(first, style=bold)
    for other in others:
        line(other, style=bold)
    if note and room <= 0:
        line(note, indent=4, style=dim)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural where that is right: "1 pack", "2 packs"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
