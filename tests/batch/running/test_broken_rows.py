"""One row in a hundred is broken, in every way: the other ninety-nine have their answers."""

from io import BytesIO

import pyarrow.parquet as pq
import pytest

ROW = "{id},{minutes},student;voter,writing,fair-trade,US-TX,en\n"
BROKEN = {
    "{id},soon,,,,,\n": "broken query.minutes minutes",
    "{id},,,,,,\n": "broken query.minutes minutes",
    "{id},-5,,,,,\n": "broken query.minutes minutes",
    "{id},5.5,,,,,\n": "broken query.minutes minutes",
    "{id},99999999999999999999,,,,,\n": "broken query.minutes minutes",
    "{id},5,klingon,,,,\n": "broken word.unknown roles",
    "{id},5,,klingon,,,\n": "broken word.unknown skills",
    "{id},5,,,klingon,,\n": "broken word.unknown topics",
    "{id},5,,,,klingon,\n": "broken word.unknown region",
    "{id},5,,,,,x y\n": "broken query.languages languages",
    "{id},5\n": "broken row.cells",
    "{id},5,,,,,,,\n": "broken row.cells",
    '{id},5,"open,,,,\n': "broken row.quote",
    "{id},5,J\udce9,,,,\n": "broken row.encoding",
    "{id},5,survivor,,,,\n": "refused batch.role roles",
    "{id},5,domestic-worker,,,,\n": "refused batch.role roles",
    "{id},5,youth,,,,\n": "refused batch.age roles",
}
"""A row of each kind that has no answer, with its problem."""

HEADER = "id,minutes,roles,skills,topics,region,language\n"


def write(path, rows):
    path.write_bytes(HEADER.encode() + "".join(rows).encode("utf-8", "surrogateescape"))
    return path


def rows_of(job):
    parts = [job.answer(job.people.fetch(part)) for part in job.people.parts]
    rows = [row for part in parts for row in pq.read_table(BytesIO(part.content)).to_pylist()]
    tally = parts[0].tally
    for part in parts[1:]:
        tally += part.tally
    return rows, tally


@pytest.mark.parametrize("part_rows", [10_000, 97])
@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_one_broken_row_in_a_hundred_costs_no_other(job_for, tmp_path, part_rows, quoted):
    good = [ROW.format(id=id, minutes=id % 300 + 1) for id in range(1_700)]
    if quoted:
        good[0] = '"0","1","student;voter",writing,fair-trade,"US-TX",en\n'
    every = list(good)
    problems = {}
    for place, (row, problem) in enumerate(BROKEN.items()):
        every[place * 100 + 50] = row.format(id=place * 100 + 50)
        problems[problem] = problems.get(problem, 0) + 1

    expected, _ = rows_of(job_for(write(tmp_path / "good.csv", good), part_rows=10_000))
    rows, tally = rows_of(job_for(write(tmp_path / "bad.csv", every), part_rows=part_rows))

    assert [row["id"] for row in rows] == [str(id) for id in range(1_700)]
    assert [row for row in rows if row["status"] == "ok"] == [
        row for place, row in enumerate(expected) if place % 100 != 50
    ]
    assert dict(tally.problems) == problems
    assert tally.people == 1_700
