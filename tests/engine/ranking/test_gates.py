"""Each gate, open and closed, and the change that would open it."""

import pytest

from takeaction.engine.ranking.gates import (
    GATES,
    answered_change,
    closed_gates,
    offered_change,
)


@pytest.fixture(scope="module")
def gate_of(make_action, ask):
    """Return a function that tells whether a gate is open for an action and somebody."""
    return lambda gate, action, person: (
        gate not in closed_gates(make_action(**action), ask(**person))
    )


@pytest.mark.parametrize(
    ("gate", "action", "person", "is_open"),
    [
        ("status", {"status": "active"}, {}, True),
        ("status", {"status": "unknown"}, {}, True),
        ("status", {"status": "retired", "note": "Gone."}, {}, False),
        ("region", {"regions": ["001"]}, {"region": "US-OH"}, True),
        ("region", {"regions": ["US"]}, {"region": "US-OH"}, True),
        ("region", {"regions": ["150"]}, {"region": "DE"}, True),
        ("region", {"regions": ["US-TX", "GB"]}, {"region": "US-OH"}, False),
        ("region", {"regions": ["US"]}, {}, False),
        ("age", {"ages": ["adult"]}, {}, True),
        ("age", {"ages": ["adult"]}, {"age": "youth"}, False),
        ("age", {"ages": ["child", "youth"]}, {}, False),
        ("roles", {}, {}, True),
        ("roles", {"roles_only": ["lawyer"]}, {"roles": ["lawyer"]}, True),
        ("roles", {"roles_only": ["employer"]}, {"roles": ["venue-owner"]}, True),
        ("roles", {"roles_only": ["lawyer"]}, {"roles": ["student"]}, False),
        ("concern", {}, {}, True),
        ("concern", {"concern": True}, {"concern": True}, True),
        ("concern", {"quiet": True}, {"concern": True}, True),
        ("concern", {}, {"concern": True}, False),
        ("concern", {"kind": "rights"}, {"concern": True}, True),
        ("concern", {"kind": "rights"}, {"concern": "self"}, True),
        ("concern", {"kind": "help", "concern": True}, {"concern": "self"}, True),
        ("concern", {"concern": True}, {"concern": "self"}, True),
        ("concern", {"kind": "prepare", "quiet": True}, {"concern": "self"}, True),
        ("concern", {"kind": "prepare"}, {"concern": "self"}, False),
        ("concern", {"kind": "report", "concern": True}, {"concern": "self"}, False),
        ("concern", {"kind": "report", "concern": True}, {"concern": "other"}, True),
        ("concern", {"kind": "learn", "quiet": True}, {"concern": "self"}, False),
        ("concern", {"quiet": True}, {"concern": "self"}, False),
        ("concern", {"kind": "learn", "quiet": True}, {"concern": "other"}, True),
        ("mode", {}, {}, True),
        ("mode", {"modes": ["solo-online", "group-online"]}, {"modes": ["group-online"]}, True),
        ("mode", {"modes": ["group-in-person"]}, {"modes": ["solo-online"]}, False),
        ("mode", {"modes": ["solo-online"]}, {"modes": ["group-online"], "concern": True}, True),
        ("cost", {"cost": "low"}, {"cost": "low"}, True),
        ("cost", {"cost": "medium"}, {"cost": "low"}, False),
        ("cost", {"cost": "medium"}, {"cost": "low", "concern": True}, True),
        ("risk", {"risk": "low"}, {"risk": "low"}, True),
        ("risk", {"risk": "medium"}, {"risk": "low"}, False),
        ("risk", {"risk": "medium"}, {"risk": "low", "concern": True}, True),
        ("minutes", {}, {"minutes": 10}, True),
        ("minutes", {}, {"minutes": 9}, False),
        ("minutes", {"cadence": "ongoing"}, {"minutes": 9}, False),
        ("minutes", {}, {"minutes": 9, "per": "week"}, False),
        ("minutes", {"cadence": "ongoing"}, {"minutes": 9, "per": "week"}, True),
        ("minutes", {}, {"minutes": 9, "concern": True}, True),
        ("minutes", {"in_parts": True}, {"minutes": 4, "per": "day"}, True),
        ("minutes", {"in_parts": True}, {"minutes": 3, "per": "day"}, False),
        ("minutes", {"in_parts": True}, {"minutes": 9}, False),
        ("after", {}, {}, True),
        ("after", {"after": ["write", "call"]}, {"done": ["write", "call"]}, True),
        ("after", {"after": ["write", "call"]}, {"done": ["write"]}, False),
        ("done", {}, {"done": ["a:act"]}, False),
        ("done", {}, {"done": ["write"]}, True),
        ("dismissed", {}, {"dismissed": ["a:act"]}, False),
        ("dismissed", {}, {"dismissed": ["write"]}, True),
    ],
)
def test_a_gate_is_open_for_the_people_an_action_is_for(gate_of, gate, action, person, is_open):
    assert gate_of(gate, action, person) is is_open


