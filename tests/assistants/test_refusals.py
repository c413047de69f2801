"""Wrong calls: the field, the problem and the fix, and never the words that somebody typed."""

import json

import attrs
import pytest

from takeaction.assistants import call_tool
from takeaction.assistants.calling import TOOLS

CANARY = "Canary Quimby 12 Elm Street"
WRONG = (
    ("find_help", {"region": 7}, "region"),
    ("find_help", {}, "region"),
    ("find_help", {"region": "Grmany"}, "region"),
    ("find_help", {"region": CANARY * 20}, "region"),
    ("find_help", {"region": {CANARY: 1}}, "region"),
    ("find_help", {"region": "GB", "purpose": "suport"}, "purpose"),
    ("find_help", {"region": "GB", "purpose": "learn"}, "purpose"),
    ("find_help", {"region": "GB", "channel": CANARY}, "channel"),
    ("find_help", {"region": "GB", "language": CANARY}, "language"),
    ("find_help", {"region": "GB", "languages": "es"}, "languages"),
    ("find_help", {"region": "GB", "languages": [CANARY]}, "languages"),
    ("find_help", {"region": "GB", "limit": 0}, "limit"),
    ("find_help", {"region": "GB", "limit": 51}, "limit"),
    ("find_help", {"region": "GB", "limit": True}, "limit"),
    ("find_help", {"region": "GB", "details": "yes"}, "details"),
    ("ask", {"text": CANARY * 1_000}, "text"),
    ("ask", {"text": None}, "text"),
    ("ask", {"text": ["a"]}, "text"),
    ("recommend_actions", {"minutes": "30"}, "minutes"),
    ("recommend_actions", {"minutes": 30.5}, "minutes"),
    ("recommend_actions", {"minutes": 30, "concern": CANARY}, "concern"),
    ("recommend_actions", {"minutes": 30, "concern": {CANARY: 1}}, "concern"),
    ("recommend_actions", {"minutes": 30, "skills": [CANARY]}, "skills"),
    ("recommend_actions", {"minutes": 30, "skills": ["a" * 200]}, "skills"),
    ("recommend_actions", {"minutes": 30, "skills": ["a"] * 21}, "skills"),
    ("recommend_actions", {"minutes": 30, "skills": {"a": 1}}, "skills"),
    ("recommend_actions", {"minutes": 30, "skills": [7]}, "skills"),
    ("recommend_actions", {"minutes": 30, "age": "teenager"}, "age"),
    ("assess_signs", {"observed": [CANARY]}, "observed"),
    ("assess_signs", {"observed": []} | {"role": CANARY}, "role"),
    ("assess_signs", {"observed": [], "when": [CANARY]}, "when"),
    ("assess_signs", {"observed": [], "when": {"x": CANARY}}, "when"),
    ("check_purchase", {"goods": "coffee"}, "goods"),
    ("check_purchase", {"goods": [" "]}, "goods"),
    ("check_purchase", {"goods": ["coffee"], "origin": "150"}, "origin"),
    ("check_destination", {"region": "150"}, "region"),
    ("search", {"text": "?"}, "text"),
    ("search", {"text": "x", "kinds": [CANARY]}, "kinds"),
    ("get_record", {"id": CANARY}, "id"),
    ("get_record", {"id": "us-hotline:natonal-hotline"}, "id"),
    (CANARY, {}, "tool"),
    (7, {}, "tool"),
)


def test_a_wrong_call_names_its_field_and_repeats_nothing(subtests, refused):
    for name, arguments, field in WRONG:
        with subtests.test(f"{name} {arguments} {field}"):
            errors = refused(name, arguments)

            assert errors[0]["field"] == field
            assert errors[0]["problem"].endswith((".", "?"))
            assert CANARY not in json.dumps(errors)
            assert "Traceback" not in json.dumps(errors)


@pytest.mark.parametrize(
    ("name", "arguments", "near"),
    [
        ("find_help", {"region": "Grmany"}, "DE"),
        ("find_help", {"region": "GB", "purpose": "suport"}, "support"),
        ("find_hlp", {}, "find_help"),
        ("get_record", {"id": "us-hotline:natonal-hotline"}, "us-hotline:national-hotline"),
        ("get_record", {"id": "save-hotline-numbr"}, "community-actions:save-hotline-number"),
    ],
)
def test_a_word_with_a_slip_gets_its_nearest_words(refused, name, arguments, near):
    assert near in refused(name, arguments)[0]["nearest"]


@pytest.mark.parametrize("arguments", ["GB", ["GB"], 7, object(), b"{}"])
def test_arguments_that_are_no_object_are_refused(refused, arguments):
    (error,) = refused("find_help", arguments)

    assert "one JSON object" in error["problem"]


def test_every_wrong_field_is_told_at_once(refused):
    errors = refused("find_help", {"region": "Grmany", CANARY: 1, "limitt": 2})

    assert [error.get("field") for error in errors] == ["region", None, None]
    assert "Key 2" in errors[1]["problem"]
    assert "Did you mean limit?" in errors[2]["problem"]
    assert CANARY not in json.dumps(errors)


def test_wrong_types_are_told_at_once(refused):
    errors = refused("recommend_actions", {"minutes": "x", "skills": "y", "limit": -1})

    assert [error["field"] for error in errors] == ["minutes", "skills", "limit"]


def test_a_sign_that_is_unknown_comes_with_the_way_to_find_one(refused):
    (error,) = refused("assess_signs", {"observed": ["passport-taken-away"]})

    assert 'search with kinds=["indicator"]' in error["fix"]


def test_a_bug_leaves_without_the_words_of_a_person(catalog, monkeypatch):
    # Whatever reports errors sends the variables of each frame, so none of ours is among them.
    def fail(_):
        raise RuntimeError("a bug")

    monkeypatch.setitem(TOOLS, "ask", attrs.evolve(TOOLS["ask"], answer=fail))

    with pytest.raises(RuntimeError) as caught:
        call_tool(catalog, "ask", {"text": CANARY})

    frames = [frame.frame for frame in caught.traceback]
    ours = [frame for frame in frames if "takeaction/assistants" in str(frame.code.path)]
    assert not ours
    assert "takeaction.assistants.calling" in caught.value.__notes__[0]
