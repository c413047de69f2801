"""The actions of a table of people: the shape of the result, and the rows that have no actions."""

import pyarrow as pa
import pytest

from takeaction import Profile, load, recommend
from takeaction.batch import recommend_table, summary_of


@pytest.fixture(scope="module")
def catalog():
    """All packs."""
    return load()


def test_each_row_has_what_recommend_gives(catalog):
    """A row of a table is a person: the same actions, scores, reasons and moved places."""
    people = pa.table(
        {"id": [7], "minutes": [30], "roles": ["student; voter"], "region": ["Texas"]}
    )

    (row,) = recommend_table(catalog, people).to_pylist()

    answer = recommend(catalog, Profile(minutes=30, roles=["student", "voter"], region="Texas"))
    assert row["id"] == 7
    assert row["status"] == "ok"
    assert [each["action"] for each in row["actions"]] == [each.action.id for each in answer[:5]]
    assert [each["moved"] for each in row["actions"]] == [each.moved for each in answer[:5]]


def test_rows_without_an_answer_stay_with_the_reason(catalog):
    """A broken or refused row keeps its place, and its problem has no word of the person."""
    people = pa.table({"minutes": ["soon", "5"], "roles": ["voter", "victim"]})

    result = recommend_table(catalog, people)

    assert result["status"].to_pylist() == ["broken", "refused"]
    assert result["problem"].to_pylist() == [
        {"code": "query.minutes", "field": "minutes"},
        {"code": "batch.role", "field": "roles"},
    ]
    assert summary_of(result).people == 2
