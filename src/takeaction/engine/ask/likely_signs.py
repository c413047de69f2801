"""Likely signs: a few signs that somebody may confirm, from what was heard. None is ticked.

``data/phrases/signs.json`` has the concepts of signs for each concept of hearing.
"""

from collections.abc import Iterable

from takeaction.catalog import Catalog
from takeaction.core_data import read
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.signs.questions import askable_signs, concept_of
from takeaction.models.indicator import Indicator
from takeaction.vocabulary.needs import Intent
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person

_MOST = 8

_ABOUT_OTHERS = frozenset({Intent.NEED_OTHER, Intent.SIGNS, Intent.REPORT})


def likely_signs(catalog: Catalog, heard: Heard) -> tuple[Indicator, ...]:
    """Return at most eight signs to confirm, one for each concept; empty for other questions."""
    if heard.intent not in _ABOUT_OTHERS:
        return ()
    person = Person.POSSIBLY_CHILD if heard.concerns_child else Person.UNKNOWN
    return signs_heard(askable_signs(catalog, Observer.BYSTANDER, person), heard)


def signs_heard(signs: Iterable[Indicator], heard: Heard) -> tuple[Indicator, ...]:
    """Return at most eight of some signs that words may point to, one for each concept."""
    by_concept: dict[str, Indicator] = {}
    for sign in signs:
        by_concept.setdefault(concept_of(sign), sign)
    concepts = read("phrases/signs")["signs"]
    wanted = (
        sign for concept in concepts if concept in heard.concepts for sign in concepts[concept]
    )
    likely = (by_concept[concept] for concept in dict.fromkeys(wanted) if concept in by_concept)
    return tuple(likely)[:_MOST]
