"""The actions that a reader chooses among: a mix of our own first ones and others."""

from random import Random

import pytest

from takeaction import Profile, recommend
from takeaction.authoring.readings.draw import draw
from takeaction.testing import catalog_of

STUDENT = Profile(minutes=30, roles=["student"], skills=["writing"], region="US-OH")


def chance(seed):
    return Random(seed)  # noqa: S311 - no secret


@pytest.mark.parametrize("seed", range(20))
def test_our_first_five_are_among_twelve_with_others_from_behind_and_elsewhere(catalog, seed):
    ranked = [item.action for item in recommend(catalog, STUDENT, limit=None)]

    drawn = draw(catalog, STUDENT, chance(seed))

    places = [ranked.index(action) if action in ranked else 1_000 for action in drawn]
    assert len({action.id for action in drawn}) == len(drawn) == 12
    assert sum(place < 5 for place in places) == 5
    assert sum(place < 20 for place in places) >= 9
    assert all(action.status == "active" for action in drawn)


def test_one_seed_gives_one_draw_and_others_differ(catalog):
    drawn = {seed: draw(catalog, STUDENT, chance(seed)) for seed in range(10)}

    assert draw(catalog, STUDENT, chance(3)) == drawn[3]
    assert len({frozenset(a.id for a in actions) for actions in drawn.values()}) == 10
    assert len({actions[0].id for actions in drawn.values()}) > 3


def test_our_five_stand_anywhere_among_the_twelve(catalog):
    ours = {item.action.id for item in recommend(catalog, STUDENT, limit=5)}

    draws = [draw(catalog, STUDENT, chance(seed)) for seed in range(200)]

    at_place = [sum(actions[place].id in ours for actions in draws) for place in range(12)]
    assert sum(at_place) == 200 * 5
    assert min(at_place) > 50 and max(at_place) < 120  # noqa: PT018 - 83 on average


def test_somebody_with_a_short_list_gets_others_instead(catalog):
    child = Profile(minutes=1, age="child", concern=True)

    drawn = draw(catalog, child, chance(1))

    assert len(recommend(catalog, child, limit=None)) < 12
    assert len({action.id for action in drawn}) == 12


def test_a_small_catalog_is_shown_whole(first_actions):
    drawn = draw(first_actions, STUDENT, chance(1))

    assert sorted(action.id for action in drawn) == sorted(first_actions.actions)


@pytest.fixture
def first_actions(catalog):
    live = [action for action in catalog.actions.values() if action.status == "active"]
    return catalog_of(live[:7])
