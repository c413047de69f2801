"""One row in a hundred is broken, in every way: the other ninety-nine have their answers."""

import pytest

from takeaction.batch.running import Tally

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


@pytest.mark.parametrize("part_rows", [10_000, 97])
@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
def test_one_broken_row_in_a_hundred_costs_no_other(
    job_for, tmp_path, answers_of, part_rows, quoted
):
    good = [ROW.format(id=id, minutes=id % 300 + 1) for id in range(1_700)]
    if quoted:
        good[0] = '"0","1","student;voter",writing,fair-trade,"US-TX",en\n'
    every = list(good)
    problems = {}
    for place, (row, problem) in enumerate(BROKEN.items()):
        every[place * 100 + 50] = row.format(id=place * 100 + 50)
        problems[problem] = problems.get(problem, 0) + 1

    expected, _ = answers_of(job_for(write(tmp_path / "good.csv", good), part_rows=10_000))
    rows, tallies = answers_of(job_for(write(tmp_path / "bad.csv", every), part_rows=part_rows))
    tally = sum(tallies, Tally())

    assert [row["id"] for row in rows] == [str(id) for id in range(1_700)]
    assert [row for row in rows if row["status"] == "ok"] == [
        row for place, row in enumerate(expected) if place % 100 != 50
    ]
    assert dict(tally.problems) == problems
    assert tally.people == 1_700


BAD_CELLS = {
    "byte": (b"Jos\xe9", "broken row.encoding"),
    "quote": (b'"open', "broken row.quote"),
    "quote in a cell": (b'"a" b"', None),
    "long cell": (b"x" * 200_000, None),
    "long quoted cell": (b'"' + b"x" * 200_000 + b'"', "broken row.cells"),
    "null": (b"\0", "broken word.unknown skills"),
}


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
@pytest.mark.parametrize(("cell", "problem"), BAD_CELLS.values(), ids=list(BAD_CELLS))
def test_one_bad_cell_in_a_file_of_two_thousand_costs_one_answer(  # noqa: PLR0913, PLR0917
    job_for, tmp_path, answers_of, cell, problem, quoted
):
    # Arrow's own reader takes 1,000 of them with an open quote, and none with one other byte.
    skill = b'"writing"' if quoted else b"writing"
    rows = [b"%d,30,%s" % (id, cell if id == 999 else skill) for id in range(2_000)]
    path = tmp_path / "people.csv"
    path.write_bytes(b"\n".join([b"id,minutes,skills", *rows, b""]))

    answers, tallies = answers_of(job_for(path, part_rows=700))

    tally = sum(tallies, Tally())
    assert [row["id"] for row in answers] == [str(id) for id in range(2_000)]
    assert tally.by_status == {"ok": 1_999, "empty": 0, "refused": 0, "broken": 1}
    assert problem is None or list(tally.problems) == [problem]
