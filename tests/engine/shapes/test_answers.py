"""The JSON of real answers has the shapes that type checkers see."""

import itertools
import json
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

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
from takeaction.engine.shapes import actions, parts, plain_words, shopping, signs
from takeaction.engine.shapes import help as helping
from takeaction.engine.shapes import search as searching

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
SHAPES = {
    "recommend": actions.RecommendationsData,
    "recommend-concern": actions.RecommendationsData,
    "plan": actions.PlanData,
    "why_not": actions.WhyNotData,
    "find_help": helping.HelpData,
    "assess": signs.AssessmentData,
    "check_purchase": shopping.PurchaseAdviceData,
    "check_destination": shopping.DestinationAdviceData,
    "search": searching.HitsData,
    "ask": plain_words.ReplyData,
    "ask-act": plain_words.ReplyData,
}
FORMS = {
    "date": lambda text: date.fromisoformat(text).isoformat() == text,
    "date-time": lambda text: datetime.fromisoformat(text).tzinfo is not None,
    "uri": lambda text: text.startswith("https://"),
}
TEXTS = {"beneath": str, "apart": parts.WordsData}


@cache
def hints(shape):
    return get_type_hints(shape, include_extras=True)


def misfits(value, kind, text, path=""):
    if isinstance(kind, TypeVar):
        kind = text
    origin = get_origin(kind) or kind
    if hasattr(origin, "__required_keys__"):
        yield from _misfits_of_keys(value, origin, text, path)
    elif origin in {Union, UnionType}:
        options = [list(misfits(value, option, text, path)) for option in get_args(kind)]
        yield from max(options, key=len) if all(options) else ()
    elif origin in {list, dict} and isinstance(value, origin):
        items = value.items() if origin is dict else enumerate(value)
        for key, item in items:
            yield from misfits(item, get_args(kind)[-1], text, f"{path}[{key!r}]")
    elif not _is_leaf(value, kind):
        yield path, value, kind


def _is_leaf(value, kind):
    """Tell whether a value is of a plain type, is one of some words, or has a certain form."""
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if get_origin(kind) is Annotated:
        return type(value) is str and FORMS[kind.__metadata__[0]](value)
    return type(value) is kind


def _misfits_of_keys(value, shape, text, path):
    if not isinstance(value, dict):
        yield path, value, shape
        return
    keys = hints(shape)
    if not shape.__required_keys__ <= value.keys() <= keys.keys():
        yield path, value.keys() ^ keys.keys(), shape
        return
    for key, item in value.items():
        yield from misfits(item, keys[key], text, f"{path}.{key}")


def test_an_answer_has_its_shape(subtests, catalog):
    for name, translations, languages, at in itertools.product(
        QUESTIONS, ["beneath", "apart"], [("en",), ("es", "en"), ("pl",)], [AT, None]
    ):
        with subtests.test(f"{name} {translations} {languages} {at}"):
            answer = QUESTIONS[name](catalog, languages, at)

            data = answer.as_json(translations=translations)

            assert list(misfits(data, SHAPES[name], TEXTS[translations])) == []
            assert json.loads(json.dumps(data)) == data


def _texts(value):
    if isinstance(value, dict):
        if value.keys() == {"text", "language", "source", "reviewed"}:
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


def test_every_key_of_a_shape_is_described(subtests):
    for shape in sorted(
        {
            value
            for module in (actions, helping, parts, searching, shopping, signs)
            for value in vars(module).values()
            if hasattr(value, "__required_keys__") and not value.__name__.startswith("_")
        },
        key=lambda shape: shape.__name__,
    ):
        with subtests.test(shape.__name__):
            lines = {line.split(":")[0].strip() for line in _described(shape)}

            assert hints(shape).keys() <= lines


def _described(shape):
    """Return the lines about keys in the docstrings of a shape and of those it builds on."""
    shape = get_origin(shape) or shape
    own = (shape.__doc__ or "").partition("Keys:")[2].splitlines()
    bases = getattr(shape, "__orig_bases__", ())
    return own + [line for base in bases if base is not shape for line in _described(base)]


def test_null_has_a_type_of_its_own():
    assert list(misfits(None, str | None, str)) == []
    assert list(misfits(None, NoneType, str)) == []
    assert list(misfits(None, str, str)) == [("", None, str)]


def test_titles_of_a_plan_are_shown_as_its_json_gives_them(catalog):
    answer = QUESTIONS["plan"](catalog, ("es",), AT)

    data = answer.as_json()

    assert answer.items
    assert answer.left_out
    for parts_of_it, key in ((answer.items, "items"), (answer.left_out, "left_out")):
        assert [part.title for part in parts_of_it] == [part["title"] for part in data[key]]
        assert {part.title.words.language for part in parts_of_it} == {"es"}
