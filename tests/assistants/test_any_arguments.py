"""Whatever a model writes, a call gets a result, in the form of the schema or as a refusal."""

import json

from hypothesis import given
from hypothesis import strategies as st
from tests.assistants.conftest import AT, VALIDATORS

from takeaction.assistants import call_tool, tool_definitions
from takeaction.assistants.results import MAX_TOKENS, compact_json, count_tokens
from takeaction.vocabulary.needs import NeedTopic

NAMES = [tool["name"] for tool in tool_definitions()]
KEYS = sorted({key for tool in tool_definitions() for key in tool["inputSchema"]["properties"]})
WORDS = [
    "GB",
    "US-TX",
    "001",
    "coffee",
    "child",
    "",
    " ",
    "\ud800",
    "\x00",
    "self",
    "read",
    "voice",
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 60),
    st.just(10**30),
    st.floats(allow_nan=True),
    st.sampled_from(WORDS),
    st.text(max_size=30),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=4),
    st.dictionaries(st.text(max_size=5), SCALARS, max_size=3),
)
ARGUMENTS = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), VALUES, max_size=6)
FITTING = st.fixed_dictionaries(
    {"region": st.sampled_from(["GB", "US", "TH", "AE", "IN", "DE", "NG", "BR", "US-CA", "CH"])},
    optional={
        "topic": st.sampled_from([*map(str, NeedTopic)]),
        "languages": st.lists(st.sampled_from(["en", "es", "fr", "ar", "th", "zh"]), max_size=2),
        "channel": st.sampled_from(["voice", "sms", "chat"]),
        "audience": st.sampled_from(["child", "adult", "bystander", "migrant"]),
    },
)


@given(st.sampled_from(NAMES) | st.text(max_size=8), ARGUMENTS | VALUES)
def test_a_call_never_raises(catalog, name, arguments):
    result = call_tool(catalog, name, arguments, at=AT)

    if result.is_error:
        assert result.content["errors"]
        assert all(error["problem"] for error in result.content["errors"])
    else:
        VALIDATORS[name].validate(result.content)
    assert isinstance(result.text, str)
    json.dumps(result.content)


@given(FITTING)
def test_help_for_any_place_is_short(catalog, arguments):
    # In every language and for every topic, at most 1,500 tokens.
    result = call_tool(catalog, "find_help", arguments, at=AT)

    if not result.is_error:
        VALIDATORS["find_help"].validate(result.content)
        assert count_tokens(result.text) <= MAX_TOKENS
        assert count_tokens(compact_json(result.content)) <= MAX_TOKENS


@given(st.text(max_size=80), st.sampled_from([None, "GB", "ZA"]))
def test_any_text_is_answered_shortly(catalog, text, region):
    result = call_tool(catalog, "ask", {"text": text, "region": region}, at=AT)

    if not result.is_error:
        assert count_tokens(result.text) <= MAX_TOKENS
