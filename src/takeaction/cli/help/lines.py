"""Helplines on a terminal: name, who answers and who they tell, number, hours, in a few rows.

Every command prints them in the same way. Everything else about a line is behind ``--details``.
"""

from collections.abc import Sequence

from takeaction.cli.terminal import bold, dim, line
from takeaction.core_data import first_language_of
from takeaction.engine.help.answer import Help, HelpLine, Referral, heading_of
from takeaction.engine.help.need import closing_line, next_step
from takeaction.engine.reasons import SlotValue, say
from takeaction.views.contact_lines import (
    describe_state,
    how_to_reach,
    warn_of_origin,
    way_and_state,
    who_and_for_whom,
)
from takeaction.views.terminal import rows_of
from takeaction.vocabulary.contacts import Channel, ReferralState

MOST_LINES = 3
"""The most helplines in an answer: more would push the first off the screen."""

_MOST_ROWS = 5
_FIRST_ROWS = 8
"""The rows in which the number of the first helpline is: a screen shows them without scrolling."""

_LEAST_ROWS_OF_WAYS = 2
"""Whoever can't talk sees how to text, however long the sentences above the number are."""
_INDENT = 4


def show_help(help_: Help, *, most: int = MOST_LINES) -> int:
    """Print the danger line and the first helplines.

    Where the danger line has its source beneath, no empty row follows it: the first number stays
    in the first eight rows.

    Args:
        help_: The help.
        most: The most lines to print.

    Returns:
        The number of lines that were not printed.
    """
    sentences = [notice.text for notice in (*help_.human, *help_.above)]
    above = show_first(help_.emergency.text, sentences, help_)
    return show_lines(help_, most=most, above=above)


def show_first(danger: str, sentences: Sequence[str], lines: Sequence[HelpLine]) -> int:
    """Print the danger line, and the sentences to read before a helpline.

    Where the number of the first helpline would be below the first eight rows, the first sentence
    goes on behind the danger.

    Args:
        danger: The danger line.
        sentences: The sentence for whoever asked, and the others.
        lines: The helplines below, best first.

    Returns:
        The rows that they take.
    """
    texts = [danger, *sentences]
    rows = sum(len(rows_of(text)) for text in texts)
    is_plain = not any("\n" in text for text in texts[:2])
    if sentences and is_plain and rows + _rows_before_number(lines[:1]) >= _FIRST_ROWS:
        line(texts[1], lead=texts[0])
        rows += len(rows_of(" ".join(texts[:2]))) - sum(len(rows_of(text)) for text in texts[:2])
        sentences = sentences[1:]
    else:
        line(danger, style=bold)
    for text in sentences:
        line(text)
    return rows


def _rows_before_number(lines: Sequence[HelpLine]) -> int:
    """Return the rows of the first line that come before its number."""
    return sum(
        len(rows_of(text, indent)) for each in lines for text, indent in _texts_before_number(each)
    )


def _fits_beside(help_line: HelpLine) -> bool:
    """Tell whether who answers may stand beside the name: one paragraph, nothing between."""
    has_warnings = any(True for _ in warn_of_origin(help_line.ways[0]))
    is_paragraph = "\n" not in who_and_for_whom(help_line)
    return is_paragraph and not has_warnings and not is_page(help_line)


def _rows_beside(help_line: HelpLine) -> int:
    """Return the rows before its number where who answers stands beside the name."""
    if not _fits_beside(help_line):
        return _rows_before_number([help_line])
    return len(rows_of(f"{help_line.name}: {who_and_for_whom(help_line)}", hang=_INDENT))


def _texts_before_number(help_line: HelpLine) -> list[tuple[str, int]]:
    warnings = ((text, _INDENT) for text in warn_of_origin(help_line.ways[0]))
    return [(str(help_line.name), 0), *warnings, (who_and_for_whom(help_line), _INDENT)]


def show_sentences(help_: Help) -> None:
    """Print the sentence for whoever asked, and what to read before a line."""
    for notice in (*help_.human, *help_.above):
        line(notice.text)


def show_notices(help_: Help, *, without: str = "") -> None:
    """Print the other notices, below the lines, without the one of a code."""
    notices = [notice for notice in help_.below if notice.code != without]
    if notices:
        line()
    for notice in notices:
        line(f"- {notice}", hang=2)


