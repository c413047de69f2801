"""The words in the shapes are the closed words of the vocabulary."""

from typing import get_args

from takeaction.engine.ranking.gates import GATES
from takeaction.engine.shapes import words
from takeaction.models.numbers import SERVICES
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.records import FreshnessState

NAMES = [name for name in vars(words) if name.endswith("Word")]


EXPECTED = {
    **{kind.__name__: tuple(kind) for kind in CLOSED_LISTS},
    "Freshness": tuple(FreshnessState),
    "Gate": tuple(GATES),
    "Service": SERVICES,
}


def test_a_type_has_the_words_of_its_list_in_their_order(subtests):
    for name in NAMES:
        with subtests.test(str(name)):
            assert get_args(getattr(words, name)) == EXPECTED[name.removesuffix("Word")]
