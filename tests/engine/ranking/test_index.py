"""The index in its parts; a property test holds the law that it gives what the loop gives."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.core_data import read
from takeaction.engine.ranking import index as index_of_actions
from takeaction.engine.ranking.gates import FIELDS, Amount, OneAction, RankingFactor, Trait, WordSet
from takeaction.engine.ranking.index import MAX_PLACES, Index, index_for
from takeaction.engine.reasons import TOP_LEVEL, points
from takeaction.testing import catalog_of

TOPICS = ["awareness", "children", "indicators-reporting", "online-exploitation"]


@pytest.fixture(params=["short", "long"])
def index(make_action, monkeypatch, request):
    """An index of 60 actions; a long one keeps rare values as lists, and few totals."""
    if request.param == "long":
        monkeypatch.setattr(index_of_actions, "_SHORT_ROWS", 0)
        monkeypatch.setattr(index_of_actions, "_MAX_TOTALS", 5)
    random = Random(5)  # noqa: S311 - the same actions in every run
    actions = []
    for number in range(60):
        least = random.randrange(1, 90)
        actions.append(
            make_action(
                f"a:act-{number:02}",
                topics=random.sample(TOPICS, random.randrange(5)),
                minutes={"min": least, "typical": 2 * least, "max": 3 * least},
                skills_helpful=[["writing"], []][number > 1],
            )
        )
    return Index(actions)


def _row(row):
    return 1 << 16 * row


def _rows(index, bits):
    return {row for row in range(index.size) if bits & _row(row)}


def _lanes(index, numbers):
    return [numbers >> 16 * row & 0xFFFF for row in range(index.size)]


VALUES = [[], TOPICS[:1], TOPICS[1:], TOPICS, ["unknown"], ["writing"]]


@pytest.mark.parametrize("field", [each for each in FIELDS if isinstance(each, WordSet)])
def test_a_field_has_the_same_sets_in_an_index_as_for_each_action(index, field):
    for values in VALUES:
        for question in ("any_of", "only"):
            expected = _expected(index, lambda one, q=question, v=values: getattr(one, q)(field, v))
            assert _rows(index, getattr(index, question)(field, values)) == expected
        for value in values:
            expected = _expected(index, lambda one, v=value: one.having(field, v))
            assert _rows(index, index.having(field, value)) == expected
        for number, bits in enumerate(index.overlap(field, frozenset(values))):
            expected = _expected(
                index, lambda one, v=values, n=number: one.overlap(field, frozenset(v))[n]
            )
            assert _rows(index, bits) == expected


def _expected(index, holds):
    return {row for row, action in enumerate(index.actions) if holds(OneAction(action))}


@pytest.mark.parametrize("field", [each for each in FIELDS if isinstance(each, Trait | Amount)])
def test_traits_and_amounts_have_the_same_sets_too(index, field):
    if isinstance(field, Trait):
        expected = _expected(index, lambda one: one.that_are(field))
        assert _rows(index, index.that_are(field)) == expected
        return
    for bound in (-1, 0, 1, 2, 17, 44, 90, 100, 178, 1_000):
        expected = _expected(index, lambda one, b=bound: one.at_most(field, b))
        assert _rows(index, index.at_most(field, bound)) == expected


def test_actions_are_found_by_their_ids(index):
    found = index.known_as(["a:act-03", "a:unknown"])

    assert [index.actions[row].id for row in _rows(index, found)] == ["a:act-03"]


# Points


@pytest.fixture
def three(make_action):
    return Index([make_action(f"a:{name}") for name in ("one", "three", "two")])


def _factor(*level_sets, **how):
    return RankingFactor("made-up", 0, lambda _actions, _asker: iter(level_sets), **how)


@pytest.mark.parametrize("remainder", range(TOP_LEVEL))
def test_points_of_all_rows_are_what_the_loop_counts(make_action, remainder):
    index = Index([make_action(f"a:act-{number:02}") for number in range(TOP_LEVEL + 1)])
    levels = [(level, _row(level), "") for level in range(TOP_LEVEL + 1)]

    for weight in (remainder, 2_190 + remainder, 9_975 + remainder):
        for adds in (False, True):
            factor = _factor(*levels, adds=adds)
            gained = index.points(factor, None, index.all_rows, weight)
            scores = [score for score, _ in index.ranked(index.all_rows, gained)]
            assert scores == [points(weight, level) for level in range(TOP_LEVEL, -1, -1)]


def test_sums_stop_at_the_highest_level(three):
    first, second, third = (_row(row) for row in range(3))
    levels = [(9, three.all_rows, ""), (8, second | third, ""), (2_000, second, "")]

    sums = three.points(_factor(*levels, adds=True), None, first | second, TOP_LEVEL)

    assert _lanes(three, sums) == [9, TOP_LEVEL, 0]


def test_the_first_set_that_has_a_row_gives_its_points(three):
    first, second, third = (_row(row) for row in range(3))
    levels = [(4, second, ""), (9, second | third, ""), (2, three.all_rows, "")]

    gained = three.points(_factor(*levels), None, first | second, 150)

    assert _lanes(three, gained) == [20, 40, 0]


# Order


@given(
    st.lists(st.integers(0, 10_000) | st.integers(5_000, 5_003), min_size=1, max_size=400),
    st.data(),
)
def test_rows_come_by_score_and_equal_ones_by_id(make_action, scores, data):
    index = Index([make_action(f"a:act-{number:03}") for number in range(len(scores))])
    listed = data.draw(st.sets(st.integers(0, len(scores) - 1)))
    lanes = sum(score << 16 * row for row, score in enumerate(scores))
    rows = sum(_row(row) for row in listed)

    ranked = [(score, action.id) for score, action in index.ranked(rows, lanes)]

    expected = sorted((-scores[row], index.actions[row].id) for row in listed)
    assert ranked == [(-score, id) for score, id in expected]


def test_no_action_gives_an_empty_list():
    assert list(Index([]).ranked(0, 0)) == []


# Places


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
    monkeypatch.setattr(index_of_actions, "MAX_ROWS", rows)
    codes = sorted(read("regions")["countries"])[:20]
    actions = [make_action(f"a:{code.lower()}-{n}", regions=[code]) for code in codes for n in "12"]
    catalog = catalog_of(actions)
    asked = [index_for(catalog, (code, "001")) for code in codes]

    again = [index_for(catalog, (code, "001")) for code in codes[: -kept_count - 1 : -1]]

    assert again == asked[: -kept_count - 1 : -1]
    if kept_count < len(codes):
        assert index_for(catalog, (codes[-kept_count - 1], "001")) is not asked[-kept_count - 1]


def test_the_least_recently_used_index_is_evicted(make_action, monkeypatch):
    monkeypatch.setattr(index_of_actions, "MAX_ROWS", 0)
    codes = sorted(read("regions")["countries"])[: MAX_PLACES + 1]
    catalog = catalog_of([make_action(f"a:{code.lower()}", regions=[code]) for code in codes])
    first, second, *_ = (index_for(catalog, (code,)) for code in codes[:MAX_PLACES])

    assert index_for(catalog, (codes[0],)) is first
    index_for(catalog, (codes[-1],))

    assert index_for(catalog, (codes[0],)) is first
    assert index_for(catalog, (codes[1],)) is not second
