"""The law of the index: it gives what looking at every action gives."""

from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import catalogs, profiles

from takeaction import Action, Profile
from takeaction.engine.ranking import index as index_of_actions
from takeaction.engine.ranking import ranking
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.index import Index, index_for, rank_by_index
from takeaction.models.action import Minutes
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.testing import catalog_of
from takeaction.vocabulary.actions import ActionKind, Age, Cadence, Cost, Mode, Per, Risk
from takeaction.vocabulary.records import Status, WordKind

SOURCE = Source(title="A test", dated="2026-08")
TEXT = Text("Act")
REGIONS = ("001", "US", "US-OH", "US-TX", "GB", "GB-ENG", "DE", "EU", "150", "NP", "KE")
WORDS = {
    kind: [word.id for word in catalog_of([]).words.of(kind)]
    for kind in (WordKind.SKILL, WordKind.ROLE, WordKind.TOPIC)
}
SEEDS, PEOPLE = 8, 50
ROUNDS = settings().max_examples // 4
"""Catalogs for each seed; with the 200 examples of CI these are 20,000 people in all."""


def _some(random, choices, most):
    return frozenset(random.sample(choices, random.randint(0, most)))


def _least_one(random, choices, most):
    return frozenset(random.sample(choices, random.randint(1, most)))


def _earlier(random, number):
    """Return the ids of up to two actions that come first; one may be the action itself."""
    return tuple(
        f"a:act-{random.randrange(number + 1):04}" for _ in range(random.choice([0, 0, 2]))
    )


def _action(random, number, few):
    """Return a made-up action; few words make many actions alike, as in real catalogs."""
    skills, roles, topics = (WORDS[kind][: 12 if few else None] for kind in WORDS)
    least, typical, most = sorted(random.choices(range(1, 40 if few else 2_000), k=3))
    return Action(
        id=f"a:act-{number:04}",
        source=SOURCE,
        title=TEXT,
        summary=TEXT,
        steps=(TEXT,),
        minutes=Minutes(min=least, typical=typical, max=most),
        cadence=random.choice(list(Cadence)),
        modes=_least_one(random, list(Mode), 2),
        skills_required=_some(random, skills, 2),
        skills_helpful=_some(random, skills, 3),
        roles=_some(random, ["anyone", *roles], 3),
        roles_only=_some(random, roles, 2) if random.random() < 0.3 else frozenset(),
        topics=_some(random, topics, 4),
        regions=_least_one(random, REGIONS, 2),
        cost=random.choice(list(Cost)),
        risk=random.choice(list(Risk)),
        ages=_least_one(random, list(Age), 3),
        status=random.choice([Status.ACTIVE, Status.ACTIVE, Status.UNKNOWN, Status.RETIRED]),
        concern=random.random() < 0.2,
        quiet=random.random() < 0.2,
        after=_earlier(random, number),
        made_for=_some(random, roles, 3) if random.random() < 0.6 else frozenset(),
        addressed_to=_some(random, roles, 2) if random.random() < 0.2 else frozenset(),
        kind=random.choice([None, None, *ActionKind]),
        in_parts=random.random() < 0.3,
        begin=random.choice([None, None, 1, 10]),
    )  # fmt: skip


def _person(random, ids):
    skills, roles, topics = WORDS.values()
    return Profile(
        minutes=random.choice([1, 2, 5, 12, 30, 37, 90, 240, 1_999, 50_000]),
        per=random.choice(list(Per)),
        skills=_some(random, skills, 5),
        roles=_some(random, roles, 3),
        topics=_some(random, topics, 4),
        region=random.choice(REGIONS),
        modes=_some(random, list(Mode), 2),
        cost=random.choice(list(Cost)),
        risk=random.choice(list(Risk)),
        age=random.choice([Age.ADULT, Age.ADULT, Age.YOUTH, Age.CHILD]),
        concern=random.choice([False] * 12 + [True, "self", "other"]),
        done=_some(random, ids, 3) if len(ids) > 3 else (),
        dismissed=_some(random, ids, 3) if len(ids) > 3 else (),
    )


def _result(ranked):
    listed = [(score, action.id) for score, action in ranked.listed]
    near = [(score, action.id) for score, action in ranked.near]
    return listed, near, dict(ranked.counts())


def _as_if_long():
    """Let a short index keep rare values as lists, and sort in parts, as a long one does."""
    bounds = {"_SHORT_ROWS": 0, "_MAX_TOTALS": 2, "_FIRST_PART": 2}
    return patch.multiple(index_of_actions, **bounds)


def _assert_equal(catalog, profile, weights=WEIGHTS, index=None):
    index = index or Index(catalog.actions.values())
    person = look_up_asker(catalog, profile)

    plain = _result(ranking.rank_by_loop(catalog.actions.values(), person, weights, {}))

    assert _result(rank_by_index(index, person, weights)) == plain


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_index_gives_what_the_loop_gives(seed):
    # Made-up catalogs of 0 to 400 actions, 20,000 people in CI: the same lists and counts.
    random = Random(seed)  # noqa: S311 - the same people in every run
    for _ in range(ROUNDS):
        size = random.choice([0, 1, 7, 20, 60, 60, 200, 400])
        few = random.random() < 0.5
        catalog = catalog_of([_action(random, number, few) for number in range(size)])
        ids, index = list(catalog.actions), Index(catalog.actions.values())
        for _ in range(PEOPLE):
            _assert_equal(catalog, _person(random, ids), index=index)


@pytest.mark.parametrize("seed", range(SEEDS, SEEDS + 3))
def test_a_long_index_gives_what_the_loop_gives(seed):
    random = Random(seed)  # noqa: S311 - the same people in every run
    with _as_if_long():
        for size in (1, 40, 400):
            for few in (True, False):
                catalog = catalog_of([_action(random, number, few) for number in range(size)])
                ids, index = list(catalog.actions), Index(catalog.actions.values())
                for _ in range(PEOPLE // 2):
                    _assert_equal(catalog, _person(random, ids), index=index)


@given(
    catalogs(most=30), st.lists(profiles(), min_size=1, max_size=4), st.permutations(list(WEIGHTS))
)
def test_the_index_gives_what_the_loop_gives_for_any_weights(catalog, people, order):
    weights = {order[0]: 4_999, order[1]: 5_001, order[2]: 0}
    for profile in people:
        _assert_equal(catalog, profile)
        _assert_equal(catalog, profile, weights)
        with _as_if_long():
            _assert_equal(catalog, profile)


@given(catalogs(most=30), profiles())
def test_an_index_of_a_place_changes_nothing(catalog, profile):
    index = index_for(catalog, look_up_asker(catalog, profile).region.chain)

    _assert_equal(catalog, profile, index=index)
