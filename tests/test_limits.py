"""How much is read: the bounds that the threat model sets."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.limits import Limits, deepest

DEFAULTS = {
    "file_bytes": 262_144,
    "pack_bytes": 16_777_216,
    "files": 200,
    "records": 20_000,
    "catalog_records": 100_000,
    "depth": 16,
    "key_parts": 8,
    "items": 20_000,
    "digits": 18,
    "id_characters": 64,
    "title_characters": 200,
    "text_characters": 4_000,
    "url_characters": 2_000,
    "marks": 8,
    "mistakes": 50,
}


def test_the_limits_are_those_that_were_promised():
    """A host that sets nothing has exactly the bounds of the threat model."""
    assert attrs.asdict(Limits()) == DEFAULTS


@pytest.mark.parametrize("name", DEFAULTS, ids=str)
def test_a_host_may_raise_or_lower_one_limit(name):
    """One bound can be set, and leaves the others alone."""
    changed = Limits(**{name: 3})

    assert attrs.asdict(changed) == {**DEFAULTS, name: 3}


def test_limits_are_named():
    """Nobody has to remember the order of the bounds."""
    with pytest.raises(TypeError):
        Limits(200)


def test_limits_cannot_be_changed():
    """The bounds of one load are those that it was given."""
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
