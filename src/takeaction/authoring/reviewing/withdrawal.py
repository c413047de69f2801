"""Withdrawal: a translator or reader takes their name back from every mark of a pack."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from takeaction.authoring.reviewing.po_marks import is_name, without_name
from takeaction.authoring.reviewing.toml_marks import MarkError, with_review
from takeaction.authoring.translations import ROOMY, TranslationError
from takeaction.packs.faults import FieldPath
from takeaction.packs.reading.po import PoSyntaxError
from takeaction.packs.reading.translations import po_language
from takeaction.packs.sources.discovery import pack_at
from takeaction.packs.sources.files import Folder, UnreadableError
from takeaction.vocabulary.words import fold


class Withdrawal(NamedTuple):
    """What is to be written so that a name is in no mark of a pack.

    Attributes:
        contents: The new content of each file that has the name, by its path.
        marks: The number of marks that they had.
        by_hand: The places that a person has to change, such as ``resources.toml:9``.
    """

    contents: dict[Path, bytes]
    marks: int
    by_hand: tuple[str, ...]


def withdraw(path: str, name: str) -> Withdrawal:
    """Take a name out of every mark of a pack; nothing is written yet.

    Args:
        path: The folder of the pack or of its project.
        name: The name as it is in the marks, whatever its case and blanks.

    Raises:
        TranslationError: The path is not a folder, or a file in it cannot be read.
    """
    pack = pack_at(path)
    if not isinstance(pack.files, Folder):
        problem = f"{path} is an archive. Fix: name the folder of the pack."
        raise TranslationError(problem)
    contents, marks, by_hand = {}, 0, []
    for file, raw in _files_of(pack.files):
        try:
            new, count, places = _without(file, raw.decode(), name)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, PoSyntaxError):
            if _is_in(name, raw.decode("utf-8", "replace")):
                by_hand.append(file)
            continue
        marks += count
        by_hand += places
        if count:
            contents[Path(pack.files.root, file)] = new.encode()
    return Withdrawal(contents, marks, tuple(by_hand))


def _is_in(name: str, text: str) -> bool:
    """Tell whether a text that cannot be read as a file has a name somewhere."""
    return fold(name) in fold(text) if fold(name) else name in text


def _files_of(folder: Folder) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each data file in a folder.

    Raises:
        TranslationError: There is no such folder, or a file in it cannot be read.
    """
    try:
        yield from [(name, folder.read(name, ROOMY.file_bytes)) for name in folder.names()]
    except (UnreadableError, OSError) as error:
        raise TranslationError(f"{folder.root}: {getattr(error, 'problem', error)}") from error


def _without(file: str, text: str, name: str) -> tuple[str, int, list[str]]:
    """Return a text without a name, the number of marks that it had, and those left in it."""
    if po_language(file):
        return *without_name(text, name), []
    head = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(head)
    count, by_hand = 0, []
    for place, key in _signed(tomllib.loads(text), (), name):
        try:
            text = with_review(text, place, None, key)
            count += 1
        except MarkError as error:
            by_hand.append(f"{file}:{error.args[0]}")
    return head + text, count, by_hand


def _signed(value: Any, place: FieldPath, name: str) -> Iterator[tuple[FieldPath, str]]:  # noqa: ANN401 - any value of TOML
    """Yield the path of each table with a mark of a name, and the key of the mark."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _signed(item, (*place, number), name)
    elif isinstance(value, dict):
        for key, item in value.items():
            is_mark = key in ("reviewed", "review") and isinstance(item, dict)
            if is_mark and is_name(item.get("by"), name):
                yield place, key
            else:
                yield from _signed(item, (*place, key), name)
