"""The columns of people and of results: one entry each, and the page shows them."""

import runpy
from pathlib import Path

import attrs
import pyarrow as pa

from takeaction import Profile
from takeaction.batch import recommend_table, schema, table
from takeaction.batch.answers import Rows
from takeaction.batch.cells import PEOPLE
from takeaction.batch.table import OutputColumn

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "batch_columns.py"))


def test_every_field_of_a_profile_has_a_column_in_its_place():
    assert tuple(PEOPLE) == tuple(field.name for field in attrs.fields(Profile))


def test_the_page_shows_the_columns():
    # To update it, run ``python -P scripts/batch_columns.py``.
    text = SCRIPT["PAGE"].read_text(encoding="utf-8")

    assert SCRIPT["page"](text) == text


def test_one_more_column_of_a_result_is_one_entry(packs, monkeypatch):
    def count(rows: Rows) -> pa.Array:
        return rows.actions().value_lengths()

    more = {**table.OUTPUT, "count": OutputColumn(pa.int32(), "the number of actions", count)}
    for module in ("table", "running", "mailing"):
        monkeypatch.setattr(f"takeaction.batch.{module}.OUTPUT", more)
    people = pa.table({"id": [1, 2], "minutes": [30, None]})

    result = recommend_table(packs, people, limit=3)

    assert result["count"].to_pylist() == [3, 0]
    assert result.schema.equals(schema(people.schema), check_metadata=True)
