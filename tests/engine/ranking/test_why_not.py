"""The reasons why an action is not on a list."""

import pytest

from takeaction import Profile, UnknownWordError, recommend, why_not
from takeaction.testing import catalog_of

LONG = {"minutes": {"min": 45, "typical": 60, "max": 90}}


@pytest.fixture(scope="module")
def catalog(make_action, make_resource):
    return catalog_of(
        [
            make_action("a:listed", roles=["student"]),
            make_action("a:long", **LONG),
            make_action("a:risky", risk="high"),
            make_action("a:dear", cost="medium", **LONG),
            make_action("a:of-lawyers", roles_only=["lawyer", "worker"], **LONG),
            make_action("a:elsewhere", regions=["GB", "KE"]),
            make_action("a:for-children", ages=["child", "youth"]),
            make_action("a:with-others", modes=["group-online", "group-in-person"]),
            make_action("a:later", after=["a:listed"]),
            make_action("a:gone", status="retired", note="Gone."),
            make_action("a:put-aside"),
            make_action("a:old", aliases=["former"]),
            make_resource("a:line"),
        ]
    )


ME = {
    "minutes": 30,
    "roles": ["student"],
    "region": "US",
    "modes": ["solo-online"],
    "cost": "low",
    "risk": "low",
    "done": ["a:old"],
    "dismissed": ["a:put-aside"],
}


@pytest.mark.parametrize(
    ("id", "change", "texts"),
    [
        ("a:long", {"minutes": 45}, ["It takes at least 45 minutes in one go."]),
        ("a:risky", {"risk": "high"}, ["It has more risk than you want to take."]),
        (
            "a:dear",
            {"cost": "medium", "minutes": 45},
            [
                "It costs more than you want to spend.",
                "It takes at least 45 minutes in one go.",
            ],
        ),
        (
            "a:of-lawyers",
            None,
            [
                "It's only for people with this role: Lawyer (licensed), Worker.",
                "It takes at least 45 minutes in one go.",
            ],
        ),
        ("a:elsewhere", None, ["It's for another place: United Kingdom, Kenya."]),
        ("a:for-children", None, ["It's for people of another age: under 13, 13 to 17."]),
        (
            "a:with-others",
            {"modes": ("group-in-person",)},
            ["You do it another way: with others in person, with others online."],
        ),
        ("a:later", {"done": ("a:listed",)}, ["Something else comes first: Listed."]),
        ("a:gone", None, ["It's no longer offered."]),
        ("a:put-aside", {"dismissed": ()}, ["You've put it aside."]),
        ("former", None, ["You've done it."]),
    ],
)
def test_every_closed_gate_has_its_sentence_and_the_smallest_change(catalog, id, change, texts):
    answer = why_not(catalog, Profile(**ME), id)

    assert [str(reason) for reason in answer.reasons] == texts
    assert answer.change == change
    assert (answer.rank is None) is (change is None)
    assert {reason.points for reason in answer.reasons} == {0}


def test_with_a_concern_other_actions_can_wait(catalog):
    answer = why_not(catalog, Profile(minutes=30, concern=True), "a:listed")

    assert (answer.gates, answer.change, answer.rank) == (("concern",), None, None)
    assert str(answer.reasons[0]).startswith("It can wait. While something worries you")


def test_an_action_that_is_listed_has_its_place(catalog):
    answer = why_not(catalog, Profile(**ME), "listed")

    assert answer.as_json() == {
        "id": "a:listed",
        "title": "Listed",
        "gates": [],
        "reasons": [],
        "change": None,
        "rank": 1,
    }


def test_the_place_after_a_change_is_right(catalog):
    answer = why_not(catalog, Profile(**ME), "a:long")

    listed = recommend(catalog, Profile(**{**ME, **answer.change}), limit=None)

    assert listed[answer.rank - 1].action is answer.action


@pytest.mark.parametrize(
    ("id", "near"),
    [("a:lsited", ("a:listed",)), ("a:line", ("a:listed",)), ("a:line-of-nobody", ())],
    ids=["misspelt", "no-action", "nothing-like-it"],
)
def test_an_id_of_no_action_is_refused_with_the_nearest(catalog, id, near):
    with pytest.raises(UnknownWordError) as caught:
        why_not(catalog, Profile(**ME), id)

    assert caught.value.field == "action_id"
    assert set(near) <= set(caught.value.nearest)
