"""Rules for what people type when they mean a record. They only warn: no helpline is lost for one.

A term is searched and never shown, so nothing here judges its wording: people type hard words about
themselves and others, and have to find help with them.
"""

from collections.abc import Iterator

from takeaction.errors import shown
from takeaction.models.record import LONGEST_TERM, MOST_TERMS, PeopleSay
from takeaction.packs.faults import Fault
from takeaction.vocabulary.words import fold

_BETWEEN = frozenset("|\n")
"""The characters between terms in the cell of a sheet."""


def faults(people_say: PeopleSay) -> Iterator[Fault]:
    """Find the terms that a search does not count."""
    count = sum(len(terms) for _, terms in people_say.terms)
    if count > MOST_TERMS:
        problem = f"this has {count:,} terms; the first {MOST_TERMS} count."
        yield Fault("terms.count", "people_say", problem, "keep those that people type most.")
    for tag, terms in people_say.terms:
        if not _are_ordinary(terms):
            for number, term in enumerate(terms):
                yield from _term_faults(term, f"people_say.{tag}[{number}]")


def _are_ordinary(terms: tuple[str, ...]) -> bool:
    """Tell at a glance that nothing is wrong with some terms; False means that each needs a look.

    To fold each of ours took a twentieth of a first answer.
    """
    joined = "".join(terms)
    return (
        "|" not in joined
        and "\n" not in joined
        and all(map(_begins_with_a_letter, terms))
        and max(map(len, terms), default=0) <= LONGEST_TERM
    )


def _begins_with_a_letter(term: str) -> bool:
    """Tell whether the first character of a term is a letter or digit that folding keeps.

    The letters left out are few: some fold to nothing, such as the lone accents of Greek and the
    vowel signs of Arabic that are letters to Unicode.
    """
    first = term[:1]
    return first.isalnum() and (first < "\u0370" or "\u0380" < first < "\ufb00")


def _term_faults(term: str, field: str) -> Iterator[Fault]:
    fix = "write one term as people type it, in a few words."
    if len(term) > LONGEST_TERM:
        problem = f"this term has {len(term):,} characters; the first {LONGEST_TERM} count."
        yield Fault("terms.form", field, problem, fix)
    elif not fold(term) or not _BETWEEN.isdisjoint(term):
        problem = f"{shown(term)} has no letter or digit, or a line break or | in it."
        yield Fault("terms.form", field, problem, fix)
