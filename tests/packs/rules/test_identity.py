"""The rules for ids of packs and records, and ids that look alike."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.errors import Outcome
from takeaction.packs.rules.address import (
    alias_faults,
    are_look_alikes,
    are_one_edit_apart,
    id_faults,
    is_id,
    look_alike_pairs,
)

IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


@pytest.mark.parametrize("id", ["a", "0", "us-hotline", "a1-b2-c3", "a" * 64])
def test_an_id_is_small_letters_digits_and_single_hyphens(id):
    assert is_id(id)


@pytest.mark.parametrize(
    "id",
    ["", "-a", "a-", "a--b", "A", "us-hotIine", "a_b", "a b", "a:b", "\u0430", "a" * 65, "a\n"],
)
def test_anything_else_is_not_an_id(id):
    assert not is_id(id)


def faults_of(id, fields=()):
    return list(id_faults(id, "trial", dict(fields)))


def test_a_good_id_passes():
    assert faults_of("line", {"pack": "trial"}) == []


@pytest.mark.parametrize(
    ("id", "fields", "field", "named"),
    [
        ("us-hotline:line", {}, "id", "us-hotline:line"),
        ("us-hotline:", {}, "id", "us-hotline:"),
        ("line", {"pack": "us-hotline"}, "pack", "us-hotline"),
        ("line", {"pack": 5}, "pack", None),
    ],
    ids=["id", "empty-id", "field", "number"],
)
def test_an_id_of_another_pack_costs_the_pack(id, fields, field, named):
    (fault,) = faults_of(id, fields)

    assert (fault.code, fault.field, fault.outcome) == (
        "id.foreign_namespace",
        field,
        Outcome.QUARANTINE,
    )
    shown = "5" if named is None else f'"{named}"'
    assert fault.problem == f"{shown} belongs to another pack."
    assert fault.fix == "use [[patch]] to add to a record of another pack."


@pytest.mark.parametrize(
    ("id", "code", "problem", "fix"),
    [
        ("", "shape.missing_field", "the record has no id.", 'add id = "its-name".'),
        ("trial:line", "id.bad", '"trial:line" repeats the id of its pack.', 'write "line".'),
        ("trial:Line", "id.bad", '"trial:Line" is not a valid id.', 'write "trial-line".'),
        ("My Line", "id.bad", '"My Line" is not a valid id.', 'write "my-line".'),
        ("línea_1", "id.bad", '"línea_1" is not a valid id.', 'write "linea-1".'),
        ("行", "id.bad", '"行" is not a valid id.', "use a-z, 0-9 and hyphens between them."),
        ("a\u200db", "id.bad", '"a\\u200db" is not a valid id.', 'write "a-b".'),
        ("a" * 65, "id.bad", f'"{"a" * 59}…" is not a valid id.', f'write "{"a" * 64}".'),
    ],
    ids=["none", "own-pack", "own-pack-case", "blank", "accent", "chinese", "joiner", "long"],
)
def test_a_bad_id_is_refused_with_a_valid_one(id, code, problem, fix):
    (fault,) = faults_of(id)

    assert (fault.code, fault.field, fault.problem, fault.fix) == (code, "id", problem, fix)


def test_former_ids_follow_the_rule_for_ids():
    (fault,) = alias_faults(("good", "Not Good", "also-good"))

    assert (fault.code, fault.field, fault.fix) == ("id.bad", "aliases[1]", 'write "not-good".')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us-hotline", "us-hotlines"),
        ("us-hotline", "ushotline"),
        ("us-hotline", "us-hot-line"),
        ("us-hotline", "us-hot1ine"),
        ("us-hotline", "us-h0tline"),
        ("us-hotline", "us-hotlin"),
        ("us-hotline", "us-hotlnie"),
        ("us-hotline", "us-hotlime"),
        ("us-hot-line", "us-hot-lime"),
        ("a1b1", "albl"),
        ("n0t0", "noto"),
        ("a-b", "a-bc"),
        ("us-hotlines", "ushotline"),
        ("us-hotlines", "us-h0tline"),
    ],
)
def test_look_alikes_are_found(one, other):
    assert are_look_alikes(one, other)
    assert are_look_alikes(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us-hotline", "uk-hotline"),
        ("us-hot-line", "uk-hot-line"),
        ("a", "b"),
        ("ab", "ac"),
        ("us-hotline", "us-helpline"),
        ("us-hotline", "us-hotlnei"),
        ("community-actions", "unodc-indicators"),
        ("alpha", "beta"),
    ],
)
def test_honest_neighbours_are_no_look_alikes(one, other):
    assert not are_look_alikes(one, other)


@given(IDS, st.data())
def test_one_edit_is_seen_in_both_directions(id, data):
    place = data.draw(st.integers(0, len(id) - 1))
    letter = data.draw(st.sampled_from("abc019"))
    head, tail = id[:place], id[place + 1 :]
    edits = {
        head + letter + tail,
        head + letter + id[place:],
        head + tail,
        head + tail[:1] + id[place] + tail[1:],
    }

    for other in edits - {id}:
        assert are_one_edit_apart(id, other)
        assert are_one_edit_apart(other, id)


@given(IDS)
def test_an_id_is_no_edit_away_from_itself(id):
    assert not are_one_edit_apart(id, id)
    assert not are_one_edit_apart(id, id + "xy")


@pytest.mark.parametrize(
    ("one", "other"),
    [("abxy", "cdxy"), ("ab-line", "cd-line"), ("abc", "abcde"), ("a", "bcd"), ("abcd", "bcad")],
)
def test_two_changes_are_more_than_one(one, other):
    assert not are_one_edit_apart(one, other)
    assert not are_one_edit_apart(other, one)


@given(st.lists(st.from_regex(r"[ab1l]{1,2}(-[abs]{1,3})?", fullmatch=True), unique=True))
def test_look_alikes_among_many_are_those_of_each_pair(ids):
    pairs = {tuple(sorted(pair)) for pair in combinations(ids, 2) if are_look_alikes(*pair)}

    assert look_alike_pairs(ids) == sorted(pairs)
