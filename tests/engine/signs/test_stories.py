"""Invented stories: the level, the first step and the first line of help of each."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from takeaction.catalog import Catalog
from takeaction.engine.reasons import say
from takeaction.engine.signs.assessment import assess
from takeaction.loading import load
from takeaction.vocabulary.signs import Concern

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text("utf-8"))["story"]
AT = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
CONDITIONS = ["very-long-hours", "us-dangerous-work-no-protection", "labour-no-contract"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(at=AT)


@pytest.mark.parametrize("story", STORIES, ids=[story["story"][:40] for story in STORIES])
def test_a_story_has_the_answer_that_is_right_for_it(catalog, story):
    answer = assess(
        catalog,
        story["observed"],
        person=story["person"],
        role=story["role"],
        region=story["region"],
        at=AT,
    )

    told = [step.id for step in answer.steps]
    steps = [id for id in told if id != "call-emergency"]
    questions = [question.id for question in answer.next_questions]
    assert (answer.level, answer.urgent, steps[0]) == (
        *(story["level"], story["urgent"], story["first"]),
    )
    assert not story["line"] or story["line"] in answer.help[0].resource.purposes
    assert [id for id in told if id in story.get("steps", ())] == story.get("steps", [])
    assert set(story.get("no_steps", ())).isdisjoint(told)
    assert "careful" not in story or "If a life is at risk" in answer.help.emergency.text
    assert answer.summary == story.get("summary", answer.summary)
    assert ("about-you" in questions) == (questions[:1] == [story.get("asked")])
    assert len(story["observed"]) <= 8
    assert len(questions) <= 3


SELLS_SEX = (
    *("sexual-long-hours-no-days-off", "sexual-no-own-cash", "sexual-sleeps-where-works"),
    *("sexual-moved-between-venues", "sexual-group-under-control", "sexual-cannot-refuse"),
    *("sexual-unprotected-or-violent-sex", "us-third-party-controls-sex-work"),
    *("us-pressured-into-commercial-sex", "us-wants-to-stop-but-scared"),
)


@pytest.mark.parametrize("id", SELLS_SEX)
def test_a_child_who_sells_sex_is_a_strong_concern_whichever_sign_says_so(catalog, id):
    # As ``us-minor-in-commercial-sex`` alone is, by law; of an adult it is one sign of several.
    child = assess(catalog, [id], person="child")
    adult = assess(catalog, [id], person="adult")

    assert child.level == assess(catalog, ["us-minor-in-commercial-sex"], person="child").level
    assert [reason.basis for reason in child.reasons] == ["law"]
    assert adult.level <= Concern.SOME_CONCERN
    assert assess(catalog, [id]).age_matters


@pytest.mark.parametrize("id", ["ilo-op-dest-forced-tasks-or-clients", "very-long-hours"])
def test_other_work_of_a_child_is_not_selling_sex(catalog, id):
    assert assess(catalog, [id], person="child").level == "serious-concern"


@pytest.mark.parametrize("person", ["child", "possibly-child"])
def test_how_a_child_seems_is_no_concern_alone(catalog, person):
    seems = ["child-intimidated-unlike-age", "fear-or-anxiety", "dhs-sudden-behaviour-change"]

    assert assess(catalog, seems, person=person).level == "not-enough-information"
    more = assess(catalog, [*seems, "little-social-contact"], person=person)
    assert more.level == "some-concern"


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("role", ["self", "bystander"])
def test_nobody_who_is_hurt_reads_some_concern(catalog, role, language):
    answer = assess(
        catalog, ["injuries-look-like-assault"], person="adult", role=role, languages=language
    )

    assert answer.level == "some-concern"
    assert answer.summary == say("level.hurt", language)


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        (["documents-held-by-someone-else"], "level.some-concern_self"),
        (["domestic-never-leaves-without-employer", "feels-trapped"], "level.serious-concern_self"),
        ([], "level.not-enough-information"),
    ],
    ids=["some", "serious", "nothing"],
)
def test_whoever_asks_for_themselves_reads_no_level(catalog, observed, expected):
    assert assess(catalog, observed, role="self").summary == say(expected, "en")


def test_signs_of_everything_at_once_have_an_answer(catalog):
    everything = [id for id, sign in catalog.indicators.items() if sign.element != "context"]

    answer = assess(catalog, everything, person="adult", role="self", region="US")

    assert answer.help
    assert "If a life is at risk" in answer.help.emergency.text


@pytest.mark.parametrize(
    ("sign", "role", "is_told"),
    [
        ("sexual-cannot-refuse", "self", False),
        ("injuries-look-like-assault", "self", False),
        ("documents-held-by-someone-else", "self", True),
        ("injuries-look-like-assault", "bystander", True),
    ],
)
def test_other_harm_is_no_doubt_about_violence_or_sex(catalog, sign, role, is_told):
    answer = assess(catalog, [sign], person="adult", role=role)

    assert ("other-help" in [step.id for step in answer.steps]) is is_told
    assert (answer.other_help is not None) is is_told


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
    assert assess(catalog, [*CONDITIONS, *further], person=person).level == level


def test_working_conditions_alone_open_no_question_about_further_ones(catalog):
    # Another working condition would change nothing, so it is not asked.
    answer = assess(catalog, ["very-long-hours"], person="adult", role="labour-inspector")

    concepts = {catalog.indicators[question.id].concept for question in answer.next_questions}
    assert concepts.isdisjoint({"low-pay", "hazardous-work", "contract-breach"})


@pytest.mark.parametrize("role", ["worker", "survivor", "maid"])
def test_whoever_may_be_concerned_is_asked_first(catalog, role):
    answer = assess(catalog, ["very-long-hours"], role=role)

    assert answer.next_questions[0].id == "about-you"
    assert "someone else" in answer.next_questions[0].text


@pytest.mark.parametrize("role", ["waiter", "truck driver", "neighbour", "self", "nurse"])
def test_nobody_else_is_asked(catalog, role):
    questions = assess(catalog, ["very-long-hours"], role=role).next_questions

    assert "about-you" not in [question.id for question in questions]


def test_bystanders_are_offered_pay_and_threats(catalog):
    from takeaction.engine.signs.weighing import askable_signs
    from takeaction.vocabulary.records import Observer
    from takeaction.vocabulary.signs import Person

    offered = {sign.concept for sign in askable_signs(catalog, Observer.BYSTANDER, Person.ADULT)}

    assert {"low-pay", "threat-of-authorities", "threats-to-person"} <= offered
