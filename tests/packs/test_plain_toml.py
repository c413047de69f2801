"""Plain TOML is read as the standard parser reads it, or not at all."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from takeaction.limits import Limits
from takeaction.packs.plain_toml import read

PACKS = Path(__file__).parents[2] / "packs"
LIMITS = Limits()
VALUES = [
    '"x"',
    '""',
    '"a\\"b"',
    '"a\\\\"',
    '"\\\\\\""',
    '"\\n"',
    "1",
    "0",
    "-5",
    "01",
    "+1",
    "1_0",
    "1.5",
    "true",
    "false",
    "2026-11-24",
    "2026-13-01",
    "2026-11-24T10:00:00Z",
    "'l'",
    "nan",
    "x",
    '"é"',
    "[]",
    "{}",
    "[,]",
    '"open',
    "[[[[[[1]]]]]]",
    '[["a"],[1]]',
    "{a=1,}",
    "{a=1,a=2}",
    "{a.b=1}",
    '[{a=1},{b="}"}]',
    '"#"',
    '["',
    '["a",,"b"]',
    "{a={b={c={d={e=1}}}}}",
    "{a=[1]}",
    '"""m"""',
    '"""\nm\n"q" """',
    '""""q"""',
    '"""q""""',
    '[ "a" , ]',
    '["a" "b"]',
    "[1,\n2, # c\n]",
    '[ # c\n"a"]',
    '{ a = "x", b = [1] }',
    '{a="x"\n}',
    '[1 "a"]',
]
KEYS = st.sampled_from(["a", "b", "c-d", "e_1"])
ENDS = st.sampled_from(["", " # c", " x", "\t", ","])
LINES = st.one_of(
    st.builds("{} = {}{}".format, KEYS, st.sampled_from(VALUES), ENDS),
    st.builds(
        lambda header, key, end: header.format(key) + end,
        st.sampled_from(["[[{}]]", "[{}]", "[[{}.b]]", "[[{}.b.a]]", "[[ {} ]]", "[[b.{}]]"]),
        KEYS,
        ENDS,
    ),
    st.sampled_from(["", " ", "# c", "\r", "=", "\x0b", "\x7f"]),
)


def as_json(value):
    """Return what the standard parser gives with days as text."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if type(value) is date else value


@given(st.lists(LINES, max_size=7).map("\n".join))
@example('[[a]]\nb = "x"\nb = "y"\n')
@example('a = ["x"]\n[[a]]\n')
@example("[[a]]\n[[a.b]]\nc-d = 1\n[[a.b]]\n[[a]]\n")
def test_whatever_is_read_is_read_as_the_standard_parser_reads_it(text):
    """It gives the same, or nothing: never anything else."""
    found = read(text, LIMITS)

    assert found is None or found == as_json(tomllib.loads(text))


@given(st.text("\"\\[]{}=,.#ab1-\n \t'", max_size=14))
def test_no_value_is_read_otherwise(text):
    """Marks in any order make no difference between the two."""
    found = read(f"a = {text}", LIMITS)

    assert found is None or found == as_json(tomllib.loads(f"a = {text}"))


@pytest.mark.parametrize(
    "path",
    sorted(PACKS.glob("*/src/**/*.toml")),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_our_own_packs_are_plain(path):
    """Each file of our packs is read, and as the standard parser reads it."""
    text = path.read_text(encoding="utf-8")

    assert read(text, LIMITS) == as_json(tomllib.loads(text))


@pytest.mark.parametrize("limit", ["depth", "key_parts", "digits"])
def test_limits_that_are_lower_than_what_it_takes_leave_it_to_the_bound(limit):
    """What it takes lies within the usual limits; lower ones have to be counted."""
    assert read("a = 1", LIMITS) == {"a": 1}
    assert read("a = 1", Limits(**{limit: 1})) is None
