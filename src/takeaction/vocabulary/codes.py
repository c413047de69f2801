"""The registry of codes: every kind of mistake in a pack, and every reason to refuse a question.

They are written in ``data/codes.toml``, and read when the first mistake is made or listed.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from takeaction import errors
from takeaction.core_data import read
from takeaction.errors import Outcome, PackError, Where


class Code(NamedTuple):
    """One kind of mistake in a pack.

    Attributes:
        error: The class of its errors.
        outcome: Its usual cost; a few callers of ``mistake`` pass another.
        title: A description of one line, for lists of codes.
    """

    error: type[PackError]
    outcome: Outcome
    title: str


@cache
def codes() -> Mapping[str, Code]:
    """Return every kind of mistake in a pack, a lock file or a spreadsheet, by its code."""
    return {
        code: Code(getattr(errors, name), Outcome(outcome), title)
        for code, (name, outcome, title) in read("codes")["codes"].items()
    }


def query_codes() -> Mapping[str, str]:
    """Return every reason to refuse a question: a code of a QueryError, and one line about it."""
    titles: Mapping[str, str] = read("codes")["questions"]
    return titles


def mistake(  # noqa: PLR0913, PLR0917 - the fields of a PackError
    code: str,
    problem: str,
    where: Where,
    fix: str = "",
    outcome: Outcome | None = None,
    distribution: str | None = None,
) -> PackError:
    """Return the error for a code, of the class and with the outcome in the registry.

    Args:
        code: One of ``codes()``.
        problem: The problem, a sentence.
        where: Its place.
        fix: What to do about it, a sentence; empty where no fix is certain.
        outcome: The cost, where it differs from the usual one.
        distribution: The installed distribution that the pack came from, or None.
    """
    kind = codes()[code]
    return kind.error(code, problem, where, fix, outcome or kind.outcome, distribution)
