"""The cells of a column: its distinct values, or lists of words."""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.bits.arrays import Array
from takeaction.batch.columns.mapping import LIST_TYPES, is_any

BETWEEN_WORDS = ";"


class Cells(NamedTuple):
    """The cells of a column.

    Attributes:
        values: Its distinct values; the last is None.
        places: For each row the place of its value.
    """

    values: list[Any]
    places: Array


class WordCells(NamedTuple):
    """The words of the cells of a column.

    Attributes:
        counts: The number of words of each cell.
        words: The distinct words; the last is None.
        places: For each word of each cell the place in *words*.
        cells: For each row the place of its cell.
    """

    counts: Array
    words: list[str | None]
    places: Array
    cells: Array


def read_cells(column: pa.Array) -> Cells:
    """Read a column with one value in each row. Blanks around a text are not part of it."""
    encoded = _encoded(column)
    values = encoded.dictionary
    if pa.types.is_large_string(values.type):
        values = pc.utf8_trim_whitespace(values)
    places = _numbers(encoded.indices, len(values))
    return Cells([*values.to_pylist(), None], places)


def read_word_cells(column: pa.Array) -> WordCells:
    """Read a column with several words in each row: lists, or texts with ``;`` between words."""
    if is_any(column.type, LIST_TYPES):
        return _listed(column)
    encoded = _encoded(column)
    texts = pa.concat_arrays([_as_text(encoded.dictionary), pa.array([""], pa.large_string())])
    places = _numbers(encoded.indices, len(texts) - 1)
    return _split(texts, places)


def _split(texts: pa.Array, places: Array) -> WordCells:
    """Return the words of texts; empty ones do not count."""
    split = pc.split_pattern(texts, BETWEEN_WORDS)
    owners = _numbers(pc.list_parent_indices(split), 0)
    words = pc.utf8_trim_whitespace(pc.list_flatten(split))
    is_word = pc.not_equal(words, "")
    encoded = _encoded(words.filter(is_word))
    counts = np.bincount(owners[is_word.to_numpy(zero_copy_only=False)], minlength=len(texts))
    return WordCells(counts, *_words(encoded), places)


def _listed(column: pa.Array) -> WordCells:
    """Return the words of lists, each row a cell of its own."""
    lists = column.cast(pa.large_list(column.type.value_type))
    counts = _numbers(pc.list_value_length(lists), 0)
    encoded = _encoded(pc.list_flatten(lists))
    return WordCells(counts, *_words(encoded), np.arange(len(column)))


def _words(encoded: pa.DictionaryArray) -> tuple[list[str | None], Array]:
    words = _as_text(encoded.dictionary).to_pylist()
    return [*words, None], _numbers(encoded.indices, len(words))


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """Return a column as its distinct values and, for each row, the place of its value."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    is_number = is_any(column.type, ("integer", "floating", "boolean"))
    return (column if is_number else _as_text(column)).dictionary_encode()


def _as_text(column: pa.Array) -> pa.Array:
    return column.cast(pa.large_string())


def _numbers(column: pa.Array, missing: int) -> Array:
    """Return a column of whole numbers as an array, with a number for what is missing."""
    filled = pc.fill_null(column.cast(pa.int64()), missing)
    array: Array = filled.to_numpy(zero_copy_only=False)
    return array
