"""Faults: mistakes in a value, before their place in a file is known."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import attrs

from takeaction.errors import LONGEST_PATH, Outcome, PackError, plain
from takeaction.value import Value
from takeaction.vocabulary.codes import CODES
from takeaction.vocabulary.words import nearest

LONGEST_COMPARED = 64
"""The longest word that gets a hint: as long as an id may be by default."""

_MOST_COMPARED = 1_000
"""The most known words that a word is compared with.

Comparing 1,000 words of 64 letters takes up to a quarter of a second.
"""

FieldPath = tuple[str | int, ...]
"""The place of a value: keys and indices from the top of the file."""


@attrs.frozen(eq=False, repr=False)
class Fault(Value):
    """A mistake in a value.

    Attributes:
        code: Its kind, such as ``shape.wrong_type``.
        field: Path of the field, such as ``contacts[0].dial``; empty for the record itself.
        problem: The problem, a sentence.
        fix: What to do about it, a sentence; may be empty.
        outcome: Its cost; by default that of its code.
        hint: Returns a better *fix*, or an empty text. It is expensive, so it is called only for
            a fault that is reported.
    """

    code: str
    field: str
    problem: str
    fix: str = ""
    outcome: Outcome = attrs.field(
        default=attrs.Factory(lambda self: CODES[self.code].outcome, takes_self=True)
    )
    hint: Callable[[], str] = attrs.field(default=str, eq=False, repr=False)


class ValueRefusedError(ValueError):
    """A value that a field cannot hold; becomes a Fault once its place is known."""

    def __init__(
        self, code: str, problem: str, fix: str = "", hint: Callable[[], str] = str
    ) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.fix = fix
        self.hint = hint


def hint_for(word: str, known: Iterable[str]) -> Callable[[], str]:
    """Return a hint that names the known word most like *word*.

    The hint is empty if no known word is like it, or if the comparison would be slow.
    """

    def hint() -> str:
        candidates = list(islice(known, _MOST_COMPARED + 1))
        comparable = len(word) <= LONGEST_COMPARED and len(candidates) <= _MOST_COMPARED
        near = nearest(word, candidates) if comparable else ()
        return f"did you mean {plain(near[0])}?" if near else ""

    return hint


# The log of a load: what is missing from the catalog, one line each, for whoever runs the host.
#
# It has names of packs and records, codes and places, and never anything of a question.
# ``logging`` is imported with the first line, since most loads have nothing to say.


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
