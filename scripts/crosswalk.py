"""Write the tables of ``docs/reference/crosswalk.md`` from ``data/crosswalk.json``.

    python scripts/crosswalk.py

The text above and below the tables is written by hand. A test holds the page to the data.
"""

from itertools import groupby
from pathlib import Path

from takeaction.vocabulary.crosswalk import (
    Correspondence,
    Standard,
    crosswalk,
    lists_without,
    standards,
)

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "crosswalk.md"
START, END = "% tables\n", "% end tables\n"
NAMES = {
    Standard.HTCDS: "HTCDS",
    Standard.UNODC: "UNODC",
    Standard.ILO: "ILO",
    Standard.HSDS: "HSDS",
}
SIGNS = {"same": "=", "broader": ">", "narrower": "<", "none": "none"}


def tables() -> str:
    """Return the tables: the standards, then one for each of our lists."""
    parts = [_standards(), *(_table(name) for name in _lists()), _without()]
    return "\n\n".join(parts) + "\n"


def _lists() -> list[str]:
    return list(dict.fromkeys(row.list for row in crosswalk()))


def _standards() -> str:
    rows = [
        f"| {NAMES[standard]} | [{facts['title']}]({facts['url']}), {facts['version']} |"
        f" {facts['publisher']} | {facts['licence'] or 'not stated in the texts we read'} |"
        for standard, facts in standards().items()
    ]
    head = "| | Standard | Publisher | Licence |\n| --- | --- | --- | --- |"
    return "\n".join(["## The standards", "", head, *rows])


def _table(name: str) -> str:
    rows = [row for row in crosswalk() if row.list == name]
    head = "| Ours | Standard | Relation | Theirs | Note |\n| --- | --- | :-: | --- | --- |"
    lines = [
        line for _, group in groupby(rows, key=lambda row: row.id) for line in map(_row, group)
    ]
    sources = dict.fromkeys(
        f"{row.source}{' (through a text that quotes it)' if row.reading != 'read' else ''}"
        for row in rows
    )
    return "\n".join([f"## {name}", "", head, *lines, "", f"Compared: {'; '.join(sources)}."])


def _row(row: Correspondence) -> str:
    theirs = f"`{row.term}`" if row.term else ""
    cells = (f"`{row.id}`", NAMES[row.standard], SIGNS[row.relation], theirs, row.note)
    return f"| {' | '.join(cells)} |"


def _without() -> str:
    lines = [f"- *{name}*: {why}" for name, why in lists_without().items()]
    return "\n".join(["## Lists that no standard has", "", *lines])


def written(page: str) -> str:
    """Return the page with its tables as they should be."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
