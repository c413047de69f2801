"""How many lines fit one page, and how large their letters are: estimated, since nothing runs."""

from collections.abc import Iterable, Iterator
from math import ceil
from unicodedata import combining, east_asian_width

import attrs

from takeaction.models.text import Words
from takeaction.web.poster.papers import Space
from takeaction.web.poster.values import Poster, PosterLine

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
        for shown in (lines, tuple(map(_with_less, lines))):
            for density in _LARGE + (_SMALL if count <= _FEW else ()):
                yield attrs.evolve(poster, lines=shown, density=density)
    yield attrs.evolve(poster, lines=shown, density="tiny")


def _with_less(line: PosterLine) -> PosterLine:
    """Return a line with its facts, and who it is only for, in the first language alone."""
    return attrs.evolve(line, facts=line.facts[:1], only_for=line.only_for[:1])


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
    return sum(ceil(_cells(words.text) / columns) * _height(words.language) for words in texts)


def _height(language: str) -> float:
    return _HIGH if language in _HIGH_LANGUAGES else 1


def _cells(text: str) -> int:
    """Return the width of a text in letters; letters of East Asia are as wide as two."""
    letters = (each for each in text if not combining(each))
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in letters)
