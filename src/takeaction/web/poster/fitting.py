"""The lines of a place that may hang on a wall, and how much of them fits a paper.

First the numbers that may not, each with the reason; then the papers and the values of a poster;
then an estimate of its rows, from which the number of lines and the size of letters follow; and
last the codes to scan.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from unicodedata import combining, east_asian_width

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.freshness import FRESH_CONTACT_DAYS, freshness
from takeaction.engine.help.answer import HelpLine, Referral
from takeaction.engine.help.referral import find_help, lines_of
from takeaction.errors import UnknownWordError
from takeaction.models.question.arguments import check_text
from takeaction.models.question.queries import HelpQuery
from takeaction.models.text import Words
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import FreshnessState, Method, Status
from takeaction.vocabulary.words import nearest


class Unfit(StrEnum):
    """A reason to leave a number off a poster."""

    NO_EVIDENCE = "no-evidence"
    OVERDUE = "overdue"
    OUT_OF_DATE = "out-of-date"
    UNSURE = "unsure"
    ALIKE = "alike"
    CLAIMED = "claimed"

    @property
    def text_code(self) -> str:
        """The code of its text in those of the pages."""
        return f"poster.{self.name.lower()}"


@attrs.frozen
class OffPoster:
    """A number that is left off.

    Attributes:
        id: The id of its record.
        contact: The id of its contact in the record.
        why: The reason.
    """

    id: str
    contact: str
    why: Unfit


@attrs.frozen
class PosterLines:
    """The lines of a place.

    Attributes:
        lines: The lines that may hang on a wall, best first; the ways of each are its numbers.
        left_out: The numbers that may not, in the same order.
    """

    lines: tuple[HelpLine, ...]
    left_out: tuple[OffPoster, ...]


def poster_lines(
    catalog: Catalog, region: str, languages: tuple[str, ...], at: datetime
) -> PosterLines:
    """Choose the lines of a place by the evidence for their numbers.

    A poster hangs day and night, so that it counts for nothing which line is open now.

    Args:
        catalog: The records.
        region: The place.
        languages: The languages of the poster; lines that speak the first of them come first.
        at: The moment, aware.

    Raises:
        UnknownWordError: The place is in no list.
    """
    query = HelpQuery(region=region, language=languages[0])
    help_ = find_help(catalog, query, languages=languages)
    numbers = [
        attrs.evolve(each, freshness=freshness(each.resource, at, each.contact))
        for each in help_.ways
        if each.contact.channel in (Channel.VOICE, Channel.SMS) and each.contact.dial
    ]
    judged = [(each, next(_reasons(each, at.date()), None)) for each in numbers]
    return PosterLines(
        lines=lines_of(each for each, why in judged if why is None),
        left_out=tuple(
            OffPoster(each.resource.id, each.contact.id, why) for each, why in judged if why
        ),
    )


def check_again_by(numbers: Iterable[Referral], at: datetime) -> date:
    """Return the day by which the first of several numbers has to be checked again.

    Where no day is set for any of them, it is that on which evidence of today is fresh no more.
    """
    days = [each.verified.review_by for each in numbers if each.verified.review_by]
    return min(days, default=at.date() + timedelta(days=FRESH_CONTACT_DAYS))


def _reasons(referral: Referral, day: date) -> Iterator[Unfit]:
    """Yield why a number may not hang on a wall, where no warning can be beside it."""
    if referral.verified.method is Method.NONE:
        yield Unfit.NO_EVIDENCE
    if referral.verified.is_overdue(day):
        yield Unfit.OVERDUE
    if referral.freshness.state is FreshnessState.EXPIRED:
        yield Unfit.OUT_OF_DATE
    if referral.resource.status is Status.UNKNOWN:
        yield Unfit.UNSURE
    if referral.resembles:
        yield Unfit.ALIKE
    if referral.is_place_added:
        yield Unfit.CLAIMED


# The papers of a poster, and the number of lines, strips and cards on each.


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


# The values of a poster: every sentence, number and code on it, and none of its looks.


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


# How many lines fit one page, and how large their letters are: estimated, since nothing runs.


_SIZES = {
    "grand": 1.3,
    "large": 1.15,
    "roomy": 1.0,
    "snug": 0.93,
    "close": 0.86,
    "dense": 0.8,
    "tight": 0.74,
    "tiny": 0.62,
}
"""The sizes of letters, as in ``static/poster.css``."""

_FEW = 2
"""The lines that are worth smaller letters; a third is not."""

_LESS = 0.6
"""How much smaller a long heading is."""

_LARGE = ("grand", "large", "roomy", "snug", "close")
_SMALL = ("dense", "tight")

_MARGIN = 1.05
"""How much more rows of small letters may take than estimated: not all shrinks alike."""

_LEAST_NUMBER = 0.86
"""The least size of a number: it is what people see first."""

_HIGH_LANGUAGES, _HIGH = frozenset({"ar", "fa", "ur"}), 1.25
"""Languages with higher rows, as in ``static/poster.css``, and how much higher they are."""

_BOLD, _NAME, _GAP = 0.7 / 0.6, 1.2, 1.6
"""How wide bold letters are, how high a name, and the space around a line: in plain ones."""


def fitted(poster: Poster) -> Poster:
    """Return a poster with as many lines, facts and as large letters as fit its paper.

    One line fewer is better than letters too small to read.
    """
    *others, last = _versions(poster)
    return next((each for each in others if _fits(each)), last)


def _versions(poster: Poster) -> Iterator[Poster]:
    """Yield versions of a poster, the best first."""
    for count in range(len(poster.lines), 0, -1):
        lines = poster.lines[:count]
        # With less it has its facts, and who it is only for, in the first language alone.
        less = [
            attrs.evolve(line, facts=line.facts[:1], only_for=line.only_for[:1]) for line in lines
        ]
        for shown in (lines, tuple(less)):
            for density in _LARGE + (_SMALL if count <= _FEW else ()):
                yield attrs.evolve(poster, lines=shown, density=density)
    yield attrs.evolve(poster, lines=shown, density="tiny")


def _fits(poster: Poster) -> bool:
    space = poster.space
    size = _SIZES[poster.density]
    rows = _card_rows(poster, size) if space.cards else _rows(poster, size)
    return rows * (1 if size == 1 else _MARGIN) <= space.rows / size


def _rows(poster: Poster, size: float) -> float:
    space = poster.space
    danger = _text_rows(poster.emergency, space.narrow / size * 0.85)
    if poster.page:
        address = ceil(len(poster.page.address) / (space.narrow / size * 0.75))
        danger = max(danger + address, 0.75 * space.code / size)
    return (
        _heading_rows(poster, size)
        + _text_rows(poster.calm, space.wide / size)
        + sum(_line_rows(line, space, size, line.facts) for line in poster.lines)
        + max(danger, 0.8 * space.number)
        + _GAP
    )


def _card_rows(poster: Poster, size: float) -> float:
    page = 1 + len(poster.page.address) // (poster.space.wide / size) if poster.page else 0
    lines = sum(_line_rows(line, poster.space, size, ()) for line in poster.lines)
    return _heading_rows(poster, size) + lines + page


def _heading_rows(poster: Poster, size: float) -> float:
    first, *others = poster.headings
    space = poster.space
    large = space.heading * (_LESS if poster.heading_style == "long" else 1)
    # All scale alike, so that only the characters of a row depend on the size.
    rows = large * _text_rows([first], space.wide / size / large)
    return rows + space.also * _text_rows(others, space.wide / size / space.also / _BOLD)


def _line_rows(line: PosterLine, space: Space, size: float, facts: Iterable[Words]) -> float:
    columns = space.narrow / size
    gap = _GAP if not space.cards else 0.4
    name = _NAME * _text_rows([line.name], columns / _NAME / _BOLD)
    who = line.body if space.cards else line.who
    texts = [*who, *line.only_for, *facts]
    number = space.number * max(size, _LEAST_NUMBER) / size
    words = name + _text_rows(texts, columns) + number + 0.5
    return gap + max(words, space.code / size)


def _text_rows(texts: Iterable[Words], columns: float) -> float:
    return sum(
        ceil(_cells(words.text) / columns) * (_HIGH if words.language in _HIGH_LANGUAGES else 1)
        for words in texts
    )


def _cells(text: str) -> int:
    """Return the width of a text in letters; letters of East Asia are as wide as two."""
    letters = (each for each in text if not combining(each))
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in letters)


# Codes to scan (QR): the number to call or text, and a page.


_CORRECTION = "q"
"""A quarter of a code may be torn or dirty: a poster hangs where people pass."""


def svg_code(address: str, title: str) -> str:
    """Draw an address as a code in SVG, which grows and shrinks with its place.

    Args:
        address: The text of the code, such as ``tel:+18883737888``.
        title: What it does, for whoever can't see it; it is escaped.

    Returns:
        An ``svg`` element without a size of its own, with a white margin of four modules.
    """
    import segno  # an extra, which only a poster needs

    code = segno.make(address, error=_CORRECTION, micro=False, boost_error=False)
    return code.svg_inline(omitsize=True, title=title, svgclass=None, lineclass=None)
