"""Marks in TOML: a review is written into a text, or taken out, and nothing else changes.

The new text is parsed and compared before anybody gets it. So a mark that cannot be written into
a record in an unusual form costs nothing but a hint where to write it by hand.
"""

import tomllib
from collections.abc import Iterator
from typing import Any

from takeaction.authoring.sheets.toml_text import toml_string
from takeaction.models.source import Reviewed
from takeaction.packs.faults import FieldPath
from takeaction.packs.reading.toml.bounds import TOKEN
from takeaction.packs.reading.toml.lines import find_lines

_ANCHORS = ("verified", "source", "id", "name", "title", "text", "language", "target")
"""The keys below which a mark may go, the best place first."""

_LONGEST_MARK = 20
"""The most lines of a mark that somebody has written over several."""


class MarkError(ValueError):
    """A record whose form leaves no place for a mark; its line is the only argument."""


def review_toml(review: Reviewed) -> str:
    """Return a review as an inline table."""
    scope = ", ".join(f'"{part}"' for part in sorted(review.scope))
    parts = [f"by = {toml_string(review.by)}", f"on = {review.on}", f"scope = [{scope}]"]
    if review.paid is not None:
        parts.append(f"paid = {str(review.paid).lower()}")
    if review.seal is not None:
        parts.append(f'seal = "{review.seal}"')
    return f"{{ {', '.join(parts)} }}"


def with_review(text: str, place: FieldPath, review: Reviewed | None, key: str = "reviewed") -> str:
    """Return the text of a file in which a record has this review, or none.

    Args:
        text: The text, which is TOML.
        place: The path of the record, such as ``("resource", 3)``.
        review: The review; None takes out the one that is there.
        key: The key of the review.

    Raises:
        MarkError: The record is in a form that this doesn't know.
    """
    lines = find_lines(text)
    bare = _without(text, place, key, lines)
    if review is None:
        return bare
    wanted = tomllib.loads(bare)
    new_mark = f"{key} = {review_toml(review)}"
    _table(wanted, place)[key] = tomllib.loads(new_mark)[key]
    for candidate in _candidates(bare, place, new_mark):
        if _is_equal(candidate, wanted):
            return candidate
    raise MarkError(lines.get(place, 1))


def _without(text: str, place: FieldPath, key: str, lines: dict[FieldPath, int]) -> str:
    """Return a text without the review of a record; the comments in it stay."""
    wanted = tomllib.loads(text)
    if _table(wanted, place).pop(key, None) is None:
        return text
    rows = text.split("\n")
    start = lines.get((*place, key), 1) - 1
    for length in range(1, _LONGEST_MARK + 1):
        gone = rows[start : start + length]
        end = "\r" if gone and gone[-1].endswith("\r") else ""
        left = [f"{comment}{end}" for comment in _comments_in("\n".join(gone))]
        candidate = "\n".join([*rows[:start], *left, *rows[start + length :]])
        if _is_equal(candidate, wanted):
            return candidate
    raise MarkError(start + 1)


def _comments_in(text: str) -> Iterator[str]:
    """Yield the comments in some lines of TOML."""
    for token in TOKEN.finditer(text):
        if token.lastgroup == "blank" and token.group().startswith("#"):
            yield token.group().rstrip()


def _candidates(text: str, place: FieldPath, new_mark: str) -> Iterator[str]:
    """Yield texts with a mark below each of the keys where it may belong."""
    lines, rows = find_lines(text), text.split("\n")
    for anchor in _ANCHORS:
        line = lines.get((*place, anchor))
        if line is not None:
            row = rows[line - 1]
            indent, end = row[: len(row) - len(row.lstrip())], "\r" if row.endswith("\r") else ""
            yield "\n".join([*rows[:line], f"{indent}{new_mark}{end}", *rows[line:]])


def _table(table: dict[str, Any], place: FieldPath) -> dict[str, Any]:
    value: Any = table
    for step in place:
        value = value[step]
    found: dict[str, Any] = value
    return found


def _is_equal(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
