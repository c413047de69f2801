"""The outcome of a batch in words: how many people have actions, and why others have none."""

from typing import TYPE_CHECKING

from takeaction.cli.terminal import counted, line, show_json, warn
from takeaction.vocabulary.codes import CODES, QUERY_CODES

if TYPE_CHECKING:  # numpy and pyarrow are extras
    from takeaction.batch.running import BatchJob
    from takeaction.batch.summary import Tally

_ROWS = 5
"""The rows of each list: the rest is in --json."""

_STATUSES = {
    "ok": "with actions",
    "empty": "with an empty list",
    "refused": "refused",
    "broken": "with a broken row",
}

PROBLEMS = {
    "batch.concern": "they have a concern: they need a person, not a letter",
    "batch.role": "their role says what happened to them",
    "batch.age": "they are under 18",
    "row.cells": "not as many cells as the first row has",
    "row.quote": "a quote that never closes",
    "row.encoding": "letters that are not of the file's encoding",
}
"""Problems that only a batch has."""

_CELLS = {"word.unknown": 'not a word that we know; put ";" between several'}
"""Problems of a cell that are said in another way in a batch."""

_GATES = {
    "status": "the actions are no longer offered",
    "region": "most actions are for other places",
    "age": "most actions are for other ages",
    "roles": "most actions are for certain jobs or groups",
    "concern": "most actions can wait while something worries them",
    "mode": "most actions are done another way",
    "cost": "most actions cost more",
    "risk": "most actions have more risk",
    "minutes": "most actions need more time",
    "after": "most actions come after something else",
    "done": "most actions are done",
    "dismissed": "most actions are put aside",
}

_WHICH_ROWS = "To see which rows are broken, write a .parquet file without --as mail-merge."
_NOT_SENT = "Only people with actions are in the file."
_DELETE = "The file tells about people: delete it once you have used it."


def show_outcome(tally: "Tally", job: "BatchJob", output: str, *, as_json: bool) -> None:
    """Print the outcome of a batch.

    Args:
        tally: Its counts.
        job: The job.
        output: The file, as it is shown.
        as_json: Whether to print plain data.
    """
    unread = list(job.column_map.ignored)
    if as_json:
        show_json({"file": output, **tally.as_json(), "not_read": unread})
        return
    if unread:
        warn(f"Columns that were not read: {', '.join(unread)}.")
    blank = f", and {counted(tally.blank, 'blank row')}" if tally.blank else ""
    noun = "person" if tally.people == 1 else "people"
    line(f"{output}: {tally.people:,} {noun}{blank}.")
    _show_statuses(tally)
    _show_actions(tally, job)
    if job.letters:
        if tally.by_status.get("broken"):
            line(_WHICH_ROWS)
        line(_NOT_SENT)
    line(_DELETE)


def _show_statuses(tally: "Tally") -> None:
    """Print how many people have each status, and the reasons below."""
    for status, text in _STATUSES.items():
        line(f"{tally.by_status.get(status, 0):>11,} {text}", hang=12)
        for problem, count in _of_status(tally, status)[:_ROWS]:
            line(f"{count:>15,} {describe(problem)}", hang=16)


def _of_status(tally: "Tally", status: str) -> list[tuple[str, int]]:
    """Return the problems of a status without it, the most frequent first."""
    counts = tally.as_json()["problems"].items()
    words = ((problem.partition(" "), count) for problem, count in counts)
    return [(problem, count) for (first, _, problem), count in words if first == status]


def describe(problem: str) -> str:
    """Return a problem in words, with the field that it is in."""
    code, _, field = problem.partition(" ")
    if code.startswith("gate."):
        return _GATES[code.removeprefix("gate.")]
    text = PROBLEMS.get(code) or _CELLS.get(code) or QUERY_CODES.get(code) or CODES[code].title
    return f"{field}: {text}" if field and code not in PROBLEMS else text


def _show_actions(tally: "Tally", job: "BatchJob") -> None:
    """Print the actions that most people have."""
    most = list(tally.as_json()["actions"].items())[:_ROWS]
    if most:
        line("Listed most often:")
    for id, count in most:
        title = job.catalog.actions[id].title.pick(("en",)).text
        line(f"{count:>11,} {id}: {title}", hang=12)
