"""Laws of plans, and that no plan that fits is worth more."""

from itertools import chain, combinations, groupby

import attrs
from hypothesis import given
from hypothesis import strategies as st
from make import catalogs, profiles

from takeaction import Action, Profile, plan, recommend
from takeaction.engine.planning.answer import Job, schedule
from takeaction.engine.planning.planning import Offer, best_choice, share
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.models.action import Minutes
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.testing import catalog_of, changed
from takeaction.vocabulary.actions import Age, Cadence, Mode, Per

IDS = "abcdefgh"
budgets = st.integers(1, 3_000)
horizons = st.sampled_from(["week", "month"])
SHARES = (100, 80, 60, 40) + (20,) * 60
A_WEEK = {Cadence.DAILY: 7, Cadence.WEEKLY: 1, Cadence.ONGOING: 1}


def subsets(things):
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))


@st.composite
def offers(draw):
    many = draw(st.integers(0, 7))
    groups = draw(st.sampled_from(["x", "xyz"]))
    return [
        Offer(
            id=IDS[place],
            group=draw(st.sampled_from(groups)),
            value=draw(st.sampled_from([0, 1, 2, 3, 7, 10, 50]) | st.integers(0, 10_000)),
            steps=draw(st.integers(1, 6)),
            after=draw(
                st.frozensets(st.sampled_from(IDS[:place]), max_size=2)
                if place
                else st.just(frozenset())
            ),
        )
        for place in range(many)
    ]


local_ids = st.sampled_from("abcdefghijkl")


def open_actions():
    topics, skills = ["awareness", "fair-trade", "legal-aid"], ["writing", "research"]
    return st.builds(
        _open_action,
        id=local_ids.map("a:{}".format),
        minutes=st.tuples(st.integers(1, 300), st.integers(1, 300)),
        cadence=st.sampled_from(Cadence),
        topics=st.frozensets(st.sampled_from(topics)),
        skills_helpful=st.frozensets(st.sampled_from(skills), max_size=1),
        quiet=st.booleans(),
        concern=st.sampled_from([False] * 9 + [True]),
    )


def _open_action(*, minutes, **fields):
    least, typical = sorted(minutes)
    return Action(
        source=Source(title="A test", dated="2026-08"),
        title=Text("Act"),
        summary=Text("Why."),
        steps=(),
        minutes=Minutes(min=least, typical=typical, max=typical),
        modes=frozenset(Mode),
        ages=frozenset(Age),
        **fields,
    )


@st.composite
def open_catalogs(draw, most=7):
    drawn = draw(st.lists(open_actions(), max_size=most, unique_by=lambda each: each.id))
    made = drawn[:1]
    for place, action in enumerate(drawn[1:], 1):
        earlier = st.lists(
            st.sampled_from(drawn[:place]), max_size=2, unique_by=lambda each: each.id
        )
        before = tuple(each.id for each in draw(st.just([]) | earlier))
        made.append(attrs.evolve(action, after=before))
    return catalog_of(made)


def people():
    return st.builds(
        Profile,
        minutes=st.integers(1, 300),
        per=st.sampled_from(Per),
        skills=st.lists(st.sampled_from(["writing", "research"]), max_size=1),
        topics=st.lists(st.sampled_from(["awareness", "fair-trade", "legal-aid"]), max_size=2),
    )


