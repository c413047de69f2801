"""Faults: mistakes in a value, before their place in a file is known."""

from collections.abc import Callable, Iterable
from itertools import islice

import attrs

from takeaction.errors import Outcome, plain
from takeaction.value import Value
from takeaction.vocabulary.codes import codes
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
        default=attrs.Factory(lambda self: codes()[self.code].outcome, takes_self=True)
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
