"""Blocks: the parts of an answer as people see them, in order, before a writer puts them anywhere.

A view makes them and decides what comes first, what is folded and what never is. A writer decides
only how they look. So danger comes first, and who answers before the number, in every writer.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import chain
from typing import TypeAlias

import attrs

from takeaction.engine.help.need import capitalised
from takeaction.engine.reasons import SlotValue, say
from takeaction.models.text import ShownText, Words

_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The place of a text in a message, until the text is put there."""


class Tone(Enum):
    """How a paragraph is read: a writer shows it by weight or place, never by colour alone."""

    PLAIN = "plain"
    LEAD = "lead"
    """The first sentences of an answer: for whoever asked, or what follows from it."""
    STRONG = "strong"
    """What to read before anything below it."""
    CARE = "care"
    """What keeps people safe."""
    LETTER = "letter"
    """Words to send or to say, with their own line breaks."""
    QUIET = "quiet"
    """Sources, dates and ids."""


@attrs.frozen
class Link:
    """A text that leads somewhere.

    Attributes:
        text: The text.
        address: An address of the web, ``tel:`` and a number, ``mailto:`` and an address, or the
            id of a record, which only some writers can lead to.
    """

    text: str
    address: str


Piece: TypeAlias = str | Link
"""A text with its own language, or a link. A plain string is in the language of the answer."""

Prose: TypeAlias = tuple[Piece, ...]
"""A paragraph in pieces, which are read one after the other without a blank between them."""


@attrs.frozen
class Danger:
    """The line for danger, which comes above everything.

    Attributes:
        text: The sentence.
        number: The number in it, to tap; None if none is certain.
    """

    text: ShownText
    number: Link | None = None


@attrs.frozen
class Paragraph:
    """A paragraph.

    Attributes:
        prose: Its pieces.
        tone: How it is read.
        number: A number in it, to tap; else None.
    """

    prose: Prose
    tone: Tone = Tone.PLAIN
    number: Link | None = None


@attrs.frozen
class Heading:
    """A heading with a short note beside it, such as the minutes of a week."""

    text: str
    note: str = ""


@attrs.frozen(kw_only=True)
class Way:
    """One way to reach somebody.

    Attributes:
        words: The way in words, such as "Call 1-888-373-7888".
        target: The number or address in these words; empty if there is none.
        address: Where it leads, as in a link; None if it leads nowhere.
        state: Whether somebody answers now, or else when; empty for a page.
        is_closed: Whether nobody answers now. Then *state* comes before the words.
        is_call: Whether to call, and neither the police nor an immigration office.
    """

    words: ShownText
    target: str = ""
    address: str | None = None
    state: str = ""
    is_closed: bool = False
    is_call: bool = False

    @property
    def in_words(self) -> str:
        """The way with its state, as one sentence; where nobody answers now, that comes first."""
        words = capitalised(plain_text(self.words))
        if self.is_closed and self.state:
            return f"{capitalised(self.state)}. {words}"
        if ": " in self.state:  # hours that a label names
            return f"{words} ({self.state})"
        return f"{words}: {self.state}" if self.state else words


@attrs.frozen(kw_only=True)
class Line:
    """A helpline: who answers, who they tell and whom it is for come before the ways to reach it.

    Attributes:
        name: Its name.
        who: Who answers.
        tells: Who they tell, or that nobody knows; None where there is nothing to say.
        body: Who answers as a word, such as ``police``, for the shape of a badge.
        alerts: A name or a place that is not what it seems.
        cautions: Who it is only for, and its warning where that is short.
        ways: The ways, best first; none for a line that is no longer there.
        beneath: A longer warning: never folded, below the first way.
        details: All else that is known, folded.
        evidence: How and when it was checked.
        record: The id of its record.
        language: The language of the library's own first sentences about it.
    """

    name: ShownText
    who: ShownText
    tells: ShownText | None = None
    body: str = ""
    alerts: tuple[Prose, ...] = ()
    cautions: tuple[Prose, ...] = ()
    ways: tuple[Way, ...] = ()
    beneath: tuple[Prose, ...] = ()
    details: tuple["Block", ...] = ()
    evidence: str = ""
    record: str = ""
    language: str = "en"

    @property
    def said(self) -> tuple[Prose, ...]:
        """Who answers, who they tell and the cautions, in the order in which to read them.

        No writer puts a number before them.
        """
        tells = ((self.tells,),) if self.tells else ()
        return ((self.who,), *tells, *self.cautions)


