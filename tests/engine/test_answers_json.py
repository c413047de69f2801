"""The JSON of real answers is plain data, and a text keeps its source where it has to.

``tests/export/schemas/test_answers.py`` holds it against the schemas.
"""

import itertools
import json
from datetime import UTC, datetime

import pytest

from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    ask,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    why_not,
)

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SIGNS = ["documents-held-by-someone-else", "very-long-hours", "unfamiliar-with-language"]
QUESTIONS = {
    "recommend": lambda catalog, languages, at: recommend(
        catalog, Profile(minutes=30, region="US-OH", languages=languages), at=at
    ),
    "recommend-concern": lambda catalog, languages, at: recommend(
        catalog, Profile(minutes=5, concern=True, age="youth", languages=languages), at=at
    ),
    "plan": lambda catalog, languages, at: plan(
        catalog, Profile(minutes=60, per="week", languages=languages), budget=240, at=at
    ),
    "why_not": lambda catalog, languages, _: why_not(
        catalog, Profile(minutes=1, languages=languages), "community-actions:write-editorial"
    ),
    "find_help": lambda catalog, languages, at: find_help(
        catalog, HelpQuery("US-TX", "es", calling_from="MX"), languages=languages, at=at
    ),
    "assess": lambda catalog, languages, at: assess(
        catalog, SIGNS, person="possibly-child", region="MX", languages=languages, at=at
    ),
    "check_purchase": lambda catalog, languages, at: check_purchase(
        catalog, PurchaseQuery(["coffee", "beef", "beaf"]), languages=languages, at=at
    ),
    "check_destination": lambda catalog, languages, at: check_destination(
        catalog, "TH", languages=languages, at=at
    ),
    "search": lambda catalog, languages, at: search(
        catalog, "trapped", limit=40, languages=languages, at=at
    ),
    "ask": lambda catalog, languages, at: ask(
        catalog, "my neighbors maid is locked in, we are in texas", languages=languages, at=at
    ),
    "ask-act": lambda catalog, languages, at: ask(
        catalog, "how can i volunteer", languages=languages, at=at
    ),
}


def leaves(value):
    if type(value) is dict:
        for part in value.values():
            yield from leaves(part)
    elif type(value) is list:
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_an_answer_is_plain_data(subtests, catalog):
    for name, translations, languages, at in itertools.product(
        QUESTIONS, ["beneath", "apart"], [("en",), ("es", "en"), ("pl",)], [AT, None]
    ):
        with subtests.test(f"{name} {translations} {languages} {at}"):
            answer = QUESTIONS[name](catalog, languages, at)

            data = answer.as_json(translations=translations)

            assert {type(leaf) for leaf in leaves(data)} <= {str, int, bool, type(None)}
            assert json.loads(json.dumps(data)) == data


def _texts(value):
    if isinstance(value, dict):
        if value.keys() == {"text", "language", "source", "reviewed", "by"}:
            yield value
        else:
            for part in value.values():
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_text_apart_has_a_source_exactly_where_nobody_has_reviewed_it(catalog, name):
    data = QUESTIONS[name](catalog, ("es",), AT).as_json(translations="apart")

    texts = list(_texts(data))

    assert texts
    assert all((text["source"] is None) == text["reviewed"] for text in texts)
    assert {text["language"] for text in texts} <= {"es", "en"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_only_safety_texts_have_their_source_beneath(catalog, name):
    data = QUESTIONS[name](catalog, ("es",), AT).as_json()

    alone = ("title", "name", "summary", "only_for", "good", "scope", "meaning")
    assert not [
        (key, value)
        for key, value in _values(data)
        if key in alone and isinstance(value, str) and "\n(" in value
    ]


def _values(value):
    if isinstance(value, dict):
        for key, part in value.items():
            yield key, part
            yield from _values(part)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)


def test_steps_safety_lines_warnings_and_the_danger_notice_keep_their_source(catalog):
    data = recommend(
        catalog, Profile(minutes=5, region="US", concern=True, languages=["es"]), at=AT
    ).as_json()
    first = data["recommendations"][0]
    help_data = find_help(catalog, HelpQuery("US"), languages=["es"], at=AT).as_json()

    sentences = [*first["steps"], *first["safety"], data["notices"][0]["text"]]
    sentences += [help_data["emergency"]["text"], help_data["lines"][0]["ways"][0]["warning"]]
    assert all("\n(" in sentence for sentence in sentences)


def test_titles_of_a_plan_are_shown_as_its_json_gives_them(catalog):
    answer = QUESTIONS["plan"](catalog, ("es",), AT)

    data = answer.as_json()

    assert answer.items
    assert answer.left_out
    for parts_of_it, key in ((answer.items, "items"), (answer.left_out, "left_out")):
        assert [part.title for part in parts_of_it] == [part["title"] for part in data[key]]
        assert {part.title.words.language for part in parts_of_it} == {"es"}
