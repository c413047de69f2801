"""Draw the picture of an answer in the README, from the answer itself.

Run it after a change of an answer::

    python -P scripts/picture.py

It asks the command line as a terminal would, and writes what it prints as one SVG file with the
colours of a light and of a dark screen. A test compares the file with the answer.
"""

import io
import os
import re
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from pathlib import Path
from unittest.mock import patch

from takeaction.cli import main

PICTURE = Path(__file__).parents[1] / "docs" / "_static" / "answer.svg"
QUESTION = ["ask", "my boss has my passport", "--region", "US-TX"]
MOMENT = ["--at", "2026-11-28T15:00:00Z"]
COLUMNS = 74
"""The sentence about danger fits in one row."""

NUMBER = "\x1b[1m    "
"""The start of the row with a number. The picture ends with the helpline of the first."""

BOLD = re.compile("\x1b\\[1m(.*?)\x1b\\[0m")

LETTER, LINE, EDGE = 8.43, 21, 24
"""The width of a letter of 14 px, the height of a line and the margin, in px."""

STYLE = (
    ".b{fill:#fff;stroke:#cfd6da}.t{fill:#1b2529}.s{fill:#5a676d}.p{fill:#63306b}.d{fill:#9c1c13}"
    "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "white-space:pre}.h{font-weight:700}"
    "@media(prefers-color-scheme:dark){.b{fill:#12191c;stroke:#34424a}.t{fill:#e8eef0}"
    ".s{fill:#9fb0b8}.p{fill:#dfb9e6}.d{fill:#ff9d8f}}"
)


class Screen(io.StringIO):
    """A terminal that remembers what it shows."""

    def isatty(self) -> bool:
        """Tell the command line to write bold lines."""
        return True


def answer() -> list[str]:
    """Return the lines of the answer, with the marks of bold ones."""
    screen = Screen()
    with (
        patch.dict(os.environ, {"COLUMNS": str(COLUMNS)}),
        redirect_stdout(screen),
        redirect_stderr(io.StringIO()),
    ):
        os.environ.pop("NO_COLOR", None)
        if main([*QUESTION, *MOMENT]):
            raise SystemExit("The question of the picture is refused.")
    lines = screen.getvalue().splitlines()
    number = next(place for place, line in enumerate(lines) if line.startswith(NUMBER))
    return [*lines[: lines.index("", number)], "..."]


def picture(lines: list[str]) -> str:
    """Return the lines as an image."""
    asked = " ".join(f'"{word}"' if " " in word else word for word in QUESTION)
    rows = [_row(0, f"$ takeaction {asked}", "p"), *_rows(lines)]
    width, height = round(COLUMNS * LETTER + 2 * EDGE), (len(lines) + 2) * LINE + 2 * EDGE
    words = " ".join(map(_plain, lines)).split()
    said = escape(f"takeaction {asked}: {' '.join(words)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{said}"><style>{STYLE}</style>'
        f'<rect class="b" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"/>\n'
        + "\n".join(rows)
        + "\n</svg>\n"
    )


def _rows(lines: list[str]) -> list[str]:
    """Draw danger in red, names and numbers in bold, and the words around them lighter."""
    first, *others = lines
    return [
        _row(2, first, "d h", "d h"),
        *(_row(place, line, "s", "t h") for place, line in enumerate(others, 3) if line.strip()),
    ]


def _row(place: int, line: str, kind: str, bold: str = "") -> str:
    y = EDGE + 14 + place * LINE
    text = BOLD.sub(rf'<tspan class="{bold}">\1</tspan>', escape(line))
    return f'<text class="{kind}" x="{EDGE}" y="{y}" xml:space="preserve">{text}</text>'


def _plain(line: str) -> str:
    return BOLD.sub(r"\1", line)


if __name__ == "__main__":
    PICTURE.write_text(picture(answer()), encoding="utf-8")
