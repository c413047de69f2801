"""Laws of the languages that a function answers in."""

import inspect
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

import takeaction as ta
from takeaction.errors import QueryError
from takeaction.models.question.arguments import as_language, as_languages, read_languages

TAGS = st.sampled_from(["es", "es-MX", "EN-us", "fr", "zh-Hant-TW", "klingon", "Spanish", "ckb"])
WEIGHTS = st.integers(0, 1000)
TEXTS = st.text(string.ascii_letters + string.digits + "-_*;=,. q\t\u00e9\u200f", max_size=80)
QUESTIONS = (
    *(ta.recommend, ta.plan, ta.why_not, ta.find_help, ta.assess, ta.check_purchase),
    *(ta.check_destination, ta.search, ta.calendar_of),
)


@given(st.text() | TEXTS)
def test_any_text_gives_languages(text):
    languages = read_languages(text)

    assert len(languages) >= 1
    assert languages == tuple(as_language(tag, "languages") for tag in languages)
    assert len(set(languages)) == len(languages)


@given(st.text() | TEXTS)
def test_reading_again_changes_nothing(text):
    languages = read_languages(text)

    assert read_languages(", ".join(languages)) == languages
    assert read_languages(languages) == as_languages(languages, "languages") == languages


@given(st.lists(st.tuples(TAGS, WEIGHTS), min_size=1, max_size=12))
def test_the_order_is_that_of_weight_and_then_of_place(members):
    header = ", ".join(f"{tag};q={weight // 1000}.{weight % 1000:03}" for tag, weight in members)
    ordered = sorted(members, key=lambda member: -member[1])
    wanted = [as_language(tag, "languages") for tag, weight in ordered if weight]

    assert read_languages(header) == (tuple(dict.fromkeys(wanted)) or ("en",))


@given(st.lists(st.text(max_size=12) | TAGS, max_size=5))
def test_a_list_is_read_or_refused(tags):
    # A list is written by a program, so a wrong tag in it is refused, without repeating it.
    try:
        languages = read_languages(tags)
    except QueryError as error:
        languages, text = None, error.text
    if languages is None:
        assert text == 'Write languages as a language tag, such as "en" or "es-MX".'
    else:
        assert len(languages) == len(tags)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_every_question_ends_in_languages_and_at(question):
    parameters = list(inspect.signature(question).parameters.values())

    assert [parameter.name for parameter in parameters[-2:]] == ["languages", "at"]
    assert all(p.kind is p.KEYWORD_ONLY and p.default is None for p in parameters[-2:])
