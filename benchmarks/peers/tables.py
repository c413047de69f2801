"""SQLite and DuckDB, in memory: the same table and nearly the same text."""

import sqlite3

import duckdb
import pyarrow as pa
from columns import Array, Columns
from people import Question

from peers.sql import query

Found = list[tuple[int, int]]

THREADS = 2
_RENAMED = {"only": "only_for", "after": "after_it"}  # words of SQL


def _columns(columns: Columns) -> dict[str, Array]:
    return {_RENAMED.get(name, name): column for name, column in columns.all().items()}


class Sqlite:
    """SQLite, whose SQL has no count of bits: each asked bit is shifted out."""

    def __init__(self, columns: Columns) -> None:
        named = {name: column.tolist() for name, column in _columns(columns).items()}
        self._connection = sqlite3.connect(":memory:")
        others = ", ".join(name for name in named if name != "number")
        self._connection.execute(f"CREATE TABLE actions (number INTEGER PRIMARY KEY, {others})")
        marks = ", ".join("?" for _ in named)
        self._connection.executemany(
            f"INSERT INTO actions (number, {others}) VALUES ({marks})",  # noqa: S608 - our names
            zip(named.pop("number"), *named.values(), strict=True),
        )

    def written(self, asked: Question) -> str:
        """Write a question."""
        return query(asked, _shifted, least="min", divided="/")

    def ask(self, text: str) -> Found:
        """Return score and number of the first actions."""
        found: Found = self._connection.execute(text).fetchall()
        return found


def _shifted(column: str, bits: int) -> str:
    places = (place for place in range(bits.bit_length()) if bits >> place & 1)
    return f"({' + '.join(f'(({column} >> {place}) & 1)' for place in places) or '0'})"


def _counted(column: str, bits: int) -> str:
    return f"bit_count({column} & {bits}::BIGINT)"


class Duck:
    """DuckDB, with two threads."""

    def __init__(self, columns: Columns) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(f"SET threads = {THREADS}")
        self._connection.register("given", pa.table(_columns(columns)))
        self._connection.execute("CREATE TABLE actions AS SELECT * FROM given")
        self._connection.unregister("given")

    def written(self, asked: Question) -> str:
        """Write a question."""
        return query(asked, _counted, least="least", divided="//")

    def ask(self, text: str) -> Found:
        """Return score and number of the first actions."""
        found: Found = self._connection.execute(text).fetchall()
        return found
