"""The values of a poster: every sentence, number and code on it, and none of its looks."""

from datetime import date

import attrs

from takeaction.models.text import Words
from takeaction.web.poster.papers import SPACES, Paper, Space

_LONG, _LONGEST = 11, 16
"""The characters from which a number is written smaller on a strip."""

_MIDDLE, _LONG_NUMBER = 10, 15
"""The characters from which a number is written smaller in its line."""

_LONG_HEADING = 26
"""The characters from which the first heading is written smaller."""


@attrs.frozen(kw_only=True)
class PosterCode:
    """A code to scan.

    Attributes:
        address: Its text, such as ``tel:+18883737888``.
        svg: The code.
        title: What it does.
    """

    address: str
    svg: str
    title: Words


@attrs.frozen(kw_only=True)
class PosterLine:
    """One line of help on a poster.

    Attributes:
        id: The id of its record.
        name: Its name.
        shape: ``police``, ``state``, or empty for anybody else.
        who: Who answers and who they tell, in each language.
        body: Who answers, for a card.
        only_for: Who it is only for; empty if it is for everybody.
        number: The number as people there write it.
        code: The code that calls or texts it.
        facts: How to text it or the same people, and its hours, price and languages: in each
            language as much as the library can say in it.
        evidence: How the number was checked, and the day of the evidence.
        check_by: The day by which its numbers have to be checked again.
    """

    id: str
    name: Words
    shape: str
    who: tuple[Words, ...]
    body: tuple[Words, ...]
    only_for: tuple[Words, ...]
    number: str
    code: PosterCode
    facts: tuple[Words, ...]
    evidence: str
    check_by: date

    @property
    def number_style(self) -> str:
        """How large the number is: ``short``, ``middle`` or ``long``."""
        length = len(self.number)
        return "short" if length < _MIDDLE else "middle" if length < _LONG_NUMBER else "long"


@attrs.frozen(kw_only=True)
class Poster:
    """A poster.

    Attributes:
        paper: The paper it is printed on.
        language: The language that comes first.
        headings: The heading in each language, as all other sentences.
        calm: What a caller needs to know.
        lines: The lines, best first; at least one.
        emergency: What to do in danger.
        emergency_number: The number to call then; None if none is certain.
        page: The code of a page; None without one.
        emergency_sources: Two sources of the emergency number; empty if there is none.
        again: The day by which somebody has to check the numbers again, as a sentence.
        law: That it replaces no notice that the law requires.
        small_language: The language of these three.
        strips: The word for the strips to tear off.
        density: How large its letters are, from ``grand`` to ``tiny``.
    """

    paper: Paper
    language: str
    headings: tuple[Words, ...]
    calm: tuple[Words, ...]
    lines: tuple[PosterLine, ...]
    emergency: tuple[Words, ...]
    emergency_number: str | None
    page: PosterCode | None
    emergency_sources: str
    again: str
    law: str
    small_language: str
    strips: str
    density: str = "roomy"

    @property
    def space(self) -> Space:
        """The space on its paper."""
        return SPACES[self.paper]

    @property
    def strip_style(self) -> str:
        """How small the number on a strip is: ``short``, ``long`` or ``longest``."""
        length = len(self.lines[0].number)
        return "short" if length < _LONG else "long" if length < _LONGEST else "longest"

    @property
    def heading_style(self) -> str:
        """How large the first heading is: ``short`` or ``long``."""
        return "short" if len(self.headings[0].text) < _LONG_HEADING else "long"
