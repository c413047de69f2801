"""Lines of help on a terminal: name, who answers and who they tell, number, hours, in five rows.

Every command prints them in the same way. Everything else about a line is behind ``--details``.
"""

from collections.abc import Iterable, Sequence

from takeaction.cli.terminal import bold, dim, line, rows_of
from takeaction.core_data import first_language_of
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.who_answers import who_answers
from takeaction.engine.reasons import SlotValue, say
from takeaction.export.contact_lines import (
    describe_state,
    group_referrals,
    how_to_reach,
    marked_text,
    warn_of_origin,
)
from takeaction.vocabulary.contacts import Channel, ReferralState

MOST_LINES = 3
"""The most lines of help in an answer: more would push the first off the screen."""

_MOST_ROWS = 5
_INDENT = 4


def show_help(help_: Help, *, most: int = MOST_LINES) -> int:
    """Print the danger line and the first lines of help.

    Where the danger line has its source beneath, no empty row follows it: the first number stays
    in the first eight rows.

    Args:
        help_: The help.
        most: The most lines to print.

    Returns:
        The number of lines that were not printed.
    """
    danger = help_.emergency.text
    line(danger, style=bold)
    return show_lines(help_, most=most, is_close="\n" in danger)


def show_lines(
    referrals: Iterable[Referral], *, most: int = MOST_LINES, is_close: bool = False
) -> int:
    """Print the first lines of help, and what to do if nobody answers.

    Args:
        referrals: The referrals, best first.
        most: The most lines to print.
        is_close: Whether no empty row comes before the first of them.

    Returns:
        The number of lines that were not printed.
    """
    groups = group_referrals(referrals)
    is_close = is_close or bool(groups and is_page(groups[0]))
    for place, group in enumerate(groups[:most]):
        if place or not is_close:
            line()
        show_line(group)
    if groups:
        line()
        code = "lines.next" if min(len(groups), most) > 1 else "lines.one"
        line(say(code, first_language_of(groups[0][0].languages)))
    return max(len(groups) - most, 0)


def show_line(group: Sequence[Referral]) -> None:
    """Print one line of help: its name, who answers, and the ways to reach them.

    Args:
        group: The referrals of one resource, best first.
    """
    first, others = group[0], group[1:]
    line(str(first.resource.name.pick(first.languages)), style=bold)
    for warning in warn_of_origin(first):
        line(warning, indent=_INDENT, style=bold)
    who, way = describe_who(group), _way(first)
    if is_page(group) and len(rows_of(f"{who} {way}", _INDENT)) == 1:
        line(f"{who} {way}", indent=_INDENT)
        return
    line(who, indent=_INDENT)
    line(way, indent=_INDENT, hang=2, style=bold)
    if text := _other_ways(others, _MOST_ROWS - _rows_used(group)):
        line(text, indent=_INDENT, hang=2)


def is_page(group: Sequence[Referral]) -> bool:
    """Tell whether a line is a page, on which nobody answers."""
    return all(referral.contact.channel is Channel.WEB for referral in group)


def describe_who(group: Sequence[Referral]) -> str:
    """Say who answers a line, who they tell by any of its ways, and who it is only for."""
    resource, languages = group[0].resource, group[0].languages
    language = first_language_of(languages)
    shares_with = {body for referral in group for body in referral.contact.shares_with}
    channels = [referral.contact.channel for referral in group]
    who = str(who_answers(resource.operator_kind, shares_with, channels, language))
    if resource.only_for is None:
        return who
    only_for = say("label.only_for", language, {"text": marked_text(resource.only_for, languages)})
    head, *beneath = who.split("\n")
    return "\n".join([f"{head} {only_for}", *beneath])


def show_help_line(referrals: Sequence[Referral], language: str) -> None:
    """Print the last line of an answer: a way to help, for whoever reads it in need."""
    text: str = say("label.find_help", language)
    for referral in referrals[:1]:
        name = referral.resource.name.pick(referral.languages).text
        text = f"{name}: {how_to_reach(referral)}"
    line(say("label.help_line", language, {"line": text}))


def show_more(hidden: int, shown: int, language: str) -> None:
    """Print how to see further lines, and all about each."""
    if not hidden:
        line(say("lines.details", language), style=dim)
        return
    slots: dict[str, SlotValue] = {"count": hidden, "limit": str(hidden + shown)}
    line(say("lines.more", language, slots), style=dim)


def _way(referral: Referral) -> str:
    """Describe how and when to reach somebody, such as "Call 911: open now, day and night"."""
    return _capitalised(": ".join(filter(None, (how_to_reach(referral), describe_state(referral)))))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rows_used(group: Sequence[Referral]) -> int:
    """Return the rows that a line of help takes without its other ways."""
    name = str(group[0].resource.name.pick(group[0].languages))
    texts = ((name, 0, 0), (describe_who(group), _INDENT, 0), (_way(group[0]), _INDENT, 2))
    return sum(len(rows_of(text, indent, hang)) for text, indent, hang in texts)


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
