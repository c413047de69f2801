"""Blocks as plain messages, for chat and SMS: danger in the first, each number with who answers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from takeaction.views.blocks import (
    Block,
    Danger,
    Entry,
    Facts,
    Fold,
    Heading,
    Items,
    Line,
    Paragraph,
    Prose,
    Question,
    plain_text,
    sources_of,
)

LONGEST = 480
"""The characters of a message: three parts of an SMS, and what a phone shows of a chat at once."""

_PART_OF_SMS = 160
_SHORTEST = 20
"""The characters of a name that still says something."""

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
_SENTENCE = re.compile(r"(?<=[.!?:;\u3002\uff01\uff1f\u060c\u0964]) +|\n")
_WORD = re.compile(r"(?<![0-9])\s|\s(?![0-9])")
"""A blank where a message may end: nobody dials the half of a number."""


def as_messages(blocks: Iterable[Block], *, longest: int = LONGEST) -> tuple[str, ...]:
    """Write blocks as messages, in order; what is folded is left out.

    A helpline is one message: its name, who answers, who they tell, whom it is for, and the best
    ways to reach it. Where that is too long, cautions go into a message before it.

    Args:
        blocks: The blocks, as ``view`` returns them.
        longest: The most characters of a message; at least 160 are used.
    """
    longest = max(longest, _PART_OF_SMS)
    messages: list[str] = []
    is_open = False  # whether more fits behind the last message
    for block in blocks:
        if isinstance(block, Line):
            messages += _line(block, longest)
            is_open = False
            continue
        for part in _parts(block):
            for text in _cut(part, longest):
                if is_open and len(messages[-1]) + 1 + len(text) <= longest:
                    messages[-1] += f"\n{text}"
                else:
                    messages.append(text)
                is_open = True
    return tuple(messages)


def _line(line: Line, longest: int) -> Iterator[str]:
    """Write a helpline: what does not fit beside the number comes before it, with the name."""
    name, *said = map(_prose, ((line.name,), *line.said))
    alerts = [*map(_prose, line.alerts)]
    ways = [_clean(way.in_words) for way in line.ways]
    others = len(line.cautions[1:])  # the first says whom it is for
    needed, cautions = said[: len(said) - others], said[len(said) - others :]
    text = "\n".join([name, *alerts, *said, *ways[:1]])
    if len(text) > longest:
        before = [*alerts, *cautions]
        text = "\n".join([name, *needed, *ways[:1]])
        if len(text) > longest:
            before = [*alerts, *said]
            text = _fitting([name, *needed], ways[:1], longest)
        yield from _cut("\n".join([name, *before]), longest) if before else ()
    for way in ways[1:]:
        if len(text) + 1 + len(way) > longest:
            break
        text += f"\n{way}"
    warnings = [*map(_prose, line.beneath)]
    if len(whole := "\n".join([text, *warnings])) <= longest:
        yield whole
        return
    yield from _cut(text, longest)
    for warning in warnings:
        yield from _cut(f"{name}: {warning}", longest)


def _fitting(needed: Sequence[str], ways: Sequence[str], longest: int) -> str:
    """Join the parts of a helpline, shortened: all of them are in the messages before."""
    parts = [part.split("\n(")[0] for part in needed]
    while (excess := len("\n".join([*parts, *ways])) - longest) > 0:
        place = max(range(len(parts)), key=lambda place: len(parts[place]))
        length = len(parts[place])
        if length < _SHORTEST:  # the way alone is too long
            break
        parts[place] = f"{parts[place][: max(length - excess - 1, length // 2)].rstrip()}…"
    return "\n".join([*parts, *ways])


def _parts(block: Block) -> Iterator[str]:  # noqa: C901 - one for each
    match block:
        case Danger(text):
            yield _prose((text,))
        case Paragraph(prose):
            yield _prose(prose)
        case Heading(text, note):
            yield f"{_prose((text,))} ({_clean(note)})" if note else _prose((text,))
        case Items(members, is_ordered):
            for number, prose in enumerate(members, 1):
                yield f"{f'{number}.' if is_ordered else '-'} {_prose(prose)}"
        case Entry():
            yield _entry(block)
        case Facts(rows):
            for name, values in rows:
                yield f"{_clean(plain_text(name))}: {' '.join(map(_prose, values))}"
        case Question(_, text, options):
            yield "\n".join([_prose((text,)), *(f"- {_prose((option,))}" for _, option in options)])
        case Fold() | Line():
            return


def _entry(entry: Entry) -> str:
    lead = f"{entry.number}. " if entry.number is not None else ""
    note = f" ({_clean(plain_text(entry.note))})" if entry.note else ""
    inner = (part for block in entry.blocks for part in _parts(block))
    return "\n".join([f"{lead}{_clean(plain_text(entry.title))}{note}", *inner])


def _prose(prose: Prose) -> str:
    written = _clean("".join(map(plain_text, prose)))
    sources = sources_of(prose)
    return f"{written}\n({_clean(' '.join(sources))})" if sources else written


def _clean(text: str) -> str:
    return _STEERING.sub("", text)


def _cut(text: str, longest: int) -> Iterator[str]:
    """Cut a text into messages, after a sentence if there is one, else after a word."""
    rest = text.strip()
    while len(rest) > longest:
        head = rest[: longest + 1]
        ends = [head.rfind("\n") + 1]
        if ends[0] <= longest // 3:  # a row before an original is better than half of that
            ends = [each.end() for each in _SENTENCE.finditer(head)]
        ends = ends or [each.end() for each in _WORD.finditer(head)] or [longest]
        yield rest[: ends[-1]].rstrip()
        rest = rest[ends[-1] :].lstrip()
    if rest:
        yield rest
