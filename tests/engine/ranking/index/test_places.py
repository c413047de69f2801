"""Which index is asked, and for how long it is kept."""

import pytest

from takeaction.core_data import read
from takeaction.engine.ranking.index import places
from takeaction.engine.ranking.index.large import Sets
from takeaction.engine.ranking.index.places import MOST_PLACES, built, index_for
from takeaction.engine.ranking.index.small import Fields
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


def test_few_actions_are_added_up_and_of_many_the_best_are_looked_for(catalog, monkeypatch):
    """How many actions there are decides which kind of index suits them."""
    monkeypatch.setattr(places, "FEW", 2)
    actions = list(catalog.actions.values())

    assert isinstance(built(actions[:2]), Fields)
    assert isinstance(built(actions), Sets)


def test_a_place_has_an_index_of_what_is_for_it(catalog):
    """The index of a place holds what is for that place, and counts the others."""
    index = index_for(catalog, ("US", "001"))

    assert sorted(action.id for action in index.actions) == ["a:anywhere", "a:here"]
    assert (index.retired, index.elsewhere) == (2, 1)
    assert index_for(catalog, ("US", "001")) is index


def test_places_in_which_the_same_actions_hold_share_an_index(catalog):
    """No action is for a part of the country, so one index serves all its parts."""
    ohio, texas = (
        index_for(catalog, ("US-OH", "US", "001")),
        index_for(catalog, ("US-TX", "US", "001")),
    )

    assert ohio is texas is index_for(catalog, ("US", "001"))
    assert index_for(catalog, ("GB", "001")) is not ohio


@pytest.mark.parametrize(("rows", "kept"), [(0, MOST_PLACES), (24, 12), (25, 12), (1_000, 20)])
def test_the_places_that_were_asked_about_last_keep_their_index(
    make_action, monkeypatch, rows, kept
):
    """A host that asks about every place keeps some, and more of them where they are small."""
    monkeypatch.setattr(places, "MOST_ROWS", rows)
    codes = sorted(read("regions")["countries"])[:20]
    actions = [make_action(f"a:{code.lower()}-{n}", regions=[code]) for code in codes for n in "12"]
    catalog = catalog_of(actions)
    asked = [index_for(catalog, (code, "001")) for code in codes]

    again = [index_for(catalog, (code, "001")) for code in codes[: -kept - 1 : -1]]

    assert again == asked[: -kept - 1 : -1]
    if kept < len(codes):
        assert index_for(catalog, (codes[-kept - 1], "001")) is not asked[-kept - 1]


def test_the_place_that_was_not_asked_about_for_longest_loses_its_index(make_action, monkeypatch):
    """To ask again keeps an index."""
    monkeypatch.setattr(places, "MOST_ROWS", 0)
    codes = sorted(read("regions")["countries"])[: MOST_PLACES + 1]
    catalog = catalog_of([make_action(f"a:{code.lower()}", regions=[code]) for code in codes])
    first, second, *_ = (index_for(catalog, (code,)) for code in codes[:MOST_PLACES])

    assert index_for(catalog, (codes[0],)) is first
    index_for(catalog, (codes[-1],))

    assert index_for(catalog, (codes[0],)) is first
    assert index_for(catalog, (codes[1],)) is not second
