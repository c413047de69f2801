"""Blocks as HTML, for pages and notebooks: escaped, without script, each text in its language.

It is safe by the way it is made: an element is made here or nowhere, so no script, style, image or
form can come from a text.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from takeaction.core_data import language_of
from takeaction.engine.help.need import capitalised
from takeaction.engine.reasons import say
from takeaction.models.text import ShownText, direction
from takeaction.views.blocks import (
    Block,
    Blocks,
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
    Way,
    unreviewed,
)

_REMOVED = dict.fromkeys(
    (
        *range(9),
        *range(11, 32),  # all controls but the tab and the line break
        *range(127, 160),
        *range(0x202A, 0x202F),  # marks that turn the direction of the text after them
        *range(0x2066, 0x206A),  # marks that isolate a number: on a page its element does that
        *range(0xD800, 0xE000),  # halves of characters, which cannot be written as UTF-8
    )
)
"""Characters that are left out of a page."""

_SAFE_ADDRESS = re.compile(r"https://[^\s\"'<>\\]+|(?:tel|sms):\+?[0-9*#]+|mailto:[^\s\"'<>\\?]+")
_DIALLED_FROM_ANYWHERE = re.compile(r"(?:tel|sms):\+[0-9]{7,15}")

_SCHEME_AND_END = re.compile(r"https?://(?:www\.)?|/$")
"""What a reader need not see of a web address that is a link."""

_FULL_STOPS = ".。।"


class Markup(str):
    """HTML that is ready. All other text is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as template engines read it: there is nothing left to escape."""
        return self


def as_html(
    blocks: Iterable[Block],
    *,
    language: str = "en",
    lead_to: Callable[[str], str | None] = lambda _: None,
    beside: Callable[[Entry], str] | None = None,
    has_headings: bool = True,
) -> Markup:
    """Write blocks as HTML without a style: its classes are those of the finder.

    Args:
        blocks: The blocks, as ``view`` returns them.
        language: The language of the page around it: texts in others are marked.
        lead_to: A function that returns the address of a record from its id, or None.
        beside: A function that returns what comes at the end of an entry, as ready HTML.
        has_headings: Whether names are headings; else they are paragraphs.
    """
    return _Writer(language, lead_to, beside, has_headings=has_headings).write(tuple(blocks))


def text_html(text: ShownText, language: str) -> tuple[Markup, Markup]:
    """Write one text for a page in a language, and apart from it the original beneath it."""
    writer = _Writer(language, lambda _: None, None, has_headings=False)
    return Markup(writer.inline((text,))), Markup(writer.originals((text,)))


def notebook_html(blocks: Blocks, language: str) -> str:
    """Write blocks as one element with its own style, for a notebook.

    There is no script, no address that is loaded and no fixed colour. A number is a link only where
    it works from anywhere.
    """
    writer = _Writer(language, lambda _: None, None, has_headings=False, is_notebook=True)
    contents = writer.write(blocks)
    return (
        f'<div class="takeaction" lang="{language}" dir="{direction(language)}">'
        f"<style>{STYLE}</style>\n{contents}</div>"
    )


class _Writer:
    """A writer for one page."""

    def __init__(
        self,
        language: str,
        lead_to: Callable[[str], str | None],
        beside: Callable[[Entry], str] | None,
        *,
        has_headings: bool,
        is_notebook: bool = False,
    ) -> None:
        self._language = language
        self._own = language_of([language])
        self._lead_to = lead_to
        self._beside = beside
        self._has_headings = has_headings
        self._is_notebook = is_notebook

    def write(self, blocks: Sequence[Block]) -> Markup:
        """Write blocks; lines that follow each other are one list, and so are entries."""
        return Markup(
            "\n".join(
                self._list(kind, [*members]) for kind, members in groupby(blocks, key=_kind_of_list)
            )
        )

    def _list(self, kind: str, members: Sequence[Block]) -> str:
        if not kind:
            return "\n".join(map(self._block, members))
        tag, name = kind.split(" ")
        written = "\n".join(map(self._block, members))
        first = members[0]
        number = first.number if isinstance(first, Entry) else None
        start = f' start="{number}"' if number and number > 1 else ""
        return f'<{tag} class="{name}"{start}>{written}</{tag}>'

    def _block(self, block: Block) -> str:  # noqa: PLR0911 - one for each
        match block:
            case Danger(text, number):
                return f'<div class="danger"><p class="w">{self._numbered(text, number)}</p></div>'
            case Paragraph():
                return self._paragraph(block)
            case Heading(text, note):
                beside = f' <span class="soft">{escaped(note)}</span>' if note else ""
                return self._title(self._prose((text,)) + beside)
            case Line():
                return self._line(block)
            case Items():
                return self._items(block)
            case Entry():
                return self._entry(block)
            case Facts(rows):
                written = "".join(
                    f'<dt>{self.inline((name,))}</dt><dd class="s">{self._paragraphs(values)}</dd>'
                    for name, values in rows
                )
                return f'<dl class="dl">{written}</dl>'
            case Fold():
                return self._fold(block)
            case Question(_, text, options):
                written = "".join(f"<li>{self._prose((option,))}</li>" for _, option in options)
                listed = f"<ul>{written}</ul>" if written else ""
                return f'<p class="lead">{self._prose((text,))}</p>{listed}'

    # Texts.

    def _prose(self, prose: Prose) -> str:
        """Write a paragraph with the originals of its translations beneath it."""
        return self.inline(prose) + self.originals(prose)

    def inline(self, prose: Prose) -> str:
        return "".join(map(self._piece, prose))

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Link):
            address = self._address(piece.address)
            return _link(self._piece(piece.text), address) if address else self._piece(piece.text)
        if not isinstance(piece, ShownText):
            return escaped(piece)
        words = piece.words
        return self._marked(escaped(words.text), words.language)

    def _marked(self, written: str, language: str) -> str:
        if language == self._language:
            return written
        return f'<span lang="{escaped(language)}" dir="{direction(language)}">{written}</span>'

    def originals(self, prose: Prose) -> str:
        return "".join(
            f'<span class="orig" lang="{escaped(words.source_language)}"'
            f' dir="{direction(words.source_language)}">{escaped(words.source or "")}</span>'
            for words in unreviewed(prose)
        )

    def _numbered(self, text: str, number: Link | None) -> str:
        """Write a sentence with the number in it to tap, if it is there."""
        words = text.words if isinstance(text, ShownText) else None
        plain = escaped(words.text if words else text)
        shown = escaped(number.text) if number else ""
        before, found, after = plain.partition(shown) if number else (plain, "", "")
        if number and found:
            address = self._address(number.address)
            target = _link(self._bdi(shown), address) if address else self._bdi(shown)
            plain = f"{before}{target}{after}"
        marked = self._marked(plain, words.language) if words else plain
        return marked + self.originals((text,))

    def _bdi(self, shown: str) -> str:
        return f'<bdi dir="ltr">{shown}</bdi>'

    def _address(self, address: str | None) -> str | None:
        """Return an address to link to; None for one that is not safe, or leads nowhere here."""
        address = (address or "").translate(_REMOVED)
        if not _SAFE_ADDRESS.fullmatch(address):
            is_id = ":" in address and "/" not in address
            return self._lead_to(address) if is_id else None
        is_of_phone = address.startswith(("tel:", "sms:"))
        if self._is_notebook and is_of_phone and not _DIALLED_FROM_ANYWHERE.fullmatch(address):
            return None
        return address

    def _title(self, written: str, level: int = 2) -> str:
        if self._has_headings:
            return f"<h{level}>{written}</h{level}>"
        return f'<p class="h{level}">{written}</p>'

    # Blocks.

    def _paragraph(self, block: Paragraph) -> str:
        first = block.prose[0]
        if block.number and isinstance(first, str):
            written = self._numbered(first, block.number)
        else:
            written = self._prose(block.prose)
        if block.tone is Tone.STRONG:
            return f"<p><b>{written}</b></p>"
        name = _CLASSES.get(block.tone)
        return f'<p class="{name}">{written}</p>' if name else f"<p>{written}</p>"

    def _line(self, line: Line) -> str:
        language = line.language
        first, others = line.ways[:1], line.ways[1:]
        parts = [
            self._title(self.inline((line.name,))) if line.name else "",
            self._badge(line),
            *(f"<p><b>{self._prose(alert)}</b></p>" for alert in line.alerts),
            self._paragraphs(line.said[1:]),  # the first is the badge
            *(self._way(way, language, is_first=True) for way in first),
            self._other_ways(others, language),
            self._paragraphs(line.beneath),
            self._fold(Fold(say("label.more", self._own), line.details, str(line.name.words.text)))
            if line.details
            else "",
            self._evidence(line),
        ]
        return f'<li class="line s">{"".join(parts)}</li>'

    def _badge(self, line: Line) -> str:
        """Say who answers; its shape says it too, since colour never speaks alone."""
        if not line.body:
            return f"<p>{self._prose((line.who,))}</p>"
        words = line.who.words
        written = self._marked(escaped(words.text.rstrip(_FULL_STOPS)), words.language)
        shape = "" if line.body == "other" else f" {line.body}"
        return f'<p class="who{shape}">{written}{self.originals((line.who,))}</p>'

    def _other_ways(self, ways: Sequence[Way], language: str) -> str:
        written = "".join(f"<li>{self._way(way, language)}</li>" for way in ways)
        return f'<ul class="also">{written}</ul>' if written else ""

    def _way(self, way: Way, language: str, *, is_first: bool = False) -> str:
        """Write a way to tap, with its state; where nobody answers now, that comes first."""
        words, target = (_SCHEME_AND_END.sub("", text) for text in (_plain(way.words), way.target))
        words = capitalised(words)
        before, _, after = words.partition(target) if target else (words, "", "")
        number = f" {self._bdi(escaped(target))}" if target else ""
        address = self._address(way.address)
        if address:
            is_number = address.startswith(("tel:", "sms:"))
            shape = ("num" if way.is_call and is_first else "num two") if is_number else "go"
            parts = (
                f"<span>{escaped(before.strip())}</span>" if before.strip() else "",
                number,
                f" <span>{escaped(after.strip())}</span>" if after.strip() else "",
            )
            written = _link("".join(parts), address, shape, self._language_of(language))
        else:
            text = f"{escaped(before.rstrip())}{number}{escaped(after.rstrip())}"
            written = f"<p{self._language_of(language)}>{text}</p>"
        state = escaped(capitalised(way.state))
        shown = f"<p{self._language_of(language)}>{state}</p>" if state else ""
        return shown + written if way.is_closed else written + shown

    def _language_of(self, language: str) -> str:
        if language == self._language:
            return ""
        return f' lang="{escaped(language)}" dir="{direction(language)}"'

    def _evidence(self, line: Line) -> str:
        if not (line.evidence or line.record):
            return ""
        written = self._marked(escaped(line.evidence), self._own)
        return f'<p class="src">{written}{self._record(line.record, line.name)}</p>'

    def _record(self, id: str, about: str) -> str:
        address = self._lead_to(id)
        if address is None:
            return f" {escaped(id)}"
        words = self._marked(escaped(say("label.record", self._own)), self._own)
        hidden = self._hidden(_plain(about))
        return f' <a href="{escaped(address)}">{words}{hidden}</a>'

    def _hidden(self, text: str) -> str:
        """Write words for people who hear a link or a title without what is around it."""
        return f'<span class="vh"> {escaped(text)}</span>' if text and self._has_headings else ""

    def _items(self, block: Items) -> str:
        tag, name = ("ol", "steps") if block.is_ordered else ("ul", "")
        if block.tone is Tone.QUIET:
            name = "notices"
        written = "".join(f"<li>{self._prose(prose)}</li>" for prose in block.items)
        attribute = f' class="{name}"' if name else ""
        return f"<{tag}{attribute}>{written}</{tag}>"

    def _entry(self, entry: Entry) -> str:
        title = self.inline((entry.title,))
        if address := self._lead_to(entry.record) if entry.record else None:
            title = f'<a href="{escaped(address)}">{title}</a>'
        contents = self.write(entry.blocks) if entry.blocks else ""
        beside = self._beside(entry) if self._beside else ""
        note = f'<p class="time">{self._prose((entry.note,))}</p>' if entry.note else ""
        if not (entry.blocks or beside or note):
            return f"<li>{title}</li>"
        id = f'<p class="src">{escaped(entry.record)}</p>' if entry.record and not address else ""
        return f'<li>{note}<div class="s">{self._title(title)}{contents}{beside}{id}</div></li>'

    def _paragraphs(self, prose: Iterable[Prose]) -> str:
        return "".join(f"<p>{self._prose(each)}</p>" for each in prose)

    def _fold(self, fold: Fold) -> str:
        title = self.inline((fold.title,)) + self._hidden(fold.about)
        contents = self.write(fold.blocks)
        return f'<details><summary>{title}</summary><div class="s">{contents}</div></details>'


_CLASSES: Mapping[Tone, str] = {
    Tone.LEAD: "lead",
    Tone.CARE: "care",
    Tone.QUIET: "soft small",
    Tone.LETTER: "letter",
}


def _kind_of_list(block: Block) -> str:
    """Return the element and the class of the list that a block is a member of; else nothing."""
    if isinstance(block, Line):
        return "ul lines"
    if isinstance(block, Entry):
        return "ul plain" if block.number is None else "ol acts"
    return ""


def _plain(text: str) -> str:
    return (text.words.text if isinstance(text, ShownText) else text).translate(_REMOVED)


def escaped(text: str) -> str:
    """Return a text as HTML; what is HTML already stays as it is."""
    return text if isinstance(text, Markup) else escape(text.translate(_REMOVED))


def _link(written: str, address: str, name: str = "", attributes: str = "") -> str:
    shape = f' class="{name}"' if name else ""
    outside = ' rel="noopener noreferrer"' if address.startswith("https:") else ""
    return f'<a{shape} href="{escaped(address)}"{outside}{attributes}>{written}</a>'


STYLE = """\
.takeaction{max-width:44rem;line-height:1.5;color:inherit;overflow-wrap:break-word}
.takeaction :is(p,ol,ul,dl,details,h2){margin:.35em 0}
.takeaction :is(ol,ul){padding-inline-start:1.5em}
.takeaction :is(.lines,.plain,.also){list-style:none;padding-inline-start:0}
.takeaction :is(.line,.acts>li){margin:1.2em 0}
.takeaction .danger{margin:.4em 0 .8em;padding:.2em .9em;font-weight:600;
border:1px solid;border-inline-start-width:.35em;border-radius:.2em}
.takeaction .h2{margin:.8em 0 .3em;font-weight:600}
.takeaction :is(.line,.acts) .h2{margin:0;font-size:1.06em}
.takeaction .care{padding-inline-start:.7em;border-inline-start:.2em solid}
.takeaction p{white-space:pre-line}
.takeaction .orig{display:block;font-size:.92em;font-weight:400}
.takeaction :is(.src,.soft,.time,.notices,.small){font-size:.88em;opacity:.78}
.takeaction a{color:inherit;text-decoration:underline;text-underline-offset:.15em}
.takeaction .num{display:inline-block;padding:.25em 0;font-weight:600}
.takeaction summary{cursor:pointer}
.takeaction dt{margin-top:.4em;font-size:.88em;opacity:.78}
.takeaction dd{margin:0}
"""
"""The style of a notebook. It fixes no colour: text and links take that of the notebook."""
