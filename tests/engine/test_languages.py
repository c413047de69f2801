"""The languages of an answer: of the question, or of the call, a list or what a browser sends."""

import itertools
from datetime import UTC, datetime

import attrs
import pytest

from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    QueryError,
    assess,
    calendar_of,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    why_not,
)

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
ME = Profile(minutes=30, skills={"writing"}, region="US-OH", concern=False)
ACTION = "community-actions:write-editorial"
SIGN = "documents-held-by-someone-else"
QUESTIONS = {
    "recommend": lambda catalog, **how: recommend(catalog, ME, **how),
    "plan": lambda catalog, **how: plan(catalog, ME, budget=120, **how),
    "why-not": lambda catalog, **how: why_not(catalog, ME, ACTION, **how),
    "find-help": lambda catalog, **how: find_help(catalog, HelpQuery("US-OH"), **how),
    "assess": lambda catalog, **how: assess(catalog, [SIGN], region="US", **how),
    "buy": lambda catalog, **how: check_purchase(catalog, PurchaseQuery(["coffee"]), **how),
    "travel": lambda catalog, **how: check_destination(catalog, "MX", **how),
    "search": lambda catalog, **how: search(catalog, "trapped", **how),
}
of_each_question = pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)


@of_each_question
def test_a_call_says_which_language_to_answer_in(catalog, ask):
    spanish = ask(catalog, languages=["es-MX", "es"], at=NOW)

    assert ask(catalog, at=NOW) == ask(catalog, languages=["en"], at=NOW) != spanish
    assert ask(catalog, languages="es;q=0.9, es-MX", at=NOW) == spanish
    assert ask(catalog, languages="*", at=NOW) == ask(catalog, at=NOW)


def test_wrong_languages_are_refused(subtests, catalog):
    for wrong, ask in itertools.product([5, ["e s"], [None], b"es"], QUESTIONS.values()):
        with subtests.test(f"{wrong} {ask}"):
            with pytest.raises(QueryError) as caught:
                ask(catalog, languages=wrong)

            assert caught.value.field == "languages"


@of_each_question
def test_a_moment_without_a_zone_is_refused(catalog, ask):
    with pytest.raises(QueryError, match="datetime with a zone"):
        ask(catalog, at=datetime(2026, 11, 24))  # noqa: DTZ001 - that is the point


@of_each_question
def test_a_language_that_nobody_speaks_is_no_reason_to_refuse(catalog, ask):
    unspoken = ask(catalog, languages=["klingon", "es"], at=NOW)

    assert type(unspoken) is type(ask(catalog, languages=["es"], at=NOW))
    assert ask(catalog, languages=["klingon"])


@pytest.mark.parametrize("concern", [False, True], ids=["plain", "concern"])
def test_a_profile_has_its_own_languages(catalog, concern):
    english = attrs.evolve(ME, age="youth", concern=concern)
    spanish = attrs.evolve(english, languages=["es"])

    assert recommend(catalog, spanish, at=NOW) == recommend(
        catalog, english, languages=["es"], at=NOW
    )
    assert recommend(catalog, spanish, languages="en", at=NOW) == recommend(
        catalog, english, at=NOW
    )
    assert recommend(catalog, spanish, languages="", at=NOW) == recommend(catalog, spanish, at=NOW)
    assert why_not(catalog, spanish, ACTION) == why_not(catalog, english, ACTION, languages="es")
    assert plan(catalog, spanish, budget=60) == plan(catalog, english, budget=60, languages="es")


def test_somebody_is_told_in_the_language_they_want_help_in(catalog):
    # Whoever asks for a line in Spanish reads Spanish, unless the call names a language.
    query = HelpQuery("US-TX", "es")

    assert find_help(catalog, query) == find_help(catalog, query, languages=["es"])
    assert find_help(catalog, query, languages=["en"]).notices[0].language == "en"
    assert find_help(catalog, query).notices[0].language == "es"


def test_a_calendar_may_be_in_another_language_than_its_plan(catalog):
    my_plan = plan(catalog, ME, budget=120, at=NOW)
    spanish = plan(catalog, ME, budget=120, at=NOW, languages=["es"])

    assert calendar_of(spanish, at=NOW) == calendar_of(my_plan, languages="es", at=NOW)
    assert calendar_of(spanish, titles=True, languages=["en"], at=NOW) == calendar_of(
        my_plan, titles=True, at=NOW
    )
    with pytest.raises(QueryError, match="needs a day to start on"):
        calendar_of(my_plan)
