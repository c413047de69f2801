"""The law of a batch: each row has what ``recommend`` gives, in the quick way and the plain one."""

from random import Random

import attrs
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import catalogs, profiles

from takeaction import Action, Profile, QueryError, recommend
from takeaction.batch.cells import PEOPLE as COLUMNS
from takeaction.batch.cells import distinct
from takeaction.batch.table import BatchAnswering
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.models.action import Minutes
from takeaction.models.record import Source
from takeaction.models.text import SafetyText, Text
from takeaction.models.word import core_words
from takeaction.testing import catalog_of
from takeaction.vocabulary.actions import ActionKind, Cadence, Cost, Mode, Per, Risk

PEOPLE = 40
"""The people of one table of the law; a few numbers make some of their questions equal."""

WORDS = {
    kind: [word.id for word in core_words() if word.kind == kind]
    for kind in ("skill", "role", "topic")
}
NOT_IN_A_TABLE = {"survivor", "worker", "domestic-worker", "youth"}


def _answered(catalog, table, limit, weights=WEIGHTS, *, plain=False):
    result = BatchAnswering(catalog, table, limit, weights, None, plain=plain).answer(table)
    result.validate(full=True)
    return result.to_pylist()


def _expected(catalog, row, limit, weights=WEIGHTS):
    """Return what ``recommend`` gives for the fields of a row."""
    try:
        answer = recommend(catalog, Profile(**row), limit=limit, weights=weights)
    except QueryError as error:
        return "broken", {(each.code, each.field) for each in error.errors}
    if not answer:
        gate = max(answer.excluded, key=answer.excluded.__getitem__)
        return "empty", {(f"gate.{gate}", None)}
    return "ok", [
        (
            each.action.id,
            each.score,
            each.moved,
            [(reason.code, reason.points) for reason in each.reasons],
        )
        for each in answer
    ]


def _assert_equal(catalog, people, limit, weights=WEIGHTS, *, plain=False):
    table = pa.Table.from_pylist(people)
    rows = _answered(catalog, table, limit, weights, plain=plain)
    assert len(rows) == len(people)
    for person, row in zip(people, rows, strict=True):
        given = {field: value for field, value in person.items() if value is not None}
        status, expected = _expected(catalog, given, limit, weights)
        assert row["status"] == status
        if status == "ok":
            listed = [
                (
                    each["action"],
                    each["score"],
                    each["moved"],
                    [(reason["code"], reason["points"]) for reason in each["reasons"]],
                )
                for each in row["actions"]
            ]
            assert listed == expected
            assert row["problem"] is None
        else:
            assert row["actions"] == []
            assert (row["problem"]["code"], row["problem"]["field"]) in expected


def _person(random, catalog):
    roles = [role for role in WORDS["role"] if role not in NOT_IN_A_TABLE]
    ids = [*catalog.actions, "gone:act"]
    return {
        "minutes": random.choice([1, 5, 12, 19, 20, 45, 240, 600]),
        "per": random.choice([None, *map(str, Per)]),
        "skills": random.sample(WORDS["skill"], random.choice([0, 0, 1, 2, 5, 30])),
        "roles": random.sample(roles, random.choice([0, 1, 1, 2, 4])),
        "topics": random.sample(WORDS["topic"], random.choice([0, 1, 1, 2, 6])),
        "region": random.choice([None, "US", "us-oh", "Texas", "GB", "DE", "NP", "KE", "001"]),
        "modes": random.sample([*map(str, Mode)], random.choice([0, 0, 1, 2])),
        "cost": random.choice([None, *map(str, Cost)]),
        "risk": random.choice([None, *map(str, Risk)]),
        "done": random.sample(ids, min(len(ids), random.choice([0, 0, 0, 1, 3]))),
        "dismissed": random.sample(ids, min(len(ids), random.choice([0, 0, 0, 1, 3]))),
    }


@pytest.mark.parametrize("plain", [False, True])
@settings(max_examples=25)
@given(catalog=catalogs(most=40), seed=st.integers(0, 10_000), limit=st.sampled_from([1, 2, 5, 30]))
def test_a_table_gives_what_recommend_gives(plain, catalog, seed, limit):
    random = Random(seed)  # noqa: S311 - the same people for a seed
    people = [_person(random, catalog) for _ in range(8)]

    _assert_equal(catalog, people + people[:3], limit, plain=plain)


@pytest.mark.parametrize("plain", [False, True])
def test_the_shipped_packs_give_what_recommend_gives(plain, packs):
    random = Random(3)  # noqa: S311 - the same people in every run

    _assert_equal(packs, [_person(random, packs) for _ in range(PEOPLE)], 5, plain=plain)


