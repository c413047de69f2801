"""The schemas of questions accept what ``from_json`` accepts, and refuse what it refuses.

``from_json`` also reads words that no schema can list: in another case, by their name, or in
another language. The words here are those of the lists.
"""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import takeaction as ta
from takeaction.models.question import arguments as limits
from takeaction.models.question.arguments import MAX_LANGUAGES
from takeaction.vocabulary.actions import Age, Cost, Mode, Per, Risk
from takeaction.vocabulary.closed_words import (
    Asks,
    ChildConcerned,
    Danger,
    Reach,
    Serves,
    Stops,
)
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import Audience, Purpose

QUESTIONS = (ta.Profile, ta.HelpQuery, ta.PurchaseQuery, ta.About)
VALIDATORS = {kind: Draft202012Validator(ta.answer_schema(kind.__name__)) for kind in QUESTIONS}

TAGS = st.sampled_from(["en", "es", "fr", "es-MX", "zh-Hant-TW", "ES_mx", "x", "-", "a b c", "1"])
WRONG = st.sampled_from([5, 0, -1, 2.5, True, "", "nothing", [], [5], [None], ["x"], {}, {"a": 1}])
TEXT = st.text(max_size=8) | WRONG
LONG = "x" * (limits.MAX_CHARACTERS + 1)


def words(kind):
    return st.sampled_from([word.value for word in kind]) | WRONG


def lists(items, most):
    longest = st.sampled_from([[*["x"] * most], [*["x"] * (most + 1)]])
    return st.lists(items, max_size=3) | longest | WRONG


FIELDS = {
    ta.Profile: {
        "minutes": st.integers(-1, limits.MAX_MINUTES + 1) | WRONG,
        "per": words(Per),
        "skills": lists(st.text(max_size=8) | st.just(LONG), limits.MAX_WORDS),
        "roles": lists(st.text(max_size=8), limits.MAX_WORDS),
        "topics": lists(st.text(max_size=8), limits.MAX_WORDS),
        "region": TEXT | st.just(LONG),
        "modes": st.lists(st.sampled_from([mode.value for mode in Mode]), max_size=5) | WRONG,
        "languages": lists(TAGS, MAX_LANGUAGES),
        "cost": words(Cost),
        "risk": words(Risk),
        "age": words(Age),
        "concern": st.booleans() | WRONG,
        "done": lists(st.text(max_size=8), limits.MAX_IDS),
        "dismissed": lists(st.text(max_size=8), limits.MAX_IDS),
    },
    ta.HelpQuery: {
        "region": TEXT,
        "language": TAGS | WRONG.filter(lambda value: value != "nothing"),
        "channel": words(Channel),
        "purpose": words(Purpose),
        "topic": words(NeedTopic),
        "audience": words(Audience),
        "calling_from": TEXT,
        "home": TEXT,
    },
    ta.PurchaseQuery: {
        "goods": lists(st.text(max_size=8), limits.MAX_GOODS),
        "origin": TEXT,
        "ships_to": TEXT,
    },
    ta.About: {
        "topics": st.lists(words(NeedTopic), max_size=8) | WRONG,
        "danger": st.lists(words(Danger), max_size=3) | WRONG,
        "child": words(ChildConcerned),
        "asks": words(Asks),
        "person": st.lists(words(Serves), max_size=3) | WRONG,
        "careful": st.booleans() | WRONG,
        "reach": words(Reach),
        "stop": words(Stops),
        "calling_from": st.sampled_from(["GB", "US-TX", "001", "gb", "x"]) | WRONG,
        "home": st.sampled_from(["PH", "KE", "Kenya"]) | WRONG,
        "language": st.sampled_from(["tl", "es", "es-MX", "Spanish", "x-y"]) | WRONG,
    },
}
REQUIRED = {ta.Profile: "minutes", ta.HelpQuery: "region", ta.PurchaseQuery: "goods", ta.About: ""}
SMALLEST = {
    ta.Profile: {"minutes": 30},
    ta.HelpQuery: {"region": "US"},
    ta.PurchaseQuery: {"goods": ["coffee"]},
    ta.About: {},
}


def is_accepted(kind, question):
    """Tell whether ``from_json`` accepts a question."""
    try:
        kind.from_json(question)
    except ta.QueryError:
        return False
    return True


@st.composite
def questions(draw):
    """Draw the class of a question and one in JSON, with up to three fields besides the first."""
    kind = draw(st.sampled_from(QUESTIONS))
    names = draw(st.lists(st.sampled_from([*FIELDS[kind], "unknown"]), max_size=3, unique=True))
    question = dict(SMALLEST[kind])
    for name in names:
        question[name] = draw(st.none() | FIELDS[kind].get(name, st.just("x")))
    if draw(st.integers(0, 9)) == 0:
        question.pop(REQUIRED[kind], None)
    return kind, question


@given(questions())
@example((ta.About, {"topics": {}}))
def test_a_schema_accepts_what_from_json_accepts_and_nothing_else(drawn):
    kind, question = drawn

    assert VALIDATORS[kind].is_valid(question) is is_accepted(kind, question), question


def test_each_field_has_values_of_both_kinds(subtests):
    for kind, field in ((each, field) for each in QUESTIONS for field in FIELDS[each]):
        with subtests.test(f"{kind} {field}"):
            values = [None, True, 5, "en", "", LONG, [], [5], *_words_of(kind, field)]
            results = {is_accepted(kind, SMALLEST[kind] | {field: value}) for value in values}

            assert results == {True, False}
            for value in values:
                question = SMALLEST[kind] | {field: value}
                assert VALIDATORS[kind].is_valid(question) is is_accepted(kind, question), value


def _words_of(kind, field):
    schema = ta.answer_schema(kind.__name__)["properties"][field]
    return schema.get("enum", [])


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.__name__)
def test_the_defaults_are_those_of_the_class(kind):
    properties = ta.answer_schema(kind.__name__)["properties"]
    defaults = {key: part["default"] for key, part in properties.items() if "default" in part}
    nulls = dict.fromkeys(defaults)

    assert set(properties) - set(defaults) == {*filter(None, [REQUIRED[kind]])}
    whole = {**SMALLEST[kind], **defaults}
    assert VALIDATORS[kind].is_valid(whole)
    assert kind.from_json(whole) == kind.from_json(SMALLEST[kind])
    assert kind.from_json({**SMALLEST[kind], **nulls}) == kind.from_json(SMALLEST[kind])


@pytest.mark.parametrize("body", [None, 5, "minutes", [], True], ids=json.dumps)
@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.__name__)
def test_a_body_that_is_no_object_is_refused(kind, body):
    assert not VALIDATORS[kind].is_valid(body)
    assert not is_accepted(kind, body)


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.__name__)
def test_a_refused_question_has_a_schema_too(kind):
    validator = Draft202012Validator(ta.answer_schema("QueryError"))
    for question in ([], {REQUIRED[kind]: {}}, {"x": 1}, {"region": 5, "language": 5, "x": 1}):
        with pytest.raises(ta.QueryError) as raised:
            kind.from_json(question)

        for error in (raised.value, *raised.value.errors):
            validator.validate(error.as_json())
