"""The index for a place, and the time it is kept."""

import pytest

from takeaction.core_data import read
from takeaction.engine.ranking.index import places
from takeaction.engine.ranking.index.large import LargeIndex
from takeaction.engine.ranking.index.places import MAX_PLACES, build_index, index_for
from takeaction.engine.ranking.index.small import SmallIndex
from takeaction.testing import catalog_of


@pytest.fixture
def catalog(make_action):
    return catalog_of(
        [
            make_action("a:here", regions=["US"]),
            make_action("a:gone-here", regions=["US"], status="retired", note="Gone."),
            make_action("a:anywhere"),
            make_action("a:elsewhere", regions=["GB"]),
            make_action("a:gone-elsewhere", regions=["GB"], status="retired", note="Gone."),
        ]
    )


def test_few_actions_have_a_small_index_and_many_a_large_one(catalog, monkeypatch):
    monkeypatch.setattr(places, "MAX_SMALL", 2)
    actions = list(catalog.actions.values())

    assert isinstance(build_index(actions[:2]), SmallIndex)
    assert isinstance(build_index(actions), LargeIndex)


def test_a_place_has_an_index_of_the_actions_for_it(catalog):
    index = index_for(catalog, ("US", "001"))

    assert sorted(action.id for action in index.actions) == ["a:anywhere", "a:here"]
    assert (index.retired, index.elsewhere) == (2, 1)
    assert index_for(catalog, ("US", "001")) is index


def test_places_with_the_same_actions_share_an_index(catalog):
    # No action is for a part of the country, so one index serves all its parts.
    ohio, texas = (
        index_for(catalog, ("US-OH", "US", "001")),
        index_for(catalog, ("US-TX", "US", "001")),
    )

    assert ohio is texas is index_for(catalog, ("US", "001"))
    assert index_for(catalog, ("GB", "001")) is not ohio


@pytest.mark.parametrize(("rows", "kept_count"), [(0, MAX_PLACES), (24, 12), (25, 12), (1_000, 20)])
def test_the_places_that_were_asked_about_last_keep_their_index(
    make_action, monkeypatch, rows, kept_count
):
    monkeypatch.setattr(places, "MAX_ROWS", rows)
    codes = sorted(read("regions")["countries"])[:20]
    actions = [make_action(f"a:{code.lower()}-{n}", regions=[code]) for code in codes for n in "12"]
    catalog = catalog_of(actions)
    asked = [index_for(catalog, (code, "001")) for code in codes]

    again = [index_for(catalog, (code, "001")) for code in codes[: -kept_count - 1 : -1]]

    assert again == asked[: -kept_count - 1 : -1]
    if kept_count < len(codes):
        assert index_for(catalog, (codes[-kept_count - 1], "001")) is not asked[-kept_count - 1]


def test_the_least_recently_used_index_is_evicted(make_action, monkeypatch):
    monkeypatch.setattr(places, "MAX_ROWS", 0)
    codes = sorted(read("regions")["countries"])[: MAX_PLACES + 1]
    catalog = catalog_of([make_action(f"a:{code.lower()}", regions=[code]) for code in codes])
    first, second, *_ = (index_for(catalog, (code,)) for code in codes[:MAX_PLACES])

    assert index_for(catalog, (codes[0],)) is first
    index_for(catalog, (codes[-1],))

    assert index_for(catalog, (codes[0],)) is first
    assert index_for(catalog, (codes[1],)) is not second
