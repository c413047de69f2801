"""Fifteen invented stories: the level, the first step and the first line of help of each."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from takeaction.catalog.catalog import Catalog
from takeaction.engine.signs.assessment import assess
from takeaction.loading import load

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text("utf-8"))["story"]
AT = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
CONDITIONS = ["very-long-hours", "us-dangerous-work-no-protection", "labour-no-contract"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the packs of this repository."""
    return load(at=AT)


@pytest.mark.parametrize("story", STORIES, ids=[story["story"][:40] for story in STORIES])
def test_a_story_has_the_answer_that_is_right_for_it(catalog, story):
    """Who asks decides the steps and the lines; the signs decide the level."""
    answer = assess(
        catalog,
        story["observed"],
        person=story["person"],
        role=story["role"],
        region=story["region"],
        at=AT,
    )

    steps = [step.id for step in answer.steps if step.id != "call-emergency"]
    questions = [question.id for question in answer.next_questions]
    assert (answer.level, answer.urgent, steps[0]) == (
        *(story["level"], story["urgent"], story["first"]),
    )
    assert not story["line"] or story["line"] in answer.help[0].resource.purposes
    assert ("about-you" in questions) == (questions[:1] == [story.get("asked")])
    assert len(story["observed"]) <= 8
    assert len(questions) <= 3


def test_there_are_fifteen_stories():
    """As many as the check that found the faults."""
    assert len(STORIES) == 15


@pytest.mark.parametrize(
    ("person", "further", "level"),
    [
        ("adult", [], "some-concern"),
        ("unknown", [], "serious-concern"),
        ("child", [], "serious-concern"),
        ("adult", ["works-against-will"], "serious-concern"),
        ("adult", ["documents-held-by-someone-else"], "serious-concern"),
        ("adult", ["domestic-only-leftovers"], "serious-concern"),
        ("adult", ["little-or-no-pay", "labour-law-breaches"], "some-concern"),
    ],
    ids=["adult", "unknown", "child", "against-will", "means", "exploitation", "more-conditions"],
)
def test_working_conditions_alone_of_an_adult_are_some_concern(catalog, person, further, level):
    """Any other sign, or an age that nobody knows, gives the level of the published rule."""
    assert assess(catalog, [*CONDITIONS, *further], person=person).level == level


def test_working_conditions_alone_open_no_question_about_further_ones(catalog):
    """Another working condition would change nothing, so it is not asked."""
    answer = assess(catalog, ["very-long-hours"], person="adult", role="labour-inspector")

    concepts = {catalog.indicators[question.id].concept for question in answer.next_questions}
    assert concepts.isdisjoint({"low-pay", "hazardous-work", "contract-breach"})


@pytest.mark.parametrize("role", ["worker", "survivor", "maid"])
def test_whoever_may_be_concerned_is_asked_first(catalog, role):
    """Nobody is made a bystander of their own life."""
    answer = assess(catalog, ["very-long-hours"], role=role)

    assert answer.next_questions[0].id == "about-you"
    assert "someone else" in answer.next_questions[0].text


@pytest.mark.parametrize("role", ["waiter", "truck driver", "neighbour", "self", "nurse"])
def test_nobody_else_is_asked(catalog, role):
    """Kinds of worker are professions, and whoever asks as themselves has said so."""
    questions = assess(catalog, ["very-long-hours"], role=role).next_questions

    assert "about-you" not in [question.id for question in questions]


def test_bystanders_are_offered_pay_and_threats(catalog):
    """They may have been told; nobody is sent to ask."""
    from takeaction.engine.signs.questions import askable_signs
    from takeaction.vocabulary.records import Observer
    from takeaction.vocabulary.signs import Person

    offered = {sign.concept for sign in askable_signs(catalog, Observer.BYSTANDER, Person.ADULT)}

    assert {"low-pay", "threat-of-authorities", "threats-to-person"} <= offered
