"""The recipes for Polars, Spark and Ray answer as one call does, each run as the page says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import takeaction as ta
from takeaction.batch import recommend_table

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-a-cluster.md"
PEOPLE = 2_000
LONGEST = 300
"""The most seconds that a recipe may take; each takes about fifteen."""


@pytest.fixture(name="people")
def fixture_people(tmp_path):
    table = pa.table(
        {
            "id": range(PEOPLE),
            "minutes": [5 + 5 * (number % 12) for number in range(PEOPLE)],
            "skills": [["writing"] if number % 3 else [] for number in range(PEOPLE)],
        }
    )
    pq.write_table(table, tmp_path / "people.parquet")
    return table


def answers_of(name, folder):
    text = PAGE.read_text(encoding="utf-8")
    script = folder / f"{name}.py"
    script.write_text(re.findall(rf"```py\n# {name}\.py\n(.*?)```", text, re.DOTALL)[0])
    subprocess.run(  # noqa: S603 - our own page
        [sys.executable, str(script), str(folder / "people.parquet"), str(folder / "actions")],
        check=True,
        timeout=LONGEST,
        cwd=folder,
        env=os.environ | {"PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0"},
    )
    return pq.read_table(folder / "actions").sort_by("id").to_pylist()


def test_polars_answers_batch_by_batch(people, tmp_path):
    assert answers_of("on_polars", tmp_path) == recommend_table(ta.load(), people).to_pylist()


def test_polars_reads_the_file_of_a_run(people, tmp_path):
    import polars as pl

    command = [sys.executable, "-m", "takeaction", "batch", "people.parquet", "-o", "all.parquet"]
    subprocess.run([*command, "--part-rows", "500"], check=True, cwd=tmp_path)  # noqa: S603

    answers = pl.read_parquet(tmp_path / "all.parquet")

    assert answers.to_arrow().to_pylist() == recommend_table(ta.load(), people).to_pylist()


@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, which is not here")
def test_spark_answers_batch_by_batch(people, tmp_path):
    assert answers_of("on_spark", tmp_path) == recommend_table(ta.load(), people).to_pylist()


def test_ray_answers_batch_by_batch(people, tmp_path):
    assert answers_of("on_ray", tmp_path) == recommend_table(ta.load(), people).to_pylist()
