"""Peers in full-text search: SQLite FTS5, bm25s and rapidfuzz, over the texts that we search.

Each has the same texts of each record in four columns: names, what people say, summaries and the
like, steps.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.search.fields import searched_texts
from takeaction.models.record import Record
from takeaction.vocabulary.words import fold

COLUMNS = ("names", "people_say", "summaries", "steps")
_NAMES = frozenset({"name", "title", "text", "also_known_as"})
_WEIGHTS = "0, 10, 10, 3, 1"
"""The weight of each column for SQLite, the id first: the best of the few that we tried."""


def documents(catalog: Catalog, records: Iterable[Record]) -> list[tuple[str, ...]]:
    """Return the texts of some records, by column."""
    return [_document(catalog, record) for record in records]


def _document(catalog: Catalog, record: Record) -> tuple[str, ...]:
    columns: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for field, text in searched_texts(catalog, record):
        column = "names" if field in _NAMES else field if field in COLUMNS else "summaries"
        columns[column].append(text)
    return tuple("\n".join(parts) for parts in columns.values())


class Fts5:
    """SQLite FTS5 with the Porter stemmer and bm25, any of the words, columns weighted."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        self._db = sqlite3.connect(":memory:")
        tokens = "porter unicode61 remove_diacritics 2"
        self._db.execute(
            f"CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, {', '.join(COLUMNS)},"
            f" tokenize='{tokens}')"
        )
        numbered = ((number, *row) for number, row in enumerate(rows))
        self._db.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", numbered)

    def ask(self, text: str, limit: int = 20) -> list[int]:
        """Return the numbers of the best records."""
        words = " OR ".join(f'"{word}"' for word in fold(text).split())
        sql = f"SELECT id FROM t WHERE t MATCH ? ORDER BY bm25(t, {_WEIGHTS}) LIMIT ?"  # noqa: S608
        return [int(id) for (id,) in self._db.execute(sql, (words, limit))]


class Bm25s:
    """bm25s with its own tokeniser and its English stop words; it has no columns."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        import bm25s

        self._bm25s: Any = bm25s
        self._index = bm25s.BM25()
        tokens = bm25s.tokenize(["\n".join(row) for row in rows], show_progress=False)
        self._index.index(tokens, show_progress=False)
        self._count = len(rows)

    def ask(self, text: str, limit: int = 20) -> list[int]:
        """Return the numbers of the best records."""
        tokens = self._bm25s.tokenize(text, show_progress=False)
        results, scores = self._index.retrieve(
            tokens, k=min(limit, self._count), show_progress=False
        )
        return [int(n) for n, score in zip(results[0], scores[0], strict=True) if score > 0]


class Fuzzy:
    """rapidfuzz, by the share of words that a text has in common with names and people's words."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        from rapidfuzz import fuzz, process

        self._extract: Any = process.extract
        self._scorer: Any = fuzz.token_set_ratio
        self._texts = [fold("\n".join(row[:2])) for row in rows]

    def ask(self, text: str, limit: int = 20) -> list[int]:
        """Return the numbers of the best records."""
        best = self._extract(fold(text), self._texts, scorer=self._scorer, limit=limit)
        return [number for _, _, number in best]
