"""Marks in PO: comments of an entry are written or taken out, and no other line changes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby

from takeaction.models.source import Reviewed
from takeaction.packs.reading.marks import marks_in, review_comment
from takeaction.packs.reading.po import parse_po
from takeaction.vocabulary.words import fold

_LAST_TRANSLATOR = r'(?m:^)"Last-Translator: *([^"\\<]*?) *(?:<[^"\\]*)?\\n"\r?\n'


def with_text_reviews(text: str, reviews: Mapping[str, Reviewed]) -> str:
    """Return a PO file in which entries have these reviews, and are not fuzzy any more.

    Args:
        text: The text of the file.
        reviews: The review of each entry, by its context.
    """
    rows = text.split("\n")
    starts = {entry.line: entry.context for entry in parse_po(text) if entry.context in reviews}
    for line in sorted(starts, reverse=True):
        start, end = _comments_at(rows, line - 1)
        comments = rows[start:end]
        kept = _without_rows(comments, _rows_of_marks(comments, "reviewed"))
        carriage = "\r" if rows[end].endswith("\r") else ""
        mark = f"# {review_comment(reviews[starts[line]])}{carriage}"
        own = [row for row in kept if row[:2] == "# " or row.rstrip() == "#"]
        others = [row for row in map(_finished, kept) if row and row not in own]
        rows[start:end] = [*own, mark, *others]
    return "\n".join(rows)


def without_name(text: str, name: str) -> tuple[str, int, tuple[int, ...]]:
    """Take a name out of every mark of a PO file, also of obsolete entries and a damaged file.

    Returns:
        The text, the number of marks that it had, and the lines of the comments of translators
        that still have the name.
    """
    kept: list[str] = []
    count = 0
    for is_comment, run in groupby(text.split("\n"), _is_comment):
        rows = list(run)
        if is_comment:
            gone = _rows_of_marks(rows, "reviewed", "translated", name=name)
            count += len(gone)
            rows = _without_rows(rows, gone)
        kept += rows
    left = re.sub(
        _LAST_TRANSLATOR,
        lambda match: "" if fold(match[1]) == fold(name) else match[0],
        "\n".join(kept),
    )
    count += left != "\n".join(kept)
    named = [number for number, row in enumerate(left.split("\n"), 1) if _is_about(row, name)]
    return left, count, tuple(named)


def _is_comment(row: str) -> bool:
    return row.lstrip().startswith("#")


def _is_about(row: str, name: str) -> bool:
    """Tell whether a comment of a translator has a name in it."""
    return row.startswith("# ") and f" {fold(name)} " in f" {fold(row)} "


def _comments_at(rows: list[str], start: int) -> tuple[int, int]:
    """Return the first row of the comments of an entry, and the one behind the last."""
    end = start
    while _is_comment(rows[end]):
        end += 1
    return start, end


def _rows_of_marks(rows: Sequence[str], *kinds: str, name: str | None = None) -> list[range]:
    """Return the rows of each mark among comments: of some kinds, and of a name if there is one."""
    comments = [row[1:].strip() if row[:2] == "# " else "" for row in rows]
    return [
        range(mark.first, mark.last + 1)
        for mark in marks_in(comments)
        if mark.kind in kinds and (name is None or fold(mark.by) == fold(name))
    ]


def _without_rows(rows: Sequence[str], gone: Iterable[range]) -> list[str]:
    left_out = set(chain.from_iterable(gone))
    return [row for number, row in enumerate(rows) if number not in left_out]


def _finished(row: str) -> str:
    """Return a comment of an entry that is not fuzzy any more; empty if nothing is left of it."""
    if row.startswith("#|"):
        return ""
    if not row.startswith("#,"):
        return row
    flags = [flag.strip() for flag in row[2:].split(",") if flag.strip() not in ("", "fuzzy")]
    end = "\r" if row.endswith("\r") else ""
    return f"#, {', '.join(flags)}{end}" if flags else ""
