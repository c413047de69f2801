"""Write the tables of the columns of a batch, each written once in ``takeaction.batch``.

    python -P scripts/batch_columns.py

The text above and below the tables of ``docs/how-to/write-to-your-supporters.md`` is written by
hand. A test holds the page to the columns. Without ``-P``, ``scripts/numbers.py`` hides a module of
Python.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from takeaction.batch.cells import PEOPLE
from takeaction.batch.table import OUTPUT
from takeaction.models.question.arguments import MAX_MINUTES

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "write-to-your-supporters.md"
LIMIT = "minutes from 1 to "
_ID = ("`id`", "who it is, in your own system. Use a number, not a name or an address", "")


def page(text: str) -> str:
    """Return the page with the tables of columns as they are now."""
    people = [
        (" or ".join(f"`{each}`" for each in (*column.also, name)), column.doc, column.empty)
        for name, column in PEOPLE.items()
    ]
    text = re.sub(rf"{LIMIT}[\d,]+", f"{LIMIT}{MAX_MINUTES:,}", text)  # in an example
    text = _put(text, "people", _table(("Column", "Means", "Empty"), [_ID, *people]))
    results = [(f"`{name}`", column.doc) for name, column in OUTPUT.items()]
    return _put(
        text, "results", _table(("Column", "Holds"), [("`id`", "as in the list"), *results])
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in (head, *rows)]
    return "\n".join([lines[0], "| --- " * len(tuple(head)) + "|", *lines[1:]])


def _put(text: str, name: str, table: str) -> str:
    start, end = f"% begin {name}\n", f"% end {name}\n"
    above, _, rest = text.partition(start)
    return f"{above}{start}\n{table}\n\n{end}{rest.partition(end)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