def show_lines(
    lines: Sequence[HelpLine], *, most: int = MOST_LINES, above: int = 0, is_close: bool = False
) -> int:
    """Print the first helplines, and the next step if nobody answers.

    The first number stays in the first eight rows: where there is little room, who answers stands
    beside the name of the first line, and with even less no empty row comes before it.

    Args:
        lines: The helplines, best first.
        most: The most lines to print.
        above: The rows above them.
        is_close: Whether no empty row comes before the first in any case.

    Returns:
        The number of lines that were not printed.
    """
    starts_with_page = bool(lines and is_page(lines[0]))
    rows = above + _rows_before_number(lines[:1])
    makes_room = bool(lines) and above + _rows_beside(lines[0]) < _FIRST_ROWS - 1
    is_beside = rows >= _FIRST_ROWS or (rows == _FIRST_ROWS - 1 and makes_room)
    is_close = is_close or starts_with_page or (rows >= _FIRST_ROWS - 1 and not makes_room)
    for place, help_line in enumerate(lines[:most]):
        is_tight = (is_close and place == 0) or (starts_with_page and place == 1)
        if not is_tight or (place and heading_of(lines, place)):
            line()
        show_heading(lines, place)
        show_line(help_line, is_beside=place == 0 and is_beside)
    if lines:
        line()
    if after := next_step(lines[:most]):
        line(after)
    return max(len(lines) - most, 0)


def show_heading(lines: Sequence[HelpLine], place: int) -> None:
    """Print what to say above a line of a list, if it is for other matters than that asked about.

    Args:
        lines: The whole list, best first.
        place: The place of the line in it, from 0.
    """
    if heading := heading_of(lines, place):
        line(heading, style=bold)


def show_line(help_line: HelpLine, *, is_beside: bool = False) -> None:
    """Print one helpline: its name, who answers, and the ways to reach them.

    Args:
        help_line: The helpline.
        is_beside: Whether who answers goes on behind the name, which saves a row.
    """
    first, others = help_line.ways[0], help_line.ways[1:]
    who, way = who_and_for_whom(help_line), way_and_state(first)
    warnings = [*warn_of_origin(first)]
    if is_beside and _fits_beside(help_line):
        line(who, lead=f"{help_line.name}:", hang=_INDENT)
        _show_ways(help_line, way, others)
        return
    line(str(help_line.name), style=bold)
    for warning in warnings:
        line(warning, indent=_INDENT, style=bold)
    if is_page(help_line) and len(rows_of(f"{who} {way}", _INDENT)) == 1:
        line(f"{who} {way}", indent=_INDENT)
        return
    line(who, indent=_INDENT)
    _show_ways(help_line, way, others)


def _show_ways(help_line: HelpLine, way: str, others: Sequence[Referral]) -> None:
    """Print the first way to reach a helpline, and others as far as there is room."""
    line(way, indent=_INDENT, hang=2, style=bold)
    room = max(_MOST_ROWS - _rows_used(help_line), _LEAST_ROWS_OF_WAYS)
    if text := _other_ways(others, room):
        line(text, indent=_INDENT, hang=2)


def is_page(help_line: HelpLine) -> bool:
    """Tell whether a line is a page, on which nobody answers."""
    return all(way.contact.channel is Channel.WEB for way in help_line.ways)


def show_help_line(help_: Help) -> None:
    """Print the last line of an answer: a way to help, for a reader in need."""
    languages = help_[0].languages if help_ else ("en",)
    line(closing_line(help_, languages))


def show_more(hidden: int, shown: int, language: str, *, in_full: bool = False) -> None:
    """Print how to see further lines, and all about each.

    Args:
        hidden: The number of lines that were not printed.
        shown: The number of lines that were.
        language: The language of the answer.
        in_full: Whether all about each was printed.
    """
    slots: dict[str, SlotValue] = {"count": hidden, "limit": str(hidden + shown)}
    texts = [say("lines.more", language, slots)] if hidden else []
    if not in_full:
        texts.append(say("lines.details", language))
    if texts:
        line(" ".join(texts), style=dim)


def _rows_used(help_line: HelpLine) -> int:
    """Return the rows that a helpline takes without its other ways."""
    way = rows_of(way_and_state(help_line.ways[0]), _INDENT, 2)
    return _rows_before_number([help_line]) + len(way)


def _other_ways(others: Sequence[Referral], rows: int) -> str:
    """Describe as many other ways as fit into some rows; empty if there are none."""
    ways: list[str] = []
    for referral in others:
        way = how_to_reach(referral)
        if referral.state is ReferralState.CLOSED:
            way = f"{way} ({describe_state(referral)})"
        ways.append(way)
    while ways:
        text = say("lines.ways", first_language_of(others[0].languages), {"ways": "; ".join(ways)})
        if len(rows_of(text, _INDENT, 2)) <= rows:
            return text
        ways.pop()
    return ""
