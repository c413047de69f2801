"""The best actions of a crowd as SQL, for DuckDB: scores and numbers before any place is spread."""

import duckdb
import numpy as np
import pyarrow as pa
from columns import REGIONS, Array, Columns
from people import ANYONE_BIT, EVERYBODY_BITS, GENERAL_BITS, PLACES

from peers.tables import renamed
from takeaction.engine.ranking.asker import BRIEF_MINUTES
from takeaction.engine.ranking.factors import FOR_EVERYBODY, MADE_FOR_FEW, MADE_FOR_MANY, WEIGHTS
from takeaction.engine.ranking.gates import MOST_PARTS
from takeaction.engine.reasons import TOP_LEVEL
from takeaction.models.region import region

THREADS = 2
NUMBER_BITS = 20

_GATES = f"""
    NOT retired AND (ages & 4) <> 0
    AND (only_for = 0 OR (only_for & (wider | {ANYONE_BIT})) <> 0)
    AND (after_it = -1 OR after_it = done_1 OR after_it = done_2)
    AND number NOT IN (done_1, done_2, dismissed_1, dismissed_2)
    AND (suited_modes = 0 OR (modes & suited_modes) <> 0)
    AND cost <= top_cost AND risk <= top_risk
    AND (least <= minutes
         OR (recurring AND (ongoing OR (parts AND least <= {MOST_PARTS} * minutes))))
"""
_LACKS, _MADE = "(required & ~has) <> 0", "(made & named) <> 0"
_LEVELS = {
    "time": """CASE WHEN typical * 15 < minutes THEN 10 WHEN typical <= minutes THEN 15
        WHEN least > minutes THEN 9 WHEN typical <= 2 * minutes THEN 14 ELSE 12 END""",
    "skill": f"""CASE WHEN wanted = 0 OR {_LACKS} THEN 0 WHEN (wanted & has) = 0 THEN 3
        ELSE least({TOP_LEVEL}, CASE WHEN required <> 0 THEN 7 ELSE 5 END
        + {" + ".join(f"{n} * bit_count(wanted & worth_{n})" for n in range(2, 7))}) END""",
    "role": f"""CASE WHEN (addressed & wider) <> 0 THEN 0
        WHEN {_LACKS} THEN CASE WHEN asked = 0 AND NOT concern AND {_MADE} THEN 6 ELSE 0 END
        WHEN report AND (signs OR {_MADE}) THEN 12
        WHEN asked = 0 AND named = 0 AND everybody THEN {FOR_EVERYBODY}
        WHEN asked = 0 AND of_work <> 0 AND duty THEN 10
        WHEN concern AND NOT report AND ((made | roles) & wider) <> 0 THEN 4 WHEN concern THEN 0
        WHEN {_MADE} AND asked <> 0 THEN 12
        {" ".join(f"WHEN {_MADE} AND audience <= {n} THEN {it}" for n, it in MADE_FOR_FEW.items())}
        WHEN {_MADE} THEN {MADE_FOR_MANY}
        WHEN only_for <> 0 AND unsaid THEN 10 WHEN only_for <> 0 THEN 2
        WHEN (roles & named) <> 0 THEN 8 WHEN (made & wider) <> 0 THEN 5
        WHEN (roles & wider) <> 0 THEN 4 WHEN learns OR (NOT professional AND welcomes) THEN 3
        WHEN named = 0 AND ((made | roles) & {EVERYBODY_BITS}) <> 0 THEN 3 ELSE 0 END""",
    "topic": f"""CASE WHEN (topics & special) <> 0 AND (topics & asked) = topics THEN 15
        WHEN (topics & special) <> 0 AND 2 * bit_count(topics & asked) >= topic_count THEN 12
        WHEN (topics & asked) <> 0 THEN 8
        WHEN NOT concern AND topics <> 0 AND (topics & of_work) = topics THEN 7
        WHEN (topics & near) <> 0 THEN 6 WHEN NOT concern AND (topics & of_work) <> 0 THEN 4
        WHEN topics <> 0 AND (topics & {GENERAL_BITS}) = topics THEN 3 ELSE 0 END""",
    "place": "CASE WHEN here THEN 15 ELSE 8 END",
    "kind": f"""CASE WHEN (addressed & wider) <> 0 THEN 0 WHEN professional THEN level_work
        WHEN minutes < {BRIEF_MINUTES} THEN level_brief ELSE level_time END""",
    "start": "CASE WHEN done_1 >= 0 THEN 0 ELSE start END",
}
_SCORE = " + ".join(
    f"{WEIGHTS[name]} * ({level}) // {TOP_LEVEL}" for name, level in _LEVELS.items()
)


class CrowdDuck:
    """The DuckDB engine, over actions and people in memory."""

    def __init__(self, columns: Columns, numbers: dict[str, Array]) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(f"SET threads = {THREADS}")
        self._connection.execute("SET preserve_insertion_order = false")
        for name, table in (
            ("actions", pa.table(renamed(columns))),
            ("people", pa.table(numbers)),
            ("places", places()),
        ):
            self._connection.register("view", table)
            self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM view")  # noqa: S608
            self._connection.unregister("view")

    def ask(self, count: int = 5) -> pa.Table:
        """Return for each person with a list the keys of the first actions."""
        return self._connection.sql(
            f"""SELECT person, max((({_SCORE})::BIGINT << {NUMBER_BITS})
                + ({(1 << NUMBER_BITS) - 1} - number), {count}) AS keys
            FROM people JOIN places USING (place) JOIN actions USING (region)
            WHERE {_GATES} GROUP BY person"""  # noqa: S608 - every value is our own
        ).to_arrow_table()


def places() -> pa.Table:
    """Return the regions around each place, and whether they are narrower than the world."""
    rows = [
        (place, REGIONS.index(code), code != "001")
        for place, name in enumerate(PLACES)
        for code in region(name).chain
        if code in REGIONS
    ]
    place, number, here = zip(*rows, strict=True)
    return pa.table(
        {
            "place": np.array(place, np.int32),
            "region": np.array(number, np.uint8),
            "here": np.array(here),
        }
    )


def best_of(keys: list[int]) -> list[tuple[int, int]]:
    """Return the scores and numbers of keys."""
    mask = (1 << NUMBER_BITS) - 1
    return [(key >> NUMBER_BITS, mask - (key & mask)) for key in keys]
