"""Blocks as Markdown, for assistants: who answers before the number, id and date beside it.

What could be read as Markdown in a text is escaped, so no text adds a heading, a link or an image.
"""

import re
from collections.abc import Iterable, Iterator

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
    Piece,
    Prose,
    Question,
    Tone,
    plain_text,
    sources_of,
)

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~]")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BEGINNING = re.compile(r"^ *(\d*)([-+=.)])")
"""What begins a list, or makes a heading of the row above."""

_SAFE_ADDRESS = re.compile(r"https://[^\s()<>\"'\\]+")


def as_markdown(blocks: Iterable[Block], *, is_open: bool = False) -> str:
    """Write blocks as Markdown.

    Args:
        blocks: The blocks, as ``view`` returns them.
        is_open: Whether to write what is folded.
    """
    parts = ("\n".join(_rows(block, is_open=is_open)) for block in blocks)
    return "\n\n".join(part for part in parts if part)


def _rows(block: Block, *, is_open: bool) -> Iterator[str]:  # noqa: C901, PLR0912 - one for each
    match block:
        case Danger(text):
            yield _bold(_prose((text,)))
        case Paragraph(prose, tone):
            yield _bold(_prose(prose)) if tone is Tone.STRONG else _prose(prose)
        case Heading(text, note):
            yield f"### {_prose((text,))}{f' ({_piece(note)})' if note else ''}"
        case Line():
            yield from _line(block, is_open=is_open)
        case Items(members, is_ordered):
            for number, prose in enumerate(members, 1):
                yield from _item(f"{number}." if is_ordered else "-", _prose(prose))
        case Entry():
            yield from _entry(block, is_open=is_open)
        case Facts(rows):
            for name, values in rows:
                yield f"- {_piece(name)}: {' '.join(map(_prose, values))}"
        case Fold(title, contents):
            if is_open:
                yield f"{_piece(title)}:"
                for part in contents:
                    yield from _rows(part, is_open=True)
        case Question(_, text, options):
            yield _prose((text,))
            for id, option in options:
                yield f"- {_prose((option,))} ({_code(id)})"


def _item(lead: str, written: str) -> Iterator[str]:
    """Yield an item, if it says anything: a lone dash would make a heading of the row above."""
    if written:
        yield f"{lead} {written}"


def _line(line: Line, *, is_open: bool) -> Iterator[str]:
    yield from _item("-", _bold(_prose((line.name,))))
    for prose in (*line.alerts, *line.said):
        yield f"  {_prose(prose)}"
    for way in line.ways:
        yield f"  - {_escaped(way.in_words)}"
    yield ""  # else what follows would belong to the last way
    for prose in line.beneath:
        yield f"  {_prose(prose)}"
    for part in line.details if is_open else ():
        for row in _rows(part, is_open=True):
            yield f"  {row}"
    id = _code(line.record) if line.record else ""
    yield f"  {' '.join(filter(None, (_escaped(line.evidence), id)))}"


def _entry(entry: Entry, *, is_open: bool) -> Iterator[str]:
    lead = f"{entry.number}." if entry.number is not None else "-"
    note = f" ({_piece(entry.note)})" if entry.note else ""
    id = f" {_code(entry.record)}" if entry.record else ""
    yield from _item(lead, f"{_bold(_piece(entry.title))}{note}{id}")
    for block in entry.blocks:
        for row in _rows(block, is_open=is_open):
            yield f"   {row}"


def _prose(prose: Prose) -> str:
    # Spaces at the end of a row would break it.
    written = _BEGINNING.sub(r"\1\\\2", "".join(map(_piece, prose)).strip())
    sources = sources_of(prose)
    return f"{written} ({_escaped(' '.join(sources))})" if sources else written


def _piece(piece: Piece) -> str:
    written = _escaped(plain_text(piece))
    if isinstance(piece, Link) and _SAFE_ADDRESS.fullmatch(piece.address):
        return f"[{written}]({piece.address})"
    return written


def _bold(written: str) -> str:
    return f"**{written}**" if written.strip() else ""


def _code(id: str) -> str:
    return f"`{_STEERING.sub('', id).replace('`', '')}`"


def _escaped(text: str) -> str:
    """Escape what could be markup; a text is one row, so that it begins no list and no heading."""
    return _MARKUP.sub(r"\\\g<0>", re.sub(r"\s+", " ", _STEERING.sub("", text)))
