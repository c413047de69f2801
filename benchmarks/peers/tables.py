"""SQLite and DuckDB in memory, with the same table and nearly the same SQL."""

import sqlite3

import duckdb
import pyarrow as pa
from columns import Array, Columns
from people import Question

from peers.sql import query

Best = list[tuple[int, int]]

THREADS = 2
_RENAMED = {"only": "only_for", "after": "after_it"}  # keywords of SQL


def renamed(columns: Columns) -> dict[str, Array]:
    """Return the columns by names that SQL allows."""
    return {_RENAMED.get(name, name): column for name, column in columns.all().items()}


class Sqlite:
    """The SQLite engine. Its SQL cannot count bits, so each bit of a set is shifted out."""

    def __init__(self, columns: Columns) -> None:
        values = {name: column.tolist() for name, column in renamed(columns).items()}
        self._connection = sqlite3.connect(":memory:")
        others = ", ".join(name for name in values if name != "number")
        self._connection.execute(f"CREATE TABLE actions (number INTEGER PRIMARY KEY, {others})")
        marks = ", ".join("?" for _ in values)
        self._connection.executemany(
            f"INSERT INTO actions (number, {others}) VALUES ({marks})",  # noqa: S608 - our names
            zip(values.pop("number"), *values.values(), strict=True),
        )

    def write(self, question: Question) -> str:
        """Return a question as SQL."""
        return query(question, _shifted, least="min", divided="/")

    def ask(self, text: str) -> Best:
        """Return the score and number of the first actions."""
        best: Best = self._connection.execute(text).fetchall()
        return best


def _shifted(column: str, bits: int) -> str:
    shifted_bits = (bit for bit in range(bits.bit_length()) if bits >> bit & 1)
    return f"({' + '.join(f'(({column} >> {bit}) & 1)' for bit in shifted_bits) or '0'})"


def _counted(column: str, bits: int) -> str:
    return f"bit_count({column} & {bits}::BIGINT)"


class Duck:
    """The DuckDB engine, with two threads."""

    def __init__(self, columns: Columns) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(f"SET threads = {THREADS}")
        self._connection.register("columns", pa.table(renamed(columns)))
        self._connection.execute("CREATE TABLE actions AS SELECT * FROM columns")
        self._connection.unregister("columns")

    def write(self, question: Question) -> str:
        """Return a question as SQL."""
        return query(question, _counted, least="least", divided="//")

    def ask(self, text: str) -> Best:
        """Return the score and number of the first actions."""
        best: Best = self._connection.execute(text).fetchall()
        return best
