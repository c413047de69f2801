"""The person who asks: words are looked up and widened."""

import pytest

from takeaction import UnknownWordError
from takeaction.engine.ranking.asker import SKILL_POINTS
from takeaction.vocabulary.records import Rarity
from takeaction.vocabulary.resources import Audience


def test_words_are_looked_up_in_everyday_forms_and_widened(ask):
    person = ask(
        skills=["Blogging"], roles=["Undergraduate"], topics=["ethical consumption"], region="us_oh"
    )

    assert (person.own_skills, person.skills) == ({"writing"}, {"writing", "communication"})
    assert (person.own_roles, person.roles) == ({"student"}, {"student", "anyone"})
    assert (person.own_topics, person.topics) == ({"fair-trade"}, {"fair-trade", "supply-chains"})
    assert person.region.code == "US-OH"


def test_everybody_is_anyone(ask):
    person = ask()

    assert (person.own_roles, person.roles) == (frozenset(), {"anyone"})


@pytest.mark.parametrize(
    ("fields", "field", "position", "nearest"),
    [
        ({"skills": ["writing", "wirting"]}, "skills", 1, "writing"),
        ({"roles": ["studnet"]}, "roles", 0, "student"),
        ({"topics": ["fair-trad"]}, "topics", 0, "fair-trade"),
        ({"region": "Keny"}, "region", 0, "KE"),
        ({"done": ["write", "wriet"]}, "done", 1, "a:write"),
        ({"dismissed": ["cal"]}, "dismissed", 0, "a:call"),
    ],
    ids=["skill", "role", "topic", "region", "done", "dismissed"],
)
def test_an_unknown_word_is_refused_with_its_place_and_the_nearest(
    ask, fields, field, position, nearest
):
    with pytest.raises(UnknownWordError) as caught:
        ask(**fields)

    error = caught.value
    assert (error.code, error.field, error.position) == ("word.unknown", field, position)
    assert error.nearest[0] == nearest


def test_actions_that_are_done_may_be_of_packs_that_are_gone(ask):
    person = ask(done=["a:write", "gone:read"], dismissed=["phone"])

    assert person.done == {"a:write", "gone:read"}
    assert person.dismissed == {"a:call"}


@pytest.mark.parametrize(
    ("fields", "age"),
    [
        ({}, "adult"),
        ({"age": "youth"}, "youth"),
        ({"roles": ["youth"]}, "youth"),
        ({"roles": ["teen"], "age": "child"}, "child"),
    ],
    ids=["said-nothing", "said-youth", "role-of-a-youth", "a-child-stays-a-child"],
)
def test_the_role_of_a_young_person_implies_the_age(ask, fields, age):
    assert ask(**fields).age == age


@pytest.mark.parametrize(
    ("fields", "audience"),
    [
        ({}, Audience.BYSTANDER),
        ({"roles": ["worker"]}, Audience.WORKER),
        ({"roles": ["worker", "survivor"]}, Audience.SURVIVOR),
        ({"roles": ["survivor"], "age": "youth"}, Audience.CHILD),
        ({"roles": ["nurse"]}, Audience.BYSTANDER),
    ],
    ids=["anyone", "worker", "survivor-before-worker", "under-18-before-all", "nurse"],
)
def test_contacts_are_looked_up_for_the_audience_of_the_person(ask, fields, audience):
    assert ask(**fields).audience is audience


def test_rare_skills_count_more_and_a_role_brings_its_own(ask):
    # Nobody is a lawyer who can't give legal advice: that counts half, like a wider word.
    person = ask(skills=["journalism"], roles=["lawyer", "student", "anyone"])

    rare = SKILL_POINTS[Rarity.RARE]
    assert person.worth == {
        "journalism": rare,
        "communication": 2,
        "legal-advice": rare // 2,
        "legal-group": 2,
    }
    assert person.own_skills == {"journalism"}
    assert person.named == {"lawyer", "student"}
    assert person.wider == person.roles - {"anyone"}


def test_repr_shows_nothing_of_a_person(ask):
    assert repr(ask(roles=["survivor"], concern=True)) == "Asker(…)"


@pytest.mark.parametrize(
    ("topic", "near"),
    [
        ("fair-trade", {"fair-trade", "supply-chains"}),
        ("supply-chains", {"supply-chains", "fair-trade"}),
        ("awareness", {"awareness"}),
    ],
    ids=["a-part", "the-whole-of-it", "alone"],
)
def test_wider_topics_and_parts_of_a_topic_are_near(ask, topic, near):
    assert ask(topics=[topic]).topics == near


@pytest.mark.parametrize(
    ("roles", "professional"),
    [
        ([], False),
        (["student", "parent"], False),
        (["parent", "nurse"], True),
        (["hotel manager"], True),
    ],
    ids=["nothing-said", "as-anyone", "also-a-nurse", "part-of-a-profession"],
)
def test_a_profession_is_a_role_that_not_everybody_can_have(ask, roles, professional):
    # Anyone can be a parent, a student or a shopper, but not a nurse.
    assert ask(roles=roles).professional is professional


@pytest.mark.parametrize(
    ("fields", "of_work", "of_age"),
    [
        ({}, set(), set()),
        ({"roles": ["nurse"]}, {"indicators-reporting"}, set()),
        ({"roles": ["writer", "survivor"]}, set(), set()),
        ({"age": "youth"}, set(), {"youth-prevention", "online-exploitation"}),
        ({"roles": ["youth"]}, set(), {"youth-prevention", "online-exploitation"}),
    ],
    ids=["nothing-said", "meets-people", "meets-nobody", "youth", "role-of-a-youth"],
)
def test_work_and_age_bring_topics_with_them(ask, fields, of_work, of_age):
    person = ask(**fields)

    assert (person.of_work, person.of_age) == (of_work, of_age)
