"""Replacement: new records in the place of those of a file, with the comments of its author."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from takeaction.packs.faults import FieldPath
from takeaction.packs.reading.toml.bounds import TOKEN
from takeaction.packs.reading.toml.lines import find_lines
from takeaction.vocabulary.records import Kind


class Replacement(NamedTuple):
    """The new text of a file.

    Attributes:
        text: The text.
        gone: The ids of the records that the old text had and the new one has not, in their order.
    """

    text: str
    gone: tuple[str, ...]


class _Block(NamedTuple):
    """A record in a text.

    Attributes:
        fields: Its fields.
        lines: Its lines, from the comments right above its heading on.
        comments: The comments inside it, each with the path of the key that it belongs to; the
            path is empty for those above the heading.
        places: The place of each key in its lines, from 0.
    """

    fields: Mapping[str, Any]
    lines: tuple[str, ...]
    comments: tuple[tuple[FieldPath, str], ...]
    places: Mapping[FieldPath, int]


def replace_records(old: str, new: str, kind: Kind) -> Replacement:
    """Put the records of a new text in the place of those of an old one.

    A record that stays the same keeps its lines; one that changed keeps its comments, each above
    its key. The lines before the first record stay, such as the one that names the schema.

    Args:
        old: The text of the file, which is TOML.
        new: The new records, as ``toml_text`` writes them.
        kind: Their kind.

    Raises:
        tomllib.TOMLDecodeError: The old text is not TOML.
    """
    head, old_blocks = _blocks(old, kind)
    _, new_blocks = _blocks(new, kind)
    by_id = {block.fields.get("id"): block for block in old_blocks}
    texts = [_merge(by_id.get(block.fields["id"]), block) for block in new_blocks]
    ids = {block.fields["id"] for block in new_blocks}
    gone = tuple(str(id) for id in by_id if id not in ids)
    body = "\n\n".join("\n".join(lines).strip("\n") for lines in texts)
    return Replacement("\n".join([*head, body]) + "\n", gone)


def replacement_at(path: Path, new: str, kind: Kind) -> Replacement:
    """Return the new text of a file, which may not be there yet.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is not UTF-8 or not TOML, or is nested too deep.
    """
    if not path.exists():
        return Replacement(new, ())
    try:
        return replace_records(path.read_text("utf-8-sig"), new, kind)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _merge(old: _Block | None, new: _Block) -> tuple[str, ...]:
    """Return the lines of a new record, with what its author wrote around the old one."""
    if old is None:
        return new.lines
    if old.fields == new.fields:
        return old.lines
    above: dict[int, list[str]] = {}
    for path, comment in old.comments:
        above.setdefault(_place(path, new.places), []).append(comment)
    return tuple(
        text for number, line in enumerate(new.lines) for text in (*above.get(number, ()), line)
    )


def _place(path: FieldPath, places: Mapping[FieldPath, int]) -> int:
    """Return the line for a comment: that of its key, or of the nearest key around it."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 0)


def _blocks(text: str, kind: Kind) -> tuple[list[str], list[_Block]]:
    """Split a text into the lines before its first record, and its records."""
    records = tomllib.loads(text).get(kind, [])
    lines = text.split("\n")
    if not records:
        return [line for line in lines if line], []
    paths = find_lines(text)
    starts = [_first_line(lines, paths[kind, number] - 1) for number in range(len(records))]
    ends = [*starts[1:], len(lines)]
    comments = dict(_comments(text))
    blocks = [
        _block(record, number, (start, end), (lines, paths, comments))
        for number, (record, start, end) in enumerate(zip(records, starts, ends, strict=True))
    ]
    return lines[: starts[0]], blocks


def _first_line(lines: list[str], heading: int) -> int:
    """Return the line at which a record starts: its heading, or the comments right above it."""
    while (
        heading and lines[heading - 1].lstrip().startswith("#") and not _is_pragma(lines, heading)
    ):
        heading -= 1
    return heading


def _is_pragma(lines: list[str], heading: int) -> bool:
    """Tell whether the line above is one for editors, such as ``#:schema``."""
    return lines[heading - 1].startswith("#:")


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the comments of a text, each with its line from 0."""
    line = 0
    for token in TOKEN.finditer(text):
        if token.lastgroup == "blank" and token.group().startswith("#"):
            yield line, token.group().rstrip()
        line += token.group().count("\n")


def _block(
    fields: Mapping[str, Any],
    number: int,
    span: tuple[int, int],
    source: tuple[list[str], Mapping[FieldPath, int], Mapping[int, str]],
) -> _Block:
    lines, paths, comments = source
    start, end = span
    own = {path[2:]: line - 1 for path, line in paths.items() if path[1:2] == (number,)}
    by_line = sorted((line, path) for path, line in own.items())
    return _Block(
        fields,
        tuple(lines[start:end]),
        tuple(
            (_owner(line, by_line), text) for line, text in comments.items() if start <= line < end
        ),
        {path: line - start for path, line in own.items()},
    )


def _owner(line: int, by_line: list[tuple[int, FieldPath]]) -> FieldPath:
    """Return the key that a comment belongs to: the one in its line, or else the next one."""
    return next((path for place, path in by_line if place >= line), by_line[-1][1])
