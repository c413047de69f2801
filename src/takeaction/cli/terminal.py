"""How answers look on a terminal: 80 columns at most, bold where that can be seen."""

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from io import StringIO

_WIDEST = 80


def prepare() -> None:
    """Let output hold any character, whatever the encoding of the terminal.

    A stream that was closed before the start is none at all; it leads nowhere instead.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def give_up_output() -> None:
    """Send what is still to be written nowhere: whoever read it has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_json(value: object) -> None:
    """Print plain data as JSON, in ASCII where the output is not UTF-8."""
    escaped = (sys.stdout.encoding or "utf-8").casefold() not in ("utf-8", "utf8")
    print(json.dumps(value, ensure_ascii=escaped, indent=2))


def is_terminal() -> bool:
    """Tell whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def width() -> int:
    """Return the columns to write in."""
    return min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)


def bold(text: str) -> str:
    """Make text bold on a terminal."""
    return _styled("1", text)


def dim(text: str) -> str:
    """Make text faint on a terminal."""
    return _styled("2", text)


def _styled(style: str, text: str) -> str:
    seen = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"\x1b[{style}m{text}\x1b[0m" if seen else text


def line(
    text: str = "", *, indent: int = 0, hang: int = 0, style: Callable[[str], str] = str
) -> None:
    """Print a paragraph, wrapped.

    Args:
        text: Any text; each of its own lines is wrapped by itself.
        indent: Columns before the first line.
        hang: Columns before the others, beyond *indent*.
        style: What is done to each line once it is wrapped, such as ``bold``.
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
        for each in wrapped or [""]:
            print(style(each))


def labelled(label: str, texts: Iterable[str], *, indent: int = 4, column: int = 11) -> None:
    """Print texts behind a label, one below the other."""
    lead = f"{label}: ".ljust(column)
    for text in texts:
        for part in text.split("\n"):
            line(lead + part, indent=indent, hang=column)
            lead = " " * column


def heading(left: str, right: str = "") -> None:
    """Print a heading with something at the right edge, or below it if there is no room.

    Args:
        left: The heading; of several lines the first has the other text at its right.
        right: What stands at the right edge.
    """
    first, *others = left.split("\n")
    room = width() - len(first) - len(right)
    if right and room > 0:
        print(bold(first) + " " * room + dim(right))
    else:
        line(first, style=bold)
    for other in others:
        line(other, style=bold)
    if right and room <= 0:
        line(right, indent=4, style=dim)


def counted(number: int, thing: str) -> str:
    """Say how many there are of a thing."""
    return f"{number:,} {thing}{'s' * (number != 1)}"
