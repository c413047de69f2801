"""Blocks on a terminal: rows of at most 80 columns, the first number in the first eight.

Names of files, options and the metadata of packages hold anything, so what could steer a terminal
is escaped here, before any row is made.
"""

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple
from unicodedata import east_asian_width

from takeaction.engine.reasons import say
from takeaction.views.blocks import (
    Block,
    Danger,
    Entry,
    Facts,
    Fold,
    Heading,
    Items,
    Line,
    Link,
    Paragraph,
    Prose,
    Question,
    Tone,
    Way,
    joined_prose,
    plain_text,
    sources_of,
)

WIDEST = 80
"""Columns of the widest row: longer ones are hard to read, however wide the window is."""

_NARROWEST = 20
"""Columns of the narrowest screen to write for: beyond what is put before a row, a word fits."""

_FIRST_ROWS = 8
"""The rows in which the first number is: a screen shows them without scrolling."""

_ROWS_WORTH_IT = 16
"""The row of a first number that comes closer at all: further down nobody gains anything."""

_MOST_ROWS = 5
_LEAST_ROWS_OF_WAYS = 2
"""Whoever can't talk sees how to text, however long the sentences above the number are."""

_INDENT = 4
_COLUMN = 24
"""The most columns that the names of facts take."""

_IN_WORDS = ("tel:", "sms:", "mailto:")
"""The addresses that a text has in its own words."""

_STEERING = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067\u206a-\u206f"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that steer a terminal or turn the direction of text.