def hundredths(action, score, minutes, times, person):
    """Return what an action counts by itself, as the page on planning says it, and its topic."""
    topics = sorted(action.topics & person.own_topics or action.topics)
    steps = -(-minutes // 5)
    return score * steps * sum(SHARES[:times]), topics[0] if topics else action.id


def value(parts):
    ordered = sorted(parts, key=lambda part: (part[1], -part[0]))
    return sum(
        each[0] * SHARES[place]
        for _, group in groupby(ordered, key=lambda part: part[1])
        for place, each in enumerate(group)
    )


def planned_value(made, person):
    return value(
        hundredths(item.action, item.recommendation.score, item.minutes, item.times, person)
        for item in made.items
    )


def worth_of(choice):
    ordered = sorted(choice, key=lambda offer: (offer.group, -offer.value))
    return sum(
        offer.value * share(place)
        for _, group in groupby(ordered, key=lambda offer: offer.group)
        for place, offer in enumerate(group)
    )


@given(offers())
def test_no_choice_that_fits_is_better(given):
    fitting = [
        (worth_of(choice), [-IDS.index(each.id) for each in choice], choice)
        for choice in subsets(given)
        if all(each.after <= {other.id for other in choice} for each in choice)
    ]
    for room in range(sum(each.steps for each in given) + 2):
        inside = [each for each in fitting if sum(o.steps for o in each[2]) <= room]
        mask = {each.id: 1 << (len(IDS) - IDS.index(each.id)) for each in given}
        most = max(inside, key=lambda each: (each[0], sum(mask[o.id] for o in each[2])))

        assert best_choice(given, room) == {each.id for each in most[2]}


@given(open_catalogs(), people(), st.integers(1, 900), horizons)
def test_no_plan_that_fits_is_worth_more(catalog, profile, budget, horizon):
    person = look_up_asker(catalog, profile)
    weeks = 1 if horizon == "week" else 4
    known = {}
    while True:  # what is listed, and what would be once that is done
        later = changed(profile, done=[id for id in known if not catalog.actions[id].concern])
        new = [
            each for each in recommend(catalog, later, limit=None) if each.action.id not in known
        ]
        if not new:
            break
        known |= {each.action.id: each.score for each in new}
    open_now = []
    for id, score in known.items():
        action = catalog.actions[id]
        minutes = min(action.minutes.typical, profile.minutes)
        times = A_WEEK.get(action.cadence, 0) * weeks or 1
        counted = hundredths(action, score, minutes, times, person)
        if not action.concern:
            open_now.append((id, set(action.after), -(-minutes // 5) * times, counted))

    most = max(
        value(part[3] for part in choice)
        for choice in subsets(open_now)
        if sum(part[2] for part in choice) <= budget // 5
        and all(part[1] <= {other[0] for other in choice} for part in choice)
    )
    made = plan(catalog, profile, budget=budget, horizon=horizon)

    assert planned_value(made, person) == most


@given(open_catalogs(most=8), people(), budgets, st.integers(0, 500), horizons)
def test_more_budget_never_lowers_the_value(catalog, profile, budget, more, horizon):
    person = look_up_asker(catalog, profile)
    small = plan(catalog, profile, budget=budget, horizon=horizon)
    large = plan(catalog, profile, budget=budget + more, horizon=horizon)

    assert planned_value(small, person) <= planned_value(large, person)


@given(catalogs() | open_catalogs(most=8), profiles() | people(), budgets, horizons)
def test_a_plan_fits_its_budget_its_sittings_and_its_weeks(catalog, profile, budget, horizon):
    # The total is within the budget, no time is longer than a sitting, and none lies outside.
    # What is about a concern has no date, whoever asks.
    made = plan(catalog, profile, budget=budget, horizon=horizon)

    assert made.total == sum(item.minutes * item.times for item in made.items) <= budget
    assert all(1 <= item.minutes <= profile.minutes for item in made.items)
    assert not any(item.action.concern for item in made.items)
    assert all(0 <= day < 7 * made.weeks for item in made.items for day in item.days)
    assert [item.day for item in made.items] == sorted(item.day for item in made.items)


@given(open_catalogs(most=8), people(), budgets, horizons)
def test_what_comes_first_stands_first(catalog, profile, budget, horizon):
    made = plan(catalog, profile, budget=budget, horizon=horizon)

    places = {item.action.id: place for place, item in enumerate(made.items)}
    for place, item in enumerate(made.items):
        assert all(places[id] < place for id in item.action.after)


@given(open_catalogs(most=8), people(), budgets)
def test_what_is_in_a_plan_is_not_left_out_of_it(catalog, profile, budget):
    made = plan(catalog, profile, budget=budget)

    inside = [item.action.id for item in made.items]
    outside = [left.action.id for left in made.left_out]
    assert len({*inside, *outside}) == len(inside) + len(outside)
    assert len(outside) <= 10
    assert all(left.reason.text for left in made.left_out)
    listed = {each.action.id for each in recommend(catalog, profile, limit=None)}
    assert len(outside) == 10 or listed <= {*inside, *outside}


@given(
    st.lists(open_actions(), max_size=10, unique_by=lambda each: each.id),
    people(),
    budgets,
    st.randoms(),
)
def test_the_order_of_records_changes_no_plan(records, profile, budget, random):
    shuffled = random.sample(records, len(records))

    one = plan(catalog_of(records), profile, budget=budget)
    assert plan(catalog_of(shuffled), profile, budget=budget) == one


@given(catalogs(), profiles(), budgets, horizons)
def test_a_concern_plans_nothing(catalog, profile, budget, horizon):
    worried = changed(profile, concern=True)

    made = plan(catalog, worried, budget=budget, horizon=horizon)

    assert (made.items, made.total) == ((), 0)
    assert made.notices[:-1] == recommend(catalog, worried).notices
    assert {left.reason.code for left in made.left_out} <= {"plan.today"}


jobs = st.lists(
    st.builds(
        Job,
        id=st.uuids().map(str),
        minutes=st.integers(1, 300),
        times=st.just(1),
        every=st.just(7),
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


@given(jobs, st.sampled_from([1, 4]))
def test_no_week_has_more_than_its_part_and_the_longest_job(given, weeks):
    load = [0] * weeks
    for job, day in schedule(given, weeks):
        load[day // 7] += job.minutes

    longest = max((job.minutes for job in given), default=0)
    assert all(each * weeks <= sum(load) + longest * weeks for each in load)
