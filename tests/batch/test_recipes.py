"""The recipes of the page on clusters do what the page says, where their engine is installed."""

import re
import runpy
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from takeaction.batch import recommend_table

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-a-cluster.md"


def recipe(name, folder):
    """Return the names of a recipe, which is written to a folder as the page says."""
    text = PAGE.read_text(encoding="utf-8")
    path = folder / f"{name}.py"
    path.write_text(re.findall(rf"```py\n# {name}\.py\n(.*?)```", text, re.DOTALL)[0])
    return runpy.run_path(str(path))


@pytest.mark.parametrize("name", ["on_polars", "on_dask", "on_spark", "on_ray"])
def test_a_recipe_is_python(name):
    text = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(rf"```py\n# {name}\.py\n(.*?)```", text, re.DOTALL)

    assert compile(code, name, "exec")


@pytest.mark.heavy
def test_dask_answers_file_by_file(catalog, tmp_path):
    from distributed import LocalCluster

    files = [tmp_path / f"{place}.parquet" for place in range(3)]
    for place, file in enumerate(files):
        pq.write_table(pa.table({"id": [place], "minutes": [30 + place]}), file)
    main = recipe("on_dask", tmp_path)["main"]

    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        main(cluster.scheduler_address, *map(str, files))

    for file in files:
        answers = pq.read_table(file.with_suffix(".actions.parquet")).to_pylist()
        assert answers == recommend_table(catalog, pq.read_table(file)).to_pylist()
