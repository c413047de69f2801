"""Reviews in TOML: written and taken out without another change."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.authoring.reviewing import MarkError, review_toml, with_review
from takeaction.models.record import Reviewed
from takeaction.vocabulary.records import ReviewScope

NURSE = Reviewed(
    by="Nurse, Kent",
    on=date(2026, 11, 1),
    scope=frozenset({ReviewScope.WORDING, ReviewScope.DIGITS}),
    paid=True,
    seal="3f2a9c1b04d5",
)
MARK = (
    'reviewed = { by = "Nurse, Kent", on = 2026-11-01, scope = ["digits", "wording"], '
    'paid = true, seal = "3f2a9c1b04d5" }'
)
PLACE = ("resource", 0)
RECORD = """\
# On top.
[[resource]]  # a line
id = "line"  # never reused
source = { title = "A page" }
# Before the contacts.

  [[resource.contacts]]
  channel = "web"

[[resource]]
id = "other"
"""


def test_a_mark_goes_below_the_source_and_nothing_else_moves():
    after = with_review(RECORD, PLACE, NURSE)

    rows = after.split("\n")
    assert rows[4] == MARK
    assert "\n".join([*rows[:4], *rows[5:]]) == RECORD


def test_a_mark_without_pay_or_seal_has_neither():
    review = Reviewed(by="A", on=NURSE.on, scope=NURSE.scope)

    assert review_toml(review) == '{ by = "A", on = 2026-11-01, scope = ["digits", "wording"] }'


@pytest.mark.parametrize(
    ("old", "left"),
    [
        ('reviewed = { by = "A", on = 2026-10-01, scope = ["wording"] }\n', ""),
        ('reviewed = { by = "A", on = 2026-10-01, scope = ["wording"] } # why\n', "# why\n"),
        ('reviewed = { by = "A", on = 2026-10-01, scope = [\n  "wording",\n] }\n', ""),
        ('reviewed.by = "A"\nreviewed.on = 2026-10-01\nreviewed.scope = ["wording"]\n', ""),
    ],
    ids=["inline", "comment", "lines", "dotted"],
)
def test_a_new_mark_takes_the_place_of_an_old_one(old, left):
    before = RECORD.replace("source = {", f"{old}source = {{", 1)

    after = with_review(before, PLACE, NURSE)

    assert after == with_review(RECORD, PLACE, NURSE).replace("source = {", f"{left}source = {{", 1)
    assert with_review(before, PLACE, None) == RECORD.replace("source = {", f"{left}source = {{", 1)


def test_a_mark_in_a_table_of_its_own_becomes_one_line():
    table = '\n[resource.reviewed]\nby = "A"\non = 2026-10-01\nscope = ["wording"]\n'
    before = RECORD.replace('\n[[resource]]\nid = "other"', f'{table}\n[[resource]]\nid = "other"')

    after = with_review(before, PLACE, NURSE)

    assert tomllib.loads(after) == tomllib.loads(with_review(RECORD, PLACE, NURSE))


@pytest.mark.parametrize(
    "text",
    [
        'resource = [{ id = "line", source = { title = "A" } }]\n',
        'resource = [\n{ id = "line" },\n]\n',
        "[[resource]]\nother = 1\n",
    ],
    ids=["inline", "rows", "no-anchor"],
)
def test_a_record_in_another_form_is_left_to_a_person(text):
    with pytest.raises(MarkError) as caught:
        with_review(text, PLACE, NURSE)

    assert caught.value.args[0] >= 1


def test_an_old_mark_in_another_form_is_left_to_a_person():
    text = 'resource = [{ id = "line", reviewed = { by = "A" } }]\n'

    with pytest.raises(MarkError):
        with_review(text, PLACE, None)


def test_nothing_is_taken_out_where_nothing_is():
    assert with_review(RECORD, PLACE, None) == RECORD


def test_a_sign_in_a_name_is_no_comment():
    review = Reviewed(by="}# A", on=NURSE.on, scope=NURSE.scope)

    assert with_review(with_review(RECORD, PLACE, review), PLACE, None) == RECORD


def test_line_ends_and_indents_of_the_author_stay():
    text = RECORD.replace("\n", "\r\n").replace("\nsource", "\n  source")

    after = with_review(text, PLACE, NURSE)

    assert f"\r\n  {MARK}\r\n" in after
    assert with_review(after, PLACE, None) == text


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
)
def test_any_name_is_read_as_it_was_written(name):
    review = Reviewed(by=name, on=NURSE.on, scope=NURSE.scope, paid=False, seal="0")

    after = with_review(RECORD, PLACE, review)

    assert tomllib.loads(after)["resource"][0]["reviewed"]["by"] == name
    assert with_review(after, PLACE, None) == RECORD
