"""A job: the bytes of a part become the bytes of its answer, and nothing else goes anywhere."""

import pickle

import pytest

from takeaction import Profile, QueryError, recommend
from takeaction.batch.mailing import Letters
from takeaction.batch.questions import BatchRefusedError


def test_every_person_has_what_recommend_gives(job_for, write_people, catalog, answers_of):
    rows, _ = answers_of(job_for(write_people()))

    profile = Profile(minutes=30, roles=["student", "voter"], skills=["writing"], region="Texas")
    expected = recommend(catalog, profile, limit=3)
    assert [each["action"] for each in rows[0]["actions"]] == [each.action.id for each in expected]
    assert [row["id"] for row in rows] == [str(id) for id in range(1, 9)]
    assert [row["status"] for row in rows[3:5]] == ["refused", "broken"]


def test_rows_that_cannot_be_read_stay_in_their_places(job_for, tmp_path, answers_of):
    # The others have the answers that they would have without them.
    good = "id,minutes\n1,5\n3,60\n"
    bad = 'id,minutes\n1,5\n2,5,9\n3,60\n4,"5\n,\n'
    (tmp_path / "good.csv").write_text(good, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(bad, encoding="utf-8")

    expected, _ = answers_of(job_for(tmp_path / "good.csv", part_rows=10))
    rows, [tally] = answers_of(job_for(tmp_path / "bad.csv", part_rows=10))

    assert [rows[0], rows[2]] == expected
    assert [row["id"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[1] == {
        "id": "2",
        "actions": [],
        "status": "broken",
        "problem": {"code": "row.cells", "field": None},
    }
    assert rows[3]["problem"] == {"code": "row.quote", "field": None}
    assert (tally.people, tally.blank, tally.by_status["broken"]) == (4, 1, 2)
    assert tally.problems == {"broken row.cells": 1, "broken row.quote": 1}


def test_a_part_with_nothing_but_broken_rows_is_answered(job_for, write_people, answers_of):
    rows, _ = answers_of(job_for(write_people([("1",), ("2",)])))

    assert [row["status"] for row in rows] == ["broken"] * 2


def test_only_columns_that_are_asked_for_are_read(job_for, write_people, answers_of):
    path = write_people([("7", "5", "anna@example.org")], ("id", "minutes", "email"))

    job = job_for(path)

    assert job.people.columns == ("minutes", "id")
    assert "anna" not in str(answers_of(job))


def test_columns_may_have_other_names(job_for, write_people):
    path = write_people([("7", "b", "5")], (" Id", "Branch", "time"))

    job = job_for(path, named=[("minutes", "time"), ("id", "Id"), ("id", "Branch")])

    assert (dict(job.column_map.fields), job.column_map.ids) == (
        {"minutes": "time"},
        ("Id", "Branch"),
    )
    assert job_for(path, named=[("minutes", "time")]).column_map.ids == ("Id",)


def test_a_job_can_be_pickled_and_answers_alike(job_for, write_people):
    job = job_for(write_people())
    again = pickle.loads(pickle.dumps(job))  # noqa: S301 - our own

    content = next(job.people.contents())
    assert again.answer(content) == job.answer(content)
    assert again.digest == job.digest


def test_whatever_changes_the_output_changes_the_digest(job_for, write_people):
    # So no run goes on with the parts of another.
    path = write_people()
    digests = [
        job_for(path).digest,
        job_for(path, limit=2).digest,
        job_for(path, part_rows=3).digest,
        job_for(path, named=[("id", "region")]).digest,
        job_for(path, letters=Letters()).digest,
        job_for(write_people([*reversed(())], name="other.csv")).digest,
    ]

    assert len(set(digests)) == len(digests)


def test_a_file_without_ids_is_refused(job_for, write_people):
    # Blank rows are left out, so the order of rows is no id.
    path = write_people([("1", "5")], ("number", "minutes"))

    with pytest.raises(BatchRefusedError, match=r"No column says who is who. Fix: call one id"):
        job_for(path)


def test_an_id_that_is_called_like_a_column_of_the_output_is_refused(job_for, write_people):
    named = [("id", "language")]

    with pytest.raises(BatchRefusedError, match="name of a column of the output"):
        job_for(write_people(), named=named, letters=Letters())
    with pytest.raises(QueryError, match="status"):
        job_for(write_people([("1", "5")], ("status", "minutes")), named=[("id", "status")])


def test_a_wrong_question_is_refused_before_anybody_is_answered(job_for, write_people):
    with pytest.raises(BatchRefusedError, match="No column has the minutes"):
        job_for(write_people([("1",)], ("id",)))
    with pytest.raises(QueryError, match="limit"):
        job_for(write_people(), limit=0)
