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
        for number, term in enumerate(terms):
            yield from _term_faults(term, f"people_say.{tag}[{number}]")


def _term_faults(term: str, field: str) -> Iterator[Fault]:
    fix = "write one term as people type it, in a few words."
    if len(term) > LONGEST_TERM:
        problem = f"this term has {len(term):,} characters; the first {LONGEST_TERM} count."
        yield Fault("terms.form", field, problem, fix)
    elif not fold(term) or not _BETWEEN.isdisjoint(term):
        problem = f"{shown(term)} has no letter or digit, or a line break or | in it."
        yield Fault("terms.form", field, problem, fix)
