"""About: what is known of a need, in closed words alone."""

import json

import attrs
import pytest
from hypothesis import assume, given
from make import abouts

from takeaction import About, HelpQuery, QueryError, UnknownWordError
from takeaction.errors import QueryErrors
from takeaction.models.question.queries import LONGEST, NOTHING, SAID
from takeaction.vocabulary.closed_words import Serves

WORDS = {
    "topics": ["wages", "violence-home"],
    "danger": ["now"],
    "child": "other",
    "asks": "other",
    "person": ["men"],
    "careful": True,
    "reach": "text",
    "stop": "partner",
    "calling_from": "KE",
    "home": "PH",
    "language": "tl",
    "listen": "maybe",
}


def test_it_knows_nothing_until_it_is_told():
    assert About() == NOTHING
    assert NOTHING.known_json() == {}
    assert NOTHING.as_text() == ""
    assert set(NOTHING.as_json()) == set(WORDS)


def test_the_same_words_come_back_from_json():
    about = About.from_json(WORDS)

    assert about == About(**{**WORDS, "topics": iter(WORDS["topics"])})
    assert about.as_json() == {**WORDS, "person": ["men"]}


@given(abouts())
def test_whatever_is_known_comes_back_from_json_and_from_text(about):
    written = json.loads(json.dumps(about.as_json()))

    assert About.from_json(written) == about
    assert About.from_json(about.known_json()) == about
    assert About.from_text(about.as_text()) == about
    assert len(about.as_text()) <= LONGEST


@given(abouts())
def test_it_holds_closed_words_and_codes_alone(about):
    texts = [
        each
        for value in attrs.astuple(about, recurse=False)
        for each in (value if isinstance(value, (tuple, frozenset)) else [value])
        if isinstance(each, str)
    ]

    assert all(len(each) <= 20 for each in texts)
    assert repr(about) == "About(…)"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("topics", ["sexual"]),
        ("topics", ["my boss"]),
        ("danger", ["fire"]),
        ("child", "maria"),
        ("asks", "boss"),
        ("person", ["lgbt"]),
        ("person", ["refugees"]),
        ("person", ["tall"]),
        ("reach", "smoke"),
        ("stop", "everyone"),
        ("calling_from", "Kenya"),
        ("home", "my village"),
    ],
)
def test_a_word_that_is_in_no_list_is_refused_and_not_repeated(field, value):
    with pytest.raises(UnknownWordError) as caught:
        About(**{field: value})

    assert caught.value.field == field
    assert str(value[0] if isinstance(value, list) else value) not in str(caught.value)


@pytest.mark.parametrize("field", ["topics", "danger", "person"])
@pytest.mark.parametrize("value", ["wages", 3, [3]])
def test_words_are_a_list_of_texts(field, value):
    with pytest.raises(QueryError):
        About(**{field: value})


@pytest.mark.parametrize("value", ["yes", 1, None])
def test_careful_is_yes_or_no(value):
    with pytest.raises(QueryError):
        About(careful=value)


def test_who_somebody_is_or_loves_and_that_they_fled_cannot_be_written_down():
    assert {Serves.LGBT, Serves.REFUGEES, Serves.NATIONALS}.isdisjoint(SAID)


def test_every_wrong_field_and_key_is_named_at_once():
    with pytest.raises(QueryErrors) as caught:
        About.from_json({"topics": ["sexual"], "child": "maria", "name": "maria"})

    assert {error.field for error in caught.value.exceptions} >= {"topics", "child"}
    assert "maria" not in str(caught.value)


@pytest.mark.parametrize("value", [[], "wages", 3, None])
def test_what_is_no_object_is_refused(value):
    with pytest.raises(QueryError):
        About.from_json(value)


@pytest.mark.parametrize("text", ["[]", "wages", "{", "1", "{" * 1_000, " " * 9 + "x" * LONGEST])
def test_a_text_that_is_no_object_is_refused(text):
    with pytest.raises(QueryError):
        About.from_text(text)


def test_what_was_said_before_is_kept_where_nothing_else_is_said():
    before = About(["wages"], child="other", person=["men"], home="PH", danger=["danger"])

    now = About(["violence-home", "wages"], child="writer", danger=["now"]).joined(before)

    assert now.topics == ("violence-home", "wages")
    assert (now.child, now.home) == ("writer", "PH")
    assert now.danger == {"danger", "now"}
    assert now.person == {"men"}


@given(abouts(), abouts(), abouts())
def test_joining_forgets_nothing_but_the_oldest_topics(one, two, three):
    assume("other" not in {*one.topics, *two.topics, *three.topics})

    assert one.joined(NOTHING) == NOTHING.joined(one) == one.joined(one) == one
    assert one.joined(two).joined(three) == one.joined(two.joined(three))
    assert one.joined(two).topics[: len(one.topics)] == one.topics
    assert len(one.joined(two).topics) <= 6


def test_a_need_without_a_name_adds_nothing_to_one_with_a_name():
    assert About(["other"]).joined(About(["wages"])).topics == ("wages",)
    assert About(["wages"]).joined(About(["other"])).topics == ("wages",)
    assert About(["other"]).joined(NOTHING).topics == ("other",)


# In a question for help


@pytest.mark.parametrize(
    ("short", "about"),
    [
        ({}, About()),
        ({"topic": "wages"}, About(["wages"])),
        ({"audience": "child"}, About(child="writer", asks="self")),
        ({"audience": "survivor"}, About(asks="self")),
        ({"audience": "worker"}, About(asks="worker")),
        ({"audience": "bystander"}, About(asks="other")),
        ({"audience": "professional"}, About(asks="professional")),
        ({"concerns_child": True}, About(child="other")),
        (
            {"concerns_child": True, "audience": "bystander"},
            About(child="other", asks="other"),
        ),
        (
            {"topic": "wages", "about": About(["debt"], person=["men"])},
            About(["wages", "debt"], person=["men"]),
        ),
        ({"about": About(["debt"])}, About(["debt"])),
    ],
)
def test_the_short_fields_of_a_question_are_said_in_it_too(short, about):
    assert HelpQuery("US", **short).asked == about


def test_a_question_reads_it_from_json():
    query = HelpQuery.from_json({"region": "US", "about": {"topics": ["debt"]}})

    assert query.about == About(["debt"])
    with pytest.raises(QueryError):
        HelpQuery.from_json({"region": "US", "about": {"topics": ["sexual"]}})
    with pytest.raises(QueryError):
        HelpQuery("US", about="debt")
