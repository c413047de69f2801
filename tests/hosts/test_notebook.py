"""The notebook of the docs runs from its first cell to its last, without a kernel."""

import ast
import json
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "how-to" / "explore.ipynb"


@pytest.fixture(scope="module")
def cells():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]


def run(source, names):
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
    return last and eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


def test_every_cell_runs_and_shows_what_it_ends_in(cells):
    names = {}
    pages = []

    for cell in cells:
        if cell["cell_type"] == "code":
            shown = run("".join(cell["source"]), names)
            page = getattr(shown, "_repr_html_", lambda: None)()
            pages += [page] if page else []

    assert len(pages) >= 5
    assert all(page.startswith('<div class="takeaction" lang=') for page in pages)
    assert sum('lang="es" dir="ltr"><style>' in page for page in pages) == 1


def test_the_notebook_holds_no_output(cells):
    # An output would show a place that somebody asked about, and would be old tomorrow.
    code = [cell for cell in cells if cell["cell_type"] == "code"]

    assert [cell["outputs"] for cell in code] == [[]] * len(code)
    assert [cell["execution_count"] for cell in code] == [None] * len(code)


def test_the_notebook_says_to_clear_its_outputs(cells):
    assert "Clear all outputs" in "".join(cells[-1]["source"])
