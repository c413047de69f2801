"""Which index is asked, and for how long it is kept."""

import pytest

from takeaction.engine import regional
from takeaction.engine.fields import Fields
from takeaction.engine.regional import MOST_PLACES, built, index_for
from takeaction.engine.sets import Sets
from takeaction.testing import catalog_of


@pytest.fixture
def catalog(make_action):
    """Return actions for here, for elsewhere and for nobody."""
    return catalog_of(
        [
            make_action("a:here", regions=["US"]),
            make_action("a:gone-here", regions=["US"], status="retired", note="Gone."),
            make_action("a:anywhere"),
            make_action("a:elsewhere", regions=["GB"]),
            make_action("a:gone-elsewhere", regions=["GB"], status="retired", note="Gone."),
        ]
    )


def test_a_small_catalog_has_one_index(catalog):
    """Up to some thousands of actions one index serves every place."""
    assert index_for(catalog, ("US", "001")) is index_for(catalog, ("GB", "001"))


def test_few_actions_are_added_up_and_of_many_the_best_are_looked_for(catalog, monkeypatch):
    """How many actions there are decides which kind of index suits them."""
    monkeypatch.setattr(regional, "FEW", 2)
    actions = list(catalog.actions.values())

    assert isinstance(built(actions[:2]), Fields)
    assert isinstance(built(actions), Sets)


def test_a_large_catalog_has_an_index_for_each_place(catalog, monkeypatch):
    """The index of a place holds what is for that place, and counts the others."""
    monkeypatch.setattr(regional, "LARGE", 1)

    index = index_for(catalog, ("US", "001"))

    assert sorted(action.id for action in index.actions) == ["a:anywhere", "a:here"]
    assert (index.retired, index.elsewhere) == (2, 1)
    assert index_for(catalog, ("US", "001")) is index


def test_the_places_that_were_asked_about_last_keep_their_index(catalog, monkeypatch):
    """A host that asks about every place of the world does not keep an index for each."""
    monkeypatch.setattr(regional, "LARGE", 1)
    first, second = index_for(catalog, ("A",)), index_for(catalog, ("B",))

    for number in range(MOST_PLACES - 2):
        index_for(catalog, (f"C{number}",))
    assert index_for(catalog, ("A",)) is first
    index_for(catalog, ("D",))

    assert index_for(catalog, ("A",)) is first
    assert index_for(catalog, ("B",)) is not second
