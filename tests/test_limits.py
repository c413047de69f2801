"""The limits that the threat model sets, and the measure of nesting."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.limits import Limits, nesting_depth

DEFAULTS = {
    "file_bytes": 262_144,
    "pack_bytes": 16_777_216,
    "files": 200,
    "records": 20_000,
    "catalog_records": 100_000,
    "depth": 16,
    "key_parts": 8,
    "items": 20_000,
    "contacts": 50,
    "digits": 18,
    "id_characters": 64,
    "title_characters": 200,
    "text_characters": 4_000,
    "url_characters": 2_000,
    "marks": 8,
    "mistakes": 50,
    "question_characters": 2_000,
}


def test_the_limits_are_those_that_were_promised():
    assert attrs.asdict(Limits()) == DEFAULTS


@pytest.mark.parametrize("name", DEFAULTS, ids=str)
def test_a_host_may_raise_or_lower_one_limit(name):
    changed = Limits(**{name: 3})

    assert attrs.asdict(changed) == {**DEFAULTS, name: 3}


def test_limits_are_named():
    with pytest.raises(TypeError):
        Limits(200)


def test_limits_cannot_be_changed():
    limits = Limits()

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        limits.files = 3


TEXTS = st.text(st.sampled_from('[]{}"\\:,a \u20ac'), max_size=8)
VALUES = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def depth(value):
    if not isinstance(value, (list, dict)):
        return 0
    return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)


@given(VALUES, st.sampled_from([None, 1]))
def test_the_nesting_is_that_of_the_parsed_value(value, indent):
    assert nesting_depth(json.dumps(value, ensure_ascii=False, indent=indent).encode()) == depth(
        value
    )


@given(st.text(st.sampled_from('[]{}"\\:,1 '), max_size=30).map(str.encode))
def test_invalid_json_nests_at_least_as_deep_as_a_parser_gets(text):
    try:
        json.JSONDecoder().raw_decode(text.decode())
    except ValueError:
        opened = 0
        for character in text.decode().replace(" ", ""):
            if character not in "[{":
                break
            opened += 1
        assert nesting_depth(text) >= opened


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
def test_the_nesting_of_odd_texts(text, deep):
    assert nesting_depth(text) == deep