@attrs.frozen
class Items:
    """A list of paragraphs.

    Attributes:
        items: The paragraphs.
        is_ordered: Whether their order counts, as that of steps does.
        tone: How they are read.
    """

    items: tuple[Prose, ...]
    is_ordered: bool = False
    tone: Tone = Tone.PLAIN


@attrs.frozen(kw_only=True)
class Entry:
    """A member of a list that has a title: an action, a record that was found, a shop.

    Attributes:
        title: Its title.
        note: A few words beside it, such as its minutes.
        blocks: Its other parts.
        number: Its place in the list, from 1; None in a list without numbers.
        record: The id of its record; empty if it has none.
    """

    title: str
    note: str = ""
    blocks: tuple["Block", ...] = ()
    number: int | None = None
    record: str = ""


@attrs.frozen
class Facts:
    """Names with their values, one or more paragraphs each."""

    rows: tuple[tuple[str, tuple[Prose, ...]], ...]


@attrs.frozen
class Fold:
    """Parts that open when somebody wants them, and that nobody needs to be safe.

    Attributes:
        title: Its title.
        blocks: Its parts.
        about: The name of what it is about, for readers who hear the title alone.
    """

    title: str
    blocks: tuple["Block", ...]
    about: str = ""


@attrs.frozen
class Question:
    """A question back.

    Attributes:
        id: Its id, such as ``where``.
        text: The question.
        options: The id and the words of each answer to choose from.
    """

    id: str
    text: ShownText
    options: tuple[tuple[str, ShownText], ...] = ()


Block: TypeAlias = Danger | Paragraph | Heading | Line | Items | Entry | Facts | Fold | Question
Blocks: TypeAlias = tuple[Block, ...]


# How a text is made ready for a block.


def plain_text(piece: Piece) -> str:
    """Return a piece as plain text, with its language in brackets if nobody asked for that."""
    text = piece.text if isinstance(piece, Link) else piece
    if not isinstance(text, ShownText):
        return text
    words = text.words
    return f"{words.text} [{words.language}]" if words.fallback else words.text


def sources_of(prose: Iterable[Piece]) -> tuple[str, ...]:
    """Return the originals to show beneath a paragraph."""
    return tuple(words.source for words in unreviewed(prose) if words.source)


def unreviewed(prose: Iterable[Piece]) -> tuple[Words, ...]:
    """Return the words of a paragraph whose original is shown beneath it."""
    texts = (piece.text if isinstance(piece, Link) else piece for piece in prose)
    shown = ((text, text.words) for text in texts if isinstance(text, ShownText))
    return tuple(words for text, words in shown if words.source and text != words.text)


def joined_prose(*parts: Prose) -> Prose:
    """Join paragraphs to one, with a blank between them."""
    joined: list[Piece] = []
    for part in filter(None, parts):
        joined += [" ", *part] if joined else part
    return tuple(joined)


def introduced(
    code: str,
    language: str,
    text: Piece,
    slots: Mapping[str, SlotValue] | None = None,
    *,
    slot: str = "text",
) -> Prose:
    """Put a text into the message that introduces it, such as "Only for: …", as a piece of its own.

    So a writer still knows the language of the text, and its source.
    """
    before, _, after = say(code, language, {**(slots or {}), slot: _PLACE}).partition(_PLACE)
    return tuple(piece for piece in (before, text, after) if piece)


def paragraphs(texts: Iterable[str], tone: Tone = Tone.PLAIN) -> Iterator[Paragraph]:
    """Make a paragraph of each text."""
    return (Paragraph((text,), tone) for text in texts)


def items(texts: Iterable[str], *, is_ordered: bool = False, tone: Tone = Tone.PLAIN) -> Blocks:
    """Make a list of texts; no block where there are none."""
    members = tuple((text,) for text in texts)
    return (Items(members, is_ordered, tone),) if members else ()


def titled(code: str, language: str, blocks: Iterable[Block]) -> Blocks:
    """Put blocks under a heading of the library's own; no block where there are none."""
    contents = tuple(blocks)
    return (Heading(say(code, language)), *contents) if contents else ()


def folded(code: str, language: str, blocks: Iterable[Block]) -> Blocks:
    """Fold blocks under a title of the library's own; no block where there are none."""
    contents = tuple(blocks)
    return (Fold(say(code, language), contents),) if contents else ()


def opened(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with the contents of each fold below its title; in an entry it needs none."""
    for block in blocks:
        if isinstance(block, Fold):
            yield Heading(block.title)
            yield from opened(block.blocks)
        elif isinstance(block, Entry):
            parts = (part.blocks if isinstance(part, Fold) else (part,) for part in block.blocks)
            yield attrs.evolve(block, blocks=tuple(chain.from_iterable(parts)))
        else:
            yield block
