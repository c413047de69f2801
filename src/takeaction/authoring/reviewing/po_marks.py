"""Marks in PO: comments of an entry are written or taken out, and no other line changes."""

import re
from collections.abc import Iterable, Mapping

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
        kept = list(_without_marks(rows[start:end], "reviewed"))
        carriage = "\r" if rows[end].endswith("\r") else ""
        mark = f"# {review_comment(reviews[starts[line]])}{carriage}"
        own = [row for row in kept if row[:2] == "# " or row.rstrip() == "#"]
        others = [row for row in map(_finished, kept) if row and row not in own]
        rows[start:end] = [*own, mark, *others]
    return "\n".join(rows)


def is_name(written: object, name: str) -> bool:
    """Tell whether a mark has this name, whatever its case, accents and blanks.

    Without letters, such as a sign, it has to be the same; nothing is nobody's name.
    """
    key = fold(name) or name.strip()
    return bool(key) and isinstance(written, str) and key == (fold(written) or written.strip())


def without_name(text: str, name: str) -> tuple[str, int]:
    """Return a PO file without every mark of a name, and the number of those it had."""
    rows, count = text.split("\n"), 0
    for entry in sorted(parse_po(text), key=lambda entry: -entry.line):
        start, end = _comments_at(rows, entry.line - 1)
        kept = list(_without_marks(rows[start:end], "reviewed", "translated", name=name))
        count += len(rows[start:end]) != len(kept)
        rows[start:end] = kept
    left = re.sub(
        _LAST_TRANSLATOR,
        lambda match: "" if is_name(match[1], name) else match[0],
        "\n".join(rows),
    )
    return left, count + (left != "\n".join(rows))


def _comments_at(rows: list[str], start: int) -> tuple[int, int]:
    """Return the first row of the comments of an entry, and the one behind the last."""
    end = start
    while rows[end].lstrip().startswith("#"):
        end += 1
    return start, end


def _without_marks(rows: list[str], *kinds: str, name: str | None = None) -> Iterable[str]:
    """Yield the comments of an entry without its marks: all of some kinds, or those of a name."""
    comments = [row[1:].strip() if row[:2] == "# " else "" for row in rows]
    gone: set[int] = set()
    for mark in marks_in(comments):
        if mark.kind in kinds and (name is None or is_name(mark.by, name)):
            gone.update(range(mark.first, mark.last + 1))
    return (row for number, row in enumerate(rows) if number not in gone)


def _finished(row: str) -> str:
    """Return a comment of an entry that is not fuzzy any more; empty if nothing is left of it."""
    if row.startswith("#|"):
        return ""
    if not row.startswith("#,"):
        return row
    flags = [flag.strip() for flag in row[2:].split(",") if flag.strip() not in ("", "fuzzy")]
    end = "\r" if row.endswith("\r") else ""
    return f"#, {', '.join(flags)}{end}" if flags else ""
