"""The log of a load: what is missing from the catalog, one line each, for whoever runs the host.

It has names of packs and records, codes and places, and never anything of a question. ``logging``
is imported with the first line, since most loads have nothing to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from takeaction.errors import LONGEST_PATH, Outcome, PackError, plain

NAME = "takeaction"
"""The name of the logger. Its messages are warnings."""

_MOST_NAMED = 3
"""The most records or places that a line names: it has to be short, and the catalog has them."""


def log_lines(lines: Iterable[str]) -> None:
    """Log lines as warnings; without a handler of the host they go nowhere."""
    written = tuple(lines)
    if not written:
        return
    import logging

    logger = logging.getLogger(NAME)
    if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
        logger.addHandler(logging.NullHandler())
    for text in written:
        logger.warning("%s", text)


def lines_on_empty() -> Iterator[str]:
    """Yield the line on a catalog without packs."""
    yield "No pack is loaded, so there is nothing to answer from."


def lines_on_packs(mistakes: Iterable[PackError]) -> Iterator[str]:
    """Yield a line for each pack that is left out, with the code of its first mistake."""
    codes: dict[str, str] = {}
    for error in mistakes:
        if error.outcome is Outcome.QUARANTINE:
            codes.setdefault(plain(error.where.pack or "a pack", LONGEST_PATH), error.code)
    return (f"Left out: {name} ({code}). See catalog.mistakes." for name, code in codes.items())


def lines_on_held_back(held_back: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield a line for each pack with records that the lock holds back."""
    for pack, ids in sorted(held_back.items()):
        names = _some(sorted(ids))
        yield f"The lock holds back records of {plain(pack)}: {names}. See catalog.mistakes."


def lines_on_lost(coverage: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a line on the places and languages whose last contact is gone since the lock."""
    if coverage:
        names = _some([f"{place} in {language}" for place, language in coverage])
        yield f"Nobody to call any more since the lock: {names}. See catalog.coverage_lost."


def _some(names: Sequence[str]) -> str:
    """Write the first names on one line, and the number of the others."""
    shown = ", ".join(plain(name) for name in islice(names, _MOST_NAMED))
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
