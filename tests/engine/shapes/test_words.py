"""The words in the shapes are the closed words of the vocabulary."""

from enum import StrEnum
from importlib import import_module
from typing import get_args

import pytest

from takeaction.engine.ranking.gates import GATES
from takeaction.engine.shapes import words
from takeaction.models.numbers.emergency import SERVICES

NAMES = [name for name in vars(words) if name.endswith("Word")]


def _vocabulary():
    """Return every list of closed words by its name."""
    rooms = ("actions", "contacts", "goods", "needs", "records", "resources", "signs")
    classes = (
        value
        for room in rooms
        for value in vars(import_module(f"takeaction.vocabulary.{room}")).values()
        if isinstance(value, type) and issubclass(value, StrEnum)
    )
    return {kind.__name__: tuple(kind) for kind in classes}


EXPECTED = {
    **_vocabulary(),
    "Freshness": _vocabulary()["FreshnessState"],
    "Gate": tuple(GATES),
    "Service": SERVICES,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_type_has_the_words_of_its_list_in_their_order(name):
    """A word that is added to the vocabulary is added to the type of the JSON too."""
    assert get_args(getattr(words, name)) == EXPECTED[name.removesuffix("Word")]