Two isolates are not among them: answers put them around numbers in text from right to left, and
they end with their row.
"""

_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
)
_CLOSING = "\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
_BREAKABLE = f" *(?:[{_WIDE}]|[^ {_WIDE}]+)[{_CLOSING}]*"
"""A wide character or a word, with the blanks before it and the marks that may not begin a row."""

_WORD = f"[^ {_WIDE}]+"

_IN_NUMBER, _JOINED = r"(?<=[0-9]) (?=[0-9])", "(?<=[0-9])\N{NO-BREAK SPACE}(?=[0-9])"
"""The space between the groups of a number, and its substitute while a text is wrapped."""


class Weight(Enum):
    """How a part of a row looks where a terminal can show it."""

    PLAIN = ""
    BOLD = "1"
    FAINT = "2"


class Row(NamedTuple):
    """A row of a screen.

    Attributes:
        text: Its text, escaped.
        weight: How it looks.
        bold: The characters at its start that are bold in any case.
        is_way: Whether it begins a way to reach somebody, or a page.
        is_number: Whether somebody answers there.
    """

    text: str = ""
    weight: Weight = Weight.PLAIN
    bold: int = 0
    is_way: bool = False
    is_number: bool = False


_EMPTY = Row()


def as_text(blocks: Iterable[Block], *, width: int = WIDEST, is_open: bool = False) -> str:
    """Write blocks as plain text in rows of at most *width* columns, without colour.

    Args:
        blocks: The blocks, as ``view`` returns them.
        width: The columns of the widest row; at most 80 are used.
        is_open: Whether to write what is folded.
    """
    return "\n".join(row.text for row in rows(blocks, width=width, is_open=is_open))


def rows(
    blocks: Iterable[Block],
    *,
    width: int = WIDEST,
    is_open: bool = False,
    lead_to: Callable[[str], str] = str,
) -> list[Row]:
    """Write blocks as rows.

    Where the first number would come after the eighth row, the parts above it move closer: first
    who answers goes beside the name, then empty rows go, then sentences go on behind the danger,
    then what to know of a page above the number goes below the lines. Not where all is open.

    Args:
        blocks: The blocks.
        width: The columns of the widest row; at most 80 are used.
        is_open: Whether to write what is folded.
        lead_to: A function that says how to see a record, from its id.
    """
    given = tuple(blocks)
    columns = max(min(width, WIDEST), _NARROWEST)
    tries = []
    for closeness in _Closeness:
        writer = _Writer(columns, closeness, is_open=is_open, lead_to=lead_to)
        tries.append(writer.write(given))
        if is_open or _first_number(tries[-1]) <= _FIRST_ROWS:
            return tries[-1]
    closest = min(tries, key=_first_number)
    return closest if _first_number(closest) <= _ROWS_WORTH_IT else tries[0]


def _first_number(written: Sequence[Row]) -> int:
    """Return the first row with a way to reach somebody, else a page, from 1; 0 without one."""
    ways = [place for place, row in enumerate(written, 1) if row.is_way]
    return next((place for place in ways if written[place - 1].is_number), ways[0] if ways else 0)


class _Closeness(int, Enum):
    """How close the parts above the first number are."""

    USUAL = 0
    NAME_AND_WHO = 1
    NO_EMPTY_ROW = 2
    ONE_PARAGRAPH = 3
    SHORT_PAGES = 4


_HEAD = (Tone.LEAD, Tone.STRONG)
_CLOSE = (Tone.CARE, Tone.QUIET)
"""Tones of paragraphs that belong together where they follow each other."""


class _Writer:
    """A writer of rows at one closeness."""

    def __init__(
        self,
        width: int,
        closeness: _Closeness,
        *,
        is_open: bool,
        lead_to: Callable[[str], str],
        is_inside: bool = False,
    ) -> None:
        self._is_inside = is_inside
        self._width = width
        self._closeness = closeness
        self._is_open = is_open
        self._lead_to = lead_to
        self._has_line = False
        self._late: list[Prose] = []

    def write(self, blocks: Sequence[Block]) -> list[Row]:
        """Write the blocks of an answer."""
        written: list[Row] = []
        previous: Block | None = None
        for block in blocks:
            if isinstance(previous, Danger) and self._goes_on(previous, block):
                assert isinstance(block, Paragraph)  # noqa: S101 - _goes_on
                second = "".join(map(plain_text, block.prose))
                written = [*half_bold(previous.text, second, 0, self._width)]
                previous = block
                continue
            if not isinstance(block, Heading | Line):
                written += self._late_rows()
            part = [*self._block(block, is_under=isinstance(previous, Heading))]
            if not part:
                continue
            if previous is not None and self._has_gap(previous, block):
                written.append(_EMPTY)
            written += part
            previous = block
            self._has_line |= isinstance(block, Line) and not self._is_short(block)
        return [*written, *self._late_rows()]

    def _late_rows(self) -> Iterator[Row]:
        for prose in self._late:
            yield _EMPTY
            yield from self._prose(prose)
        self._late = []

    def _is_short(self, line: Line) -> bool:
        """Tell whether a page is short, since a number comes below it."""
        is_close = self._closeness >= _Closeness.SHORT_PAGES and not self._has_line
        return is_close and _is_page(line.ways[:1]) and not line.alerts

    def _goes_on(self, first: Danger, second: Block) -> bool:
        """Tell whether a sentence goes on behind the danger, since there is no room for both."""
        if self._closeness < _Closeness.ONE_PARAGRAPH or not isinstance(second, Paragraph):
            return False
        return second.tone in _HEAD and not sources_of((first.text, *second.prose))

    def _has_gap(self, previous: Block, block: Block) -> bool:
        """Tell whether an empty row comes between two blocks."""
        if isinstance(previous, Heading):
            return isinstance(block, Heading | Fold)
        is_head = isinstance(previous, Danger) or (
            isinstance(previous, Paragraph) and previous.tone in _HEAD
        )
        if isinstance(block, Line):
            is_close = self._closeness >= _Closeness.NO_EMPTY_ROW
            is_below = is_head or isinstance(previous, Line)
            return not (is_close and is_below and not self._has_line)
        if isinstance(block, Items) and isinstance(previous, Paragraph):
            return previous.tone is not Tone.CARE
        if isinstance(block, Paragraph) and is_head:
            return block.tone not in _HEAD
        if isinstance(block, Paragraph) and isinstance(previous, Paragraph):
            return not (previous.tone is block.tone and block.tone in _CLOSE)
        is_short = isinstance(previous, Entry) and not (
            previous.blocks or (previous.number and previous.record)
        )
        return not (is_short and isinstance(block, Entry))

    def _block(self, block: Block, *, is_under: bool) -> Iterator[Row]:
        match block:
            case Danger():
                yield from self._prose((block.text,), weight=Weight.BOLD)
            case Paragraph():
                yield from self._paragraph(block, 2 if is_under else 0)
            case Heading():
                yield from self._heading(block.text, block.note)
            case Line():
                yield from self._line(block)
            case Items():
                yield from self._items(block, 2 if is_under else 0)
            case Entry():
                yield from self._entry(block)
            case Facts():
                yield from self._facts(block, 0 if self._is_inside else 2)
            case Fold():
                yield from self._fold(block)
            case Question():
                yield from self._question(block)

    def _question(self, question: Question) -> Iterator[Row]:
        """Write a question with its answers: on its own row, where they have room there."""
        named = ", ".join(plain_text(option) for _, option in question.options)
        whole = f"{plain_text(question.text)} {named}"
        if named and cells(whole) <= self._width and not sources_of((question.text,)):
            yield from self._prose((whole,))
            return
        yield from self._prose((question.text,))
        for _, option in question.options:
            yield from self._prose(("- ", option), 2, 2)

    def _prose(
        self, prose: Prose, indent: int = 0, hang: int = 0, weight: Weight = Weight.PLAIN
    ) -> Iterator[Row]:
        """Write a paragraph, with the originals of its translations faint beneath it."""
        text = "".join(map(plain_text, prose))
        for row in rows_of(text, indent, hang, self._width):
            yield Row(row, weight)
        if sources := sources_of(prose):
            for row in rows_of(f"({' '.join(sources)})", indent + hang, 0, self._width):
                yield Row(row, Weight.FAINT)
        for link in (piece for piece in prose if isinstance(piece, Link)):
            if link.address not in text and not link.address.startswith(_IN_WORDS):
                address = link.address if "://" in link.address else self._lead_to(link.address)
                for row in rows_of(address, indent + hang, 0, self._width):
                    yield Row(row, Weight.FAINT)

    def _paragraph(self, paragraph: Paragraph, indent: int) -> Iterator[Row]:
        weights = {Tone.STRONG: Weight.BOLD, Tone.QUIET: Weight.FAINT}
        weight = weights.get(paragraph.tone, Weight.PLAIN)
        indent = indent if paragraph.tone is Tone.LETTER else 0
        yield from self._prose(paragraph.prose, indent, weight=weight)

    def _heading(self, text: str, note: str, hang: int = 0) -> Iterator[Row]:
        """Write a heading with its note at the right edge, or below it if there is no room."""
        *others, last = self._prose((text,), 0, hang, Weight.BOLD)
        beside = " ".join(visible(note).split())
        room = self._width - cells(last.text) - cells(beside)
        yield from others
        if beside and room > 0 and last.weight is Weight.BOLD:
            yield Row(f"{last.text}{' ' * room}{beside}", bold=len(last.text))
            return
        yield last
        yield from self._prose((beside,), _INDENT, weight=Weight.FAINT) if beside else ()

    def _line(self, line: Line) -> Iterator[Row]:
        if self._is_short(line):
            yield from self._prose((line.name,), weight=Weight.BOLD)
            words = joined_prose((line.who,), *line.cautions, (line.ways[0].in_words,))
            for place, row in enumerate(self._prose(words, _INDENT)):
                yield row._replace(is_way=place == 0)
            yield from self._other_ways(line.ways[1:], _LEAST_ROWS_OF_WAYS, line.language)
            self._late += [(line.name, ": ", *prose) for prose in line.beneath]
            return
        above = [*self._above_the_number(line)]
        yield from above
        first, others = line.ways[:1], line.ways[1:]
        for way in first:
            used = len(above)
            for place, row in enumerate(self._prose((way.in_words,), _INDENT, 2, Weight.BOLD)):
                used += 1
                is_way = place == 0
                yield row._replace(is_way=is_way, is_number=is_way and not _is_page((way,)))
            most = max(_MOST_ROWS - used, _LEAST_ROWS_OF_WAYS)
            yield from self._other_ways(others, most, line.language)
        for prose in line.beneath:
            yield from self._prose(prose, _INDENT)
        if self._is_open:
            if line.details:
                yield _EMPTY
            for block in line.details:
                yield from self._inside((block,), _INDENT)
            if line.evidence:  # a record says it below, with its source
                evidence = f"{line.evidence} {line.record}".rstrip()
                yield from self._prose((evidence,), _INDENT, 2, Weight.FAINT)

    def _above_the_number(self, line: Line) -> Iterator[Row]:
        """Write what comes before a number: the name, who answers, who they tell, and cautions."""
        who = joined_prose(*line.said)
        is_beside = (
            self._closeness >= _Closeness.NAME_AND_WHO
            and not (self._has_line or line.alerts)
            and not sources_of(who)
        )
        if is_beside:
            text = "".join(map(plain_text, who))
            yield from half_bold(f"{plain_text(line.name)}:", text, _INDENT, self._width)
            return
        yield from self._prose((line.name,), weight=Weight.BOLD)
        for alert in line.alerts:
            yield from self._prose(alert, _INDENT, weight=Weight.BOLD)
        yield from self._prose(who, _INDENT)

    def _other_ways(self, others: Sequence[Way], most: int, language: str) -> Iterator[Row]:
        """Write as many other ways as fit into some rows, or all where everything is open."""
        if self._is_open:
            for way in others:
                words = _other_in_words(way)
                state = f": {way.state}" if way.state and not way.is_closed else ""
                yield from self._prose((_or(f"{words}{state}", language),), _INDENT, 2)
            return
        ways = [_other_in_words(way) for way in others]
        while ways:
            written = [*self._prose((_or("; ".join(ways), language),), _INDENT, 2)]
            if len(written) <= most:
                yield from written
                return
            ways.pop()

    def _items(self, block: Items, indent: int) -> Iterator[Row]:
        for number, prose in enumerate(block.items, 1):
            lead = f"{number}. " if block.is_ordered else "- "
            yield from self._prose((lead, *prose), indent, len(lead))

    def _entry(self, entry: Entry) -> Iterator[Row]:
        indent = 0
        title = plain_text(entry.title)
        if entry.number is not None:
            title, indent = f"{entry.number}. {title}", 3
        yield from self._heading(title, entry.note, indent)
        for block in entry.blocks:
            yield from self._inside((block,), indent or _INDENT)
        if entry.record:
            yield from self._prose(
                (self._lead_to(entry.record),), indent or _INDENT, 2, Weight.FAINT
            )

    def _inside(self, blocks: Sequence[Block], indent: int) -> Iterator[Row]:
        """Write parts of a line, an entry or a fold."""
        inner = _Writer(
            max(self._width - indent, _NARROWEST),
            _Closeness.USUAL,
            is_open=self._is_open,
            lead_to=self._lead_to,
            is_inside=True,
        )
        for row in inner.write(blocks):
            text = f"{' ' * indent}{row.text}" if row.text else ""
            yield row._replace(text=text, bold=row.bold and row.bold + indent)

    def _facts(self, facts: Facts, indent: int) -> Iterator[Row]:
        """Write names in a column beside their values, or before them where one is too wide."""
        labels = [f"{plain_text(name)}:" for name, _ in facts.rows]
        column = max(map(cells, labels), default=0) + 1
        is_beside = column <= min(_COLUMN, self._width // 3)
        for label, (_, values) in zip(labels, facts.rows, strict=True):
            hang = column if is_beside else 2
            lead = label.ljust(column) if is_beside else f"{label} "
            if not is_beside and len(values) > 1:
                yield from self._prose((label,), indent)
                lead = " " * hang
            for prose in values:
                yield from self._prose((lead, *prose), indent, hang)
                lead = " " * hang

    def _fold(self, fold: Fold) -> Iterator[Row]:
        if self._is_open:
            yield from self._prose((fold.title,), weight=Weight.BOLD)
            yield from self._inside(fold.blocks, 2)


def half_bold(first: str, second: str, hang: int, width: int) -> Iterator[Row]:
    """Write two texts as one paragraph, of which only the first is bold."""
    left = len(visible(first))
    for row in rows_of(f"{first} {second}", 0, hang, width):
        yield Row(row, bold=max(min(left, len(row)), 0))
        left -= len(row.strip()) + 1


def _is_page(ways: Sequence[Way]) -> bool:
    """Tell whether the first way is a page: it has no hours, since nobody answers there."""
    return any((way.address or "").startswith("http") and not way.state for way in ways)


def _other_in_words(way: Way) -> str:
    words = plain_text(way.words)
    return f"{words} ({way.state})" if way.is_closed and way.state else words


def _or(ways: str, language: str) -> str:
    return say("lines.ways", language, {"ways": ways})


# Wrapping.


def visible(text: str) -> str:
    """Escape the characters of a text that could steer a terminal; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_STEERING, escape_character, text)


