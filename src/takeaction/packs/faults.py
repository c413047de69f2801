"""What is wrong with a value, before it is known where it stands."""

from collections.abc import Callable, Iterable
from itertools import islice

import attrs

from takeaction.codes import CODES
from takeaction.errors import Outcome, plain
from takeaction.value import Value
from takeaction.vocabulary import nearest

LONGEST_MEANT = 64
"""Longer words are not compared with others: that takes long."""

_MOST_KNOWN = 1_000

Path = tuple[str | int, ...]
"""Where a value stands: keys and indices from the top of the file."""


@attrs.frozen(eq=False, repr=False)
class Fault(Value):
    """One thing wrong with a value.

    Attributes:
        code: Its kind, such as ``shape.wrong_type``.
        field: Path of the field, such as ``contacts[0].dial``; empty for the record itself.
        problem: What is wrong, a sentence.
        fix: What to do, a sentence; may be empty.
        outcome: What it costs.
        hint: Returns a better *fix*, or an empty text. Dear, so that it is called only for
            what is reported.
    """

    code: str
    field: str
    problem: str
    fix: str = ""
    outcome: Outcome = attrs.field(
        default=attrs.Factory(lambda self: CODES[self.code].outcome, takes_self=True)
    )
    hint: Callable[[], str] = attrs.field(default=str, eq=False, repr=False)


class RefusedError(ValueError):
    """A value that a field does not take; becomes a Fault once its place is known."""

    def __init__(
        self, code: str, problem: str, fix: str = "", hint: Callable[[], str] = str
    ) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.fix = fix
        self.hint = hint


def meant(word: str, known: Iterable[str]) -> Callable[[], str]:
    """Return the hint that names the known word that is most like *word*.

    It looks only at short words and lists: to compare much takes long.
    """

    def hint() -> str:
        few = list(islice(known, _MOST_KNOWN + 1))
        comparable = len(word) <= LONGEST_MEANT and len(few) <= _MOST_KNOWN
        near = nearest(word, few) if comparable else ()
        return f"did you mean {plain(near[0])}?" if near else ""

    return hint