@pytest.mark.heavy
@pytest.mark.parametrize("limit", [1, 3, 10, 30])
def test_many_people_have_what_recommend_gives(limit, packs):
    random = Random(limit)  # noqa: S311 - the same people in every run

    _assert_equal(packs, [_person(random, packs) for _ in range(300)], limit)


@pytest.mark.parametrize("plain", [False, True])
@settings(max_examples=20)
@given(catalog=catalogs(most=30), seed=st.integers(0, 10_000), order=st.permutations(list(WEIGHTS)))
def test_weights_count_as_in_recommend(plain, catalog, seed, order):
    weights = {order[0]: 4_993, order[1]: 5_001, order[2]: 6, order[3]: 0}
    weights = {name: weights[name] for name in WEIGHTS if name in weights}
    random = Random(seed)  # noqa: S311 - the same people for a seed

    _assert_equal(catalog, [_person(random, catalog) for _ in range(4)], 5, weights, plain=plain)


@given(catalog=catalogs(), people=st.lists(profiles(), min_size=1, max_size=4))
def test_whoever_may_be_in_a_table_gets_what_recommend_gives(catalog, people):
    rows = [{field: _cell(getattr(person, field)) for field in COLUMNS} for person in people]
    for row in rows:
        row["concern"] = str(row["concern"]).lower()
    table = pa.Table.from_pylist(rows)

    answered = _answered(catalog, table, 5)

    for person, row in zip(people, answered, strict=True):
        refused = person.concern or person.age != "adult" or NOT_IN_A_TABLE & {*person.roles}
        assert (row["status"] == "refused") == bool(refused)
        if not refused:
            expected = [each.action.id for each in recommend(catalog, person, limit=5)]
            assert [each["action"] for each in row["actions"]] == expected


def _cell(value):
    if isinstance(value, (tuple, frozenset)):
        return [str(each) for each in value]
    return value if isinstance(value, (int, bool)) else str(value)


ALIKE = Minutes(min=10, typical=20, max=30)
"""The minutes of actions that differ in nothing but their topics: penalties decide their order."""


def _action(random, number, topics):
    """Return a made-up action; many of them have the same score, and some come after others."""
    return Action(
        id=f"a:act-{number:04}",
        source=Source(title="A test", dated="2026-08"),
        title=Text("Act"),
        summary=Text("Act"),
        steps=(SafetyText("Act"),),
        minutes=random.choice([ALIKE, ALIKE, Minutes(min=5, typical=60, max=90)]),
        cadence=random.choice(list(Cadence)),
        begin=random.choice([None, 3]),
        modes=frozenset(random.sample(list(Mode), 2)),
        skills_helpful=frozenset(random.sample(WORDS["skill"], random.choice([0, 0, 1]))),
        topics=frozenset(random.sample(topics, min(len(topics), random.choice([1, 1, 2])))),
        regions=frozenset(random.choice([["001"], ["US"], ["001"]])),
        kind=random.choice([*[ActionKind.LEARN] * 40, *[ActionKind.TALK] * 20, *ActionKind]),
        after=tuple(
            random.sample([f"a:act-{n:04}" for n in range(8)], random.choice([0] * 5 + [1]))
        ),
    )


@pytest.mark.parametrize("topics", [2, 40, 70])
def test_many_like_actions_are_spread_as_recommend_spreads_them(topics):
    random = Random(topics)  # noqa: S311 - the same actions in every run
    names = [f"topic-{number:02}" for number in range(topics)]
    catalog = catalog_of([_action(random, number, names) for number in range(150)])
    people = [_person(random, catalog) for _ in range(12)]

    _assert_equal(catalog, [{**person, "minutes": 60, "modes": []} for person in people], 5)
    _assert_equal(catalog, people, 30)


@pytest.mark.parametrize("size", [1, 63, 64, 65, 200, 2_100])
def test_any_number_of_actions_fits_into_words_of_64_bits(size):
    random = Random(size)  # noqa: S311 - the same actions in every run
    catalog = catalog_of([_action(random, number, ["awareness"]) for number in range(size)])
    people = [_person(random, catalog) for _ in range(6)]

    _assert_equal(catalog, people, 7)


def test_an_action_that_wants_very_many_skills_is_left_to_recommend():
    random = Random(1)  # noqa: S311 - the same actions in every run
    skills = frozenset(f"skill-{number:03}" for number in range(601))
    action = attrs.evolve(_action(random, 1, ["awareness"]), skills_helpful=skills)

    _assert_equal(catalog_of([action]), [{"minutes": 60}], 5)


def test_sets_of_several_words_are_told_apart():
    rows = np.array([[1, 2], [1, 3], [1, 2], [0, 2]], np.uint64)

    firsts, kinds = distinct(list(rows.T))

    assert (rows[firsts][kinds] == rows).all()
    assert len(firsts) == 3
