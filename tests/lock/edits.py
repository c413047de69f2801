"""Slips of a key in the texts of a record, and whether a lock notices them.

The suite tries a sample of them. This tries all, in all shipped packs, and prints the figure::

    python tests/lock/edits.py
"""

import sys
from collections.abc import Iterator
from typing import Any

import attrs

from takeaction.limits import Limits
from takeaction.lock import critical
from takeaction.lock.held import _models
from takeaction.models.text import Text, Words
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import discover

NOT_PROSE = critical.CODES | {"id", "dated", "pack", "spans", "people_say"}
"""Fields of ids, dates and codes, and words that are only searched: a lock has them in a form of
its own, or nobody reads them."""

SHORT = 40
"""The length below which a character is also left out, and swapped with the next."""

Path = tuple[str | int, ...]


def texts(
    value: Any, path: Path = (), left_out: frozenset[str] = NOT_PROSE
) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Text):
        yield (*path, "source"), value.source
        for number, words in enumerate(value.translations):
            yield (*path, number), words.text
    elif type(value) is str:
        yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from texts(part, (*path, number), left_out)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name not in left_out:
                yield from texts(getattr(value, field.name), (*path, field.name), left_out)


def with_text(value: Any, path: Path, text: str) -> Any:
    if not path:
        return text
    step, *rest = path
    if isinstance(value, Text):
        if step == "source":
            return Text(text, value.language, value.translations)
        words = list(value.translations)
        words[step] = Words(text, words[step].language, reviewed=words[step].reviewed)
        return Text(value.source, value.language, tuple(words))
    if isinstance(value, tuple):
        parts = list(value)
        parts[step] = with_text(parts[step], tuple(rest), text)
        return tuple(parts)
    return attrs.evolve(value, **{step: with_text(getattr(value, step), tuple(rest), text)})


def edits(text: str) -> Iterator[str]:
    """Return every text that is one slip of a key away; of a digit, all other digits."""
    for place, character in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        if character.isdigit():
            yield from (before + digit + after for digit in "0123456789" if digit != character)
        else:
            yield before + ("q" if character != "q" else "z") + after
        if len(text) < SHORT:
            yield before + after
            if after and after[0] != character:
                yield before + after[0] + character + after[1:]


def try_edits(model: Any, every: int) -> tuple[int, list[tuple[Path, str, str]]]:
    """Edit each text of a model that has a digit or is pinned.

    Args:
        model: A record, a word, a patch or a header.
        every: Try only one of so many edits of a text, and at least one.

    Returns:
        The number of edits, and those that a lock would not notice.
    """
    before, count, missed = critical.state_of(model).values, 0, []
    for path, text in texts(model):
        is_pinned = critical.state_of(with_text(model, path, f"so {text}")).values != before
        if is_pinned or any(map(str.isnumeric, text)):
            for edited in list(edits(text))[::every]:
                count += 1
                if critical.state_of(with_text(model, path, edited)).values == before:
                    missed.append((path, text, edited))
    return count, missed


def try_digits(model: Any) -> tuple[int, list[tuple[Path, str, str]]]:
    """Turn each digit of each text, name and term of a model into the next one.

    Returns:
        The number of changes, and those that a lock would not notice: it holds the record, or for
        a term that is only searched says that it was reworded.
    """
    before, count, missed = critical.state_of(model), 0, []
    for path, text in texts(model, left_out=NOT_PROSE - {"people_say"}):
        for place, digit in enumerate(text):
            if digit.isdecimal():
                turned = chr(ord(digit) - int(digit) + (int(digit) + 1) % 10)
                edited = text[:place] + turned + text[place + 1 :]
                after = critical.state_of(with_text(model, path, edited))
                is_term = "people_say" in path
                count += 1
                if after == before if is_term else after.values == before.values:
                    missed.append((path, text, edited))
    return count, missed


def all_models() -> Iterator[tuple[str, Any]]:
    """Return every header, record, word and patch of the installed packs, each with its name."""
    for pack in discover().packs:
        checked = check(pack, Limits())
        assert checked.header
        yield from ((f"{pack.id} {key}", model) for key, model in _models(checked.header, checked))


def run(every: int | None = 1) -> tuple[int, int, list[str]]:
    """Try the edits of all texts; return the numbers of texts and edits, and what was missed.

    None tries the next digit in place of each, and terms that are only searched too.
    """
    models, total, missed = 0, 0, []
    for key, model in all_models():
        models += 1
        count, unnoticed = try_digits(model) if every is None else try_edits(model, every)
        total += count
        missed += [f"{key} {path}: {text!r} -> {edited!r}" for path, text, edited in unnoticed]
    return models, total, missed


if __name__ == "__main__":
    records, tried, unnoticed = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(*unnoticed, sep="\n")  # noqa: T201
    print(f"{records:,} records, {tried:,} edits, {len(unnoticed):,} not noticed")  # noqa: T201
    sys.exit(bool(unnoticed))