def test_gates_have_a_fixed_order():
    assert list(GATES) == [
        *("status", "region", "age", "roles", "concern", "mode", "cost", "risk", "minutes"),
        *("after", "done", "dismissed"),
    ]


LONG = {"minutes": {"min": 45, "typical": 60, "max": 90}}


@pytest.mark.parametrize(
    ("action", "gates", "changes"),
    [
        (LONG, ("minutes",), ({"minutes": 45},) * 2),
        (
            {"modes": ["solo-in-person", "group-in-person"]},
            ("mode",),
            ({"modes": ("group-in-person",)},) * 2,
        ),
        ({"cost": "medium"}, ("cost",), ({"cost": "medium"},) * 2),
        (
            {"cost": "medium", **LONG},
            ("cost", "minutes"),
            ({"cost": "medium", "minutes": 45},) * 2,
        ),
        ({"risk": "medium"}, ("risk",), (None, {"risk": "medium"})),
        ({"after": ["write"]}, ("after",), (None, {"done": ("a:write",)})),
        ({"id": "a:call"}, ("dismissed",), (None, {"dismissed": ()})),
        ({"ages": ["youth"]}, ("age",), (None, None)),
        ({"roles_only": ["lawyer"]}, ("roles",), (None, None)),
        ({"roles_only": ["lawyer"], **LONG}, ("roles", "minutes"), (None, None)),
        ({"regions": ["GB"]}, ("region",), (None, None)),
        ({"status": "retired", "note": "Gone."}, ("status",), (None, None)),
        ({"id": "a:write"}, ("done",), (None, None)),
        ({}, (), (None, None)),
    ],
    ids=[
        *("minutes", "mode", "cost", "two-gates", "risk", "comes-after", "dismissed", "age"),
        *("profession", "profession-and-minutes", "region", "retired", "done", "listed-anyway"),
    ],
)
def test_every_closed_gate_is_named_and_a_change_only_if_it_is_up_to_the_person(
    make_action, ask, action, gates, changes
):
    # The least value that lists the action is named; nobody is told to be somebody else.
    # More time, money or another mode may be offered unasked; risk, earlier steps and dismissed
    # actions are answers for somebody who asks.
    id = action.get("id", "a:act")
    record = make_action(id, **{name: value for name, value in action.items() if name != "id"})
    person = ask(
        modes=["solo-online"],
        cost="low",
        risk="low",
        region="US",
        done=["a:write"][: id == "a:write"],
        dismissed=["a:call"],
    )

    assert closed_gates(record, person) == gates
    assert (offered_change(record, person), answered_change(record, person)) == changes


@pytest.mark.parametrize(
    ("action", "per", "minutes"),
    [({}, "once", 45), ({}, "week", 45), ({"in_parts": True}, "once", 45),
     ({"in_parts": True}, "week", 15)],
    ids=["in-one-go", "no-parts", "only-once", "three-sittings"],
)  # fmt: skip
def test_the_least_sitting_is_named(make_action, ask, action, per, minutes):
    record = make_action(**LONG, **action)

    assert offered_change(record, ask(minutes=5, per=per)) == {"minutes": minutes}


def test_nobody_under_18_is_told_to_take_more_risk(make_action, ask):
    action = make_action(risk="medium", ages=["youth"])

    assert answered_change(action, ask(age="youth", risk="low")) is None


def test_nobody_is_told_to_have_no_concern(make_action, ask):
    action = make_action(**LONG)

    assert closed_gates(action, ask(concern=True)) == ("concern",)
    assert answered_change(action, ask(concern=True)) is None
