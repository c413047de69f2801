"""How deep a JSON text nests is known before its parser sees it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.limits import deepest

TEXTS = st.text(st.sampled_from('[]{}"\\:,a \u20ac'), max_size=8)
VALUES = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def depth(value):
    """Return how deep a value nests."""
    if not isinstance(value, (list, dict)):
        return 0
    return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)


@given(VALUES, st.sampled_from([None, 1]))
def test_it_is_as_deep_as_what_the_parser_makes_of_it(value, indent):
    """Brackets in texts and keys count for nothing, whatever is escaped in them."""
    assert deepest(json.dumps(value, ensure_ascii=False, indent=indent).encode()) == depth(value)


@given(st.text(st.sampled_from('[]{}"\\:,1 '), max_size=30).map(str.encode))
def test_of_what_is_no_json_it_is_at_least_what_a_parser_meets(text):
    """A parser that stops with an error has gone no deeper than that."""
    try:
        json.JSONDecoder().raw_decode(text.decode())
    except ValueError:
        opened = 0
        for character in text.decode().replace(" ", ""):
            if character not in "[{":
                break
            opened += 1
        assert deepest(text) >= opened


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        (b"", 0),
        (b'"[[["', 0),
        (b'"[[[', 0),
        (b"[[[", 3),
        (b"]]][", 0),
        (b'["\\\\", [1]]', 2),
        (b'["\\"", [1]]', 2),
        (b'["\\\\\\"[[", {}]', 2),
        (b"[" * 100_000, 100_000),
    ],
)
def test_odd_texts(text, deep):
    """Ends that are not there, escapes that are escaped, and very much of it."""
    assert deepest(text) == deep
