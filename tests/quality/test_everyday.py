"""Everyday words and places are understood: a list that was chosen first, and one set aside."""

import tomllib
from pathlib import Path

import pytest

from takeaction.engine.shopping.basket import read_basket
from takeaction.errors import UnknownWordError
from takeaction.models.region import find_region
from takeaction.vocabulary.records import WordKind

LISTS = tomllib.loads(Path(__file__).with_name("everyday.toml").read_text("utf-8"))
SIZES = {"role": 30, "skill": 20, "product": 30, "place": 60}


def meant(catalog, kind, written):
    if kind == "place":
        return {find_region(written).code}
    if kind == "product":
        return set().union(*(item.sold for item in read_basket(catalog, [written]).items))
    return {catalog.words.find(WordKind(kind), written, "field").id}


def is_understood(catalog, kind, written, ids):
    try:
        return not meant(catalog, kind, written).isdisjoint(ids.split())
    except UnknownWordError:
        return False


@pytest.mark.parametrize("kind", SIZES, ids=str)
@pytest.mark.parametrize("name", LISTS, ids=str)
def test_everyday_words_are_understood(catalog, name, kind):
    words = LISTS[name][kind]

    missed = {
        written for written, ids in words.items() if not is_understood(catalog, kind, written, ids)
    }

    assert len(words) == SIZES[kind]
    assert missed == set()
