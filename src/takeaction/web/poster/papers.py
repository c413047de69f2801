"""The papers of a poster, and the number of lines, strips and cards on each."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from takeaction.errors import UnknownWordError
from takeaction.models.question.arguments import check_text
from takeaction.vocabulary.words import nearest


class Paper(StrEnum):
    """A paper that a poster fits, on one page."""

    A4 = "a4"
    LETTER = "letter"
    WALLET = "wallet"
    DOOR = "door"


@attrs.frozen(kw_only=True)
class Space:
    """The space on a paper, in rows and characters of its plain text.

    Attributes:
        lines: The most lines of help.
        strips: The strips to tear off.
        cards: The equal cards to cut out; 0 for one poster.
        rows: The rows beside the strips and the small print.
        wide: The characters of a row.
        narrow: The characters of a row beside a code.
        code: The rows that a code takes, with its title.
        heading: The rows that a row of the heading takes.
        also: The rows that a row of the heading in another language takes.
        number: The rows that a number takes.
    """

    lines: int
    strips: int
    cards: int = 0
    rows: float
    wide: int
    narrow: int
    code: float
    heading: float
    also: float
    number: float


# The sizes follow from those in static/poster.css. A letter of the widest usual font is 0.6 of its
# size wide, or 0.7 where it is bold; tests lay out every place that our packs know.
SPACES: Mapping[Paper, Space] = {
    Paper.A4: Space(
        lines=3, strips=10, rows=38.5, wide=72, narrow=56, code=8, heading=3.2, also=1.6, number=3.1
    ),
    Paper.LETTER: Space(
        lines=3, strips=10, rows=37.5, wide=78, narrow=60, code=8, heading=3.3, also=1.6, number=3.1
    ),
    Paper.WALLET: Space(
        lines=1,
        strips=10,
        cards=8,
        rows=13.6,
        wide=50,
        narrow=35,
        code=7.5,
        heading=1.4,
        also=1.15,
        number=2.1,
    ),
    Paper.DOOR: Space(
        lines=2,
        strips=7,
        rows=34.5,
        wide=66,
        narrow=48,
        code=7.8,
        heading=2.8,
        also=1.5,
        number=2.9,
    ),
}
"""The space on each paper. A wallet card has the size of a bank card, eight to a sheet; a door has
a sheet of half the size of A4, for the inside of a toilet door."""


def as_paper(size: str) -> Paper:
    """Read the size of a poster.

    Raises:
        UnknownWordError: It is none of a4, letter, wallet and door.
    """
    written = check_text(size, "size").strip().casefold()
    if written not in list(Paper):
        raise UnknownWordError("size", 0, nearest(written, Paper))
    return Paper(written)