def escape_character(match: re.Match[str]) -> str:
    """Write a character as JSON escapes it."""
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"


def rows_of(text: str, indent: int = 0, hang: int = 0, width: int = WIDEST) -> list[str]:
    """Wrap a paragraph.

    A word that is wider than the screen, such as an id or a path, has a row of its own; an address
    that is wider than the widest screen is broken after a slash.

    Args:
        text: Any text; each of its lines is wrapped separately.
        indent: Columns before the first row.
        hang: Columns before the following rows, beyond *indent*.
        width: The columns of the widest row.
    """
    first, rest = " " * indent, " " * (indent + hang)
    room = WIDEST - len(rest)
    written = []
    for part in visible(text).split("\n"):
        lead = first
        broken = re.sub(_WORD, lambda word: _break_address(word[0], room), part)
        for piece in broken.split("\n"):
            has_wide = not piece.isascii() and any(map(_is_wide, piece))
            wrap = _wrap_wide if has_wide else _wrap
            written += wrap(piece, lead, rest, width) or [""]
            lead = rest
    return written


def _wrap(text: str, first: str, rest: str, width: int) -> list[str]:
    """Wrap text at its spaces, with blanks before the first row and before the others.

    A number in groups stays in one row: nobody dials the half of one.
    """
    written = textwrap.wrap(
        re.sub(_IN_NUMBER, "\N{NO-BREAK SPACE}", text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [re.sub(_JOINED, " ", row) for row in written]


def _break_address(word: str, room: int) -> str:
    # A row begins after the last slash that fits.
    host, *parts = re.findall(r"^.*?://[^/]*/?|[^/]*/|[^/]+", word) if "://" in word else [word]
    written = [host]
    for part in parts:
        if len(written[-1]) + len(part) > room:
            written.append("")
        written[-1] += part
    return "\n".join(written)


def _wrap_wide(text: str, first: str, rest: str, width: int) -> list[str]:
    """Wrap text with wide characters, such as Chinese, which may break anywhere between them."""
    written = [first]
    for piece in re.findall(_BREAKABLE, text):
        is_empty = written[-1] in (first, rest)
        if not is_empty and cells(written[-1]) + cells(piece.rstrip()) > width:
            written.append(rest)
            is_empty = True
        written[-1] += piece.lstrip() if is_empty else piece
    return [row.rstrip() for row in written]


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def cells(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return len(text) + sum(map(_is_wide, text))
