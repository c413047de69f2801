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
from collections.abc import Callable, Iterable
from io import StringIO

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

_STYLES = r"\x1b\[[012]m"
"""The beginnings and the end of bold and faint text."""


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
    text = json.dumps(value, ensure_ascii=escaped, indent=2)
    print(re.sub(_INVISIBLE, _escape, text))


def show(text: str) -> None:
    """Print text as it is, but for what could steer the terminal."""
    print(visible(text))


def warn(text: str) -> None:
    """Print a message beside the answer, on the error output."""
    print(visible(text), file=sys.stderr)


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
        style: A function for each line once it is wrapped, such as ``bold``.
    """
    for part in visible(text).split("\n"):
        wrapped = textwrap.wrap(
            part,
            width(),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for row in wrapped or [""]:
            show(style(row))


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
